//! `meetctl migrate status`

use harness::{Engine, on_every_engine, on_every_engine_empty, snapshot};

use crate::MIGRATIONS;

on_every_engine! {
    fn every_migration_is_listed_with_its_state(t: &Meetctl) {
        t.run(["migrate", "down", "--steps", "6", "--yes"]).success();
        snapshot!(t.run(["migrate", "status"]).success(), @r#"
        $ meetctl migrate status
        exit: 0
        --- stdout
        MIGRATION                                     STATE    APPLIED AT
        m20240101_000001_create_users                 applied  2026-06-01T08:00:00Z
        m20240101_000002_create_meetings              applied  2026-06-01T08:00:00Z
        m20240101_000003_create_meeting_participants  applied  2026-06-01T08:00:00Z
        m20240201_000001_add_meeting_status           applied  2026-06-01T08:00:00Z
        m20240201_000002_fill_meeting_status          applied  2026-06-01T08:00:00Z
        m20240301_000001_index_meetings               applied  2026-06-01T08:00:00Z
        m20240301_000002_index_participants           applied  2026-06-01T08:00:00Z
        m20240401_000001_add_meeting_uid              applied  2026-06-01T08:00:00Z
        m20240401_000002_add_user_booking_seq         pending
        m20240401_000003_check_meeting_times          pending
        m20240501_000001_add_time_fractions           pending
        m20240601_000001_create_meetctl_imported      pending
        m20240701_000001_widen_mysql_times            pending
        m20240801_000001_create_meetctl_history       pending
        --- stderr
        note: 6 migrations are pending; `meetctl migrate up` applies them
        "#);
        let json = t.run(["migrate", "status", "--json"]).success().json();
        assert_eq!(json[0]["state"], "applied");
        assert_eq!(json[0]["applied_at"], "2026-06-01T08:00:00Z");
        assert_eq!(json[9]["state"], "pending");
        assert!(json[9]["applied_at"].is_null());
    }

    fn a_check_exits_with_3_while_any_is_pending(t: &Meetctl) {
        t.run(["migrate", "status", "--check"]).success();
        t.run(["migrate", "down", "--yes"]).success();
        t.run(["migrate", "status", "--check"]).exits(3);
        t.run(["migrate", "status"]).success();
        t.run(["migrate", "up"]).success();
        t.run(["migrate", "status", "--check"]).success();
    }

    fn it_reads_only(t: &Meetctl) {
        let schema = t.schema();
        t.run(["migrate", "status", "--read-only"]).success();
        assert_eq!(t.schema(), schema);
    }
}

on_every_engine_empty! {
    fn an_empty_database_has_everything_pending(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            let missing = t.run(["migrate", "status"]).exits(6);
            assert!(missing.stderr.contains("migrate up"), "{missing}");
            assert!(!t.file().exists());
            t.sql("VACUUM");
        }
        let json = t.run(["migrate", "status", "--check", "--json"]).exits(3).json();
        assert!(json.as_array().unwrap().iter().all(|m| m["state"] == "pending"));
        assert_eq!(json.as_array().unwrap().len(), MIGRATIONS);
    }

    fn a_flask_database_gets_a_hint_to_adopt_it(t: &Meetctl) {
        t.create_flask_tables(true);
        let reported = t.run(["migrate", "status", "--check"]).exits(3);
        assert!(reported.stderr.contains("migrate baseline"), "{reported}");
    }

    fn a_foreign_database_is_refused(t: &Meetctl) {
        t.sql("CREATE TABLE invoices (id BIGINT PRIMARY KEY)");
        snapshot!(t.run(["migrate", "status"]).exits(9), @r#"
        $ meetctl migrate status
        exit: 9
        --- stdout
        --- stderr
        error: the database is not meetctl's; refusing to write to it
          its tables: invoices
        hint: `meetctl config show` shows which database is used and where its name comes from
        "#);
    }
}

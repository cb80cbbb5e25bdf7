//! `meetctl migrate down`

use harness::{Meetctl, on_every_engine, snapshot};

use crate::MIGRATIONS;

on_every_engine! {
    fn without_confirmation_nothing_is_rolled_back(t: &Meetctl) {
        t.seed_sql(2, 3);
        let (schema, rows) = (t.schema(), t.all_rows());
        t.run(["migrate", "down", "--all"]).exits(4);
        t.run(["migrate", "down", "--no-input"]).exits(4);
        snapshot!(t.run(["migrate", "down", "--to", "create_meetings"]).exits(4), @r#"
        $ meetctl migrate down --to create_meetings
        exit: 4
        --- stdout
        --- stderr
        warning: discards the status of 3 meetings
        warning: drops 3 participations
        error: not confirmed: roll back 12 migrations?
          m20240801_000001_create_meetctl_history
          m20240701_000001_widen_mysql_times
          m20240601_000001_create_meetctl_imported
          m20240501_000001_add_time_fractions
          m20240401_000003_check_meeting_times
          and 7 more
        hint: add --yes to confirm
        "#);
        assert_eq!((t.schema(), t.all_rows()), (schema, rows));
        assert_eq!(t.applied().len(), MIGRATIONS);
    }

    fn what_is_deleted_is_listed(t: &Meetctl) {
        t.seed_sql(2, 3);
        t.sql("UPDATE meetings SET uid = 'u1' WHERE id = 1; UPDATE meetings SET status = 'cancelled' WHERE id = 2");
        let reported = t.run(["migrate", "down", "--all", "--yes"]).success();
        for loss in ["drops 2 users", "drops 3 meetings", "drops 3 participations", "discards the uid of 1 meeting"] {
            assert!(reported.stderr.contains(loss), "no {loss:?}:\n{reported}");
        }
        assert!(reported.stderr.ends_with(&format!("Rolled back {MIGRATIONS} migrations.\n")), "{reported}");
    }

    fn down_to_nothing_and_up_again_is_the_same_schema(t: &Meetctl) {
        let fresh = t.schema();
        t.run(["migrate", "down", "--all", "--yes"]).success();
        let left = t.schema();
        assert!(left.len() < fresh.len());
        assert!(!format!("{left:?}").contains("meeting_participants"), "{left:?}");
        t.run(["migrate", "up"]).success();
        assert_eq!(t.schema(), fresh);
        t.run(["migrate", "down", "--steps", "0", "--yes"]).exits(2);
    }

    fn every_migration_down_and_up_again_keeps_the_rows(t: &Meetctl) {
        t.seed_sql(3, 20);
        t.sql("UPDATE meetings SET status = 'cancelled' WHERE id = 5");
        let (schema, rows) = (t.schema(), t.all_rows());
        // No migration but the first three drops a table of the application.
        for count in 1..=MIGRATIONS - 3 {
            t.run(["migrate", "down", "--steps", &count.to_string(), "--yes"]).success();
            assert_eq!(t.applied().len(), MIGRATIONS - count);
            assert_eq!(t.all_rows(), rows, "{count} down");
            t.run(["migrate", "up"]).success();
            assert_eq!(t.schema(), schema, "{count} down and up");
            assert_eq!(t.all_rows(), rows, "{count} down and up");
        }
        t.run(["migrate", "status", "--check"]).success();
    }

    fn the_target_is_still_applied(t: &Meetctl) {
        t.run(["migrate", "down", "--to", "index_participants", "--yes"]).success();
        assert_eq!(t.applied().last().unwrap(), "m20240301_000002_index_participants");
        let lower = t.run(["migrate", "down", "--to", "check_meeting_times", "--yes"]).exits(2);
        assert!(lower.stderr.contains("is not applied"), "{lower}");
    }

    fn a_dry_run_touches_nothing(t: &Meetctl) {
        t.seed_sql(2, 3);
        let (schema, rows) = (t.schema(), t.all_rows());
        let planned = t.run(["migrate", "down", "--all", "--dry-run", "--read-only"]).success();
        assert!(planned.stdout.contains("DROP TABLE users"), "{planned}");
        let json = t.run(["migrate", "down", "--dry-run", "--json"]).success().json();
        assert_eq!(json.as_array().unwrap().len(), 1);
        assert_eq!((t.schema(), t.all_rows()), (schema, rows));
    }

    fn the_printed_sql_does_what_the_run_does(t: &Meetctl) {
        t.seed_sql(2, 3);
        let rows = t.all_rows();
        let plan = t.run(["migrate", "down", "--steps", "8", "--dry-run"]).success().stdout;
        t.sql(&plan);
        assert_eq!(t.all_rows(), rows);
        let other = Meetctl::migrated(t.engine());
        other.run(["migrate", "down", "--steps", "8", "--yes"]).success();
        assert_eq!(t.schema(), other.schema());
        assert_eq!(t.applied(), other.applied());
    }

    fn an_unknown_name_is_wrong_usage(t: &Meetctl) {
        t.run(["migrate", "down", "--to", "nonsense", "--yes"]).exits(2);
        t.run(["migrate", "down", "--all", "--steps", "2", "--yes"]).exits(2);
        t.run(["migrate", "down", "--all", "--to", "create_users", "--yes"]).exits(2);
        assert_eq!(t.applied().len(), MIGRATIONS);
    }

    fn a_terminal_is_asked(t: &Meetctl) {
        let no = t.cmd(["migrate", "down"]).answer("roll back", "n\r").on_terminal(100).exits(4);
        assert!(no.stdout.contains("aborted; nothing changed"), "{no}");
        assert_eq!(t.applied().len(), MIGRATIONS);
        t.cmd(["migrate", "down"]).answer("roll back", "y\r").on_terminal(100).success();
        assert_eq!(t.applied().len(), MIGRATIONS - 1);
    }
}

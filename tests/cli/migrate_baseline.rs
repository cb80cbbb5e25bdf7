//! `meetctl migrate baseline`

use harness::{Engine, Meetctl, on_every_engine_empty, snapshot};

on_every_engine_empty! {
    fn a_flask_database_is_adopted_and_loses_nothing(t: &Meetctl) {
        t.create_flask_tables(true);
        t.fill_flask_tables();
        let before = t.all_rows();
        let adopted = t.run(["migrate", "baseline"]).success();
        assert!(adopted.stderr.contains("2 users, 3 meetings, 4 participations, none lost."), "{adopted}");
        assert_eq!(adopted.stdout, "");
        assert_eq!(t.all_rows(), before);
        assert_eq!(t.rows("SELECT DISTINCT status FROM meetings"), [["scheduled"]]);
        t.run(["migrate", "status", "--check"]).success();
        assert_eq!(t.run(["migrate", "up"]).success().stderr, "Nothing to apply: the schema is up to date.\n");
    }

    fn a_database_without_a_status_gets_it_from_the_clock(t: &Meetctl) {
        t.create_flask_tables(false);
        t.fill_flask_tables();
        let before = t.all_rows();
        let report = t.run(["migrate", "baseline", "--json"]).success().json();
        assert_eq!(report["status_counts"], serde_json::json!({"completed": 1, "in_progress": 1, "scheduled": 1}));
        assert_eq!(report["meetings"], 3);
        assert_eq!(report["dry_run"], false);
        assert_eq!(t.all_rows(), before);
        assert_eq!(
            t.rows("SELECT title, status FROM meetings ORDER BY id"),
            [["Past", "completed"], ["Running", "in_progress"], ["Ahead", "scheduled"]]
        );
        t.run(["migrate", "status", "--check"]).success();
    }

    fn a_dry_run_prints_the_sql_and_changes_nothing(t: &Meetctl) {
        t.create_flask_tables(false);
        t.fill_flask_tables();
        let (schema, rows) = (t.schema(), t.all_rows());
        let planned = t.run(["migrate", "baseline", "--dry-run", "--read-only"]).success();
        assert!(planned.stdout.contains("seaql_migrations"), "{planned}");
        assert_eq!(planned.stderr, "The database can be adopted; nothing was changed (dry run).\n");
        let json = t.run(["migrate", "baseline", "--dry-run", "--json"]).success().json();
        assert_eq!(json["dry_run"], true);
        assert!(!json["statements"].as_array().unwrap().is_empty());
        assert_eq!((t.schema(), t.all_rows()), (schema, rows));
    }

    fn the_printed_sql_does_what_the_run_does(t: &Meetctl) {
        t.create_flask_tables(true);
        t.fill_flask_tables();
        let plan = t.run(["migrate", "baseline", "--dry-run"]).success().stdout;
        t.sql(&plan);
        let other = Meetctl::empty(t.engine());
        other.create_flask_tables(true);
        other.fill_flask_tables();
        other.run(["migrate", "baseline"]).success();
        assert_eq!(t.schema(), other.schema());
        assert_eq!(t.all_rows(), other.all_rows());
        t.run(["migrate", "status", "--check"]).success();
    }

    fn rows_that_violate_the_rules_are_listed_and_nothing_is_changed(t: &Meetctl) {
        t.create_unguarded_flask_tables();
        t.fill_flask_tables();
        t.sql(
            "UPDATE meetings SET end_time = start_time WHERE id = 1;
             UPDATE meetings SET created_by = 77 WHERE id = 2;
             UPDATE meetings SET status = 'nonsense' WHERE id = 3;
             INSERT INTO meeting_participants VALUES (99, 1);
             INSERT INTO meeting_participants VALUES (1, 88)",
        );
        let (schema, rows) = (t.schema(), t.all_rows());
        snapshot!(t.run(["migrate", "baseline"]).exits(1), @r#"
        $ meetctl migrate baseline
        exit: 1
        --- stdout
        --- stderr
        error: 5 rows violate the rules of the schema
          meetings 1: end_time is not after start_time
          meetings 2: created_by is not a user
          meeting_participants 99/1: meeting_id is not a meeting
          meeting_participants 1/88: user_id is not a user
          meetings 3: status is none of scheduled, in_progress, completed, cancelled
        hint: nothing was changed; fix these rows, then run it again
        "#);
        let error = t.run(["migrate", "baseline", "--json"]).exits(1).error_json();
        assert_eq!(error["code"], "violations");
        assert_eq!(error["total"], 5);
        assert_eq!(error["violations"][0]["table"], "meetings");
        t.run(["migrate", "baseline", "--dry-run"]).exits(1);
        assert_eq!((t.schema(), t.all_rows()), (schema, rows));
    }

    fn a_second_adoption_is_refused(t: &Meetctl) {
        t.create_flask_tables(true);
        t.fill_flask_tables();
        t.run(["migrate", "baseline"]).success();
        let (schema, rows) = (t.schema(), t.all_rows());
        snapshot!(t.run(["migrate", "baseline"]).exits(9), @r#"
        $ meetctl migrate baseline
        exit: 9
        --- stdout
        --- stderr
        error: the schema is meetctl's already: nothing to adopt
        hint: `meetctl migrate status` lists the migrations
        "#);
        assert_eq!((t.schema(), t.all_rows()), (schema, rows));
    }

    fn a_database_of_another_program_is_refused(t: &Meetctl) {
        t.sql("CREATE TABLE invoices (id BIGINT PRIMARY KEY, total BIGINT)");
        let schema = t.schema();
        snapshot!(t.run(["migrate", "baseline"]).exits(9), @r#"
        $ meetctl migrate baseline
        exit: 9
        --- stdout
        --- stderr
        error: the database is not meetctl's; refusing to write to it
          its tables: invoices
        hint: `meetctl config show` shows which database is used and where its name comes from
        "#);
        assert_eq!(t.schema(), schema);
    }

    fn a_table_of_the_same_name_with_other_columns_is_refused(t: &Meetctl) {
        t.create_flask_tables(true);
        t.sql("ALTER TABLE meetings DROP COLUMN description");
        let schema = t.schema();
        let refused = t.run(["migrate", "baseline"]).exits(9);
        assert!(refused.stderr.contains("hint: "), "{refused}");
        assert_eq!(t.schema(), schema);
    }

    fn an_empty_database_has_nothing_to_adopt(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            t.run(["migrate", "baseline"]).exits(6);
            assert!(!t.file().exists());
            t.sql("VACUUM");
        }
        snapshot!(t.run(["migrate", "baseline"]).exits(9), @r#"
        $ meetctl migrate baseline
        exit: 9
        --- stdout
        --- stderr
        error: the database is empty: nothing to adopt
        hint: `meetctl migrate up` creates the tables
        "#);
    }

    fn a_user_without_the_rights_is_refused_and_leaves_nothing(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            return;
        }
        t.create_flask_tables(false);
        t.fill_flask_tables();
        let database = t.database();
        let user = format!("reader_{}", &database[database.len() - 5..]);
        let rights = "SELECT, INSERT, UPDATE, DELETE, CREATE";
        // The password of the harness, whatever it is.
        let url = t.url().replacen("meetctl", &user, 1);
        let secret = &Meetctl::secrets()[0].replace('\'', "''");
        let (give, lacks) = if t.engine() == Engine::Postgres {
            (
                format!("CREATE ROLE {user} LOGIN PASSWORD '{secret}'; \
                    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {user}; \
                    GRANT ALL ON SCHEMA public TO {user}"),
                "  users belongs to ",
            )
        } else {
            (
                format!("CREATE USER {user}@127.0.0.1 IDENTIFIED BY '{secret}'; \
                    GRANT {rights} ON `{database}`.* TO {user}@127.0.0.1"),
                "  ALTER on the database ",
            )
        };
        t.superuser_sql(&give);
        let schema = t.schema();
        for line in ["migrate baseline", "migrate baseline --dry-run"] {
            let refused = t.cmd(line.split(' ')).env("MEETCTL_DATABASE_URL", &url).run().exits(4);
            assert!(refused.stderr.starts_with("error: the database user lacks rights"), "{refused}");
            assert!(refused.stderr.contains(lacks), "{refused}");
            assert_eq!(t.schema(), schema, "{refused}");
        }
        t.run(["migrate", "baseline"]).success();
    }

    fn the_applications_own_statements_still_work(t: &Meetctl) {
        t.create_flask_tables(true);
        t.fill_flask_tables();
        t.run(["migrate", "baseline"]).success();
        t.sql(
            "INSERT INTO users (name, email, created_at, updated_at) VALUES \
               ('Cleo', 'cleo@example.org', '2026-06-01 08:00:00.999999', '2026-06-01 08:00:00.999999');
             INSERT INTO meetings (title, description, start_time, end_time, created_by, status, created_at, updated_at) VALUES \
               ('Flask', NULL, '2026-06-02 10:00:00.000000', '2026-06-02 11:00:00.000000', 3, 'scheduled', '2026-06-01 08:00:00.000000', '2026-06-01 08:00:00.000000');
             INSERT INTO meeting_participants (meeting_id, user_id) VALUES (4, 1);
             UPDATE users SET name = 'Benjamin', updated_at = '2026-06-01 08:00:01.000001' WHERE id = 2;
             DELETE FROM meeting_participants WHERE meeting_id = 3 AND user_id = 1",
        );
        let seen = t.rows(
            "SELECT users.name, meetings.title, meetings.status FROM meetings \
             JOIN users ON users.id = meetings.created_by ORDER BY meetings.id",
        );
        assert_eq!(seen[3], ["Cleo", "Flask", "scheduled"]);
        let shown = t.run(["meeting", "show", "4", "--json"]).success().json();
        let shown = shown.as_array().map_or(&shown, |list| &list[0]);
        assert_eq!(shown["start_time"], "2026-06-02T10:00:00Z");
        assert_eq!(shown["creator"]["email"], "cleo@example.org");
        assert_eq!(shown["participants"][0]["id"], 1);

        // Its fractions must not make back-to-back meetings overlap.
        let touching = ["--from", "2026-06-02T11:00:00Z", "--to", "2026-06-02T12:00:00Z", "--format", "ids"];
        assert!(t.run(["meeting", "overlaps"].into_iter().chain(touching)).success().ids().is_empty());
        t.run(["meeting", "create", "--title", "Next", "--start", "2026-06-02T11:00:00Z", "--duration", "1h", "--creator", "3"])
            .success();
        t.run(["meeting", "create", "--title", "Before", "--start", "2026-06-02T09:00:00Z", "--duration", "1h", "--creator", "3"])
            .success();
        t.run(["meeting", "create", "--title", "Into", "--start", "2026-06-02T10:59:00Z", "--duration", "1m", "--creator", "3"])
            .exits(4);
    }

    fn every_command_works_on_an_adopted_database(t: &Meetctl) {
        t.create_flask_tables(true);
        t.fill_flask_tables();
        t.run(["migrate", "baseline"]).success();
        for line in [
            "user create --name Dan --email dan@example.org",
            "user list",
            "user show ben@example.org",
            "user update 1 --name Adele",
            "meeting create --title New --start 2026-06-03T10:00:00Z --duration 1h --creator 1 --participant 2",
            "meeting list --all",
            "meeting show 1 2 3 4",
            "meeting overlaps --from 2026-06-01 --to 2026-06-02",
            "meeting update 4 --title Newer",
            "meeting cancel 4",
            "meeting delete 4 --yes",
            "stats",
            "stats user 1",
            "stats monthly --year 2026",
            "stats active",
            "backfill-status",
            "user delete 2 --reassign-to 1 --yes",
            "migrate status --check",
            "migrate down --all --yes",
            "migrate up",
        ] {
            t.run(line.split(' ')).success();
        }
    }
}

#[test]
fn an_adopted_schema_is_the_fresh_one() {
    let fresh = Meetctl::migrated(Engine::Sqlite);
    for with_status in [true, false] {
        let t = Meetctl::empty(Engine::Sqlite);
        t.create_flask_tables(with_status);
        t.fill_flask_tables();
        t.run(["migrate", "baseline"]).success();
        assert_eq!(t.schema(), fresh.schema());
        assert_eq!(t.applied(), fresh.applied());
        assert_eq!(t.rows("PRAGMA application_id"), fresh.rows("PRAGMA application_id"));
        assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]]);
        assert!(t.rows("PRAGMA foreign_key_check").is_empty());
    }
}

#[test]
fn times_of_another_form_are_converted() {
    for (form, stored) in [
        ("2026-06-01 07:30:00", "2026-06-01 07:30:00"),
        ("2026-06-01 07:30:00.5", "2026-06-01 07:30:00.500000"),
        ("2026-06-01 07:30:59.999999999", "2026-06-01 07:30:59.999999"),
        ("2026-06-01T07:30", "2026-06-01 07:30:00"),
        ("2026-06-01T09:30:00.000+02:00", "2026-06-01 07:30:00"),
    ] {
        let t = Meetctl::empty(Engine::Sqlite);
        t.create_flask_tables(true);
        t.fill_flask_tables();
        t.sql(&format!("UPDATE meetings SET start_time = '{form}' WHERE id = 2"));
        let report = t.run(["migrate", "baseline", "--json"]).success().json();
        assert_eq!(report["converted_times"], 1);
        assert_eq!(t.rows("SELECT start_time FROM meetings WHERE id = 2"), [[stored]], "{form}");
        assert_eq!(t.rows("SELECT SUM(length(start_time)) FROM meetings"), [["78"]]);
    }
}

#[test]
fn times_that_cannot_be_read_are_listed() {
    for wrong in [
        "1780000000",
        "2026-06-01",
        "noon",
        "01.06.2026 07:30:00",
        "2026-02-30 10:00:00",
        "2026-06-01 24:00:00",
        "2026-06-01 07:30:00 PM",
    ] {
        let t = Meetctl::empty(Engine::Sqlite);
        t.create_flask_tables(true);
        t.fill_flask_tables();
        t.sql(&format!("UPDATE meetings SET start_time = '{wrong}' WHERE id = 2"));
        let rows = t.all_rows();
        let error = t.run(["migrate", "baseline", "--json"]).exits(1).error_json();
        let listed = error["violations"].as_array().unwrap();
        assert!(
            listed
                .iter()
                .any(|v| v["id"] == "2" && v["what"].as_str().unwrap().contains("start_time")),
            "{wrong}: {error}"
        );
        assert_eq!(t.all_rows(), rows);
    }
}

#[test]
fn the_version_of_alembic_is_preserved() {
    for engine in Engine::ALL.into_iter().filter(|engine| engine.is_available()) {
        let t = Meetctl::empty(engine);
        t.create_flask_tables(true);
        t.fill_flask_tables();
        t.sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
               INSERT INTO alembic_version VALUES ('9f2c1d7ab3e4')",
        );
        t.run(["migrate", "baseline"]).success();
        assert_eq!(t.rows("SELECT version_num FROM alembic_version"), [["9f2c1d7ab3e4"]]);
        t.run(["user", "list"]).success();
    }
}

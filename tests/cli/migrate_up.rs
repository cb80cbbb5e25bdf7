//! `meetctl migrate up`

use harness::{Engine, Meetctl, on_every_engine, on_every_engine_empty, snapshot};

use crate::MIGRATIONS;

const FIRST: &str = "m20240101_000001_create_users";
const STATUS: &str = "m20240201_000001_add_meeting_status";

/// Every command that works on data: none may touch a schema that is not this version's.
const DATA: [&str; 13] = [
    "user create --name A --email a@example.org",
    "user list",
    "user show 1",
    "user update 1 --name B",
    "user delete 1 --yes",
    "meeting create --title T --start 2026-06-02T10:00:00Z --duration 1h --creator 1",
    "meeting list --all",
    "meeting show 1",
    "meeting overlaps --from 2026-06-01 --to 2026-06-02",
    "meeting delete 1 --yes",
    "stats",
    "stats active",
    "backfill-status",
];

on_every_engine_empty! {
    fn everything_is_applied_to_an_empty_database(t: &Meetctl) {
        let applied = t.run(["migrate", "up"]).success();
        assert_eq!(applied.stdout, "");
        assert!(applied.stderr.ends_with(&format!("Applied {MIGRATIONS} migrations.\n")), "{applied}");
        assert_eq!(t.applied().len(), MIGRATIONS);
        snapshot!(t.run(["migrate", "up"]).success(), @r#"
        $ meetctl migrate up
        exit: 0
        --- stdout
        --- stderr
        Nothing to apply: the schema is up to date.
        "#);
        assert_eq!(t.run(["-q", "migrate", "up"]).success().stderr, "");
    }

    fn one_by_one_creates_the_same_schema_as_all_at_once(t: &Meetctl) {
        for done in 1..=MIGRATIONS {
            t.run(["migrate", "up", "--steps", "1"]).success();
            assert_eq!(t.applied().len(), done);
        }
        assert_eq!(t.schema(), Meetctl::migrated(t.engine()).schema());
    }

    fn a_target_ends_the_run(t: &Meetctl) {
        t.run(["migrate", "up", "--to", STATUS]).success();
        assert_eq!(t.applied().last().unwrap(), STATUS);
        assert_eq!(t.applied().len(), 4);
        t.run(["migrate", "up", "--to", "meeting_uid"]).success();
        assert_eq!(t.applied().len(), 8);
    }

    fn a_dry_run_touches_nothing(t: &Meetctl) {
        let before = (t.engine() != Engine::Sqlite).then(|| t.schema());
        let planned = t.run(["migrate", "up", "--dry-run", "--read-only"]).success();
        assert!(planned.stdout.contains("CREATE TABLE users"), "{planned}");
        assert_eq!(planned.stderr, "Nothing was changed (dry run).\n");
        let json = t.run(["migrate", "up", "--dry-run", "--json"]).success().json();
        assert_eq!(json.as_array().unwrap().len(), MIGRATIONS);
        assert_eq!(json[0]["name"], FIRST);
        match before {
            Some(schema) => assert_eq!(t.schema(), schema),
            None => assert!(!t.file().exists()),
        }
    }

    fn the_printed_sql_does_what_the_run_does(t: &Meetctl) {
        let plan = t.run(["migrate", "up", "--dry-run"]).success().stdout;
        t.sql(&plan);
        let other = Meetctl::migrated(t.engine());
        assert_eq!(t.schema(), other.schema());
        assert_eq!(t.applied(), other.applied());
        t.run(["migrate", "status", "--check"]).success();
        t.seed_people(1);
    }

    fn an_unknown_name_is_wrong_usage(t: &Meetctl) {
        for args in [["migrate", "up", "--to", "nonsense"], ["migrate", "up", "--to", "meeting_status"]] {
            let refused = t.run(args).exits(2);
            assert!(refused.stderr.contains("is not the name of one migration"), "{refused}");
        }
        t.run(["migrate", "up", "--steps", "-1"]).exits(2);
        t.run(["migrate", "up", "--steps", "1", "--to", FIRST]).exits(2);
    }

    fn commands_on_an_empty_database_print_what_to_run(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            t.sql("VACUUM");
        }
        all_refused(t, "no_schema", "migrate up");
    }

    fn commands_on_a_database_that_is_too_old_print_what_to_run(t: &Meetctl) {
        for count in 1..MIGRATIONS {
            t.run(["migrate", "up", "--steps", "1"]).success();
            if count == 1 || count == 10 {
                all_refused(t, "schema_too_old", "migrate up");
            }
        }
        t.run(["migrate", "up"]).success();
        t.run(["user", "list"]).success();
    }

    fn commands_on_a_flask_database_print_what_to_run(t: &Meetctl) {
        t.create_flask_tables(true);
        t.fill_flask_tables();
        let (schema, rows) = (t.schema(), t.all_rows());
        all_refused(t, "not_adopted", "migrate baseline");
        let up = t.run(["migrate", "up"]).exits(9);
        assert!(up.stderr.contains("migrate baseline"), "{up}");
        t.run(["migrate", "down", "--all", "--yes"]).exits(9);
        assert_eq!((t.schema(), t.all_rows()), (schema, rows));
    }

    fn a_database_of_another_program_is_never_written(t: &Meetctl) {
        t.sql("CREATE TABLE users (id BIGINT PRIMARY KEY, nick VARCHAR(20)); INSERT INTO users VALUES (1, 'x')");
        let schema = t.schema();
        all_refused(t, "not_ours", "config show");
        snapshot!(t.run(["migrate", "up"]).exits(9), @r#"
        $ meetctl migrate up
        exit: 9
        --- stdout
        --- stderr
        error: the database is not meetctl's; refusing to write to it
          its tables: users
        hint: `meetctl config show` shows which database is used and where its name comes from
        "#);
        t.run(["migrate", "up", "--dry-run"]).exits(9);
        t.run(["migrate", "down", "--yes"]).exits(9);
        t.run(["migrate", "status"]).exits(9);
        assert_eq!(t.schema(), schema);
        assert_eq!(t.rows("SELECT nick FROM users"), [["x"]]);
    }
}

on_every_engine! {
    fn a_newer_schema_is_neither_read_nor_written(t: &Meetctl) {
        t.seed_sql(2, 2);
        t.sql("INSERT INTO seaql_migrations VALUES ('m20990101_000001_later', 4070908800)");
        let rows = t.all_rows();
        all_refused(t, "schema_too_new", "newer meetctl");
        let up = t.run(["migrate", "up"]).exits(9);
        assert!(up.stderr.contains("m20990101_000001_later"), "{up}");
        t.run(["migrate", "down", "--yes"]).exits(9);
        t.run(["migrate", "baseline"]).exits(9);
        let status = t.run(["migrate", "status", "--json"]).success().json();
        assert_eq!(status[MIGRATIONS]["state"], "unknown");
        assert_eq!(t.all_rows(), rows);
    }

    fn a_gap_in_the_history_is_reported(t: &Meetctl) {
        t.sql(&format!("DELETE FROM seaql_migrations WHERE version = '{STATUS}'"));
        let refused = t.run(["migrate", "up"]).exits(9);
        assert!(refused.stderr.contains("before it are not"), "{refused}");
        assert_eq!(t.applied().len(), MIGRATIONS - 1);
    }
}

/// On MySQL a killed run may have changed the schema without recording it.
#[test]
fn an_interrupted_migration_is_finished_by_the_next_run() {
    if !Engine::Mariadb.is_available() {
        return;
    }
    let fresh = Meetctl::migrated(Engine::Mariadb);
    for done in 1..=MIGRATIONS {
        let t = Meetctl::empty(Engine::Mariadb);
        t.run(["migrate", "up", "--steps", &done.to_string()]).success();
        let last = t.applied().pop().unwrap();
        t.sql(&format!("DELETE FROM seaql_migrations WHERE version = '{last}'"));
        if done > 1 {
            let status = t.run(["migrate", "status", "--json"]).success().json();
            let state = status[done - 1]["state"].as_str().unwrap();
            let only_data = ["fill_", "add_time_fractions", "widen_mysql_times"]
                .iter()
                .any(|name| last.contains(name));
            assert!(state == "dirty" || only_data, "{last} is {state}");
        }
        t.run(["migrate", "up"]).success();
        assert_eq!(t.schema(), fresh.schema(), "after {last}");
        assert_eq!(t.applied(), fresh.applied());
    }
}

fn all_refused(t: &Meetctl, code: &str, hint: &str) {
    for line in DATA {
        let refused = t.cmd(line.split(' ').chain(["--json"])).run().exits(9);
        let error = refused.error_json();
        assert_eq!(error["code"], code, "{refused}");
        assert_eq!(error["exit_code"], 9);
        assert!(error["hint"].as_str().unwrap().contains(hint), "{refused}");
        assert_eq!(refused.stdout, "", "{refused}");
    }
}

on_every_engine_empty! {
    fn the_database_of_another_program_is_asked_about(t: &Meetctl) {
        let up = || t.cmd(["migrate", "up"]).without_url().env("DATABASE_URL", t.url());
        let refused = up().run().exits(4);
        assert!(refused.stderr.contains("which DATABASE_URL in the environment names"), "{refused}");
        assert!(refused.stderr.contains("set MEETCTL_DATABASE_URL, or add --yes"), "{refused}");
        if t.engine() == Engine::Sqlite {
            assert!(!t.file().exists());
            // A file that is there and empty is asked about too.
            t.sql("PRAGMA user_version = 0");
            up().run().exits(4);
        }
        // Without a change: the next question would not be asked otherwise.
        t.cmd(["migrate", "up", "--dry-run"]).without_url().env("DATABASE_URL", t.url()).run().success();
        t.cmd(["--yes", "migrate", "up", "--steps", "1"]).without_url().env("DATABASE_URL", t.url()).run().success();
        // Now it is meetctl's.
        up().run().success();
        up().run().success();
    }
}

//! `meetctl doctor --fix`: what it fixes, and what it leaves.

use std::thread;

use crate::doctor::{DEFECTS, checks_would_be_off, findings, found, seed, unguarded};
use harness::{Engine, Meetctl, on_every_engine, snapshot};

/// What a fix does not change of [`DEFECTS`].
const LEFT: [&str; 6] = [
    "orphan_meetings: 1 [4]",
    "end_not_after_start: 1 [5]",
    "unknown_status: 1 [6]",
    "double_bookings: 1 [9/8]",
    "bad_titles: 1 [10]",
    "bad_names: 1 [3]",
];

/// The schema, in whatever order the engine names indexes.
fn definitions(t: &Meetctl) -> Vec<String> {
    let lines = t.schema().concat().join("\n");
    let mut lines: Vec<String> =
        lines.lines().map(|l| l.trim_end_matches(',').to_owned()).collect();
    lines.sort();
    lines
}

fn drop_index(t: &Meetctl, name: &str) {
    let on = if t.engine() == Engine::Mariadb { " ON meetings" } else { "" };
    t.sql(&format!("DROP INDEX {name}{on}"));
}

on_every_engine! {
    fn what_is_safe_is_fixed_and_the_rest_is_left(t: &Meetctl) {
        if checks_would_be_off(t) {
            return;
        }
        seed(t);
        let schema = definitions(t);
        for (sql, _) in DEFECTS {
            unguarded(t, sql);
        }
        drop_index(t, "meetings_by_start");
        let before = t.tables();
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&run), LEFT);
        let fixed: Vec<(String, u64)> = run.json().as_array().unwrap().iter()
            .filter(|r| r["fixed"] != 0)
            .map(|r| (r["check"].as_str().unwrap().to_owned(), r["fixed"].as_u64().unwrap()))
            .collect();
        let expected = ["missing_indexes", "orphan_participants", "stale_status"].map(|name| (name.to_owned(), 1));
        assert_eq!(fixed, expected);
        assert!(run.stderr.ends_with("Fixed 3 problems; 6 findings left.\"}}\n"), "{run}");
        assert_eq!(definitions(t), schema);

        // One row was deleted, one status with its time of change has changed.
        let after = t.tables();
        assert_eq!(before.len(), after.len() + 1);
        let changed: Vec<&Vec<String>> = after.iter().filter(|row| !before.contains(row)).collect();
        assert_eq!(changed.len(), 1, "{changed:?}");
        assert_eq!((changed[0][0].as_str(), changed[0][6].as_str()), ("7", "scheduled"));

        let again = t.run(["doctor", "--fix", "--json"]).success();
        assert_eq!(found(&again), LEFT);
        assert!(again.stderr.contains("--fix would change nothing."), "{again}");
        assert_eq!(t.tables(), after);
        t.run(["doctor", "--fix", "--check"]).exits(3);
    }

    fn without_a_yes_nothing_is_fixed(t: &Meetctl) {
        seed(t);
        unguarded(t, DEFECTS[0].0);
        drop_index(t, "meetings_by_start");
        let (schema, tables) = (definitions(t), t.tables());
        snapshot!(t.run(["doctor", "--fix"]), @r"
        $ meetctl doctor --fix
        exit: 4
        --- stdout
        --- stderr
        error: not confirmed: fix 2 findings?
          delete 1 participation whose meeting or user does not exist
          create 1 index (meetings_by_start)
        hint: add --yes to confirm
        ");
        let planned = t.run(["doctor", "--fix", "--dry-run", "--format", "count"]).success();
        let planned = planned.stderr.replace("21 checks", "18 checks");
        snapshot!(planned, @r"
        18 checks, 2 findings; `meetctl doctor --fix` fixes 2 of them.
        Would delete 1 participation whose meeting or user does not exist; create 1 index (meetings_by_start).
        Nothing was changed (dry run).
        ");
        t.run(["doctor", "--fix", "--dry-run", "--check"]).exits(3);
        let asked = t.cmd(["doctor", "--fix"]).answer("[y/N]", "n\r").on_terminal(100);
        assert_eq!(asked.exit, 4, "{asked}");
        assert_eq!((definitions(t), t.tables()), (schema, tables));
        let asked = t.cmd(["doctor", "--fix"]).answer("[y/N]", "y\r").on_terminal(100);
        assert_eq!(asked.exit, 0, "{asked}");
        assert_eq!(findings(t), [""; 0]);
    }

    fn many_orphans_go_in_batches(t: &Meetctl) {
        t.seed_sql(40, 30);
        let rows: Vec<String> = (0..900).map(|n| format!("({}, {})", n % 30 + 1, 1000 + n)).collect();
        let gone: Vec<String> = (0..41).map(|n| format!("({}, {})", 5000 + n, n % 40 + 1)).collect();
        unguarded(t, &format!(
            "INSERT INTO meeting_participants (meeting_id, user_id) VALUES {}, {}", rows.join(", "), gone.join(", ")
        ));
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&run), [""; 0]);
        let records = run.json();
        let record = records.as_array().unwrap().iter().find(|r| r["check"] == "orphan_participants").unwrap();
        assert_eq!(record["fixed"], 941);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meeting_participants"), [["30"]]);
    }

    fn two_doctors_at_once_do_no_harm(t: &Meetctl) {
        seed(t);
        let schema = definitions(t);
        for _ in 0..3 {
            unguarded(t, DEFECTS[0].0);
            unguarded(t, "UPDATE meetings SET status = 'completed'");
            drop_index(t, "meetings_by_start");
            drop_index(t, "meetings_by_status_start");
            thread::scope(|scope| {
                let doctors = [0; 3].map(|_| scope.spawn(|| t.run(["doctor", "--fix", "--yes"])));
                for doctor in doctors {
                    let run = doctor.join().unwrap();
                    assert!(matches!(run.exit, 0 | 7), "{run}");
                }
            });
            t.run(["doctor", "--fix", "--yes"]).success();
            assert_eq!(findings(t), [""; 0]);
            assert_eq!(definitions(t), schema);
        }
    }

    fn a_unique_index_that_rows_refuse_is_left(t: &Meetctl) {
        seed(t);
        drop_index(t, "meetings_uid_key");
        t.sql("UPDATE meetings SET uid = 'same' WHERE id IN (2, 9)");
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert!(run.stderr.contains("{\"warning\":{\"code\":\"not_fixed\",\"message\":\"cannot create the index meetings_uid_key"), "{run}");
        assert_eq!(found(&run), ["missing_indexes: 1 [meetings_uid_key]", "duplicate_keys: 1 [meetings/9]"]);
        t.sql("UPDATE meetings SET uid = 'another' WHERE id = 9");
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&run), [""; 0]);
    }
}

/// SQLite holds whatever was written.
#[test]
fn timestamps_in_another_format_are_rewritten_where_they_can_be_read() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t.sql("DELETE FROM meetings WHERE id > 8");
    let good = "SELECT id, start_time, end_time, updated_at FROM meetings ORDER BY id";
    for (id, start, end) in [
        (1, "'2026-07-01 10:00:00'", "'2026-07-01 11:00:00.9'"),
        (2, "'2026-07-02T10:00:00'", "'2026-07-02T11:00:00Z'"),
        (3, "'2026-07-03T12:00:00+02:00'", "'2026-07-03 11:00:00'"),
        (4, "'next week'", "'the week after'"),
        (5, "1783000000", "1783003600"),
        (6, "x'323032362d30372d30362031303a30303a3030'", "'2026-07-06 11:00:00'"),
        (7, "'2026-07-07T12:00:00Z'", "'2026-07-07T12:00:00+02:00'"),
    ] {
        unguarded(
            &t,
            &format!("UPDATE meetings SET start_time = {start}, end_time = {end} WHERE id = {id}"),
        );
    }
    unguarded(
        &t,
        "UPDATE meetings SET updated_at = '2026-05-01T09:00:00' WHERE id = 8; \
        UPDATE users SET created_at = '2026-05-01 09:00:00.123456789' WHERE id = 2",
    );
    let run = t.run(["doctor", "--json"]).success();
    assert_eq!(
        found(&run)[..3],
        [
            "unreadable_values: 7 [meetings/2 (start_time, end_time) meetings/3 (start_time) \
             meetings/4 (start_time, end_time) meetings/5 (start_time, end_time) \
             meetings/6 (start_time)]",
            "timestamp_format: 9 [meetings/1 meetings/2 meetings/3 meetings/4 meetings/5]",
            "end_not_after_start: 1 [7]"
        ]
    );
    assert!(run.stderr.contains("skipped double_bookings"), "{run}");

    let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
    let records = run.json();
    let record =
        records.as_array().unwrap().iter().find(|r| r["check"] == "timestamp_format").unwrap();
    assert_eq!(
        (&record["count"], &record["fixed"], &record["fixable"]),
        (&4.into(), &5.into(), &false.into())
    );
    let expected = [
        ["1", "2026-07-01 10:00:00", "2026-07-01 11:00:00.900000"],
        ["2", "2026-07-02 10:00:00", "2026-07-02 11:00:00"],
        ["3", "2026-07-03 10:00:00", "2026-07-03 11:00:00"],
    ];
    for (row, expected) in t.rows(good).iter().zip(expected) {
        assert_eq!(row[..3], expected);
    }
    assert_eq!(t.rows("SELECT updated_at FROM meetings WHERE id = 8"), [["2026-05-01 09:00:00"]]);
    assert_eq!(
        t.rows("SELECT created_at FROM users WHERE id = 2"),
        [["2026-05-01 09:00:00.123456"]]
    );
    // Unreadable times are unchanged.
    assert_eq!(t.rows("SELECT start_time FROM meetings WHERE id = 4"), [["next week"]]);
    assert_eq!(
        t.rows("SELECT typeof(start_time) FROM meetings WHERE id IN (5, 6) ORDER BY id"),
        [["integer"], ["blob"]]
    );
}

/// As a program leaves a large table that writes no fraction.
#[test]
fn thousands_of_times_are_written_in_batches() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(5, 1203);
    let expected = t.tables();
    t.sql(
        "UPDATE meetings SET start_time = datetime(start_time), end_time = datetime(end_time), \
         created_at = datetime(created_at)",
    );
    let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
    // A status that is out of date is updated as well.
    let records = run.json();
    let fixed = |check: &str| {
        records.as_array().unwrap().iter().find(|r| r["check"] == check).unwrap()["fixed"].clone()
    };
    assert_eq!(fixed("timestamp_format"), 1203);
    assert_eq!(findings(&t), [""; 0]);
    assert_eq!(expected.len(), t.tables().len());
    assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE length(start_time) + length(end_time) + length(created_at) <> 78"), [["0"]]);
}

#[test]
fn a_file_is_marked_unless_another_program_did() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let ours = t.rows("PRAGMA application_id");
    t.sql("PRAGMA application_id = 0");
    assert_eq!(findings(&t), ["application_id: 1 [0]"]);
    t.run(["doctor", "--fix", "--yes"]).success();
    assert_eq!(t.rows("PRAGMA application_id"), ours);
    t.sql("PRAGMA application_id = 4711");
    let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
    assert_eq!(found(&run), ["application_id: 1 [4711]"]);
    assert_eq!(t.rows("PRAGMA application_id"), [["4711"]]);
}

on_every_engine! {
    /// Does what the report advises.
    fn the_advice_works(t: &Meetctl) {
        if checks_would_be_off(t) {
            return;
        }
        seed(t);
        for (sql, _) in DEFECTS {
            unguarded(t, sql);
        }
        t.run(["doctor", "--fix", "--yes"]).success();
        t.run(["meeting", "delete", "4", "--yes"]).success();
        t.run(["meeting", "update", "5", "--end", "2026-07-05T11:00:00Z"]).success();
        t.run(["meeting", "update", "6", "--status", "scheduled"]).success();
        t.run(["meeting", "cancel", "8"]).success();
        t.run(["meeting", "update", "10", "--title", "Plan"]).success();
        t.run(["user", "update", "3", "--name", "Cleo"]).success();
        t.run(["doctor", "--check"]).success();
    }

    fn lost_constraints_are_reported_with_the_statement_that_makes_them(t: &Meetctl) {
        let (first, second) = match t.engine() {
            Engine::Sqlite => return,
            Engine::Postgres => ("ALTER TABLE meetings DROP CONSTRAINT meetings_created_by_fkey", "ALTER TABLE meetings DROP CONSTRAINT meeting_time_check"),
            Engine::Mariadb => ("ALTER TABLE meetings DROP FOREIGN KEY meetings_created_by_fkey", "ALTER TABLE meetings DROP CONSTRAINT meeting_time_check"),
        };
        t.sql(first);
        t.sql(second);
        let run = t.run(["doctor", "--fix", "--json"]).success();
        assert_eq!(found(&run), ["missing_constraints: 2 [meetings_created_by_fkey meeting_time_check]"]);
        let records = run.json();
        let record = records.as_array().unwrap().iter().find(|r| r["count"] == 2).unwrap();
        for statement in record["advice"].as_str().unwrap().split("; ") {
            t.sql(statement);
        }
        assert_eq!(findings(t), [""; 0]);
    }

    fn stale_statistics_are_updated(t: &Meetctl) {
        if t.engine() == Engine::Mariadb {
            t.sql("ALTER TABLE meetings STATS_AUTO_RECALC = 0; ALTER TABLE meeting_participants STATS_AUTO_RECALC = 0");
        }
        if t.engine() == Engine::Postgres {
            t.sql("ALTER TABLE meetings SET (autovacuum_enabled = off); ALTER TABLE meeting_participants SET (autovacuum_enabled = off)");
        }
        t.seed_sql(3, 1500);
        t.run(["backfill-status"]).success();
        if t.engine() == Engine::Mariadb {
            // The server counts inserted and deleted rows until its statistics are reset.
            t.superuser_sql(&format!(
                "UPDATE mysql.innodb_table_stats SET n_rows = 3 WHERE database_name = '{0}' AND table_name IN ('meetings', 'meeting_participants'); RENAME TABLE {0}.meetings TO {0}.m2, {0}.m2 TO {0}.meetings, {0}.meeting_participants TO {0}.p2, {0}.p2 TO {0}.meeting_participants; UPDATE mysql.innodb_table_stats SET n_rows = 3 WHERE database_name = '{0}'; FLUSH TABLES",
                t.database()
            ));
        }
        assert_eq!(findings(t), ["stale_statistics: 2 [meetings meeting_participants]"]);
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&run), [""; 0]);
    }
}

/// PostgreSQL keeps what is left of an index that was being made beside writers.
#[test]
fn remains_of_an_index_are_replaced() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    let before = definitions(&t);
    t.superuser_sql(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'meetings_by_start'::regclass",
    );
    assert_eq!(findings(&t), ["missing_indexes: 1 [meetings_by_start]"]);
    t.run(["doctor", "--fix", "--yes"]).success();
    assert_eq!(findings(&t), [""; 0]);
    assert_eq!(definitions(&t), before);
}

#[test]
fn a_constraint_that_was_never_validated_or_is_switched_off_is_reported() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.superuser_sql(
        "UPDATE pg_constraint SET convalidated = false WHERE conname = 'meeting_status_check'; \
         ALTER TABLE meeting_participants DISABLE TRIGGER ALL",
    );
    assert_eq!(
        findings(&t),
        ["missing_constraints: 3 [meeting_participants_meeting_id_fkey (disabled) \
          meeting_participants_user_id_fkey (disabled) meeting_status_check (not validated)]"]
    );
}

/// A table that was created again without its constraints.
#[test]
fn a_table_without_its_foreign_keys_is_reported() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.sql(
        "PRAGMA foreign_keys = OFF; DROP TABLE meeting_participants; \
         CREATE TABLE meeting_participants (meeting_id INTEGER NOT NULL, user_id INTEGER NOT NULL, \
         PRIMARY KEY (meeting_id, user_id)); \
         CREATE INDEX meeting_participants_by_user ON meeting_participants (user_id, meeting_id)",
    );
    let run = t.run(["doctor", "--json"]).success();
    assert_eq!(
        found(&run),
        ["missing_constraints: 2 [meeting_participants_meeting_id_fkey \
          meeting_participants_user_id_fkey]"]
    );
}

on_every_engine! {
    fn rows_locked_by_another_session_are_7_and_nothing_is_lost(t: &Meetctl) {
        seed(t);
        unguarded(t, DEFECTS[0].0);
        let tables = t.tables();
        let holder = t.hold_lock();
        t.run(["doctor", "--fix", "--yes", "--timeout", "300ms"]).exits(7);
        drop(holder);
        assert_eq!(t.tables(), tables);
        t.run(["doctor", "--fix", "--yes"]).success();
        assert_eq!(findings(t), [""; 0]);
    }

    fn a_signal_ends_it_between_two_fixes(t: &Meetctl) {
        seed(t);
        unguarded(t, DEFECTS[0].0);
        unguarded(t, DEFECTS[4].0);
        let holder = t.hold_lock();
        let running = t.cmd(["doctor", "--fix", "--yes"]).start();
        running.wait_until_blocked();
        running.signal("TERM");
        drop(holder);
        running.wait().exits(143);
        t.run(["doctor", "--fix", "--yes"]).success();
        assert_eq!(findings(t), [""; 0]);
    }

    fn bookings_continue_meanwhile(t: &Meetctl) {
        t.seed_sql(4, 400);
        let rows: Vec<String> = (1..=400).map(|n| format!("({n}, {})", 1000 + n)).collect();
        unguarded(t, &format!("INSERT INTO meeting_participants (meeting_id, user_id) VALUES {}", rows.join(", ")));
        drop_index(t, "meetings_by_start");
        thread::scope(|scope| {
            let doctor = scope.spawn(|| t.run(["doctor", "--fix", "--yes", "--json"]));
            for hour in 0..8 {
                let start = format!("2026-09-01T{hour:02}:00:00Z");
                t.run(["meeting", "create", "--title", "T", "--creator", "1", "--duration", "1h", "--start", &start]).success();
            }
            assert_eq!(found(&doctor.join().unwrap().success()), [""; 0]);
        });
        assert_eq!(findings(t), [""; 0]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["408"]]);
    }
}

/// A role or a database whose setting says it is a replica checks no foreign key.
#[test]
fn foreign_keys_that_a_setting_switches_off_are_reported() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.superuser_sql(&format!(
        "ALTER DATABASE {} SET session_replication_role = replica",
        t.database()
    ));
    assert_eq!(findings(&t), ["missing_constraints: 1 [session_replication_role = replica]"]);
}

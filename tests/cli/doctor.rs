//! `meetctl doctor`: what it finds. What it fixes is in `doctor_fix.rs`.

use std::fs;

use serde_json::{Value, json};

use harness::{
    Engine, Meetctl, Product, Row, Transcript, database, on_every_engine, on_every_engine_empty,
    snapshot,
};

/// The checks in their order, with those that are about a file.
const CHECKS: [&str; 21] = [
    "integrity",
    "application_id",
    "encoding",
    "pending_migrations",
    "leases",
    "missing_constraints",
    "missing_indexes",
    "foreign_triggers",
    "stale_statistics",
    "orphan_participants",
    "orphan_meetings",
    "duplicate_keys",
    "email_case",
    "unreadable_values",
    "timestamp_format",
    "end_not_after_start",
    "unknown_status",
    "stale_status",
    "double_bookings",
    "bad_titles",
    "bad_names",
];

/// Runs statements with every guard of the engine off.
pub fn unguarded(t: &Meetctl, sql: &str) {
    match t.engine() {
        Engine::Sqlite => t.sql(&format!(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql}"
        )),
        // CHECKs cannot be disabled. They are dropped, and added again as if every row
        // had been examined.
        Engine::Postgres => t.superuser_sql(&format!(
            "SET session_replication_role = replica; \
             ALTER TABLE meetings DROP CONSTRAINT meeting_time_check, \
             DROP CONSTRAINT meeting_status_check; {sql}; \
             ALTER TABLE meetings ADD CONSTRAINT meeting_time_check \
             CHECK (end_time > start_time) NOT VALID, \
             ADD CONSTRAINT meeting_status_check CHECK (status IN \
             ('scheduled', 'in_progress', 'completed', 'cancelled')) NOT VALID; \
             UPDATE pg_constraint SET convalidated = true WHERE conname LIKE 'meeting%check'"
        )),
        Engine::Mariadb if t.product() == Product::Mysql => unguarded_on_mysql(t, sql),
        Engine::Mariadb => {
            t.sql(&format!("SET check_constraint_checks = 0, foreign_key_checks = 0; {sql}"));
        }
    }
}

/// MySQL enforces a CHECK for all rows or for none: with the first bad row it stays off.
fn unguarded_on_mysql(t: &Meetctl, sql: &str) {
    let switch = |how: &str| {
        for check in ["meeting_time_check", "meeting_status_check"] {
            let sql = format!("ALTER TABLE meetings ALTER CHECK {check} {how}");
            // Refused for bad rows, and where a migration is pending that makes it.
            let _ = database::execute(t.url(), &sql);
        }
    };
    switch("NOT ENFORCED");
    t.sql(&format!("SET foreign_key_checks = 0; {sql}"));
    switch("ENFORCED");
}

/// Whether the test is left out because MySQL holds no row that breaks a CHECK and enforces it too.
pub fn checks_would_be_off(t: &Meetctl) -> bool {
    let is_mysql = t.product() == Product::Mysql;
    if is_mysql {
        harness::skip("MySQL enforces a CHECK for all rows or for none");
    }
    is_mysql
}

/// What was found, as `check: count [sample]`, without the checks that found nothing.
pub fn found(run: &Transcript) -> Vec<String> {
    let records = run.json();
    let reported = |record: &Value| {
        let sample: Vec<&str> =
            record["sample"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        format!("{}: {} [{}]", record["check"].as_str().unwrap(), record["count"], sample.join(" "))
    };
    let wrong = |record: &&Value| record["count"] != 0;
    records.as_array().unwrap().iter().filter(wrong).map(reported).collect()
}

pub fn findings(t: &Meetctl) -> Vec<String> {
    found(&t.run(["doctor", "--json"]).success())
}

/// Ten good meetings of three people, none at the time of another, all in the future.
pub fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    let rows: Vec<Row> = (1..=10)
        .map(|day| {
            let time = |hour| format!("2026-07-{day:02} {hour}:00:00");
            Row::new(format!("Meeting {day}"), &time(10), &time(11)).with(&[2])
        })
        .collect();
    t.insert_meetings(&rows);
}

/// One of each defect of rows that every engine can hold, and what is to be found of it.
pub const DEFECTS: [(&str, &str); 8] = [
    (
        "INSERT INTO meeting_participants (meeting_id, user_id) VALUES (3, 99)",
        "orphan_participants: 1 [3/99]",
    ),
    ("UPDATE meetings SET created_by = 77 WHERE id = 4", "orphan_meetings: 1 [4]"),
    ("UPDATE meetings SET end_time = start_time WHERE id = 5", "end_not_after_start: 1 [5]"),
    ("UPDATE meetings SET status = 'postponed' WHERE id = 6", "unknown_status: 1 [6]"),
    ("UPDATE meetings SET status = 'completed' WHERE id = 7", "stale_status: 1 [7]"),
    (
        "UPDATE meetings SET start_time = '2026-07-09 10:30:00.000000', end_time = '2026-07-09 11:30:00.000000' \
         WHERE id = 8; DELETE FROM meeting_participants WHERE meeting_id = 8",
        "double_bookings: 1 [9/8]",
    ),
    ("UPDATE meetings SET title = '  ' WHERE id = 10", "bad_titles: 1 [10]"),
    ("UPDATE users SET name = '' WHERE id = 3", "bad_names: 1 [3]"),
];

on_every_engine! {
    fn a_healthy_database_has_nothing_wrong(t: &Meetctl) {
        for filled in [false, true] {
            if filled {
                seed(t);
            }
            let run = t.run(["doctor", "--check", "--json"]).success();
            assert_eq!(found(&run), [""; 0]);
            let file = ["integrity", "application_id", "timestamp_format"];
            let own = |name: &&&str| t.engine() == Engine::Sqlite || !file.contains(*name);
            let names: Vec<Value> = CHECKS.iter().filter(own).map(|name| json!(name)).collect();
            let made: Vec<Value> = run.json().as_array().unwrap().iter().map(|r| r["check"].clone()).collect();
            assert_eq!(made, names);
            assert!(run.stderr.ends_with("checks, nothing found.\"}}\n"), "{run}");
        }
        let quiet = t.run(["doctor", "--check", "-q", "--format", "jsonl"]).success();
        assert_eq!(quiet.stderr, "");
    }

    fn each_defect_is_found_and_nothing_else(t: &Meetctl) {
        if checks_would_be_off(t) {
            return;
        }
        seed(t);
        for (sql, _) in DEFECTS {
            unguarded(t, sql);
        }
        let tables = t.tables();
        let expected: Vec<&str> = DEFECTS.iter().map(|(_, reported)| *reported).collect();
        assert_eq!(findings(t), expected);
        assert_eq!(found(&t.run(["doctor", "--json", "--check"]).exits(3)), expected);
        assert_eq!(t.tables(), tables);
    }

    fn each_defect_alone_is_found(t: &Meetctl) {
        if checks_would_be_off(t) {
            return;
        }
        seed(t);
        let good = t.rows("SELECT id, title, start_time, end_time, status, created_by FROM meetings ORDER BY id");
        for (sql, reported) in DEFECTS {
            unguarded(t, sql);
            assert_eq!(findings(t), [reported]);
            unguarded(t, "DELETE FROM meeting_participants WHERE user_id = 99; UPDATE users SET name = 'Cleo' WHERE id = 3");
            for row in &good {
                unguarded(t, &format!(
                    "UPDATE meetings SET title = '{}', start_time = '{}', end_time = '{}', status = '{}', created_by = {} WHERE id = {}",
                    row[1], t.stored_time(&row[2]), t.stored_time(&row[3]), row[4], row[5], row[0]
                ));
            }
            assert_eq!(findings(t), [""; 0], "{sql}");
        }
    }

    fn the_shape_of_a_record(t: &Meetctl) {
        seed(t);
        unguarded(t, DEFECTS[0].0);
        let run = t.run(["doctor", "--format", "jsonl"]).success();
        let line = run.lines().into_iter().find(|line| line.contains("orphan_participants")).unwrap();
        snapshot!(line, @r#"{"check":"orphan_participants","count":1,"sample":["3/99"],"advice":"`meetctl doctor --fix` deletes these rows","fixable":true,"fixed":0,"severity":"error"}"#);
        let csv = t.run(["doctor", "--format", "csv", "--fields", "check,count,sample,fixable"]).success();
        assert!(csv.lines().contains(&"orphan_participants,1,3/99,true"), "{csv}");
        assert!(csv.lines().contains(&"double_bookings,0,,false"), "{csv}");
        t.run(["doctor", "--format", "ids"]).exits(2);
        t.run(["doctor", "--fields", "nonsense"]).exits(2);
        t.run(["doctor", "--dry-run"]).exits(2);
    }

    fn a_sample_names_five_at_most(t: &Meetctl) {
        if checks_would_be_off(t) {
            return;
        }
        seed(t);
        unguarded(t, "UPDATE meetings SET end_time = start_time");
        assert_eq!(findings(t), ["end_not_after_start: 10 [1 2 3 4 5]"]);
    }

    fn a_check_that_is_switched_off_is_found(t: &Meetctl) {
        if t.product() != Product::Mysql {
            return;
        }
        t.sql("ALTER TABLE meetings ALTER CHECK meeting_time_check NOT ENFORCED");
        assert_eq!(findings(t), ["missing_constraints: 1 [meeting_time_check (disabled)]"]);
        let run = t.run(["doctor", "--json"]).success().json();
        let found = run.as_array().unwrap().iter().find(|record| record["count"] == 1).unwrap();
        t.sql(found["advice"].as_str().unwrap());
        assert_eq!(findings(t), [""; 0]);
    }

    fn a_lost_index_is_found(t: &Meetctl) {
        let on = if t.engine() == Engine::Mariadb { " ON meetings" } else { "" };
        t.sql(&format!("DROP INDEX meetings_by_start{on}"));
        assert_eq!(findings(t), ["missing_indexes: 1 [meetings_by_start]"]);
    }

    fn two_rows_with_one_uid_are_found(t: &Meetctl) {
        seed(t);
        let on = if t.engine() == Engine::Mariadb { " ON meetings" } else { "" };
        t.sql(&format!("DROP INDEX meetings_uid_key{on}; UPDATE meetings SET uid = 'same' WHERE id IN (2, 9)"));
        assert_eq!(findings(t), ["missing_indexes: 1 [meetings_uid_key]", "duplicate_keys: 1 [meetings/9]"]);
    }

    fn texts_are_checked_as_meetctl_does(t: &Meetctl) {
        seed(t);
        let pictures = "👩".repeat(100);
        for (id, title) in [
            (1, "tab\tbed"), (2, "line\nfeed"), (3, "esc\u{1b}[31m"), (4, "\u{85}next"), (5, "del\u{7f}"),
            (6, "é\u{a0}fine"), (7, pictures.as_str()), (8, "会議室"), (9, "\u{202e}evil but no control"),
        ] {
            let title = t.literal(title);
            t.sql(&format!("UPDATE meetings SET title = {title} WHERE id = {id}"));
        }
        assert_eq!(findings(t), ["bad_titles: 5 [1 2 3 4 5]"]);
        let run = t.terminal(100, ["doctor"]).success();
        assert!(!run.stdout.contains("evil") && !run.stdout.contains("esc"), "{run}");
    }

    fn a_pending_migration_is_a_finding_and_the_rest_is_still_checked(t: &Meetctl) {
        seed(t);
        t.run(["migrate", "down", "--to", "m20240201_000002_fill_meeting_status", "--yes"]).success();
        match t.engine() {
            Engine::Postgres => t.superuser_sql(&format!("SET session_replication_role = replica; {}", DEFECTS[0].0)),
            _ => unguarded(t, DEFECTS[0].0),
        }
        let run = t.run(["doctor", "--json"]).success();
        let reported = found(&run);
        assert!(reported[0].starts_with("pending_migrations: "), "{reported:?}");
        assert_eq!(reported[1..], ["orphan_participants: 1 [3/99]"]);
        // Fixes need not wait for the migrations, which may refuse such rows.
        let fixed_run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&fixed_run)[1..], [""; 0]);
        assert!(run.stderr.contains("skipped double_bookings: it needs a migration that is pending"), "{run}");
        t.run(["migrate", "down", "--all", "--yes"]).success();
        let emptied = t.run(["doctor", "--json"]);
        assert!(matches!(emptied.exit, 0 | 9), "{emptied}");
    }

    fn a_newer_schema_is_9(t: &Meetctl) {
        t.sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m30000101_000001_future', 0)");
        for line in ["doctor", "doctor --fix --yes"] {
            let refused = t.cmd(line.split(' ').chain(["--json"])).run().exits(9);
            assert_eq!(refused.error_json()["code"], "schema_too_new");
        }
    }

    fn looking_works_where_nothing_may_be_written(t: &Meetctl) {
        seed(t);
        unguarded(t, DEFECTS[0].0);
        t.run(["doctor", "--read-only", "--check"]).exits(3);
        let refused = t.run(["doctor", "--fix", "--yes", "--read-only", "--json"]).exits(4);
        assert_eq!(refused.error_json()["code"], "read_only");
        assert_eq!(findings(t), [DEFECTS[0].1]);
    }
}

on_every_engine_empty! {
    fn a_database_that_is_not_ours_is_9(t: &Meetctl) {
        t.sql("CREATE TABLE theirs (id BIGINT PRIMARY KEY)");
        let schema = t.schema();
        for line in ["doctor", "doctor --fix --yes"] {
            let refused = t.cmd(line.split(' ').chain(["--json"])).run().exits(9);
            assert_eq!(refused.error_json()["code"], "not_ours");
        }
        assert_eq!(t.schema(), schema);
    }

    fn a_flask_database_is_adopted_first(t: &Meetctl) {
        t.create_flask_tables(true);
        let refused = t.run(["doctor", "--json"]).exits(9);
        assert_eq!(refused.error_json()["code"], "not_adopted");
    }
}

/// Answers of another program about a database that the Flask application made.
#[test]
fn the_seed_has_135_double_bookings() {
    let Some(directory) = crate::seed_answers::seed() else {
        return;
    };
    let t = Meetctl::empty(Engine::Sqlite);
    crate::seed_answers::load(&t, &directory, true);
    t.run(["migrate", "baseline"]).success();
    let run = t.run(["doctor", "--json"]).success();
    let records = run.json();
    let of = |check: &str| {
        let records = records.as_array().unwrap();
        records.iter().find(|r| r["check"] == check).unwrap()["count"].clone()
    };
    assert_eq!(of("double_bookings"), 135);
    for check in [
        "integrity",
        "application_id",
        "missing_constraints",
        "missing_indexes",
        "timestamp_format",
        "end_not_after_start",
    ] {
        assert_eq!(of(check), 0, "{check}");
    }
}

#[test]
fn the_table_of_findings() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    unguarded(&t, DEFECTS[0].0);
    unguarded(&t, DEFECTS[2].0);
    snapshot!(t.run(["doctor"]).success(), @r"
    $ meetctl doctor
    exit: 0
    --- stdout
    CHECK                SEVERITY  COUNT  SAMPLE  WHAT TO DO
    orphan_participants  error         1  3/99    `meetctl doctor --fix` deletes these rows
    end_not_after_start  error         1  5       `meetctl meeting update ID --end TIME`
    --- stderr
    21 checks, 2 findings; `meetctl doctor --fix` fixes 1 of them.
    ");
}

/// The engine itself refuses, not only this program.
#[test]
fn looking_leaves_the_file_as_it_is() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    unguarded(
        &t,
        "UPDATE meetings SET start_time = '2026-07-01T10:00:00' WHERE id = 1; PRAGMA application_id = 0; DROP INDEX meetings_by_start",
    );
    t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    let bytes = fs::read(t.file()).unwrap();
    for line in ["doctor", "doctor --check", "doctor --fix --dry-run", "doctor --fix"] {
        let run = t.run(line.split(' '));
        assert!(matches!(run.exit, 0 | 3 | 4), "{run}");
        assert!(bytes == fs::read(t.file()).unwrap(), "{line}");
    }
}

#[test]
fn a_damaged_file_is_10_and_never_written() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(20, 400);
    t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    t.rows("PRAGMA journal_mode = delete");
    let whole = fs::read(t.file()).unwrap();
    // The last pages hold rows or indexes, not the list of migrations.
    let mut bytes = whole.clone();
    let end = bytes.len();
    bytes[end - 2 * 4096..].fill(0x5a);
    fs::write(t.file(), &bytes).unwrap();
    for line in ["doctor --json", "doctor --fix --yes --json"] {
        let reported = t.run(line.split(' ')).exits(10);
        let error = reported.error_json();
        assert_eq!(error["code"], "corrupt", "{reported}");
        assert!(bytes == fs::read(t.file()).unwrap(), "{line}");
    }
    let reported = t.run(["doctor", "--json"]).exits(10);
    assert_eq!(reported.json()[0]["check"], "integrity");
    assert!(reported.json()[0]["count"].as_u64() > Some(0));
}

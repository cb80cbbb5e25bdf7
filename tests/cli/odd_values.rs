//! Values that other programs may store in our tables: each command, on each engine, shows what it
//! can, names the rest by table, row and column, and never panics.

use rusqlite::config::DbConfig;

use harness::{Engine, Meetctl, Product, Row, Transcript, database, on_every_engine};

use crate::doctor::{findings, unguarded};

/// A value of another program.
struct Odd {
    /// The table and the id.
    row: &'static str,
    column: &'static str,
    /// As it is shown.
    text: &'static str,
    /// As it is stored.
    sql: &'static str,
}

const fn odd(
    row: &'static str,
    column: &'static str,
    text: &'static str,
    sql: &'static str,
) -> Odd {
    Odd { row, column, text, sql }
}

/// What every engine orders before or after all times of the years 1 to 9999, and what is not a time,
/// a text or a number in a column that no order depends on.
fn in_order(engine: Engine) -> Vec<Odd> {
    let mut all = match engine {
        Engine::Postgres => vec![
            odd("users/4", "created_at", "infinity", "'infinity'"),
            odd("users/4", "updated_at", "0044-03-15 12:00:00.5 BC", "'0044-03-15 12:00:00.5 BC'"),
            odd("meetings/11", "end_time", "infinity", "'infinity'"),
            odd("meetings/12", "start_time", "-infinity", "'-infinity'"),
            odd("meetings/13", "start_time", "12000-01-01 00:00:00", "'12000-01-01'"),
            odd("meetings/13", "end_time", "294276-12-31 23:59:59", "'294276-12-31 23:59:59'"),
            odd("meetings/14", "start_time", "4713-01-01 00:00:00 BC", "'4713-01-01 BC'"),
            odd("meetings/15", "created_at", "-infinity", "'-infinity'"),
        ],
        Engine::Mariadb => vec![
            odd("users/4", "created_at", "0000-00-00 00:00:00", "'0000-00-00'"),
            odd("users/4", "updated_at", "2026-00-10 00:00:00", "'2026-00-10'"),
            odd("meetings/12", "start_time", "0000-00-00 00:00:00", "'0000-00-00'"),
            odd("meetings/14", "start_time", "0000-05-06 10:00:00", "'0000-05-06 10:00:00'"),
            odd("meetings/15", "created_at", "2026-02-31 00:00:00", "'2026-02-31'"),
        ],
        Engine::Sqlite => vec![
            odd("users/4", "created_at", "yesterday", "'yesterday'"),
            odd("users/4", "updated_at", "1780000000", "1780000000"),
            odd("users/5", "email", "e\u{fffd}", "CAST(x'65ff' AS TEXT)"),
            odd("meetings/11", "created_by", "nobody", "'nobody'"),
            odd("meetings/12", "start_time", "0000-01-01 00:00:00", "'0000-01-01 00:00:00'"),
            odd("meetings/12", "uid", "\u{fffd}(", "x'c328'"),
            odd("meetings/13", "description", "a\u{fffd}", "CAST(x'61ff' AS TEXT)"),
            odd("meetings/14", "created_by", "7.5", "7.5"),
            odd("meetings/15", "updated_at", "\u{fffd}", "x'ff'"),
        ],
    };
    all.extend([
        odd("users/6", "name", "NULL", "NULL"),
        odd("users/6", "booking_seq", "NULL", "NULL"),
        odd("meetings/13", "title", "NULL", "NULL"),
        odd("meetings/15", "status", "NULL", "NULL"),
    ]);
    all
}

/// What an engine orders between two times, or otherwise than time.
fn out_of_order(engine: Engine) -> [Odd; 2] {
    match engine {
        Engine::Postgres => [
            odd("meetings/13", "start_time", "NULL", "NULL"),
            odd("meetings/13", "end_time", "infinity", "'infinity'"),
        ],
        Engine::Mariadb => [
            odd("meetings/13", "start_time", "2026-00-10 00:00:00", "'2026-00-10'"),
            odd("meetings/13", "end_time", "2026-02-31 00:00:00", "'2026-02-31'"),
        ],
        Engine::Sqlite => [
            odd("meetings/13", "start_time", "tomorrow", "'tomorrow'"),
            odd("meetings/13", "end_time", "\u{fffd}", "x'ff'"),
        ],
    }
}

/// Users 1 to 6, the meetings 1 to 10 of user 1 with user 2, and 11 to 15 of user 4, each an hour of a
/// day of its own; in tables whose columns may be NULL.
fn seed(t: &Meetctl) {
    t.seed_sql(6, 0);
    let rows: Vec<Row> = (1..=15)
        .map(|day| {
            let time = |hour| format!("2026-07-{day:02} {hour}:00:00");
            let row = Row::new(format!("Meeting {day}"), &time(10), &time(11));
            if day > 10 { row.by(4) } else { row.with(&[2]) }
        })
        .collect();
    t.insert_meetings(&rows);
    t.sql(match t.engine() {
        Engine::Sqlite => return allow_nulls(t),
        Engine::Postgres => {
            "ALTER TABLE users ALTER name DROP NOT NULL, ALTER booking_seq DROP NOT NULL; \
             ALTER TABLE meetings ALTER title DROP NOT NULL, ALTER status DROP NOT NULL, \
             ALTER start_time DROP NOT NULL"
        }
        Engine::Mariadb => {
            "ALTER TABLE users MODIFY name VARCHAR(100) COLLATE utf8mb4_bin, \
             MODIFY booking_seq BIGINT DEFAULT 0; \
             ALTER TABLE meetings MODIFY title VARCHAR(100) COLLATE utf8mb4_bin, \
             MODIFY status VARCHAR(20) COLLATE utf8mb4_bin DEFAULT 'scheduled'"
        }
    });
}

fn allow_nulls(t: &Meetctl) {
    declare(t, &["users", "meetings"], " NOT NULL", "");
}

/// Changes the declarations of tables of SQLite as text, which it refuses in the mode that it is built in.
pub fn declare(t: &Meetctl, tables: &[&str], before: &str, after: &str) {
    let db = rusqlite::Connection::open(t.file()).unwrap();
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    db.pragma_update(None, "writable_schema", true).unwrap();
    for table in tables {
        let sql = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?";
        assert_eq!(db.execute(sql, [before, after, table]).unwrap(), 1);
    }
    db.execute_batch("PRAGMA writable_schema = RESET").unwrap();
}

fn store(t: &Meetctl, all: &[Odd]) {
    let update = |Odd { row, column, sql, .. }: &Odd| {
        let (table, id) = row.split_once('/').unwrap();
        format!("UPDATE {table} SET {column} = {sql} WHERE id = {id}")
    };
    let updates: Vec<String> = all.iter().map(update).collect();
    let any_date = "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'; ";
    let before = if t.engine() == Engine::Mariadb { any_date } else { "" };
    unguarded(t, &format!("{before}{}", updates.join("; ")));
}

fn run(t: &Meetctl, line: &str) -> Transcript {
    let words: Vec<String> = line.split(' ').map(|word| word.replace('_', " ")).collect();
    t.run(&words)
}

/// Demands that a run names values, in warnings or in its error, and no others of the rows.
fn names<'a>(run: &Transcript, all: impl IntoIterator<Item = &'a Odd>) {
    let said = run.stderr.replace("\\\"", "\"");
    for Odd { row, column, text, .. } in all {
        let named = format!("{row}: {column} is {text:?}");
        assert!(said.contains(&named), "{named} is not in\n{run}");
    }
}

/// The ids of the meetings, read in pages of two.
fn paged(t: &Meetctl, order: &str) -> Vec<i64> {
    let mut ids = Vec::new();
    let mut after = String::new();
    while ids.len() < 100 {
        let sort = format!("--sort={order}");
        let mut args = vec!["meeting", "list", "--per-page", "2", "--json", &sort];
        if !after.is_empty() {
            args.extend(["--after", &after]);
        }
        let run = t.run(&args).success();
        ids.extend(run.json().as_array().unwrap().iter().map(|m| m["id"].as_i64().unwrap()));
        let Some(next) = run.stderr.split("next page: --after ").nth(1) else { break };
        next.split(['"', '\n']).next().unwrap().clone_into(&mut after);
    }
    ids
}

on_every_engine! {
    fn values_in_order_are_shown_and_named(t: &Meetctl) {
        seed(t);
        let all = in_order(t.engine());
        let of = |row: &'static str| all.iter().filter(move |odd| odd.row.starts_with(row));
        store(t, &all);
        let users = run(t, "user show 4 --json").success();
        names(&users, of("users/4"));
        names(&run(t, "user show 6").success(), of("users/6"));
        for line in [
            "user list", "user list --format csv", "user list --search a", "user export --format jsonl",
            "meeting list --all", "meeting list --all --sort=-start --format tsv",
            "meeting list --all --sort id --json", "meeting list --search Meeting",
            "meeting export --format csv", "meeting export --format jsonl",
            "meeting conflicts", "stats", "stats user 4", "stats user 4 --json",
            "stats active --from 1000-01-01", "stats heatmap", "backfill-status --dry-run",
            "migrate status", "doctor", "meeting overlaps --from 2026-07-01 --to 2026-07-30",
            "meeting free --user 4 --user 1 --from 2026-08-20 --to 2026-08-20 --duration 1h",
            "meeting create --title T --start 2026-08-02_10:00 --duration 1h --creator 6 --participant 1",
            "meeting list --user 4 --role creator --from 2026-07-11",
        ] {
            run(t, line).success();
        }
        let shown = run(t, "meeting show 11 12 13 14 15 --json").success();
        names(&shown, of("meetings/").filter(|odd| odd.column != "booking_seq"));
        for Odd { text, .. } in of("meetings/").filter(|odd| odd.text.len() > 10) {
            assert!(shown.stdout.contains(text), "{text}: {shown}");
        }
        assert!(shown.stdout.contains("\"duration_minutes\": null"), "{shown}");
        let mut listed = run(t, "meeting list --format ids").success().ids();
        assert_eq!(listed.len(), 16);
        assert_eq!(paged(t, "start"), listed);
        let mut backwards = paged(t, "-start");
        backwards.reverse();
        assert_eq!(backwards, listed);
        listed.sort_unstable();
        assert_eq!(paged(t, "id"), listed);

        let calendar = run(t, "meeting export --format ics").exits(1);
        names(&calendar, of("meetings/12").filter(|odd| odd.column == "start_time"));
        run(t, "meeting export --format ics --user 1").success();
        let rows = all.iter().map(|odd| odd.row).collect::<std::collections::BTreeSet<_>>().len();
        let found = findings(t);
        let count = format!("unreadable_values: {rows} [");
        assert!(found.iter().any(|line| line.starts_with(&count)), "{rows}: {found:?}");
    }

    fn values_in_order_can_be_changed_and_deleted(t: &Meetctl) {
        seed(t);
        store(t, &in_order(t.engine()));
        // Only PostgreSQL has a time after all others: the meeting 11 never ends.
        let never_ends = t.engine() == Engine::Postgres;
        let booking = "meeting create --title T --start 2026-08-01_10:00 --duration 1h --creator 4";
        let created = run(t, booking).exits(if never_ends { 4 } else { 0 });
        assert!(!never_ends || created.stderr.contains("2026-07-11 10:00Z to infinity"), "{created}");
        for line in [
            "meeting create --title T --start 2026-08-02_10:00 --duration 1h --creator 4 --allow-overlap",
            "meeting update 12 --title New", "meeting update 13 --status completed",
            "meeting update 12 --add-participant 2 --dry-run --allow-overlap",
            "user update 4 --name Four", "user update 6 --email six@example.org",
            "backfill-status", "backfill-status --check",
        ] {
            run(t, line).success();
        }
        let half = run(t, "meeting update 12 --end 2026-07-12_12:00").exits(2);
        assert!(half.stderr.contains("the start cannot be kept"), "{half}");
        t.write("m.csv", "title,start_time,end_time,creator\nNew,2026-07-12T10:00,2026-07-12T11:00,dan@example.org\n\
                          Other,2026-09-12T10:00,2026-09-12T11:00,2\n");
        run(t, "meeting import m.csv --allow-overlap").success();
        t.write("u.csv", "name,email\nFour again,dan@example.org\nSix,six@example.org\n");
        run(t, "user import u.csv").success();
        run(t, "meeting update 12 --start 2026-07-12_10:00 --duration 1h --allow-overlap").success();
        assert_eq!(t.rows("SELECT start_time FROM meetings WHERE id = 12"), [["2026-07-12 10:00:00"]]);
        run(t, "user delete 4 --reassign-to 3 --allow-overlap --yes").success();
        run(t, "meeting cancel 11 12 13 14 15").success();
        let down = run(t, "migrate down --steps 2 --yes --no-backup");
        if t.engine() == Engine::Mariadb {
            // Every time is converted, and one is no day of the calendar.
            let refused = down.exits(1);
            assert!(refused.stderr.contains("`created_at`"), "{refused}");
            run(t, "migrate up --no-backup").success();
        } else {
            down.success();
            run(t, "migrate up --no-backup").success();
        }
        run(t, "meeting delete 11 12 13 14 15 --yes").success();
    }

    fn values_out_of_order_stop_only_what_orders_them(t: &Meetctl) {
        seed(t);
        let all = out_of_order(t.engine());
        store(t, &all);
        let mut refused = vec![
            "meeting list --all", "meeting export --format csv", "meeting conflicts",
            "meeting update 13 --add-participant 2",
        ];
        if t.product() != Product::Mysql {
            // MySQL makes a zero date of it in the temporary table of a join.
            refused.push("user delete 4 --reassign-to 3 --yes");
        }
        for line in refused {
            let refused = run(t, line).exits(1);
            assert!(refused.stderr.contains("error: a row has a value that meetctl cannot use"), "{refused}");
            names(&refused, &all[..1]);
        }
        for line in [
            "user list", "meeting list --user 1", "meeting list --format count", "stats", "stats user 4",
            "meeting list --from 2026-07-01 --to 2026-07-10", "stats heatmap",
            "meeting export --format ics --user 1", "meeting conflicts --user 1",
            "meeting free --user 4 --from 2026-07-20 --to 2026-07-20 --duration 1h --hours 09:00-10:00",
            "meeting create --title T --start 2026-08-01_10:00 --duration 1h --creator 1",
            "meeting update 13 --title New", "meeting update 13 --add-participant 2 --allow-overlap",
            "backfill-status", "doctor --fix --yes",
        ] {
            run(t, line).success();
        }
        for line in ["meeting list --all --sort id", "meeting show 13", "meeting show 13 --json"] {
            let shown = run(t, line).success();
            names(&shown, &all);
            assert!(shown.stdout.contains(all[0].text), "{shown}");
        }
        let found = findings(t);
        assert!(found.contains(&"unreadable_values: 1 [meetings/13 (start_time, end_time)]".to_owned()), "{found:?}");
        run(t, "meeting update 13 --start 2026-07-13_10:00 --duration 1h").success();
        run(t, "meeting list --all").success();
        assert!(!findings(t).iter().any(|line| line.starts_with("unreadable")));
    }

    fn ids_and_texts_at_their_limits(t: &Meetctl) {
        seed(t);
        let most = i64::MAX;
        // A TEXT of MariaDB has 64 KiB.
        let length = if t.engine() == Engine::Mariadb { 65_000 } else { 1 << 20 };
        let huge = format!("'{}'", "x".repeat(length));
        unguarded(t, &format!(
            "UPDATE users SET id = -5 WHERE id = 5; UPDATE users SET id = 0 WHERE id = 6; \
             UPDATE users SET email = '', name = '', booking_seq = {most} WHERE id = 3; \
             UPDATE meetings SET id = -11, created_by = -5 WHERE id = 11; \
             UPDATE meetings SET id = 0, created_by = 0 WHERE id = 12; \
             UPDATE meetings SET id = {most}, created_by = {most} WHERE id = 15; \
             UPDATE meetings SET description = {huge} WHERE id = 14; \
             INSERT INTO meeting_participants (meeting_id, user_id) VALUES ({most}, -5), (-11, {most}), (77, 77)"
        ));
        let first_and_last = |sort: &str| {
            let ids = run(t, &format!("meeting list --sort={sort} --format ids")).success().ids();
            assert_eq!(ids.len(), 15);
            assert_eq!(paged(t, sort), ids);
            (ids[0], ids[14])
        };
        assert_eq!(first_and_last("id"), (-11, most));
        assert_eq!(first_and_last("-id"), (most, -11));
        for (sort, page, id) in [("id", 1, -11), ("-id", 1, most), ("id", 15, most), ("-start", 1, most)] {
            let line = format!("meeting list --sort={sort} --per-page 1 --page {page} --format ids");
            assert_eq!(run(t, &line).success().ids(), [id], "{line}");
        }
        assert_eq!(run(t, "user list --format ids").success().ids(), [-5, 0, 1, 2, 3, 4]);
        for line in [
            "meeting export --format ics", "meeting conflicts", "stats", "stats active", "doctor",
            "user show 0", "stats user 0", "meeting show 0 9223372036854775807 -- -11",
            "meeting update 0 --title Zero", "meeting cancel 0 9223372036854775807",
            "user update 3 --name Three --email three@example.org", "backfill-status",
        ] {
            run(t, line).success();
        }
        run(t, "meeting delete 9223372036854775807 --yes").success();
        if t.engine() == Engine::Mariadb {
            // Its ids go on after the highest one.
            return;
        }
        // Nothing can be added to the guard of user 3.
        for day in [1, 2] {
            let line = format!(
                "meeting create --title T --start 2026-08-0{day}_10:00 --duration 1h --creator 3"
            );
            run(t, &line).success();
        }
    }
}

/// A SQLite table holds anything: what meetctl keeps for itself too.
#[test]
fn tables_of_our_own_hold_anything_on_sqlite() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t.sql(
        "PRAGMA foreign_keys = OFF; UPDATE seaql_migrations SET applied_at = 'long ago' WHERE version LIKE '%create_users'; \
         INSERT INTO meeting_participants VALUES ('x', 1), (1, x'ff'), (2, 2.5), (-1, 'y'); \
         INSERT INTO meetctl_imported VALUES (3, x'ff', 'z', NULL)",
    );
    for line in ["meeting list", "meeting show 1 2", "stats active", "migrate status", "doctor"] {
        run(&t, line).success();
    }
    let found = findings(&t);
    let named = "unreadable_values: 1 [meetctl_imported/3 (event_uid, sequence_number)]";
    assert!(found.contains(&named.to_owned()), "{found:?}");
    run(&t, "backup copy.db").success();
    run(&t, "restore copy.db --yes").success();
    run(&t, "doctor --fix --yes").success();
    run(&t, "meeting delete 3 --yes").success();
    assert_eq!(findings(&t), [""; 0]);
}

/// The bytes that a PostgreSQL database without an encoding takes.
#[test]
fn texts_that_are_not_utf8_are_shown_on_postgresql() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    let name = format!("{}_ascii", t.database());
    t.superuser_sql(&format!(
        "CREATE DATABASE {name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0 OWNER {}",
        "meetctl"
    ));
    let url = t.url().replace(t.database(), &name);
    let run = |line: &str| {
        let words: Vec<String> = line.split(' ').map(|word| word.replace('_', " ")).collect();
        t.cmd(&words).env("MEETCTL_DATABASE_URL", &url).run()
    };
    // No migration runs on such a database, which an older program may have been given.
    let schema = t.run(["migrate", "up", "--dry-run", "--dialect", "postgres"]).success().stdout;
    database::execute(&url, &schema).unwrap();
    run("user create --name Ada --email ada@example.org").success();
    run("meeting create --title T --start 2026-07-01_10:00 --duration 1h --creator 1").success();
    let bytes = "UPDATE users SET name = E'A\\xff'; UPDATE meetings SET title = E'\\xc3(', description = E'\\xfe'";
    database::execute(&url, bytes).unwrap();
    for line in [
        "user list",
        "meeting list",
        "meeting show 1",
        "meeting export --format ics",
        "stats",
        "meeting conflicts",
    ] {
        run(line).success();
    }
    let shown = run("meeting show 1 --json").success();
    assert!(shown.stdout.contains("\u{fffd}("), "{shown}");
    names(
        &shown,
        &[odd("meetings/1", "title", "\u{fffd}(", ""), odd("users/1", "name", "A\u{fffd}", "")],
    );
    let doctor = run("doctor --json").success();
    assert!(doctor.stdout.contains("meetings/1 (title, description)"), "{doctor}");
    t.superuser_sql(&format!("DROP DATABASE {name} WITH (FORCE)"));
}

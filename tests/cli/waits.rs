//! Commands beside locks of others: a lock that stays is 7 in time, and never a lost connection.

use std::time::{Duration, Instant};

use harness::{Engine, Meetctl, on_every_engine};

/// A transaction that has changed the row of user 1; on SQLite, the one that writes.
fn hold_user(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        _ => "BEGIN; UPDATE users SET name = 'Held' WHERE id = 1",
    }
}

/// Starts `count` bookings of user 1 at different times, and waits until all have ended.
fn book(t: &Meetctl, count: usize) -> Vec<harness::Transcript> {
    let booking = |n: usize| {
        let line =
            "meeting create --title T --creator 1 --participant 2 --duration 15m --json --start";
        let start = format!("2026-09-01T{:02}:{:02}:00Z", n / 4, n % 4 * 15);
        let args = line.split(' ').chain([start.as_str()]);
        // They try again for four seconds in place of 30.
        t.cmd(args).env("MEETCTL_RETRY_MS", "4000").start()
    };
    let running: Vec<_> = (0..count).map(booking).collect();
    running.into_iter().map(harness::Running::wait).collect()
}

/// What takes every row of users and meetings.
fn hold_all(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        _ => "BEGIN; UPDATE users SET name = 'Held'; UPDATE meetings SET title = 'Held'",
    }
}

on_every_engine! {
    fn bookings_behind_one_held_row_are_busy_in_time(t: &Meetctl) {
        t.seed_sql(2, 0);
        let holder = t.hold(hold_user(t.engine()));
        let started = Instant::now();
        let mut named = 0;
        for run in book(t, 16) {
            let error = run.exits(7).error_json();
            assert_eq!(error["code"], "busy", "{error}");
            named += usize::from(error["holders"].is_array());
        }
        // The list of all locks of files may lack one while others come and go.
        let expected = if t.engine() == Engine::Sqlite { 1 } else { 16 };
        assert!(named >= expected, "{named}");
        assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
        drop(holder);
        for run in book(t, 16) {
            run.success();
        }
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["16"]]);
    }

    fn every_command_that_writes_is_busy_in_time(t: &Meetctl) {
        t.seed_sql(2, 3);
        t.write("m.csv", "title,start_time,end_time,creator\nT,2026-09-01T10:00:00Z,2026-09-01T11:00:00Z,ada@example.org\n");
        let rows = t.all_rows();
        let holder = t.hold(hold_all(t.engine()));
        let started = Instant::now();
        let lines = [
            "user update 1 --name B", "user delete 2 --reassign-to 1 --yes", "meeting update 1 --title B",
            "meeting cancel 1 2", "meeting delete 3 --yes", "meeting import m.csv",
            "backfill-status --now 2030-01-01",
        ];
        let running = lines.map(|line| {
            let args = line.split(' ').chain(["--json"]);
            t.cmd(args).env("MEETCTL_RETRY_MS", "1000").start()
        });
        for run in running {
            let busy = run.wait().exits(7);
            let error = busy.error_json();
            assert_eq!(error["code"], "busy", "{busy}");
            assert!(error["holders"].is_array() || t.engine() == Engine::Sqlite, "{busy}");
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
        drop(holder);
        assert_eq!(t.all_rows(), rows);
    }

    fn an_index_that_waits_is_busy_in_time_and_keeps_nobody_out(t: &Meetctl) {
        t.seed_sql(2, 3);
        let on = if t.engine() == Engine::Mariadb { " ON meetings" } else { "" };
        t.sql(&format!("DROP INDEX meetings_by_start{on}"));
        let holder = t.hold(match t.engine() {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            // An index that is created concurrently waits for every older snapshot.
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT COUNT(*) FROM users",
            Engine::Mariadb => "BEGIN; SELECT COUNT(*) FROM meetings",
        });
        let busy = t.cmd(["doctor", "--fix", "--yes", "--json"]).env("MEETCTL_RETRY_MS", "1000").start();
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(3) {
            let before = Instant::now();
            assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["3"]]);
            assert!(before.elapsed() < Duration::from_millis(2500), "{:?}", before.elapsed());
        }
        let busy = busy.wait().exits(7);
        let error = busy.error_json();
        assert_eq!(error["code"], "busy", "{busy}");
        assert!(!error["holders"].as_array().unwrap().is_empty(), "{busy}");
        drop(holder);
        t.run(["doctor", "--fix", "--yes"]).success();
        t.run(["doctor", "--check"]).success();
    }
}

const BOOKING: &str =
    "meeting create --title T --creator 1 --duration 15m --start 2026-09-01T10:00:00Z --json";

/// Ends a booking's session while it waits: as after a failover, it connects again and books.
fn a_kill_is_survived(engine: Engine, statements: &str) {
    if !engine.is_available() {
        return;
    }
    let t = Meetctl::migrated(engine);
    t.seed_sql(2, 0);
    let holder = t.hold(hold_user(engine));
    let booking = t.cmd(BOOKING.split(' ')).start();
    booking.wait_until_blocked();
    for kill in t.superuser_rows(statements) {
        t.superuser_sql(&kill[0]);
    }
    drop(holder);
    booking.wait().success();
    assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["1"]]);
}

#[test]
fn a_kill_is_survived_postgres() {
    a_kill_is_survived(
        Engine::Postgres,
        "SELECT 'SELECT pg_terminate_backend(' || pid || ')' FROM pg_stat_activity \
         WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
}

#[test]
fn a_kill_is_survived_mariadb() {
    a_kill_is_survived(
        Engine::Mariadb,
        "SELECT CONCAT('KILL ', id) FROM information_schema.processlist \
         WHERE db = DATABASE() AND command <> 'Sleep' AND id <> CONNECTION_ID()",
    );
}

/// A limit that the server sets is time that is up, not a lost connection.
#[test]
fn a_time_limit_of_the_server_is_7() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_sql(2, 0);
    let holder = t.hold(hold_user(Engine::Postgres));
    for (setting, code) in [("statement_timeout", "timeout"), ("lock_timeout", "busy")] {
        t.superuser_sql(&format!("ALTER DATABASE {} SET {setting} = '300ms'", t.database()));
        let limited = t.cmd(BOOKING.split(' ')).env("MEETCTL_RETRY_MS", "500").run().exits(7);
        assert_eq!(limited.error_json()["code"], code, "{limited}");
        t.superuser_sql(&format!("ALTER DATABASE {} RESET {setting}", t.database()));
    }
    drop(holder);
}

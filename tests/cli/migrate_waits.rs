//! `meetctl migrate` beside transactions of others: it waits in short tries, readers continue.

use std::time::{Duration, Instant};

use harness::{Engine, Meetctl, on_every_engine, on_every_engine_empty};

use crate::MIGRATIONS;

/// How long a reader may wait for one try of a migration, on a busy machine.
const LONGEST: Duration = Duration::from_millis(2500);

/// A transaction that has read `table`, and on SQLite one that writes: with a log, a reader there is in
/// nobody's way.
fn reader_of(engine: Engine, table: &str) -> String {
    match engine {
        Engine::Sqlite => "BEGIN IMMEDIATE".to_owned(),
        _ => format!("BEGIN; SELECT COUNT(*) FROM {table}"),
    }
}

/// Runs `meetctl migrate …` beside an open transaction that has read `table`.
fn waits_beside_readers(t: &Meetctl, line: &str, table: &str, read: impl Fn()) {
    waits_beside(t, line, &reader_of(t.engine(), table), read);
}

/// Runs `meetctl migrate …` beside a transaction: `read` is answered soon, again and again. Then the
/// transaction ends, and the run succeeds.
fn waits_beside(t: &Meetctl, line: &str, transaction: &str, read: impl Fn()) {
    let holder = t.hold(transaction);
    let mut run = t.cmd(line.split(' ')).start();
    let started = Instant::now();
    let mut longest = Duration::ZERO;
    // On a busy machine the run may need that long to come to the lock.
    while started.elapsed() < Duration::from_secs(3) || !run.has_told("note: waiting for a lock") {
        let before = Instant::now();
        read();
        longest = longest.max(before.elapsed());
        assert!(!run.has_ended(), "it waited for nobody:\n{}", run.wait());
    }
    drop(holder);
    run.wait().success();
    assert!(longest < LONGEST, "a reader waited {longest:?}");
}

on_every_engine! {
    fn readers_continue_beside_a_rollback_that_waits(t: &Meetctl) {
        t.seed_sql(2, 3);
        waits_beside_readers(t, "migrate down --steps 5 --yes", "meetings", || {
            assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["3"]]);
        });
        assert_eq!(t.applied().len(), MIGRATIONS - 5);
        waits_beside_readers(t, "migrate up", "meetings", || {
            assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["3"]]);
        });
        t.run(["migrate", "status", "--check"]).success();
    }

    fn meetctl_itself_reads_beside_a_rollback_that_waits(t: &Meetctl) {
        t.seed_sql(2, 3);
        let transaction = match t.engine() {
            Engine::Postgres => "BEGIN; LOCK TABLE seaql_migrations IN SHARE MODE".to_owned(),
            engine => reader_of(engine, "meetctl_history"),
        };
        waits_beside(t, "migrate down --yes", &transaction, || {
            t.run(["meeting", "list", "--format", "count"]).success();
        });
        assert_eq!(t.applied().len(), MIGRATIONS - 1);
    }

    fn a_lock_that_stays_is_7_in_time_and_its_holder_is_named(t: &Meetctl) {
        t.seed_sql(2, 3);
        t.run(["migrate", "down", "--steps", "2", "--yes"]).success();
        let (schema, rows) = (t.schema(), t.all_rows());
        let holder = t.hold(&reader_of(t.engine(), "meetctl_imported"));
        for limit in [Duration::from_millis(300), Duration::from_secs(2)] {
            let started = Instant::now();
            let limit_text = format!("{}ms", limit.as_millis());
            let busy = t.run(["migrate", "down", "--yes", "--json", "--lock-timeout", &limit_text]).exits(7);
            assert!(started.elapsed() < limit + Duration::from_secs(6), "{:?}\n{busy}", started.elapsed());
            let error = busy.error_json();
            assert_eq!(error["code"], "busy", "{busy}");
            let held = error["holders"].as_array().unwrap_or_else(|| panic!("no holder: {busy}"));
            assert!(!held[0]["id"].as_str().unwrap().is_empty(), "{busy}");
        }
        let told = t.run(["migrate", "down", "--yes", "--lock-timeout", "500ms"]).exits(7);
        assert!(told.stderr.contains("held by "), "{told}");
        drop(holder);
        // Nothing is half done.
        assert_eq!((t.schema(), t.all_rows()), (schema, rows));
        t.run(["migrate", "up"]).success();
        t.run(["user", "list"]).success();
    }

    fn a_signal_ends_the_wait(t: &Meetctl) {
        t.run(["migrate", "down", "--steps", "2", "--yes"]).success();
        let holder = t.hold(&reader_of(t.engine(), "meetctl_imported"));
        let run = t.cmd(["migrate", "down", "--yes"]).start();
        run.wait_until_blocked();
        run.signal("TERM");
        let started = Instant::now();
        run.wait().exits(143);
        assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
        drop(holder);
        t.run(["migrate", "up"]).success();
    }
}

on_every_engine_empty! {
    fn readers_continue_beside_an_adoption_that_waits(t: &Meetctl) {
        t.create_flask_tables(false);
        t.fill_flask_tables();
        waits_beside_readers(t, "migrate baseline", "meetings", || {
            assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["3"]]);
        });
        t.run(["migrate", "status", "--check"]).success();
    }
}

/// Without a write-ahead log, a commit waits for readers, and new readers wait for it.
#[test]
fn readers_of_a_file_without_a_log_continue_too() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = Meetctl::empty(Engine::Sqlite);
    t.create_flask_tables(false);
    t.fill_flask_tables();
    let holder = t.hold("BEGIN; SELECT COUNT(*) FROM meetings");
    let run = t.cmd(["migrate", "baseline"]).start();
    let started = Instant::now();
    let mut longest = Duration::ZERO;
    while started.elapsed() < Duration::from_secs(3) {
        let before = Instant::now();
        // The locks of a file are those of a process: another one has to ask.
        t.run(["migrate", "status"]).success();
        longest = longest.max(before.elapsed());
    }
    drop(holder);
    run.wait().success();
    assert!(longest < LONGEST, "a reader waited {longest:?}");
    t.run(["migrate", "status", "--check"]).success();
}

//! Backups and transfers beside programs that write: they are of one moment.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use harness::{Engine, Meetctl, wait_for};
use rusqlite::Connection;

use crate::processes::{alone, say};
use crate::transfer::meetings;

const WRITERS: usize = 4;

/// Writes until told to stop: no transaction changes the sum of two counters, and each adds a meeting
/// and counts it.
fn write(t: &Meetctl, writer: usize, stop: &AtomicBool, written: &AtomicU64) {
    let begin = if t.engine() == Engine::Mariadb { "START TRANSACTION" } else { "BEGIN" };
    while !stop.load(Ordering::Relaxed) {
        t.sql(&format!(
            "{begin}; UPDATE users SET booking_seq = booking_seq + 1 WHERE id = 1; \
             INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
             ('W{writer}', '2030-01-01 08:00:00', '2030-01-01 09:00:00', 1); \
             UPDATE users SET booking_seq = booking_seq - 1 WHERE id = 2; COMMIT"
        ));
        written.fetch_add(1, Ordering::Relaxed);
    }
}

fn a_backup_among_writers(engine: Engine) {
    if !engine.is_available() {
        return;
    }
    let _alone = alone();
    let t = Meetctl::migrated(engine);
    t.seed_sql(4, 3000);
    let first = i64::try_from(meetings(&t)).unwrap();
    let (stop, written) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (stop, written, t) = (&stop, &written, &t);
            scope.spawn(move || write(t, writer, stop, written));
        }
        wait_for(|| written.load(Ordering::Relaxed) > 20);
        for round in 0..6 {
            let run = t.run(["backup", &format!("b{round}.db")]);
            if run.exit != 0 {
                stop.store(true, Ordering::Relaxed);
            }
            run.success();
        }
        stop.store(true, Ordering::Relaxed);
    });
    let mut last = 0;
    for round in 0..6 {
        let copy = Connection::open(t.directory().join(format!("b{round}.db"))).unwrap();
        let number = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let done = number("SELECT count(*) FROM meetings") - first;
        let count = |id| number(&format!("SELECT booking_seq FROM users WHERE id = {id}"));
        assert_eq!((count(1), count(2)), (done, -done), "half a transaction");
        assert!(done >= last, "older than the backup before it");
        last = done;
    }
    assert!(last > 0, "nobody wrote meanwhile");
    say(format_args!(
        "6 backups of {engine:?} among {WRITERS} writers, the last after {last} transactions"
    ));
}

#[test]
fn a_backup_of_postgres_among_writers_is_of_one_moment() {
    a_backup_among_writers(Engine::Postgres);
}

#[test]
fn a_backup_of_mariadb_among_writers_is_of_one_moment() {
    a_backup_among_writers(Engine::Mariadb);
}

/// The rows of one moment arrive, and the change is an error that says what to do.
fn a_transfer_among_writers(engine: Engine) {
    if !engine.is_available() {
        return;
    }
    let _alone = alone();
    let t = Meetctl::migrated(engine);
    t.seed_sql(4, 1000);
    let first = i64::try_from(meetings(&t)).unwrap();
    let target = Meetctl::empty(Engine::Sqlite);
    let (stop, written) = (AtomicBool::new(false), AtomicU64::new(0));
    let run = thread::scope(|scope| {
        let writer = scope.spawn(|| write(&t, 0, &stop, &written));
        wait_for(|| written.load(Ordering::Relaxed) > 5);
        let run = t.run(["transfer", "--to", target.url(), "--json"]);
        stop.store(true, Ordering::Relaxed);
        writer.join().unwrap();
        run
    });
    let error = run.exits(1).error_json();
    assert_eq!(error["code"], "differs", "{error}");
    let hint = error["hint"].as_str().unwrap();
    assert!(hint.contains("stop what writes") && hint.contains("--replace"), "{error}");
    let number = |sql: &str| target.rows(sql)[0][0].parse::<i64>().unwrap();
    let done = number("SELECT COUNT(*) FROM meetings") - first;
    let count = |id| number(&format!("SELECT booking_seq FROM users WHERE id = {id}"));
    assert_eq!((count(1), count(2)), (done, -done), "half a transaction");
    t.run(["transfer", "--to", target.url(), "--verify-only"]).exits(3);
    // As the hint says.
    t.run(["transfer", "--to", target.url(), "--replace", "--yes"]).success();
    t.run(["transfer", "--to", target.url(), "--verify-only"]).success();
}

#[test]
fn a_transfer_of_sqlite_among_writers_says_so() {
    a_transfer_among_writers(Engine::Sqlite);
}

#[test]
fn a_transfer_of_postgres_among_writers_says_so() {
    a_transfer_among_writers(Engine::Postgres);
}

#[test]
fn a_transfer_of_mariadb_among_writers_says_so() {
    a_transfer_among_writers(Engine::Mariadb);
}

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

on_every_engine! {
    fn bookings_behind_one_held_row_are_busy_in_time(t: &Meetctl) {
        t.seed_sql(2, 0);
        let holder = t.hold(hold_user(t.engine()));
        let started = Instant::now();
        for run in book(t, 16) {
            let error = run.exits(7).error_json();
            assert_eq!(error["code"], "busy", "{error}");
            assert!(!error["holders"].as_array().unwrap().is_empty(), "{error}");
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
        drop(holder);
        for run in book(t, 16) {
            run.success();
        }
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["16"]]);
    }
}

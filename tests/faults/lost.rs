//! Connections that break while a meeting is being booked: never twice, never lost.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::crew::{Job, Tally, nobody_is_double_booked, say, words};
use crate::proxy::{Proxy, script};
use harness::{Engine, Meetctl};

/// What breaks, and how a booking may end then.
struct Fault {
    rules: String,
    more: &'static str,
    exits: &'static [i32],
}

fn faults(seeds: std::ops::Range<u32>) -> Vec<Fault> {
    let fault = |rules: &str, more, exits| Fault {
        rules: rules.to_owned(),
        more,
        exits,
    };
    let mut all = vec![
        // The outcome is unknown, and settled by looking.
        fault("--cut-after COMMIT --times 1", "", &[0] as &[i32]),
        fault("--cut-after COMMIT --settle 0", "", &[0, 6]),
        fault("--cut-after COMMIT --times 2 --settle 0", "", &[0]),
        fault("--cut-on COMMIT --times 1", "", &[0]),
        fault("--cut-on COMMIT --times 3", "", &[0]),
        fault("--cut-on COMMIT", "", &[6]),
        fault("--cut-on INSERT --times 1", "", &[0]),
        fault("--cut-on INSERT", "", &[6]),
        fault("--cut-after INSERT --times 1", "", &[0]),
        fault("--cut-on booking_seq --times 1", "", &[0]),
        // A black hole: it ends in time, whether a limit was set or not.
        fault("--stall-on INSERT", "--timeout 2s", &[6, 7]),
        fault("--stall-on COMMIT", "--timeout 2s", &[6, 7]),
        fault("--stall-on COMMIT --times 1", "", &[0]),
        fault("--stall-on INSERT --times 1", "", &[0]),
    ];
    all.extend(seeds.map(|seed| fault(&format!("--random 0.04 --seed {seed}"), "", &[0, 6, 7])));
    all
}

const STORED: &str = "SELECT COUNT(*) FROM meetings WHERE title = ";

fn booked(t: &Meetctl, title: &str) -> usize {
    let rows = t.rows(&format!("{STORED}'{title}'"));
    rows[0][0].parse().unwrap()
}

/// One booking through a broken line, then the same again through a whole one.
fn book(t: &Meetctl, script: &Path, number: usize, fault: &Fault) -> Tally {
    let title = format!("Fault {number}");
    let line = format!(
        "meeting create --start 2026-06-01 --duration 30m --creator {} --participant {} {} --title",
        2 * number + 1,
        2 * number + 2,
        fault.more
    );
    let args: Vec<String> = words(&line).into_iter().chain([title.clone()]).collect();
    let proxy = Proxy::start(script, t.url(), &words(&fault.rules));
    let url = Some(proxy.url.clone());
    let (run, took) = Job {
        t,
        url,
        args: args.clone(),
    }
    .run();
    drop(proxy);
    assert!(fault.exits.contains(&run.exit), "{}: {run}", fault.rules);
    // A stalled transaction ends with the proxy; only then is it known what it came to.
    let again = Job { t, url: None, args }.run();
    let (stored, after) = (booked(t, &title), again.0.exit);
    assert!([0, 4].contains(&after), "{}: {}", fault.rules, again.0);
    assert_eq!(stored, 1, "{}: {run}\n{}", fault.rules, again.0);
    if run.exit == 0 {
        assert_eq!(
            after, 4,
            "{}: said to be booked, and is not: {run}",
            fault.rules
        );
    }
    let mut tally = Tally::default();
    tally.add(&run, took);
    tally.add(&again.0, again.1);
    tally.rounds = 1;
    tally
}

fn lost_connections(engine: Engine) {
    if !engine.is_available() {
        return;
    }
    let Some(script) = script() else {
        say("lost connections: skipped, there is no flaky-proxy (MEETCTL_TEST_PROXY)");
        return;
    };
    let t = Meetctl::migrated(engine);
    let started = Instant::now();
    let faults: Vec<(usize, Fault)> = faults(1..13).into_iter().enumerate().collect();
    t.seed_sql(2 * faults.len(), 0);
    let mut tally = Tally::default();
    // All at a time: most of theirs is waiting. Each has users of its own.
    thread::scope(|scope| {
        let runs: Vec<_> = faults
            .iter()
            .map(|(number, fault)| scope.spawn(|| book(&t, &script, *number, fault)))
            .collect();
        for run in runs {
            tally.merge(&run.join().unwrap());
        }
    });
    nobody_is_double_booked(&t);
    say(format_args!(
        "lost connections, {engine:?}: {tally}, {} s, none booked twice, none lost",
        started.elapsed().as_secs()
    ));
}

#[test]
fn a_lost_connection_neither_books_twice_nor_loses_a_booking_postgres() {
    lost_connections(Engine::Postgres);
}

#[test]
fn a_lost_connection_neither_books_twice_nor_loses_a_booking_mariadb() {
    lost_connections(Engine::Mariadb);
}

/// Somebody cancels a meeting between the moment an update has read it and the moment it writes.
fn a_cancellation_meanwhile_stands(engine: Engine, cancel_slowly: &str) {
    if !engine.is_available() {
        return;
    }
    let t = Meetctl::migrated(engine);
    t.seed_sql(2, 1);
    thread::scope(|scope| {
        scope.spawn(|| t.sql(cancel_slowly));
        thread::sleep(Duration::from_millis(700));
        t.run(["meeting", "update", "1", "--title", "Renamed"])
            .success();
    });
    let row = t.rows("SELECT title, status FROM meetings");
    assert_eq!(row, [["Renamed", "cancelled"]]);
}

#[test]
fn a_cancellation_meanwhile_stands_postgres() {
    a_cancellation_meanwhile_stands(
        Engine::Postgres,
        "BEGIN; UPDATE meetings SET status = 'cancelled'; SELECT pg_sleep(3); COMMIT",
    );
}

#[test]
fn a_cancellation_meanwhile_stands_mariadb() {
    a_cancellation_meanwhile_stands(
        Engine::Mariadb,
        "START TRANSACTION; UPDATE meetings SET status = 'cancelled'; DO SLEEP(3); COMMIT",
    );
}

//! Connections that break while a file is imported: each record once.

use std::path::Path;
use std::thread;
use std::time::Instant;

use crate::crew::{Tally, nobody_is_double_booked, say, words};
use crate::import::created_and_unchanged;
use crate::proxy::{Proxy, script};
use harness::{Engine, Meetctl};

/// Records of a file, in batches of three.
const RECORDS: usize = 12;

/// What breaks, and how an import may end then.
fn faults() -> Vec<(String, &'static str, &'static [i32])> {
    let fault = |rules: &str, more, exits| (rules.to_owned(), more, exits);
    let mut all = vec![
        // The outcome is unknown, and settled by looking.
        fault("--cut-after COMMIT --times 1", "", &[0] as &[i32]),
        fault("--cut-after COMMIT --times 2 --settle 0", "", &[0]),
        fault("--cut-after COMMIT --settle 0", "", &[0, 6]),
        fault("--cut-on COMMIT --times 1", "", &[0]),
        fault("--cut-on COMMIT --times 3", "", &[0]),
        fault("--cut-on COMMIT", "", &[6]),
        fault("--cut-on INSERT --times 1", "", &[0]),
        fault("--cut-after INSERT --times 1", "", &[0]),
        fault("--cut-on booking_seq --times 1", "", &[0]),
        fault("--cut-on booking_seq --times 4", "", &[0]),
        fault("--stall-on COMMIT", "--timeout 2s", &[6, 7]),
        fault("--stall-on COMMIT --times 1", "", &[0]),
    ];
    all.extend((1..8).map(|seed| fault(&format!("--random 0.03 --seed {seed}"), "", &[0, 6, 7])));
    all
}

/// A file of two users' meetings, which nobody else's file speaks of.
fn write_file(t: &Meetctl, number: usize) -> String {
    let record = |n: usize| {
        let uid = if n.is_multiple_of(2) {
            format!("f{number}-{n}")
        } else {
            String::new()
        };
        let people = (2 * number + 1, 2 * number + 2);
        format!(
            "{uid},Fault {number} {n},2026-06-01T{:02}:00:00Z,2026-06-01T{:02}:00:00Z,{},{}\n",
            n,
            n + 1,
            people.0,
            people.1
        )
    };
    let rows: String = (0..RECORDS).map(record).collect();
    let name = format!("fault{number}.csv");
    t.write(
        &name,
        format!("uid,title,start_time,end_time,creator,participants\n{rows}"),
    );
    name
}

/// One import through a broken line, then the same through a whole one.
fn import(t: &Meetctl, script: &Path, number: usize, fault: &(String, &str, &[i32])) -> Tally {
    let (rules, more, exits) = fault;
    let file = write_file(t, number);
    let line = format!("meeting import {file} --batch-size 3 --json");
    let proxy = Proxy::start(script, t.url(), &words(rules));
    let started = Instant::now();
    let run = t
        .cmd(words(&format!("{line} -v {more}")))
        .env("MEETCTL_DATABASE_URL", &proxy.url)
        .run();
    let took = started.elapsed();
    drop(proxy);
    assert!(exits.contains(&run.exit), "{rules}: {run}");
    let mine = format!(
        "SELECT COUNT(*), COUNT(DISTINCT title) FROM meetings WHERE title LIKE 'Fault {number} %'"
    );
    if run.exit == 0 {
        assert_eq!(
            created_and_unchanged(&run),
            (RECORDS as u64, 0),
            "{rules}: {run}"
        );
        assert_eq!(
            t.rows(&mine),
            [["12", "12"]],
            "{rules}: said to be imported, and is not: {run}"
        );
    }
    // A stalled transaction ends with the proxy; only then is it known what it came to.
    let again = t.run(words(&line)).success();
    let (created, unchanged) = created_and_unchanged(&again);
    assert_eq!(created + unchanged, RECORDS as u64, "{rules}: {again}");
    assert!(run.exit != 0 || created == 0, "{rules}: {again}");
    assert_eq!(t.rows(&mine), [["12", "12"]], "{rules}: {run}\n{again}");
    let mut tally = Tally::default();
    tally.add(&run, took);
    tally.rounds = 1;
    tally
}

fn lost_connections(engine: Engine, script: &Path) {
    let t = Meetctl::migrated(engine);
    let started = Instant::now();
    let faults: Vec<_> = faults().into_iter().enumerate().collect();
    t.seed_sql(2 * faults.len(), 0);
    let mut tally = Tally::default();
    // All at a time: most of theirs is waiting. Each has users of its own.
    thread::scope(|scope| {
        let runs: Vec<_> = faults
            .iter()
            .map(|(number, fault)| scope.spawn(|| import(&t, script, *number, fault)))
            .collect();
        for run in runs {
            tally.merge(&run.join().unwrap());
        }
    });
    nobody_is_double_booked(&t);
    say(format_args!(
        "lost connections in an import, {engine:?}: {tally}, {} s, each record once",
        started.elapsed().as_secs()
    ));
}

#[test]
fn an_import_outlives_lost_connections() {
    let Some(script) = script() else {
        say("lost connections in an import: skipped, there is no flaky-proxy (MEETCTL_TEST_PROXY)");
        return;
    };
    thread::scope(|scope| {
        for engine in [Engine::Postgres, Engine::Mariadb] {
            if engine.is_available() {
                let script = &script;
                scope.spawn(move || lost_connections(engine, script));
            }
        }
    });
}

//! Connections that break while the status of meetings is brought up to date: each is written once.

use std::path::Path;
use std::thread;
use std::time::Instant;

use crate::backfill::{STATUSES, WRITES, changes, is_once, line, stage, told};
use crate::crew::{Tally, say, words};
use crate::proxy::{Proxy, script};
use harness::{Engine, Meetctl};

/// What breaks, and how a run may end then.
fn faults() -> Vec<(String, &'static str, &'static [i32])> {
    let fault = |rules: &str, more, exits| (rules.to_owned(), more, exits);
    let mut all = vec![
        // The outcome is unknown, and settled by looking.
        fault("--cut-after COMMIT --times 1", "", &[0] as &[i32]),
        fault("--cut-after COMMIT --times 3 --settle 0", "", &[0]),
        fault("--cut-after COMMIT --settle 0", "", &[0, 6]),
        fault("--cut-on COMMIT --times 3", "", &[0]),
        fault("--cut-on COMMIT", "", &[6]),
        fault("--cut-on UPDATE --times 2", "", &[0]),
        fault("--cut-after UPDATE --times 2", "", &[0]),
        fault("--cut-on meetctl_lock --times 2", "", &[0]),
        // A lease that was taken on a connection that broke is this run's own.
        fault("--cut-after token --times 1", "", &[0]),
        fault("--stall-on COMMIT", "--timeout 2s", &[6, 7]),
        fault("--stall-on COMMIT --times 1", "", &[0]),
    ];
    all.extend((1..8).map(|seed| fault(&format!("--random 0.02 --seed {seed}"), "", &[0, 6, 7])));
    all
}

/// A backfill through a broken line, then one through a whole line.
fn backfill(engine: Engine, script: &Path, fault: &(String, &str, &[i32])) -> Tally {
    let (rules, more, exits) = fault;
    let t = Meetctl::migrated(engine);
    stage(&t);
    let proxy = Proxy::start(script, t.url(), &words(rules));
    let started = Instant::now();
    let run = t
        .cmd(line(&format!("--batch-size 60 -v {more}")))
        .env("MEETCTL_DATABASE_URL", &proxy.url)
        .run();
    let took = started.elapsed();
    drop(proxy);
    assert!(exits.contains(&run.exit), "{rules}: {run}");
    // A stalled transaction ends with the proxy, its lease some seconds later.
    let again = (0..60)
        .find_map(|_| {
            let again = t.run(line(""));
            if again.exit == 7 {
                thread::sleep(std::time::Duration::from_millis(500));
                return None;
            }
            Some(again.success())
        })
        .unwrap();
    assert_eq!(
        is_once(&t.rows(STATUSES), &t.rows(WRITES)),
        changes(),
        "{rules}"
    );
    if run.exit == 0 {
        assert_eq!(
            (told(&run), told(&again)),
            (changes() as u64, 0),
            "{rules}: {run}\n{again}"
        );
    }
    let mut tally = Tally::default();
    tally.add(&run, took);
    tally.rounds = 1;
    tally
}

fn lost_connections(engine: Engine, script: &Path) {
    let started = Instant::now();
    let mut tally = Tally::default();
    // All at a time: most of theirs is waiting. Each has a database of its own.
    thread::scope(|scope| {
        let runs: Vec<_> = faults()
            .into_iter()
            .map(|fault| scope.spawn(move || backfill(engine, script, &fault)))
            .collect();
        for run in runs {
            tally.merge(&run.join().unwrap());
        }
    });
    say(format_args!(
        "lost connections in a backfill, {engine:?}: {tally}, {} s, every status written once",
        started.elapsed().as_secs()
    ));
}

#[test]
fn a_backfill_outlives_lost_connections() {
    let Some(script) = script() else {
        say(
            "lost connections in a backfill: skipped, there is no flaky-proxy (MEETCTL_TEST_PROXY)",
        );
        return;
    };
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if engine.is_available() {
            lost_connections(engine, &script);
        }
    }
}

//! A node is killed during a backfill, which continues on another one.
//!
//! For PostgreSQL `MEETCTL_TEST_STANDBY_KILL` is a command that kills the primary,
//! `MEETCTL_TEST_STANDBY_PROMOTE` one that promotes the standby, and
//! `MEETCTL_TEST_STANDBY_HEAL` one after which both are again what they were. `.ci/clusters` sets
//! them; for Galera see `galera.rs`.

use std::env;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::backfill::{
    STATUSES, WRITES, changes, is_once, line, noting_writes, reported, reset_sql,
};
use crate::galera::{Cluster, cluster_command, until_done};
use crate::processes::{Job, alone, say};
use harness::{Engine, Meetctl, Transcript, database, skip, wait_for};

/// Some seconds of work.
const SLOWLY: &str = "--batch-size 5 --pause 40ms -v";
const ROUNDS: usize = 3;

/// Runs one of the commands that stop and repair PostgreSQL; false: none is set.
fn standby_command(name: &str) -> bool {
    let Ok(command) = env::var(format!("MEETCTL_TEST_STANDBY_{name}")) else {
        return false;
    };
    let done = Command::new("/bin/sh").args(["-c", &command]).status();
    assert!(done.unwrap().success(), "failed: {command}");
    true
}

/// The result of the interrupted run, and of the next one.
fn check_runs(run: &Transcript, again: &Transcript) {
    assert!([0, 6, 7].contains(&run.exit), "{run}");
    if run.exit == 0 {
        assert_eq!(reported(again), 0, "{run}\n{again}");
    }
}

#[test]
fn a_backfill_continues_when_a_standby_takes_over() {
    let Ok(urls) = env::var("MEETCTL_TEST_STANDBY") else {
        skip("no PostgreSQL standby: MEETCTL_TEST_STANDBY");
        return;
    };
    if env::var("MEETCTL_TEST_STANDBY_KILL").is_err() {
        skip("no primary is killed: MEETCTL_TEST_STANDBY_KILL");
        return;
    }
    let _alone = alone();
    let (first, second) = urls.trim().split_once(' ').unwrap();
    let name = "meetctl_failover";
    database::execute(first, &format!("DROP DATABASE IF EXISTS {name}")).unwrap();
    database::execute(first, &format!("CREATE DATABASE {name}")).unwrap();
    let of = |url: &str| format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let (first, second) = (of(first), of(second));
    let t = Meetctl::empty(Engine::Sqlite);
    let job = |args: Vec<String>| Job { t: &t, url: Some(format!("{first};{second}")), args };
    job(vec!["migrate".into(), "up".into()]).run().0.success();
    let sql = |url: &str, sql: &str| database::execute(url, sql).unwrap();
    sql(
        &first,
        "INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.org'); \
         INSERT INTO meetings (title, start_time, end_time, created_by) \
         SELECT 'M' || n, timestamp '2026-06-01' + (n - 1) * interval '15 min', \
         timestamp '2026-06-01' + n * interval '15 min', 1 FROM generate_series(1, 600) n ORDER BY n",
    );
    sql(&first, &noting_writes(Engine::Postgres));
    for round in 1..=ROUNDS {
        sql(&first, &reset_sql());
        let rows = |url: &str, sql: &str| database::query(url, sql).unwrap();
        wait_for(|| {
            rows(&second, STATUSES) == rows(&first, STATUSES) && rows(&second, WRITES).is_empty()
        });
        let (run, over, gap) = thread::scope(|scope| {
            let run = scope.spawn(|| job(line(SLOWLY)).run());
            wait_for(|| rows(&first, WRITES).len() > 40 * round);
            let killed = Instant::now();
            standby_command("KILL");
            standby_command("PROMOTE");
            let promoted = killed.elapsed();
            let before = rows(&second, WRITES).len();
            let mut resumed = None;
            while !run.is_finished() {
                if resumed.is_none() && rows(&second, WRITES).len() > before {
                    resumed = Some(killed.elapsed());
                }
                thread::sleep(Duration::from_millis(20));
            }
            (run.join().unwrap().0, promoted, resumed)
        });
        let done = is_once(&rows(&second, STATUSES), &rows(&second, WRITES));
        let (again, _) = job(line("--batch-size 20")).run();
        check_runs(&run, &again.clone().success());
        assert_eq!(done as u64 + reported(&again), changes() as u64, "{run}\n{again}");
        assert_eq!(is_once(&rows(&second, STATUSES), &rows(&second, WRITES)), changes());
        assert!(gap.is_none_or(|gap| gap < over + Duration::from_secs(30)));
        say(format_args!(
            "backfill, PostgreSQL primary killed in round {round}: promoted after {:.1} s, resumed after {:.1} s, exit {}, {} left for the next run, every status written once",
            over.as_secs_f32(),
            gap.unwrap_or_default().as_secs_f32(),
            run.exit,
            reported(&again)
        ));
        assert!(standby_command("HEAL"));
    }
}

#[test]
fn a_backfill_survives_the_death_of_a_galera_node() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("backfill", 1) else {
        return;
    };
    cluster.execute(
        "INSERT INTO meetings (id, title, start_time, end_time, created_by) \
         SELECT seq, CONCAT('M', seq), timestamp '2026-06-01 00:00:00' + interval 15 * (seq - 1) minute, \
         timestamp '2026-06-01 00:00:00' + interval 15 * seq minute, 1 FROM seq_1_to_600",
    );
    cluster.execute(&noting_writes(Engine::Mariadb));
    // The last node is the one that is killed: that of the run, then another one.
    for preferred in [2, 0, 2] {
        cluster.execute(&reset_sql());
        let started = Instant::now();
        let (run, took, killed) = thread::scope(|scope| {
            let run = scope.spawn(|| until_done(|| cluster.job(preferred, &line(SLOWLY)).run()));
            wait_for(|| cluster.rows(0, WRITES).len() > 40);
            let killed = cluster_command("KILL");
            let (run, took) = run.join().unwrap();
            assert!(!killed || cluster_command("HEAL"));
            (run, took, killed)
        });
        let rows = |sql| cluster.rows(0, sql);
        let done = is_once(&rows(STATUSES), &rows(WRITES));
        let again = (0..60)
            .find_map(|_| {
                let again = cluster.job(0, &line("--batch-size 20")).run().0;
                thread::sleep(Duration::from_millis(if again.exit == 7 { 500 } else { 0 }));
                (again.exit != 7).then(|| again.success())
            })
            .unwrap();
        check_runs(&run, &again);
        assert_eq!(done as u64 + reported(&again), changes() as u64, "{run}\n{again}");
        assert_eq!(is_once(&rows(STATUSES), &rows(WRITES)), changes());
        cluster.is_sound();
        say(format_args!(
            "backfill on node {} of Galera while node 3 is killed: killed {killed}, exit {}, {:.1} s of {:.1} s, {} left for the next run, every status written once",
            preferred + 1,
            run.exit,
            took.as_secs_f32(),
            started.elapsed().as_secs_f32(),
            reported(&again)
        ));
    }
}

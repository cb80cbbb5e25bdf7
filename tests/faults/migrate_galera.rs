//! Migrators on every node of a Galera cluster, of which some are killed, and a node killed under
//! one. `galera.rs` documents how to set a cluster.

use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use harness::wait_for;

use crate::galera::{Cluster, cluster_command, until_done};
use crate::processes::{Job, alone, at_once, say, seed, words};

const COLUMNS: &str = "SELECT table_name, column_name, column_type, is_nullable \
    FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2";
const INDEXES: &str = "SELECT table_name, index_name, seq_in_index, column_name \
    FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 3";
const LEASES: &str = "SELECT owner FROM meetctl_lock";
const ROUNDS: usize = 5;

fn schema(cluster: &Cluster, node: usize) -> Vec<Vec<String>> {
    let mut schema = cluster.rows(node, COLUMNS);
    schema.extend(cluster.rows(node, INDEXES));
    schema
}

/// Every migration is applied, on every node the same, and no run holds the lease.
fn is_migrated(cluster: &Cluster, expected: &[Vec<String>]) {
    for node in 0..cluster.count() {
        wait_for(|| schema(cluster, node) == expected && cluster.rows(node, LEASES).is_empty());
    }
    let check = cluster.job(1, &words("migrate status --check"));
    check.run().0.success();
}

fn down(cluster: &Cluster, round: usize) -> usize {
    let far = if round.is_multiple_of(2) { "--all" } else { "--steps 6" };
    cluster.job(round, &words(&format!("migrate down {far} --yes"))).run().0.success();
    // Another node may yet have to apply the last of it.
    let node = round % cluster.count();
    let applied = cluster.rows(node, "SELECT COUNT(*) FROM seaql_migrations");
    migration::MIGRATIONS.len() - applied[0][0].parse::<usize>().unwrap()
}

#[test]
fn of_nine_migrators_on_three_nodes_one_applies() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("migrate", 0) else {
        return;
    };
    let expected = schema(&cluster, 0);
    let started = Instant::now();
    for round in 0..ROUNDS {
        let missing = down(&cluster, round);
        let jobs: Vec<Job> = (0..9).map(|n| cluster.job(n, &words("migrate up --json"))).collect();
        let applied: Vec<usize> = at_once(&jobs)
            .into_iter()
            .map(|(run, _)| run.success().json().as_array().unwrap().len())
            .collect();
        assert_eq!(applied.iter().sum::<usize>(), missing, "{applied:?}");
        assert_eq!(applied.iter().max(), Some(&missing), "{applied:?}");
        is_migrated(&cluster, &expected);
    }
    say(format_args!(
        "nine migrators, Galera: {ROUNDS} rounds, one applied in each, {:.1} s",
        started.elapsed().as_secs_f32()
    ));
}

#[test]
fn a_migrator_that_is_killed_on_one_node_is_replaced_on_another() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("migrate_kill", 0) else {
        return;
    };
    let expected = schema(&cluster, 0);
    let seed = seed();
    let mut dice = StdRng::seed_from_u64(seed);
    let up = |node: usize| {
        let job = cluster.job(node, &words("migrate up"));
        job.t
            .cmd(job.args)
            .env("MEETCTL_DATABASE_URL", job.url.unwrap())
            .env("MEETCTL_LEASE_MS", "1500")
    };
    down(&cluster, 0);
    let started = Instant::now();
    up(0).run().success();
    let took = started.elapsed();
    let (mut taken_over, mut longest) = (0, Duration::ZERO);
    for round in 0..10 {
        down(&cluster, round);
        let first = up(round).start();
        sleep(took.mul_f64(dice.random_range(0.1..0.9)));
        first.signal("KILL");
        let _ = first.wait();
        let started = Instant::now();
        let next = up(round + 1).run().success();
        longest = longest.max(started.elapsed());
        taken_over += usize::from(next.stderr.contains("took over"));
        if !cluster.rows(0, LEASES).is_empty() {
            // It was killed after its last migration.
            sleep(Duration::from_millis(1600));
            up(round).run().success();
        }
        is_migrated(&cluster, &expected);
    }
    say(format_args!(
        "migrators on Galera, seed {seed}: 10 kills, {taken_over} leases taken over on another node, \
         the next run took {:.1} s at most",
        longest.as_secs_f32()
    ));
}

/// One run on the last node, which is being killed; whether it could be healed, and how it ended.
fn hit(cluster: &Cluster, ahead: Duration) -> Option<(bool, i32)> {
    let last = cluster.count() - 1;
    down(cluster, 0);
    thread::scope(|scope| {
        let killed = scope.spawn(|| cluster_command("KILL"));
        // The command needs a while until it kills.
        sleep(ahead);
        let run = until_done(|| cluster.job(last, &words("migrate up")).run().0);
        let killed = killed.join().unwrap();
        let again = until_done(|| cluster.job(0, &words("migrate up")).run().0);
        let healed = cluster_command("HEAL");
        assert!([0, 6, 7].contains(&run.exit), "{run}");
        again.success();
        killed.then_some((healed, run.exit))
    })
}

#[test]
fn a_node_killed_during_a_migration_loses_nothing() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("migrate_node", 0) else {
        return;
    };
    let expected = schema(&cluster, 0);
    let mut exits = Vec::new();
    for ahead in [0, 60, 150] {
        let Some((healed, exit)) = hit(&cluster, Duration::from_millis(ahead)) else {
            harness::skip("no node is killed: MEETCTL_TEST_GALERA_KILL");
            return;
        };
        assert!(healed);
        exits.push(exit);
        is_migrated(&cluster, &expected);
    }
    say(format_args!(
        "migrations on Galera, their node killed: exits {exits:?}, finished on another node"
    ));
}

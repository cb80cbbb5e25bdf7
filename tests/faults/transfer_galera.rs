//! Transfers into a Galera cluster while a node is killed, and backups of one among writers.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::galera::{Cluster, cluster_command, until_done};
use crate::processes::{alone, say, words};
use harness::{Engine, Meetctl, Transcript, wait_for};

const USERS: usize = 20;
const MEETINGS: usize = 20_000;

/// Copies `source` to the node with this index, after the lease of another run if there is one.
fn transfer(source: &Meetctl, cluster: &Cluster, node: usize, more: &str) -> Transcript {
    loop {
        let args = ["transfer", "--to", cluster.url(node), "--json"];
        let args = args.into_iter().chain(more.split_whitespace());
        let run = source.cmd(args).env("MEETCTL_LEASE_MS", "300").timeout(Duration::from_mins(3));
        let run = run.run();
        if run.exit != 7 {
            return run;
        }
        thread::sleep(Duration::from_millis(300));
    }
}

/// What a node has: nothing, all of it, or a mark that every command sees.
fn is_whole_or_refused(cluster: &Cluster, node: usize) -> bool {
    let run = cluster.on(node, &words("meeting list --format json --limit 1"));
    if run.exit == 9 {
        assert_eq!(run.error_json()["code"], "restore_unfinished", "{run}");
        return false;
    }
    run.success();
    let found: usize = cluster.rows(node, "SELECT COUNT(*) FROM meetings")[0][0].parse().unwrap();
    assert!([0, MEETINGS].contains(&found), "node {node} has a part: {found}");
    found == MEETINGS
}

/// Kills the last node while `node` is written to; the next run goes to the first one.
fn a_node_is_killed(source: &Meetctl, node: usize) {
    let Some(cluster) = Cluster::with_users("transfer", 0) else {
        return;
    };
    let started = Instant::now();
    let (run, killed) = thread::scope(|scope| {
        let run = scope.spawn(|| until_done(|| transfer(source, &cluster, node, "")));
        while cluster.rows(1, "SELECT COUNT(*) FROM meetings") == [["0"]] {
            assert!(!run.is_finished(), "the transfer ended before it wrote");
            thread::sleep(Duration::from_millis(5));
        }
        let killed = cluster_command("KILL");
        (run.join().unwrap(), killed)
    });
    assert!([0, 6].contains(&run.exit), "{run}");
    // The nodes that are left agree, whatever was done.
    let whole = is_whole_or_refused(&cluster, 0);
    assert_eq!(is_whole_or_refused(&cluster, 1), whole);
    assert!(whole || run.exit != 0, "said to be done, and is not: {run}");
    assert!(!killed || cluster_command("HEAL"));
    let again = transfer(source, &cluster, 0, "");
    assert_eq!(again.exit, if whole { 4 } else { 0 }, "{again}");
    for node in 0..cluster.count() {
        wait_for(|| transfer(source, &cluster, node, "--verify-only").exit == 0);
        new_ids_are_higher(&cluster, node);
    }
    say(format_args!(
        "transfer of {MEETINGS} meetings to node {} of Galera: node {} killed {killed}, exit {}, \
         complete {whole}, the next run {}, {:.1} s, all nodes equal",
        node + 1,
        cluster.count(),
        run.exit,
        again.exit,
        started.elapsed().as_secs_f32()
    ));
}

/// Each node takes every third id, after the highest of the copy; what it makes is deleted again.
fn new_ids_are_higher(cluster: &Cluster, node: usize) {
    let highest = |table: &str| -> usize {
        cluster.rows(node, &format!("SELECT MAX(id) FROM {table}"))[0][0].parse().unwrap()
    };
    let (user, meeting) = (highest("users"), highest("meetings"));
    let create = |line: &str, after: usize| {
        let created = cluster.on(node, &words(line)).success();
        let id = usize::try_from(created.json()["id"].as_u64().unwrap()).unwrap();
        assert!((after + 1..=after + 3 * cluster.count()).contains(&id), "{id} after {after}");
        id
    };
    let user = create("user create --name N --email n@example.org --json", user);
    let line =
        format!("meeting create --title N --start tomorrow --duration 1h --creator {user} --json");
    let meeting = create(&line, meeting);
    cluster.on(node, &words(&format!("meeting delete {meeting} --yes"))).success();
    cluster.on(node, &words(&format!("user delete {user} --yes"))).success();
    cluster.execute("DELETE FROM meetctl_history WHERE command NOT LIKE 'migrate %'");
}

#[test]
fn a_transfer_outlives_a_node_of_galera() {
    let _alone = alone();
    if std::env::var_os("MEETCTL_TEST_GALERA").is_none() {
        return;
    }
    let source = Meetctl::migrated(Engine::Sqlite);
    source.seed_sql(USERS, MEETINGS);
    for node in [2, 0] {
        a_node_is_killed(&source, node);
    }
}

/// A transaction on one node changes no sum, and adds a meeting.
fn write(cluster: &Cluster, stop: &AtomicBool, written: &AtomicU64) {
    while !stop.load(Ordering::Relaxed) {
        cluster.execute(
            "START TRANSACTION; UPDATE users SET booking_seq = booking_seq + 1 WHERE id = 1; \
             INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
             ('W', '2030-01-01 08:00:00', '2030-01-01 09:00:00', 1); \
             UPDATE users SET booking_seq = booking_seq - 1 WHERE id = 2; COMMIT",
        );
        written.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_backup_of_any_node_of_galera_is_of_one_moment() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("backup", 2) else {
        return;
    };
    let (stop, written) = (AtomicBool::new(false), AtomicU64::new(0));
    let mut done = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| write(&cluster, &stop, &written));
        wait_for(|| written.load(Ordering::Relaxed) > 20);
        for round in 0..2 * cluster.count() {
            let file = format!("b{round}.db");
            let run = cluster.on(round % cluster.count(), &words(&format!("backup {file}")));
            if run.exit != 0 {
                stop.store(true, Ordering::Relaxed);
            }
            run.success();
            let copy = Connection::open(cluster.t.directory().join(file)).unwrap();
            let number = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
            let count = |id| number(&format!("SELECT booking_seq FROM users WHERE id = {id}"));
            done.push((number("SELECT count(*) FROM meetings"), count(1), -count(2)));
        }
        stop.store(true, Ordering::Relaxed);
    });
    for (meetings, one, two) in &done {
        assert!(meetings == one && one == two, "half a transaction: {done:?}");
    }
    assert!(done[0].0 < done.last().unwrap().0, "nobody wrote meanwhile");
    say(format_args!("{} backups of every node of Galera beside a writer: {done:?}", done.len()));
}

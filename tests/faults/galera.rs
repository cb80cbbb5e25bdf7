//! Writers on every node of a Galera cluster, one of which is killed meanwhile.
//!
//! `MEETCTL_TEST_GALERA` holds the URLs of its nodes, separated by blanks; their user may create
//! databases. `MEETCTL_TEST_GALERA_KILL` is a command that kills the last node,
//! `MEETCTL_TEST_GALERA_PARTITION` one that cuts it off from the others, and
//! `MEETCTL_TEST_GALERA_HEAL` one that repairs it after either. `.ci/clusters` sets them all.

use std::env;
use std::process::Command;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use rand::SeedableRng as _;
use rand::rngs::StdRng;

use crate::mix::{self, Known, USERS};
use crate::processes::{
    DOUBLE_BOOKINGS, Job, ORDERLY, Tally, alone, at_once, say, seed, span, words,
};
use crate::race;
use harness::{Engine, Meetctl, Transcript, database, skip, wait_for};

/// A database of one's own on a cluster.
pub struct Cluster {
    /// A home for the runs; its own database is not used.
    pub t: Meetctl,
    nodes: Vec<String>,
}

impl Cluster {
    pub fn with_users(name: &str, users: i64) -> Option<Self> {
        let Ok(urls) = env::var("MEETCTL_TEST_GALERA") else {
            skip("no Galera cluster: MEETCTL_TEST_GALERA");
            return None;
        };
        let urls: Vec<&str> = urls.split_whitespace().collect();
        let name = format!("meetctl_faults_{name}");
        let create = format!("DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name}");
        database::execute(urls[0], &create).unwrap();
        let nodes =
            urls.iter().map(|url| format!("{}/{name}", url.rsplit_once('/').unwrap().0)).collect();
        let t = Meetctl::empty(Engine::Sqlite);
        let cluster = Self { t, nodes };
        cluster.job(0, &words("migrate up")).run().0.success();
        for user in 1..=users {
            let line = format!("user create --name U{user} --email u{user}@example.org --json");
            let created = cluster.job(0, &words(&line)).run().0.success();
            cluster.same_ids("users", created.json()["id"].as_i64().unwrap(), user);
        }
        Some(cluster)
    }

    /// A cluster allocates ids with gaps; the commands here expect 1, 2, 3.
    fn same_ids(&self, table: &str, id: i64, wanted: i64) {
        if id != wanted {
            let sql = format!("UPDATE {table} SET id = {wanted} WHERE id = {id}");
            database::execute(&self.nodes[0], &sql).unwrap();
        }
    }

    /// A run with the URLs of all nodes, of which it prefers one.
    pub fn job(&self, preferred: usize, args: &[String]) -> Job<'_> {
        let mut nodes = self.nodes.clone();
        nodes.rotate_left(preferred % self.nodes.len());
        Job { t: &self.t, url: Some(nodes.join(";")), args: args.to_vec() }
    }

    /// The URL of one node.
    pub fn url(&self, node: usize) -> &str {
        &self.nodes[node]
    }

    /// Runs `meetctl` on one node alone.
    pub fn on(&self, node: usize, args: &[String]) -> Transcript {
        Job { t: &self.t, url: Some(self.nodes[node].clone()), args: args.to_vec() }.run().0
    }

    /// How many nodes there are.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    pub fn rows(&self, node: usize, sql: &str) -> Vec<Vec<String>> {
        // A node ends what reads a table when it applies a change of it by another node.
        let read = || match database::query(&self.nodes[node], sql) {
            Err(error) if error.to_string().contains("Deadlock found") => None,
            rows => Some(rows.unwrap()),
        };
        let mut rows = None;
        wait_for(|| {
            rows = read();
            rows.is_some()
        });
        rows.unwrap_or_default()
    }

    /// Runs a statement on the first node.
    pub fn execute(&self, sql: &str) {
        database::execute(&self.nodes[0], sql).unwrap();
    }

    /// Every node has the same content, without a double booking.
    pub fn is_sound(&self) {
        let all = "SELECT id, title, status, start_time FROM meetings ORDER BY id";
        for node in 0..self.nodes.len() {
            // A node applies what another one has committed in its own time.
            wait_for(|| self.rows(node, all) == self.rows(0, all));
            assert_eq!(self.rows(node, DOUBLE_BOOKINGS), Vec::<Vec<String>>::new());
        }
        let check = words("meeting conflicts --check --format count");
        assert_eq!(self.job(1, &check).run().0.success().stdout, "0\n");
    }
}

/// Runs one of the commands that stop and repair the cluster; false: none is set, or it failed.
pub fn cluster_command(name: &str) -> bool {
    let Ok(command) = env::var(format!("MEETCTL_TEST_GALERA_{name}")) else {
        return false;
    };
    let done = Command::new("/bin/sh").args(["-c", &command]).status();
    let done = done.unwrap().success();
    if !done {
        // Not a panic: writers are running, and a thread that waits for them would wait for ever.
        say(format_args!("failed: {command}"));
    }
    done
}

/// What `work` returns; the killed node is brought back after 20 s if it still runs then.
///
/// After the death of a node that was changing a schema or many rows, Galera now and then holds
/// every write on the other nodes until that node is back, although they call themselves synced.
pub fn until_done<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let work = scope.spawn(work);
        let started = Instant::now();
        while !work.is_finished() && started.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(10));
        }
        if !work.is_finished() {
            say("Galera holds all writes: the killed node is brought back");
            cluster_command("HEAL");
        }
        work.join().unwrap()
    })
}

#[test]
fn one_books_the_slot_on_a_cluster() {
    let _alone = alone();
    let writers = race::WRITERS + 1;
    let Some(cluster) = Cluster::with_users("slot", i64::try_from(writers + 2).unwrap()) else {
        return;
    };
    let mut tally = Tally::default();
    let started = Instant::now();
    while tally.rounds < 200 && (started.elapsed() < 2 * span() || tally.rounds < 5) {
        let jobs: Vec<Job> = (0..writers)
            .map(|writer| cluster.job(writer, &race::booking(writer, tally.rounds)))
            .collect();
        let before = tally.ended(0);
        for (run, took) in at_once(&jobs) {
            assert!(ORDERLY.contains(&run.exit), "{run}");
            tally.add(&run, took);
        }
        assert!(tally.ended(0) - before <= 1);
        tally.rounds += 1;
    }
    cluster.is_sound();
    let booked = cluster.rows(0, "SELECT COUNT(*) FROM meetings");
    assert_eq!(booked[0][0], tally.ended(0).to_string());
    say(format_args!(
        "one slot, Galera with {} nodes: {tally}, {} booked, {} refused, 0 double bookings",
        cluster.nodes.len(),
        tally.ended(0),
        tally.ended(4)
    ));
}

#[test]
fn a_random_mix_survives_the_death_of_a_node() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("mix", USERS) else {
        return;
    };
    let (known, seed, started) = (Known::default(), seed(), Instant::now());
    let over = Mutex::new(false);
    let mut tally = Tally::default();
    let killed = thread::scope(|scope| {
        let writers: Vec<_> = (0..6_u64)
            .map(|writer| {
                let (cluster, known, over) = (&cluster, &known, &over);
                scope.spawn(move || {
                    let mut dice = StdRng::seed_from_u64(seed.wrapping_add(writer));
                    let mut tally = Tally::default();
                    while started.elapsed() < span() || !*over.lock().unwrap() {
                        let preferred = usize::try_from(writer).unwrap();
                        let job = cluster.job(preferred, &mix::command(&mut dice, known));
                        let (run, took) = job.run();
                        assert!(ORDERLY.contains(&run.exit), "seed {seed}: {run}");
                        known.lock().unwrap().extend(mix::reported(&run));
                        tally.add(&run, took);
                        tally.rounds += 1;
                    }
                    tally
                })
            })
            .collect();
        let mut killed = 0;
        let mut healed = true;
        while killed < 3 && healed {
            thread::sleep(span() / 2);
            if !cluster_command("KILL") {
                break;
            }
            killed += 1;
            thread::sleep(span());
            healed = cluster_command("HEAL");
        }
        *over.lock().unwrap() = true;
        for writer in writers {
            tally.merge(&writer.join().unwrap());
        }
        assert!(healed);
        killed
    });
    cluster.is_sound();
    let stored = cluster.rows(0, "SELECT id FROM meetings");
    let known = known.into_inner().unwrap();
    for id in &known {
        assert!(stored.contains(&vec![id.to_string()]), "seed {seed}: meeting {id} is lost");
    }
    say(format_args!(
        "random mix, Galera with {} nodes, one killed {killed} times, seed {seed}: {tally}, {} booked, {} reported, 0 double bookings",
        cluster.nodes.len(),
        stored.len(),
        known.len()
    ));
}

#[test]
fn a_node_that_cannot_write_is_skipped() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("standing", 1) else {
        return;
    };
    let last = cluster.nodes.len() - 1;
    let book = |day: usize| {
        words(&format!(
            "meeting create --title Day{day} --start 2026-06-{day:02} --duration 1h --creator 1"
        ))
    };
    let only = |node: usize, args: Vec<String>| Job {
        t: &cluster.t,
        url: Some(cluster.nodes[node].clone()),
        args,
    };
    database::execute(&cluster.nodes[last], "SET GLOBAL read_only = ON").unwrap();
    let passed = cluster.job(last, &book(1)).run().0;
    database::execute(&cluster.nodes[last], "SET GLOBAL read_only = OFF").unwrap();
    assert!(passed.success().stderr.contains("the server is read-only"));

    if !cluster_command("PARTITION") {
        skip("no node is cut off: MEETCTL_TEST_GALERA_PARTITION");
        return;
    }
    let started = Instant::now();
    let passed = cluster.job(last, &book(2)).run().0;
    let alone = only(last, book(3)).run().0;
    let took = started.elapsed();
    cluster_command("HEAL");
    assert!(passed.success().stderr.contains("not part of its cluster's primary component"));
    assert_eq!(alone.exit, 6, "{alone}");
    assert!(alone.stderr.contains("not part of its cluster's primary component"), "{alone}");
    let healed = only(last, words("meeting list --format count")).run().0;
    assert_eq!(healed.success().stdout, "2\n");
    say(format_args!(
        "Galera: a node cut off is skipped, and refused alone ({:.1} s)",
        took.as_secs_f32()
    ));
}

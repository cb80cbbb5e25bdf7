//! Imports on a Galera cluster: beside each other, and while a node is killed.

use std::thread;
use std::time::{Duration, Instant};

use crate::galera::{Cluster, cluster_command, until_done};
use crate::import::{USERS, created_and_unchanged, record};
use crate::import_crowd::EXITS;
use crate::processes::{Tally, alone, at_once, say, words};

fn users() -> i64 {
    i64::try_from(USERS).unwrap()
}

#[test]
fn two_nodes_of_galera_import_one_file_once() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("import", users()) else {
        return;
    };
    let records: String = (0..40).map(|n| record(n, "Shared ")).collect();
    cluster.t.write("file.jsonl", records);
    let mut tally = Tally::default();
    for _ in 0..5 {
        for table in ["meeting_participants", "meetings"] {
            cluster.execute(&format!("DELETE FROM {table}"));
        }
        let args = words("meeting import file.jsonl --batch-size 5 --on-error skip --json");
        let jobs = [cluster.job(0, &args), cluster.job(1, &args)];
        let mut created = 0;
        for (run, took) in at_once(&jobs) {
            assert!(EXITS.contains(&run.exit), "{run}");
            created += if run.exit == 7 { 0 } else { created_and_unchanged(&run).0 };
            tally.add(&run, took);
        }
        assert!(created == 40 || tally.ended(7) > 0, "{created} created");
        let again = cluster.job(2, &args).run().0.success();
        assert_eq!(created_and_unchanged(&again).1, 40, "{again}");
        cluster.is_sound();
        assert_eq!(
            cluster.rows(0, "SELECT COUNT(*), COUNT(DISTINCT title) FROM meetings"),
            [["40", "40"]]
        );
        tally.rounds += 1;
    }
    say(format_args!(
        "one file on two nodes of Galera: {tally}, each record once, 0 double bookings"
    ));
}

#[test]
fn an_import_outlives_a_node_of_galera() {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users("import_kill", users()) else {
        return;
    };
    let records: String = (0..600).map(|n| record(n, "Kept ")).collect();
    cluster.t.write("file.jsonl", records);
    // The last node is the one that is killed.
    let args = words("meeting import file.jsonl --batch-size 1 --json");
    let job = cluster.job(2, &args);
    let started = Instant::now();
    let killed = thread::scope(|scope| {
        let run = scope.spawn(|| until_done(|| job.run()));
        while cluster.rows(0, "SELECT COUNT(*) FROM meetings") == [["0"]] {
            assert!(!run.is_finished(), "the import ended before it wrote");
            thread::sleep(Duration::from_millis(20));
        }
        let killed = cluster_command("KILL");
        let (run, _) = run.join().unwrap();
        let healed = !killed || cluster_command("HEAL");
        assert!(healed);
        assert!([0, 6, 7].contains(&run.exit), "{run}");
        if run.exit == 0 {
            assert_eq!(created_and_unchanged(&run), (600, 0), "{run}");
        }
        (killed, run.exit)
    });
    let again = cluster.job(0, &args).run().0.success();
    let (created, unchanged) = created_and_unchanged(&again);
    assert_eq!(created + unchanged, 600);
    assert!(killed.1 != 0 || created == 0, "said to be imported, and is not: {again}");
    cluster.is_sound();
    assert_eq!(
        cluster.rows(0, "SELECT COUNT(*), COUNT(DISTINCT title) FROM meetings"),
        [["600", "600"]]
    );
    say(format_args!(
        "import while a node of Galera is killed: killed {}, exit {}, {created} left for the second run, {:.1} s, each record once",
        killed.0,
        killed.1,
        started.elapsed().as_secs_f32()
    ));
}

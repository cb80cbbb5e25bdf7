//! What changes many meetings at once on one node of a Galera cluster, beside bookers on all of them.

use rand::RngExt as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;

use harness::{Engine, Meetctl};

use crate::galera::Cluster;
use crate::people::{BOOKERS, Crowd, EXITS, USERS, WITHOUT_CREATOR, beside_bookers};
use crate::processes::{Tally, alone, say, seed, words};
use crate::purge::{ALL_USERS, old_meetings, purge_beside_writers};

/// Runs the command that `act` makes of the number of the round, each on another node.
fn race(what: &str, name: &str, mut act: impl FnMut(&mut StdRng) -> String) {
    let _alone = alone();
    let Some(cluster) = Cluster::with_users(name, USERS) else {
        return;
    };
    let (crowd, seed) = (Crowd::default(), seed());
    let mut acts = Tally::default();
    let mut node = 0;
    let bookers = beside_bookers(
        &crowd,
        seed,
        |booker, args| cluster.job(booker, &args),
        |dice| {
            node += 1;
            let (run, took) = cluster.job(node, &words(&act(dice))).run();
            assert!(EXITS.contains(&run.exit), "seed {seed}: {run}");
            acts.add(&run, took);
            acts.ended(0) > 0
        },
    );
    cluster.is_sound();
    for node in 0..cluster.count() {
        assert_eq!(cluster.rows(node, WITHOUT_CREATOR), [["0"]], "seed {seed}");
    }
    let ids = cluster.rows(0, "SELECT id FROM meetings ORDER BY id").concat();
    let known: Vec<String> = crowd.known().iter().map(ToString::to_string).collect();
    assert_eq!(ids, known, "seed {seed}: what was said to be booked");
    assert!(acts.ended(0) > 0, "seed {seed}: no {what} was done: {acts}");
    say(format_args!(
        "{what} beside {BOOKERS} bookers, Galera with {} nodes, seed {seed}: {acts}; bookers: {bookers}",
        cluster.count()
    ));
}

#[test]
fn a_shift_beside_bookers_on_a_cluster() {
    race("meeting shift", "shift", |dice| {
        let by = ["15m", "-15m", "1h", "-1h"].choose(dice).unwrap();
        let (user, day) = (dice.random_range(1..=USERS), dice.random_range(2..7));
        format!("meeting shift --user {user} --on 2026-06-{day:02} --by {by}")
    });
}

#[test]
fn an_offboarding_beside_bookers_on_a_cluster() {
    let mut round = 0;
    race("user offboard", "offboard", |_| {
        round += 1;
        let (from, to) = if round % 2 == 0 { (USERS, USERS - 1) } else { (USERS - 1, USERS) };
        format!("user offboard {from} --to {to} --yes")
    });
}

/// A row that another node changes is not locked there: the certification decides.
#[test]
fn a_purge_beside_writers_on_a_cluster() {
    let _alone = alone();
    let users = i64::try_from(ALL_USERS).unwrap();
    let Some(cluster) = Cluster::with_users("purge", users) else {
        return;
    };
    let source = Meetctl::migrated(Engine::Sqlite);
    source.seed_sql(ALL_USERS, 0);
    source.insert_meetings(&old_meetings());
    for row in source.rows("SELECT id, title, substr(start_time, 1, 19), substr(end_time, 1, 19), created_by FROM meetings") {
        let [id, title, start, end, user] = &row[..] else { panic!("{row:?}") };
        let columns = "id, title, start_time, end_time, created_by";
        cluster.execute(&format!(
            "INSERT INTO meetings ({columns}) VALUES ({id}, '{title}', '{start}', '{end}', {user})"
        ));
    }
    for row in source.rows("SELECT meeting_id, user_id FROM meeting_participants") {
        let pair = row.join(", ");
        cluster.execute(&format!(
            "INSERT INTO meeting_participants (meeting_id, user_id) VALUES ({pair})"
        ));
    }
    let seed = seed();
    let left = || {
        cluster.rows(0, "SELECT 1 FROM meetings WHERE start_time < '2026-06-01' LIMIT 1")
            != Vec::<Vec<String>>::new()
    };
    let (booked, tally) =
        purge_beside_writers(&cluster.t, seed, |writer, args| cluster.job(writer, &args), left);
    cluster.is_sound();
    assert_eq!(cluster.rows(0, "SELECT COUNT(*) FROM meetings"), [[booked.to_string()]]);
    say(format_args!(
        "purge beside writers, Galera with {} nodes, seed {seed}: {tally}",
        cluster.count()
    ));
}

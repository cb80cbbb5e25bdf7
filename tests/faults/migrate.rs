//! Migrations that are killed, raced, cut off or out of room: the schema is what the records say,
//! or the state is shown, and the next run ends as if nothing had happened.

use std::env;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use crate::crew::{alone, say, seed, words};
use crate::import::is_sound;
use harness::{Engine, Meetctl, Transcript, on_every_engine};

/// How long a lease lasts in these runs: what died is replaced soon.
const LEASE: &str = "300";

/// How many kills each command gets; `MEETCTL_TEST_KILLS` sets another figure.
pub fn kills(engine: Engine) -> usize {
    let default = if engine == Engine::Sqlite { 50 } else { 10 };
    env::var("MEETCTL_TEST_KILLS").map_or(default, |text| text.parse().unwrap())
}

/// How often a crowd of migrators sets out; `MEETCTL_TEST_ROUNDS` sets another figure.
fn rounds(engine: Engine) -> usize {
    let default = if engine == Engine::Sqlite { 20 } else { 5 };
    env::var("MEETCTL_TEST_ROUNDS").map_or(default, |text| text.parse().unwrap())
}

/// What is killed, the state before it, and the command that ends it.
struct Act {
    /// What makes the state from which it starts.
    before: fn(&Meetctl),
    /// The command, which is also how it is finished.
    command: fn(&Meetctl) -> &'static str,
}

/// How far down it goes: all the way, or on a server as far as a migration of each kind needs.
fn far_down(t: &Meetctl) -> &'static str {
    match t.engine() {
        Engine::Sqlite => "migrate down --all --yes --no-backup",
        _ => "migrate down --to m20240101_000003 --yes --no-backup",
    }
}

const UP: Act = Act {
    before: |t| drop(t.run(words(far_down(t))).success()),
    command: |_| "migrate up --no-backup",
};

const DOWN: Act = Act {
    before: |t| drop(t.run(words("migrate up --no-backup")).success()),
    command: far_down,
};

fn run(t: &Meetctl, line: &str) -> Transcript {
    t.cmd(words(line)).env("MEETCTL_LEASE_MS", LEASE).run()
}

/// The records are those of the schema, or the state is dirty.
fn records_match_the_schema(t: &Meetctl, schemas: &[(usize, Vec<Vec<String>>)]) {
    let status = t.run(["migrate", "status", "--json"]).success().json();
    let migrations = status.as_array().unwrap().clone();
    let count = |state: &str| migrations.iter().filter(|m| m["state"] == state).count();
    assert_eq!(
        count("edited") + count("out_of_order") + count("unknown") + count("missing"),
        0
    );
    if count("dirty") > 0 {
        assert_eq!(t.engine(), Engine::Mariadb, "{status}");
        return;
    }
    let applied = count("applied");
    let (_, schema) = schemas.iter().find(|(count, _)| *count == applied).unwrap();
    assert!(
        *schema == shape(t),
        "{applied} migrations are recorded, but the schema differs:\n{schema:?}\n{:?}",
        shape(t)
    );
}

/// The schema, whatever the order of its columns, without the tables of the records.
fn shape(t: &Meetctl) -> Vec<Vec<String>> {
    let ours = |row: &Vec<String>| {
        !row.iter().any(|c| {
            c.contains("meetctl_") || c.contains("seaql_") || c.contains("sqlite_sequence")
        })
    };
    let mut shape: Vec<Vec<String>> = t.schema().into_iter().filter(ours).collect();
    for definition in shape.iter_mut().filter_map(|row| row.last_mut()) {
        // A column that was added again is the last of its table.
        let mut parts: Vec<&str> = definition
            .split([',', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        parts.sort_unstable();
        *definition = parts.join("\n").replace('"', "");
    }
    shape
}

/// The schema after every number of migrations, applied one by one.
fn schemas(t: &Meetctl) -> Vec<(usize, Vec<Vec<String>>)> {
    let before = t.applied().len();
    let mut all = vec![(before, shape(t))];
    for count in before + 1..=10 {
        t.run(words("migrate up --steps 1 --no-backup")).success();
        all.push((count, shape(t)));
    }
    all
}

/// The time that an undisturbed run takes.
fn measured(t: &Meetctl, act: &Act) -> Duration {
    (act.before)(t);
    let started = Instant::now();
    run(t, (act.command)(t)).success();
    started.elapsed()
}

fn killed(t: &Meetctl, act: &Act, schemas: &[(usize, Vec<Vec<String>>)]) {
    let seed = seed();
    let mut dice = StdRng::seed_from_u64(seed);
    let took = measured(t, act);
    let expected = shape(t);
    let (mut midway, mut taken_over, mut longest) = (0, 0, Duration::ZERO);
    let kills = kills(t.engine());
    for _ in 0..kills {
        (act.before)(t);
        let instant = took.mul_f64(dice.random_range(0.0..1.0));
        let running = t
            .cmd(words((act.command)(t)))
            .env("MEETCTL_LEASE_MS", LEASE)
            .start();
        sleep(instant);
        running.signal("KILL");
        let ended = running.wait();
        assert!([0, 137].contains(&ended.exit), "seed {seed}: {ended}");
        is_sound_if_any(t);
        records_match_the_schema(t, schemas);
        let left = t.applied().len();
        midway += usize::from(left > schemas[0].0 && left < 10);
        let started = Instant::now();
        let again = run(t, (act.command)(t)).success();
        longest = longest.max(started.elapsed());
        taken_over += usize::from(again.stderr.contains("took over"));
        assert!(shape(t) == expected, "seed {seed}: {ended}{again}");
        no_lease_is_left(t, act);
    }
    say(format_args!(
        "{}, {:?}, seed {seed}: {kills} kills, {midway} between two migrations, {taken_over} leases taken over, \
         the next run took {:.1} s at most",
        (act.command)(t),
        t.engine(),
        longest.as_secs_f32()
    ));
}

fn is_sound_if_any(t: &Meetctl) {
    if t.applied().len() >= 3 {
        is_sound(t);
    }
}

/// Nobody holds the lease. A run that died after its last commit leaves it to the next run after its
/// time.
fn no_lease_is_left(t: &Meetctl, act: &Act) {
    if !t.rows("SELECT owner FROM meetctl_lock").is_empty() {
        sleep(Duration::from_millis(400));
        run(t, (act.command)(t)).success();
    }
    assert!(t.rows("SELECT owner FROM meetctl_lock").is_empty());
}

/// Dies at each failpoint in turn, before and after every commit; returns their number.
fn dies_at_every_failpoint(t: &Meetctl, act: &Act, schemas: &[(usize, Vec<Vec<String>>)]) -> usize {
    (act.before)(t);
    run(t, (act.command)(t)).success();
    let expected = shape(t);
    for failpoint in 1.. {
        (act.before)(t);
        let ended = t
            .cmd(words((act.command)(t)))
            .env("MEETCTL_LEASE_MS", LEASE)
            .env("MEETCTL_FAIL_AT_COMMIT", failpoint.to_string())
            .run();
        if ended.exit == 0 {
            return failpoint - 1;
        }
        assert_eq!(ended.exit, 134, "{ended}");
        is_sound_if_any(t);
        records_match_the_schema(t, schemas);
        let again = run(t, (act.command)(t)).success();
        assert!(shape(t) == expected, "failpoint {failpoint}: {again}");
        no_lease_is_left(t, act);
    }
    unreachable!("the failpoints end")
}

on_every_engine! {
    fn an_up_that_is_killed_is_finished_by_the_next(t: &Meetctl) {
        let _alone = alone();
        (UP.before)(t);
        let schemas = schemas(t);
        killed(t, &UP, &schemas);
    }

    fn a_down_that_is_killed_is_finished_by_the_next(t: &Meetctl) {
        let _alone = alone();
        (UP.before)(t);
        let schemas = schemas(t);
        killed(t, &DOWN, &schemas);
    }

    fn a_run_that_dies_at_any_commit_is_finished_by_the_next(t: &Meetctl) {
        (UP.before)(t);
        let schemas = schemas(t);
        let up = dies_at_every_failpoint(t, &UP, &schemas);
        let down = dies_at_every_failpoint(t, &DOWN, &schemas);
        assert!(up >= 12 && down >= 12, "{up} {down}");
        say(format_args!("migrate, {:?}: died at each of {up} failpoints up and {down} down", t.engine()));
    }

    fn eight_migrators_at_once(t: &Meetctl) {
        let rounds = rounds(t.engine());
        let started = Instant::now();
        for round in 0..rounds {
            // From nothing, and from a schema of some age.
            let down = if round % 2 == 0 { "--all" } else { "--steps=4" };
            t.run(["migrate", "down", "--yes", "--no-backup", down]).success();
            let missing = 10 - t.applied().len();
            let runs: Vec<_> = (0..8).map(|_| t.cmd(words("migrate up --no-backup --json")).start()).collect();
            let applied: Vec<usize> = runs
                .into_iter()
                .map(|run| run.wait().success().json().as_array().unwrap().len())
                .collect();
            assert_eq!(applied.iter().max(), Some(&missing), "{applied:?}");
            assert_eq!(applied.iter().sum::<usize>(), missing, "{applied:?}");
            no_lease_is_left(t, &UP);
        }
        say(format_args!(
            "eight migrators, {:?}: {rounds} rounds, one applied in each, {:.1} s",
            t.engine(),
            started.elapsed().as_secs_f32()
        ));
    }

    fn a_holder_that_is_killed_is_replaced_within_its_lease_and_two_seconds(t: &Meetctl) {
        // The real lease of ten seconds, once.
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
        t.sql(&format!(
            "INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
             VALUES ('migrate', 'killed', 't', {now}, {now}, {now} + 10000)"
        ));
        let started = Instant::now();
        t.run(words("migrate down --yes --no-backup")).success();
        let waited = started.elapsed();
        assert!(waited > Duration::from_secs(9), "{waited:?}");
        // Two seconds more, and what a busy machine needs to start a process.
        assert!(waited < Duration::from_secs(17), "{waited:?}");
        t.run(words("migrate up --no-backup")).success();
    }

    fn a_signal_ends_a_run_between_two_migrations(t: &Meetctl) {
        let _alone = alone();
        let (mut stopped, mut tried) = (0, 0);
        let took = measured(t, &UP);
        for (signal, exit) in [("INT", 130), ("TERM", 143)].into_iter().cycle().take(20) {
            (UP.before)(t);
            let running = t.cmd(words((UP.command)(t))).start();
            sleep(took.mul_f64(f64::from(tried % 10) / 10.0));
            running.signal(signal);
            let asked = Instant::now();
            let ended = running.wait();
            assert!(asked.elapsed() < Duration::from_secs(2 + 2));
            assert!([0, exit].contains(&ended.exit), "{ended}");
            if ended.stderr.contains("stopped between two migrations") {
                stopped += 1;
                no_lease_is_left(t, &UP);
            }
            run(t, (UP.command)(t)).success();
            tried += 1;
        }
        say(format_args!("signals, {:?}: {tried}, {stopped} of them stopped a run between two migrations", t.engine()));
    }
}

//! Migrations whose connection breaks, whose disk is full, and adoptions that are killed: the next
//! run ends as if nothing had happened.

use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use crate::crew::{alone, say, seed, words};
use crate::import_disk::exits;
use crate::migrate::kills;
use crate::proxy::{Proxy, script};
use harness::{Engine, Meetctl, on_every_engine};

/// What breaks, and how a run may end then.
fn faults() -> Vec<(String, &'static str)> {
    let mut all: Vec<(String, &str)> = [
        ("--cut-after COMMIT --times 1", ""),
        ("--cut-on COMMIT --times 1", ""),
        ("--cut-on COMMIT", ""),
        ("--cut-on CREATE --times 1", ""),
        ("--cut-after CREATE --times 1", ""),
        ("--cut-on ALTER --times 1", ""),
        ("--cut-after ALTER --times 2", ""),
        ("--cut-on meetctl_lock --times 1", ""),
        ("--cut-after meetctl_migrations --times 1", ""),
        ("--cut-on seaql_migrations", ""),
        ("--stall-on COMMIT", "--timeout 2s"),
        ("--stall-on CREATE", "--timeout 2s"),
    ]
    .map(|(rules, more)| (rules.to_owned(), more))
    .into();
    all.extend((1..9).map(|seed| (format!("--random 0.03 --seed {seed}"), "")));
    all
}

fn lost_connections(engine: Engine) {
    if !engine.is_available() {
        return;
    }
    let Some(script) = script() else {
        say("lost connections: skipped, there is no flaky-proxy (MEETCTL_TEST_PROXY)");
        return;
    };
    let started = Instant::now();
    let expected = Meetctl::migrated(engine).schema();
    let ended: Vec<i32> = thread::scope(|scope| {
        let runs: Vec<_> = faults()
            .into_iter()
            .map(|(rules, more)| {
                let (script, expected) = (&script, &expected);
                scope.spawn(move || {
                    let t = Meetctl::empty(engine);
                    let proxy = Proxy::start(script, t.url(), &words(&rules));
                    let broken = t
                        .cmd(words(&format!("migrate up {more}")))
                        .env("MEETCTL_DATABASE_URL", &proxy.url)
                        .env("MEETCTL_LEASE_MS", "1000")
                        .run();
                    drop(proxy);
                    assert!([0, 6, 7].contains(&broken.exit), "{rules}: {broken}");
                    let again = t
                        .cmd(["migrate", "up"])
                        .env("MEETCTL_LEASE_MS", "1000")
                        .run();
                    let again = again.success();
                    t.run(["migrate", "status", "--check"]).success();
                    assert!(t.schema() == *expected, "{rules}: {broken}{again}");
                    broken.exit
                })
            })
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(ended.contains(&6));
    say(format_args!(
        "migrations with lost connections, {engine:?}: {} runs, exits {ended:?}, each finished by the next, {} s",
        ended.len(),
        started.elapsed().as_secs()
    ));
}

#[test]
fn a_migration_outlives_a_lost_connection_postgres() {
    lost_connections(Engine::Postgres);
}

#[test]
fn a_migration_outlives_a_lost_connection_mariadb() {
    lost_connections(Engine::Mariadb);
}

fn made_by_flask(engine: Engine) -> Meetctl {
    let t = Meetctl::empty(engine);
    t.create_flask_tables(false);
    t.fill_flask_tables();
    t
}

on_every_engine! {
    fn an_adoption_that_is_killed_is_finished_by_the_next(t: &Meetctl) {
        let _alone = alone();
        let seed = seed();
        let mut dice = StdRng::seed_from_u64(seed);
        let undisturbed = made_by_flask(t.engine());
        let started = Instant::now();
        undisturbed.run(words("migrate baseline --no-backup")).success();
        let took = started.elapsed();
        let expected = (undisturbed.schema(), undisturbed.all_rows());
        let (mut done, mut taken_over) = (0, 0);
        let kills = kills(t.engine());
        for _ in 0..kills {
            let t = made_by_flask(t.engine());
            let command = words("migrate baseline --no-backup");
            let running = t.cmd(&command).env("MEETCTL_LEASE_MS", "300").start();
            sleep(took.mul_f64(dice.random_range(0.0..1.0)));
            running.signal("KILL");
            let _ = running.wait();
            let again = t.cmd(&command).env("MEETCTL_LEASE_MS", "300").run();
            if again.exit == 0 {
                taken_over += usize::from(again.stderr.contains("took over"));
            } else {
                let adopted = again.exits(9);
                assert!(adopted.stderr.contains("already"), "seed {seed}: {adopted}");
                done += 1;
            }
            t.run(["migrate", "status", "--check"]).success();
            assert!((t.schema(), t.all_rows()) == expected, "seed {seed}");
        }
        say(format_args!(
            "migrate baseline, {:?}, seed {seed}: {kills} kills, {taken_over} leases taken over, {done} had been adopted",
            t.engine()
        ));
    }
}

#[test]
fn a_full_disk_stops_a_migration_and_its_backup() {
    let t = Meetctl::empty(Engine::Sqlite);
    for size in [
        "200k", "260k", "340k", "420k", "500k", "600k", "700k", "800k", "900k", "1m",
    ] {
        let Some(run) = t.on_small_disk("8m",
            &format!(
                "
            export MEETCTL_DATABASE_URL=\"$DISK/m.db\"
            meetctl -q migrate up || exit 71
            for n in $(seq 1 40); do
                meetctl -q user create --name \"User $n\" --email $n@example.org >/dev/null || exit 72
            done
            meetctl -q migrate down --steps 3 --yes --no-backup || exit 73
            mount -o remount,size={size} \"$DISK\" || exit 0
            meetctl migrate up 2>\"$DISK/../first\"; echo \"exit $?\"
            mount -o remount,size=8m \"$DISK\"
            ls \"$DISK\" | grep -c tmp | sed 's/^/exit /'
            sleep 0.4
            meetctl -q migrate up; echo \"exit $?\"
            meetctl -q migrate status --check >/dev/null; echo \"exit $?\"
            meetctl user list --format count | sed 's/^/exit /'
            meetctl -q doctor --check >/dev/null; echo \"exit $?\""
            ),
        ) else {
            return;
        };
        let exits = exits(&run);
        assert!(["0", "10"].contains(&exits[0]), "{size}: {run}");
        assert_eq!(exits[1..], ["0", "0", "0", "40", "0"], "{size}: {run}");
    }
}

#[test]
fn a_silent_server_is_left() {
    // Not the full half minute: what is tested is that a limit of the user's ends it, and that
    // the next run finds its way.
    let Some(script) = script() else { return };
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if !engine.is_available() {
            continue;
        }
        let t = Meetctl::empty(engine);
        let proxy = Proxy::start(&script, t.url(), &words("--stall-on CREATE"));
        let started = Instant::now();
        let ended = t
            .cmd(words("migrate up --timeout 1s"))
            .env("MEETCTL_DATABASE_URL", &proxy.url)
            .run();
        assert!([6, 7].contains(&ended.exit), "{ended}");
        assert!(started.elapsed() < Duration::from_secs(15), "{ended}");
    }
}

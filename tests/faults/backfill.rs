//! Backfills that are killed, fail at the border of a commit or run beside each other: every
//! meeting gets its status exactly once.
//!
//! A trigger in the test's database notes each write. Leases last 0.3 s here, by the variable that
//! debug builds know.

use std::thread::sleep;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use crate::crew::{Job, alone, at_once, say, seed, words};
use crate::import::{is_sound, kills};
use harness::{Engine, Meetctl, Transcript, on_every_engine};

/// Meetings: quarters of an hour, one after the other.
const MEETINGS: usize = 600;
/// So many of them are over at [`NOW`]; the next two run.
const OVER: usize = 335;
const NOW: &str = "2026-06-04T12:00:00Z";

/// The status that a meeting has at first.
fn before(id: usize) -> &'static str {
    match id {
        id if id.is_multiple_of(7) => "cancelled",
        id if id.is_multiple_of(3) => "completed",
        id if id.is_multiple_of(5) => "in_progress",
        _ => "scheduled",
    }
}

/// The status that it should have.
fn after(id: usize) -> &'static str {
    match id {
        id if id.is_multiple_of(7) => "cancelled",
        ..=OVER => "completed",
        id if id <= OVER + 2 => "in_progress",
        _ => "scheduled",
    }
}

/// How many change.
pub fn changes() -> usize {
    (1..=MEETINGS)
        .filter(|id| before(*id) != after(*id))
        .count()
}

/// The statements that make a trigger note each write of a meeting in the table `writes`.
pub fn noting_writes(engine: Engine) -> String {
    // A cluster wants every table to have a key.
    let key = match engine {
        Engine::Mariadb => "n BIGINT AUTO_INCREMENT PRIMARY KEY, ",
        Engine::Sqlite | Engine::Postgres => "",
    };
    let table = format!("CREATE TABLE writes ({key}id INTEGER, status VARCHAR(20))");
    let note = "INSERT INTO writes (id, status) VALUES (NEW.id, NEW.status)";
    let trigger = "CREATE TRIGGER note_write AFTER UPDATE ON meetings FOR EACH ROW";
    match engine {
        Engine::Sqlite => format!("{table}; {trigger} BEGIN {note}; END"),
        Engine::Mariadb => format!("{table}; {trigger} {note}"),
        Engine::Postgres => format!(
            "{table}; CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {note}; RETURN NEW; END $$; {trigger} EXECUTE FUNCTION note()"
        ),
    }
}

/// The statements that bring the meetings back to where they began.
pub fn reset_sql() -> String {
    "UPDATE meetings SET updated_at = '2026-05-01 09:00:00', status = CASE WHEN id % 7 = 0 THEN 'cancelled' \
     WHEN id % 3 = 0 THEN 'completed' WHEN id % 5 = 0 THEN 'in_progress' ELSE 'scheduled' END; \
     DELETE FROM writes"
        .to_owned()
}

pub const STATUSES: &str = "SELECT id, status FROM meetings ORDER BY id";
pub const WRITES: &str = "SELECT id, status FROM writes ORDER BY id";

/// Every meeting is as it was or as it should be, and was written once if it changed. Returns how
/// many changed.
pub fn is_once(statuses: &[Vec<String>], writes: &[Vec<String>]) -> usize {
    assert_eq!(statuses.len(), MEETINGS);
    let mut changed = Vec::new();
    for (row, id) in statuses.iter().zip(1..) {
        assert_eq!(row[0], id.to_string());
        if row[1] != before(id) {
            assert_eq!(row[1], after(id), "meeting {id}");
            changed.push(row.clone());
        }
    }
    assert!(changed == writes, "not once: {writes:?}");
    changed.len()
}

pub fn stage(t: &Meetctl) {
    t.seed_sql(2, MEETINGS);
    t.sql(&noting_writes(t.engine()));
    reset(t);
}

fn reset(t: &Meetctl) {
    t.sql(&reset_sql());
}

fn changed(t: &Meetctl) -> usize {
    is_once(&t.rows(STATUSES), &t.rows(WRITES))
}

/// The line that does the work in many transactions.
pub fn line(more: &str) -> Vec<String> {
    let size = if more.contains("--batch-size") {
        ""
    } else {
        "--batch-size 20"
    };
    words(&format!("backfill-status --now {NOW} --json {size} {more}"))
}

fn run(t: &Meetctl, more: &str) -> Transcript {
    t.cmd(line(more)).env("MEETCTL_LEASE_MS", "300").run()
}

/// Meetings that a run says it has changed.
pub fn told(run: &Transcript) -> u64 {
    let updated = &run.json()["updated"];
    ["in_progress", "completed", "scheduled"]
        .map(|status| updated[status].as_u64().unwrap())
        .iter()
        .sum()
}

/// Runs until nobody else holds the lease. Returns the run that worked, and how often it was told
/// to come again.
fn until_free(t: &Meetctl) -> (Transcript, usize) {
    for refused in 0.. {
        let again = run(t, "");
        if again.exit != 7 {
            return (again.success(), refused);
        }
        assert_eq!(again.error_json()["code"], "already_running", "{again}");
        assert!(refused < 200, "{again}");
        sleep(Duration::from_millis(50));
    }
    unreachable!()
}

/// What was broken off is finished by the next run, and leaves nothing behind.
fn finish(t: &Meetctl) -> usize {
    is_sound(t);
    let done = changed(t);
    let (again, refused) = until_free(t);
    assert_eq!(told(&again), (changes() - done) as u64, "{again}");
    assert_eq!(changed(t), changes());
    if told(&again) == 0 {
        // Nothing was left to do, and no lease needed: that of the killed run ends by itself.
        sleep(Duration::from_millis(350));
    } else {
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_lock"), [["0"]]);
    }
    let stamped = "SELECT COUNT(*) FROM meetings WHERE updated_at = '2026-06-01 08:00:00'";
    assert_eq!(t.rows(stamped), [[changes().to_string()]]);
    assert_eq!(told(&run(t, "").success()), 0);
    is_sound(t);
    refused
}

on_every_engine! {
    fn a_backfill_that_is_killed_is_finished_by_the_next(t: &Meetctl) {
        let _alone = alone();
        stage(t);
        let started = Instant::now();
        assert_eq!(told(&run(t, "").success()), changes() as u64);
        let took = started.elapsed();
        assert_eq!(changed(t), changes());
        let seed = seed();
        let mut dice = StdRng::seed_from_u64(seed);
        let (started, mut midway, mut refused) = (Instant::now(), 0, 0);
        let kills = kills(t.engine());
        for _ in 0..kills {
            reset(t);
            let instant = took.mul_f64(dice.random_range(0.2..1.0));
            let running = t.cmd(line("")).env("MEETCTL_LEASE_MS", "300").start();
            sleep(instant);
            running.signal("KILL");
            let ended = running.wait();
            assert!([137, 0].contains(&ended.exit), "seed {seed}: {ended}");
            // A server may still be at the last statement of the one that died.
            sleep(Duration::from_millis(20));
            let done = changed(t);
            midway += usize::from(done > 0 && done < changes());
            refused += finish(t);
        }
        say(format_args!(
            "backfill, {:?}, seed {seed}: {kills} kills, {midway} of them between two batches, {refused} times told to wait for the lease, {:.1} s, every status written once",
            t.engine(), started.elapsed().as_secs_f32()
        ));
    }

    fn a_backfill_that_dies_at_any_commit_is_finished_by_the_next(t: &Meetctl) {
        stage(t);
        let undisturbed = run(t, "--batch-size 80");
        let batches = undisturbed.success().json()["batches"].as_u64().unwrap();
        let mut borders: u64 = 0;
        loop {
            reset(t);
            let border = (borders + 1).to_string();
            let dying = t.cmd(line("--batch-size 80")).env("MEETCTL_LEASE_MS", "300");
            let ended = dying.env("MEETCTL_FAIL_AT_COMMIT", &border).run();
            if ended.exit == 0 {
                break;
            }
            assert_eq!(ended.exit, 134, "{ended}");
            borders += 1;
            sleep(Duration::from_millis(20));
            finish(t);
        }
        assert!(borders >= 2 * batches && batches > 4, "{borders} borders, {batches} batches");
        say(format_args!("backfill, {:?}: dead at each of {borders} borders of commits, every status written once", t.engine()));
    }

    fn of_backfills_at_once_one_works(t: &Meetctl) {
        let _alone = alone();
        stage(t);
        let (mut sevens, mut zeros) = (0, 0);
        for (crowd, round) in [(2, 1), (2, 2), (2, 3), (8, 1), (8, 2)] {
            reset(t);
            let jobs: Vec<Job> = (0..crowd)
                .map(|_| Job { t, url: None, args: line("--pause 20ms") })
                .collect();
            let mut updated = 0;
            let mut workers = 0;
            for (run, _) in at_once(&jobs) {
                assert!([0, 7].contains(&run.exit), "{run}");
                if run.exit == 0 {
                    zeros += 1;
                    workers += usize::from(told(&run) > 0);
                    updated += told(&run);
                } else {
                    assert_eq!(run.error_json()["code"], "already_running", "{run}");
                    sevens += 1;
                }
            }
            assert_eq!((updated, workers), (changes() as u64, 1), "{crowd} at once, round {round}");
            assert_eq!(changed(t), changes());
        }
        assert!(sevens > 0);
        say(format_args!("backfills at once, {:?}: {zeros} exit 0, {sevens} exit 7, every status written once", t.engine()));
    }

    fn other_writers_get_their_turn(t: &Meetctl) {
        let _alone = alone();
        t.seed_sql(2, 20_000);
        let update = |id: usize| {
            let title = format!("Renamed {id}");
            let started = Instant::now();
            t.run(["meeting", "update", &id.to_string(), "--title", &title, "--allow-overlap"]).success();
            started.elapsed()
        };
        let idle = (1..6).map(update).max().unwrap();
        let mut running = t.cmd(words("backfill-status --now 2027-06-01 --json --batch-size 200")).start();
        let started = Instant::now();
        let mut waits = Vec::new();
        while !running.has_ended() {
            waits.push(update(waits.len() * 97 % 20_000 + 1));
        }
        let took = started.elapsed();
        assert_eq!(told(&running.wait().success()), 20_000);
        let longest = waits.iter().max().unwrap();
        assert!(*longest < Duration::from_secs(2), "{longest:?}");
        say(format_args!(
            "backfill of 20,000 beside another writer, {:?}: {:.1} s, {} writes, the longest {:.0} ms from start to end of its process ({:.0} ms without a backfill)",
            t.engine(), took.as_secs_f32(), waits.len(), longest.as_secs_f32() * 1000.0, idle.as_secs_f32() * 1000.0
        ));
    }
}

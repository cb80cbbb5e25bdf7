//! `meetctl meeting purge` under faults: each meeting is in the database or in the archive, and in
//! the end once in the archive.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::thread;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::Value;

use harness::Break::{CutAfter, CutOn, Random};
use harness::{Engine, Fault, Meetctl, Row, Transcript, on_every_engine};

use crate::case::{Broken, Case, Crowd, Progress, Remote, Stopped};
use crate::import::is_sound;
use crate::processes::{Job, Tally, alone, no_double_bookings, say, seed, words};

/// Meetings that are purged, and some that are not.
const OLD: usize = 120;
const LATER: usize = 10;
const ARCHIVE: &str = "old.jsonl";

/// Quarters of an hour, one after the other: the old ones in May, the others in July.
fn meetings(users: usize, old: usize, later: usize) -> Vec<Row> {
    let row = |n: usize| {
        let (month, n) = if n < old { (5, n) } else { (7, n - old) };
        let (day, hour, minute) = (n / 40 + 1, n % 40 / 4 + 8, n % 4 * 15);
        let time = |minute| format!("2026-{month:02}-{day:02} {hour:02}:{minute:02}:00");
        let user = |n: usize| i64::try_from(n % users + 1).unwrap();
        Row::new(format!("Meeting {n}"), &time(minute), &time(minute + 14))
            .by(user(n))
            .with(&[user(n + 1)])
    };
    (0..old + later).map(row).collect()
}

/// The records of the archive by the ids of their meetings; a last line may be torn.
fn archived(t: &Meetctl) -> Vec<(i64, Value)> {
    let text = fs::read_to_string(t.directory().join(ARCHIVE)).unwrap_or_default();
    let complete = text.ends_with('\n');
    let lines: Vec<&str> = text.lines().collect();
    let mut records = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        match serde_json::from_str::<Value>(line) {
            Ok(record) => records.push((record["id"].as_i64().unwrap(), record)),
            Err(error) => assert!(!complete && place + 1 == lines.len(), "{error}: {line}"),
        }
    }
    records
}

fn stored(t: &Meetctl) -> BTreeSet<i64> {
    let rows = t.rows("SELECT id FROM meetings");
    rows.iter().map(|row| row[0].parse().unwrap()).collect()
}

fn line(batch: usize) -> Vec<String> {
    words(&format!(
        "meeting purge --before 2026-06-01 --archive {ARCHIVE} --batch-size {batch} --yes --json"
    ))
}

fn deleted(run: &Transcript) -> u64 {
    run.json()["deleted"].as_u64().unwrap()
}

/// The tables of users and meetings; each comes after those that it refers to.
const TABLES: [&str; 3] = ["users", "meetings", "meeting_participants"];

/// Keeps all users and meetings aside.
pub fn save(t: &Meetctl) {
    for table in TABLES {
        t.sql(&format!("CREATE TABLE saved_{table} AS SELECT * FROM {table}"));
    }
}

/// Brings back what was saved, and empties the history.
pub fn restore(t: &Meetctl) {
    let begin = if t.engine() == Engine::Mariadb { "START TRANSACTION" } else { "BEGIN" };
    let delete = TABLES.iter().rev().map(|table| format!("; DELETE FROM {table}"));
    let insert =
        TABLES.iter().map(|table| format!("; INSERT INTO {table} SELECT * FROM saved_{table}"));
    let both: String = delete.chain(insert).collect();
    t.sql(&format!("{begin}; DELETE FROM meetctl_history{both}; COMMIT"));
}

/// With this number of meetings in each batch.
pub struct Purge<const BATCH: usize>(Meetctl);

impl<const BATCH: usize> Case for Purge<BATCH> {
    const NAME: &'static str = "meeting purge";
    const INSTANTS: (f64, f64) = (0.1, 1.0);
    const SHARE: usize = 2;
    const MIN_COMMITS: usize = 6;

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        t.seed_sql(3, 0);
        t.insert_meetings(&meetings(3, OLD, LATER));
        save(&t);
        Self(t)
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        restore(&self.0);
        let _ = fs::remove_file(self.0.directory().join(ARCHIVE));
    }

    fn args(&self) -> Vec<String> {
        line(BATCH)
    }

    fn check(&self) -> Progress {
        let t = &self.0;
        is_sound(t);
        let (stored, archived) = (stored(t), archived(t));
        let archived: BTreeSet<i64> = archived.into_iter().map(|(id, _)| id).collect();
        for id in 1..=i64::try_from(OLD + LATER).unwrap() {
            assert!(stored.contains(&id) || archived.contains(&id), "meeting {id} is lost");
        }
        assert!(stored.len() >= LATER, "{stored:?}");
        let participations = t.rows("SELECT COUNT(*) FROM meeting_participants");
        assert_eq!(participations, [[stored.len().to_string()]]);
        let done = OLD + LATER - stored.len();
        assert!(done.is_multiple_of(BATCH) || done == OLD, "half a batch: {done}");
        Progress { done, of: OLD }
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        let t = &self.0;
        assert_eq!(deleted(next), (OLD - before.done) as u64, "{next}");
        assert!(self.check().is_complete());
        let mut ids: Vec<i64> = archived(t).into_iter().map(|(id, _)| id).collect();
        ids.sort_unstable();
        let each_once: Vec<i64> = (1..=i64::try_from(OLD).unwrap()).collect();
        assert_eq!(ids, each_once, "{next}");
        assert!(t.read(ARCHIVE).ends_with('\n'), "{next}");
        if deleted(next) == 0 {
            // Nothing was left to do, and no lease needed: that of the killed run expires.
            t.wait_for_leases();
        }
        assert_eq!(deleted(&self.command().run().success()), 0);
    }
}

impl<const BATCH: usize> Remote for Purge<BATCH> {
    fn faults() -> Vec<Broken> {
        let survives = |fault| Broken { fault, options: "", exits: &[0] };
        let mut all: Vec<Broken> = [
            Fault::times(2, CutOn("FOR UPDATE")),
            Fault::times(2, CutOn("DELETE")),
            Fault::times(2, CutAfter("DELETE")),
            Fault::times(1, CutAfter("meetctl_history")),
            Fault::times(1, CutAfter("token")),
        ]
        .map(survives)
        .into();
        all.extend((1..8).map(|seed| Broken {
            fault: Fault::always(Random(0.02, seed)),
            options: "",
            exits: &[0, 6, 7],
        }));
        all
    }
}

impl<const BATCH: usize> Stopped for Purge<BATCH> {
    const SIGNALS: usize = 4;

    fn has_started(&self) -> Option<bool> {
        Some(!archived(&self.0).is_empty())
    }

    fn check_stopped(&self, run: &Transcript, progress: Progress) {
        let record = run.json();
        assert_eq!(record["deleted"], progress.done, "{run}");
        assert_eq!(record["archived"], progress.done, "{run}");
        assert_eq!(record["complete"], progress.is_complete(), "{run}");
        assert_eq!(archived(&self.0).len(), progress.done, "{run}");
    }
}

impl<const BATCH: usize> Crowd for Purge<BATCH> {
    fn rounds(_: Engine) -> Vec<usize> {
        vec![2, 2, 8]
    }

    fn check_crowd(&self, runs: &[Transcript]) {
        let (ended, refused): (Vec<_>, Vec<_>) = runs.iter().partition(|run| run.exit == 0);
        for run in refused {
            assert_eq!(run.error_json()["code"], "already_running", "{run}");
        }
        assert_eq!(ended.into_iter().map(deleted).sum::<u64>(), OLD as u64);
        assert_eq!(archived(&self.0).len(), OLD);
    }
}

const USERS: usize = 4;
const WRITERS: usize = 4;
/// Old meetings of each writer, who alone changes them.
const OF_EACH: usize = 40;

/// What a writer has changed: the last title and the last participants of each meeting that a run
/// reported as changed, and the meetings that were booked.
#[derive(Default)]
struct Changes {
    titles: BTreeMap<i64, String>,
    joined: BTreeSet<i64>,
    booked: usize,
    tally: Tally,
}

/// Renames and cancels old meetings, adds people to them, and books, until nothing old is `left`. `job`
/// makes a job of the number of the writer and the words of a command.
fn change<'t>(
    job: &impl Fn(usize, Vec<String>) -> Job<'t>,
    left: &impl Fn() -> bool,
    writer: usize,
    dice: &mut StdRng,
) -> Changes {
    let mut changes = Changes::default();
    for round in 0.. {
        let id = i64::try_from(writer * OF_EACH + dice.random_range(0..OF_EACH) + 1).unwrap();
        let title = format!("W{writer}R{round}");
        let choice = dice.random_range(0..4);
        let args = match choice {
            0 => format!("meeting update {id} --title {title} --allow-overlap"),
            1 => format!("meeting update {id} --add-participant {} --allow-overlap", USERS + 1),
            2 => format!("meeting cancel {id}"),
            _ => format!(
                "meeting create --title {title} --start 2026-07-{:02}T{:02}:00Z --duration 1h --creator {}",
                10 + round / 10 % 20,
                round % 10 + 8,
                writer + 1
            ),
        };
        let (run, took) = job(writer, words(&args)).run();
        assert!([0, 4, 5, 7].contains(&run.exit), "{run}");
        changes.tally.add(&run, took);
        if run.exit == 0 {
            match choice {
                0 => drop(changes.titles.insert(id, title)),
                1 => drop(changes.joined.insert(id)),
                2 => {}
                _ => changes.booked += 1,
            }
        }
        // Deleted by now.
        if run.exit == 5 && !left() {
            break;
        }
    }
    changes
}

/// The old meetings of all writers.
pub fn old_meetings() -> Vec<Row> {
    meetings(USERS, WRITERS * OF_EACH, 0)
}

/// Users who are needed for them.
pub const ALL_USERS: usize = USERS + 1;

/// Purges little by little, each time with `purge`, beside writers. What they have changed is in the
/// archive of `t`, and each old meeting is there once. Returns how many were booked, and by how many
/// processes.
pub fn purge_beside_writers<'t>(
    t: &Meetctl,
    seed: u64,
    job: impl Fn(usize, Vec<String>) -> Job<'t> + Sync,
    left: impl Fn() -> bool + Sync,
) -> (usize, Tally) {
    let changes: Vec<Changes> = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (job, left) = (&job, &left);
                let mut dice = StdRng::seed_from_u64(seed.wrapping_add(writer as u64));
                scope.spawn(move || change(job, left, writer, &mut dice))
            })
            .collect();
        for day in [1, 2, 3, 4, 5, 30] {
            thread::sleep(Duration::from_millis(300));
            let line = format!(
                "meeting purge --before 2026-05-{day:02}T12:00Z --archive {ARCHIVE} --batch-size 3 --yes --json"
            );
            job(WRITERS, words(&line)).run().0.success();
        }
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    let records: BTreeMap<i64, Value> = archived(t).into_iter().collect();
    let ids: Vec<i64> = records.keys().copied().collect();
    let old: Vec<i64> = (1..=i64::try_from(WRITERS * OF_EACH).unwrap()).collect();
    assert_eq!(ids, old, "seed {seed}");
    assert_eq!(archived(t).len(), old.len(), "seed {seed}: a meeting is there twice");
    let mut tally = Tally::default();
    let mut booked = 0;
    for changes in changes {
        for (id, title) in &changes.titles {
            assert_eq!(records[id]["title"], title.as_str(), "seed {seed}: meeting {id}");
        }
        for id in &changes.joined {
            // One was there before.
            let people = records[id]["participants"].as_array().unwrap();
            assert_eq!(people.len(), 2, "seed {seed}: meeting {id}: {people:?}");
        }
        booked += changes.booked;
        tally.merge(&changes.tally);
    }
    (booked, tally)
}

on_every_engine! {
    fn a_purge_beside_writers_loses_no_change(t: &Meetctl) {
        let _alone = alone();
        t.seed_sql(ALL_USERS, 0);
        t.insert_meetings(&old_meetings());
        let seed = seed();
        let left = || stored(t).range(1..=i64::try_from(WRITERS * OF_EACH).unwrap()).next().is_some();
        let (booked, tally) =
            purge_beside_writers(t, seed, |_, args| Job { t, url: None, args }, left);
        no_double_bookings(t);
        is_sound(t);
        assert_eq!(stored(t).len(), booked);
        say(format_args!("purge beside {WRITERS} writers, {:?}, seed {seed}: {tally}", t.engine()));
    }
}

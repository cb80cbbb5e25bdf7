//! What changes many meetings at once, beside eight writers who book, move and cancel meetings of the
//! same people.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};

use harness::{Meetctl, Transcript, on_every_engine};

use crate::import::is_sound;
use crate::processes::{
    DOUBLE_BOOKINGS, Job, Tally, alone, no_double_bookings, say, seed, span, words,
};

pub const BOOKERS: usize = 8;
/// Users 1 to 6; of the last two, one has most meetings of both.
pub const USERS: i64 = 6;
/// The days of June that are booked, from the 2nd on.
const DAYS: i64 = 5;

/// The exit codes of a command among others: done, refused, not found, busy.
pub const EXITS: [i32; 4] = [0, 4, 5, 7];

/// What the bookers know.
#[derive(Default)]
pub struct Crowd {
    /// The meetings that they created.
    known: Mutex<Vec<i64>>,
    /// Another user whom they book.
    pub another: Mutex<Option<i64>>,
    over: AtomicBool,
}

impl Crowd {
    fn user(&self, dice: &mut StdRng) -> i64 {
        let another = *self.another.lock().unwrap();
        match dice.random_range(0..10) {
            0..2 => another.unwrap_or(1),
            2..8 => dice.random_range(1..USERS - 1),
            8 => USERS - 1,
            _ => USERS,
        }
    }

    /// The next command of a booker.
    fn command(&self, dice: &mut StdRng) -> Vec<String> {
        let known = self.known.lock().unwrap().choose(dice).copied();
        let day = dice.random_range(2..2 + DAYS);
        let (hour, minute) = (dice.random_range(8..18), dice.random_range(0..4) * 15);
        let start = format!("2026-06-{day:02}T{hour:02}:{minute:02}Z");
        let choice = if known.is_some() { dice.random_range(0..10) } else { 0 };
        let id = known.unwrap_or_default();
        words(&match choice {
            0..6 => format!(
                "meeting create --title Booked --start {start} --duration 30m --creator {} --participant {} --json",
                self.user(dice),
                self.user(dice)
            ),
            6 => format!("meeting update {id} --start {start}"),
            7 => format!("meeting update {id} --add-participant {}", self.user(dice)),
            8 => format!("meeting cancel {id}"),
            _ => format!("meeting update {id} --status scheduled"),
        })
    }

    fn note(&self, run: &Transcript) {
        if run.exit == 0 && run.args.get(1).is_some_and(|word| word == "create") {
            self.known.lock().unwrap().push(run.json()["id"].as_i64().unwrap());
        }
    }

    /// A few of the meetings.
    fn some(&self, dice: &mut StdRng) -> Vec<String> {
        let known = self.known.lock().unwrap();
        known.sample(dice, 3).map(ToString::to_string).collect()
    }

    /// Every meeting that was said to be created.
    pub fn known(&self) -> Vec<i64> {
        let mut known = self.known.lock().unwrap().clone();
        known.sort_unstable();
        known
    }
}

/// Runs `act` again and again beside the bookers, until it says at least once that something is done.
/// Each booker runs jobs that `job` makes of its number and the words of a command.
pub fn beside_bookers<'t>(
    crowd: &Crowd,
    seed: u64,
    job: impl Fn(usize, Vec<String>) -> Job<'t> + Sync,
    mut act: impl FnMut(&mut StdRng) -> bool,
) -> Tally {
    let started = Instant::now();
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let bookers: Vec<_> = (0..BOOKERS)
            .map(|booker| {
                let job = &job;
                scope.spawn(move || {
                    let mut dice = StdRng::seed_from_u64(seed.wrapping_add(booker as u64));
                    let mut tally = Tally::default();
                    while !crowd.over.load(Ordering::Relaxed) {
                        let (run, took) = job(booker, crowd.command(&mut dice)).run();
                        // A panic here would leave the others running.
                        if !EXITS.contains(&run.exit) {
                            crowd.over.store(true, Ordering::Relaxed);
                        }
                        assert!(EXITS.contains(&run.exit), "seed {seed}: {run}");
                        crowd.note(&run);
                        tally.add(&run, took);
                    }
                    tally
                })
            })
            .collect();
        let mut dice = StdRng::seed_from_u64(seed.wrapping_add(BOOKERS as u64));
        let ending = EndOnDrop(crowd);
        let mut done = false;
        while started.elapsed() < if done { span() / 2 } else { 4 * span() }
            && !crowd.over.load(Ordering::Relaxed)
        {
            done |= act(&mut dice);
        }
        drop(ending);
        for booker in bookers {
            tally.merge(&booker.join().unwrap());
        }
    });
    tally
}

/// Ends the bookers, also if the test fails.
struct EndOnDrop<'a>(&'a Crowd);

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Relaxed);
    }
}

/// The runs of the command that the bookers are beside.
#[derive(Default)]
struct Acts {
    tally: Tally,
}

impl Acts {
    fn run(&mut self, t: &Meetctl, line: &str) -> Transcript {
        let (run, took) = Job { t, url: None, args: words(line) }.run();
        assert!(EXITS.contains(&run.exit) || run.exit == 8, "{run}");
        self.tally.add(&run, took);
        run
    }

    /// At least one was done, and what is stored is sound.
    fn check(&self, t: &Meetctl, what: &str, seed: u64, bookers: &Tally) {
        assert!(self.tally.ended(0) > 0, "seed {seed}: no {what} was done: {}", self.tally);
        is_sound(t);
        assert_eq!(t.rows(WITHOUT_CREATOR), [["0"]], "seed {seed}");
        say(format_args!(
            "{what} beside {BOOKERS} bookers, {:?}, seed {seed}: {}; bookers: {bookers}",
            t.engine(),
            self.tally
        ));
    }
}

/// Counts meetings of users who do not exist.
pub const WITHOUT_CREATOR: &str = "SELECT COUNT(*) FROM meetings m LEFT JOIN users u ON u.id = m.created_by \
     WHERE u.id IS NULL";

fn race(t: &Meetctl, what: &str, mut act: impl FnMut(&mut Acts, &Crowd, &mut StdRng)) -> Crowd {
    let _alone = alone();
    t.seed_sql(usize::try_from(USERS).unwrap(), 0);
    let (crowd, seed) = (Crowd::default(), seed());
    let mut acts = Acts::default();
    let job = |_, args| Job { t, url: None, args };
    let tally = beside_bookers(&crowd, seed, job, |dice| {
        act(&mut acts, &crowd, dice);
        acts.tally.ended(0) > 0
    });
    acts.check(t, what, seed, &tally);
    let stored: Vec<i64> = t
        .rows("SELECT id FROM meetings WHERE title = 'Booked' ORDER BY id")
        .iter()
        .map(|row| row[0].parse().unwrap())
        .collect();
    assert_eq!(stored, crowd.known(), "seed {seed}: what was said to be booked");
    crowd
}

on_every_engine! {
    fn an_offboarding_beside_bookers(t: &Meetctl) {
        let (mut from, mut to) = (USERS - 1, USERS);
        race(t, "user offboard", |acts, _, dice| {
            if dice.random_range(0..4) == 0 {
                acts.run(t, &format!("user offboard {} --cancel --yes", dice.random_range(1..USERS - 1)));
            }
            let run = acts.run(t, &format!("user offboard {from} --to {to} --yes"));
            if run.exit == 0 {
                (from, to) = (to, from);
            }
        });
        no_double_bookings(t);
    }

    fn a_merge_beside_bookers(t: &Meetctl) {
        race(t, "user merge", |acts, crowd, dice| {
            let email = format!("m{}@example.org", dice.random::<u32>());
            let created = t.run(["user", "create", "--name", "M", "--email", &email, "--format", "ids"]);
            let id = created.success().ids()[0];
            *crowd.another.lock().unwrap() = Some(id);
            // So that there is something to merge.
            thread::sleep(Duration::from_millis(150));
            acts.run(t, &format!("user merge {id} {USERS} --yes"));
        });
        // The person had both meetings; nobody else is double-booked.
        let merged = USERS.to_string();
        let double = t.rows(DOUBLE_BOOKINGS);
        let others: Vec<_> = double.iter().filter(|row| row[0] != merged).collect();
        assert!(others.is_empty(), "{others:?}");
    }

    fn a_shift_beside_bookers(t: &Meetctl) {
        race(t, "meeting shift", |acts, _, dice| {
            let day = dice.random_range(2..2 + DAYS);
            let by = ["15m", "-15m", "1h", "-1h"].choose(dice).unwrap();
            let user = dice.random_range(1..=USERS);
            acts.run(t, &format!("meeting shift --user {user} --on 2026-06-{day:02} --by {by}"));
        });
        no_double_bookings(t);
    }

    fn a_series_beside_bookers(t: &Meetctl) {
        const COUNT: usize = 5;
        let mut whole = Vec::new();
        let mut number = 0;
        race(t, "meeting create --repeat", |acts, _, dice| {
            let (hour, minute) = (dice.random_range(8..18), dice.random_range(0..4) * 15);
            let skips = number % 2 == 0;
            let skip = if skips { " --skip-conflicts" } else { "" };
            let run = acts.run(t, &format!(
                "meeting create --title S{number} --start 2026-06-{:02}T{hour:02}:{minute:02}Z --duration 15m \
                 --creator {} --participant {} --repeat daily --count {COUNT}{skip}",
                dice.random_range(2..8), dice.random_range(1..=USERS), dice.random_range(1..=USERS)
            ));
            let count = match run.exit {
                0 => Some(COUNT),
                8 => None,
                _ => Some(0),
            };
            whole.push((format!("S{number}"), count));
            number += 1;
        });
        for (title, count) in whole {
            let stored = t.rows(&format!("SELECT COUNT(*) FROM meetings WHERE title = '{title}'"));
            if let Some(count) = count {
                assert_eq!(stored, [[count.to_string()]], "{title}");
            }
        }
        no_double_bookings(t);
    }

    fn an_undo_beside_bookers(t: &Meetctl) {
        let mut number = 0;
        race(t, "undo", |acts, crowd, dice| {
            let some = crowd.some(dice);
            if some.is_empty() {
                return;
            }
            number += 1;
            let done = t.run(["--actor", &format!("a{number}"), "meeting", "cancel"].iter().copied().chain(some.iter().map(String::as_str)));
            assert!([0, 7].contains(&done.exit), "{done}");
            let entries = t.run(["history", "--by", &format!("a{number}"), "--format", "jsonl"]).success();
            // All of them may have been cancelled before.
            let Some(entry) = entries.stdout.lines().next() else { return };
            let entry: serde_json::Value = serde_json::from_str(entry).unwrap();
            acts.run(t, &format!("undo {}", entry["run"].as_str().unwrap()));
        });
        no_double_bookings(t);
    }
}

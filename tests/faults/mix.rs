//! A random mix of everything that books, moves and frees time, by real processes.

use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};

use crate::processes::{Job, ORDERLY, Tally, alone, no_double_bookings, say, seed, span, words};
use harness::{Transcript, on_every_engine};

pub const USERS: i64 = 5;

/// The ids of the meetings that the writers created.
pub type Known = Mutex<Vec<i64>>;

/// A random command on two days of quarters of an hour.
pub fn command(dice: &mut StdRng, known: &Known) -> Vec<String> {
    let known = known.lock().unwrap().choose(dice).copied();
    let quarter = dice.random_range(0..96);
    let (hour, minute) = (8 + quarter / 8, quarter % 4 * 15);
    let start = format!("2026-06-0{}T{hour:02}:{minute:02}:00Z", 1 + quarter / 4 % 2);
    let user = dice.random_range(1..=USERS);
    let length = dice.random_range(1..=6) * 15;
    let (id, choice) = match known {
        Some(id) => (id, dice.random_range(0..10)),
        None => (0, 0),
    };
    let line = match choice {
        0..4 => {
            let guests: Vec<String> = (0..dice.random_range(0..3))
                .map(|_| format!(" --participant {}", dice.random_range(1..=USERS)))
                .collect();
            let guests = guests.concat();
            format!(
                "meeting create --title Mixed --start {start} --duration {length}m --creator {user}{guests} --json"
            )
        }
        4 | 5 => format!("meeting update {id} --start {start}"),
        6 => format!("meeting cancel {id}"),
        7 => format!("meeting update {id} --status scheduled --duration {length}m"),
        8 => format!("meeting update {id} --add-participant {user}"),
        _ => format!("meeting update {id} --title Renamed --remove-participant {user}"),
    };
    words(&line)
}

/// The id that a writer printed.
pub fn reported(run: &Transcript) -> Option<i64> {
    let created = run.exit == 0 && run.args.get(1).is_some_and(|word| word == "create");
    created.then(|| run.json()["id"].as_i64().unwrap())
}

on_every_engine! {
    fn a_random_mix_causes_no_double_booking(t: &Meetctl) {
        let _alone = alone();
        t.seed_sql(usize::try_from(USERS).unwrap(), 0);
        let (known, seed, started) = (Known::default(), seed(), Instant::now());
        let mut tally = Tally::default();
        thread::scope(|scope| {
            let writers: Vec<_> = (0..6).map(|writer| {
                let known = &known;
                scope.spawn(move || {
                    let mut dice = StdRng::seed_from_u64(seed.wrapping_add(writer));
                    let mut tally = Tally::default();
                    while tally.rounds < 5 || started.elapsed() < span() {
                        let args = command(&mut dice, known);
                        let (run, took) = Job { t, url: None, args }.run();
                        assert!(ORDERLY.contains(&run.exit), "seed {seed}: {run}");
                        known.lock().unwrap().extend(reported(&run));
                        tally.add(&run, took);
                        tally.rounds += 1;
                    }
                    tally
                })
            }).collect();
            for writer in writers {
                tally.merge(&writer.join().unwrap());
            }
        });
        no_double_bookings(t);
        let mut known = known.into_inner().unwrap();
        known.sort_unstable();
        let stored: Vec<i64> = t.rows("SELECT id FROM meetings ORDER BY id")
            .iter().map(|row| row[0].parse().unwrap()).collect();
        assert_eq!(stored, known, "seed {seed}: booked is what was said to be booked");
        say(format_args!("random mix, {:?}, seed {seed}: {tally}, {} booked, 0 double bookings",
            t.engine(), known.len()));
    }
}

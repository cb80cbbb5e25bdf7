//! Imports at the same time: of one file, and beside others who book the same people.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use crate::import::{USERS, record};
use crate::processes::{Job, Tally, alone, at_once, no_double_bookings, say, seed, span, words};
use harness::on_every_engine;

const RECORDS: usize = 40;
/// Done, refused, busy, partly done.
pub const EXITS: [i32; 4] = [0, 4, 7, 8];

on_every_engine! {
    fn one_file_imported_by_many_at_once_is_imported_once(t: &Meetctl) {
        let _alone = alone();
        t.seed_sql(USERS, 0);
        let file: String = (0..RECORDS).map(|n| record(n, "Shared ")).collect();
        t.write("file.jsonl", file);
        let mut tally = Tally::default();
        let started = Instant::now();
        while tally.rounds < 3 || (tally.rounds < 50 && started.elapsed() < span() / 2) {
            t.sql("DELETE FROM meeting_participants; DELETE FROM meetings");
            let jobs: Vec<Job> = ["abort", "skip", "abort", "skip"].iter().zip(1..).map(|(on_error, size)| {
                let line = format!("meeting import file.jsonl --batch-size {} --on-error {on_error} --json", 3 * size);
                Job { t, url: None, args: words(&line) }
            }).collect();
            let mut created = 0;
            let mut quiet = true;
            for (run, took) in at_once(&jobs) {
                // A run that checks double bookings while another one writes is refused.
                assert!(EXITS.contains(&run.exit), "{run}");
                if [0, 8].contains(&run.exit) {
                    created += run.json()["created"].as_u64().unwrap();
                } else {
                    quiet = false;
                }
                tally.add(&run, took);
            }
            let titles = t.rows("SELECT COUNT(*), COUNT(DISTINCT title) FROM meetings");
            let all = RECORDS.to_string();
            assert_eq!(titles, [[all.as_str(), all.as_str()]], "{created} created");
            assert!(!quiet || created == RECORDS as u64, "{created} created");
            no_double_bookings(t);
            tally.rounds += 1;
        }
        say(format_args!("one file imported by 4, {:?}: {tally}, each record once, 0 double bookings", t.engine()));
    }

    fn an_import_beside_bookings_causes_no_double_booking(t: &Meetctl) {
        let _alone = alone();
        t.seed_sql(USERS, 0);
        let file: String = (0..RECORDS).map(|n| record(n, "File ")).collect();
        t.write("file.jsonl", file);
        let seed = seed();
        let (mut tally, mut bookings, mut late) = (Tally::default(), Tally::default(), 0);
        let started = Instant::now();
        while tally.rounds < 3 || (tally.rounds < 50 && started.elapsed() < span() / 2) {
            t.sql("DELETE FROM meeting_participants; DELETE FROM meetings");
            let over = AtomicBool::new(false);
            let round = tally.rounds as u64;
            thread::scope(|scope| {
                let writers: Vec<_> = (0..3).map(|writer| {
                    let over = &over;
                    scope.spawn(move || {
                        let mut dice = StdRng::seed_from_u64(seed.wrapping_add(10 * round + writer));
                        let mut tally = Tally::default();
                        while !over.load(Ordering::Relaxed) {
                            let line = format!(
                                "meeting create --title Booked --start 2026-06-01T{:02}:{:02}:00Z --duration {}m --creator {} --participant {}",
                                dice.random_range(8..18), dice.random_range(0..4) * 15, dice.random_range(1..3) * 15,
                                dice.random_range(1..=USERS), dice.random_range(1..=USERS));
                            let (run, took) = Job { t, url: None, args: words(&line) }.run();
                            assert!([0, 4, 7].contains(&run.exit), "seed {seed}: {run}");
                            tally.add(&run, took);
                        }
                        tally
                    })
                }).collect();
                let line = "meeting import file.jsonl --batch-size 4 --on-error skip --json";
                let (run, took) = Job { t, url: None, args: words(line) }.run();
                over.store(true, Ordering::Relaxed);
                for writer in writers {
                    bookings.merge(&writer.join().unwrap());
                }
                assert!([0, 7, 8].contains(&run.exit), "seed {seed}: {run}");
                late += run.stderr.matches("booked meanwhile").count();
                if run.exit != 7 {
                    let counts = run.json();
                    let created: usize = counts["created"].to_string().parse().unwrap();
                    let stored = t.rows("SELECT COUNT(*), COUNT(DISTINCT title) FROM meetings WHERE title LIKE 'File %'");
                    assert_eq!(stored[0], [created.to_string(), created.to_string()], "seed {seed}: {run}");
                    assert_eq!(counts["rejected"], RECORDS - created, "seed {seed}: {run}");
                }
                tally.add(&run, took);
            });
            no_double_bookings(t);
            tally.rounds += 1;
        }
        say(format_args!("import beside bookings, {:?}, seed {seed}: {tally}; bookings: {bookings}; {late} records booked meanwhile, 0 double bookings",
            t.engine()));
    }
}

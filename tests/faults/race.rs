//! Many writers, one user, one slot.

use std::time::Instant;

use crate::processes::{Job, ORDERLY, Tally, alone, at_once, no_double_bookings, say, span, words};
use harness::on_every_engine;

pub const WRITERS: usize = 8;

/// Books time within one hour for user 1: every other pair of writers as its creator, the rest
/// with their own creator, who invites her. All of them overlap each other.
pub fn booking(writer: usize, round: usize) -> Vec<String> {
    let (hour, day) = (round % 24, round / 24 + 1);
    let time = if writer.is_multiple_of(2) {
        format!("2026-06-{day:02}T{hour:02}:00:00Z --duration 1h")
    } else {
        format!("2026-06-{day:02}T{hour:02}:30:00Z --duration 30m")
    };
    let people = if writer % 4 < 2 {
        "--creator 1".to_owned()
    } else {
        format!("--creator {} --participant 1", writer + 2)
    };
    words(&format!("meeting create --title R{round}W{writer} --start {time} {people} --json"))
}

on_every_engine! {
    fn of_many_at_once_one_books_the_slot(t: &Meetctl) {
        let _alone = alone();
        t.seed_sql(WRITERS + 2, 0);
        let mut tally = Tally::default();
        let started = Instant::now();
        while tally.rounds < 200 && (started.elapsed() < span() || tally.rounds < 5) {
            let jobs: Vec<Job> = (0..WRITERS)
                .map(|writer| Job { t, url: None, args: booking(writer, tally.rounds) })
                .collect();
            let before = tally.ended(0);
            let mut busy = 0;
            for (run, took) in at_once(&jobs) {
                assert!(ORDERLY.contains(&run.exit), "{run}");
                busy += usize::from(run.exit == 7);
                tally.add(&run, took);
            }
            let booked = tally.ended(0) - before;
            assert!(booked == 1 || (booked == 0 && busy > 0), "{booked} booked, {busy} busy");
            tally.rounds += 1;
        }
        no_double_bookings(t);
        let stored = t.rows("SELECT COUNT(*) FROM meetings");
        assert_eq!(stored[0][0], tally.ended(0).to_string());
        say(format_args!("one slot, {:?}: {tally}, {} booked, {} refused, 0 double bookings",
            t.engine(), tally.ended(0), tally.ended(4)));
    }
}

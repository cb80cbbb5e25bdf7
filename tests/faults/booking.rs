//! `meeting create` under faults: never twice, never lost.

use harness::Break::{CutAfter, CutOn, Random, StallOn};
use harness::{Engine, Fault, Meetctl, Transcript};

use crate::case::{Broken, Case, Progress, Remote};
use crate::processes::{no_double_bookings, words};

pub struct Booking(Meetctl);

impl Case for Booking {
    const NAME: &'static str = "meeting create";
    /// Booked now, or booked before: the same time is taken.
    const NEXT: &'static [i32] = &[0, 4];

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        t.seed_sql(2, 0);
        Self(t)
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        self.0.sql("DELETE FROM meeting_participants; DELETE FROM meetings");
    }

    fn args(&self) -> Vec<String> {
        words(
            "meeting create --title Once --start 2026-06-01 --duration 30m --creator 1 --participant 2",
        )
    }

    fn check(&self) -> Progress {
        let of = |table: &str| self.0.rows(&format!("SELECT COUNT(*) FROM {table}"));
        assert_eq!(of("meetings"), of("meeting_participants"));
        let done = of("meetings")[0][0].parse().unwrap();
        Progress { done, of: 1 }
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        let expected = if before.is_complete() { 4 } else { 0 };
        assert_eq!(next.exit, expected, "{next}");
        assert!(self.check().is_complete());
        no_double_bookings(&self.0);
    }
}

impl Remote for Booking {
    fn faults() -> Vec<Broken> {
        let fault = |fault, options, exits| Broken { fault, options, exits };
        let mut all = vec![
            fault(Fault::times(1, CutOn("INSERT")), "", &[0] as &[i32]),
            fault(Fault::always(CutOn("INSERT")), "", &[6]),
            fault(Fault::times(1, CutAfter("INSERT")), "", &[0]),
            fault(Fault::times(1, CutOn("booking_seq")), "", &[0]),
            fault(Fault::always(StallOn("INSERT")), "--timeout 2s", &[6, 7]),
            fault(Fault::times(1, StallOn("INSERT")), "", &[0]),
        ];
        all.extend((1..13).map(|seed| fault(Fault::always(Random(0.04, seed)), "", &[0, 6, 7])));
        all
    }
}

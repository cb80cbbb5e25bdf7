//! How many rows a transaction takes, so that nobody else waits long for it.

use std::ops::Range;
use std::time::Duration;

/// No transaction is made smaller: each has a fixed cost.
const LEAST: u64 = 50;

/// The number of rows of the next transaction.
#[derive(Debug, Clone)]
pub struct Pace {
    size: u64,
    most: u64,
    held: Range<Duration>,
}

impl Pace {
    /// At most `most` rows per transaction, and `first` to begin with: more after one that held its
    /// locks for less than `held`, fewer after one that held them for longer.
    pub fn new(first: u64, most: u64, held: Range<Duration>) -> Self {
        Self { size: first.min(most), most, held }
    }

    /// Always `size` rows.
    pub fn fixed(size: u64) -> Self {
        Self::new(size, size, Duration::ZERO..Duration::MAX)
    }

    /// Rows for the next transaction.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Learns from a transaction with as many rows as it was allowed, and its locks held so long.
    pub fn learn(&mut self, held: Duration) {
        if self.held.contains(&held) {
            return;
        }
        // As many as take a time in the middle, but no jump on one measurement.
        let middle = (self.held.start + self.held.end) / 2;
        let wanted = u128::from(self.size) * middle.as_micros() / held.as_micros().max(1);
        let wanted = u64::try_from(wanted).unwrap_or(u64::MAX);
        self.size = wanted.clamp(self.size / 2, self.size * 2).max(LEAST).min(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: Range<Duration> = Duration::from_millis(35)..Duration::from_millis(200);

    fn sizes(most: u64, held: &[u64]) -> Vec<u64> {
        let mut pace = Pace::new(1000, most, HELD);
        let mut learn = |ms: &u64| {
            pace.learn(Duration::from_millis(*ms));
            pace.size()
        };
        held.iter().map(&mut learn).collect()
    }

    #[test]
    fn a_slow_transaction_is_halved_at_most_down_to_fifty_rows() {
        assert_eq!(sizes(1000, &[235; 6]), [500, 250, 125, 62, 50, 50]);
        assert_eq!(sizes(1000, &[199, 201, 150]), [1000, 584, 584]);
        assert_eq!(sizes(20, &[900, 900]), [20, 20]);
    }

    #[test]
    fn a_fast_one_grows_up_to_what_the_user_allows() {
        assert_eq!(sizes(10_000, &[1; 5]), [2000, 4000, 8000, 10_000, 10_000]);
        assert_eq!(sizes(1000, &[1, 300, 100, 10, 10]), [1000, 500, 500, 1000, 1000]);
        assert_eq!(Pace::new(1000, 7, HELD).size(), 7);
    }

    #[test]
    fn one_that_is_a_little_fast_grows_as_far_as_it_may() {
        let mut pace =
            Pace::new(1000, 10_000, Duration::from_millis(350)..Duration::from_millis(500));
        for (held, size) in [(210, 2000), (400, 2000), (340, 2500), (425, 2500)] {
            pace.learn(Duration::from_millis(held));
            assert_eq!(pace.size(), size);
        }
    }

    #[test]
    fn a_fixed_size_stays() {
        let mut pace = Pace::fixed(100_000);
        for held in [0, 3_600_000] {
            pace.learn(Duration::from_millis(held));
        }
        assert_eq!(pace.size(), 100_000);
    }
}

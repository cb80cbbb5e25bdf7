//! How many rows a transaction takes, so that nobody else waits long for it.

use std::time::Duration;

/// A transaction that holds its locks longer is too large.
const TOO_LONG: Duration = Duration::from_millis(200);
/// One that holds them shorter may be larger.
const SHORT: Duration = Duration::from_millis(35);
/// No transaction is made smaller: each has a fixed cost.
const LEAST: u64 = 50;

/// The number of rows of the next transaction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    size: u64,
    most: u64,
}

impl Pace {
    /// At most `most` rows a transaction, and `first` to begin with.
    pub fn new(first: u64, most: u64) -> Self {
        let size = first.min(most);
        Self { size, most }
    }

    /// Rows for the next transaction.
    pub fn size(self) -> u64 {
        self.size
    }

    /// Learns from a transaction with as many rows as it was allowed, and its locks held so long.
    pub fn learn(&mut self, held: Duration) {
        if held > TOO_LONG {
            self.size = (self.size / 2).max(LEAST).min(self.most);
        } else if held < SHORT {
            self.size = (self.size * 2).min(self.most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(most: u64, held: &[u64]) -> Vec<u64> {
        let mut pace = Pace::new(1000, most);
        let mut learn = |ms: &u64| {
            pace.learn(Duration::from_millis(*ms));
            pace.size()
        };
        held.iter().map(&mut learn).collect()
    }

    #[test]
    fn a_slow_transaction_is_halved_down_to_fifty_rows() {
        assert_eq!(sizes(1000, &[201; 6]), [500, 250, 125, 62, 50, 50]);
        assert_eq!(sizes(20, &[900, 900]), [20, 20]);
    }

    #[test]
    fn a_fast_one_grows_up_to_what_the_user_allows() {
        assert_eq!(sizes(10_000, &[1; 5]), [2000, 4000, 8000, 10_000, 10_000]);
        assert_eq!(sizes(1000, &[1, 300, 100, 10, 10]), [1000, 500, 500, 1000, 1000]);
        assert_eq!(Pace::new(1000, 7).size(), 7);
    }
}

//! How long work in SQLite may take, and the answer of a server.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::interrupt;

/// Steps of SQLite's machine between two looks at the clock: far less than a millisecond.
pub const STEPS_PER_CHECK: i32 = 1000;

/// How long work on a SQLite file may take.
///
/// A server ends a statement by itself. SQLite computes in this process, without end if a view or
/// a damaged file makes it so, and asks between its steps whether to continue.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// How long to wait for a lock of another program.
    pub wait: Duration,
    /// When all work ends.
    pub deadline: Option<Instant>,
}

/// How long a server may send nothing while many rows are read or written.
const SILENCE: Duration = Duration::from_mins(1);
/// How much longer that is than the server's own limit.
const AFTER_TIMEOUT: Duration = Duration::from_secs(1);

impl Limits {
    /// How long a server may send nothing while many rows are read or written.
    pub fn silence(&self) -> Duration {
        match self.deadline {
            None => SILENCE,
            Some(_) => self.wait.saturating_add(AFTER_TIMEOUT),
        }
    }

    /// Whether work must end now: the time is up, or a signal has come that ends the command.
    pub fn is_over(&self) -> bool {
        interrupt::ended().is_some()
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// Makes statements of `connection` fail once work must end.
    pub fn apply(self, connection: &Connection) -> rusqlite::Result<()> {
        connection.progress_handler(STEPS_PER_CHECK, Some(move || self.is_over()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Failure, Kind};

    #[test]
    fn what_would_never_end_ends_in_time() {
        let db = Connection::open_in_memory().unwrap();
        let started = Instant::now();
        let deadline = started.checked_add(Duration::from_millis(100));
        Limits { deadline, ..Limits::default() }.apply(&db).unwrap();
        let endless = "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) \
                       SELECT count(*) FROM r";
        let ended = db.query_row(endless, [], |_| Ok(())).unwrap_err();
        assert_eq!(Failure::from(ended).kind(), Kind::Timeout);
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}

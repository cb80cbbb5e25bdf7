//! Pauses between the transactions of a run: SQLite has no queue for its lock.

use std::time::{Duration, Instant};

use sea_orm::{DatabaseConnection, DbErr};

use crate::store::dialect;

/// When a run pauses.
#[derive(Debug)]
pub struct Pauses {
    turn: Duration,
    per_checkpoint: u32,
    /// Time in transactions since the last pause, and in the last of them.
    worked: (Duration, Duration),
    made: u32,
}

impl Pauses {
    /// Others may write after each `turn` in transactions. In each so-many-th pause SQLite's log is
    /// checkpointed.
    pub fn new(turn: Duration, per_checkpoint: u32) -> Self {
        Self { turn, per_checkpoint, worked: (Duration::ZERO, Duration::ZERO), made: 0 }
    }

    /// Notes a transaction that has held its locks so long.
    pub fn note(&mut self, held: Duration) {
        self.worked = (self.worked.0 + held, held);
    }

    /// Pauses between two transactions for as long as other writers need to get the lock, if it is their
    /// turn.
    ///
    /// # Errors
    /// Of a checkpoint; the next writer makes up for it.
    pub async fn pause(&mut self, db: &DatabaseConnection) -> Result<(), DbErr> {
        // Lets a signal be handled: SQLite answers without ever waiting.
        tokio::task::yield_now().await;
        let (worked, last) = self.worked;
        if worked + last <= self.turn {
            return Ok(());
        }
        self.worked = (Duration::ZERO, Duration::ZERO);
        let rest = dialect::rest_after(db.get_database_backend(), worked);
        if rest.is_zero() {
            return Ok(());
        }
        let started = Instant::now();
        self.made += 1;
        if self.made.is_multiple_of(self.per_checkpoint) {
            dialect::checkpoint_wal(db).await?;
        }
        tokio::time::sleep(rest.saturating_sub(started.elapsed())).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::Database;

    /// Whether there is a pause after each transaction, if it takes so long.
    fn pauses(turn: u64, held: &[u64]) -> Vec<bool> {
        let database = Database::new("");
        let mut pauses = Pauses::new(Duration::from_millis(turn), 1);
        let mut is_pause = |held: &u64| {
            let made = pauses.made;
            pauses.note(Duration::from_millis(*held));
            database.runtime.block_on(pauses.pause(&database.session.db())).unwrap();
            pauses.made > made
        };
        held.iter().map(&mut is_pause).collect()
    }

    #[test]
    fn others_have_their_turn_before_it_would_be_late() {
        assert_eq!(pauses(1500, &[470, 470, 470, 470, 470]), [false, false, true, false, false]);
        assert_eq!(pauses(1500, &[2000, 400, 2000]), [true, false, true]);
    }
}

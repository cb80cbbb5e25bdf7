//! Waits for the locks of other programs without keeping others from the tables.

use std::time::{Duration, Instant};

use rand::RngExt as _;
use sea_orm::DatabaseConnection;

use super::RunError;
use crate::dialect::{self, LockHolder};

/// How long a run waits for a lock, and what it does meanwhile.
///
/// A statement that changes a table waits until every transaction that has used the table ends, and
/// who comes after it waits behind it, readers too. So one try is short, and a longer pause follows in
/// which those behind it get their turn.
#[derive(Clone, Copy)]
pub struct LockWait<'a> {
    /// How long it waits in all.
    pub limit: Duration,
    /// Called after a try that got no lock with those who hold it, as far as the engine shows;
    /// returns whether to try again.
    pub waiting: &'a dyn Fn(&[LockHolder]) -> bool,
}

impl LockWait<'_> {
    /// Waits for `limit`, and reports to nobody.
    pub fn of(limit: Duration) -> Self {
        Self { limit, waiting: &|_| true }
    }

    /// Does `work`, which is harmless to repeat, until it gets the locks that it needs.
    ///
    /// # Errors
    /// [`RunError::Busy`] when the time is over, or what else `work` fails with.
    pub async fn run<T>(
        &self,
        db: &DatabaseConnection,
        mut work: impl AsyncFnMut() -> Result<T, RunError>,
    ) -> Result<T, RunError> {
        let started = Instant::now();
        loop {
            dialect::wait_briefly(db).await?;
            let error = match work().await {
                Err(RunError::Db(error)) if dialect::contended(&error) => error,
                done => return done,
            };
            let holders = dialect::lock_holders(db).await;
            let over = started.elapsed() >= self.limit;
            if over || !(self.waiting)(&holders) {
                return Err(RunError::Busy { error, holders });
            }
            let pause = dialect::lock_try(db.get_database_backend());
            tokio::time::sleep(pause.mul_f64(rand::rng().random_range(1.0..2.0))).await;
        }
    }
}

//! How work ends without success, and how long to rest before it is tried again.

use std::time::Duration;

use rand::RngExt as _;
use sea_orm::DbErr;

use super::dialect::{ErrorClass, classify};
use crate::error::Failure;

/// Maximum number of tries of a transaction.
pub(super) const TRIES: u32 = 10;
/// Maximum time in which a try may begin.
const MAX_WAIT: Duration = Duration::from_secs(30);

/// Maximum time in which a try may begin. Debug builds take `MEETCTL_RETRY_MS`, so that a test need not
/// wait.
pub(super) fn max_wait() -> Duration {
    #[cfg(debug_assertions)]
    if let Some(limit) = std::env::var("MEETCTL_RETRY_MS").ok().and_then(|text| text.parse().ok()) {
        return Duration::from_millis(limit);
    }
    MAX_WAIT
}

/// Why a piece of work ended without success.
#[derive(Debug)]
pub enum TxError {
    /// An error of the database; a busy database and a lost connection are retried.
    Database(DbErr),
    /// A row is not as it was read: another program has changed it, which a retry will see, or the error is
    /// permanent.
    Taken(DbErr),
    /// A retry does not help.
    Final(Box<Failure>),
}

impl TxError {
    /// The error of new rows: a key that another program has stored meanwhile, or a row that it has deleted,
    /// is worth a retry.
    pub fn of_new_rows(error: DbErr) -> Self {
        match classify(&error) {
            ErrorClass::Unique | ErrorClass::ForeignKey => Self::Taken(error),
            _ => Self::Database(error),
        }
    }
}

impl From<DbErr> for TxError {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl From<Failure> for TxError {
    fn from(failure: Failure) -> Self {
        Self::Final(Box::new(failure))
    }
}

impl From<TxError> for Failure {
    fn from(error: TxError) -> Self {
        match error {
            TxError::Database(error) | TxError::Taken(error) => error.into(),
            TxError::Final(failure) => *failure,
        }
    }
}

/// Rests before another try: longer each time, and by chance, so that two that met part ways.
pub(super) async fn pause(attempt: u32) {
    let ceiling = 10_u64 << attempt.min(7);
    let wait = rand::rng().random_range(5..=ceiling);
    // The tries of a unit test compete with nobody.
    if !cfg!(test) {
        tokio::time::sleep(Duration::from_millis(wait)).await;
    }
}

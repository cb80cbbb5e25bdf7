//! Runs a transaction again when the engine says that another one was in its way.

use std::time::{Duration, Instant};

use rand::Rng;
use sea_orm::DbErr;

use super::dialect::{Class, classify};
use crate::error::Failure;

/// How often a transaction is tried at the most.
pub(super) const TRIES: u32 = 10;
/// How long it is tried at the most.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Why a piece of work ended without success.
#[derive(Debug)]
pub enum Trouble {
    /// The database said no; some of its errors go away on another try.
    Database(DbErr),
    /// The connection was lost while the commit was under way: nobody knows whether it took
    /// effect. To be settled by looking, or repeated where that is harmless.
    Unknown(DbErr),
    /// No other try would help.
    Final(Box<Failure>),
}

impl From<DbErr> for Trouble {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Final(Box::new(failure))
    }
}

/// Runs `work`, a whole transaction, until it succeeds or fails for good.
///
/// After ten tries or half a minute the last error stands: exit 7. A lost connection is not
/// tried again: see [`Session::retrying`](super::session::Session::retrying) for work that is
/// safe to repeat.
pub async fn retrying<T>(mut work: impl AsyncFnMut() -> Result<T, Trouble>) -> Result<T, Failure> {
    let started = Instant::now();
    for attempt in 1.. {
        match work().await {
            Ok(value) => return Ok(value),
            Err(Trouble::Final(failure)) => return Err(*failure),
            Err(Trouble::Unknown(error) | Trouble::Database(error)) => {
                let again = classify(&error) == Class::Busy
                    && attempt < TRIES
                    && started.elapsed() < PATIENCE;
                if !again {
                    return Err(error.into());
                }
                tracing::info!(attempt, "the database was busy, trying again");
            }
        }
        pause(attempt).await;
    }
    unreachable!("the loop ends by a return")
}

/// Rests before another try: longer each time, and by chance, so that two that met part ways.
pub(super) async fn pause(attempt: u32) {
    let ceiling = 10_u64 << attempt.min(7);
    let wait = rand::rng().random_range(5..=ceiling);
    tokio::time::sleep(Duration::from_millis(wait)).await;
}

//! Runs that change many rows in short transactions: the only one of its kind on a database at a
//! time, with other writers in between. Each transaction ends with the lease, as the fence.

mod pace;
mod pauses;

use std::ops::Range;
use std::time::{Duration, Instant};

use migration::runner::lease::Lease;
use sea_orm::DatabaseConnection;

pub use self::pace::Pace;
pub use self::pauses::Pauses;
use super::dialect::{self, Durability, Wait, WriteTransaction};
use super::retry::{self, TxError};
use super::session::Session;
use crate::error::{Failure, Kind};

/// How long a transaction may hold its locks.
const HELD: Range<Duration> = Duration::from_millis(80)..Duration::from_millis(200);
/// Time in transactions after which other writers may take SQLite's lock: soon after it, the pause of one
/// that waits doubles.
const TURN: Duration = Duration::from_millis(225);
/// Number of pauses after which SQLite's log is checkpointed.
const PAUSES_PER_CHECKPOINT: u32 = 2;
/// Time limit for releasing the lease; it expires anyway.
const RELEASE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a lease is waited for that may be this run's own: taken on a connection that broke.
const OWN_LEASE_WAIT: Duration = Duration::from_secs(11);

/// What a run is, and how many rows its transactions have.
#[derive(Debug, Clone, Copy)]
pub struct BatchRules {
    /// The name of the lease.
    pub lease: &'static str,
    /// Rows of the first transaction.
    pub first: u64,
    /// Rows of a transaction at most.
    pub most: u64,
    /// What a power failure may undo.
    pub durability: Durability,
}

/// A run.
pub struct BatchRun<'a> {
    session: &'a Session,
    lease: Lease,
    pace: Pace,
    pauses: Pauses,
    renewed: Instant,
}

impl<'a> BatchRun<'a> {
    /// Takes the lease for `owner`.
    ///
    /// # Errors
    /// Exit 7 at once if another run holds the lease.
    pub async fn begin(
        session: &'a Session,
        owner: &str,
        rules: BatchRules,
    ) -> Result<Self, Failure> {
        let mut max_wait = Duration::ZERO;
        let lease = session
            .retrying(async |db| {
                dialect::prepare_for_batches(&db, rules.durability).await?;
                let max_wait = std::mem::replace(&mut max_wait, OWN_LEASE_WAIT);
                let taken = Lease::take(&db, rules.lease, owner, max_wait).await;
                Ok(taken?)
            })
            .await?;
        if let Some(holder) = lease.replaced() {
            tracing::info!(%holder, "the run before ended without giving its lease back");
        }
        Ok(Self {
            session,
            lease,
            pace: Pace::new(rules.first, rules.most, HELD),
            pauses: Pauses::new(TURN, PAUSES_PER_CHECKPOINT),
            renewed: Instant::now(),
        })
    }

    /// The session of the run.
    pub(super) fn session(&self) -> &'a Session {
        self.session
    }

    /// Rows for the next transaction.
    pub(super) fn size(&self) -> u64 {
        self.pace.size()
    }

    /// Begins a transaction. Its first statement is yet to come, unless it is `again` the same work.
    pub(super) async fn transaction(
        &self,
        db: &DatabaseConnection,
        again: bool,
    ) -> Result<WriteTransaction, TxError> {
        let tx = dialect::begin_write(db).await?;
        if again {
            // The transaction of the try before may live on in the server. Once the row of the
            // lease is ours it has ended, either way.
            dialect::wait_for_locks(&tx, Wait::Usual).await?;
            self.lease.renew(&tx).await?;
        }
        dialect::wait_for_locks(&tx, Wait::Briefly).await?;
        Ok(tx)
    }

    /// Renews the lease at the end of a transaction: it commits only if no other run has it.
    pub(super) async fn fence(&self, tx: &WriteTransaction) -> Result<(), TxError> {
        Ok(self.lease.renew(tx).await?)
    }

    /// Notes a transaction that has held its locks so long; whether it was `full`.
    pub(super) fn note(&mut self, held: Duration, full: bool) {
        self.renewed = Instant::now();
        self.pauses.note(held);
        if full {
            self.pace.learn(held);
        }
    }

    /// Pauses between two batches, if it is the turn of other writers.
    ///
    /// # Errors
    /// A permanent one of the database.
    pub async fn yield_to_writers(&mut self) -> Result<(), Failure> {
        Ok(self.pauses.pause(&self.session.db()).await?)
    }

    /// Renews the lease if it is due.
    ///
    /// # Errors
    /// Exit 7 if another run has the lease.
    pub async fn renew_lease(&mut self) -> Result<(), Failure> {
        if self.renewed.elapsed() >= self.lease.renew_interval() {
            let lease = &self.lease;
            let held = self.session.retrying(async |db| Ok(lease.renew(&db).await?));
            held.await?;
            self.renewed = Instant::now();
        }
        Ok(())
    }

    /// Releases the lease, and checkpoints the log.
    pub async fn end(self) {
        let db = self.session.db();
        // What cannot be checkpointed now is by the next writer.
        let _ = dialect::checkpoint_wal(&db).await;
        // Nobody waits longer for it than for one that was killed.
        let _ = tokio::time::timeout(RELEASE_TIMEOUT, self.lease.release(&db)).await;
    }
}

/// Tries `work` for longer than a transaction is otherwise: one of a batch never waits for rows
/// itself.
pub(super) async fn patiently<T>(
    mut work: impl AsyncFnMut() -> Result<T, Failure>,
) -> Result<T, Failure> {
    let started = Instant::now();
    loop {
        match work().await {
            Err(busy) if busy.kind() == Kind::Busy && started.elapsed() < retry::max_wait() => {}
            outcome => return outcome,
        }
    }
}

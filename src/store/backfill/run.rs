//! Changes the status of meetings in short transactions, each of which ends with the lease.

use std::time::{Duration, Instant};

use migration::runner::lease::Lease;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter,
};

use super::pace::Pace;
use super::range::{Range, Tally};
use crate::entity::meeting::{self, Column};
use crate::error::{Failure, Kind};
use crate::store::cells;
use crate::store::commit::InDoubt;
use crate::store::compare;
use crate::store::dialect::{self, Wait, WriteTransaction};
use crate::store::history;
use crate::store::retry;
use crate::store::session::Session;
use crate::time::UtcTime;

/// The name of the lease.
const NAME: &str = "backfill";
/// Time in transactions after which other writers may take SQLite's lock.
const TURN: Duration = Duration::from_millis(120);
/// Number of meetings of a batch that are read to verify its commit: it is stored whole or not.
const VERIFIED_IDS: usize = 8;
/// Number of pauses after which SQLite's log is checkpointed.
const PAUSES_PER_CHECKPOINT: u32 = 4;
/// Time limit for releasing the lease; it expires anyway.
const RELEASE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a lease is waited for that may be this run's own: taken on a connection that broke.
const OWN_LEASE_WAIT: Duration = Duration::from_secs(11);
/// Batches that change nothing, in a row, after which a range is left to the next run.
const MAX_EMPTY_BATCHES: u32 = 3;

/// A run: the only one on its database at a time.
pub struct BackfillRun<'a> {
    session: &'a Session,
    lease: Lease,
    now: UtcTime,
    written: UtcTime,
    pace: Pace,
    /// The time up to which a range is done; nothing where each batch begins at its start.
    key: Option<UtcTime>,
    empty_batches: u32,
    /// Time in transactions since the last rest, and in the last of them.
    worked: (Duration, Duration),
    rests: u32,
    renewed: Instant,
    /// What the batches so far have changed.
    total: Tally,
}

/// What one batch did.
#[derive(Debug, Clone, Copy, Default)]
pub struct Batch {
    /// Meetings examined.
    pub examined: u64,
    /// Meetings changed; fewer if another program was faster.
    pub updated: Tally,
    /// Nothing is left of the range.
    pub last: bool,
}

/// What a transaction did.
#[derive(Debug, Clone, Default)]
struct WrittenBatch {
    examined: u64,
    updated: Tally,
    /// The ids that were examined, if the engine returns them.
    ids: Vec<i64>,
    key: Option<UtcTime>,
    held: Duration,
}

impl<'a> BackfillRun<'a> {
    /// Takes the lease for `owner`. `now` is what times are compared with, `written` goes to `updated_at`; a
    /// transaction takes at most `most` rows, if given.
    ///
    /// # Errors
    /// Exit 7 at once if another run holds the lease.
    pub async fn begin(
        session: &'a Session,
        owner: &str,
        now: UtcTime,
        written: UtcTime,
        most: Option<u64>,
    ) -> Result<Self, Failure> {
        let mut max_wait = Duration::ZERO;
        let lease = session
            .retrying(async |db| {
                dialect::prepare_for_backfill(&db).await?;
                let max_wait = std::mem::replace(&mut max_wait, OWN_LEASE_WAIT);
                let taken = Lease::take(&db, NAME, owner, max_wait).await;
                Ok(taken?)
            })
            .await?;
        if let Some(holder) = lease.replaced() {
            tracing::info!(%holder, "the run before ended without giving its lease back");
        }
        let backend = session.db().get_database_backend();
        let most = most.unwrap_or_else(|| dialect::rows_at_once(backend));
        Ok(Self {
            session,
            lease,
            now,
            written,
            pace: Pace::new(dialect::rows_at_first(backend), most),
            key: None,
            empty_batches: 0,
            worked: (Duration::ZERO, Duration::ZERO),
            rests: 0,
            renewed: Instant::now(),
            total: Tally::default(),
        })
    }

    /// Changes the next meetings of a range, in one transaction.
    ///
    /// The change repeats the condition, so a meeting that is moved meanwhile keeps its status. A batch whose commit was in doubt is verified: it counts once.
    ///
    /// # Errors
    /// A permanent one of the database; exit 7 if rows stay locked or another run has the lease.
    pub async fn batch(&mut self, range: Range) -> Result<Batch, Failure> {
        let size = self.pace.size();
        let mut change = self.patiently(range, size).await?;
        let WrittenBatch { examined, held, .. } = change;
        self.renewed = Instant::now();
        self.total += change.updated;
        self.worked = (self.worked.0 + held, held);
        let full = examined >= size;
        if full {
            self.pace.learn(held);
        }
        self.empty_batches = match change.updated.total() {
            0 => self.empty_batches + 1,
            _ => 0,
        };
        // Start over to find what appeared before the key in the meantime.
        let behind = self.key.take().is_some();
        if full {
            self.key = change.key.take();
        }
        let last = (!full && !behind) || self.empty_batches >= MAX_EMPTY_BATCHES;
        if last {
            self.key = None;
            self.empty_batches = 0;
        }
        Ok(Batch { examined, updated: change.updated, last })
    }

    /// Tries for longer than a transaction is otherwise: this one never waits for rows itself.
    async fn patiently(&self, range: Range, size: u64) -> Result<WrittenBatch, Failure> {
        let started = Instant::now();
        loop {
            match self.change(range, size).await {
                Err(busy) if busy.kind() == Kind::Busy && started.elapsed() < retry::max_wait() => {
                }
                outcome => return outcome,
            }
        }
    }

    async fn change(&self, range: Range, size: u64) -> Result<WrittenBatch, Failure> {
        let mut in_doubt = InDoubt::<WrittenBatch>::default();
        let mut tries = 0;
        self.session
            .retrying(async |db| {
                tries += 1;
                let tx = dialect::begin_write(&db).await?;
                if tries > 1 {
                    // The transaction of the try before may live on in the server. Once the row of
                    // the lease is ours it has ended, either way.
                    dialect::wait_for_locks(&tx, Wait::Usual).await?;
                    self.lease.renew(&tx).await?;
                }
                dialect::wait_for_locks(&tx, Wait::Briefly).await?;
                let began = Instant::now();
                if let Some(doubted) = in_doubt.get()
                    && self.is_stored(&tx, range, doubted).await?
                {
                    tx.rollback().await?;
                    return Ok(doubted.clone());
                }
                in_doubt.clear();
                let mut change = if dialect::picks_in_place(db.get_database_backend()) {
                    self.change_in_place(&tx, range, size).await?
                } else {
                    self.change_by_id(&tx, range, size).await?
                };
                self.lease.renew(&tx).await?;
                if change.updated.total() > 0 {
                    let mut total = self.total;
                    total += change.updated;
                    let Tally { completed, in_progress, scheduled } = total;
                    let counts = [
                        ("completed", completed),
                        ("in_progress", in_progress),
                        ("scheduled", scheduled),
                    ];
                    history::write_run(&tx, self.session.run(), counts).await?;
                }
                let took_effect = async {
                    Ok(change.updated.total() == 0 || self.is_stored(&db, range, &change).await?)
                };
                in_doubt.commit(&db, tx, change.clone(), took_effect).await?;
                change.held = began.elapsed();
                Ok(change)
            })
            .await
    }

    /// Lets the engine pick the rows: for one that nobody else can write to meanwhile.
    async fn change_in_place(
        &self,
        tx: &WriteTransaction,
        range: Range,
        size: u64,
    ) -> Result<WrittenBatch, DbErr> {
        let mut change = WrittenBatch::default();
        for rule in range.rules() {
            let left = size - change.examined;
            if left == 0 {
                break;
            }
            let first = range.first(tx.get_database_backend(), self.now, None, left);
            let rows =
                Condition::all().add(Column::Id.in_subquery(first)).add_option(rule.test(self.now));
            let updated = self.update(tx, rule.status.as_str(), rows).await?;
            change.examined += updated;
            change.updated.add(rule.status, updated);
        }
        Ok(change)
    }

    async fn change_by_id(
        &self,
        tx: &WriteTransaction,
        range: Range,
        size: u64,
    ) -> Result<WrittenBatch, DbErr> {
        let mut rows = range.first(tx.get_database_backend(), self.now, self.key, size);
        rows.column(range.column());
        let mut change = WrittenBatch::default();
        for row in tx.query_all(&rows).await? {
            let (id, key) = cells::id_and_time(&row)?;
            change.ids.push(id);
            change.key = Some(key);
        }
        change.examined = change.ids.len() as u64;
        for rule in range.rules() {
            if change.updated.total() == change.examined {
                break;
            }
            let rows = Condition::all()
                .add(Column::Id.is_in(change.ids.iter().copied()))
                .add(range.test(self.now))
                .add_option(rule.test(self.now));
            let updated = self.update(tx, rule.status.as_str(), rows).await?;
            change.updated.add(rule.status, updated);
        }
        Ok(change)
    }

    async fn update(
        &self,
        tx: &WriteTransaction,
        status: &'static str,
        rows: Condition,
    ) -> Result<u64, DbErr> {
        let result = meeting::Entity::update_many()
            .col_expr(Column::Status, Expr::value(status))
            .col_expr(Column::UpdatedAt, Expr::value(self.written))
            .filter(rows)
            .exec(tx)
            .await?;
        Ok(result.rows_affected)
    }

    /// Whether a transaction whose commit was not answered has taken effect.
    async fn is_stored<C: ConnectionTrait>(
        &self,
        db: &C,
        range: Range,
        doubted: &WrittenBatch,
    ) -> Result<bool, DbErr> {
        if doubted.updated.total() == 0 {
            return Ok(false);
        }
        let statuses = range.rules().iter().map(|rule| rule.status.as_str());
        let sample = doubted.ids.iter().copied().take(VERIFIED_IDS);
        let written = meeting::Entity::find()
            .filter(Column::Id.is_in(sample))
            .filter(Column::Status.is_in(statuses))
            .filter(compare::since(Column::UpdatedAt, self.written))
            .filter(compare::until(Column::UpdatedAt, self.written))
            .count(db)
            .await?;
        Ok(written > 0)
    }

    /// How many meetings of these ranges are still to be changed.
    ///
    /// # Errors
    /// A permanent one of the database.
    pub async fn left(&self, ranges: &[Range]) -> Result<u64, Failure> {
        let mut left = 0;
        for range in ranges {
            let count = self.session.reading(async |db| Ok(range.count(&db, self.now).await?));
            left += count.await?;
        }
        Ok(left)
    }

    /// Pauses between two batches for as long as other writers need to get the lock.
    ///
    /// # Errors
    /// A permanent one of the database.
    pub async fn yield_to_writers(&mut self) -> Result<(), Failure> {
        // Lets a signal be handled: SQLite answers without ever waiting.
        tokio::task::yield_now().await;
        let (worked, last) = self.worked;
        if worked + last <= TURN {
            return Ok(());
        }
        self.worked = (Duration::ZERO, Duration::ZERO);
        let db = self.session.db();
        let rest = dialect::rest_after(db.get_database_backend(), worked);
        if rest.is_zero() {
            return Ok(());
        }
        let started = Instant::now();
        self.rests += 1;
        if self.rests.is_multiple_of(PAUSES_PER_CHECKPOINT) {
            dialect::checkpoint_wal(&db).await?;
        }
        tokio::time::sleep(rest.saturating_sub(started.elapsed())).await;
        Ok(())
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
        let db: DatabaseConnection = self.session.db();
        // What cannot be checkpointed now is by the next writer.
        let _ = dialect::checkpoint_wal(&db).await;
        // Nobody waits longer for it than for one that was killed.
        let _ = tokio::time::timeout(RELEASE_TIMEOUT, self.lease.release(&db)).await;
    }
}

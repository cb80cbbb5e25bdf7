//! Changes the status of meetings in short transactions, each of which ends with the lease.

use std::time::{Duration, Instant};

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryTrait,
};

use super::range::{Range, Tally};
use crate::entity::meeting::{self, Column};
use crate::error::Failure;
use crate::store::batches::{self, BatchRules, BatchRun};
use crate::store::cells;
use crate::store::commit::InDoubt;
use crate::store::compare;
use crate::store::dialect::{self, Durability, WriteTransaction};
use crate::store::history;
use crate::store::session::Session;
use crate::time::UtcTime;

/// The name of the lease.
const NAME: &str = "backfill";
/// Rows of a transaction at most, unless the user says another number: the more rows, the fewer times
/// a page of an index is written.
const MOST: u64 = 10_000;
/// Number of meetings of a batch that are read to verify its commit: it is stored whole or not.
const VERIFIED_IDS: usize = 8;
/// Batches that change nothing, in a row, after which a range is left to the next run.
const MAX_EMPTY_BATCHES: u32 = 3;

/// A run: the only one on its database at a time.
pub struct BackfillRun<'a> {
    /// Its lease, and its rests.
    pub batches: BatchRun<'a>,
    now: UtcTime,
    written: UtcTime,
    /// The time up to which a range is done; nothing where each batch begins at its start.
    key: Option<UtcTime>,
    empty_batches: u32,
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
        let backend = session.db().get_database_backend();
        let rules = BatchRules {
            lease: NAME,
            first: dialect::rows_at_first(backend),
            most: most.unwrap_or(MOST),
            durability: Durability::Repeatable,
        };
        let batches = BatchRun::begin(session, owner, rules).await?;
        Ok(Self { batches, now, written, key: None, empty_batches: 0, total: Tally::default() })
    }

    /// Changes the next meetings of a range, in one transaction.
    ///
    /// The change repeats the condition, so a meeting that is moved meanwhile keeps its status. A batch whose commit was in doubt is verified: it counts once.
    ///
    /// # Errors
    /// A permanent one of the database; exit 7 if rows stay locked or another run has the lease.
    pub async fn batch(&mut self, range: Range) -> Result<Batch, Failure> {
        let size = self.batches.size();
        let mut change = batches::patiently(async || self.change(range, size).await).await?;
        let WrittenBatch { examined, held, .. } = change;
        self.total += change.updated;
        let full = examined >= size;
        self.batches.note(held, full);
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

    async fn change(&self, range: Range, size: u64) -> Result<WrittenBatch, Failure> {
        let mut in_doubt = InDoubt::<WrittenBatch>::default();
        let mut tries = 0;
        self.batches
            .session()
            .retrying(async |db| {
                tries += 1;
                let tx = self.batches.transaction(&db, tries > 1).await?;
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
                self.batches.fence(&tx).await?;
                if change.updated.total() > 0 {
                    let mut total = self.total;
                    total += change.updated;
                    let Tally { completed, in_progress, scheduled } = total;
                    let counts = [
                        ("completed", completed),
                        ("in_progress", in_progress),
                        ("scheduled", scheduled),
                    ];
                    history::write_run(&tx, self.batches.session().run(), counts).await?;
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
        let update = meeting::Entity::update_many()
            .col_expr(Column::Status, Expr::value(status))
            .col_expr(Column::UpdatedAt, Expr::value(self.written))
            .filter(rows);
        dialect::update_rows(tx, &update.into_query()).await
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
            let count =
                self.batches.session().reading(async |db| Ok(range.count(&db, self.now).await?));
            left += count.await?;
        }
        Ok(left)
    }
}

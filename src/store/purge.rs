//! Deletes meetings that have ended, in short transactions, each after its meetings are in an
//! archive.
//!
//! A transaction locks the rows, reads them with their people, deletes them, has the archive written
//! and synced, and commits: what is archived is what is deleted, and nothing is deleted that is not on
//! the disk. A run that is killed in between leaves meetings in both places; [`stored`] finds them.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::batches::{self, BatchRules, BatchRun};
use super::commit::InDoubt;
use super::dialect::{self, Durability, WriteTransaction};
use super::history::{self, Values};
use super::long_texts::BUDGET;
use super::meetings::{delete_rows, rows_by_ids};
use super::people::{MeetingDetails, Participations, People, with_people_of_some};
use super::retry::TxError;
use super::session::Session;
use super::{IDS_PER_STATEMENT, cells, compare, json_rows, long_texts};
use crate::entity::meeting::{self, Column, Status};
use crate::error::Failure;
use crate::time::UtcTime;

/// The name of the lease.
const NAME: &str = "purge";
/// Meetings of the first transaction: each also syncs the archive.
const FIRST: u64 = 500;
/// Meetings of a transaction at most, unless the user sets another number. On Galera a transaction
/// delays all nodes.
const MOST: u64 = 1000;
/// Meetings of a transaction at most, whatever the user sets.
pub const MAX_BATCH: u64 = 10_000;
/// Number of meetings of a batch that are read to verify its commit: it is stored whole or not.
const VERIFIED_IDS: usize = 8;

/// Where meetings are written before they are deleted. A batch may be staged and written several
/// times, until it is committed.
pub trait Archive {
    /// Takes the meetings of a batch instead of those that were staged before; returns the ids of
    /// those that it can hold.
    ///
    /// # Errors
    /// The archive cannot be used.
    fn stage(&mut self, meetings: Vec<MeetingDetails>) -> Result<HashSet<i64>, Failure>;

    /// Writes what is staged to the disk.
    ///
    /// # Errors
    /// Exit 10 if the disk is full.
    fn write(&mut self) -> Result<(), Failure>;

    /// Notes that what is written is deleted from the database.
    ///
    /// # Errors
    /// As for [`write`](Self::write).
    fn committed(&mut self) -> Result<(), Failure>;

    /// Notes that the batch was rolled back.
    fn rolled_back(&mut self);
}

/// How many meetings of `status` have ended by `before`.
///
/// # Errors
/// What the database reports.
pub async fn count(
    db: &DatabaseConnection,
    status: Status,
    before: UtcTime,
) -> Result<u64, Failure> {
    Ok(meeting::Entity::find().filter(ended(status, before)).count(db).await?)
}

/// Those of `meetings`, each with its id, its uid and when it was created, that are stored.
///
/// An id alone proves nothing: an engine may give it to another meeting.
///
/// # Errors
/// What the database reports.
pub async fn stored(
    db: &DatabaseConnection,
    meetings: &[(i64, Option<String>, Option<UtcTime>)],
) -> Result<HashSet<i64>, Failure> {
    let ids: Vec<i64> = meetings.iter().map(|(id, ..)| *id).collect();
    let rows = rows_by_ids(db, &ids).await?;
    let second = |time: Option<UtcTime>| time.map(crate::time::whole_second);
    let known: HashSet<_> =
        rows.into_iter().map(|row| (row.id, row.uid, second(row.created_at))).collect();
    let meetings = meetings.iter().filter(|meeting| known.contains(meeting));
    Ok(meetings.map(|(id, ..)| *id).collect())
}

/// The meetings of one status that have ended by `before`.
///
/// At the moment in which a meeting ends it is over: its interval is half-open.
fn ended(status: Status, before: UtcTime) -> Condition {
    let until = compare::until(Column::EndTime, before);
    Condition::all().add(Column::Status.eq(status.as_str())).add(until)
}

/// What a run deletes.
#[derive(Debug, Clone)]
pub struct PurgeRules {
    /// Meetings that have ended by then.
    pub before: UtcTime,
    /// At most this many in a transaction, if given.
    pub most: Option<u64>,
    /// What the history has of the run, beside its counts.
    pub about: Values,
}

/// A run: the only one on its database at a time.
pub struct PurgeRun<'a> {
    /// Its lease, and its rests.
    pub batches: BatchRun<'a>,
    rules: PurgeRules,
    /// Meetings deleted so far.
    deleted: u64,
    /// The end up to which the meetings of the present status are done.
    key: Option<UtcTime>,
    /// Meetings that end there and were skipped.
    skipped: HashSet<i64>,
}

/// What one batch did.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Meetings deleted.
    pub deleted: u64,
    /// Meetings that the archive cannot hold.
    pub skipped: u64,
    /// Meetings whose end is not a time, so that nobody can say whether they have ended.
    pub unreadable: Vec<i64>,
    /// Nothing is left of the status.
    pub last: bool,
}

/// The meetings that a batch begins with.
#[derive(Debug, Default)]
struct Picked {
    ids: Vec<i64>,
    /// The end of the last one.
    key: Option<UtcTime>,
    /// More may follow.
    more: bool,
}

/// What a transaction did.
#[derive(Debug, Clone, Default)]
struct WrittenBatch {
    deleted: Vec<i64>,
    skipped: Vec<i64>,
    unreadable: Vec<i64>,
    /// Some that were picked are left: they have too many participants for one transaction.
    cut: bool,
    held: Duration,
}

impl<'a> PurgeRun<'a> {
    /// Takes the lease for `owner`.
    ///
    /// # Errors
    /// Exit 7 at once if another run holds the lease.
    pub async fn begin(
        session: &'a Session,
        owner: &str,
        rules: PurgeRules,
    ) -> Result<Self, Failure> {
        let batch_rules = BatchRules {
            lease: NAME,
            first: FIRST,
            most: rules.most.unwrap_or(MOST).min(MAX_BATCH),
            // A batch that a power failure undoes would be in the archive twice.
            durability: Durability::Full,
        };
        let batches = BatchRun::begin(session, owner, batch_rules).await?;
        Ok(Self { batches, rules, deleted: 0, key: None, skipped: HashSet::new() })
    }

    /// Deletes the next meetings of `status`, in one transaction.
    ///
    /// # Errors
    /// A permanent one of the database; one of the archive; exit 7 if rows stay locked or another run
    /// has the lease. Nothing of the batch is deleted then, unless the outcome is unknown.
    pub async fn batch<A: Archive>(
        &mut self,
        status: Status,
        mut archive: Option<&mut A>,
    ) -> Result<Batch, Failure> {
        let size = self.batches.size();
        let session = self.batches.session();
        let picked = session.reading(async |db| Ok(self.pick(&db, status, size).await?)).await?;
        if picked.ids.is_empty() {
            (self.key, self.skipped) = (None, HashSet::new());
            return Ok(Batch { last: true, ..Batch::default() });
        }
        // Kept over all tries: what may have been deleted must not leave the archive.
        let mut in_doubt = InDoubt::default();
        let mut tries = 0;
        let done = batches::patiently(async || {
            let archive = archive.as_deref_mut();
            self.delete(&picked.ids, status, archive, &mut in_doubt, &mut tries).await
        });
        let done = done.await;
        match (&done, archive) {
            (Ok(_), Some(archive)) => archive.committed()?,
            (Err(_), Some(archive)) if in_doubt.get().is_none() => archive.rolled_back(),
            _ => {}
        }
        let done = done?;
        self.deleted += done.deleted.len() as u64;
        let last = !picked.more && !done.cut;
        self.batches.note(done.held, picked.more && !done.cut);
        if last {
            (self.key, self.skipped) = (None, HashSet::new());
        } else {
            if !done.cut && picked.key > self.key {
                (self.key, self.skipped) = (picked.key, HashSet::new());
            }
            self.skipped.extend(done.skipped.iter().chain(&done.unreadable));
        }
        Ok(Batch {
            deleted: done.deleted.len() as u64,
            skipped: done.skipped.len() as u64,
            unreadable: done.unreadable,
            last,
        })
    }

    /// The next meetings, as many as the archive may hold in memory. They are read before the
    /// transaction, whose first statement has to lock.
    async fn pick(
        &self,
        db: &DatabaseConnection,
        status: Status,
        size: u64,
    ) -> Result<Picked, DbErr> {
        let limit = size + self.skipped.len() as u64;
        let from = self.key.map(|key| compare::since(Column::EndTime, key));
        let select = meeting::Entity::find()
            .select_only()
            .column(Column::Id)
            .column(Column::EndTime)
            .expr(Expr::cust("COALESCE(octet_length(meetings.description), 0)"))
            .filter(ended(status, self.rules.before))
            .filter(Condition::all().add_option(from))
            .order_by_asc(Column::EndTime)
            .limit(limit)
            .into_query();
        let rows = db.query_all(&select).await?;
        let mut picked = Picked { more: rows.len() as u64 == limit, ..Picked::default() };
        let mut bytes = 0;
        for row in &rows {
            let (id, end) = cells::id_and_time(row)?;
            bytes += cells::number(row, 2)?;
            if bytes > BUDGET && !picked.ids.is_empty() {
                picked.more = true;
                break;
            }
            picked.key = picked.key.max(Some(end));
            if !self.skipped.contains(&id) {
                picked.ids.push(id);
            }
        }
        Ok(picked)
    }

    async fn delete<A: Archive>(
        &self,
        ids: &[i64],
        status: Status,
        mut archive: Option<&mut A>,
        in_doubt: &mut InDoubt<WrittenBatch>,
        tries: &mut u32,
    ) -> Result<WrittenBatch, Failure> {
        let session = self.batches.session().for_locks(ids.len().div_ceil(IDS_PER_STATEMENT));
        session
            .retrying(async |db| {
                *tries += 1;
                let tx = self.batches.transaction(&db, *tries > 1).await?;
                let began = Instant::now();
                if let Some(doubted) = in_doubt.get()
                    && lock(&tx, &doubted.deleted, None, false).await?.is_empty()
                {
                    tx.rollback().await?;
                    return Ok(doubted.clone());
                }
                in_doubt.clear();
                let mut batch = self.delete_rows(&tx, ids, status, archive.as_deref_mut()).await?;
                if !batch.deleted.is_empty() {
                    let counts = self.counts(&batch, archive.is_some());
                    history::write_run_values(&tx, self.batches.session().run(), counts).await?;
                }
                self.batches.fence(&tx).await?;
                let sample = &batch.deleted[..batch.deleted.len().min(VERIFIED_IDS)];
                let took_effect = async { Ok(rows_by_ids(&db, sample).await?.is_empty()) };
                in_doubt.commit(&db, tx, batch.clone(), took_effect).await?;
                batch.held = began.elapsed();
                Ok(batch)
            })
            .await
    }

    /// What the history has of the run after a batch.
    fn counts(&self, batch: &WrittenBatch, is_archived: bool) -> Values {
        let mut counts = self.rules.about.clone();
        let deleted = self.deleted + batch.deleted.len() as u64;
        counts.insert("deleted".to_owned(), deleted.into());
        counts.insert("archived".to_owned(), if is_archived { deleted } else { 0 }.into());
        counts
    }

    async fn delete_rows<A: Archive>(
        &self,
        tx: &WriteTransaction,
        ids: &[i64],
        status: Status,
        archive: Option<&mut A>,
    ) -> Result<WrittenBatch, TxError> {
        let still = ended(status, self.rules.before);
        let rows = lock(tx, ids, Some(still), archive.is_some()).await?;
        let (rows, unreadable): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| row.odd.get("end_time").is_none_or(|odd| odd.in_order));
        let mut batch = WrittenBatch {
            unreadable: unreadable.into_iter().map(|row| row.id).collect(),
            ..WrittenBatch::default()
        };
        let Some(archive) = archive else {
            batch.deleted = rows.into_iter().map(|row| row.id).collect();
            delete(tx, &batch.deleted).await?;
            return Ok(batch);
        };
        // Nobody can add a participant to a locked meeting. One who is removed before the
        // participations are locked, by their deletion, is noticed by the count.
        let locked = rows.len();
        let (known, mut people) = (Participations::default(), People::default());
        let meetings = with_people_of_some(tx, rows, known, &mut people).await?;
        let meetings: Vec<MeetingDetails> = meetings.collect();
        batch.cut = meetings.len() < locked;
        let people = |meeting: &MeetingDetails| (meeting.row.id, meeting.participants.len() as u64);
        let people: Vec<(i64, u64)> = meetings.iter().map(people).collect();
        let held = archive.stage(meetings)?;
        let mut participations = 0;
        for (id, count) in people {
            if held.contains(&id) {
                batch.deleted.push(id);
                participations += count;
            } else {
                batch.skipped.push(id);
            }
        }
        if delete(tx, &batch.deleted).await? < participations {
            return Err(dialect::conflict().into());
        }
        if !batch.deleted.is_empty() {
            archive.write()?;
        }
        Ok(batch)
    }
}

/// Locks those of `ids` for which `condition` holds, and reads them as they are now.
///
/// A reading that locks sees what is committed by now, also on MySQL, where it does not begin the
/// snapshot of the transaction.
async fn lock(
    tx: &WriteTransaction,
    ids: &[i64],
    condition: Option<Condition>,
    with_descriptions: bool,
) -> Result<Vec<meeting::Model>, DbErr> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let mut select = meeting::Entity::find()
            .filter(Column::Id.is_in(ids.iter().copied()))
            .filter(Condition::all().add_option(condition.clone().map(compare::test)))
            .order_by_asc(Column::Id)
            .into_query();
        if !with_descriptions {
            long_texts::select(&mut select, &[Column::Description]);
        }
        select.lock(LockType::Update);
        rows.extend(json_rows::meetings(tx, &select).await?);
    }
    Ok(rows)
}

/// Deletes meetings that are locked, and returns the number of their participations.
async fn delete(tx: &WriteTransaction, ids: &[i64]) -> Result<u64, DbErr> {
    let mut participations = 0;
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let (deleted, also) = delete_rows(tx, ids).await?;
        if deleted < ids.len() as u64 {
            // The engine has rolled back.
            return Err(dialect::conflict());
        }
        participations += also;
    }
    Ok(participations)
}

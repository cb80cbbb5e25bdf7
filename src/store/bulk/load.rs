//! The first meetings of a database, written in one transaction.
//!
//! Nobody else books for their users meanwhile, so each guard row changes once. Where the engine can do
//! it in a transaction, indexes and foreign keys are made from all meetings at the end.

use std::collections::BTreeSet;
use std::io;

use sea_orm::DbErr;

use super::insert::{ROWS, insert};
use super::user_index::NewUser;
use super::{RecordState, Rejections, ResolvedMeeting, StagedFile, StagedRecord, Writer};
use crate::error::Failure;
use crate::store::booking;
use crate::store::commit::InDoubt;
use crate::store::dialect::{self, SetAside, WriteTransaction};
use crate::store::retry::TxError;
use crate::store::{IDS_PER_STATEMENT, history, meetings};

/// Records from which on one transaction takes less time than batches.
const LEAST: u64 = 1000;
/// New meetings of a batch from which on it takes less time to make the indexes again ...
const LEAST_OF_A_BATCH: u64 = 20_000;
/// ... and how many of the meetings that are stored already may come to one of them: the indexes are made
/// of those too.
const STORED: u64 = 5;
/// Bytes of descriptions in one statement.
const BYTES: usize = 4 * 1024 * 1024;

/// How a load ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// All records that are not rejected are stored: their number.
    All(u64),
    /// None is: the user has interrupted it.
    Interrupted,
    /// None is, and batches have to be written: the file is small or changes meetings, the database has
    /// meetings, is used by others or is of an engine or a user that cannot do it.
    Unsuitable,
}

impl Writer<'_> {
    /// Writes all records that are not rejected in one transaction. Calls `progress` with how many are
    /// written, and ends early if that returns false.
    ///
    /// # Errors
    /// A database error that retries do not fix. Nothing is written then.
    pub async fn load(
        &mut self,
        rejections: &Rejections,
        progress: impl Fn(u64) -> bool,
    ) -> Result<Loaded, Failure> {
        let staging = self.staging;
        let records = staging.records.count();
        if !staging.nothing_stored || !staging.only_new || records < least(LEAST) {
            return Ok(Loaded::Unsuitable);
        }
        self.create_all_users(rejections).await?;
        let users = self.seqs.keys().chain(self.user_ids.values()).copied().collect();
        let statements = usize::try_from(records).unwrap_or(usize::MAX).div_ceil(ROWS);
        let mut in_doubt = InDoubt::default();
        let this = &*self;
        let (session, run) = (self.session.for_locks(statements), self.session.run());
        session
            .retrying(async |db| {
                if let Some(loaded) = in_doubt.take()
                    && history::exists(&db, run, run.first).await?
                {
                    return Ok(loaded);
                }
                let tx = dialect::begin_bulk(&db, this.demands).await?;
                let loaded = this.load_in(&tx, &users, rejections, &progress).await?;
                let Loaded::All(created) = loaded else {
                    tx.rollback().await?;
                    return Ok(loaded);
                };
                let counts = [("created", created), ("users_created", this.users_created)];
                history::write_run(&tx, run, counts).await?;
                in_doubt.commit(&db, tx, loaded, history::exists(&db, run, run.first)).await?;
                Ok(loaded)
            })
            .await
    }

    /// Creates the new users of the records that are not rejected.
    async fn create_all_users(&mut self, rejections: &Rejections) -> Result<(), Failure> {
        let staging = self.staging;
        let (all, mut needed) = (staging.users.new_users().count(), BTreeSet::new());
        let mut meetings = accepted(staging, rejections)?;
        while needed.len() < all
            && let Some(meeting) = meetings.next()
        {
            needed.extend(meeting?.new_users());
        }
        let new_users = staging.users.new_users().filter(|(number, _)| needed.contains(number));
        let new_users: Vec<(i64, NewUser)> =
            new_users.map(|(number, user)| (number, user.clone())).collect();
        for new_users in new_users.chunks(IDS_PER_STATEMENT) {
            self.create(new_users).await?;
        }
        Ok(())
    }

    async fn load_in(
        &self,
        tx: &WriteTransaction,
        users: &BTreeSet<i64>,
        rejections: &Rejections,
        progress: &impl Fn(u64) -> bool,
    ) -> Result<Loaded, TxError> {
        let Some(aside) = SetAside::begin(tx).await? else {
            return Ok(Loaded::Unsuitable);
        };
        // Read under the locks, which nobody can book past.
        let all_locked = booking::lock_many(tx, users).await?.len() == users.len();
        if !all_locked || !meetings::none(tx).await? {
            return Ok(Loaded::Unsuitable);
        }
        let mut meetings = accepted(self.staging, rejections)?;
        let (mut batch, mut written) = (self.next(&mut meetings)?, 0);
        while !batch.is_empty() {
            if !progress(written) {
                return Ok(Loaded::Interrupted);
            }
            // The engine works while the next records are read.
            let next = async { self.next(&mut meetings) };
            let (stored, next) = tokio::join!(self.store(tx, &batch), next);
            stored.map_err(TxError::of_new_rows)?;
            written += batch.len() as u64;
            batch = next?;
            tokio::task::yield_now().await;
        }
        progress(written);
        aside.end(tx).await?;
        Ok(Loaded::All(written))
    }

    /// The next meetings, as many as one statement writes.
    fn next(
        &self,
        meetings: &mut impl Iterator<Item = Result<ResolvedMeeting, Failure>>,
    ) -> Result<Vec<ResolvedMeeting>, Failure> {
        let (mut batch, mut bytes) = (Vec::with_capacity(ROWS), 0);
        while batch.len() < ROWS
            && bytes < BYTES
            && let Some(meeting) = meetings.next()
        {
            let mut meeting = meeting?;
            self.renumber(&mut meeting);
            bytes += meeting.bytes();
            batch.push(meeting);
        }
        Ok(batch)
    }

    async fn store(&self, tx: &WriteTransaction, batch: &[ResolvedMeeting]) -> Result<(), DbErr> {
        let meetings: Vec<&ResolvedMeeting> = batch.iter().collect();
        insert(tx, &meetings, self.staging.rules.now).await.map(drop)
    }
}

/// The meetings of the records that are not rejected.
fn accepted<'a>(
    staging: &StagedFile,
    rejections: &'a Rejections,
) -> Result<impl Iterator<Item = Result<ResolvedMeeting, Failure>> + 'a, Failure> {
    let mut reasons = rejections.reasons()?;
    let accepted = move |(ordinal, record): (u64, io::Result<StagedRecord>)| {
        let rejected = reasons.of(ordinal).map(|reason| reason.is_some());
        match (record, rejected) {
            (Ok(record), Ok(false)) => match record.state {
                RecordState::Create(meeting) => Some(Ok(meeting)),
                _ => None,
            },
            (Err(error), _) => Some(Err(error.into())),
            (_, Err(failure)) => Some(Err(failure)),
            (_, Ok(true)) => None,
        }
    };
    Ok((0..).zip(staging.records.read()).filter_map(accepted))
}

/// Sets the indexes aside for the insertion of `new` meetings, where that is worth it.
pub(super) async fn set_aside(
    tx: &WriteTransaction,
    new: usize,
) -> Result<Option<SetAside>, DbErr> {
    let new = new as u64;
    if new < least(LEAST_OF_A_BATCH) || meetings::stored(tx).await? > new.saturating_mul(STORED) {
        return Ok(None);
    }
    SetAside::begin(tx).await
}

/// `usual`, or in a debug build `MEETCTL_LOAD_FROM`, so that a test needs few records.
fn least(usual: u64) -> u64 {
    #[cfg(debug_assertions)]
    if let Some(least) = std::env::var("MEETCTL_LOAD_FROM").ok().and_then(|text| text.parse().ok())
    {
        return least;
    }
    usual
}

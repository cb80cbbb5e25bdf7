//! Writes what was staged, batch by batch.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use super::insert::insert;
use super::matching::{self, Matcher, StoredMeeting};
use super::recheck::{PlannedWrite, Recheck, StaleRecord, has_versions, known_id};
use super::user_index::NewUser;
use super::{
    ImportRules, RecordState, ResolvedMeeting, StagedFile, StagedRecord, load, users, versions,
};
use crate::error::Failure;
use crate::store::IDS_PER_STATEMENT;
use crate::store::booking;
use crate::store::commit::InDoubt;
use crate::store::dialect::{self, Demands, WriteTransaction};
use crate::store::history;
use crate::store::retry::TxError;
use crate::store::session::Session;
use crate::store::users::by_id;

/// Writes the batches of one import.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(super) session: &'a Session,
    pub(super) staging: &'a StagedFile,
    pub(super) demands: Demands,
    /// The `booking_seq` of all users as first read, or as our last batch wrote it.
    pub(super) seqs: HashMap<i64, i64>,
    matcher: Matcher,
    /// The ids of new users that exist by now.
    pub(super) user_ids: HashMap<i64, i64>,
    pub(super) users_created: u64,
    /// What the batches so far have written.
    counts: Counts,
}

/// What an import has written.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    created: u64,
    updated: u64,
    cancelled: u64,
}

impl Counts {
    /// The same after a batch.
    fn plus(self, written: &Written) -> Self {
        Self {
            created: self.created + written.created,
            updated: self.updated + written.updated,
            cancelled: self.cancelled + written.cancelled,
        }
    }
}

/// What staging leaves to the writer.
#[derive(Debug)]
pub struct WriterState {
    seqs: HashMap<i64, i64>,
    matcher: Matcher,
}

impl StagedFile {
    /// Takes what only the writer needs.
    pub fn take_writer_state(&mut self) -> WriterState {
        WriterState { seqs: self.users.take_seqs(), matcher: std::mem::take(&mut self.matcher) }
    }
}

/// The result of a batch.
#[derive(Debug, Default)]
pub struct Written {
    /// Records that became meetings.
    pub created: u64,
    /// Records that changed one.
    pub updated: u64,
    /// Meetings that the file has withdrawn.
    pub cancelled: u64,
    /// Records that were already stored unchanged.
    pub unchanged: u64,
    /// Records that can no longer be imported, by their place in the batch.
    pub stale: Vec<(usize, StaleRecord)>,
}

impl<'a> Writer<'a> {
    /// A writer of what was staged.
    ///
    /// # Errors
    /// A database error that retries do not fix.
    pub async fn new(
        session: &'a Session,
        staging: &'a StagedFile,
        state: WriterState,
    ) -> Result<Self, Failure> {
        let ready = session.reading(async |db| {
            dialect::prepare_for_bulk(&db).await?;
            Ok(dialect::demands(&db).await?)
        });
        Ok(Self {
            session,
            staging,
            demands: ready.await?,
            seqs: state.seqs,
            matcher: state.matcher,
            user_ids: HashMap::new(),
            users_created: 0,
            counts: Counts::default(),
        })
    }

    /// How many users the batches so far have created.
    pub fn users_created(&self) -> u64 {
        self.users_created
    }

    /// Writes a batch in one transaction; with `all_or_nothing`, nothing if a record can no longer
    /// be imported.
    ///
    /// A commit whose outcome is unknown is retried: the next try finds what it wrote.
    ///
    /// # Errors
    /// A database error that retries do not fix.
    pub async fn write(
        &mut self,
        batch: &mut [StagedRecord],
        all_or_nothing: bool,
    ) -> Result<Written, Failure> {
        self.create_users(batch).await?;
        let known = self.read_known(batch).await?;
        let mut everybody = everybody(batch, known.values());
        let (mut tries, mut in_doubt) = (0, InDoubt::default());
        let (session, rules, demands) = (self.session, self.staging.rules, self.demands);
        let (expected, matcher) = (&self.seqs, &self.matcher);
        let (counts, users_created) = (self.counts, self.users_created);
        let batch = &*batch;
        let (written, after) = session
            .for_locks((everybody.len() + batch.len()).div_ceil(IDS_PER_STATEMENT))
            .retrying(async |db| {
                tries += 1;
                let tx = dialect::begin_bulk(&db, demands).await?;
                let seqs = booking::lock_many(&tx, &everybody).await?;
                let mut recheck = Recheck {
                    tx: &tx,
                    rules,
                    moved: moved(expected, &everybody, &seqs),
                    gone: everybody.iter().copied().filter(|id| !seqs.contains_key(id)).collect(),
                    locked: &everybody,
                    unlocked_users: BTreeSet::new(),
                    matcher: matcher.clone(),
                    vacated: BTreeSet::new(),
                    first_try: tries == 1,
                    in_doubt: in_doubt.get().is_some(),
                };
                let rechecked = recheck.writes(batch).await;
                let Recheck { moved, mut matcher, unlocked_users, .. } = recheck;
                everybody.extend(unlocked_users);
                let (writes, stale) = rechecked?;
                let mut written = Written { stale, ..Written::default() };
                if all_or_nothing && !written.stale.is_empty() {
                    tx.rollback().await?;
                    return Ok((written, None));
                }
                for id in apply(&tx, &writes, rules, &mut written).await? {
                    matcher.take(id);
                }
                let counts = counts.plus(&written);
                if counts.created + counts.updated + counts.cancelled + users_created > 0 {
                    let counts = [
                        ("created", counts.created),
                        ("updated", counts.updated),
                        ("cancelled", counts.cancelled),
                        ("users_created", users_created),
                    ];
                    history::write_run(&tx, session.run(), counts).await?;
                }
                in_doubt.commit(&db, tx, (), took_effect(&db, &seqs)).await?;
                Ok((written, Some((seqs, moved, matcher))))
            })
            .await?;
        if let Some((seqs, moved, matcher)) = after {
            self.counts = self.counts.plus(&written);
            self.matcher = matcher;
            self.note(seqs, &moved);
        }
        Ok(written)
    }

    /// Ends the import, however it went: what is committed survives a power failure from here on.
    ///
    /// # Errors
    /// A database error that retries do not fix.
    pub async fn finish(self) -> Result<(), Failure> {
        // A checkpoint syncs the log first, also one of another program.
        self.session.reading(async |db| Ok(dialect::checkpoint_wal(&db).await?)).await
    }

    /// Notes the guard rows as a batch leaves them. Who has moved counts as moved from now on: only
    /// this batch was checked again for them, and later ones hold other times.
    fn note(&mut self, seqs: HashMap<i64, i64>, moved: &BTreeSet<i64>) {
        for (id, seq) in seqs {
            if moved.contains(&id) {
                self.seqs.remove(&id);
            } else {
                self.seqs.insert(id, booking::guard_after(seq));
            }
        }
    }

    /// Creates the new users of a batch, and replaces their numbers by ids.
    async fn create_users(&mut self, batch: &mut [StagedRecord]) -> Result<(), Failure> {
        let resolved = batch.iter().filter_map(resolved_of);
        let numbers: BTreeSet<i64> = resolved
            .flat_map(ResolvedMeeting::everybody)
            .filter(|id| *id < 0 && !self.user_ids.contains_key(id))
            .collect();
        // The first of the file has the highest number.
        let new_users = numbers.into_iter().rev();
        let new_users = new_users
            .filter_map(|number| Some((number, self.staging.users.new_user_at(number)?.clone())));
        self.create(&new_users.collect::<Vec<_>>()).await?;
        for staged in batch {
            if let RecordState::Create(resolved)
            | RecordState::Update(_, resolved)
            | RecordState::Restamp(_, resolved) = &mut staged.state
            {
                self.renumber(resolved);
            }
        }
        Ok(())
    }

    /// Creates users, and notes their ids.
    pub(super) async fn create(&mut self, new_users: &[(i64, NewUser)]) -> Result<(), Failure> {
        if new_users.is_empty() {
            return Ok(());
        }
        let now = self.staging.rules.now;
        let other_case = self.staging.users.finds_other_case();
        for created in users::create_missing(self.session, new_users, other_case, now).await? {
            self.user_ids.insert(created.number, created.id);
            if created.new {
                self.seqs.insert(created.id, 0);
                self.users_created += 1;
            }
        }
        Ok(())
    }

    /// Replaces the numbers of users who exist by now by their ids.
    pub(super) fn renumber(&self, resolved: &mut ResolvedMeeting) {
        resolved.renumber(|id| self.user_ids.get(&id).copied().unwrap_or(id));
    }

    /// The stored meetings of a batch, read before the transaction: whom to lock.
    async fn read_known(
        &self,
        batch: &[StagedRecord],
    ) -> Result<HashMap<i64, StoredMeeting>, Failure> {
        let ids: Vec<i64> = batch.iter().filter_map(known_id).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let versions = has_versions(batch);
        self.session
            .reading(
                async |db: DatabaseConnection| Ok(matching::by_ids(&db, &ids, versions).await?),
            )
            .await
    }
}

fn resolved_of(staged: &StagedRecord) -> Option<&ResolvedMeeting> {
    match &staged.state {
        RecordState::Create(resolved)
        | RecordState::Update(_, resolved)
        | RecordState::Restamp(_, resolved) => Some(resolved),
        RecordState::Invalid(_) | RecordState::Unchanged | RecordState::Cancel(..) => None,
    }
}

fn everybody<'a>(
    batch: &[StagedRecord],
    known: impl Iterator<Item = &'a StoredMeeting>,
) -> BTreeSet<i64> {
    let resolved = batch.iter().filter_map(resolved_of);
    let mut all: BTreeSet<i64> = resolved.flat_map(ResolvedMeeting::everybody).collect();
    all.extend(known.flat_map(StoredMeeting::everybody));
    all
}

/// Users whose meetings may have changed since they were read.
fn moved(
    expected: &HashMap<i64, i64>,
    users: &BTreeSet<i64>,
    seqs: &HashMap<i64, i64>,
) -> BTreeSet<i64> {
    let moved = |id: &i64| seqs.get(id) != expected.get(id);
    users.iter().copied().filter(moved).collect()
}

/// Whether a commit took effect: an unchanged guard row was not written.
async fn took_effect<C: ConnectionTrait>(
    db: &C,
    before: &HashMap<i64, i64>,
) -> Result<bool, DbErr> {
    let Some((id, seq)) = before.iter().next() else {
        return Ok(true);
    };
    let now = by_id(db, *id).await?;
    Ok(now.is_none_or(|user| user.booking_seq != *seq))
}

/// Applies the writes; returns the ids of new meetings.
async fn apply(
    tx: &WriteTransaction,
    writes: &[PlannedWrite<'_>],
    rules: ImportRules,
    written: &mut Written,
) -> Result<Vec<i64>, TxError> {
    let mut new = Vec::new();
    let mut changed = Vec::new();
    for write in writes {
        match write {
            PlannedWrite::Insert(resolved) => new.push(*resolved),
            PlannedWrite::Update(id, planned, version) => {
                booking::write(tx, *id, &planned.0, &planned.1, rules.now).await?;
                changed.extend(version.clone().map(|version| (*id, version)));
                written.updated += 1;
            }
            PlannedWrite::Cancel(id, planned, version) => {
                booking::write(tx, *id, &planned.0, &planned.1, rules.now).await?;
                changed.push((*id, version.clone()));
                written.cancelled += 1;
            }
            PlannedWrite::Restamp(id, version) => {
                changed.push((*id, version.clone()));
                written.unchanged += 1;
            }
            PlannedWrite::Unchanged => written.unchanged += 1,
            PlannedWrite::AlreadyCreated => written.created += 1,
            PlannedWrite::Stale(_) => {}
        }
    }
    written.created += new.len() as u64;
    let aside = load::set_aside(tx, new.len()).await?;
    let ids = insert(tx, &new, rules.now).await.map_err(TxError::of_new_rows)?;
    versions::replace(tx, &changed).await?;
    if let Some(aside) = aside {
        aside.end(tx).await.map_err(TxError::of_new_rows)?;
    }
    Ok(ids)
}

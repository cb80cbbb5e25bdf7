//! Checks the records of a batch again under the locks: what has changed since staging.

use std::collections::{BTreeSet, HashMap};

use super::matching::{self, Matcher, StoredMeeting, difference};
use super::{ImportRules, RecordState, ResolvedMeeting, StagedRecord};
use crate::entity::meeting::Status;
use crate::error::Failure;
use crate::interchange::Version;
use crate::store::booking::{self, MeetingChange, Plan};
use crate::store::dialect::{self, WriteTransaction};
use crate::store::people::MeetingDetails;
use crate::store::retry::TxError;

/// Why a record can no longer be imported: what happened since staging.
#[derive(Debug)]
pub enum StaleRecord {
    /// These meetings were booked meanwhile.
    Blocked(Vec<MeetingDetails>),
    /// The user was deleted meanwhile.
    Gone(i64),
    /// The meeting was deleted, and the record names no creator to create it again.
    Deleted(i64),
}

/// What this attempt does with a record.
pub(super) enum PlannedWrite<'a> {
    Insert(&'a ResolvedMeeting),
    Update(i64, Box<(MeetingChange, Plan)>, Option<Version>),
    Cancel(i64, Box<(MeetingChange, Plan)>, Version),
    /// Only the version of its event changes.
    Restamp(i64, Version),
    Unchanged,
    /// An earlier try, whose outcome was unknown, has created it.
    AlreadyCreated,
    Stale(StaleRecord),
}

/// Checks the records of a batch under the locks.
pub(super) struct Recheck<'a> {
    pub tx: &'a WriteTransaction,
    pub rules: ImportRules,
    /// Users whose meetings may have changed since staging.
    pub moved: BTreeSet<i64>,
    pub gone: BTreeSet<i64>,
    pub locked: &'a BTreeSet<i64>,
    /// Users of stored meetings whose guard rows are not locked: they joined meanwhile.
    pub unlocked_users: BTreeSet<i64>,
    pub matcher: Matcher,
    /// Meetings that this batch moves or cancels: they block nobody where they are now.
    pub vacated: BTreeSet<i64>,
    pub first_try: bool,
    /// Whether an earlier try may have written this batch.
    pub in_doubt: bool,
}

impl Recheck<'_> {
    /// What to do with each record, and which can no longer be imported.
    pub async fn writes<'b>(
        &mut self,
        batch: &'b [StagedRecord],
    ) -> Result<(Vec<PlannedWrite<'b>>, Vec<(usize, StaleRecord)>), TxError> {
        let ids: Vec<i64> = batch.iter().filter_map(known_id).collect();
        let known = matching::by_ids(self.tx, &ids, has_versions(batch)).await?;
        self.vacated = batch.iter().filter_map(|staged| vacates(staged, &known)).collect();
        let appeared = self.appeared(batch).await?;
        let stored = known.values().chain(appeared.iter().flatten());
        let unlocked_users = stored.flat_map(StoredMeeting::everybody);
        self.unlocked_users = unlocked_users.filter(|id| !self.locked.contains(id)).collect();
        if !self.unlocked_users.is_empty() {
            // Start again and lock them too.
            return Err(dialect::conflict().into());
        }
        loop {
            let (mut writes, mut stale) = (Vec::with_capacity(batch.len()), Vec::new());
            for (place, (staged, appeared)) in batch.iter().zip(&appeared).enumerate() {
                match self.write(staged, &known, appeared.as_ref()).await? {
                    PlannedWrite::Stale(why) => stale.push((place, why)),
                    write => writes.push(write),
                }
            }
            let staying: Vec<&StoredMeeting> = stale
                .iter()
                .filter_map(|(place, _)| known.get(&known_id(&batch[*place])?))
                .collect();
            let vacated = self.vacated.len();
            self.vacated.retain(|id| staying.iter().all(|stored| stored.row.id != *id));
            let unmoved: BTreeSet<i64> =
                staying.into_iter().flat_map(StoredMeeting::everybody).collect();
            if unmoved.is_subset(&self.moved) && vacated == self.vacated.len() {
                return Ok((writes, stale));
            }
            // Other records may use the time of a meeting that now does not move.
            self.moved.extend(unmoved);
        }
    }

    async fn write<'b>(
        &self,
        staged: &'b StagedRecord,
        known: &HashMap<i64, StoredMeeting>,
        appeared: Option<&StoredMeeting>,
    ) -> Result<PlannedWrite<'b>, TxError> {
        Ok(match (&staged.state, appeared) {
            (RecordState::Invalid(_) | RecordState::Unchanged, _) => PlannedWrite::Unchanged,
            (RecordState::Cancel(id, version), _) => Self::cancel(known.get(id), version)?,
            (RecordState::Create(resolved), None) => self.new_meeting(resolved).await?,
            (RecordState::Create(resolved), Some(stored)) => {
                match self.change(resolved, stored.clone()).await? {
                    PlannedWrite::Unchanged if self.in_doubt => PlannedWrite::AlreadyCreated,
                    write => write,
                }
            }
            (RecordState::Update(id, resolved) | RecordState::Restamp(id, resolved), _) => {
                match known.get(id) {
                    Some(stored) => self.change(resolved, stored.clone()).await?,
                    None if resolved.creator.is_none() => {
                        PlannedWrite::Stale(StaleRecord::Deleted(*id))
                    }
                    None => self.new_meeting(resolved).await?,
                }
            }
        })
    }

    /// Meetings of new records that have appeared since staging: of users whose guard row has
    /// moved, and of all users after a failed attempt.
    async fn appeared(
        &mut self,
        batch: &[StagedRecord],
    ) -> Result<Vec<Option<StoredMeeting>>, TxError> {
        let mut appeared: Vec<Option<StoredMeeting>> = batch.iter().map(|_| None).collect();
        if self.moved.is_empty() && self.first_try {
            return Ok(appeared);
        }
        let suspects = batch.iter().enumerate();
        let (places, resolved): (Vec<usize>, Vec<&ResolvedMeeting>) = suspects
            .filter_map(|(place, staged)| match &staged.state {
                RecordState::Create(resolved) if !self.first_try || self.has_moved(resolved) => {
                    Some((place, resolved))
                }
                _ => None,
            })
            .unzip();
        let found = self.matcher.find(self.tx, &resolved).await?;
        for (place, found) in places.into_iter().zip(found) {
            appeared[place] = found.meeting();
        }
        Ok(appeared)
    }

    fn has_moved(&self, resolved: &ResolvedMeeting) -> bool {
        let people = resolved.everybody();
        people.iter().any(|id| self.moved.contains(id))
    }

    async fn new_meeting<'b>(
        &self,
        resolved: &'b ResolvedMeeting,
    ) -> Result<PlannedWrite<'b>, TxError> {
        let people = resolved.everybody();
        if let Some(gone) = people.intersection(&self.gone).next() {
            return Ok(PlannedWrite::Stale(StaleRecord::Gone(*gone)));
        }
        let blocking = if resolved.busy() {
            self.blocking(&people, resolved, None).await?
        } else {
            Vec::new()
        };
        if blocking.is_empty() {
            return Ok(PlannedWrite::Insert(resolved));
        }
        Ok(PlannedWrite::Stale(StaleRecord::Blocked(blocking)))
    }

    async fn change<'b>(
        &self,
        resolved: &ResolvedMeeting,
        stored: StoredMeeting,
    ) -> Result<PlannedWrite<'b>, TxError> {
        let id = stored.row.id;
        if resolved.version.as_ref().is_some_and(|version| version.sequence < stored.sequence()) {
            // A newer version was imported meanwhile.
            return Ok(PlannedWrite::Unchanged);
        }
        let version = resolved.new_version(&stored);
        let Some(change) = difference(resolved, &stored) else {
            return Ok(match version {
                Some(version) => PlannedWrite::Restamp(id, version),
                None => PlannedWrite::Unchanged,
            });
        };
        let plan = Plan::new(&stored.row, &stored.participants, &change)?;
        if let Some(gone) = plan.after.intersection(&self.gone).next() {
            return Ok(PlannedWrite::Stale(StaleRecord::Gone(*gone)));
        }
        if plan.busy && !plan.newly_bound.is_empty() {
            let blocking = self.blocking(&plan.newly_bound, resolved, Some(id)).await?;
            if !blocking.is_empty() {
                return Ok(PlannedWrite::Stale(StaleRecord::Blocked(blocking)));
            }
        }
        Ok(PlannedWrite::Update(id, Box::new((change, plan)), version))
    }

    /// Cancels a meeting that a calendar no longer has.
    fn cancel<'b>(
        stored: Option<&StoredMeeting>,
        version: &Version,
    ) -> Result<PlannedWrite<'b>, TxError> {
        let outdated = |stored: &&StoredMeeting| {
            !stored.is_cancelled() && stored.sequence() <= version.sequence
        };
        let Some(stored) = stored.filter(outdated) else {
            return Ok(PlannedWrite::Unchanged);
        };
        let change = cancellation();
        let plan = Plan::new(&stored.row, &stored.participants, &change)?;
        Ok(PlannedWrite::Cancel(stored.row.id, Box::new((change, plan)), version.clone()))
    }

    /// The conflicting meetings of users whose guard row has moved; the others were checked.
    async fn blocking(
        &self,
        people: &BTreeSet<i64>,
        resolved: &ResolvedMeeting,
        except: Option<i64>,
    ) -> Result<Vec<MeetingDetails>, TxError> {
        let people: BTreeSet<i64> = people.intersection(&self.moved).copied().collect();
        if self.rules.allow_overlap || people.is_empty() {
            return Ok(Vec::new());
        }
        let interval = Some(resolved.interval().map_err(Failure::from)?);
        let except: Vec<i64> = self.vacated.iter().copied().chain(except).collect();
        Ok(booking::blocking(self.tx, &people, interval, &except).await?)
    }
}

fn cancellation() -> MeetingChange {
    MeetingChange { status: Some(Status::Cancelled), ..MeetingChange::default() }
}

/// The stored meeting that a record moves, cancels or gives to others.
fn vacates(staged: &StagedRecord, known: &HashMap<i64, StoredMeeting>) -> Option<i64> {
    let stored = known.get(&known_id(staged)?)?;
    let change = match &staged.state {
        RecordState::Update(_, resolved) => difference(resolved, stored)?,
        RecordState::Cancel(..) => cancellation(),
        _ => return None,
    };
    let plan = Plan::new(&stored.row, &stored.participants, &change).ok()?;
    let elsewhere = plan.moved || plan.status.is_some() || plan.after != stored.everybody();
    elsewhere.then_some(stored.row.id)
}

/// The stored meeting that a record was matched with.
pub(super) fn known_id(staged: &StagedRecord) -> Option<i64> {
    match staged.state {
        RecordState::Update(id, _) | RecordState::Restamp(id, _) | RecordState::Cancel(id, _) => {
            Some(id)
        }
        RecordState::Invalid(_) | RecordState::Unchanged | RecordState::Create(_) => None,
    }
}

/// Whether records of a batch come from iCalendar events.
pub(super) fn has_versions(batch: &[StagedRecord]) -> bool {
    batch.iter().any(|staged| match &staged.state {
        RecordState::Create(resolved)
        | RecordState::Update(_, resolved)
        | RecordState::Restamp(_, resolved) => resolved.version.is_some(),
        RecordState::Cancel(..) => true,
        RecordState::Invalid(_) | RecordState::Unchanged => false,
    })
}

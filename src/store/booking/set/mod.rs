//! Sets of meetings that are changed together, all or none.
//!
//! A set is judged as it will be: a slot that one of its meetings leaves is free for another, whatever
//! the order. Each change is written to the history in the same transaction.

mod conflicts;
mod state;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr};

pub use conflicts::MAX_CONFLICTS;
use conflicts::{Busy, Found, Other};
pub use state::MeetingState;
pub(in crate::store) use state::participants_in;

use super::{lock_many, nobody};
use crate::error::Failure;
use crate::store::IDS_PER_STATEMENT;
use crate::store::commit::InDoubt;
use crate::store::dialect::{self, WriteTransaction};
use crate::store::history::{self, Change, ItemKind};
use crate::store::meetings::{refuse_missing, rows_by_ids};
use crate::store::people::participants_of;
use crate::store::retry::TxError;
use crate::store::session::Session;
use crate::time::UtcTime;

/// What becomes of one meeting of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The meeting; `None` for a new one, which gets an id when it is written.
    pub id: Option<i64>,
    /// As it is stored; `None` if it is created.
    pub before: Option<MeetingState>,
    /// As it is to be; `None` if it is deleted.
    pub after: Option<MeetingState>,
}

impl Edit {
    /// All users who attend before or after.
    pub fn involved(&self) -> BTreeSet<i64> {
        let sides = [&self.before, &self.after].into_iter().flatten();
        sides.flat_map(MeetingState::attendees).collect()
    }

    /// Those for whom the meeting takes a time that it did not take before.
    pub fn newly_bound(&self) -> BTreeSet<i64> {
        let Some(after) = self.after.as_ref().filter(|after| after.is_busy()) else {
            return BTreeSet::new();
        };
        match &self.before {
            Some(before) if before.is_busy() && !before.is_moved_to(after) => {
                &after.attendees() - &before.attendees()
            }
            _ => after.attendees(),
        }
    }

    /// The row of the history for it; `None` if nothing changes.
    pub(in crate::store) fn change(&self) -> Option<Change> {
        let values = |side: &Option<MeetingState>| side.as_ref().map(MeetingState::values);
        let (mut old, mut new) = (values(&self.before), values(&self.after));
        if let (Some(old), Some(new)) = (&mut old, &mut new) {
            state::keep_differing_participants(old, new);
        }
        Change::of(ItemKind::Meeting, self.id.unwrap_or_default(), old, new)
    }
}

/// What may be done to a set.
#[derive(Debug, Clone, Copy)]
pub struct SetRules {
    /// Double bookings are allowed.
    pub allow_overlap: bool,
    /// New meetings that would double-book someone are left out; the others are created.
    pub skip_conflicts: bool,
    /// Everything is checked, nothing is locked or written.
    pub dry_run: bool,
    /// The time for `updated_at`, and for `created_at` where a new meeting has none.
    pub now: UtcTime,
}

/// A meeting of a set that would double-book someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetConflict {
    /// The meeting.
    pub edit: Edit,
    /// Who would be double-booked.
    pub user: i64,
    /// The stored meeting, or the other one of the set.
    pub other: OtherMeeting,
}

/// The other meeting of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherMeeting {
    /// A stored one that the set does not change.
    Stored(i64),
    /// Another one of the set.
    InSet(Box<Edit>),
}

/// How changing a set ended.
#[derive(Debug)]
pub enum SetResult {
    /// Written, or with `dry_run` writable.
    Done {
        /// What changed, in the order of the plan; new meetings with their ids, but in a dry run.
        edits: Vec<Edit>,
        /// The conflicts of new meetings that were left out.
        skipped: Vec<SetConflict>,
    },
    /// Nothing was written: these would double-book someone. At most [`MAX_CONFLICTS`].
    Blocked(Vec<SetConflict>),
}

/// Changes a set of meetings in one transaction.
///
/// The meetings `ids` are read, and `plan` says what becomes of them: pure, for it runs before the
/// people are locked, to know whom to lock, and again after. An edit that changes nothing is dropped.
///
/// A commit in doubt is resolved by checking the history.
///
/// # Errors
/// Those of `plan`; exit 5 for a missing meeting or user; 7 if the database stays busy.
pub async fn change_set(
    session: &Session,
    ids: &[i64],
    rules: SetRules,
    plan: impl Fn(&BTreeMap<i64, MeetingState>) -> Result<Vec<Edit>, Failure>,
) -> Result<SetResult, Failure> {
    if rules.dry_run {
        let check = session.reading(async |db| {
            let tx = dialect::begin_snapshot(&db).await?;
            let edits = planned(&tx, ids, &plan).await?;
            require_users(&tx, &edits).await?;
            let checked = check(&tx, edits, rules).await?;
            tx.commit().await?;
            Ok(checked)
        });
        return check.await;
    }
    let mut in_doubt = InDoubt::default();
    session
        .for_locks(ids.len().div_ceil(IDS_PER_STATEMENT))
        .retrying(async |db| {
            // Whom to lock is read outside of the transaction, whose first statement must be the lock.
            let expected = match in_doubt.get() {
                None => planned(&db, ids, &plan).await?,
                Some((_, _, edits)) => Vec::clone(edits),
            };
            if expected.is_empty() {
                return Ok(SetResult::Done { edits: expected, skipped: Vec::new() });
            }
            let locked = everybody(&expected);
            let tx = dialect::begin_write(&db).await?;
            let guards = lock_many(&tx, &locked).await?;
            if let Some(gone) = locked.iter().find(|id| !guards.contains_key(id)) {
                return Err(missing_user(&expected, *gone));
            }
            if let Some((entry, _, _)) = in_doubt.get()
                && history::exists(&tx, session.run(), *entry).await?
            {
                let Some((_, skipped, edits)) = in_doubt.take() else { unreachable!() };
                tx.rollback().await?;
                return Ok(SetResult::Done { edits, skipped });
            }
            in_doubt.clear();
            let edits = planned(&tx, ids, &plan).await?;
            if !everybody(&edits).is_subset(&locked) {
                // A user joined in the meantime whose guard row is not locked: start again.
                return Err(dialect::conflict().into());
            }
            let (mut edits, skipped) = match check(&tx, edits, rules).await? {
                SetResult::Done { edits, skipped } => (edits, skipped),
                blocked @ SetResult::Blocked(_) => {
                    tx.rollback().await?;
                    return Ok(blocked);
                }
            };
            if edits.is_empty() {
                tx.rollback().await?;
                return Ok(SetResult::Done { edits, skipped });
            }
            let entry = write_all(&tx, session, &mut edits, rules.now).await?;
            let took_effect = history::exists(&db, session.run(), entry);
            in_doubt.commit(&db, tx, (entry, skipped.clone(), edits.clone()), took_effect).await?;
            Ok(SetResult::Done { edits, skipped })
        })
        .await
}

/// Writes edits, without their history.
pub(in crate::store) use write::write as write_rows;

/// Writes edits and their history. Returns the number of the first entry.
pub(in crate::store) async fn write_all(
    tx: &WriteTransaction,
    session: &Session,
    edits: &mut [Edit],
    now: UtcTime,
) -> Result<i64, DbErr> {
    write::write(tx, edits, now).await?;
    write_history(tx, session, edits).await
}

/// Writes the history of edits, some at a time: their values take much more memory than they do.
pub(in crate::store) async fn write_history(
    tx: &WriteTransaction,
    session: &Session,
    edits: &[Edit],
) -> Result<i64, DbErr> {
    let mut first = None;
    for edits in edits.chunks(IDS_PER_STATEMENT) {
        let changes: Vec<Change> = edits.iter().filter_map(Edit::change).collect();
        let entry = history::write(tx, session.run(), &changes).await?;
        first.get_or_insert(entry);
    }
    Ok(first.unwrap_or_default())
}

/// What `plan` makes of the stored meetings, without what changes nothing.
async fn planned<C: ConnectionTrait>(
    db: &C,
    ids: &[i64],
    plan: &impl Fn(&BTreeMap<i64, MeetingState>) -> Result<Vec<Edit>, Failure>,
) -> Result<Vec<Edit>, TxError> {
    let stored = states(db, ids).await?;
    refuse_missing(ids, |id| stored.contains_key(&id))?;
    let mut edits = plan(&stored)?;
    edits.retain(|edit| edit.before != edit.after);
    Ok(edits)
}

/// The stored meetings of `ids`; those that do not exist are left out.
pub(in crate::store) async fn states<C: ConnectionTrait>(
    db: &C,
    ids: &[i64],
) -> Result<BTreeMap<i64, MeetingState>, DbErr> {
    let mut participants: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        for (meeting, user) in participants_of(db, ids).await? {
            participants.entry(meeting).or_default().insert(user);
        }
    }
    let rows = rows_by_ids(db, ids).await?;
    let state = |row: crate::entity::meeting::Model| {
        let people = participants.remove(&row.id).unwrap_or_default();
        (row.id, MeetingState::new(row, people))
    };
    Ok(rows.into_iter().map(state).collect())
}

fn everybody(edits: &[Edit]) -> BTreeSet<i64> {
    edits.iter().flat_map(Edit::involved).collect()
}

/// A user whom the set names does not exist; one whom a stored meeting has was replaced since.
fn missing_user(edits: &[Edit], gone: i64) -> TxError {
    let stored = |edit: &Edit| edit.before.as_ref().is_some_and(|b| b.attendees().contains(&gone));
    if edits.iter().any(stored) { dialect::conflict().into() } else { nobody(gone).into() }
}

async fn require_users<C: ConnectionTrait>(tx: &C, edits: &[Edit]) -> Result<(), Failure> {
    let mut people = crate::store::people::People::default();
    for users in everybody(edits).into_iter().collect::<Vec<_>>().chunks(IDS_PER_STATEMENT) {
        people.learn(tx, users.iter().copied()).await?;
        if let Some(gone) = users.iter().find(|id| people.get(**id).is_none()) {
            return Err(nobody(*gone));
        }
    }
    Ok(())
}

/// Checks a set for double bookings.
pub(in crate::store) async fn check<C: ConnectionTrait>(
    tx: &C,
    edits: Vec<Edit>,
    rules: SetRules,
) -> Result<SetResult, DbErr> {
    if rules.allow_overlap {
        return Ok(SetResult::Done { edits, skipped: Vec::new() });
    }
    let busy = Busy::new(&edits)?;
    let in_set = edits.iter().filter_map(|edit| edit.id).collect();
    // What is left out has to be known in full.
    let limit = if rules.skip_conflicts { usize::MAX } else { MAX_CONFLICTS };
    let mut found = busy.with_stored(tx, &in_set, limit).await?;
    let is_new = |found: &Found| edits[found.edit].before.is_none();
    let leave_out = rules.skip_conflicts && found.iter().all(is_new);
    let mut left_out = BTreeSet::new();
    if leave_out {
        left_out.extend(found.iter().map(|found| found.edit));
    }
    found.extend(busy.in_set(&mut left_out, leave_out));
    let start = |found: &Found| edits[found.edit].after.as_ref().map(|after| after.start_time);
    found.sort_by_key(|found| (start(found), *found));
    found.dedup();
    let conflicts: Vec<SetConflict> =
        found.iter().take(MAX_CONFLICTS).map(|found| conflict(&edits, found)).collect();
    if !leave_out && !conflicts.is_empty() {
        return Ok(SetResult::Blocked(conflicts));
    }
    let kept = edits.into_iter().enumerate().filter(|(place, _)| !left_out.contains(place));
    Ok(SetResult::Done { edits: kept.map(|(_, edit)| edit).collect(), skipped: conflicts })
}

fn conflict(edits: &[Edit], found: &Found) -> SetConflict {
    SetConflict {
        edit: edits[found.edit].clone(),
        user: found.user,
        other: match found.other {
            Other::Stored(id) => OtherMeeting::Stored(id),
            Other::InSet(place) => OtherMeeting::InSet(Box::new(edits[place].clone())),
        },
    }
}

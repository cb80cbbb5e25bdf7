//! Which stored meeting a record matches, and what it changes in it.

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr};

use super::id_set::IdSet;
use super::{ResolvedMeeting, versions};
use crate::entity::meeting::{self, Status};
use crate::interchange::Version;
use crate::store::booking::MeetingChange;
use crate::store::meetings::rows_by_ids;
use crate::store::people::participants_of;
use crate::store::{IDS_PER_STATEMENT, compare, json_rows};
use crate::time::{UtcTime, whole_second};

/// How many uids, or pairs of a creator and a start, one statement names.
///
/// SQLite limits the depth of an expression to 1000. PostgreSQL expects to find every one, and for a thousand it
/// scans a table of a hundred thousand rows, which takes ten times as long as the index.
const KEYS_PER_STATEMENT: usize = 200;

/// A stored meeting with the ids of its participants.
#[derive(Debug, Clone)]
pub(super) struct StoredMeeting {
    pub row: meeting::Model,
    pub participants: BTreeSet<i64>,
    /// The version of the event that it comes from; only read for records that have one.
    pub version: Option<Version>,
}

impl StoredMeeting {
    /// Creator and participants.
    pub fn everybody(&self) -> BTreeSet<i64> {
        let all = self.participants.iter().copied();
        all.chain([self.row.created_by]).collect()
    }

    /// The SEQUENCE of the version that is stored.
    pub fn sequence(&self) -> i64 {
        self.version.as_ref().map_or(0, |version| version.sequence)
    }

    pub fn is_cancelled(&self) -> bool {
        self.row.status == Status::Cancelled.as_str()
    }
}

/// What a record matches.
#[derive(Debug, Clone)]
pub(super) enum Match {
    /// No meeting.
    Nothing,
    /// This one.
    Meeting(Box<StoredMeeting>),
    /// The meeting of its uid, which another record matches.
    Taken,
}

impl Match {
    /// The meeting, if it is not taken.
    pub fn as_meeting(&self) -> Option<&StoredMeeting> {
        match self {
            Self::Meeting(stored) => Some(stored),
            Self::Nothing | Self::Taken => None,
        }
    }

    /// The same, by value.
    pub fn meeting(self) -> Option<StoredMeeting> {
        match self {
            Self::Meeting(stored) => Some(*stored),
            Self::Nothing | Self::Taken => None,
        }
    }
}

/// Finds stored meetings for records; each is found once.
///
/// A record with a uid matches the meeting of that uid. One without matches a meeting of the same
/// creator, start and title: of several the one that is equal in all fields, else the oldest.
#[derive(Debug, Default, Clone)]
pub(super) struct Matcher {
    taken: IdSet,
}

impl Matcher {
    /// Notes that a record matches this meeting: no other record does.
    pub fn take(&mut self, id: i64) {
        self.taken.insert(id.unsigned_abs());
    }

    /// Whether no record matches it.
    pub fn is_free(&self, id: i64) -> bool {
        !self.taken.contains(id.unsigned_abs())
    }

    /// The meetings that the records match, in their order.
    pub async fn find<C: ConnectionTrait>(
        &mut self,
        db: &C,
        resolved: &[&ResolvedMeeting],
    ) -> Result<Vec<Match>, DbErr> {
        let mut candidates = Candidates::default();
        candidates.read_uids(db, resolved).await?;
        candidates.read_keys(db, resolved).await?;
        candidates.read_participants(db).await?;
        if resolved.iter().any(|resolved| resolved.version.is_some()) {
            add_versions(db, candidates.by_uid.values_mut()).await?;
        }
        Ok(resolved
            .iter()
            .map(|resolved| {
                let found = candidates.find(resolved, |id| self.is_free(id));
                if let Match::Meeting(stored) = &found {
                    self.take(stored.row.id);
                }
                found
            })
            .collect())
    }
}

/// The stored meetings that a batch of records may match.
#[derive(Debug, Default)]
struct Candidates {
    by_uid: HashMap<String, StoredMeeting>,
    by_key: HashMap<(i64, UtcTime), Vec<StoredMeeting>>,
}

impl Candidates {
    async fn read_uids<C: ConnectionTrait>(
        &mut self,
        db: &C,
        resolved: &[&ResolvedMeeting],
    ) -> Result<(), DbErr> {
        let uids: Vec<&str> = resolved.iter().filter_map(|w| w.uid.as_deref()).collect();
        for uids in uids.chunks(KEYS_PER_STATEMENT) {
            let condition = meeting::Column::Uid.is_in(uids.iter().copied());
            for row in rows(db, condition.into()).await? {
                if let Some(uid) = row.uid.clone() {
                    self.by_uid.insert(uid, without_participants(row));
                }
            }
        }
        Ok(())
    }

    async fn read_keys<C: ConnectionTrait>(
        &mut self,
        db: &C,
        resolved: &[&ResolvedMeeting],
    ) -> Result<(), DbErr> {
        let keys: BTreeSet<(i64, UtcTime)> = resolved
            .iter()
            .filter(|w| w.uid.is_none())
            .filter_map(|w| Some((w.creator.filter(|id| *id > 0)?, w.start)))
            .collect();
        let keys: Vec<(i64, UtcTime)> = keys.into_iter().collect();
        for keys in keys.chunks(KEYS_PER_STATEMENT) {
            let mut any = Condition::any();
            for (creator, start) in keys {
                any = any.add(
                    meeting::Column::CreatedBy
                        .eq(*creator)
                        .and(compare::since(meeting::Column::StartTime, *start))
                        .and(compare::before(
                            meeting::Column::StartTime,
                            *start + TimeDelta::seconds(1),
                        )),
                );
            }
            for row in rows(db, any).await? {
                let key = (row.created_by, whole_second(row.start_time));
                self.by_key.entry(key).or_default().push(without_participants(row));
            }
        }
        for stored in self.by_key.values_mut() {
            stored.sort_by_key(|s| s.row.id);
        }
        Ok(())
    }

    async fn read_participants<C: ConnectionTrait>(&mut self, db: &C) -> Result<(), DbErr> {
        let by_key = self.by_key.values_mut().flatten();
        add_participants(db, self.by_uid.values_mut().chain(by_key)).await
    }

    fn find(&self, resolved: &ResolvedMeeting, is_free: impl Fn(i64) -> bool) -> Match {
        let Some(uid) = &resolved.uid else {
            let found = self.find_by_key(resolved, is_free);
            return found.map_or(Match::Nothing, |found| Match::Meeting(Box::new(found)));
        };
        match self.by_uid.get(uid) {
            None => Match::Nothing,
            Some(stored) if is_free(stored.row.id) => Match::Meeting(Box::new(stored.clone())),
            Some(_) => Match::Taken,
        }
    }

    fn find_by_key(
        &self,
        resolved: &ResolvedMeeting,
        is_free: impl Fn(i64) -> bool,
    ) -> Option<StoredMeeting> {
        let key = (resolved.creator?, resolved.start);
        let mut same = self
            .by_key
            .get(&key)?
            .iter()
            .filter(|s| s.row.title == resolved.title && is_free(s.row.id));
        let first = same.clone().next()?;
        let equal = same.find(|s| difference(resolved, s).is_none());
        Some(equal.unwrap_or(first).clone())
    }
}

fn without_participants(row: meeting::Model) -> StoredMeeting {
    StoredMeeting { row, participants: BTreeSet::new(), version: None }
}

async fn rows<C: ConnectionTrait>(
    db: &C,
    condition: Condition,
) -> Result<Vec<meeting::Model>, DbErr> {
    let mut select = json_rows::all_columns();
    select.cond_where(condition);
    json_rows::meetings(db, &select).await
}

async fn add_participants<'a, C: ConnectionTrait>(
    db: &C,
    stored: impl Iterator<Item = &'a mut StoredMeeting>,
) -> Result<(), DbErr> {
    // One meeting may be there twice: found by its uid, and by its key.
    let mut by_id: HashMap<i64, Vec<&mut StoredMeeting>> = HashMap::new();
    for stored in stored {
        by_id.entry(stored.row.id).or_default().push(stored);
    }
    let ids: Vec<i64> = by_id.keys().copied().collect();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        for (meeting, user) in participants_of(db, ids).await? {
            for stored in by_id.get_mut(&meeting).into_iter().flatten() {
                stored.participants.insert(user);
            }
        }
    }
    Ok(())
}

async fn add_versions<'a, C: ConnectionTrait>(
    db: &C,
    stored: impl Iterator<Item = &'a mut StoredMeeting>,
) -> Result<(), DbErr> {
    let stored: Vec<&mut StoredMeeting> = stored.collect();
    let ids: Vec<i64> = stored.iter().map(|stored| stored.row.id).collect();
    let mut found = versions::of_meetings(db, &ids).await?;
    for stored in stored {
        stored.version = found.remove(&stored.row.id);
    }
    Ok(())
}

/// The meetings of `ids` that still exist, as they are now; with their versions if `versions`.
pub(super) async fn by_ids<C: ConnectionTrait>(
    db: &C,
    ids: &[i64],
    versions: bool,
) -> Result<HashMap<i64, StoredMeeting>, DbErr> {
    let rows = rows_by_ids(db, ids).await?;
    let mut stored: HashMap<i64, StoredMeeting> =
        rows.into_iter().map(|r| (r.id, without_participants(r))).collect();
    add_participants(db, stored.values_mut()).await?;
    if versions {
        add_versions(db, stored.values_mut()).await?;
    }
    Ok(stored)
}

/// What a record changes in a stored meeting; `None` if nothing.
///
/// A record of an iCalendar event is complete: without a status the meeting is not cancelled, and a
/// newer version without a description or participants removes the stored ones.
pub(super) fn difference(
    resolved: &ResolvedMeeting,
    stored: &StoredMeeting,
) -> Option<MeetingChange> {
    let row = &stored.row;
    let description = row.description.as_deref().unwrap_or_default();
    let creator = resolved.creator.filter(|_| resolved.names_creator);
    let version = resolved.version.as_ref();
    let newer = version.is_some_and(|version| version.sequence > stored.sequence());
    let nobody = BTreeSet::new();
    let unnamed = if newer { &nobody } else { &stored.participants };
    let participants = resolved.participants.as_ref().unwrap_or(unnamed);
    let revived = (version.is_some() && stored.is_cancelled()).then_some(Status::Scheduled);
    let new_description = resolved.description.as_deref().or(newer.then_some(""));
    let change = MeetingChange {
        title: differs(&resolved.title, &row.title),
        description: new_description.and_then(|new| (new != description).then(|| new.to_owned())),
        creator: creator.filter(|id| *id != row.created_by),
        // A file has no fractions: an export of this meeting changes nothing.
        start: differs(&resolved.start, &whole_second(row.start_time)),
        end: differs(&resolved.end, &whole_second(row.end_time)),
        seconds: None,
        status: resolved.status.or(revived).filter(|s| s.as_str() != row.status),
        add: participants.difference(&stored.participants).copied().collect(),
        remove: stored.participants.difference(participants).copied().collect(),
    };
    // The end is unchanged when only the start moves.
    let change = MeetingChange { end: change.end.or(change.start.map(|_| resolved.end)), ..change };
    (change != MeetingChange::default()).then_some(change)
}

fn differs<T: PartialEq + Clone>(new: &T, old: &T) -> Option<T> {
    (new != old).then(|| new.clone())
}

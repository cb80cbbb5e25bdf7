//! Which stored meeting a record means, and what it changes in it.

use std::collections::{BTreeSet, HashMap};

use roaring::RoaringTreemap;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr};

use super::Wanted;
use crate::entity::meeting;
use crate::store::booking::Change;
use crate::store::meetings::rows_by_ids;
use crate::store::people::participants_of;
use crate::store::{end_of_second, json_rows};
use crate::time::UtcTime;

/// How many uids, or ids, one statement names.
const A_STATEMENT: usize = 1000;
/// How many pairs of a creator and a start one statement names: SQLite limits the depth of an
/// expression to 1000.
const PAIRS_A_STATEMENT: usize = 200;

/// A stored meeting with the ids of its participants.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub row: meeting::Model,
    pub participants: BTreeSet<i64>,
}

impl Stored {
    /// Creator and participants.
    pub fn everybody(&self) -> BTreeSet<i64> {
        let all = self.participants.iter().copied();
        all.chain([self.row.created_by]).collect()
    }
}

/// What a record means.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// No meeting yet.
    Nothing,
    /// This one.
    Meeting(Stored),
    /// The meeting of its uid, which another record has become.
    Taken,
}

impl Found {
    /// The meeting, if it is one and free.
    pub fn as_meeting(&self) -> Option<&Stored> {
        match self {
            Self::Meeting(stored) => Some(stored),
            Self::Nothing | Self::Taken => None,
        }
    }

    /// The same, by value.
    pub fn meeting(self) -> Option<Stored> {
        match self {
            Self::Meeting(stored) => Some(stored),
            Self::Nothing | Self::Taken => None,
        }
    }
}

/// Finds stored meetings for records; each is found once.
///
/// A record with a uid means the meeting of that uid. One without means a meeting of the same
/// creator, start and title: of several the one that is equal in all, else the oldest.
#[derive(Debug, Default, Clone)]
pub(super) struct Matcher {
    taken: RoaringTreemap,
}

impl Matcher {
    /// Notes a meeting that a record has become: no other record means it.
    pub fn take(&mut self, id: i64) {
        self.taken.insert(id.unsigned_abs());
    }

    fn is_free(&self, id: i64) -> bool {
        !self.taken.contains(id.unsigned_abs())
    }

    /// The meetings that the records of `wanted` mean, in their order.
    pub async fn find<C: ConnectionTrait>(
        &mut self,
        db: &C,
        wanted: &[&Wanted],
    ) -> Result<Vec<Found>, DbErr> {
        let mut candidates = Candidates::default();
        candidates.read_uids(db, wanted).await?;
        candidates.read_keys(db, wanted).await?;
        candidates.read_participants(db).await?;
        Ok(wanted
            .iter()
            .map(|wanted| {
                let found = candidates.of(wanted, |id| self.is_free(id));
                if let Found::Meeting(stored) = &found {
                    self.take(stored.row.id);
                }
                found
            })
            .collect())
    }
}

/// The stored meetings that a batch of records may mean.
#[derive(Debug, Default)]
struct Candidates {
    by_uid: HashMap<String, Stored>,
    by_key: HashMap<(i64, UtcTime), Vec<Stored>>,
}

impl Candidates {
    async fn read_uids<C: ConnectionTrait>(
        &mut self,
        db: &C,
        wanted: &[&Wanted],
    ) -> Result<(), DbErr> {
        let uids: Vec<&str> = wanted.iter().filter_map(|w| w.uid.as_deref()).collect();
        for uids in uids.chunks(A_STATEMENT) {
            let condition = meeting::Column::Uid.is_in(uids.iter().copied());
            for row in rows(db, condition.into()).await? {
                if let Some(uid) = row.uid.clone() {
                    self.by_uid.insert(uid, alone(row));
                }
            }
        }
        Ok(())
    }

    async fn read_keys<C: ConnectionTrait>(
        &mut self,
        db: &C,
        wanted: &[&Wanted],
    ) -> Result<(), DbErr> {
        let keys: BTreeSet<(i64, UtcTime)> = wanted
            .iter()
            .filter(|w| w.uid.is_none())
            .filter_map(|w| Some((w.creator.filter(|id| *id > 0)?, w.start)))
            .collect();
        let keys: Vec<(i64, UtcTime)> = keys.into_iter().collect();
        for keys in keys.chunks(PAIRS_A_STATEMENT) {
            let mut any = Condition::any();
            for (creator, start) in keys {
                any = any.add(
                    meeting::Column::CreatedBy
                        .eq(*creator)
                        .and(meeting::Column::StartTime.gte(*start))
                        .and(meeting::Column::StartTime.lte(end_of_second(*start))),
                );
            }
            for row in rows(db, any).await? {
                let key = (row.created_by, row.start_time);
                self.by_key.entry(key).or_default().push(alone(row));
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

    fn of(&self, wanted: &Wanted, is_free: impl Fn(i64) -> bool) -> Found {
        let Some(uid) = &wanted.uid else {
            let found = self.of_key(wanted, is_free);
            return found.map_or(Found::Nothing, Found::Meeting);
        };
        match self.by_uid.get(uid) {
            None => Found::Nothing,
            Some(stored) if is_free(stored.row.id) => Found::Meeting(stored.clone()),
            Some(_) => Found::Taken,
        }
    }

    fn of_key(&self, wanted: &Wanted, is_free: impl Fn(i64) -> bool) -> Option<Stored> {
        let key = (wanted.creator?, wanted.start);
        let mut same = self
            .by_key
            .get(&key)?
            .iter()
            .filter(|s| s.row.title == wanted.title && is_free(s.row.id));
        let first = same.clone().next()?;
        let equal = same.find(|s| difference(wanted, s).is_none());
        Some(equal.unwrap_or(first).clone())
    }
}

fn alone(row: meeting::Model) -> Stored {
    Stored {
        row,
        participants: BTreeSet::new(),
    }
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
    stored: impl Iterator<Item = &'a mut Stored>,
) -> Result<(), DbErr> {
    // One meeting may be there twice: found by its uid, and by its key.
    let mut by_id: HashMap<i64, Vec<&mut Stored>> = HashMap::new();
    for stored in stored {
        by_id.entry(stored.row.id).or_default().push(stored);
    }
    let ids: Vec<i64> = by_id.keys().copied().collect();
    for ids in ids.chunks(A_STATEMENT) {
        for (meeting, user) in participants_of(db, ids).await? {
            for stored in by_id.get_mut(&meeting).into_iter().flatten() {
                stored.participants.insert(user);
            }
        }
    }
    Ok(())
}

/// The meetings of `ids` that still exist, as they are now.
pub(super) async fn by_ids<C: ConnectionTrait>(
    db: &C,
    ids: &[i64],
) -> Result<HashMap<i64, Stored>, DbErr> {
    let rows = rows_by_ids(db, ids).await?;
    let mut stored: HashMap<i64, Stored> = rows.into_iter().map(|r| (r.id, alone(r))).collect();
    add_participants(db, stored.values_mut()).await?;
    Ok(stored)
}

/// What a record changes in a stored meeting; `None` if it is like that already.
pub(super) fn difference(wanted: &Wanted, stored: &Stored) -> Option<Change> {
    let row = &stored.row;
    let description = row.description.as_deref().unwrap_or_default();
    let creator = wanted.creator.filter(|_| wanted.names_creator);
    let participants = wanted.participants.as_ref().unwrap_or(&stored.participants);
    let change = Change {
        title: differs(&wanted.title, &row.title),
        description: wanted
            .description
            .as_ref()
            .and_then(|new| (new != description).then(|| new.clone())),
        creator: creator.filter(|id| *id != row.created_by),
        start: differs(&wanted.start, &row.start_time),
        end: differs(&wanted.end, &row.end_time),
        seconds: None,
        status: wanted.status.filter(|s| s.as_str() != row.status),
        add: participants
            .difference(&stored.participants)
            .copied()
            .collect(),
        remove: stored
            .participants
            .difference(participants)
            .copied()
            .collect(),
    };
    // The end stays where it is when only the start moves.
    let change = Change {
        end: change.end.or(change.start.map(|_| wanted.end)),
        ..change
    };
    (change != Change::default()).then_some(change)
}

fn differs<T: PartialEq + Clone>(new: &T, old: &T) -> Option<T> {
    (new != old).then(|| new.clone())
}

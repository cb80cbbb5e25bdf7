//! Meetings with their people: users by id, fetched together and kept, so that no listing asks for
//! each one.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;
use std::vec;

use hashbrown::HashMap;
use sea_orm::sea_query::{Alias, Expr, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryTrait};

use super::{IDS_PER_STATEMENT, json_rows};
use crate::entity::{meeting, participant, user};

/// How many users are kept; a page more is fetched after the cache was emptied.
const CACHE_CAPACITY: usize = 100_000;

/// The meetings of a page, whose participations are read at once while their rows are decoded.
const PAGE: usize = 2000;

/// How many participations the meetings of a page have together, unless a single one has more.
const MAX_PAIRS: usize = 100_000;

/// A meeting with its people. `creator` is missing only where the database holds an orphan.
#[derive(Debug, Clone)]
pub struct MeetingDetails {
    /// The row of `meetings`.
    pub row: meeting::Model,
    /// Who created it.
    pub creator: Option<Rc<user::Model>>,
    /// Who takes part, by id.
    pub participants: Vec<Rc<user::Model>>,
}

/// A bounded cache of users, shared by its clones.
#[derive(Debug, Default, Clone)]
pub struct People {
    known: Rc<RefCell<HashMap<i64, Rc<user::Model>>>>,
}

impl People {
    /// Fetches those of `ids` that are not known yet.
    pub async fn learn<C: ConnectionTrait>(
        &mut self,
        db: &C,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<(), DbErr> {
        if self.known.borrow().len() > CACHE_CAPACITY {
            // A page that is not yet taken keeps its own.
            self.known = Rc::default();
        }
        let missing = self.missing(ids);
        for ids in missing.chunks(IDS_PER_STATEMENT) {
            let select = user::Entity::find()
                .filter(user::Column::Id.is_in(ids.iter().copied()))
                .into_query();
            let users = json_rows::users(db, &select).await?;
            self.known.borrow_mut().extend(users.into_iter().map(|u| (u.id, Rc::new(u))));
        }
        Ok(())
    }

    /// Those of `ids` that are not known, each once, in order.
    fn missing(&self, ids: impl IntoIterator<Item = i64>) -> Vec<i64> {
        let known = self.known.borrow();
        let missing: BTreeSet<i64> = ids.into_iter().filter(|id| !known.contains_key(id)).collect();
        missing.into_iter().collect()
    }

    /// The user, if it was learnt and exists.
    pub fn get(&self, id: i64) -> Option<Rc<user::Model>> {
        self.known.borrow().get(&id).cloned()
    }
}

/// Meetings of one read, each joined with its people when it is taken.
#[derive(Debug, Default)]
pub struct Meetings {
    rows: vec::IntoIter<meeting::Model>,
    /// Pairs of a meeting and a user, in order.
    pairs: Vec<(i64, i64)>,
    people: People,
}

impl Meetings {
    /// Whether none is left.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of the last one.
    pub fn last_row(&self) -> Option<&meeting::Model> {
        self.rows.as_slice().last()
    }
}

impl Iterator for Meetings {
    type Item = MeetingDetails;

    fn next(&mut self) -> Option<MeetingDetails> {
        let row = self.rows.next()?;
        let first = self.pairs.partition_point(|(id, _)| *id < row.id);
        let of_meeting = self.pairs[first..].iter().take_while(|(id, _)| *id == row.id);
        Some(MeetingDetails {
            creator: creator_of(&row).and_then(|id| self.people.get(id)),
            participants: of_meeting.filter_map(|(_, user)| self.people.get(*user)).collect(),
            row,
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl ExactSizeIterator for Meetings {}

/// Adds creators and participants to rows, in two statements.
pub async fn with_people<C: ConnectionTrait>(
    db: &C,
    rows: Vec<meeting::Model>,
    people: &mut People,
) -> Result<Vec<MeetingDetails>, DbErr> {
    let pairs = all_pairs(db, &rows).await?;
    Ok(join(db, rows, pairs, people).await?.collect())
}

/// Who takes part in some meetings, read before their rows are decoded.
#[derive(Debug, Default)]
pub(super) struct Participations {
    meetings: HashSet<i64>,
    pairs: Vec<(i64, i64)>,
}

impl Participations {
    /// Reads those of more meetings, unless they are too many for a page.
    pub async fn add<C: ConnectionTrait>(
        &mut self,
        db: &C,
        mut meetings: Vec<i64>,
    ) -> Result<(), DbErr> {
        // A page that has changed since its keys were read is read again.
        meetings.retain(|id| !self.meetings.contains(id));
        let most = (MAX_PAIRS + 1).saturating_sub(self.pairs.len());
        if let Some(pairs) = fewer_pairs(db, &meetings, most).await? {
            self.pairs.extend(pairs);
            self.meetings.extend(meetings);
        }
        Ok(())
    }
}

/// As [`with_people`] for as many of the first rows as have [`MAX_PAIRS`] participations together, or for
/// the first one, which may have more. Those in `known` are not read again.
pub(super) async fn with_people_of_some<C: ConnectionTrait>(
    db: &C,
    mut rows: Vec<meeting::Model>,
    known: Participations,
    people: &mut People,
) -> Result<Meetings, DbErr> {
    let ids: Vec<i64> =
        rows.iter().map(|row| row.id).filter(|id| !known.meetings.contains(id)).collect();
    let mut pairs = known.pairs;
    let most = (MAX_PAIRS + 1).saturating_sub(pairs.len());
    if let Some(more) = fewer_pairs(db, &ids, most).await? {
        pairs.extend(more);
    } else {
        drop(pairs);
        rows.truncate(fitting(db, &rows).await?);
        pairs = all_pairs(db, &rows).await?;
    }
    join(db, rows, pairs, people).await
}

async fn all_pairs<C: ConnectionTrait>(
    db: &C,
    rows: &[meeting::Model],
) -> Result<Vec<(i64, i64)>, DbErr> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut pairs = Vec::new();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        pairs.extend(participants_of(db, ids).await?);
    }
    Ok(pairs)
}

/// Who takes part in `meetings`; `None` if those are `most` pairs or more.
async fn fewer_pairs<C: ConnectionTrait>(
    db: &C,
    meetings: &[i64],
    most: usize,
) -> Result<Option<Vec<(i64, i64)>>, DbErr> {
    let mut pairs = Vec::new();
    for meetings in meetings.chunks(PAGE) {
        let most = most - pairs.len();
        let mut select = select_participants(meetings);
        select.limit(most as u64);
        let some = json_rows::pairs(db, &select, PAIR).await?;
        if some.len() >= most {
            return Ok(None);
        }
        pairs.extend(some);
    }
    Ok(Some(pairs))
}

/// How many of the first rows have few enough participations; at least one.
async fn fitting<C: ConnectionTrait>(db: &C, rows: &[meeting::Model]) -> Result<usize, DbErr> {
    let mut sum = 0;
    for (chunk, rows) in rows.chunks(IDS_PER_STATEMENT).enumerate() {
        let mut select = Query::select();
        select
            .column((participant::Entity, participant::Column::MeetingId))
            .expr_as(Expr::cust("COUNT(*)"), Alias::new("participations"))
            .from(participant::Entity)
            .and_where(participant::Column::MeetingId.is_in(rows.iter().map(|row| row.id)))
            .group_by_col((participant::Entity, participant::Column::MeetingId));
        let counts = json_rows::pairs(db, &select, ["meeting_id", "participations"]).await?;
        let counts: HashMap<i64, i64> = counts.into_iter().collect();
        for (place, row) in rows.iter().enumerate() {
            sum += counts.get(&row.id).map_or(0, |count| count.unsigned_abs());
            if sum > MAX_PAIRS as u64 {
                return Ok((chunk * IDS_PER_STATEMENT + place).max(1));
            }
        }
    }
    Ok(rows.len())
}

/// Makes the people of rows known.
async fn join<C: ConnectionTrait>(
    db: &C,
    rows: Vec<meeting::Model>,
    mut pairs: Vec<(i64, i64)>,
    people: &mut People,
) -> Result<Meetings, DbErr> {
    // Each statement has ordered its own.
    pairs.sort_unstable();
    let creators = rows.iter().filter_map(creator_of);
    people.learn(db, creators.chain(pairs.iter().map(|(_, user)| *user))).await?;
    Ok(Meetings { rows: rows.into_iter(), pairs, people: people.clone() })
}

/// The id of the creator; `None` if another program stored something else.
fn creator_of(row: &meeting::Model) -> Option<i64> {
    row.odd.get("created_by").is_none().then_some(row.created_by)
}

/// Who takes part in `meetings`: pairs of a meeting and a user, in order.
pub(super) async fn participants_of<C: ConnectionTrait>(
    db: &C,
    meetings: &[i64],
) -> Result<Vec<(i64, i64)>, DbErr> {
    json_rows::pairs(db, &select_participants(meetings), PAIR).await
}

/// Those of `meetings` in which `user` takes part.
pub(super) async fn participations<C: ConnectionTrait>(
    db: &C,
    user: i64,
    meetings: &[i64],
) -> Result<HashSet<i64>, DbErr> {
    let mut found = HashSet::new();
    for meetings in meetings.chunks(IDS_PER_STATEMENT) {
        let mut select = select_participants(meetings);
        select.and_where(participant::Column::UserId.eq(user));
        let pairs = json_rows::pairs(db, &select, PAIR).await?;
        found.extend(pairs.into_iter().map(|(meeting, _)| meeting));
    }
    Ok(found)
}

/// The columns of a pair.
const PAIR: [&str; 2] = ["meeting_id", "user_id"];

fn select_participants(meetings: &[i64]) -> SelectStatement {
    use participant::Column::{MeetingId, UserId};
    let mut select = Query::select();
    select
        .column((participant::Entity, MeetingId))
        .column((participant::Entity, UserId))
        .from(participant::Entity)
        .and_where(MeetingId.is_in(meetings.iter().copied()))
        .order_by((participant::Entity, MeetingId), Order::Asc)
        .order_by((participant::Entity, UserId), Order::Asc);
    select
}

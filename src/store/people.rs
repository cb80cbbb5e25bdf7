//! Meetings with their people: users by id, fetched together and kept, so that no listing asks for
//! each one.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use hashbrown::HashMap;
use sea_orm::sea_query::{Alias, Expr, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryTrait};

use super::{IDS_PER_STATEMENT, json_rows};
use crate::entity::{meeting, participant, user};

/// How many users are kept; a page more is fetched after the cache was emptied.
const CACHE_CAPACITY: usize = 100_000;

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

/// A bounded cache of users.
#[derive(Debug, Default, Clone)]
pub struct People {
    known: HashMap<i64, Rc<user::Model>>,
}

impl People {
    /// Fetches those of `ids` that are not known yet.
    pub async fn learn<C: ConnectionTrait>(
        &mut self,
        db: &C,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<(), DbErr> {
        if self.known.len() > CACHE_CAPACITY {
            self.known.clear();
        }
        let missing: BTreeSet<i64> =
            ids.into_iter().filter(|id| !self.known.contains_key(id)).collect();
        let missing: Vec<i64> = missing.into_iter().collect();
        for ids in missing.chunks(IDS_PER_STATEMENT) {
            let select = user::Entity::find()
                .filter(user::Column::Id.is_in(ids.iter().copied()))
                .into_query();
            let users = json_rows::users(db, &select).await?;
            self.known.extend(users.into_iter().map(|u| (u.id, Rc::new(u))));
        }
        Ok(())
    }

    /// The user, if it was learnt and exists.
    pub fn get(&self, id: i64) -> Option<Rc<user::Model>> {
        self.known.get(&id).cloned()
    }
}

/// Adds creators and participants to rows, in two statements.
pub async fn with_people<C: ConnectionTrait>(
    db: &C,
    rows: Vec<meeting::Model>,
    people: &mut People,
) -> Result<Vec<MeetingDetails>, DbErr> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut pairs = Vec::new();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        pairs.extend(participants_of(db, ids).await?);
    }
    join(db, rows, pairs, people).await
}

/// The same for as many of the first rows as have [`MAX_PAIRS`] participations together, or for the first
/// one, which may have more.
pub(super) async fn with_people_of_some<C: ConnectionTrait>(
    db: &C,
    mut rows: Vec<meeting::Model>,
    people: &mut People,
) -> Result<Vec<MeetingDetails>, DbErr> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut pairs = Vec::new();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let most = MAX_PAIRS + 1 - pairs.len();
        let mut select = select_participants(ids);
        select.limit(most as u64);
        let some = json_rows::pairs(db, &select, PAIR).await?;
        if some.len() == most {
            drop(pairs);
            rows.truncate(fitting(db, &rows).await?);
            return with_people(db, rows, people).await;
        }
        pairs.extend(some);
    }
    join(db, rows, pairs, people).await
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

/// Joins rows with their people.
async fn join<C: ConnectionTrait>(
    db: &C,
    rows: Vec<meeting::Model>,
    mut pairs: Vec<(i64, i64)>,
    people: &mut People,
) -> Result<Vec<MeetingDetails>, DbErr> {
    // Each statement has ordered its own.
    pairs.sort_unstable();
    let creators = rows.iter().filter_map(creator_of);
    people.learn(db, creators.chain(pairs.iter().map(|(_, user)| *user))).await?;
    let participants_of = |meeting: i64| {
        let first = pairs.partition_point(|(id, _)| *id < meeting);
        let of_meeting = pairs[first..].iter().take_while(|(id, _)| *id == meeting);
        of_meeting.filter_map(|(_, user)| people.get(*user)).collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| MeetingDetails {
            creator: creator_of(&row).and_then(|id| people.get(id)),
            participants: participants_of(row.id),
            row,
        })
        .collect())
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

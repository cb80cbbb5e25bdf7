//! Meetings with their people: users by id, fetched together and kept, so that no listing asks for
//! each one.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use sea_orm::sea_query::{Order, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryTrait};

use super::{IDS_PER_STATEMENT, json_rows};
use crate::entity::{meeting, participant, user};

/// How many users are kept; a page more is fetched after the cache was emptied.
const CACHE_CAPACITY: usize = 25_000;
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
    let mut participants: HashMap<i64, Vec<i64>> = HashMap::new();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        for (meeting, user) in participants_of(db, ids).await? {
            participants.entry(meeting).or_default().push(user);
        }
    }
    let involved =
        rows.iter().filter_map(creator_of).chain(participants.values().flatten().copied());
    people.learn(db, involved).await?;
    Ok(rows
        .into_iter()
        .map(|row| MeetingDetails {
            creator: creator_of(&row).and_then(|id| people.get(id)),
            participants: participants
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|id| people.get(id))
                .collect(),
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
    use participant::Column::{MeetingId, UserId};
    let mut select = Query::select();
    select
        .column((participant::Entity, MeetingId))
        .column((participant::Entity, UserId))
        .from(participant::Entity)
        .and_where(MeetingId.is_in(meetings.iter().copied()))
        .order_by((participant::Entity, MeetingId), Order::Asc)
        .order_by((participant::Entity, UserId), Order::Asc);
    json_rows::pairs(db, &select, "meeting_id, user_id").await
}

//! Gives the meetings of one user to another, and finds the double bookings that this makes.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::{meeting, participant};
use crate::schedule::Interval;
use crate::schedule::conflicts::Sweep;
use crate::store::booking::LISTED;
use crate::store::dialect::WriteTransaction;
use crate::store::filter::Filter;
use crate::store::pages::{Order, Pages, require_order};
use crate::store::{IDS_PER_STATEMENT, json_rows};
use crate::time::UtcTime;

/// Meetings read at once.
const PAGE: u64 = 2000;

/// Gives the created meetings and the participations of `from` to `to`.
pub(super) async fn hand_over(
    tx: &WriteTransaction,
    from: i64,
    to: i64,
    now: UtcTime,
) -> Result<(), DbErr> {
    meeting::Entity::update_many()
        .col_expr(meeting::Column::CreatedBy, Expr::value(to))
        .col_expr(meeting::Column::UpdatedAt, Expr::value(now))
        .filter(meeting::Column::CreatedBy.eq(from))
        .exec(tx)
        .await?;
    // Meetings that both attend keep one participation. The ids are read first: MySQL
    // refuses to change a table that a subquery of the same statement reads.
    let both: BTreeSet<i64> = meetings_of(tx, to).await?;
    let moving: Vec<i64> = meetings_of(tx, from).await?.difference(&both).copied().collect();
    for ids in moving.chunks(IDS_PER_STATEMENT) {
        participant::Entity::update_many()
            .col_expr(participant::Column::UserId, Expr::value(to))
            .filter(participant::Column::UserId.eq(from))
            .filter(participant::Column::MeetingId.is_in(ids.iter().copied()))
            .exec(tx)
            .await?;
    }
    participant::Entity::delete_many()
        .filter(participant::Column::UserId.eq(from))
        .exec(tx)
        .await?;
    Ok(())
}

async fn meetings_of(tx: &WriteTransaction, user: i64) -> Result<BTreeSet<i64>, DbErr> {
    let mut select = Query::select();
    select
        .column(participant::Column::MeetingId)
        .column(participant::Column::UserId)
        .from(participant::Entity)
        .and_where(participant::Column::UserId.eq(user));
    Ok(json_rows::pairs(tx, &select, "meeting_id, user_id")
        .await?
        .into_iter()
        .map(|(m, _)| m)
        .collect())
}

/// Pairs of busy meetings that overlap once all are one user's, and were not that user's pair
/// before: double bookings that the new owner gets.
#[derive(Debug, Default)]
pub struct NewOverlaps {
    /// How many there are.
    pub count: u64,
    /// The first [`LISTED`] in order of time; the new owner's meeting is first in a pair.
    pub first: Vec<(i64, i64)>,
}

/// Keeps the intervals of two users in memory.
pub(super) async fn new_overlaps<C: ConnectionTrait>(
    tx: &C,
    from: i64,
    to: i64,
) -> Result<NewOverlaps, DbErr> {
    let kept = busy(tx, to).await?;
    let stays: BTreeSet<i64> = kept.iter().map(|(_, id)| *id).collect();
    let moving = busy(tx, from).await?;
    let moving = moving.into_iter().filter(|(_, id)| !stays.contains(id));
    let mut all: Vec<(Interval, i64)> = kept.into_iter().chain(moving).collect();
    all.sort_by_key(|(interval, id)| (interval.start(), *id));
    // What was and what is added, apart: two meetings that the new owner had are not a new pair.
    let (mut own, mut added) = (Sweep::default(), Sweep::default());
    let mut found = NewOverlaps::default();
    for (interval, id) in all {
        let is_own = stays.contains(&id);
        let added_open = added.open(to, interval.start());
        let own_open = if is_own { &[] } else { own.open(to, interval.start()) };
        found.count += (added_open.len() + own_open.len()) as u64;
        let missing = LISTED - found.first.len();
        let others = added_open.iter().chain(own_open).map(|open| open.meeting);
        let pair = |other: i64| if is_own { (id, other) } else { (other, id) };
        found.first.extend(others.take(missing).map(pair));
        if is_own { &mut own } else { &mut added }.add(to, interval, id);
    }
    Ok(found)
}

/// The busy meetings of a user.
async fn busy<C: ConnectionTrait>(tx: &C, user: i64) -> Result<Vec<(Interval, i64)>, DbErr> {
    let filter = Filter { attended_by: BTreeSet::from([user]), busy: true, ..Filter::default() };
    let mut pages = Pages::new(filter, Order::Id, None).without_descriptions();
    let mut busy = Vec::new();
    loop {
        let rows = pages.rows(tx, PAGE).await?;
        if rows.is_empty() {
            return Ok(busy);
        }
        rows.iter().try_for_each(require_order)?;
        let interval = |row: &meeting::Model| Interval::new(row.start_time, row.end_time).ok();
        busy.extend(rows.iter().filter_map(|row| Some((interval(row)?, row.id))));
    }
}

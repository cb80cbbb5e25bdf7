//! Gives the meetings of one user to another, and finds the double bookings that this makes.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::{self, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::{meeting, participant};
use crate::schedule::Interval;
use crate::schedule::conflicts::Sweep;
use crate::store::IDS_PER_STATEMENT;
use crate::store::booking::{Edit, LISTED, MeetingState, states, write_all};
use crate::store::dialect::WriteTransaction;
use crate::store::filter::{Filter, Role};
use crate::store::pages::{Order, Pages, require_order};
use crate::store::people::participations;
use crate::store::session::Session;
use crate::time::{self, UtcTime};

/// Meetings read at once.
const PAGE: u64 = 10_000;

/// Gives the created meetings and the participations of `from` to `to`, and writes each change to the
/// history. Meetings that both attend keep one participation. Both are locked.
pub(super) async fn hand_over(
    tx: &WriteTransaction,
    session: &Session,
    from: i64,
    to: i64,
    now: UtcTime,
) -> Result<(), DbErr> {
    for role in [Role::Creator, Role::Participant] {
        let mut last = i64::MIN;
        loop {
            let ids = next_meetings(tx, from, role, last).await?;
            let Some(end) = ids.last() else { break };
            last = *end;
            let mut edits = plan(&states(tx, &ids).await?, from, to);
            write_all(tx, session, &mut edits, now).await?;
        }
    }
    // Of a meeting that does not exist, in a database without the foreign key.
    let orphans = participant::Entity::delete_many().filter(participant::Column::UserId.eq(from));
    orphans.exec(tx).await?;
    Ok(())
}

/// The changes to meetings as they are stored.
fn plan(stored: &BTreeMap<i64, MeetingState>, from: i64, to: i64) -> Vec<Edit> {
    let edit = |(id, before): (&i64, &MeetingState)| {
        let mut after = before.clone();
        if after.created_by == from {
            after.created_by = to;
        }
        if after.participants.remove(&from) {
            after.participants.insert(to);
        }
        Edit { id: Some(*id), before: Some(before.clone()), after: Some(after) }
    };
    stored.iter().map(edit).collect()
}

/// The next meetings after the id `last` that a user attends in a role.
async fn next_meetings(
    tx: &WriteTransaction,
    user: i64,
    role: Role,
    last: i64,
) -> Result<Vec<i64>, DbErr> {
    let mut select = Query::select();
    match role {
        Role::Creator => select
            .column(meeting::Column::Id)
            .from(meeting::Entity)
            .and_where(meeting::Column::CreatedBy.eq(user))
            .and_where(meeting::Column::Id.gt(last))
            .order_by(meeting::Column::Id, sea_query::Order::Asc),
        _ => select
            .column(participant::Column::MeetingId)
            .from(participant::Entity)
            .and_where(participant::Column::UserId.eq(user))
            .and_where(participant::Column::MeetingId.gt(last))
            .order_by(participant::Column::MeetingId, sea_query::Order::Asc),
    };
    select.limit(IDS_PER_STATEMENT as u64);
    let rows = tx.query_all(&select).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Pairs of busy meetings that overlap once all are one user's, and were not that user's pair
/// before: double bookings that the new owner gets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewOverlaps {
    /// How many there are.
    pub count: u64,
    /// The first [`LISTED`] in order of time; the new owner's meeting is first in a pair.
    pub first: Vec<(i64, i64)>,
}

/// What `to` would be double-booked by if the meetings of `from` that `moves` picks were `to`'s.
/// With `since`, only meetings that end later count.
///
/// Memory depends on the meetings at one time.
pub(super) async fn new_overlaps<C: ConnectionTrait>(
    tx: &C,
    from: i64,
    to: i64,
    since: Option<UtcTime>,
    moves: impl Fn(&meeting::Model) -> bool,
) -> Result<NewOverlaps, DbErr> {
    let filter = Filter {
        attended_by: BTreeSet::from([from, to]),
        overlaps: since.map(|since| (since, time::bounds().1)),
        busy: true,
        ..Filter::default()
    };
    let mut pages = Pages::new(filter, Order::Start, None).without_descriptions();
    // What was and what is added, apart: two meetings that the new owner had are not a new pair.
    let (mut own, mut added) = (Sweep::default(), Sweep::default());
    let mut found = NewOverlaps::default();
    loop {
        let rows = pages.rows(tx, PAGE).await?;
        if rows.is_empty() {
            return Ok(found);
        }
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let attended = participations(tx, to, &ids).await?;
        for row in &rows {
            let is_own = row.created_by == to || attended.contains(&row.id);
            let Ok(interval) = Interval::new(row.start_time, row.end_time) else { continue };
            if !is_own && !moves(row) {
                continue;
            }
            require_order(row)?;
            let added_open = added.open(to, interval.start());
            let own_open = if is_own { &[] } else { own.open(to, interval.start()) };
            found.count += (added_open.len() + own_open.len()) as u64;
            let missing = LISTED - found.first.len();
            let others = added_open.iter().chain(own_open).map(|open| open.meeting);
            let pair = |other: i64| if is_own { (row.id, other) } else { (other, row.id) };
            found.first.extend(others.take(missing).map(pair));
            if is_own { &mut own } else { &mut added }.add(to, interval, row.id);
        }
    }
}

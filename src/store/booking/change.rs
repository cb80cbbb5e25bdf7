//! Changes to a meeting that is booked already.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::{self, NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::{Outcome, Rules, add_participants, blocking, finish, lock_all, nobody};
use crate::entity::meeting::Status;
use crate::entity::{meeting, participant};
use crate::error::Failure;
use crate::schedule::Interval;
use crate::store::dialect;
use crate::store::meetings::{no_meeting, rows_by_ids};
use crate::store::retry::Trouble;
use crate::store::session::Session;
use crate::time::UtcTime;

/// What to change in a meeting; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The new title.
    pub title: Option<String>,
    /// The new description.
    pub description: Option<String>,
    /// The new start.
    pub start: Option<UtcTime>,
    /// The new end.
    pub end: Option<UtcTime>,
    /// The new length in seconds, from the start on.
    pub seconds: Option<i64>,
    /// The new status.
    pub status: Option<Status>,
    /// Who joins.
    pub add: BTreeSet<i64>,
    /// Who leaves.
    pub remove: BTreeSet<i64>,
}

/// Changes a meeting in one transaction.
///
/// Who is newly bound to a time is checked: everybody when it moves or a cancelled meeting is
/// revived, otherwise those who join. A new start without an end keeps the length.
///
/// A commit whose outcome is unknown is simply done again: what is so already changes nothing.
///
/// # Errors
/// Exit 5 for a missing meeting or user, 2 for an end not after the start.
pub async fn update(
    session: &Session,
    id: i64,
    change: &Change,
    rules: Rules,
) -> Result<Outcome, Failure> {
    session
        .retrying(1 + change.add.len(), async |db| {
            // Whom to lock is read outside of the transaction, whose first statement must be the lock
            // (see `begin_write`), and all of it again behind the lock.
            let expected = plan(&db, id, change).await?;
            let tx = dialect::begin_write(&db).await?;
            if let Some(gone) = lock_all(&tx, &expected.involved).await? {
                // Somebody who was named is missed; anybody else was replaced since the plan.
                return Err(if change.add.contains(&gone) {
                    nobody(gone).into()
                } else {
                    dialect::conflict().into()
                });
            }
            let plan = replan(&tx, id, change, &expected).await?;
            if !rules.allow_overlap && plan.busy && !plan.newly_bound.is_empty() {
                let blocking = blocking(&tx, &plan.newly_bound, plan.interval, Some(id)).await?;
                if !blocking.is_empty() {
                    tx.rollback().await?;
                    return Ok(Outcome::Blocked(blocking));
                }
            }
            if plan.changes {
                write(&tx, id, change, &plan, rules.now).await?;
            }
            let result = finish(tx, id, rules).await;
            let written = result.is_ok() && plan.changes && !rules.dry_run;
            if written && dialect::doubts_commits(db.get_database_backend()) {
                stands(&db, &plan.before).await?;
            }
            result
        })
        .await
}

/// Looks after a commit: a row that is what it was before was never written, and whoever wrote
/// it since, if anybody, has the last word.
async fn stands<C: ConnectionTrait>(db: &C, before: &meeting::Model) -> Result<(), Trouble> {
    let now = rows_by_ids(db, &[before.id]).await?;
    if now.contains(before) {
        return Err(dialect::conflict().into());
    }
    Ok(())
}

/// What a change comes to for the meeting as it is stored.
struct Plan {
    /// The row as it is stored.
    before: meeting::Model,
    interval: Interval,
    /// The new status, if it changes.
    status: Option<String>,
    busy: bool,
    /// Everybody who attends before or after.
    involved: BTreeSet<i64>,
    /// Those for whom the meeting takes a time that it did not take before.
    newly_bound: BTreeSet<i64>,
    joining: BTreeSet<i64>,
    leaving: BTreeSet<i64>,
    /// Start or end changes.
    moved: bool,
    changes: bool,
}

async fn replan(
    tx: &DatabaseTransaction,
    id: i64,
    change: &Change,
    before: &Plan,
) -> Result<Plan, Trouble> {
    let plan = plan(tx, id, change).await?;
    if plan.involved.is_subset(&before.involved) {
        return Ok(plan);
    }
    // Somebody joined meanwhile whose guard row is not ours: take it from the start.
    Err(Trouble::Database(dialect::conflict()))
}

async fn plan<C: ConnectionTrait>(db: &C, id: i64, change: &Change) -> Result<Plan, Trouble> {
    let row = rows_by_ids(db, &[id]).await?.pop();
    let row = row.ok_or_else(|| no_meeting(format!("there is no meeting {id}")))?;
    let present: BTreeSet<i64> = participant::Entity::find()
        .filter(participant::Column::MeetingId.eq(id))
        .all(db)
        .await?
        .into_iter()
        .map(|p| p.user_id)
        .collect();
    let interval = new_interval(&row, change)?;
    let status = change
        .status
        .map_or_else(|| row.status.clone(), |s| s.as_str().to_owned());
    let joining: BTreeSet<i64> = change.add.difference(&present).copied().collect();
    let leaving: BTreeSet<i64> = change.remove.intersection(&present).copied().collect();
    let after: BTreeSet<i64> = present
        .union(&joining)
        .copied()
        .filter(|u| !leaving.contains(u))
        .chain([row.created_by])
        .collect();
    let involved: BTreeSet<i64> = present
        .union(&after)
        .copied()
        .chain(leaving.iter().copied())
        .collect();
    let cancelled = Status::Cancelled.as_str();
    let moved = interval.start() != row.start_time || interval.end() != row.end_time;
    let revived = row.status == cancelled && status != cancelled;
    let newly_bound = if moved || revived {
        after
    } else {
        joining
            .iter()
            .copied()
            .filter(|user| *user != row.created_by)
            .collect()
    };
    let retitled = change.title.as_ref().is_some_and(|t| *t != row.title)
        || change
            .description
            .as_ref()
            .is_some_and(|d| Some(d) != row.description.as_ref());
    let restated = status != row.status;
    let changes = moved || retitled || restated || !joining.is_empty() || !leaving.is_empty();
    let busy = status != cancelled;
    Ok(Plan {
        before: row,
        interval,
        status: restated.then_some(status),
        busy,
        involved,
        newly_bound,
        joining,
        leaving,
        moved,
        changes,
    })
}

fn new_interval(row: &meeting::Model, change: &Change) -> Result<Interval, Failure> {
    let start = change.start.unwrap_or(row.start_time);
    let end = match (change.end, change.seconds) {
        (Some(end), _) => end,
        (None, Some(seconds)) => start + chrono::TimeDelta::seconds(seconds),
        (None, None) => start + (row.end_time - row.start_time),
    };
    // A length that fitted once may lead out of what the columns hold.
    if !crate::time::YEARS.contains(&chrono::Datelike::year(&end)) {
        return Err(Failure::usage("the meeting would end behind the year 9999"));
    }
    Ok(Interval::new(start, end)?)
}

/// A value for a column that changes; any other is left alone, for it may have changed since it
/// was read: cancelling a meeting locks nobody.
fn when<T: Into<sea_orm::Value>>(changes: bool, value: T) -> ActiveValue<T> {
    if changes { Set(value) } else { NotSet }
}

async fn write(
    tx: &DatabaseTransaction,
    id: i64,
    change: &Change,
    plan: &Plan,
    now: UtcTime,
) -> Result<(), DbErr> {
    let row = meeting::ActiveModel {
        id: Set(id),
        title: change.title.clone().map_or(NotSet, Set),
        description: change.description.clone().map_or(NotSet, |d| Set(Some(d))),
        start_time: when(plan.moved, plan.interval.start()),
        end_time: when(plan.moved, plan.interval.end()),
        status: plan.status.clone().map_or(NotSet, Set),
        updated_at: Set(Some(now)),
        ..Default::default()
    };
    let done = meeting::Entity::update_many()
        .set(row)
        .filter(meeting::Column::Id.eq(id))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        // Deleted since it was planned: look again.
        return Err(dialect::conflict());
    }
    participant::Entity::delete_many()
        .filter(participant::Column::MeetingId.eq(id))
        .filter(participant::Column::UserId.is_in(plan.leaving.iter().copied()))
        .exec(tx)
        .await?;
    add_participants(tx, id, &plan.joining).await
}

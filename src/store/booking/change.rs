//! Changes to a meeting that is booked already.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
};

use super::plan::{MeetingChange, Plan};
use super::{
    BookingResult, Rules, add_participants, blocking, dry_run, lock_all, nobody, read_back,
};
use crate::entity::{meeting, participant};
use crate::error::Failure;
use crate::store::IDS_PER_STATEMENT;
use crate::store::commit::commit;
use crate::store::dialect::{self, WriteTransaction};
use crate::store::meetings::{no_meeting, rows_by_ids};
use crate::store::people::participants_of;
use crate::store::retry::TxError;
use crate::store::session::Session;
use crate::time::UtcTime;

/// Changes a meeting in one transaction.
///
/// Users who are new to the time are checked: all of them when it moves or a cancelled meeting is
/// revived, otherwise those who join. A new start without an end keeps the length.
///
/// A commit whose outcome is unknown is repeated: values that are already set change nothing.
///
/// # Errors
/// Exit 5 for a missing meeting or user, 2 for an end not after the start.
pub async fn update(
    session: &Session,
    id: i64,
    change: &MeetingChange,
    rules: Rules,
) -> Result<BookingResult, Failure> {
    if rules.dry_run {
        return dry_run::update(session, id, change, rules).await;
    }
    session
        .for_locks(1 + change.add.len())
        .retrying(async |db| {
            // Whom to lock is read outside of the transaction, whose first statement must be the lock
            // (see `begin_write`), and again after the lock.
            let expected = plan(&db, id, change).await?;
            let tx = dialect::begin_write(&db).await?;
            if let Some(gone) = lock_all(&tx, &expected.involved).await? {
                // A user who was named does not exist; any other was replaced since the plan.
                return Err(if change.add.contains(&gone) {
                    nobody(gone).into()
                } else {
                    dialect::conflict().into()
                });
            }
            let plan = replan(&tx, id, change, &expected).await?;
            if !rules.allow_overlap && plan.busy && !plan.newly_bound.is_empty() {
                let time = plan.time_taken()?;
                let blocking = blocking(&tx, &plan.newly_bound, time, &[id]).await?;
                if !blocking.is_empty() {
                    tx.rollback().await?;
                    return Ok(BookingResult::Blocked(blocking));
                }
            }
            if plan.changes {
                write(&tx, id, change, &plan, rules.now).await?;
            }
            let meeting = read_back(&tx, id).await?;
            // An unchanged row was not written; any other may have been changed again since.
            let took_effect = async {
                let rows = rows_by_ids(&db, &[id]).await?;
                Ok(!plan.changes || !rows.contains(&plan.before))
            };
            commit(&db, tx, took_effect).await?;
            Ok(BookingResult::Booked(meeting))
        })
        .await
}

async fn replan(
    tx: &WriteTransaction,
    id: i64,
    change: &MeetingChange,
    before: &Plan,
) -> Result<Plan, TxError> {
    let plan = plan(tx, id, change).await?;
    if plan.involved.is_subset(&before.involved) {
        return Ok(plan);
    }
    // A participant joined in the meantime whose guard row is not locked: start again.
    Err(TxError::Database(dialect::conflict()))
}

pub(super) async fn plan<C: ConnectionTrait>(
    db: &C,
    id: i64,
    change: &MeetingChange,
) -> Result<Plan, TxError> {
    let row = rows_by_ids(db, &[id]).await?.pop();
    let row = row.ok_or_else(|| no_meeting(format!("meeting {id} not found")))?;
    let present: BTreeSet<i64> =
        participants_of(db, &[id]).await?.into_iter().map(|(_, user)| user).collect();
    Ok(Plan::new(row, &present, change)?)
}

/// Writes the result of a plan; all users involved are locked.
///
/// A column that does not change is left alone, for it may have changed since it was read: cancelling
/// a meeting locks nobody.
pub(in crate::store) async fn write(
    tx: &WriteTransaction,
    id: i64,
    change: &MeetingChange,
    plan: &Plan,
    now: UtcTime,
) -> Result<(), DbErr> {
    let moved_to = plan.interval.filter(|_| plan.moved);
    let row = meeting::ActiveModel {
        id: Set(id),
        title: change.title.clone().map_or(NotSet, Set),
        description: change.description.clone().map_or(NotSet, |d| Set(Some(d))),
        start_time: moved_to.map_or(NotSet, |interval| Set(interval.start())),
        end_time: moved_to.map_or(NotSet, |interval| Set(interval.end())),
        status: plan.status.clone().map_or(NotSet, Set),
        created_by: change.creator.map_or(NotSet, Set),
        updated_at: Set(Some(now)),
        ..Default::default()
    };
    let done =
        meeting::Entity::update_many().set(row).filter(meeting::Column::Id.eq(id)).exec(tx).await?;
    if done.rows_affected == 0 {
        // Deleted since it was planned: try again.
        return Err(dialect::conflict());
    }
    if !plan.leaving.is_empty() {
        remove_participants(tx, id, &plan.leaving).await?;
    }
    add_participants(tx, id, &plan.joining).await
}

async fn remove_participants(
    tx: &WriteTransaction,
    id: i64,
    users: &BTreeSet<i64>,
) -> Result<(), DbErr> {
    let users: Vec<i64> = users.iter().copied().collect();
    for users in users.chunks(IDS_PER_STATEMENT) {
        participant::Entity::delete_many()
            .filter(participant::Column::MeetingId.eq(id))
            .filter(participant::Column::UserId.is_in(users.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(())
}

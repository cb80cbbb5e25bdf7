//! Changes to a meeting that is booked already.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, DbErr, EntityTrait, QueryFilter,
};

use super::add_participants;
use super::plan::{MeetingChange, Plan};
use crate::entity::{meeting, participant};
use crate::store::IDS_PER_STATEMENT;
use crate::store::dialect::{self, WriteTransaction};
use crate::time::UtcTime;

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

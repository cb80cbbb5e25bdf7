//! Brings the status of meetings up to date with the clock, batch by batch.
//!
//! A meeting that ended before now is `completed`, one that runs is `in_progress`, one to come
//! `scheduled`; `cancelled` is never touched. Each pair of an old and a new status is a
//! range of the index on (status, start) or (status, end), so a run reads what it changes.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::session::Session;
use super::{dialect, end_of_second};
use crate::entity::meeting::{self, Column, Status};
use crate::error::Failure;
use crate::time::UtcTime;

/// One kind of change: meetings of status `from` that should be `to`.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The status they have.
    pub from: Status,
    /// The status that fits the clock.
    pub to: Status,
}

/// Every kind of change, those that the passing of time brings first.
pub const STEPS: [Step; 6] = [
    Step {
        from: Status::Scheduled,
        to: Status::Completed,
    },
    Step {
        from: Status::InProgress,
        to: Status::Completed,
    },
    Step {
        from: Status::Scheduled,
        to: Status::InProgress,
    },
    Step {
        from: Status::Completed,
        to: Status::InProgress,
    },
    Step {
        from: Status::Completed,
        to: Status::Scheduled,
    },
    Step {
        from: Status::InProgress,
        to: Status::Scheduled,
    },
];

impl Step {
    /// The meetings this step changes, seen from `now`.
    pub(super) fn condition(self, now: UtcTime) -> Condition {
        let fits = match self.to {
            Status::Completed => Condition::all().add(Column::EndTime.lt(now)),
            Status::InProgress => Condition::all()
                .add(Column::StartTime.lte(end_of_second(now)))
                .add(Column::EndTime.gte(now)),
            _ => Condition::all().add(Column::StartTime.gt(end_of_second(now))),
        };
        fits.add(Column::Status.eq(self.from.as_str()))
    }
}

/// How many meetings a step would change.
pub async fn count(db: &DatabaseConnection, step: Step, now: UtcTime) -> Result<u64, DbErr> {
    meeting::Entity::find()
        .filter(step.condition(now))
        .count(db)
        .await
}

/// What one batch did.
#[derive(Debug, Clone, Copy)]
pub struct Batch {
    /// Meetings looked at.
    pub examined: u64,
    /// Meetings changed; fewer if another program was faster.
    pub updated: u64,
}

/// Changes at most `size` meetings of a step, in a transaction of its own.
///
/// `written` goes to `updated_at`. The update repeats the condition, so a meeting that changed
/// since it was looked up keeps what it has, and a batch whose commit was in doubt may run again.
pub async fn batch(
    session: &Session,
    step: Step,
    now: UtcTime,
    size: u64,
    written: UtcTime,
) -> Result<Batch, Failure> {
    session
        .retrying(1, async |db| {
            let tx = dialect::begin_write(&db).await?;
            let ids = next_ids(&tx, step, now, size).await?;
            let updated = if ids.is_empty() {
                0
            } else {
                update(&tx, step, now, &ids, written).await?
            };
            tx.commit().await?;
            Ok(Batch {
                examined: ids.len() as u64,
                updated,
            })
        })
        .await
}

async fn next_ids<C: ConnectionTrait>(
    db: &C,
    step: Step,
    now: UtcTime,
    size: u64,
) -> Result<Vec<i64>, DbErr> {
    let by_end = step.to == Status::Completed;
    let time = if by_end {
        Column::EndTime
    } else {
        Column::StartTime
    };
    meeting::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(step.condition(now))
        .order_by_asc(time)
        .limit(size)
        .into_tuple()
        .all(db)
        .await
}

async fn update<C: ConnectionTrait>(
    db: &C,
    step: Step,
    now: UtcTime,
    ids: &[i64],
    written: UtcTime,
) -> Result<u64, DbErr> {
    let value = |v: &'static str| -> SimpleExpr { Expr::value(v) };
    let result = meeting::Entity::update_many()
        .col_expr(Column::Status, value(step.to.as_str()))
        .col_expr(Column::UpdatedAt, Expr::value(written))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(step.condition(now))
        .exec(db)
        .await?;
    Ok(result.rows_affected)
}

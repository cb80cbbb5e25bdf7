//! Meetings whose status does not fit the clock.

use sea_orm::{
    Condition, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{Found, Mending, SAMPLE};
use crate::entity::meeting::{self, Column};
use crate::error::Failure;
use crate::store::backfill::{self, STEPS};
use crate::time::UtcTime;

/// Meetings a transaction.
const BATCH: u64 = 1000;

/// What a backfill would change at `now`.
pub async fn look(db: &DatabaseConnection, now: UtcTime) -> Result<Found, DbErr> {
    let mut count = 0;
    for step in STEPS {
        count += backfill::count(db, step, now).await?;
    }
    if count == 0 {
        return Ok(Found::default());
    }
    let any = STEPS
        .into_iter()
        .fold(Condition::any(), |any, step| any.add(step.condition(now)));
    let ids: Vec<i64> = meeting::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(any)
        .order_by_asc(Column::Id)
        .limit(SAMPLE as u64)
        .into_tuple()
        .all(db)
        .await?;
    Ok(Found {
        count,
        sample: ids.iter().map(ToString::to_string).collect(),
        ..Found::default()
    })
}

/// Does what `backfill-status` does.
pub async fn mend(mending: &Mending<'_>) -> Result<u64, Failure> {
    let mut updated = 0;
    for step in STEPS {
        while mending.goes_on().await {
            let Mending { session, now, .. } = *mending;
            let batch = backfill::batch(session, step, now, BATCH, now).await?;
            updated += batch.updated;
            if batch.examined < BATCH {
                break;
            }
        }
    }
    Ok(updated)
}

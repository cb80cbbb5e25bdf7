//! What the engine's query planner believes about the tables.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use super::{Found, LONG_TIMEOUT, Mending};
use crate::error::Failure;
use crate::store::dialect::catalogue;
use crate::store::dialect::inspect::rows;

/// A plan for fewer rows than this is good, whatever is believed.
const SMALL: i64 = 1000;
/// So many times too high or too low is wrong.
const FACTOR: i64 = 10;

const TABLES: [&str; 3] = ["users", "meetings", "meeting_participants"];

/// Tables of at least a thousand rows whose size the planner does not know, or has wrong by a
/// factor of more than ten.
pub async fn look(db: &DatabaseConnection) -> Result<Found, DbErr> {
    Ok(Found::of(
        stale(db)
            .await?
            .into_iter()
            .map(ToOwned::to_owned)
            .collect(),
    ))
}

async fn stale(db: &DatabaseConnection) -> Result<Vec<&'static str>, DbErr> {
    let mut stale = Vec::new();
    for table in TABLES {
        let counted = rows(db, &format!("SELECT COUNT(*) FROM {table}"), []).await?;
        let count: i64 = counted
            .first()
            .map_or(Ok(0), |row| row.try_get_by_index(0))?;
        if count < SMALL {
            continue;
        }
        let right = catalogue::estimate(db, table)
            .await?
            .is_some_and(|estimate| {
                estimate.saturating_mul(FACTOR) >= count && count.saturating_mul(FACTOR) >= estimate
            });
        if !right {
            stale.push(table);
        }
    }
    Ok(stale)
}

/// Has the engine measure the tables it has wrong.
pub async fn mend(mending: &Mending<'_>) -> Result<u64, Failure> {
    let session = mending.session;
    let tables = session
        .with_limit(LONG_TIMEOUT)
        .retrying(async |db| Ok(stale(&db).await?))
        .await?;
    let mut measured = 0;
    for table in tables {
        if !mending.goes_on().await {
            break;
        }
        let measure = async |db: DatabaseConnection| {
            for sql in catalogue::measure(db.get_database_backend(), table) {
                db.execute_unprepared(&sql).await?;
            }
            Ok(())
        };
        session.with_limit(LONG_TIMEOUT).retrying(measure).await?;
        measured += 1;
    }
    Ok(measured)
}

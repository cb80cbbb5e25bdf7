//! The statistics of the query planner.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use super::{CheckResult, Fixer, LONG_TIMEOUT};
use crate::error::Failure;
use crate::store::dialect;

/// Fewer rows than this need no statistics.
const SMALL: i64 = 1000;
/// An estimate is wrong if it is this many times too high or too low.
const FACTOR: i64 = 10;

const TABLES: [&str; 3] = ["users", "meetings", "meeting_participants"];

/// Tables of at least a thousand rows whose number the planner lacks, or estimates wrong by
/// a factor of more than ten.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let stale = stale(db).await?.into_iter();
    Ok(CheckResult::new(stale.map(ToOwned::to_owned).collect()))
}

async fn stale(db: &DatabaseConnection) -> Result<Vec<&'static str>, DbErr> {
    let mut stale = Vec::new();
    for table in TABLES {
        let count = dialect::number(db, &format!("SELECT COUNT(*) FROM {table}")).await?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        if count < SMALL {
            continue;
        }
        let right = dialect::estimated_rows(db, table).await?.is_some_and(|estimate| {
            estimate.saturating_mul(FACTOR) >= count && count.saturating_mul(FACTOR) >= estimate
        });
        if !right {
            stale.push(table);
        }
    }
    Ok(stale)
}

/// Has the engine update the statistics of these tables.
pub async fn fix(fixer: &Fixer<'_>) -> Result<u64, Failure> {
    let session = fixer.session;
    let tables =
        session.with_limit(LONG_TIMEOUT).retrying(async |db| Ok(stale(&db).await?)).await?;
    let mut analyzed = 0;
    for table in tables {
        if !fixer.continues().await {
            break;
        }
        let analyze = async |db: DatabaseConnection| {
            for sql in dialect::analyze(db.get_database_backend(), table) {
                db.execute_unprepared(&sql).await?;
            }
            Ok(())
        };
        session.with_limit(LONG_TIMEOUT).retrying(analyze).await?;
        analyzed += fixer.note(1);
    }
    Ok(analyzed)
}

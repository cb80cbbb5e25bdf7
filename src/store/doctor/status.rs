//! Meetings whose status does not match the current time.

use sea_orm::{DatabaseConnection, DbErr};

use super::{CheckResult, Fixer, SAMPLE};
use crate::error::Failure;
use crate::store::backfill::{BackfillRun, RANGES};
use crate::time::UtcTime;

/// What a backfill would change at `now`.
pub async fn check(db: &DatabaseConnection, now: UtcTime) -> Result<CheckResult, DbErr> {
    let mut found = CheckResult::default();
    for range in RANGES {
        let count = range.tally(db, now).await?.total();
        if count == 0 {
            continue;
        }
        found.count += count;
        let room = SAMPLE - found.sample.len();
        let ids = range.sample(db, now, room as u64).await?;
        found.sample.extend(ids.iter().map(ToString::to_string));
    }
    Ok(found)
}

/// How many meetings a backfill would change at `now`.
pub async fn behind(db: &DatabaseConnection, now: UtcTime) -> Result<u64, DbErr> {
    Ok(check(db, now).await?.count)
}

/// Does what `backfill-status` does.
pub async fn fix(fixer: &Fixer<'_>) -> Result<u64, Failure> {
    let Fixer { session, now, owner, .. } = *fixer;
    let mut run = BackfillRun::begin(session, owner, now, now, None).await?;
    let done = change(fixer, &mut run).await;
    run.batches.end().await;
    done
}

async fn change(fixer: &Fixer<'_>, run: &mut BackfillRun<'_>) -> Result<u64, Failure> {
    let mut updated = 0;
    for range in RANGES {
        while fixer.continues().await {
            let batch = run.batch(range).await?;
            updated += fixer.note(batch.updated.total());
            if batch.last {
                break;
            }
            run.batches.yield_to_writers().await?;
        }
    }
    Ok(updated)
}

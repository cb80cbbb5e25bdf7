//! Meetings whose status does not fit the clock.

use sea_orm::{DatabaseConnection, DbErr};

use super::{Found, Mending, SAMPLE};
use crate::error::Failure;
use crate::store::backfill::{RANGES, Work};
use crate::time::UtcTime;

/// What a backfill would change at `now`.
pub async fn look(db: &DatabaseConnection, now: UtcTime) -> Result<Found, DbErr> {
    let mut found = Found::default();
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

/// Does what `backfill-status` does.
pub async fn mend(mending: &Mending<'_>) -> Result<u64, Failure> {
    let Mending {
        session,
        now,
        owner,
        ..
    } = *mending;
    let mut work = Work::begin(session, owner, now, now, None).await?;
    let done = change(mending, &mut work).await;
    work.end().await;
    done
}

async fn change(mending: &Mending<'_>, work: &mut Work<'_>) -> Result<u64, Failure> {
    let mut updated = 0;
    for range in RANGES {
        while mending.goes_on().await {
            let batch = work.batch(range).await?;
            updated += batch.updated.total();
            if batch.last {
                break;
            }
            work.yield_to_writers().await?;
        }
    }
    Ok(updated)
}

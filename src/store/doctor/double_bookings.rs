//! Double bookings, counted by the sweep that lists them.

use std::collections::BTreeSet;

use sea_orm::{DatabaseConnection, DbErr};

use super::{CheckResult, SAMPLE, Severity};
use crate::schedule::Interval;
use crate::store::conflicts::ConflictScanner;
use crate::time::{self, UtcTime};

/// How many double bookings are read for the sample: several people may share a pair.
const LOOKED_AT: usize = 200;

/// Every double booking; the sample names the two meetings, as `first/second`. Nobody can do anything
/// about those that were over at `since`.
pub async fn check(db: &DatabaseConnection, since: UtcTime) -> Result<CheckResult, DbErr> {
    let found = ConflictScanner::new(BTreeSet::new(), None).count(db, LOOKED_AT).await?;
    let mut all = CheckResult { count: found.count, ..CheckResult::default() };
    for pair in &found.sample {
        let named = format!("{}/{}", pair.first.id, pair.second.id);
        // Two meetings may share more than one person.
        if !all.sample.contains(&named) {
            all.sample.push(named);
        }
    }
    all.sample.truncate(SAMPLE);
    if all.count > 0 && !any_after(db, since).await? {
        all.severity = Some(Severity::Note);
    }
    Ok(all)
}

async fn any_after(db: &DatabaseConnection, since: UtcTime) -> Result<bool, DbErr> {
    let (_, end) = time::bounds();
    match Interval::new(since, end) {
        Ok(window) => ConflictScanner::new(BTreeSet::new(), Some(window)).has_any(db).await,
        Err(_) => Ok(false),
    }
}

//! Double bookings, counted by the sweep that lists them.

use std::collections::BTreeSet;

use sea_orm::{DatabaseConnection, DbErr};

use super::{CheckResult, SAMPLE};
use crate::store::conflicts::ConflictScanner;

/// How many double bookings are read for the sample: several people may share a pair.
const LOOKED_AT: usize = 200;

/// Every double booking; the sample names the two meetings, as `first/second`.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
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
    Ok(all)
}

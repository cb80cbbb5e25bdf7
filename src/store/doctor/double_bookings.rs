//! Double bookings, counted by the sweep that lists them.

use std::collections::BTreeSet;

use sea_orm::{DatabaseConnection, DbErr};

use super::{CheckResult, SAMPLE};
use crate::store::conflicts::ConflictScanner;

/// Every double booking; the sample names the two meetings, as `first/second`.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let mut all = CheckResult::default();
    let mut scanner = ConflictScanner::new(BTreeSet::new(), None);
    while let Some(pairs) = scanner.next(db).await? {
        all.count += pairs.len() as u64;
        for pair in &pairs {
            if all.sample.len() >= SAMPLE {
                break;
            }
            let named = format!("{}/{}", pair.first.id, pair.second.id);
            // Two meetings may share more than one person.
            if !all.sample.contains(&named) {
                all.sample.push(named);
            }
        }
    }
    Ok(all)
}

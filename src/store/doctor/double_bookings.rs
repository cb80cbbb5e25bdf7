//! Double bookings, counted by the sweep that lists them.

use std::collections::BTreeSet;

use sea_orm::{DatabaseConnection, DbErr};

use super::{CheckResult, SAMPLE, Severity};
use crate::schedule::Interval;
use crate::store::conflicts::{ConflictScanner, Counted};
use crate::time::{self, UtcTime, Zone, rfc3339};

/// How many double bookings are read for the sample: several people may share a pair.
const LOOKED_AT: usize = 200;

/// Every double booking; the sample names the two meetings, as `first/second`, those that were not over
/// at `since` before the others: nobody can do anything about those that were.
pub async fn check(
    db: &DatabaseConnection,
    [now, since]: [UtcTime; 2],
) -> Result<CheckResult, DbErr> {
    let all = ConflictScanner::new(BTreeSet::new(), None).count(db, LOOKED_AT).await?;
    if all.count == 0 {
        return Ok(CheckResult::default());
    }
    let ahead = ahead(db, since).await?;
    if ahead.count == 0 {
        return Ok(CheckResult {
            advice: Some("all are over; `meetctl meeting conflicts` lists them".to_owned()),
            severity: Some(Severity::Note),
            ..found(&all)
        });
    }
    let from = if since == now { "now".to_owned() } else { rfc3339(since, &Zone::utc()) };
    let advice = format!(
        "`meetctl meeting conflicts --from {from}` lists the {} not over; cancel or move one",
        ahead.count
    );
    let advice = (ahead.count < all.count).then_some(advice);
    Ok(CheckResult { count: all.count, advice, ..found(&ahead) })
}

/// Their number, and a sample without those that concern the same two meetings.
fn found(counted: &Counted) -> CheckResult {
    let mut result = CheckResult { count: counted.count, ..CheckResult::default() };
    for pair in counted.sample.iter().filter(|pair| pair.is_first_of_pair()).take(SAMPLE) {
        result.sample.push(format!("{}/{}", pair.first.id, pair.second.id));
    }
    result
}

/// Those that were not over at `since`.
async fn ahead(db: &DatabaseConnection, since: UtcTime) -> Result<Counted, DbErr> {
    let (_, end) = time::bounds();
    match Interval::new(since, end) {
        Ok(window) => {
            ConflictScanner::new(BTreeSet::new(), Some(window)).count(db, LOOKED_AT).await
        }
        Err(_) => Ok(Counted::default()),
    }
}

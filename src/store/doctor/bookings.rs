//! Double bookings, counted by the sweep that lists them.

use std::collections::BTreeSet;

use sea_orm::{DatabaseConnection, DbBackend, DbErr};

use super::check::Check;
use super::{Examination, Found, SAMPLE};
use crate::error::{Exit, Failure};
use crate::store::conflicts::Audit;
use crate::store::dialect::FILE_ENGINE;

/// Every double booking; the sample names the two meetings, as `first/second`.
pub async fn look(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let mut all = Found::default();
    let mut audit = Audit::new(BTreeSet::new(), None);
    while let Some(pairs) = audit.next(db).await? {
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

/// On a server, what is no time at all cannot be fetched.
pub fn cannot_be_read(backend: DbBackend, so_far: &Examination) -> bool {
    backend != FILE_ENGINE && so_far.count(Check::DateForm) > 0
}

/// Whether the `failure` of `check` comes from a time in another form, which was found before.
pub fn may_stumble(check: Check, failure: &Failure, so_far: &Examination) -> bool {
    check == Check::DoubleBookings
        && failure.exit() == Exit::Failed
        && so_far.count(Check::DateForm) > 0
}

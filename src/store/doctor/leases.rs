//! Leases: who has one, and those that nobody released.

use chrono::DateTime;
use migration::runner::lease::{self, Holder};
use sea_orm::{DatabaseConnection, DbErr};

use super::{CheckResult, Fixer, Severity};
use crate::error::Failure;

/// Every lease, with who has it, since when and until when. Only one that is not valid any more, or
/// that no run can have written, is a problem.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let leases = lease::all(db).await?;
    let expired = leases.iter().filter(|(_, holder)| holder.expired).count();
    let severity = if expired == 0 { Severity::Note } else { Severity::Warning };
    let named = leases.iter().map(|(name, holder)| describe(name, holder)).collect();
    Ok(CheckResult { unfixable: expired == 0, severity: Some(severity), ..CheckResult::new(named) })
}

/// Releases the leases that are not valid any more: a run that continues with one fails, as if another
/// run had taken it.
pub async fn fix(fixer: &Fixer<'_>) -> Result<u64, Failure> {
    let release = async |db: DatabaseConnection| Ok(lease::release_expired(&db).await?);
    Ok(fixer.note(fixer.session.retrying(release).await?))
}

/// Such as `migrate: pid 17 on host since 2026-06-01T08:00:00Z until 2026-06-01T08:00:10Z (held)`.
fn describe(name: &str, holder: &Holder) -> String {
    let state = match (holder.ahead, holder.expired) {
        (true, _) => "later than any run sets",
        (_, true) => "expired",
        _ => "held",
    };
    let (since, until) = (time(holder.taken_at), time(holder.expires_at));
    format!("{name}: {} since {since} until {until} ({state})", holder.owner)
}

/// Milliseconds since 1970 as a time in UTC.
fn time(millis: i64) -> String {
    let time = DateTime::from_timestamp_millis(millis);
    time.map_or_else(
        || format!("{millis} ms"),
        |time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}

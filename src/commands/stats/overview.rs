use std::collections::BTreeSet;

use chrono::{Datelike, TimeDelta};
use sea_orm::DatabaseConnection;

use super::active::most_active;
use crate::context::Context;
use crate::entity::meeting::Status;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::{ActiveRecord, MonthRecord, OverviewRecord, StatusCounts};
use crate::schedule::Interval;
use crate::store::conflicts::ConflictScanner;
use crate::store::{stats, users};
use crate::time::month_starts;

/// Users in the overview.
const MOST_ACTIVE: u64 = 5;
/// Days ahead to search for double bookings.
const AHEAD_DAYS: i64 = 30;

pub(super) async fn run(ctx: &Context) -> Result<Exit, Failure> {
    let zone = ctx.stable_zone();
    let year = zone.to_civil(ctx.now()).year();
    let db = ctx.database().await?.db();
    let borders = month_starts(year, &zone)?;
    let monthly = MonthRecord::year(&stats::per_interval(&db, &borders, BTreeSet::new()).await?);
    let record = OverviewRecord {
        users: users::count(&db).await?,
        meetings: by_status(&db).await?,
        year,
        time_zone: zone.name().to_owned(),
        monthly,
        most_active: most_active(ctx, &db, MOST_ACTIVE, stats::within(None, None)).await?,
        double_bookings_ahead: double_bookings_ahead(ctx, &db).await?,
    };
    ctx.out.one(&record)?;
    if ctx.out.format() == Format::Table && !ctx.out.has_fields() {
        ctx.out.raw(&format!("\nMeetings in {} ({})\n", record.year, record.time_zone))?;
        ctx.out.listing::<MonthRecord>()?.all(&record.monthly)?;
        if !record.most_active.is_empty() {
            ctx.out.raw("\nMost active\n")?;
            ctx.out.listing::<ActiveRecord>()?.all(&record.most_active)?;
        }
    }
    Ok(Exit::Ok)
}

/// Counts all meetings.
pub(in crate::commands) async fn by_status(
    db: &DatabaseConnection,
) -> Result<StatusCounts, Failure> {
    let statuses = [Status::Scheduled, Status::InProgress, Status::Completed, Status::Cancelled];
    let counts = stats::by_status(db, &statuses.map(Status::as_str)).await?;
    Ok(StatusCounts {
        total: counts.iter().sum(),
        scheduled: counts[0],
        in_progress: counts[1],
        completed: counts[2],
        cancelled: counts[3],
    })
}

/// Counts the double bookings of the next 30 days.
pub(in crate::commands) async fn double_bookings_ahead(
    ctx: &Context,
    db: &DatabaseConnection,
) -> Result<u64, Failure> {
    let window = Interval::new(ctx.now(), ctx.now() + TimeDelta::days(AHEAD_DAYS))?;
    Ok(ConflictScanner::new(BTreeSet::new(), Some(window)).count(db, 0).await?.count)
}

use chrono::{Datelike, TimeDelta, Timelike};
use clap::Args;

use crate::commands::window::WindowArgs;
use crate::context::Context;
use crate::entity::meeting;
use crate::error::{Exit, Failure};
use crate::output::{Format, chart};
use crate::records::{HeatmapRecord, WEEKDAYS};
use crate::schedule::load::{WeekHours, exists};
use crate::store::filter::Filter;
use crate::store::pages::{Order, Pages};
use crate::store::users;
use crate::time::{Zone, whole_second};

/// Show the load of the week by hour
///
/// Counts the busy meetings in each hour of each weekday, over all weeks: a meeting from 09:30 to
/// 11:00 counts at 9 and at 10. Hours are in UTC, or in the time zone of --tz. A terminal shows
/// shades; machine formats list the hours that have meetings.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl stats heatmap --tz Europe/Berlin
    meetctl stats heatmap --user ada@example.org --from -90d --format csv")]
pub struct HeatmapArgs {
    /// Only meetings that this user attends: id or e-mail address
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    #[command(flatten)]
    window: WindowArgs,
}

/// Meetings per page.
const PAGE_SIZE: u64 = 5000;

impl HeatmapArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let mut listing = ctx.out.listing::<HeatmapRecord>()?;
        let grid = self.count(ctx).await?;
        if ctx.out.format() == Format::Table && ctx.out.is_terminal() {
            let rows: Vec<(&str, &[u64])> =
                WEEKDAYS.iter().zip(&grid).map(|(day, counts)| (*day, counts.as_slice())).collect();
            ctx.out.drawing(&chart::heatmap(&rows, ctx.out.palette()))?;
            super::say_zone(ctx);
            return Ok(Exit::Ok);
        }
        for (weekday, counts) in WEEKDAYS.into_iter().zip(grid) {
            for (hour, count) in (0..).zip(counts) {
                if count > 0 {
                    listing.push(&HeatmapRecord { weekday, hour, count })?;
                }
            }
        }
        if listing.finish_with_page(&super::page(ctx))? == 0 {
            ctx.out.status("No meetings found.");
        } else {
            super::say_zone(ctx);
        }
        Ok(Exit::Ok)
    }

    async fn count(&self, ctx: &Context) -> Result<WeekHours, Failure> {
        let (starts_from, ends_by) = self.window.bounds(ctx)?;
        let db = ctx.database().await?.db();
        let attended_by = users::find_all(&db, "--user", self.user.as_slice()).await?;
        let filter = Filter { attended_by, starts_from, ends_by, busy: true, ..Filter::default() };
        let mut pages = Pages::new(filter, Order::Id, None).without_descriptions();
        let zone = ctx.stable_zone();
        let mut grid = WeekHours::default();
        loop {
            let page = pages.next_rows(&db, PAGE_SIZE).await?;
            if page.is_empty() {
                return Ok(grid);
            }
            // What does not start at a time is in no hour.
            for row in page.iter().filter(|row| row.odd.get("start_time").is_none()) {
                add(&mut grid, row, &zone);
            }
        }
    }
}

/// Counts a meeting in each local hour that it overlaps, once per hour of each day.
fn add(grid: &mut WeekHours, row: &meeting::Model, zone: &Zone) {
    const WEEK: i64 = 7 * 24;
    // A meeting of more than a year is a mistake: its first year is counted.
    const MAX_HOURS: i64 = 53 * WEEK;
    let first = zone.to_civil(whole_second(row.start_time));
    let last = zone.to_civil(row.end_time - TimeDelta::microseconds(1));
    let mut hour = first
        - TimeDelta::minutes(i64::from(first.minute()))
        - TimeDelta::seconds(i64::from(first.second()));
    for _ in 0..MAX_HOURS {
        if hour > last {
            return;
        }
        if exists(hour, zone) {
            let day = usize::try_from(hour.weekday().num_days_from_monday()).unwrap_or(0);
            grid[day][usize::try_from(hour.hour()).unwrap_or(0)] += 1;
        }
        hour += TimeDelta::hours(1);
    }
}

use clap::Args;

use chrono::{Datelike, NaiveDate, Weekday};
use sea_orm::DatabaseConnection;

use super::days::DayReader;
use super::{Choice, ChoiceArgs, agenda, is_for_people, rows, typed, words};
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::planner::{Block, NowLine, Week, WeekDay};
use crate::schedule::day::minute;
use crate::schedule::{Day, Interval};
use crate::time::TypedTime;

/// Show a week as a grid: a column per day, meetings as blocks
///
/// This week, or the week of DAY. Meetings that overlap are side by side; running and cancelled
/// meetings, the present time and double bookings are marked. Pipes and narrow terminals get the
/// agenda of the week. The other formats give the meetings, as `meeting list` does.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl week
    meetctl week next week --user ada@example.org
    meetctl week 2026-06-01 --tz Europe/Berlin")]
pub struct WeekArgs {
    /// A day of the week: today, next week, 2026-06-01, +7d [default: today]
    #[arg(value_name = "DAY")]
    day: Vec<String>,
    #[command(flatten)]
    choice: ChoiceArgs,
}

/// Meetings of one day that are read: more than a grid has room for.
const MAX_PER_DAY: usize = 500;

impl WeekArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let typed = typed(&self.day, "today")?;
        let start = ctx.time("DAY", &typed, TypedTime::start)?;
        let date = ctx.zone().to_civil(start).date();
        let days = Day::week(date, ctx.zone());
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Err(Failure::usage(format!("DAY: the week of {date} is out of range")));
        };
        let window = Interval::new(first.interval.start(), last.interval.end())?;
        let db = ctx.database().await?.db();
        let choice = self.choice.resolve(&db, window).await?;
        if !is_for_people(ctx) {
            return choice.list(ctx, &db).await;
        }
        if !ctx.out.is_terminal() {
            return agenda::show(ctx, &db, &choice).await;
        }
        draw(ctx, &db, &choice, &days).await
    }
}

async fn draw(
    ctx: &Context,
    db: &DatabaseConnection,
    choice: &Choice,
    days: &[Day],
) -> Result<Exit, Failure> {
    let (now, zone) = (ctx.now(), ctx.zone());
    let mut week =
        Week { title: title(ctx, days), zone: zone.name().to_owned(), ..Week::default() };
    let mut reader = DayReader::new(db, choice, MAX_PER_DAY).await?;
    let mut hidden = Vec::new();
    let mut left = choice.limit.get().unwrap_or(u64::MAX);
    let mut is_cut = false;
    for (number, day) in days.iter().enumerate() {
        let found = reader.day(day).await?;
        let parts = rows::parts(ctx, day, &found.meetings, &choice.users);
        let blocks: Vec<Block> = parts.iter().map(|part| part.block(day, zone)).collect();
        let room = usize::try_from(left).unwrap_or(usize::MAX);
        is_cut |= blocks.len() > room;
        let blocks: Vec<Block> = blocks.into_iter().take(room).collect();
        left -= blocks.len() as u64;
        hidden.push(found.hidden);
        week.days.push(column(day.date, blocks));
        week.notes.extend(
            words::clock_change(day, zone)
                .map(|change| format!("{} {}: {change}", day.date.format("%a"), day.date.day())),
        );
        if day.interval.start() <= now && now < day.interval.end() {
            let label = zone.to_civil(now).format("%H:%M").to_string();
            week.now = Some(NowLine { day: number, minute: minute(now, zone), label });
        }
    }
    let Some(without_room) = ctx.out.week(&week)? else {
        return agenda::show(ctx, db, choice).await;
    };
    let shown: usize = week.days.iter().map(|day| day.blocks.len()).sum();
    if shown == 0 {
        choice.report_none(ctx, db).await?;
    }
    for ((day, read), undrawn) in days.iter().zip(hidden).zip(without_room) {
        let missing = read + undrawn as u64;
        if missing > 0 {
            let (missing, date) = (counted(missing, "more meeting"), words::date(day.date));
            ctx.out.notice(format!(
                "{missing} on {} {date} (all: meetctl agenda {date})",
                day.date.format("%a")
            ));
        }
    }
    choice.limit.report(ctx, shown as u64, is_cut, "meeting");
    Ok(Exit::Ok)
}

fn column(date: NaiveDate, blocks: Vec<Block>) -> WeekDay {
    WeekDay {
        title: date.format("%a %-d %b").to_string(),
        short: date.format("%a %-d").to_string(),
        is_weekend: matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        blocks,
    }
}

/// `Week 23 · 2026-06-01 to 2026-06-07 · this week`
fn title(ctx: &Context, days: &[Day]) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return String::new();
    };
    let today = ctx.zone().to_civil(ctx.now()).date();
    let monday = today.week(Weekday::Mon).first_day();
    let near = match first.date.signed_duration_since(monday).num_days() {
        0 => " · this week",
        7 => " · next week",
        -7 => " · last week",
        _ => "",
    };
    let week = first.date.iso_week().week();
    format!("Week {week} · {} to {}{near}", words::date(first.date), words::date(last.date))
}

use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use chrono::{NaiveTime, TimeDelta};
use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::args::{self, LimitArgs};
use crate::commands::window::{self, WindowArgs};
use crate::context::Context;
use crate::entity::meeting;
use crate::error::{Exit, Failure};
use crate::records::SlotRecord;
use crate::schedule::Interval;
use crate::schedule::free::{self, FreeSlots, Hours, SlotRules};
use crate::store::filter::Filter;
use crate::store::pages::{Order, Pages};
use crate::store::users;
use crate::time::{
    TimeError, UtcTime, format_seconds, local, parse_clock, parse_duration, weekday, whole_second,
};

/// Find the times when all of the given users are free
///
/// Prints the longest slots without a busy meeting of any of them, limited to --hours and
/// --weekdays in the time zone of --tz, also across clock changes. A meeting created in such a slot
/// is not refused.
#[derive(Debug, Args)]
#[command(
    mut_args = window::required,
    after_help = "\
Examples:
    meetctl meeting free --user ada@example.org --user 3 --from today --to +7d \\
        --duration 45m --hours 09:00-17:00 --weekdays mon-fri --tz Europe/Berlin
    meetctl meeting free --user 1 --user 2 --from now --to +30d --duration 1h --first",
    override_usage = "\
meetctl meeting free [OPTIONS] --user <USER> --duration <DURATION>
           <--from <TIME> --to <TIME>|--on <DAY>>"
)]
pub struct FreeArgs {
    /// Who must be free: id or e-mail address; repeatable
    #[arg(long = "user", value_name = "USER", required = true)]
    users: Vec<String>,
    #[command(flatten)]
    window: WindowArgs,
    /// Minimum length of a slot
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, value_parser = parse_duration)]
    duration: Duration,
    /// Hours of the day to use, such as 09:00-17:00; 22:00-06:00 ends on the next day
    #[arg(long, value_name = "HH:MM-HH:MM", value_parser = hours)]
    hours: Option<Hours>,
    /// Days of the week to use, such as mon-fri or tue,thu
    #[arg(long, value_name = "DAYS", value_parser = weekdays)]
    weekdays: Option<[bool; 7]>,
    /// Time to keep free before and after other meetings
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, value_parser = args::duration_or_none)]
    buffer: Option<Duration>,
    /// Only the first slot
    #[arg(long, conflicts_with = "limit")]
    first: bool,
    #[command(flatten)]
    limit: LimitArgs,
}

impl FreeArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let rules = SlotRules {
            window: self.window.interval(ctx)?,
            at_least: free::length(self.duration),
            buffer: self.buffer.map_or(TimeDelta::zero(), free::length),
            hours: self.hours,
            weekdays: self.weekdays.unwrap_or([true; 7]),
        };
        let limit = if self.first { Some(1) } else { self.limit.get() };
        let mut listing = ctx.out.listing::<SlotRecord>()?.limited_to(limit);
        let db = ctx.database().await?.db();
        let users = users::find_all(&db, "--user", &self.users).await?;
        let busy = busy(&db, users, &rules).await?;
        let (zone, search) = (ctx.zone().clone(), rules.clone());
        // On a separate thread: centuries of days take long, and --timeout must work.
        let found = tokio::task::spawn_blocking(move || {
            // One more shows whether more exist.
            let most = limit.and_then(|limit| usize::try_from(limit.saturating_add(1)).ok());
            free::slots(&busy, &search, &zone, most.unwrap_or(usize::MAX))
        });
        let found = found.await.map_err(std::io::Error::from)?;
        let (machine, people) = (ctx.stable_zone(), Rc::new(ctx.zone().clone()));
        for slot in &found.slots {
            listing.push(&SlotRecord::new(*slot, &machine, &people))?;
        }
        let is_cut = listing.is_cut();
        let shown = listing.finish()?;
        if shown == 0 {
            ctx.out.status(why_none(ctx, &found, &rules));
        }
        self.limit.report(ctx, shown, is_cut && !self.first, "slot");
        Ok(Exit::Ok)
    }
}

/// When any of the users is busy, in the window widened by the buffer; what overlaps is joined.
async fn busy(
    db: &DatabaseConnection,
    users: BTreeSet<i64>,
    rules: &SlotRules,
) -> Result<Vec<Interval>, Failure> {
    let (first, last) = crate::time::bounds();
    let window = rules.window;
    let from = window.start().checked_sub_signed(rules.buffer);
    let to = window.end().checked_add_signed(rules.buffer);
    let (from, to) = (from.unwrap_or(first), to.unwrap_or(last));
    let filter = Filter {
        attended_by: users,
        overlaps: Some((from.max(first), to.min(last))),
        busy: true,
        ..Filter::default()
    };
    let mut pages = Pages::new(filter, Order::Start, None).without_descriptions();
    let mut busy = Vec::new();
    loop {
        let page = pages.next_rows(db, super::PAGE_SIZE).await?;
        if page.is_empty() {
            return Ok(busy);
        }
        for interval in page.iter().filter_map(|row| seconds_of(row).ok()) {
            free::join(&mut busy, interval);
        }
    }
}

/// The seconds in which a meeting takes place: a slot begins and ends with a second.
fn seconds_of(row: &meeting::Model) -> Result<Interval, TimeError> {
    let almost = TimeDelta::microseconds(999_999);
    Interval::new(whole_second(row.start_time), whole_second(row.end_time + almost))
}

fn why_none(ctx: &Context, found: &FreeSlots, rules: &SlotRules) -> String {
    if !found.any_hours {
        return "No free slot: the window has none of these hours and weekdays.".to_owned();
    }
    let wanted = format_seconds(rules.at_least.num_seconds());
    match found.longest {
        None => "No free slot: the entire window is busy.".to_owned(),
        Some(longest) => format!(
            "No free slot of {wanted}: the longest is {}, from {}.",
            format_seconds(longest.seconds()),
            shown(ctx, longest.start())
        ),
    }
}

fn shown(ctx: &Context, time: UtcTime) -> String {
    let time = local(time, ctx.zone());
    format!("{} {}{}", time.date, time.time, time.offset)
}

fn hours(text: &str) -> Result<Hours, String> {
    let read = |part: &str| -> Option<NaiveTime> {
        let part = part.trim();
        if part == "24:00" { Some(NaiveTime::MIN) } else { parse_clock(part).ok() }
    };
    let ends = text.split_once('-').and_then(|(from, to)| Some((read(from)?, read(to)?)));
    let (from, to) = ends.ok_or("hours have the form 09:00-17:00")?;
    if from == to && from != NaiveTime::MIN {
        return Err("hours cannot end when they start; 00:00-24:00 is the full day".to_owned());
    }
    Ok(Hours { from, to })
}

/// Which days may be used, Monday first.
fn weekdays(text: &str) -> Result<[bool; 7], String> {
    let index = |name: &str| {
        let day = weekday(name.trim()).map(|day| day.num_days_from_monday());
        let index = day.and_then(|day| usize::try_from(day).ok());
        index.ok_or("weekdays have the form mon-fri, or tue,thu, or sat-mon")
    };
    let mut days = [false; 7];
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (mut day, last) = (index(first)?, index(last)?);
        days[day] = true;
        while day != last {
            day = (day + 1) % 7;
            days[day] = true;
        }
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> String {
        weekdays(text).unwrap().iter().map(|d| if *d { 'x' } else { '.' }).collect()
    }

    #[test]
    fn weekdays_are_read_as_lists_and_ranges() {
        assert_eq!(days("mon-fri"), "xxxxx..");
        assert_eq!(days("Tue, thursday"), ".x.x...");
        assert_eq!(days("sat-mon"), "x....xx");
        for wrong in ["", "mo", "mon-", "funday", "mon fri"] {
            assert!(weekdays(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn hours_are_read() {
        assert_eq!(hours("00:00-24:00").unwrap(), Hours::WHOLE_DAY);
        assert!(hours("22:00-06:00").is_ok());
        for wrong in ["9-17", "09:00", "09:00-09:00", "25:00-26:00", "09:00-17:60"] {
            assert!(hours(wrong).is_err(), "{wrong}");
        }
    }
}

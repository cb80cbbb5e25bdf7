//! `meetctl report`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use chrono::{Datelike, NaiveTime, TimeDelta};
use clap::{Arg, Args};
use sea_orm::DatabaseConnection;

use super::args::counted;
use super::stats::most_active;
use super::target::{ExportTarget, file_of};
use super::window::WindowArgs;
use crate::context::{Access, Context};
use crate::entity::meeting::Status;
use crate::error::{Exit, Failure, Kind};
use crate::output::html::{ActivePerson, Conflict, Conflicts, ReportPage};
use crate::records::{Minutes, PairRecord};
use crate::schedule::Interval;
use crate::schedule::load::WeekLoad;
use crate::settings::Source;
use crate::store::conflicts::ConflictScanner;
use crate::store::load::{self, Edge};
use crate::store::session::Session;
use crate::store::stats::{self, Starts};
use crate::time::{self, Local, UtcTime, Zone, local, rfc3339};

/// Write a report of the meetings as one HTML file
///
/// Load by weekday and hour, meetings by month, status and length, the most active people and the
/// double bookings, for any browser: light and dark, on screens and on paper. The file needs no
/// network and has no script. Times are in --tz.
///
/// --from and --to choose the meetings that start in a window; the load is that of its hours. Double
/// bookings are those of 30 days at most: from now on, else the first or the last of the window.
#[derive(Debug, Args)]
#[command(
    mut_args = in_window,
    after_help = "\
Examples:
    meetctl report --output report.html
    meetctl report --output june.html --on 2026-06 --tz Europe/Berlin
    meetctl report -o - --from -90d | gzip > report.html.gz"
)]
pub struct ReportArgs {
    /// File to write; it appears only when it is complete; - is standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    output: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    window: WindowArgs,
}

/// The help of the window.
fn in_window(arg: Arg) -> Arg {
    match arg.get_id().as_str() {
        "from" => arg.help("Only meetings that start at or after this time"),
        "to" => {
            arg.help("Only meetings that start before this time; a day alone includes that day")
        }
        _ => arg,
    }
}

/// People in the report.
const MOST_ACTIVE: u64 = 10;
/// Pairs of meetings in the report.
const MAX_PAIRS: usize = 10;
/// Double bookings that are read to find those: several people may share a pair.
const PAIR_SAMPLE: usize = 200;
/// Days that are searched for double bookings: each meeting in them is read.
const CONFLICT_DAYS: i64 = 30;

/// The lengths that are counted together: up to how many minutes, and the name.
const LENGTHS: [(i64, &str); 9] = [
    (15, "up to 15 min"),
    (30, "to 30 min"),
    (45, "to 45 min"),
    (60, "to 1 h"),
    (90, "to 1.5 h"),
    (120, "to 2 h"),
    (240, "to 4 h"),
    (24 * 60, "to 1 day"),
    (load::OVER_A_DAY, "longer"),
];

impl ReportArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if matches!(ctx.settings.format.source, Source::Flag(_)) || ctx.out.has_fields() {
            return Err(Failure::usage("a report is HTML: --format and --fields do not apply")
                .hint("`meetctl stats` and its subcommands print the numbers"));
        }
        let (from, to) = self.window.bounds(ctx)?;
        let session = ctx.database_for(Access::Read).await?;
        let target =
            ExportTarget::open(ctx, ctx.out.clone(), file_of(Some(&self.output)), self.force);
        let target = target.await?;
        let written = write(ctx, &session, Starts { from, to }, &target).await;
        if let (meetings, Some(name)) = target.close(written)? {
            ctx.out
                .status(format!("Wrote a report of {} to {name}.", counted(meetings, "meeting")));
        }
        Ok(Exit::Ok)
    }
}

/// Writes the report; returns the number of its meetings.
async fn write(
    ctx: &Context,
    session: &Session,
    window: Starts,
    target: &ExportTarget,
) -> Result<u64, Failure> {
    let beside = session.connection_beside().await?;
    let page = page(ctx, [&session.db(), &beside], window).await;
    // A connection that could not be closed has been lost.
    let _ = beside.close().await;
    let page = page?;
    target.out.raw(&page.html())?;
    Ok(page.total())
}

/// Reads the page over two connections at the same time: each of its queries is the work of one core.
async fn page(
    ctx: &Context,
    [db, beside]: [&DatabaseConnection; 2],
    window: Starts,
) -> Result<ReportPage, Failure> {
    let zone = ctx.zone();
    let mut page = ReportPage {
        window: span(window, zone),
        zone: zone.name().to_owned(),
        made: minute(ctx.now(), zone),
        ..ReportPage::default()
    };
    // Some queries are faster without a window.
    let narrowed = window.without_idle_ends(db).await?;
    let times = async {
        page.conflicts = conflicts(ctx, db, window).await?;
        count_moments(&mut page, db, narrowed, zone).await
    };
    let all = async {
        let lengths = load::lengths(beside, narrowed).await?;
        let active = most_active(ctx, beside, MOST_ACTIVE, stats::starting(narrowed)).await?;
        Ok::<_, Failure>((lengths, active))
    };
    let ((), (lengths, active)) = tokio::try_join!(times, all)?;
    page.median_length = median(&lengths).map(|minutes| match minutes {
        load::OVER_A_DAY => "over a day".to_owned(),
        minutes => Minutes::of_seconds(minutes * 60).short(),
    });
    page.lengths = by_length(&lengths);
    page.most_active = active
        .into_iter()
        .map(|one| ActivePerson {
            name: one.user.name,
            email: one.user.email,
            meetings: one.meeting_count.unsigned_abs(),
        })
        .collect();
    Ok(page)
}

/// Counts meetings by status, by month and by the hours of the week.
async fn count_moments(
    page: &mut ReportPage,
    db: &DatabaseConnection,
    window: Starts,
    zone: &Zone,
) -> Result<(), Failure> {
    let mut week = WeekLoad::new(zone);
    if let Some(from) = window.from {
        week.start(from, load::running_at(db, from).await?);
    }
    for (status, name) in [
        (Status::Scheduled, "scheduled"),
        (Status::InProgress, "in progress"),
        (Status::Completed, "completed"),
        (Status::Cancelled, "cancelled"),
    ] {
        let mut sum = 0;
        load::each_moment(db, Edge::Start, status, window, |start, count| {
            let day = zone.to_civil(start).date();
            *page.months.entry((day.year(), day.month())).or_default() += count;
            sum += count;
            if status != Status::Cancelled {
                week.start(start, count);
            }
        })
        .await?;
        page.statuses.push((name, sum));
        if status != Status::Cancelled {
            load::each_moment(db, Edge::End, status, window, |end, count| {
                // One that ends with the window's first moment does not take place in it.
                if window.from.is_none_or(|from| from < end) {
                    week.end(end, count);
                }
            })
            .await?;
        }
    }
    page.load = week.grid(window.to);
    Ok(())
}

/// Lengths that are counted together; the last ones are left out if nothing has them.
fn by_length(lengths: &[(i64, u64)]) -> Vec<(&'static str, u64)> {
    let mut counts = LENGTHS.map(|(_, name)| (name, 0));
    for (minutes, count) in lengths {
        let group = LENGTHS.partition_point(|(most, _)| most < minutes).min(LENGTHS.len() - 1);
        counts[group].1 += count;
    }
    let used = counts.iter().rposition(|(_, count)| *count > 0).map_or(0, |last| last + 1);
    counts[..used].to_vec()
}

/// The length that half of them do not exceed.
fn median(lengths: &[(i64, u64)]) -> Option<i64> {
    let half = lengths.iter().map(|(_, count)| count).sum::<u64>().div_ceil(2);
    let mut sum = 0;
    let reached = |(_, count): &&(i64, u64)| {
        sum += count;
        sum >= half
    };
    lengths.iter().find(reached).map(|(minutes, _)| *minutes)
}

/// The double bookings of a part of the window. A time that cannot be read does not stop the report.
async fn conflicts(
    ctx: &Context,
    db: &DatabaseConnection,
    window: Starts,
) -> Result<Conflicts, Failure> {
    let zone = ctx.zone();
    let mut shown = Conflicts { command: command(window), ..Conflicts::default() };
    let part = searched(window, ctx.now());
    let Ok(part) = Interval::new(part.0, part.1) else {
        shown.count = Some(0);
        return Ok(shown);
    };
    shown.window = format!("{} to {}", minute(part.start(), zone), minute(part.end(), zone));
    let scanner = ConflictScanner::new(BTreeSet::new(), Some(part));
    let found = match scanner.count(db, PAIR_SAMPLE).await.map_err(Failure::from) {
        Err(failure) if failure.kind() == Kind::UnreadableValue => return Ok(shown),
        found => found?,
    };
    shown.count = Some(found.count);
    let zone = Rc::new(zone.clone());
    let pairs = found.sample.iter().filter(|pair| pair.is_first_of_pair());
    for pair in pairs.take(MAX_PAIRS) {
        let record = PairRecord::new(pair, &zone);
        shown.in_shown += pair.people().count() as u64;
        shown.shown.push(Conflict {
            when: record.when_both(),
            who: record.users.clone(),
            first: record.first.brief(),
            second: record.second.brief(),
        });
    }
    Ok(shown)
}

/// The part of the window that is searched: from now on, else the nearest days of it.
fn searched(window: Starts, now: UtcTime) -> (UtcTime, UtcTime) {
    let (first, last) = time::bounds();
    let (from, to) = (window.from.unwrap_or(first), window.to.unwrap_or(last));
    let days = TimeDelta::days(CONFLICT_DAYS);
    if to <= now {
        return (from.max(to.checked_sub_signed(days).unwrap_or(first)), to);
    }
    let start = from.max(now);
    (start, to.min(start.checked_add_signed(days).unwrap_or(last)))
}

/// The command that lists all double bookings of the window.
fn command(window: Starts) -> String {
    let option = |name: &str, time: Option<UtcTime>| {
        time.map(|time| format!(" --{name} {}", rfc3339(time, &Zone::utc()))).unwrap_or_default()
    };
    format!("meetctl meeting conflicts{}{}", option("from", window.from), option("to", window.to))
}

/// A window for people; its last day is in it.
fn span(window: Starts, zone: &Zone) -> String {
    let start = window.from.map(|from| moment(from, zone));
    let end = window.to.map(|to| match zone.to_civil(to).time() {
        NaiveTime::MIN => local(to - TimeDelta::seconds(1), zone).date,
        _ => moment(to, zone),
    });
    match (start, end) {
        (None, None) => "all meetings".to_owned(),
        (Some(start), None) => format!("from {start}"),
        (None, Some(end)) => format!("until {end}"),
        (Some(start), Some(end)) if start == end => start,
        (Some(start), Some(end)) => format!("{start} to {end}"),
    }
}

/// A day, with the time unless it is midnight.
fn moment(time: UtcTime, zone: &Zone) -> String {
    let shown = local(time, zone);
    match zone.to_civil(time).time() {
        NaiveTime::MIN => shown.date,
        _ => format!("{} {}", shown.date, shown.time),
    }
}

/// A day and the minute, which is enough of a moment that nobody has chosen.
fn minute(time: UtcTime, zone: &Zone) -> String {
    let Local { date, time, .. } = local(time, zone);
    format!("{date} {}", time.get(..5).unwrap_or(&time))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn day(month: u32, day: u32) -> UtcTime {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_time(NaiveTime::MIN)
    }

    #[test]
    fn lengths_are_grouped_and_have_a_median() {
        let lengths = [(10, 1), (15, 1), (16, 2), (60, 4), (load::OVER_A_DAY, 1)];
        let grouped = by_length(&lengths);
        assert_eq!(grouped[0], ("up to 15 min", 2));
        assert_eq!(grouped[1], ("to 30 min", 2));
        assert_eq!(grouped[3], ("to 1 h", 4));
        assert_eq!(grouped[8], ("longer", 1));
        assert_eq!(by_length(&lengths[..1]), [("up to 15 min", 1)]);
        assert_eq!(
            (median(&lengths), median(&lengths[..3]), median(&[])),
            (Some(60), Some(15), None)
        );
    }

    #[test]
    fn double_bookings_are_searched_in_thirty_days_of_the_window() {
        let searched = |from, to| searched(Starts { from, to }, day(6, 1));
        assert_eq!(searched(None, None), (day(6, 1), day(7, 1)));
        assert_eq!(searched(Some(day(5, 1)), Some(day(6, 11))), (day(6, 1), day(6, 11)));
        assert_eq!(searched(Some(day(8, 1)), None), (day(8, 1), day(8, 31)));
        assert_eq!(searched(Some(day(1, 1)), Some(day(5, 31))), (day(5, 1), day(5, 31)));
    }

    #[test]
    fn a_window_is_named_by_its_days() {
        let utc = Zone::utc();
        let named = |from, to| span(Starts { from, to }, &utc);
        assert_eq!(named(None, None), "all meetings");
        assert_eq!(named(Some(day(5, 1)), Some(day(6, 1))), "2026-05-01 to 2026-05-31");
        assert_eq!(named(Some(day(5, 1)), Some(day(5, 2))), "2026-05-01");
        assert_eq!(named(None, Some(day(5, 1) + TimeDelta::hours(2))), "until 2026-05-01 02:00");
    }
}

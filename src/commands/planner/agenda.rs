use std::ops::ControlFlow;

use clap::Args;
use sea_orm::DatabaseConnection;

use super::days::{DayMeetings, DayReader};
use super::{Choice, ChoiceArgs, is_for_people, rows, typed, words};
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::planner::{Agenda, Heading};
use crate::schedule::{Day, Interval};
use crate::store::meetings::last_id;
use crate::time::{TypedTime, UtcTime};

/// Show what is on: the meetings of today, or of other days
///
/// By day, with running and cancelled meetings; the present time and double bookings are marked. The
/// other formats give the meetings, as `meeting list` does.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl agenda
    meetctl agenda tomorrow --user ada@example.org
    meetctl agenda next week
    meetctl agenda +7d --format csv")]
pub struct AgendaArgs {
    /// Days to show: today, friday, 2026-06-01, week, next month, or +7d for seven days from today
    /// [default: today]
    #[arg(value_name = "DAY")]
    day: Vec<String>,
    #[command(flatten)]
    choice: ChoiceArgs,
}

/// Meetings of one day that are shown.
const MAX_PER_DAY: usize = 1000;

impl AgendaArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let typed = typed(&self.day, "today")?;
        let (start, end) = ctx.time("DAY", &typed, TypedTime::calendar_days)?;
        let db = ctx.database().await?.db();
        let choice = self.choice.resolve(&db, Interval::new(start, end)?).await?;
        if is_for_people(ctx) { show(ctx, &db, &choice).await } else { choice.list(ctx, &db).await }
    }
}

/// Shows the days of `choice` one below the other.
pub(super) async fn show(
    ctx: &Context,
    db: &DatabaseConnection,
    choice: &Choice,
) -> Result<Exit, Failure> {
    let last = last_id(db).await?;
    let mut writer = Writer {
        ctx,
        choice,
        agenda: ctx.out.agenda(ctx.zone().name(), last),
        empty: Vec::new(),
        next: None,
        shown: 0,
        is_cut: false,
    };
    let limit = choice.limit.get().and_then(|limit| usize::try_from(limit).ok());
    let limit = limit.map_or(MAX_PER_DAY, |limit| limit.saturating_add(1).min(MAX_PER_DAY));
    let mut reader = DayReader::new(db, choice, limit).await?;
    for day in Day::all(choice.window, ctx.zone()) {
        if writer.day(&day, reader.day(&day).await?)?.is_break() {
            break;
        }
    }
    writer.end_empty()?;
    let (shown, is_cut) = (writer.shown, writer.is_cut);
    writer.agenda.finish()?;
    if shown == 0 {
        choice.report_none(ctx, db).await?;
    }
    choice.limit.report(ctx, shown, is_cut, "meeting");
    Ok(Exit::Ok)
}

struct Writer<'a> {
    ctx: &'a Context,
    choice: &'a Choice,
    agenda: Agenda,
    /// Days without meetings that are not written yet.
    empty: Vec<Day>,
    /// The start of the next meeting, once it is known.
    next: Option<UtcTime>,
    shown: u64,
    is_cut: bool,
}

impl Writer<'_> {
    /// Writes a day; breaks at the limit.
    fn day(&mut self, day: &Day, found: DayMeetings) -> Result<ControlFlow<()>, Failure> {
        let DayMeetings { meetings, mut hidden } = found;
        if meetings.is_empty() {
            self.empty.push(*day);
            return Ok(ControlFlow::Continue(()));
        }
        let mut parts = rows::parts(self.ctx, day, &meetings, &self.choice.users);
        if let Some(limit) = self.choice.limit.get() {
            let left = usize::try_from(limit - self.shown).unwrap_or(usize::MAX);
            if parts.len() > left {
                parts.truncate(left);
                (self.is_cut, hidden) = (true, 0);
            }
        }
        self.end_empty()?;
        let (now, zone) = (self.ctx.now(), self.ctx.zone());
        if self.has(now) {
            let ahead = parts.iter().find(|part| part.is_ahead()).map(rows::DayPart::start);
            self.next = self.next.or(ahead);
        }
        let named = self.choice.users.is_empty();
        let rows = parts.iter().map(|part| part.row(self.ctx, day, self.next, named));
        let rows: Vec<_> = rows.collect();
        let is_today = day.interval.start() <= now && now < day.interval.end();
        let before = parts.iter().take_while(|part| part.start() <= now).count();
        let clock = words::clock(now, zone);
        let now = is_today.then_some((clock.as_str(), before));
        self.agenda.day(&self.heading(day), &rows, now)?;
        if hidden > 0 {
            let date = words::date(day.date);
            let more = counted(hidden, "more meeting");
            self.agenda.note(&format!("{more} (all: meetctl agenda {date} --format csv)"))?;
        }
        self.shown += rows.len() as u64;
        Ok(if self.is_cut { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    /// Writes the days without meetings.
    fn end_empty(&mut self) -> Result<(), Failure> {
        let days = std::mem::take(&mut self.empty);
        let today = self.ctx.zone().to_civil(self.ctx.now()).date();
        // The present day has its own heading.
        for days in days.chunk_by(|a, b| a.date != today && b.date != today) {
            let [first, .., last] = days else {
                for day in days {
                    self.agenda.day(&self.heading(day), &[], None)?;
                }
                continue;
            };
            let title = format!("{} to {}", words::day_title(first), words::day_title(last));
            let changes = days.iter().filter_map(|day| {
                let change = words::clock_change(day, self.ctx.zone())?;
                Some(format!("{} {change}", day.date.format("%a")))
            });
            let heading = Heading { title, notes: changes.collect(), is_today: false };
            self.agenda.day(&heading, &[], None)?;
        }
        Ok(())
    }

    fn heading(&self, day: &Day) -> Heading {
        let today = self.ctx.zone().to_civil(self.ctx.now()).date();
        let notes = words::day_notes(day, today, self.ctx.zone());
        Heading { title: words::day_title(day), notes, is_today: day.date == today }
    }

    /// Whether the window has the present time.
    fn has(&self, now: UtcTime) -> bool {
        self.choice.window.start() <= now && now < self.choice.window.end()
    }
}

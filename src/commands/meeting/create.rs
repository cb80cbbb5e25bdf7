use std::time::Duration;

use chrono::TimeDelta;
use clap::Args;

use super::double_booking::double_booking;
use super::series::RepeatArgs;
use crate::commands::window;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::fields;
use crate::output::Format;
use crate::schedule::Interval;
use crate::store::booking::{self, BookingResult, Draft, Rules, SetRules};
use crate::store::users;
use crate::time::{TypedTime, UtcTime, parse_duration};

/// Book a meeting
///
/// Writes the meeting and its participants in one transaction and prints it. If anyone involved
/// has another meeting at that time, the booking is refused with exit code 4 and the conflicting
/// meetings are listed, even if several programs book at once. Back-to-back meetings do not
/// conflict.
///
/// With --repeat it books a series: each occurrence is a meeting, and the uids of all begin with one
/// random UID, so that an export is that series. The rule is followed on the clock of --tz, where 10:00
/// stays 10:00 when the clocks change; every meeting has the same length. All are checked together,
/// also against each other: a conflict refuses the series, or with --skip-conflicts leaves that
/// meeting out (exit code 8). An occurrence at a time that the clocks show twice or never is refused.
#[derive(Debug, Args)]
#[command(
    after_help = "\
Examples:
    meetctl meeting create --title \"Design review\" --start \"tomorrow 10:00\" \\
        --duration 45m --creator ada@example.org --participant bob@example.org
    meetctl meeting create --title Retro --start 2026-06-01T10:00:00Z \\
        --end 2026-06-01T11:00:00Z --creator 1 --participant 2 --participant 3
    meetctl meeting create --title Stand-up --start \"monday 09:15\" --duration 15m \\
        --creator 1 --repeat \"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\" --until 2026-12-18",
    override_usage = "\
meetctl meeting create [OPTIONS] --title <TITLE> --start <TIME>
           <--end <TIME>|--duration <DURATION>> --creator <USER>"
)]
#[command(group(clap::ArgGroup::new("length").args(["end", "duration"]).required(true)))]
pub struct CreateArgs {
    /// Title, at most 100 characters
    #[arg(long, value_name = "TITLE", value_parser = fields::title)]
    title: String,
    /// When it starts
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: TypedTime,
    /// When it ends (exclusive)
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    end: Option<TypedTime>,
    /// Length, instead of --end
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, value_parser = parse_duration)]
    duration: Option<Duration>,
    /// Who creates it: id or e-mail address
    #[arg(long, value_name = "USER")]
    creator: String,
    /// Who takes part: id or e-mail address; repeatable
    #[arg(long = "participant", value_name = "USER")]
    participants: Vec<String>,
    /// Description, of any length
    #[arg(long, value_name = "TEXT", value_parser = fields::description)]
    description: Option<String>,
    #[command(flatten)]
    repeat: RepeatArgs,
    /// Book even if it double-books someone
    #[arg(long)]
    allow_overlap: bool,
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl CreateArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let interval = self.interval(ctx)?;
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let people = session.reading(async |db| {
            let creator = users::find(&db, &self.creator).await;
            let creator = creator.map_err(|failure| failure.of_option("--creator"))?.id;
            Ok((creator, users::find_all(&db, "--participant", &self.participants).await?))
        });
        let (creator, participants) = people.await?;
        let draft = Draft {
            creator,
            participants,
            title: self.title,
            description: self.description,
            interval,
        };
        if self.repeat.is_given() {
            let rules = SetRules {
                allow_overlap: self.allow_overlap,
                skip_conflicts: self.repeat.skips_conflicts(),
                dry_run: self.dry_run,
                now: ctx.now(),
            };
            return self.repeat.create(ctx, &session, &draft, rules).await;
        }
        let rules =
            Rules { allow_overlap: self.allow_overlap, dry_run: self.dry_run, now: ctx.now() };
        match booking::create(&session, &draft, rules).await? {
            BookingResult::Booked(meeting) => {
                let mut record = super::records(ctx).record(&meeting);
                if self.dry_run {
                    record.id = None;
                    ctx.out.status("No conflicts; nothing was written (dry run).");
                    // It has no id to print.
                    if ctx.out.format() == Format::Ids {
                        return Ok(Exit::Ok);
                    }
                } else {
                    ctx.out.status(format!("Created meeting {}.", meeting.row.id));
                }
                ctx.out.one(&record)?;
                Ok(Exit::Ok)
            }
            BookingResult::Blocked(meetings) => Err(double_booking(ctx, &meetings)),
        }
    }

    fn interval(&self, ctx: &Context) -> Result<Interval, Failure> {
        let start = ctx.time("--start", &self.start, TypedTime::booked)?;
        let end = match (&self.end, self.duration) {
            (Some(end), _) => ctx.time("--end", end, TypedTime::booked)?,
            (None, Some(length)) => later(start, length)?,
            (None, None) => return Err(Failure::usage("either --end or --duration is needed")),
        };
        window::interval(ctx, ["--start", "--end"], start, end)
    }
}

/// The moment `length` after `start`.
pub(super) fn later(start: UtcTime, length: Duration) -> Result<UtcTime, Failure> {
    let end = TimeDelta::from_std(length).ok().and_then(|length| start.checked_add_signed(length));
    end.filter(|end| crate::time::YEARS.contains(&chrono::Datelike::year(end)))
        .ok_or_else(|| Failure::usage("--duration: the meeting would end after the year 9999"))
}

use std::time::Duration;

use clap::Args;

use super::double_booking::double_booking;
use crate::commands::args::one_id;
use crate::commands::window;
use crate::context::{Access, Context};
use crate::entity::meeting::Status;
use crate::error::{Exit, Failure};
use crate::fields;
use crate::store::booking::{self, BookingResult, MeetingChange, Rules};
use crate::store::people::MeetingDetails;
use crate::store::{meetings, users};
use crate::time::{TypedTime, parse_duration};

/// Change a meeting
///
/// Checked for double bookings like a new one: everyone if the time changes or a cancelled meeting
/// is revived, else only added participants. A new --start alone keeps the length. Prints the
/// updated meeting.
#[derive(Debug, Args)]
#[command(
    after_help = "\
Examples:
    meetctl meeting update 7 --start \"tomorrow 14:00\"
    meetctl meeting update 7 --add-participant bob@example.org \\
        --remove-participant 3
    meetctl meeting update 7 --status scheduled      (revives a cancelled meeting)",
    override_usage = "meetctl meeting update [OPTIONS] <ID> <what to change>..."
)]
#[command(group(clap::ArgGroup::new("change").required(true).multiple(true).args([
    "title", "start", "end", "duration", "description", "status", "add_participant", "remove_participant",
])))]
pub struct UpdateArgs {
    /// Id of the meeting
    #[arg(value_name = "ID", value_parser = one_id)]
    id: i64,
    /// New title
    #[arg(long, value_name = "TITLE", value_parser = fields::title)]
    title: Option<String>,
    /// New start
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: Option<TypedTime>,
    /// New end (exclusive)
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    end: Option<TypedTime>,
    /// New length, instead of --end
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, value_parser = parse_duration, conflicts_with = "end")]
    duration: Option<Duration>,
    /// New description
    #[arg(long, value_name = "TEXT", value_parser = fields::description)]
    description: Option<String>,
    /// New status
    #[arg(long, value_name = "STATUS", value_enum)]
    status: Option<Status>,
    /// Participant to add: id or e-mail address; repeatable
    #[arg(long, value_name = "USER")]
    add_participant: Vec<String>,
    /// Participant to remove: id or e-mail address; repeatable
    #[arg(long, value_name = "USER")]
    remove_participant: Vec<String>,
    /// Change even if it double-books someone
    #[arg(long)]
    allow_overlap: bool,
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl UpdateArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let booked = |option, typed: &Option<TypedTime>| {
            typed.as_ref().map(|typed| ctx.time(option, typed, TypedTime::booked)).transpose()
        };
        let (start, end) = (booked("--start", &self.start)?, booked("--end", &self.end)?);
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let seen = session.reading(async |db| {
            let add = users::find_all(&db, "--add-participant", &self.add_participant).await?;
            let remove =
                users::find_all(&db, "--remove-participant", &self.remove_participant).await?;
            Ok((add, remove, meetings::by_ids(&db, &[self.id]).await?))
        });
        let (add, remove, before) = seen.await?;
        if let Some(both) = add.intersection(&remove).next() {
            return Err(Failure::usage(format!("user {both} cannot be both added and removed")));
        }
        if let (Some(end), [meeting]) = (end, before.as_slice())
            && (start.is_some() || meeting.row.odd.get("start_time").is_none())
        {
            let (name, start) = match start {
                Some(start) => ("--start", start),
                None => ("the start", meeting.row.start_time),
            };
            window::interval(ctx, [name, "--end"], start, end)?;
        }
        let seconds = self.duration.map(|d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX));
        if let Some(length) = self.duration {
            super::create::later(start.unwrap_or(ctx.now()), length)?;
        }
        let change = MeetingChange {
            title: self.title,
            description: self.description,
            creator: None,
            start,
            end,
            seconds,
            status: self.status,
            add,
            remove,
        };
        let rules =
            Rules { allow_overlap: self.allow_overlap, dry_run: self.dry_run, now: ctx.now() };
        match booking::update(&session, self.id, &change, rules).await? {
            BookingResult::Booked(meeting) => {
                // By id: every booking changes the rows of its users.
                let ids =
                    |m: &MeetingDetails| m.participants.iter().map(|u| u.id).collect::<Vec<_>>();
                let same = |b: &MeetingDetails| b.row == meeting.row && ids(b) == ids(&meeting);
                let unchanged = before.iter().all(same);
                match (unchanged, self.dry_run) {
                    (true, _) => {
                        let status = format!("Meeting {} is already up to date.", self.id);
                        ctx.out.status(status);
                    }
                    (false, true) => ctx.print_dry_run(&format!("update meeting {}", self.id)),
                    (false, false) => ctx.out.status(format!("Updated meeting {}.", self.id)),
                }
                ctx.out.one(&super::records(ctx).record(&meeting))?;
                Ok(Exit::Ok)
            }
            BookingResult::Blocked(meetings) => Err(double_booking(ctx, &meetings)),
        }
    }
}

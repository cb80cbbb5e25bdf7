use std::collections::BTreeSet;
use std::time::Duration;

use clap::Args;

use super::set::{self, Users};
use crate::commands::args::{self, counted};
use crate::commands::window;
use crate::context::{Access, Context};
use crate::entity::meeting::Status;
use crate::error::{Exit, Failure};
use crate::fields;
use crate::output::Format;
use crate::records::MeetingRecord;
use crate::store::booking::{MeetingChange, SetResult, SetRules, change_set};
use crate::store::people::MeetingDetails;
use crate::store::session::Session;
use crate::store::{meetings, users};
use crate::time::{TypedTime, UtcTime, parse_duration};

/// Change meetings
///
/// Checked for double bookings like new ones: all users if the time changes or a cancelled meeting is
/// revived, else only the users who join. A new --start alone keeps the length.
///
/// Several meetings are changed together, all or none, and checked as they will be: a time that one
/// of them leaves is free for another. One id prints the updated meeting; several, or `-`, print a
/// list in machine formats.
#[derive(Debug, Args)]
#[command(
    after_help = "\
Examples:
    meetctl meeting update 7 --start \"tomorrow 14:00\"
    meetctl meeting update 7 8 --add-participant bob@example.org \\
        --remove-participant 3
    meetctl meeting update 7 --status scheduled      (revives a cancelled meeting)
    meetctl meeting list --user 3 --role creator --from today --format ids |
        meetctl meeting update - --creator ada@example.org",
    override_usage = "meetctl meeting update [OPTIONS] <ID>... <what to change>..."
)]
#[command(group(clap::ArgGroup::new("change").required(true).multiple(true).args([
    "title", "start", "end", "duration", "description", "status", "creator", "add_participant",
    "remove_participant",
])))]
pub struct UpdateArgs {
    /// Ids; `-` reads them from standard input, one per line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// New title
    #[arg(long, value_name = "TITLE", value_parser = fields::title)]
    title: Option<String>,
    /// New start, of one meeting
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: Option<TypedTime>,
    /// New end (exclusive), of one meeting
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
    /// New creator: id or e-mail address
    #[arg(long, value_name = "USER")]
    creator: Option<String>,
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

/// What users are named for.
struct Named {
    creator: Option<i64>,
    add: BTreeSet<i64>,
    remove: BTreeSet<i64>,
}

/// How many meetings a set has changed, and how many not.
struct Counts {
    changed: usize,
    same: usize,
}

impl UpdateArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let single = self.ids.len() == 1 && self.ids[0] != "-";
        let ids = args::ids(&self.ids)?;
        self.require_one(&ids)?;
        // An unknown field is refused before anything is written.
        let mut listing = ctx.out.listing::<MeetingRecord>()?;
        let booked = |option, typed: &Option<TypedTime>| {
            typed.as_ref().map(|typed| ctx.time(option, typed, TypedTime::booked)).transpose()
        };
        let (start, end) = (booked("--start", &self.start)?, booked("--end", &self.end)?);
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let named = self.named(&session).await?;
        let before = session.reading(async |db| meetings::by_ids(&db, &ids).await).await?;
        let change = self.change(ctx, start, end, &named, &before)?;
        let mut users = Users::of(&before);
        users.learn(&session, named.add.iter().chain(&named.creator).copied()).await?;

        let rules = SetRules {
            allow_overlap: self.allow_overlap,
            skip_conflicts: false,
            dry_run: self.dry_run,
            now: ctx.now(),
        };
        let plan = |stored: &_| set::changed(stored, |state| state.changed(&change));
        let edits = match change_set(&session, &ids, rules, plan).await? {
            SetResult::Done { edits, .. } => edits,
            SetResult::Blocked(conflicts) => {
                return Err(set::refused(ctx, &session, &conflicts, ids.len(), HINT).await?);
            }
        };
        users.learn_all(&session, &edits).await?;
        let meetings = set::after(before, &edits, &users, ctx.now());
        let counts = Counts { changed: edits.len(), same: ids.len() - edits.len() };
        if single && let [meeting] = meetings.as_slice() {
            self.report_one(ctx, meeting.row.id, &counts);
            ctx.out.one(&super::records(ctx).record(meeting))?;
            return Ok(Exit::Ok);
        }
        self.report(ctx, &counts);
        if ctx.out.format() != Format::Table {
            let mut records = super::records(ctx);
            for meeting in &meetings {
                listing.push(&records.record(meeting))?;
            }
            listing.finish()?;
        }
        Ok(Exit::Ok)
    }

    /// Refuses one time for several meetings.
    fn require_one(&self, ids: &[i64]) -> Result<(), Failure> {
        let option = match (&self.start, &self.end) {
            (Some(_), _) => "--start",
            (None, Some(_)) => "--end",
            (None, None) => return Ok(()),
        };
        if ids.len() < 2 {
            return Ok(());
        }
        Err(Failure::usage(format!("{option} is for one meeting, and {} are given", ids.len()))
            .hint("move several meetings by the same duration with `meetctl meeting shift`"))
    }

    async fn named(&self, session: &Session) -> Result<Named, Failure> {
        let read = session.reading(async |db| {
            let creator = users::find_all(&db, "--creator", self.creator.as_slice()).await?;
            Ok(Named {
                creator: creator.first().copied(),
                add: users::find_all(&db, "--add-participant", &self.add_participant).await?,
                remove: users::find_all(&db, "--remove-participant", &self.remove_participant)
                    .await?,
            })
        });
        let named = read.await?;
        match named.add.intersection(&named.remove).next() {
            Some(both) => {
                Err(Failure::usage(format!("user {both} cannot be both added and removed")))
            }
            None => Ok(named),
        }
    }

    fn change(
        &self,
        ctx: &Context,
        start: Option<UtcTime>,
        end: Option<UtcTime>,
        named: &Named,
        before: &[MeetingDetails],
    ) -> Result<MeetingChange, Failure> {
        if let (Some(end), [meeting]) = (end, before)
            && (start.is_some() || meeting.row.odd.get("start_time").is_none())
        {
            let (name, start) = match start {
                Some(start) => ("--start", start),
                None => ("the start", meeting.row.start_time),
            };
            window::interval(ctx, [name, "--end"], start, end)?;
        }
        if let Some(length) = self.duration {
            super::create::later(start.unwrap_or(ctx.now()), length)?;
        }
        Ok(MeetingChange {
            title: self.title.clone(),
            description: self.description.clone(),
            creator: named.creator,
            start,
            end,
            seconds: self.duration.map(|d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX)),
            status: self.status,
            add: named.add.clone(),
            remove: named.remove.clone(),
        })
    }

    fn report_one(&self, ctx: &Context, id: i64, counts: &Counts) {
        match (counts.changed, self.dry_run) {
            (0, _) => ctx.out.status(format!("Meeting {id} is already up to date.")),
            (_, true) => ctx.print_dry_run(&format!("update meeting {id}")),
            (_, false) => ctx.out.status(format!("Updated meeting {id}.")),
        }
    }

    fn report(&self, ctx: &Context, counts: &Counts) {
        if counts.changed > 0 || counts.same == 0 {
            let meetings = counted(counts.changed as u64, "meeting");
            if self.dry_run {
                ctx.print_dry_run(&format!("update {meetings}"));
            } else {
                ctx.out.status(format!("Updated {meetings}."));
            }
        }
        if counts.same > 0 {
            let verb = if counts.same == 1 { "was" } else { "were" };
            let meetings = counted(counts.same as u64, "meeting");
            ctx.out.status(format!("{meetings} {verb} already up to date."));
        }
    }
}

/// What helps against a double booking.
const HINT: &str = "choose another time, or book anyway with --allow-overlap";

use clap::Args;

use super::selection::SelectionArgs;
use super::set::{self, Users};
use crate::commands::args::counted;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::{MeetingRecord, ShiftRecord};
use crate::store::booking::{SetResult, SetRules, change_set};
use crate::store::meetings;
use crate::store::people::MeetingDetails;
use crate::time::{format_seconds, parse_shift};

/// Move meetings by a duration
///
/// All meetings that are named or match the filters are moved together, all or none: earlier with a
/// minus before the duration, else later. A day is 24 hours, a week 168: across a change of the clocks
/// the time of day changes.
///
/// They are checked as they will be: a time that one of them leaves is free for another. Cancelled
/// meetings are moved without a check. Machine formats print the moved meetings.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting shift 7 8 --by 30m
    meetctl meeting shift --user ada@example.org --on tomorrow --by -1h --dry-run
    meetctl meeting list --search review --from today --format ids |
        meetctl meeting shift - --by 1w")]
pub struct ShiftArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// By how much: 30m or +30m is later, -30m is earlier
    #[arg(long, value_name = "DURATION", required = true, allow_hyphen_values = true, value_parser = parse_shift)]
    by: i64,
    /// Move even if it double-books someone
    #[arg(long)]
    allow_overlap: bool,
    /// Check everything, print old and new times, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl ShiftArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        self.selection.check()?;
        // An unknown field is refused before anything is written.
        let listing = ctx.out.listing::<MeetingRecord>()?;
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let ids = self.selection.resolve(ctx, &session, usize::MAX).await?;
        let shows = ctx.out.format() != Format::Table || self.dry_run;
        // What is printed is read before anything is written.
        let before = if shows {
            session.reading(async |db| meetings::by_ids(&db, &ids).await).await?
        } else {
            Vec::new()
        };
        let rules = SetRules {
            allow_overlap: self.allow_overlap,
            skip_conflicts: false,
            dry_run: self.dry_run,
            now: ctx.now(),
        };
        let plan = |stored: &_| set::changed(stored, |state| state.shifted(self.by));
        let edits = match change_set(&session, &ids, rules, plan).await? {
            SetResult::Done { edits, .. } => edits,
            SetResult::Blocked(conflicts) => {
                return Err(set::refused(ctx, &session, &conflicts, ids.len(), HINT).await?);
            }
        };
        let mut users = Users::of(&before);
        if shows {
            users.learn_all(&session, &edits).await?;
        }
        let after = set::after(before.clone(), &edits, &users, ctx.now());
        if ctx.out.format() != Format::Table || self.dry_run && ctx.out.has_fields() {
            let mut records = super::records(ctx);
            super::list_some(ctx, listing, after.iter().map(|meeting| records.record(meeting)))?;
        } else if self.dry_run && !ids.is_empty() {
            show(ctx, &before, &after)?;
        }
        self.report(ctx, edits.len());
        Ok(Exit::Ok)
    }

    fn report(&self, ctx: &Context, count: usize) {
        if count == 0 {
            ctx.out.status("No meetings found.");
            return;
        }
        let direction = if self.by < 0 { "earlier" } else { "later" };
        let length = format_seconds(self.by.saturating_abs());
        let meetings = counted(count as u64, "meeting");
        if self.dry_run {
            ctx.print_dry_run(&format!("move {meetings} {length} {direction}"));
        } else {
            ctx.out.status(format!("Moved {meetings} {length} {direction}."));
        }
    }
}

/// What helps against a double booking.
const HINT: &str = "choose another duration, or move them anyway with --allow-overlap";

/// Shows each meeting with its old and its new time.
fn show(ctx: &Context, before: &[MeetingDetails], after: &[MeetingDetails]) -> Result<(), Failure> {
    let zone = std::rc::Rc::new(ctx.zone().clone());
    let moved = before.iter().zip(after);
    let rows = moved.map(|(old, new)| ShiftRecord::new(&old.row, &new.row, &zone));
    super::list_some(ctx, ctx.out.listing::<ShiftRecord>()?, rows)
}

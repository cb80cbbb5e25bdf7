//! `meeting create --repeat`: a series of meetings, booked as one set.

use chrono::{Datelike as _, TimeDelta};
use clap::Args;

use super::set::{self, Conflicts, Users};
use crate::commands::args::counted;
use crate::context::Context;
use crate::entity::meeting::Status;
use crate::entity::odd::OddValues;
use crate::error::{Exit, Failure};
use crate::interchange::ics::{Repeat, SeriesEnd, occurrence_uid};
use crate::output::{Format, Warning};
use crate::records::MeetingRecord;
use crate::store::booking::{
    Draft, Edit, MeetingState, SetConflict, SetResult, SetRules, change_set,
};
use crate::store::session::Session;
use crate::time::{TypedTime, UtcTime, bounds, local};

/// How a new meeting recurs.
#[derive(Debug, Args)]
pub struct RepeatArgs {
    /// Book a series: daily, weekly, monthly, yearly, or an iCalendar rule such as
    /// "FREQ=WEEKLY;BYDAY=MO,WE"; with --count or --until
    #[arg(long, value_name = "RULE")]
    repeat: Option<Repeat>,
    /// How many meetings the series has
    #[arg(long, value_name = "N", requires = "repeat", conflicts_with = "until", value_parser = clap::value_parser!(u32).range(1..))]
    count: Option<u32>,
    /// When the last meeting of the series starts at the latest; a day alone includes that day
    #[arg(long, value_name = "TIME", requires = "repeat", allow_hyphen_values = true)]
    until: Option<TypedTime>,
    /// Leave out the meetings of the series that would double-book someone
    #[arg(long, requires = "repeat", conflicts_with = "allow_overlap")]
    skip_conflicts: bool,
}

impl RepeatArgs {
    /// Whether a series is requested.
    pub(super) fn is_given(&self) -> bool {
        self.repeat.is_some()
    }

    /// Whether meetings that conflict are left out.
    pub(super) fn skips_conflicts(&self) -> bool {
        self.skip_conflicts
    }

    /// The starts of the series whose first meeting is `draft`.
    pub(super) fn starts(&self, ctx: &Context, draft: &Draft) -> Result<Vec<UtcTime>, Failure> {
        let Some(repeat) = &self.repeat else {
            return Ok(vec![draft.interval.start()]);
        };
        let zone = ctx.zone();
        let start = draft.interval.start();
        let starts = repeat.starts(start, zone, self.end(ctx)?)?;
        let length = TimeDelta::seconds(draft.interval.seconds());
        let last = starts.last().and_then(|last| last.checked_add_signed(length));
        if last.is_none_or(|last| last > bounds().1) {
            return Err(Failure::usage(
                "the last meeting of the series would end after the year 9999",
            ));
        }
        let day = zone.to_civil(start).day();
        if repeat.skips_months_without(day) {
            ctx.out.notice(format!("months without a day {day} are skipped"));
        }
        Ok(starts)
    }

    fn end(&self, ctx: &Context) -> Result<Option<SeriesEnd>, Failure> {
        let Some(until) = &self.until else {
            return Ok(self.count.map(SeriesEnd::Count));
        };
        let end = ctx.time("--until", until, TypedTime::end)?;
        // The end of a day is the first moment after it.
        let is_day = ctx.time("--until", until, TypedTime::days).is_ok();
        let last = if is_day && end < bounds().1 { end - TimeDelta::seconds(1) } else { end };
        Ok(Some(SeriesEnd::Until(last)))
    }

    /// Books the series whose first meeting is `draft`.
    pub(super) async fn create(
        &self,
        ctx: &Context,
        session: &Session,
        draft: &Draft,
        rules: SetRules,
    ) -> Result<Exit, Failure> {
        // An unknown field is refused before anything is written.
        let listing = ctx.out.listing::<MeetingRecord>()?;
        let starts = self.starts(ctx, draft)?;
        let series = format!("{:032x}@meetctl", rand::random::<u128>());
        let drafts: Vec<Edit> =
            starts.iter().map(|start| new_meeting(draft, &series, *start)).collect();
        let mut users = Users::default();
        users.learn(session, drafts[0].involved()).await?;
        let (edits, skipped) = match change_set(session, &[], rules, |_| Ok(drafts.clone())).await?
        {
            SetResult::Done { edits, skipped } => (edits, skipped),
            SetResult::Blocked(conflicts) => {
                let hint = "choose another time, leave such meetings out with --skip-conflicts, or \
                            book anyway with --allow-overlap";
                return Err(set::refused(ctx, session, &conflicts, drafts.len(), hint).await?);
            }
        };
        report(ctx, &edits, rules.dry_run);
        // Nothing in a dry run has an id to print.
        if !(rules.dry_run && ctx.out.format() == Format::Ids) {
            let mut records = super::records(ctx);
            let created: Vec<(Option<i64>, &MeetingState)> =
                edits.iter().filter_map(|edit| Some((edit.id, edit.after.as_ref()?))).collect();
            let created = created.into_iter().map(|(id, state)| {
                let details = users.details(id.unwrap_or_default(), state, ctx.now());
                records.record(&details).with_id(id)
            });
            super::list_some(ctx, listing, created)?;
        }
        if skipped.is_empty() {
            return Ok(Exit::Ok);
        }
        let left_out = drafts.len() - edits.len();
        report_skipped(ctx, session, &skipped, left_out, drafts.len()).await;
        Ok(Exit::Partial)
    }
}

/// The meeting of a series that starts at `start`.
fn new_meeting(draft: &Draft, series: &str, start: UtcTime) -> Edit {
    let state = MeetingState {
        uid: Some(occurrence_uid(series, start)),
        title: draft.title.clone(),
        description: draft.description.clone(),
        start_time: start,
        end_time: start + TimeDelta::seconds(draft.interval.seconds()),
        status: Status::Scheduled.as_str().to_owned(),
        created_by: draft.creator,
        participants: draft.participants.clone(),
        created_at: None,
        event: None,
        odd: OddValues::default(),
    };
    Edit { id: None, before: None, after: Some(state) }
}

fn report(ctx: &Context, edits: &[Edit], dry_run: bool) {
    let zone = ctx.zone();
    let days: Vec<String> = edits
        .iter()
        .filter_map(|edit| Some(local(edit.after.as_ref()?.start_time, zone).date))
        .collect();
    let days = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let what = format!(
        "{}{days}, on the clock of {}",
        counted(edits.len() as u64, "meeting"),
        zone.name()
    );
    if dry_run {
        ctx.print_dry_run(&format!("create {what}"));
    } else {
        ctx.out.status(format!("Created {what}."));
    }
}

/// Warns of the meetings that were left out. The others are created: what cannot be read for the warning
/// is left out of it.
async fn report_skipped(
    ctx: &Context,
    session: &Session,
    skipped: &[SetConflict],
    left_out: usize,
    total: usize,
) {
    let verb = if left_out == 1 { "was" } else { "were" };
    let message = format!("{left_out} of {total} meetings {verb} left out: double booking");
    let warning = Warning::new("conflicts_skipped", message).detail("left_out", left_out);
    let Ok(conflicts) = Conflicts::read(ctx, session, skipped).await else {
        return ctx.out.warning(warning);
    };
    ctx.out.warning(warning.detail("conflicts", conflicts.json()));
    for line in conflicts.lines() {
        ctx.out.notice(line);
    }
}

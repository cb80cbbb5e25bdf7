use std::rc::Rc;
use std::time::Instant;

use clap::Args;

use super::new_overlaps::DoubleBookings;
use crate::commands::args::{LimitArgs, counted};
use crate::context::{Access, Context};
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::output::{Format, Listing, Progress, Unit};
use crate::prompt::Question;
use crate::records::OffboardRecord;
use crate::store::booking::SetResult;
use crate::store::dialect;
use crate::store::session::Session;
use crate::store::users::{self, Action, BATCH, Offboarding, Step};
use crate::time::TypedTime;

/// Hand over or cancel the future meetings of a user who leaves
///
/// The meetings that the user created get another creator (--to) or are cancelled (--cancel), and
/// the user leaves the meetings of others. Only meetings that start at --from or later change; the
/// user stays. Refused if it double-books the other user.
///
/// --dry-run lists each meeting and what would happen to it; machine formats list the meetings in
/// any case. Each transaction changes 500 meetings: the next run finishes what an interrupted one
/// left. Requires confirmation; without a terminal, --yes is required.
#[derive(Debug, Args)]
#[command(
    mut_arg("limit", |limit| limit.requires("dry_run")),
    after_help = "\
Examples:
    meetctl user offboard ada@example.org --to bob@example.org --dry-run
    meetctl user offboard 7 --cancel --from 2026-07-01 --yes"
)]
#[command(group(clap::ArgGroup::new("meetings").args(["to", "cancel"]).required(true)))]
pub struct OffboardArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
    /// Who gets the meetings: id or e-mail address
    #[arg(long, value_name = "USER")]
    to: Option<String>,
    /// Cancel the meetings
    #[arg(long)]
    cancel: bool,
    /// Only meetings that start at this time or later [default: now]
    #[arg(long, alias = "since", value_name = "TIME", allow_hyphen_values = true)]
    from: Option<TypedTime>,
    /// Hand over even if it double-books the other user
    #[arg(long, conflicts_with = "cancel")]
    allow_overlap: bool,
    /// List what would happen, write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    limit: LimitArgs,
}

impl OffboardArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let from = self.from.as_ref().map(|from| ctx.time("--from", from, TypedTime::start));
        let from = from.transpose()?.unwrap_or(ctx.now());
        // An unknown field is refused before anything is written.
        let listing = ctx.out.listing::<OffboardRecord>()?.limited_to(self.limit.get());
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let db = session.db();
        let user = users::find(&db, &self.user).await?;
        let successor = match &self.to {
            Some(to) => {
                Some(users::find(&db, to).await.map_err(|failure| failure.of_option("--to"))?)
            }
            None => None,
        };
        if successor.as_ref().is_some_and(|successor| successor.id == user.id) {
            return Err(Failure::usage("--to names the user who leaves"));
        }
        let offboarding =
            Offboarding { user: user.id, successor: successor.as_ref().map(|s| s.id), from };
        let run = Run { ctx, session, offboarding, user, successor, args: &self };
        run.run(listing).await
    }
}

/// How many meetings have each action.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    handed_over: u64,
    cancelled: u64,
    left: u64,
}

impl Counts {
    fn add(&mut self, action: Action) {
        *match action {
            Action::HandOver => &mut self.handed_over,
            Action::Cancel => &mut self.cancelled,
            Action::Leave => &mut self.left,
        } += 1;
    }

    fn total(self) -> u64 {
        self.handed_over + self.cancelled + self.left
    }
}

/// One run of the command.
struct Run<'a> {
    ctx: &'a Context,
    session: Session,
    offboarding: Offboarding,
    user: user::Model,
    successor: Option<user::Model>,
    args: &'a OffboardArgs,
}

impl Run<'_> {
    async fn run(self, listing: Listing<OffboardRecord>) -> Result<Exit, Failure> {
        if !self.args.allow_overlap {
            self.refuse_double_bookings().await?;
        }
        let mut listed = Listed::new(self.ctx, listing, self.args.dry_run);
        let planned = self.survey(&mut listed).await?;
        if planned.total() == 0 {
            self.ctx.out.status(format!("Nothing to do for user {}.", self.user.id));
            listed.finish(self.args.limit)?;
            return Ok(Exit::Ok);
        }
        if self.args.dry_run {
            listed.finish(self.args.limit)?;
            self.ctx.print_dry_run(&self.sentence(["hand over", "cancel", "leave"], planned));
            return Ok(Exit::Ok);
        }
        self.ctx.confirm(&self.question(planned)).await?;
        let done = self.write(planned.total(), &mut listed).await?;
        if done.total() == 0 {
            self.ctx.out.status(format!("Nothing to do for user {}.", self.user.id));
        } else {
            let sentence = self.sentence(["handed over", "cancelled", "left"], done);
            self.ctx.out.status(format!("{}.", capitalized(&sentence)));
        }
        let stopped = self.ctx.shutdown().requested();
        if stopped.is_some() {
            self.ctx.out.notice("stopped before the end; run it again to continue");
        }
        listed.finish(self.args.limit)?;
        Ok(stopped.unwrap_or(Exit::Ok))
    }

    /// Refuses before anything is written.
    async fn refuse_double_bookings(&self) -> Result<(), Failure> {
        let found = self.offboarding.overlaps(&self.session).await?;
        match &self.successor {
            Some(successor) if found.count > 0 => {
                let found =
                    DoubleBookings::load(self.ctx, &self.session, successor, &found).await?;
                Err(found.refusal())
            }
            _ => Ok(()),
        }
    }

    /// Counts what is to be done, and lists it for a dry run.
    async fn survey(&self, listed: &mut Listed<'_>) -> Result<Counts, Failure> {
        let mut counts = Counts::default();
        let mut steps = self.offboarding.steps();
        loop {
            let batch = steps.next(&self.session).await?;
            if batch.is_empty() {
                return Ok(counts);
            }
            for step in &batch {
                counts.add(step.action);
                if self.args.dry_run {
                    listed.push(step);
                }
            }
        }
    }

    fn question(&self, planned: Counts) -> Question {
        let user = &self.user;
        let person = format!("{} ({} <{}>)", user.id, user.name, user.email);
        let Counts { handed_over, cancelled, left } = planned;
        let name = self.successor.as_ref().map_or("", |successor| &successor.name);
        let details = [
            (handed_over, format!("{name} gets {}", counted(handed_over, "meeting"))),
            (cancelled, format!("cancelled: {}", counted(cancelled, "meeting"))),
            (left, format!("{} leaves {}", user.name, counted(left, "meeting"))),
        ];
        let details = details.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line);
        Question::new(format!("offboard user {person}?")).details(details)
    }

    /// `hand over 3 meetings to Ben and leave 1 meeting`
    fn sentence(&self, verbs: [&str; 3], counts: Counts) -> String {
        let [hand_over, cancel, leave] = verbs;
        let meetings = |count| counted(count, "meeting");
        let mut parts = Vec::new();
        if let (1.., Some(to)) = (counts.handed_over, &self.successor) {
            parts.push(format!("{hand_over} {} to {}", meetings(counts.handed_over), to.name));
        }
        if counts.cancelled > 0 {
            parts.push(format!("{cancel} {}", meetings(counts.cancelled)));
        }
        if counts.left > 0 {
            parts.push(format!("{leave} {}", meetings(counts.left)));
        }
        parts.join(" and ")
    }

    /// Writes batch after batch, until nothing is left or a signal comes.
    async fn write(&self, total: u64, listed: &mut Listed<'_>) -> Result<Counts, Failure> {
        self.ctx.shutdown().finish_batch_on_signal();
        let mut done = Counts::default();
        self.note_written(done);
        let mut progress: Option<Progress> = None;
        let mut steps = self.offboarding.steps();
        loop {
            let batch = steps.next(&self.session).await?;
            if batch.is_empty() || self.ctx.shutdown().requested().is_some() {
                return Ok(done);
            }
            let started = Instant::now();
            for step in self.write_batch(batch).await? {
                done.add(step.action);
                listed.push(&step);
            }
            self.note_written(done);
            if progress.is_none() && total > BATCH as u64 && self.ctx.out.shows_progress() {
                progress = Some(self.ctx.out.progress("Changing", Some(total), Unit::Records));
            }
            if let Some(progress) = &progress {
                progress.at(done.total());
            }
            // Others can write in between, and a signal is handled.
            let backend = self.session.db().get_database_backend();
            tokio::time::sleep(dialect::rest_after(backend, started.elapsed())).await;
        }
    }

    /// Writes one batch; returns what was changed of it.
    async fn write_batch(&self, batch: Vec<Step>) -> Result<Vec<Step>, Failure> {
        let allow_overlap = self.args.allow_overlap;
        loop {
            let ids = batch.iter().map(|step| step.row.id).collect();
            let now = self.ctx.now();
            match self.offboarding.write(&self.session, ids, allow_overlap, now).await? {
                SetResult::Done { edits, .. } => {
                    let changed: Vec<i64> = edits.iter().filter_map(|edit| edit.id).collect();
                    let steps = batch.into_iter();
                    return Ok(steps.filter(|step| changed.contains(&step.row.id)).collect());
                }
                // Booked since the check; if that is gone again, the batch can be written.
                SetResult::Blocked(_) => self.refuse_double_bookings().await?,
            }
        }
    }

    /// Whatever ends the run early reports what is committed.
    fn note_written(&self, counts: Counts) {
        let Counts { handed_over, cancelled, left } = counts;
        let counts = [("handed_over", handed_over), ("cancelled", cancelled), ("left", left)];
        self.ctx.written.set(counts);
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The list of the meetings, if it is shown.
///
/// A reader that has exited does not stop the work half way: the error is reported after it.
struct Listed<'a> {
    ctx: &'a Context,
    listing: Option<Listing<OffboardRecord>>,
    failed: Option<Failure>,
    people: Rc<crate::time::Zone>,
}

impl<'a> Listed<'a> {
    fn new(ctx: &'a Context, listing: Listing<OffboardRecord>, dry_run: bool) -> Self {
        let shown = dry_run || ctx.out.format() != Format::Table;
        let people = Rc::new(ctx.zone().clone());
        Self { ctx, listing: shown.then_some(listing), failed: None, people }
    }

    fn push(&mut self, step: &Step) {
        let Some(listing) = self.listing.as_mut().filter(|_| self.failed.is_none()) else {
            return;
        };
        let record = OffboardRecord::new(step, &self.ctx.stable_zone(), &self.people);
        self.failed = listing.push(&record).err();
    }

    fn finish(self, limit: LimitArgs) -> Result<(), Failure> {
        if let Some(failure) = self.failed {
            return Err(failure);
        }
        if let Some(listing) = self.listing {
            let is_cut = listing.is_cut();
            let shown = listing.finish()?;
            limit.report(self.ctx, shown, is_cut, "meeting");
        }
        Ok(())
    }
}

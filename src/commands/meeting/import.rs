use std::path::PathBuf;

use clap::Args;

use crate::commands::args::counted;
use crate::commands::import_support::{
    self, ImportErrors, Input, OnError, Rejects, RejectsArgs, Warnings,
};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::interchange::{self, FileFormat, MeetingEntry, Problem, Source};
use crate::output::Unit;
use crate::records::{ImportRecord, brief};
use crate::store::bulk::{
    self, Handover, Late, Other, Reason, Reasons, Stage, Staged, Staging, State, Terms, Verdicts,
    Writer,
};
use crate::store::session::Session;
use crate::store::users;
use crate::time::{TypedTime, rfc3339};

/// Import meetings from a CSV, JSON Lines or iCalendar file
///
/// The whole file is read and checked first: bad records and double bookings, also between
/// records of the file. Then batches are written, each in one transaction. A record is known by
/// its uid, else by creator, start and title: importing a file again changes nothing, and after a
/// crash it finishes the job. CSV needs a header with `title`, `start_time`, `end_time` and
/// `creator`; uid, description, status and participants (with ; between them) are welcome.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting import team.csv --dry-run
    meetctl meeting import ada.ics --creator ada@example.org --create-users
    meetctl meeting import all.jsonl --on-error skip --rejects bad.jsonl
    meetctl meeting export --format jsonl | meetctl meeting import - --input jsonl")]
pub struct ImportArgs {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Format of the file [default: by the ending of its name]
    #[arg(long, value_name = "FORMAT", value_enum)]
    input: Option<FileFormat>,
    /// Meetings a transaction
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    batch_size: u64,
    /// What to do with a record that cannot be imported
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    on_error: OnError,
    #[command(flatten)]
    rejects: RejectsArgs,
    /// Creator of records that name none: id or e-mail address
    #[arg(long, value_name = "USER")]
    creator: Option<String>,
    /// Make users of e-mail addresses that nobody has
    #[arg(long)]
    create_users: bool,
    /// Import double bookings too
    #[arg(long)]
    allow_overlap: bool,
    /// Read and check everything, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Repeated events of an iCalendar file are written out up to here [default: one year after
    /// the last start in the file or now, whichever is later]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    horizon: Option<TypedTime>,
}

/// So many records that hand time on from one to the other are written at once.
const MOST_LINKED: u64 = 10_000;
/// Records read before they are looked up together.
const TOGETHER: usize = 1000;

impl ImportArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let horizon = ctx.time_if(self.horizon.as_ref())?;
        let mut input = Input::open(&self.file, self.input)?;
        let rejects = self.rejects.open(self.on_error)?;
        let reading = import_support::reading(ctx, horizon, rejects.wanted());
        let session = ctx.session(ctx.database().await?);
        let creator = self.creator(&session).await?;
        let terms = Terms {
            creator,
            create_users: self.create_users,
            allow_overlap: self.allow_overlap,
            now: ctx.now(),
        };
        let mut source = interchange::meetings(input.format, input.reader(), reading)?;
        let staging = stage(ctx, &session, &input, source.as_mut(), terms).await?;
        let verdicts = check(ctx, &session, &staging).await?;
        let run = Run {
            ctx,
            args: &self,
            session: &session,
            file: input.name,
            source,
            rejects,
            troubles: ImportErrors::default(),
            counts: ImportRecord {
                read: staging.records.len(),
                dry_run: self.dry_run,
                ..ImportRecord::default()
            },
        };
        run.finish(staging, &verdicts).await
    }

    async fn creator(&self, session: &Session) -> Result<Option<i64>, Failure> {
        let Some(name) = &self.creator else {
            return Ok(None);
        };
        let found = session.reading(async |db| users::find(&db, name).await);
        Ok(Some(found.await?.id))
    }
}

async fn stage(
    ctx: &Context,
    session: &Session,
    input: &Input,
    source: &mut dyn Source<MeetingEntry>,
    terms: Terms,
) -> Result<Staging, Failure> {
    let progress = input.progress(ctx);
    let mut stage = Stage::new(session, terms).await?;
    let mut warnings = Warnings::default();
    let mut waiting = Vec::with_capacity(TOGETHER);
    loop {
        let entry = source.next()?;
        let ended = entry.is_none();
        if let Some(entry) = entry {
            warnings.note(entry.line, &entry.warnings);
            waiting.push(entry);
        }
        if ended || waiting.len() == TOGETHER {
            stage.take(session, std::mem::take(&mut waiting)).await?;
            progress.at(source.position());
        }
        if ended {
            break;
        }
    }
    drop(progress);
    warnings.say(ctx);
    if let Some(left_out) = source.left_out() {
        ctx.out.warning(left_out);
    }
    stage.finish()
}

async fn check(ctx: &Context, session: &Session, staging: &Staging) -> Result<Verdicts, Failure> {
    let progress = ctx
        .out
        .progress("Checking", Some(staging.records.len()), Unit::Records);
    bulk::check(session, staging, |done| progress.at(done)).await
}

/// The second half of an import: everything is read and judged.
struct Run<'a> {
    ctx: &'a Context,
    args: &'a ImportArgs,
    session: &'a Session,
    file: String,
    source: Box<dyn Source<MeetingEntry>>,
    rejects: Rejects,
    troubles: ImportErrors,
    counts: ImportRecord,
}

impl Run<'_> {
    async fn finish(mut self, mut staging: Staging, verdicts: &Verdicts) -> Result<Exit, Failure> {
        let rejected = staging.bad + verdicts.count();
        if rejected > 0 && self.args.on_error == OnError::Abort {
            return self.refuse(&staging, verdicts).await;
        }
        if self.args.dry_run {
            self.pretend(&staging, verdicts).await?;
        } else {
            let handover = staging.hand_over();
            self.write(&staging, verdicts, handover).await?;
        }
        self.end()
    }

    /// Tells everything that is wrong: nothing was written.
    async fn refuse(mut self, staging: &Staging, verdicts: &Verdicts) -> Result<Exit, Failure> {
        let mut reasons = verdicts.reasons()?;
        for (ordinal, staged) in (0..).zip(staging.records.read()) {
            self.rejected(staging, &mut reasons, ordinal, &staged?)
                .await?;
        }
        let message = format!(
            "{} of {} cannot be imported: nothing was written",
            counted(self.troubles.count(), "record"),
            self.file
        );
        Err(self.troubles.refusal(&self.file, message))
    }

    /// Notes a record that is bad or was judged to be; whether it was one.
    async fn rejected(
        &mut self,
        staging: &Staging,
        reasons: &mut Reasons<'_>,
        ordinal: u64,
        staged: &Staged,
    ) -> Result<bool, Failure> {
        let problem = if let State::Bad(problem) = &staged.state {
            self.troubles.bad(staged.line, problem);
            problem.clone()
        } else {
            let Some(reason) = reasons.of(ordinal)? else {
                return Ok(false);
            };
            let problem = self.words(staging, &reason).await?;
            if matches!(reason, Reason::DoubleBooking { .. }) {
                self.troubles.conflict(staged.line, &problem);
            } else {
                self.troubles.bad(staged.line, &problem);
            }
            problem
        };
        self.reject(&staged.raw, &problem)?;
        Ok(true)
    }

    fn reject(&mut self, raw: &[u8], problem: &Problem) -> Result<(), Failure> {
        self.rejects.push(self.source.as_ref(), raw, problem)
    }

    async fn words(&self, staging: &Staging, reason: &Reason) -> Result<Problem, Failure> {
        let (user, start, end, other) = match reason {
            Reason::SameUid { line } => {
                let message = format!("the record on line {line} has the same uid");
                return Ok(Problem::of("uid", message));
            }
            Reason::UidTaken => {
                let message = "its meeting is the one that another record of the file means by \
                               creator, start and title";
                return Ok(Problem::of("uid", message));
            }
            Reason::DoubleBooking {
                user,
                start,
                end,
                other,
            } => (*user, *start, *end, other),
        };
        let who = staging.name(self.session, user).await?;
        let zone = self.ctx.record_zone();
        let which = match other {
            Other::Stored { id } | Other::Shadow { id, .. } => format!("meeting {id}"),
            Other::Staged { line, .. } => format!("the one on line {line}"),
        };
        Ok(Problem::new(format!(
            "double booking: {who} attends {which}, from {} to {}",
            rfc3339(start, &zone),
            rfc3339(end, &zone)
        )))
    }

    /// Counts what would be written.
    async fn pretend(&mut self, staging: &Staging, verdicts: &Verdicts) -> Result<(), Failure> {
        let mut reasons = verdicts.reasons()?;
        for (ordinal, staged) in (0..).zip(staging.records.read()) {
            let staged = staged?;
            if self
                .rejected(staging, &mut reasons, ordinal, &staged)
                .await?
            {
                continue;
            }
            match staged.state {
                State::New(_) => self.counts.created += 1,
                State::Known(..) => self.counts.updated += 1,
                State::Kept | State::Bad(_) => self.counts.unchanged += 1,
            }
        }
        Ok(())
    }

    async fn write(
        &mut self,
        staging: &Staging,
        verdicts: &Verdicts,
        handover: Handover,
    ) -> Result<(), Failure> {
        let shutdown = self.ctx.shutdown();
        shutdown.finish_batch_on_signal();
        // Lets the listener begin to listen before the first transaction does.
        tokio::task::yield_now().await;
        let progress = self
            .ctx
            .out
            .progress("Writing", Some(self.counts.read), Unit::Records);
        let mut reasons = verdicts.reasons()?;
        let mut writer = Writer::new(self.session, staging, handover).await?;
        let mut batch = linked(staging, verdicts)?;
        self.batch(&mut writer, &mut batch).await?;
        for (ordinal, staged) in (0..).zip(staging.records.read()) {
            let staged = staged?;
            if !self
                .rejected(staging, &mut reasons, ordinal, &staged)
                .await?
            {
                match staged.state {
                    _ if verdicts.is_linked(ordinal) => {}
                    State::Kept => self.counts.unchanged += 1,
                    _ => batch.push(staged),
                }
            }
            if batch.len() as u64 == self.args.batch_size {
                self.batch(&mut writer, &mut batch).await?;
                progress.at(ordinal + 1);
                tokio::task::yield_now().await;
            }
            if shutdown.requested().is_some() {
                return Ok(());
            }
        }
        self.batch(&mut writer, &mut batch).await
    }

    async fn batch(
        &mut self,
        writer: &mut Writer<'_>,
        batch: &mut Vec<Staged>,
    ) -> Result<(), Failure> {
        if batch.is_empty() {
            return Ok(());
        }
        let all_or_nothing = self.args.on_error == OnError::Abort;
        let written = writer.write(batch, all_or_nothing).await?;
        self.counts.created += written.created;
        self.counts.updated += written.updated;
        self.counts.unchanged += written.unchanged;
        for (place, late) in &written.late {
            let staged = &batch[*place];
            let problem = self.late(late);
            match late {
                Late::Blocked(_) => self.troubles.conflict(staged.line, &problem),
                Late::Gone(_) | Late::Deleted(_) => self.troubles.bad(staged.line, &problem),
            }
            self.reject(&staged.raw, &problem)?;
        }
        batch.clear();
        if all_or_nothing && !written.late.is_empty() {
            let message = format!(
                "other programs have changed the calendar meanwhile: {} of {} cannot be imported \
                 any more; {} were written before",
                counted(self.troubles.count(), "record"),
                self.file,
                self.counts.created + self.counts.updated
            );
            return Err(self.troubles.refusal(&self.file, message));
        }
        Ok(())
    }

    fn late(&self, late: &Late) -> Problem {
        match late {
            Late::Gone(user) => Problem::new(format!("there is no user {user} any more")),
            Late::Deleted(id) => Problem::of(
                "creator",
                format!("meeting {id} was deleted meanwhile, and the record names no creator"),
            ),
            Late::Blocked(meetings) => {
                let mut records = super::records(self.ctx);
                let first = meetings.first().map(|m| brief(&records.record(m)));
                Problem::new(format!(
                    "double booking, booked meanwhile: {}",
                    first.unwrap_or_default()
                ))
            }
        }
    }

    fn end(mut self) -> Result<Exit, Failure> {
        self.counts.rejected = self.troubles.count();
        self.counts.conflicts = self.troubles.conflicts;
        let kept = self.rejects.finish(self.source.as_ref())?;
        import_support::report(self.ctx, &self.file, "meeting", self.counts)?;
        Ok(import_support::exit(
            self.ctx,
            &self.troubles,
            kept.as_deref(),
        ))
    }
}

/// The records that take time which others of the file free: one transaction, whatever the size of
/// a batch.
fn linked(staging: &Staging, verdicts: &Verdicts) -> Result<Vec<Staged>, Failure> {
    if verdicts.linked_count() > MOST_LINKED {
        let message = format!(
            "more than {MOST_LINKED} records of the file move to where others of it move away: too \
             many for one transaction"
        );
        return Err(Failure::new(Exit::Failed, "too_many_linked", message)
            .hint("move them in several files, or double-book for a while with --allow-overlap"));
    }
    if verdicts.linked_count() == 0 {
        return Ok(Vec::new());
    }
    let records = (0..).zip(staging.records.read());
    let linked = records.filter(|(ordinal, _)| verdicts.is_linked(*ordinal));
    Ok(linked.map(|(_, staged)| staged).collect::<Result<_, _>>()?)
}

//! The second half of `meeting import`: what was read and checked is reported or written.

use std::collections::HashSet;
use std::time::Instant;

use crate::commands::args::counted;
use crate::commands::import_errors::ImportErrors;
use crate::commands::import_support::{self, OnError, Rejects};
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::interchange::{MeetingEntry, Problem, Source};
use crate::output::Unit;
use crate::records::{ImportRecord, brief};
use crate::store::batches::{Pace, Pauses};
use crate::store::bulk::{
    Loaded, OtherMeeting, RecordState, RejectionReason, RejectionReasons, Rejections, StagedFile,
    StagedRecord, StaleRecord, Writer, WriterState,
};
use crate::store::session::Session;
use crate::time::rfc3339;

/// How many records that take time from one another are written in one transaction.
const MAX_LINKED: u64 = 10_000;
/// Bytes of the records that are written in one transaction, if those are large.
const MAX_BATCH_BYTES: usize = 8 * 1024 * 1024;

/// The second half of an import: the file is read and checked.
pub(super) struct ImportRun<'a> {
    pub(super) ctx: &'a Context,
    pub(super) on_error: OnError,
    pub(super) pace: Pace,
    pub(super) pauses: Pauses,
    /// Whether the first meetings of a database may be written in one transaction.
    pub(super) loads: bool,
    pub(super) session: &'a Session,
    pub(super) file: String,
    pub(super) source: Box<dyn Source<MeetingEntry>>,
    pub(super) rejects: Rejects,
    pub(super) errors: ImportErrors,
    pub(super) counts: ImportRecord,
}

impl ImportRun<'_> {
    pub(super) async fn finish(
        mut self,
        mut staging: StagedFile,
        rejections: &Rejections,
    ) -> Result<Exit, Failure> {
        let refused = self.on_error == OnError::Abort && staging.bad + rejections.count() > 0;
        if refused || self.counts.dry_run {
            self.count(&staging, rejections).await?;
        } else {
            let state = staging.take_writer_state();
            self.write(&staging, rejections, state).await?;
        }
        if refused {
            return Err(self.errors.nothing_written(&self.file));
        }
        self.end()
    }

    /// Adds a record to the errors if it is rejected; returns whether it is.
    async fn rejected(
        &mut self,
        staging: &StagedFile,
        reasons: &mut RejectionReasons<'_>,
        ordinal: u64,
        staged: &StagedRecord,
    ) -> Result<bool, Failure> {
        let problem = if let RecordState::Invalid(problem) = &staged.state {
            self.errors.bad(staged.line, problem);
            problem.clone()
        } else {
            let Some(reason) = reasons.of(ordinal)? else {
                return Ok(false);
            };
            let problem = self.describe(staging, &reason).await?;
            if matches!(reason, RejectionReason::DoubleBooking { .. }) {
                self.errors.conflict(staged.line, &problem);
            } else {
                self.errors.bad(staged.line, &problem);
            }
            problem
        };
        self.reject(&staged.raw, &problem)?;
        Ok(true)
    }

    fn reject(&mut self, raw: &[u8], problem: &Problem) -> Result<(), Failure> {
        self.rejects.push(self.ctx, self.source.as_ref(), raw, problem)
    }

    async fn describe(
        &self,
        staging: &StagedFile,
        reason: &RejectionReason,
    ) -> Result<Problem, Failure> {
        let (user, start, end, other) = match reason {
            RejectionReason::SameUid { line } => {
                let message = format!("the record on line {line} has the same uid");
                return Ok(Problem::of("uid", message));
            }
            RejectionReason::UidTaken => {
                let message = "its meeting is the one that another record matches by creator, start and \
                               title";
                return Ok(Problem::of("uid", message));
            }
            RejectionReason::DoubleBooking { user, start, end, other } => {
                (*user, *start, *end, other)
            }
        };
        let who = staging.email(self.session, user).await?;
        let zone = self.ctx.record_zone();
        let which = match other {
            OtherMeeting::Stored { id } | OtherMeeting::Vacated { id, .. } => {
                format!("meeting {id}")
            }
            OtherMeeting::Staged { line, .. } => format!("the meeting on line {line}"),
        };
        Ok(Problem::new(format!(
            "double booking: {who} attends {which}, from {} to {}",
            rfc3339(start, &zone),
            rfc3339(end, &zone)
        )))
    }

    /// Counts what would be written, and adds what would not to the errors.
    async fn count(
        &mut self,
        staging: &StagedFile,
        rejections: &Rejections,
    ) -> Result<(), Failure> {
        let mut reasons = rejections.reasons()?;
        let mut new_users = HashSet::new();
        for (ordinal, record) in (0..).zip(staging.records.read()) {
            let staged = record?;
            let rejected = self.rejected(staging, &mut reasons, ordinal, &staged).await?;
            match staged.state {
                _ if rejected => {}
                RecordState::Create(meeting) => {
                    self.counts.created += 1;
                    new_users.extend(meeting.new_users());
                }
                RecordState::Update(_, meeting) => {
                    self.counts.updated += 1;
                    new_users.extend(meeting.new_users());
                }
                RecordState::Cancel(..) => self.counts.cancelled += 1,
                RecordState::Unchanged | RecordState::Restamp(..) | RecordState::Invalid(_) => {
                    self.counts.unchanged += 1;
                }
            }
        }
        self.counts.users_created = new_users.len() as u64;
        Ok(())
    }

    async fn write(
        &mut self,
        staging: &StagedFile,
        rejections: &Rejections,
        state: WriterState,
    ) -> Result<(), Failure> {
        let shutdown = self.ctx.shutdown();
        shutdown.finish_batch_on_signal();
        // Lets the signal handler start before the first transaction.
        tokio::task::yield_now().await;
        self.note_written();
        let mut writer = Writer::new(self.session, staging, state).await?;
        let written = self.write_all(&mut writer, staging, rejections).await;
        let synced = writer.finish().await;
        written.and(synced)
    }

    async fn write_all(
        &mut self,
        writer: &mut Writer<'_>,
        staging: &StagedFile,
        rejections: &Rejections,
    ) -> Result<(), Failure> {
        if self.loads {
            let loaded = self.load(writer, rejections).await?;
            self.counts.users_created = writer.users_created();
            match loaded {
                Loaded::All(created) => {
                    self.counts.created = created;
                    self.note_written();
                    return self.report_rejected(staging, rejections).await;
                }
                Loaded::Interrupted => return Ok(()),
                Loaded::Unsuitable => {}
            }
        }
        self.write_batches(writer, staging, rejections).await
    }

    /// Adds the records that are rejected to the errors.
    async fn report_rejected(
        &mut self,
        staging: &StagedFile,
        rejections: &Rejections,
    ) -> Result<(), Failure> {
        if staging.bad + rejections.count() == 0 {
            return Ok(());
        }
        let mut reasons = rejections.reasons()?;
        for (ordinal, staged) in (0..).zip(staging.records.read()) {
            self.rejected(staging, &mut reasons, ordinal, &staged?).await?;
        }
        Ok(())
    }

    /// Writes the first meetings of a database in one transaction, where that can be had.
    async fn load(
        &self,
        writer: &mut Writer<'_>,
        rejections: &Rejections,
    ) -> Result<Loaded, Failure> {
        let shutdown = self.ctx.shutdown();
        let progress = self.ctx.out.progress("Writing", Some(self.counts.read), Unit::Records);
        let goes_on = |written| {
            progress.at(written);
            shutdown.requested().is_none()
        };
        writer.load(rejections, goes_on).await
    }

    async fn write_batches(
        &mut self,
        writer: &mut Writer<'_>,
        staging: &StagedFile,
        rejections: &Rejections,
    ) -> Result<(), Failure> {
        let shutdown = self.ctx.shutdown();
        let progress = self.ctx.out.progress("Writing", Some(self.counts.read), Unit::Records);
        let mut reasons = rejections.reasons()?;
        let mut batch = linked(staging, rejections)?;
        let mut bytes = 0;
        self.batch(writer, &mut batch).await?;
        for (ordinal, staged) in (0..).zip(staging.records.read()) {
            let staged = staged?;
            let rejected = self.rejected(staging, &mut reasons, ordinal, &staged).await?;
            match staged.state {
                _ if rejected || rejections.is_linked(ordinal) => {}
                RecordState::Unchanged => self.counts.unchanged += 1,
                _ => {
                    bytes += staged.bytes();
                    batch.push(staged);
                }
            }
            if batch.len() as u64 == self.pace.size() || bytes >= MAX_BATCH_BYTES {
                bytes = 0;
                self.batch(writer, &mut batch).await?;
                progress.at(ordinal + 1);
                import_support::pause(&mut self.pauses, self.session).await;
            }
            if shutdown.requested().is_some() {
                return Ok(());
            }
        }
        self.batch(writer, &mut batch).await
    }

    async fn batch(
        &mut self,
        writer: &mut Writer<'_>,
        batch: &mut Vec<StagedRecord>,
    ) -> Result<(), Failure> {
        if batch.is_empty() {
            return Ok(());
        }
        let all_or_nothing = self.on_error == OnError::Abort;
        let started = Instant::now();
        let written = writer.write(batch, all_or_nothing).await?;
        let held = started.elapsed();
        self.pauses.note(held);
        if batch.len() as u64 >= self.pace.size() {
            self.pace.learn(held);
        }
        self.counts.users_created = writer.users_created();
        self.counts.created += written.created;
        self.counts.updated += written.updated;
        self.counts.cancelled += written.cancelled;
        self.counts.unchanged += written.unchanged;
        self.note_written();
        for (place, stale) in &written.stale {
            let staged = &batch[*place];
            let problem = self.describe_stale(stale);
            match stale {
                StaleRecord::Blocked(_) => self.errors.conflict(staged.line, &problem),
                StaleRecord::Gone(_) | StaleRecord::Deleted(_) => {
                    self.errors.bad(staged.line, &problem);
                }
            }
            self.reject(&staged.raw, &problem)?;
        }
        batch.clear();
        if all_or_nothing && !written.stale.is_empty() {
            let message = format!(
                "other programs changed the calendar meanwhile: {} of {} can no longer be imported",
                counted(self.errors.count(), "record"),
                self.file
            );
            return Err(self.errors.refusal(&self.file, message));
        }
        Ok(())
    }

    /// Whatever ends the import early reports what is committed.
    fn note_written(&self) {
        let ImportRecord { created, updated, cancelled, .. } = self.counts;
        let counts = [("created", created), ("updated", updated), ("cancelled", cancelled)];
        self.ctx.written.set(counts);
    }

    fn describe_stale(&self, stale: &StaleRecord) -> Problem {
        match stale {
            StaleRecord::Gone(user) => Problem::new(format!("user {user} was deleted meanwhile")),
            StaleRecord::Deleted(id) => Problem::of(
                "creator",
                format!("meeting {id} was deleted meanwhile, and the record names no creator"),
            ),
            StaleRecord::Blocked(meetings) => {
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
        self.counts.rejected = self.errors.count();
        self.counts.conflicts = self.errors.conflicts;
        let rejects = self.rejects.finish(self.source.as_ref())?;
        import_support::report(self.ctx, &self.file, "meeting", self.counts)?;
        Ok(import_support::exit(self.ctx, &self.file, &self.errors, rejects.as_deref()))
    }
}

/// The records that take time that other records free: one transaction, whatever the batch size.
fn linked(staging: &StagedFile, rejections: &Rejections) -> Result<Vec<StagedRecord>, Failure> {
    if rejections.linked_count() > MAX_LINKED {
        let message = format!(
            "more than {MAX_LINKED} records move to times that other records of the file free: too \
             many for one transaction"
        );
        return Err(Failure::new(Kind::TooManyLinked, message)
            .hint("split the file, or allow double bookings with --allow-overlap"));
    }
    if rejections.linked_count() == 0 {
        return Ok(Vec::new());
    }
    let records = (0..).zip(staging.records.read());
    let linked = records.filter(|(ordinal, _)| rejections.is_linked(*ordinal));
    Ok(linked.map(|(_, staged)| staged).collect::<Result<_, _>>()?)
}

//! `meetctl backfill-status`

use std::time::{Duration, Instant};

use clap::Args;

use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::output::{Format, Progress, Unit};
use crate::records::BackfillRecord;
use crate::store::backfill::{BackfillRun, RANGES, Range, Tally};
use crate::store::session::Session;
use crate::time::{TypedTime, UtcTime, parse_duration, rfc3339};

/// Update the status of meetings to match the current time
///
/// Meetings that have ended become `completed`, running ones `in_progress`, later ones
/// `scheduled`; `cancelled` never changes. Reads and writes only rows that change, in short
/// transactions, so that other programs can write meanwhile. The next run finishes what an
/// interrupted one left. Only one run at a time: a second one exits with 7, also during the ten
/// seconds after a run was killed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl backfill-status --dry-run
    meetctl -q backfill-status --max-runtime 50s
                                  (for cron: silent on success)
    meetctl backfill-status --check || echo 'some are outdated'")]
pub struct BackfillStatusArgs {
    /// Time to use instead of the clock
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    now: Option<TypedTime>,
    /// Meetings per transaction, at most; fewer if a transaction takes long [default: 10000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    batch_size: Option<u64>,
    /// Pause between transactions
    #[arg(long, value_name = "DURATION", value_parser = crate::time::parse_timeout)]
    pause: Option<Duration>,
    /// Stop after this long, between two transactions, with exit code 0; the next run continues
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    max_runtime: Option<Duration>,
    /// Count what would change without writing
    #[arg(long)]
    dry_run: bool,
    /// Exit with code 3 if anything would change, without writing
    #[arg(long)]
    check: bool,
}

/// What bounds a run.
struct Limits<'a> {
    ctx: &'a Context,
    started: Instant,
    args: &'a BackfillStatusArgs,
}

impl BackfillStatusArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let started = Instant::now();
        let now = self.now.as_ref().map(|typed| ctx.time("--now", typed, TypedTime::start));
        let now = now.transpose()?.unwrap_or(ctx.now());
        let session = ctx.database().await?;
        let mut record = BackfillRecord {
            now: rfc3339(now, &ctx.stable_zone()),
            dry_run: self.dry_run || self.check,
            ..BackfillRecord::default()
        };
        if record.dry_run {
            count(&session, now, &mut record).await?;
        } else {
            let limits = Limits { ctx, started, args: &self };
            limits.change(&session, now, &mut record).await?;
        }
        report(ctx, &record)?;
        if let Some(exit) = ctx.shutdown().requested() {
            return Ok(exit);
        }
        Ok(if self.check && record.updated.total() > 0 { Exit::Found } else { Exit::Ok })
    }
}

fn report(ctx: &Context, record: &BackfillRecord) -> Result<(), Failure> {
    if ctx.out.format() != Format::Table {
        return ctx.out.one(record);
    }
    let Tally { in_progress, completed, scheduled } = record.updated;
    let verb = if record.dry_run { "would become" } else { "became" };
    ctx.out.status(match record.updated.total() {
        0 => "All statuses are up to date.".to_owned(),
        _ => format!(
            "{} {verb} completed, {in_progress} in_progress, {scheduled} scheduled.",
            counted(completed, "meeting")
        ),
    });
    if !record.complete && !record.dry_run {
        ctx.out.notice("stopped before the end; run it again to continue");
    }
    Ok(())
}

impl Limits<'_> {
    /// Changes what is to be changed. Where that is nothing, nothing is written, and no lease taken.
    async fn change(
        &self,
        session: &Session,
        now: UtcTime,
        record: &mut BackfillRecord,
    ) -> Result<(), Failure> {
        if self.ctx.settings.read_only.value {
            return Err(Failure::new(Kind::ReadOnly, "backfill-status writes to the database")
                .hint("with --check or --dry-run it only reads"));
        }
        let mut ranges = Vec::new();
        for range in RANGES {
            let any = session.reading(async |db| Ok(range.any(&db, now).await?));
            ranges.extend(any.await?.then_some(range));
        }
        if ranges.is_empty() {
            record.complete = true;
            return Ok(());
        }
        self.ctx.shutdown().finish_batch_on_signal();
        let written = self.ctx.now();
        let (owner, most) = (self.ctx.owner(), self.args.batch_size);
        let mut run = BackfillRun::begin(session, &owner, now, written, most).await?;
        self.note_written(record.updated);
        let done = self.update(&mut run, &ranges, record).await;
        run.batches.end().await;
        done
    }

    async fn update(
        &self,
        run: &mut BackfillRun<'_>,
        ranges: &[Range],
        record: &mut BackfillRecord,
    ) -> Result<(), Failure> {
        let mut progress: Option<Progress> = None;
        for range in ranges {
            loop {
                if self.reached() {
                    return Ok(());
                }
                let batch = run.batch(*range).await?;
                record.batches += u64::from(batch.examined > 0);
                record.examined += batch.examined;
                record.updated += batch.updated;
                self.note_written(record.updated);
                if batch.last {
                    break;
                }
                let done = record.updated.total();
                if progress.is_none() && self.ctx.out.shows_progress() {
                    // Only what is more than a batch is worth a count.
                    let total = done + run.left(ranges).await?;
                    progress = Some(self.ctx.out.progress("Changing", Some(total), Unit::Records));
                }
                if let Some(progress) = &progress {
                    progress.at(done);
                }
                run.batches.yield_to_writers().await?;
                self.rest(run).await?;
            }
        }
        record.complete = true;
        Ok(())
    }

    /// Whatever ends the run early reports what is committed.
    fn note_written(&self, updated: Tally) {
        let Tally { in_progress, completed, scheduled } = updated;
        let counts =
            [("completed", completed), ("in_progress", in_progress), ("scheduled", scheduled)];
        self.ctx.written.set(counts);
    }

    /// Whether a signal or the time ends the run.
    fn reached(&self) -> bool {
        let limit = self.args.max_runtime;
        let late = limit.is_some_and(|limit| self.started.elapsed() >= limit);
        late || self.ctx.shutdown().requested().is_some()
    }

    /// The pause between two batches, which a signal ends, or the end of the time.
    async fn rest(&self, run: &mut BackfillRun<'_>) -> Result<(), Failure> {
        const POLL_INTERVAL: Duration = Duration::from_millis(50);
        let started = Instant::now();
        let pause = self.args.pause.unwrap_or_default();
        while !self.reached()
            && let Some(left) = pause.checked_sub(started.elapsed()).filter(|left| !left.is_zero())
        {
            tokio::time::sleep(left.min(POLL_INTERVAL)).await;
            run.batches.renew_lease().await?;
        }
        Ok(())
    }
}

async fn count(
    session: &Session,
    now: UtcTime,
    record: &mut BackfillRecord,
) -> Result<(), Failure> {
    for range in RANGES {
        record.updated += session.reading(async |db| Ok(range.tally(&db, now).await?)).await?;
    }
    record.examined = record.updated.total();
    record.complete = true;
    Ok(())
}

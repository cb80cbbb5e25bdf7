//! `meetctl backfill-status`

use std::time::{Duration, Instant};

use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::args::counted;
use crate::context::Context;
use crate::entity::meeting::Status;
use crate::error::{Exit, Failure};
use crate::interrupt::Manner;
use crate::output::Format;
use crate::records::{BackfillRecord, Updated};
use crate::store::backfill::{self, STEPS};
use crate::store::session::Session;
use crate::time::{TypedTime, UtcTime, parse_duration, rfc3339};

/// Bring the status of meetings up to date with the clock
///
/// What ended before now becomes `completed`, what runs `in_progress`, what is to come
/// `scheduled`; `cancelled` is never touched. Only rows that change are written, in short
/// transactions; a run that is stopped or killed is finished by the next one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl backfill-status --dry-run
    meetctl -q backfill-status      (for cron: silent unless something is wrong)")]
pub struct BackfillStatusArgs {
    /// Time to compare with, instead of the clock's
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    now: Option<TypedTime>,
    /// Meetings a transaction
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    batch_size: u64,
    /// Rest between transactions
    #[arg(long, value_name = "DURATION", value_parser = crate::time::parse_timeout)]
    pause: Option<Duration>,
    /// Stop after this long, between two transactions
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    max_runtime: Option<Duration>,
    /// Count what would change, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write nothing; exit with code 3 if anything would change
    #[arg(long)]
    check: bool,
}

/// How far a run came.
#[derive(Default)]
struct Progress {
    examined: u64,
    updated: Updated,
    batches: u64,
    complete: bool,
}

impl Progress {
    fn add(&mut self, to: Status, examined: u64, updated: u64) {
        self.examined += examined;
        match to {
            Status::InProgress => self.updated.in_progress += updated,
            Status::Completed => self.updated.completed += updated,
            _ => self.updated.scheduled += updated,
        }
    }
}

impl BackfillStatusArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let now = ctx.time_if(self.now.as_ref())?.unwrap_or(ctx.now());
        let db = ctx.database().await?;
        let only_look = self.dry_run || self.check;
        let progress = if only_look {
            look(&db, now).await?
        } else {
            self.change(ctx, &ctx.session(db), now).await?
        };
        self.report(ctx, now, &progress)?;
        if let Some(exit) = ctx.manner().asked() {
            return Ok(exit);
        }
        Ok(if self.check && progress.updated.total() > 0 {
            Exit::Found
        } else {
            Exit::Ok
        })
    }

    async fn change(
        &self,
        ctx: &Context,
        session: &Session,
        now: UtcTime,
    ) -> Result<Progress, Failure> {
        let started = Instant::now();
        let manner = ctx.manner();
        manner.work_in_batches();
        let mut progress = Progress::default();
        for step in STEPS {
            loop {
                let out_of_time = self
                    .max_runtime
                    .is_some_and(|limit| started.elapsed() >= limit);
                if manner.asked().is_some() || out_of_time {
                    return Ok(progress);
                }
                let batch = backfill::batch(session, step, now, self.batch_size, ctx.now()).await?;
                if batch.examined > 0 {
                    progress.batches += 1;
                }
                progress.add(step.to, batch.examined, batch.updated);
                if batch.examined < self.batch_size {
                    break;
                }
                self.rest(&manner).await;
                // Lets a signal be heard: the local engine answers without ever waiting.
                tokio::task::yield_now().await;
            }
        }
        progress.complete = true;
        Ok(progress)
    }

    /// The pause between two batches, which a signal ends.
    async fn rest(&self, manner: &Manner) {
        const GLANCE: Duration = Duration::from_millis(50);
        let started = Instant::now();
        let pause = self.pause.unwrap_or_default();
        while manner.asked().is_none()
            && let Some(left) = pause
                .checked_sub(started.elapsed())
                .filter(|l| !l.is_zero())
        {
            tokio::time::sleep(left.min(GLANCE)).await;
        }
    }

    fn report(&self, ctx: &Context, now: UtcTime, progress: &Progress) -> Result<(), Failure> {
        let record = BackfillRecord {
            now: rfc3339(now, &ctx.stable_zone()),
            examined: progress.examined,
            updated: progress.updated,
            batches: progress.batches,
            dry_run: self.dry_run || self.check,
            complete: progress.complete,
        };
        if ctx.out.format() != Format::Table {
            return ctx.out.one(&record);
        }
        let Updated {
            in_progress,
            completed,
            scheduled,
        } = progress.updated;
        let verb = if record.dry_run {
            "would become"
        } else {
            "became"
        };
        ctx.out.status(match progress.updated.total() {
            0 => "Every status is up to date.".to_owned(),
            _ => format!(
                "{} {verb} completed, {in_progress} in_progress, {scheduled} scheduled.",
                counted(completed, "meeting")
            ),
        });
        if !record.complete && !record.dry_run {
            ctx.out
                .notice("stopped before the end; run it again to go on");
        }
        Ok(())
    }
}

async fn look(db: &DatabaseConnection, now: UtcTime) -> Result<Progress, Failure> {
    let mut progress = Progress::default();
    for step in STEPS {
        let count = backfill::count(db, step, now).await?;
        progress.add(step.to, count, count);
    }
    progress.complete = true;
    Ok(progress)
}

//! What the commands that change the schema have in common: the lease, signals, and what is told.

use std::time::Duration;

use clap::Args;
use migration::runner::lease::Holder;
use migration::runner::{Before, Event, PATIENCE, Run, RunError};
use tokio::sync::OnceCell;

use super::failure;
use crate::commands::auto_backup::{self, AutoBackup, Backup};
use crate::context::Context;
use crate::error::Failure;
use crate::interrupt::Shutdown;
use crate::output::Output;

/// How to deal with another run that is at work.
#[derive(Debug, Args)]
struct LockArgs {
    /// Wait this long for another run of migrations to end [default: 30s]
    #[arg(long, value_name = "DURATION", value_parser = crate::time::parse_timeout)]
    lock_timeout: Option<Duration>,
}

/// The copy that is taken of a SQLite database before it is changed.
#[derive(Debug, Args)]
struct KeepArgs {
    /// Take no backup first (SQLite)
    #[arg(long)]
    no_backup: bool,
    /// Keep this many automatic backups, the newest (SQLite) [default: 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), conflicts_with = "no_backup")]
    keep_backups: Option<u16>,
}

impl KeepArgs {
    /// Takes the backup, and says where it lies.
    ///
    /// # Errors
    /// Exit 10 where there is no room for it: nothing has been changed.
    async fn keep(&self, ctx: &Context) -> Result<Option<Backup>, Failure> {
        if self.no_backup || ctx.settings.read_only.value {
            return Ok(None);
        }
        let keep = self.keep_backups;
        let keep = keep.map_or(auto_backup::DEFAULT_KEEP, usize::from);
        Ok(match auto_backup::take(ctx, keep).await? {
            AutoBackup::Taken(backup) => Some(backup),
            AutoBackup::NotNeeded(_) => None,
        })
    }
}

/// What guards a run that changes the schema.
#[derive(Debug, Args)]
pub(super) struct GuardArgs {
    #[command(flatten)]
    keep: KeepArgs,
    #[command(flatten)]
    lock: LockArgs,
}

/// A run that changes the schema.
pub(super) struct Turn<'a> {
    ctx: &'a Context,
    keep: &'a KeepArgs,
    observe: Box<dyn FnMut(Event<'_>) + Send>,
    shutdown: Shutdown,
    patience: Duration,
}

impl<'a> Turn<'a> {
    /// Prepares a run; `verb` tells what was done with a step. From now on a signal lets it finish
    /// the step in hand.
    pub fn new(ctx: &'a Context, guard: &'a GuardArgs, verb: &'static str) -> Self {
        let shutdown = ctx.shutdown();
        shutdown.finish_batch_on_signal();
        Self {
            ctx,
            keep: &guard.keep,
            observe: Box::new(tell(ctx.out.clone(), verb)),
            shutdown,
            patience: guard.lock.lock_timeout.unwrap_or(PATIENCE),
        }
    }

    /// Lets `work` do it, behind a backup that is put back if it fails.
    ///
    /// # Errors
    /// What failed, as it is to be told.
    pub async fn run<T>(
        mut self,
        work: impl AsyncFnOnce(&mut Run<'_>) -> Result<T, RunError>,
    ) -> Result<T, Failure> {
        let shutdown = self.shutdown.clone();
        let stop = move || shutdown.requested().is_some();
        let (keep, ctx) = (self.keep, self.ctx);
        let kept: OnceCell<Result<Option<Backup>, Failure>> = OnceCell::const_new();
        let result = {
            let kept = &kept;
            let before: Before<'_> = Box::new(move || {
                Box::pin(async move {
                    match kept.get_or_init(async || keep.keep(ctx).await).await {
                        Ok(_) => Ok(()),
                        Err(_) => Err(RunError::NotPrepared),
                    }
                })
            });
            let mut run = Run {
                patience: self.patience,
                owner: ctx.owner(),
                // Without one a statement that takes long may cost the lease, and then is taken back.
                pulse: Some(Box::pin(async {
                    ctx.another_connection().await.ok().flatten()
                })),
                before: Some(before),
                stop: &stop,
                ..Run::new(ctx.now(), &mut self.observe)
            };
            work(&mut run).await
        };
        match result {
            Ok(done) => Ok(done),
            Err(error) => Err(put_back(ctx, kept.into_inner(), error).await),
        }
    }
}

/// The failure as it is to be told, after the backup was put back where that can mend anything.
async fn put_back(
    ctx: &Context,
    kept: Option<Result<Option<Backup>, Failure>>,
    error: RunError,
) -> Failure {
    let kept = match kept {
        Some(Err(why)) => return why,
        Some(Ok(Some(kept))) => kept,
        _ => return failure(error),
    };
    // These must leave what another run is at.
    if matches!(error, RunError::LeaseLost) {
        return failure(error);
    }
    let failed = failure(error);
    match auto_backup::restore(ctx, &kept).await {
        Ok(_) => failed,
        Err(why) => failed
            .line(format!("the backup was not put back: {}", why.summary()))
            .line(format!("it lies in {}", kept.path().display())),
    }
}

/// Tells what happens, on standard error.
fn tell(out: Output, verb: &'static str) -> impl FnMut(Event<'_>) + Send {
    move |event| match event {
        Event::Waiting(holder) => out.notice(format!(
            "waiting for another run of migrations: {}",
            told(holder)
        )),
        Event::TookOver(holder) => out.notice(format!(
            "took over from a run that was not heard of for {} s: {}",
            holder.silent.as_secs(),
            holder.owner
        )),
        Event::Started(_) => {}
        Event::Done(name, elapsed) => {
            out.status(format!("{verb} {name} ({} ms)", elapsed.as_millis()));
        }
    }
}

/// A holder of the lease in words.
pub(super) fn told(holder: &Holder) -> String {
    format!("{}, since {} s", holder.owner, holder.held.as_secs())
}

//! What the commands that change the schema share: the lease, the backup, and one migration at a
//! time.

use std::cell::Cell;
use std::time::{Duration, Instant};

use clap::Args;
use migration::runner::lease::{self, Lease};
use migration::runner::{self, LEASE, LockWait, MAX_WAIT, RunError, StepScript, Task};
use sea_orm::DatabaseConnection;

use super::failure;
use crate::commands::auto_backup::{self, AutoBackupArgs, Backup};
use crate::commands::history_note::note_run;
use crate::context::{Access, Context};
use crate::error::{Failure, Kind};
use crate::store::dialect::{FILE_ENGINE, LockHolder};

/// What protects a run that changes the schema.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
    #[command(flatten)]
    backup: AutoBackupArgs,
    /// Wait this long for another run of migrations to end, and for each lock of another program
    /// [default: 30s]
    #[arg(long, value_name = "DURATION", value_parser = crate::time::parse_timeout)]
    lock_timeout: Option<Duration>,
}

impl RunArgs {
    fn max_wait(&self) -> Duration {
        self.lock_timeout.unwrap_or(MAX_WAIT)
    }

    /// Does `work` in short tries, with pauses for others, until it gets the locks that it needs;
    /// prints once who holds them. A signal ends the wait.
    ///
    /// # Errors
    /// As for [`LockWait::run`].
    pub(super) async fn in_short_tries<T>(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
        work: impl AsyncFnMut() -> Result<T, RunError>,
    ) -> Result<T, RunError> {
        let told = Cell::new(false);
        let waiting = |holders: &[LockHolder]| {
            if !told.replace(true) {
                let names: Vec<String> = holders.iter().map(ToString::to_string).collect();
                let of = if names.is_empty() { "of another program" } else { &names.join("; ") };
                ctx.out.notice(format!("waiting for a lock {of}"));
            }
            ctx.shutdown().requested().is_none()
        };
        let wait = LockWait { limit: self.max_wait(), waiting: &waiting };
        wait.run(db, work).await
    }
}

/// Does `task` and prints each migration that was done after `verb`; returns their names. Fewer than
/// the task requires if a signal stopped the run.
///
/// # Errors
/// What failed. The database is restored from the backup if one was taken.
pub(super) async fn run(
    ctx: &Context,
    db: &DatabaseConnection,
    args: &RunArgs,
    task: &Task,
    verb: &str,
) -> Result<Vec<String>, Failure> {
    let planned = match plan(ctx, db, args, task).await {
        // Another run may be changing what the plan is about: it is made again under the lease.
        Err(failure) if failure.kind() == Kind::Dependents => None,
        planned => Some(planned?),
    };
    let rights = async || runner::check_rights(db, planned.as_deref().unwrap_or_default()).await;
    args.in_short_tries(ctx, db, rights).await.map_err(failure)?;
    let holder = async || Ok(lease::holder(db, LEASE).await?);
    let holder = args.in_short_tries(ctx, db, holder).await.map_err(failure)?;
    // An expired lease is removed even with nothing to do.
    if planned.is_some_and(|plan| plan.is_empty()) && !holder.is_some_and(|holder| holder.expired) {
        return Ok(Vec::new());
    }
    let Some(lease) = take_lease(ctx, db, args).await? else {
        return Ok(Vec::new());
    };
    let work = Box::pin(async {
        // Another run may have changed the state before this one had the lease.
        let plan = plan(ctx, db, args, task).await?;
        if plan.is_empty() {
            return Ok(Vec::new());
        }
        let backup = take_backup(ctx, db, args, &lease).await?;
        match execute(ctx, db, args, &lease, &plan, verb).await {
            Ok(done) => {
                if !done.is_empty() {
                    note_run(ctx, written_as(verb), done.clone()).await;
                }
                Ok(done)
            }
            Err(error) => Err(restore(ctx, backup, error).await),
        }
    });
    hold_lease(ctx, db, &lease, work).await
}

/// Plans `task`; only reads.
pub(super) async fn plan(
    ctx: &Context,
    db: &DatabaseConnection,
    args: &RunArgs,
    task: &Task,
) -> Result<Vec<StepScript>, Failure> {
    let plan = args.in_short_tries(ctx, db, async || runner::plan(db, task, ctx.now()).await);
    plan.await.map_err(failure)
}

/// How counts and the history call what `verb` says.
fn written_as(verb: &str) -> &'static str {
    match verb {
        "Applied" => "applied",
        "Repaired" => "repaired",
        _ => "rolled_back",
    }
}

/// Executes one migration at a time until a signal arrives.
async fn execute(
    ctx: &Context,
    db: &DatabaseConnection,
    args: &RunArgs,
    lease: &Lease,
    plan: &[StepScript],
    verb: &str,
) -> Result<Vec<String>, RunError> {
    let mut done = Vec::new();
    let written = written_as(verb);
    ctx.written.set([(written, 0)]);
    for step in plan {
        if ctx.shutdown().requested().is_some() {
            break;
        }
        let started = Instant::now();
        let work = async || runner::execute(db, step, lease).await;
        match args.in_short_tries(ctx, db, work).await {
            Err(RunError::Busy { .. }) if ctx.shutdown().requested().is_some() => break,
            done => done?,
        }
        if step.requested {
            print_done(ctx, &format!("{verb} {}", step.name), started);
            done.push(step.name.clone());
            ctx.written.set([(written, done.len() as u64)]);
        }
    }
    Ok(done)
}

/// Prints what was done since `started`.
pub(super) fn print_done(ctx: &Context, what: &str, started: Instant) {
    let elapsed = started.elapsed().as_millis();
    ctx.out.status(format!("{what} ({elapsed} ms)."));
}

/// Takes the lease, waiting for another run; `None` if a signal ended the wait. From now on a signal
/// ends the run after the current migration.
pub(super) async fn take_lease(
    ctx: &Context,
    db: &DatabaseConnection,
    args: &RunArgs,
) -> Result<Option<Lease>, Failure> {
    ctx.shutdown().finish_batch_on_signal();
    let owner = ctx.owner();
    let max_wait = args.max_wait();
    let now = async || Ok(Lease::take(db, LEASE, &owner, Duration::ZERO).await?);
    let mut taken = args.in_short_tries(ctx, db, now).await;
    if let Err(RunError::Locked(holder)) = &taken
        && !max_wait.is_zero()
    {
        ctx.out.notice(format!("waiting for another run of migrations: {holder}"));
        taken = tokio::select! {
            taken = Lease::take(db, LEASE, &owner, max_wait) => taken.map_err(RunError::from),
            () = stop_requested(ctx) => return Ok(None),
        };
    }
    if let Err(RunError::Busy { .. }) = &taken
        && ctx.shutdown().requested().is_some()
    {
        return Ok(None);
    }
    let lease = taken.map_err(failure)?;
    if let Some(holder) = lease.replaced() {
        ctx.out.notice(format!("took over from a run {}: {}", holder.why_expired(), holder.owner));
    }
    Ok(Some(lease))
}

/// Waits for a signal.
async fn stop_requested(ctx: &Context) {
    const POLL_INTERVAL: Duration = Duration::from_millis(100);
    while ctx.shutdown().requested().is_none() {
        tokio::time::sleep(POLL_INTERVAL).await;
    }
}

/// Waits for `work`, while the lease is renewed, and releases the lease. A server that stops answering
/// ends the wait: the lease expires.
pub(in crate::commands) async fn hold_lease<T>(
    ctx: &Context,
    db: &DatabaseConnection,
    lease: &Lease,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    // A statement may take longer than the lease, so a server gets a second connection for the
    // heartbeat. On SQLite no other run can take the lease while a transaction writes.
    let connecting = lease.heartbeat(db.clone());
    let second = match ctx.open(Access::Write).await {
        Ok(session) => session.another_connection().await.ok().flatten(),
        Err(_) => None,
    };
    drop(connecting);
    let done = match second.map(|db| lease.heartbeat(db)) {
        None => work.await,
        Some(mut heartbeat) => tokio::select! {
            done = work => done,
            error = heartbeat.stopped() => return Err(failure(error.into())),
        },
    };
    lease.clone().release(db).await;
    done
}

/// Backs up the database, and prints where the backup is.
///
/// # Errors
/// As for [`auto_backup::take`]: nothing has been changed.
pub(super) async fn take_backup(
    ctx: &Context,
    db: &DatabaseConnection,
    args: &RunArgs,
    lease: &Lease,
) -> Result<Option<Backup>, Failure> {
    if args.backup.no_backup || ctx.settings.read_only.value {
        return Ok(None);
    }
    // The backup of a server has the connection; there another one renews the lease.
    let is_file = db.get_database_backend() == FILE_ENGINE;
    let heartbeat = is_file.then(|| lease.heartbeat(db.clone()));
    let taken = Box::pin(auto_backup::take(ctx, &args.backup)).await?;
    drop(heartbeat);
    Ok(taken)
}

/// The failure to report, after the backup was restored where that can undo anything.
pub(super) async fn restore(ctx: &Context, backup: Option<Backup>, error: RunError) -> Failure {
    // After a lost lease the database is what another run makes of it. What is busy cannot be
    // replaced, and a migration that waited has changed nothing.
    let stays = matches!(error, RunError::LeaseLost | RunError::Busy { .. });
    let failed = failure(error);
    let Some(backup) = backup.filter(|_| !stays) else {
        return failed;
    };
    match Box::pin(auto_backup::restore(ctx, &backup)).await {
        Ok(restored) => {
            if restored {
                ctx.written.undone();
            }
            failed
        }
        Err(why) => failed
            .line(format!("the backup was not restored: {}", why.summary()))
            .line(format!("the backup is {}", backup.path().display())),
    }
}

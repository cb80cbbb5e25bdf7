//! A complete run, for a caller that needs no backup, no second connection and no signals.

use std::time::Duration;

use chrono::NaiveDateTime;
use sea_orm::DatabaseConnection;

use super::lease::Lease;
use super::plan::{Task, plan};
use super::step_script::StepScript;
use super::{LockWait, RunError, execute};

/// The name of the lease that everything takes that changes the schema.
pub const LEASE: &str = "migrate";

/// How long a run waits for another, or for a lock, by default: longer than a lease lasts.
pub const MAX_WAIT: Duration = Duration::from_secs(30);

/// Takes the lease, does `task` at `now` (UTC) and releases the lease; returns the names of the
/// migrations that were applied, rolled back or repaired, in that order. With nothing to do
/// it writes nothing.
///
/// # Errors
/// As for [`plan`] and [`execute`]; another run that does not end within [`MAX_WAIT`].
pub async fn run(
    db: &DatabaseConnection,
    task: &Task,
    now: NaiveDateTime,
) -> Result<Vec<String>, RunError> {
    match plan(db, task, now).await {
        // Another run may be changing what the plan is about: it is made again under the lease.
        Err(RunError::Dependents(_)) => {}
        planned if planned.as_ref().is_ok_and(Vec::is_empty) => return Ok(Vec::new()),
        planned => drop(planned?),
    }
    let owner = format!("pid {}", std::process::id());
    let lease = Lease::take(db, LEASE, &owner, MAX_WAIT).await?;
    let work = async {
        // Another run may have changed the state before this one had the lease.
        let plan = plan(db, task, now).await?;
        for step in &plan {
            LockWait::of(MAX_WAIT).run(db, async || execute(db, step, &lease).await).await?;
        }
        Ok(requested(&plan))
    };
    let done = work.await;
    lease.release(db).await;
    done
}

/// The names of the migrations that were requested.
pub fn requested(plan: &[StepScript]) -> Vec<String> {
    let requested = plan.iter().filter(|step| step.requested);
    requested.map(|step| step.name.clone()).collect()
}

//! What a run executes, in order. Made from the state alone, so that a dry run prints the same.

use chrono::NaiveDateTime;
use sea_orm::DatabaseConnection;

use super::dependents;
use super::records;
use super::repair::{self, RepairStep};
use super::state::{MigrationState, find};
use super::step_script::StepScript;
use super::{RunError, RunTarget, storage};

/// What a run is to do.
#[derive(Clone, Debug)]
pub enum Task {
    /// Apply pending migrations.
    Up(RunTarget),
    /// Apply all pending migrations to a database whose rows are then replaced: the mark of a restore
    /// that was interrupted is not an error.
    UpForRestore,
    /// Roll back applied migrations.
    Down(RunTarget),
    /// Make records and schema agree again by these steps, which [`repair_steps`](super::repair_steps)
    /// returned.
    Repair(Vec<RepairStep>),
}

/// Plans `task` for the state that the database is in, at `now` (UTC). Only reads.
///
/// # Errors
/// A database that is not meetctl's, newer than the program, or whose records do not fit; an empty one
/// that cannot hold the tables; objects of others that depend on what the plan drops.
pub async fn plan(
    db: &DatabaseConnection,
    task: &Task,
    now: NaiveDateTime,
) -> Result<Vec<StepScript>, RunError> {
    let state = MigrationState::read_own(db).await?;
    if state.is_restoring() && !matches!(task, Task::UpForRestore) {
        return Err(RunError::Restoring);
    }
    if matches!(task, Task::Up(_) | Task::UpForRestore) && state.recorded().is_empty() {
        storage::check(db).await?;
    }
    let mut plan = match task {
        Task::Up(target) => plan_up(&state, target, now)?,
        Task::UpForRestore => plan_up(&state, &RunTarget::All, now)?,
        Task::Down(target) => plan_down(&state, target, now)?,
        Task::Repair(confirmed) => {
            let steps = repair::repair_steps(db, &state).await?;
            if steps.iter().any(|step| !confirmed.contains(step)) {
                return Err(RunError::ConcurrentChange);
            }
            let mut plan = missing_checksums(&state, now);
            plan.extend(steps.iter().map(|step| step.script(&state, now)));
            plan
        }
    };
    dependents::check(db, &plan).await?;
    storage::fit(db, &mut plan).await?;
    Ok(plan)
}

/// Plans to apply pending migrations as far as `target` at `now` (UTC).
///
/// Indexes and triggers that people created on a SQLite table which is rebuilt are created again
/// in addition.
pub fn plan_up(
    state: &MigrationState,
    target: &RunTarget,
    now: NaiveDateTime,
) -> Result<Vec<StepScript>, RunError> {
    state.check()?;
    let mut plan = missing_checksums(state, now);
    // An interrupted roll back on MySQL leaves its migration recorded but half done: it is applied
    // again.
    plan.extend(
        find(&state.half_done(true)).map(|m| StepScript {
            requested: false,
            ..StepScript::complete(state.backend, m, now)
        }),
    );
    let chosen = target.upward(&state.unrecorded())?.to_vec();
    plan.extend(find(&chosen).map(|m| StepScript::up(state.backend, m, now)));
    Ok(plan)
}

/// Plans to roll back applied migrations as far as `target` at `now` (UTC), newest first.
pub fn plan_down(
    state: &MigrationState,
    target: &RunTarget,
    now: NaiveDateTime,
) -> Result<Vec<StepScript>, RunError> {
    state.check()?;
    let down = |m| StepScript::down(state.backend, m, now);
    let mut plan = missing_checksums(state, now);
    // An interrupted `up` on MySQL leaves the next migration half done and not recorded: it is rolled
    // back before those below it.
    let mut half_done = state.half_done(false);
    half_done.reverse();
    plan.extend(find(&half_done).map(|m| StepScript { requested: false, ..down(m) }));
    plan.extend(find(&target.downward(&state.recorded())?).map(down));
    Ok(plan)
}

/// Writes the checksums that an older program did not write.
fn missing_checksums(state: &MigrationState, now: NaiveDateTime) -> Vec<StepScript> {
    let checksum = |m| records::write_checksum(state.backend, m, now);
    let newest = find(&state.missing_checksum).last();
    let script = newest.map(|newest| StepScript {
        requested: false,
        install: records::tables(state.backend),
        ..StepScript::records(
            newest.name,
            true,
            find(&state.missing_checksum).flat_map(checksum).collect(),
        )
    });
    script.into_iter().collect()
}

//! What a run executes, in order. Made from the state alone, so that a dry run prints the same.

use chrono::NaiveDateTime;
use sea_orm::{DatabaseConnection, DbBackend};

use super::records::{self, Direction};
use super::repair::{self, RepairStep};
use super::state::{MigrationState, find};
use super::{RunError, RunTarget, apply};
use crate::script::{Script, SqlChange};
use crate::{MIGRATIONS, Migration, dialect};

/// What a run is to do.
#[derive(Clone, Debug)]
pub enum Task {
    /// Apply pending migrations.
    Up(RunTarget),
    /// Roll back applied migrations.
    Down(RunTarget),
    /// Make records and schema agree again by these steps, which [`repair_steps`](super::repair_steps)
    /// returned.
    Repair(Vec<RepairStep>),
}

/// A migration in one direction: its statements and its records.
#[derive(Clone, Debug)]
pub struct StepScript {
    /// The name of the migration.
    pub name: String,
    /// Whether the run was asked for it; otherwise it completes what earlier runs left undone.
    pub requested: bool,
    /// Whether the migration is recorded as applied afterwards.
    pub(crate) recorded: bool,
    /// First: the tables of the records, where they do not exist.
    pub(crate) install: Vec<SqlChange>,
    /// Where statements commit by themselves: the mark that a run has begun.
    pub(crate) opening: Vec<SqlChange>,
    /// The statements of the migration.
    pub(crate) script: Script,
    /// The records; they commit together, and with the statements where that is possible.
    pub(crate) closing: Vec<SqlChange>,
}

/// Plans `task` for the state that the database is in, at `now` (UTC). Only reads.
///
/// # Errors
/// A database that is not meetctl's, newer than the program, or whose records do not fit.
pub async fn plan(
    db: &DatabaseConnection,
    task: &Task,
    now: NaiveDateTime,
) -> Result<Vec<StepScript>, RunError> {
    let state = MigrationState::read_own(db).await?;
    match task {
        Task::Up(target) => plan_up(&state, target, now),
        Task::Down(target) => plan_down(&state, target, now),
        Task::Repair(confirmed) => {
            let steps = repair::repair_steps(db, &state).await?;
            if steps.iter().any(|step| !confirmed.contains(step)) {
                return Err(RunError::ConcurrentChange);
            }
            let mut plan = missing_checksums(&state, now);
            plan.extend(steps.iter().map(|step| step.script(&state, now)));
            Ok(plan)
        }
    }
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
    plan.extend(find(&state.half_done(true)).map(|m| StepScript {
        requested: false,
        ..StepScript::complete(state.backend, m, now)
    }));
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
    plan.extend(find(&half_done).map(|m| StepScript {
        requested: false,
        ..down(m)
    }));
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

impl StepScript {
    /// Applies a migration at `now` (UTC).
    pub(crate) fn up(backend: DbBackend, migration: &Migration, now: NaiveDateTime) -> Self {
        let mut step = Self::complete(backend, migration, now);
        let record = records::record_applied(backend, &[*migration], now);
        step.closing.push(record);
        if migration.name == MIGRATIONS[0].name {
            step.install = records::tables(backend);
        }
        step
    }

    /// Applies the rest of a migration that is recorded already.
    pub(crate) fn complete(backend: DbBackend, migration: &Migration, now: NaiveDateTime) -> Self {
        Self {
            opening: opening(backend, migration, Direction::Up, now),
            script: migration.up_script(backend, now),
            ..Self::records(
                migration.name,
                true,
                records::write_checksum(backend, migration, now).into(),
            )
        }
    }

    /// Rolls a migration back.
    pub(crate) fn down(backend: DbBackend, migration: &Migration, now: NaiveDateTime) -> Self {
        Self {
            opening: opening(backend, migration, Direction::Down, now),
            script: migration.down_script(backend),
            ..Self::forget(backend, migration.name)
        }
    }

    /// Deletes the records of a migration, and nothing else.
    pub(crate) fn forget(backend: DbBackend, name: &str) -> Self {
        Self::records(name, false, records::forget(backend, name).into())
    }

    /// Writes records, and nothing else.
    pub(crate) fn records(name: &str, recorded: bool, closing: Vec<SqlChange>) -> Self {
        Self {
            name: name.to_owned(),
            requested: true,
            recorded,
            install: Vec::new(),
            opening: Vec::new(),
            script: Script::default(),
            closing,
        }
    }

    /// The statements with their values, in the order in which the engine gets them, each without a
    /// semicolon. What renews the lease is not part of them.
    pub fn statements(&self, backend: DbBackend) -> Vec<String> {
        let literal = |changes: &[SqlChange]| -> Vec<String> {
            changes.iter().map(|c| c.literal(backend)).collect()
        };
        if dialect::transactional(backend) {
            let work = [&self.install, &self.script.changes, &self.closing];
            let text = work.into_iter().flat_map(|c| literal(c)).collect();
            return around_rebuild(&self.script, transaction(backend, text));
        }
        let mut text = literal(&self.install);
        text.extend(transaction(backend, literal(&self.opening)));
        text.extend(literal(&self.script.changes));
        text.extend(transaction(backend, literal(&self.closing)));
        text
    }
}

fn opening(
    backend: DbBackend,
    migration: &Migration,
    direction: Direction,
    now: NaiveDateTime,
) -> Vec<SqlChange> {
    if dialect::transactional(backend) {
        return Vec::new();
    }
    records::log_begin(backend, migration, direction, now).into()
}

fn transaction(backend: DbBackend, statements: Vec<String>) -> Vec<String> {
    if statements.is_empty() {
        return statements;
    }
    let begin = if backend == DbBackend::Sqlite {
        "BEGIN IMMEDIATE"
    } else {
        "BEGIN"
    };
    let mut text = vec![begin.to_owned()];
    text.extend(statements);
    text.push("COMMIT".to_owned());
    text
}

fn around_rebuild(script: &Script, mut text: Vec<String>) -> Vec<String> {
    if script.rebuild.is_some() {
        let [before, after] = apply::AROUND_REBUILD;
        text.splice(0..0, before.map(str::to_owned));
        let commit = text.len() - 1;
        text.insert(commit, apply::CHECK_REFERENCES.to_owned());
        text.extend(after.map(str::to_owned));
    }
    text
}

//! Makes records and schema agree again.

use std::fmt;

use chrono::NaiveDateTime;
use sea_orm::DatabaseConnection;

use super::RunError;
use super::records::{self, Direction};
use super::state::{Extent, MigrationState, State, find, progress};
use super::step_script::StepScript;

/// How a migration is repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairAction {
    /// It is half applied: apply the rest.
    Finish,
    /// It is half rolled back: roll back the rest.
    Undo,
    /// It is out of order, and the schema has all of it: record it.
    Record,
    /// It is out of order: apply it.
    Apply,
    /// Its statements were changed, and the schema has what they create: write the new checksum.
    Accept,
    /// It is unknown to this program: delete its record.
    Forget,
}

/// A migration and how it is repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairStep {
    /// The name of the migration.
    pub name: String,
    /// How it is repaired.
    pub action: RepairAction,
}

impl RepairAction {
    /// The word for scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Finish => "finish",
            Self::Undo => "undo",
            Self::Record => "record",
            Self::Apply => "apply",
            Self::Accept => "accept",
            Self::Forget => "forget",
        }
    }
}

impl fmt::Display for RepairStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.action {
            RepairAction::Finish => "is half applied: apply the rest",
            RepairAction::Undo => "is half rolled back: roll back the rest",
            RepairAction::Record => "is in the schema but not recorded: record it",
            RepairAction::Apply => "is not applied although a later one is: apply it",
            RepairAction::Accept => {
                "was edited, and the schema has what it creates: write the new checksum"
            }
            RepairAction::Forget => "is unknown to this version: delete its record",
        };
        write!(f, "{} {what}", self.name)
    }
}

impl RepairStep {
    pub(crate) fn script(&self, state: &MigrationState, now: NaiveDateTime) -> StepScript {
        let backend = state.backend;
        let Some(migration) = find(std::slice::from_ref(&self.name)).next() else {
            return StepScript::forget(backend, &self.name);
        };
        match self.action {
            RepairAction::Forget => StepScript::forget(backend, &self.name),
            RepairAction::Undo => StepScript::down(backend, migration, now),
            RepairAction::Finish if state.recorded().contains(&self.name) => {
                StepScript::complete(backend, migration, now)
            }
            RepairAction::Finish | RepairAction::Apply => StepScript::up(backend, migration, now),
            RepairAction::Accept | RepairAction::Record => {
                let mut closing = records::write_checksum(backend, migration, now).to_vec();
                if self.action == RepairAction::Record {
                    closing.push(records::record_applied(backend, &[*migration], now));
                }
                StepScript::records(&self.name, true, closing)
            }
        }
    }
}

/// Lists what is to be repaired, in order. Only reads.
///
/// # Errors
/// A database that is newer than the program; a migration that was edited and whose new statements
/// create what the schema does not have.
pub async fn repair_steps(
    db: &DatabaseConnection,
    state: &MigrationState,
) -> Result<Vec<RepairStep>, RunError> {
    state.check_known()?;
    let mut steps = Vec::new();
    for migration in &state.migrations {
        let name = migration.name.clone();
        let action = match migration.state {
            State::Applied | State::Pending | State::Unknown | State::Restoring => continue,
            State::Missing => RepairAction::Forget,
            State::Dirty => match state.direction(&name) {
                Direction::Up => RepairAction::Finish,
                Direction::Down => RepairAction::Undo,
            },
            State::OutOfOrder => match progress(db, &name).await? {
                Extent::All => RepairAction::Record,
                _ => RepairAction::Apply,
            },
            State::Edited => match progress(db, &name).await? {
                Extent::All | Extent::Unknown => RepairAction::Accept,
                Extent::None | Extent::Part => return Err(RunError::Edited(vec![name])),
            },
        };
        steps.push(RepairStep { name, action });
    }
    Ok(steps)
}

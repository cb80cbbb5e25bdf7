//! What is executed of one migration, as data.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use super::records::{self, Direction};
use crate::script::{Script, SqlChange};
use crate::{MIGRATIONS, Migration, dialect};

/// The statements before and after a transaction that rebuilds a SQLite table.
pub(crate) const AROUND_REBUILD: [[&str; 2]; 2] = [
    ["PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON"],
    ["PRAGMA legacy_alter_table = OFF", "PRAGMA foreign_keys = ON"],
];

/// The last statement of that transaction.
pub(crate) const CHECK_REFERENCES: &str = "PRAGMA foreign_key_check";

/// A migration in one direction: its statements and its records.
#[derive(Clone, Debug)]
pub struct StepScript {
    /// The name of the migration.
    pub name: String,
    /// Whether it was requested; otherwise it completes an earlier run.
    pub requested: bool,
    /// Whether the migration is recorded as applied afterwards.
    pub(crate) recorded: bool,
    /// First: the tables of the records, where they do not exist.
    pub(crate) install: Vec<SqlChange>,
    /// Where statements commit by themselves: the mark that a run has started.
    pub(crate) opening: Vec<SqlChange>,
    /// What replaces that mark if no statement was executed.
    pub(crate) withdrawal: Vec<SqlChange>,
    /// The statements of the migration.
    pub(crate) script: Script,
    /// The records; they commit together, and with the statements where that is possible.
    pub(crate) closing: Vec<SqlChange>,
}

impl StepScript {
    /// Applies a migration at `now` (UTC).
    pub(crate) fn up(backend: DbBackend, migration: &Migration, now: NaiveDateTime) -> Self {
        let mut step = Self::complete(backend, migration, now);
        if !step.opening.is_empty() {
            step.withdrawal = vec![records::unlog(backend, migration.name)];
        }
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
            withdrawal: records::write_checksum(backend, migration, now).into(),
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
            withdrawal: records::write_checksum(backend, migration, now).into(),
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
            withdrawal: Vec::new(),
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
    let begin = if backend == DbBackend::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
    let mut text = vec![begin.to_owned()];
    text.extend(statements);
    text.push("COMMIT".to_owned());
    text
}

fn around_rebuild(script: &Script, mut text: Vec<String>) -> Vec<String> {
    if script.rebuild.is_some() {
        let [before, after] = AROUND_REBUILD;
        text.splice(0..0, before.map(str::to_owned));
        let commit = text.len() - 1;
        text.insert(commit, CHECK_REFERENCES.to_owned());
        text.extend(after.map(str::to_owned));
    }
    text
}

//! What a run would send to the engine, without a connection.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use super::apply::Turn;
use super::transition::named;
use super::{RunError, Target, apply};
use crate::dialect;
use crate::script::{Script, SqlChange};

/// The statements of one step, values and all, in the order the engine gets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// The name of the step.
    pub name: String,
    /// Its statements, each without a closing semicolon.
    pub statements: Vec<String>,
}

/// What applying `pending` (in order) as far as `target` would do at `now` (UTC).
///
/// Indexes and triggers that people put on a SQLite table which is rebuilt come back
/// in addition.
pub fn plan_up(
    backend: DbBackend,
    pending: &[String],
    target: &Target,
    now: NaiveDateTime,
) -> Result<Vec<PlannedStep>, RunError> {
    let chosen = target.upward(pending)?;
    Ok(named(chosen)
        .map(|step| planned(backend, step.name, &apply::upward(backend, step, now)))
        .collect())
}

/// What rolling back `applied` (in order) as far as `target` would do at `now` (UTC).
pub fn plan_down(
    backend: DbBackend,
    applied: &[String],
    target: &Target,
    now: NaiveDateTime,
) -> Result<Vec<PlannedStep>, RunError> {
    let chosen = target.downward(applied)?;
    Ok(named(&chosen)
        .map(|step| planned(backend, step.name, &apply::downward(backend, step, now)))
        .collect())
}

fn planned(backend: DbBackend, name: &str, turn: &Turn) -> PlannedStep {
    PlannedStep {
        name: name.to_owned(),
        statements: framed(backend, turn),
    }
}

/// A step as text, with the transactions around it. What keeps the lease is no part of it.
fn framed(backend: DbBackend, turn: &Turn) -> Vec<String> {
    let literal = |changes: &[SqlChange]| -> Vec<String> {
        changes
            .iter()
            .map(|change| change.literal(backend))
            .collect()
    };
    if dialect::transactional(backend) {
        let work = [&turn.install, &turn.script.changes, &turn.closing];
        let text = transaction(backend, work.into_iter().flat_map(|c| literal(c)).collect());
        return around_rebuild(&turn.script, text);
    }
    let mut text = literal(&turn.install);
    text.extend(transaction(backend, literal(&turn.opening)));
    text.extend(literal(&turn.script.changes));
    text.extend(transaction(backend, literal(&turn.closing)));
    text
}

/// An adoption as text.
pub(crate) fn adoption(backend: DbBackend, script: &Script, records: &[SqlChange]) -> Vec<String> {
    framed(
        backend,
        &Turn {
            name: String::new(),
            recorded: true,
            install: Vec::new(),
            opening: Vec::new(),
            script: script.clone(),
            closing: records.to_vec(),
        },
    )
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

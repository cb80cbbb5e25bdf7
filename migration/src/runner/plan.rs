//! What a run would send to the engine, without a connection.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use super::transition::named;
use super::{RunError, Target, apply};
use crate::dialect;
use crate::step::Script;

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
        .map(|step| {
            planned(
                backend,
                step.name(),
                &apply::upward(backend, step.as_ref(), now),
            )
        })
        .collect())
}

/// What rolling back `applied` (in order) as far as `target` would do.
pub fn plan_down(
    backend: DbBackend,
    applied: &[String],
    target: &Target,
) -> Result<Vec<PlannedStep>, RunError> {
    let chosen = target.downward(applied)?;
    Ok(named(&chosen)
        .map(|step| {
            planned(
                backend,
                step.name(),
                &apply::downward(backend, step.as_ref()),
            )
        })
        .collect())
}

fn planned(backend: DbBackend, name: &str, script: &Script) -> PlannedStep {
    PlannedStep {
        name: name.to_owned(),
        statements: framed(backend, script),
    }
}

/// A script as text, with the transaction around it.
pub(crate) fn framed(backend: DbBackend, script: &Script) -> Vec<String> {
    let literal = script.changes.iter().map(|change| change.literal(backend));
    if !dialect::transactional(backend) {
        return literal.collect();
    }
    let begin = if backend == DbBackend::Sqlite {
        "BEGIN IMMEDIATE"
    } else {
        "BEGIN"
    };
    let mut text = vec![begin.to_owned()];
    text.extend(literal);
    if script.rebuild.is_some() {
        let [before, after] = apply::AROUND_REBUILD;
        text.splice(0..0, before.map(str::to_owned));
        text.push(apply::CHECK_REFERENCES.to_owned());
        text.push("COMMIT".to_owned());
        text.extend(after.map(str::to_owned));
    } else {
        text.push("COMMIT".to_owned());
    }
    text
}

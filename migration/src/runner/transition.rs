//! Applies steps and rolls them back.

use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use sea_orm::DatabaseConnection;

use super::identify::identify_on;
use super::{Identity, RunError, Target, apply};
use crate::dialect;
use crate::step::Step;

/// What a run tells whoever watches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A step begins.
    Started(&'a str),
    /// A step is done, after this long.
    Done(&'a str, Duration),
}

/// Applies pending steps; returns the names of those this run applied.
///
/// `now` (UTC) is what steps that depend on the time go by, and when they are
/// recorded as applied. Refuses a database that is not meetctl's or newer than the program.
pub async fn up(
    db: &DatabaseConnection,
    target: Target,
    now: NaiveDateTime,
    observe: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Vec<String>, RunError> {
    let (applied, pending) = survey(db).await?;
    let chosen = target.upward(&pending)?;
    finish_newest(db, &applied, now).await?;
    let mut done = Vec::new();
    for step in named(chosen) {
        observe(Event::Started(step.name()));
        let begun = Instant::now();
        if apply::up(db, step.as_ref(), now).await? {
            done.push(step.name().to_owned());
        }
        observe(Event::Done(step.name(), begun.elapsed()));
    }
    Ok(done)
}

/// Rolls applied steps back, newest first; returns the names of those this run rolled back.
pub async fn down(
    db: &DatabaseConnection,
    target: Target,
    observe: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Vec<String>, RunError> {
    let (applied, pending) = survey(db).await?;
    let chosen = target.downward(&applied)?;
    clear_next(db, &applied, &pending).await?;
    let mut done = Vec::new();
    for step in named(&chosen) {
        observe(Event::Started(step.name()));
        let begun = Instant::now();
        if apply::down(db, step.as_ref()).await? {
            done.push(step.name().to_owned());
        }
        observe(Event::Done(step.name(), begun.elapsed()));
    }
    Ok(done)
}

/// The steps of these names, in their order.
pub(crate) fn named(names: &[String]) -> impl Iterator<Item = Box<dyn Step>> {
    names
        .iter()
        .filter_map(|name| crate::steps().into_iter().find(|step| step.name() == name))
}

/// The applied and the pending steps of a database that may be written.
async fn survey(db: &DatabaseConnection) -> Result<(Vec<String>, Vec<String>), RunError> {
    match identify_on(db).await? {
        Identity::Empty => Ok((Vec::new(), crate::names())),
        Identity::Flask { .. } => Err(RunError::Flask),
        Identity::Foreign { tables } => Err(RunError::NotOurs(tables)),
        Identity::Ours { unknown, .. } if !unknown.is_empty() => Err(RunError::TooNew(unknown)),
        Identity::Ours { pending, .. } => split(pending),
    }
}

fn split(pending: Vec<String>) -> Result<(Vec<String>, Vec<String>), RunError> {
    let applied: Vec<String> = crate::names()
        .into_iter()
        .filter(|name| !pending.contains(name))
        .collect();
    if let Some(newest) = applied.last() {
        let missing: Vec<String> = pending
            .iter()
            .filter(|name| *name < newest)
            .cloned()
            .collect();
        if !missing.is_empty() {
            return Err(RunError::OutOfOrder {
                missing,
                newest: newest.clone(),
            });
        }
    }
    Ok((applied, pending))
}

/// A roll back that was cut short on MySQL leaves its step recorded but half there.
async fn finish_newest(
    db: &DatabaseConnection,
    applied: &[String],
    now: NaiveDateTime,
) -> Result<(), RunError> {
    let backend = db.get_database_backend();
    if dialect::transactional(backend) {
        return Ok(());
    }
    for step in named(applied.last().map_or(&[], std::slice::from_ref)) {
        if apply::half_rolled_back(db, step.name()).await? {
            apply::one_by_one(db, &step.up(backend, now).changes).await?;
        }
    }
    Ok(())
}

/// An `up` that was cut short on MySQL leaves the next step half there, unrecorded.
async fn clear_next(
    db: &DatabaseConnection,
    applied: &[String],
    pending: &[String],
) -> Result<(), RunError> {
    let backend = db.get_database_backend();
    if dialect::transactional(backend) || applied.is_empty() {
        return Ok(());
    }
    for step in named(pending.first().map_or(&[], std::slice::from_ref)) {
        if apply::half_applied(db, step.name()).await? {
            apply::one_by_one(db, &step.down(backend).changes).await?;
        }
    }
    Ok(())
}

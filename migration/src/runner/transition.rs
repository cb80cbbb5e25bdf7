//! Applies steps and rolls them back.

use std::time::Instant;

use sea_orm::DatabaseConnection;

use super::identify::identify_on;
use super::lease::{Lease, holder};
use super::ledger::{self, Direction};
use super::run::{Event, LEASE, Run};
use super::status::{State, Survey, survey};
use super::{Identity, RunError, Target, apply, record};
use crate::Migration;

/// Applies pending steps; returns the names of those this run applied, in order. Fewer than asked
/// for where [`Run::stop`] said so.
///
/// A step that was cut short is finished first. Where there is nothing to do, nothing is written.
///
/// # Errors
/// A database that is not meetctl's, newer than the program, or whose records do not fit; another
/// run at work for longer than [`Run::patience`]; what the engine says. A step that failed is taken
/// back on SQLite and PostgreSQL; on MySQL the next run finishes it.
pub async fn up(
    db: &DatabaseConnection,
    target: Target,
    run: &mut Run<'_>,
) -> Result<Vec<String>, RunError> {
    let before = sound(db).await?;
    if !has_work(&before, &target)? && !lease_lies_dead(db).await? {
        return Ok(Vec::new());
    }
    let held = run.begin(db).await?;
    held.during(db, async |lease| up_alone(db, &target, run, lease).await)
        .await
}

/// Whether there is anything to apply, to finish or to write down.
fn has_work(survey: &Survey, target: &Target) -> Result<bool, RunError> {
    let chosen = target.upward(&survey.unrecorded())?.len();
    let half_done = !survey.names(&[State::Dirty]).is_empty();
    Ok(chosen > 0 || half_done || !survey.unsealed.is_empty())
}

/// Whether a run that had nothing left to do died before it gave its lease back.
async fn lease_lies_dead(db: &DatabaseConnection) -> Result<bool, RunError> {
    let holder = holder(db, LEASE).await?;
    Ok(holder.is_some_and(|holder| holder.expired))
}

async fn up_alone(
    db: &DatabaseConnection,
    target: &Target,
    run: &mut Run<'_>,
    lease: &Lease,
) -> Result<Vec<String>, RunError> {
    // What another run did while this one waited for the lease.
    let survey = sound(db).await?;
    if has_work(&survey, target)? {
        run.prepare(db, lease).await?;
    }
    seal(db, &survey, run, lease).await?;
    finish_recorded(db, &survey, run, lease).await?;
    let (backend, now) = (db.get_database_backend(), run.now);
    let chosen = target.upward(&survey.unrecorded())?.to_vec();
    let turn = |step: &Migration| apply::upward(backend, step, now);
    one_after_another(db, &chosen, run, lease, turn).await
}

/// Does steps one after another until [`Run::stop`] says no; the names of those that are done.
async fn one_after_another(
    db: &DatabaseConnection,
    chosen: &[String],
    run: &mut Run<'_>,
    lease: &Lease,
    turn: impl Fn(&Migration) -> apply::Turn,
) -> Result<Vec<String>, RunError> {
    let mut done = Vec::new();
    for step in named(chosen) {
        if (run.stop)() {
            break;
        }
        (run.observe)(Event::Started(step.name));
        let begun = Instant::now();
        apply::execute(db, &turn(step), lease).await?;
        (run.observe)(Event::Done(step.name, begun.elapsed()));
        done.push(step.name.to_owned());
    }
    Ok(done)
}

/// Rolls applied steps back, newest first; returns the names of those this run rolled back. Fewer
/// than asked for where [`Run::stop`] said so.
///
/// # Errors
/// As for [`up`].
pub async fn down(
    db: &DatabaseConnection,
    target: Target,
    run: &mut Run<'_>,
) -> Result<Vec<String>, RunError> {
    let before = sound(db).await?;
    if target.downward(&before.recorded())?.is_empty() && !lease_lies_dead(db).await? {
        return Ok(Vec::new());
    }
    let held = run.begin(db).await?;
    held.during(db, async |lease| down_alone(db, &target, run, lease).await)
        .await
}

async fn down_alone(
    db: &DatabaseConnection,
    target: &Target,
    run: &mut Run<'_>,
    lease: &Lease,
) -> Result<Vec<String>, RunError> {
    let survey = sound(db).await?;
    if !target.downward(&survey.recorded())?.is_empty() {
        run.prepare(db, lease).await?;
    }
    seal(db, &survey, run, lease).await?;
    clear_unrecorded(db, &survey, run, lease).await?;
    let (backend, now) = (db.get_database_backend(), run.now);
    let chosen = target.downward(&survey.recorded())?;
    let turn = |step: &Migration| apply::downward(backend, step, now);
    one_after_another(db, &chosen, run, lease, turn).await
}

/// The steps of these names, in their order.
pub(crate) fn named(names: &[String]) -> impl Iterator<Item = &'static Migration> {
    names
        .iter()
        .filter_map(|name| crate::MIGRATIONS.iter().find(|step| step.name == name))
}

/// Says whether steps may be applied and rolled back here. Only reads.
///
/// # Errors
/// A database that is not meetctl's, newer than the program, or whose records do not fit.
pub async fn check(db: &DatabaseConnection) -> Result<(), RunError> {
    sound(db).await.map(drop)
}

/// The steps of a database that may be written and whose records fit.
pub(crate) async fn sound(db: &DatabaseConnection) -> Result<Survey, RunError> {
    let survey = ours(db).await?;
    if let Some(trouble) = trouble(&survey) {
        return Err(trouble);
    }
    Ok(survey)
}

/// The steps of a database that may be written.
pub(crate) async fn ours(db: &DatabaseConnection) -> Result<Survey, RunError> {
    match identify_on(db).await? {
        Identity::Flask { .. } => Err(RunError::Flask),
        Identity::Foreign { tables } => Err(RunError::NotOurs(tables)),
        Identity::Empty | Identity::Ours { .. } => Ok(survey(db).await?),
    }
}

/// What keeps the steps from being gone on with.
fn trouble(survey: &Survey) -> Option<RunError> {
    let some = |state| Some(survey.names(&[state])).filter(|names| !names.is_empty());
    if let Some(names) = some(State::Unknown) {
        return Some(RunError::TooNew(names));
    }
    if let Some(names) = some(State::Missing) {
        return Some(RunError::Missing(names));
    }
    if let Some(missing) = some(State::OutOfOrder) {
        let newest = survey.recorded().pop().unwrap_or_default();
        return Some(RunError::OutOfOrder { missing, newest });
    }
    some(State::Edited).map(RunError::Edited)
}

/// Makes the tables of the records where an older program made none, and writes the checksums
/// that it did not.
pub(crate) async fn seal(
    db: &DatabaseConnection,
    survey: &Survey,
    run: &Run<'_>,
    lease: &Lease,
) -> Result<(), RunError> {
    let backend = db.get_database_backend();
    if survey.recorded().is_empty() {
        return Ok(());
    }
    apply::one_by_one(db, &[ledger::install(backend)], lease).await?;
    if survey.unsealed.is_empty() {
        return Ok(());
    }
    let seals: Vec<_> = named(&survey.unsealed)
        .flat_map(|step| ledger::applied(backend, step, run.now))
        .collect();
    apply::close(apply::begin(db).await?, &seals, lease).await
}

/// A roll back that was cut short on MySQL leaves its step recorded but half there: it is applied
/// again.
async fn finish_recorded(
    db: &DatabaseConnection,
    survey: &Survey,
    run: &Run<'_>,
    lease: &Lease,
) -> Result<(), RunError> {
    let half = half_done(survey, true);
    let backend = db.get_database_backend();
    for step in named(&half) {
        complete(db, step, backend, run, lease).await?;
    }
    Ok(())
}

/// Makes a step whole that is recorded.
pub(crate) async fn complete(
    db: &DatabaseConnection,
    step: &Migration,
    backend: sea_orm::DbBackend,
    run: &Run<'_>,
    lease: &Lease,
) -> Result<(), RunError> {
    let mut turn = apply::upward(backend, step, run.now);
    turn.closing = ledger::applied(backend, step, run.now).to_vec();
    apply::execute(db, &turn, lease).await
}

/// An `up` that was cut short on MySQL leaves the next step half there, unrecorded: what there is
/// of it goes before the steps below it.
async fn clear_unrecorded(
    db: &DatabaseConnection,
    survey: &Survey,
    run: &Run<'_>,
    lease: &Lease,
) -> Result<(), RunError> {
    let backend = db.get_database_backend();
    for step in named(&half_done(survey, false))
        .collect::<Vec<_>>()
        .iter()
        .rev()
    {
        let turn = apply::downward(backend, step, run.now);
        apply::execute(db, &turn, lease).await?;
    }
    Ok(())
}

/// The steps that are half done and recorded, or not recorded.
fn half_done(survey: &Survey, recorded: bool) -> Vec<String> {
    let steps = survey.steps.iter();
    let half = steps.filter(|s| s.state == State::Dirty && s.applied_at.is_some() == recorded);
    half.map(|s| s.name.clone()).collect()
}

/// Writes a step down as applied without doing it: the schema has all of it.
pub(crate) async fn record_only(
    db: &DatabaseConnection,
    step: &Migration,
    run: &Run<'_>,
    lease: &Lease,
) -> Result<(), RunError> {
    let backend = db.get_database_backend();
    let mut records = ledger::applied(backend, step, run.now).to_vec();
    records.push(record::insert(backend, &[step.name], run.now));
    apply::close(apply::begin(db).await?, &records, lease).await
}

/// Which way a run went that was cut short, as far as anything tells.
pub(crate) fn way(survey: &Survey, name: &str) -> Direction {
    survey
        .unfinished
        .get(name)
        .copied()
        .unwrap_or(Direction::Up)
}

//! Which steps are applied, and what is not as it should be.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime};
use sea_orm::{DatabaseConnection, DbErr};

use super::apply::{self, Extent};
use super::ledger::{self, Direction, Entry};
use super::record;
use crate::dialect;
use crate::script::SchemaObject;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Applied and recorded.
    Applied,
    /// Not applied.
    Pending,
    /// Recorded by a newer program: this one knows nothing so new.
    Unknown,
    /// Recorded, older than the newest step of this program, and yet not known to it.
    Missing,
    /// Not applied although a later step is.
    OutOfOrder,
    /// Applied, and its statements have been changed since.
    Edited,
    /// Half done, by a run that was cut short (MySQL alone); the next run finishes it.
    Dirty,
}

/// One step and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationStatus {
    /// The name of the step.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// When it was applied, in UTC.
    pub applied_at: Option<NaiveDateTime>,
}

/// What is known of the steps of a database.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    /// Known steps in the order of application, then those that are not known, by name.
    pub steps: Vec<MigrationStatus>,
    /// Applied steps of which no checksum is written: by a program that wrote none.
    pub unsealed: Vec<String>,
    /// Steps that a run began and did not end, and which way it went.
    pub unfinished: HashMap<String, Direction>,
}

impl Survey {
    /// The names of the steps in one of `states`.
    pub fn names(&self, states: &[State]) -> Vec<String> {
        let wanted = self.steps.iter().filter(|s| states.contains(&s.state));
        wanted.map(|s| s.name.clone()).collect()
    }

    /// The steps that are recorded, in order.
    pub fn recorded(&self) -> Vec<String> {
        let recorded = self.steps.iter().filter(|s| s.applied_at.is_some());
        recorded.map(|s| s.name.clone()).collect()
    }

    /// The steps of this program that are not recorded, in order.
    pub fn unrecorded(&self) -> Vec<String> {
        let rest = self.steps.iter().filter(|s| s.applied_at.is_none());
        rest.map(|s| s.name.clone()).collect()
    }
}

/// Lists the steps in the order of application, then those it does not know. Only reads.
pub async fn status(db: &DatabaseConnection) -> Result<Vec<MigrationStatus>, DbErr> {
    Ok(survey(db).await?.steps)
}

/// Looks at everything. Only reads.
pub(crate) async fn survey(db: &DatabaseConnection) -> Result<Survey, DbErr> {
    let mut recorded = recorded(db).await?;
    let entries = ledger::entries(db).await?;
    let backend = db.get_database_backend();
    let mut survey = Survey::default();
    for step in &crate::MIGRATIONS {
        let name = step.name.to_owned();
        let found = recorded.iter().position(|(version, _)| *version == name);
        let applied_at = found.map(|at| recorded.remove(at).1);
        let entry = entries.get(&name);
        if applied_at.is_some() && entry.is_none() {
            survey.unsealed.push(name.clone());
        }
        let edited = entry.is_some_and(|e| e.checksum != ledger::checksum(backend, step));
        survey.steps.push(MigrationStatus {
            name,
            state: match applied_at {
                Some(_) if edited => State::Edited,
                Some(_) => State::Applied,
                None => State::Pending,
            },
            applied_at,
        });
    }
    mark_out_of_order(&mut survey.steps);
    mark_dirty(db, &entries, &mut survey).await?;
    let newest = survey.steps.last().map(|s| s.name.clone());
    recorded.sort();
    survey
        .steps
        .extend(recorded.into_iter().map(|(name, at)| MigrationStatus {
            state: if Some(&name) > newest.as_ref() {
                State::Unknown
            } else {
                State::Missing
            },
            name,
            applied_at: Some(at),
        }));
    Ok(survey)
}

async fn recorded(db: &DatabaseConnection) -> Result<Vec<(String, NaiveDateTime)>, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(record::TABLE)).await? {
        return Ok(Vec::new());
    }
    let sql = "SELECT version, applied_at FROM seaql_migrations ORDER BY applied_at, version";
    let rows = dialect::query(db, sql, []).await?;
    rows.iter()
        .map(|row| {
            let seconds: i64 = row.try_get_by_index(1)?;
            let time = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
            Ok((dialect::text(row, 0)?, time.naive_utc()))
        })
        .collect()
}

fn mark_out_of_order(steps: &mut [MigrationStatus]) {
    let newest = steps.iter().rposition(|s| s.applied_at.is_some());
    for step in steps.iter_mut().take(newest.unwrap_or(0)) {
        if step.state == State::Pending {
            step.state = State::OutOfOrder;
        }
    }
}

/// A run that began a step and did not end it leaves a mark. A program without marks shows by what
/// the schema has; then only the two steps at the border can be half done.
async fn mark_dirty(
    db: &DatabaseConnection,
    entries: &HashMap<String, Entry>,
    survey: &mut Survey,
) -> Result<(), DbErr> {
    if dialect::transactional(db.get_database_backend()) {
        return Ok(());
    }
    let list = &mut survey.steps;
    for step in list.iter_mut() {
        if let Some(way) = entries.get(&step.name).and_then(|e| e.unfinished) {
            step.state = State::Dirty;
            survey.unfinished.insert(step.name.clone(), way);
        }
    }
    let newest = list.iter().rposition(|step| step.applied_at.is_some());
    if let Some(at) = newest
        && matches!(
            apply::extent(db, &list[at].name).await?,
            Extent::Part | Extent::None
        )
    {
        list[at].state = State::Dirty;
    }
    // Without any record the tables need not be ours at all.
    let next = newest.map_or(0, |at| at + 1);
    if next < list.len()
        && newest.is_some()
        && matches!(
            apply::extent(db, &list[next].name).await?,
            Extent::Part | Extent::All
        )
    {
        list[next].state = State::Dirty;
    }
    Ok(())
}

//! Brings records and schema together again, after a look at both.

use std::fmt;

use sea_orm::{DatabaseConnection, DbErr};

use super::apply::{self, Extent};
use super::lease::Lease;
use super::ledger::{self, Direction};
use super::run::Run;
use super::status::{State, Survey};
use super::transition::{complete, named, ours, record_only, seal, way};
use super::{RunError, record};

/// What is done about one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cure {
    /// It is half applied: the rest of it is done.
    Finish,
    /// It is half rolled back: the rest of it is undone.
    Undo,
    /// It was passed over, and the schema has all of it: it is recorded.
    Record,
    /// It was passed over: it is applied.
    Apply,
    /// Its statements were changed, and the schema has what they make: the new checksum is taken.
    Accept,
    /// No program of this version has it: its record is removed.
    Forget,
}

/// A step and what is to be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The name of the step.
    pub name: String,
    /// What is done.
    pub cure: Cure,
}

impl Cure {
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

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.cure {
            Cure::Finish => "is half applied: do the rest",
            Cure::Undo => "is half rolled back: undo the rest",
            Cure::Record => "is there but not recorded: record it",
            Cure::Apply => "was passed over: apply it",
            Cure::Accept => "was edited, and the schema has what it makes: take the new checksum",
            Cure::Forget => "is not known to this version: remove its record",
        };
        write!(f, "{} {what}", self.name)
    }
}

/// Says what [`repair`] would do, in order. Only reads.
///
/// # Errors
/// A database that is not meetctl's, or newer than the program; a step that was edited and whose
/// new statements make what the schema has not.
pub async fn plan_repair(db: &DatabaseConnection) -> Result<Vec<Remedy>, RunError> {
    remedies(db, &ours(db).await?).await
}

/// Brings records and schema together again; returns what was done.
///
/// # Errors
/// As for [`plan_repair`] and [`up`](super::up).
pub async fn repair(db: &DatabaseConnection, run: &mut Run<'_>) -> Result<Vec<Remedy>, RunError> {
    if plan_repair(db).await?.is_empty() {
        return Ok(Vec::new());
    }
    let held = run.begin(db).await?;
    held.during(db, async |lease| repair_alone(db, run, lease).await)
        .await
}

async fn repair_alone(
    db: &DatabaseConnection,
    run: &mut Run<'_>,
    lease: &Lease,
) -> Result<Vec<Remedy>, RunError> {
    let survey = ours(db).await?;
    run.prepare(db, lease).await?;
    seal(db, &survey, run, lease).await?;
    let remedies = remedies(db, &survey).await?;
    for remedy in &remedies {
        cure(db, &survey, remedy, run, lease).await?;
    }
    Ok(remedies)
}

async fn remedies(db: &DatabaseConnection, survey: &Survey) -> Result<Vec<Remedy>, RunError> {
    let newer = survey.names(&[State::Unknown]);
    if !newer.is_empty() {
        return Err(RunError::TooNew(newer));
    }
    let mut remedies = Vec::new();
    for step in &survey.steps {
        let cure = match step.state {
            State::Applied | State::Pending | State::Unknown => continue,
            State::Missing => Cure::Forget,
            State::Dirty => match way(survey, &step.name) {
                Direction::Up => Cure::Finish,
                Direction::Down => Cure::Undo,
            },
            State::OutOfOrder => passed_over(db, &step.name).await?,
            State::Edited => edited(db, &step.name).await?,
        };
        let name = step.name.clone();
        remedies.push(Remedy { name, cure });
    }
    Ok(remedies)
}

async fn passed_over(db: &DatabaseConnection, name: &str) -> Result<Cure, DbErr> {
    Ok(match apply::extent(db, name).await? {
        Extent::All => Cure::Record,
        _ => Cure::Apply,
    })
}

async fn edited(db: &DatabaseConnection, name: &str) -> Result<Cure, RunError> {
    match apply::extent(db, name).await? {
        Extent::All | Extent::Unseen => Ok(Cure::Accept),
        Extent::None | Extent::Part => Err(RunError::Edited(vec![name.to_owned()])),
    }
}

async fn cure(
    db: &DatabaseConnection,
    survey: &Survey,
    remedy: &Remedy,
    run: &Run<'_>,
    lease: &Lease,
) -> Result<(), RunError> {
    let backend = db.get_database_backend();
    let records = |changes: Vec<_>| async move {
        apply::close(apply::begin(db).await?, &changes, lease).await
    };
    if remedy.cure == Cure::Forget {
        let forget = vec![
            ledger::forget(backend, &remedy.name),
            record::delete(backend, &remedy.name),
        ];
        return records(forget).await;
    }
    for step in named(std::slice::from_ref(&remedy.name)) {
        match remedy.cure {
            Cure::Accept => {
                let seal = ledger::applied(backend, step, run.now).to_vec();
                apply::close(apply::begin(db).await?, &seal, lease).await?;
            }
            Cure::Record => record_only(db, step, run, lease).await?,
            Cure::Undo => {
                let turn = apply::downward(backend, step, run.now);
                apply::execute(db, &turn, lease).await?;
            }
            Cure::Finish if survey.recorded().contains(&remedy.name) => {
                complete(db, step, backend, run, lease).await?;
            }
            Cure::Finish | Cure::Apply => {
                let turn = apply::upward(backend, step, run.now);
                apply::execute(db, &turn, lease).await?;
            }
            Cure::Forget => {}
        }
    }
    Ok(())
}

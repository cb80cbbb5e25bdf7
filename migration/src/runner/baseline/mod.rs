//! Adopts the database of the Flask application, rows and all.
//!
//! First everything is read: are the tables what they should be, and would every row be
//! welcome? Only then is anything written. On SQLite and PostgreSQL the adoption is one
//! transaction. On MySQL each statement stands for itself and the records come last:
//! one that was cut short is found by [`identify`](super::identify) as the Flask
//! application's still, and run again it makes only the changes that are missing.

mod conform;
mod mysql;
mod postgres;
mod rows;
mod shape;
mod sqlite;

use std::time::Instant;

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

use super::identify::identify_on;
use super::lease::Lease;
use super::plan::adoption;
use super::{Event, Identity, Run, RunError, apply, ledger, record};
use crate::dialect;
use crate::script::{Script, SqlChange};

/// The tables of the Flask application, those first that others refer to.
pub(crate) const TABLES: [&str; 3] = ["users", "meetings", "meeting_participants"];

/// What an adoption did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineReport {
    /// The statements, values and all, in the order the engine gets them.
    pub statements: Vec<String>,
    /// How many users there are.
    pub users: u64,
    /// How many meetings there are.
    pub meetings: u64,
    /// How many participations there are.
    pub participants: u64,
    /// How many rows of users and meetings lose a fraction of a second.
    pub trimmed: u64,
    /// How the meetings were filed, if they had no status before.
    pub filled: Option<Filled>,
    /// Indexes and triggers that people made and that were made again.
    pub kept: Vec<String>,
}

/// How many meetings got which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Meetings that are over.
    pub completed: u64,
    /// Meetings that have started and are not over.
    pub in_progress: u64,
    /// Meetings that lie ahead.
    pub scheduled: u64,
}

/// What is to be done, as far as the database tells.
struct Adoption {
    script: Script,
    records: Vec<SqlChange>,
    report: BaselineReport,
}

/// Adopts the tables of the Flask application: checks shape and rows, brings them to this
/// schema, and records every step as applied at the time of the run. Meetings without a status get
/// theirs from it; those that have one keep it. Nothing is written before everything was checked.
///
/// # Errors
/// As for [`up`](super::up); what stands in the way of an adoption.
pub async fn baseline(
    db: &DatabaseConnection,
    run: &mut Run<'_>,
) -> Result<BaselineReport, RunError> {
    adoptable(identify_on(db).await?)?;
    let begun = Instant::now();
    (run.observe)(Event::Started(CHECK));
    prepare(db, run.now).await?;
    (run.observe)(Event::Done(CHECK, begun.elapsed()));
    let held = run.begin(db).await?;
    // What another run did while this one waited for the lease.
    if let Err(adopted) = adoptable(identify_on(db).await?) {
        return held.during(db, async |_| Err(adopted)).await;
    }
    let begun = Instant::now();
    (run.observe)(Event::Started(ADOPT));
    let report = held
        .during(db, async |lease| {
            run.prepare(db, lease).await?;
            adopt(db, run.now, lease).await
        })
        .await;
    (run.observe)(Event::Done(ADOPT, begun.elapsed()));
    report
}

/// What [`baseline`] would do at `now` (UTC), and the statements it would execute; only reads.
pub async fn plan_baseline(
    db: &DatabaseConnection,
    now: NaiveDateTime,
) -> Result<BaselineReport, RunError> {
    adoptable(identify_on(db).await?)?;
    Ok(prepare(db, now).await?.report)
}

const CHECK: &str = "check tables and rows";
const ADOPT: &str = "bring them to this schema";

fn adoptable(identity: Identity) -> Result<(), RunError> {
    match identity {
        Identity::Flask { .. } => Ok(()),
        Identity::Empty => Err(RunError::NothingToAdopt),
        Identity::Ours { unknown, .. } if !unknown.is_empty() => Err(RunError::TooNew(unknown)),
        Identity::Ours { .. } => Err(RunError::AlreadyOurs),
        Identity::Foreign { tables } => Err(RunError::NotOurs(tables)),
    }
}

async fn adopt(
    db: &DatabaseConnection,
    now: NaiveDateTime,
    lease: &Lease,
) -> Result<BaselineReport, RunError> {
    match db.get_database_backend() {
        DbBackend::Sqlite => {
            let [before, after] = apply::AROUND_REBUILD;
            for sql in before {
                db.execute_unprepared(sql).await?;
            }
            let result = in_transaction(db, now, lease).await;
            for sql in after {
                db.execute_unprepared(sql).await?;
            }
            result
        }
        DbBackend::Postgres => in_transaction(db, now, lease).await,
        _ => {
            let adoption = prepare(db, now).await?;
            apply::one_by_one(db, &adoption.script.changes, lease).await?;
            apply::close(apply::begin(db).await?, &adoption.records, lease).await?;
            Ok(adoption.report)
        }
    }
}

/// Looks again where nobody can write in between, then does it.
async fn in_transaction(
    db: &DatabaseConnection,
    now: NaiveDateTime,
    lease: &Lease,
) -> Result<BaselineReport, RunError> {
    let tx = apply::begin(db).await?;
    let adoption = prepare(&tx, now).await?;
    for change in &adoption.script.changes {
        change.execute(&tx).await?;
    }
    if tx.get_database_backend() == DbBackend::Sqlite {
        apply::check_references(&tx).await?;
    }
    apply::close(tx, &adoption.records, lease).await?;
    Ok(adoption.report)
}

/// Reads everything and says what is to be done; fails if something stands in the way.
async fn prepare<C: ConnectionTrait>(db: &C, now: NaiveDateTime) -> Result<Adoption, RunError> {
    let backend = db.get_database_backend();
    let tables = shape::verify(db).await?;
    rows::verify(db, tables.has_status).await?;
    let mut report = BaselineReport {
        users: dialect::number(db, "SELECT COUNT(*) FROM users").await?,
        meetings: dialect::number(db, "SELECT COUNT(*) FROM meetings").await?,
        participants: dialect::number(db, "SELECT COUNT(*) FROM meeting_participants").await?,
        trimmed: rows::fractions(db).await?,
        ..BaselineReport::default()
    };
    if !tables.has_status {
        report.filled = Some(rows::filing(db, now, report.meetings).await?);
    }
    let mut script = match backend {
        DbBackend::Sqlite => {
            let carried = sqlite::carried(db).await?;
            report.kept = carried.iter().map(sqlite::Carried::describe).collect();
            sqlite::script(&carried, tables.has_status, now)
        }
        DbBackend::Postgres => postgres::script(db, &tables, now).await?,
        _ => mysql::script(db, &tables, now).await?,
    };
    script.changes.extend(record::tables(backend));
    let records = records(backend, now);
    report.statements = adoption(backend, &script, &records);
    Ok(Adoption {
        script,
        records,
        report,
    })
}

/// That every step is applied.
fn records(backend: DbBackend, now: NaiveDateTime) -> Vec<SqlChange> {
    let names = crate::names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut records: Vec<SqlChange> = crate::MIGRATIONS
        .iter()
        .flat_map(|step| ledger::applied(backend, step, now))
        .collect();
    records.push(record::insert(backend, &names, now));
    records
}

/// The changes of every step that a server still lacks. The data of the status is left to
/// `fill`, where given.
async fn missing_changes<C: ConnectionTrait>(
    db: &C,
    now: NaiveDateTime,
    mut fill: Option<SqlChange>,
) -> Result<Vec<SqlChange>, RunError> {
    let mut missing = Vec::new();
    for step in &crate::MIGRATIONS {
        for change in step.up_script(db.get_database_backend(), now).changes {
            match change.probe {
                None => missing.extend(fill.take()),
                Some(probe) => {
                    if !apply::holds(db, probe).await? {
                        missing.push(change);
                    }
                }
            }
        }
    }
    Ok(missing)
}

//! Adopts the database of the Flask application, rows and all.
//!
//! First everything is checked: do the tables have the right columns, and would the schema accept
//! every row? Only then is anything written. On SQLite and PostgreSQL the adoption is one
//! transaction. On MySQL each statement commits and the records are written last: after an interrupted
//! run [`identify`](super::identify) still reports the Flask application's database, and the next
//! run makes only the changes that are missing.

mod conform;
mod mysql;
mod postgres;
mod rows;
mod shape;
mod sqlite;

pub(crate) use shape::flask_columns;

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

use super::identify::identify_on;
use super::lease::Lease;
use super::state::is_done;
use super::step_script::StepScript;
use super::{Identity, RunError, apply, records, storage};
use crate::script::{Script, SqlChange};
use crate::{MIGRATIONS, dialect};

/// The tables of the Flask application, referenced tables first.
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
    /// How many rows of users and meetings have a time whose text is changed to the format of the
    /// schema (SQLite alone).
    pub converted_times: u64,
    /// How many meetings got which status, if they had none before.
    pub status_counts: Option<StatusCounts>,
    /// Foreign indexes and triggers that were created again.
    pub preserved: Vec<String>,
}

/// How many meetings got which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusCounts {
    /// Meetings that are over.
    pub completed: u64,
    /// Meetings that have started and are not over.
    pub in_progress: u64,
    /// Meetings that have not started.
    pub scheduled: u64,
}

/// What is to be done.
struct Adoption {
    script: Script,
    records: Vec<SqlChange>,
    report: BaselineReport,
}

/// Adopts the tables of the Flask application for the holder of `lease`: checks tables and rows,
/// converts them to this schema, and records every migration as applied at `now` (UTC). Meetings
/// without a status get theirs from that time; those that have one keep it. Nothing is written before
/// everything was checked.
///
/// # Errors
/// As for [`execute`](super::execute); what [`plan_baseline`] finds.
pub async fn baseline(
    db: &DatabaseConnection,
    now: NaiveDateTime,
    lease: &Lease,
) -> Result<BaselineReport, RunError> {
    if dialect::transactional(db.get_database_backend()) {
        return apply::around_rebuild(db, true, in_transaction(db, now, lease)).await;
    }
    let adoption = prepare(db, now).await?;
    apply::one_by_one(db, &adoption.script.changes, Some(lease)).await?;
    apply::close(apply::begin(db).await?, &adoption.records, lease).await?;
    Ok(adoption.report)
}

/// Fails unless the tables are the Flask application's. Only reads.
pub async fn check_adoptable(db: &DatabaseConnection) -> Result<(), RunError> {
    match identify_on(db).await? {
        Identity::Flask { .. } => Ok(()),
        Identity::Empty => Err(RunError::NothingToAdopt),
        Identity::Ours { unknown, .. } if !unknown.is_empty() => Err(RunError::TooNew(unknown)),
        Identity::Ours { .. } => Err(RunError::AlreadyOurs),
        Identity::Foreign { tables } => Err(RunError::NotOurs(tables)),
    }
}

/// What [`baseline`] would do at `now` (UTC), and the statements it would execute; only reads.
///
/// # Errors
/// What prevents it, such as a right that the database user lacks.
pub async fn plan_baseline(
    db: &DatabaseConnection,
    now: NaiveDateTime,
) -> Result<BaselineReport, RunError> {
    check_adoptable(db).await?;
    storage::check(db).await?;
    let missing = dialect::missing_rights(db, &TABLES).await?;
    if !missing.is_empty() {
        return Err(RunError::Rights(missing));
    }
    Ok(prepare(db, now).await?.report)
}

/// Checks again under the lock, then adopts.
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

/// Checks everything and returns what is to be done; fails if something prevents it.
async fn prepare<C: ConnectionTrait>(db: &C, now: NaiveDateTime) -> Result<Adoption, RunError> {
    let backend = db.get_database_backend();
    let tables = shape::verify(db).await?;
    rows::verify(db, tables.has_status).await?;
    let mut report = BaselineReport {
        users: dialect::number(db, "SELECT COUNT(*) FROM users").await?,
        meetings: dialect::number(db, "SELECT COUNT(*) FROM meetings").await?,
        participants: dialect::number(db, "SELECT COUNT(*) FROM meeting_participants").await?,
        converted_times: rows::other_formats(db).await?,
        ..BaselineReport::default()
    };
    if !tables.has_status {
        report.status_counts = Some(rows::status_counts(db, now, report.meetings).await?);
    }
    let mut script = match backend {
        DbBackend::Sqlite => {
            let carried = sqlite::carried(db).await?;
            report.preserved = carried.iter().map(sqlite::Carried::describe).collect();
            sqlite::script(&carried, tables.has_status, report.converted_times > 0, now)
        }
        DbBackend::Postgres => postgres::script(db, &tables, now).await?,
        _ => mysql::script(db, &tables, now).await?,
    };
    script.changes.extend(records::tables(backend));
    storage::name_rows(&mut script.changes, &dialect::row_formats(db).await?);
    let records = records(backend, now);
    report.statements =
        StepScript { script: script.clone(), ..StepScript::records("", true, records.clone()) }
            .statements(backend);
    Ok(Adoption { script, records, report })
}

/// The records of every migration.
fn records(backend: DbBackend, now: NaiveDateTime) -> Vec<SqlChange> {
    let checksum = |m| records::write_checksum(backend, m, now);
    let mut records: Vec<SqlChange> = MIGRATIONS.iter().flat_map(checksum).collect();
    records.push(records::record_applied(backend, &MIGRATIONS, now));
    records
}

/// The changes of every migration that a server lacks. `fill`, if given, fills the status.
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
                    if !is_done(db, probe).await? {
                        missing.push(change);
                    }
                }
            }
        }
    }
    Ok(missing)
}

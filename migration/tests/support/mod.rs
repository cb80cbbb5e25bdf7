//! Databases for the tests, and what to compare of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue has failed")]
#![expect(dead_code, reason = "each test file needs a part of it")]

pub mod flask;
pub mod servers;

use chrono::{NaiveDate, NaiveDateTime};
use std::time::Duration;

use migration::runner::lease::Lease;
use migration::runner::{
    BaselineReport, LEASE, MigrationState, MigrationStatus, RunError, RunTarget, StepScript, Task,
    baseline, plan_baseline, plan_up, run as run_task,
};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};

/// The clock of the tests: 2026-06-01 12:00:00 UTC.
pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

/// An empty SQLite database in memory, which lives as long as its one connection.
pub async fn memory() -> DatabaseConnection {
    sqlite("sqlite::memory:").await
}

/// A SQLite database through a pool of one connection.
pub async fn sqlite(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).min_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

pub async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// The rows of a query, columns joined by `|`; every column must be text or NULL.
pub async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter()
        .map(|row| {
            let cells: Vec<String> = (0..row.column_names().len())
                .map(|at| row.try_get_by_index::<Option<String>>(at).unwrap())
                .map(|cell| cell.unwrap_or_else(|| "NULL".to_owned()))
                .collect();
            cells.join("|")
        })
        .collect()
}

/// The schema as SQLite stores it.
pub async fn schema(db: &DatabaseConnection) -> Vec<String> {
    rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").await
}

/// Everything in the three tables and the sequences.
pub async fn content(db: &DatabaseConnection, status: bool) -> Vec<String> {
    let status = if status { "status" } else { "'-'" };
    let mut all = rows(
        db,
        "SELECT CAST(id AS TEXT), name, email, created_at || '', updated_at || '' FROM users \
         ORDER BY id",
    )
    .await;
    let meetings = format!(
        "SELECT CAST(id AS TEXT), title, description, start_time || '', end_time || '', \
         CAST(created_by AS TEXT), {status}, created_at || '', updated_at || '' FROM meetings \
         ORDER BY id"
    );
    all.extend(rows(db, &meetings).await);
    all.extend(
        rows(
            db,
            "SELECT CAST(meeting_id AS TEXT), CAST(user_id AS TEXT) FROM meeting_participants \
             ORDER BY 1, 2",
        )
        .await,
    );
    all
}

pub async fn sequences(db: &DatabaseConnection) -> Vec<String> {
    rows(db, "SELECT name, CAST(seq AS TEXT) FROM sqlite_sequence ORDER BY name").await
}

pub async fn up_all(db: &DatabaseConnection) -> Vec<String> {
    up(db, RunTarget::All).await.unwrap()
}

pub async fn down_by(db: &DatabaseConnection, target: RunTarget) -> Vec<String> {
    down(db, target).await.unwrap()
}

pub async fn up(db: &DatabaseConnection, target: RunTarget) -> Result<Vec<String>, RunError> {
    run_task(db, &Task::Up(target), now()).await
}

pub async fn down(db: &DatabaseConnection, target: RunTarget) -> Result<Vec<String>, RunError> {
    run_task(db, &Task::Down(target), now()).await
}

pub async fn adopt(db: &DatabaseConnection, at: NaiveDateTime) -> Result<BaselineReport, RunError> {
    plan_baseline(db, at).await?;
    let lease = Lease::take(db, LEASE, "a test", Duration::from_secs(30)).await?;
    let report = baseline(db, at, &lease).await;
    lease.release(db).await;
    report
}

pub async fn status(db: &DatabaseConnection) -> Vec<MigrationStatus> {
    MigrationState::read(db).await.unwrap().migrations
}

/// The statements that apply all migrations, by migration.
pub fn statements_up(backend: DbBackend) -> Vec<(String, Vec<String>)> {
    let state = MigrationState::assumed(backend, false);
    let plan = plan_up(&state, &RunTarget::All, now()).unwrap();
    let part = |step: &StepScript| (step.name.clone(), step.statements(backend));
    plan.iter().map(part).collect()
}

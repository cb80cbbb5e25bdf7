//! Makes the rows of a server those of an archive.

use std::time::Duration;

use migration::{failpoint, runner};
use rusqlite::Connection;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbErr, Statement};

use super::batch::Reading;
use super::file::layouts;
use super::manifest::TableChecksum;
use super::table::TABLES;
use crate::error::{Failure, Kind};
use crate::store::dialect::{Loader, analyze};

/// An archive that is to be loaded.
pub struct Loading {
    /// The file.
    pub archive: Connection,
    /// The checksums of its tables, where they are known. The rows are read through indexes.
    pub expected: Option<Vec<TableChecksum>>,
}

/// Replaces every row of the server `db`, whose schema is that of `archive`, by those of the
/// archive. Calls `progress` with the number of rows written; returns the archive, and the checksums
/// of what was written. A server that does not answer for as
/// long as `silence` counts as lost.
///
/// On PostgreSQL it is one transaction. MySQL commits as it goes; a mark in the database makes
/// every command refuse it until a restore has finished.
///
/// # Errors
/// Exit 6 if the connection is lost, 7 if others hold locks, 10 if the server has no space left.
pub async fn load(
    db: &DatabaseConnection,
    Loading { mut archive, expected }: Loading,
    silence: Duration,
    mut progress: impl FnMut(u64),
) -> Result<(Connection, Vec<TableChecksum>), Failure> {
    failpoint::hit();
    runner::begin_restore(db).await?;
    failpoint::hit();
    let mut loader = Loader::begin(db, silence).await?;
    let mut written = 0;
    let mut checksums = Vec::new();
    for layout in layouts(&archive)? {
        let mut rows = Reading::begin(archive, layout.clone());
        let mut report = |rows| {
            written += rows;
            progress(written);
        };
        let loaded = loader.table(&layout, &mut rows, &mut report).await;
        let (connection, checksum) = rows.end().await?;
        loaded?;
        archive = connection;
        checksums.push((layout.table.name, checksum));
        failpoint::hit();
    }
    if expected.is_some_and(|expected| expected != checksums) {
        let message = "an index of the archive does not have the rows of its table";
        return Err(Failure::new(Kind::Corrupt, message)
            .hint("use another backup; `meetctl doctor` checks a database"));
    }
    failpoint::hit();
    loader.finish().await?;
    failpoint::hit();
    copy_times_of_migrations(db, &archive).await?;
    failpoint::hit();
    runner::end_restore(db).await?;
    failpoint::hit();
    Ok((archive, checksums))
}

/// Lets a server learn about the rows that it holds now.
///
/// # Errors
/// As the server reports them.
pub async fn update_statistics(db: &DatabaseConnection) -> Result<(), DbErr> {
    for table in &TABLES {
        for statement in analyze(db.get_database_backend(), table.name) {
            db.execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}

/// Records when each migration was applied to the database that was archived.
async fn copy_times_of_migrations(
    db: &DatabaseConnection,
    archive: &Connection,
) -> Result<(), Failure> {
    let backend = db.get_database_backend();
    let mut statement = archive.prepare("SELECT version, applied_at FROM seaql_migrations")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(String, i64)> = rows.collect::<Result<_, _>>()?;
    for (version, applied_at) in rows {
        let [first, second] = [1, 2].map(|n| migration::dialect::placeholder(backend, n));
        let sql =
            format!("UPDATE seaql_migrations SET applied_at = {first} WHERE version = {second}");
        let values = [applied_at.into(), version.into()];
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

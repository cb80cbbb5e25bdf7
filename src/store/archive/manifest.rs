//! The table `meetctl_archive`: what is in an archive, and where it came from.

use rusqlite::{Connection, OptionalExtension as _};
use sea_orm::DbBackend;

use super::check::RefusedRows;
use super::file::{checksum, layouts};
use super::row::Checksum;
use crate::error::{Failure, Kind};
use crate::store::dialect::engine_name;
use crate::time::{UtcTime, Zone, rfc3339};

/// The name of the table.
pub const TABLE: &str = "meetctl_archive";

/// Where and when an archive was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// When, in UTC: `2026-06-01T10:00:00Z`.
    pub created_at: String,
    /// The version of meetctl.
    pub program_version: String,
    /// The engine of the database.
    pub engine: String,
    /// The version of the engine.
    pub engine_version: String,
}

impl Manifest {
    /// The manifest of an archive that is made at `now` (UTC) from a database of `engine`.
    pub fn new(now: UtcTime, engine: DbBackend, engine_version: impl Into<String>) -> Self {
        Self {
            created_at: rfc3339(now, &Zone::utc()),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            engine: engine_name(engine).to_owned(),
            engine_version: engine_version.into(),
        }
    }
}

/// A table of an archive: its name, and the checksum of its rows.
pub type TableChecksum = (&'static str, Checksum);

/// The checksums of all tables of a file.
///
/// # Errors
/// Exit 10 where the file is damaged.
pub fn checksums(connection: &Connection) -> Result<Vec<TableChecksum>, Failure> {
    checksums_and_refused(connection, None).map(|(checksums, _)| checksums)
}

/// The checksums of all tables of a file, and by the same reading the rows that `engine` would refuse
/// for themselves, if it is there.
///
/// # Errors
/// Exit 10 where the file is damaged.
pub fn checksums_and_refused(
    connection: &Connection,
    engine: Option<DbBackend>,
) -> Result<(Vec<TableChecksum>, Option<RefusedRows>), Failure> {
    let mut refused = engine.map(RefusedRows::new);
    let mut checksums = Vec::new();
    for layout in layouts(connection)? {
        let each = refused.as_mut().map(|refused| |row| refused.check(&layout, row));
        checksums.push((layout.table.name, checksum(connection, &layout, each)?));
    }
    Ok((checksums, refused))
}

/// Reads rows on another thread, which takes seconds for many.
///
/// # Errors
/// As `read` reports them.
pub async fn on_thread<T: Send + 'static>(
    connection: Connection,
    read: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
) -> Result<(Connection, T), Failure> {
    let work = tokio::task::spawn_blocking(move || {
        let found = read(&connection);
        (connection, found)
    });
    let (connection, found) = work.await.map_err(|error| {
        Failure::new(Kind::CheckFailed, "the check did not finish").cause(error)
    })?;
    Ok((connection, found?))
}

/// Writes the table, with `checksums`.
///
/// # Errors
/// Exit 10 if the disk is full.
pub fn write(
    connection: &Connection,
    manifest: &Manifest,
    checksums: &[TableChecksum],
) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "DROP TABLE IF EXISTS {TABLE}; \
         CREATE TABLE {TABLE} (table_name TEXT NOT NULL PRIMARY KEY, row_count INTEGER NOT NULL, \
         checksum TEXT NOT NULL, created_at TEXT NOT NULL, program_version TEXT NOT NULL, \
         engine TEXT NOT NULL, engine_version TEXT NOT NULL)"
    ))?;
    let sql = format!("INSERT INTO {TABLE} VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    let mut insert = connection.prepare(&sql)?;
    for (table, checksum) in checksums {
        let Manifest { created_at, program_version, engine, engine_version } = manifest;
        let rows = i64::try_from(checksum.rows).unwrap_or(i64::MAX);
        insert.execute((
            table,
            rows,
            checksum.to_string(),
            created_at,
            program_version,
            engine,
            engine_version,
        ))?;
    }
    Ok(())
}

/// Reads the table; `None` in a file without one: a database, or a plain copy of it.
///
/// # Errors
/// Exit 10 if it is damaged.
pub fn read(connection: &Connection) -> Result<Option<Manifest>, Failure> {
    let exists = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    let exists: Option<i64> = connection.query_row(exists, [TABLE], |row| row.get(0)).optional()?;
    if exists.is_none() {
        return Ok(None);
    }
    let sql =
        format!("SELECT created_at, program_version, engine, engine_version FROM {TABLE} LIMIT 1");
    let manifest = connection.query_row(&sql, [], |row| {
        Ok(Manifest {
            created_at: row.get(0)?,
            program_version: row.get(1)?,
            engine: row.get(2)?,
            engine_version: row.get(3)?,
        })
    });
    Ok(manifest.optional()?)
}

/// Compares the rows of an archive with what its manifest says, if it has one; returns what
/// [`checksums_and_refused`] does.
///
/// # Errors
/// Exit 10 if they differ: the archive was changed, or rows of it are gone.
pub fn verify(
    connection: &Connection,
    engine: Option<DbBackend>,
) -> Result<(Vec<TableChecksum>, Option<RefusedRows>), Failure> {
    let (found, refused) = checksums_and_refused(connection, engine)?;
    if read(connection)?.is_none() {
        return Ok((found, refused));
    }
    let sql = format!("SELECT row_count, checksum FROM {TABLE} WHERE table_name = ?1");
    for (table, checksum) in &found {
        let expected: Option<(i64, String)> =
            connection.query_row(&sql, [table], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let same = expected.as_ref().is_some_and(|(rows, sum)| {
            u64::try_from(*rows) == Ok(checksum.rows) && *sum == checksum.to_string()
        });
        if !same {
            let rows = expected.map_or(0, |(rows, _)| rows);
            let cause = format!(
                "{table} has {} rows with checksum {checksum}, and not the {rows} that were archived",
                checksum.rows
            );
            return Err(Failure::new(Kind::Corrupt, "the backup is not as it was written")
                .cause(anyhow::anyhow!(cause))
                .hint("use another backup; rows of this one were changed after it was made"));
        }
    }
    Ok((found, refused))
}

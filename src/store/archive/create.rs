//! Copies a server into an archive.

use std::path::Path;

use migration::runner::{self, RunError, RunTarget, Task};
use rusqlite::Connection;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, Statement, Value,
};

use super::batch::Writing;
use super::file::{FileWriter, layouts};
use super::manifest::{self, Manifest, TableChecksum};
use super::row::{Checksum, Row, key_of};
use super::table::{Layout, TABLES};
use crate::atomic_file::AtomicFile;
use crate::error::{Failure, Kind};
use crate::store::backup::{file_uri, open_private};
use crate::store::dialect::{FILE_ENGINE, Snapshot};
use crate::store::limits::Limits;
use crate::time::UtcTime;

/// What is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The migrations of its schema.
    pub schema: Vec<String>,
    /// Whether it has records of them: the Flask application's has none.
    pub is_recorded: bool,
    /// The time of this run.
    pub now: UtcTime,
}

/// An archive that was made.
pub struct Created {
    /// The file.
    pub connection: Connection,
    /// The checksums of its tables.
    pub checksums: Vec<TableChecksum>,
    /// Columns of its schema that the server does not have: `meetings.uid`.
    pub missing: Vec<String>,
}

/// Copies the server `db` as of one moment into the new `file`, with the schema of the
/// migrations of `origin`. Calls `progress` with the number of rows copied.
///
/// # Errors
/// Exit 6 if the connection is lost, 7 if the schema changes meanwhile, 10 if the disk is full.
pub async fn create(
    db: &DatabaseConnection,
    file: &AtomicFile,
    origin: &Origin,
    limits: Limits,
    mut progress: impl FnMut(u64),
) -> Result<Created, Failure> {
    create_tables(&file.path(), origin).await?;
    let mut snapshot = Snapshot::begin(db, limits.silence()).await?;
    let applied = applied_at(&mut snapshot, origin).await?;
    let archive = open_private(file, limits)?;
    let layouts = layouts(&archive)?;
    let mut writer = FileWriter::begin(archive)?;
    let (mut checksums, mut missing) = (Vec::new(), Vec::new());
    let mut rows = 0;
    for Layout { table, columns } in layouts {
        let mut layout = snapshot.layout(table).await?;
        layout.columns.retain(|column| columns.contains(column));
        let lacking = columns.iter().filter(|column| !layout.columns.contains(column));
        missing.extend(lacking.map(|column| format!("{}.{}", table.name, column.name)));
        if layout.columns.is_empty() {
            continue;
        }
        let mut checksum = Checksum::default();
        let mut writing = Writing::begin(writer, layout.clone());
        let each = |row| {
            checksum.add(&row);
            rows += 1;
            if rows % 1000 == 0 {
                progress(rows);
            }
            if writing.write(row) { Ok(()) } else { Err(stopped()) }
        };
        let sent = snapshot.rows(&layout, each).await;
        // Why a row was not written says more than that no more are taken.
        writer = writing.end().await?;
        sent?;
        checksums.push((table.name, checksum));
    }
    progress(rows);
    let manifest = Manifest::new(origin.now, snapshot.backend, snapshot.version().await?);
    drop(snapshot);
    let archive = writer.finish()?;
    for (version, applied_at) in applied {
        let sql = "UPDATE seaql_migrations SET applied_at = ?2 WHERE version = ?1";
        archive.execute(sql, (version, applied_at))?;
    }
    manifest::write(&archive, &manifest, &checksums)?;
    Ok(Created { connection: archive, checksums, missing })
}

/// What stops the server's rows when they cannot be written, for which there is a better reason.
fn stopped() -> Failure {
    Failure::new(Kind::Failed, "the archive cannot be written")
}

/// The failure of a row that other programs have stored in tables without our constraints.
pub(super) fn not_taken(layout: &Layout, row: &Row, error: rusqlite::Error) -> Failure {
    if error.sqlite_error_code() != Some(rusqlite::ErrorCode::ConstraintViolation) {
        return error.into();
    }
    let row = format!("{} {}", layout.table.name, key_of(layout, row));
    Failure::new(Kind::Violations, format!("{row} breaks a rule of the schema")).cause(error).hint(
        "correct the row, which `meetctl doctor` finds, or back up with --native, which keeps it",
    )
}

/// The checksums of the tables of a server, as of one moment.
///
/// # Errors
/// Exit 6 if the connection is lost.
pub async fn checksums_of_server(
    db: &DatabaseConnection,
    limits: Limits,
    mut progress: impl FnMut(u64),
) -> Result<Vec<TableChecksum>, Failure> {
    let mut snapshot = Snapshot::begin(db, limits.silence()).await?;
    let (mut checksums, mut rows) = (Vec::new(), 0);
    for table in &TABLES {
        let layout = snapshot.layout(table).await?;
        if layout.columns.is_empty() {
            continue;
        }
        let mut checksum = Checksum::default();
        let each = |row: Row| {
            checksum.add(&row);
            rows += 1;
            if rows % 1000 == 0 {
                progress(rows);
            }
            Ok(())
        };
        snapshot.rows_in_any_order(&layout, each).await?;
        checksums.push((table.name, checksum));
    }
    Ok(checksums)
}

/// Creates the tables in the empty file: in memory first, because a migration writes files beside
/// the database.
async fn create_tables(path: &Path, origin: &Origin) -> Result<(), Failure> {
    let mut memory = ConnectOptions::new("sqlite::memory:");
    memory.max_connections(1).sqlx_logging(false);
    let db = Database::connect(memory).await?;
    let task = Task::Up(RunTarget::These(origin.schema.clone()));
    runner::run(&db, &task, origin.now).await.map_err(of_run)?;
    // SQLite would take the file for one in memory too.
    let file = Value::from(format!("{}?mode=rwc", file_uri(path)));
    let copy = Statement::from_sql_and_values(FILE_ENGINE, "VACUUM INTO ?", [file]);
    db.execute_raw(copy).await?;
    Ok(db.close().await?)
}

pub(super) fn of_run(error: RunError) -> Failure {
    match error {
        RunError::Db(error) => error.into(),
        other => Failure::new(Kind::Failed, "a migration of the archive failed")
            .cause(anyhow::anyhow!(other.to_string())),
    }
}

/// When each migration was applied, in seconds since 1970.
async fn applied_at(
    snapshot: &mut Snapshot,
    origin: &Origin,
) -> Result<Vec<(String, i64)>, Failure> {
    if !origin.is_recorded {
        return Ok(Vec::new());
    }
    let sql = "SELECT CONCAT(version, ' ', applied_at) FROM seaql_migrations ORDER BY version";
    let lines = snapshot.texts(sql).await?;
    let pairs: Vec<(String, i64)> = lines
        .iter()
        .filter_map(|line| line.rsplit_once(' '))
        .filter_map(|(version, time)| Some((version.to_owned(), time.parse().ok()?)))
        .collect();
    let same = pairs.iter().map(|(version, _)| version).eq(&origin.schema);
    if same {
        return Ok(pairs);
    }
    let message = "the schema was changed while the backup began";
    Err(Failure::new(Kind::ConcurrentChange, message).hint("run the command again"))
}

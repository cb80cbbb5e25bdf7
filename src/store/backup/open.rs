//! Opens SQLite files for copying, and waits for locks on them.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::with_suffix;
use crate::atomic_file::AtomicFile;
use crate::error::{Failure, Kind};
use crate::file_kind;
use crate::store::connect::{self, Access, Missing};
use crate::store::dialect::ErrorClass;
use crate::store::failure;
use crate::store::limits::Limits;

/// How long to wait before a lock is tried again.
pub(super) const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// Opens the database to be copied, as other commands do: read-only where it can only be read.
///
/// # Errors
/// Exit 6 if it does not exist or cannot be opened.
pub fn open_database(path: &Path, mode_ro: bool, limits: Limits) -> Result<Connection, Failure> {
    let found = connect::prepare_file(path, Missing::Refuse)?;
    let connection = open(path, connect::access(path, mode_ro), limits)?;
    found.require_open(path)?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

/// Opens a database that is to be overwritten.
pub(super) fn open_to_write(path: &Path, limits: Limits) -> Result<Connection, Failure> {
    let found = connect::prepare_file(path, Missing::Refuse)?;
    let connection = open(path, Access::Write, limits)?;
    found.require_open(path)?;
    Ok(connection)
}

/// Opens a new database file that no other process knows.
///
/// SQLite opens no other file for it, which it would do by name: no log and no journal. What is
/// interrupted is discarded, and what is complete is synced when it gets its name.
pub fn open_private(file: &AtomicFile, limits: Limits) -> Result<Connection, Failure> {
    let connection = open(&file.path(), Access::Write, limits)?;
    // In defensive mode there must be a journal, and one in memory may be as large as the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(connection)
}

/// Opens such a file a second time, to read it on another thread while the first connection writes
/// nothing.
///
/// # Errors
/// Exit 10 if it cannot be read.
pub fn open_beside(file: &AtomicFile, limits: Limits) -> Result<Connection, Failure> {
    // It ignores the lock of the first.
    open(&file.path(), Access::Immutable, limits)
}

/// Opens a backup file. It is never written.
///
/// # Errors
/// Exit 5 if it does not exist, 1 if it cannot be read, 4 if it is not a regular file, 9 if only a
/// newer SQLite knows it.
pub fn open_file(path: &Path, limits: Limits) -> Result<Connection, Failure> {
    let name = path.display();
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::not_found(format!("{name} does not exist")).at(path),
        _ => Failure::new(Kind::Io, format!("cannot read {name}")).cause(error).at(path),
    };
    let there = path.metadata().map_err(&unreadable)?;
    if let Some(kind) = file_kind::other(file_kind::of(&there)) {
        let message = format!("{name} is {kind}");
        return Err(Failure::new(Kind::NotAFile, message)
            .hint("give a file that `meetctl backup` wrote")
            .at(path));
    }
    let mut header = [0_u8; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            return Err(unreadable(error));
        }
        _ => {}
    }
    connect::refuse_newer_format(path).map_err(|failure| failure.at(path))?;
    // A plain copy of a database in WAL mode would need side files even to be read. Byte 19 is the
    // version of the format that a reader must know.
    let alone = header[19] == 2 && !with_suffix(path, "-wal").exists();
    let access = if alone { Access::Immutable } else { Access::Read };
    open(path, access, limits)
}

fn open(path: &Path, access: Access, limits: Limits) -> Result<Connection, Failure> {
    let flags = match access {
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read | Access::Immutable => OpenFlags::SQLITE_OPEN_READ_ONLY,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri(path, access), flags)?;
    // Waiting is done here, so that signals are handled. The schema is not trusted.
    connection.busy_timeout(Duration::ZERO)?;
    limits.apply(&connection)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(connection)
}

/// The file as a URI for SQLite, so that `:memory:` too is only a file name.
fn uri(path: &Path, access: Access) -> String {
    let options = match access {
        Access::Immutable => "?immutable=1",
        Access::Read | Access::Write => "",
    };
    format!("{}{options}", file_uri(path))
}

/// The URI of a file, without options.
pub(in crate::store) fn file_uri(path: &Path) -> String {
    const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'.').remove(b'/').remove(b'_').remove(b'-');
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    format!("file:{}", percent_encode(path.as_os_str().as_bytes(), &PLAIN))
}

/// Begins a read transaction: everything read from now on is as of one moment.
///
/// # Errors
/// Exit 7 if others keep the lock for longer than the limit.
pub async fn begin_read(connection: &Connection, limits: Limits) -> Result<(), Failure> {
    retry_locked(limits, || {
        if connection.is_autocommit() {
            connection.execute_batch("BEGIN")?;
        }
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    })
    .await
}

/// Ends the transaction of [`begin_read`].
pub(super) fn end_read(connection: &Connection) {
    if !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
}

/// Retries what needs a lock until it gets it.
///
/// # Errors
/// Exit 7 if others keep the lock for longer than the limit.
pub(super) async fn retry_locked<T>(
    limits: Limits,
    mut work: impl FnMut() -> rusqlite::Result<T>,
) -> Result<T, Failure> {
    let started = Instant::now();
    loop {
        match work() {
            Err(error)
                if failure::class_of(&error) == ErrorClass::Busy
                    && started.elapsed() < limits.wait =>
            {
                tokio::time::sleep(POLL_INTERVAL).await;
            }
            done => return Ok(done?),
        }
    }
}

/// Whether a database is in WAL mode, and not in rollback journal mode.
pub(super) async fn uses_wal(connection: &Connection, limits: Limits) -> Result<bool, Failure> {
    let mode = retry_locked(limits, || {
        // The mode is read from the file with the first page.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        connection.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0))
    });
    Ok(mode.await? == "wal")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The driver of all other commands cannot set these for a connection: the build does.
    #[test]
    fn sqlite_is_built_in_defensive_mode_and_without_unused_modules() {
        let db = Connection::open_in_memory().unwrap();
        assert!(db.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(!db.db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA).unwrap());
        let loaded = db.query_row("SELECT load_extension('x')", [], |_| Ok(()));
        assert!(loaded.unwrap_err().to_string().contains("not authorized"));
        let modules =
            crate::store::backup::summary::texts(&db, "SELECT name FROM pragma_module_list");
        let modules = modules.unwrap();
        for unused in ["dbstat", "fts3", "fts4", "fts5", "rtree", "sqlite_dbpage"] {
            assert!(!modules.iter().any(|module| module == unused), "{modules:?}");
        }
    }
}

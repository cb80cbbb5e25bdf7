//! Opens SQLite files for copying, and waits for their locks.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::beside;
use crate::error::{Exit, Failure};
use crate::store::connect::{self, Access, Missing};
use crate::store::dialect::Class;
use crate::store::failure;

/// How long to wait before a lock is tried once more.
const GLANCE: Duration = Duration::from_millis(10);

/// Opens the database to be copied, as other commands would: only to read where it is read-only.
///
/// # Errors
/// Exit 6 where there is none or it cannot be opened.
pub fn open_database(path: &Path, mode_ro: bool) -> Result<Connection, Failure> {
    connect::prepare_file(path, Missing::Refuse)?;
    let connection = open(path, connect::access(path, mode_ro))?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

/// Opens the database to be written over; not by this name while it is open otherwise.
pub(super) fn open_to_write(path: &Path) -> Result<Connection, Failure> {
    open(path, Access::Write)
}

/// Opens a file once more that [`open_file`] has opened, and without a look into it.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, Failure> {
    open(path, Access::Read)
}

/// Opens a file that is a copy of a database, or says to be. It is never written.
///
/// # Errors
/// Exit 5 where there is none, 1 where it cannot be read, 10 where it is too short to be one.
pub fn open_file(path: &Path) -> Result<Connection, Failure> {
    let name = path.display();
    let unreadable = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::not_found(format!("there is no file {name}")).at(path),
        _ => Failure::new(Exit::Failed, "io", format!("{name} cannot be read"))
            .cause(error)
            .at(path),
    };
    let there = path.metadata().map_err(|error| unreadable(&error))?;
    if !there.is_file() {
        let message = format!("{name} is no regular file");
        return Err(Failure::new(Exit::Refused, "not_a_file", message)
            .hint("name a file that `meetctl backup` wrote")
            .at(path));
    }
    let mut header = [0_u8; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            return Err(unreadable(&error));
        }
        _ => {}
    }
    // A plain copy of a database that has a log would need side files even to be read.
    let alone = header[18] == 2 && !beside(path, "-wal").exists();
    let access = if alone {
        Access::Immutable
    } else {
        Access::Read
    };
    open(path, access)
}

fn open(path: &Path, access: Access) -> Result<Connection, Failure> {
    let flags = match access {
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read | Access::Immutable => OpenFlags::SQLITE_OPEN_READ_ONLY,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri(path, access), flags)?;
    // Waiting is ours, so that signals are heard. What the schema calls is not trusted.
    connection.busy_timeout(Duration::ZERO)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")?;
    Ok(connection)
}

/// The file as SQLite's URI: every name, `:memory:` too, is then only a name.
fn uri(path: &Path, access: Access) -> String {
    use std::fmt::Write as _;
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    if access == Access::Immutable {
        uri.push_str("?immutable=1");
    }
    uri
}

/// Has all that is read from now on be of one moment, until the connection commits.
pub async fn begin_read(connection: &Connection, wait: Duration) -> Result<(), Failure> {
    patiently(wait, || {
        if connection.is_autocommit() {
            connection.execute_batch("BEGIN")?;
        }
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    })
    .await
}

/// Ends what [`begin_read`] began. There is nothing to lose.
pub(super) fn end_read(connection: &Connection) {
    if !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
}

/// Does what needs a lock, again and again until it is to be had.
///
/// # Errors
/// Exit 7 if others keep the lock for longer than `wait`.
pub(super) async fn patiently<T>(
    wait: Duration,
    mut work: impl FnMut() -> rusqlite::Result<T>,
) -> Result<T, Failure> {
    let started = Instant::now();
    loop {
        match work() {
            Err(error) if failure::class_of(&error) == Class::Busy && started.elapsed() < wait => {
                tokio::time::sleep(GLANCE).await;
            }
            done => return Ok(done?),
        }
    }
}

/// Whether a database keeps a log of its changes, and not a rollback journal.
pub(super) async fn has_log(connection: &Connection, wait: Duration) -> Result<bool, Failure> {
    let mode = patiently(wait, || {
        // The mode is read from the file with the first page.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        connection.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0))
    });
    Ok(mode.await? == "wal")
}

//! A file into a database that others may have open.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use tempfile::NamedTempFile;

use super::open::{end_read, has_log, open_file, open_to_read, open_to_write, patiently};
use super::{SLICE, folder_of};
use crate::error::Failure;
use crate::store::dialect::Class;
use crate::store::failure;

/// How long to wait before a lock is tried once more.
const GLANCE: Duration = Duration::from_millis(10);

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The database holds what the file holds.
    Replaced,
    /// Somebody has written to the database, and nothing was changed.
    Changed,
}

/// Replaces what the database `target` holds by what `source` holds, in one write transaction:
/// others wait, then see the new content; cut short anywhere, the old content stays.
///
/// `source` was opened from the file `from`. `unchanged` is asked while others can be read but
/// nobody can write; what it answers holds until the transaction ends.
///
/// # Errors
/// Exit 7 where another program keeps its lock for longer than `wait`, 10 where there is no room
/// or the target is damaged: nothing was changed then.
pub async fn replace(
    source: &Connection,
    from: &Path,
    target: &Path,
    wait: Duration,
    unchanged: impl AsyncFn() -> Result<bool, Failure>,
    told: impl FnMut(u64),
) -> Result<Outcome, Failure> {
    // It stands before the connection, and so it is closed behind it: to close it earlier would
    // take away the connection's locks. (With a log, others of this process have locks as well,
    // and it is not opened.)
    let header;
    let mut database = open_to_write(target)?;
    let log = has_log(&database, wait).await?;
    let fitting = fitting(source, from, &database, target, log)?;
    let source = fitting
        .as_ref()
        .map_or(source, |(connection, _)| connection);
    let mut before = None;
    if !log {
        header = File::open(target)?;
        // Whoever looks at a database with a rollback journal is locked out by the copy itself.
        patiently(wait, || database.execute_batch("BEGIN IMMEDIATE")).await?;
        let same = unchanged().await;
        before = Some((&header, count_of_changes(&header)?));
        end_read(&database);
        if !same? {
            return Ok(Outcome::Changed);
        }
    }
    let same = async || match before {
        Some((header, count)) => Ok(count_of_changes(header)? == count),
        None => unchanged().await,
    };
    let outcome = pages(source, &mut database, wait, same, told).await?;
    if outcome == Outcome::Replaced && log {
        // The log has grown by the whole content. Others may be reading it still.
        let _ = database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    Ok(outcome)
}

async fn pages(
    source: &Connection,
    database: &mut Connection,
    wait: Duration,
    unchanged: impl AsyncFn() -> Result<bool, Failure>,
    mut told: impl FnMut(u64),
) -> Result<Outcome, Failure> {
    let size = page_size(source)?;
    let slice = i32::try_from((SLICE / size.max(512)).max(1)).unwrap_or(i32::MAX);
    let started = Instant::now();
    let backup = Backup::new(source, database)?;
    // The first page alone: it takes the lock, and nothing reaches the file yet.
    let mut asked = false;
    loop {
        let step = backup.step(if asked { slice } else { 1 })?;
        match step {
            StepResult::Done if asked => return Ok(Outcome::Replaced),
            StepResult::Done | StepResult::More => {}
            _ if !asked && started.elapsed() < wait => {
                tokio::time::sleep(GLANCE).await;
                continue;
            }
            _ => return Err(failure::describe(Class::Busy)),
        }
        if !asked && !unchanged().await? {
            return Ok(Outcome::Changed);
        }
        asked = true;
        let progress = backup.progress();
        told(u64::try_from(progress.pagecount - progress.remaining).unwrap_or_default() * size);
        tokio::task::yield_now().await;
    }
}

/// The file's own count of the transactions that changed it, of which each is seen here before
/// the lock is free for the next.
fn count_of_changes(header: &File) -> io::Result<[u8; 4]> {
    const AT: u64 = 24;
    let mut count = [0_u8; 4];
    match header.read_exact_at(&mut count, AT) {
        // A file of 0 bytes is a database that nobody has written to.
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(count),
    }
}

/// A database with a log keeps the size of its pages while anybody has it open. Where the file's
/// is another, a copy of it with the right size, beside the target.
fn fitting(
    source: &Connection,
    from: &Path,
    database: &Connection,
    target: &Path,
    log: bool,
) -> Result<Option<(Connection, NamedTempFile)>, Failure> {
    let size = page_size(database)?;
    if !log || page_size(source)? == size {
        return Ok(None);
    }
    let copy = tempfile::Builder::new()
        .prefix(".meetctl-")
        .suffix(".tmp")
        .tempfile_in(folder_of(target))?;
    let unpacked = open_to_read(from)?;
    unpacked.execute_batch(&format!("PRAGMA page_size = {size}"))?;
    unpacked.execute("VACUUM INTO ?1", [copy.path().to_string_lossy()])?;
    let connection = open_file(copy.path())?;
    Ok(Some((connection, copy)))
}

fn page_size(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .query_row("PRAGMA page_size", [], |row| row.get::<_, u32>(0))
        .map(u64::from)
}

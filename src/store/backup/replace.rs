//! Copies a file into a database that others may have open.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::open::{POLL_INTERVAL, end_read, open_to_write, retry_locked, uses_wal};
use super::pages_per_step;
use crate::error::Failure;
use crate::store::dialect::ErrorClass;
use crate::store::failure;
use crate::store::limits::Limits;

/// Whether a database was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// The database holds what the file holds.
    Done,
    /// Another program has written to the database; nothing was changed.
    ConcurrentChange,
}

/// Replaces the content of the database `target` with that of `source` in one write transaction:
/// others wait, then see the new content; if it is interrupted, the old content is unchanged.
///
/// `source` may be changed, if its pages have another size. `unchanged` is called while the database can be read
/// and no other process can write; its answer holds until the transaction ends.
///
/// # Errors
/// Exit 7 if another program keeps its lock for longer than the limit, 10 if the disk is full or the
/// target is damaged: nothing was changed then.
pub async fn replace(
    source: &Connection,
    target: &Path,
    limits: Limits,
    unchanged: impl AsyncFn() -> Result<bool, Failure>,
    progress: impl FnMut(u64),
) -> Result<Replaced, Failure> {
    // Declared before the connection, so that it is closed after it: closing it earlier would
    // release the connection's locks. (In WAL mode other connections of this process hold locks
    // as well, and it is not opened.)
    let header;
    let mut database = open_to_write(target, limits)?;
    let wal = uses_wal(&database, limits).await?;
    if wal {
        set_page_size(source, page_size(&database)?)?;
    }
    let mut before = None;
    if !wal {
        header = File::open(target)?;
        // In rollback journal mode the copy itself locks out readers.
        retry_locked(limits, || database.execute_batch("BEGIN IMMEDIATE")).await?;
        let same = unchanged().await;
        before = Some((&header, count_of_changes(&header)?));
        end_read(&database);
        if !same? {
            return Ok(Replaced::ConcurrentChange);
        }
    }
    let same = async || match before {
        Some((header, count)) => Ok(count_of_changes(header)? == count),
        None => unchanged().await,
    };
    let outcome = copy_pages(source, &mut database, limits, same, progress).await?;
    if outcome == Replaced::Done && wal {
        // The log has grown by the entire content. Others may still be reading it.
        let _ = database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    Ok(outcome)
}

async fn copy_pages(
    source: &Connection,
    database: &mut Connection,
    limits: Limits,
    unchanged: impl AsyncFn() -> Result<bool, Failure>,
    mut report: impl FnMut(u64),
) -> Result<Replaced, Failure> {
    let size = page_size(source)?;
    let step_size = pages_per_step(size);
    let started = Instant::now();
    let backup = Backup::new(source, database)?;
    // The first page alone takes the lock, and nothing is written to the file yet.
    let mut asked = false;
    loop {
        let step = backup.step(if asked { step_size } else { 1 })?;
        match step {
            StepResult::Done if asked => return Ok(Replaced::Done),
            StepResult::Done | StepResult::More => {}
            _ if !asked && started.elapsed() < limits.wait => {
                tokio::time::sleep(POLL_INTERVAL).await;
                continue;
            }
            _ => return Err(failure::describe(ErrorClass::Busy)),
        }
        if !asked && !unchanged().await? {
            return Ok(Replaced::ConcurrentChange);
        }
        asked = true;
        let progress = backup.progress();
        report(u64::try_from(progress.pagecount - progress.remaining).unwrap_or_default() * size);
        tokio::task::yield_now().await;
    }
}

/// The change counter in the header, which every transaction that changes the file increments
/// before it releases its lock.
fn count_of_changes(header: &File) -> io::Result<[u8; 4]> {
    const AT: u64 = 24;
    let mut count = [0_u8; 4];
    match header.read_exact_at(&mut count, AT) {
        // A file of 0 bytes is an empty database.
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(count),
    }
}

/// Changes the size of the pages of a file that is private: a database in WAL mode cannot take
/// pages of another size.
fn set_page_size(file: &Connection, size: u64) -> rusqlite::Result<()> {
    if page_size(file)? == size {
        return Ok(());
    }
    file.execute_batch(&format!("PRAGMA page_size = {size}; VACUUM"))
}

fn page_size(connection: &Connection) -> rusqlite::Result<u64> {
    connection.query_row("PRAGMA page_size", [], |row| row.get::<_, u32>(0)).map(u64::from)
}

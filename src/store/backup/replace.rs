//! Copies a file into a database that others may have open.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::open::{
    POLL_INTERVAL, begin_read, end_read, open_database, open_to_write, retry_locked, uses_wal,
};
use super::summary::{DbSummary, summarize};
use super::{pages_per_step, verify};
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

/// Checks and summarizes a database that was replaced, as of one moment, while others may write to it.
///
/// # Errors
/// Exit 10 where it is damaged, 7 if others keep their lock for longer than the limit: it was replaced
/// anyway.
pub async fn verify_replaced(target: &Path, limits: Limits) -> Result<DbSummary, Failure> {
    let connection = open_database(target, false, limits)?;
    begin_read(&connection, limits).await?;
    let (connection, _) = verify::check(connection).await?;
    Ok(summarize(&connection).await?)
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

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::error::Kind;

    /// What `wait` leads to while another program has locked a database without a log for 300 ms.
    fn verified_beside_a_lock(wait: Duration) -> Result<DbSummary, Failure> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE notes (id INTEGER); BEGIN EXCLUSIVE").unwrap();
        let holder = thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            other.execute_batch("COMMIT").unwrap();
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let limits = Limits { wait, deadline: None };
        let verified = runtime.block_on(verify_replaced(&path, limits));
        holder.join().unwrap();
        verified
    }

    #[test]
    fn what_was_replaced_is_checked_as_soon_as_others_let_it_be_read() {
        assert_eq!(verified_beside_a_lock(Duration::from_secs(10)).unwrap().users, 0);
        let busy = verified_beside_a_lock(Duration::ZERO).unwrap_err();
        assert_eq!(busy.kind(), Kind::Busy);
    }
}

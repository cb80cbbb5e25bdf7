//! Copies a database into a new file.

use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::open::{POLL_INTERVAL, begin_read, end_read, open_private, uses_wal};
use super::{pages_per_step, verify};
use crate::atomic_file::AtomicFile;
use crate::error::Failure;
use crate::store::archive::manifest;
use crate::store::dialect::ErrorClass;
use crate::store::failure;
use crate::store::limits::Limits;

/// How often the writes of other programs may restart the copy before they are locked out.
const MAX_RESTARTS: u32 = 3;

/// Copies a database as of one moment, also while others write, into `file`, which is left
/// unfinished and in rollback journal mode. Calls `progress` with the number of bytes copied, and
/// returns the copy.
///
/// A database in WAL mode is read in one transaction, which blocks no other session. In rollback journal mode
/// that would lock out writers, so the copy restarts when they have written; the last time it locks.
///
/// # Errors
/// Exit 10 if the disk is full or the source is damaged, 7 if the source remains locked.
pub async fn snapshot(
    source: &Connection,
    file: &AtomicFile,
    limits: Limits,
    mut progress: impl FnMut(u64),
) -> Result<Connection, Failure> {
    let explain = |error: rusqlite::Error| match failure::class_of(&error) {
        ErrorClass::Full => file.no_space(failure::said(&error)),
        _ => Failure::from(error),
    };
    let mut copy = open_private(file, limits)?;
    let in_transaction = !source.is_autocommit();
    if !in_transaction && uses_wal(source, limits).await? {
        begin_read(source, limits).await?;
    }
    let done = copy_pages(source, &mut copy, limits, &mut progress, explain).await;
    if !in_transaction {
        end_read(source);
    }
    done?;
    copy.close().map_err(|(_, error)| explain(error))?;
    // Before SQLite reads the mode from it, and opens a log.
    set_wal(file, false).map_err(|error| file.explain(Failure::from(error)))?;
    let copy = open_private(file, limits)?;
    forget_the_original(&copy);
    Ok(copy)
}

/// Copies a file that is to replace the content of the database `target` into the directory of
/// that, and verifies the copy. It is deleted when it is dropped.
///
/// # Errors
/// Exit 10 if the disk is full or the source is damaged.
pub async fn stage(
    source: &Connection,
    target: &Path,
    limits: Limits,
    progress: impl FnMut(u64),
) -> Result<(Connection, AtomicFile), Failure> {
    let file = AtomicFile::create(target, true)?;
    let copy = snapshot(source, &file, limits, progress).await?;
    let (copy, _) = verify::check(copy).await?;
    Ok((copy, file))
}

/// A lease on the database does not apply to its copy, nor do the checksums of an archive to what is
/// made of it: a restored database changes. A file without such tables, or a damaged one, is left
/// as it is: it is verified afterwards.
fn forget_the_original(copy: &Connection) {
    let _ = copy.execute("DELETE FROM meetctl_lock", []);
    let _ = copy.execute(&format!("DROP TABLE IF EXISTS {}", manifest::TABLE), []);
}

async fn copy_pages(
    source: &Connection,
    copy: &mut Connection,
    limits: Limits,
    report: &mut impl FnMut(u64),
    explain: impl Fn(rusqlite::Error) -> Failure,
) -> Result<(), Failure> {
    let size: u64 = source.query_row("PRAGMA page_size", [], |row| row.get::<_, u32>(0))?.into();
    let backup = Backup::new(source, copy)?;
    let (mut restarts, mut before) = (0, 0);
    let mut locked_since: Option<Instant> = None;
    loop {
        match backup.step(pages_per_step(size)).map_err(&explain)? {
            StepResult::Done => return Ok(()),
            StepResult::More => locked_since = None,
            _ => {
                if locked_since.get_or_insert_with(Instant::now).elapsed() >= limits.wait {
                    return Err(failure::describe(ErrorClass::Busy));
                }
                tokio::time::sleep(POLL_INTERVAL).await;
                continue;
            }
        }
        let progress = backup.progress();
        let done = u64::try_from(progress.pagecount - progress.remaining).unwrap_or_default();
        if done <= before {
            restarts += 1;
            if restarts == MAX_RESTARTS {
                begin_read(source, limits).await?;
            }
        }
        before = done;
        report(done * size);
        tokio::task::yield_now().await;
    }
}

/// Writes the journal mode into the header of a file that SQLite has not open: a copy has that of its
/// source, and a reader of a file in WAL mode needs to write beside it.
pub fn set_wal(file: &AtomicFile, wal: bool) -> io::Result<()> {
    const AT: u64 = 18;
    let file = file.content();
    if file.metadata()?.len() < 100 {
        return Ok(());
    }
    let version = if wal { 2 } else { 1 };
    file.write_all_at(&[version, version], AT)
}

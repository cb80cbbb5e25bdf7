//! A database into a new file.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::open::{begin_read, end_read};
use super::{SLICE, look};
use crate::atomic_file::AtomicFile;
use crate::error::Failure;
use crate::store::dialect::Class;
use crate::store::failure;

/// So often may another program's write have the copy begin again, before it is locked out.
const RESTARTS: u32 = 3;
/// How long to wait before a lock is tried once more.
const GLANCE: Duration = Duration::from_millis(10);

/// Copies a database as it is at one moment, also while others write, into `file`, which is not
/// finished by it and has no log. `told` hears how many bytes are done.
///
/// A database with a log is read in one transaction, which hinders nobody. Without one that would
/// lock out writers, so the copy begins again when they have written; the last time it locks.
///
/// # Errors
/// Exit 10 where there is no room or the source is damaged, 7 where the source stays locked.
pub async fn snapshot(
    source: &Connection,
    file: &AtomicFile,
    wait: Duration,
    mut told: impl FnMut(u64),
) -> Result<(), Failure> {
    let mut copy = Connection::open_with_flags(
        file.path(),
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // What is cut short is thrown away, and the whole is synced when it takes its name.
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
    let explain = |error: rusqlite::Error| match failure::class_of(&error) {
        Class::Full => file.no_space(failure::said(&error)),
        _ => Failure::from(error),
    };
    let kept = !source.is_autocommit();
    if !kept && super::open::has_log(source, wait).await? {
        begin_read(source, wait).await?;
    }
    let done = pages(source, &mut copy, wait, &mut told, explain).await;
    if !kept {
        end_read(source);
    }
    done?;
    release_leases(&copy);
    copy.close().map_err(|(_, error)| explain(error))?;
    set_log(file.path(), false).map_err(|error| file.explain(Failure::from(error)))
}

/// Copies a file that is to replace what the database `target` holds, beside that, and reads the
/// copy through. It takes no name, and is gone when it is dropped.
///
/// # Errors
/// Exit 10 where there is no room or the source is damaged.
pub async fn stage(
    source: &Connection,
    target: &Path,
    wait: Duration,
    told: impl FnMut(u64),
) -> Result<(Connection, AtomicFile), Failure> {
    let file = AtomicFile::create(target, true)?;
    snapshot(source, &file, wait, told).await?;
    let (copy, _, _) = look::verify(file.path()).await?;
    Ok((copy, file))
}

/// Whoever was at work on the database is not at work on its copy. A file without such a table, or
/// a damaged one, stays as it is: it is looked through afterwards.
fn release_leases(copy: &Connection) {
    let _ = copy.execute("DELETE FROM meetctl_lock", []);
}

async fn pages(
    source: &Connection,
    copy: &mut Connection,
    wait: Duration,
    told: &mut impl FnMut(u64),
    explain: impl Fn(rusqlite::Error) -> Failure,
) -> Result<(), Failure> {
    let size: u64 = source
        .query_row("PRAGMA page_size", [], |row| row.get::<_, u32>(0))?
        .into();
    let slice = i32::try_from((SLICE / size.max(512)).max(1)).unwrap_or(i32::MAX);
    let backup = Backup::new(source, copy)?;
    let (mut restarts, mut before) = (0, 0);
    let mut locked_since: Option<Instant> = None;
    loop {
        match backup.step(slice).map_err(&explain)? {
            StepResult::Done => return Ok(()),
            StepResult::More => locked_since = None,
            _ => {
                if locked_since.get_or_insert_with(Instant::now).elapsed() >= wait {
                    return Err(failure::describe(Class::Busy));
                }
                tokio::time::sleep(GLANCE).await;
                continue;
            }
        }
        let progress = backup.progress();
        let done = u64::try_from(progress.pagecount - progress.remaining).unwrap_or_default();
        if done <= before {
            restarts += 1;
            if restarts == RESTARTS {
                begin_read(source, wait).await?;
            }
        }
        before = done;
        told(done * size);
        tokio::task::yield_now().await;
    }
}

/// Writes into the header of a file that nobody has open whether it keeps a log: a copy has it
/// from its source, and a reader of a file with a log needs to write beside it.
pub(super) fn set_log(path: &Path, log: bool) -> io::Result<()> {
    const AT: u64 = 18;
    let file = OpenOptions::new().write(true).open(path)?;
    if file.metadata()?.len() < 100 {
        return Ok(());
    }
    let version = if log { 2 } else { 1 };
    file.write_all_at(&[version, version], AT)
}

//! Copies a file to where the database is missing or damaged.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::snapshot::{set_wal, snapshot};
use super::{SIDE_FILES, directory_of, verify, with_suffix};
use crate::atomic_file::AtomicFile;
use crate::error::{Failure, Kind};

/// Copies `source` into a new file and gives that the name `target`. A `damaged` file of that name,
/// and any side files of an earlier database, are renamed first: their names then begin with
/// `aside`. Returns whether there were any.
///
/// # Errors
/// Exit 10 if the disk is full, 4 if a database was created in the meantime. Nothing was renamed.
pub async fn install(
    source: &Connection,
    target: &Path,
    damaged: bool,
    aside: &Path,
    wait: Duration,
    progress: impl FnMut(u64),
) -> Result<bool, Failure> {
    create_directory(target)?;
    let file = AtomicFile::create(target, damaged)?;
    snapshot(source, &file, wait, progress).await?;
    drop(verify::verify(file.path()).await?);
    set_wal(file.path(), true)?;
    // From here on nothing awaits, so no signal is handled in between.
    AtomicFile::check_target(target, damaged)?;
    let moved = move_aside(target, damaged, aside)?;
    file.finish()?;
    Ok(moved)
}

fn create_directory(target: &Path) -> Result<(), Failure> {
    let directory = directory_of(target);
    if directory.exists() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    let created = builder.recursive(true).mode(0o700).create(directory);
    created.map_err(|error| {
        let message = format!("cannot create the directory {}", directory.display());
        Failure::new(Kind::CannotOpen, message).cause(error)
    })
}

/// Side files first: SQLite would take one that is left for the new database's.
fn move_aside(target: &Path, damaged: bool, aside: &Path) -> Result<bool, Failure> {
    let mut moved = false;
    for suffix in SIDE_FILES.into_iter().chain(damaged.then_some("")) {
        let (from, to) = (with_suffix(target, suffix), with_suffix(aside, suffix));
        if from.symlink_metadata().is_ok() {
            fs::rename(&from, &to).map_err(|error| {
                let message = format!("cannot rename {} to {}", from.display(), to.display());
                Failure::new(Kind::Io, message).cause(error)
            })?;
            moved = true;
        }
    }
    Ok(moved)
}

/// A file name that does not exist: `target` with `suffix` and, if others have that, a number higher
/// than theirs.
pub(super) fn free_name(target: &Path, suffix: &str) -> PathBuf {
    let first = with_suffix(target, suffix);
    let wanted = first.file_name().map(OsStr::to_string_lossy);
    let number = |name: &OsStr| {
        let name = name.to_string_lossy();
        let rest = name.strip_prefix(wanted.as_deref()?)?;
        let digits = rest.strip_prefix('-').unwrap_or_default();
        let end = digits.find(|c: char| !c.is_ascii_digit());
        Some(digits[..end.unwrap_or(digits.len())].parse().unwrap_or(1_u64))
    };
    let entries = fs::read_dir(directory_of(target));
    let entries = entries.into_iter().flatten().flatten();
    match entries.filter_map(|entry| number(&entry.file_name())).max() {
        None => first,
        Some(highest) => with_suffix(target, &format!("{suffix}-{}", highest.saturating_add(1))),
    }
}

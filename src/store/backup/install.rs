//! Copies a file to where the database is missing or damaged.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::snapshot::{set_wal, snapshot};
use super::{SIDE_FILES, directory_of, verify, with_suffix};
use crate::atomic_file::AtomicFile;
use crate::directory::Directory;
use crate::error::{Failure, Kind};
use crate::store::limits::Limits;

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
    limits: Limits,
    progress: impl FnMut(u64),
) -> Result<bool, Failure> {
    Directory::create(directory_of(target), 0o700)?;
    let file = AtomicFile::create(target, damaged)?;
    let copy = snapshot(source, &file, limits, progress).await?;
    drop(verify::verify(copy).await?);
    set_wal(&file, true)?;
    file.give_to_owner_of(target)?;
    // From here on nothing awaits, so no signal is handled in between.
    file.check_again()?;
    let moved = move_aside(file.directory(), target, damaged, aside)?;
    file.finish()?;
    Ok(moved)
}

/// Side files first: SQLite would take one that is left for the new database's.
fn move_aside(
    directory: &Directory,
    target: &Path,
    damaged: bool,
    aside: &Path,
) -> Result<bool, Failure> {
    let mut moved = false;
    for suffix in SIDE_FILES.into_iter().chain(damaged.then_some("")) {
        let [from, to] = [target, aside].map(|name| with_suffix(name, suffix));
        let [from_name, to_name] = [&from, &to].map(|path| path.file_name().unwrap_or_default());
        let renamed = directory.find(from_name).and_then(|found| match found {
            Some(_) => directory.rename(from_name, to_name).map(|()| true),
            None => Ok(false),
        });
        moved |= renamed.map_err(|error| {
            let message = format!("cannot rename {} to {}", from.display(), to.display());
            Failure::new(Kind::Io, message).cause(error)
        })?;
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

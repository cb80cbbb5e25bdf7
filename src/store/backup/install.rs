//! A file into the place of a database that is missing or damaged.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::snapshot::{set_log, snapshot};
use super::{SIDE_FILES, beside, folder_of, look};
use crate::atomic_file::AtomicFile;
use crate::error::{Exit, Failure};

/// Copies `source` into a new file and gives that the name `target`. What is there under that
/// name if it is `damaged`, and in any case the side files of a database that is gone, are moved
/// aside first: their names then begin with `aside`. Says whether there was anything to move.
///
/// # Errors
/// Exit 10 where there is no room, 4 where a database was made in the meantime. Nothing was moved.
pub async fn install(
    source: &Connection,
    target: &Path,
    damaged: bool,
    aside: &Path,
    wait: Duration,
    told: impl FnMut(u64),
) -> Result<bool, Failure> {
    make_folder(target)?;
    let file = AtomicFile::create(target, damaged)?;
    snapshot(source, &file, wait, told).await?;
    drop(look::verify(file.path()).await?);
    set_log(file.path(), true)?;
    // From here on nothing waits, so no signal comes between.
    AtomicFile::check_target(target, damaged)?;
    let moved = move_aside(target, damaged, aside)?;
    file.finish()?;
    Ok(moved)
}

fn make_folder(target: &Path) -> Result<(), Failure> {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    match folder.filter(|folder| !folder.exists()) {
        Some(folder) => fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|error| {
                let message = format!("the folder {} cannot be made", folder.display());
                Failure::new(Exit::Unreachable, "cannot_open", message).cause(error)
            }),
        None => Ok(()),
    }
}

/// Side files first: one that stays would be taken for the new database's.
fn move_aside(target: &Path, damaged: bool, aside: &Path) -> Result<bool, Failure> {
    let mut moved = false;
    for ending in SIDE_FILES.into_iter().chain(damaged.then_some("")) {
        let (from, to) = (beside(target, ending), beside(aside, ending));
        if from.symlink_metadata().is_ok() {
            fs::rename(&from, &to).map_err(|error| {
                let message = format!("{} cannot be moved aside", from.display());
                Failure::new(Exit::Failed, "io", message).cause(error)
            })?;
            moved = true;
        }
    }
    Ok(moved)
}

/// A name beside `target` that nothing has: `TARGET` with `ending`, and if need be a number, higher
/// than that of any other.
pub(super) fn free_name(target: &Path, ending: &str) -> PathBuf {
    let first = beside(target, ending);
    let wanted = first.file_name().map(OsStr::to_string_lossy);
    let taken = |name: &OsStr| {
        let name = name.to_string_lossy();
        let rest = name.strip_prefix(wanted.as_deref()?)?.to_owned();
        let digits: String = rest
            .strip_prefix('-')
            .unwrap_or_default()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        Some(digits.parse().unwrap_or(1_u64))
    };
    let entries = fs::read_dir(folder_of(target))
        .into_iter()
        .flatten()
        .flatten();
    match entries.filter_map(|entry| taken(&entry.file_name())).max() {
        None => first,
        Some(highest) => beside(target, &format!("{ending}-{}", highest.saturating_add(1))),
    }
}

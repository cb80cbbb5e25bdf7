//! A file into the place of a database that is missing or damaged.

use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::snapshot::{Journal, snapshot};
use super::{SIDE_FILES, beside, look, open};
use crate::error::{Exit, Failure};
use crate::output::file::NewFile;
use crate::store::backup::look::check;

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
    let file = NewFile::create(target, damaged)?;
    snapshot(source, &file, Journal::Log, wait, told).await?;
    let (copy, _) = check(open::open_file(file.path())?).await?;
    look(&copy)?;
    drop(copy);
    // From here on nothing waits, so no signal comes between.
    NewFile::allow(target, damaged)?;
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

/// A name beside `target` that nothing has: `TARGET` with `ending`, and a number if need be.
pub(super) fn free_name(target: &Path, ending: &str) -> PathBuf {
    let first = beside(target, ending);
    std::iter::once(first)
        .chain((2_u32..).map(|n| beside(target, &format!("{ending}-{n}"))))
        .find(|name| {
            [""].into_iter()
                .chain(SIDE_FILES)
                .all(|side| beside(name, side).symlink_metadata().is_err())
        })
        .unwrap_or_else(|| beside(target, ending))
}

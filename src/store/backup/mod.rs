//! Copies of a SQLite database: taken from one that is in use, looked through, put back.
//!
//! Through SQLite's own online backup, page by page, in small steps: signals are heard between
//! them, and an early end undoes all of it. [`snapshot`] writes a database into a new file,
//! [`replace`] a file into a database that others may have open, [`install`] one where there is
//! none or a damaged one. [`look`] and [`check`] say what a file holds and whether it is whole.
//! [`automatic`] are the copies beside a database that are taken before something risky.
//!
//! For servers, [`tools`] knows how their own programs are called.
//!
//! No file that SQLite has open is opened here in another way and closed: that would take away
//! the locks of the whole process. [`replace`] says where it must look all the same.

pub mod automatic;
mod install;
mod look;
mod open;
mod replace;
mod snapshot;
pub mod tools;

pub use install::install;
pub use look::{Look, check, look, verify};
pub use open::{begin_read, open_database, open_file};
pub use replace::{Outcome, replace};
pub use snapshot::{snapshot, stage};

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Bytes copied between two moments at which a signal is heard.
const SLICE: u64 = 2 * 1024 * 1024;

/// The file beside a database whose name is the database's with `ending` added.
fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(database.as_os_str());
    name.push(ending);
    PathBuf::from(name)
}

/// The folder a file is in: `.` for a bare name.
fn folder_of(file: &Path) -> &Path {
    file.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The side files of a database: of its log, of its rollback journal, and of its log's index.
const SIDE_FILES: [&str; 3] = ["-wal", "-journal", "-shm"];

/// Whether `file` is the database or one of its side files, by whatever name.
pub fn is_part_of(file: &Path, database: &Path) -> bool {
    let same = |other: &Path| {
        std::path::absolute(file).is_ok_and(|a| std::path::absolute(other).is_ok_and(|b| a == b))
            || matches!((place(file), place(other)), (Some(a), Some(b)) if a == b)
    };
    let real = database.canonicalize();
    let real = real.as_deref().unwrap_or(database);
    [database, real].into_iter().any(|database| {
        same(database)
            || SIDE_FILES
                .iter()
                .any(|ending| same(&beside(database, ending)))
    })
}

/// Where a file is on its disk; of one that is missing, its name in its real folder.
fn place(file: &Path) -> Option<(u64, u64, OsString)> {
    use std::os::unix::fs::MetadataExt as _;
    if let Ok(there) = file.metadata() {
        return Some((there.dev(), there.ino(), OsString::new()));
    }
    let there = folder_of(file).metadata().ok()?;
    Some((there.dev(), there.ino(), file.file_name()?.to_owned()))
}

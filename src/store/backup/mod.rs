//! Copies of SQLite databases: taken while the database is in use, verified, restored.
//!
//! Pages are copied by SQLite's own online backup in small steps: signals are handled between
//! them, and an early end undoes all of it. [`snapshot`] copies a database into a new file,
//! [`replace`] a file into a database that others may have open, [`install`] a file where there
//! is not a database or is damaged. [`summarize`] and [`verify`] read a file. [`automatic`] are the
//! backups beside a database that are taken before it is changed.
//!
//! For servers, [`tools`] builds the command lines of their client programs.
//!
//! No file that SQLite has open may be opened and closed here in another way: that would release
//! the POSIX locks of the entire process. [`replace`] documents its one exception.

pub mod automatic;
mod install;
mod open;
mod replace;
mod snapshot;
mod summary;
pub mod tools;
mod verify;

pub use install::install;
pub(in crate::store) use open::file_uri;
pub use open::{begin_read, open_beside, open_database, open_file, open_private};
pub use replace::{Replaced, replace, verify_replaced};
pub use snapshot::{set_wal, snapshot, stage};
pub use summary::{DbSummary, summarize, summarize_now};
pub use verify::{Dangling, Depth, check_to, verify, verify_to};

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::atomic_file::directory_of;

/// Bytes copied between two moments at which a signal is handled.
const BYTES_PER_STEP: u64 = 2 * 1024 * 1024;

/// The pages of one step, for a page size in bytes.
fn pages_per_step(page_size: u64) -> i32 {
    i32::try_from((BYTES_PER_STEP / page_size.max(512)).max(1)).unwrap_or(i32::MAX)
}

/// The file beside a database whose name is the database's with `suffix` added.
fn with_suffix(database: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(database.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}

/// The suffixes of the files that SQLite keeps beside a database: write-ahead log, rollback
/// journal, and the index of the log.
const SIDE_FILES: [&str; 3] = ["-wal", "-journal", "-shm"];

/// Whether `file` is the database or one of its side files, by whatever name.
pub fn is_part_of(file: &Path, database: &Path) -> bool {
    let same = |other: &Path| {
        std::path::absolute(file).is_ok_and(|a| std::path::absolute(other).is_ok_and(|b| a == b))
            || matches!((file_identity(file), file_identity(other)), (Some(a), Some(b)) if a == b)
    };
    let real = database.canonicalize();
    let real = real.as_deref().unwrap_or(database);
    [database, real].into_iter().any(|database| {
        same(database) || SIDE_FILES.iter().any(|suffix| same(&with_suffix(database, suffix)))
    })
}

/// Device and inode of a file; of one that does not exist, its name and those of its directory.
fn file_identity(file: &Path) -> Option<(u64, u64, OsString)> {
    use std::os::unix::fs::MetadataExt as _;
    if let Ok(metadata) = file.metadata() {
        return Some((metadata.dev(), metadata.ino(), OsString::new()));
    }
    let metadata = directory_of(file).metadata().ok()?;
    Some((metadata.dev(), metadata.ino(), file.file_name()?.to_owned()))
}

//! The file of a SQLite database: what is there, how it may be opened, a new one.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::Missing;
use crate::atomic_file::{AtomicFile, directory_of};
use crate::directory::{Directory, FoundFile};
use crate::error::{Failure, Kind};
use crate::file_kind;
use crate::store::backup;
use crate::store::limits::Limits;

/// How a SQLite file may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Access {
    /// To read and to write.
    Write,
    /// To read.
    Read,
    /// Read-only, as a file that no process changes.
    Immutable,
}

/// How the file may be opened, which must not be open yet.
pub(in crate::store) fn access(path: &Path, mode_ro: bool) -> Access {
    let directory = directory_of(path);
    if !mode_ro && writable(path) && writable(directory) {
        Access::Write
    } else if needs_immutable(path, directory) {
        Access::Immutable
    } else {
        Access::Read
    }
}

/// How the file may be opened so that no file is made beside it.
pub(super) fn access_without_trace(path: &Path) -> Access {
    let open_elsewhere = beside(path, "-wal").exists() && beside(path, "-shm").exists();
    if in_wal_mode(path) && !open_elsewhere { Access::Immutable } else { Access::Read }
}

/// Makes sure that there is a file to open.
pub(in crate::store) fn prepare_file(path: &Path, missing: Missing) -> Result<FoundFile, Failure> {
    let cannot = |what: String| {
        let message = format!("{} is {what}, not a database file", path.display());
        Err(Failure::new(Kind::CannotOpen, message)
            .hint("`meetctl config show` shows where the name comes from"))
    };
    match path.metadata() {
        Ok(metadata) => {
            if let Some(kind) = file_kind::other(file_kind::of(&metadata)) {
                return cannot(kind.to_owned());
            }
            refuse_newer_format(path)?;
            refuse_shared_journal(path)?;
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(cannot_open(path).cause(error));
        }
        Err(_) if let Ok(target) = fs::read_link(path) => {
            return cannot(format!("a symbolic link to {}, which does not exist", target.display()));
        }
        Err(_) if missing == Missing::Create => create_file(path)?,
        Err(_) => return Err(Failure::new(
            Kind::NoDatabase,
            format!("database file {} does not exist", path.display()),
        )
        .hint("`meetctl migrate up` creates it; `meetctl config show` shows where the name comes from")),
    }
    FoundFile::find(path)
}

/// Refuses a file that only a newer SQLite knows. This one would take it for damaged, or refuse every
/// write without a reason.
///
/// <https://www.sqlite.org/fileformat.html#the_database_header> has the header.
pub(in crate::store) fn refuse_newer_format(path: &Path) -> Result<(), Failure> {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    const NEWEST_VERSION: u8 = 2;
    const NEWEST_SCHEMA: u32 = 4;
    let mut header = [0; 48];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    if read.is_err() || !header.starts_with(MAGIC) {
        return Ok(());
    }
    let version = header[18].max(header[19]);
    let schema = u32::from_be_bytes([header[44], header[45], header[46], header[47]]);
    let cause = if version > NEWEST_VERSION {
        format!("its format has version {version}, and this program knows up to {NEWEST_VERSION}")
    } else if schema > NEWEST_SCHEMA {
        format!("its schema has format {schema}, and this program knows up to {NEWEST_SCHEMA}")
    } else {
        return Ok(());
    };
    let message = format!("{} was written by a newer version of SQLite", path.display());
    Err(Failure::new(Kind::FormatTooNew, message).cause(anyhow!(cause)).hint(
        "use a newer meetctl, or copy the file with the program that wrote it: \
         `sqlite3 OLD .dump | sqlite3 NEW`",
    ))
}

/// Refuses a rollback journal that names a file for SQLite to delete.
///
/// SQLite writes such a journal in a transaction over several databases, and deletes the file they
/// share after it has rolled back each. Of ours there is one. Another user could name any file
/// that this one may delete.
fn refuse_shared_journal(path: &Path) -> Result<(), Failure> {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let mut journal = path.canonicalize().unwrap_or_else(|_| path.to_owned()).into_os_string();
    journal.push("-journal");
    let (mut begin, mut end) = ([0], [0; 8]);
    let read = File::open(&journal).and_then(|mut file| {
        file.read_exact(&mut begin)?;
        file.seek(SeekFrom::End(-8))?;
        file.read_exact(&mut end)
    });
    // SQLite uses none that begins with a zero.
    if read.is_err() || begin == [0] || end != MAGIC {
        return Ok(());
    }
    let journal = Path::new(&journal).display();
    let message = format!("the rollback journal {journal} names a file that SQLite would delete");
    Err(Failure::new(Kind::UnsafePath, message)
        .hint("meetctl writes no such journal: find out where it comes from before you remove it"))
}

/// Refuses to write to a database as root where others may exchange its files.
pub(super) fn require_safe_directory(path: &Path) -> Result<(), Failure> {
    Directory::open(directory_of(path)).map(drop)
}

fn cannot_open(path: &Path) -> Failure {
    Failure::new(Kind::CannotOpen, format!("cannot open the database file {}", path.display()))
        .hint("check that you may read and write the file and its directory")
}

/// Creates an empty database in WAL mode that only its owner may read; SQLite gives its side files
/// the same mode.
///
/// It gets its name when it is complete: of several runs at once each finds no file or all of it,
/// and none waits for the lock that a change of the journal mode needs. The first name stays.
fn create_file(path: &Path) -> Result<(), Failure> {
    let create = || {
        Directory::create(directory_of(path), 0o700)?;
        let file = AtomicFile::create(path, false)?;
        let empty = "BEGIN IMMEDIATE; PRAGMA user_version = 0; COMMIT";
        backup::open_private(&file, Limits::default())?.execute_batch(empty)?;
        backup::set_wal(&file, true)?;
        file.give_to_owner_of(path)?;
        file.finish()
    };
    match create() {
        Err(failure) if failure.kind() == Kind::FileExists => Ok(()),
        Err(failure) if matches!(failure.kind(), Kind::UnsafePath | Kind::StorageFull) => {
            Err(failure)
        }
        Err(failure) => Err(cannot_open(path).with_causes(failure.causes())),
        Ok(()) => Ok(()),
    }
}

fn writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// A database in WAL mode needs a side file even to be read, unless it is declared immutable;
/// where the directory refuses new files and none is there, no writer can be running either.
fn needs_immutable(path: &Path, directory: &Path) -> bool {
    in_wal_mode(path) && !writable(directory) && !beside(path, "-wal").exists()
}

fn in_wal_mode(path: &Path) -> bool {
    let mut header = [0_u8; 20];
    File::open(path).and_then(|mut f| f.read_exact(&mut header)).is_ok() && header[18] == 2
}

/// The file of SQLite beside `path` with this ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

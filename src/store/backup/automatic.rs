//! Backups that are taken before a database is changed: `meet.db.backup-20260601T080000Z`.

use std::fs::{self, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use migration::APPLICATION_ID;
use rusqlite::Connection;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use super::install::free_name;
use super::open::{open_database, retry_locked};
use super::snapshot::snapshot;
use super::summary::DbSummary;
use super::verify::verify;
use super::{directory_of, file_identity};
use crate::atomic_file::AtomicFile;
use crate::error::{Exit, Failure};
use crate::store::dialect::number;
use crate::store::limits::Limits;
use crate::time::UtcTime;

/// How many automatic backups of a database are kept by default.
pub const DEFAULT_KEEP: usize = 5;

/// Copies the open database `source`, whose file is `database`, into a new file whose path begins with
/// `base`, verifies and summarizes the copy. Old ones are left: see [`prune`].
///
/// # Errors
/// Exit 10 if the disk is full or the database is damaged.
pub async fn take(
    source: &Connection,
    database: &Path,
    base: &Path,
    now: UtcTime,
    limits: Limits,
    mut progress: impl FnMut(u64),
) -> Result<(PathBuf, DbSummary), Failure> {
    let suffix = format!(".backup-{}", timestamp(now));
    loop {
        let name = free_name(base, &suffix);
        let file = AtomicFile::create(&name, false)?;
        let copy = snapshot(source, &file, limits, &mut progress).await?;
        let (copy, summary, _) = verify(copy).await?;
        drop(copy);
        file.give_to_owner_of(database)?;
        match file.finish() {
            // Another run took that name in the meantime.
            Err(failure) if failure.exit() == Exit::Refused => {}
            done => return done.map(|()| (name, summary)),
        }
    }
}

/// `20260601T080000Z`
const TIMESTAMP: &str = "%Y%m%dT%H%M%SZ";

fn timestamp(time: UtcTime) -> String {
    time.format(TIMESTAMP).to_string()
}

/// A free name for a backup at `now` (UTC), which begins with `base`.
pub fn name(base: &Path, now: UtcTime) -> PathBuf {
    free_name(base, &format!(".backup-{}", timestamp(now)))
}

/// A free name for a damaged database.
pub fn name_of_damaged(database: &Path, now: UtcTime) -> PathBuf {
    free_name(database, &format!(".damaged-{}", timestamp(now)))
}

/// Removes all but the newest `keep` automatic backups whose paths begin with `base`, of which `newest` was taken
/// just now, and returns their names. Those of `spared` are kept in any case, and so is every file
/// that is not certainly one: another name, a link, the application id of another program.
pub fn prune(base: &Path, keep: usize, newest: &Path, spared: &[&Path]) -> Vec<PathBuf> {
    // A database that is meetctl's by its records may have any application id.
    let found = all(base, application_id(newest));
    let surplus = found.len().saturating_sub(keep);
    let spared: Vec<PathBuf> = spared.iter().flat_map(|p| p.canonicalize()).collect();
    found
        .into_iter()
        .take(surplus)
        .map(|(_, path)| path)
        .filter(|path| path != newest)
        .filter(|path| path.canonicalize().is_ok_and(|real| !spared.contains(&real)))
        .filter(|path| fs::remove_file(path).is_ok())
        .collect()
}

/// The newest automatic backup whose path begins with `base`, and when (UTC) it was taken.
pub fn newest(base: &Path) -> Option<(UtcTime, PathBuf)> {
    all(base, None).pop().map(|((time, _), path)| (time, path))
}

/// Every automatic backup whose path begins with `base`, oldest first: of meetctl's application id,
/// or of the `other`.
fn all(base: &Path, other: Option<u32>) -> Vec<((UtcTime, u32), PathBuf)> {
    let Some(name) = base.file_name() else {
        return Vec::new();
    };
    let prefix = format!("{}.backup-", name.to_string_lossy());
    let Ok(entries) = fs::read_dir(directory_of(base)) else {
        return Vec::new();
    };
    let ids = [u32::try_from(APPLICATION_ID).ok(), other];
    let mut found: Vec<_> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let age = age(name.strip_prefix(&prefix)?)?;
            let id = application_id(&entry.path())?;
            ids.contains(&Some(id)).then(|| (age, entry.path()))
        })
        .collect();
    found.sort();
    found
}

/// The time and the number at the end of a name, by which they are sorted.
fn age(suffix: &str) -> Option<(UtcTime, u32)> {
    let (text, number) = suffix.split_at_checked("20260601T080000Z".len())?;
    let time = UtcTime::parse_from_str(text, TIMESTAMP).ok()?;
    let number = match number.strip_prefix('-') {
        None if number.is_empty() => 1,
        Some(digits) if digits.starts_with(|c: char| ('1'..='9').contains(&c)) => {
            digits.parse().ok()?
        }
        _ => return None,
    };
    // Not a text that only resembles one of ours.
    (timestamp(time) == text).then_some((time, number))
}

/// The application id in the header of a SQLite file, if that is a regular file and no link.
fn application_id(path: &Path) -> Option<u32> {
    const NO_FOLLOW: i32 = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    const ID_AT: usize = 68;
    if !fs::symlink_metadata(path).ok()?.is_file() {
        return None;
    }
    let mut header = [0_u8; 100];
    let mut options = OpenOptions::new();
    let mut file = options.read(true).custom_flags(NO_FOLLOW).open(path).ok()?;
    file.read_exact(&mut header).ok()?;
    let id: [u8; 4] = header[ID_AT..ID_AT + 4].try_into().ok()?;
    header.starts_with(b"SQLite format 3\0").then(|| u32::from_be_bytes(id))
}

/// Whether this process has the file of that name open: not if the name was given to another file
/// since. True where the system does not report it.
pub fn is_open_here(path: &Path) -> bool {
    let Ok(open) = fs::read_dir("/proc/self/fd") else {
        return true;
    };
    let identity = file_identity(path);
    let mut open = open.flatten();
    identity.is_some() && open.any(|entry| file_identity(&entry.path()) == identity)
}

/// Notices what other programs write to a database from now on.
#[derive(Debug)]
pub struct ChangeWatch {
    connection: Connection,
    version: i64,
}

impl ChangeWatch {
    /// Begins to watch.
    pub async fn new(database: &Path, limits: Limits) -> Result<Self, Failure> {
        let connection = open_database(database, false, limits)?;
        let version = data_version(&connection, limits).await?;
        Ok(Self { connection, version })
    }

    /// Whether the database is unchanged since.
    pub async fn is_unchanged(&self, limits: Limits) -> Result<bool, Failure> {
        Ok(data_version(&self.connection, limits).await? == self.version)
    }
}

/// A number that changes for `connection` when another one has written to its database.
pub async fn data_version(connection: &Connection, limits: Limits) -> Result<i64, Failure> {
    retry_locked(limits, || {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        connection.query_row("PRAGMA data_version", [], |row| row.get(0))
    })
    .await
}

/// The state of a database on one connection; valid only for that connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionMark {
    version: u64,
    connection: u64,
}

/// Marks the connection, and the current state of its database.
///
/// SQLite's `data_version` changes for a connection when another one has written, and not when
/// it has written itself. A new connection starts at another number, so the connection is marked
/// too, in its temporary database.
pub async fn mark_version(db: &DatabaseConnection) -> Result<VersionMark, DbErr> {
    let connection = rand::random_range(1..i32::MAX);
    db.execute_unprepared(&format!("PRAGMA temp.user_version = {connection}")).await?;
    version_mark(db).await
}

/// Whether only `db` has written since the mark. False if that is not certain.
pub async fn is_unchanged(db: &DatabaseConnection, mark: VersionMark) -> bool {
    version_mark(db).await.is_ok_and(|now| now == mark)
}

async fn version_mark(db: &DatabaseConnection) -> Result<VersionMark, DbErr> {
    // SQLite reads the version from the file when a read transaction begins.
    number(db, "SELECT count(*) FROM sqlite_master").await?;
    Ok(VersionMark {
        version: number(db, "PRAGMA data_version").await?,
        connection: number(db, "PRAGMA temp.user_version").await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_pattern_has_an_age() {
        let aged = |text| age(text).map(|(_, number)| number);
        assert_eq!(aged("20260601T080000Z"), Some(1));
        assert_eq!(aged("20260601T080000Z-2"), Some(2));
        for other in [
            "",
            "20260601T080000",
            "2026060-T080000Z",
            "+0260601T080000Z",
            " 0260601T080000Z",
            "20261301T080000Z",
            "20260601T080000Z-",
            "20260601T080000Z-0",
            "20260601T080000Z-02x",
            "20260601T080000Z.gz",
            "20260601T080000é",
            "20260601T080000Z-99999999999",
        ] {
            assert_eq!(aged(other), None, "{other}");
        }
        assert!(age("20260601T080000Z-10") > age("20260601T080000Z-9"));
        assert!(age("20260601T080001Z") > age("20260601T080000Z-9"));
    }
}

//! Copies that are taken beside a database before something risky: `meet.db.backup-20260601T080000Z`.

use std::fs::{self, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use migration::APPLICATION_ID;
use migration::runner::Identity;
use rusqlite::Connection;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};

use super::folder_of;
use super::install::free_name;
use super::look::{Look, look, verify};
use super::open::{begin_read, end_read, open_database, patiently};
use super::snapshot::snapshot;
use crate::atomic_file::AtomicFile;
use crate::error::Failure;
use crate::store::dialect::FILE_ENGINE;
use crate::time::UtcTime;

/// How many automatic backups of a database are kept, the newest.
pub const KEPT: usize = 5;

/// Takes a copy of the open database `source`, whose file is `database`, beside it, verifies it,
/// and says what it holds. It is not pruned: see [`prune`].
///
/// # Errors
/// Exit 10 where there is no room or the database is damaged.
pub async fn take(
    source: &Connection,
    database: &Path,
    now: UtcTime,
    wait: Duration,
    mut told: impl FnMut(u64),
) -> Result<(PathBuf, Look), Failure> {
    let ending = format!(".backup-{}", stamp(now));
    loop {
        let name = free_name(database, &ending);
        let file = AtomicFile::create(&name, false)?;
        snapshot(source, &file, wait, &mut told).await?;
        let (copy, found, _) = verify(file.path()).await?;
        drop(copy);
        match file.finish() {
            // Another run of this second was quicker.
            Err(failure) if failure.code() == "file_exists" => {}
            done => return done.map(|()| (name, found)),
        }
    }
}

/// `20260601T080000Z`
pub fn stamp(now: UtcTime) -> String {
    now.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A free name for a damaged database that is moved aside.
pub fn name_of_damaged(database: &Path, now: UtcTime) -> PathBuf {
    free_name(database, &format!(".damaged-{}", stamp(now)))
}

/// What a database holds, at one moment.
pub async fn glance(source: &Connection, wait: Duration) -> Result<Look, Failure> {
    begin_read(source, wait).await?;
    let found = look(source);
    end_read(source);
    Ok(found?)
}

/// Whether somebody would miss what is in a database.
pub fn is_worth_keeping(found: &Look) -> bool {
    matches!(
        found.identity,
        Identity::Ours { .. } | Identity::Flask { .. }
    ) && found.has_data()
}

/// Removes all but the newest `keep` automatic backups of `database`, and says which. Those of
/// `spared` stay in any case, and so does every file that is not surely one: another name, a link,
/// another mark in its header.
pub fn prune(database: &Path, keep: usize, spared: &[&Path]) -> Vec<PathBuf> {
    let Some(name) = database.file_name() else {
        return Vec::new();
    };
    let prefix = format!("{}.backup-", name.to_string_lossy());
    let Ok(entries) = fs::read_dir(folder_of(database)) else {
        return Vec::new();
    };
    let mut found: Vec<((String, u32), PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let age = age(name.strip_prefix(&prefix)?)?;
            is_ours(&entry.path()).then(|| (age, entry.path()))
        })
        .collect();
    found.sort();
    let surplus = found.len().saturating_sub(keep);
    let spared: Vec<PathBuf> = spared.iter().flat_map(|p| p.canonicalize()).collect();
    found
        .into_iter()
        .take(surplus)
        .map(|(_, path)| path)
        .filter(|path| {
            path.canonicalize()
                .is_ok_and(|real| !spared.contains(&real))
        })
        .filter(|path| fs::remove_file(path).is_ok())
        .collect()
}

/// The moment and the number in the end of a name, by which they are sorted.
fn age(ending: &str) -> Option<(String, u32)> {
    const FORM: &str = "99999999T999999Z";
    let (stamp, number) = ending.split_at_checked(FORM.len())?;
    let fits = stamp.chars().zip(FORM.chars()).all(|(c, form)| match form {
        '9' => c.is_ascii_digit(),
        _ => c == form,
    });
    let number = match number.strip_prefix('-') {
        None if number.is_empty() => 1,
        Some(digits) if digits.starts_with(|c: char| ('1'..='9').contains(&c)) => {
            digits.parse().ok()?
        }
        _ => return None,
    };
    fits.then(|| (stamp.to_owned(), number))
}

/// Whether it is a regular file, no link, with meetctl's mark.
fn is_ours(path: &Path) -> bool {
    const NOT_A_LINK: i32 = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    const MARK_AT: usize = 68;
    let mut header = [0_u8; 100];
    let mut read = || {
        if !fs::symlink_metadata(path)?.is_file() {
            return Ok(false);
        }
        let mut options = OpenOptions::new();
        let mut file = options.read(true).custom_flags(NOT_A_LINK).open(path)?;
        file.read_exact(&mut header)?;
        std::io::Result::Ok(true)
    };
    let whole = read().unwrap_or(false);
    let mark = u32::try_from(APPLICATION_ID).unwrap_or_default();
    whole
        && header.starts_with(b"SQLite format 3\0")
        && header[MARK_AT..MARK_AT + 4] == mark.to_be_bytes()
}

/// Watches a database for what others write, from its making on.
#[derive(Debug)]
pub struct Watch {
    connection: Connection,
    version: i64,
}

impl Watch {
    /// Begins to watch.
    pub async fn new(database: &Path, wait: Duration) -> Result<Self, Failure> {
        let connection = open_database(database, false)?;
        let version = version(&connection, wait).await?;
        Ok(Self {
            connection,
            version,
        })
    }

    /// Whether nobody has written since.
    pub async fn holds(&self, wait: Duration) -> Result<bool, Failure> {
        Ok(version(&self.connection, wait).await? == self.version)
    }
}

async fn version(connection: &Connection, wait: Duration) -> Result<i64, Failure> {
    patiently(wait, || {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        connection.query_row("PRAGMA data_version", [], |row| row.get(0))
    })
    .await
}

/// What tells later whether another program has written to the database: valid for the one
/// connection that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    version: i64,
    connection: i64,
}

/// Marks the connection, and the state of the database as it sees it.
///
/// SQLite's `data_version` changes for a connection when another one has written, and not when
/// it has written itself: what a migration does on `db` is our own. A connection that was made
/// anew counts from the start, so it is marked too, in its temporary database.
pub async fn mark(db: &DatabaseConnection) -> Result<Mark, DbErr> {
    let connection = i64::from(rand::random_range(1..i32::MAX));
    db.execute_unprepared(&format!("PRAGMA temp.user_version = {connection}"))
        .await?;
    look_at_mark(db).await
}

/// Whether nobody but `db` has written since the mark. False where that is not certain.
pub async fn holds(db: &DatabaseConnection, mark: Mark) -> bool {
    look_at_mark(db).await.is_ok_and(|now| now == mark)
}

async fn look_at_mark(db: &DatabaseConnection) -> Result<Mark, DbErr> {
    let number = async |sql: &str| -> Result<i64, DbErr> {
        let row = db
            .query_one_raw(Statement::from_string(FILE_ENGINE, sql.to_owned()))
            .await?;
        row.map_or(Ok(0), |row| row.try_get_by_index(0))
    };
    // The version is looked up in the file when a transaction begins to read.
    number("SELECT count(*) FROM sqlite_master").await?;
    Ok(Mark {
        version: number("PRAGMA data_version").await?,
        connection: number("PRAGMA temp.user_version").await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_pattern_is_an_age() {
        let aged = |text| age(text).map(|(_, number)| number);
        assert_eq!(aged("20260601T080000Z"), Some(1));
        assert_eq!(aged("20260601T080000Z-2"), Some(2));
        for other in [
            "",
            "20260601T080000",
            "2026060-T080000Z",
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

//! Parses database URLs; a password is never shown.
//!
//! URLs are read as other programs write them: those of libpq, of SQLAlchemy and its drivers, of
//! the MySQL clients, of SQLite. What meetctl cannot do as the URL says is refused by its name,
//! never ignored.

use std::fmt;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use sea_orm::DbBackend;

use crate::error::Failure;

mod options;
mod scheme;
mod server;
mod sqlite;
#[cfg(test)]
mod tests;
mod tls;

pub use options::{ServerOptions, SessionTarget};
pub use server::{Host, ServerUrl};
pub use tls::TlsMode;

use scheme::Scheme;

/// One database server or file, as the user specified it.
///
/// `Display` and `Debug` mask the password; only [`ServerUrl::password`] returns it.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file.
    Sqlite {
        /// Where the file is.
        path: PathBuf,
        /// Opened with `mode=ro`: the engine refuses writes.
        read_only: bool,
        /// Opened with `mode=rw`: a missing file is not created, by no command.
        must_exist: bool,
    },
    /// A PostgreSQL server.
    Postgres(ServerUrl),
    /// A MySQL or MariaDB server.
    MySql(ServerUrl),
}

const SHAPES: &str = "write a file name, sqlite:FILE, postgres://user:password@host:5432/database or \
    mysql://user:password@host:3306/database; in a password write @ : / ? # % as %40 %3A %2F %3F %23 %25";

impl Location {
    /// Whether it is a server whose URL has no password.
    pub fn lacks_password(&self) -> bool {
        match self {
            Self::Sqlite { .. } => false,
            Self::Postgres(url) | Self::MySql(url) => url.password().is_none(),
        }
    }

    /// Gives a server whose URL has no password this one.
    pub fn set_missing_password(&mut self, password: &str) {
        match self {
            Self::Sqlite { .. } => {}
            Self::Postgres(url) | Self::MySql(url) => url.set_missing_password(password),
        }
    }

    /// Reads a `;`-separated list of URLs. At least one is returned.
    ///
    /// # Errors
    /// Exit 2; no part of the text that may be a password is shown.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, Failure> {
        Self::read_list(text, &mut Vec::new())
    }

    /// As [`parse_list`](Self::parse_list); adds to `notes` which file is meant where a URL can be
    /// read in two ways.
    ///
    /// # Errors
    /// As [`parse_list`](Self::parse_list).
    pub fn read_list(text: &str, notes: &mut Vec<String>) -> Result<Vec<Self>, Failure> {
        let parts: Vec<&str> = text.split(';').map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.is_empty() {
            return Err(malformed("it is empty"));
        }
        let listed = parts.len() > 1;
        let read = parts.into_iter().map(|part| read(part, listed, notes));
        Ok(read.collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// The SQLite database in the file `path`.
    pub fn sqlite_file(path: PathBuf) -> Self {
        Self::Sqlite { path, read_only: false, must_exist: false }
    }

    /// The engine of a server.
    pub fn server(&self) -> Option<DbBackend> {
        match self {
            Self::Sqlite { .. } => None,
            Self::Postgres(_) => Some(DbBackend::Postgres),
            Self::MySql(_) => Some(DbBackend::MySql),
        }
    }

    /// The display name of the engine.
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
            Self::MySql(_) => "MySQL/MariaDB",
        }
    }

    /// The name of the database as a user types it: that of the file, or on the server.
    pub fn name(&self) -> String {
        match self {
            Self::Sqlite { path, .. } => {
                path.file_name().unwrap_or_default().to_string_lossy().into_owned()
            }
            Self::Postgres(url) | Self::MySql(url) => url.database.clone(),
        }
    }

    /// Whether the URL has a password.
    pub fn has_password(&self) -> bool {
        match self {
            Self::Sqlite { .. } => false,
            Self::Postgres(url) | Self::MySql(url) => url.password().is_some(),
        }
    }

    /// Which of several servers may be used.
    pub fn target(&self) -> Option<SessionTarget> {
        match self {
            Self::Sqlite { .. } => None,
            Self::Postgres(url) | Self::MySql(url) => url.options.target,
        }
    }
}

/// Reads one URL, which may list several hosts.
fn read(text: &str, listed: bool, notes: &mut Vec<String>) -> Result<Vec<Location>, Failure> {
    if text.contains(char::is_control) {
        return Err(malformed("it contains a control character"));
    }
    let servers = |engine, variant: fn(ServerUrl) -> Location| {
        let servers = server::parse(text, engine)?;
        Ok(servers.into_iter().map(variant).collect())
    };
    match Scheme::of(text)? {
        Some(Scheme::Sqlite { rest, sqlalchemy }) => {
            sqlite::parse(rest, sqlalchemy, notes).map(|file| vec![file])
        }
        Some(Scheme::FileUri) => sqlite::parse_uri(text, "").map(|file| vec![file]),
        Some(Scheme::Postgres(engine)) => servers(engine, Location::Postgres),
        Some(Scheme::MySql(engine)) => servers(engine, Location::MySql),
        // `host:secret@…` without a scheme is a mistyped URL, not a file name to show in an error;
        // the same holds for the part of a password after a `;`.
        None if text.contains('@') && (listed || text.contains(':')) => {
            Err(malformed("it resembles the URL of a server, but has no known scheme"))
        }
        None => sqlite::bare(text).map(|file| vec![file]),
    }
}

fn malformed(why: &str) -> Failure {
    // The text is never shown: the invalid part may be the password.
    Failure::usage(format!("invalid database URL: {why}")).hint(SHAPES)
}

/// `None` for an invalid escape, which the library would keep as it is.
fn percent_decode(text: &str) -> Option<String> {
    let is_escape = |code: &str| {
        let mut digits = code.bytes().take(2);
        code.len() >= 2 && digits.all(|digit| digit.is_ascii_hexdigit())
    };
    let valid = text.split('%').skip(1).all(is_escape);
    let decoded = valid.then(|| percent_decode_str(text).decode_utf8().ok()).flatten()?;
    // A file or a server cannot be named with it.
    (!decoded.contains('\0')).then(|| decoded.into_owned())
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path, .. } => write!(f, "{}", Path::display(path)),
            Self::Postgres(url) | Self::MySql(url) => write!(f, "{url}"),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

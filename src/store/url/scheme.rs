//! The schemes of database URLs, with the driver that SQLAlchemy adds to them.

use super::malformed;
use crate::error::Failure;

/// What the scheme of a URL says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme<'a> {
    /// A SQLite file, in what follows `sqlite:`.
    Sqlite {
        /// The text after the colon.
        rest: &'a str,
        /// Whether a driver is named: three slashes are then a relative path.
        sqlalchemy: bool,
    },
    /// A URI of SQLite's own.
    FileUri,
    /// A PostgreSQL server; the word without a driver.
    Postgres(&'static str),
    /// A MySQL or MariaDB server; the word without a driver.
    MySql(&'static str),
}

const POSTGRES_DRIVERS: [&str; 9] = [
    "psycopg2",
    "psycopg",
    "psycopg_async",
    "psycopg2cffi",
    "asyncpg",
    "aiopg",
    "pg8000",
    "pygresql",
    "pypostgresql",
];
const MYSQL_DRIVERS: [&str; 9] = [
    "pymysql",
    "mysqldb",
    "mysqlclient",
    "mysqlconnector",
    "mariadbconnector",
    "asyncmy",
    "aiomysql",
    "cymysql",
    "oursql",
];
const SQLITE_DRIVERS: [&str; 3] = ["pysqlite", "aiosqlite", "pysqlite_numeric"];

/// Schemes of other programs, and what to write instead.
const FOREIGN: [(&[&str], &str); 5] = [
    (
        &["psql", "pgsql", "pg", "postgis", "postgre", "postgresq", "timescale", "timescaledb"],
        "write postgres://",
    ),
    (
        &["cockroach", "cockroachdb", "crdb", "redshift", "yugabyte", "yugabytedb"],
        "if it speaks PostgreSQL's protocol, write postgres://",
    ),
    (&["mysql2", "mysqli", "mysqlx", "mysqldb", "maria"], "write mysql:// or mariadb://"),
    (&["sqlite3", "sqlitedb", "libsql"], "write sqlite:FILE"),
    (&["jdbc", "r2dbc", "odbc", "pdo"], "write the URL without this prefix"),
];

impl<'a> Scheme<'a> {
    /// The scheme of `text`; `None` if it has none and is a file name.
    ///
    /// # Errors
    /// Exit 2 for a scheme or driver that is not supported.
    pub(super) fn of(text: &'a str) -> Result<Option<Self>, Failure> {
        let Some((typed, rest)) = text.split_once(':') else {
            return Ok(None);
        };
        let lower = typed.to_ascii_lowercase();
        let (word, driver) = match lower.split_once('+') {
            Some((word, driver)) => (word, Some(driver)),
            None => (lower.as_str(), None),
        };
        let scheme = match word {
            "sqlite" => Self::Sqlite { rest, sqlalchemy: driver.is_some() },
            "postgres" => Self::Postgres("postgres"),
            "postgresql" => Self::Postgres("postgresql"),
            "mysql" => Self::MySql("mysql"),
            "mariadb" => Self::MySql("mariadb"),
            "file" => Self::FileUri,
            _ => return unknown(word, &lower, rest).map_or(Ok(None), Err),
        };
        let drivers = match scheme {
            Self::Sqlite { .. } => &SQLITE_DRIVERS[..],
            Self::Postgres(_) => &POSTGRES_DRIVERS,
            Self::MySql(_) => &MYSQL_DRIVERS,
            Self::FileUri => &[],
        };
        match driver {
            Some(driver) if !drivers.contains(&driver) => Err(unknown_driver(word, driver)),
            _ => Ok(Some(scheme)),
        }
    }
}

/// The failure of a scheme that is not supported; `None` for what is a file name.
fn unknown(word: &str, lower: &str, rest: &str) -> Option<Failure> {
    let foreign = FOREIGN.iter().find(|(words, _)| words.contains(&word));
    if let Some((_, hint)) = foreign {
        let message = format!("invalid database URL: the scheme {word} is not supported");
        return Some(Failure::usage(message).hint(*hint));
    }
    if rest.starts_with("//") && is_word(lower) {
        let message = format!("invalid database URL: unknown scheme {lower}");
        return Some(Failure::usage(message).hint(super::SHAPES));
    }
    (format!("{lower}:{rest}").contains("://")).then(|| malformed("unknown scheme"))
}

fn unknown_driver(word: &str, driver: &str) -> Failure {
    let name = if is_word(driver) { format!(" {driver}") } else { String::new() };
    let message = format!("invalid database URL: the driver{name} of {word} is not supported");
    let hint = match driver {
        "pysqlcipher" => "encrypted databases cannot be opened".to_owned(),
        _ => format!("if the server speaks the protocol of {word}, leave out the driver: {word}:"),
    };
    Failure::usage(message).hint(hint)
}

/// Whether it can be shown: a scheme, and not the beginning of a password.
fn is_word(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "+-._".contains(c);
    text.len() <= 30
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(fits)
}

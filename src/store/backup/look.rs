//! What a file holds, and whether it is whole.

use std::collections::HashSet;
use std::path::Path;

use migration::APPLICATION_ID;
use migration::runner::{Identity, RECORDS};
use rusqlite::Connection;

use super::open::open_to_write;
use crate::error::{Exit, Failure};
use crate::store::dialect::Class;
use crate::store::failure;

/// What a database holds, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Whose it is, and of which schema.
    pub identity: Identity,
    /// The newest migration that is applied.
    pub newest: Option<String>,
    /// Its users.
    pub users: u64,
    /// Its meetings.
    pub meetings: u64,
    /// Its size.
    pub bytes: u64,
}

impl Look {
    /// Whether there is anything in it that somebody could miss.
    pub fn has_data(&self) -> bool {
        self.users > 0 || self.meetings > 0
    }
}

/// Looks at a database, all of it at one moment.
pub fn look(connection: &Connection) -> rusqlite::Result<Look> {
    let tables = tables(connection)?;
    let versions = versions(connection, &tables)?;
    let has = |table: &str| tables.iter().any(|name| name == table);
    let (has_users, has_meetings) = (has("users"), has("meetings"));
    let identity = identity(connection, tables, &versions)?;
    let known = matches!(identity, Identity::Ours { .. } | Identity::Flask { .. });
    let count = |has: bool, sql: &str| {
        if known && has {
            number(connection, sql)
        } else {
            Ok(0)
        }
    };
    let pages = number(connection, "PRAGMA page_count")?;
    Ok(Look {
        newest: versions.into_iter().max(),
        users: count(has_users, "SELECT count(*) FROM users")?,
        meetings: count(has_meetings, "SELECT count(*) FROM meetings")?,
        bytes: pages * number(connection, "PRAGMA page_size")?,
        identity,
    })
}

/// Whose a database is, and of which schema: as the runner of the migrations has it, for a file
/// that may not be the database of this run.
fn identity(
    connection: &Connection,
    tables: Vec<String>,
    versions: &HashSet<String>,
) -> rusqlite::Result<Identity> {
    let names = migration::names();
    let mark = connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0))?;
    let tables: Vec<String> = tables
        .into_iter()
        .filter(|name| !RECORDS.contains(&name.as_str()))
        .collect();
    let has = |table: &str| tables.iter().any(|name| name == table);
    if mark != 0 && mark != APPLICATION_ID {
        return Ok(Identity::Foreign { tables });
    }
    if names.iter().any(|name| versions.contains(name)) {
        let mut unknown: Vec<String> = versions
            .iter()
            .filter(|version| !names.contains(version))
            .cloned()
            .collect();
        unknown.sort();
        let pending = names.into_iter().filter(|name| !versions.contains(name));
        let pending = pending.collect();
        return Ok(Identity::Ours {
            pending,
            unknown,
            dirty: Vec::new(),
        });
    }
    if versions.is_empty() && tables.iter().all(|table| table == "alembic_version") {
        return Ok(Identity::Empty);
    }
    if versions.is_empty()
        && ["users", "meetings", "meeting_participants"]
            .iter()
            .all(|t| has(t))
    {
        let sql = "SELECT count(*) FROM pragma_table_info('meetings') WHERE name = 'status'";
        let has_status = number(connection, sql)? > 0;
        return Ok(Identity::Flask { has_status });
    }
    Ok(Identity::Foreign { tables })
}

const RECORD: &str = "seaql_migrations";

fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') \
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    texts(connection, sql)
}

fn versions(connection: &Connection, tables: &[String]) -> rusqlite::Result<HashSet<String>> {
    if !tables.iter().any(|name| name == RECORD) {
        return Ok(HashSet::new());
    }
    // Another program's table of this name may have other columns.
    let sql = "SELECT count(*) FROM pragma_table_info('seaql_migrations') WHERE name = 'version'";
    if number(connection, sql)? == 0 {
        return Ok(HashSet::new());
    }
    let versions = texts(connection, "SELECT version FROM seaql_migrations")?;
    Ok(versions.into_iter().collect())
}

fn texts(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare(sql)?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn number(connection: &Connection, sql: &str) -> rusqlite::Result<u64> {
    let number: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(u64::try_from(number).unwrap_or_default())
}

/// What [`check`] found in a whole file: rows that refer to nothing.
pub type Dangling = u64;

/// Reads a copy that nobody else has open through, and looks at it.
///
/// It is opened to be written, and is not: SQLite knows no CHECK of a file that it may only read.
///
/// # Errors
/// Exit 10 where it is damaged.
pub async fn verify(copy: &Path) -> Result<(Connection, Look, Dangling), Failure> {
    let (connection, dangling) = check(open_to_write(copy)?).await?;
    let found = look(&connection)?;
    Ok((connection, found, dangling))
}

/// Reads every page and entry of a database: seconds for a large one, so in a thread of its own.
/// The connection is handed back.
///
/// # Errors
/// Exit 10 where it is damaged, with what SQLite says about it.
pub async fn check(connection: Connection) -> Result<(Connection, Dangling), Failure> {
    let work = tokio::task::spawn_blocking(move || {
        let found = problems(&connection);
        // A schema that refers to tables of which there are none cannot be asked.
        let dangling = number(&connection, "SELECT count(*) FROM pragma_foreign_key_check");
        (connection, found, dangling.unwrap_or(1))
    });
    let (connection, found, dangling) = work.await.map_err(|error| {
        Failure::new(Exit::Failed, "check", "the check came to no end").cause(error)
    })?;
    let found = match found {
        Ok(found) if found.is_empty() => return Ok((connection, dangling)),
        Ok(found) => found,
        // A schema that calls what does not exist is damaged too.
        Err(error) if is_damage(&error) => vec![failure::said(&error)],
        Err(error) => return Err(error.into()),
    };
    let failure = Failure::new(
        Exit::Storage,
        "corrupt",
        "the database file is damaged or is not a database",
    );
    Err(found.into_iter().fold(failure, Failure::cause))
}

fn is_damage(error: &rusqlite::Error) -> bool {
    let sql = error.sqlite_error().is_some_and(|e| e.extended_code == 1);
    sql || failure::class_of(error) == Class::Corrupt
}

/// The first few things that are wrong with a database.
fn problems(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let found = texts(connection, "PRAGMA integrity_check(5)")?;
    // One row may hold several lines.
    let lines = found.iter().flat_map(|text| text.lines());
    Ok(lines
        .filter(|line| *line != "ok" && !line.starts_with("*** in database"))
        .take(5)
        .map(str::to_owned)
        .collect())
}

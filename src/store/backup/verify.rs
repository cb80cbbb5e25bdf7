//! Whether a database file is intact.

use rusqlite::Connection;

use super::summary::{DbSummary, number, summarize, texts};
use crate::error::{Failure, Kind};
use crate::store::dialect::ErrorClass;
use crate::store::failure;

/// How many problems of a damaged file are named.
const MAX_SHOWN: usize = 5;

/// What of a database is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every page, and whether each index has exactly the rows of its table.
    Everything,
    /// Every page. Enough where the rows are compared with a checksum and the indexes are not used.
    Pages,
}

/// How many rows of an intact file refer to rows that do not exist.
pub type Dangling = u64;

/// Checks and summarizes a copy that no other process has open.
///
/// It must be open for writing: SQLite does not check CHECK constraints of a file that is opened
/// read-only.
///
/// # Errors
/// Exit 10 where it is damaged.
pub async fn verify(copy: Connection) -> Result<(Connection, DbSummary, Dangling), Failure> {
    verify_to(copy, Depth::Everything).await
}

/// The same to a depth.
///
/// # Errors
/// As of [`verify`].
pub async fn verify_to(
    copy: Connection,
    depth: Depth,
) -> Result<(Connection, DbSummary, Dangling), Failure> {
    let (connection, dangling) = check_to(copy, depth).await?;
    let summary = summarize(&connection).await?;
    Ok((connection, summary, dangling))
}

/// Reads every page and entry of a database: seconds for a large one, so in its own thread.
/// Returns the connection.
///
/// # Errors
/// Exit 10 where it is damaged, with what SQLite reports about it.
pub async fn check(connection: Connection) -> Result<(Connection, Dangling), Failure> {
    check_to(connection, Depth::Everything).await
}

/// The same to a depth.
///
/// # Errors
/// As of [`check`].
pub async fn check_to(
    connection: Connection,
    depth: Depth,
) -> Result<(Connection, Dangling), Failure> {
    let work = tokio::task::spawn_blocking(move || {
        let found = problems(&connection, depth);
        // A schema that refers to a table that does not exist cannot be asked.
        let dangling = number(&connection, "SELECT count(*) FROM pragma_foreign_key_check");
        (connection, found, dangling.unwrap_or(1))
    });
    let (connection, found, dangling) = work.await.map_err(|error| {
        Failure::new(Kind::CheckFailed, "the check did not finish").cause(error)
    })?;
    let found = match found {
        Ok(found) if found.is_empty() => return Ok((connection, dangling)),
        Ok(found) => found,
        // A schema that calls a function that does not exist is damaged too.
        Err(error) if is_damage(&error) => vec![failure::said(&error)],
        Err(error) => return Err(error.into()),
    };
    let damaged = failure::describe(ErrorClass::Corrupt);
    Err(damaged.with_causes(found))
}

fn is_damage(error: &rusqlite::Error) -> bool {
    let sql = error.sqlite_error().is_some_and(|e| e.extended_code == 1);
    sql || failure::class_of(error) == ErrorClass::Corrupt
}

/// The first problems that SQLite reports.
fn problems(connection: &Connection, depth: Depth) -> rusqlite::Result<Vec<String>> {
    let pragma = match depth {
        Depth::Everything => "integrity_check",
        Depth::Pages => "quick_check",
    };
    let found = texts(connection, &format!("PRAGMA {pragma}({MAX_SHOWN})"))?;
    // One row may hold several lines.
    let lines = found.iter().flat_map(|text| text.lines());
    Ok(lines
        .filter(|line| *line != "ok" && !line.starts_with("*** in database"))
        .take(MAX_SHOWN)
        .map(str::to_owned)
        .collect())
}

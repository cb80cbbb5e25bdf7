//! What a database file holds, in short.

use migration::dialect::{foreign_triggers_sql, foreign_views_sql};
use migration::runner::{Identity, RECORD_TABLES, identify_by, missing_parts_by};
use rusqlite::Connection;

use super::open::{begin_read, end_read};
use crate::error::Failure;
use crate::store::connect::SCHEMA_TEXT;
use crate::store::dialect::FILE_ENGINE;
use crate::store::limits::Limits;

/// What a database holds, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DbSummary {
    /// Whose it is, and of which schema.
    pub identity: Identity,
    /// Its users.
    pub users: u64,
    /// Its meetings.
    pub meetings: u64,
    /// Whether any table has a row, apart from the migration records.
    pub has_data: bool,
    /// Its size.
    pub bytes: u64,
    /// What meetctl did not create: `trigger NAME on TABLE`, and `view NAME`.
    pub foreign: Vec<String>,
    /// Tables and columns that its migrations created and that do not exist.
    pub missing: Vec<String>,
}

/// Summarizes a database; within a transaction, all of it as of one moment.
pub async fn summarize(connection: &Connection) -> rusqlite::Result<DbSummary> {
    require_utf8_schema(connection)?;
    let ask = async |sql: &str| texts(connection, sql);
    let identity = identify_by(FILE_ENGINE, ask).await?;
    let mut summary = DbSummary {
        users: 0,
        meetings: 0,
        has_data: false,
        bytes: number(connection, "PRAGMA page_count")? * number(connection, "PRAGMA page_size")?,
        missing: match &identity {
            Identity::Ours { pending, .. } => missing_parts_by(FILE_ENGINE, pending, ask).await?,
            _ => Vec::new(),
        },
        identity,
        foreign: texts(connection, &foreign_triggers_sql(FILE_ENGINE))?,
    };
    summary.foreign.extend(texts(connection, &foreign_views_sql(FILE_ENGINE))?);
    if !matches!(summary.identity, Identity::Ours { .. } | Identity::Flask { .. }) {
        return Ok(summary);
    }
    for table in texts(connection, TABLES)? {
        match table.as_str() {
            "users" => summary.users = number(connection, "SELECT count(*) FROM users")?,
            "meetings" => summary.meetings = number(connection, "SELECT count(*) FROM meetings")?,
            records if RECORD_TABLES.contains(&records) => continue,
            _ => {}
        }
        summary.has_data = summary.has_data || has_rows(connection, &table);
    }
    Ok(summary)
}

/// Fails for a schema that the driver of the other commands cannot read.
fn require_utf8_schema(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row(SCHEMA_TEXT, [], |row| row.get::<_, Option<String>>(0)).map(drop)
}

/// A view is not a table: it stores nothing, and may be endless.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' \
                      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/// Of a table that cannot be read, to be on the safe side, yes.
fn has_rows(connection: &Connection, table: &str) -> bool {
    let table = table.replace('"', "\"\"");
    // What migrations did is recorded elsewhere too.
    let which = if table == "meetctl_history" { "command NOT LIKE 'migrate %'" } else { "1" };
    let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{table}\" WHERE {which})");
    number(connection, &sql).unwrap_or(1) > 0
}

/// Summarizes a database that others may write to.
///
/// # Errors
/// Exit 7 where it remains locked, 10 where it is damaged.
pub async fn summarize_now(connection: &Connection, limits: Limits) -> Result<DbSummary, Failure> {
    begin_read(connection, limits).await?;
    let summary = summarize(connection).await;
    end_read(connection);
    Ok(summary?)
}

/// The one text of each row that a query yields.
pub(super) fn texts(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// The one number that a query yields.
pub(super) fn number(connection: &Connection, sql: &str) -> rusqlite::Result<u64> {
    let number: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(u64::try_from(number).unwrap_or_default())
}

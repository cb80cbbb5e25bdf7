//! What differs between the engines: types, placeholders, errors, and their catalogues.
//!
//! SeaORM's list of engines is open; wherever `_` is in a match, it is MySQL.

mod catalogue;
mod constraints;
mod dependents;
mod errors;
mod file_locks;
mod foreign;
mod holders;
mod rights;
mod statistics;
mod storage;
mod stored;
mod transaction;
mod waits;
mod write;

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, Value};

pub use catalogue::column_names_sql;
pub(crate) use catalogue::{
    Column, column_sql, columns, exists, has_schema, lines, not_tables_sql, primary_key, tables_sql,
};
pub use catalogue::{disabled_rules, invalid_indexes};
pub use constraints::{
    CONSTRAINTS, Constraint, ConstraintState, ForeignKey, Rule, constraint_state, foreign_keys,
};
pub(crate) use dependents::{Changed, dependents};
pub use errors::{
    ErrorClass, classify, classify_driver, classify_sqlite, conflict, driver_error, message,
    no_ids, silent, unreadable,
};
pub(crate) use errors::{contended, is_index_of_foreign_key, no_schema};
pub use foreign::{demands_the_schema_only, foreign_triggers_sql, foreign_views_sql};
pub use holders::{LockHolder, lock_holders};
pub(crate) use rights::missing_rights;
pub use statistics::{analyze, analyzes_beside_readers, estimated_rows};
pub(crate) use storage::{RowFormats, WIDE_ROWS, keeps_checked_columns, row_formats};
pub use storage::{Unsuitable, other_storage, unsuitable};
pub use stored::{ColumnKind, OtherTime, Stored, calendar, postgres_integers, stored};
pub use transaction::{PostgresTransaction, Transaction, WriteTransaction};
pub use waits::{lock_try, wait_briefly};
pub use write::{Writing, time_text};

use crate::script::{SchemaObject, SqlChange};

/// `meet`: the application id in the header of a SQLite file of meetctl's.
pub const APPLICATION_ID: i64 = 0x6d65_6574;

/// The column `id` of users and meetings.
pub(crate) fn id_column(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
        DbBackend::Postgres => "id BIGSERIAL NOT NULL PRIMARY KEY",
        _ => "id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY",
    }
}

/// The type of a reference to an `id`.
pub(crate) fn integer_type(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite { "INTEGER" } else { "BIGINT" }
}

/// The type of a time: UTC, without a zone.
pub(crate) fn time_type(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Postgres { "TIMESTAMP WITHOUT TIME ZONE" } else { "DATETIME" }
}

/// A time as the engine compares it. SQLite compares text, so the format is fixed.
pub(crate) fn time_value(backend: DbBackend, time: NaiveDateTime) -> Value {
    if backend == DbBackend::Sqlite {
        time.format("%Y-%m-%d %H:%M:%S").to_string().into()
    } else {
        time.into()
    }
}

/// A column of times, truncated to whole seconds where the engine compares text.
pub(crate) fn whole_seconds(backend: DbBackend, column: &str) -> String {
    if backend == DbBackend::Sqlite {
        format!("substr({column}, 1, 19)")
    } else {
        column.to_owned()
    }
}

/// The placeholder of the `n`th value, from 1.
pub fn placeholder(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres { format!("${n}") } else { "?".to_owned() }
}

/// `CREATE TABLE` with the engine's own options.
pub(crate) fn create_table(backend: DbBackend, name: &'static str, lines: &[String]) -> SqlChange {
    let body = lines.join(",\n  ");
    let sql = format!("CREATE TABLE {name} (\n  {body}\n){}", table_options(backend));
    SqlChange::new(sql).creates(SchemaObject::Table(name))
}

/// What follows the closing bracket of a table.
pub(crate) fn table_options(backend: DbBackend) -> &'static str {
    if backend == DbBackend::MySql {
        " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"
    } else {
        ""
    }
}

/// MySQL creates an index for each foreign key. With a name, it can be dropped.
pub(crate) fn key_for_reference(backend: DbBackend, name: &str, column: &str) -> Option<String> {
    (backend == DbBackend::MySql).then(|| format!("INDEX {name} ({column})"))
}

/// `CREATE INDEX`, the same everywhere.
pub(crate) fn create_index(name: &'static str, table: &'static str, columns: &str) -> SqlChange {
    SqlChange::new(format!("CREATE INDEX {name} ON {table} ({columns})"))
        .creates(SchemaObject::Index(table, name))
}

/// `DROP INDEX`.
pub(crate) fn drop_index(backend: DbBackend, name: &'static str, table: &'static str) -> SqlChange {
    let on = if backend == DbBackend::MySql { format!(" ON {table}") } else { String::new() };
    SqlChange::new(format!("DROP INDEX {name}{on}")).drops(SchemaObject::Index(table, name))
}

/// Writes meetctl's application id into a SQLite file, or removes it.
pub(crate) fn mark_file(backend: DbBackend, ours: bool) -> Option<SqlChange> {
    let id = if ours { APPLICATION_ID } else { 0 };
    (backend == DbBackend::Sqlite).then(|| SqlChange::new(format!("PRAGMA application_id = {id}")))
}

/// Whether DDL is part of a transaction.
pub fn transactional(backend: DbBackend) -> bool {
    backend != DbBackend::MySql
}

/// The server's own clock: milliseconds since 1970, UTC.
pub(crate) fn clock(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
        DbBackend::Postgres => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        // The time of the row, not of the statement, which may have waited for a lock.
        _ => "CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)",
    }
}

/// An expression as text, whatever type the engine gives it.
pub fn as_text(backend: DbBackend, expression: &str) -> String {
    let text = if backend == DbBackend::MySql { "CHAR" } else { "TEXT" };
    format!("CAST({expression} AS {text})")
}

/// A text compared byte by byte.
pub fn bytes(backend: DbBackend, text: &str) -> String {
    if backend == DbBackend::MySql { format!("CAST({text} AS BINARY)") } else { text.to_owned() }
}

/// Runs a query with bound values.
pub async fn query<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = Value> + Send,
) -> Result<Vec<QueryResult>, DbErr> {
    let backend = db.get_database_backend();
    db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await
}

/// A column of a row as text, whatever another program stored there.
pub fn text(row: &QueryResult, index: usize) -> Result<String, DbErr> {
    Ok(match stored(row, index, ColumnKind::Text)? {
        Stored::Text(text) => text,
        Stored::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Stored::Integer(number) => number.to_string(),
        Stored::Real(number) => number.to_string(),
        Stored::Null | Stored::Time(_) | Stored::OtherTime(_) => String::new(),
    })
}

/// A column of a row as an integer; 0 in place of anything else.
pub(crate) fn integer(row: &QueryResult, index: usize) -> Result<i64, DbErr> {
    Ok(match stored(row, index, ColumnKind::Integer)? {
        Stored::Integer(number) => number,
        _ => 0,
    })
}

/// The one text of each row that a query yields.
pub async fn texts<C: ConnectionTrait>(db: &C, sql: &str) -> Result<Vec<String>, DbErr> {
    let rows = query(db, sql, []).await?;
    rows.iter().map(|row| text(row, 0)).collect()
}

/// The one number that a query yields; 0 if it yields no row.
pub async fn number<C: ConnectionTrait>(db: &C, sql: &str) -> Result<u64, DbErr> {
    count(db, sql, []).await
}

/// The one number that a query with bound values yields; 0 if it yields no row.
pub async fn count<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = Value> + Send,
) -> Result<u64, DbErr> {
    let rows = query(db, sql, values).await?;
    let count: i64 = rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The application id in the header of a SQLite file.
pub async fn application_id<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let rows = query(db, "PRAGMA application_id", []).await?;
    rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Writes meetctl's application id into the header of a SQLite file.
pub async fn set_application_id<C: ConnectionTrait>(db: &C) -> Result<(), DbErr> {
    let sql = format!("PRAGMA application_id = {APPLICATION_ID}");
    db.execute_unprepared(&sql).await.map(drop)
}

/// What is wrong with the pages of a SQLite file, at most `limit` sentences; none if nothing is.
pub async fn damage<C: ConnectionTrait>(db: &C, limit: u64) -> Result<Vec<String>, DbErr> {
    // Rows that break a CHECK are not damage of the file.
    db.execute_unprepared("PRAGMA ignore_check_constraints = ON").await?;
    let found = texts(db, &format!("PRAGMA integrity_check({limit})")).await;
    db.execute_unprepared("PRAGMA ignore_check_constraints = OFF").await?;
    Ok(found?.into_iter().filter(|line| line != "ok").collect())
}

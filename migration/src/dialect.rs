//! What differs between the engines: types, placeholders, and how to look at a schema.
//!
//! SeaORM leaves its list of engines open; wherever `_` stands in a match, it is MySQL.

use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::NaiveDateTime;
use sea_orm::sqlx::mysql::MySqlDatabaseError;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, RuntimeErr, Statement, Value};

use crate::script::{SchemaObject, SqlChange};

/// `meet`, the mark in the header of a SQLite file that is meetctl's.
pub const APPLICATION_ID: i64 = 0x6d65_6574;

/// The column `id` that every table of things has.
pub(crate) fn id_column(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
        DbBackend::Postgres => "id BIGSERIAL NOT NULL PRIMARY KEY",
        _ => "id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY",
    }
}

/// The type of a reference to an `id`.
pub(crate) fn integer_type(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite {
        "INTEGER"
    } else {
        "BIGINT"
    }
}

/// The type of a time: UTC, without a zone.
pub(crate) fn time_type(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Postgres {
        "TIMESTAMP WITHOUT TIME ZONE"
    } else {
        "DATETIME"
    }
}

/// A time as the engine compares it. SQLite compares text, so its form is fixed.
pub(crate) fn time_value(backend: DbBackend, time: NaiveDateTime) -> Value {
    if backend == DbBackend::Sqlite {
        time.format("%Y-%m-%d %H:%M:%S").to_string().into()
    } else {
        time.into()
    }
}

/// A column of times, cut to whole seconds where the engine compares text.
pub(crate) fn whole_seconds(backend: DbBackend, column: &str) -> String {
    if backend == DbBackend::Sqlite {
        format!("substr({column}, 1, 19)")
    } else {
        column.to_owned()
    }
}

/// The mark for the `n`th value, from 1.
pub(crate) fn placeholder(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres {
        format!("${n}")
    } else {
        "?".to_owned()
    }
}

/// `CREATE TABLE` with the engine's own options.
pub(crate) fn create_table(backend: DbBackend, name: &'static str, lines: &[String]) -> SqlChange {
    let body = lines.join(",\n  ");
    let sql = format!(
        "CREATE TABLE {name} (\n  {body}\n){}",
        table_options(backend)
    );
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

/// MySQL makes an index for each foreign key. Given by name, it is there to be dropped.
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
    let on = if backend == DbBackend::MySql {
        format!(" ON {table}")
    } else {
        String::new()
    };
    SqlChange::new(format!("DROP INDEX {name}{on}")).drops(SchemaObject::Index(table, name))
}

/// Marks a SQLite file as meetctl's, or takes the mark away.
pub(crate) fn mark_file(backend: DbBackend, ours: bool) -> Option<SqlChange> {
    let id = if ours { APPLICATION_ID } else { 0 };
    (backend == DbBackend::Sqlite).then(|| SqlChange::new(format!("PRAGMA application_id = {id}")))
}

/// Whether DDL is part of a transaction.
pub(crate) fn transactional(backend: DbBackend) -> bool {
    backend != DbBackend::MySql
}

/// The server's own clock: milliseconds since 1970, UTC.
pub(crate) fn clock(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
        DbBackend::Postgres => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        // The moment of the row, not of the statement, which may have waited for a lock.
        _ => "CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)",
    }
}

/// Whether an error goes away when the same is tried again: another transaction was in the way.
pub(crate) fn contended(error: &DbErr) -> bool {
    if matches!(error, DbErr::Custom(text) if text == CONFLICT) {
        return true;
    }
    let (DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let Some(error) = error.as_database_error() else {
        return false;
    };
    if let Some(mysql) = error.try_downcast_ref::<MySqlDatabaseError>() {
        // Deadlock (on Galera also at the commit), lock wait, changed since it was read.
        return matches!(mysql.number(), 1213 | 1205 | 1020);
    }
    let code = error.code().unwrap_or_default();
    match code.parse::<u32>() {
        // SQLite's, extended: busy and locked.
        Ok(number) if number < 10_000 => matches!(number & 0xff, 5 | 6),
        // Serialization, deadlock, lock not had.
        _ => matches!(code.as_ref(), "40001" | "40P01" | "55P03"),
    }
}

/// An error of our own making that [`contended`] knows.
pub(crate) fn conflict() -> DbErr {
    DbErr::Custom(CONFLICT.to_owned())
}

const CONFLICT: &str = "the data changed while it was being worked on";

/// The name that stands for the schema meetctl works in.
fn here(backend: DbBackend) -> &'static str {
    if backend == DbBackend::MySql {
        "DATABASE()"
    } else {
        "current_schema()"
    }
}

/// The catalogues have types of their own; this makes plain text of them.
pub(crate) fn as_text(backend: DbBackend, expression: &str) -> String {
    let text = if backend == DbBackend::MySql {
        "CHAR"
    } else {
        "TEXT"
    };
    format!("CAST({expression} AS {text})")
}

/// The query for the names of all tables, without the engine's own.
pub(crate) fn tables_sql(backend: DbBackend) -> String {
    if backend == DbBackend::Sqlite {
        return "SELECT name FROM sqlite_master WHERE type = 'table' \
                AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
            .to_owned();
    }
    format!(
        "SELECT {} FROM information_schema.tables \
         WHERE table_schema = {} AND table_type LIKE 'BASE%' ORDER BY table_name",
        as_text(backend, "table_name"),
        here(backend)
    )
}

/// The query for the names of the columns of a table, in lower case.
pub(crate) fn column_names_sql(backend: DbBackend, table: &str) -> String {
    if backend == DbBackend::Sqlite {
        return format!("SELECT lower(name) FROM pragma_table_info('{table}')");
    }
    format!(
        "SELECT lower({}) FROM information_schema.columns \
         WHERE table_schema = {} AND table_name = '{table}'",
        as_text(backend, "column_name"),
        here(backend)
    )
}

/// A column as the engine describes it.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Its name, in lower case.
    pub name: String,
    /// Its type, in lower case, with length where the engine says one.
    pub kind: String,
    /// Whether it may be empty.
    pub nullable: bool,
    /// Whether the engine fills it when a statement does not.
    pub has_default: bool,
}

/// The columns of a table, in order; none if there is no such table.
pub(crate) async fn columns<C: ConnectionTrait>(db: &C, table: &str) -> Result<Vec<Column>, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => {
            "SELECT name, type, CASE WHEN \"notnull\" = 1 THEN 'NO' ELSE 'YES' END, \
             CASE WHEN dflt_value IS NOT NULL OR pk > 0 THEN 'YES' ELSE 'NO' END \
             FROM pragma_table_xinfo(?) ORDER BY cid"
        }
        DbBackend::Postgres => {
            "SELECT CAST(column_name AS TEXT), \
             CAST(data_type AS TEXT) || COALESCE('(' || character_maximum_length || ')', ''), \
             CAST(is_nullable AS TEXT), \
             CASE WHEN column_default IS NOT NULL OR is_identity = 'YES' \
             OR is_generated <> 'NEVER' THEN 'YES' ELSE 'NO' END \
             FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
        _ => {
            "SELECT CAST(column_name AS CHAR(64)), CAST(column_type AS CHAR(255)), \
             CAST(is_nullable AS CHAR(3)), \
             CASE WHEN column_default IS NOT NULL OR extra <> '' THEN 'YES' ELSE 'NO' END \
             FROM information_schema.columns \
             WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position"
        }
    };
    let rows = query(db, sql, [table.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Column {
                name: text(row, 0)?.to_lowercase(),
                kind: text(row, 1)?.to_lowercase(),
                nullable: text(row, 2)? == "YES",
                has_default: text(row, 3)? == "YES",
            })
        })
        .collect()
}

/// Whether the schema has `object`.
pub(crate) async fn exists<C: ConnectionTrait>(
    db: &C,
    object: SchemaObject,
) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let (sql, values) = match backend {
        DbBackend::Sqlite => look_sqlite(object),
        DbBackend::Postgres => look_postgres(object),
        _ => look_mysql(object),
    };
    let values: Vec<Value> = values.into_iter().map(Value::from).collect();
    Ok(!query(db, &sql, values).await?.is_empty())
}

fn look_sqlite(object: SchemaObject) -> (String, Vec<&'static str>) {
    let master = "SELECT 1 FROM sqlite_master WHERE";
    match object {
        SchemaObject::Table(table) => {
            (format!("{master} type = 'table' AND name = ?"), vec![table])
        }
        SchemaObject::Column(table, column) => (
            "SELECT 1 FROM pragma_table_info(?) WHERE name = ?".to_owned(),
            vec![table, column],
        ),
        SchemaObject::Index(table, index) => (
            format!("{master} type = 'index' AND tbl_name = ? AND name = ?"),
            vec![table, index],
        ),
        SchemaObject::Constraint(table, name) => (
            format!("{master} type = 'table' AND name = ? AND instr(sql, ?) > 0"),
            vec![table, name],
        ),
    }
}

fn look_postgres(object: SchemaObject) -> (String, Vec<&'static str>) {
    if let SchemaObject::Index(table, index) = object {
        let sql = "SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() \
                   AND tablename = $1 AND indexname = $2";
        return (sql.to_owned(), vec![table, index]);
    }
    look_information_schema(object, "current_schema()", ["$1", "$2"])
}

fn look_mysql(object: SchemaObject) -> (String, Vec<&'static str>) {
    if let SchemaObject::Index(table, index) = object {
        let sql = "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() \
                   AND table_name = ? AND index_name = ? AND seq_in_index = 1";
        return (sql.to_owned(), vec![table, index]);
    }
    look_information_schema(object, "DATABASE()", ["?", "?"])
}

fn look_information_schema(
    object: SchemaObject,
    schema: &str,
    [first, second]: [&str; 2],
) -> (String, Vec<&'static str>) {
    let (view, column, values) = match object {
        SchemaObject::Table(table) => ("tables", "", vec![table]),
        SchemaObject::Column(table, column) => ("columns", "column_name", vec![table, column]),
        SchemaObject::Index(table, name) | SchemaObject::Constraint(table, name) => {
            ("table_constraints", "constraint_name", vec![table, name])
        }
    };
    let mut sql = format!(
        "SELECT 1 FROM information_schema.{view} WHERE table_schema = {schema} \
         AND table_name = {first}"
    );
    if !column.is_empty() {
        let _ = write!(sql, " AND {column} = {second}");
    }
    (sql, values)
}

/// Runs a query with bound values.
pub(crate) async fn query<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = Value> + Send,
) -> Result<Vec<QueryResult>, DbErr> {
    let backend = db.get_database_backend();
    db.query_all_raw(Statement::from_sql_and_values(backend, sql, values))
        .await
}

/// A column of a row as text.
pub(crate) fn text(row: &QueryResult, index: usize) -> Result<String, DbErr> {
    row.try_get_by_index(index)
}

/// The one text of each row that a query yields.
pub(crate) async fn texts<C: ConnectionTrait>(db: &C, sql: &str) -> Result<Vec<String>, DbErr> {
    let rows = query(db, sql, []).await?;
    rows.iter().map(|row| text(row, 0)).collect()
}

/// The query for a column of every row of a table, to be split by [`lines`].
///
/// Every command asks this first. The SQLite driver hands each row from one thread to another,
/// so there all of them come in one.
pub(crate) fn column_sql(backend: DbBackend, column: &str, table: &str) -> String {
    if backend == DbBackend::Sqlite {
        // Without rows the text is NULL.
        format!("SELECT coalesce(group_concat({column}, char(10)), '') FROM {table}")
    } else {
        format!("SELECT {column} FROM {table}")
    }
}

/// What [`column_sql`] asks for; no text of the column may hold a line feed.
pub(crate) fn lines(texts: &[String]) -> HashSet<String> {
    let lines = texts.iter().flat_map(|text| text.lines());
    lines.map(ToOwned::to_owned).collect()
}

/// The one number that a query yields; 0 if it yields no row.
pub(crate) async fn number<C: ConnectionTrait>(db: &C, sql: &str) -> Result<u64, DbErr> {
    let rows = query(db, sql, []).await?;
    let count: i64 = rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The columns of the primary key of a table, in order.
pub(crate) async fn primary_key<C: ConnectionTrait>(
    db: &C,
    table: &str,
) -> Result<Vec<String>, DbErr> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Sqlite {
        "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk".to_owned()
    } else {
        format!(
            "SELECT {} FROM information_schema.table_constraints c \
             JOIN information_schema.key_column_usage k \
             ON k.constraint_schema = c.constraint_schema \
             AND k.constraint_name = c.constraint_name AND k.table_name = c.table_name \
             WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = {} \
             AND c.table_name = {} ORDER BY k.ordinal_position",
            as_text(backend, "k.column_name"),
            here(backend),
            placeholder(backend, 1)
        )
    };
    let rows = query(db, &sql, [table.into()]).await?;
    rows.iter().map(|row| text(row, 0)).collect()
}

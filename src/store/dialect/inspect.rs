//! Conditions that rows of a healthy database never meet, as each engine says them.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement, Value,
};

/// Four digits, two, two, and the time of a day, as SQLite's `GLOB` writes them.
const DATE: &str = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
const MINUTE: &str = "[0-9][0-9]:[0-9][0-9]";

/// Runs a query with bound values, whose marks are `?` on every engine but PostgreSQL.
pub async fn rows(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    let backend = db.get_database_backend();
    db.query_all_raw(Statement::from_sql_and_values(backend, sql, values))
        .await
}

/// The mark for the `n`th value, from 1.
pub fn mark(backend: DbBackend, n: usize) -> String {
    match backend {
        DbBackend::Postgres => format!("${n}"),
        _ => "?".to_owned(),
    }
}

/// An expression as text, whatever type the engine gives it.
pub fn as_text(backend: DbBackend, expression: &str) -> String {
    let kind = match backend {
        DbBackend::MySql => "CHAR",
        _ => "TEXT",
    };
    format!("CAST({expression} AS {kind})")
}

/// The condition that the time in `column` is not in the one form there is: on a file
/// `YYYY-MM-DD HH:MM:SS`; on a server, that it is no time at all.
pub fn other_form(backend: DbBackend, column: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("NOT isfinite({column})"),
        DbBackend::MySql => {
            let text = as_text(backend, column);
            format!("({text} LIKE '0000%' OR {text} LIKE '%-00%')")
        }
        // The last says no to a 30 February, and to what stands behind a NUL.
        _ => format!(
            "({column} IS NOT NULL AND ({column} NOT GLOB '{DATE} {MINUTE}:[0-9][0-9]' \
             OR typeof({column}) <> 'text' OR length(CAST({column} AS BLOB)) <> 19 \
             OR datetime({column}) IS NOT {column}))"
        ),
    }
}

/// The condition that a time in another form can be read without doubt; `None` where there is no
/// other form.
pub fn readable(backend: DbBackend, column: &str) -> Option<String> {
    (backend == DbBackend::Sqlite).then(|| {
        format!(
            "(typeof({column}) = 'text' AND {column} GLOB '{DATE}[ T]{MINUTE}*' \
             AND datetime({column}) IS NOT NULL)"
        )
    })
}

/// The condition that a meeting does not end after it starts, in whole seconds. A time that
/// cannot be read says nothing of it.
pub fn backwards(backend: DbBackend) -> String {
    match backend {
        DbBackend::Postgres => {
            "date_trunc('second', end_time) <= date_trunc('second', start_time)".to_owned()
        }
        DbBackend::MySql => "end_time <= start_time".to_owned(),
        _ => format!(
            "start_time GLOB '{DATE}[ T]{MINUTE}*' AND end_time GLOB '{DATE}[ T]{MINUTE}*' \
             AND datetime(end_time) <= datetime(start_time)"
        ),
    }
}

/// The condition that a text of one line is empty, longer than `longest` characters, or holds a
/// control character; the value is to be bound to its first mark.
pub fn unfit_text(backend: DbBackend, column: &str, longest: usize) -> (String, Value) {
    match backend {
        DbBackend::Postgres => (
            format!("(btrim({column}) = '' OR char_length({column}) > {longest} OR {column} ~ $1)"),
            "[\\u0001-\\u001f\\u007f-\\u009f]".into(),
        ),
        DbBackend::MySql => (
            format!(
                "(TRIM({column}) = '' OR CHAR_LENGTH({column}) > {longest} OR {column} REGEXP ?)"
            ),
            "[\\x{00}-\\x{1f}\\x{7f}-\\x{9f}]".into(),
        ),
        // What stands behind a NUL is seen as bytes alone.
        _ => (
            format!(
                "(trim({column}) = '' OR length({column}) > {longest} OR {column} GLOB ? \
                 OR instr(CAST({column} AS BLOB), x'00') > 0)"
            ),
            "*[\u{1}-\u{1f}\u{7f}-\u{9f}]*".into(),
        ),
    }
}

/// What is wrong with the pages of a SQLite file, at most `limit` sentences; none if nothing is.
pub async fn damage(db: &DatabaseConnection, limit: u64) -> Result<Vec<String>, DbErr> {
    // Rows that break a CHECK are no damage of the file, and have checks of their own.
    db.execute_unprepared("PRAGMA ignore_check_constraints = ON")
        .await?;
    let told = rows(db, &format!("PRAGMA integrity_check({limit})"), []).await;
    db.execute_unprepared("PRAGMA ignore_check_constraints = OFF")
        .await?;
    let told: Result<Vec<String>, DbErr> =
        told?.iter().map(|row| row.try_get_by_index(0)).collect();
    Ok(told?.into_iter().filter(|line| line != "ok").collect())
}

/// The mark in the header of a SQLite file.
pub async fn application_id(db: &DatabaseConnection) -> Result<i64, DbErr> {
    let found = rows(db, "PRAGMA application_id", []).await?;
    found.first().map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Marks a SQLite file as meetctl's.
pub async fn set_application_id(db: &DatabaseConnection) -> Result<(), DbErr> {
    let sql = format!("PRAGMA application_id = {}", migration::APPLICATION_ID);
    db.execute_unprepared(&sql).await.map(drop)
}

//! Whether every row would be welcome in this schema.

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::super::error::MAX_SHOWN;
use super::super::{RunError, Violation};
use super::Filled;
use super::shape::{COLUMNS, Family};
use crate::dialect;

/// A kind of row that would be refused.
struct Check {
    table: &'static str,
    /// The condition that such a row meets.
    broken: String,
    what: String,
}

/// Fails with the rows that the schema would refuse.
pub(crate) async fn verify<C: ConnectionTrait>(db: &C, has_status: bool) -> Result<(), RunError> {
    let backend = db.get_database_backend();
    let (mut found, mut total) = (Vec::new(), 0);
    for Check {
        table,
        broken,
        what,
    } in checks(backend, has_status)
    {
        let count = format!("SELECT COUNT(*) FROM {table} WHERE {broken}");
        let count = dialect::number(db, &count).await?;
        total += count;
        if count == 0 || found.len() >= MAX_SHOWN {
            continue;
        }
        let sql = format!(
            "SELECT {} FROM {table} WHERE {broken} ORDER BY {} LIMIT {}",
            key_text(backend, table),
            key(table).join(", "),
            MAX_SHOWN - found.len(),
        );
        for row in dialect::query(db, &sql, []).await? {
            let id = dialect::text(&row, 0)?;
            found.push(Violation {
                table: table.to_owned(),
                id,
                what: what.clone(),
            });
        }
    }
    if total == 0 {
        Ok(())
    } else {
        Err(RunError::Violations { found, total })
    }
}

fn key(table: &str) -> &'static [&'static str] {
    if table == "meeting_participants" {
        &["meeting_id", "user_id"]
    } else {
        &["id"]
    }
}

/// The primary key as one text; SQLite lets parts of one be NULL.
fn key_text(backend: DbBackend, table: &str) -> String {
    let parts: Vec<String> = key(table)
        .iter()
        .map(|column| format!("COALESCE({}, 'NULL')", dialect::as_text(backend, column)))
        .collect();
    match &parts[..] {
        [one] => one.clone(),
        _ if backend == DbBackend::MySql => format!("CONCAT({})", parts.join(", '/', ")),
        _ => parts.join(" || '/' || "),
    }
}

fn checks(backend: DbBackend, has_status: bool) -> Vec<Check> {
    let mut checks = column_checks(backend, has_status);
    let mut add = |table, broken: String, what: &str| {
        checks.push(Check {
            table,
            broken,
            what: what.to_owned(),
        });
    };
    let (email, status) = (bytes(backend, "email"), bytes(backend, "status"));
    add(
        "users",
        format!("id IN (SELECT MAX(id) FROM users GROUP BY {email} HAVING COUNT(*) > 1)"),
        "another user has the same email",
    );
    let (start, end) = (seconds(backend, "start_time"), seconds(backend, "end_time"));
    add(
        "meetings",
        format!("{end} <= {start}"),
        "end_time is not after start_time",
    );
    let orphan = |table: &str, column: &str, of: &str| {
        format!("NOT EXISTS (SELECT 1 FROM {of} parent WHERE parent.id = {table}.{column})")
    };
    add(
        "meetings",
        orphan("meetings", "created_by", "users"),
        "created_by is no user",
    );
    let table = "meeting_participants";
    add(
        table,
        orphan(table, "meeting_id", "meetings"),
        "meeting_id is no meeting",
    );
    add(
        table,
        orphan(table, "user_id", "users"),
        "user_id is no user",
    );
    if has_status {
        add(
            "meetings",
            format!("{status} NOT IN ('scheduled', 'in_progress', 'completed', 'cancelled')"),
            "status is none of scheduled, in_progress, completed, cancelled",
        );
    }
    checks
}

/// What each column must hold by itself. The references are checked as such.
fn column_checks(backend: DbBackend, has_status: bool) -> Vec<Check> {
    let mut checks = Vec::new();
    for column in COLUMNS
        .iter()
        .filter(|column| has_status || column.name != "status")
    {
        let (table, name) = (column.table, column.name);
        let mut add = |broken: String, what: String| {
            checks.push(Check {
                table,
                broken,
                what,
            });
        };
        match column.family {
            Family::Id => continue,
            Family::Text(limit) => {
                if backend == DbBackend::Sqlite {
                    let not_text = format!("typeof({name}) NOT IN ('text', 'null')");
                    add(not_text, format!("{name} is not text"));
                }
                if limit > 0 {
                    let length = if backend == DbBackend::Sqlite {
                        "length"
                    } else {
                        "CHAR_LENGTH"
                    };
                    let what = format!("{name} is longer than {limit} characters");
                    add(format!("{length}({name}) > {limit}"), what);
                }
            }
            Family::Time => {
                add(
                    unreadable(backend, name),
                    format!("{name} is not a time meetctl can read"),
                );
            }
        }
        if !column.nullable {
            add(format!("{name} IS NULL"), format!("{name} is empty"));
        }
    }
    checks
}

/// A time that cannot be one in this schema.
fn unreadable(backend: DbBackend, name: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!(
            "{name} IS NOT NULL AND (typeof({name}) <> 'text' \
             OR (length({name}) <> 19 AND (length({name}) < 21 OR substr({name}, 20, 1) <> '.' \
             OR substr({name}, 21) GLOB '*[^0-9]*')) \
             OR substr({name}, 1, 19) NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] \
             [0-9][0-9]:[0-9][0-9]:[0-9][0-9]' \
             OR datetime(substr({name}, 1, 19)) IS NOT substr({name}, 1, 19))"
        ),
        DbBackend::Postgres => format!("NOT isfinite({name})"),
        _ => {
            let text = dialect::as_text(backend, name);
            format!("({text} LIKE '0000%' OR {text} LIKE '%-00%')")
        }
    }
}

/// A text compared byte by byte.
fn bytes(backend: DbBackend, column: &str) -> String {
    if backend == DbBackend::MySql {
        format!("CAST({column} AS BINARY)")
    } else {
        column.to_owned()
    }
}

/// A time as it will be after the adoption.
pub(crate) fn seconds(backend: DbBackend, column: &str) -> String {
    if backend == DbBackend::Postgres {
        format!("date_trunc('second', {column})")
    } else {
        dialect::whole_seconds(backend, column)
    }
}

/// The columns of times of a table.
pub(crate) fn times(table: &'static str) -> impl Iterator<Item = &'static str> {
    COLUMNS
        .iter()
        .filter(move |column| column.table == table && column.family == Family::Time)
        .map(|column| column.name)
}

/// The condition that a time of a row has a fraction.
pub(crate) fn has_fraction(backend: DbBackend, table: &'static str) -> String {
    let parts: Vec<String> = times(table)
        .map(|name| format!("{name} <> {}", seconds(backend, name)))
        .collect();
    parts.join(" OR ")
}

/// How many rows have a time with a fraction. MySQL's columns have no room for one.
pub(crate) async fn fractions<C: ConnectionTrait>(db: &C) -> Result<u64, DbErr> {
    let backend = db.get_database_backend();
    let mut count = 0;
    if backend != DbBackend::MySql {
        for table in ["users", "meetings"] {
            let broken = has_fraction(backend, table);
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE {broken}");
            count += dialect::number(db, &sql).await?;
        }
    }
    Ok(count)
}

/// How the meetings will be filed at `now`.
pub(crate) async fn filing<C: ConnectionTrait>(
    db: &C,
    now: NaiveDateTime,
    all: u64,
) -> Result<Filled, DbErr> {
    let backend = db.get_database_backend();
    let (start, end) = (seconds(backend, "start_time"), seconds(backend, "end_time"));
    let mark = |n| dialect::placeholder(backend, n);
    let now = dialect::time_value(backend, now);
    let over = format!("SELECT COUNT(*) FROM meetings WHERE {end} < {}", mark(1));
    let completed = count(db, &over, vec![now.clone()]).await?;
    let running = format!(
        "SELECT COUNT(*) FROM meetings WHERE {start} <= {} AND {end} >= {}",
        mark(1),
        mark(2)
    );
    let in_progress = count(db, &running, vec![now.clone(), now]).await?;
    Ok(Filled {
        completed,
        in_progress,
        scheduled: all.saturating_sub(completed + in_progress),
    })
}

async fn count<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<sea_orm::Value>,
) -> Result<u64, DbErr> {
    let rows = dialect::query(db, sql, values).await?;
    let count: i64 = rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

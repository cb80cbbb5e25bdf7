//! New rows: many in one statement.

use std::borrow::Cow;
use std::time::Instant;

use migration::dialect::time_text;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, Statement, Value};

use super::WriteTransaction;
use super::rows::write_cells;
use crate::logging;

/// The text of an INSERT of `rows` rows of `width` values each; `into` names the table and its
/// columns.
///
/// The same for the same number of rows, so that the driver prepares it once. Building it from
/// expressions would take longer than running it.
pub fn insert_text(backend: DbBackend, into: &str, width: usize, rows: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(into.len() + 20 + rows * (width * 7 + 3));
    text.extend(["INSERT INTO ", into, " VALUES "]);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..width {
            if column > 0 {
                text.push_str(", ");
            }
            if backend == DbBackend::Postgres {
                // Writing to a String cannot fail.
                let _ = write!(text, "${}", row * width + column + 1);
            } else {
                text.push('?');
            }
        }
        text.push(')');
    }
    text
}

/// Whether an engine must check that the rows exist which new ones refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parents {
    /// They may be missing.
    Unknown,
    /// The transaction has locked or written them.
    Locked,
}

impl Parents {
    /// The statement without the checks that are not needed.
    ///
    /// MySQL and MariaDB can leave out those of one statement; each takes the part of the other for a
    /// comment. On SQLite, where the session leaves them out, a key that is taken can still stop the
    /// statement in the middle: its transaction ends then, so it need not be able to undo its part.
    fn check(self, tx: &WriteTransaction, insert: String) -> String {
        if self == Self::Unknown || tx.checks() {
            return insert;
        }
        match (insert.strip_prefix("INSERT "), tx.get_database_backend()) {
            (Some(rest), DbBackend::MySql) => format!(
                "/*M! SET STATEMENT foreign_key_checks = 0 FOR */ \
                 INSERT /*+ SET_VAR(foreign_key_checks = 0) */ {rest}"
            ),
            (Some(rest), DbBackend::Sqlite) => format!("INSERT OR FAIL {rest}"),
            _ => insert,
        }
    }
}

/// Writes rows of `width` values each; see [`insert_text`].
pub async fn insert_values(
    tx: &WriteTransaction,
    into: &'static str,
    parents: Parents,
    width: usize,
    values: Vec<Value>,
) -> Result<ExecResult, DbErr> {
    let backend = tx.get_database_backend();
    let text = parents.check(tx, insert_text(backend, into, width, values.len() / width));
    tx.execute_raw(Statement::from_sql_and_values(backend, text, values)).await
}

/// The same for many rows, by COPY where the transaction can.
pub async fn insert_rows(
    tx: &WriteTransaction,
    into: &'static str,
    parents: Parents,
    width: usize,
    values: Vec<Value>,
) -> Result<(), DbErr> {
    if !tx.copies() {
        return insert_values(tx, into, parents, width, values).await.map(drop);
    }
    let mut data = Vec::new();
    for row in values.chunks(width) {
        let cells = row.iter().map(cell).collect::<Result<Vec<_>, _>>()?;
        write_cells(cells.iter().map(Option::as_deref), &mut data);
    }
    copy(tx, into, &data).await
}

/// Writes pairs of numbers. PostgreSQL reads two arrays in less time than a place for each value.
pub async fn insert_pairs(
    tx: &WriteTransaction,
    into: &'static str,
    parents: Parents,
    pairs: &[(i64, i64)],
) -> Result<(), DbErr> {
    if tx.copies() {
        return copy(tx, into, &lines(pairs)).await;
    }
    let backend = tx.get_database_backend();
    for pairs in pairs.chunks(PAIRS) {
        if backend == DbBackend::Postgres {
            let text = format!(
                "INSERT INTO {into} SELECT * FROM UNNEST(\
                 CAST(CAST($1 AS TEXT) AS BIGINT[]), CAST(CAST($2 AS TEXT) AS BIGINT[]))"
            );
            let (first, second): (Vec<i64>, Vec<i64>) = pairs.iter().copied().unzip();
            let values = [array_text(&first), array_text(&second)];
            tx.execute_raw(Statement::from_sql_and_values(backend, text, values)).await?;
        } else {
            let values = pairs.iter().flat_map(|(first, second)| [*first, *second]);
            let values = values.map(Value::from).collect();
            insert_values(tx, into, parents, 2, values).await?;
        }
    }
    Ok(())
}

async fn copy(tx: &WriteTransaction, into: &str, data: &[u8]) -> Result<(), DbErr> {
    if data.is_empty() {
        return Ok(());
    }
    let sql = format!("COPY {into} FROM STDIN");
    let started = Instant::now();
    let rows = tx.copy_in(&sql, data).await?;
    logging::copied(&sql, 0, rows, started);
    Ok(())
}

/// A value as PostgreSQL reads it from a text; `None` is NULL.
fn cell(value: &Value) -> Result<Option<Cow<'_, str>>, DbErr> {
    Ok(match value {
        Value::BigInt(number) => number.map(|number| number.to_string().into()),
        Value::String(text) => text.as_deref().map(Cow::from),
        Value::ChronoDateTime(time) => time.map(|time| time_text(time).into()),
        other => return Err(DbErr::Type(format!("no text of {other:?}"))),
    })
}

/// A line for each pair.
fn lines(pairs: &[(i64, i64)]) -> Vec<u8> {
    let mut data = Vec::with_capacity(pairs.len() * 16);
    let mut digits = itoa::Buffer::new();
    for (first, second) in pairs {
        data.extend(digits.format(*first).bytes());
        data.push(b'\t');
        data.extend(digits.format(*second).bytes());
        data.push(b'\n');
    }
    data
}

/// Pairs per statement.
const PAIRS: usize = 1000;

/// An array as PostgreSQL reads it from a text.
fn array_text(numbers: &[i64]) -> Value {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    format!("{{{}}}", numbers.join(",")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insert_has_a_place_for_every_value() {
        let text = |backend| insert_text(backend, "t (a, b)", 2, 2);
        assert_eq!(text(DbBackend::Sqlite), "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)");
        assert_eq!(text(DbBackend::Postgres), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }
}

//! Many rows in one statement.

use std::fmt::Write as _;

use sea_orm::{DbBackend, Statement, Value};

use crate::time::UtcTime;

/// An INSERT of rows of `width` values each; `into` names the table and its columns.
///
/// PostgreSQL gets an array for each column: ten thousand parameters take it longer than the rows
/// themselves. (`COPY` would be faster still; the driver has none within a transaction of `SeaORM`.)
pub fn insert_of(backend: DbBackend, into: &str, width: usize, values: Vec<Value>) -> Statement {
    if backend == DbBackend::Postgres
        && let Some(statement) = insert_of_arrays(into, width, &values)
    {
        return statement;
    }
    let text = insert_text(backend, into, width, values.len() / width);
    Statement::from_sql_and_values(backend, text, values)
}

/// The text of an INSERT of `rows` rows of `width` values each; `into` names the table and its
/// columns.
///
/// The same for the same number of rows, so that the driver prepares it once. Building it from
/// expressions would take longer than running it.
pub fn insert_text(backend: DbBackend, into: &str, width: usize, rows: usize) -> String {
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

/// `None` for values that have no place in an array here.
fn insert_of_arrays(into: &str, width: usize, values: &[Value]) -> Option<Statement> {
    let kinds: Option<Vec<&str>> = values.get(..width)?.iter().map(kind_of).collect();
    let mut arrays = vec![String::from("{"); width];
    for row in values.chunks(width) {
        for (array, value) in arrays.iter_mut().zip(row) {
            if array.len() > 1 {
                array.push(',');
            }
            write_element(array, value)?;
        }
    }
    let columns = kinds?.into_iter().enumerate();
    let columns: Vec<String> =
        columns.map(|(index, kind)| format!("CAST(${} AS {kind}[])", index + 1)).collect();
    let text = format!("INSERT INTO {into} SELECT * FROM unnest({})", columns.join(", "));
    let arrays = arrays.into_iter().map(|array| Value::from(array + "}"));
    Some(Statement::from_sql_and_values(DbBackend::Postgres, text, arrays))
}

/// The type of PostgreSQL for a value, also for one that is NULL.
fn kind_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Int(_) | Value::BigInt(_) => Some("BIGINT"),
        Value::String(_) => Some("TEXT"),
        Value::ChronoDateTime(_) => Some("TIMESTAMP"),
        _ => None,
    }
}

/// Appends a value to the text of an array.
fn write_element(array: &mut String, value: &Value) -> Option<()> {
    match value {
        Value::Int(Some(number)) => write!(array, "{number}").ok(),
        Value::BigInt(Some(number)) => write!(array, "{number}").ok(),
        Value::ChronoDateTime(Some(time)) => write_time(array, *time),
        Value::String(Some(text)) => {
            array.push('"');
            for part in text.split_inclusive(['"', '\\']) {
                match part.strip_suffix(['"', '\\']) {
                    Some(plain) => array.extend([plain, "\\", &part[plain.len()..]]),
                    None => array.push_str(part),
                }
            }
            array.push('"');
            Some(())
        }
        Value::Int(None)
        | Value::BigInt(None)
        | Value::String(None)
        | Value::ChronoDateTime(None) => {
            array.push_str("NULL");
            Some(())
        }
        _ => None,
    }
}

/// A time of a year that has four digits.
fn write_time(array: &mut String, time: UtcTime) -> Option<()> {
    let text = time.format("%Y-%m-%d %H:%M:%S%.6f").to_string();
    (text.len() == "2026-06-01 10:00:00.000000".len()).then(|| array.extend(["\"", &text, "\""]))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn an_insert_has_a_place_for_every_value() {
        let text = |backend| insert_text(backend, "t (a, b)", 2, 2);
        assert_eq!(text(DbBackend::Sqlite), "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)");
        assert_eq!(text(DbBackend::Postgres), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }

    #[test]
    fn postgresql_gets_an_array_for_each_column() {
        let time = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(10, 0, 0).unwrap();
        let row = |id: i64, text: Option<&str>| {
            [Value::from(id), Value::from(text.map(str::to_owned)), Value::from(time)]
        };
        let rows = [row(1, Some(r#"a "b" \n, {c}"#)), row(2, None), row(-3, Some(""))];
        let statement = insert_of(DbBackend::Postgres, "t (a, b, c)", 3, rows.concat());
        assert_eq!(
            statement.sql,
            "INSERT INTO t (a, b, c) SELECT * FROM unnest(CAST($1 AS BIGINT[]), \
             CAST($2 AS TEXT[]), CAST($3 AS TIMESTAMP[]))"
        );
        let arrays = statement.values.unwrap().0;
        let time = r#""2026-06-01 10:00:00.000000""#;
        assert_eq!(arrays[0], Value::from("{1,2,-3}"));
        assert_eq!(arrays[1], Value::from(r#"{"a \"b\" \\n, {c}",NULL,""}"#));
        assert_eq!(arrays[2], Value::from(format!("{{{time},{time},{time}}}")));
    }

    #[test]
    fn other_values_are_parameters() {
        let statement = insert_of(DbBackend::Postgres, "t (a)", 1, vec![Value::from(1.5)]);
        assert_eq!(statement.sql, "INSERT INTO t (a) VALUES ($1)");
        let far = NaiveDate::from_ymd_opt(12026, 1, 1).unwrap().and_hms_opt(0, 0, 0);
        let statement = insert_of(DbBackend::Postgres, "t (a)", 1, vec![Value::from(far)]);
        assert_eq!(statement.sql, "INSERT INTO t (a) VALUES ($1)");
    }
}

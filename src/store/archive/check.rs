//! Rows that an engine would refuse, found before anything is written to it.

use chrono::{Datelike as _, NaiveDateTime};
use rusqlite::Connection;
use sea_orm::DbBackend;

use super::file::{Unreadable, for_each, layouts};
use super::row::{Cell, key_of};
use super::table::{Column, ColumnKind, Layout, TABLES};
use crate::error::Failure;

/// How many rows are named.
const MAX_SHOWN: usize = 20;

/// The most bytes of a text without a limit on MySQL (`TEXT`).
const MYSQL_TEXT_BYTES: usize = 65_535;

/// Rows that would be refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refused {
    /// How many.
    pub count: u64,
    /// The first of them: `meetings 7: title has more than 100 characters`.
    pub shown: Vec<String>,
}

impl Refused {
    fn add(&mut self, table: &str, key: &str, reason: &str) {
        self.count += 1;
        if self.shown.len() < MAX_SHOWN {
            self.shown.push(format!("{table} {key}: {reason}"));
        }
    }
}

/// Finds the rows of a file that `engine` would refuse.
///
/// # Errors
/// Exit 10 where the file is damaged.
pub fn refused(connection: &Connection, engine: DbBackend) -> Result<Refused, Failure> {
    let mut refused = Refused::default();
    for layout in layouts(connection)? {
        for_each(connection, &layout, |row| match row {
            Ok(row) => {
                if let Some(reason) = reason(&layout, &row, engine) {
                    refused.add(layout.table.name, &key_of(&layout, &row), &reason);
                }
            }
            Err(Unreadable { key, reason }) => refused.add(layout.table.name, &key, &reason),
        })?;
    }
    dangling(connection, &mut refused)?;
    duplicates(connection, engine, &mut refused)?;
    Ok(refused)
}

/// Why an engine would refuse a row, if it would.
fn reason(layout: &Layout, row: &[Cell], engine: DbBackend) -> Option<String> {
    let cells = row.iter().zip(&layout.columns);
    for (cell, column) in cells {
        let problem = match cell {
            None if column.nullable => None,
            None => Some("is missing"),
            Some(text) => problem(column, text, engine),
        };
        if let Some(problem) = problem {
            return Some(format!("{} {problem}", column.name));
        }
    }
    let value = |name: &str| {
        let at = layout.columns.iter().position(|column| column.name == name)?;
        row[at].as_deref()
    };
    match (value("start_time"), value("end_time")) {
        // Both have the form that compares as text.
        (Some(start), Some(end)) if end <= start => {
            return Some("end_time is not after start_time".to_owned());
        }
        _ => {}
    }
    let known = ["scheduled", "in_progress", "completed", "cancelled"];
    let unknown = value("status").is_some_and(|status| !known.contains(&status));
    unknown.then(|| "status is none of the four".to_owned())
}

fn problem(column: &Column, text: &str, engine: DbBackend) -> Option<&'static str> {
    match column.kind {
        ColumnKind::Integer => text.parse::<i64>().is_err().then_some("is not a number"),
        ColumnKind::Time => (!is_storable(text, engine)).then_some("is not a time that it stores"),
        ColumnKind::Text if engine == DbBackend::Postgres && text.contains('\0') => {
            Some("has a NUL")
        }
        ColumnKind::Text => match column.max_chars {
            Some(max) if text.chars().count() > max => Some("is too long"),
            None if engine == DbBackend::MySql && text.len() > MYSQL_TEXT_BYTES => {
                Some("has more than 65535 bytes")
            }
            _ => None,
        },
    }
}

/// Whether an engine stores the time as it is.
fn is_storable(text: &str, engine: DbBackend) -> bool {
    const FORM: &str = "%Y-%m-%d %H:%M:%S%.6f";
    let Ok(time) = NaiveDateTime::parse_from_str(text, FORM) else {
        return engine == DbBackend::Postgres && matches!(text, "infinity" | "-infinity");
    };
    // What is written otherwise would be stored in another form.
    let same = time.format(FORM).to_string() == text;
    same && (engine != DbBackend::MySql || (1000..=9999).contains(&time.year()))
}

/// Rows that refer to rows that do not exist.
fn dangling(connection: &Connection, refused: &mut Refused) -> Result<(), Failure> {
    for table in &TABLES {
        let sql = "SELECT rowid, parent FROM pragma_foreign_key_check(?1)";
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([table.name])?;
        while let Some(row) = rows.next()? {
            let (id, parent): (Option<i64>, String) = (row.get(0)?, row.get(1)?);
            let key = id.map_or_else(|| "?".to_owned(), |id| id.to_string());
            refused.add(
                table.name,
                &key,
                &format!("refers to a row of {parent} that does not exist"),
            );
        }
    }
    Ok(())
}

/// Values that must be unique, and are not; MySQL ignores spaces at the end.
fn duplicates(
    connection: &Connection,
    engine: DbBackend,
    refused: &mut Refused,
) -> Result<(), Failure> {
    for layout in layouts(connection)? {
        for column in ["email", "uid"] {
            if !layout.columns.iter().any(|known| known.name == column) {
                continue;
            }
            let value = match engine {
                DbBackend::MySql => format!("rtrim({column}, ' ')"),
                _ => column.to_owned(),
            };
            let sql = format!(
                "SELECT max(id) FROM {} WHERE {column} IS NOT NULL GROUP BY {value} \
                 HAVING count(*) > 1",
                layout.table.name
            );
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                let reason = format!("{column} is that of another row");
                refused.add(layout.table.name, &id.to_string(), &reason);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_stored_as_they_are_or_refused() {
        let stores = |text| {
            [DbBackend::Sqlite, DbBackend::Postgres, DbBackend::MySql]
                .map(|engine| is_storable(text, engine))
        };
        assert_eq!(stores("2026-06-01 10:00:00.000000"), [true; 3]);
        assert_eq!(stores("2026-06-01 10:00:00.123456"), [true; 3]);
        assert_eq!(stores("0999-06-01 10:00:00.000000"), [true, true, false]);
        assert_eq!(stores("infinity"), [false, true, false]);
        for text in [
            "2026-06-01 10:00:00",
            "2026-02-30 10:00:00.000000",
            "",
            "0000-00-00 00:00:00.000000",
            "2026-06-01 23:59:60.000000",
        ] {
            assert_eq!(stores(text), [false; 3], "{text}");
        }
    }
}

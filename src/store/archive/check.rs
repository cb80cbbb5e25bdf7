//! Rows that an engine would refuse, found before anything is written to it.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use sea_orm::DbBackend;

use super::file::{Unreadable, checksum, layouts};
use super::row::{Row, key_of};
use super::table::{Column, ColumnKind, Layout, TABLES};
use crate::error::Failure;
use crate::store::dialect::{Storable, storable};

/// How many rows are named.
const MAX_SHOWN: usize = 20;

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

/// The rows that an engine would refuse whatever the others are.
#[derive(Debug)]
pub struct RefusedRows {
    storable: Storable,
    found: Refused,
}

impl RefusedRows {
    /// None yet of those that `engine` would refuse.
    pub fn new(engine: DbBackend) -> Self {
        Self { storable: storable(engine), found: Refused::default() }
    }

    /// Those of a file that `engine` would refuse.
    ///
    /// # Errors
    /// Exit 10 where the file is damaged.
    pub fn of(connection: &Connection, engine: DbBackend) -> Result<Self, Failure> {
        let mut rows = Self::new(engine);
        for layout in layouts(connection)? {
            checksum(connection, &layout, Some(|row| rows.check(&layout, row)))?;
        }
        Ok(rows)
    }

    /// Notes a row if it would be refused.
    pub fn check(&mut self, layout: &Layout, row: Result<Row, Unreadable>) {
        let (key, reason) = match row {
            Err(Unreadable { key, reason }) => (key, reason),
            Ok(row) => match reason(layout, &row, &self.storable) {
                Some(reason) => (key_of(layout, &row), reason),
                None => return,
            },
        };
        self.found.add(layout.table.name, &key, &reason);
    }

    /// These, and the rows of the file that do not go with others. `may_dangle` says that some may
    /// refer to rows that do not exist.
    ///
    /// # Errors
    /// Exit 10 where the file is damaged.
    pub fn and_others(self, connection: &Connection, may_dangle: bool) -> Result<Refused, Failure> {
        let Self { storable, mut found } = self;
        if may_dangle {
            dangling(connection, &mut found)?;
        }
        duplicates(connection, &storable, &mut found)?;
        Ok(found)
    }
}

/// Why an engine would refuse a row, if it would.
fn reason(layout: &Layout, row: &Row, storable: &Storable) -> Option<String> {
    let cells = row.cells().zip(&layout.columns);
    for (cell, column) in cells {
        let problem = match cell {
            None if column.nullable => None,
            None => Some("is missing".into()),
            Some(text) => problem(column, text, storable),
        };
        if let Some(problem) = problem {
            return Some(format!("{} {problem}", column.name));
        }
    }
    let value = |name: &str| {
        let at = layout.columns.iter().position(|column| column.name == name)?;
        row.cell(at)
    };
    match (value("start_time"), value("end_time")) {
        (Some(start), Some(end)) if !is_before(start, end) => {
            return Some("end_time is not after start_time".to_owned());
        }
        _ => {}
    }
    let known = ["scheduled", "in_progress", "completed", "cancelled"];
    let unknown = value("status").is_some_and(|status| !known.contains(&status));
    unknown.then(|| "status is none of the four".to_owned())
}

fn problem(column: &Column, text: &str, storable: &Storable) -> Option<Cow<'static, str>> {
    let problem = match column.kind {
        ColumnKind::Integer if text.parse::<i64>().is_err() => "is not a number",
        ColumnKind::Time if !is_storable(text, storable) => "is not a time that it stores",
        ColumnKind::Text if !storable.nul && text.contains('\0') => "has a NUL",
        ColumnKind::Text => match (column.max_chars, storable.text_bytes) {
            (Some(most), _) if text.chars().count() > most => "is too long",
            (None, Some(most)) if text.len() > most => {
                return Some(format!("has more than {most} bytes").into());
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(problem.into())
}

/// Whether an engine stores the time as it is: what is written otherwise would be stored in another
/// form.
fn is_storable(text: &str, storable: &Storable) -> bool {
    let Some(year) = year_of_time(text.as_bytes()) else {
        return storable.far_times && is_far(text);
    };
    storable.years.contains(&year)
}

/// The year of a time of exactly the form `2026-06-01 10:00:00.000000`.
fn year_of_time(text: &[u8]) -> Option<i32> {
    const FORM: &[u8; 26] = b"0000-00-00 00:00:00.000000";
    let is_time = text.len() == FORM.len()
        && text.iter().zip(FORM).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            other => byte == other,
        });
    let number = |from: usize, to: usize| {
        text[from..to].iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    if !is_time || number(11, 13) > 23 || number(14, 16) > 59 || number(17, 19) > 59 {
        return None;
    }
    let year = i32::try_from(number(0, 4)).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7), number(8, 10)).map(|_| year)
}

/// Whether a time is `infinity`, or of a year after 9999 or before 1, as PostgreSQL shows it.
fn is_far(text: &str) -> bool {
    if matches!(text, "infinity" | "-infinity") {
        return true;
    }
    let (year, rest) = instant(text);
    if !(-4712..=294_276).contains(&year) || (1..=9999).contains(&year) {
        return false;
    }
    let shown = match year {
        1.. => format!("{year}{rest}"),
        _ => format!("{:04}{rest} BC", 1 - year),
    };
    // The calendar repeats every 400 years.
    let near = format!("{}{rest}", year.rem_euclid(400) + 2000);
    shown == text
        && !(rest.contains('.') && rest.ends_with('0'))
        && NaiveDateTime::parse_from_str(&near, "%Y-%m-%d %H:%M:%S%.f")
            .is_ok_and(|time| rest.starts_with(&time.format("-%m-%d %H:%M:%S").to_string()))
}

/// Whether a time is before another; most have the form that compares as text.
fn is_before(start: &str, end: &str) -> bool {
    let common = |text: &str| year_of_time(text.as_bytes()).is_some();
    if common(start) && common(end) { start < end } else { instant(start) < instant(end) }
}

/// A time in an order: its year (0 is 1 BC), and the rest of the text.
fn instant(text: &str) -> (i64, &str) {
    let (common, is_bc) = match text.strip_suffix(" BC") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let at = common.find('-').unwrap_or(0);
    match common[..at].parse::<i64>() {
        Ok(year) if is_bc => (1 - year, &common[at..]),
        Ok(year) => (year, &common[at..]),
        Err(_) if text == "-infinity" => (i64::MIN, text),
        Err(_) => (i64::MAX, text),
    }
}

/// Rows that refer to rows that do not exist.
fn dangling(connection: &Connection, refused: &mut Refused) -> Result<(), Failure> {
    for table in &TABLES {
        let keys: Vec<String> = table.columns[..table.key]
            .iter()
            .map(|column| format!("COALESCE(t.{}, '?')", column.name))
            .collect();
        let sql = format!(
            "SELECT '' || {}, broken.parent FROM pragma_foreign_key_check(?1) broken \
             LEFT JOIN {} t ON t.rowid = broken.rowid",
            keys.join(" || '/' || "),
            table.name
        );
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([table.name])?;
        while let Some(row) = rows.next()? {
            let (key, parent): (String, String) = (row.get(0)?, row.get(1)?);
            refused.add(
                table.name,
                &key,
                &format!("refers to a row of {parent} that does not exist"),
            );
        }
    }
    Ok(())
}

/// Values that must be unique, and are not.
fn duplicates(
    connection: &Connection,
    storable: &Storable,
    refused: &mut Refused,
) -> Result<(), Failure> {
    for layout in layouts(connection)? {
        for column in ["email", "uid"] {
            if !layout.columns.iter().any(|known| known.name == column) {
                continue;
            }
            let table = layout.table.name;
            // By the column itself, SQLite reads its index alone.
            let value = if storable.ignores_spaces && has_space_at_end(connection, table, column)? {
                format!("rtrim({column}, ' ')")
            } else {
                column.to_owned()
            };
            let sql = format!(
                "SELECT max(id) FROM {table} WHERE {column} IS NOT NULL GROUP BY {value} \
                 HAVING count(*) > 1"
            );
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                let reason = format!("{column} is that of another row");
                refused.add(table, &id.to_string(), &reason);
            }
        }
    }
    Ok(())
}

fn has_space_at_end(connection: &Connection, table: &str, column: &str) -> rusqlite::Result<bool> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {column} LIKE '% ')");
    connection.query_row(&sql, [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_in_order() {
        let times = [
            "-infinity",
            "0044-03-15 10:00:00 BC",
            "0001-03-15 10:00:00 BC",
            "0000-06-01 10:00:00.000000",
            "0999-06-01 10:00:00.000000",
            "9999-06-01 10:00:00.000000",
            "9999-06-01 10:00:00.000001",
            "12026-06-01 10:00:00",
            "12026-06-01 10:00:00.5",
            "infinity",
        ];
        assert!(times.windows(2).all(|pair| instant(pair[0]) < instant(pair[1])));
    }

    #[test]
    fn times_are_stored_as_they_are_or_refused() {
        let stores = |text| {
            [DbBackend::Sqlite, DbBackend::Postgres, DbBackend::MySql]
                .map(|engine| is_storable(text, &storable(engine)))
        };
        assert_eq!(stores("2026-06-01 10:00:00.000000"), [true; 3]);
        assert_eq!(stores("2026-06-01 10:00:00.123456"), [true; 3]);
        assert_eq!(stores("0999-06-01 10:00:00.000000"), [true, true, false]);
        assert_eq!(stores("0000-06-01 10:00:00.000000"), [true, false, false]);
        assert_eq!(stores("infinity"), [false, true, false]);
        for text in [
            "2026-06-01 10:00:00",
            "2026-02-30 10:00:00.000000",
            "",
            "0000-00-00 00:00:00.000000",
            "2026-06-01 24:00:00.000000",
            "2026-06-01T10:00:00.000000",
            "2026-06-01 10:00:00.00000é",
            "+026-06-01 10:00:00.000000",
            "2026-06-01 23:59:60.000000",
        ] {
            assert_eq!(stores(text), [false; 3], "{text}");
        }
        for text in [
            "12026-06-01 10:00:00",
            "294276-12-31 23:59:59.5",
            "0044-03-15 10:00:00 BC",
            "0001-02-29 10:00:00.000001 BC",
            "-infinity",
        ] {
            assert_eq!(stores(text), [false, true, false], "{text}");
        }
        for text in [
            "12026-02-29 10:00:00",
            "12026-06-01 10:00:00.50",
            "12026-06-01 10:00",
            "294277-01-01 00:00:00",
            "012026-06-01 10:00:00",
            "4714-06-01 10:00:00 BC",
            "44-03-15 10:00:00 BC",
            "0000-03-15 10:00:00 BC",
            "2026-06-01 10:00:00 BC BC",
        ] {
            assert_eq!(stores(text), [false; 3], "{text}");
        }
        assert_eq!(stores("0000-03-15 10:00:00.000000"), [true, false, false]);
    }
}

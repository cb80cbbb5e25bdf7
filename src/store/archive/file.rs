//! The rows of a SQLite file.

use std::borrow::Cow;

use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Statement, params_from_iter};

use super::row::{Checksum, Row, RowHash, canonical};
use super::table::{ColumnKind, Layout, TABLES, Table};
use crate::error::{Failure, Kind};

/// The tables of a file, with those of their columns that exist; a table that does not has none.
///
/// # Errors
/// Exit 10 where the file is damaged.
pub fn layouts(connection: &Connection) -> Result<Vec<Layout>, Failure> {
    let of = |table: &'static Table| {
        let sql = "SELECT lower(name) FROM pragma_table_info(?1)";
        let mut columns = connection.prepare(sql)?;
        let names = columns.query_map([table.name], |row| row.get(0))?;
        let names: Vec<String> = names.collect::<Result<_, _>>()?;
        Ok(Layout::new(table, &names))
    };
    let layouts: Result<Vec<Layout>, Failure> = TABLES.iter().map(of).collect();
    Ok(layouts?.into_iter().filter(|layout| !layout.columns.is_empty()).collect())
}

/// The query for all rows of a table, in the order of its key.
pub fn select(layout: &Layout) -> String {
    format!(
        "SELECT {} FROM {} ORDER BY {}",
        layout.column_list(),
        layout.table.name,
        layout.key_list()
    )
}

/// Reads the rows of a query one by one.
///
/// # Errors
/// Exit 1 for a value that no engine has in such a column: binary data, text that is not UTF-8.
pub fn rows_of<'a>(
    layout: &'a Layout,
    rows: &'a mut rusqlite::Rows<'_>,
) -> impl FnMut() -> Result<Option<Row>, Failure> + 'a {
    move || {
        let Some(row) = rows.next()? else { return Ok(None) };
        cells(layout, row)?.map(Some).map_err(|unreadable| {
            let Unreadable { key, reason } = unreadable;
            Failure::new(Kind::Violations, format!("{} {key}: {reason}", layout.table.name))
                .hint("correct the row; `meetctl doctor` finds such rows")
        })
    }
}

/// A row with a value that no engine has in such a column.
#[derive(Debug)]
pub struct Unreadable {
    /// The key of the row.
    pub key: String,
    /// Which value, and what it is: `title is not UTF-8`.
    pub reason: String,
}

/// The cells of a row.
fn cells(layout: &Layout, row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Row, Unreadable>> {
    let mut cells = Row::of(layout);
    for (index, column) in layout.columns.iter().enumerate() {
        match cell(row.get_ref(index)?, &mut itoa::Buffer::new()) {
            Ok(cell) => cells.push_shown(column.kind, cell.as_deref()),
            Err(what) => {
                let key: Vec<String> = (0..layout.table.key).map(|at| shown(row, at)).collect();
                let reason = format!("{} {what}", column.name);
                return Ok(Err(Unreadable { key: key.join("/"), reason }));
            }
        }
    }
    Ok(Ok(cells))
}

/// The checksum of a table, whatever is in it: of its rows themselves, and not of what an index has.
/// `each` is called with every row, if it is there.
///
/// # Errors
/// Exit 10 where the file is damaged.
pub fn checksum(
    connection: &Connection,
    layout: &Layout,
    mut each: Option<impl FnMut(Result<Row, Unreadable>)>,
) -> Result<Checksum, Failure> {
    let mut checksum = Checksum::default();
    let sql = format!("SELECT {} FROM {} NOT INDEXED", layout.column_list(), layout.table.name);
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut hash = RowHash::default();
        for (index, column) in layout.columns.iter().enumerate() {
            let value = row.get_ref(index)?;
            match (cell(value, &mut itoa::Buffer::new()), value) {
                (Ok(None), _) => hash.null(),
                (Ok(Some(text)), _) if column.kind == ColumnKind::Time => {
                    hash.value(canonical(&text).as_bytes());
                }
                (Ok(Some(text)), _) => hash.value(text.as_bytes()),
                (Err(_), ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => hash.unreadable(bytes),
                (Err(_), _) => {}
            }
        }
        checksum.add_hash(&hash);
        if let Some(each) = &mut each {
            each(cells(layout, row)?);
        }
    }
    Ok(checksum)
}

/// The text of a value, which for a number is in `digits`.
fn cell<'a>(
    value: ValueRef<'a>,
    digits: &'a mut itoa::Buffer,
) -> Result<Option<Cow<'a, str>>, &'static str> {
    Ok(match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(digits.format(number).into()),
        ValueRef::Real(number) => Some(number.to_string().into()),
        ValueRef::Text(bytes) => {
            Some(std::str::from_utf8(bytes).map_err(|_| "is not UTF-8")?.into())
        }
        ValueRef::Blob(_) => return Err("is binary data"),
    })
}

fn shown(row: &rusqlite::Row<'_>, index: usize) -> String {
    let mut digits = itoa::Buffer::new();
    match row.get_ref(index).map(|value| cell(value, &mut digits)) {
        Ok(Ok(Some(text))) => text.into_owned(),
        _ => "NULL".to_owned(),
    }
}

/// Writes the rows of an archive that nobody else has open. A run that ends early leaves nothing: its
/// file has no name yet.
pub struct FileWriter {
    connection: Connection,
    /// The indexes that are created again when all rows are there.
    indexes: Vec<String>,
}

impl FileWriter {
    /// Begins to write into a file that has the tables.
    ///
    /// # Errors
    /// Exit 10 if the disk is full.
    pub fn begin(connection: Connection) -> rusqlite::Result<Self> {
        connection.execute_batch(
            "PRAGMA foreign_keys = OFF; \
             PRAGMA cache_size = -8192; BEGIN",
        )?;
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
        let mut indexes = Vec::new();
        {
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                indexes.push((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
            }
        }
        for (name, _) in &indexes {
            connection.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        Ok(Self { connection, indexes: indexes.into_iter().map(|(_, sql)| sql).collect() })
    }

    /// Prepares to write rows of a table.
    ///
    /// # Errors
    /// Exit 10 if the disk is full.
    pub fn insert<'a>(&'a self, layout: &'a Layout) -> rusqlite::Result<Insert<'a>> {
        let marks = vec!["?"; layout.columns.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            layout.table.name,
            layout.column_list()
        );
        Ok(Insert { layout, statement: self.connection.prepare(&sql)? })
    }

    /// Creates the indexes and commits; returns the connection.
    ///
    /// # Errors
    /// Exit 10 if the disk is full.
    pub fn finish(self) -> rusqlite::Result<Connection> {
        for create in &self.indexes {
            self.connection.execute_batch(create)?;
        }
        // With the statistics, as a database that was used has them.
        self.connection.execute_batch("COMMIT; PRAGMA analysis_limit = 1000; ANALYZE")?;
        Ok(self.connection)
    }
}

/// Writes rows of one table.
pub struct Insert<'a> {
    layout: &'a Layout,
    statement: Statement<'a>,
}

impl Insert<'_> {
    /// Writes a row.
    ///
    /// # Errors
    /// Exit 10 if the disk is full.
    pub fn write(&mut self, row: &Row) -> rusqlite::Result<()> {
        let cells = row.cells().zip(&self.layout.columns);
        let cells = cells.map(|(cell, column)| Bound(cell, column.kind));
        self.statement.execute(params_from_iter(cells)).map(drop)
    }
}

/// A cell as SQLite stores it: a number as a number.
struct Bound<'a>(Option<&'a str>, ColumnKind);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match (self.0, self.1) {
            (None, _) => ToSqlOutput::Owned(Value::Null),
            (Some(text), ColumnKind::Integer) => match text.parse() {
                Ok(number) => ToSqlOutput::Owned(Value::Integer(number)),
                Err(_) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            },
            (Some(text), _) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

//! Whether the tables have the columns of the Flask application.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::super::RunError;
use super::TABLES;
use crate::dialect::{self, Column};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// An integer that identifies a row.
    Id,
    /// Text of at most this many characters, or of any length.
    Text(Option<usize>),
    /// A time without a zone.
    Time,
}

/// A column as this schema has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected {
    pub table: &'static str,
    pub name: &'static str,
    pub family: Family,
    pub nullable: bool,
}

const LONG_TEXT: Family = Family::Text(None);

const fn text(limit: usize) -> Family {
    Family::Text(Some(limit))
}

const fn column(
    table: &'static str,
    name: &'static str,
    family: Family,
    nullable: bool,
) -> Expected {
    Expected { table, name, family, nullable }
}

/// The columns of the Flask application, with the status.
pub(crate) const COLUMNS: [Expected; 16] = [
    column("users", "id", Family::Id, false),
    column("users", "name", text(100), false),
    column("users", "email", text(255), false),
    column("users", "created_at", Family::Time, true),
    column("users", "updated_at", Family::Time, true),
    column("meetings", "id", Family::Id, false),
    column("meetings", "title", text(100), false),
    column("meetings", "description", LONG_TEXT, true),
    column("meetings", "start_time", Family::Time, false),
    column("meetings", "end_time", Family::Time, false),
    column("meetings", "created_by", Family::Id, false),
    column("meetings", "status", text(20), false),
    column("meetings", "created_at", Family::Time, true),
    column("meetings", "updated_at", Family::Time, true),
    column("meeting_participants", "meeting_id", Family::Id, false),
    column("meeting_participants", "user_id", Family::Id, false),
];

/// The columns by which a table of the Flask application is known: all but the status.
pub(crate) fn flask_columns(table: &str) -> impl Iterator<Item = &'static str> {
    let columns = COLUMNS.iter().filter(move |column| column.table == table);
    columns.map(|column| column.name).filter(|name| *name != "status")
}

/// Columns that an adoption adds; one that was interrupted on MySQL leaves them.
const ADDED: [(&str, &str); 3] =
    [("users", "booking_seq"), ("meetings", "uid"), ("meetings", super::mysql::STATUS_TO_BE)];

/// The tables as they are.
pub(crate) struct Tables {
    columns: Vec<(&'static str, Vec<Column>)>,
    /// Whether the meetings have a status.
    pub has_status: bool,
}

impl Tables {
    /// A column as it is.
    pub(crate) fn find(&self, table: &str, name: &str) -> Option<&Column> {
        let (_, columns) = self.columns.iter().find(|(of, _)| *of == table)?;
        columns.iter().find(|column| column.name == name)
    }

    /// The columns of a table that are known, each with what it should be.
    pub(crate) fn known(&self, table: &str) -> impl Iterator<Item = (&Expected, &Column)> {
        let expected = COLUMNS.iter().filter(move |expected| expected.table == table);
        expected.filter_map(|expected| {
            self.find(expected.table, expected.name).map(|column| (expected, column))
        })
    }
}

/// Reads the tables; fails with every fault that prevents their adoption.
pub(crate) async fn verify<C: ConnectionTrait>(db: &C) -> Result<Tables, RunError> {
    let backend = db.get_database_backend();
    let mut columns = Vec::new();
    for table in TABLES {
        columns.push((table, dialect::columns(db, table).await?));
    }
    let mut tables = Tables { columns, has_status: false };
    tables.has_status = tables.find("meetings", "status").is_some();
    let mut faults = column_faults(backend, &tables);
    for (table, columns) in &tables.columns {
        faults.extend(columns.iter().filter_map(|column| extra_fault(backend, table, column)));
    }
    faults.extend(key_faults(db).await?);
    if backend == DbBackend::Sqlite {
        faults.extend(super::sqlite::faults(db).await?);
    }
    if faults.is_empty() { Ok(tables) } else { Err(RunError::SchemaMismatch(faults)) }
}

fn column_faults(backend: DbBackend, tables: &Tables) -> Vec<String> {
    let mut faults = Vec::new();
    for Expected { table, name, family, .. } in COLUMNS {
        match tables.find(table, name) {
            None if name == "status" => {}
            None => faults.push(format!("{table}.{name} is missing")),
            Some(column) if !fits(backend, family, &column.kind) => {
                faults.push(format!("{table}.{name} is {}, not {}", column.kind, words(family)));
            }
            Some(_) => {}
        }
    }
    faults
}

fn words(family: Family) -> &'static str {
    match family {
        Family::Id => "an integer",
        Family::Text(_) => "text",
        Family::Time => "a date with time, without zone or fraction",
    }
}

fn fits(backend: DbBackend, family: Family, kind: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    match family {
        Family::Id => has(&["int"]) && !has(&["interval", "point"]),
        Family::Text(_) => has(&["char", "text", "clob"]),
        Family::Time => match backend {
            DbBackend::Sqlite => has(&["date", "time"]),
            DbBackend::Postgres => kind == "timestamp without time zone",
            _ => kind.starts_with("datetime"),
        },
    }
}

/// A column that is not part of the schema: SQLite would lose it, on a server only one that must
/// have a value is a fault.
fn extra_fault(backend: DbBackend, table: &'static str, column: &Column) -> Option<String> {
    let Column { name, nullable, has_default, .. } = column;
    if COLUMNS.iter().any(|known| known.table == table && known.name == name) {
        return None;
    }
    if backend == DbBackend::Sqlite {
        return Some(format!("{table}.{name} is not part of the schema and would be lost"));
    }
    if ADDED.contains(&(table, name.as_str())) {
        let family = if table == "users" { Family::Id } else { LONG_TEXT };
        return (!fits(backend, family, &column.kind))
            .then(|| format!("{table}.{name} is {}, not {}", column.kind, words(family)));
    }
    (!nullable && !has_default)
        .then(|| format!("{table}.{name} requires a value, which meetctl would not set"))
}

async fn key_faults<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let mut faults = Vec::new();
    for table in TABLES {
        let expected = match table {
            "meeting_participants" => "meeting_id, user_id",
            _ => "id",
        };
        let key = dialect::primary_key(db, table).await?.join(", ");
        if key != expected {
            let key = if key.is_empty() { "missing" } else { &key };
            faults.push(format!("the primary key of {table} is {key}, not {expected}"));
        }
    }
    Ok(faults)
}

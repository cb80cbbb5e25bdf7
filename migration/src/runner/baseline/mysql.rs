//! MySQL and MariaDB: the tables are altered in place, statement by statement.
//!
//! Nothing here may depend on how far an interrupted run came: what is to be done always follows
//! from the catalogue.

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::super::{RunError, storage};
use super::shape::{Expected, Family, Tables};
use super::{TABLES, conform, missing_changes};
use crate::dialect::{self, Column, RowFormats, WIDE_ROWS};
use crate::m20240201_000002_fill_meeting_status::fill;
use crate::script::{SchemaObject, Script, SqlChange};

const BACKEND: DbBackend = DbBackend::MySql;

/// The name of the status until it is filled: were the empty column called `status` at
/// once, a second attempt could not distinguish it from one that users filled.
pub(crate) const STATUS_TO_BE: &str = "status_to_be";

/// The adoption, without the records.
pub(crate) async fn script<C: ConnectionTrait>(
    db: &C,
    tables: &Tables,
    now: NaiveDateTime,
) -> Result<Script, RunError> {
    let formats = dialect::row_formats(db).await?;
    let mut alters = Vec::new();
    for table in TABLES {
        if !conforms(db, table, tables).await? {
            alters.push(alter(table, tables, &formats));
        }
    }
    let references = conform::references(db).await?;
    if !alters.is_empty() {
        conform::refuse_other_tables(&references)?;
    }
    let replaced = !alters.is_empty();
    let (drops, adds) = conform::replace(BACKEND, &references, replaced);
    let superfluous = superfluous(db).await?;
    // A foreign key that stays needs its index until the next one exists.
    let (before, after) = if replaced { (superfluous, vec![]) } else { (vec![], superfluous) };
    let mut changes: Vec<SqlChange> = storage::rewrites(&formats).collect();
    changes.extend(drops);
    changes.extend(before);
    changes.extend(alters);
    if !conform::has_unique_email(db, &references).await? {
        changes.push(SqlChange::new("ALTER TABLE users ADD UNIQUE (email)"));
    }
    if !tables.has_status {
        changes.extend(add_status(tables, now));
    }
    let column = SchemaObject::Column("meetings", "status");
    let missing = missing_changes(db, now, None).await?;
    let ours = |change: &SqlChange| change.probe.is_none_or(|probe| probe.object != column);
    changes.extend(missing.into_iter().filter(ours));
    changes.extend(after);
    changes.extend(adds);
    Ok(Script { changes, rebuild: None })
}

fn add_status(tables: &Tables, now: NaiveDateTime) -> Vec<SqlChange> {
    let kind = "VARCHAR(20) DEFAULT 'scheduled' NOT NULL";
    let mut changes = Vec::new();
    if tables.find("meetings", STATUS_TO_BE).is_none() {
        changes
            .push(SqlChange::new(format!("ALTER TABLE meetings ADD COLUMN {STATUS_TO_BE} {kind}")));
    }
    changes.push(fill(BACKEND, now, STATUS_TO_BE));
    changes.push(SqlChange::new(format!(
        "ALTER TABLE meetings CHANGE COLUMN {STATUS_TO_BE} status {kind}"
    )));
    changes
}

/// The indexes that MySQL made for the foreign keys of the Flask application. Those of
/// the steps will serve them; some versions drop these by themselves then, some do not.
async fn superfluous<C: ConnectionTrait>(db: &C) -> Result<Vec<SqlChange>, DbErr> {
    let mut changes = Vec::new();
    for (table, name) in [("meetings", "created_by"), ("meeting_participants", "user_id")] {
        if dialect::exists(db, SchemaObject::Index(table, name)).await? {
            changes.push(dialect::drop_index(BACKEND, name, table));
        }
    }
    Ok(changes)
}

/// Whether engine, character set and columns are those of this schema.
async fn conforms<C: ConnectionTrait>(
    db: &C,
    table: &'static str,
    tables: &Tables,
) -> Result<bool, DbErr> {
    let strays = "SELECT (SELECT COUNT(*) FROM information_schema.tables \
                  WHERE table_schema = DATABASE() AND table_name = ? \
                  AND (engine <> 'InnoDB' OR table_collation <> 'utf8mb4_bin')) \
                  + (SELECT COUNT(*) FROM information_schema.columns \
                  WHERE table_schema = DATABASE() AND table_name = ? \
                  AND collation_name <> 'utf8mb4_bin')";
    let strays = dialect::count(db, strays, [table.into(), table.into()]).await?;
    Ok(strays == 0 && tables.known(table).all(|(expected, column)| right(expected, column)))
}

fn right(expected: &Expected, column: &Column) -> bool {
    let kind = match expected.family {
        Family::Id => column.kind.split('(').next() == Some("bigint"),
        Family::Text(None) => long_text(&column.kind),
        Family::Text(Some(limit)) => column.kind == format!("varchar({limit})"),
        Family::Time => column.kind == "datetime(6)",
    };
    let numbered = !matches!(expected.name, "id" | "status") || column.has_default;
    kind && numbered && expected.nullable == column.nullable
}

fn long_text(kind: &str) -> bool {
    matches!(kind, "text" | "mediumtext" | "longtext")
}

/// One statement for a table, so that its rows are written once.
fn alter(table: &str, tables: &Tables, formats: &RowFormats) -> SqlChange {
    let columns: Vec<String> = tables
        .known(table)
        .map(|(expected, column)| {
            format!("MODIFY {} {}", expected.name, definition(expected, column))
        })
        .collect();
    let rows = if formats.new_is_narrow { format!("{WIDE_ROWS}, ") } else { String::new() };
    SqlChange::new(format!(
        "ALTER TABLE {table} ENGINE=InnoDB, {rows}\
         CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, {}",
        columns.join(", ")
    ))
}

fn definition(expected: &Expected, column: &Column) -> String {
    let kind = match expected.family {
        Family::Id if expected.name == "id" => return "BIGINT NOT NULL AUTO_INCREMENT".to_owned(),
        Family::Id => "BIGINT".to_owned(),
        // A longer one keeps its length: nothing may be cut off.
        Family::Text(None) if long_text(&column.kind) => column.kind.to_uppercase(),
        Family::Text(None) => "TEXT".to_owned(),
        Family::Text(Some(limit)) => format!("VARCHAR({limit})"),
        Family::Time => "DATETIME(6)".to_owned(),
    };
    let default = if expected.name == "status" { " DEFAULT 'scheduled'" } else { "" };
    let null = if expected.nullable { "NULL" } else { "NOT NULL" };
    format!("{kind}{default} {null}")
}

//! PostgreSQL: the tables are altered in place, all in one transaction.

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend};

use super::super::{RunError, dependents};
use super::shape::{Expected, Family, Tables};
use super::{TABLES, conform, missing_changes};
use crate::dialect::{self, Changed, Column};
use crate::m20240201_000002_fill_meeting_status::fill;
use crate::script::{Script, SqlChange};

const BACKEND: DbBackend = DbBackend::Postgres;

/// The adoption, without the records.
pub(crate) async fn script<C: ConnectionTrait>(
    db: &C,
    tables: &Tables,
    now: NaiveDateTime,
) -> Result<Script, RunError> {
    dependents::refuse(db, &Changed { retyped: retyped(tables), ..Changed::default() }).await?;
    let references = conform::references(db).await?;
    let (drops, adds) = conform::replace(BACKEND, &references, false);
    let mut changes = drops;
    changes.extend(TABLES.iter().filter_map(|table| alter(table, tables)));
    changes.extend(sequences(db).await?);
    if !conform::has_unique_email(db, &references).await? {
        let sql = "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email)";
        changes.push(SqlChange::new(sql));
    }
    let fill = (!tables.has_status).then(|| fill(BACKEND, now, "status"));
    changes.extend(missing_changes(db, now, fill).await?);
    changes.extend(adds);
    Ok(Script { changes, rebuild: None })
}

/// One statement for a table, so that its rows are written once.
fn alter(table: &str, tables: &Tables) -> Option<SqlChange> {
    let clauses: Vec<String> =
        tables.known(table).flat_map(|(expected, column)| clauses(expected, column)).collect();
    (!clauses.is_empty())
        .then(|| SqlChange::new(format!("ALTER TABLE {table} {}", clauses.join(", "))))
}

fn clauses(expected: &Expected, column: &Column) -> Vec<String> {
    let name = expected.name;
    let mut clauses = Vec::new();
    let kind = kind(expected.family);
    if kind != column.kind {
        clauses.push(format!("ALTER COLUMN {name} TYPE {kind}"));
    }
    match (expected.nullable, column.nullable) {
        (true, false) => clauses.push(format!("ALTER COLUMN {name} DROP NOT NULL")),
        (false, true) => clauses.push(format!("ALTER COLUMN {name} SET NOT NULL")),
        _ => {}
    }
    if name == "status" && !column.has_default {
        clauses.push("ALTER COLUMN status SET DEFAULT 'scheduled'".to_owned());
    }
    clauses
}

/// A type by the name the catalogue has for it.
fn kind(family: Family) -> String {
    match family {
        Family::Id => "bigint".to_owned(),
        Family::Text(None) => "text".to_owned(),
        Family::Text(Some(limit)) => format!("character varying({limit})"),
        Family::Time => "timestamp without time zone".to_owned(),
    }
}

/// A SERIAL of the Flask application counts to 2147483647 only.
async fn sequences<C: ConnectionTrait>(db: &C) -> Result<Vec<SqlChange>, RunError> {
    let mut changes = Vec::new();
    for table in ["users", "meetings"] {
        let sql = "SELECT CAST(pg_get_serial_sequence($1, 'id') AS TEXT), \
                   CAST((SELECT is_identity FROM information_schema.columns \
                   WHERE table_schema = current_schema() AND table_name = $2 \
                   AND column_name = 'id') AS TEXT)";
        for row in dialect::query(db, sql, [table.into(), table.into()]).await? {
            let sequence: Option<String> = row.try_get_by_index(0)?;
            let Some(sequence) = sequence else {
                let fault = format!("{table}.id has no sequence to number new rows");
                return Err(RunError::SchemaMismatch(vec![fault]));
            };
            // The sequence of an identity follows the type of its column.
            if dialect::text(&row, 1)? != "YES" {
                changes.push(SqlChange::new(format!("ALTER SEQUENCE {sequence} AS bigint")));
            }
        }
    }
    Ok(changes)
}

/// The columns that get another type, which PostgreSQL refuses where a view or policy uses one.
fn retyped(tables: &Tables) -> Vec<(String, String)> {
    let known = TABLES.iter().flat_map(|table| tables.known(table));
    known
        .filter(|(expected, now)| kind(expected.family) != now.kind)
        .map(|(expected, _)| (expected.table.to_owned(), expected.name.to_owned()))
        .collect()
}

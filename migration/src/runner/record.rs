//! `seaql_migrations`: which steps are applied. Table and form are SeaORM's own.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::{lease, ledger};
use crate::dialect;
use crate::script::{SchemaObject, SqlChange};

pub(crate) const TABLE: &str = "seaql_migrations";

/// Makes the tables of all records, where they are missing.
pub(crate) fn tables(backend: DbBackend) -> Vec<SqlChange> {
    vec![
        install(backend),
        ledger::install(backend),
        lease::table(backend),
    ]
}

/// Makes the table if it is missing.
fn install(backend: DbBackend) -> SqlChange {
    let version = if backend == DbBackend::MySql {
        "varchar(255)"
    } else {
        "varchar"
    };
    SqlChange::new(format!(
        "CREATE TABLE IF NOT EXISTS {TABLE} (\n  version {version} NOT NULL PRIMARY KEY,\n  \
         applied_at bigint NOT NULL\n){}",
        dialect::table_options(backend)
    ))
    .creates(SchemaObject::Table(TABLE))
}

/// Records steps as applied at `now` (UTC).
pub(crate) fn insert(backend: DbBackend, names: &[&str], now: NaiveDateTime) -> SqlChange {
    let mut values = Vec::with_capacity(names.len() * 2);
    let rows: Vec<String> = names
        .iter()
        .map(|name| {
            values.push((*name).into());
            values.push(now.and_utc().timestamp().into());
            let mark = |n| dialect::placeholder(backend, n);
            format!("({}, {})", mark(values.len() - 1), mark(values.len()))
        })
        .collect();
    SqlChange::new(format!(
        "INSERT INTO {TABLE} (version, applied_at) VALUES {}",
        rows.join(", ")
    ))
    .bind(values)
}

/// Forgets a step.
pub(crate) fn delete(backend: DbBackend, name: &str) -> SqlChange {
    let mark = dialect::placeholder(backend, 1);
    SqlChange::new(format!("DELETE FROM {TABLE} WHERE version = {mark}")).bind(vec![name.into()])
}

/// The versions that are recorded. Fails if there is no such table.
pub(crate) async fn versions<C: ConnectionTrait>(db: &C) -> Result<HashSet<String>, DbErr> {
    let sql = dialect::column_sql(db.get_database_backend(), "version", TABLE);
    Ok(dialect::lines(&dialect::texts(db, &sql).await?))
}

/// Whether one version is recorded. Fails if there is no such table.
pub(crate) async fn holds<C: ConnectionTrait>(db: &C, name: &str) -> Result<bool, DbErr> {
    let mark = dialect::placeholder(db.get_database_backend(), 1);
    let sql = format!("SELECT version FROM seaql_migrations WHERE version = {mark}");
    Ok(!dialect::query(db, &sql, [name.into()]).await?.is_empty())
}

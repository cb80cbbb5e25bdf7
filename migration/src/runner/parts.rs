//! Tables and columns that the applied migrations have created.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use super::baseline::flask_columns;
use crate::dialect;
use crate::script::SchemaObject;

/// Lists the tables and columns (`meetings.uid`) of migrations that are not `pending` and that do not
/// exist in the database that answers the queries of `ask`, as for
/// [`identify_by`](super::identify_by).
pub async fn missing_parts_by<E>(
    backend: DbBackend,
    pending: &[String],
    ask: impl AsyncFn(&str) -> Result<Vec<String>, E>,
) -> Result<Vec<String>, E> {
    let mut missing = Vec::new();
    let migrations = crate::MIGRATIONS.iter();
    let applied = migrations.filter(|migration| !pending.iter().any(|name| name == migration.name));
    // Of all engines SQLite alone rebuilds tables, which does not say what is new.
    let changes = applied.flat_map(|migration| {
        migration.up_script(DbBackend::Postgres, NaiveDateTime::default()).changes
    });
    for probe in changes.filter_map(|change| change.probe).filter(|probe| probe.present) {
        let (table, wanted) = match probe.object {
            SchemaObject::Table(table) => (table, flask_columns(table).collect()),
            SchemaObject::Column(table, name) => (table, vec![name]),
            SchemaObject::Index(..) | SchemaObject::Constraint(..) => continue,
        };
        let columns = ask(&dialect::column_names_sql(backend, table)).await?;
        let is_missing = |name: &&str| !columns.iter().any(|column| column == name);
        if columns.is_empty() {
            missing.push(table.to_owned());
        } else {
            let names = wanted.into_iter().filter(is_missing);
            missing.extend(names.map(|name| format!("{table}.{name}")));
        }
    }
    missing.dedup();
    Ok(missing)
}

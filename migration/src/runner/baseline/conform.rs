//! The foreign keys that an adoption replaces on a server.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::super::RunError;
use super::TABLES;
use crate::dialect;
use crate::script::SqlChange;

/// A foreign key as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    table: String,
    name: String,
    column: String,
    parent: String,
    on_delete: String,
}

/// The foreign keys as they should be: table, column, parent, whether deletes cascade.
const WANTED: [(&str, &str, &str, bool); 3] = [
    ("meetings", "created_by", "users", false),
    ("meeting_participants", "meeting_id", "meetings", true),
    ("meeting_participants", "user_id", "users", false),
];

/// Every foreign key that leads to one of the three tables.
pub(crate) async fn references<C: ConnectionTrait>(db: &C) -> Result<Vec<Reference>, DbErr> {
    let sql = if db.get_database_backend() == DbBackend::Postgres {
        "SELECT CAST(child.relname AS TEXT), CAST(fk.conname AS TEXT), \
         CAST(attribute.attname AS TEXT), CAST(parent.relname AS TEXT), \
         CASE fk.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'a' THEN 'NO ACTION' ELSE 'OTHER' END \
         FROM pg_constraint fk JOIN pg_class child ON child.oid = fk.conrelid \
         JOIN pg_class parent ON parent.oid = fk.confrelid \
         JOIN pg_attribute attribute ON attribute.attrelid = fk.conrelid \
         AND attribute.attnum = fk.conkey[1] \
         WHERE fk.contype = 'f' \
         AND parent.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
         ORDER BY 1, 2"
    } else {
        "SELECT CAST(k.table_name AS CHAR), CAST(k.constraint_name AS CHAR), \
         CAST(k.column_name AS CHAR), CAST(k.referenced_table_name AS CHAR), \
         CASE r.delete_rule WHEN 'RESTRICT' THEN 'NO ACTION' ELSE CAST(r.delete_rule AS CHAR) END \
         FROM information_schema.key_column_usage k \
         JOIN information_schema.referential_constraints r \
         ON r.constraint_schema = k.constraint_schema AND r.table_name = k.table_name \
         AND r.constraint_name = k.constraint_name \
         WHERE k.referenced_table_schema = DATABASE() AND k.ordinal_position = 1 ORDER BY 1, 2"
    };
    let mut found = Vec::new();
    for row in dialect::query(db, sql, []).await? {
        let parent = dialect::text(&row, 3)?;
        if TABLES.contains(&parent.as_str()) {
            found.push(Reference {
                table: dialect::text(&row, 0)?,
                name: dialect::text(&row, 1)?,
                column: dialect::text(&row, 2)?,
                parent,
                on_delete: dialect::text(&row, 4)?,
            });
        }
    }
    Ok(found)
}

/// The statements that drop and add foreign keys, so that only those wanted are left.
/// With `all`, those that are right already are replaced, too.
pub(crate) fn replace(
    backend: DbBackend,
    found: &[Reference],
    all: bool,
) -> (Vec<SqlChange>, Vec<SqlChange>) {
    let (mut drops, mut adds) = (Vec::new(), Vec::new());
    for (table, column, parent, cascade) in WANTED {
        let right = Reference {
            table: table.to_owned(),
            name: format!("{table}_{column}_fkey"),
            column: column.to_owned(),
            parent: parent.to_owned(),
            on_delete: if cascade { "CASCADE" } else { "NO ACTION" }.to_owned(),
        };
        let there: Vec<&Reference> = found
            .iter()
            .filter(|fk| fk.table == table && fk.column == column)
            .collect();
        for fk in there.iter().filter(|fk| all || ***fk != right) {
            drops.push(drop(backend, fk));
        }
        if all || !there.contains(&&right) {
            let suffix = if cascade { " ON DELETE CASCADE" } else { "" };
            adds.push(SqlChange::new(format!(
                "ALTER TABLE {table} ADD CONSTRAINT {} FOREIGN KEY ({column}) \
                 REFERENCES {parent} (id){suffix}",
                right.name
            )));
        }
    }
    (drops, adds)
}

fn drop(backend: DbBackend, fk: &Reference) -> SqlChange {
    let Reference { table, name, .. } = fk;
    SqlChange::new(if backend == DbBackend::MySql {
        format!(
            "ALTER TABLE {table} DROP FOREIGN KEY `{}`",
            name.replace('`', "``")
        )
    } else {
        format!(
            "ALTER TABLE {table} DROP CONSTRAINT \"{}\"",
            name.replace('"', "\"\"")
        )
    })
}

/// Fails if tables of others refer to ids whose type is to change (MySQL refuses that).
pub(crate) fn refuse_strangers(found: &[Reference]) -> Result<(), RunError> {
    let faults: Vec<String> = found
        .iter()
        .filter(|fk| !TABLES.contains(&fk.table.as_str()))
        .map(|fk| {
            format!(
                "{}.{} refers to {}, whose id changes its type: drop the foreign key {} first",
                fk.table, fk.column, fk.parent, fk.name
            )
        })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(RunError::SchemaMismatch(faults))
    }
}

//! The foreign keys that an adoption replaces on a server.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::super::RunError;
use super::TABLES;
use crate::dialect::{self, CONSTRAINTS, Constraint, ConstraintState, ForeignKey, Rule};
use crate::script::SqlChange;

/// Every foreign key that refers to one of the three tables.
pub(crate) async fn references<C: ConnectionTrait>(db: &C) -> Result<Vec<ForeignKey>, DbErr> {
    let mut keys = dialect::foreign_keys(db).await?;
    keys.retain(|key| TABLES.contains(&key.parent.as_str()));
    Ok(keys)
}

/// The statements that drop and add foreign keys, so that those of the schema are left. With `all`,
/// also those that are right are replaced.
pub(crate) fn replace(
    backend: DbBackend,
    found: &[ForeignKey],
    all: bool,
) -> (Vec<SqlChange>, Vec<SqlChange>) {
    let (mut drops, mut adds) = (Vec::new(), Vec::new());
    for constraint in CONSTRAINTS {
        let Rule::Reference { column, parent } = constraint.rule else {
            continue;
        };
        let Constraint { table, name, definition, .. } = constraint;
        let cascades = definition.ends_with("ON DELETE CASCADE");
        let right = ForeignKey {
            table: table.to_owned(),
            name: name.to_owned(),
            column: column.to_owned(),
            parent: parent.to_owned(),
            on_delete: if cascades { "CASCADE" } else { "NO ACTION" }.to_owned(),
            state: ConstraintState::Enforced,
        };
        let there: Vec<&ForeignKey> =
            found.iter().filter(|fk| fk.table == table && fk.column == column).collect();
        for fk in there.iter().filter(|fk| all || ***fk != right) {
            drops.push(drop(backend, fk));
        }
        if all || !there.contains(&&right) {
            adds.push(SqlChange::new(format!(
                "ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
            )));
        }
    }
    (drops, adds)
}

fn drop(backend: DbBackend, fk: &ForeignKey) -> SqlChange {
    let ForeignKey { table, name, .. } = fk;
    SqlChange::new(if backend == DbBackend::MySql {
        format!("ALTER TABLE {table} DROP FOREIGN KEY `{}`", name.replace('`', "``"))
    } else {
        format!("ALTER TABLE {table} DROP CONSTRAINT \"{}\"", name.replace('"', "\"\""))
    })
}

/// Fails if other tables refer to ids whose type changes: MySQL does not allow that.
pub(crate) fn refuse_other_tables(found: &[ForeignKey]) -> Result<(), RunError> {
    let others: Vec<String> = found
        .iter()
        .filter(|fk| !TABLES.contains(&fk.table.as_str()))
        .map(|fk| {
            let ForeignKey { table, name, parent, .. } = fk;
            format!("foreign key {name} on table {table} depends on column id of table {parent}")
        })
        .collect();
    if others.is_empty() { Ok(()) } else { Err(RunError::Dependents(others)) }
}

/// Whether no two users can have the same e-mail address.
pub(crate) async fn has_unique_email<C: ConnectionTrait>(
    db: &C,
    keys: &[ForeignKey],
) -> Result<bool, DbErr> {
    for constraint in CONSTRAINTS {
        if constraint.rule == Rule::Unique("email") {
            let state = dialect::constraint_state(db, &constraint, keys).await?;
            return Ok(state == ConstraintState::Enforced);
        }
    }
    Ok(false)
}

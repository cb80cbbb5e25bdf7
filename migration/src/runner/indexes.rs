//! Indexes that the applied migrations have created.

use std::time::Duration;

use chrono::NaiveDateTime;
use sea_orm::{DatabaseConnection, DbBackend, DbErr};

use super::records;
use super::state::is_done;
use crate::script::{SchemaObject, SqlChange};
use crate::{Migration, dialect};

/// An index of an applied migration that does not exist or is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingIndex {
    /// Its table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// The statement that creates it.
    pub sql: String,
    /// Whether the remains of a failed attempt to create it exist.
    pub invalid: bool,
}

impl MissingIndex {
    /// The statements that create the index while others write. On PostgreSQL they wait for locks, and
    /// for old transactions, for at most `wait`: that keeps nobody from the table.
    pub fn create(&self, backend: DbBackend, wait: Duration) -> Vec<String> {
        if backend != DbBackend::Postgres {
            return vec![self.sql.clone()];
        }
        let drop = if self.invalid { self.drop_remains(backend) } else { None };
        let create = self.sql.replacen(" INDEX ", " INDEX CONCURRENTLY ", 1);
        let wait = format!("SET lock_timeout = {}", wait.as_millis());
        [wait].into_iter().chain(drop).chain([create]).collect()
    }

    /// The statement that drops what a failed attempt to create the index leaves.
    pub fn drop_remains(&self, backend: DbBackend) -> Option<String> {
        (backend == DbBackend::Postgres)
            .then(|| format!("DROP INDEX CONCURRENTLY IF EXISTS {}", self.name))
    }
}

/// Lists the indexes of applied migrations that do not exist or are invalid. Only reads; fails if
/// nothing was ever applied.
pub async fn missing_indexes(db: &DatabaseConnection) -> Result<Vec<MissingIndex>, DbErr> {
    let applied = records::versions(db).await?;
    let invalid = dialect::invalid_indexes(db).await?;
    let mut missing = Vec::new();
    let migrations = crate::MIGRATIONS.iter();
    for migration in migrations.filter(|migration| applied.contains(migration.name)) {
        for (table, name, change) in created_by(migration, db.get_database_backend()) {
            let is_invalid = invalid.iter().any(|index| index == name);
            let Some(probe) = change.probe else { continue };
            if is_invalid || !is_done(db, probe).await? {
                missing.push(MissingIndex {
                    table: table.to_owned(),
                    name: name.to_owned(),
                    sql: change.sql,
                    invalid: is_invalid,
                });
            }
        }
    }
    Ok(missing)
}

/// The indexes that the migrations create apart from their tables: name, statement.
pub fn index_statements(backend: DbBackend) -> Vec<(String, String)> {
    let indexes = crate::MIGRATIONS.iter().flat_map(|migration| created_by(migration, backend));
    indexes.map(|(_, name, change)| (name.to_owned(), change.sql)).collect()
}

/// The indexes that a migration creates with separate statements: table, name, statement.
pub(super) fn created_by(
    migration: &Migration,
    backend: DbBackend,
) -> Vec<(&'static str, &'static str, SqlChange)> {
    let changes = migration.up_script(backend, NaiveDateTime::default()).changes;
    let created = changes.into_iter().filter_map(|change| {
        let probe = change.probe.filter(|probe| probe.present)?;
        match probe.object {
            SchemaObject::Index(table, name) => Some((table, name, change)),
            _ => None,
        }
    });
    created.collect()
}

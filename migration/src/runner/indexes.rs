//! Indexes that should be there.

use chrono::NaiveDateTime;
use sea_orm::{DatabaseConnection, DbErr};

use super::records;
use super::state::is_done;
use crate::script::SchemaObject;

/// An index that a step made and that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingIndex {
    /// Its table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// The statement that makes it again.
    pub sql: String,
}

/// Lists the indexes of applied steps that are not there. Only reads; fails if nothing
/// was ever applied.
pub async fn missing_indexes(db: &DatabaseConnection) -> Result<Vec<MissingIndex>, DbErr> {
    let applied = records::versions(db).await?;
    let mut missing = Vec::new();
    for step in crate::MIGRATIONS
        .iter()
        .filter(|step| applied.contains(step.name))
    {
        for change in step
            .up_script(db.get_database_backend(), NaiveDateTime::default())
            .changes
        {
            let Some(probe) = change.probe else { continue };
            if let SchemaObject::Index(table, name) = probe.object
                && probe.present
                && !is_done(db, probe).await?
            {
                let (table, name) = (table.to_owned(), name.to_owned());
                missing.push(MissingIndex {
                    table,
                    name,
                    sql: change.sql,
                });
            }
        }
    }
    Ok(missing)
}

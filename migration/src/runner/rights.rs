//! Whether the database user may do what a run does.

use sea_orm::DatabaseConnection;

use super::baseline::TABLES;
use super::records::RECORD_TABLES;
use super::{RunError, StepScript};
use crate::dialect;
use crate::m20240601_000001_create_meetctl_imported::NAME as IMPORTED;
use crate::m20240801_000001_create_meetctl_history::NAME as HISTORY;

/// Fails with a list of the rights that the user lacks to execute `plan`, which would stop half way. Only
/// reads.
pub async fn check_rights(db: &DatabaseConnection, plan: &[StepScript]) -> Result<(), RunError> {
    if plan.iter().all(|step| step.script.changes.is_empty()) {
        return Ok(());
    }
    let all = dialect::texts(db, &dialect::tables_sql(db.get_database_backend())).await?;
    let ours = TABLES.iter().chain(&RECORD_TABLES).chain([&IMPORTED, &HISTORY]);
    let tables: Vec<&str> =
        ours.copied().filter(|ours| all.iter().any(|table| table == ours)).collect();
    let missing = dialect::missing_rights(db, &tables).await?;
    if missing.is_empty() { Ok(()) } else { Err(RunError::Rights(missing)) }
}

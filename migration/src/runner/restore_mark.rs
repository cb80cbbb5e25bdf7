//! The mark of a restore that is not one transaction.
//!
//! MySQL commits many times while rows are replaced. Until the last, the database holds a part of
//! them; a row in the step log says so, and every command refuses the database.

use sea_orm::{DatabaseConnection, DbErr};

use super::records;
use crate::dialect;

/// The name of the mark in the step log.
pub const RESTORE: &str = "restore";

/// Marks the database as being restored, where that is not one transaction.
pub async fn begin_restore(db: &DatabaseConnection) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    if dialect::transactional(backend) {
        return Ok(());
    }
    for change in records::mark_restore(backend) {
        change.execute(db).await?;
    }
    Ok(())
}

/// Removes the mark.
pub async fn end_restore(db: &DatabaseConnection) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    if dialect::transactional(backend) {
        return Ok(());
    }
    records::unlog(backend, RESTORE).execute(db).await?;
    Ok(())
}

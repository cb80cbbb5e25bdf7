//! Whether the database can hold the tables, and how a MySQL server is made to store them.

use sea_orm::{ConnectionTrait, DbErr};

use super::{RunError, StepScript};
use crate::dialect::{self, RowFormats, WIDE_ROWS};
use crate::script::SqlChange;

/// Fails if the tables cannot be made in this database. Only reads.
pub(crate) async fn check<C: ConnectionTrait>(db: &C) -> Result<(), RunError> {
    match dialect::unsuitable(db).await? {
        None => Ok(()),
        Some(why) => Err(RunError::Unsuitable(why)),
    }
}

/// Fits `plan` to a MySQL server: the tables get rows in which their indexes fit, whatever its default
/// is, and what it cannot change is left out. The statements of the migrations stay as they are where the default is the usual one.
pub(crate) async fn fit<C: ConnectionTrait>(db: &C, plan: &mut [StepScript]) -> Result<(), DbErr> {
    if plan.iter().all(|step| step.script.changes.is_empty()) {
        return Ok(());
    }
    let formats = dialect::row_formats(db).await?;
    for step in &mut *plan {
        name_rows(&mut step.install, &formats);
        name_rows(&mut step.script.changes, &formats);
    }
    if let Some(first) = plan.first_mut() {
        first.install.extend(rewrites(&formats));
    }
    if dialect::keeps_checked_columns(db).await? {
        for step in plan {
            step.script.changes.retain(|change| !change.sql.contains(" MODIFY start_time "));
        }
    }
    Ok(())
}

/// The statements that give existing tables such rows.
pub(crate) fn rewrites(formats: &RowFormats) -> impl Iterator<Item = SqlChange> {
    let rewrite = |table| SqlChange::new(format!("ALTER TABLE {table} {WIDE_ROWS}"));
    formats.narrow.iter().map(rewrite)
}

/// Has the tables that `changes` create say that they have such rows, where the server would give
/// them others.
pub(crate) fn name_rows(changes: &mut [SqlChange], formats: &RowFormats) {
    if !formats.new_is_narrow {
        return;
    }
    for change in changes.iter_mut().filter(|change| change.sql.starts_with("CREATE TABLE")) {
        change.sql.extend([" ", WIDE_ROWS]);
    }
}

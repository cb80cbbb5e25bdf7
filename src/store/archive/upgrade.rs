//! Brings an archive of an older schema up to this program's, in a copy.

use migration::runner::{self, RunTarget, Task};
use rusqlite::Connection;

use super::create::of_run;
use crate::atomic_file::AtomicFile;
use crate::error::Failure;
use crate::store::backup;
use crate::store::connect::{self, Missing, Options};
use crate::store::limits::Limits;
use crate::store::url::Location;
use crate::time::UtcTime;

/// Copies `archive` into a temporary file and applies every migration to the copy. The file is
/// deleted when it is dropped.
///
/// # Errors
/// Exit 10 if the disk is full, 1 if rows of the archive stop a migration.
pub async fn upgraded(
    archive: &Connection,
    now: UtcTime,
    limits: Limits,
) -> Result<(Connection, AtomicFile), Failure> {
    let file = AtomicFile::temporary()?;
    drop(backup::snapshot(archive, &file, limits, |_| ()).await?);
    let path = file.path();
    let location = Location::Sqlite { path, read_only: false, must_exist: true };
    let db = connect::connect(&[location], Missing::Refuse, &Options::default()).await?;
    let done = runner::run(&db, &Task::Up(RunTarget::All), now).await;
    db.close().await?;
    done.map_err(|error| file.explain_database(of_run(error)))?;
    let copy = backup::open_file(&file.path(), limits)?;
    backup::begin_read(&copy, limits).await?;
    Ok((copy, file))
}

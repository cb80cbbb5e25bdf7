//! The automatic backup that a command takes before something risky, and puts back if that fails.

use std::path::{Path, PathBuf};

use super::backup::{about, content, first, patience};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Unit;
use crate::store::backup::automatic::{self, Mark};
use crate::store::backup::{self, Outcome};
use crate::store::connect::Missing;
use crate::store::url::Location;

pub use crate::store::backup::automatic::KEPT;

/// An automatic backup, and what tells whether others have written since it was taken.
#[derive(Debug, Clone)]
pub struct Kept {
    path: PathBuf,
    mark: Mark,
}

impl Kept {
    /// The file of the backup.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Takes a backup beside the SQLite database of this run if it holds users or meetings, says where
/// it lies, and removes all automatic backups but the newest `last`. `None` for a server's and for
/// an empty database.
///
/// The context's connection may be open; no transaction may be.
///
/// # Errors
/// Exit 10 where there is no room or the database is damaged, with a hint that names
/// `--no-backup`; 7 where it stays locked.
pub async fn keep(ctx: &Context, last: usize) -> Result<Option<Kept>, Failure> {
    let Location::Sqlite { path, .. } = first(ctx) else {
        return Ok(None);
    };
    let path = real(path);
    let db = ctx.unchecked_database(Missing::Refuse).await?;
    // Before the copy begins: what others write from now on counts as written after it.
    let mark = automatic::mark(&db).await?;
    Ok(take(ctx, &path, last, &[])
        .await?
        .map(|path| Kept { path, mark }))
}

/// Takes a backup of the database `path` as [`keep`] does; `spared` are never removed.
pub(super) async fn take(
    ctx: &Context,
    path: &Path,
    last: usize,
    spared: &[&Path],
) -> Result<Option<PathBuf>, Failure> {
    let locate = |failure| hinted(about(failure, path));
    let source = backup::open_database(path, false).map_err(locate)?;
    let found = automatic::glance(&source, patience(ctx))
        .await
        .map_err(locate)?;
    if !automatic::is_worth_keeping(&found) {
        return Ok(None);
    }
    // A signal is to leave no half of a file.
    ctx.manner().tidy_up_from_now().await;
    let taken = {
        let progress = ctx.out.progress("Copying", Some(found.bytes), Unit::Bytes);
        let told = |done| progress.at(done);
        automatic::take(&source, path, ctx.now(), patience(ctx), told).await
    };
    let (file, found) = taken.map_err(locate)?;
    ctx.out.status(format!(
        "Backed up {} to {}.",
        content(&found),
        file.display()
    ));
    let spared: Vec<&Path> = spared.iter().copied().chain([file.as_path()]).collect();
    for old in automatic::prune(path, last.max(1), &spared) {
        tracing::info!(file = %old.display(), "removed an old automatic backup");
    }
    Ok(Some(file))
}

/// Puts an automatic backup back into the database, unless another program has written to the
/// database since it was taken: what that wrote would be lost. Says what it did, or where the
/// backup lies. True: the database is as it was.
///
/// Must be called with the same context as [`keep`]; no transaction may be open.
///
/// # Errors
/// Exit 7 where the database stays locked, 10 where there is no room: nothing was changed.
pub async fn put_back(ctx: &Context, kept: &Kept) -> Result<bool, Failure> {
    let Location::Sqlite { path, .. } = first(ctx) else {
        return Ok(false);
    };
    let path = real(path);
    let lies = kept.path.display();
    let hint = format!("the backup lies in {lies}; `meetctl restore {lies}` puts it back");
    let db = ctx.unchecked_database(Missing::Refuse).await?;
    let result = async {
        let source = backup::open_file(&kept.path)?;
        backup::begin_read(&source, patience(ctx)).await?;
        let unchanged = async || Ok(automatic::holds(&db, kept.mark).await);
        let wait = patience(ctx);
        let outcome = backup::replace(&source, &kept.path, &path, wait, unchanged, |_| ()).await?;
        if outcome == Outcome::Replaced {
            backup::check(backup::open_database(&path, false)?).await?;
        }
        Ok(outcome)
    };
    match result
        .await
        .map_err(|failure: Failure| about(failure, &path).hint(hint.as_str()))?
    {
        Outcome::Replaced => {
            ctx.out.status(format!(
                "Put the backup {lies} back: the database is as it was."
            ));
            Ok(true)
        }
        Outcome::Changed => {
            ctx.out.warning(format!(
                "another program has written to the database, so the backup was not put back: {hint}"
            ));
            Ok(false)
        }
    }
}

/// The file itself where the name is a link: its side files, and the backups, are beside it.
pub(super) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn hinted(failure: Failure) -> Failure {
    match failure.exit() {
        Exit::Storage if failure.code() == "storage_full" => {
            failure.hint("make room, or go without the backup: --no-backup; nothing was changed")
        }
        Exit::Storage => failure.hint("nothing was changed; --no-backup goes on without a copy"),
        _ => failure,
    }
}

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
pub struct AutoBackup {
    path: PathBuf,
    mark: Mark,
}

impl AutoBackup {
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
pub async fn keep(ctx: &Context, last: usize) -> Result<Option<AutoBackup>, Failure> {
    let Location::Sqlite { path, .. } = first(ctx) else {
        return Ok(None);
    };
    let path = real(path);
    let db = ctx.unchecked_database(Missing::Refuse).await?;
    // Before the copy begins: what others write from now on counts as written after it.
    let mark = automatic::mark(&db).await?;
    Ok(take(ctx, &path, last, &[])
        .await?
        .map(|path| AutoBackup { path, mark }))
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
    ctx.shutdown().cancel_on_signal_from_now().await;
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
pub async fn put_back(ctx: &Context, kept: &AutoBackup) -> Result<bool, Failure> {
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
    let resolved = path.is_symlink().then(|| path.canonicalize().ok());
    resolved.flatten().unwrap_or_else(|| path.to_path_buf())
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

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::Parser as _;
    use sea_orm::ConnectionTrait as _;

    use super::*;
    use crate::cli::Cli;
    use crate::output::{Output, Settings as OutputSettings};
    use crate::settings::Settings;

    /// A run on the database `file`, silent.
    fn context(file: &Path) -> Context {
        let file = file.display().to_string();
        let words = [
            "meetctl",
            "--database-url",
            &file,
            "--config",
            "/dev/null",
            "user",
            "list",
        ];
        let global = Cli::parse_from(words).global;
        let settings = Settings::gather(&global).unwrap();
        let silent = OutputSettings {
            quiet: true,
            ..OutputSettings::default()
        };
        Context::new(&global, settings, Output::new(silent)).unwrap()
    }

    /// A database with one user, whose journal is a `journal`.
    fn database(folder: &Path, journal: &str) -> PathBuf {
        let file = folder.join("m.db");
        let db = rusqlite::Connection::open(&file).unwrap();
        db.query_row(&format!("PRAGMA journal_mode = {journal}"), [], |_| Ok(()))
            .unwrap();
        db.execute_batch(&format!(
            "PRAGMA application_id = {}; CREATE TABLE seaql_migrations (version TEXT); \
             INSERT INTO seaql_migrations VALUES ('{}'); CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); \
             CREATE TABLE meetings (id INTEGER PRIMARY KEY); INSERT INTO users VALUES (1, 'Ada')",
            migration::APPLICATION_ID,
            migration::names()[0]
        ))
        .unwrap();
        file
    }

    fn names(file: &Path) -> Vec<String> {
        let db = rusqlite::Connection::open(file).unwrap();
        let mut query = db.prepare("SELECT name FROM users ORDER BY id").unwrap();
        let names = query.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    }

    fn run(work: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(work);
    }

    #[test]
    fn what_a_command_wrote_itself_is_put_back() {
        for journal in ["wal", "delete"] {
            let folder = tempfile::tempdir().unwrap();
            let file = database(folder.path(), journal);
            run(async {
                let ctx = context(&file);
                let db = ctx.unchecked_database(Missing::Refuse).await.unwrap();
                let kept = keep(&ctx, KEPT).await.unwrap().unwrap();
                for sql in [
                    "UPDATE users SET name = 'Eve'",
                    "CREATE TABLE more (id INTEGER)",
                    "BEGIN; INSERT INTO users VALUES (2, 'Bob'); COMMIT",
                ] {
                    db.execute_unprepared(sql).await.unwrap();
                }
                assert!(put_back(&ctx, &kept).await.unwrap(), "{journal}");
                // The connection of the command sees it too, and works on.
                assert!(db.execute_unprepared("DELETE FROM more").await.is_err());
                db.execute_unprepared("UPDATE users SET name = name || '!'")
                    .await
                    .unwrap();
                ctx.close().await;
                assert_eq!(names(&file), ["Ada!"], "{journal}");
                assert_eq!(names(kept.path()), ["Ada"]);
            });
        }
    }

    #[test]
    fn what_others_wrote_is_never_lost() {
        for journal in ["wal", "delete"] {
            for ours_too in [true, false] {
                let folder = tempfile::tempdir().unwrap();
                let file = database(folder.path(), journal);
                run(async {
                    let ctx = context(&file);
                    let db = ctx.unchecked_database(Missing::Refuse).await.unwrap();
                    let kept = keep(&ctx, KEPT).await.unwrap().unwrap();
                    let other = rusqlite::Connection::open(&file).unwrap();
                    other
                        .execute_batch("INSERT INTO users VALUES (7, 'Bob')")
                        .unwrap();
                    drop(other);
                    if ours_too {
                        db.execute_unprepared("UPDATE users SET name = 'Eve' WHERE id = 1")
                            .await
                            .unwrap();
                    }
                    assert!(!put_back(&ctx, &kept).await.unwrap(), "{journal}");
                    ctx.close().await;
                    let ada = if ours_too { "Eve" } else { "Ada" };
                    assert_eq!(names(&file), [ada, "Bob"], "{journal}");
                });
            }
        }
    }

    #[test]
    fn a_connection_that_was_made_anew_is_not_taken_for_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = database(folder.path(), "wal");
        run(async {
            let first = context(&file);
            let kept = keep(&first, KEPT).await.unwrap().unwrap();
            first.close().await;
            let second = context(&file);
            assert!(!put_back(&second, &kept).await.unwrap());
            second.close().await;
        });
    }

    #[test]
    fn a_database_that_stays_locked_is_not_put_back() {
        for journal in ["wal", "delete"] {
            let folder = tempfile::tempdir().unwrap();
            let file = database(folder.path(), journal);
            run(async {
                let mut ctx = context(&file);
                ctx.settings.timeout.value = Some(std::time::Duration::from_millis(200));
                let kept = keep(&ctx, KEPT).await.unwrap().unwrap();
                let other = rusqlite::Connection::open(&file).unwrap();
                other.execute_batch("BEGIN IMMEDIATE").unwrap();
                let failure = put_back(&ctx, &kept).await.unwrap_err();
                assert_eq!(failure.exit(), Exit::Busy, "{journal}: {failure:?}");
                other
                    .execute_batch("INSERT INTO users VALUES (7, 'Bob'); COMMIT")
                    .unwrap();
                assert!(!put_back(&ctx, &kept).await.unwrap(), "{journal}");
                ctx.close().await;
                assert_eq!(names(&file), ["Ada", "Bob"], "{journal}");
            });
        }
    }

    #[test]
    fn an_empty_database_is_not_worth_a_backup() {
        let folder = tempfile::tempdir().unwrap();
        let file = database(folder.path(), "wal");
        run(async {
            let ctx = context(&file);
            let db = ctx.unchecked_database(Missing::Refuse).await.unwrap();
            db.execute_unprepared("DELETE FROM users").await.unwrap();
            assert!(keep(&ctx, KEPT).await.unwrap().is_none());
            db.execute_unprepared("INSERT INTO meetings VALUES (1)")
                .await
                .unwrap();
            assert!(keep(&ctx, KEPT).await.unwrap().is_some());
            ctx.close().await;
        });
    }

    #[test]
    fn only_the_newest_stay() {
        let folder = tempfile::tempdir().unwrap();
        let file = database(folder.path(), "wal");
        run(async {
            let ctx = context(&file);
            for _ in 0..12 {
                let kept = keep(&ctx, 3).await.unwrap().unwrap();
                assert!(kept.path().exists());
            }
            // In the order of their numbers, not of their names: 10 and more are newer than 9.
            let kept = keep(&ctx, 0).await.unwrap().unwrap();
            assert!(kept.path().to_string_lossy().ends_with("Z-13"), "{kept:?}");
            ctx.close().await;
        });
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2, "the database and the backup just taken");
    }
}

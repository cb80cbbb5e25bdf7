//! A restore into a SQLite file.

use std::path::{Path, PathBuf};

use migration::runner::Identity;
use rusqlite::Connection;

use super::Restore;
use super::archive::{Archive, is_damage, with_file};
use crate::commands::auto_backup::{self, real};
use crate::commands::backup::{content, first};
use crate::context::{Context, wrong_schema};
use crate::error::{Failure, Kind};
use crate::output::{Format, Unit, Warning};
use crate::prompt::Question;
use crate::records::RestoreRecord;
use crate::store::backup::{self, DbSummary, Replaced, automatic};

/// How often the backup of the database is repeated after concurrent writes.
const MAX_TRIES: u32 = 3;

/// What is at the path of the database.
pub(super) enum Existing {
    Missing,
    /// A database of meetctl's, or one without tables.
    Database(DbSummary),
    /// A file that cannot be read as a database, and why.
    Damaged(Failure),
}

impl Restore {
    pub(super) async fn restore_file(
        &self,
        ctx: &Context,
        path: &Path,
        archive: Archive,
    ) -> Result<Option<PathBuf>, Failure> {
        let Archive { connection, found, .. } = archive;
        let database = real(path)?;
        let existing = existing(ctx, &database).await?;
        self.warn_of_foreign(ctx, &found);
        if self.dry_run {
            self.print_plan(ctx, path, &found, &existing)?;
            return Ok(None);
        }
        self.confirm(ctx, path, &found, &existing).await?;
        let backup = self.write(ctx, &connection, &database, &found, existing).await?;
        if found.has_data {
            ctx.written.set([("users", found.users), ("meetings", found.meetings)]);
        }
        drop(connection);
        let restored = backup::verify_replaced(&database, ctx.limits()).await;
        let restored = restored.map_err(|failure| failure.with_database(database.display()))?;
        self.report(ctx, path.display(), &restored, backup.as_deref())?;
        Ok(backup)
    }

    async fn confirm(
        &self,
        ctx: &Context,
        database: &Path,
        found: &DbSummary,
        existing: &Existing,
    ) -> Result<(), Failure> {
        let database = database.display();
        let backup = format!("{} ({})", self.name, content(found));
        match existing {
            Existing::Database(there) if there.identity != Identity::Empty => {
                let there = content(there);
                let question = format!("replace the database {database} ({there}) with {backup}?");
                ctx.confirm(&Question::new(question).by_name(first(ctx).name())).await
            }
            Existing::Damaged(why) => {
                ctx.out.warning(Warning::new("damaged", format!("{database}: {}", why.summary())));
                let question = format!(
                    "rename the damaged file {database} and restore {backup} in its place?"
                );
                ctx.confirm(&Question::new(question)).await
            }
            // What runs in the database from now on is not meetctl's alone.
            Existing::Missing | Existing::Database(_) if !found.foreign.is_empty() => {
                let question = format!("restore {backup} to {database}?");
                ctx.confirm(&Question::new(question)).await
            }
            Existing::Missing | Existing::Database(_) => Ok(()),
        }
    }

    /// Prints what a restore would do.
    fn print_plan(
        &self,
        ctx: &Context,
        database: &Path,
        found: &DbSummary,
        existing: &Existing,
    ) -> Result<(), Failure> {
        let restore =
            format!("{} {}", self.verb(), self.content_and_way(database.display(), found));
        match existing {
            Existing::Database(there) if there.identity != Identity::Empty => {
                ctx.print_dry_run(&format!("{restore}, replacing {}", content(there)));
            }
            Existing::Damaged(why) => {
                let why = format!("{}: {}", database.display(), why.summary());
                ctx.out.warning(Warning::new("damaged", why));
                ctx.print_dry_run(&format!("{restore}, renaming the damaged file"));
            }
            Existing::Missing | Existing::Database(_) => ctx.print_dry_run(&restore),
        }
        if ctx.out.format() != Format::Table {
            let record = self.record(database.display(), found);
            ctx.out.one(&RestoreRecord { dry_run: true, ..record })?;
        }
        Ok(())
    }

    /// Writes the database, and returns where its earlier content is now.
    async fn write(
        &self,
        ctx: &Context,
        source: &Connection,
        database: &Path,
        found: &DbSummary,
        existing: Existing,
    ) -> Result<Option<PathBuf>, Failure> {
        let damaged = match existing {
            Existing::Database(_) => match self.replace(ctx, source, database, found).await {
                Err(failure) if is_damage(&failure) && !failure.is_located() => {
                    let what = format!("{}: {}", database.display(), failure.summary());
                    ctx.out.warning(Warning::new("damaged", what));
                    true
                }
                done => return done.map_err(|failure| failure.with_database(database.display())),
            },
            Existing::Missing => false,
            Existing::Damaged(_) => true,
        };
        install(ctx, source, database, found, damaged).await
    }

    async fn replace(
        &self,
        ctx: &Context,
        source: &Connection,
        database: &Path,
        found: &DbSummary,
    ) -> Result<Option<PathBuf>, Failure> {
        let limits = ctx.limits();
        let staged = {
            let bar = ctx.out.progress("Reading", Some(found.bytes), Unit::Bytes);
            backup::stage(source, database, limits, |done| bar.at(done)).await
        };
        let (source, _file) = staged.map_err(|failure| {
            if is_damage(&failure) { with_file(failure, Path::new(&self.name)) } else { failure }
        })?;
        for _ in 0..MAX_TRIES {
            // What others write after the backup must not be lost with the old content.
            let watch = automatic::ChangeWatch::new(database, limits).await?;
            let backup = self.back_up(ctx, database).await?;
            let unchanged = async || Ok(self.backup.no_backup || watch.is_unchanged(limits).await?);
            let bar = ctx.out.progress("Writing", Some(found.bytes), Unit::Bytes);
            let progress = |done| bar.at(done);
            let replaced = backup::replace(&source, database, limits, unchanged, progress).await?;
            if replaced == Replaced::Done {
                return Ok(backup);
            }
            if let Some(outdated) = backup {
                // It is of this run, and the next one holds more.
                let _ = std::fs::remove_file(outdated);
            }
        }
        Err(Failure::new(Kind::Busy, "other programs keep writing to the database")
            .hint("nothing was changed; stop them, or discard what they write with --no-backup"))
    }

    /// Backs up the current content of the database, unless it is empty or the user declines.
    async fn back_up(&self, ctx: &Context, database: &Path) -> Result<Option<PathBuf>, Failure> {
        if self.backup.no_backup {
            return Ok(None);
        }
        auto_backup::take_of_file(ctx, database, &self.backup, &[&self.spared]).await
    }
}

/// Finds out what is at the path of the database, and refuses what is not meetctl's.
pub(super) async fn existing(ctx: &Context, database: &Path) -> Result<Existing, Failure> {
    match database.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Existing::Missing),
        _ => {}
    }
    let found = async {
        let connection = backup::open_database(database, false, ctx.limits())?;
        backup::summarize_now(&connection, ctx.limits()).await
    };
    match found.await {
        Ok(there) => match &there.identity {
            Identity::Ours { .. } | Identity::Empty => Ok(Existing::Database(there)),
            identity => Err(wrong_schema(identity).with_database(database.display())),
        },
        Err(failure) if is_damage(&failure) => Ok(Existing::Damaged(failure)),
        Err(failure) => Err(failure.with_database(database.display())),
    }
}

/// Creates the database where it is missing, or damaged.
async fn install(
    ctx: &Context,
    source: &Connection,
    database: &Path,
    found: &DbSummary,
    damaged: bool,
) -> Result<Option<PathBuf>, Failure> {
    let aside = automatic::name_of_damaged(database, ctx.now());
    let renamed = {
        let bar = ctx.out.progress("Copying", Some(found.bytes), Unit::Bytes);
        let progress = |done| bar.at(done);
        backup::install(source, database, damaged, &aside, ctx.limits(), progress).await?
    };
    if !renamed {
        return Ok(None);
    }
    let what = if damaged { "the damaged file" } else { "what was left of another database" };
    ctx.out.warning(Warning::new("renamed", format!("renamed {what} to {}", aside.display())));
    Ok(Some(aside))
}

//! `meetctl restore`

use std::path::{Path, PathBuf};

use clap::Args;
use migration::runner::Identity;
use rusqlite::Connection;

use super::auto_backup::{self, real};
use super::backup::{about, content, first, patience, say_command};
use crate::commands::args::counted;
use crate::context::{Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::{Format, Unit};
use crate::records::RestoreRecord;
use crate::store::backup::tools::Way;
use crate::store::backup::{self, Look, Outcome, automatic};
use crate::store::url::Location;

/// Put a backup back in the place of a SQLite database
///
/// The file is read through first. A missing database is made; one that is there is replaced in
/// one transaction, so that other programs wait and then see the new content. It asks first, and
/// without a terminal it needs --yes. What the database held is backed up beside it before. For
/// a server the command is printed that does the same with the server's own tools.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl restore meet-2026-06-01.db
    meetctl restore meet-2026-06-01.db --yes --no-backup")]
pub struct RestoreArgs {
    /// File that `meetctl backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take no backup of what the database holds
    #[arg(long)]
    no_backup: bool,
}

/// What is in the place where the backup is to go.
enum Target {
    Missing,
    /// A database of meetctl's, or one without tables.
    Database(Look),
    /// A file that cannot be read as a database, and why.
    Damaged(Failure),
}

/// So often the backup of the database is taken again because others have written to it.
const TRIES: u32 = 3;

impl RestoreArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let Location::Sqlite { path, read_only } = first(ctx) else {
            say_command(ctx, first(ctx), Way::Load, &self.file)?;
            return Ok(Exit::Ok);
        };
        if *read_only || ctx.settings.read_only.value {
            return Err(about(read_only_failure(), path));
        }
        let database = real(path);
        if backup::is_part_of(&self.file, &database) {
            let message = format!("{} is the database or a part of it", self.file.display());
            return Err(Failure::usage(message).hint("name the file that `meetctl backup` wrote"));
        }
        let source = backup::open_file(&self.file).map_err(|f| of_file(f, &self.file))?;
        let (source, found) = self.verify(ctx, source).await?;
        let target = target(ctx, &database).await?;
        self.ask(ctx, path, &found, &target)?;
        // A signal is to leave no half of a file, and the database as it was.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let backup = self.put(ctx, &source, &database, &found, target).await?;
        drop(source);
        let (written, restored) = verify_written(&database).await?;
        drop(written);
        self.report(ctx, path, restored, backup)?;
        Ok(Exit::Ok)
    }

    /// Reads the file through, at one moment that lasts until the connection is dropped.
    async fn verify(
        &self,
        ctx: &Context,
        source: Connection,
    ) -> Result<(Connection, Look), Failure> {
        let looked = async {
            backup::begin_read(&source, patience(ctx)).await?;
            let found = backup::look(&source)?;
            refuse_others(&found.identity, &self.file)?;
            let (source, _) = backup::check(source).await?;
            Ok((source, found))
        };
        looked
            .await
            .map_err(|failure: Failure| of_file(failure, &self.file))
    }

    fn ask(
        &self,
        ctx: &Context,
        database: &Path,
        found: &Look,
        target: &Target,
    ) -> Result<(), Failure> {
        let (database, file) = (database.display(), self.file.display());
        let by = format!("{file} ({})", content(found));
        match target {
            Target::Database(there) if there.identity != Identity::Empty => ctx.confirm(&format!(
                "replace the database {database} ({}) by {by}?",
                content(there)
            )),
            Target::Damaged(why) => {
                ctx.out.warning(format!("{database}: {}", why.summary()));
                ctx.confirm(&format!(
                    "move the damaged file {database} aside and put {by} there?"
                ))
            }
            Target::Missing | Target::Database(_) => Ok(()),
        }
    }

    /// Puts the content in its place, and says where what was there is now.
    async fn put(
        &self,
        ctx: &Context,
        source: &Connection,
        database: &Path,
        found: &Look,
        target: Target,
    ) -> Result<Option<PathBuf>, Failure> {
        match target {
            Target::Database(there) => {
                let replaced = self.replace(ctx, source, database, found, &there).await;
                match replaced {
                    Err(failure) if failure.code() == "corrupt" && !failure.is_located() => {
                        ctx.out
                            .warning(format!("{}: {}", database.display(), failure.summary()));
                        install(ctx, source, database, found, true).await
                    }
                    done => done.map_err(|failure| about(failure, database)),
                }
            }
            Target::Missing => install(ctx, source, database, found, false).await,
            Target::Damaged(_) => install(ctx, source, database, found, true).await,
        }
    }

    async fn replace(
        &self,
        ctx: &Context,
        source: &Connection,
        database: &Path,
        found: &Look,
        there: &Look,
    ) -> Result<Option<PathBuf>, Failure> {
        let wait = patience(ctx);
        let staged = {
            let progress = ctx.out.progress("Reading", Some(found.bytes), Unit::Bytes);
            backup::stage(source, database, wait, |done| progress.at(done)).await
        };
        let (source, file) = staged.map_err(|failure| match failure.code() {
            "corrupt" => of_file(failure, &self.file),
            _ => failure,
        })?;
        let (source, from) = (&source, file.path());
        if self.no_backup || !there.has_data() {
            let anyway = async || Ok(true);
            let progress = ctx.out.progress("Writing", Some(found.bytes), Unit::Bytes);
            let told = |done| progress.at(done);
            backup::replace(source, from, database, wait, anyway, told).await?;
            return Ok(None);
        }
        for _ in 0..TRIES {
            // What others write behind the backup must not be lost with the old content.
            let watch = automatic::Watch::new(database, wait).await?;
            let kept = auto_backup::take(ctx, database, auto_backup::KEPT, &[&self.file]).await?;
            let unchanged = async || watch.holds(wait).await;
            let progress = ctx.out.progress("Writing", Some(found.bytes), Unit::Bytes);
            let told = |done| progress.at(done);
            let outcome = backup::replace(source, from, database, wait, unchanged, told).await?;
            if outcome == Outcome::Replaced {
                return Ok(kept);
            }
            if let Some(outdated) = kept {
                // It is of this run, and the next one holds more.
                let _ = std::fs::remove_file(outdated);
            }
        }
        Err(Failure::new(
            Exit::Busy,
            "busy",
            "other programs keep writing to the database",
        )
        .hint("nothing was changed; stop them, or give up what they write with --no-backup"))
    }

    fn report(
        &self,
        ctx: &Context,
        database: &Path,
        found: Look,
        backup: Option<PathBuf>,
    ) -> Result<(), Failure> {
        let (file, database) = (
            self.file.display().to_string(),
            database.display().to_string(),
        );
        let pending = match &found.identity {
            Identity::Ours { pending, .. } => pending.len() as u64,
            _ => 0,
        };
        if ctx.out.format() == Format::Table {
            ctx.out.status(format!(
                "Restored {} from {file} to {database}.",
                content(&found)
            ));
        } else {
            ctx.out.one(&RestoreRecord {
                file,
                database,
                bytes: found.bytes,
                users: found.users,
                meetings: found.meetings,
                schema: found.newest,
                backup: backup.map(|path| path.display().to_string()),
                verified: true,
            })?;
        }
        if pending > 0 {
            ctx.out.notice(format!(
                "its schema is older: run `meetctl migrate up` ({} pending)",
                counted(pending, "migration")
            ));
        }
        Ok(())
    }
}

/// Looks at what is there, and refuses what is not meetctl's.
async fn target(ctx: &Context, database: &Path) -> Result<Target, Failure> {
    match database.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Target::Missing),
        _ => {}
    }
    let looked = async {
        let connection = backup::open_database(database, false)?;
        automatic::glance(&connection, patience(ctx)).await
    };
    match looked.await {
        Ok(there) => match &there.identity {
            Identity::Ours { .. } | Identity::Empty => Ok(Target::Database(there)),
            identity => Err(about(wrong_schema(identity), database)),
        },
        Err(failure) if failure.code() == "corrupt" => Ok(Target::Damaged(failure)),
        Err(failure) => Err(about(failure, database)),
    }
}

/// Puts the file where there is no database, or a damaged one.
async fn install(
    ctx: &Context,
    source: &Connection,
    database: &Path,
    found: &Look,
    damaged: bool,
) -> Result<Option<PathBuf>, Failure> {
    let aside = automatic::name_of_damaged(database, ctx.now());
    let moved = {
        let progress = ctx.out.progress("Copying", Some(found.bytes), Unit::Bytes);
        let told = |done| progress.at(done);
        backup::install(source, database, damaged, &aside, patience(ctx), told).await?
    };
    if !moved {
        return Ok(None);
    }
    let what = if damaged {
        "the damaged file"
    } else {
        "what was left of another database"
    };
    ctx.out
        .warning(format!("{what} is now {}", aside.display()));
    Ok(Some(aside))
}

async fn verify_written(database: &Path) -> Result<(Connection, Look), Failure> {
    let looked = async {
        let (written, _) = backup::check(backup::open_database(database, false)?).await?;
        let found = backup::look(&written)?;
        Ok((written, found))
    };
    looked
        .await
        .map_err(|failure: Failure| about(failure, database))
}

fn read_only_failure() -> Failure {
    Failure::new(Exit::Refused, "read_only", "the database refuses writes")
        .hint("it is read-only: --read-only, mode=ro, or the configuration")
}

/// A failure that is about the backup, and not about the database of this run.
fn of_file(failure: Failure, file: &Path) -> Failure {
    if failure.is_located() {
        return failure;
    }
    let name = file.display();
    match failure.code() {
        "corrupt" => {
            let message = format!("{name} is damaged or is not a database");
            let located = Failure::new(Exit::Storage, "corrupt", message)
                .hint("restore another backup; nothing was changed")
                .at(file);
            let causes = failure.lines().into_iter();
            causes
                .filter(|(part, _)| *part == crate::error::Part::Cause)
                .fold(located, |located, (_, cause)| located.cause(cause))
        }
        _ => failure.line(format!("file: {name}")).at(file),
    }
}

/// Refuses a file that this program could not work with afterwards.
fn refuse_others(identity: &Identity, file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let refused = |code, message: String| Failure::new(Exit::Schema, code, message).at(file);
    match identity {
        Identity::Ours { unknown, .. } if unknown.is_empty() => Ok(()),
        Identity::Ours { unknown, .. } => Err(refused(
            "schema_too_new",
            format!(
                "{name} is newer than this program: it holds {} that it does not know",
                counted(unknown.len() as u64, "migration")
            ),
        )
        .line(unknown.join(", "))
        .hint("use the newer meetctl; `meetctl --version` tells this one's version")),
        Identity::Empty => Err(refused("no_schema", format!("{name} holds no tables"))
            .hint("name a file that `meetctl backup` wrote")),
        Identity::Flask { .. } => Err(refused(
            "not_adopted",
            format!("{name} was made by the Flask application"),
        )
        .hint("copy it to where the database is to be, then `meetctl migrate baseline` adopts it")),
        Identity::Foreign { .. } => Err(refused(
            "not_ours",
            format!("{name} is not a database of meetctl's"),
        )
        .hint("name a file that `meetctl backup` wrote")),
    }
}

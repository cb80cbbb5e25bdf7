//! `meetctl restore`

use std::path::{Path, PathBuf};

use clap::Args;
use migration::runner::Identity;
use rusqlite::Connection;

use super::auto_backup::{self, real};
use super::backup::{content, first, print_command, refuse_the_database};
use crate::commands::args::{counted, first_few};
use crate::context::{Context, first_tables, wrong_schema};
use crate::error::{Exit, Failure, Kind};
use crate::output::{Format, Unit, Warning};
use crate::prompt::Question;
use crate::records::RestoreRecord;
use crate::store::backup::tools::Direction;
use crate::store::backup::{self, DbSummary, Replaced, automatic};
use crate::store::url::Location;

/// Restore a SQLite database from a backup
///
/// Verifies the file first. Creates a missing database; replaces an existing one in one
/// transaction, so that other programs wait and then see the new content. Asks for the name of the
/// database first; without a terminal it needs --yes. Before that, backs up what the database holds. For a server, prints
/// the command that does the same with the server's own tools.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl restore meet-2026-06-01.db
    meetctl restore meet-2026-06-01.db --yes --no-backup")]
pub struct RestoreArgs {
    /// File that `meetctl backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Do not back up what the database holds
    #[arg(long)]
    no_backup: bool,
    /// Verify the file and print what would be replaced, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is at the path of the database.
enum Existing {
    Missing,
    /// A database of meetctl's, or one without tables.
    Database(DbSummary),
    /// A file that cannot be read as a database, and why.
    Damaged(Failure),
}

/// How often the backup of the database is repeated after concurrent writes.
const MAX_TRIES: u32 = 3;

impl RestoreArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let Location::Sqlite { path, read_only, .. } = first(ctx) else {
            print_command(ctx, first(ctx), Direction::Restore, &self.file)?;
            return Ok(Exit::Ok);
        };
        if (*read_only || ctx.settings.read_only.value) && !self.dry_run {
            return Err(read_only_failure().with_database(path.display()));
        }
        let database = real(path)?;
        refuse_the_database(&self.file, &database)?;
        let source =
            backup::open_file(&self.file, ctx.limits()).map_err(|f| with_file(f, &self.file))?;
        let (source, found) = self.verify(ctx, source).await?;
        let existing = existing(ctx, &database).await?;
        self.warn_of_foreign(ctx, &found);
        if self.dry_run {
            return self.print_plan(ctx, path, &found, &existing);
        }
        self.confirm(ctx, path, &found, &existing).await?;
        // A signal must leave no incomplete file, and the database as it was.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let backup = self.write(ctx, &source, &database, &found, existing).await?;
        drop(source);
        let restored = verify_restored(ctx, &database).await?;
        self.report(ctx, path, restored, backup)?;
        Ok(Exit::Ok)
    }

    /// Verifies the file, as of one moment that lasts until the connection is dropped.
    async fn verify(
        &self,
        ctx: &Context,
        source: Connection,
    ) -> Result<(Connection, DbSummary), Failure> {
        let verified = async {
            backup::begin_read(&source, ctx.limits()).await?;
            let found = backup::summarize(&source).await?;
            require_restorable(&found, &self.file)?;
            let (source, _) = backup::check(source).await?;
            Ok((source, found))
        };
        verified.await.map_err(|failure: Failure| with_file(failure, &self.file))
    }

    async fn confirm(
        &self,
        ctx: &Context,
        database: &Path,
        found: &DbSummary,
        existing: &Existing,
    ) -> Result<(), Failure> {
        let database = database.display();
        let backup = format!("{} ({})", self.file.display(), content(found));
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

    /// Names what of the file meetctl did not create.
    fn warn_of_foreign(&self, ctx: &Context, found: &DbSummary) {
        let named = first_few(found.foreign.iter().cloned()).join(", ");
        if !named.is_empty() {
            let message = format!("{}: meetctl did not create {named}", self.file.display());
            ctx.out.warning(Warning::new("foreign_objects", message));
        }
    }

    /// Prints what a restore would do.
    fn print_plan(
        &self,
        ctx: &Context,
        database: &Path,
        found: &DbSummary,
        existing: &Existing,
    ) -> Result<Exit, Failure> {
        let restore = format!("restore {}", self.content_and_way(database, found));
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
            ctx.out.one(&RestoreRecord { dry_run: true, ..self.record(database, found) })?;
        }
        Ok(Exit::Ok)
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
            if is_damage(&failure) { with_file(failure, &self.file) } else { failure }
        })?;
        for _ in 0..MAX_TRIES {
            // What others write after the backup must not be lost with the old content.
            let watch = automatic::ChangeWatch::new(database, limits).await?;
            let backup = self.back_up(ctx, database).await?;
            let unchanged = async || Ok(self.no_backup || watch.is_unchanged(limits).await?);
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
        if self.no_backup {
            return Ok(None);
        }
        let keep = auto_backup::DEFAULT_KEEP;
        auto_backup::take_of_file(ctx, database, keep, &[&self.file]).await
    }

    /// `2 users, 1 meeting from FILE to DATABASE`.
    fn content_and_way(&self, database: &Path, found: &DbSummary) -> String {
        format!("{} from {} to {}", content(found), self.file.display(), database.display())
    }

    fn record(&self, database: &Path, found: &DbSummary) -> RestoreRecord {
        RestoreRecord {
            file: self.file.display().to_string(),
            database: database.display().to_string(),
            bytes: found.bytes,
            users: found.users,
            meetings: found.meetings,
            schema: found.identity.newest(),
            backup: None,
            verified: true,
            dry_run: false,
        }
    }

    fn report(
        &self,
        ctx: &Context,
        database: &Path,
        found: DbSummary,
        backup: Option<PathBuf>,
    ) -> Result<(), Failure> {
        if ctx.out.format() == Format::Table {
            ctx.out.status(format!("Restored {}.", self.content_and_way(database, &found)));
        } else {
            let backup = backup.map(|path| path.display().to_string());
            ctx.out.one(&RestoreRecord { backup, ..self.record(database, &found) })?;
        }
        if let Identity::Ours { pending, .. } = found.identity
            && !pending.is_empty()
        {
            ctx.out.notice(format!(
                "its schema is older: run `meetctl migrate up` ({} pending)",
                counted(pending.len() as u64, "migration")
            ));
        }
        Ok(())
    }
}

/// Finds out what is at the path of the database, and refuses what is not meetctl's.
async fn existing(ctx: &Context, database: &Path) -> Result<Existing, Failure> {
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

async fn verify_restored(ctx: &Context, database: &Path) -> Result<DbSummary, Failure> {
    let verified = async {
        let (restored, _) =
            backup::check(backup::open_database(database, false, ctx.limits())?).await?;
        Ok(backup::summarize(&restored).await?)
    };
    verified.await.map_err(|failure: Failure| failure.with_database(database.display()))
}

fn read_only_failure() -> Failure {
    Failure::new(Kind::ReadOnly, "the database refuses writes")
        .hint("it is read-only: --read-only, mode=ro, or the configuration")
}

/// Adds the name of the backup to a failure that is about it, and not about the database.
fn with_file(failure: Failure, file: &Path) -> Failure {
    if failure.is_located() {
        return failure;
    }
    let name = file.display();
    if !is_damage(&failure) {
        return failure.line(format!("file: {name}")).at(file);
    }
    let message = format!("{name} is damaged or is not a database");
    let located = Failure::new(failure.kind(), message)
        .hint("restore another backup; nothing was changed")
        .at(file);
    located.with_causes(failure.causes())
}

/// Refuses a file that this program could not work with afterwards.
fn require_restorable(found: &DbSummary, file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let refused = |kind, message: String| Failure::new(kind, message).at(file);
    let not_a_backup = "give a file that `meetctl backup` wrote";
    Err(match &found.identity {
        Identity::Ours { unknown, .. } if unknown.is_empty() && found.missing.is_empty() => {
            return Ok(());
        }
        Identity::Ours { unknown, .. } if unknown.is_empty() => {
            let message = format!("{name} lacks tables or columns of its schema");
            refused(Kind::SchemaMismatch, message)
                .line(format!("missing: {}", found.missing.join(", ")))
                .hint("restore another backup; nothing was changed")
        }
        Identity::Ours { unknown, .. } => {
            let migrations = counted(unknown.len() as u64, "migration");
            refused(
                Kind::SchemaTooNew,
                format!("{name} is newer than this program: it has {migrations} unknown here"),
            )
            .line(unknown.join(", "))
            .hint("use the newer meetctl; `meetctl --version` prints the version of this one")
        }
        Identity::Empty => {
            refused(Kind::NoSchema, format!("{name} has no tables")).hint(not_a_backup)
        }
        Identity::Flask { .. } => {
            refused(Kind::NotAdopted, format!("{name} was made by the Flask application"))
                .hint("copy it to the path of the database, then run `meetctl migrate baseline`")
        }
        Identity::Foreign { tables } => {
            refused(Kind::NotOurs, format!("{name} is not a database of meetctl"))
                .line(first_tables(tables))
                .hint(not_a_backup)
        }
    })
}

fn is_damage(failure: &Failure) -> bool {
    failure.kind() == Kind::Corrupt
}

//! `meetctl restore`

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::Args;
use migration::runner::Identity;
use rusqlite::Connection;

use super::auto_backup::{self, AutoBackupArgs, real};
use super::backup::{content, first, refuse_the_database};
use super::backup_native::{self, NativeArgs};
use super::restore_server::{Target, rows_of};
use crate::atomic_file::AtomicFile;
use crate::commands::args::{counted, first_few};
use crate::context::{Access, Context, first_tables, wrong_schema};
use crate::error::{Exit, Failure, Kind};
use crate::output::{Format, Unit, Warning};
use crate::prompt::Question;
use crate::records::RestoreRecord;
use crate::store::archive::manifest::TableChecksum;
use crate::store::archive::{self, manifest};
use crate::store::backup::tools::Direction;
use crate::store::backup::{self, Dangling, DbSummary, Depth, Replaced, automatic};
use crate::store::url::Location;

/// Make a database of a backup, on any engine
///
/// Verifies the file first, and that the engine takes every row. Creates a missing database; replaces
/// what an existing one holds, behind a backup of it, in one transaction: other programs wait and then
/// see the new rows. MySQL has no such transaction: there every command refuses the database until
/// the restore has finished. Asks for the name of the database first; without a terminal it needs
/// --yes. A backup of an older schema is brought up to this program's.
///
/// A file of `meetctl backup --native` is for the server's own program: --native --print prints the
/// command.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl restore meet-2026-06-01.db
    meetctl restore meet-2026-06-01.db --yes --no-backup
    meetctl restore meet.db.zst --database-url postgres://ada@db.example/meet")]
pub struct RestoreArgs {
    /// File that `meetctl backup` wrote, on any engine
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    backup: AutoBackupArgs,
    #[command(flatten)]
    tool: NativeArgs,
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

/// A backup that was read and verified, as of one moment that lasts until it is dropped.
pub(super) struct Archive {
    /// The file.
    pub(super) connection: Connection,
    /// What it holds.
    pub(super) found: DbSummary,
    /// How many of its rows refer to rows that do not exist.
    pub(super) dangling: Dangling,
    /// The checksums of its tables, where they are known.
    pub(super) checksums: Option<Vec<TableChecksum>>,
}

/// How an archive is restored.
#[derive(Debug)]
pub(super) struct Restore {
    /// What the archive is called in messages.
    pub(super) name: String,
    /// A file that must not be removed with old backups.
    pub(super) spared: PathBuf,
    /// Whether and where what the database holds is backed up.
    pub(super) backup: AutoBackupArgs,
    /// Write nothing.
    pub(super) dry_run: bool,
    /// The caller prints what was done.
    pub(super) quiet: bool,
}

impl RestoreArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if self.tool.native && !self.tool.print {
            return Err(Failure::usage("--native is not run, a shell does that")
                .hint("--print prints the command"));
        }
        if self.tool.print {
            return backup_native::print(ctx, Direction::Restore, &self.file).map(|()| Exit::Ok);
        }
        let location = first(ctx);
        let is_read_only = matches!(location, Location::Sqlite { read_only: true, .. });
        if (is_read_only || ctx.settings.read_only.value) && !self.dry_run {
            return Err(read_only_failure().with_database(location));
        }
        if let Location::Sqlite { path, .. } = location {
            refuse_the_database(&self.file, &real(path)?)?;
        }
        let unpacked = archive::unpacked(&self.file)?;
        let file = unpacked.as_ref().map_or(self.file.clone(), AtomicFile::path);
        let archive = self.open(ctx, &file).await?;
        let (archive, _file) = brought_up(ctx, archive).await?;
        let restore = Restore {
            name: self.file.display().to_string(),
            spared: self.file.clone(),
            backup: self.backup.clone(),
            dry_run: self.dry_run,
            quiet: false,
        };
        Box::pin(restore.run(ctx, archive)).await?;
        Ok(Exit::Ok)
    }

    /// Opens the file and verifies it.
    async fn open(&self, ctx: &Context, file: &Path) -> Result<Archive, Failure> {
        let verified = async {
            let connection = backup::open_file(file, ctx.limits())?;
            backup::begin_read(&connection, ctx.limits()).await?;
            let found = backup::summarize(&connection).await?;
            require_restorable(&found, &self.file)?;
            let depth = depth(ctx, &connection, &found)?;
            let other = backup::open_file(file, ctx.limits())?;
            let (checked, read) = tokio::join!(
                backup::check_to(other, depth),
                manifest::on_thread(connection, manifest::verify)
            );
            let (_, dangling) = checked?;
            let (connection, checksums) = read.map_err(|failure| {
                failure.line(format!("file: {}", self.file.display())).at(&self.file)
            })?;
            Ok(Archive { connection, found, dangling, checksums: Some(checksums) })
        };
        verified.await.map_err(|failure: Failure| with_file(failure, &self.file))
    }
}

/// How much of an archive is read before it is restored: the rows go to a server by their checksums,
/// and its indexes do not go there.
fn depth(ctx: &Context, archive: &Connection, found: &DbSummary) -> Result<Depth, Failure> {
    let is_file = matches!(first(ctx), Location::Sqlite { .. });
    let is_newest = matches!(&found.identity, Identity::Ours { pending, .. } if pending.is_empty());
    let has_checksums = manifest::read(archive)?.is_some();
    let pages = !is_file && is_newest && has_checksums;
    Ok(if pages { Depth::Pages } else { Depth::Everything })
}

impl Restore {
    /// Restores `archive` into the database of `ctx`, and prints what was done. Returns the backup of
    /// what the database held.
    ///
    /// # Errors
    /// Exit 4 if the question is not confirmed; what the database reports.
    pub(super) async fn run(
        &self,
        ctx: &Context,
        archive: Archive,
    ) -> Result<Option<PathBuf>, Failure> {
        match first(ctx) {
            Location::Sqlite { path, .. } => self.restore_file(ctx, path, archive).await,
            _ => Box::pin(self.restore_server(ctx, archive)).await,
        }
    }

    async fn restore_file(
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
        // A signal must leave no incomplete file, and the database as it was.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let backup = self.write(ctx, &connection, &database, &found, existing).await?;
        drop(connection);
        let restored = verify_restored(ctx, &database).await?;
        self.report(ctx, path.display(), &restored, backup.as_deref())?;
        Ok(backup)
    }

    async fn restore_server(
        &self,
        ctx: &Context,
        archive: Archive,
    ) -> Result<Option<PathBuf>, Failure> {
        let Archive { connection, found, dangling, checksums } = archive;
        let target = Target::open(ctx, Access::read_if(self.dry_run)).await?;
        target.check(&connection, dangling)?;
        if self.dry_run {
            let what = self.content_and_way(first(ctx), &found);
            let there = if target.is_empty() {
                String::new()
            } else {
                format!(", replacing {}", content(&target.found))
            };
            ctx.print_dry_run(&format!("{} {what}{there}", self.verb()));
            if ctx.out.format() != Format::Table {
                ctx.out.one(&RestoreRecord { dry_run: true, ..self.record(first(ctx), &found) })?;
            }
            return Ok(None);
        }
        target.confirm(ctx, &format!("{} ({})", self.name, content(&found))).await?;
        // A signal must leave no incomplete file; the server rolls back.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let backup = target.back_up(ctx, &self.backup).await?;
        let rows = rows_of(&connection)?;
        Box::pin(target.fill(ctx, connection, checksums, rows)).await?;
        self.report(ctx, first(ctx), &found, backup.as_deref())?;
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

    /// Names what of the file meetctl did not create.
    fn warn_of_foreign(&self, ctx: &Context, found: &DbSummary) {
        let named = first_few(found.foreign.iter().cloned()).join(", ");
        if !named.is_empty() {
            let message = format!("{}: meetctl did not create {named}", self.name);
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

    /// What it does, for its caller.
    fn verb(&self) -> &'static str {
        if self.quiet { "copy" } else { "restore" }
    }

    /// `2 users, 1 meeting from FILE to DATABASE`.
    fn content_and_way(&self, database: impl Display, found: &DbSummary) -> String {
        format!("{} from {} to {database}", content(found), self.name)
    }

    fn record(&self, database: impl Display, found: &DbSummary) -> RestoreRecord {
        RestoreRecord {
            file: self.name.clone(),
            database: database.to_string(),
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
        database: impl Display,
        found: &DbSummary,
        backup: Option<&Path>,
    ) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        if ctx.out.format() == Format::Table {
            ctx.out.status(format!("Restored {}.", self.content_and_way(&database, found)));
        } else {
            let backup = backup.map(|path| path.display().to_string());
            ctx.out.one(&RestoreRecord { backup, ..self.record(&database, found) })?;
        }
        Ok(())
    }
}

/// Applies the migrations that an archive lacks to a copy of it, and prints how many; the copy exists
/// until the file is dropped.
pub(super) async fn brought_up(
    ctx: &Context,
    archive: Archive,
) -> Result<(Archive, Option<AtomicFile>), Failure> {
    let Identity::Ours { pending, .. } = &archive.found.identity else {
        return Ok((archive, None));
    };
    if pending.is_empty() {
        return Ok((archive, None));
    }
    let pending = counted(pending.len() as u64, "migration");
    let (connection, file) =
        archive::upgraded(&archive.connection, ctx.now(), ctx.limits()).await?;
    ctx.out.notice(format!("the backup is of an older schema: it is brought up by {pending}"));
    let found = backup::summarize(&connection).await?;
    let archive = Archive { connection, found, dangling: archive.dangling, checksums: None };
    Ok((archive, Some(file)))
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

pub(super) fn read_only_failure() -> Failure {
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

/// Refuses a target that holds rows, unless they may be replaced.
///
/// # Errors
/// Exit 4 if it holds rows and not `replace`, 6 if it cannot be reached, 9 if it is another
/// program's.
pub(super) async fn require_replaceable(ctx: &Context, replace: bool) -> Result<(), Failure> {
    let there = if let Location::Sqlite { path, .. } = first(ctx) {
        match existing(ctx, &real(path)?).await? {
            Existing::Missing => None,
            Existing::Database(found) => found.has_data.then(|| content(&found)),
            Existing::Damaged(_) => Some("a damaged file".to_owned()),
        }
    } else {
        let target = Target::open(ctx, Access::Write).await?;
        (!target.is_empty()).then(|| content(&target.found))
    };
    match there {
        Some(there) if !replace => {
            let message = format!("{} holds {there}", first(ctx));
            Err(Failure::new(Kind::TargetNotEmpty, message)
                .hint("--replace replaces them, behind a backup; or name an empty database"))
        }
        _ => Ok(()),
    }
}

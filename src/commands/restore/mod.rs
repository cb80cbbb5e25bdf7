//! `meetctl restore`

mod archive;
mod file;
mod server;

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::Args;

use self::file::Existing;
use self::server::Target;
use super::auto_backup::{AutoBackupArgs, real};
use super::backup::{content, first, refuse_the_database};
use super::backup_native::{self, NativeArgs};
use crate::atomic_file::AtomicFile;
use crate::commands::args::first_few;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure, Kind};
use crate::output::{Format, Warning};
use crate::records::RestoreRecord;
use crate::store::archive::unpacked;
use crate::store::backup::DbSummary;
use crate::store::backup::tools::Direction;
use crate::store::url::Location;

pub(in crate::commands) use archive::Archive;

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

/// How an archive is restored.
#[derive(Debug)]
pub(in crate::commands) struct Restore {
    /// What the archive is called in messages.
    pub(in crate::commands) name: String,
    /// A file that must not be removed with old backups.
    pub(in crate::commands) spared: PathBuf,
    /// Whether and where what the database holds is backed up.
    pub(in crate::commands) backup: AutoBackupArgs,
    /// Write nothing.
    pub(in crate::commands) dry_run: bool,
    /// The caller prints what was done.
    pub(in crate::commands) quiet: bool,
}

impl RestoreArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if self.tool.native && !self.tool.print {
            return Err(Failure::usage("restore does not run the server's own program")
                .hint("--native --print prints the command for a shell"));
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
        // A signal must not leave what is unpacked, or brought up.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let unpacked = unpacked(&self.file, ctx.limits())?;
        let file = unpacked.as_ref().map_or(self.file.clone(), AtomicFile::path);
        let archive = Archive::open(ctx, &file, &self.file).await?;
        let (archive, _file) = archive.brought_up(ctx).await?;
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
}

impl Restore {
    /// Restores `archive` into the database of `ctx`, and prints what was done. Returns the backup of
    /// what the database held.
    ///
    /// # Errors
    /// Exit 4 if the question is not confirmed; what the database reports.
    pub(in crate::commands) async fn run(
        &self,
        ctx: &Context,
        archive: Archive,
    ) -> Result<Option<PathBuf>, Failure> {
        match first(ctx) {
            Location::Sqlite { path, .. } => self.restore_file(ctx, path, archive).await,
            _ => Box::pin(self.restore_server(ctx, archive)).await,
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

pub(in crate::commands) fn read_only_failure() -> Failure {
    Failure::new(Kind::ReadOnly, "the database refuses writes")
        .hint("it is read-only: --read-only, mode=ro, or the configuration")
}

/// Refuses a target that holds rows, unless they may be replaced.
///
/// # Errors
/// Exit 4 if it holds rows and not `replace`, 6 if it cannot be reached, 9 if it is another
/// program's.
pub(in crate::commands) async fn require_replaceable(
    ctx: &Context,
    replace: bool,
) -> Result<(), Failure> {
    let there = if let Location::Sqlite { path, .. } = first(ctx) {
        match file::existing(ctx, &real(path)?).await? {
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

//! `meetctl backup`

use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use migration::runner::Identity;
use rusqlite::Connection;
use serde_json::json;

use crate::atomic_file::AtomicFile;
use crate::commands::args::counted;
use crate::context::{Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::{Format, Unit, Warning};
use crate::records::BackupRecord;
use crate::store::backup::tools::{self, Direction};
use crate::store::backup::{self, DbSummary};
use crate::store::url::Location;

/// Back up a SQLite database to a file, also while others write
///
/// The backup is a single file with the database as of one moment. It is verified before it gets
/// its name. `meetctl restore` restores it. For a server, prints the command that does the same
/// with the server's own tools.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl backup meet-2026-06-01.db
    meetctl backup - | gzip > meet.db.gz
    meetctl backup --database-url postgres://bob@db.example/meet meet.dump")]
pub struct BackupArgs {
    /// File to write, readable by you alone; - is standard output
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
    /// Print what would be backed up, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl BackupArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match first(ctx) {
            Location::Sqlite { path, read_only, .. } => self.back_up(ctx, path, *read_only).await?,
            server => {
                let direction = Direction::Dump { replace: self.force };
                print_command(ctx, server, direction, &self.file)?;
            }
        }
        Ok(Exit::Ok)
    }

    async fn back_up(
        &self,
        ctx: &Context,
        database: &Path,
        read_only: bool,
    ) -> Result<(), Failure> {
        let to_stdout = self.file.as_os_str() == "-";
        if to_stdout {
            if !self.dry_run {
                check_stdout(ctx)?;
            }
        } else {
            refuse_the_database(&self.file, database)?;
            AtomicFile::check_target(&self.file, self.force)?;
        }
        let explain = |failure: Failure| failure.with_database(database.display());
        let source = backup::open_database(database, read_only, ctx.limits()).map_err(explain)?;
        // A signal must not leave an incomplete file.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let found = backup::summarize_now(&source, ctx.limits()).await;
        let found = found.map_err(explain)?;
        require_ours(&found)?;
        if self.dry_run {
            ctx.print_dry_run(&format!("back up {} to {}", content(&found), self.name()));
            return Ok(());
        }
        if to_stdout {
            let target =
                std::env::temp_dir().join(format!("meetctl-{:032x}.db", rand::random::<u128>()));
            let file = AtomicFile::create(&target, false)?;
            let found = write(ctx, &source, database, &file, &found).await?;
            copy_to_stdout(ctx, &file)?;
            print_result(ctx, &found, &self.name());
            return Ok(());
        }
        let file = AtomicFile::create(&self.file, self.force)?;
        let found = write(ctx, &source, database, &file, &found).await?;
        file.finish()?;
        self.report(ctx, &found)
    }

    /// The name of the file for people.
    fn name(&self) -> String {
        if self.file.as_os_str() == "-" {
            "standard output".to_owned()
        } else {
            self.file.display().to_string()
        }
    }

    fn report(&self, ctx: &Context, found: &DbSummary) -> Result<(), Failure> {
        let file = self.name();
        if ctx.out.format() == Format::Table {
            print_result(ctx, found, &file);
            return Ok(());
        }
        ctx.out.one(&BackupRecord {
            file,
            bytes: found.bytes,
            users: found.users,
            meetings: found.meetings,
            schema: found.identity.newest(),
            verified: true,
        })
    }
}

/// Copies the database into the file and verifies the copy.
async fn write(
    ctx: &Context,
    source: &Connection,
    database: &Path,
    file: &AtomicFile,
    found: &DbSummary,
) -> Result<DbSummary, Failure> {
    let copied = {
        let bar = ctx.out.progress("Copying", Some(found.bytes), Unit::Bytes);
        let progress = |done| bar.at(done);
        backup::snapshot(source, file, ctx.limits(), progress).await
    };
    let explain = |failure: Failure| failure.with_database(database.display());
    let copy = copied.map_err(explain)?;
    let (_, found, dangling) = backup::verify(copy).await.map_err(explain)?;
    require_ours(&found)?;
    if !found.missing.is_empty() {
        ctx.out.warning(Warning::new(
            "schema_mismatch",
            format!(
                "the database lacks {}, and so does the backup: `meetctl restore` refuses it",
                found.missing.join(", ")
            ),
        ));
    }
    if dangling > 0 {
        ctx.out.warning(Warning::new(
            "orphans",
            format!(
                "{} in the database refer to rows that do not exist; the backup contains them \
                 unchanged",
                counted(dangling, "row")
            ),
        ));
    }
    Ok(found)
}

/// Refuses the name of the database, or of its log, for a backup.
pub(super) fn refuse_the_database(file: &Path, database: &Path) -> Result<(), Failure> {
    if backup::is_part_of(file, database) {
        let message = format!("{} is the database or a part of it", file.display());
        return Err(Failure::usage(message).hint("give another file"));
    }
    Ok(())
}

fn check_stdout(ctx: &Context) -> Result<(), Failure> {
    if ctx.out.format() != Format::Table {
        return Err(Failure::usage("a backup to standard output cannot be combined with --format")
            .hint("omit --format, or give a file"));
    }
    if ctx.out.is_terminal() {
        return Err(Failure::usage("a backup is not written to a terminal")
            .hint("redirect standard output, or give a file"));
    }
    Ok(())
}

fn copy_to_stdout(ctx: &Context, file: &AtomicFile) -> Result<(), Failure> {
    let (mut copy, mut out) = (file.content(), ctx.out.data());
    copy.rewind()?;
    io::copy(&mut copy, &mut out)?;
    Ok(out.flush()?)
}

fn print_result(ctx: &Context, found: &DbSummary, to: &str) {
    let size = indicatif::BinaryBytes(found.bytes);
    let status = format!("Backed up {} to {to} ({size}).", content(found));
    ctx.out.status(status);
}

/// `40 users, 1500 meetings`
pub(super) fn content(found: &DbSummary) -> String {
    let (users, meetings) = (counted(found.users, "user"), counted(found.meetings, "meeting"));
    format!("{users}, {meetings}")
}

/// The database to work on: of several the first.
pub(super) fn first(ctx: &Context) -> &Location {
    // A list of locations is never empty.
    &ctx.settings.database.value[0]
}

fn require_ours(found: &DbSummary) -> Result<(), Failure> {
    match &found.identity {
        Identity::Ours { .. } => Ok(()),
        identity => Err(wrong_schema(identity)),
    }
}

/// Prints the command that does for a server what this program does for a file.
///
/// # Errors
/// Exit 2 for names that cannot be passed to a shell.
pub(super) fn print_command(
    ctx: &Context,
    server: &Location,
    direction: Direction,
    file: &Path,
) -> Result<(), Failure> {
    let Some(command) = tools::command(server, direction, file)? else {
        return Ok(());
    };
    if ctx.settings.database.value.len() > 1 {
        ctx.out.notice(format!("using the first of several databases: {server}"));
    }
    match ctx.out.format() {
        Format::Json | Format::Jsonl => {
            let object = json!({"engine": command.engine, "command": command.line});
            ctx.out.json_value(&object)?;
        }
        _ => ctx.out.raw(&format!("{}\n", command.line))?,
    }
    if let Some(password) = command.password {
        ctx.out.notice(password);
    }
    Ok(())
}

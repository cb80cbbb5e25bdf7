//! `meetctl backup`

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use migration::runner::Identity;
use rusqlite::Connection;
use serde_json::json;

use crate::atomic_file::AtomicFile;
use crate::commands::args::counted;
use crate::context::{Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::{Format, Unit};
use crate::records::BackupRecord;
use crate::store::backup::tools::{self, Way};
use crate::store::backup::{self, Look};
use crate::store::connect::LOCK_TIMEOUT;
use crate::store::url::Location;

/// Copy a SQLite database into a file, also while others write
///
/// The copy is the database as it is at one moment, in one file that stands alone; it is read
/// again before it takes its name. `meetctl restore` puts it back. For a server the command is
/// printed that does the same with the server's own tools.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl backup meet-2026-06-01.db
    meetctl backup - | gzip > meet.db.gz
    meetctl backup --database-url postgres://bob@db.example/meet meet.dump")]
pub struct BackupArgs {
    /// File to write, for its owner alone to read; - is standard output
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

impl BackupArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match first(ctx) {
            Location::Sqlite { path, read_only } => self.copy(ctx, path, *read_only).await?,
            server => say_command(ctx, server, Way::Dump, &self.file)?,
        }
        Ok(Exit::Ok)
    }

    async fn copy(&self, ctx: &Context, database: &Path, read_only: bool) -> Result<(), Failure> {
        let streams = self.file.as_os_str() == "-";
        if streams {
            refuse_to_stream(ctx)?;
        } else if backup::is_part_of(&self.file, database) {
            return Err(Failure::usage(format!(
                "{} is the database or a part of it",
                self.file.display()
            ))
            .hint("name another file for the copy"));
        } else {
            AtomicFile::check_target(&self.file, self.force)?;
        }
        let source = backup::open_database(database, read_only).map_err(|f| about(f, database))?;
        // A signal is to leave no half of a file.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let found = backup::automatic::glance(&source, patience(ctx)).await;
        let found = found.map_err(|failure| about(failure, database))?;
        refuse_others(&found)?;
        if streams {
            let target =
                std::env::temp_dir().join(format!("meetctl-{:032x}.db", rand::random::<u128>()));
            let file = AtomicFile::create(&target, false)?;
            let found = write(ctx, &source, database, &file, &found).await?;
            pour(ctx, file.path())?;
            told(ctx, &found, "standard output");
            return Ok(());
        }
        let file = AtomicFile::create(&self.file, self.force)?;
        let found = write(ctx, &source, database, &file, &found).await?;
        file.finish()?;
        self.report(ctx, found)
    }

    fn report(&self, ctx: &Context, found: Look) -> Result<(), Failure> {
        let file = self.file.display().to_string();
        if ctx.out.format() == Format::Table {
            told(ctx, &found, &file);
            return Ok(());
        }
        ctx.out.one(&BackupRecord {
            file,
            bytes: found.bytes,
            users: found.users,
            meetings: found.meetings,
            schema: found.newest,
            verified: true,
        })
    }
}

/// Copies the database into the file and reads the copy again.
async fn write(
    ctx: &Context,
    source: &Connection,
    database: &Path,
    file: &AtomicFile,
    found: &Look,
) -> Result<Look, Failure> {
    let copied = {
        let progress = ctx.out.progress("Copying", Some(found.bytes), Unit::Bytes);
        let told = |done| progress.at(done);
        backup::snapshot(source, file, patience(ctx), told).await
    };
    copied.map_err(|failure| about(failure, database))?;
    let verified = backup::verify(file.path()).await;
    let (_, found, dangling) = verified.map_err(|failure| about(failure, database))?;
    refuse_others(&found)?;
    if dangling > 0 {
        ctx.out.warning(format!(
            "{} in the database refer to rows that do not exist; they are in the backup as they are",
            counted(dangling, "row")
        ));
    }
    Ok(found)
}

fn refuse_to_stream(ctx: &Context) -> Result<(), Failure> {
    if ctx.out.format() != Format::Table {
        return Err(Failure::usage(
            "a backup to standard output leaves no room there for a report",
        )
        .hint("leave out --format, or name a file"));
    }
    if ctx.out.is_terminal() {
        return Err(Failure::usage("a backup is not written to a terminal")
            .hint("redirect standard output, or name a file"));
    }
    Ok(())
}

/// Hands the copy to standard output as it is.
fn pour(ctx: &Context, copy: &Path) -> Result<(), Failure> {
    ctx.out.flush()?;
    let mut out = io::stdout().lock();
    io::copy(&mut File::open(copy)?, &mut out)?;
    Ok(out.flush()?)
}

fn told(ctx: &Context, found: &Look, to: &str) {
    ctx.out.status(format!(
        "Backed up {} to {to} ({}).",
        content(found),
        size(found.bytes)
    ));
}

/// `40 users, 1500 meetings`
pub(super) fn content(found: &Look) -> String {
    format!(
        "{}, {}",
        counted(found.users, "user"),
        counted(found.meetings, "meeting")
    )
}

/// So many bytes, for the eye.
fn size(bytes: u64) -> String {
    indicatif::BinaryBytes(bytes).to_string()
}

/// The database that is meant: of several the first.
pub(super) fn first(ctx: &Context) -> &Location {
    // A list of locations is never empty.
    &ctx.settings.database.value[0]
}

/// How long other programs are waited for.
pub(super) fn patience(ctx: &Context) -> Duration {
    ctx.settings.timeout.value.unwrap_or(LOCK_TIMEOUT)
}

/// A failure that is about the database, with its name.
pub(super) fn about(failure: Failure, database: &Path) -> Failure {
    let name = database.display().to_string();
    let named = failure.lines().iter().any(|(_, line)| line.contains(&name));
    if named || failure.is_located() {
        failure
    } else {
        failure.line(format!("database: {name}"))
    }
}

fn refuse_others(found: &Look) -> Result<(), Failure> {
    match &found.identity {
        Identity::Ours { .. } => Ok(()),
        identity => Err(wrong_schema(identity)),
    }
}

/// Prints the command that does for a server what this program does for a file.
///
/// # Errors
/// Exit 2 for names that no shell can be given.
pub(super) fn say_command(
    ctx: &Context,
    server: &Location,
    way: Way,
    file: &Path,
) -> Result<(), Failure> {
    let Some(command) = tools::command(server, way, file)? else {
        return Ok(());
    };
    if ctx.settings.database.value.len() > 1 {
        ctx.out
            .notice(format!("of several databases the first is meant: {server}"));
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

//! `meetctl backup --native`: the server's own program writes the dump.

use std::path::Path;
use std::process::Stdio;

use clap::Args;
use serde_json::json;
use tokio::process::Command;

use super::backup::first;
use crate::atomic_file::AtomicFile;
use crate::context::{Access, Context};
use crate::error::{Failure, Kind};
use crate::output::Format;
use crate::store::backup::tools::{self, Direction, ToolCommand};
use crate::store::dialect::Snapshot;
use crate::store::url::Location;

/// The format of the server's own programs, which is not meetctl's.
#[derive(Debug, Args)]
pub(super) struct NativeArgs {
    /// Use the server's own program and format: `pg_dump`, `mariadb-dump` or `mysqldump`
    #[arg(long)]
    pub(super) native: bool,
    /// Print the command of --native, run nothing
    #[arg(long, requires = "native", conflicts_with = "dry_run")]
    pub(super) print: bool,
}

/// Prints the command for the shell that dumps the server of this run into `file`, or restores it.
///
/// # Errors
/// Exit 2 for a SQLite database, and for names that cannot be passed to a shell.
pub(super) fn print(ctx: &Context, direction: Direction, file: &Path) -> Result<(), Failure> {
    let command = command(first(ctx), direction, file)?;
    match ctx.out.format() {
        Format::Json | Format::Jsonl => {
            ctx.out.json_value(&json!({"engine": command.engine, "command": command.line}))?;
        }
        _ => ctx.out.raw(&format!("{}\n", command.line))?,
    }
    if let Some(password) = command.password {
        ctx.out.notice(password);
    }
    Ok(())
}

/// Runs that command, and gives its output the name `file` when it is complete.
///
/// # Errors
/// Exit 1 if the program is missing, older than the server, or fails; 6 if the server cannot be
/// reached; 10 if the disk is full.
pub(super) async fn run(ctx: &Context, file: &Path, replace: bool) -> Result<(), Failure> {
    let server = first(ctx);
    // Of several databases, that which answers.
    let db = ctx.open(Access::Read).await?.db();
    let version = Snapshot::begin(&db, ctx.limits().silence()).await?.version().await?;
    // Its output is written here, so that it is private and has its name when it is complete.
    let command = command(server, Direction::Dump { replace }, Path::new("-"))?;
    let program = program_of(&command.line, &version);
    check_version(&program, &version).await?;
    let line = command.line.replacen(&program_named(&command.line), &program, 1);
    let target = AtomicFile::create(file, replace)?;
    let output = target.content().try_clone()?;
    let mut dump = Command::new("/bin/sh");
    dump.args(["-c", &format!("exec {line}")])
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    match server {
        Location::Postgres(url) => dump.envs(url.password().map(|word| ("PGPASSWORD", word))),
        Location::MySql(url) => dump.envs(url.password().map(|word| ("MYSQL_PWD", word))),
        Location::Sqlite { .. } => &mut dump,
    };
    let done = dump.output().await?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let causes = said.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned);
        return Err(Failure::new(Kind::BackupFailed, format!("{program} failed"))
            .with_causes(causes.collect::<Vec<_>>())
            .hint("no file was written; without --native meetctl makes the backup itself"));
    }
    target.finish()?;
    ctx.out.status(format!("{program} has dumped {server} to {}.", file.display()));
    Ok(())
}

fn command(server: &Location, direction: Direction, file: &Path) -> Result<ToolCommand, Failure> {
    tools::command(server, direction, file)?.ok_or_else(|| {
        Failure::usage("--native is for a server")
            .hint("of a SQLite database, `meetctl backup FILE` is a copy that sqlite3 reads")
    })
}

/// The program in a command for the shell, after the variables that it sets.
fn program_named(line: &str) -> String {
    let known = ["pg_dump", "mariadb-dump"];
    known.into_iter().find(|name| line.contains(name)).unwrap_or_default().to_owned()
}

/// The program to run: MySQL's own for MySQL, where it is installed.
fn program_of(line: &str, version: &str) -> String {
    let named = program_named(line);
    let is_mysql = named == "mariadb-dump" && !version.contains("MariaDB");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let has_own = std::env::split_paths(&paths).any(|path| path.join("mysqldump").is_file());
    if is_mysql && has_own { "mysqldump".to_owned() } else { named }
}

/// Refuses a program that is missing, or is PostgreSQL's and older than the server.
async fn check_version(program: &str, server: &str) -> Result<(), Failure> {
    let found = Command::new(program).arg("--version").output().await.map_err(|error| {
        Failure::new(Kind::BackupFailed, format!("{program} cannot be run")).cause(error).hint(
            "install the server's client programs, or leave out --native: meetctl makes the \
             backup itself",
        )
    })?;
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    let major = |text: &str| -> Option<u32> {
        let number = text.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
        number?.parse().ok()
    };
    match (major(&said), major(server)) {
        (Some(client), Some(server)) if program == "pg_dump" && client < server => {
            let message = format!("pg_dump {client} cannot dump a server of version {server}");
            Err(Failure::new(Kind::BackupFailed, message).hint(format!(
                "install the client programs of PostgreSQL {server}, or leave out --native"
            )))
        }
        _ => Ok(()),
    }
}

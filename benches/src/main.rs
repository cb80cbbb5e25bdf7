//! Compares meetctl with the engines' own clients and prints a table in Markdown.
//!
//! Data flows one way: [`options`] (arguments) to [`rows`] (what is measured, one function per
//! row) to [`bench`] (what rows share) to [`measure`] (processes and clocks) and [`database`]
//! (files), which [`generate`] fills with the same meetings on every machine; [`conflict_free`]
//! writes the file that is imported. [`server`] starts PostgreSQL and MariaDB, [`copy`] fills
//! them, [`login`] is how to connect.

mod archives;
mod backfill;
mod bench;
mod calendar;
mod conflict_free;
mod conflicts;
mod copy;
mod database;
mod exports;
mod generate;
mod imports;
mod login;
mod measure;
mod options;
mod people;
mod problem;
mod random;
mod rows;
mod server;
#[path = "../../tests/harness/src/supervisor.rs"]
mod supervisor;

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use bench::{Bench, Line};
use database::{Workspace, progress};
use generate::Size;
use options::Options;
use problem::Problem;

const HEAD: &str = "\
| # | work | reference | ratio: median [min, max] | pairs | meetctl | reference | goal | result |
|---|---|---|---|---|---|---|---|---|";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code.into(),
        Err(problem) => {
            progress(&format!("benches/run: {problem}"));
            match problem {
                Problem::Usage(_) => 2,
                Problem::DiskFull(_) | Problem::Missing(_) | Problem::Failed(_) => 1,
            }
            .into()
        }
    }
}

fn run() -> Result<u8, Problem> {
    let options = Options::read(env::args().skip(1))?;
    if options.help {
        std::io::stdout().write_all(options::HELP.as_bytes())?;
        return Ok(0);
    }
    let shell = shell_version()?;
    if let Some(file) = &options.fill {
        let mut size = Size::of(options.meetings);
        size.users = options.users.unwrap_or(size.users);
        return print(&database::fill(file, size)?).map(|()| 0);
    }
    let bench = Bench {
        workspace: workspace()?,
        meetings: options.meetings,
        server_meetings: options.server_meetings,
        pairs: options.pairs,
        long_pairs: options.pairs.div_ceil(5),
        quick: options.quick,
    };
    print(&format!(
        "{} meetings, {} users, {} pairs; sqlite3 {shell}\n\n{HEAD}",
        bench.meetings,
        Size::of(bench.meetings).users,
        bench.pairs
    ))?;
    let mut missed = false;
    for (name, row) in rows::ROWS.iter().filter(|row| options.wants(row.0)) {
        for line in row(&bench)? {
            missed |= is_missed(&line);
            print(&line.markdown(name))?;
        }
    }
    if ["3b", "3c", "4b", "4c", "5b", "5c", "6", "9", "9b", "9c"]
        .iter()
        .any(|row| options.wants(row))
    {
        print(&format!("\nPrivate servers: {}.", server::SETTINGS))?;
    }
    Ok(if missed { 3 } else { 0 })
}

fn is_missed(line: &Line) -> bool {
    line.ratio.is_some_and(|ratio| ratio > line.goal)
}

fn print(text: &str) -> Result<(), Problem> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}

/// The version of the shell, or what to install.
fn shell_version() -> Result<String, Problem> {
    let missing = || {
        Problem::Usage(
            "sqlite3 is missing: install it (Debian and Ubuntu: apt install sqlite3; Fedora: \
             dnf install sqlite; macOS has it)"
                .to_owned(),
        )
    };
    let output = Command::new("sqlite3").arg("--version").output();
    let output = output.map_err(|_| missing())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let version = text.split_whitespace().next().ok_or_else(missing)?;
    Ok(version.to_owned())
}

/// meetctl is in the directory of this program: `benches/run` builds both.
fn workspace() -> Result<Workspace, Problem> {
    let own = env::current_exe()?;
    let release = own.parent().unwrap_or(Path::new("."));
    let meetctl = release.join("meetctl");
    if !meetctl.exists() {
        return Err(Problem::Usage(format!(
            "{} is missing: start the benchmarks with benches/run, which builds it",
            meetctl.display()
        )));
    }
    let directory = env::var_os("MEETCTL_BENCH_DIR")
        .map_or_else(|| release.with_file_name("bench"), PathBuf::from);
    Ok(Workspace { meetctl, directory })
}

//! The databases that are measured: created once, then kept.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::generate::{self, Size};
use crate::problem::Problem;

/// Where the programs and the databases are.
#[derive(Debug)]
pub struct Workspace {
    /// The meetctl to measure.
    pub meetctl: PathBuf,
    /// The directory of the databases.
    pub directory: PathBuf,
}

impl Workspace {
    /// The database of this size, created if it does not exist.
    pub fn database(&self, size: Size) -> Result<PathBuf, Problem> {
        fs::create_dir_all(&self.directory)?;
        let name =
            format!("v{}-{}-meetings-{}-users.db", generate::VERSION, size.meetings, size.users);
        let path = self.directory.join(name);
        if path.exists() {
            self.migrate(&path)?;
            return Ok(path);
        }
        self.refuse_full_disk(size.meetings)?;
        let partial = path.with_extension("partial");
        remove_database(&partial)?;
        progress(&format!("creating {} (once) ...", path.display()));
        self.migrate(&partial)?;
        progress(&fill(&partial, size)?);
        fs::rename(&partial, &path)?;
        Ok(path)
    }

    fn migrate(&self, path: &Path) -> Result<(), Problem> {
        let output = Command::new(&self.meetctl)
            .args(["migrate", "up", "--yes", "--quiet", "--database-url"])
            .arg(path)
            .env_remove("MEETCTL_CONFIG")
            .env("MEETCTL_NOW", crate::calendar::NOW)
            .output()?;
        if output.status.success() {
            return Ok(());
        }
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(Problem::Failed(format!("meetctl migrate up: {stderr}")))
    }

    /// A database takes about 500 bytes per meeting, and as much again while indexes are created.
    pub fn refuse_full_disk(&self, meetings: u64) -> Result<(), Problem> {
        let needed = meetings.saturating_mul(1000);
        let disk = rustix::fs::statvfs(&self.directory)?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free >= needed {
            return Ok(());
        }
        Err(Problem::DiskFull(format!(
            "{meetings} meetings need {} MB in {}, {} MB are free",
            needed / 1_000_000,
            self.directory.display(),
            free / 1_000_000
        )))
    }
}

/// Fills a database that `meetctl migrate up` has just created. Returns a summary of its content.
///
/// Indexes are dropped and created again, which is several times faster than updating them.
/// ANALYZE is not run, because meetctl does not run it either.
pub fn fill(path: &Path, size: Size) -> Result<String, Problem> {
    let indexes = ask(
        path,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL \
         AND tbl_name IN ('meetings', 'meeting_participants') ORDER BY name",
    )?;
    let mut shell = Command::new("sqlite3")
        .args(["-batch", "-bail", "-init", "/dev/null"])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    let summary = match shell.stdin.take() {
        Some(pipe) => write_all(BufWriter::with_capacity(1 << 20, pipe), size, &indexes),
        None => Ok(String::new()),
    };
    // Report the shell's failure first: a broken pipe is only its consequence.
    if !shell.wait()?.success() {
        return Err(Problem::Failed(format!("sqlite3 could not fill {}", path.display())));
    }
    summary
}

fn write_all(mut out: impl Write, size: Size, indexes: &str) -> Result<String, Problem> {
    let indexes: Vec<(&str, &str)> =
        indexes.lines().filter_map(|line| line.split_once('|')).collect();
    writeln!(
        out,
        "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-500000; BEGIN;"
    )?;
    for (name, _) in &indexes {
        writeln!(out, "DROP INDEX {name};")?;
    }
    let summary = generate::write(size, &mut out)?;
    for (_, sql) in &indexes {
        writeln!(out, "{sql};")?;
    }
    writeln!(out, "COMMIT; PRAGMA journal_mode=WAL;")?;
    out.flush()?;
    Ok(summary)
}

/// The output of a query in the shell.
pub fn ask(path: &Path, sql: &str) -> Result<String, Problem> {
    let output = Command::new("sqlite3")
        .args(["-batch", "-bail", "-init", "/dev/null"])
        .arg(path)
        .arg(sql)
        .output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Problem::Failed(format!("sqlite3: {stderr}")))
}

/// Removes a database and its side files.
pub fn remove_database(path: &Path) -> Result<(), Problem> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Prints a line of progress on standard error.
pub fn progress(text: &str) {
    // Progress is optional: the table goes to standard output.
    drop(writeln!(std::io::stderr(), "{text}"));
}

/// A file for the standard error of a measured program.
pub fn stderr_file(directory: &Path) -> Result<File, Problem> {
    Ok(File::create(directory.join("stderr.txt"))?)
}

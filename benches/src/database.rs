//! The databases that are measured: made once, then kept.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::generate::{self, Size};
use crate::problem::Problem;

/// Where the programs and the databases are.
#[derive(Debug)]
pub struct Workshop {
    /// The meetctl to measure.
    pub meetctl: PathBuf,
    /// The folder of the databases.
    pub folder: PathBuf,
}

impl Workshop {
    /// The database of this size, made if it is not there yet.
    pub fn database(&self, size: Size) -> Result<PathBuf, Problem> {
        fs::create_dir_all(&self.folder)?;
        let name = format!(
            "v{}-{}-meetings-{}-users.db",
            generate::VERSION,
            size.meetings,
            size.users
        );
        let path = self.folder.join(name);
        if path.exists() {
            self.migrate(&path)?;
            return Ok(path);
        }
        self.refuse_full_disk(size.meetings)?;
        let partial = path.with_extension("partial");
        remove_database(&partial)?;
        tell(&format!("making {} (once) ...", path.display()));
        self.migrate(&partial)?;
        tell(&fill(&partial, size)?);
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
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(Problem::Failed(format!("meetctl migrate up: {said}")))
    }

    /// A database takes about 500 bytes a meeting, and as much again while indexes are made.
    pub fn refuse_full_disk(&self, meetings: u64) -> Result<(), Problem> {
        let needed = meetings.saturating_mul(1000);
        let disk = rustix::fs::statvfs(&self.folder)?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free >= needed {
            return Ok(());
        }
        Err(Problem::NoRoom(format!(
            "{meetings} meetings need {} MB in {}, {} MB are free",
            needed / 1_000_000,
            self.folder.display(),
            free / 1_000_000
        )))
    }
}

/// Fills a database that `meetctl migrate up` made and nobody used. Returns what it holds now.
///
/// The indexes are dropped and made again, which is several times faster than to keep them up;
/// ANALYZE is not run, as meetctl does not run it either.
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
    let told = match shell.stdin.take() {
        Some(pipe) => write_all(BufWriter::with_capacity(1 << 20, pipe), size, &indexes),
        None => Ok(String::new()),
    };
    // What the shell says comes first: a broken pipe is only the consequence.
    if !shell.wait()?.success() {
        return Err(Problem::Failed(format!(
            "sqlite3 could not fill {}",
            path.display()
        )));
    }
    told
}

fn write_all(mut out: impl Write, size: Size, indexes: &str) -> Result<String, Problem> {
    let indexes: Vec<(&str, &str)> = indexes
        .lines()
        .filter_map(|line| line.split_once('|'))
        .collect();
    writeln!(
        out,
        "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-500000; BEGIN;"
    )?;
    for (name, _) in &indexes {
        writeln!(out, "DROP INDEX {name};")?;
    }
    let told = generate::write(size, &mut out)?;
    for (_, sql) in &indexes {
        writeln!(out, "{sql};")?;
    }
    writeln!(out, "COMMIT; PRAGMA journal_mode=WAL;")?;
    out.flush()?;
    Ok(told)
}

/// What the shell answers.
pub fn ask(path: &Path, sql: &str) -> Result<String, Problem> {
    let output = Command::new("sqlite3")
        .args(["-batch", "-bail", "-init", "/dev/null"])
        .arg(path)
        .arg(sql)
        .output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Problem::Failed(format!("sqlite3: {said}")))
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

/// Says what goes on, on standard error.
pub fn tell(text: &str) {
    // Nobody who cannot hear it misses the table.
    drop(writeln!(std::io::stderr(), "{text}"));
}

/// A file that takes what a measured program complains about.
pub fn complaints(folder: &Path) -> Result<File, Problem> {
    Ok(File::create(folder.join("stderr.txt"))?)
}

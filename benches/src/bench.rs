//! What the rows share: databases, contenders, and lines of the table.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::database::{Workspace, progress};
use crate::generate::Size;
use crate::measure::{Contender, Ratio, compare};
use crate::problem::Problem;

/// One run of the benchmarks.
#[derive(Debug)]
pub struct Bench {
    /// Programs and directory.
    pub workspace: Workspace,
    /// Meetings in the database that most rows use.
    pub meetings: u64,
    /// Meetings in the databases on servers.
    pub server_meetings: u64,
    /// Pairs of runs per line.
    pub pairs: usize,
    /// Pairs of runs per line whose runs take seconds or more.
    pub long_pairs: usize,
    /// Skip what needs databases of ten times the size.
    pub quick: bool,
}

/// A line of the table.
#[derive(Debug, Clone)]
pub struct Line {
    /// What meetctl does.
    pub work: String,
    /// What it is compared with.
    pub reference: String,
    /// Ratio and times.
    pub figures: String,
    /// The largest ratio that is acceptable.
    pub goal: f64,
    /// The median ratio; `None` where it could not be measured.
    pub ratio: Option<f64>,
}

impl Bench {
    /// The database with `meetings` meetings.
    pub fn database(&self, meetings: u64) -> Result<PathBuf, Problem> {
        self.workspace.database(Size::of(meetings))
    }

    /// The database with a tenth of the meetings and the same number of users: the cache of users
    /// is bounded but not filled, and must not count as memory for meetings.
    pub fn tenth_with_all_users(&self) -> Result<PathBuf, Problem> {
        self.workspace.database(Size { meetings: self.meetings / 10, ..Size::of(self.meetings) })
    }

    /// meetctl on a database.
    pub fn meetctl(&self, database: &Path, args: &[&str]) -> Contender {
        let database = database.to_string_lossy();
        let args = [&["--database-url", &*database], args].concat();
        Contender::new(&self.workspace.meetctl, &self.workspace.directory, &args)
    }

    /// The shell with some SQL on a database.
    pub fn shell(&self, database: &Path, sql: &str) -> Contender {
        self.shell_of(&[], database, &[sql])
    }

    /// The shell with extra options and several commands, of SQL or of the shell.
    pub fn shell_of(&self, options: &[&str], database: &Path, commands: &[&str]) -> Contender {
        let database = database.to_string_lossy();
        let usual = ["-batch", "-bail", "-init", "/dev/null"];
        let args = [&usual, options, &[&*database], commands].concat();
        Contender::new(Path::new("sqlite3"), &self.workspace.directory, &args)
    }

    /// The steps that reset a SQLite database to its template between two runs.
    pub fn fresh_copy(&self, template: &Path, database: &Path) -> Vec<Contender> {
        let (database, template) = (database.to_string_lossy(), template.to_string_lossy());
        let (wal, shm) = (format!("{database}-wal"), format!("{database}-shm"));
        let step = |words: &[&str]| {
            Contender::new(Path::new(words[0]), &self.workspace.directory, &words[1..])
        };
        vec![
            step(&["rm", "-f", &*database, &wal, &shm]),
            step(&["cp", &*template, &*database]),
            // Pending writes of the previous run must not slow down this one.
            step(&["sync"]),
        ]
    }

    /// Compares meetctl with the shell on one database.
    pub fn against_shell(
        &self,
        database: &Path,
        args: &[&str],
        sql: &str,
        goal: f64,
        reference: &str,
    ) -> Result<Line, Problem> {
        let work = format!("`{}`", args.join(" "));
        progress(&format!("measuring {work} ..."));
        let (ours, theirs) = (self.meetctl(database, args), self.shell(database, sql));
        let ratio = compare(&ours, &theirs, self.pairs)?;
        Ok(Line::new(work, reference, ratio, goal))
    }
}

impl Line {
    /// A line for a ratio of times.
    pub fn new(work: String, reference: &str, ratio: Ratio, goal: f64) -> Self {
        let Ratio { median, min, max, first, second, pairs } = ratio;
        Self {
            work,
            reference: reference.to_owned(),
            figures: format!(
                "{median:.3}x [{min:.3}, {max:.3}] | {pairs} | {} | {}",
                shown(first),
                shown(second)
            ),
            goal,
            ratio: Some(median),
        }
    }

    /// A line for the peaks of two runs, in KiB.
    pub fn of_peaks(work: &str, reference: &str, first: u64, second: u64, goal: f64) -> Self {
        if first == 0 || second == 0 {
            return Self::not_measured(work, "this system has no /proc", goal);
        }
        let ratio = mebibytes(first) / mebibytes(second);
        Self {
            work: work.to_owned(),
            reference: reference.to_owned(),
            figures: format!(
                "{ratio:.3}x | 1 | {:.1} MiB | {:.1} MiB",
                mebibytes(first),
                mebibytes(second)
            ),
            goal,
            ratio: Some(ratio),
        }
    }

    /// A line for the longest wait of another program, relative to the longest acceptable wait.
    pub fn of_wait(work: &str, ratio: f64, longest: Duration, limit: Duration) -> Self {
        Self {
            work: work.to_owned(),
            reference: "0.5 s".to_owned(),
            figures: format!("{ratio:.3}x | 1 | {} | {}", shown(longest), shown(limit)),
            goal: 1.0,
            ratio: Some(ratio),
        }
    }

    /// A line with the reason for the missing ratio.
    pub fn not_measured(work: &str, why: &str, goal: f64) -> Self {
        Self {
            work: work.to_owned(),
            reference: why.to_owned(),
            figures: "| | |".to_owned(),
            goal,
            ratio: None,
        }
    }

    /// The line in Markdown.
    pub fn markdown(&self, row: &str) -> String {
        let result = match self.ratio {
            Some(ratio) if ratio <= self.goal => "reached",
            Some(_) => "**missed**",
            None => "not measured",
        };
        format!(
            "| {row} | {} | {} | {} | <= {}x | {result} |",
            self.work, self.reference, self.figures, self.goal
        )
    }
}

/// The system counts in KiB.
fn mebibytes(kibibytes: u64) -> f64 {
    f64::from(u32::try_from(kibibytes).unwrap_or(u32::MAX)) / 1024.0
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// `1000000` as `1M`, `100000` as `100k`.
pub fn rounded(meetings: u64) -> String {
    match meetings {
        n if n >= 1_000_000 => format!("{}M", n / 1_000_000),
        n => format!("{}k", n / 1000),
    }
}

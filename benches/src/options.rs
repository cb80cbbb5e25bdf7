//! The arguments of `benches/run`.

use std::env;
use std::path::PathBuf;

use crate::problem::Problem;
use crate::rows::{ONLY_BY_NAME, names};

/// The help.
pub const HELP: &str = "\
Compare meetctl with the engines' own clients: complete processes, alternately

Usage: benches/run [--quick] [--rows 1,2] [--pairs N] [--meetings N] [--server-meetings N]
                   [--program FILE] [--compare FILE]
       benches/run --fill FILE [--meetings N] [--users N]

    --rows A,B           only these rows [default: all but 10]
    --compare FILE       measure each row beside this other meetctl instead: ratio new by old
    --program FILE       meetctl to measure [default: it is built; or $MEETCTL_BENCH_PROGRAM]
    --quick              20000 meetings and 3 pairs: shows that all rows run, not how fast
    --pairs N            pairs of runs per line [default: 15]; more of short runs, and 3 or more of
                         those that take longer than five minutes together
    --meetings N         number of meetings [default: 1000000]
    --server-meetings N  number of meetings on PostgreSQL and MariaDB [default: as --meetings]
    --fill FILE          only fill a database that `meetctl migrate up` has just created
    --users N            number of users, with --fill [default: one per 50 meetings]

Rows:
    1   `meeting show`, `meeting list`, `stats user` beside the statements that they run
    2   `meeting overlaps` of a typical user; 2b of the hot user, who attends 100000 meetings
    3   `meeting export` as CSV and JSON Lines; 3b on PostgreSQL, 3c on MariaDB
    4   `meeting import` of CSV into tables with a tenth of the meetings, the same in large
        batches, and into empty tables; 4b on PostgreSQL, 4c on MariaDB; 4d of iCalendar
    5   `meeting conflicts` of everybody; 5b on PostgreSQL, 5c on MariaDB
    6   `backfill-status` that changes every meeting, on the three engines, and how long other
        writers wait; 6b one that changes none, with ten times the meetings
    7   `stats monthly`, `stats active`
    8   `meeting list --all` as a table, relative to a tenth of the meetings
    9   `transfer` of SQLite to PostgreSQL beside pgloader; 9b `backup` of PostgreSQL and `restore`
        into it beside pg_dump and pg_restore; 9c the same on MariaDB
    10  a release build of everything, only where it is named
    12  `meeting list`, `overlaps` and `conflicts` of the hot user, and `free` of 50 users, with ten
        times the meetings

The databases are created once, in target/bench or $MEETCTL_BENCH_DIR: 0.6 GB for a million
meetings, ten times that for rows 3, 6b and 12, 3 GB for row 4. PostgreSQL and MariaDB run as private
servers if they are installed; their data is in the temporary directory and deleted with them. To
measure other versions, put their programs first in PATH. A row whose program is not installed is
printed as not measured, with the package to install.
On a busy machine, `nice -n -5 benches/run` (as root) helps.
Exit codes: 0 all goals reached, 3 some missed, 2 wrong usage or something is not installed, 1 failed.
";

/// The parsed arguments.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Small and fast.
    pub quick: bool,
    /// Names of rows; empty means all.
    pub rows: Vec<String>,
    /// Pairs per line.
    pub pairs: usize,
    /// Meetings in the main database.
    pub meetings: u64,
    /// Meetings in the databases on servers.
    pub server_meetings: u64,
    /// The meetctl to measure, if not the one beside this program.
    pub program: Option<PathBuf>,
    /// The meetctl to compare it with.
    pub compare: Option<PathBuf>,
    /// Only fill this database.
    pub fill: Option<PathBuf>,
    /// Users in the database to fill, if not the default number.
    pub users: Option<u64>,
    /// Print the help.
    pub help: bool,
}

impl Options {
    /// Parses the arguments after the program's name.
    pub fn read(words: impl IntoIterator<Item = String>) -> Result<Self, Problem> {
        let mut words = words.into_iter();
        let (mut pairs, mut meetings, mut server_meetings) = (None, None, None);
        let program = env::var_os("MEETCTL_BENCH_PROGRAM").map(PathBuf::from);
        let mut options = Self { program, ..Self::default() };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| wrong(&word, "needs a value"));
            match word.as_str() {
                "--quick" => options.quick = true,
                "--help" | "-h" => options.help = true,
                "--rows" => options.rows = rows(&value()?)?,
                "--program" => options.program = Some(value()?.into()),
                "--compare" => options.compare = Some(value()?.into()),
                "--fill" => options.fill = Some(value()?.into()),
                "--pairs" => pairs = Some(number(&word, &value()?, 1)?),
                "--meetings" => meetings = Some(number(&word, &value()?, 1000)?),
                "--server-meetings" => server_meetings = Some(number(&word, &value()?, 1000)?),
                "--users" => options.users = Some(number(&word, &value()?, 100)?),
                _ => return Err(wrong(&word, "is unknown")),
            }
        }
        let (few, many) = if options.quick { (3, 20_000) } else { (15, 1_000_000) };
        options.pairs = pairs.map_or(few, |n| usize::try_from(n).unwrap_or(few));
        options.meetings = meetings.unwrap_or(many);
        options.server_meetings = server_meetings.unwrap_or(options.meetings);
        Ok(options)
    }

    /// Whether the row was selected.
    pub fn wants(&self, row: &str) -> bool {
        match self.rows.as_slice() {
            [] => !ONLY_BY_NAME.contains(&row),
            rows => rows.iter().any(|name| name == row),
        }
    }
}

fn rows(list: &str) -> Result<Vec<String>, Problem> {
    let wanted: Vec<String> = list.split(',').map(|name| name.trim().to_owned()).collect();
    match wanted.iter().find(|name| !names().contains(&name.as_str())) {
        None => Ok(wanted),
        Some(unknown) => Err(Problem::Usage(format!(
            "row {unknown} does not exist; the rows are {}",
            names().join(", ")
        ))),
    }
}

fn number(word: &str, text: &str, least: u64) -> Result<u64, Problem> {
    let number = text.parse().ok().filter(|n| *n >= least);
    number.ok_or_else(|| wrong(word, &format!("needs a number, at least {least}")))
}

fn wrong(word: &str, why: &str) -> Problem {
    Problem::Usage(format!("{word} {why}; see benches/run --help"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, Problem> {
        Options::read(line.split_whitespace().map(ToOwned::to_owned))
    }

    #[test]
    fn quick_is_small() {
        let options = read("--quick --rows 1,8").unwrap();
        assert_eq!((options.pairs, options.meetings), (3, 20_000));
        assert!(options.wants("8") && !options.wants("2"));
        assert_eq!(read("--pairs 7 --quick").unwrap().pairs, 7);
    }

    #[test]
    fn a_build_is_measured_only_by_name() {
        let options = read("").unwrap();
        assert!(options.wants("12") && !options.wants("10"));
        assert!(read("--rows 10").unwrap().wants("10"));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in ["--rows 99", "--fast", "--pairs", "--pairs 0", "--meetings x"] {
            assert!(matches!(read(line), Err(Problem::Usage(_))), "{line}");
        }
    }
}

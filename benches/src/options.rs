//! The arguments of `benches/run`.

use std::path::PathBuf;

use crate::problem::Problem;
use crate::rows::ROWS;

/// The help.
pub const HELP: &str = "\
Compare meetctl with the engines' own clients: complete processes, alternately

Usage: benches/run [--quick] [--rows 1,2] [--pairs N] [--meetings N] [--server-meetings N]
       benches/run --fill FILE [--meetings N] [--users N]

    --quick              100000 meetings, 5 pairs, and no row that needs a larger database
    --rows A,B           only these rows
    --pairs N            at least this many pairs of runs per line [default: 15]; a fifth of
                         them for rows 3 to 6 and 9, whose runs are long
    --meetings N         number of meetings [default: 1000000]
    --server-meetings N  number of meetings on PostgreSQL and MariaDB [default: 100000]
    --fill FILE          only fill a database that `meetctl migrate up` has just created
    --users N            number of users, with --fill [default: one per 50 meetings]

Rows:
    1   start-up: `meeting show`, `meeting list`, `stats user`
    2   `meeting overlaps` of a typical user, also with ten times the meetings
    2b  the same for the hot user, who attends 100000 meetings
    3   `meeting export` as CSV and JSON Lines, time and memory; 3b on PostgreSQL, 3c on MariaDB
    4   `meeting import` of CSV into an empty database, time and memory; 4b on PostgreSQL,
        4c on MariaDB
    5   `meeting conflicts` of everybody; 5b on PostgreSQL, 5c on MariaDB
    6   `backfill-status` that changes every meeting, on the three engines, and how long other
        writers wait; 6b one that changes none, with ten times the meetings
    7   `stats monthly`, `stats active`
    8   `meeting list --all` as a table, time and memory by size
    9   `transfer` of SQLite to PostgreSQL beside pgloader, time and memory; 9b `backup` of PostgreSQL
        and `restore` into it beside pg_dump and pg_restore; 9c the same on MariaDB

The databases are created once, in target/bench or $MEETCTL_BENCH_DIR: 0.6 GB for a million
meetings, ten times that for rows 2, 3 and 6b, 4 GB for row 4. PostgreSQL and MariaDB run as private
servers if they are installed; their data is in the temporary directory and deleted with them. To
measure other servers, set the URL of an empty database, which is filled and not emptied:
    MEETCTL_BENCH_POSTGRES=postgres://user:password@host/database
    MEETCTL_BENCH_MARIADB=mysql://user:password@host/database
Row 9 drops tables, so it uses private servers only. A row whose program is not installed is printed as
not measured, with the package to install.
On a busy machine, `nice -n -5 benches/run` (as root) helps.
Exit codes: 0 all goals reached, 3 some missed, 2 wrong usage or something is not installed, 1 failed.
";

/// The parsed arguments.
#[derive(Debug, PartialEq, Eq)]
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
        let (mut pairs, mut meetings) = (None, None);
        let mut options = Self {
            quick: false,
            rows: Vec::new(),
            pairs: 0,
            meetings: 0,
            server_meetings: 100_000,
            fill: None,
            users: None,
            help: false,
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| wrong(&word, "needs a value"));
            match word.as_str() {
                "--quick" => options.quick = true,
                "--help" | "-h" => options.help = true,
                "--rows" => options.rows = rows(&value()?)?,
                "--fill" => options.fill = Some(value()?.into()),
                "--pairs" => pairs = Some(number(&word, &value()?, 1)?),
                "--meetings" => meetings = Some(number(&word, &value()?, 1000)?),
                "--server-meetings" => options.server_meetings = number(&word, &value()?, 1000)?,
                "--users" => options.users = Some(number(&word, &value()?, 100)?),
                _ => return Err(wrong(&word, "is unknown")),
            }
        }
        let (few, many) = if options.quick { (5, 100_000) } else { (15, 1_000_000) };
        options.pairs = pairs.map_or(few, |n| usize::try_from(n).unwrap_or(few));
        options.meetings = meetings.unwrap_or(many);
        Ok(options)
    }

    /// Whether the row was selected.
    pub fn wants(&self, row: &str) -> bool {
        self.rows.is_empty() || self.rows.iter().any(|name| name == row)
    }
}

fn rows(list: &str) -> Result<Vec<String>, Problem> {
    let names = list.split(',').map(|name| name.trim().to_owned());
    let names: Vec<String> = names.collect();
    match names.iter().find(|n| ROWS.iter().all(|row| row.0 != *n)) {
        None => Ok(names),
        Some(unknown) => {
            let known: Vec<&str> = ROWS.iter().map(|row| row.0).collect();
            Err(Problem::Usage(format!(
                "row {unknown} does not exist; the rows are {}",
                known.join(", ")
            )))
        }
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
        assert_eq!((options.pairs, options.meetings), (5, 100_000));
        assert!(options.wants("8") && !options.wants("2"));
        assert_eq!(read("--pairs 3 --quick").unwrap().pairs, 3);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in ["--rows 99", "--fast", "--pairs", "--pairs 0", "--meetings x"] {
            assert!(matches!(read(line), Err(Problem::Usage(_))), "{line}");
        }
    }
}

//! The arguments of `benches/run`.

use std::path::PathBuf;

use clap::Parser;
use clap::builder::PossibleValuesParser;

use crate::rows::{ONLY_BY_NAME, names};

/// Compare meetctl with the engines' own clients: complete processes, alternately
#[derive(Debug, Parser)]
#[command(override_usage = "benches/run [OPTIONS]", after_help = include_str!("rows.txt"))]
pub struct Options {
    /// Only these rows [default: all but 10]
    #[arg(long, value_name = "A,B", value_delimiter = ',', hide_possible_values = true,
        value_parser = PossibleValuesParser::new(names()))]
    rows: Vec<String>,
    /// Measure each row beside this other meetctl instead: ratio new by old
    #[arg(long, value_name = "FILE")]
    pub compare: Option<PathBuf>,
    /// The meetctl to measure [default: it is built]
    #[arg(long, value_name = "FILE", env = "MEETCTL_BENCH_PROGRAM")]
    pub program: Option<PathBuf>,
    /// Where the databases are kept [default: target/bench]
    #[arg(long, value_name = "DIR", env = "MEETCTL_BENCH_DIR")]
    pub directory: Option<PathBuf>,
    /// 20000 meetings and 3 pairs: shows that all rows run, not how fast
    #[arg(long)]
    pub quick: bool,
    /// Pairs of runs per line [default: 15]; more of short runs, and 3 or more of those that take
    /// longer than five minutes together
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pairs: Option<u16>,
    /// Number of meetings [default: 1000000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1000..))]
    meetings: Option<u64>,
    /// Number of meetings on PostgreSQL and MariaDB [default: as --meetings]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1000..))]
    server_meetings: Option<u64>,
}

impl Options {
    /// Pairs per line.
    pub fn pairs(&self) -> usize {
        self.pairs.map_or(if self.quick { 3 } else { 15 }, usize::from)
    }

    /// Meetings in SQLite databases.
    pub fn meetings(&self) -> u64 {
        self.meetings.unwrap_or(if self.quick { 20_000 } else { 1_000_000 })
    }

    /// Meetings in the databases on servers.
    pub fn server_meetings(&self) -> u64 {
        self.server_meetings.unwrap_or(self.meetings())
    }

    /// Whether the row was selected.
    pub fn wants(&self, row: &str) -> bool {
        match self.rows.as_slice() {
            [] => !ONLY_BY_NAME.contains(&row),
            rows => rows.iter().any(|name| name == row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Options> {
        Options::try_parse_from(["run"].into_iter().chain(line.split_whitespace())).ok()
    }

    #[test]
    fn quick_is_small_and_a_build_is_measured_only_by_name() {
        let options = read("--quick --rows 1,10").unwrap();
        assert_eq!((options.pairs(), options.server_meetings()), (3, 20_000));
        assert!(options.wants("10") && !options.wants("2"));
        assert!(read("").unwrap().wants("12") && !read("").unwrap().wants("10"));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in ["--rows 99", "--fast", "--pairs", "--pairs 0", "--meetings x"] {
            assert!(read(line).is_none(), "{line}");
        }
    }
}

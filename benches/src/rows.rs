//! The rows of the table, as data. A new row needs an entry in [`WORKS`], and a way to make its
//! contenders only if none of [`Beside`] fits.

use Beside::{Itself, Made, Rows, Statements};
use Memory::{Any, Flat, Mebibytes};
use Scale::{Fixed, Full, Tenfold, Tenth};

use crate::case::Case;
use crate::generate::Size;
use crate::measure::Contender;
use crate::problem::Problem;
use crate::site::Site;
use crate::sql;
use crate::store::Engine::{self, Mariadb, Postgres, Sqlite};
use crate::store::Store;
use crate::{imports, others};

/// Something that meetctl does, and what it is measured beside.
pub struct Work {
    /// A row for each engine: its name, and the largest ratio that is acceptable.
    pub rows: Lines,
    /// The arguments of meetctl.
    pub args: &'static str,
    /// The other contender.
    pub beside: Beside,
    /// How much memory meetctl may take.
    pub memory: Memory,
}

/// What meetctl is measured beside.
#[derive(Clone, Copy)]
pub enum Beside {
    /// The engine's client with statements of a name; the first text is for the table.
    Statements(&'static str, &'static str),
    /// The same with a query that must write as many rows as meetctl.
    Rows(&'static str, &'static str),
    /// Itself: in a larger database, relative to a smaller one.
    Itself(Scale, Scale),
    /// What a function makes of the arguments.
    Made(Maker),
}

/// The size of a database.
#[derive(Debug, Clone, Copy)]
pub enum Scale {
    /// Ten times the meetings and users.
    Tenfold,
    /// As given by `--meetings`.
    Full,
    /// A tenth of the meetings and all users: their cache is bounded but not filled, and must not
    /// count as memory for meetings.
    Tenth,
    /// This many meetings.
    Fixed(u64),
}

/// A limit of the peak memory.
#[derive(Debug, Clone, Copy)]
pub enum Memory {
    /// None.
    Any,
    /// In MiB, for any number of meetings.
    Mebibytes(u16),
    /// A tenth more than the other contender, which is the same program.
    Flat,
}

/// Every line of the table; those of a row are printed together.
pub const WORKS: &[Work] = &[
    work(&[("1", Sqlite, 1.5)], "meeting show 5", Statements(SAME, "show"), Any),
    work(&[("1", Sqlite, 1.5)], "meeting list --limit 20", Statements(SAME, "list"), Any),
    work(&[("1", Sqlite, 1.5)], "stats user {user}", Statements(SAME, "stats of {user}"), Any),
    work(&[("1", Sqlite, 1.5)], "stats user {hot}", Statements(SAME, "stats of {hot}"), Any),
    work(&[("2", Sqlite, 0.02)], OVERLAPS, Statements(SEED, "overlaps of {user}"), Any),
    work(&[("2b", Sqlite, 1.2)], HOT_DAY, Statements(UNION, "overlaps of {hot}"), Any),
    work(EXPORT, CSV, Rows(GROUPED, "export csv"), Mebibytes(40)),
    work(EXPORT, "meeting export --format jsonl", Rows(GROUPED, "export jsonl"), Mebibytes(40)),
    work(&[("3", Sqlite, 10.5)], CSV, Itself(Tenfold, Full), Flat),
    work(
        &[("4", Sqlite, 1.2), ("4b", Postgres, 1.0), ("4c", Mariadb, 1.3)],
        IMPORT,
        Made(imports::into_filled_tables),
        Mebibytes(150),
    ),
    work(
        &[("4", Sqlite, 0.9), ("4b", Postgres, 1.0), ("4c", Mariadb, 1.3)],
        "meeting import {file} --batch-size 100000",
        Made(imports::into_filled_tables),
        Mebibytes(150),
    ),
    work(
        &[("4", Sqlite, 0.8), ("4b", Postgres, 0.8), ("4c", Mariadb, 0.8)],
        IMPORT,
        Made(imports::into_empty_tables),
        Mebibytes(150),
    ),
    work(&[("4", Sqlite, 10.5)], IMPORT, Made(imports::of_fewer_records), Mebibytes(150)),
    work(&[("4d", Sqlite, 0.7)], IMPORT, Made(imports::beside_calcurse), Mebibytes(150)),
    work(&[("4d", Sqlite, 10.5)], IMPORT, Made(imports::of_fewer_events), Mebibytes(150)),
    work(
        &[("5", Sqlite, 0.3), ("5b", Postgres, 0.3), ("5c", Mariadb, 0.3)],
        "meeting conflicts --format csv",
        Rows("the self-join, indexed", "self-join"),
        Mebibytes(64),
    ),
    work(
        &[("6", Sqlite, 1.3), ("6", Postgres, 1.3), ("6", Mariadb, 1.3)],
        BACKFILL,
        Made(others::backfill),
        Mebibytes(64),
    ),
    work(&[("6b", Sqlite, 1.3)], BACKFILL, Itself(Tenfold, Fixed(10_000)), Any),
    work(&[("7", Sqlite, 0.1)], "stats monthly --year 2025", Statements(SEED, "monthly"), Any),
    work(&[("7", Sqlite, 0.1)], "stats active", Statements(SEED, "active"), Any),
    work(&[("8", Sqlite, 11.0)], "meeting list --all", Itself(Full, Tenth), Flat),
    work(&[("9", Postgres, 0.7)], "--quiet transfer", Made(others::transfer), Mebibytes(64)),
    work(
        &[("9b", Postgres, 1.5), ("9c", Mariadb, 1.5)],
        BACKUP,
        Made(others::backup),
        Mebibytes(64),
    ),
    work(
        &[("9b", Postgres, 1.2), ("9c", Mariadb, 1.2)],
        RESTORE,
        Made(others::restore),
        Mebibytes(64),
    ),
    work(&[("10", Sqlite, 1.0)], "build --release --locked --quiet", Made(others::build), Any),
    work(HOT, "meeting list --user {hot} --limit 20", Itself(Tenfold, Full), Mebibytes(64)),
    work(HOT, "meeting list --user {hot} --all", Itself(Tenfold, Full), Mebibytes(64)),
    work(HOT, "meeting overlaps --user {hot} {week}", Itself(Tenfold, Full), Mebibytes(64)),
    work(HOT, OVERLAPS, Itself(Tenfold, Full), Mebibytes(64)),
    work(HOT, "meeting conflicts --user {hot}", Itself(Tenfold, Full), Mebibytes(64)),
    work(HOT, "meeting free {users} {year}", Itself(Tenfold, Full), Mebibytes(64)),
];

/// Rows that are measured only where they are named: they take long and measure no command.
pub const ONLY_BY_NAME: &[&str] = &["10"];

const SAME: &str = "the same statements";
const SEED: &str = "the seed's query";
const UNION: &str = "the UNION of both roles";
const GROUPED: &str = "the query with one row a meeting";
const OVERLAPS: &str = "meeting overlaps --user {user} {week}";
const HOT_DAY: &str = "meeting overlaps --user {hot} {day}";
const CSV: &str = "meeting export --format csv";
const IMPORT: &str = "meeting import {file}";
const BACKFILL: &str = "--quiet backfill-status";
/// The command that writes the archive of the next one, too.
pub const BACKUP: &str = "--quiet backup --force {file}";
const RESTORE: &str = "--quiet restore {file} --yes --no-backup";
const EXPORT: Lines = &[("3", Sqlite, 0.7), ("3b", Postgres, 0.7), ("3c", Mariadb, 0.5)];
/// The user has the same number of meetings in both databases.
const HOT: Lines = &[("12", Sqlite, 1.3)];

type Maker = fn(&Site, &str, Engine) -> Result<Case, Problem>;
type Lines = &'static [(&'static str, Engine, f64)];

const fn work(rows: Lines, args: &'static str, beside: Beside, memory: Memory) -> Work {
    Work { rows, args, beside, memory }
}

/// The names of all rows, in the order of the table.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> =
        WORKS.iter().flat_map(|work| work.rows.iter().map(|row| row.0)).collect();
    let number = |name: &str| name.trim_end_matches(char::is_alphabetic).parse::<u32>();
    names.sort_by_key(|name| (number(name).unwrap_or(0), *name));
    names.dedup();
    names
}

/// What is run for a line.
pub fn case(site: &Site, work: &Work, engine: Engine) -> Result<Case, Problem> {
    match work.beside {
        Statements(label, name) => {
            let store = site.filled(engine)?;
            let theirs = store.client(&sql::statements(site, name, engine)?);
            Ok(Case::new(meetctl(&store, work.args, site.size_on(engine)), theirs, label))
        }
        Rows(label, name) => {
            let store = site.filled(engine)?;
            let theirs = store.bulk_client(sql::statements(site, name, engine)?);
            let ours = meetctl(&store, work.args, site.size_on(engine));
            let header = Some(u64::from(work.args.ends_with("csv")));
            Ok(Case { header, ..Case::new(ours, theirs, label) })
        }
        Itself(many, few) => {
            let contender = |scale: Scale| {
                let size = scale.size(site);
                Ok::<_, Problem>(meetctl(&site.file(size)?, work.args, size))
            };
            let label = format!("itself with {}", rounded(few.size(site).meetings));
            let size = Some(many.size(site).meetings);
            Ok(Case { size, ..Case::new(contender(many)?, contender(few)?, &label) })
        }
        Made(make) => make(site, work.args, engine),
    }
}

impl Scale {
    fn size(self, site: &Site) -> Size {
        let full = Size::of(site.meetings);
        match self {
            Self::Tenfold => Size::of(site.meetings * 10),
            Self::Full => full,
            Self::Tenth => Size { meetings: site.meetings / 10, ..full },
            Self::Fixed(meetings) => Size::of(meetings),
        }
    }
}

/// meetctl on a database of this size.
fn meetctl(store: &Store, args: &str, size: Size) -> Contender {
    store.meetctl(&arguments(args, size), "")
}

fn arguments(args: &str, size: Size) -> String {
    let users = (1..=50).map(|n| format!("--user {}", n * size.users / 51 + 1));
    let year = "--from 2026-01-01 --to 2027-01-01 --duration 1h --hours 09:00-17:00 \
                --weekdays mon-fri";
    sql::filled(args, size)
        .replace("{users}", &users.collect::<Vec<_>>().join(" "))
        .replace("{week}", "--from 2026-03-02 --to 2026-03-09")
        .replace("{day}", "--from 2026-03-04 --to 2026-03-05")
        .replace("{year}", year)
}

/// `1000000` as `1M`, `100000` as `100k`.
pub fn rounded(meetings: u64) -> String {
    match meetings {
        n if n >= 1_000_000 => format!("{}M", n / 1_000_000),
        n if n >= 1000 => format!("{}k", n / 1000),
        n => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_the_order_of_their_numbers() {
        assert_eq!(
            names(),
            [
                "1", "2", "2b", "3", "3b", "3c", "4", "4b", "4c", "4d", "5", "5b", "5c", "6", "6b",
                "7", "8", "9", "9b", "9c", "10", "12"
            ]
        );
    }

    #[test]
    fn a_command_line_has_no_placeholder_left() {
        for work in WORKS.iter().filter(|work| !work.args.contains("{file}")) {
            let words = arguments(work.args, Size::of(100_000));
            assert!(!words.contains(['{', '}']), "{words}");
        }
    }
}

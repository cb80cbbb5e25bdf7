//! The rows of the table, as data. A new row needs an entry in [`WORKS`], and a way to make its
//! contenders only if none of [`Beside`] fits.

use Memory::{Any, Flat, Mebibytes};
use Scale::{Fixed, Full, Tenfold, Tenth};

use crate::case::Case;
use crate::generate::Size;
use crate::problem::Problem;
use crate::site::Site;
use crate::sql;
use crate::store::Engine::{self, Mariadb, Postgres, Sqlite};
use crate::{imports, others};

/// Something that meetctl does, and what it is measured beside.
pub struct Work {
    /// A row for each engine: its name, and the largest ratio that is acceptable.
    pub rows: Rows,
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
    /// The engine's client with these statements.
    Statements(&'static str, fn(Engine) -> Vec<String>),
    /// The same with a query that must write as many rows as meetctl.
    Rows(&'static str, fn(Engine) -> Vec<String>),
    /// Itself: in a larger database, relative to a smaller one.
    Itself(Scale, Scale),
    /// The engine's own bulk load of the same rows into the same tables.
    BulkLoad(Into),
    /// Itself with a tenth of the records.
    FewerRecords,
    /// calcurse with the same events.
    Calcurse,
    /// Itself with a tenth of the events.
    FewerEvents,
    /// One UPDATE with the same effect.
    OneUpdate,
    /// pgloader into the same tables.
    Pgloader,
    /// The dump of the engine's own program.
    Dump,
    /// The engine's own program with such a dump.
    Restore,
    /// A time that a build of meetctl may take.
    BuildTime,
}

/// The tables that an import writes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Into {
    /// Without meetings.
    Empty,
    /// With a tenth of the meetings that are imported.
    Filled,
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
    read(&[("1", Sqlite, 1.5)], "meeting show 5", SAME, sql::show),
    read(&[("1", Sqlite, 1.5)], "meeting list --limit 20", SAME, sql::list),
    read(&[("1", Sqlite, 1.5)], "stats user {user}", SAME, sql::stats_of_typical),
    read(&[("1", Sqlite, 1.5)], "stats user {hot}", SAME, sql::stats_of_hot),
    read(&[("2", Sqlite, 0.02)], "meeting overlaps --user {user} {week}", SEED, sql::overlaps),
    read(&[("2b", Sqlite, 1.2)], "meeting overlaps --user {hot} {day}", UNION, sql::hot_overlaps),
    rows(EXPORT, "meeting export --format csv", GROUPED, sql::export_csv, 40),
    rows(EXPORT, "meeting export --format jsonl", GROUPED, sql::export_jsonl, 40),
    itself(&[("3", Sqlite, 10.5)], "meeting export --format csv", Tenfold, Full, Flat),
    import(
        &[("4", Sqlite, 1.2), ("4b", Postgres, 1.0), ("4c", Mariadb, 1.3)],
        "meeting import {file}",
        Beside::BulkLoad(Into::Filled),
    ),
    import(
        &[("4", Sqlite, 0.9), ("4b", Postgres, 1.0), ("4c", Mariadb, 1.3)],
        "meeting import {file} --batch-size 100000",
        Beside::BulkLoad(Into::Filled),
    ),
    import(
        &[("4", Sqlite, 0.8), ("4b", Postgres, 0.8), ("4c", Mariadb, 0.8)],
        "meeting import {file}",
        Beside::BulkLoad(Into::Empty),
    ),
    import(&[("4", Sqlite, 10.5)], "meeting import {file}", Beside::FewerRecords),
    import(&[("4d", Sqlite, 0.7)], "meeting import {file}", Beside::Calcurse),
    import(&[("4d", Sqlite, 10.5)], "meeting import {file}", Beside::FewerEvents),
    rows(
        &[("5", Sqlite, 0.3), ("5b", Postgres, 0.3), ("5c", Mariadb, 0.3)],
        "meeting conflicts --format csv",
        "the self-join, indexed",
        sql::self_join,
        64,
    ),
    other(
        &[("6", Sqlite, 1.3), ("6", Postgres, 1.3), ("6", Mariadb, 1.3)],
        "--quiet backfill-status",
        Beside::OneUpdate,
    ),
    itself(&[("6b", Sqlite, 1.3)], "--quiet backfill-status", Tenfold, Fixed(10_000), Any),
    read(&[("7", Sqlite, 0.1)], "stats monthly --year 2025", SEED, sql::stats_monthly),
    read(&[("7", Sqlite, 0.1)], "stats active", SEED, sql::stats_active),
    itself(&[("8", Sqlite, 11.0)], "meeting list --all", Full, Tenth, Flat),
    other(&[("9", Postgres, 0.7)], "--quiet transfer", Beside::Pgloader),
    other(
        &[("9b", Postgres, 1.5), ("9c", Mariadb, 1.5)],
        "--quiet backup --force {file}",
        Beside::Dump,
    ),
    other(
        &[("9b", Postgres, 1.2), ("9c", Mariadb, 1.2)],
        "--quiet restore {file} --yes --no-backup",
        Beside::Restore,
    ),
    Work {
        memory: Any,
        ..other(&[("10", Sqlite, 1.0)], "build --release --locked --quiet", Beside::BuildTime)
    },
    itself(HOT, "meeting list --user {hot} --limit 20", Tenfold, Full, Mebibytes(64)),
    itself(HOT, "meeting list --user {hot} --all", Tenfold, Full, Mebibytes(64)),
    itself(HOT, "meeting overlaps --user {hot} {week}", Tenfold, Full, Mebibytes(64)),
    itself(HOT, "meeting overlaps --user {user} {week}", Tenfold, Full, Mebibytes(64)),
    itself(HOT, "meeting conflicts --user {hot}", Tenfold, Full, Mebibytes(64)),
    itself(HOT, "meeting free {users} {year}", Tenfold, Full, Mebibytes(64)),
];

/// Rows that are measured only where they are named: they take long and measure no command.
pub const ONLY_BY_NAME: &[&str] = &["10"];

const SAME: &str = "the same statements";
const SEED: &str = "the seed's query";
const UNION: &str = "the UNION of both roles";
const GROUPED: &str = "the query with one row a meeting";
const EXPORT: Rows = &[("3", Sqlite, 0.7), ("3b", Postgres, 0.7), ("3c", Mariadb, 0.5)];
/// The user has the same number of meetings in both databases.
const HOT: Rows = &[("12", Sqlite, 1.3)];

type Rows = &'static [(&'static str, Engine, f64)];
type Statements = fn(Engine) -> Vec<String>;

const fn read(rows: Rows, args: &'static str, label: &'static str, sql: Statements) -> Work {
    Work { rows, args, beside: Beside::Statements(label, sql), memory: Any }
}

const fn rows(
    rows: Rows,
    args: &'static str,
    label: &'static str,
    sql: Statements,
    mebibytes: u16,
) -> Work {
    Work { rows, args, beside: Beside::Rows(label, sql), memory: Mebibytes(mebibytes) }
}

const fn itself(rows: Rows, args: &'static str, many: Scale, few: Scale, memory: Memory) -> Work {
    Work { rows, args, beside: Beside::Itself(many, few), memory }
}

const fn import(rows: Rows, args: &'static str, beside: Beside) -> Work {
    Work { rows, args, beside, memory: Mebibytes(150) }
}

const fn other(rows: Rows, args: &'static str, beside: Beside) -> Work {
    Work { rows, args, beside, memory: Mebibytes(64) }
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
        Beside::Statements(label, sql) => {
            let (store, size) = (site.filled(engine)?, site.size_on(engine));
            let theirs = store.client(&sql::filled_all(site, size, &sql(engine))?);
            Ok(Case::new(store.meetctl(&arguments(work.args, size)), theirs, label))
        }
        Beside::Rows(label, sql) => {
            let (store, size) = (site.filled(engine)?, site.size_on(engine));
            let theirs = store.bulk_client(&sql::filled_all(site, size, &sql(engine))?);
            let header = Some(u64::from(work.args.ends_with("csv")));
            let case = Case::new(store.meetctl(&arguments(work.args, size)), theirs, label);
            Ok(Case { header, ..case })
        }
        Beside::Itself(many, few) => {
            let contender = |scale: Scale| {
                let size = scale.size(site);
                Ok::<_, Problem>(site.file(size)?.meetctl(&arguments(work.args, size)))
            };
            let label = format!("itself with {}", rounded(few.size(site).meetings));
            Ok(Case::new(contender(many)?, contender(few)?, &label))
        }
        Beside::BulkLoad(into) => imports::beside_bulk_load(site, work.args, engine, into),
        Beside::FewerRecords => imports::of_fewer_records(site, work.args),
        Beside::Calcurse => imports::beside_calcurse(site, work.args),
        Beside::FewerEvents => imports::of_fewer_events(site, work.args),
        Beside::OneUpdate => others::backfill(site, work.args, engine),
        Beside::Pgloader => others::transfer(site, work.args),
        Beside::Dump => others::backup(site, work.args, engine),
        Beside::Restore => others::restore(site, work.args, engine),
        Beside::BuildTime => Ok(others::build(site, work.args)),
    }
}

impl Work {
    /// How many meetings the command works on.
    pub fn meetings(&self, site: &Site, engine: Engine) -> u64 {
        match self.beside {
            Beside::Itself(many, _) => many.size(site).meetings,
            Beside::Calcurse => site.meetings / imports::EVENTS,
            Beside::FewerEvents => site.meetings / imports::EVENTS * 10,
            _ => site.meetings_on(engine),
        }
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

/// The words of a command line.
fn arguments(line: &str, size: Size) -> Vec<String> {
    let users = (1..=50).map(|n| format!("--user {}", n * size.users / 51 + 1));
    let year = "--from 2026-01-01 --to 2027-01-01 --duration 1h --hours 09:00-17:00 \
                --weekdays mon-fri";
    sql::filled(line, size)
        .replace("{users}", &users.collect::<Vec<_>>().join(" "))
        .replace("{week}", "--from 2026-03-02 --to 2026-03-09")
        .replace("{day}", "--from 2026-03-04 --to 2026-03-05")
        .replace("{year}", year)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
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
            assert!(words.iter().all(|word| !word.contains(['{', '}'])), "{words:?}");
        }
    }
}

//! Compares two databases row by row.

use std::cmp::Ordering;
use std::collections::VecDeque;

use rusqlite::{Connection, params_from_iter};

use super::file::{layouts, rows_of};
use super::manifest::TableChecksum;
use super::row::{Checksum, Row, key_of, order_of};
use super::table::{Layout, TABLES};
use crate::error::Failure;
use crate::store::dialect::Snapshot;

/// Rows that are read at once.
const PAGE: usize = 2000;

/// A database to compare: as of one moment if a transaction is open.
pub enum Side {
    /// A SQLite file.
    File(Connection),
    /// A server.
    Server(Box<Snapshot>),
}

impl Side {
    async fn layout(&mut self, table: usize) -> Result<Layout, Failure> {
        let table = &TABLES[table];
        Ok(match self {
            Self::File(connection) => {
                let found = layouts(connection)?.into_iter().find(|l| l.table == table);
                found.unwrap_or_else(|| Layout::new(table, &[]))
            }
            Self::Server(snapshot) => snapshot.layout(table).await?,
        })
    }

    /// The next rows after the key `after`, in its order.
    async fn page(&mut self, layout: &Layout, after: Option<&[i64]>) -> Result<Vec<Row>, Failure> {
        match self {
            Self::File(connection) => file_page(connection, layout, after),
            Self::Server(snapshot) => snapshot.page(layout, after, PAGE).await,
        }
    }
}

/// The condition on rows after a key, with the numbers of the key as `numbers`, and the order.
pub fn after_key(layout: &Layout, numbers: &[String]) -> String {
    let names: Vec<&str> =
        layout.columns[..layout.table.key].iter().map(|column| column.name).collect();
    match (names.as_slice(), numbers) {
        ([key], [number]) => format!("{key} > {number}"),
        // Not a comparison of tuples: MariaDB would read the whole index.
        ([first, second], [a, b]) => {
            format!("{first} >= {a} AND ({first} > {a} OR {second} > {b})")
        }
        _ => "1 = 1".to_owned(),
    }
}

fn file_page(
    connection: &Connection,
    layout: &Layout,
    after: Option<&[i64]>,
) -> Result<Vec<Row>, Failure> {
    let marks: Vec<String> = (1..=after.map_or(0, <[i64]>::len)).map(|n| format!("?{n}")).collect();
    let sql = format!(
        "SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT {PAGE}",
        layout.column_list(),
        layout.table.name,
        after_key(layout, &marks),
        layout.key_list()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(after.unwrap_or_default()))?;
    let mut next = rows_of(layout, &mut rows);
    let mut page = Vec::new();
    while let Some(row) = next()? {
        page.push(row);
    }
    Ok(page)
}

/// A row that is not the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its table.
    pub table: &'static str,
    /// Its key.
    pub key: String,
    /// What is different.
    pub what: What,
}

/// How a row differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The first database alone has it.
    Missing,
    /// The second database alone has it.
    Extra,
    /// These columns have other values.
    Columns(Vec<&'static str>),
}

/// What a comparison found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The tables of the first database.
    pub first: Vec<TableChecksum>,
    /// The tables of the second database.
    pub second: Vec<TableChecksum>,
    /// How many rows differ.
    pub differences: u64,
    /// The first of them.
    pub shown: Vec<Difference>,
}

/// Compares every row of two databases, and names at most `limit` differences. A column that one
/// side lacks, being of an older schema, is not compared. Memory does not grow with the databases.
///
/// # Errors
/// As the engines report them.
pub async fn compare(
    first: &mut Side,
    second: &mut Side,
    limit: usize,
    mut progress: impl FnMut(u64),
) -> Result<Comparison, Failure> {
    let mut result = Comparison::default();
    for (index, table) in TABLES.iter().enumerate() {
        let (ours, theirs) = (first.layout(index).await?, second.layout(index).await?);
        let names: Vec<String> = ours
            .columns
            .iter()
            .filter(|column| theirs.columns.contains(column))
            .map(|column| column.name.to_owned())
            .collect();
        let layout = Layout::new(table, &names);
        if layout.columns.is_empty() {
            continue;
        }
        let mut left = Stream::new(&layout);
        let mut right = Stream::new(&layout);
        loop {
            left.fill(first).await?;
            right.fill(second).await?;
            let order = match (left.rows.front(), right.rows.front()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => order_of(&layout, a).cmp(&order_of(&layout, b)),
            };
            let a = if order.is_le() { left.next() } else { None };
            let b = if order.is_ge() { right.next() } else { None };
            let what = match (&a, &b) {
                (Some(a), Some(b)) if a == b => continue,
                (Some(a), Some(b)) => What::Columns(changed(&layout, a, b)),
                (Some(_), None) => What::Missing,
                _ => What::Extra,
            };
            result.differences += 1;
            if result.shown.len() < limit {
                let row = a.or(b).unwrap_or_default();
                let key = key_of(&layout, &row);
                result.shown.push(Difference { table: table.name, key, what });
            }
        }
        result.first.push((table.name, left.checksum));
        result.second.push((table.name, right.checksum));
        progress(result.first.iter().map(|(_, sum)| sum.rows).sum());
    }
    Ok(result)
}

fn changed(layout: &Layout, a: &Row, b: &Row) -> Vec<&'static str> {
    let cells = a.cells().zip(b.cells()).zip(&layout.columns);
    cells.filter(|((a, b), _)| a != b).map(|(_, column)| column.name).collect()
}

/// The rows of one side, read page by page.
struct Stream<'a> {
    layout: &'a Layout,
    rows: VecDeque<Row>,
    after: Option<Vec<i64>>,
    ended: bool,
    checksum: Checksum,
}

impl<'a> Stream<'a> {
    fn new(layout: &'a Layout) -> Self {
        let (rows, checksum) = (VecDeque::new(), Checksum::default());
        Self { layout, rows, after: None, ended: false, checksum }
    }

    async fn fill(&mut self, side: &mut Side) -> Result<(), Failure> {
        if !self.rows.is_empty() || self.ended {
            return Ok(());
        }
        self.rows = side.page(self.layout, self.after.as_deref()).await?.into();
        self.ended = self.rows.len() < PAGE;
        if let Some(last) = self.rows.back() {
            self.after = Some(order_of(self.layout, last).into_iter().flatten().collect());
        }
        // Between two pages a signal is handled.
        tokio::task::yield_now().await;
        Ok(())
    }

    fn next(&mut self) -> Option<Row> {
        let row = self.rows.pop_front()?;
        self.checksum.add(&row);
        Some(row)
    }
}

//! A row as all engines agree on it, and the checksum of a table.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::table::{ColumnKind, Layout};

/// A row: its cells in the order of its [`Layout`], of which each is a number in decimal digits, text,
/// a time as `2026-06-01 10:00:00.000000`, or `None` for NULL. A time that is none (`infinity`) is
/// the text that the engine shows.
///
/// One text holds all of them: millions of rows are read several times, and an allocation per cell
/// would cost more than the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    text: String,
    /// Where each cell is in the text.
    cells: Vec<Option<Range<usize>>>,
}

impl Row {
    /// An empty row that is to have as many cells as `layout`.
    pub fn of(layout: &Layout) -> Self {
        const USUAL: usize = 24;
        let cells = layout.columns.len();
        Self { text: String::with_capacity(cells * USUAL), cells: Vec::with_capacity(cells) }
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: Option<&str>) {
        let start = self.text.len();
        self.cells.push(cell.map(|cell| {
            self.text.push_str(cell);
            start..self.text.len()
        }));
    }

    /// Adds a value that an engine shows, in the form that all have.
    pub fn push_shown(&mut self, kind: ColumnKind, cell: Option<&str>) {
        match (kind, cell) {
            (ColumnKind::Time, Some(text)) => self.push(Some(&canonical(text))),
            (_, cell) => self.push(cell),
        }
    }

    /// The cell with this number.
    pub fn cell(&self, index: usize) -> Option<&str> {
        self.cells.get(index)?.clone().and_then(|range| self.text.get(range))
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.cells.len()).map(|index| self.cell(index))
    }

    /// The length of its text.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }
}

/// The key of a row, for people: `7`, `7/3`.
pub fn key_of(layout: &Layout, row: &Row) -> String {
    let key = row.cells().take(layout.table.key);
    key.map(|cell| cell.unwrap_or("NULL")).collect::<Vec<_>>().join("/")
}

/// The key of a row, in the order of the table.
///
/// NULL and text, which other programs may have stored in a SQLite file, come first.
pub fn order_of(layout: &Layout, row: &Row) -> Vec<Option<i64>> {
    let key = row.cells().take(layout.table.key);
    key.map(|cell| cell.and_then(|text| text.parse().ok())).collect()
}

/// A time with six digits of its fraction, the form that all engines have; any other text unchanged.
pub fn canonical(text: &str) -> Cow<'_, str> {
    const WHOLE: usize = "2026-06-01 10:00:00".len();
    let (Some(whole), Some(fraction)) = (text.get(..WHOLE), text.get(WHOLE..)) else {
        return text.into();
    };
    let digits = match fraction.strip_prefix('.') {
        // What has them is right already, or not a time.
        Some(digits) if digits.len() < 6 => digits,
        None if fraction.is_empty() => fraction,
        _ => return text.into(),
    };
    let is_time = whole.bytes().zip(*b"0000-00-00 00:00:00").all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    });
    if is_time && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{whole}.{digits:0<6}").into()
    } else {
        text.into()
    }
}

/// The hash of a row, cell by cell.
#[derive(Debug, Clone, Default)]
pub struct RowHash(Vec<u8>);

impl RowHash {
    /// A cell that is empty.
    pub fn null(&mut self) {
        self.0.push(0);
    }

    /// The text of a cell, in UTF-8.
    pub fn value(&mut self, text: &[u8]) {
        self.bytes(1, text);
    }

    /// A cell that no column should have: binary data, text that is not UTF-8.
    pub fn unreadable(&mut self, bytes: &[u8]) {
        self.bytes(2, bytes);
    }

    fn bytes(&mut self, tag: u8, bytes: &[u8]) {
        self.0.push(tag);
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }
}

/// How many rows a table has, and a sum over them that does not depend on their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checksum {
    /// How many.
    pub rows: u64,
    sum: u128,
}

impl Checksum {
    /// Adds a row.
    pub fn add(&mut self, row: &Row) {
        let mut hash = RowHash(Vec::with_capacity(row.bytes() + row.cells.len() * 9));
        for cell in row.cells() {
            match cell {
                None => hash.null(),
                Some(text) => hash.value(text.as_bytes()),
            }
        }
        self.add_hash(&hash);
    }

    /// Adds a row by the hash of its cells.
    pub fn add_hash(&mut self, hash: &RowHash) {
        let hash = Sha256::digest(&hash.0);
        let mut first = [0; 16];
        first.copy_from_slice(&hash[..16]);
        self.rows += 1;
        self.sum = self.sum.wrapping_add(u128::from_le_bytes(first));
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[Option<&str>]) -> Row {
        let mut row = Row::default();
        for cell in cells {
            row.push(*cell);
        }
        row
    }

    fn checksum(rows: &[Row]) -> Checksum {
        let mut sum = Checksum::default();
        for row in rows {
            sum.add(row);
        }
        sum
    }

    #[test]
    fn times_have_six_digits() {
        for (text, expected) in [
            ("2026-06-01 10:00:00", "2026-06-01 10:00:00.000000"),
            ("2026-06-01 10:00:00.5", "2026-06-01 10:00:00.500000"),
            ("2026-06-01 10:00:00.123456", "2026-06-01 10:00:00.123456"),
            ("2026-06-01 10:00:00.1234567", "2026-06-01 10:00:00.1234567"),
            ("2026-06-01T10:00:00", "2026-06-01T10:00:00"),
            ("2026-06-01 10:00:00 BC", "2026-06-01 10:00:00 BC"),
            ("12026-06-01 10:00:00", "12026-06-01 10:00:00"),
            ("infinity", "infinity"),
            ("", ""),
            ("2026-06-01 10:00:0é", "2026-06-01 10:00:0é"),
        ] {
            assert_eq!(canonical(text), expected);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_count_and_every_byte_does() {
        let (a, b) = (row(&[Some("1"), Some("Ada"), None]), row(&[Some("2"), Some("Bob"), None]));
        assert_eq!(checksum(&[a.clone(), b.clone()]), checksum(&[b.clone(), a.clone()]));
        for other in [
            row(&[Some("1"), Some("Adb"), None]),
            row(&[Some("1"), Some("Ada"), Some("")]),
            row(&[Some("1A"), Some("da"), None]),
            row(&[Some("1"), None, Some("Ada")]),
        ] {
            assert_ne!(checksum(&[other, b.clone()]), checksum(&[a.clone(), b.clone()]));
        }
        assert_ne!(checksum(&[a.clone(), a.clone()]), checksum(&[a]));
    }
}

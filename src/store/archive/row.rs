//! A row as all engines agree on it, and the checksum of a table.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::table::{ColumnKind, Layout};

/// A value: a number in decimal digits, text, a time as `2026-06-01 10:00:00.000000`; `None` is
/// NULL. A time that is none (`infinity`) is the text that the engine shows.
pub type Cell = Option<String>;

/// The cells of a row, in the order of its [`Layout`].
pub type Row = Vec<Cell>;

/// The key of a row, for people: `7`, `7/3`.
pub fn key_of(layout: &Layout, row: &[Cell]) -> String {
    let parts: Vec<&str> =
        row[..layout.table.key].iter().map(|cell| cell.as_deref().unwrap_or("NULL")).collect();
    parts.join("/")
}

/// The key of a row, in the order of the table.
///
/// NULL and text, which other programs may have stored in a SQLite file, come first.
pub fn order_of(layout: &Layout, row: &[Cell]) -> Vec<Option<i64>> {
    let key = row[..layout.table.key].iter();
    key.map(|cell| cell.as_deref().and_then(|text| text.parse().ok())).collect()
}

/// Brings a value that an engine shows into the form that all have.
pub fn canonical(kind: ColumnKind, text: String) -> String {
    match kind {
        ColumnKind::Time => with_fraction(text),
        ColumnKind::Integer | ColumnKind::Text => text,
    }
}

/// A time with six digits of its fraction; any other text unchanged.
fn with_fraction(text: String) -> String {
    const WHOLE: usize = "2026-06-01 10:00:00".len();
    let (Some(whole), Some(fraction)) = (text.get(..WHOLE), text.get(WHOLE..)) else {
        return text;
    };
    let digits = match fraction.strip_prefix('.') {
        Some(digits) if digits.len() <= 6 => digits,
        None if fraction.is_empty() => fraction,
        _ => return text,
    };
    let is_time = whole.bytes().zip(*b"0000-00-00 00:00:00").all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    });
    if is_time && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{whole}.{digits:0<6}")
    } else {
        text
    }
}

/// The hash of a row, cell by cell.
#[derive(Debug, Clone, Default)]
pub struct RowHash(Sha256);

impl RowHash {
    /// A cell that is empty.
    pub fn null(&mut self) {
        self.0.update([0]);
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
        self.0.update([tag]);
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
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
    pub fn add(&mut self, row: &[Cell]) {
        let mut hash = RowHash::default();
        for cell in row {
            match cell {
                None => hash.null(),
                Some(text) => hash.value(text.as_bytes()),
            }
        }
        self.add_hash(hash);
    }

    /// Adds a row by the hash of its cells.
    pub fn add_hash(&mut self, hash: RowHash) {
        let hash = hash.0.finalize();
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
        cells.iter().map(|cell| cell.map(str::to_owned)).collect()
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
            assert_eq!(canonical(ColumnKind::Time, text.to_owned()), expected);
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

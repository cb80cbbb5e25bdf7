//! Where a row of CSV ends, and what its cells are (RFC 4180), for any separator of one byte.
//!
//! A cell is quoted if it begins with a quote; a quote further on is an ordinary character.

use memchr::{memchr, memchr2};

/// Where in a row a reader is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum CellState {
    /// At the start of a cell.
    #[default]
    Start,
    /// In a cell without quotes, or after the closing one.
    Plain,
    /// Between the quotes.
    Quoted,
    /// After a quote that closes the cell or is the first of two that mean one.
    Closing,
}

impl CellState {
    /// The state after `piece`. A line feed ends a row, except between quotes.
    pub(super) fn over(self, piece: &[u8], delimiter: u8) -> Self {
        let (mut at, mut rest) = (self, piece);
        loop {
            let next = match at {
                Self::Plain => memchr2(delimiter, b'\n', rest),
                Self::Quoted => memchr(b'"', rest),
                Self::Start | Self::Closing => Some(0),
            };
            let Some((byte, after)) = next.and_then(|next| rest[next..].split_first()) else {
                return at;
            };
            (at, rest) = (at.next(*byte, delimiter), after);
        }
    }

    fn next(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Start | Self::Closing, b'"') | (Self::Quoted, 0..=b'!' | b'#'..) => Self::Quoted,
            (Self::Quoted, b'"') => Self::Closing,
            (_, byte) if byte == delimiter || byte == b'\n' => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// The cells of one row.
#[derive(Debug)]
pub(super) struct Cells {
    delimiter: u8,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, text: Vec::new(), ends: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Splits `row` into its cells.
    ///
    /// # Errors
    /// The message what is wrong with its quotes.
    pub(super) fn split(&mut self, row: &[u8]) -> Result<(), &'static str> {
        self.text.clear();
        self.ends.clear();
        let row = row.strip_suffix(b"\n").unwrap_or(row);
        let mut rest = row.strip_suffix(b"\r").unwrap_or(row);
        loop {
            let after = if let Some(quoted) = rest.strip_prefix(b"\"") {
                self.unquote(quoted)?
            } else {
                let end = memchr(self.delimiter, rest).unwrap_or(rest.len());
                self.text.extend_from_slice(&rest[..end]);
                &rest[end..]
            };
            self.ends.push(self.text.len());
            rest = match after.split_first() {
                None => return Ok(()),
                Some((byte, next)) if *byte == self.delimiter => next,
                Some(_) => return Err("there is text after a closing quote"),
            }
        }
    }

    /// Takes the text up to the closing quote, with two quotes as one; returns what follows.
    fn unquote<'a>(&mut self, mut quoted: &'a [u8]) -> Result<&'a [u8], &'static str> {
        loop {
            let end = memchr(b'"', quoted).ok_or("a quoted cell is not closed")?;
            let after = &quoted[end + 1..];
            if !after.starts_with(b"\"") {
                self.text.extend_from_slice(&quoted[..end]);
                return Ok(after);
            }
            self.text.extend_from_slice(&quoted[..=end]);
            quoted = &after[1..];
        }
    }
}

/// Appends a cell to a row, quoted where it must be.
pub(super) fn append(row: &mut Vec<u8>, cell: &[u8], delimiter: u8) {
    if cell.iter().any(|byte| *byte == delimiter || b"\"\r\n".contains(byte)) {
        row.push(b'"');
        for &byte in cell {
            if byte == b'"' {
                row.push(b'"');
            }
            row.push(byte);
        }
        row.push(b'"');
    } else {
        row.extend_from_slice(cell);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(row: &str) -> Vec<String> {
        split(row, b',')
    }

    fn split(row: &str, delimiter: u8) -> Vec<String> {
        let mut cells = Cells::new(delimiter);
        cells.split(row.as_bytes()).unwrap();
        cells.iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect()
    }

    #[test]
    fn cells_are_split_as_rfc_4180_says() {
        assert_eq!(cells("a,b,c\n"), ["a", "b", "c"]);
        assert_eq!(cells("a,,\r\n"), ["a", "", ""]);
        assert_eq!(cells("\n"), [""]);
        assert_eq!(cells("\"a,b\",\"c\"\"d\",\"\"\n"), ["a,b", "c\"d", ""]);
        assert_eq!(cells("\"a\r\nb\",c"), ["a\r\nb", "c"]);
        assert_eq!(cells("5\" pipe,\"\"\"\"\n"), ["5\" pipe", "\""]);
        assert_eq!(cells("\"\",\"\"\"\",\"\"\"\"\"\""), ["", "\"", "\"\""]);
        assert_eq!(split("a,b;\"c;d\"\n", b';'), ["a,b", "c;d"]);
        assert_eq!(split("a b\t\t\"c\td\"\r\n", b'\t'), ["a b", "", "c\td"]);
    }

    #[test]
    fn wrong_quotes_are_reported() {
        let mut cells = Cells::new(b',');
        for (row, reason) in [
            ("\"a\"b,c", "there is text after a closing quote"),
            ("\"a\" ,c", "there is text after a closing quote"),
            ("\"a\"b\"", "there is text after a closing quote"),
            ("\"a,c", "a quoted cell is not closed"),
            ("a,\"", "a quoted cell is not closed"),
        ] {
            assert_eq!(cells.split(row.as_bytes()), Err(reason), "{row}");
        }
    }

    proptest! {
        #[test]
        fn what_is_appended_is_split_the_same(
            row in proptest::collection::vec("[a\",;\t\r\né=' ]{0,8}", 1..6),
            cut in 0usize..40,
            delimiter in proptest::sample::select(b",;\t|".to_vec()),
        ) {
            let mut bytes = Vec::new();
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    bytes.push(delimiter);
                }
                append(&mut bytes, cell.as_bytes(), delimiter);
            }
            bytes.push(b'\n');
            prop_assert_eq!(split(std::str::from_utf8(&bytes).unwrap(), delimiter), row);
            // The row ends at its last byte and nowhere before, for any buffer size.
            let mut at = CellState::Start;
            for (index, byte) in bytes.iter().enumerate() {
                at = at.next(*byte, delimiter);
                let over = *byte == b'\n' && at != CellState::Quoted;
                prop_assert_eq!(over, index + 1 == bytes.len());
            }
            let cut = cut.min(bytes.len());
            let parts = CellState::Start.over(&bytes[..cut], delimiter);
            prop_assert_eq!(parts.over(&bytes[cut..], delimiter), at);
        }

        #[test]
        fn the_csv_crate_sees_the_same(row in "[a\",b]{0,12}") {
            let mut ours = Cells::new(b',');
            if ours.split(row.as_bytes()).is_ok() && !row.is_empty() {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
                let theirs = reader.byte_records().next().unwrap().unwrap();
                let ours: Vec<&[u8]> = ours.iter().collect();
                prop_assert_eq!(ours, theirs.iter().collect::<Vec<_>>());
            }
        }
    }
}

//! The text format of PostgreSQL's COPY: a line per row, a tab between cells, `\N` for NULL.

use std::borrow::Cow;

use crate::store::archive::Row;

/// Takes rows out of the data of a `COPY … TO STDOUT`, which comes in pieces of any size.
#[derive(Debug, Default)]
pub(super) struct CopyReader {
    /// The beginning of a line whose end has not come yet.
    rest: Vec<u8>,
}

impl CopyReader {
    /// Calls `each` with every line that ends in `piece`.
    pub(super) fn feed<E>(
        &mut self,
        piece: &[u8],
        mut each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut lines = piece.split(|byte| *byte == b'\n');
        // What follows the last line break is not a whole line.
        let last = lines.next_back().unwrap_or_default();
        for line in lines {
            if self.rest.is_empty() {
                each(line)?;
            } else {
                self.rest.extend_from_slice(line);
                each(&self.rest)?;
                self.rest.clear();
            }
        }
        self.rest.extend_from_slice(last);
        Ok(())
    }
}

/// The cells of a line; `None` is NULL.
pub(super) fn cells(line: &[u8]) -> impl Iterator<Item = Option<Cow<'_, [u8]>>> {
    line.split(|byte| *byte == b'\t').map(|cell| (cell != b"\\N").then(|| unescaped(cell)))
}

fn unescaped(cell: &[u8]) -> Cow<'_, [u8]> {
    if !cell.contains(&b'\\') {
        return cell.into();
    }
    let mut out = Vec::with_capacity(cell.len());
    let mut bytes = cell.iter();
    while let Some(byte) = bytes.next() {
        if *byte != b'\\' {
            out.push(*byte);
            continue;
        }
        out.push(match bytes.next() {
            Some(b'b') => 0x08,
            Some(b'f') => 0x0c,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'v') => 0x0b,
            Some(other) => *other,
            None => b'\\',
        });
    }
    out.into()
}

/// Appends a row for a `COPY … FROM STDIN`.
pub(super) fn write_row(row: &Row, out: &mut Vec<u8>) {
    write_cells(row.cells(), out);
}

/// The same of cells; `None` is NULL.
pub(in crate::store::dialect) fn write_cells<'a>(
    cells: impl IntoIterator<Item = Option<&'a str>>,
    out: &mut Vec<u8>,
) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(b'\t');
        }
        write_cell(cell, out);
    }
    out.push(b'\n');
}

fn write_cell(cell: Option<&str>, out: &mut Vec<u8>) {
    let Some(text) = cell else {
        return out.extend_from_slice(b"\\N");
    };
    let mut rest = text.as_bytes();
    let is_special = |byte: &u8| matches!(byte, b'\\' | b'\n' | b'\r' | b'\t');
    while let Some(at) = rest.iter().position(is_special) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(match rest[at] {
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            _ => b"\\\\",
        });
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_whatever_the_pieces(
            rows in prop::collection::vec(prop::collection::vec(prop::option::of("\\PC{0,5}|[\\\\\n\r\tNnrt]{0,6}"), 2..4), 0..8),
            size in 1_usize..40,
        ) {
            let row_of = |cells: &Vec<Option<String>>| {
                let mut row = Row::default();
                for cell in cells {
                    row.push(cell.as_deref());
                }
                row
            };
            let rows: Vec<Row> = rows.iter().map(row_of).collect();
            let mut data = Vec::new();
            for row in &rows {
                write_row(row, &mut data);
            }
            let (mut reader, mut found) = (CopyReader::default(), Vec::new());
            for piece in data.chunks(size) {
                let result = reader.feed(piece, |line| {
                    let text = |cell: Option<Cow<'_, [u8]>>| {
                        cell.map(|cell| String::from_utf8(cell.into_owned()).unwrap())
                    };
                    found.push(row_of(&cells(line).map(text).collect()));
                    Ok::<(), Infallible>(())
                });
                let Ok(()) = result;
            }
            prop_assert_eq!(found, rows);
        }
    }
}

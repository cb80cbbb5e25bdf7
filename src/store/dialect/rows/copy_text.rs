//! The text format of PostgreSQL's COPY: a line per row, a tab between cells, `\N` for NULL.

use crate::store::archive::{Cell, Row};

/// Takes rows out of the data of a `COPY … TO STDOUT`, which comes in pieces of any size.
#[derive(Debug, Default)]
pub(super) struct CopyReader {
    /// The beginning of a line whose end has not come yet.
    rest: Vec<u8>,
}

impl CopyReader {
    /// Calls `each` with the cells of every line that ends in `piece`.
    pub(super) fn feed<E>(
        &mut self,
        piece: &[u8],
        mut each: impl FnMut(Vec<Option<Vec<u8>>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut lines = piece.split(|byte| *byte == b'\n');
        // What follows the last line break is not a whole line.
        let last = lines.next_back().unwrap_or_default();
        for line in lines {
            if self.rest.is_empty() {
                each(cells(line))?;
            } else {
                self.rest.extend_from_slice(line);
                let line = std::mem::take(&mut self.rest);
                each(cells(&line))?;
            }
        }
        self.rest.extend_from_slice(last);
        Ok(())
    }
}

fn cells(line: &[u8]) -> Vec<Option<Vec<u8>>> {
    line.split(|byte| *byte == b'\t')
        .map(|cell| (cell != b"\\N").then(|| unescaped(cell)))
        .collect()
}

fn unescaped(cell: &[u8]) -> Vec<u8> {
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
    out
}

/// Appends a row for a `COPY … FROM STDIN`.
pub(super) fn write_row(row: &Row, out: &mut Vec<u8>) {
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            out.push(b'\t');
        }
        write_cell(cell, out);
    }
    out.push(b'\n');
}

fn write_cell(cell: &Cell, out: &mut Vec<u8>) {
    let Some(text) = cell else {
        return out.extend_from_slice(b"\\N");
    };
    for byte in text.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            other => out.push(other),
        }
    }
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
            let mut data = Vec::new();
            for row in &rows {
                write_row(row, &mut data);
            }
            let (mut reader, mut found) = (CopyReader::default(), Vec::new());
            for piece in data.chunks(size) {
                let result = reader.feed(piece, |cells| {
                    let text = |cell: Vec<u8>| String::from_utf8(cell).unwrap();
                    found.push(cells.into_iter().map(|cell| cell.map(text)).collect::<Row>());
                    Ok::<(), Infallible>(())
                });
                let Ok(()) = result;
            }
            prop_assert_eq!(found, rows);
        }
    }
}

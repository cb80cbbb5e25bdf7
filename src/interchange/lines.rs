//! The bytes and lines of a file, in constant memory.

use std::io::{self, BufRead, BufReader, Read};

use super::encoding::{Text, unreadable};
use super::record::{MAX_RECORD_BYTES, Problem};
use crate::error::Failure;

/// Bytes read from the system at once.
const BUFFER: usize = 128 * 1024;
/// Bytes of an overlong line that are read at once while it is skipped.
pub(super) const PIECE: usize = 64 * 1024;

/// The bytes of a file as UTF-8, after a byte order mark, counted.
pub(super) struct Input<R> {
    reader: BufReader<Text<R>>,
    mark: u64,
    position: u64,
}

impl<R: Read> Input<R> {
    /// # Errors
    /// The file cannot be read, or it is in another encoding than UTF-8 or UTF-16.
    pub(super) fn new(input: R) -> Result<Self, Failure> {
        let (text, mark) = Text::new(input)?;
        let reader = BufReader::with_capacity(BUFFER, text);
        Ok(Self { reader, mark: mark as u64, position: 0 })
    }

    /// How many bytes of the file were taken.
    pub(super) fn position(&self) -> u64 {
        self.mark + self.reader.get_ref().taken().unwrap_or(self.position)
    }

    /// The next bytes, none at the end of the file; they are kept until [`Self::consume`].
    pub(super) fn fill(&mut self) -> Result<&[u8], Failure> {
        while let Err(error) = self.reader.fill_buf() {
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(unreadable(error));
            }
        }
        Ok(self.reader.buffer())
    }

    /// Takes `count` of the bytes that [`Self::fill`] returned.
    pub(super) fn consume(&mut self, count: usize) {
        self.reader.consume(count);
        self.position += count as u64;
    }
}

/// How a line was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Completely.
    Complete,
    /// It is longer than [`MAX_RECORD_BYTES`] and was skipped.
    TooLong,
    /// The file has no more lines.
    End,
}

/// Reads and counts lines.
pub(super) struct Lines<R> {
    input: Input<R>,
    number: u64,
}

impl<R: Read> Lines<R> {
    /// # Errors
    /// As for [`Input::new`].
    pub(super) fn new(input: R) -> Result<Self, Failure> {
        Ok(Self { input: Input::new(input)?, number: 1 })
    }

    /// The number of the next line, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// How many bytes were taken.
    pub(super) fn position(&self) -> u64 {
        self.input.position()
    }

    /// Appends the next bytes up to and including the line feed, but at most `limit`; returns how
    /// many, 0 at the end of the file.
    pub(super) fn piece(&mut self, into: &mut Vec<u8>, limit: usize) -> Result<usize, Failure> {
        let reader = &mut self.input.reader;
        let read = reader.take(limit as u64).read_until(b'\n', into).map_err(unreadable)?;
        self.input.position += read as u64;
        self.number += u64::from(read > 0 && into.ends_with(b"\n"));
        Ok(read)
    }

    /// Reads the next line into `line`, with its line feed.
    pub(super) fn line(&mut self, line: &mut Vec<u8>) -> Result<Line, Failure> {
        line.clear();
        let read = self.piece(line, MAX_RECORD_BYTES + 1)?;
        if line.len() <= MAX_RECORD_BYTES {
            return Ok(if read == 0 { Line::End } else { Line::Complete });
        }
        while !line.ends_with(b"\n") {
            line.clear();
            if self.piece(line, PIECE)? == 0 {
                break;
            }
        }
        line.clear();
        Ok(Line::TooLong)
    }
}

/// The problem of a record that is too long.
pub(super) fn too_long() -> Problem {
    let mebibytes = MAX_RECORD_BYTES / 1024 / 1024;
    Problem::new(format!("the record is longer than {mebibytes} MiB"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<(u64, Line, Vec<u8>)> {
        let mut lines = Lines::new(bytes).unwrap();
        let mut found = Vec::new();
        loop {
            let mut line = Vec::new();
            let number = lines.number();
            match lines.line(&mut line).unwrap() {
                Line::End => break,
                what => found.push((number, what, line)),
            }
        }
        assert_eq!(lines.position(), bytes.len() as u64);
        found
    }

    #[test]
    fn lines_are_counted_and_a_mark_is_skipped() {
        let complete = |number, text: &[u8]| (number, Line::Complete, text.to_vec());
        assert_eq!(
            all(b"\xef\xbb\xbfa\nb\r\n\nc"),
            [complete(1, b"a\n"), complete(2, b"b\r\n"), complete(3, b"\n"), complete(4, b"c")]
        );
        assert_eq!(all(b"\xef\xbb\xbf"), []);
        assert_eq!(all(b""), []);
    }

    #[test]
    fn an_endless_line_is_not_kept() {
        let mut bytes = vec![b'x'; MAX_RECORD_BYTES];
        bytes.extend(b"\nshort\n");
        let found = all(&bytes);
        assert_eq!((found[0].0, found[0].1), (1, Line::TooLong));
        assert_eq!(found[1], (2, Line::Complete, b"short\n".to_vec()));
        let just = vec![b'x'; MAX_RECORD_BYTES];
        assert_eq!(all(&just)[0].1, Line::Complete);
        let ends_there = vec![b'x'; MAX_RECORD_BYTES + 1];
        assert_eq!(all(&ends_there)[0].1, Line::TooLong);
    }

    #[test]
    fn lines_of_utf_16_are_counted_in_its_bytes() {
        let mut lines = Lines::new(&b"\xff\xfea\0\r\0\n\0b\0"[..]).unwrap();
        let mut line = Vec::new();
        assert_eq!(lines.line(&mut line).unwrap(), Line::Complete);
        assert_eq!((line.as_slice(), lines.number()), (&b"a\r\n"[..], 2));
        assert_eq!(lines.line(&mut line).unwrap(), Line::Complete);
        assert_eq!((line.as_slice(), lines.position()), (&b"b"[..], 10));
    }
}

//! The bytes and lines of a file, in constant memory.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use super::record::{MAX_RECORD_BYTES, Problem};
use crate::error::{Failure, Kind};

/// Bytes read from the system at once.
const BUFFER: usize = 128 * 1024;
/// Bytes of an overlong line that are read at once while it is skipped.
pub(super) const PIECE: usize = 64 * 1024;

/// Many files written on Windows begin with it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The bytes of a file after a byte order mark, counted.
pub(super) struct Input<R> {
    reader: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    position: u64,
}

impl<R: Read> Input<R> {
    /// # Errors
    /// The file cannot be read, or it is UTF-16.
    pub(super) fn new(mut input: R) -> Result<Self, Failure> {
        let mut start = Vec::new();
        let mark = BYTE_ORDER_MARK.len() as u64;
        (&mut input).take(mark).read_to_end(&mut start).map_err(unreadable)?;
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            return Err(wrong_encoding());
        }
        let mut position = 0;
        if start == BYTE_ORDER_MARK {
            start.clear();
            position = mark;
        }
        let reader = BufReader::with_capacity(BUFFER, Cursor::new(start).chain(input));
        Ok(Self { reader, position })
    }

    /// How many bytes were taken.
    pub(super) fn position(&self) -> u64 {
        self.position
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

fn unreadable(error: io::Error) -> Failure {
    Failure::new(Kind::Unreadable, "the file cannot be read").cause(error)
}

fn wrong_encoding() -> Failure {
    Failure::new(Kind::BadEncoding, "the file is UTF-16, not UTF-8")
        .hint("convert it first: iconv -f UTF-16 -t UTF-8 FILE")
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
    fn another_encoding_is_refused() {
        let failure = Lines::new(&b"\xff\xfet\0"[..]).err().unwrap();
        assert_eq!(failure.kind(), Kind::BadEncoding);
    }
}

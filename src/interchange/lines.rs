//! Lines of a file, in constant memory.

use std::io::{BufRead, BufReader, Read};

use super::LONGEST_RECORD;
use crate::error::{Exit, Failure};

/// Bytes asked of the system at once.
const BUFFER: usize = 128 * 1024;
/// Bytes of a line that are looked at together where it may be endless.
pub(super) const PIECE: usize = 64 * 1024;

/// What stands before the text of many files that Windows wrote.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What was read of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// All of it.
    Whole,
    /// It is longer than [`LONGEST_RECORD`]: nothing is kept, and it was passed over.
    TooLong,
    /// The file has no more.
    End,
}

/// Reads lines, counts them and their bytes.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    number: u64,
    position: u64,
    begun: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input: BufReader::with_capacity(BUFFER, input),
            number: 1,
            position: 0,
            begun: false,
        }
    }

    /// The line that comes next, from 1 on.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// How many bytes were handed out.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Appends the next bytes: to the end of the line, with its line feed, but `limit` at most.
    /// 0 is the end of the file.
    pub(super) fn piece(&mut self, into: &mut Vec<u8>, limit: usize) -> Result<usize, Failure> {
        let before = into.len();
        let read = (&mut self.input)
            .take(limit as u64)
            .read_until(b'\n', into)
            .map_err(unreadable)?;
        self.position += read as u64;
        if into.ends_with(b"\n") && read > 0 {
            self.number += 1;
        }
        if !self.begun {
            self.begun = true;
            let text = &into[before..];
            if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
                return Err(wrong_encoding());
            }
            if text.starts_with(BYTE_ORDER_MARK) {
                into.drain(before..before + BYTE_ORDER_MARK.len());
                if into.len() == before && read > 0 {
                    return self.piece(into, limit);
                }
            }
        }
        Ok(read)
    }

    /// Reads the next line into `line`, with its line feed.
    pub(super) fn line(&mut self, line: &mut Vec<u8>) -> Result<Line, Failure> {
        line.clear();
        let read = self.piece(line, LONGEST_RECORD + 1)?;
        if line.len() <= LONGEST_RECORD {
            return Ok(if read == 0 { Line::End } else { Line::Whole });
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

/// What is said of a record that is too long.
pub(super) fn too_long() -> super::Problem {
    super::Problem::new(format!(
        "the record is longer than {} MiB",
        LONGEST_RECORD / 1024 / 1024
    ))
}

fn unreadable(error: std::io::Error) -> Failure {
    Failure::new(Exit::Failed, "unreadable", "the file cannot be read").cause(error)
}

fn wrong_encoding() -> Failure {
    Failure::new(
        Exit::Failed,
        "bad_encoding",
        "the file is UTF-16, not UTF-8",
    )
    .hint("convert it first: iconv -f UTF-16 -t UTF-8 FILE")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<(u64, Line, Vec<u8>)> {
        let mut lines = Lines::new(bytes);
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
    fn lines_are_counted_and_a_mark_is_passed_over() {
        let whole = |number, text: &[u8]| (number, Line::Whole, text.to_vec());
        assert_eq!(
            all(b"\xef\xbb\xbfa\nb\r\n\nc"),
            [
                whole(1, b"a\n"),
                whole(2, b"b\r\n"),
                whole(3, b"\n"),
                whole(4, b"c")
            ]
        );
        assert_eq!(all(b"\xef\xbb\xbf"), []);
        assert_eq!(all(b""), []);
    }

    #[test]
    fn an_endless_line_is_not_kept() {
        let mut bytes = vec![b'x'; LONGEST_RECORD];
        bytes.extend(b"\nshort\n");
        let found = all(&bytes);
        assert_eq!((found[0].0, found[0].1), (1, Line::TooLong));
        assert_eq!(found[1], (2, Line::Whole, b"short\n".to_vec()));
        let just = vec![b'x'; LONGEST_RECORD];
        assert_eq!(all(&just)[0].1, Line::Whole);
        let ends_there = vec![b'x'; LONGEST_RECORD + 1];
        assert_eq!(all(&ends_there)[0].1, Line::TooLong);
    }

    #[test]
    fn another_encoding_is_refused() {
        let mut lines = Lines::new(&b"\xff\xfet\0"[..]);
        let failure = lines.line(&mut Vec::new()).unwrap_err();
        assert_eq!(failure.code(), "bad_encoding");
    }
}

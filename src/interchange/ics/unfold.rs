//! Content lines: the lines of a file with the folded ones put together again.

use std::io::{self, Read};

use crate::interchange::LONGEST_RECORD;

/// How many bytes are asked for at once.
const CHUNK: usize = 64 * 1024;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// One content line, unfolded, without its line break.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// What it says; bytes, because nothing is known about the encoding yet.
    pub bytes: Vec<u8>,
    /// The line of the file it begins on, from 1 on.
    pub number: u64,
    /// Whether it is longer than a record may be; `bytes` is cut then.
    pub too_long: bool,
}

/// Reads content lines: they end with LF, CR LF or CR, and a line that begins with a blank or a
/// tab goes on with the one before it, even in the middle of a character.
pub(super) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    /// Where the unread bytes of `buffer` begin.
    from: usize,
    /// How many bytes came before `buffer`.
    passed: u64,
    number: u64,
    ended: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            buffer: Vec::new(),
            from: 0,
            passed: 0,
            number: 0,
            ended: false,
        }
    }

    /// How many bytes were taken out of the input.
    pub(super) fn position(&self) -> u64 {
        self.passed + self.from as u64
    }

    /// Reads the next line that is not blank into `line`; `false` at the end.
    pub(super) fn read(&mut self, line: &mut Line) -> io::Result<bool> {
        line.too_long = false;
        loop {
            line.bytes.clear();
            if !self.physical(line)? {
                return Ok(false);
            }
            line.number = self.number;
            if line.number == 1 && line.bytes.starts_with(BOM) {
                line.bytes.drain(..BOM.len());
            }
            if !line.bytes.is_empty() || line.too_long {
                break;
            }
        }
        while matches!(self.peek()?, Some(b' ' | b'\t')) {
            self.from += 1;
            self.physical(line)?;
        }
        Ok(true)
    }

    /// Adds the rest of one line of the file to `line`; `false` if there is none.
    fn physical(&mut self, line: &mut Line) -> io::Result<bool> {
        if self.peek()?.is_none() {
            return Ok(false);
        }
        self.number += 1;
        while self.peek()?.is_some() {
            let rest = &self.buffer[self.from..];
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let text = &rest[..end.unwrap_or(rest.len())];
            if line.bytes.len() + text.len() > LONGEST_RECORD {
                line.too_long = true;
            } else {
                line.bytes.extend_from_slice(text);
            }
            self.from += text.len();
            if end.is_some() {
                return self.line_break().map(|()| true);
            }
        }
        Ok(true)
    }

    fn line_break(&mut self) -> io::Result<()> {
        let first = self.peek()?;
        self.from += 1;
        if first == Some(b'\r') && self.peek()? == Some(b'\n') {
            self.from += 1;
        }
        Ok(())
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        while self.from == self.buffer.len() && !self.ended {
            self.passed += self.buffer.len() as u64;
            self.from = 0;
            self.buffer.resize(CHUNK, 0);
            let read = match self.input.read(&mut self.buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    self.buffer.clear();
                    continue;
                }
                other => other,
            };
            self.buffer.truncate(*read.as_ref().unwrap_or(&0));
            self.ended = read? == 0;
        }
        Ok(self.buffer.get(self.from).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, so that every break falls between two reads.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let part = &self.0[..self.0.len().min(1)];
            self.0 = &self.0[part.len()..];
            into[..part.len()].copy_from_slice(part);
            Ok(part.len())
        }
    }

    fn all(input: impl Read) -> Vec<(u64, String)> {
        let mut lines = Lines::new(input);
        let mut line = Line::default();
        let mut out = Vec::new();
        while lines.read(&mut line).unwrap() {
            out.push((line.number, String::from_utf8(line.bytes.clone()).unwrap()));
        }
        out
    }

    #[test]
    fn lines_end_in_every_way_and_unfold() {
        let text = "\u{feff}A:1\r\nB:2\n\n\rC:3\rD:\r\n 4\n\t5\n \n6\r\n".as_bytes();
        let expected = [(1, "A:1"), (2, "B:2"), (5, "C:3"), (6, "D:45"), (10, "6")];
        let expected = expected.map(|(number, text)| (number, text.to_owned()));
        assert_eq!(all(text), expected);
        assert_eq!(all(Drip(text)), expected);
    }

    #[test]
    fn a_fold_may_cut_a_character() {
        assert_eq!(all(&b"A:\xc3\r\n \xbc"[..]), [(1, "A:ü".to_owned())]);
    }

    #[test]
    fn a_line_without_end_takes_no_memory() {
        let mut lines = Lines::new(io::repeat(b'a').take(3 * LONGEST_RECORD as u64));
        let mut line = Line::default();
        assert!(lines.read(&mut line).unwrap());
        assert!(line.too_long && line.bytes.len() <= LONGEST_RECORD);
        assert!(!lines.read(&mut line).unwrap());
        assert_eq!(lines.position(), 3 * LONGEST_RECORD as u64);
    }
}

//! Content lines: the lines of a file, folded ones joined.

use std::io::Read;

use crate::error::Failure;
use crate::interchange::lines::Input;
use crate::interchange::record::MAX_RECORD_BYTES;

/// One content line, unfolded, without its line break.
#[derive(Debug, Default)]
pub(super) struct ContentLine {
    /// Bytes, because the encoding is not checked yet.
    pub bytes: Vec<u8>,
    /// The line of the file it begins on, from 1.
    pub number: u64,
    /// Whether it is longer than a record may be; `bytes` is truncated then.
    pub too_long: bool,
}

/// Reads content lines: they end with LF, CR LF or CR, and a line that begins with a space or a
/// tab continues the one before it, even in the middle of a character.
pub(super) struct ContentLines<R> {
    input: Input<R>,
    number: u64,
}

impl<R: Read> ContentLines<R> {
    /// # Errors
    /// As for [`Input::new`].
    pub(super) fn new(input: R) -> Result<Self, Failure> {
        Ok(Self { input: Input::new(input)?, number: 0 })
    }

    /// How many bytes were taken.
    pub(super) fn position(&self) -> u64 {
        self.input.position()
    }

    /// Reads the next line that is not blank into `line`; `false` at the end.
    pub(super) fn read(&mut self, line: &mut ContentLine) -> Result<bool, Failure> {
        line.too_long = false;
        line.bytes.clear();
        while line.bytes.is_empty() && !line.too_long {
            if self.peek()?.is_none() {
                return Ok(false);
            }
            self.physical(line)?;
            line.number = self.number;
        }
        while matches!(self.peek()?, Some(b' ' | b'\t')) {
            self.input.consume(1);
            self.physical(line)?;
        }
        Ok(true)
    }

    /// Appends the rest of one line of the file to `line`.
    fn physical(&mut self, line: &mut ContentLine) -> Result<(), Failure> {
        self.number += 1;
        loop {
            let rest = self.input.fill()?;
            if rest.is_empty() {
                return Ok(());
            }
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let text = &rest[..end.unwrap_or(rest.len())];
            if line.bytes.len() + text.len() > MAX_RECORD_BYTES {
                line.too_long = true;
            } else {
                line.bytes.extend_from_slice(text);
            }
            let length = text.len();
            self.input.consume(length);
            if end.is_some() {
                return self.line_break();
            }
        }
    }

    fn line_break(&mut self) -> Result<(), Failure> {
        let first = self.peek()?;
        self.input.consume(1);
        if first == Some(b'\r') && self.peek()? == Some(b'\n') {
            self.input.consume(1);
        }
        Ok(())
    }

    fn peek(&mut self) -> Result<Option<u8>, Failure> {
        Ok(self.input.fill()?.first().copied())
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    /// Returns one byte at a time, so that every break falls between two reads.
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
        let mut lines = ContentLines::new(input).unwrap();
        let mut line = ContentLine::default();
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
        let mut lines =
            ContentLines::new(io::repeat(b'a').take(3 * MAX_RECORD_BYTES as u64)).unwrap();
        let mut line = ContentLine::default();
        assert!(lines.read(&mut line).unwrap());
        assert!(line.too_long && line.bytes.len() <= MAX_RECORD_BYTES);
        assert!(!lines.read(&mut line).unwrap());
        assert_eq!(lines.position(), 3 * MAX_RECORD_BYTES as u64);
    }
}

//! In which encoding a file is: UTF-8, or UTF-16 with a byte order mark. Others are named.

use std::io::{self, Cursor, Read};

use serde_json::json;

use crate::error::{Failure, Kind};

/// How many bytes of a file are enough to see what it is.
const HEAD_BYTES: u64 = 8;
/// Bytes that are decoded at once.
const PIECE: usize = 16 * 1024;

/// What `iconv` calls the encoding of most files on Windows that are not Unicode.
pub const ANSI: &str = "WINDOWS-1252";

/// How a file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// UTF-8, after a mark of this many bytes.
    Utf8(usize),
    /// UTF-16 after its mark.
    Utf16 { big_endian: bool },
    /// Another encoding, as `iconv` calls it.
    Other(&'static str),
    /// Not text.
    Binary(&'static str, &'static str),
}

impl Head {
    fn of(head: &[u8]) -> Self {
        match head {
            [0xef, 0xbb, 0xbf, ..] => Self::Utf8(3),
            // Marks, and letters of a text in ASCII without one before them.
            [0xff, 0xfe, 0, 0, ..] | [1..=255, 0, 0, 0, ..] => Self::Other("UTF-32LE"),
            [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, 1..=255, ..] => Self::Other("UTF-32BE"),
            [0, 1..=255, 0, 1..=255, ..] => Self::Other("UTF-16BE"),
            [1..=255, 0, 1..=255, 0, ..] => Self::Other("UTF-16LE"),
            [0xff, 0xfe, ..] => Self::Utf16 { big_endian: false },
            [0xfe, 0xff, ..] => Self::Utf16 { big_endian: true },
            [b'P', b'K', 3, 4, ..] => {
                Self::Binary("a ZIP archive or a workbook of a spreadsheet", "save it as CSV first")
            }
            [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                Self::Binary("a workbook of a spreadsheet", "save it as CSV first")
            }
            [0x1f, 0x8b, ..] => Self::Binary("compressed", "decompress it first: gunzip"),
            _ => Self::Utf8(0),
        }
    }
}

/// The text of a file as UTF-8, without a byte order mark. It may still hold bytes that are not
/// UTF-8.
pub(super) enum Text<R> {
    /// As it is.
    Utf8(io::Chain<Cursor<Vec<u8>>, R>),
    /// Decoded.
    Utf16(Utf16<io::Chain<Cursor<Vec<u8>>, R>>),
}

impl<R: Read> Text<R> {
    /// Also returns how many bytes the mark has.
    ///
    /// # Errors
    /// The file cannot be read, or is in another encoding, which the detail `encoding` names.
    pub(super) fn new(mut input: R) -> Result<(Self, usize), Failure> {
        let mut head = Vec::new();
        (&mut input).take(HEAD_BYTES).read_to_end(&mut head).map_err(unreadable)?;
        let kind = Head::of(&head);
        let rest = |mark: usize, mut head: Vec<u8>| {
            head.drain(..mark);
            Cursor::new(head).chain(input)
        };
        match kind {
            Head::Utf8(mark) => Ok((Self::Utf8(rest(mark, head)), mark)),
            Head::Utf16 { big_endian } => {
                Ok((Self::Utf16(Utf16::new(rest(2, head), big_endian)), 2))
            }
            Head::Other(encoding) => {
                Err(not_utf8(format!("the file is {encoding}, not UTF-8"), encoding))
            }
            Head::Binary(what, hint) => {
                Err(Failure::new(Kind::BadFormat, format!("the file is {what}, not text"))
                    .hint(hint))
            }
        }
    }

    /// How many bytes were read from the file, where that differs from the bytes of the text.
    pub(super) fn taken(&self) -> Option<u64> {
        match self {
            Self::Utf8(_) => None,
            Self::Utf16(text) => Some(text.taken),
        }
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Utf8(text) => text.read(into),
            Self::Utf16(text) => text.read(into),
        }
    }
}

/// Decodes UTF-16.
pub(super) struct Utf16<R> {
    input: R,
    big_endian: bool,
    /// Read and not decoded: a part of a character.
    raw: Vec<u8>,
    decoded: Cursor<Vec<u8>>,
    taken: u64,
}

impl<R: Read> Utf16<R> {
    fn new(input: R, big_endian: bool) -> Self {
        Self { input, big_endian, raw: Vec::new(), decoded: Cursor::default(), taken: 0 }
    }

    /// Decodes the next bytes; returns whether there were any.
    fn decode(&mut self) -> io::Result<bool> {
        let read = (&mut self.input).take(PIECE as u64).read_to_end(&mut self.raw)?;
        self.taken += read as u64;
        let ended = read == 0;
        let unit = |pair: &[u8; 2]| {
            if self.big_endian { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) }
        };
        let (pairs, _) = self.raw.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(unit).collect();
        // The second half of a character may follow.
        units.pop_if(|last| !ended && (0xd800..0xdc00).contains(last));
        let bytes = units.len() * 2;
        if ended && bytes < self.raw.len() {
            return Err(not_utf16());
        }
        let text: Result<String, _> = char::decode_utf16(units).collect();
        self.raw.drain(..bytes);
        self.decoded = Cursor::new(text.map_err(|_| not_utf16())?.into_bytes());
        Ok(!ended)
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.decoded.read(into)?;
            if read > 0 || into.is_empty() || !self.decode()? {
                return Ok(read);
            }
        }
    }
}

fn not_utf16() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the file begins as UTF-16, but is not valid UTF-16")
}

pub(super) fn unreadable(error: io::Error) -> Failure {
    Failure::new(Kind::Unreadable, "the file cannot be read").cause(error)
}

/// The failure of a text that is not UTF-8 but, perhaps, in `encoding`.
pub(super) fn not_utf8(message: impl Into<String>, encoding: &'static str) -> Failure {
    Failure::new(Kind::BadEncoding, message).detail("encoding", json!(encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|u| if big_endian { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    fn read(bytes: &[u8]) -> Result<String, String> {
        let (mut text, _) = Text::new(bytes).map_err(|failure| failure.message())?;
        let mut decoded = String::new();
        text.read_to_string(&mut decoded).map_err(|error| error.to_string())?;
        assert_eq!(text.taken().unwrap_or(bytes.len() as u64).min(1), bytes.len().min(1) as u64);
        Ok(decoded)
    }

    #[test]
    fn utf_8_and_utf_16_with_a_mark_are_read() {
        let long = "title,é,😀\r\n".repeat(9000);
        for text in ["", "t", "title,start\n", &long] {
            assert_eq!(read(text.as_bytes()).as_deref(), Ok(text));
            assert_eq!(read(format!("\u{feff}{text}").as_bytes()).as_deref(), Ok(text));
            for big_endian in [false, true] {
                let bytes = utf16(text, big_endian);
                if !text.is_empty() {
                    assert_eq!(read(&bytes).as_deref(), Ok(text));
                }
                // One byte at a time, from anywhere.
                let split = bytes.len() / 2 + 1;
                let parts = bytes[..split].chain(&bytes[split..]);
                let (mut source, _) = Text::new(parts).unwrap();
                let mut decoded = String::new();
                source.read_to_string(&mut decoded).unwrap();
                assert_eq!(decoded, text);
            }
        }
    }

    #[test]
    fn other_encodings_are_named() {
        let ascii = |text: &str, before: usize, after: usize| -> Vec<u8> {
            let unit = |byte| [vec![0; before], vec![byte], vec![0; after]].concat();
            text.bytes().flat_map(unit).collect()
        };
        for (bytes, name) in [
            (ascii("title", 0, 1), "UTF-16LE"),
            (ascii("title", 1, 0), "UTF-16BE"),
            (ascii("title", 0, 3), "UTF-32LE"),
            (ascii("title", 3, 0), "UTF-32BE"),
            (b"\xff\xfe\0\0t\0\0\0".to_vec(), "UTF-32LE"),
            (b"\0\0\xfe\xff\0\0\0t".to_vec(), "UTF-32BE"),
        ] {
            assert_eq!(read(&bytes), Err(format!("the file is {name}, not UTF-8")));
        }
        assert!(read(b"PK\x03\x04....").unwrap_err().contains("workbook"));
        assert!(read(b"\x1f\x8b....").unwrap_err().contains("compressed"));
    }

    #[test]
    fn half_a_character_is_an_error() {
        for bytes in
            [&b"\xff\xfet\0i"[..], b"\xff\xfe\0\xd8", b"\xff\xfe\0\xd8t\0", b"\xfe\xff\xdc\0"]
        {
            assert!(read(bytes).unwrap_err().contains("UTF-16"), "{bytes:?}");
        }
    }
}

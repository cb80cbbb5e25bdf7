//! JSON that is safe on a terminal and still parses to the same text.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::sanitise::is_hidden;
use crate::error::{Failure, Kind};

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// On one line, without spaces.
    Compact,
    /// On several lines, indented by two spaces per level, starting at this level.
    Indented(usize),
}

/// `value` as JSON with an escape for each character that controls a terminal or is invisible.
pub(super) fn to_string(value: &impl Serialize, layout: Layout) -> Result<String, Failure> {
    let mut bytes = Vec::with_capacity(256);
    append(&mut bytes, value, layout)?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Appends `value` to `bytes` as [`to_string`] does.
pub(super) fn append(
    bytes: &mut Vec<u8>,
    value: &impl Serialize,
    layout: Layout,
) -> Result<(), Failure> {
    value.serialize(&mut Serializer::with_formatter(bytes, TerminalSafe::new(layout))).map_err(
        |error| Failure::new(Kind::Json, "the result cannot be written as JSON").cause(error),
    )
}

/// Appends a line feed and the indentation of `level`.
pub(super) fn new_line<W: ?Sized + Write>(writer: &mut W, level: usize) -> io::Result<()> {
    writer.write_all(b"\n")?;
    (0..level).try_for_each(|_| writer.write_all(b"  "))
}

struct TerminalSafe {
    pretty: bool,
    level: usize,
    filled: bool,
}

impl TerminalSafe {
    fn new(layout: Layout) -> Self {
        let (pretty, level) = match layout {
            Layout::Compact => (false, 0),
            Layout::Indented(level) => (true, level),
        };
        Self { pretty, level, filled: false }
    }

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level += 1;
        self.filled = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level -= 1;
        if self.pretty && self.filled {
            new_line(writer, self.level)?;
        }
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        if self.pretty { new_line(writer, self.level) } else { Ok(()) }
    }
}

impl Formatter for TerminalSafe {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> io::Result<()> {
        self.next(w, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> io::Result<()> {
        self.next(w, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.pretty { b": " } else { b":" })
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut done = 0;
        for (at, hidden) in fragment.char_indices().filter(|&(_, c)| is_hidden(c)) {
            writer.write_all(&fragment.as_bytes()[done..at])?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            done = at + hidden.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[done..])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn hostile_text_parses_to_itself_and_is_safe() {
        let mut hostile: String = (0..0x2100).filter_map(char::from_u32).collect();
        hostile.push_str("\u{feff}\u{e0041}👩\u{200d}💻\"\\=1+1");
        let text = to_string(&json!({ &hostile: [&hostile] }), Layout::Compact).unwrap();
        assert!(!text.chars().any(|c| is_hidden(c) || c.is_control()), "{text:?}");
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back, json!({ &hostile: [&hostile] }));
    }

    #[test]
    fn the_layouts_are_those_of_serde_json() {
        let value = json!({"a": [], "b": {}, "c": [1, {"d": null}], "e": 1.5});
        let pretty = to_string(&value, Layout::Indented(0)).unwrap();
        assert_eq!(pretty, serde_json::to_string_pretty(&value).unwrap());
        let compact = to_string(&value, Layout::Compact).unwrap();
        assert_eq!(compact, serde_json::to_string(&value).unwrap());
    }
}

//! CSV and TSV.

use std::borrow::Cow;
use std::io::{self, Write as _};

use super::sanitise::sanitise;
use super::stream::Stream;
use crate::csv_guard::guard;

/// How cells are separated and protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// By this byte, quoted.
    Csv(u8),
    /// By tabs, escaped.
    Tsv,
}

/// Writes rows of cells to a stream.
pub(super) struct Delimited {
    to: To,
    safe: bool,
    terminal: bool,
}

enum To {
    Csv(Box<csv::Writer<Stream>>),
    Tsv(Stream, String),
}

impl Delimited {
    pub(super) fn new(kind: Kind, stream: Stream, safe: bool) -> Self {
        let terminal = stream.is_terminal();
        let to = match kind {
            Kind::Csv(delimiter) => {
                let mut builder = csv::WriterBuilder::new();
                To::Csv(Box::new(builder.delimiter(delimiter).from_writer(stream)))
            }
            Kind::Tsv => To::Tsv(stream, String::new()),
        };
        Self { to, safe, terminal }
    }

    pub(super) fn header(&mut self, names: &[&'static str]) -> io::Result<()> {
        self.write(names.iter().map(|&name| Cow::Borrowed(name)))
    }

    /// Writes one row: guarded with `--csv-safe`, exact in a file or a pipe, sanitised on a terminal.
    pub(super) fn row<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        let (safe, terminal, tsv) = (self.safe, self.terminal, matches!(self.to, To::Tsv(..)));
        self.write(cells.map(|cell| {
            let cell = if safe { owned_or(cell, guard) } else { cell };
            let cell = if tsv { owned_or(cell, escape_tsv) } else { cell };
            if terminal { owned_or(cell, sanitise) } else { cell }
        }))
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Csv(writer) => writer.flush(),
            To::Tsv(stream, _) => stream.flush(),
        }
    }

    fn write<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        match &mut self.to {
            To::Csv(writer) => {
                for cell in cells {
                    writer.write_field(cell.as_bytes()).map_err(io_error)?;
                }
                writer.write_record(None::<&[u8]>).map_err(io_error)
            }
            To::Tsv(stream, line) => {
                line.clear();
                for (index, cell) in cells.enumerate() {
                    if index > 0 {
                        line.push('\t');
                    }
                    line.push_str(&cell);
                }
                line.push('\n');
                stream.write_all(line.as_bytes())
            }
        }
    }
}

/// The cause of a CSV error: the conversion of the crate hides that a pipe was closed.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn owned_or(cell: Cow<'_, str>, change: impl Fn(&str) -> Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(text) => change(text),
        Cow::Owned(text) => Cow::Owned(change(&text).into_owned()),
    }
}

/// Escapes tab, CR, LF and backslash as `\t`, `\r`, `\n` and `\\`.
fn escape_tsv(cell: &str) -> Cow<'_, str> {
    if !cell.contains(['\t', '\r', '\n', '\\']) {
        return Cow::Borrowed(cell);
    }
    let mut escaped = String::with_capacity(cell.len() + 8);
    for c in cell.chars() {
        match c {
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            '\n' => escaped.push_str("\\n"),
            '\\' => escaped.push_str("\\\\"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tsv_escapes_what_would_end_a_cell() {
        assert_eq!(escape_tsv("a\tb\rc\nd\\e"), "a\\tb\\rc\\nd\\\\e");
        assert_eq!(escape_tsv("plain, \"text\""), "plain, \"text\"");
    }
}

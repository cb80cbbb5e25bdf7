//! Comma-separated values with a header (RFC 4180), as our own listings and exports write them
//! and as spreadsheets and other calendars do.

mod calendar;
mod cells;
mod dates;
mod edited;
mod header;
mod options;
mod people;
mod rows;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::Read;

pub use self::edited::{EditedMeeting, edited_meetings};
pub use self::options::{CsvOptions, DateOrder, Delimiter, Dialect, Mapping, Mappings};

use self::cells::{Cells, append};
use self::header::{Columns, ERROR, Header};
use self::people::people;
use self::rows::{contradiction, first_row, named_delimiter, next_row, no_header};
use super::draft::{MeetingDraft, UserDraft, person};
use super::lines::{Line, Lines, too_long};
use super::record::{Entry, MeetingEntry, Problem, ReadOptions, Source, UserEntry};
use crate::csv_guard::{guard, unguard};
use crate::error::Failure;

/// Reads meetings.
///
/// The columns are `title`, `start_time`, `end_time` (or `duration_minutes`), and optionally `uid`,
/// `description`, `status`, `creator` and `participants`, in any order and case. A user is an id
/// or an e-mail address; participants are separated by `;`, and quoted if they contain a `;` or begin
/// with a quote. With a dialect or a mapping, other columns.
///
/// The separator is the one of the options, else that of a line `sep=;` before the header, else
/// a comma. Rows of empty cells are skipped.
///
/// # Errors
/// The file cannot be read, is not UTF-8, or its header is not one of ours (code `bad_header`).
pub fn meetings(
    input: impl Read + 'static,
    options: ReadOptions,
) -> Result<impl Source<MeetingEntry>, Failure> {
    Csv::new(input, options, &MEETING, meeting)
}

/// Reads users: the columns are `name` and `email`.
///
/// # Errors
/// As for [`meetings`].
pub fn users(
    input: impl Read + 'static,
    options: ReadOptions,
) -> Result<impl Source<UserEntry>, Failure> {
    Csv::new(input, options, &USER, user)
}

const MEETING: Columns = Columns {
    fields: &[
        "uid",
        "title",
        "description",
        "start_time",
        "end_time",
        "status",
        "creator",
        "participants",
        "duration_minutes",
    ],
    required: &[&["title"], &["start_time"], &["end_time", "duration_minutes"]],
    ignored: &["id", "created_by", "created_at", "updated_at", ERROR],
    foreign: &["all_day"],
};

/// The number of the field `all_day`.
const ALL_DAY: usize = 9;

const USER: Columns = Columns {
    fields: &["name", "email"],
    required: &[&["name"], &["email"]],
    ignored: &["id", "created_at", "updated_at", ERROR],
    foreign: &[],
};

fn meeting(
    row: &Row<'_>,
    options: &ReadOptions,
    warnings: &mut Vec<String>,
) -> Result<MeetingEntry, Problem> {
    if let Some(dialect) = options.csv.dialect {
        return calendar::meeting(row, dialect, options, warnings);
    }
    let minutes = row.filled(8).map(|text| {
        text.trim().parse().map_err(|_| Problem::of("duration_minutes", "is not a number"))
    });
    let start = row.time(3, "start_time", options)?;
    let end = row.time(4, "end_time", options)?.filter(|text| !text.trim().is_empty());
    MeetingDraft {
        uid: row.filled(0),
        title: row.cell(1),
        description: row.cell(2),
        start,
        // If both are given, the end counts and the minutes are ignored.
        minutes: if end.is_none() { minutes.transpose()? } else { None },
        end,
        status: row.filled(5),
        creator: row.filled(6).map(|text| person("creator", &text)).transpose()?,
        participants: row.joined(7, ";").map(|text| people(&text)).transpose()?,
    }
    .check(options)
}

fn user(row: &Row<'_>, _: &ReadOptions, _: &mut Vec<String>) -> Result<UserEntry, Problem> {
    UserDraft { name: row.cell(0), email: row.cell(1) }.check()
}

/// One row under its header.
struct Row<'a> {
    cells: &'a Cells,
    header: &'a Header,
    safe: bool,
}

impl<'a> Row<'a> {
    /// The text of a field; `None` if its column does not exist. Of several columns, those that are
    /// not empty, with a space between them.
    fn cell(&self, field: usize) -> Option<Cow<'a, str>> {
        self.joined(field, " ")
    }

    fn joined(&self, field: usize, separator: &str) -> Option<Cow<'a, str>> {
        match self.header.columns(field) {
            [] => None,
            [only] => self.text(*only),
            several => {
                let texts = several.iter().filter_map(|column| self.text(*column));
                let texts: Vec<String> = texts.map(|text| text.trim().to_owned()).collect();
                let texts: Vec<&str> =
                    texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
                Some(Cow::Owned(texts.join(separator)))
            }
        }
    }

    fn text(&self, column: usize) -> Option<Cow<'a, str>> {
        // Every cell is UTF-8 except `error`, which is not read.
        let text = str::from_utf8(self.cells.get(column)?).unwrap_or_default();
        Some(if self.safe { unguard(text) } else { Cow::Borrowed(text) })
    }

    /// A time, its date with the year first.
    fn time(
        &self,
        field: usize,
        name: &str,
        options: &ReadOptions,
    ) -> Result<Option<Cow<'a, str>>, Problem> {
        let Some(text) = self.cell(field) else {
            return Ok(None);
        };
        let order = options.csv.date_order();
        let rewritten = match text {
            Cow::Borrowed(text) => dates::rewritten(text, order),
            Cow::Owned(text) => {
                dates::rewritten(&text, order).map(|text| Cow::Owned(text.into_owned()))
            }
        };
        rewritten.map(Some).map_err(|why| Problem::of(name, why))
    }

    /// A cell that is not empty.
    fn filled(&self, field: usize) -> Option<Cow<'a, str>> {
        self.cell(field).filter(|text| !text.trim().is_empty())
    }
}

type ReadRow<T> = fn(&Row<'_>, &ReadOptions, &mut Vec<String>) -> Result<T, Problem>;

struct Csv<R, T> {
    lines: Lines<R>,
    options: ReadOptions,
    delimiter: Delimiter,
    /// Whether the file names its separator.
    names_delimiter: bool,
    header: Header,
    read: ReadRow<T>,
    row: Vec<u8>,
    cells: Cells,
    warnings: Vec<String>,
    /// Whether a cell begins as those that `--csv-safe` guards.
    seems_guarded: bool,
}

impl<R: Read, T> Csv<R, T> {
    fn new(
        input: R,
        options: ReadOptions,
        known: &Columns,
        read: ReadRow<T>,
    ) -> Result<Self, Failure> {
        let mut lines = Lines::new(input)?;
        let mut row = Vec::new();
        let given = options.csv.delimiter;
        first_row(&mut lines, &mut row, given.unwrap_or(Delimiter::COMMA), known)?;
        let named = named_delimiter(&row)?;
        if let Some(named) = named {
            if given.is_some_and(|given| given != named) {
                return Err(contradiction(named));
            }
            first_row(&mut lines, &mut row, named, known)?;
        }
        let delimiter = named.or(given).unwrap_or(Delimiter::COMMA);
        let mut cells = Cells::new(delimiter.byte());
        cells.split(&row).map_err(no_header)?;
        let header = Header::new(&cells, known, &options.csv)?;
        Ok(Self {
            lines,
            options,
            delimiter,
            names_delimiter: named.is_some(),
            header,
            read,
            row,
            cells,
            warnings: Vec::new(),
            seems_guarded: false,
        })
    }

    /// The record in `row`; `None` if all its cells are empty.
    fn content(&mut self) -> Option<Result<T, Problem>> {
        let whole = str::from_utf8(&self.row);
        let quotes = self.cells.split(&self.row);
        if quotes.is_ok() && self.cells.iter().all(is_blank) {
            return None;
        }
        // `error` is the message of an earlier import, not data.
        let invalid =
            |(index, cell)| Some(index) != self.header.error && str::from_utf8(cell).is_err();
        if let Err(error) = whole
            && (quotes.is_err() || self.cells.iter().enumerate().any(invalid))
        {
            return Some(Err(Problem::not_utf8(error.valid_up_to() + 1)));
        }
        let read = quotes.map_err(Problem::new).and_then(|()| self.read_cells());
        Some(read.map_err(|mut problem| {
            problem.field = problem.field.map(|field| self.header.label(&field).to_owned());
            problem
        }))
    }

    fn read_cells(&mut self) -> Result<T, Problem> {
        let (found, width) = (self.cells.len(), self.header.width);
        if !fits(&self.cells, width) {
            return Err(Problem::new(format!("the row has {found} cells, the header has {width}")));
        }
        let safe = self.options.csv_safe;
        let guarded = |cell: &[u8]| {
            str::from_utf8(cell).is_ok_and(|text| matches!(unguard(text), Cow::Owned(_)))
        };
        self.seems_guarded = self.seems_guarded || !safe && self.cells.iter().any(guarded);
        let row = Row { cells: &self.cells, header: &self.header, safe };
        (self.read)(&row, &self.options, &mut self.warnings)
    }
}

impl<R: Read, T> Source<T> for Csv<R, T> {
    fn next(&mut self) -> Result<Option<Entry<T>>, Failure> {
        loop {
            let line = self.lines.number();
            let content = match next_row(&mut self.lines, &mut self.row, self.delimiter)? {
                Line::End => return Ok(None),
                Line::TooLong => Err(too_long()),
                Line::Complete => match self.content() {
                    Some(content) => content,
                    None => continue,
                },
            };
            let warnings = std::mem::take(&mut self.warnings);
            let entry = Entry::new(line, &self.row, &self.options, content);
            return Ok(Some(Entry { warnings, ..entry }));
        }
    }

    fn position(&self) -> u64 {
        self.lines.position()
    }

    fn unread_columns(&self) -> &[String] {
        &self.header.unread
    }

    fn seems_guarded(&self) -> bool {
        self.seems_guarded
    }

    /// The header of the file, then `error`. The separator is named if the file names it.
    fn rejects_head(&self) -> Vec<u8> {
        let delimiter = self.delimiter.byte();
        let mut head = Vec::new();
        if self.names_delimiter {
            head.extend([b"sep=", &[delimiter][..], b"\n"].concat());
        }
        for name in &self.header.names {
            append(&mut head, name, delimiter);
            head.push(delimiter);
        }
        head.extend_from_slice(ERROR.as_bytes());
        head.push(b'\n');
        head
    }

    /// The cells of the row, then the reason. If the row does not fit the header, its text becomes
    /// the first cell: nothing is lost, and it is not read as a meeting.
    fn reject(&self, raw: &[u8], problem: &str) -> Vec<u8> {
        let delimiter = self.delimiter.byte();
        let mut cells = Cells::new(delimiter);
        let mut row = Vec::with_capacity(raw.len() + problem.len() + 8);
        if cells.split(raw).is_ok() && fits(&cells, self.header.width) {
            for (index, cell) in cells.iter().take(self.header.width).enumerate() {
                if Some(index) != self.header.error {
                    append(&mut row, cell, delimiter);
                    row.push(delimiter);
                }
            }
        } else {
            append(&mut row, raw.trim_ascii_end(), delimiter);
            row.extend(self.header.names.iter().map(|_| delimiter));
        }
        let problem = if self.options.csv_safe { guard(problem) } else { Cow::Borrowed(problem) };
        append(&mut row, problem.as_bytes(), delimiter);
        row.push(b'\n');
        row
    }
}

/// Whether a row has as many cells as the header; a spreadsheet may write empty ones after them.
fn fits(cells: &Cells, width: usize) -> bool {
    cells.len() >= width && cells.iter().skip(width).all(is_blank)
}

/// Whether a row or a cell has nothing but blanks.
fn is_blank(text: &[u8]) -> bool {
    text.first().is_none_or(|byte| !byte.is_ascii_graphic())
        && str::from_utf8(text).is_ok_and(|text| text.trim().is_empty())
}

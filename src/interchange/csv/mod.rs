//! Comma-separated values with a header (RFC 4180), as our own listings and exports write them
//! and as spreadsheets do.

mod cells;
mod header;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::Read;

use self::cells::{CellState, Cells, append};
use self::header::{Columns, ERROR, Header, empty};
use super::draft::{MeetingDraft, UserDraft, person};
use super::lines::{Line, Lines, PIECE, too_long};
use super::record::{
    Entry, MAX_RECORD_BYTES, MeetingEntry, Person, Problem, ReadOptions, Source, UserEntry,
};
use crate::csv_guard::{guard, unguard};
use crate::error::{Failure, Kind};

/// Reads meetings.
///
/// The columns are `title`, `start_time`, `end_time` (or `duration_minutes`), and optionally `uid`,
/// `description`, `status`, `creator` and `participants`, in any order and case. A user is an id
/// or an e-mail address; participants are separated by `;`, and quoted if they contain a `;` or begin
/// with a quote.
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
};

const USER: Columns = Columns {
    fields: &["name", "email"],
    required: &[&["name"], &["email"]],
    ignored: &["id", "created_at", "updated_at", ERROR],
};

fn meeting(row: &Row<'_>, options: &ReadOptions) -> Result<MeetingEntry, Problem> {
    let minutes = row.filled(8).map(|text| {
        text.trim().parse().map_err(|_| Problem::of("duration_minutes", "is not a number"))
    });
    let end = row.filled(4);
    MeetingDraft {
        uid: row.filled(0),
        title: row.cell(1),
        description: row.cell(2),
        start: row.cell(3),
        // If both are given, the end counts and the minutes are ignored.
        minutes: if end.is_none() { minutes.transpose()? } else { None },
        end,
        status: row.filled(5),
        creator: row.filled(6).map(|text| person("creator", &text)).transpose()?,
        participants: row.cell(7).map(|text| people(&text)).transpose()?,
    }
    .check(options)
}

fn user(row: &Row<'_>, _: &ReadOptions) -> Result<UserEntry, Problem> {
    UserDraft { name: row.cell(0), email: row.cell(1) }.check()
}

/// Reads `ada@example.org;7;"a;b@example.org"`.
fn people(text: &str) -> Result<Vec<Person>, Problem> {
    const FIELD: &str = "participants";
    let mut people = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = if let Some(quoted) = rest.strip_prefix('"') {
            let (name, after) =
                close(quoted).ok_or_else(|| Problem::of(FIELD, "a quote in it is not closed"))?;
            (Cow::Owned(name), after.trim_start())
        } else {
            let (name, after) = rest.split_at(rest.find(';').unwrap_or(rest.len()));
            (Cow::Borrowed(name), after)
        };
        if !after.is_empty() && !after.starts_with(';') {
            return Err(Problem::of(FIELD, "there is text after a closing quote in it"));
        }
        if !name.trim().is_empty() {
            people.push(person(FIELD, &name)?);
        }
        rest = after.strip_prefix(';').unwrap_or(after).trim_start();
    }
    Ok(people)
}

/// The text up to the closing quote, with two quotes as one, and what follows.
fn close(quoted: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = quoted;
    loop {
        let (part, after) = rest.split_once('"')?;
        name.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                name.push('"');
                rest = more;
            }
            None => return Some((name, after)),
        }
    }
}

/// One row under its header.
struct Row<'a> {
    cells: &'a Cells,
    header: &'a Header,
    safe: bool,
}

impl<'a> Row<'a> {
    /// A cell; `None` if the column does not exist.
    fn cell(&self, field: usize) -> Option<Cow<'a, str>> {
        let cell = self.cells.get(self.header.column(field)?)?;
        // Every cell is UTF-8 except `error`, which is not read.
        let text = str::from_utf8(cell).unwrap_or_default();
        Some(Cow::Borrowed(if self.safe { unguard(text) } else { text }))
    }

    /// A cell that is not empty.
    fn filled(&self, field: usize) -> Option<Cow<'a, str>> {
        self.cell(field).filter(|text| !text.trim().is_empty())
    }
}

type ReadRow<T> = fn(&Row<'_>, &ReadOptions) -> Result<T, Problem>;

struct Csv<R, T> {
    lines: Lines<R>,
    options: ReadOptions,
    header: Header,
    read: ReadRow<T>,
    row: Vec<u8>,
    cells: Cells,
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
        let mut cells = Cells::default();
        loop {
            match next_row(&mut lines, &mut row)? {
                Line::End => return Err(empty(known)),
                Line::TooLong => return Err(no_header(too_long().message)),
                Line::Complete if is_blank(&row) => {}
                Line::Complete => break,
            }
        }
        cells.split(&row).map_err(no_header)?;
        let header = Header::new(&cells, known)?;
        Ok(Self { lines, options, header, read, row, cells })
    }

    fn content(&mut self) -> Result<T, Problem> {
        let whole = str::from_utf8(&self.row);
        let quotes = self.cells.split(&self.row);
        // `error` is the message of an earlier import, not data.
        let invalid =
            |(index, cell)| Some(index) != self.header.error && str::from_utf8(cell).is_err();
        if let Err(error) = whole
            && (quotes.is_err() || self.cells.iter().enumerate().any(invalid))
        {
            let at = error.valid_up_to() + 1;
            return Err(Problem::new(format!("byte {at} of the record is not UTF-8")));
        }
        quotes.map_err(Problem::new)?;
        let (found, width) = (self.cells.len(), self.header.width);
        if found != width {
            return Err(Problem::new(format!("the row has {found} cells, the header has {width}")));
        }
        let row = Row { cells: &self.cells, header: &self.header, safe: self.options.csv_safe };
        (self.read)(&row, &self.options)
    }
}

impl<R: Read, T> Source<T> for Csv<R, T> {
    fn next(&mut self) -> Result<Option<Entry<T>>, Failure> {
        loop {
            let line = self.lines.number();
            let content = match next_row(&mut self.lines, &mut self.row)? {
                Line::End => return Ok(None),
                Line::TooLong => Err(too_long()),
                Line::Complete if is_blank(&self.row) => continue,
                Line::Complete => self.content(),
            };
            return Ok(Some(Entry::new(line, &self.row, &self.options, content)));
        }
    }

    fn position(&self) -> u64 {
        self.lines.position()
    }

    /// The header of the file, then `error`.
    fn rejects_head(&self) -> Vec<u8> {
        let mut head = Vec::new();
        for name in &self.header.names {
            append(&mut head, name);
            head.push(b',');
        }
        head.extend_from_slice(ERROR.as_bytes());
        head.push(b'\n');
        head
    }

    /// The cells of the row, then the reason. If the row does not fit the header, its text becomes
    /// the first cell: nothing is lost, and it is not read as a meeting.
    fn reject(&self, raw: &[u8], problem: &str) -> Vec<u8> {
        let mut cells = Cells::default();
        let mut row = Vec::with_capacity(raw.len() + problem.len() + 8);
        if cells.split(raw).is_ok() && cells.len() == self.header.width {
            for (index, cell) in cells.iter().enumerate() {
                if Some(index) != self.header.error {
                    append(&mut row, cell);
                    row.push(b',');
                }
            }
        } else {
            append(&mut row, raw.trim_ascii_end());
            row.extend(self.header.names.iter().map(|_| b','));
        }
        let problem = if self.options.csv_safe { guard(problem) } else { Cow::Borrowed(problem) };
        append(&mut row, problem.as_bytes());
        row.push(b'\n');
        row
    }
}

fn no_header(message: impl Into<String>) -> Failure {
    Failure::new(Kind::BadHeader, "the header cannot be read")
        .cause(anyhow::anyhow!(message.into()))
}

fn is_blank(row: &[u8]) -> bool {
    matches!(row, b"\n" | b"\r\n" | b"\r" | b"")
}

/// Reads the next row, over as many lines as its quotes span.
fn next_row<R: Read>(lines: &mut Lines<R>, row: &mut Vec<u8>) -> Result<Line, Failure> {
    row.clear();
    let mut at = CellState::default();
    let mut fits = true;
    loop {
        let from = row.len();
        let limit = (MAX_RECORD_BYTES + 1).saturating_sub(from).max(1);
        let read = lines.piece(row, if fits { limit } else { PIECE })?;
        at = at.over(&row[from..]);
        if read == 0 && row.is_empty() && fits {
            return Ok(Line::End);
        }
        let over = read == 0 || (row.ends_with(b"\n") && at != CellState::Quoted);
        if row.len() > MAX_RECORD_BYTES {
            fits = false;
        }
        if !fits {
            row.clear();
        }
        if over {
            return Ok(if fits { Line::Complete } else { Line::TooLong });
        }
    }
}

//! The rows of a CSV file as they follow each other, and the line that names their separator.

use std::io::Read;

use super::cells::CellState;
use super::header::{Columns, empty};
use super::options::Delimiter;
use crate::error::{Failure, Kind};
use crate::interchange::lines::{Line, Lines, PIECE, too_long};
use crate::interchange::record::MAX_RECORD_BYTES;

/// Reads up to the first row that is not empty.
pub(super) fn first_row<R: Read>(
    lines: &mut Lines<R>,
    row: &mut Vec<u8>,
    delimiter: Delimiter,
    known: &Columns,
) -> Result<(), Failure> {
    loop {
        match next_row(lines, row, delimiter)? {
            Line::End => return Err(empty(known)),
            Line::TooLong => return Err(no_header(too_long().message)),
            Line::Complete
                if row.iter().all(|&b| b == delimiter.byte() || b.is_ascii_whitespace()) => {}
            Line::Complete => return Ok(()),
        }
    }
}

/// The separator that a line such as `sep=;` before the header names.
pub(super) fn named_delimiter(row: &[u8]) -> Result<Option<Delimiter>, Failure> {
    let Ok(text) = str::from_utf8(row) else {
        return Ok(None);
    };
    let text = text.trim_end_matches(['\r', '\n']).trim_matches('"');
    let Some((name, delimiter)) = text.split_at_checked("sep=".len()) else {
        return Ok(None);
    };
    if !name.eq_ignore_ascii_case("sep=") {
        return Ok(None);
    }
    // A spreadsheet may write empty cells after it.
    let first = delimiter.chars().next();
    let only = delimiter.trim_end_matches(|c| Some(c) == first).is_empty();
    let delimiter = first.filter(|_| only).map(String::from).unwrap_or_default();
    let read: Result<Delimiter, String> = delimiter.parse();
    read.map(Some).map_err(|why| {
        Failure::new(Kind::BadHeader, "the line `sep=` before the header is wrong")
            .cause(anyhow::anyhow!(why))
    })
}

pub(super) fn contradiction(named: Delimiter) -> Failure {
    let message = format!("the file names its delimiter, {}, in the line `sep=`", named.shown());
    Failure::new(Kind::BadHeader, message).hint("omit --delimiter")
}

pub(super) fn no_header(message: impl Into<String>) -> Failure {
    Failure::new(Kind::BadHeader, "the header cannot be read")
        .cause(anyhow::anyhow!(message.into()))
}

/// Reads the next row, over as many lines as its quotes span.
pub(super) fn next_row<R: Read>(
    lines: &mut Lines<R>,
    row: &mut Vec<u8>,
    delimiter: Delimiter,
) -> Result<Line, Failure> {
    row.clear();
    let mut at = CellState::default();
    let mut fits = true;
    loop {
        let from = row.len();
        let limit = (MAX_RECORD_BYTES + 1).saturating_sub(from).max(1);
        let read = lines.piece(row, if fits { limit } else { PIECE })?;
        at = at.over(&row[from..], delimiter.byte());
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

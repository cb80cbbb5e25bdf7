//! The header of a CSV file: which column holds what.

use super::cells::Cells;
use crate::error::{Failure, Kind};

/// The columns that a kind of record has.
pub(super) struct Columns {
    /// What they may be called.
    pub(super) fields: &'static [&'static str],
    /// One of each of these must be there.
    pub(super) required: &'static [&'static [&'static str]],
    /// Columns of our own listings that are not imported.
    pub(super) ignored: &'static [&'static str],
}

/// The column of a rejects file that has the reason.
pub(super) const ERROR: &str = "error";

/// The columns of one file.
#[derive(Debug)]
pub(super) struct Header {
    /// As the file spells them, without `error`.
    pub(super) names: Vec<Vec<u8>>,
    /// Where each of the known fields is.
    at: Vec<Option<usize>>,
    /// Where `error` is.
    pub(super) error: Option<usize>,
    /// How many columns there are, with `error`.
    pub(super) width: usize,
}

impl Header {
    /// # Errors
    /// Code `bad_header`: a column is unknown, repeated or missing.
    pub(super) fn new(cells: &Cells, known: &Columns) -> Result<Self, Failure> {
        let mut header = Self {
            names: Vec::with_capacity(cells.len()),
            at: vec![None; known.fields.len()],
            error: None,
            width: cells.len(),
        };
        let mut seen: Vec<String> = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            let shown = String::from_utf8_lossy(cell);
            let name = shown.trim().to_ascii_lowercase();
            if name == ERROR {
                header.error = Some(index);
            } else {
                header.names.push(cell.to_vec());
            }
            if let Some(field) = known.fields.iter().position(|field| *field == name) {
                header.at[field] = Some(index);
            } else if !known.ignored.contains(&name.as_str()) {
                return Err(unknown(shown.trim(), cells.len(), known));
            }
            if seen.contains(&name) {
                return Err(bad(format!("the header has the column `{name}` twice"), known));
            }
            seen.push(name);
        }
        for alternatives in known.required {
            if !seen.iter().any(|name| alternatives.contains(&name.as_str())) {
                let message = format!("the column `{}` is missing", alternatives.join("` or `"));
                return Err(bad(message, known));
            }
        }
        Ok(header)
    }

    /// The column of the known field number `field`.
    pub(super) fn column(&self, field: usize) -> Option<usize> {
        self.at.get(field).copied().flatten()
    }
}

pub(super) fn empty(known: &Columns) -> Failure {
    bad("the file has no header".to_owned(), known)
}

fn unknown(name: &str, columns: usize, known: &Columns) -> Failure {
    let name: String = name.chars().take(60).collect();
    if columns == 1 && name.contains([';', '\t']) {
        let found = if name.contains('\t') { "tabs" } else { "`;`" };
        return bad(format!("the columns are not separated by commas but by {found}"), known);
    }
    if name.is_empty() {
        return bad("a column of the header has no name".to_owned(), known);
    }
    bad(format!("unknown column `{name}` in the header"), known)
}

fn bad(message: String, known: &Columns) -> Failure {
    let columns = known.fields.join(",");
    Failure::new(Kind::BadHeader, message).hint(format!("the columns are {columns}, in any order"))
}

//! The odd values that a run has read, which are named once at its end.

use std::sync::{Mutex, PoisonError};

use crate::entity::odd::OddValue;

/// How many are named.
const MAX_NAMED: usize = 10;
/// Of a long value, the characters that are quoted.
const MAX_QUOTED: usize = 60;

/// An odd value and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The table.
    pub table: &'static str,
    /// The id of the row.
    pub id: String,
    /// The column.
    pub column: &'static str,
    /// The value as text, cut off.
    pub value: String,
}

/// What was noted.
#[derive(Debug, Default)]
pub struct Notes {
    /// The first of them.
    pub named: Vec<Note>,
    /// Whether there are more.
    pub more: bool,
}

static NOTES: Mutex<Notes> = Mutex::new(Notes { named: Vec::new(), more: false });

/// Notes an odd value; the same one once.
pub(super) fn note(table: &'static str, id: &str, odd: &OddValue) {
    let note = Note { table, id: id.to_owned(), column: odd.column, value: quoted(&odd.text) };
    let mut notes = NOTES.lock().unwrap_or_else(PoisonError::into_inner);
    if notes.named.contains(&note) {
        return;
    }
    if notes.named.len() < MAX_NAMED {
        notes.named.push(note);
    } else {
        notes.more = true;
    }
}

/// Takes what was noted.
pub fn take() -> Notes {
    std::mem::take(&mut NOTES.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A value as it is quoted: of a long one the beginning.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

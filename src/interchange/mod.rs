//! Files of meetings and users: CSV, JSON Lines, iCalendar. Knows no database.
//!
//! A [`Source`] reads one record after the other, each with the line it begins on. A record that
//! cannot be read is an [`Entry`] too, with its [`Problem`]: only a file that cannot be read at
//! all is a failure. Writers take the same records, so what was written reads back the same.

use std::fmt;
use std::io::Read;

use serde::{Deserialize, Serialize};

pub mod csv;
mod draft;
pub mod ics;
pub mod jsonl;
mod lines;
mod open;

pub use open::FileFormat;

use crate::entity::meeting::Status;
use crate::error::Failure;
use crate::time::{UtcTime, Zone};

/// Opens a file of meetings.
///
/// # Errors
/// It cannot be read, or it is not of that format.
pub fn meetings(
    format: FileFormat,
    input: impl Read + 'static,
    reading: Reading,
) -> Result<Box<dyn Source<MeetingEntry>>, Failure> {
    Ok(match format {
        FileFormat::Csv => Box::new(csv::meetings(input, reading)?),
        FileFormat::Jsonl => Box::new(jsonl::meetings(input, reading)?),
        FileFormat::Ics => Box::new(ics::open(input, reading)?),
    })
}

/// Opens a file of users.
///
/// # Errors
/// It cannot be read, it is not of that format, or the format holds no users.
pub fn users(
    format: FileFormat,
    input: impl Read + 'static,
    reading: Reading,
) -> Result<Box<dyn Source<UserEntry>>, Failure> {
    Ok(match format {
        FileFormat::Csv => Box::new(csv::users(input, reading)?),
        FileFormat::Jsonl => Box::new(jsonl::users(input, reading)?),
        FileFormat::Ics => {
            return Err(Failure::usage("an iCalendar file holds no users")
                .hint("users are read from CSV and JSON Lines"));
        }
    })
}

/// The most bytes that one record of a file may take; a longer one is no record.
pub const LONGEST_RECORD: usize = 4 * 1024 * 1024;
/// How many characters a `uid` may have.
pub const LONGEST_UID: usize = 255;

/// Somebody, as a file names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Person {
    /// By the id of this database.
    Id(i64),
    /// By e-mail address, with a name if the file gives one.
    Email {
        /// The address.
        email: String,
        /// What they are called.
        name: Option<String>,
    },
}

/// A meeting as a file holds it, checked as far as that goes without a database.
///
/// `None` means that the file says nothing: a new meeting then gets the default, a known one
/// keeps what it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingEntry {
    /// At most [`LONGEST_UID`] characters, not empty.
    pub uid: Option<String>,
    /// 1 to 100 characters, no control characters.
    pub title: String,
    /// Free text without NUL; an empty text is no description.
    pub description: Option<String>,
    /// The first moment.
    pub start: UtcTime,
    /// The first moment after it; later than `start`.
    pub end: UtcTime,
    /// Where it stands.
    pub status: Option<Status>,
    /// Who created it.
    pub creator: Option<Person>,
    /// Who takes part, each once, in the order of the file.
    pub participants: Option<Vec<Person>>,
}

/// A user as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserEntry {
    /// What they are called; 1 to 100 characters.
    pub name: String,
    /// Their address, by which they are known.
    pub email: String,
}

/// One record of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// The line the record begins on, from 1 on.
    pub line: u64,
    /// The record as a file of rejects repeats it; empty unless [`Reading::keep_raw`].
    pub raw: Vec<u8>,
    /// What it says, or why that cannot be used.
    pub content: Result<T, Problem>,
    /// What was changed to make it fit, as sentences without a full stop.
    pub warnings: Vec<String>,
}

/// Why a record cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field in question, as the file calls it.
    pub field: Option<String>,
    /// What is wrong with it; begins in lower case, no full stop.
    pub message: String,
}

impl Problem {
    /// A problem of one field.
    pub fn of(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            message: message.into(),
        }
    }

    /// A problem of the whole record.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            field: None,
            message: message.into(),
        }
    }
}

/// `start_time: the hour 25 does not exist`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{field}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The zone of times that name none, and of whole days.
    pub zone: Zone,
    /// The time of this run.
    pub now: UtcTime,
    /// Recurrences are expanded up to here; `None`: one year past the last start in the file or
    /// `now`, whichever is later.
    pub horizon: Option<UtcTime>,
    /// Whether CSV cells are guarded against being run as formulas, and the guard is to be taken off.
    pub csv_safe: bool,
    /// Whether records keep their text, for a file of rejects.
    pub keep_raw: bool,
}

/// Reads the records of one file in order.
pub trait Source<T> {
    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// The file itself cannot be read: an error of the system, or it is not of this format.
    fn next(&mut self) -> Result<Option<Entry<T>>, Failure>;

    /// How many bytes of the file were read.
    fn position(&self) -> u64;

    /// What was left out on the way although nothing is wrong with it, as sentences without a full
    /// stop; to be asked at the end.
    fn left_out(&self) -> Option<String> {
        None
    }

    /// What a file of rejects begins with.
    fn rejects_head(&self) -> Vec<u8>;

    /// A record for a file of rejects: its text and why it was rejected, in a field `error` that
    /// is passed over when the file is read again.
    fn reject(&self, raw: &[u8], problem: &str) -> Vec<u8>;

    /// What a file of rejects ends with.
    fn rejects_tail(&self) -> Vec<u8>;
}

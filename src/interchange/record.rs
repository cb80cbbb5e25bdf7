//! What a file holds: records of meetings and users, and how they are read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::csv::CsvOptions;
use crate::entity::meeting::Status;
use crate::error::Failure;
use crate::time::{UtcTime, Zone};

/// The most bytes of one record of a file; a longer one is rejected.
pub const MAX_RECORD_BYTES: usize = 4 * 1024 * 1024;
/// How many meetings the recurring events of one file may become together, if no option says more.
pub const MAX_OCCURRENCES: u64 = 100_000;
/// How many characters a `uid` may have.
pub const MAX_UID_CHARS: usize = 255;

/// A user as a file names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Person {
    /// By the id of this database.
    Id(i64),
    /// By e-mail address, with a name if the file gives one.
    Email {
        /// The address.
        email: String,
        /// The name.
        name: Option<String>,
    },
}

/// A meeting of a file, checked as far as possible without a database.
///
/// `None`: the file has no value. A new meeting then gets the default, a stored one keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingEntry {
    /// At most [`MAX_UID_CHARS`] characters, not empty.
    pub uid: Option<String>,
    /// 1 to 100 characters, no control characters.
    pub title: String,
    /// Free text without NUL; an empty one means no description.
    pub description: Option<String>,
    /// Its start.
    pub start: UtcTime,
    /// Its end (exclusive); later than `start`.
    pub end: UtcTime,
    /// Its status.
    pub status: Option<Status>,
    /// Who created it.
    pub creator: Option<Person>,
    /// Who takes part, each once, in the order of the file.
    pub participants: Option<Vec<Person>>,
    /// The version of the iCalendar event that it comes from.
    pub version: Option<Version>,
}

impl MeetingEntry {
    /// About how many bytes of memory its texts take.
    fn bytes(&self) -> usize {
        let of = |person: &Person| match person {
            Person::Id(_) => size_of::<Person>(),
            Person::Email { email, name } => {
                size_of::<Person>() + email.len() + name.as_ref().map_or(0, String::len)
            }
        };
        let people = self.participants.iter().flatten().map(of).sum::<usize>();
        people + self.title.len() + self.description.as_ref().map_or(0, String::len)
    }
}

/// A version of an iCalendar event. The higher sequence is the newer version.
///
/// A record with a version states whether its meeting is cancelled: without a status it is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The UID of the event, which all its occurrences share; at most [`MAX_UID_CHARS`] characters.
    pub event: String,
    /// The SEQUENCE of the record, at least that of its series.
    pub sequence: i64,
    /// The SEQUENCE of its series; `None` if the file has this occurrence alone.
    pub series_sequence: Option<i64>,
}

/// Meetings of an iCalendar event that a file withdraws: they are cancelled if they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The line of the VEVENT.
    pub line: u64,
    /// The event and its version; meetings of a newer version are left alone.
    pub version: Version,
    /// Which meetings.
    pub scope: WithdrawalScope,
}

/// Which meetings of an event are withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WithdrawalScope {
    /// Those that no record of the file is about.
    Rest {
        /// Only those that start before this; the file was not read further.
        before: Option<UtcTime>,
    },
    /// The one with this uid.
    One(String),
    /// Those that start at this time or later.
    From(UtcTime),
}

/// A user of a file of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserEntry {
    /// The name; 1 to 100 characters.
    pub name: String,
    /// The address, which identifies them.
    pub email: String,
}

/// One record of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// The line the record begins on, from 1 on.
    pub line: u64,
    /// The record as the rejects file repeats it; empty unless [`ReadOptions::keep_raw`].
    pub raw: Vec<u8>,
    /// The record, or why it is rejected.
    pub content: Result<T, Problem>,
    /// What was changed to make it fit; sentences without a full stop.
    pub warnings: Vec<String>,
}

impl Entry<MeetingEntry> {
    /// About how many bytes of memory it takes beside a small part that each takes.
    pub fn bytes(&self) -> usize {
        self.raw.len() + self.content.as_ref().map_or(0, MeetingEntry::bytes)
    }
}

impl<T> Entry<T> {
    /// An entry without warnings; `raw` is copied if the text is to be kept.
    pub(super) fn new(
        line: u64,
        raw: &[u8],
        options: &ReadOptions,
        content: Result<T, Problem>,
    ) -> Self {
        Self {
            line,
            raw: if options.keep_raw { raw.to_vec() } else { Vec::new() },
            content,
            warnings: Vec::new(),
        }
    }
}

/// Why a record is rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field in question, as the file calls it.
    pub field: Option<String>,
    /// What is wrong with it; begins in lower case, no full stop.
    pub message: String,
    /// Whether the text is in another encoding, as the rest of the file may be.
    pub is_encoding: bool,
    /// Whether the record alone is fine, but the file has too many like it.
    pub is_excess: bool,
    /// What would help, if an option does.
    pub hint: Option<String>,
    /// The line of the file that it is on, if that is known and not the record's first.
    pub line: Option<u64>,
}

impl Problem {
    /// A problem of one field.
    pub fn of(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::new(message) }
    }

    /// A problem of the record.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            field: None,
            message: message.into(),
            is_encoding: false,
            is_excess: false,
            hint: None,
            line: None,
        }
    }

    /// The problem of a record whose byte number `at`, from 1, is not UTF-8.
    pub(super) fn not_utf8(at: usize) -> Self {
        Self { is_encoding: true, ..Self::new(format!("byte {at} of the record is not UTF-8")) }
    }

    /// With what would help.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
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

/// How to read a file.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The zone of times without a zone, and of all-day events.
    pub zone: Zone,
    /// The time of this run.
    pub now: UtcTime,
    /// Recurring events are expanded until this time; `None`: one year past the last start in the file or
    /// `now`, whichever is later.
    pub horizon: Option<UtcTime>,
    /// The length in seconds of timed iCalendar events without an end; `None`: they are rejected.
    pub default_length: Option<i64>,
    /// How many meetings the recurring events of one iCalendar file may become together.
    pub max_occurrences: u64,
    /// Whether iCalendar events that do not make busy are read.
    pub include_transparent: bool,
    /// Whether CSV cells are guarded against being run as formulas; reading removes the guard.
    pub csv_safe: bool,
    /// How a CSV file differs from one of ours.
    pub csv: CsvOptions,
    /// Whether entries have their text, for a rejects file.
    pub keep_raw: bool,
}

impl ReadOptions {
    /// The default horizon, no guard to remove, no text.
    pub fn new(zone: Zone, now: UtcTime) -> Self {
        Self {
            zone,
            now,
            horizon: None,
            default_length: None,
            max_occurrences: MAX_OCCURRENCES,
            include_transparent: false,
            csv_safe: false,
            csv: CsvOptions::default(),
            keep_raw: false,
        }
    }
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

    /// Warnings about valid records that were omitted; complete after the last record.
    fn left_out(&self) -> Vec<String> {
        Vec::new()
    }

    /// Warnings since the last call that belong to no record, each with its line.
    fn take_warnings(&mut self) -> Vec<(u64, String)> {
        Vec::new()
    }

    /// What the file has withdrawn since the last call.
    fn take_withdrawals(&mut self) -> Vec<Withdrawal> {
        Vec::new()
    }

    /// The columns of the file that are not read.
    fn unread_columns(&self) -> &[String] {
        &[]
    }

    /// Whether a text so far begins as those that `--csv-safe` guards, and was read unchanged.
    fn seems_guarded(&self) -> bool {
        false
    }

    /// The beginning of a rejects file.
    fn rejects_head(&self) -> Vec<u8> {
        Vec::new()
    }

    /// A record for a rejects file: its text, and the reason in a field `error` that is ignored when
    /// the file is read again.
    fn reject(&self, raw: &[u8], problem: &str) -> Vec<u8>;

    /// The end of a rejects file.
    fn rejects_tail(&self) -> Vec<u8> {
        Vec::new()
    }
}

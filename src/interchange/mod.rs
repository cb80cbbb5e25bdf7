//! Files of meetings and users: CSV, JSON Lines, iCalendar. Uses no database.
//!
//! A [`Source`] reads one record after the other, each with the line it begins on. A record that
//! cannot be read is an [`Entry`] too, with its [`Problem`]: only a file that cannot be read at
//! all is a failure. Writers take the same records, so what was written reads back the same.

use std::io::Read;

mod ahead;
pub mod csv;
mod draft;
mod encoding;
mod format;
pub mod ics;
pub mod jsonl;
mod lines;
mod record;

pub use ahead::{MeetingSource, Next, Portion, ReadAhead};
pub use csv::{
    CsvOptions, DateOrder, Delimiter, Dialect, EditedMeeting, Mapping, Mappings, edited_meetings,
};
pub use encoding::ANSI;
pub use format::FileFormat;
pub use record::{
    Entry, MAX_OCCURRENCES, MAX_RECORD_BYTES, MAX_UID_CHARS, MeetingEntry, Person, Problem,
    ReadOptions, Source, UserEntry, Version, Withdrawal, WithdrawalScope,
};

use crate::error::Failure;

/// Opens a file of meetings.
///
/// # Errors
/// It cannot be read, or it is not of that format.
pub fn meetings(
    format: FileFormat,
    input: impl Read + Send + 'static,
    options: ReadOptions,
) -> Result<MeetingSource, Failure> {
    Ok(match format {
        FileFormat::Csv => Box::new(csv::meetings(input, options)?),
        FileFormat::Jsonl => Box::new(jsonl::meetings(input, options)?),
        FileFormat::Ics => Box::new(ics::open(input, options)?),
    })
}

/// Opens a file of users.
///
/// # Errors
/// It cannot be read, it is not of that format, or the format holds no users.
pub fn users(
    format: FileFormat,
    input: impl Read + 'static,
    options: ReadOptions,
) -> Result<Box<dyn Source<UserEntry>>, Failure> {
    Ok(match format {
        FileFormat::Csv => Box::new(csv::users(input, options)?),
        FileFormat::Jsonl => Box::new(jsonl::users(input, options)?),
        FileFormat::Ics => {
            return Err(Failure::usage("iCalendar files have no users")
                .hint("users are read from CSV and JSON Lines"));
        }
    })
}

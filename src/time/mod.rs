//! Times, durations and zones as people type them.
//!
//! Inside the program a time is a [`UtcTime`]: UTC, whole seconds, the type the entities have.
//! This module turns typed text into it ([`parse_time`]) and it into text ([`rfc3339`], [`local`]).
//! The zone and the clock are always parameters. Zones and their gaps and folds come from jiff,
//! which is asked for offsets only: its instants end on 9999-12-30, ours one day later.

mod duration;
mod format;
mod parse;
mod suggest;
mod zone;

use std::error::Error;
use std::fmt;

pub use duration::{format_minutes, parse_duration, parse_timeout};
pub use format::{Local, local, rfc3339};
pub use parse::{TypedTime, parse_time};
pub use zone::{Instants, Zone, month_starts};

/// An instant: UTC, whole seconds.
pub type UtcTime = chrono::NaiveDateTime;

/// The years in which all three engines can hold a time, in UTC.
///
/// MySQL's `DATETIME` sets both ends.
pub const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

/// The first and the last second that can be stored.
pub fn bounds() -> (UtcTime, UtcTime) {
    let first = chrono::NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).unwrap_or_default();
    let last = chrono::NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).unwrap_or_default();
    (
        first.and_time(chrono::NaiveTime::MIN),
        last.and_hms_opt(23, 59, 59).unwrap_or_default(),
    )
}

/// Why a time, a duration or a zone could not be read, and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeError {
    /// What is wrong, naming the text that was typed.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
}

impl TimeError {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }
}

/// Message and hint on one line, as clap shows them behind `invalid value`.
impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl Error for TimeError {}

/// The text that was typed, fit for a message: quoted, escaped, and short.
fn quoted(text: &str) -> String {
    const LIMIT: usize = 60;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

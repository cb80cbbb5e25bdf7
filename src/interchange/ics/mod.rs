//! Reads meetings from iCalendar files (RFC 5545), as real calendars write them.
//!
//! The file is read once. [`unfold`] joins folded lines, [`components`] copies every VEVENT to a
//! temporary file and keeps the time zones; then the events are read in their order: [`event`] all
//! of it, [`details`] what it is about, [`moment`] its times, [`series`] its occurrences, with
//! [`rule`] and [`recurrence`] for its rules and [`zones`] for its clocks. Of several VEVENTs of one
//! event [`versions`] chooses the one that counts.
//!
//! `docs/ics.md` states every decision. Where files differ from the standard: a time zone in the time zone database is used from there, whatever
//! the file defines; UTC times recur on the clocks of the calendar's X-WR-TIMEZONE; the start of an
//! event is its first occurrence even if its rule does not include it; an override of an occurrence
//! that does not exist adds it. What cannot be read is refused, never guessed.

mod allowance;
mod components;
mod custom;
mod details;
mod event;
mod horizon;
mod line_numbers;
mod method;
mod moment;
mod names;
mod notes;
mod open_event;
mod overrides;
mod properties;
mod property;
mod reader;
mod recurrence;
mod rejects;
mod repeat;
mod rule;
mod series;
mod series_entries;
mod shown;
mod uid;
mod unfold;
mod values;
mod versions;
mod zones;

pub use reader::{IcsReader, open};
pub use repeat::{MAX_SERIES, Repeat, SeriesEnd, occurrence_uid};

//! Reads meetings from iCalendar files (RFC 5545), as the calendars of this world write them.
//!
//! The file is read once. [`lines`] puts folded lines together, [`components`] copies every VEVENT
//! to a temporary file ([`spool`]) and keeps the time zones; then the events are read in their
//! order: [`event`] what one says, [`draft`] what it is about, [`series`] when it takes place, with
//! [`rule`] and [`recurrence`] for its rules and [`zones`] for its clocks.
//!
//! Where files and standard disagree: a time zone known to the database of zones is that one,
//! whatever the file says of it; UTC times recur by the clocks of the calendar's X-WR-TIMEZONE; the
//! start of an event is its first occurrence even if its rule does not give it; an override of an
//! occurrence that does not exist adds it. What cannot be read is refused, never guessed.

mod components;
mod custom;
mod draft;
mod event;
mod lines;
mod property;
mod reader;
mod recurrence;
mod rejects;
mod rule;
mod series;
mod spool;
mod uid;
mod values;
mod windows;
mod zones;

pub use reader::{IcsReader, open};

//! The iCalendar reader: what it makes of small files of ours, and of those of real calendars.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should panic where it stands"
)]

mod broken;
mod corpus;
mod occurrences;
mod people;
mod read;
mod rejects;
mod rules;
mod times;

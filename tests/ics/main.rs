//! The iCalendar reader: what it reads from our small files and from those of real calendars.

#![expect(clippy::unwrap_used, reason = "a test that fails should panic where it is")]

mod broken;
mod corpus;
mod occurrences;
mod oracle;
mod people;
mod read;
mod rejects;
mod rules;
mod times;

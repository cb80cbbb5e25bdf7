//! Every query. Plain functions that take a connection; one file a topic.
//!
//! Times are UTC. Databases that other programs write may hold fractions of seconds (on
//! SQLite as text, `10:00:00.000000`); everything here means the whole second a time falls
//! into. [`end_of_second`] makes comparisons say so on every engine, in every form of the text.

pub mod backfill;
pub mod backup;
pub mod booking;
pub mod bulk;
mod commit;
pub mod conflicts;
pub mod connect;
pub mod dialect;
pub mod doctor;
mod failure;
pub mod filter;
mod json_rows;
pub mod lease;
pub mod meetings;
pub mod pages;
pub mod people;
pub mod retry;
pub mod session;
pub mod stats;
pub mod url;
pub mod users;

use chrono::TimeDelta;

use crate::time::UtcTime;

/// The last moment of the second `time`: the bound for `>` and `<=`.
///
/// `column > end_of_second(t)` is "later than the second t" also for a column that holds
/// `t` with a fraction, and on SQLite for the text `…:00.000000`, which sorts after `…:00`.
pub fn end_of_second(time: UtcTime) -> UtcTime {
    time + TimeDelta::microseconds(999_999)
}

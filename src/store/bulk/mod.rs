//! Imports: from the records of a file to rows.
//!
//! First everything is staged without a write: users are found, each record is compared with
//! what is stored, and one sweep over staged and stored time finds every double booking ([`Stager`],
//! [`check`]). Then batches are written, each in one transaction ([`Writer`]), or all at once into a
//! database without meetings ([`Writer::load`]). The `booking_seq` of
//! each user is noted before their meetings are read: if it has moved when a batch is written, the
//! records are checked again under the locks.
//!
//! A calendar also withdraws meetings ([`withdraw`]), and of each event the newest version counts
//! ([`versions`]).
//!
//! A user is a number here: the id, or below zero a user to be created.

mod check;
mod id_set;
mod insert;
mod load;
mod matching;
mod outdated;
mod recheck;
mod stage;
mod stored_intervals;
#[cfg(test)]
mod tests;
mod user_index;
mod users;
pub(in crate::store) mod versions;
mod withdraw;
mod write;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use check::{OtherMeeting, RejectionReason, RejectionReasons, Rejections, check};
pub use load::Loaded;
pub use recheck::StaleRecord;
pub use stage::{RecordState, StagedFile, StagedRecord, Stager};
pub use users::{UserCounts, import_users};
pub use write::{Writer, WriterState, Written};

use crate::entity::meeting::Status;
use crate::interchange::Version;
use crate::schedule::Interval;
use crate::time::UtcTime;

/// What an import is allowed to do.
#[derive(Debug, Clone, Copy)]
pub struct ImportRules {
    /// The creator of records that name none.
    pub creator: Option<i64>,
    /// Whether unknown e-mail addresses become users.
    pub create_users: bool,
    /// Whether double bookings are allowed.
    pub allow_overlap: bool,
    /// The time for `created_at` and `updated_at`.
    pub now: UtcTime,
}

/// A record whose users are known: a meeting as it should be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolvedMeeting {
    /// Identifies it, if it has one.
    pub uid: Option<String>,
    /// 1 to 100 characters.
    pub title: String,
    /// `None`: not in the file.
    pub description: Option<String>,
    /// Its start.
    #[serde(with = "chrono::naive::serde::ts_microseconds")]
    pub start: UtcTime,
    /// Its end (exclusive).
    #[serde(with = "chrono::naive::serde::ts_microseconds")]
    pub end: UtcTime,
    /// `None`: not in the file.
    pub status: Option<Status>,
    /// The creator; `None` only where the file names none and a stored meeting has one.
    pub creator: Option<i64>,
    /// Whether the file names the creator.
    pub names_creator: bool,
    /// `None`: not in the file.
    pub participants: Option<BTreeSet<i64>>,
    /// The version of the iCalendar event that it comes from.
    pub version: Option<Version>,
}

impl ResolvedMeeting {
    fn bytes(&self) -> usize {
        let people = self.participants.as_ref().map_or(0, BTreeSet::len) * size_of::<i64>();
        self.title.len() + self.description.as_ref().map_or(0, String::len) + people
    }

    fn status(&self) -> Status {
        self.status.unwrap_or(Status::Scheduled)
    }

    fn busy(&self) -> bool {
        self.status() != Status::Cancelled
    }

    /// The users who do not exist yet, by number.
    pub fn new_users(&self) -> impl Iterator<Item = i64> {
        self.everybody().into_iter().filter(|number| *number < 0)
    }

    /// Creator and participants, each once.
    fn everybody(&self) -> BTreeSet<i64> {
        let others = self.participants.iter().flatten().copied();
        others.chain(self.creator).collect()
    }

    /// Replaces the numbers of users.
    fn renumber(&mut self, real: impl Fn(i64) -> i64) {
        self.creator = self.creator.map(&real);
        let participants = self.participants.take();
        self.participants = participants.map(|all| all.into_iter().map(&real).collect());
    }

    /// The version that is to be stored for the meeting, if it is not.
    fn new_version(&self, stored: &matching::StoredMeeting) -> Option<Version> {
        let version = self.version.as_ref()?;
        versions::change(self.uid.as_deref(), version, stored.version.as_ref())
    }

    /// The version to store for a new meeting of it, if any.
    fn first_version(&self) -> Option<Version> {
        versions::change(self.uid.as_deref(), self.version.as_ref()?, None)
    }

    fn interval(&self) -> Result<Interval, crate::time::TimeError> {
        Interval::new(self.start, self.end)
    }
}

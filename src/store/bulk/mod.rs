//! Meetings in bulk: an import, from the records of a file to rows.
//!
//! First everything is staged without a write: people are looked up, each record is compared with
//! what is stored, and one sweep over staged and stored time finds every double booking ([`Stage`],
//! [`check`]). Then batches are written, each in one transaction ([`Writer`]). `booking_seq` of
//! everybody concerned is noted before the first look at their meetings: where it has moved by the
//! time a batch is written, its records are looked at once more behind the locks.
//!
//! A user is known here by a number: the id, or below zero somebody to be created.

mod check;
mod directory;
mod insert;
mod known;
mod look;
mod slots;
mod stage;
#[cfg(test)]
mod tests;
mod users;
mod write;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use check::{Other, Reason, Reasons, Verdicts, check};
pub use look::Late;
pub use stage::{Stage, Staged, Staging, State};
pub use users::{UserCounts, import_users};
pub use write::{Handover, Writer, Written};

use crate::entity::meeting::Status;
use crate::schedule::Interval;
use crate::time::UtcTime;

/// What an import may do.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// Who creates what names no creator.
    pub creator: Option<i64>,
    /// Whether unknown e-mail addresses become users.
    pub create_users: bool,
    /// Whether double bookings are allowed.
    pub allow_overlap: bool,
    /// The time for `created_at` and `updated_at`.
    pub now: UtcTime,
}

/// A record whose people are known: a meeting as it should be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// By which it is known, if it has one.
    pub uid: Option<String>,
    /// 1 to 100 characters.
    pub title: String,
    /// `None`: the file says nothing.
    pub description: Option<String>,
    /// The first moment.
    pub start: UtcTime,
    /// The first moment after it.
    pub end: UtcTime,
    /// `None`: the file says nothing.
    pub status: Option<Status>,
    /// The creator; `None` only where the file names none and a stored meeting has one.
    pub creator: Option<i64>,
    /// Whether the file names the creator.
    pub names_creator: bool,
    /// `None`: the file says nothing.
    pub participants: Option<BTreeSet<i64>>,
}

impl Wanted {
    fn status(&self) -> Status {
        self.status.unwrap_or(Status::Scheduled)
    }

    fn busy(&self) -> bool {
        self.status() != Status::Cancelled
    }

    /// Creator and participants, each once.
    fn everybody(&self) -> BTreeSet<i64> {
        let others = self.participants.iter().flatten().copied();
        others.chain(self.creator).collect()
    }

    /// Puts other numbers in the place of those who were not created yet.
    fn rename(&mut self, real: impl Fn(i64) -> i64) {
        self.creator = self.creator.map(&real);
        let participants = self.participants.take();
        self.participants = participants.map(|all| all.into_iter().map(&real).collect());
    }

    fn interval(&self) -> Result<Interval, crate::time::TimeError> {
        Interval::new(self.start, self.end)
    }
}

//! Which records are rejected: for a uid given twice, or a double booking.

use std::io;

use serde::{Deserialize, Serialize};

use super::id_set::IdSet;
use super::stage::{BusyInterval, StagedFile, time};
use super::stored_intervals::StoredIntervals;
use crate::error::{Failure, Kind};
use crate::schedule::Interval;
use crate::schedule::conflicts::Sweep;
use crate::staging::{Merge, Sorted, Sorter};
use crate::store::session::Session;
use crate::time::UtcTime;

/// Intervals between two checks for signals and reports of progress.
const YIELD_AFTER: u64 = 1000;

/// A file whose records overlap each other more often is not one of meetings.
const MAX_CONFLICTS: u64 = 20_000_000;

/// Why a record is rejected, found after all were read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RejectionReason {
    /// Its uid is that of the record on this line.
    SameUid {
        /// The line.
        line: u64,
    },
    /// The meeting of its uid is the one that another record, without a uid, matches.
    UidTaken,
    /// A user has another meeting at that time.
    DoubleBooking {
        /// The user; below zero one that does not exist yet.
        user: i64,
        /// When the other one starts.
        start: UtcTime,
        /// When it ends.
        end: UtcTime,
        /// Which.
        other: OtherMeeting,
    },
}

/// The conflicting meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OtherMeeting {
    /// A stored one.
    Stored {
        /// Its id.
        id: i64,
    },
    /// A record of the same file.
    Staged {
        /// Which, from 0 on.
        ordinal: u64,
        /// On which line.
        line: u64,
    },
    /// A stored one that a record of the file would move: it conflicts if that record is rejected.
    Vacated {
        /// Its id.
        id: i64,
        /// The record that would move it.
        ordinal: u64,
    },
}

/// A reason to reject a record; whether it holds may depend on another record.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Conflict {
    ordinal: u64,
    reason: RejectionReason,
}

/// Which records are rejected.
#[derive(Debug)]
pub struct Rejections {
    rejected: IdSet,
    linked: IdSet,
    conflicts: Sorted<Conflict>,
}

impl Rejections {
    /// How many records are rejected.
    pub fn count(&self) -> u64 {
        self.rejected.len()
    }

    /// How many records take time that another record of the file frees, or free it: they must be
    /// written together, or a user would be double-booked in between.
    pub fn linked_count(&self) -> u64 {
        self.linked.len()
    }

    /// Whether a record is one of those.
    pub fn is_linked(&self, ordinal: u64) -> bool {
        self.linked.contains(ordinal)
    }

    /// The reasons, to be read in the order of the records.
    pub fn reasons(&self) -> Result<RejectionReasons<'_>, Failure> {
        Ok(RejectionReasons { rejections: self, conflicts: self.conflicts.read()? })
    }

    fn holds(&self, reason: &RejectionReason) -> bool {
        match reason {
            RejectionReason::SameUid { .. } | RejectionReason::UidTaken => true,
            RejectionReason::DoubleBooking { other, .. } => match other {
                OtherMeeting::Stored { .. } => true,
                OtherMeeting::Staged { ordinal, .. } => !self.rejected.contains(*ordinal),
                OtherMeeting::Vacated { ordinal, .. } => self.rejected.contains(*ordinal),
            },
        }
    }

    /// Resolves in the order of the file: the first record wins. Rejecting one of the `changes`
    /// leaves its meeting where it was, which may reject others and free what those would have
    /// taken: so all are resolved again without that change, until no other one is rejected.
    fn resolve(&mut self, changes: &IdSet) -> io::Result<()> {
        let mut rejected_changes = IdSet::default();
        loop {
            self.rejected.clone_from(&rejected_changes);
            for conflict in self.conflicts.read()? {
                let conflict = conflict?;
                if !self.rejected.contains(conflict.ordinal) && self.holds(&conflict.reason) {
                    self.rejected.insert(conflict.ordinal);
                }
            }
            let rejected = &self.rejected & changes;
            if rejected == rejected_changes {
                return self.link();
            }
            rejected_changes = rejected;
        }
    }

    /// Finds the records of which one takes the time that the other frees.
    fn link(&mut self) -> io::Result<()> {
        for conflict in self.conflicts.read()? {
            let Conflict { ordinal, reason } = conflict?;
            let RejectionReason::DoubleBooking {
                other: OtherMeeting::Vacated { ordinal: freed, .. },
                ..
            } = reason
            else {
                continue;
            };
            if !self.rejected.contains(ordinal) && !self.rejected.contains(freed) {
                self.linked.insert(ordinal);
                self.linked.insert(freed);
            }
        }
        Ok(())
    }
}

/// Gives the reasons of rejected records.
#[derive(Debug)]
pub struct RejectionReasons<'a> {
    rejections: &'a Rejections,
    conflicts: Merge<Conflict>,
}

impl RejectionReasons<'_> {
    /// Why the record is rejected, if it is; to be called in the order of the records.
    pub fn of(&mut self, ordinal: u64) -> Result<Option<RejectionReason>, Failure> {
        let (mut found, mut holds) = (None, false);
        while let Some(conflict) = self.conflicts.next_if(|c| c.ordinal <= ordinal)? {
            if conflict.ordinal != ordinal || holds {
                continue;
            }
            // If what conflicted with a change was rejected later, the first reason is reported.
            holds = self.rejections.holds(&conflict.reason);
            if holds || found.is_none() {
                found = Some(conflict.reason);
            }
        }
        Ok(found.filter(|_| self.rejections.rejected.contains(ordinal)))
    }
}

/// Finds every rejected record in one sweep over staged and stored time.
///
/// `progress` gets the number of intervals of the file checked so far.
///
/// # Errors
/// The database or the temporary files cannot be read.
pub async fn check(
    session: &Session,
    staging: &StagedFile,
    mut progress: impl FnMut(u64),
) -> Result<Rejections, Failure> {
    let mut conflicts = Sorter::new()?;
    add_repeated_uids(staging, &mut conflicts)?;
    if let Some(span) = staging.span {
        let mut stored = StoredIntervals::new(staging, span)?;
        let mut sweep = Sweep::default();
        let mut seen = 0;
        for busy in staging.intervals.read()? {
            let busy = busy?;
            while let Some(earlier) = stored.next_before(session, busy.start).await? {
                add_to_sweep(&mut sweep, &earlier, &mut conflicts)?;
            }
            add_to_sweep(&mut sweep, &SweepMeeting::staged(&busy), &mut conflicts)?;
            seen += 1;
            if seen % YIELD_AFTER == 0 {
                progress(seen);
                // Lets a signal be handled.
                tokio::task::yield_now().await;
            }
        }
        while let Some(later) = stored.next_before(session, span.1).await? {
            add_to_sweep(&mut sweep, &later, &mut conflicts)?;
        }
    }
    let mut rejections = Rejections {
        rejected: IdSet::default(),
        linked: IdSet::default(),
        conflicts: conflicts.finish()?,
    };
    let changes = staging.replaced.read()?.map(|r| Ok(r?.ordinal));
    rejections.resolve(&changes.collect::<io::Result<_>>()?)?;
    Ok(rejections)
}

fn add_repeated_uids(staging: &StagedFile, conflicts: &mut Sorter<Conflict>) -> io::Result<()> {
    let mut first: Option<super::stage::UidKey> = None;
    for key in staging.keys.read()? {
        let key = key?;
        match &first {
            Some(first) if first.hash == key.hash => conflicts.push(Conflict {
                ordinal: key.ordinal,
                reason: RejectionReason::SameUid { line: first.line },
            })?,
            _ => {
                if key.taken {
                    conflicts.push(Conflict {
                        ordinal: key.ordinal,
                        reason: RejectionReason::UidTaken,
                    })?;
                }
                first = Some(key);
            }
        }
    }
    Ok(())
}

/// A meeting in the sweep.
pub(super) struct SweepMeeting {
    pub interval: (i64, i64),
    pub other: OtherMeeting,
    /// Each user, and whether the meeting newly binds them to that time.
    pub people: Vec<(i64, bool)>,
}

/// A side of an overlap.
#[derive(Debug, Clone, Copy)]
struct Side {
    other: OtherMeeting,
    binds: bool,
}

impl SweepMeeting {
    fn staged(busy: &BusyInterval) -> Self {
        Self {
            interval: (busy.start, busy.end),
            other: OtherMeeting::Staged { ordinal: busy.ordinal, line: busy.line },
            people: busy.people.clone(),
        }
    }
}

fn add_to_sweep(
    sweep: &mut Sweep<Side>,
    meeting: &SweepMeeting,
    conflicts: &mut Sorter<Conflict>,
) -> Result<(), Failure> {
    let (start, end) = (time(meeting.interval.0), time(meeting.interval.1));
    // A row that another program wrote backwards takes no time.
    let Ok(interval) = Interval::new(start, end) else {
        return Ok(());
    };
    for &(user, binds) in &meeting.people {
        let other = meeting.other;
        let me = Side { other, binds };
        for theirs in sweep.open(user, start) {
            let theirs = (theirs.interval, theirs.meeting);
            if let Some(conflict) = blame(user, (interval, me), theirs) {
                conflicts.push(conflict)?;
            }
        }
        sweep.add(user, interval, me);
        if conflicts.count() > MAX_CONFLICTS {
            return Err(too_many());
        }
    }
    Ok(())
}

fn too_many() -> Failure {
    let message =
        format!("the records of the file overlap each other more than {MAX_CONFLICTS} times");
    Failure::new(Kind::TooManyConflicts, message)
        .hint("check that this is the right file; --allow-overlap imports them all")
}

/// Which of two overlapping meetings is rejected: of two records that both bind, the later one.
fn blame(user: i64, a: (Interval, Side), b: (Interval, Side)) -> Option<Conflict> {
    let rank = |side: &Side| match side.other {
        OtherMeeting::Staged { ordinal, .. } if side.binds => Some(ordinal),
        _ => None,
    };
    let (rejected, (interval, other)) = match (rank(&a.1), rank(&b.1)) {
        (Some(x), Some(y)) if x > y => (x, (b.0, b.1.other)),
        (Some(x), None) => (x, (b.0, b.1.other)),
        (_, Some(y)) => (y, (a.0, a.1.other)),
        (None, None) => return None,
    };
    if matches!(other, OtherMeeting::Vacated { ordinal, .. } if ordinal == rejected) {
        return None;
    }
    let reason = RejectionReason::DoubleBooking {
        user,
        start: interval.start(),
        end: interval.end(),
        other,
    };
    Some(Conflict { ordinal: rejected, reason })
}

//! Which records cannot be: a uid named twice, a double booking.

use std::io;

use roaring::RoaringTreemap;
use serde::{Deserialize, Serialize};

use super::slots::StoredSlots;
use super::stage::{Slot, Staging, time};
use crate::error::{Exit, Failure};
use crate::schedule::Interval;
use crate::schedule::conflicts::{Attendance, Sweep};
use crate::staging::{Merge, Sorted, Sorter};
use crate::store::session::Session;
use crate::time::UtcTime;

/// Slots between two looks at signals and progress.
const PAGE: u64 = 1000;

/// So many double bookings between records are weighed; a file with more is not one of meetings.
const MOST: u64 = 20_000_000;

/// Why a record is rejected, as far as that shows in the whole file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// Its uid is that of the record on this line.
    SameUid {
        /// The line.
        line: u64,
    },
    /// The meeting of its uid is the one that another record, without a uid, means.
    UidTaken,
    /// A user has another meeting at that time.
    DoubleBooking {
        /// Who; below zero somebody who does not exist yet.
        user: i64,
        /// When the other one starts.
        start: UtcTime,
        /// When it ends.
        end: UtcTime,
        /// Which.
        other: Other,
    },
}

/// The meeting in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Other {
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
    /// A stored one that a record of the file would move away: in the way if that is rejected.
    Shadow {
        /// Its id.
        id: i64,
        /// The record that would move it.
        ordinal: u64,
    },
}

/// A reason to reject a record that may or may not hold, by the fate of another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Charge {
    ordinal: u64,
    reason: Reason,
}

/// Which records are rejected.
#[derive(Debug)]
pub struct Verdicts {
    rejected: RoaringTreemap,
    linked: RoaringTreemap,
    charges: Sorted<Charge>,
}

impl Verdicts {
    /// How many records are rejected.
    pub fn count(&self) -> u64 {
        self.rejected.len()
    }

    /// How many records take time that another record of the file frees, or free it: they are to be
    /// written together, or somebody would be double-booked in between.
    pub fn linked_count(&self) -> u64 {
        self.linked.len()
    }

    /// Whether a record is one of those.
    pub fn is_linked(&self, ordinal: u64) -> bool {
        self.linked.contains(ordinal)
    }

    /// The reasons, for records asked about in their order.
    pub fn reasons(&self) -> Result<Reasons<'_>, Failure> {
        Ok(Reasons {
            verdicts: self,
            charges: self.charges.read()?,
        })
    }

    fn holds(&self, reason: &Reason) -> bool {
        match reason {
            Reason::SameUid { .. } | Reason::UidTaken => true,
            Reason::DoubleBooking { other, .. } => match other {
                Other::Stored { .. } => true,
                Other::Staged { ordinal, .. } => !self.rejected.contains(*ordinal),
                Other::Shadow { ordinal, .. } => self.rejected.contains(*ordinal),
            },
        }
    }

    /// Judges in the order of the file: whoever comes first stays. Rejecting one of the `changes`
    /// leaves its meeting where it was, which may reject others and free what those would have
    /// taken: so all are judged anew, without that change, until no other one is rejected.
    fn judge(&mut self, changes: &RoaringTreemap) -> io::Result<()> {
        let mut stuck = RoaringTreemap::new();
        loop {
            self.rejected.clone_from(&stuck);
            for charge in self.charges.read()? {
                let charge = charge?;
                if !self.rejected.contains(charge.ordinal) && self.holds(&charge.reason) {
                    self.rejected.insert(charge.ordinal);
                }
            }
            let rejected = &self.rejected & changes;
            if rejected == stuck {
                return self.link();
            }
            stuck = rejected;
        }
    }

    /// Finds the records that hand time on from one to the other.
    fn link(&mut self) -> io::Result<()> {
        for charge in self.charges.read()? {
            let Charge { ordinal, reason } = charge?;
            let Reason::DoubleBooking {
                other: Other::Shadow { ordinal: freed, .. },
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
pub struct Reasons<'a> {
    verdicts: &'a Verdicts,
    charges: Merge<Charge>,
}

impl Reasons<'_> {
    /// Why the record is rejected, if it is; must be asked in the order of the records.
    pub fn of(&mut self, ordinal: u64) -> Result<Option<Reason>, Failure> {
        let (mut found, mut holds) = (None, false);
        while let Some(charge) = self.charges.next_if(|c| c.ordinal <= ordinal)? {
            if charge.ordinal != ordinal || holds {
                continue;
            }
            // Where what was in the way of a change was rejected later, the first reason is told.
            holds = self.verdicts.holds(&charge.reason);
            if holds || found.is_none() {
                found = Some(charge.reason);
            }
        }
        Ok(found.filter(|_| self.verdicts.rejected.contains(ordinal)))
    }
}

/// Finds every record that cannot be, in one sweep over staged and stored time.
///
/// `progress` is told how many slots of the file were looked at.
///
/// # Errors
/// The database or the temporary files cannot be read.
pub async fn check(
    session: &Session,
    staging: &Staging,
    mut progress: impl FnMut(u64),
) -> Result<Verdicts, Failure> {
    let mut charges = Sorter::new()?;
    charge_doubled_uids(staging, &mut charges)?;
    if let Some(span) = staging.span {
        let mut stored = StoredSlots::new(staging, span)?;
        let mut sweep = Meeting::sweep();
        let mut seen = 0;
        for slot in staging.slots.read()? {
            let slot = slot?;
            while let Some(earlier) = stored.next_before(session, slot.start).await? {
                attend(&mut sweep, &earlier, &mut charges)?;
            }
            attend(&mut sweep, &Meeting::staged(&slot), &mut charges)?;
            seen += 1;
            if seen % PAGE == 0 {
                progress(seen);
                // Lets a signal be heard.
                tokio::task::yield_now().await;
            }
        }
        while let Some(later) = stored.next_before(session, span.1).await? {
            attend(&mut sweep, &later, &mut charges)?;
        }
    }
    let mut verdicts = Verdicts {
        rejected: RoaringTreemap::new(),
        linked: RoaringTreemap::new(),
        charges: charges.finish()?,
    };
    let changes = staging.replaced.read()?.map(|r| Ok(r?.ordinal));
    verdicts.judge(&changes.collect::<io::Result<_>>()?)?;
    Ok(verdicts)
}

fn charge_doubled_uids(staging: &Staging, charges: &mut Sorter<Charge>) -> io::Result<()> {
    let mut first: Option<super::stage::Key> = None;
    for key in staging.keys.read()? {
        let key = key?;
        match &first {
            Some(first) if first.hash == key.hash => charges.push(Charge {
                ordinal: key.ordinal,
                reason: Reason::SameUid { line: first.line },
            })?,
            _ => {
                if key.taken {
                    charges.push(Charge {
                        ordinal: key.ordinal,
                        reason: Reason::UidTaken,
                    })?;
                }
                first = Some(key);
            }
        }
    }
    Ok(())
}

/// One meeting in the sweep.
pub(super) struct Meeting {
    pub interval: (i64, i64),
    pub other: Other,
    /// Everybody, and whether it is what binds them to that time.
    pub people: Vec<(i64, bool)>,
}

/// What the sweep hands back.
#[derive(Debug, Clone, Copy)]
struct Open {
    other: Other,
    binds: bool,
}

impl Meeting {
    fn sweep() -> Sweep<Open> {
        Sweep::default()
    }

    fn staged(slot: &Slot) -> Self {
        Self {
            interval: (slot.start, slot.end),
            other: Other::Staged {
                ordinal: slot.ordinal,
                line: slot.line,
            },
            people: slot.people.clone(),
        }
    }
}

fn attend(
    sweep: &mut Sweep<Open>,
    meeting: &Meeting,
    charges: &mut Sorter<Charge>,
) -> Result<(), Failure> {
    let (start, end) = (time(meeting.interval.0), time(meeting.interval.1));
    // A row that another program wrote backwards takes no time.
    let Ok(interval) = Interval::new(start, end) else {
        return Ok(());
    };
    for &(user, binds) in &meeting.people {
        let other = meeting.other;
        let me = Open { other, binds };
        let next = Attendance {
            user,
            interval,
            meeting: me,
        };
        for (theirs, open) in sweep.push(next) {
            if let Some(charge) = accuse(user, (interval, me), (theirs, open)) {
                charges.push(charge)?;
            }
        }
        if charges.len() > MOST {
            return Err(too_many());
        }
    }
    Ok(())
}

fn too_many() -> Failure {
    let message = format!("the records of the file overlap each other more than {MOST} times");
    Failure::new(Exit::Failed, "too_many_conflicts", message)
        .hint("is it the right file? --allow-overlap would import them all")
}

/// Which of two that overlap has to go: of two records that both bind, the later one.
fn accuse(user: i64, a: (Interval, Open), b: (Interval, Open)) -> Option<Charge> {
    let rank = |open: &Open| match open.other {
        Other::Staged { ordinal, .. } if open.binds => Some(ordinal),
        _ => None,
    };
    let (culprit, (interval, other)) = match (rank(&a.1), rank(&b.1)) {
        (Some(x), Some(y)) if x > y => (x, (b.0, b.1.other)),
        (Some(x), None) => (x, (b.0, b.1.other)),
        (_, Some(y)) => (y, (a.0, a.1.other)),
        (None, None) => return None,
    };
    if matches!(other, Other::Shadow { ordinal, .. } if ordinal == culprit) {
        return None;
    }
    let reason = Reason::DoubleBooking {
        user,
        start: interval.start(),
        end: interval.end(),
        other,
    };
    Some(Charge {
        ordinal: culprit,
        reason,
    })
}

//! Which of several VEVENTs of one event counts: the one of the highest SEQUENCE, then of the latest
//! DTSTAMP, then the last in the file (RFC 5546, 2.1.5).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::components::too_many_parts;
use super::method::Method;
use crate::error::Failure;
use crate::staging::Sorted;

/// A VEVENT with a UID and without a RECURRENCE-ID. Of one UID the last in order counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct EventKey {
    /// The hash of its UID.
    pub uid: u64,
    pub sequence: i64,
    /// DTSTAMP as seconds since 1970; 0 without one.
    pub stamp: i64,
    /// The line it begins on.
    pub line: u64,
    /// Where it is among the records.
    pub place: u64,
    /// The VCALENDAR it is in.
    pub calendar: u64,
}

/// What is known of the UIDs that need it: of which there are several VEVENTs.
#[derive(Default)]
pub(super) struct Versions {
    /// The VEVENTs that do not count, by their lines, and the one that does.
    outdated: HashMap<u64, Winner>,
    /// The highest SEQUENCE with which an event is cancelled.
    cancelled: HashMap<u64, i64>,
    by_uid: HashMap<u64, Overrides>,
}

/// The VEVENT that counts instead of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Winner {
    /// The line it begins on.
    pub line: u64,
    /// Where it is among the records.
    pub place: u64,
    /// Whether neither SEQUENCE nor DTSTAMP says which is newer.
    pub tied: bool,
}

/// The overrides of one UID.
#[derive(Default)]
struct Overrides {
    /// Where they are.
    places: Vec<u64>,
    /// Whether the event itself is in the file.
    has_event: bool,
}

impl Versions {
    /// Reads the keys of all events, of which `limit` may be those that another one replaces or cancels; `overrides` holds where the overrides of each UID are.
    pub(super) fn new(
        events: &Sorted<EventKey>,
        overrides: HashMap<u64, Vec<u64>>,
        limit: u64,
        method: impl Fn(u64) -> Method,
    ) -> Result<Self, Failure> {
        let known = |(uid, places)| (uid, Overrides { places, has_event: false });
        let by_uid = overrides.into_iter().map(known).collect();
        let mut versions = Self { by_uid, ..Self::default() };
        let mut group: Vec<EventKey> = Vec::new();
        for key in events.read()? {
            let key = key?;
            let kept = group.len() + versions.outdated.len() + versions.cancelled.len();
            if kept as u64 > limit {
                return Err(too_many_parts(limit));
            }
            match method(key.calendar) {
                Method::Publish => {}
                Method::Message(_) => continue,
                Method::Add => {
                    versions.by_uid.entry(key.uid).or_default().places.push(key.place);
                    continue;
                }
                Method::Cancel => {
                    versions.cancelled.insert(key.uid, key.sequence);
                    continue;
                }
            }
            if group.last().is_some_and(|last| last.uid != key.uid) {
                versions.choose(&mut group);
            }
            group.push(key);
        }
        versions.choose(&mut group);
        Ok(versions)
    }

    /// Takes the VEVENTs of one UID.
    fn choose(&mut self, group: &mut Vec<EventKey>) {
        let Some(last) = group.pop() else {
            return;
        };
        if let Some(known) = self.by_uid.get_mut(&last.uid) {
            known.has_event = true;
        }
        for other in group.drain(..) {
            let tied = (other.sequence, other.stamp) == (last.sequence, last.stamp);
            let winner = Winner { line: last.line, place: last.place, tied };
            self.outdated.insert(other.line, winner);
        }
        if self.cancelled.contains_key(&last.uid) {
            self.by_uid.entry(last.uid).or_default().has_event = true;
        }
    }

    /// The VEVENT that counts instead of that on `line`, if there is one.
    pub(super) fn winner(&self, line: u64) -> Option<Winner> {
        self.outdated.get(&line).copied()
    }

    /// Whether the event of an override, an added occurrence or a cancellation is in the file.
    pub(super) fn has_event(&self, uid: u64) -> bool {
        self.by_uid.get(&uid).is_some_and(|known| known.has_event)
    }

    /// The SEQUENCE with which the event is cancelled in the file, if it is.
    pub(super) fn cancelled(&self, uid: u64) -> Option<i64> {
        self.cancelled.get(&uid).copied()
    }

    /// Takes where the overrides of an event are.
    pub(super) fn take_overrides(&mut self, uid: u64) -> Vec<u64> {
        self.by_uid.get_mut(&uid).map(|known| std::mem::take(&mut known.places)).unwrap_or_default()
    }
}

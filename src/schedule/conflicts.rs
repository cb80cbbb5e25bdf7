//! Finds double bookings in one scan of meetings in order of their start.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use hashbrown::HashMap;

use super::interval::Interval;
use crate::time::UtcTime;

/// A sweep over users at busy meetings, in order of their start; a meeting has any form.
///
/// Keeps for each user only the meetings that are open at the last start: memory depends on the
/// number of simultaneous meetings, not on the database. How many meetings one overlaps is known
/// without looking at them. It is the plane sweep of Shamos and Hoey (1976) in one dimension.
#[derive(Debug)]
pub struct Sweep<M> {
    open: HashMap<i64, BinaryHeap<Open<M>>>,
    /// Starts since users without open meetings were removed.
    since_cleanup: usize,
}

/// A meeting that has started; of a heap, the one that ends first is on top.
#[derive(Debug, Clone)]
pub struct Open<M> {
    /// When it takes place.
    pub interval: Interval,
    /// The meeting.
    pub meeting: M,
}

impl<M> Default for Sweep<M> {
    fn default() -> Self {
        Self { open: HashMap::new(), since_cleanup: 0 }
    }
}

impl<M> Sweep<M> {
    /// The user's meetings that are open at `start`, which must not be before the previous one, in
    /// any order: a meeting that starts then is a double booking with each.
    pub fn open(&mut self, user: i64, start: UtcTime) -> &[Open<M>] {
        let Some(open) = self.open.get_mut(&user) else {
            return &[];
        };
        end(open, start);
        open.as_slice()
    }

    /// Adds a user at a meeting, which must not start before the previous one.
    pub fn add(&mut self, user: i64, interval: Interval, meeting: M) {
        self.clean_up(interval.start());
        self.open.entry(user).or_default().push(Open { interval, meeting });
    }

    /// Removes meetings that have ended, rarely enough that to add one is cheap.
    fn clean_up(&mut self, now: UtcTime) {
        self.since_cleanup += 1;
        if self.since_cleanup <= 2 * self.open.len() + 1000 {
            return;
        }
        self.since_cleanup = 0;
        self.open.retain(|_, open| {
            end(open, now);
            !open.is_empty()
        });
    }
}

/// Removes the meetings that have ended at `now`.
fn end<M>(open: &mut BinaryHeap<Open<M>>, now: UtcTime) {
    while open.peek().is_some_and(|first| first.interval.end() <= now) {
        open.pop();
    }
}

impl<M> PartialEq for Open<M> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<M> Eq for Open<M> {}

impl<M> PartialOrd for Open<M> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<M> Ord for Open<M> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.interval.end().cmp(&self.interval.end())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn interval(start: i64, length: i64) -> Interval {
        let zero = DateTime::UNIX_EPOCH.naive_utc();
        let start = zero + TimeDelta::minutes(start);
        Interval::new(start, start + TimeDelta::minutes(length)).unwrap()
    }

    proptest! {
        #[test]
        fn the_sweep_finds_what_comparing_all_pairs_finds(
            mut meetings in prop::collection::vec((0..4_i64, 0..60_i64, 1..20_i64), 0..60)
        ) {
            meetings.sort_by_key(|(_, start, _)| *start);
            let mut sweep = Sweep::default();
            let mut found = Vec::new();
            for (id, (user, start, length)) in meetings.iter().enumerate() {
                let time = interval(*start, *length);
                found.extend(sweep.open(*user, time.start()).iter().map(|open| (open.meeting, id)));
                sweep.add(*user, time, id);
            }
            found.sort_unstable();
            let mut expected = Vec::new();
            for (b, later) in meetings.iter().enumerate() {
                for (a, earlier) in meetings[..b].iter().enumerate() {
                    if earlier.0 == later.0 && interval(earlier.1, earlier.2).overlaps(&interval(later.1, later.2)) {
                        expected.push((a, b));
                    }
                }
            }
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}

//! Finds double bookings in one scan of meetings in order of their start.

use std::collections::HashMap;

use super::interval::Interval;

/// A sweep over users at busy meetings, in order of their start; a meeting has any form.
///
/// Keeps for each user only the meetings that are open at the last start: memory depends on the
/// number of simultaneous meetings, not on the database. It is the plane sweep of Shamos and Hoey
/// (1976) in one dimension.
#[derive(Debug)]
pub struct Sweep<M> {
    open: HashMap<i64, Vec<(Interval, M)>>,
    /// Starts since users without open meetings were removed.
    since_cleanup: usize,
}

impl<M> Default for Sweep<M> {
    fn default() -> Self {
        Self { open: HashMap::new(), since_cleanup: 0 }
    }
}

impl<M: Clone> Sweep<M> {
    /// Adds a user at a meeting, which must not start before the previous one.
    ///
    /// Returns the user's open meetings that overlap it: each is a double booking.
    pub fn push(&mut self, user: i64, interval: Interval, meeting: M) -> Vec<(Interval, M)> {
        self.clean_up(interval);
        let open = self.open.entry(user).or_default();
        open.retain(|(earlier, _)| earlier.end() > interval.start());
        let found = open.clone();
        open.push((interval, meeting));
        found
    }

    /// Removes meetings that have ended, rarely enough that a push is cheap.
    fn clean_up(&mut self, next: Interval) {
        self.since_cleanup += 1;
        if self.since_cleanup <= 2 * self.open.len() + 1000 {
            return;
        }
        self.since_cleanup = 0;
        self.open.retain(|_, open| {
            open.retain(|(interval, _)| interval.end() > next.start());
            !open.is_empty()
        });
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
                let open = sweep.push(*user, interval(*start, *length), id);
                found.extend(open.into_iter().map(|(_, other)| (other, id)));
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

//! Who is double-booked in each of a few meetings.

use std::collections::BTreeMap;

use super::interval::Interval;

/// For each of `meetings` those of its users who attend another one that overlaps it, by id.
///
/// The second value of a meeting are the ids of its users, each once. Takes time in proportion to the
/// users of the meetings, not to the overlaps.
pub fn double_booked(meetings: &[(Interval, Vec<i64>)]) -> Vec<Vec<i64>> {
    let mut by_user: BTreeMap<i64, Vec<(Interval, usize)>> = BTreeMap::new();
    for (index, (interval, users)) in meetings.iter().enumerate() {
        for user in users {
            by_user.entry(*user).or_default().push((*interval, index));
        }
    }
    let mut found = vec![Vec::new(); meetings.len()];
    for (user, mut attended) in by_user {
        attended.sort_unstable();
        let mut last_end = None;
        for (place, (interval, index)) in attended.iter().enumerate() {
            let with_earlier = last_end.is_some_and(|end| interval.start() < end);
            // Of the later ones the next starts first.
            let next = attended.get(place + 1);
            let with_later = next.is_some_and(|(next, _)| next.start() < interval.end());
            if with_earlier || with_later {
                found[*index].push(user);
            }
            last_end = last_end.max(Some(interval.end()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_finds_what_comparing_all_pairs_finds(
            meetings in prop::collection::vec(
                (0..60_i64, 1..20_i64, prop::collection::btree_set(0..4_i64, 0..4)),
                0..40,
            )
        ) {
            let zero = DateTime::UNIX_EPOCH.naive_utc();
            let at = |minute| zero + TimeDelta::minutes(minute);
            let meetings: Vec<(Interval, Vec<i64>)> = meetings
                .into_iter()
                .map(|(start, length, users)| {
                    (Interval::new(at(start), at(start + length)).unwrap(), users.into_iter().collect())
                })
                .collect();
            let expected: Vec<Vec<i64>> = meetings.iter().enumerate().map(|(a, (time, users))| {
                let elsewhere = |user: &i64| meetings.iter().enumerate().any(|(b, (other, theirs))| {
                    a != b && theirs.contains(user) && time.overlaps(other)
                });
                users.iter().copied().filter(elsewhere).collect()
            }).collect();
            prop_assert_eq!(double_booked(&meetings), expected);
        }
    }
}

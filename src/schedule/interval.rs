//! The interval of time that a meeting takes.

use crate::time::{TimeError, UtcTime, Zone, rfc3339};

/// A half-open interval of time, `[start, end)`: never empty, and back-to-back ones do not overlap.
///
/// Ordered by start, then by end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    start: UtcTime,
    end: UtcTime,
}

impl Interval {
    /// The interval from `start` to `end` (exclusive).
    ///
    /// # Errors
    /// `end` is not after `start`.
    pub fn new(start: UtcTime, end: UtcTime) -> Result<Self, TimeError> {
        if start < end {
            return Ok(Self { start, end });
        }
        let utc = Zone::utc();
        let message = format!(
            "the end {} is not after the start {}",
            rfc3339(end, &utc),
            rfc3339(start, &utc)
        );
        Err(TimeError::new(message, "the end must be later than the start"))
    }

    /// The first instant.
    pub fn start(&self) -> UtcTime {
        self.start
    }

    /// The first instant after it.
    pub fn end(&self) -> UtcTime {
        self.end
    }

    /// Whether some instant is in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// From the earlier start to the later end.
    #[must_use]
    pub fn hull(&self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The interval that is in both, if they overlap.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        self.overlaps(other)
            .then(|| Self { start: self.start.max(other.start), end: self.end.min(other.end) })
    }

    /// Its length in whole seconds.
    pub fn seconds(&self) -> i64 {
        (self.end - self.start).num_seconds()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn minute(n: i64) -> UtcTime {
        NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(9, 0, 0).unwrap()
            + TimeDelta::minutes(n)
    }

    fn interval(start: i64, end: i64) -> Interval {
        Interval::new(minute(start), minute(end)).unwrap()
    }

    #[test]
    fn the_thirteen_relations_of_allen() {
        let fixed = interval(10, 20);
        for (relation, other, shared) in [
            ("before", interval(0, 5), None),
            ("after", interval(25, 30), None),
            ("meets", interval(0, 10), None),
            ("met by", interval(20, 30), None),
            ("overlaps", interval(5, 15), Some(interval(10, 15))),
            ("overlapped by", interval(15, 25), Some(interval(15, 20))),
            ("starts", interval(10, 15), Some(interval(10, 15))),
            ("started by", interval(10, 25), Some(fixed)),
            ("during", interval(12, 18), Some(interval(12, 18))),
            ("contains", interval(5, 25), Some(fixed)),
            ("finishes", interval(15, 20), Some(interval(15, 20))),
            ("finished by", interval(5, 20), Some(fixed)),
            ("equals", interval(10, 20), Some(fixed)),
        ] {
            assert_eq!(other.overlaps(&fixed), shared.is_some(), "{relation}");
            assert_eq!(fixed.overlaps(&other), shared.is_some(), "{relation}, turned round");
            assert_eq!(other.intersection(&fixed), shared, "{relation}");
            assert_eq!(fixed.intersection(&other), shared, "{relation}, turned round");
        }
    }

    #[test]
    fn an_end_that_is_not_after_the_start_is_refused() {
        for end in [0, -1] {
            let error = Interval::new(minute(0), minute(end)).unwrap_err();
            assert!(error.message.ends_with("is not after the start 2026-06-01T09:00:00Z"));
        }
        let error = Interval::new(minute(5), minute(0)).unwrap_err();
        assert!(error.message.starts_with("the end 2026-06-01T09:00:00Z is not after"));
    }

    #[test]
    fn lengths_are_whole_seconds() {
        let odd = Interval::new(minute(0), minute(1) + TimeDelta::seconds(59)).unwrap();
        assert_eq!(odd.seconds(), 119);
        assert_eq!(interval(0, 45).seconds(), 2700);
    }

    /// An interval within two hours, so that many pairs touch or overlap.
    fn any_interval() -> impl Strategy<Value = (i64, i64)> {
        (0_i64..100, 1_i64..30).prop_map(|(start, length)| (start, start + length))
    }

    proptest! {
        #[test]
        fn overlaps_and_intersection_agree_with_every_minute(
            (a_start, a_end) in any_interval(),
            (b_start, b_end) in any_interval(),
        ) {
            let shared: Vec<i64> = (0..150)
                .filter(|m| (a_start..a_end).contains(m) && (b_start..b_end).contains(m))
                .collect();
            let expected = shared.first().zip(shared.last()).map(|(f, l)| interval(*f, l + 1));
            let (a, b) = (interval(a_start, a_end), interval(b_start, b_end));
            prop_assert_eq!(a.overlaps(&b), !shared.is_empty());
            prop_assert_eq!(b.overlaps(&a), a.overlaps(&b));
            prop_assert_eq!(a.intersection(&b), expected);
            prop_assert_eq!(b.intersection(&a), expected);
        }

        #[test]
        fn back_to_back_never_overlaps((start, middle) in any_interval(), more in 1_i64..30) {
            let (first, second) = (interval(start, middle), interval(middle, middle + more));
            prop_assert!(!first.overlaps(&second) && !second.overlaps(&first));
            prop_assert_eq!(first.seconds() + second.seconds(), interval(start, middle + more).seconds());
        }

        #[test]
        fn every_interval_overlaps_itself((start, end) in any_interval()) {
            let it = interval(start, end);
            prop_assert_eq!(it.intersection(&it), Some(it));
            prop_assert_eq!(it.seconds(), 60 * (end - start));
        }
    }
}

//! The uid of a meeting.

use super::series::OccurrenceKey;
use crate::fnv::fnv1a;
use crate::interchange::record::MAX_UID_CHARS;

/// How many characters of a long uid are not hashed.
const MAX_PLAIN: usize = 180;

/// The uid of the meeting `key` of the event `uid`; of the event itself without a key.
pub(super) fn meeting(uid: &str, key: Option<OccurrenceKey>) -> String {
    let full = match key {
        Some(key) => format!("{uid}/{}", key.suffix()),
        None => uid.to_owned(),
    };
    if full.chars().count() <= MAX_UID_CHARS {
        return full;
    }
    let start: String = full.chars().take(MAX_PLAIN).collect();
    format!("{start}#{:032x}", fnv1a([full.as_str()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_uids_are_cut_and_still_differ() {
        let key = |day| OccurrenceKey::Day(chrono::NaiveDate::from_ymd_opt(2026, 6, day).unwrap());
        assert_eq!(meeting("a", None), "a");
        assert_eq!(meeting("a", Some(key(1))), "a/20260601");
        let long = "ü".repeat(300);
        let (first, second) = (meeting(&long, Some(key(1))), meeting(&long, Some(key(2))));
        assert_ne!(first, second);
        assert_eq!(first.chars().count(), 213);
        assert_eq!(meeting(&"a".repeat(255), None), "a".repeat(255));
        // Written into databases, so it must never change.
        assert_eq!(
            meeting(&"a".repeat(256), None),
            format!("{}#4b61b5b1f8d840dfc0ed4c08b6f0de46", "a".repeat(180))
        );
    }
}

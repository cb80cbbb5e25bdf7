//! Lengths of time in minutes, exact.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::output::FieldText;
use crate::time::{UtcTime, format_seconds};

/// A length in minutes: an integer where it is whole, else a number that is never cut (`0.5`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    seconds: i128,
    parts: i128,
}

impl Minutes {
    /// The length of `seconds`.
    pub fn of_seconds(seconds: i64) -> Self {
        Self { seconds: seconds.into(), parts: 1 }
    }

    /// From one time to another, both in whole seconds as they are shown.
    pub fn between(start: UtcTime, end: UtcTime) -> Self {
        Self::of_seconds(end.and_utc().timestamp() - start.and_utc().timestamp())
    }

    /// The mean of `parts` lengths that take `micros` microseconds together; 0 of none.
    pub fn mean_of_micros(micros: i128, parts: i64) -> Self {
        Self { seconds: micros, parts: 1_000_000 * i128::from(parts.max(1)) }
    }

    /// The length for people: `1h30m`.
    pub fn short(self) -> String {
        format_seconds(i64::try_from(self.seconds / self.parts).unwrap_or(i64::MAX))
    }

    /// The number.
    #[expect(clippy::cast_precision_loss, reason = "sums of seconds are far below 2^53")]
    pub fn number(self) -> f64 {
        self.seconds as f64 / (60 * self.parts) as f64
    }

    fn whole(self) -> Option<i64> {
        let unit = 60 * self.parts;
        i64::try_from(self.seconds / unit).ok().filter(|_| self.seconds % unit == 0)
    }
}

impl Serialize for Minutes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(minutes) => serializer.serialize_i64(minutes),
            None => serializer.serialize_f64(self.number()),
        }
    }
}

impl FieldText for Minutes {
    fn text(&self) -> Cow<'_, str> {
        self.whole().map_or_else(|| self.number().to_string(), |minutes| minutes.to_string()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(minutes: Minutes) -> (String, String) {
        (serde_json::to_string(&minutes).unwrap(), minutes.text().into_owned())
    }

    #[test]
    fn minutes_are_exact() {
        for (seconds, text) in [
            (0, "0"),
            (2700, "45"),
            (30, "0.5"),
            (90, "1.5"),
            (10, "0.16666666666666666"),
            (-30, "-0.5"),
        ] {
            let minutes = Minutes::of_seconds(seconds);
            assert_eq!(both(minutes), (text.to_owned(), text.to_owned()));
        }
        assert_eq!(both(Minutes::mean_of_micros(7_320_000_000, 1)).0, "122");
        assert_eq!(both(Minutes::mean_of_micros(10_000_000_000, 3)).0, "55.55555555555556");
        assert_eq!(both(Minutes::mean_of_micros(0, 0)).0, "0");
        let year = 366 * 86_400 * 1_000_000_i128;
        assert_eq!(both(Minutes::mean_of_micros(year * 1_000_000, 1_000_000)).0, "527040");
    }

    #[test]
    fn a_fraction_of_a_second_is_dropped_at_both_ends() {
        let time = |text: &str| format!("2026-06-01T10:{text}").parse().unwrap();
        assert_eq!(Minutes::between(time("00:00.9"), time("01:00.1")), Minutes::of_seconds(60));
    }
}

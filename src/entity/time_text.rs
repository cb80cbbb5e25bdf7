//! Times as SQLite stores them: text, also where it has packed rows as JSON.

use std::borrow::Cow;

use chrono::{Datelike, TimeDelta};
use sea_orm::prelude::DateTime;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::time::read_fixed;

#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
#[serde(transparent)]
struct Time(#[serde(deserialize_with = "time")] DateTime);

/// Reads `YYYY-MM-DD HH:MM:SS`, also with a fraction.
pub(super) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
    let Text(text) = Text::deserialize(deserializer)?;
    read(&text).ok_or_else(|| D::Error::custom("not a time"))
}

/// The same of a text.
pub(crate) fn read(text: &str) -> Option<DateTime> {
    match read_fixed(text) {
        // SQL compares the text: with a `T` it would sort after every space of the same day.
        Some((time, b' ', rest)) if time.year() > 0 && !rest.contains(['+', '-']) => {
            Some(time + TimeDelta::microseconds(microseconds(rest)))
        }
        _ => None,
    }
}

/// The same, or null.
pub(super) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<DateTime>, D::Error> {
    Ok(Option::<Time>::deserialize(deserializer)?.map(|Time(time)| time))
}

/// The microseconds of a fraction such as `.5`, of which more digits are cut; 0 of any other text.
fn microseconds(fraction: &str) -> i64 {
    let digits = fraction.strip_prefix('.').unwrap_or_default().bytes();
    let digits = digits.take_while(u8::is_ascii_digit).chain(std::iter::repeat(b'0')).take(6);
    digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fraction: &str) -> Result<DateTime, serde_json::Error> {
        let text = format!("\"2026-06-01 10:00:00{fraction}\"");
        time(&mut serde_json::Deserializer::from_str(&text))
    }

    #[test]
    fn a_fraction_of_any_length_is_read() {
        for (fraction, microseconds) in [
            (".", 0),
            (".000000", 0),
            (".5", 500_000),
            (".000001", 1),
            (".123456789", 123_456),
            (".25Z", 250_000),
        ] {
            let passed = read(fraction).unwrap() - read("").unwrap();
            assert_eq!(passed, TimeDelta::microseconds(microseconds), "{fraction}");
        }
        assert!(read("+02:00").is_err());
    }
}

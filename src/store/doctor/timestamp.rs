//! Timestamps as other programs write them as text.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// `YYYY-MM-DD HH:MM:SS` in UTC for an unambiguous text.
///
/// That is: a date and a time with a blank or `T` between them; seconds may be missing, a
/// fraction is cut as everywhere in meetctl; at the end nothing (which means UTC), `Z`, or an
/// offset such as `+02:00`.
pub fn canonical(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let (year, month, day) = (number(date, 0, 4)?, number(date, 5, 7)?, number(date, 8, 10)?);
    let dashes = [date.as_bytes()[4], date.as_bytes()[7]] == *b"--";
    let rest = text.get(10..)?.strip_prefix([' ', 'T'])?;
    let (time, rest) = clock(rest)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let local = date.and_hms_opt(time[0], time[1], time[2])?;
    let utc = local.checked_sub_signed(offset(rest.trim_start_matches(' '))?)?;
    (dashes && in_range(utc)).then(|| utc.format("%Y-%m-%d %H:%M:%S").to_string())
}

/// Hours, minutes and seconds, and what follows them and their fraction.
fn clock(text: &str) -> Option<([u32; 3], &str)> {
    let (hours, minutes) = (number(text, 0, 2)?, number(text, 3, 5)?);
    if text.as_bytes()[2] != b':' {
        return None;
    }
    let Some(rest) = text[5..].strip_prefix(':') else {
        return Some(([hours, minutes, 0], &text[5..]));
    };
    let seconds = number(rest, 0, 2)?;
    let rest = &rest[2..];
    let Some(fraction) = rest.strip_prefix('.') else {
        return Some(([hours, minutes, seconds], rest));
    };
    let after = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    (after.len() < fraction.len()).then_some(([hours, minutes, seconds], after))
}

/// How far ahead of UTC a time is that ends so.
fn offset(text: &str) -> Option<TimeDelta> {
    if matches!(text, "" | "Z" | "z") {
        return Some(TimeDelta::zero());
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let text = &text[1..];
    let (hours, minutes) = (number(text, 0, 2)?, number(text, 3, 5)?);
    let known = text.len() == 5 && text.as_bytes()[2] == b':' && hours <= 14 && minutes <= 59;
    known.then(|| TimeDelta::minutes(sign * i64::from(hours * 60 + minutes)))
}

fn number(text: &str, from: usize, to: usize) -> Option<u32> {
    let digits = text.get(from..to)?;
    let all = digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

/// Four digits of a year.
fn in_range(time: NaiveDateTime) -> bool {
    use chrono::Datelike;
    (0..=9999).contains(&time.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unambiguous_times_are_converted() {
        for (text, expected) in [
            ("2026-06-01 10:00:00", "2026-06-01 10:00:00"),
            ("2026-06-01 10:00:00.000000", "2026-06-01 10:00:00"),
            ("2026-06-01 10:00:59.999999", "2026-06-01 10:00:59"),
            ("2026-06-01T10:00:00", "2026-06-01 10:00:00"),
            ("2026-06-01T10:00:00Z", "2026-06-01 10:00:00"),
            ("2026-06-01T10:00:00.5z", "2026-06-01 10:00:00"),
            ("2026-06-01T10:00:00+02:00", "2026-06-01 08:00:00"),
            ("2026-06-01 10:00:00.25 -05:30", "2026-06-01 15:30:00"),
            ("2026-01-01T00:30:00+01:00", "2025-12-31 23:30:00"),
            ("2026-06-01 10:00", "2026-06-01 10:00:00"),
            ("2026-06-01T10:00Z", "2026-06-01 10:00:00"),
            ("2024-02-29 10:00:00", "2024-02-29 10:00:00"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn ambiguous_times_are_left_to_a_person() {
        for text in [
            "",
            "tomorrow",
            "now",
            "2026-06-01",
            "01.06.2026 10:00",
            "06/01/2026 10:00:00",
            "2026-06-01 10",
            "2026-06-01 10:00:",
            "2026-06-01 10:00:0",
            "2026-06-01 10:00:00.",
            "2026-06-01 10:00:00 CET",
            "2026-06-01 10:00:00 PM",
            "2026-06-01 10:00:00+2",
            "2026-06-01 10:00:00+0200",
            "2026-06-01 10:00:00+15:00",
            "2026-06-01 10:00:00,5",
            "2026-06-01  10:00:00",
            "2026-02-30 10:00:00",
            "2026-06-01 24:00:00",
            "2026-06-01 10:60:00",
            "2026-06-01 23:59:60",
            "2026/06/01 10:00:00",
            "12026-06-01 10:00:00",
            "0000-01-01T00:00:00+01:00",
            "９９９９-06-01 10:00:00",
            "2026-06-01 10:00:00é",
            "2461192.5",
        ] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }
}

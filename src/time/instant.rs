//! Instants, their range, and the form in which machines write them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// An instant: UTC. People name and see whole seconds; what another program stored may have
/// microseconds.
pub type UtcTime = NaiveDateTime;

/// The second in which an instant is.
pub fn whole_second(time: UtcTime) -> UtcTime {
    time.with_nanosecond(0).unwrap_or(time)
}

/// The years in which all three engines can hold a time, in UTC.
///
/// MySQL's `DATETIME` sets both ends.
pub const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

/// The first and the last second that can be stored.
pub fn bounds() -> (UtcTime, UtcTime) {
    let first = NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).unwrap_or_default();
    let last = NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).unwrap_or_default();
    (first.and_time(NaiveTime::MIN), last.and_hms_opt(23, 59, 59).unwrap_or_default())
}

/// Reads a text that begins with `2026-06-01T10:00:00`: the time, the separator and the rest.
///
/// Written out, because files and tables hold millions of times.
pub fn read_fixed(text: &str) -> Option<(NaiveDateTime, u8, &str)> {
    let (time, rest) = text.split_at_checked(19)?;
    let byte = |at: usize| time.as_bytes()[at];
    let number = |digits: std::ops::Range<usize>| {
        time.as_bytes()[digits].iter().try_fold(0, |number: u32, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    if [byte(4), byte(7), byte(13), byte(16)] != *b"--::" {
        return None;
    }
    let year = i32::try_from(number(0..4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(5..7)?, number(8..10)?)?;
    let time = date.and_hms_opt(number(11..13)?, number(14..16)?, number(17..19)?)?;
    Some((time, byte(10), rest))
}

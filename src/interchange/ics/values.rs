//! Dates, times and durations as iCalendar writes them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::time::parse_iso_duration;

/// A value of the type DATE or DATE-TIME.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateValue {
    /// A day.
    Date(NaiveDate),
    /// What a clock shows.
    Local(NaiveDateTime),
    /// An instant.
    Utc(NaiveDateTime),
}

impl DateValue {
    /// Reads `20260601`, `20260601T100000` or `20260601T100000Z`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = match text.split_once(['T', 't']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let date = parse_date(date)?;
        let Some(time) = time else {
            return Some(Self::Date(date));
        };
        match time.strip_suffix(['Z', 'z']) {
            Some(time) => Some(Self::Utc(date.and_time(parse_clock(time)?))),
            None => Some(Self::Local(date.and_time(parse_clock(time)?))),
        }
    }

    /// What its clock shows; midnight for a day.
    pub(super) fn civil(self) -> NaiveDateTime {
        match self {
            Self::Date(date) => date.and_time(NaiveTime::MIN),
            Self::Local(time) | Self::Utc(time) => time,
        }
    }

    /// The day it names.
    pub(super) fn date(self) -> NaiveDate {
        match self {
            Self::Date(date) => date,
            Self::Local(time) | Self::Utc(time) => time.date(),
        }
    }
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    let date = digits(text, 8)?;
    let year = i32::try_from(date / 10_000).ok()?;
    NaiveDate::from_ymd_opt(year, date / 100 % 100, date % 100)
}

/// Hours, minutes and seconds; a leap second is the one before it.
fn parse_clock(text: &str) -> Option<NaiveTime> {
    let clock = match text.len() {
        4 => digits(text, 4)? * 100,
        _ => digits(text, 6)?,
    };
    NaiveTime::from_hms_opt(clock / 10_000, clock / 100 % 100, (clock % 100).min(59))
        .filter(|_| clock % 100 <= 60)
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let all = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

/// A value of the type DURATION: days on the calendar, and seconds on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CalendarDuration {
    /// Calendar days, as long as the zone makes them.
    pub days: i64,
    /// The rest.
    pub seconds: i64,
}

impl CalendarDuration {
    /// Reads `P1D`, `PT1H30M`, `-P2W`, `P1DT12H`; some calendars write `P1DT`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (days, seconds) = parse_iso_duration(rest.strip_suffix(['T', 't']).unwrap_or(rest))?;
        Some(Self { days: sign * days, seconds: sign * seconds })
    }
}

/// A value of the type UTC-OFFSET in seconds: `+0100`, `-053045`.
pub(super) fn parse_offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let number = match rest.len() {
        4 => digits(rest, 4)? * 100,
        _ => digits(rest, 6)?,
    };
    let seconds = number / 10_000 * 3600 + number / 100 % 100 * 60 + number % 100;
    // jiff and the time zone database have the same limit.
    (seconds < 26 * 3600).then(|| sign * seconds.cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        let time = |text| DateValue::parse(text).map(|value| format!("{value:?}"));
        for (text, value) in [
            ("20260601", "Date(2026-06-01)"),
            (" 20260601T100000 ", "Local(2026-06-01T10:00:00)"),
            ("20260601T1000Z", "Utc(2026-06-01T10:00:00)"),
            ("20261231T235960Z", "Utc(2026-12-31T23:59:59)"),
        ] {
            assert_eq!(time(text).as_deref(), Some(value));
        }
        for bad in [
            "",
            "T",
            "20260230",
            "20260601Z",
            "2026-06-01",
            "20260601T250000",
            "20260601T10",
            "+2026060",
            "20260601T100061",
            "２０２６０６０１",
        ] {
            assert_eq!(DateValue::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn durations_are_read() {
        for (text, days, seconds) in [
            ("PT1H30M", 0, 5400),
            ("P1D", 1, 0),
            ("-P2W", -14, 0),
            ("P1DT12H", 1, 43200),
            ("+PT0S", 0, 0),
            ("P1DT", 1, 0),
            ("p1w2d", 9, 0),
        ] {
            assert_eq!(
                CalendarDuration::parse(text),
                Some(CalendarDuration { days, seconds }),
                "{text}"
            );
        }
        for bad in [
            "",
            "P",
            "PT",
            "1H",
            "PT1H1H",
            "PT1M1H",
            "P1H",
            "PTH",
            "PT9999999999999S",
            "P1M",
            "P1Y",
            "PT1.5S",
            "P-1D",
        ] {
            assert_eq!(CalendarDuration::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn offsets_are_read() {
        assert_eq!(parse_offset("+0530"), Some(19800));
        assert_eq!(parse_offset("-000001"), Some(-1));
        assert_eq!(parse_offset("-0000"), Some(0));
        assert_eq!(parse_offset("+9900"), None);
        assert_eq!(parse_offset("1"), None);
    }
}

//! Times as text, for machines and for tables.

use std::fmt::Write;

use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::instant::UtcTime;
use super::zone::Zone;

/// A time as a table shows it, on the clocks of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// `2026-06-01`
    pub date: String,
    /// `10:00`, or `10:00:30` where the seconds are not zero.
    pub time: String,
    /// `Z` in UTC, else as in `+02:00`.
    pub offset: String,
    /// The day of the week; displayed as `Mon`.
    pub weekday: Weekday,
}

/// `time` in the form of RFC 3339: `2026-06-01T10:00:00Z` in UTC, `2026-06-01T12:00:00+02:00`
/// elsewhere. A fraction of a second is dropped.
///
/// The text always names the very instant: where RFC 3339 cannot write the clocks' time (local
/// mean time with seconds in its offset, a year above 9999) the offset is cut to whole minutes, or
/// UTC is written.
pub fn rfc3339(time: UtcTime, zone: &Zone) -> String {
    let (civil, ahead) = shown(time, zone);
    let mut out = String::with_capacity(25);
    push_date(&mut out, civil);
    out.push('T');
    push_two(&mut out, civil.hour());
    out.push(':');
    push_two(&mut out, civil.minute());
    out.push(':');
    push_two(&mut out, civil.second());
    match ahead {
        None => out.push('Z'),
        Some(seconds) => push_offset(&mut out, seconds),
    }
    out
}

/// `time` as the clocks of `zone` show it, in parts, for tables. A fraction is dropped.
pub fn local(time: UtcTime, zone: &Zone) -> Local {
    let (civil, ahead) = shown(time, zone);
    let mut date = String::with_capacity(10);
    push_date(&mut date, civil);
    Local {
        date,
        time: clock(civil),
        offset: ahead.map_or("Z".into(), offset),
        weekday: civil.weekday(),
    }
}

/// The clocks' time, and the seconds it is ahead of UTC: `None` for UTC itself.
fn shown(time: UtcTime, zone: &Zone) -> (NaiveDateTime, Option<i32>) {
    if zone.is_utc() {
        return (time, None);
    }
    let exact = zone.offset_at(time);
    let ahead = exact - exact % 60;
    match time.checked_add_signed(TimeDelta::seconds(ahead.into())) {
        Some(civil) if has_four_digits(civil) => (civil, Some(ahead)),
        _ => (time, None),
    }
}

fn has_four_digits(civil: NaiveDateTime) -> bool {
    (0..=9999).contains(&civil.year())
}

/// `10:00`, or `10:00:30`.
pub(super) fn clock(civil: NaiveDateTime) -> String {
    let mut out = String::with_capacity(8);
    push_two(&mut out, civil.hour());
    out.push(':');
    push_two(&mut out, civil.minute());
    if civil.second() != 0 {
        out.push(':');
        push_two(&mut out, civil.second());
    }
    out
}

/// `+02:00`
pub(super) fn offset(seconds: i32) -> String {
    let mut out = String::with_capacity(6);
    push_offset(&mut out, seconds);
    out
}

fn push_offset(out: &mut String, seconds: i32) {
    let minutes = seconds.unsigned_abs() / 60;
    out.push(if seconds < 0 { '-' } else { '+' });
    push_two(out, minutes / 60);
    out.push(':');
    push_two(out, minutes % 60);
}

fn push_date(out: &mut String, civil: NaiveDateTime) {
    let year = civil.year();
    if has_four_digits(civil) {
        let year = year.unsigned_abs();
        push_two(out, year / 100);
        push_two(out, year % 100);
    } else {
        // ISO 8601's expanded year. Only a row that meetctl did not write can hold one.
        let _ = write!(out, "{year:+05}");
    }
    out.push('-');
    push_two(out, civil.month());
    out.push('-');
    push_two(out, civil.day());
}

/// Writes two digits directly: a million rows are written, and `write!` costs ten times as much.
fn push_two(out: &mut String, number: u32) {
    let digit = |n: u32| char::from_digit(n % 10, 10).unwrap_or('0');
    out.push(digit(number / 10));
    out.push(digit(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> UtcTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").unwrap()
    }

    fn shown_in(name: &str, time: &str) -> String {
        rfc3339(utc(time), &Zone::parse(name).unwrap())
    }

    #[test]
    fn times_are_written_for_machines() {
        let time = "2026-06-01 10:00:09";
        assert_eq!(shown_in("UTC", time), "2026-06-01T10:00:09Z");
        assert_eq!(shown_in("Europe/Berlin", time), "2026-06-01T12:00:09+02:00");
        assert_eq!(shown_in("America/New_York", time), "2026-06-01T06:00:09-04:00");
        assert_eq!(shown_in("Asia/Kathmandu", time), "2026-06-01T15:45:09+05:45");
        assert_eq!(shown_in("Australia/Lord_Howe", time), "2026-06-01T20:30:09+10:30");
        // Agreeing with UTC is not being UTC.
        assert_eq!(shown_in("Europe/London", "2026-01-01 00:00:00"), "2026-01-01T00:00:00+00:00");
        assert_eq!(shown_in("UTC", "2026-06-01 10:00:09.999"), "2026-06-01T10:00:09Z");
        assert_eq!(shown_in("UTC", "0001-01-01 00:00:00"), "0001-01-01T00:00:00Z");
    }

    #[test]
    fn what_rfc_3339_cannot_write_still_names_the_instant() {
        // Local mean time in Berlin was 53 minutes and 28 seconds ahead.
        assert_eq!(shown_in("Europe/Berlin", "1800-01-01 00:00:00"), "1800-01-01T00:53:00+00:53");
        assert_eq!(
            shown_in("America/New_York", "1800-01-01 00:00:00"),
            "1799-12-31T19:04:00-04:56"
        );
        assert_eq!(shown_in("Europe/Berlin", "9999-12-31 23:30:00"), "9999-12-31T23:30:00Z");
        let beyond = rfc3339(UtcTime::MAX, &Zone::parse("Europe/Berlin").unwrap());
        assert_eq!(beyond, "+262142-12-31T23:59:59Z");
        assert!(rfc3339(UtcTime::MIN, &Zone::utc()).starts_with("-262143-01-01"));
    }

    #[test]
    fn tables_leave_out_zero_seconds() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let monday = local(utc("2026-06-01 22:30:00"), &berlin);
        assert_eq!((monday.date.as_str(), monday.time.as_str()), ("2026-06-02", "00:30"));
        assert_eq!((monday.offset.as_str(), monday.weekday), ("+02:00", Weekday::Tue));
        let odd = local(utc("2026-06-01 10:00:30"), &Zone::utc());
        assert_eq!((odd.time.as_str(), odd.offset.as_str()), ("10:00:30", "Z"));
    }
}

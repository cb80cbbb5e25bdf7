//! The grammar of times.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::duration::{self, fractional, parse_parts};
use super::error::{TimeError, quoted};
use super::format::{clock, rfc3339};
use super::instant::{UtcTime, YEARS, bounds};
use super::scan::{digits, read_offset};
use super::zone::{Instants, Zone};

#[cfg(test)]
mod changes;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

const HINT: &str = "write 2026-06-01T10:00:00Z, '2026-06-01 10:00', 2026-06-01, now, today, \
                    'monday 09:00', +2h or -7d";

/// A time as it was typed, kept as text until the zone and the clock are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedTime(String);

impl TypedTime {
    /// The instant it means; see [`parse_time`].
    pub fn resolve(&self, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
        parse_time(&self.0, now, zone)
    }
}

/// Takes any text but an empty one.
impl FromStr for TypedTime {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        match text.trim() {
            "" => Err(unknown("")),
            typed => Ok(Self(typed.to_owned())),
        }
    }
}

impl fmt::Display for TypedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a time as people type it.
///
/// - RFC 3339: `2026-06-01T10:00:00Z`, `…+02:00`; seconds may be left out, `T` may be a blank.
/// - The clocks of `zone`: `2026-06-01 10:00`, optionally with seconds or `T`.
/// - A date alone is the first instant of that day in `zone`: 00:00, or the end of the gap where
///   the clocks jump over midnight. A day that the zone skipped is refused.
/// - `now`; `today`, `tomorrow`, `yesterday`, alone or with a time: `today 17:30`.
/// - `monday` to `sunday`, `mon` to `sun`: the next such day *after* today, so on a Monday
///   `monday` is a week ahead; alone or with a time.
/// - `+2h`, `-7d`, `+1d12h` from `now`: days and weeks on the calendar of `zone`, then hours,
///   minutes and seconds as they pass. Where the calendar leads into a gap or a fold, it takes
///   what [`Zone::compatible`] takes: a job with `-7d` does not fail twice a year.
///
/// A typed clock time in a gap or a fold is refused, and so is what the engines cannot hold:
/// fractions and leap seconds, and years before 1000 or after 9999 in UTC.
pub fn parse_time(text: &str, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
    let typed = text.trim();
    let now = now.with_nanosecond(0).unwrap_or(now);
    let time = match typed.as_bytes().first() {
        Some(b'+' | b'-') => relative(typed, now, zone),
        Some(b'0'..=b'9') => absolute(typed, zone),
        Some(_) => named(typed, now, zone),
        None => Err(unknown(typed)),
    }?;
    let (first, last) = bounds();
    if time < first || time > last { Err(out_of_range(typed)) } else { Ok(time) }
}

/// `+2h`, `-7d`.
fn relative(typed: &str, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
    let (sign, amount) = typed.split_at(1);
    let parts = parse_parts(amount, "m").map_err(|error| not_relative(typed, amount, error))?;
    if parts.nanos != 0 {
        return Err(fractional(typed));
    }
    let direction = if sign == "-" { -1 } else { 1 };
    let after_days = match parts.days {
        0 => Some(now),
        days => TimeDelta::try_days(direction * days)
            .and_then(|days| zone.to_civil(now).checked_add_signed(days))
            .map(|civil| zone.compatible(civil)),
    };
    after_days
        .zip(TimeDelta::try_seconds(direction * parts.seconds))
        .and_then(|(time, seconds)| time.checked_add_signed(seconds))
        .ok_or_else(|| out_of_range(typed))
}

/// `2026-06-01`, with or without a time, with or without an offset.
fn absolute(typed: &str, zone: &Zone) -> Result<UtcTime, TimeError> {
    let (date, rest) = read_date(typed)?;
    if rest.is_empty() {
        return start_of(date, typed, zone);
    }
    let rest = match rest.strip_prefix(['T', 't']) {
        Some(rest) => rest,
        None if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        None => return Err(unknown(typed)),
    };
    let (time, rest) = read_clock(rest, typed)?;
    let civil = date.and_time(time);
    match rest.trim_start() {
        "" => on_the_clocks(civil, typed, zone),
        rest => match read_offset(rest) {
            Some((ahead, "")) => Ok(civil - TimeDelta::seconds(ahead.into())),
            _ => Err(unknown(typed)),
        },
    }
}

/// `tomorrow`, `monday 09:00`.
fn named(typed: &str, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
    let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let word = word.to_lowercase();
    if word == "now" {
        return if rest.is_empty() {
            Ok(now)
        } else {
            let message = format!("{} has more than now", quoted(typed));
            Err(TimeError::new(message, "write now, 'today 17:30' or +2h"))
        };
    }
    let today = zone.to_civil(now).date();
    let date = named_day(&word, today).ok_or_else(|| unknown(typed))?;
    match rest.trim_start() {
        "" => start_of(date, typed, zone),
        rest => match read_clock(rest, typed)? {
            (time, "") => on_the_clocks(date.and_time(time), typed, zone),
            (_, rest) if read_offset(rest.trim_start()).is_some() => Err(TimeError::new(
                format!("{} has an offset but no date", quoted(typed)),
                "write the date, as in 2026-06-01T17:30:00+02:00, or name the zone with --tz",
            )),
            _ => Err(unknown(typed)),
        },
    }
}

fn named_day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word {
        "today" => return Some(today),
        "tomorrow" => return today.succ_opt(),
        "yesterday" => return today.pred_opt(),
        _ => {}
    }
    // chrono reads `monday` and `mon`, and no other spelling.
    let weekday: Weekday = word.parse().ok()?;
    let ahead = match weekday.days_since(today.weekday()) {
        0 => 7,
        ahead => ahead,
    };
    today.checked_add_days(Days::new(ahead.into()))
}

/// The first instant of `date`, unless the zone skipped the day.
fn start_of(date: NaiveDate, typed: &str, zone: &Zone) -> Result<UtcTime, TimeError> {
    let start = zone.day_start(date);
    if zone.to_civil(start).date() == date {
        return Ok(start);
    }
    on_the_clocks(date.and_time(NaiveTime::MIN), typed, zone)
}

/// The one instant at which the clocks of `zone` show `civil`.
fn on_the_clocks(civil: NaiveDateTime, typed: &str, zone: &Zone) -> Result<UtcTime, TimeError> {
    let (earlier, later, what) = match zone.instants(civil) {
        Instants::One(time) => return Ok(time),
        Instants::Gap { earlier, later, jump } => {
            let after = zone.to_civil(jump);
            let (from, to) = both(after - (later - earlier), after);
            let why = format!("(clocks jump from {from} to {to})");
            (earlier, later, format!("does not exist in {} {why}", zone.name()))
        }
        Instants::Fold { earlier, later, jump } => {
            let after = zone.to_civil(jump);
            let (from, to) = both(after + (later - earlier), after);
            let why = format!("(clocks go back from {from} to {to})");
            (earlier, later, format!("happens twice in {} {why}", zone.name()))
        }
    };
    let shown = format!("{} {}", civil.date(), clock(civil));
    let shown = if typed.starts_with(|c: char| c.is_ascii_digit()) {
        shown
    } else {
        format!("{} ({shown})", quoted(typed))
    };
    Err(TimeError::new(
        format!("{shown} {what}"),
        format!("write {} or {}", rfc3339(earlier, zone), rfc3339(later, zone)),
    ))
}

/// Both sides of a jump of the clocks: with their dates if these differ.
fn both(before: NaiveDateTime, after: NaiveDateTime) -> (String, String) {
    if before.date() == after.date() {
        return (clock(before), clock(after));
    }
    let full = |civil: NaiveDateTime| format!("{} {}", civil.date(), clock(civil));
    (full(before), full(after))
}

/// Reads `2026-06-01`; returns what follows it.
fn read_date(typed: &str) -> Result<(NaiveDate, &str), TimeError> {
    let (year, rest) = digits(typed, 1..=20);
    let parts = rest.strip_prefix('-').map(|rest| digits(rest, 2..=2));
    let parts = parts.and_then(|(month, rest)| {
        let (day, rest) = digits(rest.strip_prefix('-')?, 2..=2);
        Some((month.parse::<u32>().ok()?, day.parse::<u32>().ok()?, rest))
    });
    let Some((month, day, rest)) = parts else {
        return Err(no_date(typed));
    };
    let year = match year.len() {
        4 => year.parse::<i32>().map_err(|_| unknown(typed))?,
        5.. => return Err(out_of_range(typed)),
        _ => return Err(unknown(typed)),
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Ok((date, rest)),
        None => Err(no_such_date(typed, year, month)),
    }
}

/// Reads `17:30` or `17:30:00`; returns what follows it.
fn read_clock<'a>(text: &'a str, typed: &str) -> Result<(NaiveTime, &'a str), TimeError> {
    let (hour, rest) = digits(text, 1..=2);
    let (minute, rest) = rest.strip_prefix(':').map_or(("", rest), |rest| digits(rest, 2..=2));
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2..=2),
        None => ("0", rest),
    };
    let numbers = (hour.parse(), minute.parse(), second.parse());
    let (Ok(hour), Ok(minute), Ok(second)) = numbers else {
        return Err(unknown(typed));
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => {
            let (fraction, rest) = digits(fraction, 1..=fraction.len());
            if fraction.is_empty() {
                return Err(unknown(typed));
            }
            if fraction.bytes().any(|b| b != b'0') {
                return Err(fractional(typed));
            }
            rest
        }
        None => rest,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
        .map(|time| (time, rest))
        .ok_or_else(|| no_such_clock(typed, hour, second))
}

/// The error of text that begins with a sign, whose `amount` is not a duration.
fn not_relative(typed: &str, amount: &str, error: TimeError) -> TimeError {
    let is_number = !amount.is_empty() && amount.bytes().all(|b| b.is_ascii_digit());
    let hint = match error.hint {
        _ if is_number => {
            format!("write {typed}m for minutes, {typed}h for hours or {typed}d for days")
        }
        // What is wrong with the duration, where that is known.
        Some(hint) if hint != duration::HINT => hint,
        _ => "write +2h, +1h30m or -7d to count from now".to_owned(),
    };
    TimeError::new(unknown(typed).message, hint)
}

fn unknown(typed: &str) -> TimeError {
    TimeError::new(format!("{} is not a time", quoted(typed)), HINT)
}

/// Text that begins with a digit but not with a date: a clock time, or a duration, perhaps.
fn no_date(typed: &str) -> TimeError {
    let error = unknown(typed);
    if matches!(read_clock(typed, typed), Ok((_, ""))) {
        return TimeError::new(error.message, format!("write 'today {typed}', or the date too"));
    }
    if parse_parts(typed, "m").is_ok() {
        let hint = format!("write +{typed} for later than now, -{typed} for earlier");
        return TimeError::new(error.message, hint);
    }
    error
}

fn no_such_date(typed: &str, year: i32, month: u32) -> TimeError {
    let message = format!("{} is not a date", quoted(typed));
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let days = first.and_then(|first| {
        let next = first.checked_add_months(chrono::Months::new(1))?;
        Some((next - first).num_days())
    });
    let hint = match days {
        Some(days) => format!("{year:04}-{month:02} has the days 01 to {days}"),
        None => "write the year, the month from 01 to 12, the day: 2026-06-01".to_owned(),
    };
    TimeError::new(message, hint)
}

fn no_such_clock(typed: &str, hour: u32, second: u32) -> TimeError {
    let typed = quoted(typed);
    match (hour, second) {
        (_, 60) => TimeError::new(
            format!("{typed} is a leap second, which the database cannot hold"),
            "write second 59, or the start of the next minute",
        ),
        (24, _) => TimeError::new(
            format!("{typed}: the last minute of a day is 23:59"),
            "write 00:00 of the next day",
        ),
        _ => TimeError::new(
            format!("{typed} is not a time of day"),
            "write hours from 00 to 23, minutes and seconds from 00 to 59",
        ),
    }
}

fn out_of_range(typed: &str) -> TimeError {
    TimeError::new(
        format!("{} is out of range", quoted(typed)),
        format!("the database holds the years {} to {}, in UTC", YEARS.start(), YEARS.end()),
    )
}

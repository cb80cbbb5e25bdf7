//! Why a text is not a time, and what to type instead.

use chrono::{Months, NaiveDate, NaiveDateTime};

use super::grammar::{Token, tokens, words};
use crate::time::duration::{self, parse_parts};
use crate::time::error::{TimeError, quoted};
use crate::time::format::{clock, rfc3339};
use crate::time::instant::YEARS;
use crate::time::names;
use crate::time::zone::{Instants, Zone};

pub(super) use crate::time::duration::fractional;

const HINT: &str = "write 2026-06-01T10:00:00Z, '2026-06-01 10:00', 2026-06-01, now, today, \
                    'monday 09:00', +2h or -7d";

/// Text that is not a time.
pub(super) fn unknown(typed: &str) -> TimeError {
    let lower = typed.to_lowercase();
    TimeError::new(format!("{} is not a time", quoted(typed)), hint(typed, &tokens(&lower)))
}

/// What was probably meant.
fn hint(typed: &str, tokens: &[Token<'_>]) -> String {
    if let [Token::Number(number)] = tokens
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return match number.len() {
            1..=2 => format!("write {number}:00 for the time of day"),
            9..=11 => format!("write @{number} for seconds since 1970"),
            _ => HINT.to_owned(),
        };
    }
    if parse_parts(typed, "m").is_ok() {
        return format!("write '+{typed}' for later than now, '-{typed}' for earlier");
    }
    let misspelt = tokens.iter().find_map(|token| match token {
        Token::Word(word) if word.len() > 4 => nearest(word),
        _ => None,
    });
    misspelt.map_or_else(|| HINT.to_owned(), |word| format!("did you mean {word}?"))
}

fn nearest(word: &str) -> Option<&'static str> {
    let known = words().chain(names::all()).chain(["start", "midnight"]);
    let near = known.map(|known| (strsim::osa_distance(word, known), known)).min();
    // One typo in a short word, more in a long one; a known word is not the one to correct.
    near.filter(|(distance, _)| (1..=word.len() / 3).contains(distance)).map(|(_, known)| known)
}

/// Text with two meanings: both are named.
pub(super) fn two_readings(
    typed: &str,
    first: impl std::fmt::Display,
    second: impl std::fmt::Display,
) -> TimeError {
    let message = format!("{} has two readings", quoted(typed));
    TimeError::new(message, format!("write {first} or {second}"))
}

/// `01/02/2026`
pub(super) fn day_or_month(typed: &str, first: &str, second: &str, year: &str) -> TimeError {
    let number = |text: &str| text.parse().ok();
    let century = |year: i32| if year < 100 { 2000 + year } else { year };
    let year = year.parse().ok().map(century);
    let read = |month: &str, day: &str| {
        NaiveDate::from_ymd_opt(year?, number(month)?, number(day)?).filter(|_| year < Some(10_000))
    };
    match (read(first, second), read(second, first)) {
        (Some(a), Some(b)) if a != b => two_readings(typed, a, b),
        (None, None) => unknown(typed),
        (a, b) => TimeError::new(
            format!("{} does not begin with the year", quoted(typed)),
            format!("write {}", a.or(b).unwrap_or_default()),
        ),
    }
}

/// `12am`, `12pm`
pub(super) fn twelve(typed: &str) -> TimeError {
    two_readings(typed, "00:00", "12:00")
}

/// `midnight`
pub(super) fn midnight(typed: &str) -> TimeError {
    two_readings(typed, "00:00 of that day", "00:00 of the next day")
}

/// A clock time with an offset, on a day that depends on the zone.
pub(super) fn offset_without_date(typed: &str) -> TimeError {
    TimeError::new(
        format!("{} has an offset but no date", quoted(typed)),
        "write the date, as in 2026-06-01T17:30:00+02:00, or name the zone with --tz",
    )
}

/// A time of day where a date is needed.
pub(super) fn no_date(typed: &str) -> TimeError {
    TimeError::new(
        format!("{} has no date", quoted(typed)),
        "write the date too, as in 2026-06-01 10:00",
    )
}

/// `june 1`
pub(super) fn no_year(typed: &str, [first, second]: [Option<NaiveDate>; 2]) -> TimeError {
    match (first, second) {
        (Some(first), Some(second)) => two_readings(typed, first, second),
        _ => TimeError::new(format!("{} has no year", quoted(typed)), "write the year too"),
    }
}

/// A time where only a day has a meaning.
pub(super) fn no_day(typed: &str, date: NaiveDate) -> TimeError {
    let message = format!("{} is a time, not a day", quoted(typed));
    TimeError::new(message, format!("write {date}"))
}

/// Text that begins with a sign, whose `amount` is not a duration.
pub(super) fn not_relative(typed: &str, amount: &str, error: TimeError) -> TimeError {
    let is_number = !amount.is_empty() && amount.bytes().all(|b| b.is_ascii_digit());
    let hint = match error.hint {
        _ if is_number => {
            format!("write {typed}m for minutes, {typed}h for hours or {typed}d for days")
        }
        // What is wrong with the duration, where that is known.
        Some(hint) if hint != duration::HINT => hint,
        _ => "write +2h, +1h30m or -7d to count from now".to_owned(),
    };
    TimeError::new(format!("{} is not a time", quoted(typed)), hint)
}

/// A day that its month does not have.
pub(super) fn no_such_date(typed: &str, year: i32, month: u32) -> TimeError {
    let message = format!("{} is not a date", quoted(typed));
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let days = first.and_then(|first| {
        let next = first.checked_add_months(Months::new(1))?;
        Some((next - first).num_days())
    });
    let hint = match days {
        Some(days) => format!("{year:04}-{month:02} has the days 01 to {days}"),
        None => "write the year, the month from 01 to 12, the day: 2026-06-01".to_owned(),
    };
    TimeError::new(message, hint)
}

/// A time of day that no clock shows.
pub(super) fn no_such_clock(typed: &str, hour: u32, second: u32) -> TimeError {
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

/// A time that the database cannot hold.
pub(super) fn out_of_range(typed: &str) -> TimeError {
    TimeError::new(
        format!("{} is out of range", quoted(typed)),
        format!("the database holds the years {} to {}, in UTC", YEARS.start(), YEARS.end()),
    )
}

/// A local time that is not one instant; `instants` says why.
pub(super) fn not_one_instant(
    civil: NaiveDateTime,
    instants: Instants,
    typed: &str,
    zone: &Zone,
) -> TimeError {
    let (earlier, later, jump, gap) = match instants {
        Instants::Gap { earlier, later, jump } => (earlier, later, jump, true),
        Instants::Fold { earlier, later, jump } => (earlier, later, jump, false),
        Instants::One(time) => (time, time, time, true),
    };
    let (verb, change) =
        if gap { ("does not exist", "jump") } else { ("happens twice", "go back") };
    let size = if gap { earlier - later } else { later - earlier };
    let after = zone.to_civil(jump);
    let (from, to) = both(after + size, after);
    let shown = format!("{} {}", civil.date(), clock(civil));
    let shown = if typed.starts_with(&civil.date().to_string()) {
        shown
    } else {
        format!("{} ({shown})", quoted(typed))
    };
    TimeError::new(
        format!("{shown} {verb} in {} (clocks {change} from {from} to {to})", zone.name()),
        format!("write {} or {}", rfc3339(earlier, zone), rfc3339(later, zone)),
    )
}

/// Both sides of a jump of the clocks: with their dates if these differ.
fn both(before: NaiveDateTime, after: NaiveDateTime) -> (String, String) {
    if before.date() == after.date() {
        return (clock(before), clock(after));
    }
    let full = |civil: NaiveDateTime| format!("{} {}", civil.date(), clock(civil));
    (full(before), full(after))
}

/// A date beside the name of another day.
pub(super) fn other_weekday(typed: &str, date: NaiveDate) -> TimeError {
    let message = format!("{}: {date} is a {}", quoted(typed), date.format("%A"));
    TimeError::new(message, "omit the day of the week, or correct the date")
}

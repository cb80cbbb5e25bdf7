//! Times as they are typed: the grammar is in `grammar`, what is refused in `refusal`.

use std::fmt;
use std::str::FromStr;

use chrono::{
    Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday,
};

use super::duration::{not_upper_case_m, parse_parts};
use super::error::TimeError;
use super::instant::{UtcTime, bounds};
use super::zone::{Instants, Zone};
use grammar::{Day, Parts, Token, Unit, parts, tokens};
use refusal::{out_of_range, two_readings, unknown};

mod calendar;
pub(super) mod grammar;
mod refusal;

#[cfg(test)]
mod changes;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

/// A time as it was typed, kept as text until the zone and the clock are known.
///
/// - RFC 3339: `2026-06-01T10:00:00Z`, `…+02:00`; seconds may be left out, `T` may be a blank.
/// - A date, a time of day, or both in any order, on the clocks of the zone: `2026-06-01 10:00`,
///   `2026/06/01`, `20260601`, `June 1 2026 10pm`, `tomorrow at 9`, `noon`. A time of day alone is
///   today's.
/// - Days by name: `today`, `tomorrow`, `yesterday`; `monday` to `sunday`, the next such day after
///   today; `next monday`, `last friday`, in the next week and the one before.
/// - `this`, `next`, `last` with `week`, `month`, `year`: from Monday, the 1st, January 1.
/// - `start of` and `end of` any of these: its first moment, and the first moment after it.
/// - `now`; `+2h`, `-7d`, `in 2 hours`, `3 days ago`: months and days on the calendar of the zone,
///   then hours, minutes and seconds as they pass; with a time of day, `in 3 days at 9`.
/// - `@1780000000`: seconds since 1970.
///
/// Refused: what has two readings; a local time in a gap or a fold, also one that is counted from
/// now; fractions and leap seconds; years before 1000 or after 9999 in UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedTime(String);

impl TypedTime {
    /// The instant it means; a day is its first: 00:00, or the end of the gap where the clocks jump
    /// over midnight.
    pub fn start(&self, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
        parse_time(&self.0, now, zone)
    }

    /// The exclusive end of a window: days alone are included.
    pub fn end(&self, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
        match meaning(&self.0, now, zone)? {
            Meaning::Days(first, after) => {
                start_of(first, &self.0, zone)?;
                in_bounds(zone.day_start(after).min(bounds().1), &self.0)
            }
            Meaning::At(time) | Meaning::FromNow(time) => Ok(time),
        }
    }

    /// As [`start`](Self::start), but what is counted from now is rounded to the minute.
    pub fn booked(&self, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
        match meaning(&self.0, now, zone)? {
            Meaning::FromNow(time) => {
                let half = time + TimeDelta::seconds(30);
                in_bounds(half - TimeDelta::seconds(half.second().into()), &self.0)
            }
            _ => self.start(now, zone),
        }
    }

    /// The first instants of the days it means, and of what follows them.
    ///
    /// # Errors
    /// It is not a day, week, month or year.
    pub fn days(&self, now: UtcTime, zone: &Zone) -> Result<(UtcTime, UtcTime), TimeError> {
        match meaning(&self.0, now, zone)? {
            Meaning::Days(..) => Ok((self.start(now, zone)?, self.end(now, zone)?)),
            Meaning::At(time) | Meaning::FromNow(time) => {
                Err(refusal::no_day(&self.0, zone.to_civil(time).date()))
            }
        }
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

/// Reads a time as people type it, see [`TypedTime`]; days are their first instant.
pub fn parse_time(text: &str, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
    let typed = text.trim();
    match meaning(typed, now, zone)? {
        Meaning::Days(first, _) => in_bounds(start_of(first, typed, zone)?, typed),
        Meaning::At(time) | Meaning::FromNow(time) => Ok(time),
    }
}

/// Reads a time as [`parse_time`] does, but no time of day alone: in a file it lost its date.
pub fn parse_dated(text: &str, now: UtcTime, zone: &Zone) -> Result<UtcTime, TimeError> {
    if parse_clock(text).is_ok() {
        Err(refusal::no_date(text))
    } else {
        parse_time(text, now, zone)
    }
}

/// Reads a time of day: `17:30`, `5pm`, `noon`.
pub fn parse_clock(text: &str) -> Result<NaiveTime, TimeError> {
    let lower = text.trim().to_lowercase();
    match parts(&tokens(&lower), text)? {
        Parts { days, clock: Some(clock), offset: None } if days.is_empty() => Ok(clock),
        _ => Err(unknown(text)),
    }
}

/// What a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// An instant.
    At(UtcTime),
    /// An instant whose seconds are those of the clock.
    FromNow(UtcTime),
    /// Days: the first, and the one after the last.
    Days(NaiveDate, NaiveDate),
}

fn meaning(typed: &str, now: UtcTime, zone: &Zone) -> Result<Meaning, TimeError> {
    let text = typed.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let now = now.with_nanosecond(0).unwrap_or(now);
    let today = zone.to_civil(now).date();
    let meaning = if text == "now" {
        Meaning::FromNow(now)
    } else if let Some(seconds) = text.strip_prefix('@') {
        Meaning::At(since_1970(seconds, typed)?)
    } else if let Some((sign, amount, clock)) = relative(&text) {
        counted(sign, amount, clock, typed, now, zone)?
    } else if let [
        Token::Word(edge @ ("start" | "beginning" | "end")),
        Token::Word("of"),
        rest @ ..,
    ] = tokens(&text).as_slice()
    {
        let rest = rest.strip_prefix(&[Token::Word("the")]).unwrap_or(rest);
        let Meaning::Days(first, after) = combined(&parts(rest, typed)?, typed, today, zone)?
        else {
            return Err(unknown(typed));
        };
        Meaning::At(if *edge == "end" {
            zone.day_start(after)
        } else {
            start_of(first, typed, zone)?
        })
    } else {
        combined(&parts(&tokens(&text), typed)?, typed, today, zone)?
    };
    match meaning {
        Meaning::At(time) => in_bounds(time, typed).map(Meaning::At),
        Meaning::FromNow(time) => in_bounds(time, typed).map(Meaning::FromNow),
        days @ Meaning::Days(..) => Ok(days),
    }
}

fn in_bounds(time: UtcTime, typed: &str) -> Result<UtcTime, TimeError> {
    let (first, last) = bounds();
    if time < first || time > last { Err(out_of_range(typed)) } else { Ok(time) }
}

fn since_1970(seconds: &str, typed: &str) -> Result<UtcTime, TimeError> {
    let digits = seconds.strip_prefix('-').unwrap_or(seconds);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(unknown(typed));
    }
    let time = seconds.parse().ok().and_then(|s| chrono::DateTime::from_timestamp(s, 0));
    time.map(|time| time.naive_utc()).ok_or_else(|| out_of_range(typed))
}

/// The sign, the amount and the time of day of `+2h`, `in 2 hours`, `3 days ago at 9`.
fn relative(text: &str) -> Option<(i64, &str, &str)> {
    let (text, clock) = text.find(" at ").map_or((text, ""), |at| text.split_at(at));
    let before = [("+", 1), ("in ", 1), ("-", -1)];
    let after = [(" ago", -1), (" from now", 1)];
    let before = before.iter().find_map(|(mark, sign)| Some((*sign, text.strip_prefix(mark)?)));
    let after = || after.iter().find_map(|(mark, sign)| Some((*sign, text.strip_suffix(mark)?)));
    let (sign, amount) = before.or_else(after)?;
    Some((sign, amount, clock))
}

/// A time that is counted from now.
fn counted(
    sign: i64,
    amount: &str,
    clock: &str,
    typed: &str,
    now: UtcTime,
    zone: &Zone,
) -> Result<Meaning, TimeError> {
    if !amount.starts_with('p') {
        not_upper_case_m(typed)?;
    }
    let one = amount.strip_prefix("a ").or_else(|| amount.strip_prefix("an "));
    let one = one.map(|unit| format!("1 {unit}"));
    let wrong = |error| refusal::not_relative(typed, amount, error);
    let parts = parse_parts(one.as_deref().unwrap_or(amount), "m").map_err(wrong)?;
    if parts.nanos != 0 {
        return Err(refusal::fractional(typed));
    }
    let civil = zone.to_civil(now);
    let date = months_after(civil.date(), sign * parts.months, typed)?;
    let date = TimeDelta::try_days(sign * parts.days)
        .and_then(|days| date.checked_add_signed(days))
        .ok_or_else(|| out_of_range(typed))?;
    if !clock.is_empty() {
        let time = parse_clock(clock).map_err(|_| unknown(typed))?;
        if parts.seconds != 0 {
            return Err(unknown(typed));
        }
        return on_the_clocks(date.and_time(time), typed, zone).map(Meaning::At);
    }
    let start = if date == civil.date() {
        now
    } else {
        on_the_clocks(date.and_time(civil.time()), typed, zone)?
    };
    TimeDelta::try_seconds(sign * parts.seconds)
        .and_then(|seconds| start.checked_add_signed(seconds))
        .map(Meaning::FromNow)
        .ok_or_else(|| out_of_range(typed))
}

/// The same day of another month, which must have it.
fn months_after(date: NaiveDate, months: i64, typed: &str) -> Result<NaiveDate, TimeError> {
    let shifted = shift_months(date, months).ok_or_else(|| out_of_range(typed))?;
    let missing = date.day() - shifted.day();
    if missing == 0 {
        return Ok(shifted);
    }
    let next = shifted.checked_add_days(Days::new(missing.into())).unwrap_or(shifted);
    Err(two_readings(typed, shifted, next))
}

/// The same day of another month, or the last one it has.
fn shift_months(date: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
}

/// The meaning of a day, a time of day and an offset.
fn combined(
    parts: &Parts,
    typed: &str,
    today: NaiveDate,
    zone: &Zone,
) -> Result<Meaning, TimeError> {
    let (first, after) = match parts.days.as_slice() {
        [] => (today, today.succ_opt()),
        [Day::Date(date)] => (*date, date.succ_opt()),
        [Day::Weekday(None, day), Day::Date(date)] | [Day::Date(date), Day::Weekday(None, day)] => {
            (on_weekday(*date, *day, typed)?, date.succ_opt())
        }
        [Day::Weekday(None, day), Day::Period(which, Unit::Week)]
        | [Day::Period(which, Unit::Week), Day::Weekday(None, day)] => {
            let (monday, _) = days(Day::Period(*which, Unit::Week), today, typed)?;
            let date = monday.checked_add_days(Days::new(day.num_days_from_monday().into()));
            let date = date.ok_or_else(|| out_of_range(typed))?;
            (date, date.succ_opt())
        }
        [day] => days(*day, today, typed)?,
        _ => return Err(unknown(typed)),
    };
    let after = after.ok_or_else(|| out_of_range(typed))?;
    let dated = parts.days.iter().any(|day| matches!(day, Day::Date(_)));
    match (parts.clock, parts.offset) {
        (None, None) if parts.days.is_empty() => Err(unknown(typed)),
        (None, None) => Ok(Meaning::Days(first, after)),
        (Some(_), _) if first.succ_opt() != Some(after) => Err(unknown(typed)),
        (Some(clock), None) => on_the_clocks(first.and_time(clock), typed, zone).map(Meaning::At),
        (Some(clock), Some(ahead)) if dated => {
            Ok(Meaning::At(first.and_time(clock) - TimeDelta::seconds(ahead.into())))
        }
        _ => Err(refusal::offset_without_date(typed)),
    }
}

/// The first of the days, and the one after the last.
fn days(
    day: Day,
    today: NaiveDate,
    typed: &str,
) -> Result<(NaiveDate, Option<NaiveDate>), TimeError> {
    let after = |days| TimeDelta::try_days(days).and_then(|days| today.checked_add_signed(days));
    let monday = -i64::from(today.weekday().num_days_from_monday());
    let near = |days| (after(days), after(days + 1));
    let (first, last) = match day {
        Day::Date(date) => (Some(date), date.succ_opt()),
        Day::Near(days) => near(days),
        Day::Weekday(which, day) => near(days_to(which, day, today, typed)?),
        Day::Period(which, Unit::Week) => {
            let first = monday + 7 * i64::from(which);
            (after(first), after(first + 7))
        }
        Day::Period(which, unit) => {
            let (first, months) = match unit {
                Unit::Year => (today.with_day(1).and_then(|day| day.with_month(1)), 12),
                _ => (today.with_day(1), 1),
            };
            let shifted = |n: i32| shift_months(first?, months * i64::from(n));
            (shifted(which), shifted(which + 1))
        }
        Day::Yearless(month, day) => {
            let years = [today.year(), today.year() + 1];
            let dates = years.map(|year| NaiveDate::from_ymd_opt(year, month, day));
            return Err(refusal::no_year(typed, dates));
        }
    };
    first.map(|first| (first, last)).ok_or_else(|| out_of_range(typed))
}

/// How many days after today a day of the week is.
///
/// `next` and `last` can mean the nearest one or that of the next week and the one before, and
/// without them today can be meant: where these differ, both are named.
fn days_to(
    which: Option<i32>,
    day: Weekday,
    today: NaiveDate,
    typed: &str,
) -> Result<i64, TimeError> {
    let here = i64::from(day.num_days_from_monday());
    let here = here - i64::from(today.weekday().num_days_from_monday());
    let coming = if here > 0 { here } else { here + 7 };
    let (first, second) = match which {
        None if here == 0 => (0, 7),
        None => (coming, coming),
        Some(0) => (here, if here < 0 { here + 7 } else { here }),
        Some(1) => (coming, here + 7),
        Some(_) => (here - 7, if here < 0 { here } else { here - 7 }),
    };
    if first == second {
        return Ok(first);
    }
    let date = |days| today.checked_add_signed(TimeDelta::days(days)).unwrap_or(today);
    Err(two_readings(typed, date(first), date(second)))
}

fn on_weekday(date: NaiveDate, day: Weekday, typed: &str) -> Result<NaiveDate, TimeError> {
    if date.weekday() == day { Ok(date) } else { Err(refusal::other_weekday(typed, date)) }
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
    match zone.instants(civil) {
        Instants::One(time) => Ok(time),
        several => Err(refusal::not_one_instant(civil, several, typed, zone)),
    }
}

/// Why `civil`, which the clocks of `zone` show at `instants`, is not one time: they jump over it, or
/// show it twice. The hint names both candidates.
pub fn not_one_instant(civil: NaiveDateTime, instants: Instants, zone: &Zone) -> TimeError {
    refusal::not_one_instant(civil, instants, &civil.date().to_string(), zone)
}

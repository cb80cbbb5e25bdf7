//! From text to its parts: a day, a time of day, an offset from UTC.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::refusal::{self, unknown};
use crate::time::error::TimeError;
use crate::time::names::{month, weekday};

/// What a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) enum Token<'a> {
    /// Digits, perhaps with a fraction.
    Number(&'a str),
    /// Letters.
    Word(&'a str),
    /// Anything else.
    Mark(char),
}

use Token::{Mark, Number, Word};

/// Days, as they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// `2026-06-01`
    Date(NaiveDate),
    /// `today`, and how many days after it.
    Near(i64),
    /// `monday`, `next monday`: this week (0), the next, or the one before.
    Weekday(Option<i32>, Weekday),
    /// `this week`, `next month`
    Period(i32, Unit),
    /// `june 1`
    Yearless(u32, u32),
}

/// What a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// A text in parts.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Days; a date can have its day of the week beside it.
    pub days: Vec<Day>,
    /// The time of day.
    pub clock: Option<NaiveTime>,
    /// Seconds ahead of UTC.
    pub offset: Option<i32>,
}

const DAYS: [(&str, i64); 4] = [("today", 0), ("day", 0), ("tomorrow", 1), ("yesterday", -1)];
const WHICH: [(&str, i32); 4] = [("this", 0), ("next", 1), ("last", -1), ("previous", -1)];
const UNITS: [(&str, Unit); 3] =
    [("week", Unit::Week), ("month", Unit::Month), ("year", Unit::Year)];

/// Words that [`parts`] knows beside the names of days and months.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let days = DAYS.iter().map(|(word, _)| *word);
    days.chain(WHICH.map(|(word, _)| word)).chain(UNITS.map(|(word, _)| word)).chain(["noon"])
}

fn known<T: Copy>(word: &str, table: &[(&str, T)]) -> Option<T> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// Splits a text in lower case. Blanks and commas only separate; the `st` of `1st` is left out.
pub(in crate::time) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end_of = |more: fn(char) -> bool| rest.find(|c| !more(c)).unwrap_or(rest.len());
        let end = if first.is_ascii_digit() {
            number_end(rest)
        } else if first.is_alphabetic() {
            end_of(char::is_alphabetic)
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        if first.is_ascii_digit() {
            tokens.push(Number(token));
            rest = without_ordinal(rest);
        } else if first.is_alphabetic() {
            tokens.push(Word(token));
        } else if first != ',' && !first.is_whitespace() {
            tokens.push(Mark(first));
        }
    }
    tokens
}

/// Where digits end; `.5` and `,5` after them are theirs.
fn number_end(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    match text[whole..].strip_prefix(['.', ',']).map_or(0, digits) {
        0 => whole,
        fraction => whole + 1 + fraction,
    }
}

fn without_ordinal(rest: &str) -> &str {
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|suffix| rest.strip_prefix(suffix));
    ordinal.filter(|rest| !rest.starts_with(char::is_alphabetic)).unwrap_or(rest)
}

/// The parts of a text, in any order.
pub(super) fn parts(mut tokens: &[Token<'_>], typed: &str) -> Result<Parts, TimeError> {
    let mut parts = Parts::default();
    while !tokens.is_empty() {
        tokens = if let Some((clock, rest)) = clock(tokens, typed)? {
            if parts.clock.replace(clock).is_some() {
                return Err(unknown(typed));
            }
            rest
        } else if let Some((ahead, rest)) = offset(tokens).filter(|_| parts.clock.is_some()) {
            if parts.offset.replace(ahead).is_some() {
                return Err(unknown(typed));
            }
            rest
        } else {
            let (day, rest) = day(tokens, typed)?;
            parts.days.push(day);
            rest
        };
    }
    Ok(parts)
}

/// What was read, and the tokens after it.
type Read<'t, 'a, T> = (T, &'t [Token<'a>]);

fn day<'t, 'a>(tokens: &'t [Token<'a>], typed: &str) -> Result<Read<'t, 'a, Day>, TimeError> {
    Ok(match tokens {
        [Number(year), Mark(a @ ('-' | '/')), Number(month), Mark(b), Number(day), rest @ ..]
            if a == b && year.len() >= 4 =>
        {
            (Day::Date(date(year, month, day, typed)?), rest)
        }
        [Number(first), Mark('/' | '-'), Number(second), Mark('/' | '-'), Number(year), ..] => {
            return Err(refusal::day_or_month(typed, first, second, year));
        }
        [Number(both), Mark('.'), Number(year), ..] if both.contains('.') => {
            let (first, second) = both.split_once('.').unwrap_or_default();
            return Err(refusal::day_or_month(typed, first, second, year));
        }
        [Number(n), rest @ ..] if n.len() == 8 && !n.contains(['.', ',']) => {
            (Day::Date(date(&n[..4], &n[4..6], &n[6..], typed)?), rest)
        }
        [Word(name), Number(day), Number(year), rest @ ..]
        | [Number(day), Word(name), Number(year), rest @ ..]
            if month(name).is_some() && year.len() == 4 =>
        {
            let month = month(name).unwrap_or_default().to_string();
            (Day::Date(date(year, &month, day, typed)?), rest)
        }
        [Word(name), Number(day), rest @ ..] | [Number(day), Word(name), rest @ ..]
            if month(name).is_some() && day.len() <= 2 =>
        {
            let day = day.parse().map_err(|_| unknown(typed))?;
            (Day::Yearless(month(name).unwrap_or_default(), day), rest)
        }
        [Word(which), Word(name), rest @ ..] if known(which, &WHICH).is_some() => {
            let which = known(which, &WHICH).unwrap_or_default();
            let day = weekday(name).map(|day| Day::Weekday(Some(which), day));
            let period = || Some(Day::Period(which, known(name, &UNITS)?));
            (day.or_else(period).ok_or_else(|| unknown(typed))?, rest)
        }
        [Word(name), rest @ ..] => {
            let day = known(name, &DAYS).map(Day::Near);
            let day = day.or_else(|| weekday(name).map(|day| Day::Weekday(None, day)));
            let period = || Some(Day::Period(0, known(name, &UNITS)?));
            (day.or_else(period).ok_or_else(|| unknown(typed))?, rest)
        }
        _ => return Err(unknown(typed)),
    })
}

/// `17:30`, `17:30:00`, `5:30pm`, `5pm`, `noon`, `at 9`, and after a date `T173000`.
fn clock<'t, 'a>(
    tokens: &'t [Token<'a>],
    typed: &str,
) -> Result<Option<Read<'t, 'a, NaiveTime>>, TimeError> {
    let (hour, minute, second, rest) = match tokens {
        [Word("at" | "t"), rest @ ..] if matches!(rest, [Number(_), Mark(':'), ..]) => {
            return clock(rest, typed);
        }
        [Word("noon"), rest @ ..] | [Word("at"), Word("noon"), rest @ ..] => {
            ("12", "00", "00", rest)
        }
        [Word("midnight"), ..] | [Word("at"), Word("midnight"), ..] => {
            return Err(refusal::midnight(typed));
        }
        // With minutes it is what every clock of 12 hours shows.
        [Number("12"), Word("am" | "pm"), ..]
        | [Word("at"), Number("12"), Word("am" | "pm"), ..] => {
            return Err(refusal::twelve(typed));
        }
        [Number(h), Mark(':'), Number(m), Mark(':'), Number(s), rest @ ..] => (*h, *m, *s, rest),
        [Number(h), Mark(':'), Number(m), rest @ ..] => (*h, *m, "00", rest),
        [Word("t"), Number(n), rest @ ..] if matches!(n.len(), 4 | 6) => {
            (&n[..2], &n[2..4], if n.len() == 6 { &n[4..] } else { "00" }, rest)
        }
        [Word("at"), Number(h), rest @ ..] => (*h, "00", "00", rest),
        [Number(h), Word("am" | "pm"), ..] => (*h, "00", "00", &tokens[1..]),
        _ => return Ok(None),
    };
    let (half, rest) = match rest {
        [Word(half @ ("am" | "pm")), rest @ ..] => (Some(*half), rest),
        _ => (None, rest),
    };
    Ok(Some((time_of_day([hour, minute, second], half, typed)?, rest)))
}

fn time_of_day(
    [hour, minute, second]: [&str; 3],
    half: Option<&str>,
    typed: &str,
) -> Result<NaiveTime, TimeError> {
    let (second, fraction) = second.split_once(['.', ',']).unwrap_or((second, ""));
    if hour.len() > 2 || [minute, second].iter().any(|part| part.len() != 2) {
        return Err(unknown(typed));
    }
    let numbers = (hour.parse(), minute.parse(), second.parse());
    let (Ok(hour), Ok(minute), Ok(second)) = numbers else {
        return Err(unknown(typed));
    };
    if fraction.bytes().any(|digit| digit != b'0') {
        return Err(refusal::fractional(typed));
    }
    let hour: u32 = match (half, hour) {
        (None, hour) => hour,
        (Some(half), 1..=12) => hour % 12 + if half == "pm" { 12 } else { 0 },
        (Some(_), _) => return Err(refusal::no_such_clock(typed, 25, 0)),
    };
    NaiveTime::from_hms_opt(hour, minute, second)
        .ok_or_else(|| refusal::no_such_clock(typed, hour, second))
}

/// `Z`, `UTC`, `+02:00`, `+0200`, `+02`: seconds ahead of UTC.
pub(in crate::time) fn offset<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<Read<'t, 'a, i32>> {
    let (sign, hours, minutes, rest) = match tokens {
        [Word("z" | "utc" | "gmt"), rest @ ..] => return Some((0, rest)),
        [Mark(sign @ ('+' | '-')), Number(h), Mark(':'), Number(m), rest @ ..]
            if (h.len(), m.len()) == (2, 2) =>
        {
            (*sign, *h, *m, rest)
        }
        [Mark(sign @ ('+' | '-')), Number(n), rest @ ..] if n.len() == 4 => {
            (*sign, &n[..2], &n[2..], rest)
        }
        [Mark(sign @ ('+' | '-')), Number(h), rest @ ..] if h.len() == 2 => (*sign, *h, "0", rest),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let ahead = (hours * 60 + minutes) * 60;
    let ahead = if sign == '-' { -ahead } else { ahead };
    (hours < 24 && minutes < 60).then_some((ahead, rest))
}

fn date(year: &str, month: &str, day: &str, typed: &str) -> Result<NaiveDate, TimeError> {
    if year.len() > 4 {
        return Err(refusal::out_of_range(typed));
    }
    let small = |text: &str| text.parse().ok().filter(|_| text.len() <= 2);
    let (Ok(year), Some(month), Some(day)) = (year.parse(), small(month), small(day)) else {
        return Err(unknown(typed));
    };
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| refusal::no_such_date(typed, year, month))
}

//! Dates and clocks as spreadsheets write them: `6/1/2026 10:00:00 AM`.
//!
//! They become texts as [`parse_time`](crate::time::parse_time) reads them. Everything else is
//! left to it.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};

use super::options::DateOrder;

/// A date and what follows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dated<'a> {
    pub date: NaiveDate,
    /// The time of day, if it can be read.
    pub clock: Option<NaiveTime>,
    /// What follows the date; empty if nothing does.
    pub rest: &'a str,
}

impl Dated<'_> {
    /// As text with the year first, and 24 hours.
    pub fn to_text(&self) -> String {
        match self.clock {
            Some(clock) => format!("{} {}", self.date, clock.format("%H:%M:%S")),
            None if self.rest.is_empty() => self.date.to_string(),
            None => format!("{} {}", self.date, self.rest),
        }
    }

    /// Whether no time of day is given, or midnight.
    pub fn is_midnight(&self) -> bool {
        self.rest.is_empty() || self.clock == Some(NaiveTime::MIN)
    }
}

/// Rewrites a time with such a date; any other text is unchanged.
///
/// # Errors
/// The message why the date has no reading, or several.
pub(super) fn rewritten(text: &str, order: Option<DateOrder>) -> Result<Cow<'_, str>, String> {
    let bytes = text.as_bytes();
    if bytes.get(4) == Some(&b'-') && !text.ends_with(['m', 'M', '.']) {
        return Ok(Cow::Borrowed(text));
    }
    Ok(match dated(text, order)? {
        Some(dated) => Cow::Owned(dated.to_text()),
        None => Cow::Borrowed(text),
    })
}

/// Reads a text that begins with a date; `None` for any other text.
///
/// # Errors
/// As for [`rewritten`].
pub(super) fn dated(text: &str, order: Option<DateOrder>) -> Result<Option<Dated<'_>>, String> {
    let text = text.trim();
    let (date, rest) =
        text.split_at(text.find([' ', '\u{a0}', '\u{202f}', 'T']).unwrap_or(text.len()));
    let Some(date) = date_of(date, order)? else {
        return Ok(None);
    };
    let rest = rest.trim_start_matches('T').trim();
    Ok(Some(Dated { date, clock: clock(rest)?, rest }))
}

/// Reads three numbers with `/`, `-` or `.` between them.
fn date_of(text: &str, order: Option<DateOrder>) -> Result<Option<NaiveDate>, String> {
    let separator = text.find(['/', '-', '.']).and_then(|at| text[at..].chars().next());
    let Some(separator) = separator else {
        return Ok(None);
    };
    let parts: Vec<&str> = text.split(separator).collect();
    let [a, b, c] = parts[..] else {
        return Ok(None);
    };
    let numbers = [a, b, c].map(number);
    let [Some(first), Some(second), Some(third)] = numbers else {
        return Ok(None);
    };
    let wrong = || format!("{text:?} is not a date");
    if a.len() == 4 {
        return Ok(Some(date(first, second, third).ok_or_else(wrong)?));
    }
    let year = match (c.len(), order) {
        (4, _) => third,
        // As POSIX reads them.
        (2, Some(_)) => third + if third < 69 { 2000 } else { 1900 },
        (2, None) => {
            return Err(format!(
                "{text:?} has several readings: write the year with four digits, or name the order \
                 with --date-order"
            ));
        }
        _ => return Ok(None),
    };
    let (month_first, day_first) = (date(year, first, second), date(year, second, first));
    let order = order.or((separator == '.').then_some(DateOrder::Dmy));
    match (order, month_first, day_first) {
        (Some(DateOrder::Mdy), found, _) | (Some(DateOrder::Dmy), _, found) => {
            Ok(Some(found.ok_or_else(wrong)?))
        }
        (None, Some(one), Some(other)) if one != other => Err(format!(
            "{text:?} is {one} or {other}: name the order with --date-order mdy or dmy"
        )),
        (None, found, other) => Ok(Some(found.or(other).ok_or_else(wrong)?)),
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A number of one to four digits.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Reads `10:00:00 AM`, `10:00` or `10 pm`; `None` for any other text.
///
/// # Errors
/// The message that the time of day does not exist.
fn clock(text: &str) -> Result<Option<NaiveTime>, String> {
    let lower = text.to_lowercase().replace('.', "");
    let half = ["am", "pm"].into_iter().find_map(|half| Some((lower.strip_suffix(half)?, half)));
    let (digits, half) = match half {
        Some((digits, half)) => (digits.trim_end(), Some(half)),
        None => (lower.as_str(), None),
    };
    let parts: Option<Vec<u32>> = digits.split(':').map(number).collect();
    let (hour, minute, second) = match (parts.as_deref(), half) {
        (Some([hour]), Some(_)) => (*hour, 0, 0),
        (Some([hour, minute]), _) => (*hour, *minute, 0),
        (Some([hour, minute, second]), _) => (*hour, *minute, *second),
        _ => return Ok(None),
    };
    let hour = match half {
        Some(_) if hour > 12 => None,
        Some("am") => Some(hour % 12),
        Some(_) => Some(hour % 12 + 12),
        None => Some(hour),
    };
    let time = hour.and_then(|hour| NaiveTime::from_hms_opt(hour, minute, second));
    time.map(Some).ok_or_else(|| format!("{text:?} is not a time of day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_order_that_is_given() {
        use DateOrder::{Dmy, Mdy};
        for (text, order, expected) in [
            ("6/1/2026 10:00:00 AM", Some(Mdy), "2026-06-01 10:00:00"),
            ("6/1/2026 10:00:00 AM", Some(Dmy), "2026-01-06 10:00:00"),
            ("06-01-2026 22:30", Some(Mdy), "2026-06-01 22:30:00"),
            ("6/1/26", Some(Mdy), "2026-06-01"),
            ("6/1/70", Some(Mdy), "1970-06-01"),
            ("1.6.2026 9:05", None, "2026-06-01 09:05:00"),
            ("1.6.2026", Some(Mdy), "2026-01-06"),
            ("13/6/2026", None, "2026-06-13"),
            ("6/13/2026", None, "2026-06-13"),
            ("6/6/2026", None, "2026-06-06"),
            ("2026/6/1 12:00 am", None, "2026-06-01 00:00:00"),
            ("2026-06-01 12:00 p.m.", None, "2026-06-01 12:00:00"),
            ("6/1/2026 10\u{202f}PM", Some(Mdy), "2026-06-01 22:00:00"),
            ("6/1/2026\u{a0}1:00 PM", Some(Mdy), "2026-06-01 13:00:00"),
            ("6/1/2026 10:00 +02:00", Some(Mdy), "2026-06-01 10:00 +02:00"),
            // Left alone.
            ("2026-06-01T10:00:00Z", None, "2026-06-01T10:00:00Z"),
            ("2026-06-31 25:00", None, "2026-06-31 25:00"),
            ("tomorrow 10:00", None, "tomorrow 10:00"),
            ("10:00", None, "10:00"),
            ("6/1", Some(Mdy), "6/1"),
            ("1/2/3/4", Some(Mdy), "1/2/3/4"),
            ("6/1/12026", Some(Mdy), "6/1/12026"),
            ("", None, ""),
        ] {
            assert_eq!(rewritten(text, order).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_has_no_reading_or_two_is_refused() {
        use DateOrder::{Dmy, Mdy};
        for (text, order, message) in [
            (
                "6/1/2026",
                None,
                "\"6/1/2026\" is 2026-06-01 or 2026-01-06: name the order with --date-order mdy or dmy",
            ),
            ("13/6/2026", Some(Mdy), "\"13/6/2026\" is not a date"),
            ("6/13/2026", Some(Dmy), "\"6/13/2026\" is not a date"),
            ("2/30/2026", Some(Mdy), "\"2/30/2026\" is not a date"),
            ("6/1/2026 13:00 PM", Some(Mdy), "\"13:00 PM\" is not a time of day"),
            ("6/1/2026 25:00", Some(Mdy), "\"25:00\" is not a time of day"),
        ] {
            assert_eq!(rewritten(text, order), Err(message.to_owned()), "{text}");
        }
        assert!(rewritten("6/1/26", None).unwrap_err().contains("four digits"));
    }
}

//! Durations as people type them: `45m`, `1h30m`, `1:30`, `2d`, `PT45M`.

use std::time::Duration;

use jiff::Span;

use super::error::{TimeError, quoted};
use super::parse::grammar::{Token, tokens};

/// The hint for text that is not a duration.
pub(super) const HINT: &str = "write a duration such as 45m, 1h30m, 1:30, 2d or PT45M";
const SECONDS_PER_DAY: i64 = 86_400;
const NANOS_PER_SECOND: i128 = 1_000_000_000;

/// An unsigned duration with separate months and days: months differ in length, and not every
/// calendar day has 24 hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Years and months, in months.
    pub months: i64,
    /// Days and weeks, in days.
    pub days: i64,
    /// Hours, minutes and seconds, in seconds.
    pub seconds: i64,
    /// What is left, below a second.
    pub nanos: u32,
}

/// Reads a duration: `45m`, `1h30m`, `1.5h`, `90 min`, `2d`, `1w`, `PT45M`, and `1:30` for an hour
/// and a half. A day has 24 hours, a week 7 days.
///
/// Refused: a number without a unit, zero, less than zero, fractions of a second, months, years.
pub fn parse_duration(text: &str) -> Result<Duration, TimeError> {
    let duration = parse_positive(text, "m")?;
    if duration.subsec_nanos() != 0 {
        return Err(fractional(text));
    }
    Ok(duration)
}

/// Reads by how much to move something, in seconds: a duration, with `-` before it for earlier and
/// with `+` or nothing for later.
pub fn parse_shift(text: &str) -> Result<i64, TimeError> {
    let text = text.trim();
    let (sign, length) = match text.split_at_checked(1) {
        Some(("-", length)) => (-1, length),
        Some(("+", length)) => (1, length),
        _ => (1, text),
    };
    if length.trim_start().starts_with(['-', '+']) {
        let message = format!("{} is not a duration", quoted(text));
        return Err(TimeError::new(message, "write +30m for later or -30m for earlier"));
    }
    let seconds = parse_duration(length)?.as_secs();
    Ok(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(sign))
}

/// Reads a time limit: as [`parse_duration`], but fractions of a second are fine (`500ms`, `1.5s`).
pub fn parse_timeout(text: &str) -> Result<Duration, TimeError> {
    parse_positive(text, "s")
}

fn parse_positive(text: &str, usual_unit: &str) -> Result<Duration, TimeError> {
    let text = text.trim();
    if let Some(number) = text.strip_prefix('-')
        && parse_parts(number, usual_unit).is_ok()
    {
        let message = format!("the duration {} is negative", quoted(text));
        return Err(TimeError::new(message, format!("write {number}")));
    }
    let parts = hours_and_minutes(text).map_or_else(|| parse_parts(text, usual_unit), Ok)?;
    if parts.months != 0 {
        return Err(TimeError::new(
            format!("{} counts in months or years, which differ in length", quoted(text)),
            "write days or weeks, such as 30d or 4w; m is minutes",
        ));
    }
    let seconds = parts.days * SECONDS_PER_DAY + parts.seconds;
    let duration = Duration::new(seconds.unsigned_abs(), parts.nanos);
    if duration.is_zero() {
        return Err(TimeError::new(format!("the duration {} is zero", quoted(text)), HINT));
    }
    Ok(duration)
}

/// The error of a fraction of a second in `text`.
pub(super) fn fractional(text: &str) -> TimeError {
    TimeError::new(
        format!("{} has a fraction of a second", quoted(text)),
        "times have whole seconds: omit the fraction",
    )
}

/// Reads an unsigned duration; a bare number is refused with the hint to add `usual_unit`.
pub(super) fn parse_parts(text: &str, usual_unit: &str) -> Result<Parts, TimeError> {
    let unknown = || TimeError::new(format!("{} is not a duration", quoted(text)), HINT);
    if text.bytes().all(|b| b.is_ascii_digit()) && text.bytes().any(|b| b != b'0') {
        let message = format!("the duration {} has no unit", quoted(text));
        return Err(TimeError::new(message, format!("write {text}{usual_unit}")));
    }
    // jiff also accepts a sign, a trailing `ago` and 1:30:60: they do not belong to a duration.
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == 'P' || c == 'p') || text.contains(':')
    {
        return Err(unknown());
    }
    if !text.starts_with(['P', 'p']) {
        not_upper_case_m(text)?;
    }
    if let Some(number) = thousands(text) {
        let message = format!("{} has two readings", quoted(text));
        let (point, none) = (number.replace(',', "."), number.replace(',', ""));
        return Err(TimeError::new(message, format!("write {point} or {none}")));
    }
    let span: Span = text.to_lowercase().parse().map_err(|_| {
        if fraction_of_days(text) {
            TimeError::new(unknown().message, "write hours for a part of a day: 36h")
        } else {
            unknown()
        }
    })?;
    if span.is_negative() {
        return Err(unknown());
    }
    parts_of(&span).ok_or_else(unknown)
}

/// Refuses the `M` of `5M`: minutes, or the months of ISO 8601.
pub(super) fn not_upper_case_m(text: &str) -> Result<(), TimeError> {
    if !text.split(|c: char| !c.is_alphabetic()).any(|unit| unit == "M") {
        return Ok(());
    }
    let message = format!("{} has two readings", quoted(text));
    Err(TimeError::new(message, "write m for minutes or mo for months"))
}

/// `1,500`: a number with a comma that could also be one of thousands.
fn thousands(text: &str) -> Option<&str> {
    tokens(text).iter().find_map(|token| match token {
        Token::Number(number) if number.split_once(',').is_some_and(|(_, n)| n.len() == 3) => {
            Some(*number)
        }
        _ => None,
    })
}

/// `1:30`, `1:30:00`
fn hours_and_minutes(text: &str) -> Option<Parts> {
    let (hours, minutes, seconds) = match tokens(text).as_slice() {
        [Token::Number(h), Token::Mark(':'), Token::Number(m)] => (*h, *m, "00"),
        [
            Token::Number(h),
            Token::Mark(':'),
            Token::Number(m),
            Token::Mark(':'),
            Token::Number(s),
        ] => (*h, *m, *s),
        _ => return None,
    };
    let below_60 = |text: &str| text.parse().ok().filter(|n: &i64| text.len() == 2 && *n < 60);
    let hours: i64 = hours.parse().ok().filter(|_| hours.len() <= 6)?;
    let seconds = (hours * 60 + below_60(minutes)?) * 60 + below_60(seconds)?;
    Some(Parts { seconds, ..Parts::default() })
}

/// `1.5d`
fn fraction_of_days(text: &str) -> bool {
    match tokens(text).as_slice() {
        [Token::Number(number), Token::Word(unit)] => {
            number.contains(['.', ',']) && unit.starts_with(['d', 'w'])
        }
        _ => false,
    }
}

/// Reads an unsigned ISO 8601 duration of weeks to seconds (`P1DT12H`): days, and seconds.
pub fn parse_iso_duration(text: &str) -> Option<(i64, i64)> {
    let whole = |parts: &Parts| parts.nanos == 0 && parts.months == 0;
    let parts = parse_parts(text, "").ok().filter(whole)?;
    text.starts_with(['P', 'p']).then_some((parts.days, parts.seconds))
}

fn parts_of(span: &Span) -> Option<Parts> {
    let seconds = i128::from(span.get_hours()) * 3600
        + i128::from(span.get_minutes()) * 60
        + i128::from(span.get_seconds());
    let nanos = seconds * NANOS_PER_SECOND
        + i128::from(span.get_milliseconds()) * 1_000_000
        + i128::from(span.get_microseconds()) * 1_000
        + i128::from(span.get_nanoseconds());
    Some(Parts {
        months: i64::from(span.get_years()) * 12 + i64::from(span.get_months()),
        days: i64::from(span.get_weeks()) * 7 + i64::from(span.get_days()),
        seconds: i64::try_from(nanos / NANOS_PER_SECOND).ok()?,
        nanos: u32::try_from(nanos % NANOS_PER_SECOND).ok()?,
    })
}

/// A number of seconds for people: `45m`, `1h30m`, `2d 4h`, `1m30s`.
pub fn format_seconds(seconds: i64) -> String {
    let total = seconds.unsigned_abs();
    let units = [("h", total / 3600 % 24), ("m", total / 60 % 60), ("s", total % 60)];
    let clock = units.iter().filter(|(_, count)| *count > 0);
    let clock = clock.map(|(unit, count)| format!("{count}{unit}")).collect::<Vec<_>>().concat();
    let sign = if seconds < 0 { "-" } else { "" };
    match (total / 86_400, clock.as_str()) {
        (0, "") => "0m".to_owned(),
        (0, clock) => format!("{sign}{clock}"),
        (days, "") => format!("{sign}{days}d"),
        (days, clock) => format!("{sign}{days}d {clock}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> u64 {
        parse_duration(text).unwrap().as_secs()
    }

    fn hint(text: &str) -> String {
        let error = parse_duration(text).unwrap_err();
        assert!(error.message.contains(text), "{error:?} names {text:?}");
        error.hint.unwrap()
    }

    #[test]
    fn durations_are_read_in_the_usual_spellings() {
        for text in [
            "45m",
            "45min",
            "45 minutes",
            "45 Min",
            "PT45M",
            "pt45m",
            "2700s",
            "0.75h",
            "0,75h",
            " 45m ",
            "0:45",
            "00:45",
            "00:45:00",
        ] {
            assert_eq!(seconds(text), 45 * 60, "{text}");
        }
        assert_eq!(seconds("1h30m"), 5400);
        assert_eq!(seconds("1 h 30 m"), 5400);
        for text in ["90min", "90 min", "1.5h", "1.5 hours", "1:30", "01:30", "1:30:00", "1H"] {
            let expected = if text == "1H" { 3600 } else { 5400 };
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert_eq!(seconds("1h 90m"), 9000);
        assert_eq!(seconds("2d"), 2 * 86_400);
        assert_eq!(seconds("1w"), 7 * 86_400);
        assert_eq!(seconds("P1DT1H"), 90_000);
        assert_eq!(seconds("1s 1000ms"), 2);
    }

    #[test]
    fn a_bare_number_is_refused_with_the_likely_unit() {
        assert_eq!(hint("45"), "write 45m");
        assert_eq!(parse_timeout("30").unwrap_err().hint.unwrap(), "write 30s");
    }

    #[test]
    fn zero_and_less_are_refused() {
        assert_eq!(hint("0m"), HINT);
        assert_eq!(hint("PT0S"), HINT);
        assert_eq!(hint("-45m"), "write 45m");
        assert_eq!(hint("-PT1H"), "write PT1H");
        assert_eq!(hint("45m ago"), HINT);
        assert_eq!(hint("--45m"), HINT);
    }

    #[test]
    fn months_and_years_are_refused() {
        assert!(hint("1mo").contains("30d"));
        assert!(hint("1y").contains("30d"));
        assert!(hint("P1M").contains("minutes"));
        assert!(hint("1M").contains("mo for months"));
        assert_eq!(hint("1.5d"), "write hours for a part of a day: 36h");
        assert_eq!(hint("1,500m"), "write 1.500 or 1500");
    }

    #[test]
    fn a_shift_has_a_sign() {
        for (text, seconds) in [
            ("-30m", -1800),
            ("+30m", 1800),
            ("30m", 1800),
            (" -1h30m ", -5400),
            ("-1:30", -5400),
            ("+PT1H", 3600),
            ("- 1 day", -86_400),
            ("-2w", -14 * 86_400),
        ] {
            assert_eq!(parse_shift(text), Ok(seconds), "{text}");
        }
        for text in ["", "-", "+", "--30m", "+-30m", "- -30m", "0m", "-0m", "-30", "1mo", "-0.5s"] {
            assert!(parse_shift(text).is_err(), "{text}");
        }
    }

    #[test]
    fn fractions_of_a_second_are_for_timeouts_only() {
        assert!(hint("500ms").contains("whole seconds"));
        assert!(hint("1.5s").contains("whole seconds"));
        assert_eq!(parse_timeout("500ms").unwrap(), Duration::from_millis(500));
        assert_eq!(parse_timeout("1.5s").unwrap(), Duration::from_millis(1500));
        assert_eq!(parse_timeout("2m").unwrap(), Duration::from_mins(2));
        assert!(parse_timeout("0ms").is_err());
    }

    #[test]
    fn junk_is_not_a_duration() {
        for text in [
            "", "m", "abc", "1x", "1h30", "45m!", "1,5", "P", "PT", "+45m", "५m", "1:5", "1:60",
            "1:30:60", "1:30h", ":30", "1.5:30", "-1:30",
        ] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
        for huge in ["99999999999999999999d", "9999999999w", "999999999999h"] {
            assert!(parse_duration(huge).is_err(), "{huge}");
        }
    }

    #[test]
    fn lengths_are_shown_short_and_read_back() {
        for (length, text) in [
            (45 * 60, "45m"),
            (3600, "1h"),
            (5400, "1h30m"),
            (86_400, "1d"),
            (86_460, "1d 1m"),
            (52 * 3600, "2d 4h"),
            (52 * 3600 + 300, "2d 4h5m"),
            (30, "30s"),
            (90, "1m30s"),
            (3601, "1h1s"),
        ] {
            assert_eq!(format_seconds(length), text);
            assert_eq!(seconds(text), length.unsigned_abs());
        }
        assert_eq!((format_seconds(0), format_seconds(-5400)), ("0m".into(), "-1h30m".into()));
        assert!(format_seconds(i64::MIN).starts_with('-'));
    }
}

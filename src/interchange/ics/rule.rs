//! Reads and checks an RRULE (RFC 5545, 3.3.10).

use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::shown::shown;
use super::values::DateValue;
use crate::interchange::record::Problem;

/// How often an event recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frequency {
    /// Seconds.
    Secondly,
    /// Minutes.
    Minutely,
    /// Hours.
    Hourly,
    /// Days.
    Daily,
    /// Weeks.
    Weekly,
    /// Months.
    Monthly,
    /// Years.
    Yearly,
}

/// The last moment of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// A day.
    Date(NaiveDate),
    /// On the clocks of the event.
    Local(NaiveDateTime),
    /// An instant.
    Utc(NaiveDateTime),
}

/// A day of the week, and which one of the month or year if not each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ByDay {
    /// 1 is the first, -1 the last; 0 is each.
    pub nth: i32,
    /// The day.
    pub weekday: Weekday,
}

/// A rule of recurrence. An empty list restricts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub frequency: Frequency,
    /// At least 1.
    pub interval: u32,
    /// At least 1.
    pub count: Option<u32>,
    pub until: Option<Until>,
    pub seconds: Vec<i32>,
    pub minutes: Vec<i32>,
    pub hours: Vec<i32>,
    pub days: Vec<ByDay>,
    pub month_days: Vec<i32>,
    pub year_days: Vec<i32>,
    pub weeks: Vec<i32>,
    pub months: Vec<i32>,
    pub positions: Vec<i32>,
    pub week_start: Weekday,
}

impl Rule {
    /// Reads the value of an RRULE; `all_day`: the rule of an all-day event.
    ///
    /// # Errors
    /// The rule is invalid or not supported.
    pub(super) fn parse(text: &str, all_day: bool) -> Result<Self, Problem> {
        let refused = |why: String| {
            Problem::of("RRULE", format!("{why} (the rule is \"{}\")", shown_rule(text)))
        };
        if text.contains('\\') {
            return Err(refused("a rule cannot contain backslashes".to_owned()));
        }
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            seconds: Vec::new(),
            minutes: Vec::new(),
            hours: Vec::new(),
            days: Vec::new(),
            month_days: Vec::new(),
            year_days: Vec::new(),
            weeks: Vec::new(),
            months: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Mon,
        };
        let mut seen: Vec<String> = Vec::new();
        for part in text.trim().split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part
                .split_once('=')
                .ok_or_else(|| refused(format!("\"{}\" has no value", shown(part))))?;
            let name = name.trim().to_ascii_uppercase();
            if seen.contains(&name) {
                return Err(refused(format!("{name} is given twice")));
            }
            rule.take(&name, value.trim()).map_err(&refused)?;
            seen.push(name);
        }
        if !seen.iter().any(|name| name == "FREQ") {
            return Err(refused("FREQ is missing".to_owned()));
        }
        rule.check().map_err(refused)?;
        if all_day {
            rule.drop_times().map_err(refused)?;
        }
        Ok(rule)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "FREQ" => self.frequency = frequency(value)?,
            "INTERVAL" => self.interval = positive(name, value)?,
            "COUNT" => self.count = Some(positive(name, value)?),
            "UNTIL" => self.until = Some(until(value)?),
            "WKST" => self.week_start = weekday(name, value)?,
            "BYSECOND" => {
                self.seconds = numbers(name, value, 0..=60)?;
                // Leap seconds are not supported: second 59 replaces them.
                self.seconds.iter_mut().for_each(|second| *second = (*second).min(59));
                self.seconds.dedup();
            }
            "BYMINUTE" => self.minutes = numbers(name, value, 0..=59)?,
            "BYHOUR" => self.hours = numbers(name, value, 0..=23)?,
            "BYDAY" => self.days = by_days(value)?,
            "BYMONTHDAY" => self.month_days = signed(name, value, 31)?,
            "BYYEARDAY" => self.year_days = signed(name, value, 366)?,
            "BYWEEKNO" => self.weeks = signed(name, value, 53)?,
            "BYMONTH" => self.months = numbers(name, value, 1..=12)?,
            "BYSETPOS" => self.positions = signed(name, value, 366)?,
            "RSCALE" if value.eq_ignore_ascii_case("GREGORIAN") => {}
            // OMIT is what happens without SKIP.
            "SKIP" if value.eq_ignore_ascii_case("OMIT") => {}
            "SKIP" => return Err(format!("SKIP={} is not supported", shown(value))),
            "RSCALE" => {
                return Err(format!("the calendar of RSCALE={} is not supported", shown(value)));
            }
            _ => return Err(format!("{} is unknown", shown(name))),
        }
        Ok(())
    }

    /// Refuses combinations that RFC 5545 forbids.
    fn check(&self) -> Result<(), String> {
        let frequency = self.frequency;
        let numbered = self.days.iter().any(|day| day.nth != 0);
        let refused = if self.count.is_some() && self.until.is_some() {
            "COUNT cannot be combined with UNTIL"
        } else if numbered && frequency < Frequency::Monthly {
            "a number in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY"
        } else if numbered && !self.weeks.is_empty() {
            "a number in BYDAY cannot be combined with BYWEEKNO"
        } else if !self.month_days.is_empty() && frequency == Frequency::Weekly {
            "BYMONTHDAY cannot be combined with FREQ=WEEKLY"
        } else if !self.weeks.is_empty() && frequency != Frequency::Yearly {
            "BYWEEKNO needs FREQ=YEARLY"
        } else if !self.year_days.is_empty()
            && (Frequency::Daily..=Frequency::Monthly).contains(&frequency)
        {
            "BYYEARDAY cannot be combined with FREQ=DAILY, WEEKLY or MONTHLY"
        } else {
            return Ok(());
        };
        Err(refused.to_owned())
    }

    /// All-day events recur by days; times in their rules are ignored.
    fn drop_times(&mut self) -> Result<(), String> {
        if self.frequency < Frequency::Daily {
            return Err("an all-day event cannot recur within a day".to_owned());
        }
        self.hours.clear();
        self.minutes.clear();
        self.seconds.clear();
        Ok(())
    }
}

fn frequency(value: &str) -> Result<Frequency, String> {
    match value.to_ascii_uppercase().as_str() {
        "SECONDLY" => Ok(Frequency::Secondly),
        "MINUTELY" => Ok(Frequency::Minutely),
        "HOURLY" => Ok(Frequency::Hourly),
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        _ => Err(format!("FREQ={} is unknown", shown(value))),
    }
}

/// A number above 0; one beyond all calendars counts as the largest.
fn positive(name: &str, value: &str) -> Result<u32, String> {
    const LARGEST: u32 = 999_999_999;
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse().unwrap_or(LARGEST).min(LARGEST);
    if digits && number > 0 {
        return Ok(number);
    }
    Err(format!("{name}={} is not a number above 0", shown(value)))
}

fn until(value: &str) -> Result<Until, String> {
    match DateValue::parse(value) {
        Some(DateValue::Date(date)) => Ok(Until::Date(date)),
        Some(DateValue::Local(time)) => Ok(Until::Local(time)),
        Some(DateValue::Utc(time)) => Ok(Until::Utc(time)),
        None => Err(format!("UNTIL={} is not a date or time", shown(value))),
    }
}

fn weekday(name: &str, value: &str) -> Result<Weekday, String> {
    match value.to_ascii_uppercase().as_str() {
        "MO" => Ok(Weekday::Mon),
        "TU" => Ok(Weekday::Tue),
        "WE" => Ok(Weekday::Wed),
        "TH" => Ok(Weekday::Thu),
        "FR" => Ok(Weekday::Fri),
        "SA" => Ok(Weekday::Sat),
        "SU" => Ok(Weekday::Sun),
        _ => Err(format!("{name}={} is not a day of the week", shown(value))),
    }
}

fn by_days(value: &str) -> Result<Vec<ByDay>, String> {
    let mut days = Vec::new();
    for item in value.split(',') {
        let item = item.trim();
        let (number, name) =
            item.split_at_checked(item.len().saturating_sub(2)).unwrap_or((item, ""));
        let nth = match number {
            "" => 0,
            number => integer(number)
                .filter(|nth| *nth != 0 && nth.abs() <= 53)
                .ok_or_else(|| format!("BYDAY={} is out of range", shown(item)))?,
        };
        let weekday = weekday("BYDAY", name)?;
        let day = ByDay { nth, weekday };
        if !days.contains(&day) {
            days.push(day);
        }
    }
    Ok(days)
}

/// Numbers from 1 to `most`, or as many from the end.
fn signed(name: &str, value: &str, most: i32) -> Result<Vec<i32>, String> {
    let numbers = numbers(name, value, -most..=most)?;
    if numbers.contains(&0) {
        return Err(format!("{name}=0 is out of range"));
    }
    Ok(numbers)
}

/// A list of numbers, sorted, each once.
fn numbers(
    name: &str,
    value: &str,
    range: std::ops::RangeInclusive<i32>,
) -> Result<Vec<i32>, String> {
    let mut numbers = Vec::new();
    for item in value.split(',') {
        let number = integer(item.trim()).filter(|number| range.contains(number));
        numbers.push(number.ok_or_else(|| format!("{name}={} is out of range", shown(item)))?);
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

fn integer(text: &str) -> Option<i32> {
    (text.len() <= 6).then(|| text.parse().ok())?
}

/// A rule, fit for a message: longer than other values, for the fault may be at its end.
fn shown_rule(text: &str) -> String {
    const LIMIT: usize = 150;
    let mut out: String = text.chars().take(LIMIT).flat_map(char::escape_debug).collect();
    if text.chars().nth(LIMIT).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_in_any_case_and_order() {
        let rule = Rule::parse("count=4;Interval=2;FREQ=monthly;BYDAY=-1su,+2TU;wkst=su;", false);
        let rule = rule.unwrap();
        assert_eq!(rule.frequency, Frequency::Monthly);
        assert_eq!((rule.interval, rule.count), (2, Some(4)));
        assert_eq!(rule.days.iter().map(|day| day.nth).collect::<Vec<_>>(), [-1, 2]);
        assert_eq!(rule.week_start, Weekday::Sun);
    }

    #[test]
    fn what_means_nothing_is_named() {
        for (rule, part) in [
            ("", "FREQ is missing"),
            ("COUNT=3", "FREQ is missing"),
            ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY is unknown"),
            ("FREQ=DAILY;COUNT=0", "COUNT=0"),
            ("FREQ=DAILY;COUNT=-1", "COUNT=-1"),
            ("FREQ=DAILY;COUNT=+1", "COUNT=+1"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "COUNT cannot be combined"),
            ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=tomorrow"),
            ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24"),
            ("FREQ=DAILY;BYMINUTE=60", "BYMINUTE=60"),
            ("FREQ=DAILY;BYSECOND=61", "BYSECOND=61"),
            ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
            ("FREQ=YEARLY;BYMONTH=", "BYMONTH= is out"),
            ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
            ("FREQ=YEARLY;BYYEARDAY=-367", "BYYEARDAY=-367"),
            ("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO=54"),
            ("FREQ=MONTHLY;BYSETPOS=367", "BYSETPOS=367"),
            ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO"),
            ("FREQ=MONTHLY;BYDAY=54MO", "BYDAY=54MO"),
            ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
            ("FREQ=WEEKLY;BYDAY=é", "BYDAY="),
            ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY needs"),
            ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYDAY cannot"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY cannot"),
            ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO needs"),
            ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY cannot"),
            ("FREQ=WEEKLY;WKST=1", "WKST=1"),
            ("FREQ=DAILY\\;COUNT=2", "backslashes"),
            ("RSCALE=CHINESE;FREQ=YEARLY", "RSCALE=CHINESE"),
            ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", "SKIP=FORWARD"),
            ("FREQ=DAILY;FREQ=DAILY", "FREQ is given twice"),
            ("FREQ=DAILY;BYEASTER=1", "BYEASTER is unknown"),
            ("FREQ", "has no value"),
        ] {
            let problem = Rule::parse(rule, false).unwrap_err();
            assert_eq!(problem.field.as_deref(), Some("RRULE"));
            assert!(problem.message.contains(part), "{rule}: {problem}");
        }
        assert!(Rule::parse("FREQ=HOURLY", true).is_err());
        let many = Rule::parse("FREQ=DAILY;COUNT=99999999999999999999;SKIP=OMIT", false).unwrap();
        assert_eq!(many.count, Some(999_999_999));
        assert!(Rule::parse("FREQ=DAILY;BYHOUR=3", true).unwrap().hours.is_empty());
    }
}

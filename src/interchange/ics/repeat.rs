//! The starts of a new series: a rule of recurrence on the clock of a zone.
//!
//! Unlike a file, a person can be asked: what a file leaves open (a start that the rule does not give, a
//! time that the clocks show twice or never) is refused here.

use std::str::FromStr;

use chrono::{Days, NaiveDateTime};
use serde_json::{Value, json};

use super::recurrence::{self, Budget, TooMuch};
use super::rule::{Frequency, Rule, Until};
use super::series::OccurrenceKey;
use super::uid;
use crate::error::Failure;
use crate::time::{Instants, UtcTime, Zone, bounds, local, not_one_instant, rfc3339};

/// The most meetings of a new series.
pub const MAX_SERIES: usize = 10_000;

/// How many occurrences an error names.
const MAX_SHOWN: usize = 20;

/// How often a new meeting recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat(Rule);

/// Where a series ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesEnd {
    /// After this many meetings.
    Count(u32),
    /// With the last meeting that starts at this time or before.
    Until(UtcTime),
}

/// Reads `daily`, `weekly`, `monthly`, `yearly`, or an RRULE with or without its name.
impl FromStr for Repeat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let upper = text.trim().to_ascii_uppercase();
        let rule = match upper.as_str() {
            word @ ("DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY") => format!("FREQ={word}"),
            rule if rule.contains('=') => rule.strip_prefix("RRULE:").unwrap_or(rule).to_owned(),
            _ => {
                return Err("valid values: daily, weekly, monthly, yearly, or an iCalendar rule \
                            such as \"FREQ=WEEKLY;BYDAY=MO,WE\""
                    .to_owned());
            }
        };
        let rule = Rule::parse(&rule, false).map_err(|problem| problem.message)?;
        if let Some(Until::Date(_)) = rule.until {
            return Err("an UNTIL without a time has two readings; \
                        use --until, which includes that day"
                .to_owned());
        }
        Ok(Self(rule))
    }
}

impl Repeat {
    /// Whether months that lack this day of the month are skipped.
    pub fn skips_months_without(&self, day: u32) -> bool {
        let Self(rule) = self;
        let by_day_of_start = rule.frequency >= Frequency::Monthly
            && rule.days.is_empty()
            && rule.month_days.is_empty()
            && rule.year_days.is_empty()
            && rule.weeks.is_empty();
        by_day_of_start && day > 28
    }

    /// The starts of the series whose first meeting is at `start`, in order. The rule is followed on the
    /// clock of `zone`, so that 10:00 stays 10:00 when its offset changes.
    ///
    /// # Errors
    /// Exit 2: without an end or with two; for more than [`MAX_SERIES`] meetings; if the rule does not
    /// give `start`; if the clocks show a start twice or never, naming each.
    pub fn starts(
        &self,
        start: UtcTime,
        zone: &Zone,
        end: Option<SeriesEnd>,
    ) -> Result<Vec<UtcTime>, Failure> {
        let (count, last) = match self.end(zone, end)? {
            SeriesEnd::Count(count) => (Some(count), bounds().1),
            SeriesEnd::Until(until) => (None, until),
        };
        if last < start {
            let shown = |time| rfc3339(time, zone);
            let message =
                format!("the series ends ({}) before --start ({})", shown(last), shown(start));
            return Err(Failure::usage(message));
        }
        if count.is_some_and(|count| count as usize > MAX_SERIES) {
            return Err(too_many());
        }
        let first = zone.to_civil(start);
        let found = self.follow(first, zone.to_civil(last), count)?;
        if found.first() != Some(&first) {
            return Err(not_in_the_rule(start, found.first(), zone));
        }
        if let Some(count) = count.filter(|count| found.len() < *count as usize) {
            let message = format!(
                "--count {count}: the rule has only {} occurrences up to the year 9999",
                found.len()
            );
            return Err(Failure::usage(message));
        }
        let mut starts = Vec::with_capacity(found.len());
        let mut unclear = Vec::new();
        for civil in found {
            match zone.instants(civil) {
                // The start is an instant already.
                _ if civil == first => starts.push(start),
                Instants::One(time) if time <= last => starts.push(time),
                Instants::One(_) => {}
                several @ (Instants::Gap { earlier, .. } | Instants::Fold { earlier, .. }) => {
                    if earlier <= last {
                        unclear.push((civil, several));
                    }
                }
            }
        }
        if starts.len() + unclear.len() > MAX_SERIES {
            return Err(too_many());
        }
        if !unclear.is_empty() {
            return Err(no_single_time(&unclear, zone));
        }
        starts.sort_unstable();
        Ok(starts)
    }

    /// The civil times of the rule from `first` on.
    fn follow(
        &self,
        first: NaiveDateTime,
        last: NaiveDateTime,
        count: Option<u32>,
    ) -> Result<Vec<NaiveDateTime>, Failure> {
        let rule = Rule { count, until: None, ..self.0.clone() };
        // A day more: where the clocks go back, a later instant may show an earlier time.
        let last = last.checked_add_days(Days::new(1)).unwrap_or(last);
        recurrence::expand(&rule, first, last, &mut Budget::default()).map_err(|TooMuch| too_many())
    }

    /// The one end that the rule or an option gives.
    fn end(&self, zone: &Zone, given: Option<SeriesEnd>) -> Result<SeriesEnd, Failure> {
        let Self(rule) = self;
        let own = match (rule.count, rule.until) {
            (Some(count), _) => Some(SeriesEnd::Count(count)),
            (None, Some(Until::Utc(time))) => Some(SeriesEnd::Until(time)),
            (None, Some(Until::Local(civil))) => Some(SeriesEnd::Until(zone.compatible(civil))),
            (None, Some(Until::Date(_)) | None) => None,
        };
        match (own, given) {
            (Some(end), None) | (None, Some(end)) => Ok(end),
            (None, None) => Err(Failure::usage("--repeat needs an end: --count or --until")
                .hint("add --count 10, or --until 2026-12-31, which includes that day")),
            (Some(_), Some(_)) => {
                Err(Failure::usage("the rule of --repeat has an end: omit --count and --until"))
            }
        }
    }
}

/// The uid of the meeting of a series that starts at `start`, as an import of it has it.
pub fn occurrence_uid(series: &str, start: UtcTime) -> String {
    uid::meeting(series, Some(OccurrenceKey::Time(start)))
}

fn too_many() -> Failure {
    let message = format!(
        "--repeat: the series has more than {MAX_SERIES} meetings, or its rule cannot be followed so far"
    );
    Failure::usage(message).hint("give it an earlier end with --count or --until")
}

fn not_in_the_rule(start: UtcTime, first: Option<&NaiveDateTime>, zone: &Zone) -> Failure {
    let shown = |civil: &NaiveDateTime| civil.format("%a %Y-%m-%d %H:%M").to_string();
    let start = local(start, zone);
    let message = format!(
        "--start ({} {} {}) is not an occurrence of --repeat",
        start.weekday, start.date, start.time
    );
    let failure = Failure::usage(message);
    match first {
        Some(first) => failure.hint(format!("the first after it is {}", shown(first))),
        None => failure,
    }
}

/// The refusal of starts that the clocks show twice or never.
fn no_single_time(unclear: &[(NaiveDateTime, Instants)], zone: &Zone) -> Failure {
    let occurrences = match unclear.len() {
        1 => "1 occurrence has".to_owned(),
        n => format!("{n} occurrences have"),
    };
    let details = unclear.iter().map(|(civil, instants)| {
        json!({
            "local_time": civil.format("%Y-%m-%dT%H:%M:%S").to_string(),
            "candidates": candidates(*instants).map(|time| rfc3339(time, zone)),
        })
    });
    let message = format!("--repeat: {occurrences} no single time in {}", zone.name());
    let failure = Failure::usage(message).detail("occurrences", details.collect::<Value>()).hint(
        "choose another time of day, or another zone with --tz; or end the series before and begin \
         another after",
    );
    let shown = unclear.iter().take(MAX_SHOWN);
    let failure = shown.fold(failure, |failure, (civil, instants)| {
        let why = not_one_instant(*civil, *instants, zone).message;
        let [earlier, later] = candidates(*instants).map(|time| rfc3339(time, zone));
        failure.line(format!("{why}: {earlier} or {later}"))
    });
    match unclear.len().saturating_sub(MAX_SHOWN) {
        0 => failure,
        more => failure.line(format!("and {more} more")),
    }
}

fn candidates(instants: Instants) -> [UtcTime; 2] {
    match instants {
        Instants::One(time) => [time, time],
        Instants::Gap { earlier, later, .. } | Instants::Fold { earlier, later, .. } => {
            [earlier, later]
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeDelta, Timelike as _};
    use proptest::prelude::*;

    use super::*;
    use crate::error::Exit;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn at(text: &str) -> UtcTime {
        text.parse().unwrap()
    }

    fn repeat(text: &str) -> Repeat {
        text.parse().unwrap()
    }

    /// The starts on the clock of `zone`.
    fn civil(rule: &str, start: &str, zone: &Zone, end: Option<SeriesEnd>) -> Vec<String> {
        let starts = repeat(rule).starts(zone.compatible(at(start)), zone, end).unwrap();
        starts.iter().map(|time| zone.to_civil(*time).format("%m-%d %H:%M").to_string()).collect()
    }

    fn refused(rule: &str, start: UtcTime, zone: &Zone, end: Option<SeriesEnd>) -> String {
        let failure = repeat(rule).starts(start, zone, end).unwrap_err();
        assert_eq!(failure.exit(), Exit::Usage);
        failure.message()
    }

    #[test]
    fn words_and_rules_are_read() {
        assert_eq!(repeat("weekly"), repeat("RRULE:freq=weekly"));
        assert_eq!(repeat(" Daily "), repeat("FREQ=DAILY"));
        for wrong in
            ["", "dayly", "every week", "FREQ=OFTEN", "COUNT=3", "FREQ=DAILY;UNTIL=20260601"]
        {
            assert!(wrong.parse::<Repeat>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn ten_oclock_stays_ten_oclock() {
        let berlin = zone("Europe/Berlin");
        let count = Some(SeriesEnd::Count(3));
        assert_eq!(
            civil("weekly", "2026-10-19T10:00:00", &berlin, count),
            ["10-19 10:00", "10-26 10:00", "11-02 10:00"]
        );
        let starts = repeat("daily").starts(at("2026-03-28T09:00:00"), &berlin, count).unwrap();
        let utc = ["2026-03-28T09:00:00", "2026-03-29T08:00:00", "2026-03-30T08:00:00"];
        assert_eq!(starts, utc.map(at));
        assert_eq!(
            civil("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", "2026-06-01T10:00:00", &berlin, None),
            ["06-01 10:00", "06-03 10:00", "06-08 10:00"]
        );
        // The months without a 31st are left out.
        assert_eq!(
            civil("monthly", "2026-05-31T10:00:00", &berlin, count),
            ["05-31 10:00", "07-31 10:00", "08-31 10:00"]
        );
        assert!(repeat("monthly").skips_months_without(29));
        assert!(!repeat("monthly").skips_months_without(28));
        assert!(!repeat("FREQ=MONTHLY;BYDAY=-1FR").skips_months_without(31));
    }

    #[test]
    fn the_end_is_a_last_start() {
        let utc = Zone::utc();
        let until = |text| Some(SeriesEnd::Until(at(text)));
        let start = "2026-06-01T10:00:00";
        assert_eq!(civil("daily", start, &utc, until("2026-06-03T10:00:00")).len(), 3);
        assert_eq!(civil("daily", start, &utc, until("2026-06-03T09:59:59")).len(), 2);
        assert_eq!(civil("daily", start, &utc, until(start)).len(), 1);
        assert_eq!(civil("FREQ=DAILY;UNTIL=20260603T100000Z", start, &utc, None).len(), 3);
        let berlin = zone("Europe/Berlin");
        assert_eq!(civil("FREQ=DAILY;UNTIL=20260603T095959", start, &berlin, None).len(), 2);
    }

    #[test]
    fn what_is_open_is_refused() {
        let (utc, start) = (Zone::utc(), at("2026-06-01T10:00:00"));
        let count = |n| Some(SeriesEnd::Count(n));
        assert!(refused("daily", start, &utc, None).contains("needs an end"));
        assert!(refused("FREQ=DAILY;COUNT=2", start, &utc, count(3)).contains("omit --count"));
        assert!(refused("daily", start, &utc, count(10_001)).contains("more than 10000"));
        let far = Some(SeriesEnd::Until(at("2100-01-01T00:00:00")));
        assert!(refused("daily", start, &utc, far).contains("more than 10000"));
        assert!(refused("FREQ=HOURLY", start, &utc, far).contains("more than 10000"));
        let before = Some(SeriesEnd::Until(at("2026-06-01T09:59:59")));
        assert!(refused("daily", start, &utc, before).contains("before --start"));
        let tuesday = refused("FREQ=WEEKLY;BYDAY=TU", start, &utc, count(2));
        assert!(tuesday.contains("Mon 2026-06-01 10:00") && tuesday.contains("not an occurrence"));
        let late = at("9998-06-01T10:00:00");
        assert!(refused("yearly", late, &utc, count(5)).contains("only 2 occurrences"));
        let never = refused("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", start, &utc, count(1));
        assert!(never.contains("cannot be followed") || never.contains("not an occurrence"));
        assert_eq!(repeat("daily").starts(start, &utc, count(10_000)).unwrap().len(), 10_000);
    }

    #[test]
    fn a_start_in_a_gap_or_a_fold_is_named_with_its_candidates() {
        let berlin = zone("Europe/Berlin");
        let count = Some(SeriesEnd::Count(400));
        let start = berlin.compatible(at("2026-03-01T02:30:00"));
        let failure = repeat("daily").starts(start, &berlin, count).unwrap_err();
        let lines: Vec<String> = failure.lines().into_iter().map(|(_, line)| line).collect();
        assert_eq!(lines[0], "--repeat: 3 occurrences have no single time in Europe/Berlin");
        assert_eq!(
            lines[1],
            "2026-03-29 02:30 does not exist in Europe/Berlin (clocks jump from 02:00 to 03:00): \
             2026-03-29T01:30:00+01:00 or 2026-03-29T03:30:00+02:00"
        );
        assert!(lines[2].starts_with("2026-10-25 02:30 happens twice"), "{}", lines[2]);
        // A start with an offset is one instant; what is after the end is not looked at.
        let second = at("2026-10-25T01:30:00");
        let until = Some(SeriesEnd::Until(second));
        assert_eq!(repeat("daily").starts(second, &berlin, until).unwrap(), [second]);
    }

    #[test]
    fn uids_are_those_of_an_import() {
        assert_eq!(
            occurrence_uid("a@meetctl", at("2026-06-01T08:00:00")),
            "a@meetctl/20260601T080000Z"
        );
    }

    proptest! {
        /// Against plain arithmetic of days on the clock, with the clock's own instants.
        #[test]
        fn daily_and_weekly_are_days_on_the_clock(
            name in proptest::sample::select(vec![
                "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC",
            ]),
            day in 0u64..1500,
            minute in 0u32..1440,
            weekly in any::<bool>(),
            count in 1u32..120,
        ) {
            let zone = zone(name);
            let date = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(day);
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap();
            let first = date.and_time(time);
            prop_assume!(matches!(zone.instants(first), Instants::One(_)));
            let step = if weekly { 7 } else { 1 };
            let expected: Vec<NaiveDateTime> =
                (0..u64::from(count)).map(|n| first + Days::new(step * n)).collect();
            let clear = expected.iter().all(|c| matches!(zone.instants(*c), Instants::One(_)));
            let rule = repeat(if weekly { "weekly" } else { "daily" });
            let starts = rule.starts(zone.compatible(first), &zone, Some(SeriesEnd::Count(count)));
            prop_assert_eq!(starts.is_ok(), clear);
            if let Ok(starts) = starts {
                let shown: Vec<NaiveDateTime> = starts.iter().map(|t| zone.to_civil(*t)).collect();
                prop_assert_eq!(shown, expected);
                // The same series by its last start.
                let until = SeriesEnd::Until(*starts.last().unwrap());
                prop_assert_eq!(rule.starts(starts[0], &zone, Some(until)).unwrap(), starts);
            }
        }

        #[test]
        fn monthly_is_the_same_day_and_time(month in 1u32..13, day in 1u32..32, hour in 4u32..24) {
            let zone = zone("America/New_York");
            let Some(date) = NaiveDate::from_ymd_opt(2025, month, day) else { return Ok(()) };
            let first = date.and_hms_opt(hour, 15, 0).unwrap();
            let count = Some(SeriesEnd::Count(30));
            let starts = repeat("monthly").starts(zone.compatible(first), &zone, count).unwrap();
            // A month has 28 days, one of which may lack an hour.
            let shortest = TimeDelta::hours(28 * 24 - 1);
            prop_assert!(starts.windows(2).all(|pair| pair[1] - pair[0] >= shortest));
            for start in starts {
                let civil = zone.to_civil(start);
                prop_assert_eq!((civil.day(), civil.hour(), civil.minute()), (day, hour, 15));
            }
        }
    }
}

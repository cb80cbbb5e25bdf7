//! The days of a calendar, and the part of a meeting that is on each.

use std::iter;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};

use super::interval::Interval;
use crate::time::{UtcTime, Zone};

/// The minutes that the clocks of a day show.
pub const MINUTES: u16 = 24 * 60;

/// A day in a time zone: usually 24 hours, and 23 or 25 where the clocks change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Its date.
    pub date: NaiveDate,
    /// From its first moment to that of the next day.
    pub interval: Interval,
}

/// The part of a meeting that is on one day, in minutes of the clocks since 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The first minute.
    pub from: u16,
    /// The minute after the last one, at most [`MINUTES`].
    pub to: u16,
    /// Whether the meeting begins on this day.
    pub begins: bool,
    /// Whether it ends on this day, or with it.
    pub ends: bool,
}

/// A change of the clocks on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockChange {
    /// The time that the clocks show when they change.
    pub at: NaiveTime,
    /// Seconds by which they go forward; negative: back.
    pub by: i32,
}

impl Day {
    /// A day of `zone`; `None` if the zone skipped it.
    pub fn new(date: NaiveDate, zone: &Zone) -> Option<Self> {
        let interval = Interval::new(zone.day_start(date), zone.day_start(date.succ_opt()?));
        Some(Self { date, interval: interval.ok()? })
    }

    /// The days that overlap `window`.
    pub fn all(window: Interval, zone: &Zone) -> impl Iterator<Item = Self> {
        let first = zone.to_civil(window.start()).date();
        iter::successors(Some(first), NaiveDate::succ_opt)
            .take_while(move |date| zone.day_start(*date) < window.end())
            .filter_map(|date| Self::new(date, zone))
    }

    /// The Monday-first days of the week of `date`.
    pub fn week(date: NaiveDate, zone: &Zone) -> Vec<Self> {
        let week = date.week(Weekday::Mon);
        let monday = week.checked_first_day().unwrap_or(date);
        monday.iter_days().take(7).filter_map(|date| Self::new(date, zone)).collect()
    }

    /// The part of `meeting` that is on this day. Where the clocks go back, it covers every time that
    /// they show during the meeting.
    pub fn part(&self, meeting: Interval, zone: &Zone) -> Option<Part> {
        let shared = self.interval.intersection(&meeting)?;
        let last = shared.end() - TimeDelta::microseconds(1);
        let (from, to) = if zone.offset_at(shared.start()) == zone.offset_at(last) {
            (minute(shared.start(), zone), minute(last, zone))
        } else {
            let minutes =
                iter::successors(Some(shared.start()), |t| Some(*t + TimeDelta::minutes(1)));
            let minutes = minutes.take_while(|time| *time < last).chain([last]);
            minutes
                .map(|time| minute(time, zone))
                .fold((MINUTES, 0), |(from, to), minute| (from.min(minute), to.max(minute)))
        };
        let begins = meeting.start() >= self.interval.start();
        let ends = meeting.end() <= self.interval.end();
        Some(Part { from, to: to + 1, begins, ends })
    }

    /// How the clocks change on this day, if they do.
    pub fn clock_change(&self, zone: &Zone) -> Option<ClockChange> {
        let (start, end) = (self.interval.start(), self.interval.end());
        let before = zone.offset_at(start);
        let by = zone.offset_at(end - TimeDelta::seconds(1)) - before;
        if by == 0 {
            return None;
        }
        // The last second before the change, by bisection.
        let (mut low, mut high) = (0, (end - start).num_seconds() - 1);
        while high - low > 1 {
            let middle = i64::midpoint(low, high);
            if zone.offset_at(start + TimeDelta::seconds(middle)) == before {
                low = middle;
            } else {
                high = middle;
            }
        }
        let at = start + TimeDelta::seconds(high + i64::from(before));
        Some(ClockChange { at: at.time(), by })
    }

    /// Days from `today` to this one.
    pub fn days_from(&self, today: NaiveDate) -> i64 {
        i64::from(self.date.num_days_from_ce()) - i64::from(today.num_days_from_ce())
    }
}

impl Part {
    /// Whether the meeting takes the entire day.
    pub fn is_all_day(&self) -> bool {
        self.from == 0 && self.to == MINUTES
    }
}

/// The minute of the day that the clocks show.
pub fn minute(time: UtcTime, zone: &Zone) -> u16 {
    let civil = zone.to_civil(time);
    u16::try_from(civil.hour() * 60 + civil.minute()).unwrap_or(MINUTES - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn utc(text: &str) -> UtcTime {
        UtcTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn part(zone: &Zone, day: &str, start: &str, end: &str) -> Option<(u16, u16, bool, bool)> {
        let meeting = Interval::new(utc(start), utc(end)).unwrap();
        let part = Day::new(date(day), zone).unwrap().part(meeting, zone)?;
        Some((part.from, part.to, part.begins, part.ends))
    }

    #[test]
    fn a_meeting_over_midnight_has_a_part_on_each_day() {
        let berlin = zone("Europe/Berlin");
        let on = |day| part(&berlin, day, "2026-06-01 20:00", "2026-06-03 00:30");
        assert_eq!(on("2026-05-31"), None);
        assert_eq!(on("2026-06-01"), Some((22 * 60, MINUTES, true, false)));
        assert_eq!(on("2026-06-02"), Some((0, MINUTES, false, false)));
        assert_eq!(on("2026-06-03"), Some((0, 150, false, true)));
        let to_midnight = part(&berlin, "2026-06-01", "2026-06-01 20:00", "2026-06-01 22:00");
        assert_eq!(to_midnight, Some((22 * 60, MINUTES, true, true)));
    }

    #[test]
    fn changes_of_the_clocks_are_part_of_the_day() {
        let berlin = zone("Europe/Berlin");
        let forward = part(&berlin, "2026-03-29", "2026-03-29 00:30", "2026-03-29 01:30");
        assert_eq!(forward, Some((90, 210, true, true)));
        // From 02:45 to 02:15 by the clocks, which show everything from 02:00 to 03:00 meanwhile.
        let back = part(&berlin, "2026-10-25", "2026-10-25 00:45", "2026-10-25 01:15");
        assert_eq!(back, Some((120, 180, true, true)));
        let change = |day, zone: &Zone| Day::new(date(day), zone).unwrap().clock_change(zone);
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        assert_eq!(change("2026-03-29", &berlin), Some(ClockChange { at: at(2), by: 3600 }));
        assert_eq!(change("2026-10-25", &berlin), Some(ClockChange { at: at(3), by: -3600 }));
        assert_eq!(change("2026-10-26", &berlin), None);
        let howe = zone("Australia/Lord_Howe");
        assert_eq!(change("2026-10-04", &howe), Some(ClockChange { at: at(2), by: 1800 }));
    }

    #[test]
    fn a_skipped_day_is_left_out() {
        let apia = zone("Pacific/Apia");
        assert_eq!(Day::new(date("2011-12-30"), &apia), None);
        let week = Day::week(date("2011-12-31"), &apia);
        let days: Vec<u32> = week.iter().map(|day| day.date.day()).collect();
        assert_eq!(days, [26, 27, 28, 29, 31, 1]);
    }

    proptest! {
        #[test]
        fn every_minute_of_a_meeting_is_on_one_day(
            name in prop::sample::select(vec![
                "UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu",
            ]),
            // Around the changes of the clocks, too.
            base in prop::sample::select(vec![
                "2026-03-28 12:00", "2026-10-24 12:00", "2026-04-04 00:00", "2026-10-03 00:00",
                "2026-06-01 00:00", "2026-11-01 00:00", "2026-03-08 00:00",
            ]),
            start in 0_i64..3000,
            length in 1_i64..4000,
        ) {
            let zone = zone(name);
            let start = utc(base) + TimeDelta::minutes(start);
            let meeting = Interval::new(start, start + TimeDelta::minutes(length)).unwrap();
            let parts: Vec<(Day, Part)> = Day::all(meeting, &zone)
                .map(|day| (day, day.part(meeting, &zone).unwrap()))
                .collect();
            prop_assert_eq!(parts.iter().filter(|(_, part)| part.begins).count(), 1);
            prop_assert_eq!(parts.iter().filter(|(_, part)| part.ends).count(), 1);
            for (_, part) in &parts {
                prop_assert!(part.from < part.to && part.to <= MINUTES);
            }
            for time in (0..length).map(|minute| start + TimeDelta::minutes(minute)) {
                let on = parts.iter().filter(|(day, _)| {
                    day.interval.start() <= time && time < day.interval.end()
                });
                let on: Vec<&Part> = on.map(|(_, part)| part).collect();
                let minute = minute(time, &zone);
                prop_assert_eq!(on.len(), 1);
                prop_assert!((on[0].from..on[0].to).contains(&minute));
            }
        }
    }
}

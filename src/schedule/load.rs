//! The load of a week: how many meetings take place in each of its hours.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike};

use crate::time::{Instants, UtcTime, Zone};

/// Counts by weekday, Monday first, and hour.
pub type WeekHours = [[u64; 24]; 7];

/// Counts meetings in the hours that the clocks of a zone show, from their starts and ends alone: each
/// meeting once in every hour in which it takes place, over all weeks.
///
/// Memory holds one number per hour of the calendar at which something starts or ends.
#[derive(Debug)]
pub struct WeekLoad<'a> {
    zone: &'a Zone,
    /// By hour: how many more meetings take place than in the hour before.
    changes: BTreeMap<i64, i64>,
    last_start: Option<i64>,
}

/// An end may be missing, or a mistake: a year after the last start the count stops.
const LONGEST_HOURS: i64 = 53 * 7 * 24;

impl<'a> WeekLoad<'a> {
    /// No meeting yet.
    pub fn new(zone: &'a Zone) -> Self {
        Self { zone, changes: BTreeMap::new(), last_start: None }
    }

    /// Adds meetings that start at `time`.
    pub fn start(&mut self, time: UtcTime, count: u64) {
        let hour = self.hour(time);
        self.last_start = self.last_start.max(Some(hour));
        *self.changes.entry(hour).or_default() += signed(count);
    }

    /// Takes meetings away that end at `time`: they take place until just before it.
    pub fn end(&mut self, time: UtcTime, count: u64) {
        let next = self.hour(time - TimeDelta::microseconds(1)) + 1;
        *self.changes.entry(next).or_default() -= signed(count);
    }

    /// The counts of the hours before `until`, or of all.
    pub fn grid(&self, until: Option<UtcTime>) -> WeekHours {
        let mut grid = WeekHours::default();
        let until = until.map(|until| self.hour(until - TimeDelta::microseconds(1)) + 1);
        let longest = self.last_start.map_or(0, |last| last + LONGEST_HOURS);
        let end = until.map_or(longest, |until| until.min(longest));
        let mut load = 0;
        let mut hours = self.changes.iter().peekable();
        while let Some((from, change)) = hours.next() {
            load += change;
            let next = hours.peek().map_or(end, |(next, _)| **next).min(end);
            if let Ok(load @ 1..) = u64::try_from(load) {
                (*from..next).for_each(|hour| self.add(&mut grid, hour, load));
            }
        }
        grid
    }

    fn add(&self, grid: &mut WeekHours, hour: i64, load: u64) {
        let Some(hour) = DateTime::from_timestamp(hour * 3600, 0).map(|hour| hour.naive_utc())
        else {
            return;
        };
        if exists(hour, self.zone) {
            let day = usize::try_from(hour.weekday().num_days_from_monday()).unwrap_or(0);
            grid[day][usize::try_from(hour.hour()).unwrap_or(0)] += load;
        }
    }

    /// The hour that the clocks show at `time`, counted from that of 1970.
    fn hour(&self, time: UtcTime) -> i64 {
        self.zone.to_civil(time).and_utc().timestamp().div_euclid(3600)
    }
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Whether the local hour exists at least in part.
pub fn exists(hour: NaiveDateTime, zone: &Zone) -> bool {
    match zone.instants(hour) {
        Instants::Gap { jump, .. } => zone.to_civil(jump) < hour + TimeDelta::hours(1),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> UtcTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    /// The hours of meetings that have a count, as `day hour count`.
    fn hours(zone: &str, meetings: &[(&str, &str)], until: Option<&str>) -> Vec<String> {
        let zone = Zone::parse(zone).unwrap();
        let mut load = WeekLoad::new(&zone);
        for (start, end) in meetings {
            load.start(utc(start), 1);
            load.end(utc(end), 1);
        }
        let grid = load.grid(until.map(utc));
        let cells = grid.iter().enumerate();
        let cells =
            cells.flat_map(|(day, row)| row.iter().enumerate().map(move |cell| (day, cell)));
        let counted = cells.filter(|(_, (_, count))| **count > 0);
        counted.map(|(day, (hour, count))| format!("{day} {hour} {count}")).collect()
    }

    #[test]
    fn a_meeting_counts_in_each_hour_that_it_touches() {
        let meetings =
            [("2026-06-01 09:30", "2026-06-01 11:00"), ("2026-06-08 10:59", "2026-06-08 11:01")];
        assert_eq!(hours("UTC", &meetings, None), ["0 9 1", "0 10 2", "0 11 1"]);
        assert_eq!(hours("UTC", &meetings, Some("2026-06-01 10:00")), ["0 9 1"]);
        assert_eq!(hours("+05:30", &meetings[..1], None), ["0 15 1", "0 16 1"]);
        assert_eq!(
            hours("UTC", &[("2026-06-07 23:00", "2026-06-08 01:00")], None),
            ["0 0 1", "6 23 1"]
        );
    }

    #[test]
    fn an_hour_that_the_clocks_skip_or_repeat_counts_as_they_show_it() {
        // 01:30 to 03:30 on the clocks, of which 02:00 to 03:00 does not exist.
        let gap = [("2026-03-29 00:30", "2026-03-29 01:30")];
        assert_eq!(hours("Europe/Berlin", &gap, None), ["6 1 1", "6 3 1"]);
        // 02:00 to 03:00, twice.
        let fold = [("2026-10-25 00:00", "2026-10-25 02:00")];
        assert_eq!(hours("Europe/Berlin", &fold, None), ["6 2 1"]);
    }

    #[test]
    fn an_end_that_never_comes_stops_a_year_after_the_last_start() {
        let zone = Zone::utc();
        let mut load = WeekLoad::new(&zone);
        load.start(utc("2026-06-01 00:00"), 1);
        load.end(utc("9999-12-31 23:59"), 1);
        assert_eq!(load.grid(None), [[53; 24]; 7]);
        // An end without a start is no meeting.
        let mut load = WeekLoad::new(&zone);
        load.end(utc("2026-06-01 00:00"), 1);
        assert_eq!(load.grid(None), WeekHours::default());
    }
}

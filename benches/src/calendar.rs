//! Working days of five years, as the database stores times.

use chrono::{Datelike, NaiveDate, Weekday};

/// The fixed clock of meetctl.
pub const NOW: &str = "2026-06-01T10:07:00Z";
/// The same, as the database stores times.
pub const STORED_NOW: &str = "2026-06-01 10:07:00.000000";
/// The first day with meetings; the last one is near the end of 2026.
const FIRST: (i32, u32, u32) = (2022, 1, 3);
/// Working days on which meetings are booked: five years of fifty weeks.
pub const BOOKING_DAYS: u64 = 250 * 5;
/// A meeting is booked at most this many working days ahead.
pub const MAX_DAYS_AHEAD: u64 = 40;

/// The working days.
#[derive(Debug)]
pub struct Calendar {
    days: Vec<String>,
}

impl Calendar {
    /// Makes the list of days.
    pub fn new() -> Self {
        let first = NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).unwrap_or_default();
        let working = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let days = usize::try_from(BOOKING_DAYS + MAX_DAYS_AHEAD + 1).unwrap_or(0);
        let days = first
            .iter_days()
            .filter(working)
            .take(days)
            .map(|day| day.format("%Y-%m-%d").to_string())
            .collect();
        Self { days }
    }

    /// The time `minutes` after midnight of a working day.
    pub fn moment(&self, day: u64, minutes: u64) -> String {
        let day = usize::try_from(day).unwrap_or(0);
        format!("{} {:02}:{:02}:00.000000", self.days[day], minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_are_free() {
        let calendar = Calendar::new();
        assert_eq!(calendar.moment(0, 480), "2022-01-03 08:00:00.000000");
        assert_eq!(calendar.moment(5, 1065), "2022-01-10 17:45:00.000000");
        let last = calendar.moment(BOOKING_DAYS + MAX_DAYS_AHEAD, 0);
        assert!(last.as_str() > STORED_NOW, "{last}");
    }
}

//! A time as the days of a calendar.

use super::{Meaning, TypedTime, in_bounds, meaning, refusal};
use crate::time::error::TimeError;
use crate::time::instant::UtcTime;
use crate::time::zone::Zone;

impl TypedTime {
    /// As [`days`](Self::days); `+7d` is today and the six days after it, `-7d` the seven days before
    /// today.
    ///
    /// # Errors
    /// It is neither a day, week, month or year nor a number of days.
    pub fn calendar_days(
        &self,
        now: UtcTime,
        zone: &Zone,
    ) -> Result<(UtcTime, UtcTime), TimeError> {
        let Meaning::FromNow(time) = meaning(&self.0, now, zone)? else {
            return self.days(now, zone);
        };
        let (from, to) = (zone.to_civil(now), zone.to_civil(time));
        if from.time() != to.time() || from.date() == to.date() {
            return Err(refusal::no_day(&self.0, to.date()));
        }
        let (first, after) = (from.date().min(to.date()), from.date().max(to.date()));
        let moment = |date| in_bounds(zone.day_start(date), &self.0);
        Ok((moment(first)?, moment(after)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(typed: &str) -> Result<String, TimeError> {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let now = UtcTime::parse_from_str("2026-06-03T08:00:00", "%FT%T").unwrap();
        let (from, to) = typed.parse::<TypedTime>()?.calendar_days(now, &zone)?;
        let date = |time| zone.to_civil(time).date();
        Ok(format!("{} {}", date(from), date(to)))
    }

    #[test]
    fn a_number_of_days_begins_today() {
        for (typed, expected) in [
            ("today", "2026-06-03 2026-06-04"),
            ("week", "2026-06-01 2026-06-08"),
            ("next week", "2026-06-08 2026-06-15"),
            ("+7d", "2026-06-03 2026-06-10"),
            ("+1d", "2026-06-03 2026-06-04"),
            ("in 2 weeks", "2026-06-03 2026-06-17"),
            ("-7d", "2026-05-27 2026-06-03"),
            ("2026-06-20", "2026-06-20 2026-06-21"),
        ] {
            assert_eq!(days(typed).as_deref(), Ok(expected), "{typed}");
        }
        for typed in ["+2h", "now", "10:00", "today 10:00", "end of week", "@0", "+0d"] {
            assert!(days(typed).is_err(), "{typed}");
        }
    }
}

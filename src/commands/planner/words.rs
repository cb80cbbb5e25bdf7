//! Days, times and lengths in words.

use chrono::{NaiveDate, TimeDelta};

use crate::schedule::Day;
use crate::schedule::Interval;
use crate::schedule::day::Part;
use crate::time::{Instants, UtcTime, Zone, local};

/// Days from today that have a relative name.
const NEAR: i64 = 13;

/// `Monday 2026-06-01`
pub(super) fn day_title(day: &Day) -> String {
    format!("{} {}", day.date.format("%A"), date(day.date))
}

/// `2026-06-01`
pub(super) fn date(date: NaiveDate) -> String {
    date.format("%F").to_string()
}

/// What is said of a day: `today`, a change of the clocks.
pub(super) fn day_notes(day: &Day, today: NaiveDate, zone: &Zone) -> Vec<String> {
    let near = match day.days_from(today) {
        0 => Some("today".to_owned()),
        1 => Some("tomorrow".to_owned()),
        -1 => Some("yesterday".to_owned()),
        days @ 2..=NEAR => Some(format!("in {days} days")),
        days if (-NEAR..=-2).contains(&days) => Some(format!("{} days ago", -days)),
        _ => None,
    };
    near.into_iter().chain(clock_change(day, zone)).collect()
}

/// `clocks go forward 1 h at 02:00`
pub(super) fn clock_change(day: &Day, zone: &Zone) -> Option<String> {
    let change = day.clock_change(zone)?;
    let way = if change.by > 0 { "forward" } else { "back" };
    let by = length(i64::from(change.by.abs()));
    Some(format!("clocks go {way} {by} at {}", change.at.format("%H:%M")))
}

/// A length in seconds: `20 min`, `1 h 30 min`, `3 days`.
pub(super) fn length(seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, _) => format!("{minutes} min"),
        (1..24, 0) => format!("{hours} h"),
        (1..24, _) => format!("{hours} h {rest} min"),
        (24..48, _) => "1 day".to_owned(),
        _ => format!("{} days", hours / 24),
    }
}

/// The time of a part of a meeting: `09:00-10:00`, `22:00 →`, `→ 02:00` or `all day`.
pub(super) fn part_time(part: Part, meeting: Interval, day: &Day, zone: &Zone) -> String {
    if part.is_all_day() {
        return "all day".to_owned();
    }
    let start = clock(meeting.start(), zone);
    let end = if meeting.end() == day.interval.end() {
        "24:00".to_owned()
    } else {
        clock(meeting.end(), zone)
    };
    match (part.begins, part.ends) {
        (true, true) => format!("{start}-{end}"),
        (true, false) => format!("{start} →"),
        (false, true) => format!("→ {end}"),
        (false, false) => "all day".to_owned(),
    }
}

/// Where a meeting begins and ends that is not only on one day: `since Mon 22:00`, `until Wed 02:00`.
pub(super) fn beyond(part: Part, meeting: Interval, day: &Day, zone: &Zone) -> Vec<String> {
    let mut notes = Vec::new();
    if !part.begins {
        notes.push(format!("since {}", moment(meeting.start(), day, zone)));
    }
    if !part.ends {
        notes.push(format!("until {}", moment(meeting.end(), day, zone)));
    }
    notes
}

/// `Mon 22:00`, or with the date if it is not near.
fn moment(time: UtcTime, day: &Day, zone: &Zone) -> String {
    let shown = local(time, zone);
    let clock = clock(time, zone);
    let distance = zone.to_civil(time).date() - day.date;
    if distance.abs() < TimeDelta::days(7) {
        format!("{} {clock}", shown.weekday)
    } else {
        format!("{} {clock}", shown.date)
    }
}

/// The time of day; with the offset where the clocks show it twice.
pub(super) fn clock(time: UtcTime, zone: &Zone) -> String {
    let shown = local(time, zone);
    match zone.instants(zone.to_civil(time)) {
        Instants::Fold { .. } => format!("{}{}", shown.time, shown.offset),
        _ => shown.time,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> Zone {
        Zone::parse("Europe/Berlin").unwrap()
    }

    fn utc(text: &str) -> UtcTime {
        UtcTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn lengths_are_short() {
        for (seconds, expected) in [
            (1, "1 min"),
            (1200, "20 min"),
            (3600, "1 h"),
            (5400, "1 h 30 min"),
            (86_399, "1 day"),
            (90_000, "1 day"),
            (260_000, "3 days"),
        ] {
            assert_eq!(length(seconds), expected);
        }
    }

    #[test]
    fn days_near_today_have_names() {
        let zone = zone();
        let today = NaiveDate::from_ymd_opt(2026, 3, 28).unwrap();
        let notes = |date: &str| {
            let day = Day::new(date.parse().unwrap(), &zone).unwrap();
            day_notes(&day, today, &zone).join(", ")
        };
        assert_eq!(notes("2026-03-28"), "today");
        assert_eq!(notes("2026-03-29"), "tomorrow, clocks go forward 1 h at 02:00");
        assert_eq!(notes("2026-03-31"), "in 3 days");
        assert_eq!(notes("2026-03-20"), "8 days ago");
        assert_eq!(notes("2026-10-25"), "clocks go back 1 h at 03:00");
    }

    #[test]
    fn parts_name_what_is_on_their_day() {
        let zone = zone();
        let meeting = Interval::new(utc("2026-06-01 20:00"), utc("2026-06-03 00:30")).unwrap();
        let on = |date: &str| {
            let day = Day::new(date.parse().unwrap(), &zone).unwrap();
            let part = day.part(meeting, &zone).unwrap();
            (part_time(part, meeting, &day, &zone), beyond(part, meeting, &day, &zone).join(", "))
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(on("2026-06-01"), pair("22:00 →", "until Wed 02:30"));
        assert_eq!(on("2026-06-02"), pair("all day", "since Mon 22:00, until Wed 02:30"));
        assert_eq!(on("2026-06-03"), pair("→ 02:30", "since Mon 22:00"));
        assert_eq!(clock(utc("2026-10-25 00:30"), &zone), "02:30+02:00");
        assert_eq!(clock(utc("2026-10-25 01:30"), &zone), "02:30+01:00");
    }
}

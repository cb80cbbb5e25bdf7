//! Finds the times when all users are free.

use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::interval::Interval;
use crate::time::{UtcTime, Zone};

/// The conditions of a search.
#[derive(Debug, Clone)]
pub struct SlotRules {
    /// The window to search.
    pub window: Interval,
    /// The minimum length of a slot.
    pub at_least: TimeDelta,
    /// The time to keep free before and after each busy meeting.
    pub buffer: TimeDelta,
    /// The hours of the day that may be used; `None`: all.
    pub hours: Option<Hours>,
    /// The days of the week that may be used, Monday first.
    pub weekdays: [bool; 7],
}

/// Local hours of a day: `09:00-17:00`. An end that is not later than the start is on the next day:
/// `22:00-06:00`, and `00:00-00:00` is the full day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// The start.
    pub from: NaiveTime,
    /// The end (exclusive).
    pub to: NaiveTime,
}

/// The result of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeSlots {
    /// The maximal free slots that are long enough, in order of time.
    pub slots: Vec<Interval>,
    /// The longest free time, even if it is shorter than a slot.
    pub longest: Option<Interval>,
    /// Whether any hour of the window may be used.
    pub any_hours: bool,
}

/// Finds the maximal free slots of people who are busy in `busy`, at most `limit` of them.
///
/// A slot is in the window and in the allowed hours, overlaps no busy interval widened by the
/// buffer, and cannot be longer. `busy` may be in any order and overlap. Hours are local times of
/// `zone`: if a clock change skips their start, they start with the change; if it repeats their
/// start, with the first.
pub fn slots(busy: &[Interval], rules: &SlotRules, zone: &Zone, limit: usize) -> FreeSlots {
    let busy = merged(widened(busy, rules.buffer));
    let allowed = allowed(rules, zone);
    let any_hours = !allowed.is_empty();
    let mut slots = Vec::new();
    let mut longest: Option<Interval> = None;
    for free in without(&allowed, &busy) {
        if longest.is_none_or(|l| free.seconds() > l.seconds()) {
            longest = Some(free);
        }
        if free.end() - free.start() >= rules.at_least {
            slots.push(free);
            if slots.len() == limit {
                break;
            }
        }
    }
    FreeSlots { slots, longest, any_hours }
}

/// A length as a difference of times, limited to the maximum.
pub fn length(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}

fn widened(busy: &[Interval], buffer: TimeDelta) -> Vec<Interval> {
    let earlier = |time: UtcTime| time.checked_sub_signed(buffer).unwrap_or(UtcTime::MIN);
    let later = |time: UtcTime| time.checked_add_signed(buffer).unwrap_or(UtcTime::MAX);
    busy.iter().filter_map(|b| Interval::new(earlier(b.start()), later(b.end())).ok()).collect()
}

/// The union of intervals, in order, adjacent ones joined.
fn merged(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut union: Vec<Interval> = Vec::with_capacity(intervals.len());
    for next in intervals {
        join(&mut union, next);
    }
    union
}

/// Adds an interval that does not start before the last one, joined with it if they touch.
pub fn join(union: &mut Vec<Interval>, next: Interval) {
    match union.last_mut() {
        Some(last) if next.start() <= last.end() => {
            let end = last.end().max(next.end());
            if let Ok(joined) = Interval::new(last.start(), end) {
                *last = joined;
            }
        }
        _ => union.push(next),
    }
}

/// The parts of the window that hours and weekdays allow, in order, adjacent ones joined.
fn allowed(rules: &SlotRules, zone: &Zone) -> Vec<Interval> {
    let every_day = rules.weekdays.iter().all(|day| *day);
    let Some(hours) = rules.hours.or((!every_day).then_some(Hours::WHOLE_DAY)) else {
        return vec![rules.window];
    };
    let first = zone.to_civil(rules.window.start()).date() - Days::new(1);
    let last = zone.to_civil(rules.window.end()).date();
    let days = first.iter_days().take_while(|day| *day <= last);
    let days = days.filter(|day| rules.weekdays[index(day.weekday())]);
    let intervals = days.filter_map(|day| hours.on(day, zone)?.intersection(&rules.window));
    merged(intervals.collect())
}

/// Monday is 0.
fn index(day: Weekday) -> usize {
    usize::try_from(day.num_days_from_monday()).unwrap_or(0)
}

impl Hours {
    /// From midnight to midnight.
    pub const WHOLE_DAY: Self = Self { from: NaiveTime::MIN, to: NaiveTime::MIN };

    /// The hours of one day; `None` if a clock change skips them.
    fn on(self, day: NaiveDate, zone: &Zone) -> Option<Interval> {
        let next = if self.to > self.from { day } else { day.succ_opt()? };
        Interval::new(instant(day, self.from, zone), instant(next, self.to, zone)).ok()
    }
}

/// The instant of a local time. Midnight is the start of the day, even if a clock change skips it.
fn instant(day: NaiveDate, time: NaiveTime, zone: &Zone) -> UtcTime {
    use crate::time::Instants;
    if time == NaiveTime::MIN {
        return zone.day_start(day);
    }
    match zone.instants(day.and_time(time)) {
        Instants::One(instant) => instant,
        Instants::Gap { jump, .. } => jump,
        Instants::Fold { earlier, .. } => earlier,
    }
}

/// The parts of `allowed` that are not in `busy`; both in order and without overlaps.
fn without<'a>(
    allowed: &'a [Interval],
    busy: &'a [Interval],
) -> impl Iterator<Item = Interval> + 'a {
    let mut skip = 0;
    allowed.iter().flat_map(move |part| {
        while busy.get(skip).is_some_and(|b| b.end() <= part.start()) {
            skip += 1;
        }
        let mut free = Vec::new();
        let mut from = part.start();
        for taken in busy[skip..].iter().take_while(|b| b.start() < part.end()) {
            free.extend(Interval::new(from, taken.start()).ok());
            from = from.max(taken.end());
        }
        free.extend(Interval::new(from, part.end()).ok());
        free
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;

    fn zero() -> UtcTime {
        // The Friday before the spring clock change of Berlin in 2026.
        DateTime::parse_from_rfc3339("2026-03-27T00:00:00Z").unwrap().naive_utc()
    }

    fn minutes(from: i64, length: i64) -> Interval {
        let start = zero() + TimeDelta::minutes(from);
        Interval::new(start, start + TimeDelta::minutes(length)).unwrap()
    }

    fn hour(hour: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
    }

    /// Minute by minute: is it allowed, is it free, and until when?
    fn naive(busy: &[Interval], rules: &SlotRules, zone: &Zone) -> Vec<Interval> {
        let mut slots = Vec::new();
        let mut start: Option<UtcTime> = None;
        let mut time = rules.window.start();
        while time <= rules.window.end() {
            let civil = zone.to_civil(time);
            let clock = civil.time();
            let hours = rules.hours.is_none_or(|h| {
                if h.to > h.from {
                    h.from <= clock && clock < h.to
                } else {
                    clock >= h.from || clock < h.to
                }
            });
            // Hours after midnight belong to the day on which they start.
            let past = rules
                .hours
                .is_some_and(|h| h.to <= h.from && h.to != NaiveTime::MIN && clock < h.to);
            let day = if past { civil.date() - Days::new(1) } else { civil.date() };
            let free = time < rules.window.end()
                && hours
                && rules.weekdays[index(day.weekday())]
                && !busy
                    .iter()
                    .any(|b| b.start() - rules.buffer <= time && time < b.end() + rules.buffer);
            match (start, free) {
                (None, true) => start = Some(time),
                (Some(from), false) => {
                    slots.extend(
                        Interval::new(from, time)
                            .ok()
                            .filter(|s| s.end() - s.start() >= rules.at_least),
                    );
                    start = None;
                }
                _ => {}
            }
            time += TimeDelta::minutes(1);
        }
        slots
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn slots_are_what_counting_minutes_finds(
            busy in prop::collection::vec((0..5700_i64, 1..300_i64), 0..25),
            window in (0..2000_i64, 1..3700_i64),
            at_least in 1..200_i64,
            buffer in 0..40_i64,
            hours in prop::option::of((4..23_u32, 4..23_u32)),
            weekdays in prop::array::uniform7(prop::bool::weighted(0.8)),
            berlin in any::<bool>(),
        ) {
            let zone = if berlin { Zone::parse("Europe/Berlin").unwrap() } else { Zone::utc() };
            let busy: Vec<Interval> = busy.into_iter().map(|(from, length)| minutes(from, length)).collect();
            let rules = SlotRules {
                window: minutes(window.0, window.1),
                at_least: TimeDelta::minutes(at_least),
                buffer: TimeDelta::minutes(buffer),
                hours: hours.map(|(from, to)| Hours { from: hour(from), to: hour(to) }),
                weekdays,
            };
            let found = slots(&busy, &rules, &zone, usize::MAX);
            prop_assert_eq!(&found.slots, &naive(&busy, &rules, &zone));
            for slot in &found.slots {
                prop_assert!(!busy.iter().any(|b| b.overlaps(slot)));
            }
        }
    }

    #[test]
    fn hours_are_local_across_a_clock_change() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let rules = SlotRules {
            window: minutes(0, 5 * 24 * 60),
            at_least: TimeDelta::minutes(30),
            buffer: TimeDelta::zero(),
            hours: Some(Hours { from: hour(9), to: hour(10) }),
            weekdays: [true; 7],
        };
        let found = slots(&[], &rules, &zone, 100);
        let starts: Vec<String> =
            found.slots.iter().map(|s| s.start().format("%d %H:%M").to_string()).collect();
        assert_eq!(starts, ["27 08:00", "28 08:00", "29 07:00", "30 07:00", "31 07:00"]);
    }

    #[test]
    fn the_longest_free_time_is_found_if_nothing_fits() {
        let rules = SlotRules {
            window: minutes(0, 120),
            at_least: TimeDelta::minutes(90),
            buffer: TimeDelta::zero(),
            hours: None,
            weekdays: [true; 7],
        };
        let found = slots(&[minutes(50, 10)], &rules, &Zone::utc(), 10);
        assert_eq!(
            found,
            FreeSlots { slots: vec![], longest: Some(minutes(60, 60)), any_hours: true }
        );
    }
}

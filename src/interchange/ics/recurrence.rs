//! Works out when a rule lets an event recur (RFC 5545, 3.3.10), on a clock without zones.
//!
//! The crates that do this (`rrule`, `calcard`) depend on chrono-tz, which this program does not need,
//! and search long for an impossible rule; here each step is charged to a [`Budget`].

use std::ops::ControlFlow;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::rule::{Frequency, Rule};

/// How many occurrences one event may have.
pub(super) const MAX_OCCURRENCES: usize = 50_000;

/// How many days and times may be tried for one event.
#[derive(Debug)]
pub(super) struct Budget(u32);

impl Default for Budget {
    fn default() -> Self {
        Self(500_000)
    }
}

impl Budget {
    /// How many are left.
    pub(super) fn left(&self) -> u64 {
        self.0.into()
    }
}

/// The rule has more than [`MAX_OCCURRENCES`], or the search exceeds its [`Budget`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

/// The times that `rule` gives from `start` up to `last`, both included, in their order.
///
/// `start` itself is among them only if the rule gives it. The rule's own UNTIL is ignored:
/// the earlier of it and the horizon is `last`.
pub(super) fn expand(
    rule: &Rule,
    start: NaiveDateTime,
    last: NaiveDateTime,
    budget: &mut Budget,
) -> Result<Vec<NaiveDateTime>, TooMuch> {
    let mut expansion = Expansion {
        rule: &completed(rule, start),
        start,
        last,
        budget,
        left: rule.count,
        found: Vec::new(),
    };
    let end = match rule.frequency {
        Frequency::Yearly | Frequency::Monthly => expansion.months(),
        Frequency::Weekly | Frequency::Daily => expansion.days(),
        _ => expansion.clock(),
    };
    match end {
        ControlFlow::Break(End::TooMuch) => Err(TooMuch),
        _ => Ok(expansion.found),
    }
}

/// `rule` with what it leaves to the start of the event.
fn completed(rule: &Rule, start: NaiveDateTime) -> Rule {
    let mut rule = rule.clone();
    let number = |n: u32| n.cast_signed();
    let weekday = super::rule::ByDay { nth: 0, weekday: start.weekday() };
    let free = rule.days.is_empty() && rule.month_days.is_empty() && rule.year_days.is_empty();
    match rule.frequency {
        Frequency::Yearly if free && !rule.weeks.is_empty() => rule.days = vec![weekday],
        Frequency::Yearly if free => {
            rule.month_days = vec![number(start.day())];
            if rule.months.is_empty() {
                rule.months = vec![number(start.month())];
            }
        }
        Frequency::Monthly if free => rule.month_days = vec![number(start.day())],
        Frequency::Weekly if free => rule.days = vec![weekday],
        _ => {}
    }
    if rule.hours.is_empty() && rule.frequency > Frequency::Hourly {
        rule.hours = vec![number(start.hour())];
    }
    if rule.minutes.is_empty() && rule.frequency > Frequency::Minutely {
        rule.minutes = vec![number(start.minute())];
    }
    if rule.seconds.is_empty() && rule.frequency > Frequency::Secondly {
        rule.seconds = vec![number(start.second())];
    }
    rule
}

/// Why an expansion stopped.
enum End {
    Done,
    TooMuch,
}

type Flow = ControlFlow<End>;

struct Expansion<'a> {
    rule: &'a Rule,
    start: NaiveDateTime,
    last: NaiveDateTime,
    budget: &'a mut Budget,
    /// How many of COUNT are left.
    left: Option<u32>,
    found: Vec<NaiveDateTime>,
}

impl Expansion<'_> {
    /// Years and months.
    fn months(&mut self) -> Flow {
        let length = if self.rule.frequency == Frequency::Yearly { 12 } else { 1 };
        let month = if length == 12 { 1 } else { self.start.month() };
        let first = NaiveDate::from_ymd_opt(self.start.year(), month, 1);
        let Some(step) = self.rule.interval.checked_mul(length).map(Months::new) else {
            return self.period(first, length);
        };
        let mut from = first;
        while let Some(date) = from.filter(|date| *date <= self.last.date()) {
            self.period(from, length)?;
            from = date.checked_add_months(step);
        }
        Flow::Continue(())
    }

    /// One period of months.
    fn period(&mut self, first: Option<NaiveDate>, length: u32) -> Flow {
        let mut days = Vec::new();
        for index in 0..length {
            let Some(month) = first.and_then(|date| date.checked_add_months(Months::new(index)))
            else {
                break;
            };
            self.spend(1)?;
            if self.rule.months.is_empty() || has(&self.rule.months, month.month()) {
                for day in month.iter_days().take_while(|day| day.month() == month.month()) {
                    self.add_day(day, &mut days)?;
                }
            }
        }
        self.give_days(&days)
    }

    /// Weeks and days.
    fn days(&mut self) -> Flow {
        let weekly = self.rule.frequency == Frequency::Weekly;
        let length: u64 = if weekly { 7 } else { 1 };
        let back = if weekly { self.start.weekday().days_since(self.rule.week_start) } else { 0 };
        let step = Days::new(length * u64::from(self.rule.interval));
        let mut from = self.start.date().checked_sub_days(Days::new(back.into()));
        let mut days = Vec::new();
        while let Some(date) = from.filter(|date| *date <= self.last.date()) {
            days.clear();
            for day in date.iter_days().take(if weekly { 7 } else { 1 }) {
                self.add_day(day, &mut days)?;
            }
            self.give_days(&days)?;
            from = date.checked_add_days(step);
        }
        Flow::Continue(())
    }

    /// Hours, minutes and seconds. A day, an hour or a minute that the rule excludes is skipped.
    fn clock(&mut self) -> Flow {
        let rule = self.rule;
        let unit: i64 = match rule.frequency {
            Frequency::Hourly => 3600,
            Frequency::Minutely => 60,
            _ => 1,
        };
        let step = unit * i64::from(rule.interval);
        let start = self.start.and_utc().timestamp();
        let mut at = start - start.rem_euclid(unit);
        while let Some(time) = DateTime::from_timestamp(at, 0).map(|time| time.naive_utc()) {
            if time > self.last {
                break;
            }
            self.spend(1)?;
            // How many seconds can be skipped.
            let skipped = if !self.takes_day(time.date()) {
                86_400
            } else if !rule.hours.is_empty() && !has(&rule.hours, time.hour()) {
                3600
            } else if rule.frequency < Frequency::Hourly
                && !rule.minutes.is_empty()
                && !has(&rule.minutes, time.minute())
            {
                60
            } else if rule.frequency == Frequency::Secondly
                && !rule.seconds.is_empty()
                && !has(&rule.seconds, time.second())
            {
                1
            } else {
                self.give_clock(time)?;
                1
            };
            let far = skipped - at.rem_euclid(skipped);
            at += (far + step - 1) / step * step;
        }
        Flow::Continue(())
    }

    /// The times within one hour, minute or second.
    fn give_clock(&mut self, time: NaiveDateTime) -> Flow {
        let minutes = match self.rule.frequency {
            Frequency::Hourly => self.rule.minutes.clone(),
            _ => vec![time.minute().cast_signed()],
        };
        let seconds = match self.rule.frequency {
            Frequency::Secondly => vec![time.second().cast_signed()],
            _ => self.rule.seconds.clone(),
        };
        let mut times = Vec::new();
        for minute in minutes {
            for second in &seconds {
                times.extend(clock(time.hour().cast_signed(), minute, *second));
            }
        }
        let set: Vec<NaiveDateTime> = times.into_iter().map(|t| time.date().and_time(t)).collect();
        self.spend(set.len())?;
        self.give(set)
    }

    /// Adds `day` to `days` if the rule takes it.
    fn add_day(&mut self, day: NaiveDate, days: &mut Vec<NaiveDate>) -> Flow {
        self.spend(1)?;
        if self.takes_day(day) {
            days.push(day);
        }
        Flow::Continue(())
    }

    /// Gives the times of one period.
    fn give_days(&mut self, days: &[NaiveDate]) -> Flow {
        let rule = self.rule;
        let mut set = Vec::with_capacity(days.len());
        for day in days {
            for hour in &rule.hours {
                for minute in &rule.minutes {
                    self.spend(rule.seconds.len())?;
                    let times =
                        rule.seconds.iter().filter_map(|second| clock(*hour, *minute, *second));
                    set.extend(times.map(|time| day.and_time(time)));
                }
            }
        }
        self.give(set)
    }

    /// Gives the times of one period that BYSETPOS, COUNT and the bounds leave.
    fn give(&mut self, mut set: Vec<NaiveDateTime>) -> Flow {
        if !self.rule.positions.is_empty() {
            set = at_positions(&set, &self.rule.positions);
        }
        for time in set {
            if time < self.start {
                continue;
            }
            if time > self.last || self.left == Some(0) {
                return Flow::Break(End::Done);
            }
            if self.found.len() == MAX_OCCURRENCES {
                return Flow::Break(End::TooMuch);
            }
            self.found.push(time);
            self.left = self.left.map(|left| left - 1);
        }
        if self.left == Some(0) {
            return Flow::Break(End::Done);
        }
        Flow::Continue(())
    }

    fn spend(&mut self, cost: usize) -> Flow {
        let left = u32::try_from(cost).ok().and_then(|cost| self.budget.0.checked_sub(cost));
        match left {
            Some(left) => {
                self.budget.0 = left;
                Flow::Continue(())
            }
            None => Flow::Break(End::TooMuch),
        }
    }

    fn takes_day(&self, day: NaiveDate) -> bool {
        let rule = self.rule;
        (rule.months.is_empty() || has(&rule.months, day.month()))
            && (rule.month_days.is_empty() || {
                let length = u32::from(day.num_days_in_month());
                has_from_either_end(&rule.month_days, day.day(), length)
            })
            && (rule.year_days.is_empty()
                || has_from_either_end(&rule.year_days, day.ordinal(), year_length(day.year())))
            && (rule.weeks.is_empty() || self.takes_week(day))
            && (rule.days.is_empty() || self.takes_weekday(day))
    }

    fn takes_weekday(&self, day: NaiveDate) -> bool {
        let rule = self.rule;
        // A number counts the days of the month, or of the year in a rule of years without months.
        let in_year = rule.frequency == Frequency::Yearly && rule.months.is_empty();
        let (at, length) = if in_year {
            (day.ordinal(), year_length(day.year()))
        } else {
            (day.day(), u32::from(day.num_days_in_month()))
        };
        let nth = ((at - 1) / 7 + 1).cast_signed();
        let nth_last = -((length - at) / 7 + 1).cast_signed();
        rule.days.iter().any(|by| {
            by.weekday == day.weekday() && (by.nth == 0 || by.nth == nth || by.nth == nth_last)
        })
    }

    /// Weeks are numbered by the year that most of their days are in.
    fn takes_week(&self, day: NaiveDate) -> bool {
        let since = day.weekday().days_since(self.rule.week_start);
        // The year of the week is that of its fourth day.
        let middle = i64::from(day.num_days_from_ce()) - i64::from(since) + 3;
        let Some(middle) =
            i32::try_from(middle).ok().and_then(NaiveDate::from_num_days_from_ce_opt)
        else {
            return false;
        };
        let number = middle.ordinal0() / 7 + 1;
        let weeks = (year_length(middle.year()) - 1 - middle.ordinal0() % 7) / 7 + 1;
        has_from_either_end(&self.rule.weeks, number, weeks)
    }
}

/// Those of `set` that BYSETPOS names, in their order.
fn at_positions(set: &[NaiveDateTime], positions: &[i32]) -> Vec<NaiveDateTime> {
    let mut chosen: Vec<usize> = positions
        .iter()
        .filter_map(|position| {
            let place = usize::try_from(position.unsigned_abs()).ok()?;
            if *position > 0 { place.checked_sub(1) } else { set.len().checked_sub(place) }
        })
        .filter(|place| *place < set.len())
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().map(|place| set[place]).collect()
}

fn has(list: &[i32], number: u32) -> bool {
    list.contains(&number.cast_signed())
}

/// Whether `list` names the `number`th of `length`, from the beginning or from the end.
fn has_from_either_end(list: &[i32], number: u32, length: u32) -> bool {
    let number = number.cast_signed();
    list.contains(&number) || list.contains(&(number - length.cast_signed() - 1))
}

fn year_length(year: i32) -> u32 {
    NaiveDate::from_ymd_opt(year, 12, 31).map_or(365, |last| last.ordinal())
}

fn clock(hour: i32, minute: i32, second: i32) -> Option<NaiveTime> {
    let number = |n: i32| u32::try_from(n).ok();
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, number(second)?)
}

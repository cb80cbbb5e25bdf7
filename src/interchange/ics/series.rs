//! The meetings of one event: its occurrences, changed by its overrides.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::event::Event;
use super::moment::{Length, Moment, TimeContext, check_length, end_of};
use super::recurrence::{self, Budget, MAX_OCCURRENCES, TooMuch};
use super::rule::{Rule, Until};
use super::values::CalendarDuration;
use crate::interchange::record::Problem;
use crate::time::{UtcTime, Zone, rfc3339};

/// Which occurrence of a series a meeting is: where the rule puts it, before any change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum OccurrenceKey {
    /// Of an all-day event.
    Day(NaiveDate),
    /// One of times, in UTC.
    Time(UtcTime),
}

impl OccurrenceKey {
    /// The occurrence that an override of this moment is, whose event is not known.
    pub(super) fn of(moment: &Moment) -> Self {
        match moment {
            Moment::Day(date) => Self::Day(*date),
            Moment::Time { instant, .. } => Self::Time(*instant),
        }
    }

    /// As the uid of an occurrence ends.
    pub(super) fn suffix(self) -> String {
        match self {
            Self::Day(date) => date.format("%Y%m%d").to_string(),
            Self::Time(time) => time.format("%Y%m%dT%H%M%SZ").to_string(),
        }
    }
}

/// The meetings of an event.
pub(super) struct Occurrences {
    pub all: Vec<Occurrence>,
    /// Whether there may be more after the horizon.
    pub open_ended: bool,
    /// How many overrides belong to an older version of the series and change nothing.
    pub outdated: usize,
}

/// One meeting of a series.
#[derive(Debug, Clone)]
pub(super) struct Occurrence {
    /// Which VEVENT describes it: 0 is the event itself, others are its overrides.
    pub part: usize,
    /// `None` if the event is this one meeting.
    pub key: Option<OccurrenceKey>,
    /// When it is, or why it cannot be.
    pub times: Result<(UtcTime, UtcTime), Problem>,
}

/// An occurrence that is planned.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub part: usize,
    pub start: Moment,
    pub length: Length,
}

/// The occurrences of `parts`: an event and its overrides, which replace something.
pub(super) fn occurrences(
    parts: &[Event],
    horizon: UtcTime,
    context: &TimeContext,
    budget: &mut Budget,
) -> Result<Occurrences, Problem> {
    let event = &parts[0];
    let start = event.start.clone().ok_or_else(|| Problem::of("DTSTART", "is missing"))?;
    let length = length_of(event, &start, context.default_length)?;
    let end = end_of(&start, length, context.zone)?;
    if !event.recurs() && parts.len() == 1 {
        let times = Ok((start.instant(context.zone), end));
        let all = vec![Occurrence { part: 0, key: None, times }];
        return Ok(Occurrences { all, open_ended: false, outdated: 0 });
    }
    let mut series = Series {
        start,
        length,
        horizon,
        zone: context.zone,
        default_length: context.default_length,
        open_ended: false,
        outdated: 0,
    };
    let mut planned = series.plan(event, budget).map_err(|TooMuch| series.too_much())?;
    series.replace(parts, &mut planned)?;
    let all = series.finish(planned.kept);
    Ok(Occurrences { all, open_ended: series.open_ended, outdated: series.outdated })
}

/// The one meeting of an override whose event is not in the file.
pub(super) fn alone(event: &Event, context: &TimeContext) -> Result<Occurrence, Problem> {
    let replaced = event.replaces.as_ref().map(|replaces| &replaces.moment);
    let start = event.start.as_ref().or(replaced);
    let start = start.ok_or_else(|| Problem::of("DTSTART", "is missing"))?;
    let length = length_of(event, start, context.default_length)?;
    let end = end_of(start, length, context.zone)?;
    Ok(Occurrence {
        part: 0,
        key: replaced.map(OccurrenceKey::of),
        times: Ok((start.instant(context.zone), end)),
    })
}

/// How long `event` is from `start` on; `default` if a timed event has no end.
pub(super) fn length_of(
    event: &Event,
    start: &Moment,
    default: Option<i64>,
) -> Result<Length, Problem> {
    let day = Length::Span(CalendarDuration { days: 1, seconds: 0 });
    let length = match (event.length, start, default) {
        (Some(length), ..) => length,
        (None, Moment::Day(_), _) => day,
        (None, Moment::Time { .. }, Some(seconds)) => Length::Exact(seconds),
        (None, Moment::Time { .. }, None) => return Err(no_end()),
    };
    check_length(length, "DTEND")?;
    Ok(length)
}

fn no_end() -> Problem {
    Problem::of("DTEND", "the event has no length: it has no end")
        .hint("give timed events without an end a length with --default-duration, such as 30m")
}

/// The occurrences of a series while it is worked out.
#[derive(Default)]
pub(super) struct Plan {
    pub kept: BTreeMap<OccurrenceKey, Planned>,
    /// What was taken out; an override does not bring it back.
    pub excluded: HashSet<OccurrenceKey>,
    /// Days on which everything was taken out.
    pub excluded_days: HashSet<NaiveDate>,
}

pub(super) struct Series<'a> {
    /// Of the event itself.
    pub start: Moment,
    pub length: Length,
    pub horizon: UtcTime,
    pub zone: &'a Zone,
    /// The length of timed overrides without an end, in seconds.
    pub default_length: Option<i64>,
    pub open_ended: bool,
    pub outdated: usize,
}

impl Series<'_> {
    /// The occurrences without the overrides.
    fn plan(&mut self, event: &Event, budget: &mut Budget) -> Result<Plan, TooMuch> {
        let mut plan = Plan::default();
        if !self.ends_before_its_start(event) {
            self.add(self.start.clone(), None, &mut plan)?;
        }
        for rule in &event.rules {
            for start in self.follow(rule, budget)? {
                self.add(start, None, &mut plan)?;
            }
        }
        for added in &event.added {
            self.add(self.alike(&added.start), added.length, &mut plan)?;
        }
        let open_ended = self.open_ended;
        for rule in &event.excluding_rules {
            let starts = self.follow(rule, budget)?;
            plan.excluded.extend(starts.iter().map(|start| self.key(start)));
        }
        self.open_ended = open_ended;
        for excluded in &event.excluded {
            match (&self.start, excluded) {
                (Moment::Time { .. }, Moment::Day(day)) => {
                    plan.excluded_days.insert(*day);
                }
                _ => {
                    plan.excluded.insert(self.key(excluded));
                }
            }
        }
        let Plan { kept, excluded, excluded_days } = &mut plan;
        kept.retain(|key, planned| {
            !excluded.contains(key) && !excluded_days.contains(&planned.start.date())
        });
        Ok(plan)
    }

    fn add(&self, start: Moment, length: Option<Length>, plan: &mut Plan) -> Result<(), TooMuch> {
        let planned = Planned { part: 0, length: length.unwrap_or(self.length), start };
        plan.kept.insert(self.key(&planned.start), planned);
        if plan.kept.len() > MAX_OCCURRENCES { Err(TooMuch) } else { Ok(()) }
    }

    /// Whether every rule ends before the event starts, as some calendars write a deleted series.
    fn ends_before_its_start(&self, event: &Event) -> bool {
        let before = |rule: &Rule| {
            rule.until.is_some_and(|until| match (until, &self.start) {
                (Until::Date(date), start) => date < start.date(),
                (Until::Utc(until), Moment::Time { instant, .. }) => until < *instant,
                (Until::Local(until), Moment::Time { civil, .. }) => until < *civil,
                (until, Moment::Day(date)) => self.day_of(until) < *date,
            })
        };
        !event.rules.is_empty() && event.rules.iter().all(before)
    }

    /// The day that an UNTIL means among days.
    fn day_of(&self, until: Until) -> NaiveDate {
        match until {
            Until::Date(date) => date,
            Until::Local(time) => time.date(),
            Until::Utc(instant) => {
                let begins = |time: &NaiveDateTime| time.time() == NaiveTime::MIN;
                let local = self.zone.to_civil(instant);
                if begins(&local) && !begins(&instant) { local.date() } else { instant.date() }
            }
        }
    }

    /// The starts that `rule` gives up to its end or the horizon.
    fn follow(&mut self, rule: &Rule, budget: &mut Budget) -> Result<Vec<Moment>, TooMuch> {
        let last_of_day =
            |date: NaiveDate| date.and_time(NaiveTime::MIN) + TimeDelta::seconds(86_399);
        let (civil, clock) = match &self.start {
            Moment::Day(date) => (date.and_time(NaiveTime::MIN), None),
            Moment::Time { civil, clock, .. } => (*civil, Some(clock)),
        };
        let horizon = match clock {
            Some(clock) => clock.to_civil(self.horizon),
            None => self.zone.to_civil(self.horizon),
        };
        let until = match (rule.until, clock) {
            (None, _) => horizon,
            (Some(Until::Date(date)), None) => last_of_day(date),
            // If a rule of times ends with a date, it ends at its midnight: all libraries agree.
            (Some(Until::Date(date)), Some(_)) => date.and_time(NaiveTime::MIN),
            (Some(Until::Local(time)), Some(_)) => time,
            (Some(Until::Utc(time)), Some(clock)) => clock.to_civil(time),
            (Some(until), None) => last_of_day(self.day_of(until)),
        };
        let found = recurrence::expand(rule, civil, until.min(horizon), budget)?;
        let counted = rule.count.is_some_and(|count| found.len() >= count as usize);
        self.open_ended |= !counted && (rule.until.is_none() || until > horizon);
        let mut starts: Vec<Moment> = found.into_iter().map(|civil| self.moment(civil)).collect();
        if let Some(Until::Utc(until)) = rule.until {
            // A gap moves a start to a later time than its clock would show.
            starts
                .retain(|start| !matches!(start, Moment::Time { instant, .. } if *instant > until));
        }
        Ok(starts)
    }

    /// The start at `civil` of an occurrence.
    fn moment(&self, civil: NaiveDateTime) -> Moment {
        match &self.start {
            Moment::Day(_) => Moment::Day(civil.date()),
            // The file names the first instant itself.
            Moment::Time { civil: first, .. } if *first == civil => self.start.clone(),
            Moment::Time { clock, .. } => Moment::on(Arc::clone(clock), civil),
        }
    }

    /// `moment` as a start of this series: a day if it is one of days, else a time.
    pub(super) fn alike(&self, moment: &Moment) -> Moment {
        match (&self.start, moment) {
            (Moment::Day(_), moment) => Moment::Day(moment.as_day(self.zone).0),
            (Moment::Time { civil, clock, .. }, Moment::Day(date)) => {
                Moment::on(Arc::clone(clock), date.and_time(civil.time()))
            }
            (Moment::Time { clock, .. }, Moment::Time { instant, is_utc, .. }) => Moment::Time {
                civil: clock.to_civil(*instant),
                clock: Arc::clone(clock),
                instant: *instant,
                is_utc: *is_utc,
            },
        }
    }

    fn key(&self, moment: &Moment) -> OccurrenceKey {
        match self.alike(moment) {
            Moment::Day(date) => OccurrenceKey::Day(date),
            Moment::Time { instant, .. } => OccurrenceKey::Time(instant),
        }
    }

    /// The occurrence that an override names: one on that day, if it names a day only.
    pub(super) fn key_of(
        &self,
        replaced: &Moment,
        planned: &BTreeMap<OccurrenceKey, Planned>,
    ) -> OccurrenceKey {
        let key = self.key(replaced);
        if let (Moment::Day(day), Moment::Time { .. }) = (replaced, &self.start)
            && !planned.contains_key(&key)
        {
            let on_day = planned.iter().find(|(_, planned)| planned.start.date() == *day);
            return on_day.map_or(key, |(key, _)| *key);
        }
        key
    }

    fn finish(&mut self, planned: BTreeMap<OccurrenceKey, Planned>) -> Vec<Occurrence> {
        let all = planned.len();
        let planned = planned.into_iter();
        let before: Vec<_> =
            planned.filter(|(_, p)| p.start.instant(self.zone) < self.horizon).collect();
        self.open_ended |= before.len() < all;
        let before = before.into_iter();
        let done = before.map(|(key, planned)| Occurrence {
            part: planned.part,
            key: Some(key),
            times: end_of(&planned.start, planned.length, self.zone)
                .map(|end| (planned.start.instant(self.zone), end)),
        });
        done.collect()
    }

    fn too_much(&self) -> Problem {
        Problem::of(
            "RRULE",
            format!(
                "the event recurs more than {MAX_OCCURRENCES} times up to {}, or its rule cannot \
                 be followed so far",
                rfc3339(self.horizon, self.zone)
            ),
        )
    }
}

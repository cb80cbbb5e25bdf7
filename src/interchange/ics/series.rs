//! The meetings of one event: its occurrences, changed by its overrides.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

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
    /// As the uid of an occurrence ends.
    pub(super) fn suffix(self) -> String {
        match self {
            Self::Day(date) => date.format("%Y%m%d").to_string(),
            Self::Time(time) => time.format("%Y%m%dT%H%M%SZ").to_string(),
        }
    }
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
struct Planned {
    part: usize,
    start: Moment,
    length: Length,
}

/// The occurrences of `parts`: an event and its overrides, which replace something.
///
/// `done` holds what overrides of the same UID changed earlier in the file.
pub(super) fn occurrences(
    parts: &[Event],
    horizon: UtcTime,
    done: &HashSet<OccurrenceKey>,
    context: &TimeContext,
) -> Result<Vec<Occurrence>, Problem> {
    let event = &parts[0];
    let start = event.start.clone().ok_or_else(|| Problem::of("DTSTART", "is missing"))?;
    let length = length_of(event, &start, None)?;
    if !event.recurs() && parts.len() == 1 && done.is_empty() {
        let times = end_of(&start, length, context.zone)?;
        return Ok(vec![Occurrence {
            part: 0,
            key: None,
            times: Ok((start.instant(context.zone), times)),
        }]);
    }
    end_of(&start, length, context.zone)?;
    let series = Series { start, length, horizon, zone: context.zone };
    let mut planned = series.plan(event).map_err(|TooMuch| series.too_much())?;
    planned.retain(|key, _| !done.contains(key));
    series.replace(parts, &mut planned)?;
    Ok(series.finish(planned))
}

/// The one meeting of an override whose event is not in the file.
pub(super) fn alone(event: &Event, context: &TimeContext) -> Result<Occurrence, Problem> {
    let replaced = event.replaces.as_ref().map(|replaces| &replaces.moment);
    let start = event.start.as_ref().or(replaced);
    let start = start.ok_or_else(|| Problem::of("DTSTART", "is missing"))?;
    let length = length_of(event, start, None)?;
    let end = end_of(start, length, context.zone)?;
    Ok(Occurrence {
        part: 0,
        key: replaced.map(|moment| match moment {
            Moment::Day(date) => OccurrenceKey::Day(*date),
            Moment::Time { instant, .. } => OccurrenceKey::Time(*instant),
        }),
        times: Ok((start.instant(context.zone), end)),
    })
}

/// How long `event` is from `start` on; `otherwise` if it has no length.
fn length_of(event: &Event, start: &Moment, otherwise: Option<Length>) -> Result<Length, Problem> {
    let day = Length::Span(CalendarDuration { days: 1, seconds: 0 });
    let length = match (event.length.or(otherwise), start) {
        (Some(length), _) => length,
        (None, Moment::Day(_)) => day,
        (None, Moment::Time { .. }) => return Err(Problem::of("DTEND", "the event has no length")),
    };
    check_length(length, "DTEND")?;
    Ok(length)
}

struct Series<'a> {
    /// Of the event itself.
    start: Moment,
    length: Length,
    horizon: UtcTime,
    zone: &'a Zone,
}

impl Series<'_> {
    /// The occurrences without the overrides.
    fn plan(&self, event: &Event) -> Result<BTreeMap<OccurrenceKey, Planned>, TooMuch> {
        let mut budget = Budget::default();
        let mut planned = BTreeMap::new();
        let mut add = |start: Moment, length: Option<Length>| {
            let planning = Planned { part: 0, length: length.unwrap_or(self.length), start };
            planned.insert(self.key(&planning.start), planning);
            if planned.len() > MAX_OCCURRENCES { Err(TooMuch) } else { Ok(()) }
        };
        add(self.start.clone(), None)?;
        for rule in &event.rules {
            for start in self.follow(rule, &mut budget)? {
                add(start, None)?;
            }
        }
        for added in &event.added {
            add(self.alike(&added.start), added.length)?;
        }
        for rule in &event.excluding_rules {
            for start in self.follow(rule, &mut budget)? {
                planned.remove(&self.key(&start));
            }
        }
        let mut days = HashSet::new();
        for excluded in &event.excluded {
            match (&self.start, excluded) {
                (Moment::Time { .. }, Moment::Day(day)) => {
                    days.insert(*day);
                }
                _ => {
                    planned.remove(&self.key(excluded));
                }
            }
        }
        if !days.is_empty() {
            planned.retain(|_, planned| !days.contains(&planned.start.date()));
        }
        Ok(planned)
    }

    /// The starts that `rule` gives up to its end or the horizon.
    fn follow(&self, rule: &Rule, budget: &mut Budget) -> Result<Vec<Moment>, TooMuch> {
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
            (Some(Until::Local(time) | Until::Utc(time)), None) => last_of_day(time.date()),
        };
        let found = recurrence::expand(rule, civil, until.min(horizon), budget)?;
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
            Moment::Time { clock, .. } => Moment::on(Rc::clone(clock), civil),
        }
    }

    /// `moment` as a start of this series: a day if it is one of days, else a time.
    fn alike(&self, moment: &Moment) -> Moment {
        match (&self.start, moment) {
            (Moment::Day(_), moment) => Moment::Day(moment.date()),
            (Moment::Time { civil, clock, .. }, Moment::Day(date)) => {
                Moment::on(Rc::clone(clock), date.and_time(civil.time()))
            }
            (Moment::Time { clock, .. }, Moment::Time { instant, .. }) => Moment::Time {
                civil: clock.to_civil(*instant),
                clock: Rc::clone(clock),
                instant: *instant,
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
    fn key_of(
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

    /// Lets the overrides change what is planned. The highest SEQUENCE of a key wins, then the
    /// later one in the file; one that changes nothing adds an occurrence.
    fn replace(
        &self,
        parts: &[Event],
        planned: &mut BTreeMap<OccurrenceKey, Planned>,
    ) -> Result<(), Problem> {
        let mut single: BTreeMap<OccurrenceKey, usize> = BTreeMap::new();
        let mut ranges: BTreeMap<OccurrenceKey, usize> = BTreeMap::new();
        for (part, event) in parts.iter().enumerate().skip(1) {
            let Some(replaces) = &event.replaces else {
                continue;
            };
            let key = self.key_of(&replaces.moment, planned);
            let maps = [Some(&mut single), replaces.and_later.then_some(&mut ranges)];
            for map in maps.into_iter().flatten() {
                let winner = map.entry(key).or_insert(part);
                if event.sequence >= parts[*winner].sequence {
                    *winner = part;
                }
            }
        }
        for (key, planned) in planned.iter_mut() {
            if let Some((_, part)) = ranges.range(..=*key).next_back() {
                *planned = self.moved(&parts[*part], *part, &planned.start)?;
            }
        }
        for (key, part) in single {
            let event = &parts[part];
            let start = self.start_of(event);
            let length = self.length_of(event, &start)?;
            planned.insert(key, Planned { part, start, length });
        }
        Ok(())
    }

    /// The occurrence at `start` as an override of an earlier one changes it: as far from that one
    /// as it was.
    fn moved(&self, event: &Event, part: usize, start: &Moment) -> Result<Planned, Problem> {
        let new = self.start_of(event);
        let length = self.length_of(event, &new)?;
        let replaced = event.replaces.as_ref().map(|replaces| self.alike(&replaces.moment));
        let far = local(start) - replaced.as_ref().map_or(local(start), local);
        let start = match new {
            Moment::Day(date) => Moment::Day(moved(date.and_time(NaiveTime::MIN), far).date()),
            Moment::Time { civil, clock, .. } if far != TimeDelta::zero() => {
                Moment::on(clock, moved(civil, far))
            }
            same @ Moment::Time { .. } => same,
        };
        Ok(Planned { part, start, length })
    }

    /// The start of an override; without one, the start of what it replaces.
    fn start_of(&self, event: &Event) -> Moment {
        let unchanged = || event.replaces.as_ref().map(|replaces| self.alike(&replaces.moment));
        let start = event.start.clone().or_else(unchanged);
        start.unwrap_or_else(|| self.start.clone())
    }

    fn length_of(&self, event: &Event, start: &Moment) -> Result<Length, Problem> {
        let same_kind = matches!(
            (&self.start, start),
            (Moment::Day(_), Moment::Day(_)) | (Moment::Time { .. }, Moment::Time { .. })
        );
        let problem = |problem: Problem| {
            let field = problem.field.unwrap_or_default();
            Problem::of(field, format!("{} (line {})", problem.message, event.line))
        };
        length_of(event, start, same_kind.then_some(self.length)).map_err(problem)
    }

    fn finish(&self, planned: BTreeMap<OccurrenceKey, Planned>) -> Vec<Occurrence> {
        let planned = planned.into_iter();
        let before = planned.filter(|(_, planned)| planned.start.instant(self.zone) < self.horizon);
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

fn local(moment: &Moment) -> NaiveDateTime {
    match moment {
        Moment::Day(date) => date.and_time(NaiveTime::MIN),
        Moment::Time { civil, .. } => *civil,
    }
}

fn moved(time: NaiveDateTime, far: TimeDelta) -> NaiveDateTime {
    time.checked_add_signed(far).unwrap_or(time)
}

//! How the overrides of an event change its occurrences.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::event::Event;
use super::moment::{Length, Moment};
use super::series::{OccurrenceKey, Plan, Planned, Series, length_of};
use crate::interchange::record::Problem;

impl Series<'_> {
    /// Lets the overrides change what is planned. The highest SEQUENCE of a key wins, then the
    /// later one in the file. One that names no occurrence adds one, unless that was taken out, or
    /// the override is of an older version than the event.
    pub(super) fn replace(&mut self, parts: &[Event], plan: &mut Plan) -> Result<(), Problem> {
        let planned = &mut plan.kept;
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
            let replaced = event.replaces.as_ref().map(|r| self.alike(&r.moment).date());
            let day_excluded = replaced.is_some_and(|day| plan.excluded_days.contains(&day));
            if day_excluded || plan.excluded.contains(&key) {
                continue;
            }
            if event.sequence < parts[0].sequence && !planned.contains_key(&key) {
                self.outdated += 1;
                continue;
            }
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
            let message = format!("{} (line {})", problem.message, event.line);
            Problem { message, ..problem }
        };
        // An override that names its day is one day; without a start it is as long as the series.
        let own_day = matches!(event.start, Some(Moment::Day(_)));
        match event.length {
            None if same_kind && !own_day => Ok(self.length),
            _ => length_of(event, start, self.default_length).map_err(problem),
        }
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

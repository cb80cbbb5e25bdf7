//! Days and times of events, and how long events are.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::property::Property;
use super::shown::shown;
use super::values::{CalendarDuration, DateValue};
use super::zones::{Clock, Clocks};
use crate::interchange::record::Problem;
use crate::time::{UtcTime, Zone, bounds};

/// A day, or a time on a clock.
#[derive(Debug, Clone)]
pub(super) enum Moment {
    /// A day.
    Day(NaiveDate),
    /// A time.
    Time {
        /// What the clock shows.
        civil: NaiveDateTime,
        /// The clock.
        clock: Arc<Clock>,
        /// The instant, where the file names it: a clock may show a time twice.
        instant: UtcTime,
        /// Whether the file writes it in UTC, whatever the clock.
        is_utc: bool,
    },
}

impl Moment {
    /// Reads one value of `property`. UTC times are put on the clock of the calendar, which is what
    /// they recur by; times that name no zone on `context.local`.
    pub(super) fn parse(
        property: &Property,
        value: &str,
        context: &mut TimeContext,
    ) -> Result<Self, Problem> {
        let wrong = || {
            let shown = shown(value.trim());
            Problem::of(property.field(), format!("\"{shown}\" is not a date or time"))
        };
        let value = DateValue::parse(value).ok_or_else(wrong)?;
        if property.is("VALUE", "DATE") {
            return Ok(Self::Day(value.date()));
        }
        match value {
            DateValue::Date(date) => Ok(Self::Day(date)),
            DateValue::Utc(instant) => Ok(Self::Time {
                civil: context.calendar.to_civil(instant),
                clock: Arc::clone(&context.calendar),
                instant,
                is_utc: true,
            }),
            DateValue::Local(civil) => {
                let id = property.parameter("TZID");
                let clock = id.map(|id| context.clocks.of_id(&id, &property.field()));
                let clock = clock.transpose()?.flatten();
                Ok(Self::on(clock.unwrap_or_else(|| Arc::clone(&context.local)), civil))
            }
        }
    }

    /// The time at which `clock` shows `civil`.
    pub(super) fn on(clock: Arc<Clock>, civil: NaiveDateTime) -> Self {
        Self::Time { civil, instant: clock.compatible(civil), clock, is_utc: false }
    }

    /// Its instant; a day begins when it does in `zone`.
    pub(super) fn instant(&self, zone: &Zone) -> UtcTime {
        match self {
            Self::Day(date) => zone.day_start(*date),
            Self::Time { instant, .. } => *instant,
        }
    }

    /// The day it is on, by its own clock.
    pub(super) fn date(&self) -> NaiveDate {
        match self {
            Self::Day(date) => *date,
            Self::Time { civil, .. } => civil.date(),
        }
    }

    /// The day it means among days, and whether it is the beginning of that day: the day that the
    /// file writes; but a UTC time that is midnight elsewhere, on the clock of the calendar or in
    /// `zone`, is the day that begins then.
    pub(super) fn as_day(&self, zone: &Zone) -> (NaiveDate, bool) {
        match self {
            Self::Day(date) => (*date, true),
            Self::Time { civil, is_utc: false, .. } => (civil.date(), begins_day(civil)),
            Self::Time { civil, instant, .. } => {
                let shown = [*instant, *civil, zone.to_civil(*instant)];
                let midnight = shown.into_iter().find(begins_day);
                midnight.map_or((instant.date(), false), |midnight| (midnight.date(), true))
            }
        }
    }

    /// The clock that the file wrote it on.
    fn clock(&self, clocks: &Clocks) -> Option<Arc<Clock>> {
        match self {
            Self::Day(_) => None,
            Self::Time { is_utc: true, .. } => Some(Arc::clone(&clocks.utc)),
            Self::Time { clock, .. } => Some(Arc::clone(clock)),
        }
    }
}

fn begins_day(civil: &NaiveDateTime) -> bool {
    civil.time() == NaiveTime::MIN
}

/// What the times of an event are read with.
pub(super) struct TimeContext<'a> {
    pub clocks: &'a mut Clocks,
    /// The clock of UTC times that recur.
    pub calendar: Arc<Clock>,
    /// The clock of times that name none.
    pub local: Arc<Clock>,
    /// The zone of all-day events.
    pub zone: &'a Zone,
    /// The length of timed events without an end, in seconds.
    pub default_length: Option<i64>,
}

impl TimeContext<'_> {
    /// Reads times that name no zone on the clock of `start` from now on.
    pub(super) fn follow(&mut self, start: &Moment) {
        if let Some(clock) = start.clock(self.clocks) {
            self.local = clock;
        }
    }
}

/// How long an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// Calendar days, then seconds.
    Span(CalendarDuration),
    /// As many seconds, whatever the clocks do meanwhile.
    Exact(i64),
}

/// How long it is from `start` to `end`.
pub(super) fn between(start: &Moment, end: &Moment, context: &TimeContext) -> Length {
    match (start, end) {
        (Moment::Day(start), end) => {
            // A part of a day is a day.
            let (end, begins) = end.as_day(context.zone);
            let days = (end - *start).num_days() + i64::from(!begins);
            Length::Span(CalendarDuration { days, seconds: 0 })
        }
        (start, Moment::Day(end)) => {
            let end = match start {
                Moment::Time { clock, .. } => clock.compatible(end.and_time(NaiveTime::MIN)),
                Moment::Day(_) => context.zone.day_start(*end),
            };
            Length::Exact((end - start.instant(context.zone)).num_seconds())
        }
        (start, end) => {
            let far = end.instant(context.zone) - start.instant(context.zone);
            Length::Exact(far.num_seconds())
        }
    }
}

/// Refuses an event that does not end after it begins.
pub(super) fn check_length(length: Length, field: &str) -> Result<(), Problem> {
    let (days, seconds) = match length {
        Length::Span(span) => (span.days, span.seconds),
        Length::Exact(seconds) => (0, seconds),
    };
    let total = days.saturating_mul(86_400).saturating_add(seconds);
    match total {
        1.. => Ok(()),
        0 => Err(Problem::of(field, "the event has no length")),
        _ => Err(Problem::of(field, "the event ends before it starts")),
    }
}

/// The end of what begins at `start`; an error if one of them is outside the years that can be
/// stored.
pub(super) fn end_of(start: &Moment, length: Length, zone: &Zone) -> Result<UtcTime, Problem> {
    let far = || Problem::of("DTSTART", "the event is outside the years 1000 to 9999");
    let plus = |time: NaiveDateTime, delta: Option<TimeDelta>| {
        time.checked_add_signed(delta?).filter(|time| *time <= bounds().1)
    };
    if start.instant(zone) < bounds().0 {
        return Err(far());
    }
    let end = match (start, length) {
        (_, Length::Exact(seconds)) => plus(start.instant(zone), TimeDelta::try_seconds(seconds)),
        (Moment::Day(date), Length::Span(span)) => {
            let midnight = date.and_time(NaiveTime::MIN);
            // A part of a day is a day.
            let days = span.days.max(0) + (span.seconds + 86_399).div_euclid(86_400);
            plus(midnight, TimeDelta::try_days(days)).map(|end| zone.day_start(end.date()))
        }
        (Moment::Time { civil, clock, instant, .. }, Length::Span(span)) => {
            let day = if span.days == 0 {
                Some(*instant)
            } else {
                plus(*civil, TimeDelta::try_days(span.days)).map(|civil| clock.compatible(civil))
            };
            day.and_then(|day| plus(day, TimeDelta::try_seconds(span.seconds)))
        }
    };
    end.filter(|end| *end <= bounds().1).ok_or_else(far)
}

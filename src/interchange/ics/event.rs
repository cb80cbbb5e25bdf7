//! What one VEVENT says.

use std::rc::Rc;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::draft::Draft;
use super::property::{Property, is_property, unescaped};
use super::rule::Rule;
use super::values::{Duration, Value};
use super::zones::{Clock, Clocks};
use crate::interchange::Problem;
use crate::time::{UtcTime, Zone, bounds};

/// A day, or a time on a clock.
#[derive(Debug, Clone)]
pub(super) enum Moment {
    /// The whole day.
    Day(NaiveDate),
    /// A time.
    Time {
        /// What the clock shows.
        civil: NaiveDateTime,
        /// Whose clock.
        clock: Rc<Clock>,
        /// The instant, where the file names it: a clock may show a time twice.
        instant: UtcTime,
    },
}

impl Moment {
    /// Reads one value of `property`. UTC times are put on `clocks`' calendar clock, which is what
    /// they recur by.
    fn parse(property: &Property, value: &str, context: &mut Context) -> Result<Self, Problem> {
        let wrong = || {
            let shown = super::components::shown(value.trim());
            Problem::of(
                field(property),
                format!("\"{shown}\" is not a date or time"),
            )
        };
        let value = Value::parse(value).ok_or_else(wrong)?;
        if property.is("VALUE", "DATE") {
            return Ok(Self::Day(value.date()));
        }
        match value {
            Value::Date(date) => Ok(Self::Day(date)),
            Value::Utc(instant) => Ok(Self::Time {
                civil: context.calendar.to_civil(instant),
                clock: Rc::clone(&context.calendar),
                instant,
            }),
            Value::Local(civil) => {
                let clock = match property.parameter("TZID") {
                    Some(id) => context.clocks.of_id(&id, &field(property))?,
                    None => Rc::clone(&context.clocks.floating),
                };
                Ok(Self::on(clock, civil))
            }
        }
    }

    /// The time at which `clock` shows `civil`.
    pub(super) fn on(clock: Rc<Clock>, civil: NaiveDateTime) -> Self {
        Self::Time {
            civil,
            instant: clock.compatible(civil),
            clock,
        }
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
}

/// What the times of an event are read with.
pub(super) struct Context<'a> {
    pub clocks: &'a mut Clocks,
    /// The clock of UTC times that recur.
    pub calendar: Rc<Clock>,
    /// The zone of whole days.
    pub zone: &'a Zone,
}

/// How long an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// Whole days on the calendar, then seconds.
    Span(Duration),
    /// As many seconds, whatever the clocks do meanwhile.
    Exact(i64),
}

/// A further start of a recurring event.
#[derive(Debug, Clone)]
pub(super) struct Added {
    pub start: Moment,
    /// Its own length, if it has one.
    pub length: Option<Length>,
}

/// Which occurrence of a series a VEVENT replaces.
#[derive(Debug, Clone)]
pub(super) struct Replaces {
    pub moment: Moment,
    /// Whether it also changes all later ones.
    pub and_later: bool,
}

/// A VEVENT.
#[derive(Debug)]
pub(super) struct Event {
    pub line: u64,
    /// As the file writes it; `None` if it is blank or missing.
    pub raw_uid: Option<String>,
    /// Whether it says that the meeting has no uid.
    pub no_uid: bool,
    pub sequence: i64,
    pub start: Option<Moment>,
    /// `None` if the file does not say.
    pub length: Option<Length>,
    pub rules: Vec<Rule>,
    pub excluding_rules: Vec<Rule>,
    pub added: Vec<Added>,
    pub excluded: Vec<Moment>,
    pub replaces: Option<Replaces>,
    /// What the meeting is, apart from its times.
    pub draft: Draft,
}

impl Event {
    /// Whether it may be more than one meeting.
    pub(super) fn recurs(&self) -> bool {
        !self.rules.is_empty() || !self.added.is_empty()
    }

    /// Reads a VEVENT from its content lines.
    pub(super) fn parse(text: &[u8], line: u64, context: &mut Context) -> Result<Self, Problem> {
        let properties = Properties::read(text)?;
        let mut event = Self {
            line,
            raw_uid: properties.raw_uid(),
            no_uid: properties.no_uid(),
            sequence: properties.sequence(),
            start: properties.moment("DTSTART", context)?,
            length: None,
            rules: Vec::new(),
            excluding_rules: Vec::new(),
            added: Vec::new(),
            excluded: Vec::new(),
            replaces: properties.replaces(context)?,
            draft: Draft::new(&properties),
        };
        event.length = properties.length(event.start.as_ref(), context)?;
        if event.replaces.is_none() {
            event.read_recurrence(&properties, context)?;
        }
        Ok(event)
    }

    fn read_recurrence(
        &mut self,
        properties: &Properties,
        context: &mut Context,
    ) -> Result<(), Problem> {
        let all_day = matches!(self.start, Some(Moment::Day(_)));
        for property in &properties.used {
            match property.name.to_ascii_uppercase().as_str() {
                "RRULE" => self.rules.push(Rule::parse(property.value, all_day)?),
                "EXRULE" => {
                    let rule = Rule::parse(property.value, all_day);
                    let renamed = |problem: Problem| Problem::of("EXRULE", problem.message);
                    self.excluding_rules.push(rule.map_err(renamed)?);
                }
                "RDATE" => {
                    for value in values(property) {
                        self.added.push(added(property, value, context)?);
                    }
                }
                "EXDATE" => {
                    for value in values(property) {
                        self.excluded.push(Moment::parse(property, value, context)?);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The UID as text.
    pub(super) fn uid(&self) -> Option<String> {
        let uid = self.raw_uid.as_deref().filter(|_| !self.no_uid)?;
        let uid: String = unescaped(uid).chars().filter(|c| !c.is_control()).collect();
        let uid = uid.trim();
        (!uid.is_empty()).then(|| uid.to_owned())
    }
}

/// The values of a list.
fn values<'a>(property: &Property<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let values = property.value.split(',').map(str::trim);
    values.filter(|value| !value.is_empty())
}

/// One value of an RDATE: a start, or a period.
fn added(property: &Property, value: &str, context: &mut Context) -> Result<Added, Problem> {
    let Some((start, end)) = value.split_once('/') else {
        let start = Moment::parse(property, value, context)?;
        return Ok(Added {
            start,
            length: None,
        });
    };
    let start = Moment::parse(property, start, context)?;
    let length = match Duration::parse(end) {
        Some(span) => Length::Span(span),
        None => between(&start, &Moment::parse(property, end, context)?, context),
    };
    check_length(length, "RDATE")?;
    Ok(Added {
        start,
        length: Some(length),
    })
}

/// How long it is from `start` to `end`.
fn between(start: &Moment, end: &Moment, context: &Context) -> Length {
    match (start, end) {
        (Moment::Day(start), end) => Length::Span(Duration {
            // A day that ends where it begins is meant as that day.
            days: (end.date() - *start).num_days(),
            seconds: 0,
        }),
        (start, Moment::Day(end)) => {
            let end = match start {
                Moment::Time { clock, .. } => {
                    clock.compatible(end.and_time(chrono::NaiveTime::MIN))
                }
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
        0 => Err(Problem::of(field, "an event of no length")),
        _ => Err(Problem::of(field, "the event ends before it begins")),
    }
}

/// The end of what begins at `start`; an error if one of them lies outside the years that can be
/// stored.
pub(super) fn end_of(start: &Moment, length: Length, zone: &Zone) -> Result<UtcTime, Problem> {
    let far = || Problem::of("DTSTART", "the event lies outside the years 1000 to 9999");
    let plus = |time: NaiveDateTime, delta: Option<TimeDelta>| {
        time.checked_add_signed(delta?)
            .filter(|time| *time <= bounds().1)
    };
    if start.instant(zone) < bounds().0 {
        return Err(far());
    }
    let end = match (start, length) {
        (_, Length::Exact(seconds)) => plus(start.instant(zone), TimeDelta::try_seconds(seconds)),
        (Moment::Day(date), Length::Span(span)) => {
            let midnight = date.and_time(chrono::NaiveTime::MIN);
            // A part of a day is a day.
            let days = span.days.max(0) + (span.seconds + 86_399).div_euclid(86_400);
            plus(midnight, TimeDelta::try_days(days)).map(|end| zone.day_start(end.date()))
        }
        (
            Moment::Time {
                civil,
                clock,
                instant,
            },
            Length::Span(span),
        ) => {
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

/// The properties of a VEVENT that are its own, not those of a component inside it.
pub(super) struct Properties<'a> {
    /// In the order of the file; only those that are looked at.
    pub used: Vec<Property<'a>>,
    /// A line with a colon that is no property all the same.
    pub junk: Option<&'a [u8]>,
}

/// What is looked at; anything else may hold what it wants.
const USED: [&str; 20] = [
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "DTSTART",
    "DTEND",
    "DURATION",
    "STATUS",
    "ORGANIZER",
    "ATTENDEE",
    "RRULE",
    "RDATE",
    "EXDATE",
    "EXRULE",
    "RECURRENCE-ID",
    "SEQUENCE",
    "X-MEETCTL-UID",
    "X-MEETCTL-STATUS",
    "X-MEETCTL-DESCRIPTION",
    "BEGIN",
    "END",
];

impl<'a> Properties<'a> {
    fn read(text: &'a [u8]) -> Result<Self, Problem> {
        let mut found = Vec::with_capacity(16);
        let mut junk = None;
        let mut depth = 0_u32;
        for line in text.split(|byte| *byte == b'\n') {
            let end = line.iter().position(|byte| matches!(byte, b':' | b';'));
            let name = &line[..end.unwrap_or(0)];
            let used = |used: &&&str| used.as_bytes().eq_ignore_ascii_case(name);
            let Some(used) = USED.iter().find(used) else {
                if depth == 1 && !is_property(line) {
                    junk = junk.or(Some(line).filter(|line| !line.is_empty()));
                }
                continue;
            };
            match *used {
                "BEGIN" => depth += 1,
                "END" => depth = depth.saturating_sub(1),
                _ if depth == 1 => {
                    let line = std::str::from_utf8(line)
                        .map_err(|_| Problem::of(*used, "the text is not UTF-8"))?;
                    found.extend(Property::parse(line));
                }
                _ => {}
            }
        }
        Ok(Self { used: found, junk })
    }

    /// The first property `name`.
    pub(super) fn get(&self, name: &str) -> Option<&Property<'a>> {
        self.all(name).next()
    }

    /// All properties `name`.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Property<'a>> {
        self.used
            .iter()
            .filter(move |property| property.name.eq_ignore_ascii_case(name))
    }

    fn raw_uid(&self) -> Option<String> {
        let uid = self.get("UID")?.value.trim();
        (!uid.is_empty()).then(|| uid.to_owned())
    }

    fn no_uid(&self) -> bool {
        self.get("X-MEETCTL-UID")
            .is_some_and(|property| property.value.trim().eq_ignore_ascii_case("none"))
    }

    fn sequence(&self) -> i64 {
        let number = self
            .get("SEQUENCE")
            .and_then(|property| property.value.trim().parse().ok());
        number.unwrap_or(0)
    }

    fn moment(&self, name: &str, context: &mut Context) -> Result<Option<Moment>, Problem> {
        let property = self.get(name);
        property
            .map(|property| Moment::parse(property, property.value, context))
            .transpose()
    }

    fn replaces(&self, context: &mut Context) -> Result<Option<Replaces>, Problem> {
        let Some(property) = self.get("RECURRENCE-ID") else {
            return Ok(None);
        };
        Ok(Some(Replaces {
            moment: Moment::parse(property, property.value, context)?,
            and_later: property.is("RANGE", "THISANDFUTURE"),
        }))
    }

    fn length(
        &self,
        start: Option<&Moment>,
        context: &mut Context,
    ) -> Result<Option<Length>, Problem> {
        if let (Some(start), Some(end)) = (start, self.moment("DTEND", context)?) {
            let mut length = between(start, &end, context);
            if let (Moment::Day(_), Length::Span(span)) = (start, &mut length)
                && span.days == 0
            {
                span.days = 1;
            }
            return check_length(length, "DTEND").map(|()| Some(length));
        }
        let Some(property) = self.get("DURATION") else {
            return Ok(None);
        };
        let Some(span) = Duration::parse(property.value) else {
            let shown = super::components::shown(property.value);
            return Err(Problem::of(
                "DURATION",
                format!("\"{shown}\" is not a duration"),
            ));
        };
        check_length(Length::Span(span), "DURATION").map(|()| Some(Length::Span(span)))
    }
}

/// The name of a property in capitals.
fn field(property: &Property) -> String {
    property.name.to_ascii_uppercase()
}

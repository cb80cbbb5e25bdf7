//! Reads one VEVENT.

use super::components::EventRecord;
use super::details::Details;
use super::moment::{Length, Moment, TimeContext, between, check_length};
use super::properties::Properties;
use super::property::{Property, unescaped};
use super::rule::Rule;
use super::shown::shown;
use super::uid;
use super::values::CalendarDuration;
use crate::interchange::record::Problem;

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
    /// Whether it declares that the meeting has no uid.
    pub no_uid: bool,
    /// Whether this program has exported it: one meeting, not a version of an event.
    pub is_export: bool,
    pub sequence: i64,
    /// Whether it takes no time of its people.
    pub transparent: bool,
    pub start: Option<Moment>,
    /// `None` if the file has none.
    pub length: Option<Length>,
    pub rules: Vec<Rule>,
    pub excluding_rules: Vec<Rule>,
    pub added: Vec<Added>,
    pub excluded: Vec<Moment>,
    pub replaces: Option<Replaces>,
    /// What the meeting is, apart from its times.
    pub details: Details,
}

impl Event {
    /// Whether it may be more than one meeting.
    pub(super) fn recurs(&self) -> bool {
        !self.rules.is_empty() || !self.added.is_empty()
    }

    /// Reads a VEVENT from its content lines. What names no zone is on the clock of its start; in
    /// an override of `series`, the start of the event, on the clock of that.
    pub(super) fn parse(
        record: &EventRecord,
        series: Option<&Moment>,
        context: &mut TimeContext,
    ) -> Result<Self, Problem> {
        let properties = Properties::read(&record.text, &record.lines)?;
        Self::read(&properties, record, series, context)
            .map_err(|problem| properties.locate(problem, None, &record.lines))
    }

    fn read(
        properties: &Properties,
        record: &EventRecord,
        series: Option<&Moment>,
        context: &mut TimeContext,
    ) -> Result<Self, Problem> {
        if let Some(start) = series {
            context.follow(start);
        }
        let start = moment(properties, "DTSTART", context)?;
        let mut replaced = replaces(properties, context)?;
        if let Some(start) = &start {
            context.follow(start);
            if series.is_none() {
                replaced = replaces(properties, context)?;
            }
        }
        let mut event = Self {
            line: record.line,
            raw_uid: properties.raw_uid(),
            no_uid: properties.no_uid(),
            is_export: properties.get("X-MEETCTL-STATUS").is_some(),
            sequence: properties.sequence(),
            transparent: properties.transparent(),
            start,
            length: None,
            rules: Vec::new(),
            excluding_rules: Vec::new(),
            added: Vec::new(),
            excluded: Vec::new(),
            replaces: replaced,
            details: Details::new(properties),
        };
        event.length = length(properties, event.start.as_ref(), context)?;
        if event.replaces.is_none() {
            for (index, property) in properties.used.iter().enumerate() {
                event
                    .read_recurrence(property, context)
                    .map_err(|problem| properties.locate(problem, Some(index), &record.lines))?;
            }
        }
        Ok(event)
    }

    fn read_recurrence(
        &mut self,
        property: &Property,
        context: &mut TimeContext,
    ) -> Result<(), Problem> {
        let all_day = matches!(self.start, Some(Moment::Day(_)));
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
        Ok(())
    }

    /// Makes it one more occurrence, as METHOD:ADD means it.
    pub(super) fn replace_itself(&mut self) {
        if self.replaces.is_none() {
            let moment = self.start.clone();
            self.replaces = moment.map(|moment| Replaces { moment, and_later: false });
        }
    }

    /// The UID by which its meetings are versions of one event, if they are.
    pub(super) fn identity(&self) -> Option<String> {
        let uid = self.uid().filter(|_| !self.is_export)?;
        Some(uid::meeting(&uid, None))
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
fn added(property: &Property, value: &str, context: &mut TimeContext) -> Result<Added, Problem> {
    let Some((start, end)) = value.split_once('/') else {
        let start = Moment::parse(property, value, context)?;
        return Ok(Added { start, length: None });
    };
    let start = Moment::parse(property, start, context)?;
    let length = match CalendarDuration::parse(end) {
        Some(span) => Length::Span(span),
        None => between(&start, &Moment::parse(property, end, context)?, context),
    };
    check_length(length, "RDATE")?;
    Ok(Added { start, length: Some(length) })
}

fn moment(
    properties: &Properties,
    name: &str,
    context: &mut TimeContext,
) -> Result<Option<Moment>, Problem> {
    let property = properties.get(name);
    property.map(|property| Moment::parse(property, property.value, context)).transpose()
}

fn replaces(
    properties: &Properties,
    context: &mut TimeContext,
) -> Result<Option<Replaces>, Problem> {
    let Some(property) = properties.get("RECURRENCE-ID") else {
        return Ok(None);
    };
    Ok(Some(Replaces {
        moment: Moment::parse(property, property.value, context)?,
        and_later: property.is("RANGE", "THISANDFUTURE"),
    }))
}

fn length(
    properties: &Properties,
    start: Option<&Moment>,
    context: &mut TimeContext,
) -> Result<Option<Length>, Problem> {
    if let (Some(start), Some(end)) = (start, moment(properties, "DTEND", context)?) {
        let mut length = between(start, &end, context);
        if let (Moment::Day(_), Length::Span(span)) = (start, &mut length)
            && span.days == 0
        {
            span.days = 1;
        }
        return check_length(length, "DTEND").map(|()| Some(length));
    }
    let Some(property) = properties.get("DURATION") else {
        return Ok(None);
    };
    let Some(span) = CalendarDuration::parse(property.value) else {
        let shown = shown(property.value);
        return Err(Problem::of("DURATION", format!("\"{shown}\" is not a duration")));
    };
    check_length(Length::Span(span), "DURATION").map(|()| Some(Length::Span(span)))
}

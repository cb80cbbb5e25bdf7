//! A meeting apart from its times: title, description, status, people.

use std::collections::HashSet;

use clap::ValueEnum as _;

use super::properties::Properties;
use super::property::{Property, unescaped};
use super::shown::shown;
use crate::entity::meeting::Status;
use crate::fields;
use crate::ical_text::representable;
use crate::interchange::draft::fitting_title;
use crate::interchange::record::Person;

const SUMMARY: &str = "SUMMARY";

/// The part of a meeting that its occurrences share.
#[derive(Debug, Clone)]
pub(super) struct Details {
    /// `None` if the file has no SUMMARY.
    pub title: Option<String>,
    pub description: Option<String>,
    pub status: Option<Status>,
    pub creator: Option<Person>,
    pub participants: Option<Vec<Person>>,
    /// What was changed to make it fit.
    pub warnings: Vec<String>,
}

impl Details {
    pub(super) fn new(properties: &Properties) -> Self {
        let mut warnings = Vec::new();
        if let Some(line) = properties.unknown {
            let shown = shown(&String::from_utf8_lossy(&line[..line.len().min(200)]));
            warnings.push(format!("a line that is not a property was ignored: {shown}"));
        }
        let mut description = properties
            .get("DESCRIPTION")
            .map(|property| exact(unescaped(property.value), properties))
            .map(|text| without_nul(&text, &mut warnings));
        let title = properties.get(SUMMARY).map(|property| {
            fitting_title(SUMMARY, &unescaped(property.value), &mut description, &mut warnings)
        });
        let creator =
            properties.get("ORGANIZER").and_then(|property| person(property, &mut warnings));
        let participants = participants(properties, &mut warnings);
        Self { title, description, status: status(properties), creator, participants, warnings }
    }

    /// With a title in place of a missing one.
    pub(super) fn titled(mut self) -> Self {
        if self.title.is_none() {
            self.title = Some(fitting_title(SUMMARY, "", &mut None, &mut self.warnings));
        }
        self
    }
}

/// The complete description of one of our exports, next to what iCalendar can represent of it; unless
/// that has been changed since.
fn exact(description: String, properties: &Properties) -> String {
    properties
        .get("X-MEETCTL-DESCRIPTION")
        .and_then(|property| serde_json::from_str::<String>(&unescaped(property.value)).ok())
        .filter(|whole| representable(whole).0 == description)
        .unwrap_or(description)
}

fn without_nul(text: &str, warnings: &mut Vec<String>) -> String {
    if text.contains('\0') {
        warnings.push("DESCRIPTION has NUL characters, which were removed".to_owned());
        return text.replace('\0', "");
    }
    text.to_owned()
}

/// Our own property has every status; STATUS only whether the meeting is cancelled.
fn status(properties: &Properties) -> Option<Status> {
    let own = properties.get("X-MEETCTL-STATUS");
    let own = own.and_then(|property| Status::from_str(property.value.trim(), true).ok());
    let cancelled = properties
        .get("STATUS")
        .is_some_and(|property| property.value.trim().eq_ignore_ascii_case("CANCELLED"));
    own.or(cancelled.then_some(Status::Cancelled))
}

fn participants(properties: &Properties, warnings: &mut Vec<String>) -> Option<Vec<Person>> {
    let mut seen = HashSet::new();
    let mut people = Vec::new();
    for property in properties.all("ATTENDEE") {
        if let Some(why) = absent(property) {
            warnings.push(format!("ATTENDEE {} {why} and was omitted", shown(property.value)));
            continue;
        }
        if let Some(person) = person(property, warnings)
            && let Person::Email { email, .. } = &person
            && seen.insert(email.clone())
        {
            people.push(person);
        }
    }
    properties.get("ATTENDEE").map(|_| people)
}

/// Why an ATTENDEE takes no part, if so.
fn absent(property: &Property) -> Option<&'static str> {
    let any = |name: &str, values: &[&str]| values.iter().any(|value| property.is(name, value));
    if any("CUTYPE", &["ROOM", "RESOURCE"]) {
        Some("is a room or a resource")
    } else if any("PARTSTAT", &["DECLINED"]) {
        Some("has declined")
    } else if any("PARTSTAT", &["DELEGATED"]) {
        Some("has delegated the meeting")
    } else if any("ROLE", &["NON-PARTICIPANT"]) {
        Some("is only informed")
    } else {
        None
    }
}

/// The user of an ORGANIZER or ATTENDEE.
fn person(property: &Property, warnings: &mut Vec<String>) -> Option<Person> {
    let value = property.value.trim();
    // Some write only the address, some an id and the address in EMAIL.
    let email = fields::address(value)
        .or_else(|_| fields::address(&property.parameter("EMAIL").unwrap_or_default()));
    let name = property.name.to_ascii_uppercase();
    let Ok(email) = email else {
        warnings.push(format!("{name} {} has no e-mail address and was omitted", shown(value)));
        return None;
    };
    let common = property.parameter("CN").filter(|common| !common.trim().is_empty());
    let common = common.and_then(|common| {
        let read = fields::name(&common);
        if let Err(why) = &read {
            warnings.push(format!("the name of {name} {email} was omitted: {why}"));
        }
        read.ok()
    });
    Some(Person::Email { email, name: common })
}

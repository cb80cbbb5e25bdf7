//! A meeting apart from its times: title, description, status, people.

use std::borrow::Cow;
use std::collections::HashSet;

use clap::ValueEnum as _;
use percent_encoding::percent_decode_str;

use super::properties::Properties;
use super::property::{Property, unescaped};
use super::shown::shown;
use crate::entity::meeting::Status;
use crate::fields;
use crate::ical_text::representable;
use crate::interchange::record::Person;

/// How many characters a title may have.
const MAX_TITLE_CHARS: usize = 100;

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
        let title = properties
            .get("SUMMARY")
            .map(|property| title(&unescaped(property.value), &mut description, &mut warnings));
        let creator =
            properties.get("ORGANIZER").and_then(|property| person(property, &mut warnings));
        let participants = participants(properties, &mut warnings);
        Self { title, description, status: status(properties), creator, participants, warnings }
    }

    /// With a title in place of a missing one.
    pub(super) fn titled(mut self) -> Self {
        if self.title.is_none() {
            self.title = Some(untitled(&mut self.warnings));
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

/// The address in a `mailto:` URI, percent-decoded.
fn decoded(address: &str) -> String {
    let decoded = percent_decode_str(address).decode_utf8();
    decoded.map_or_else(|_| address.to_owned(), Cow::into_owned)
}

fn untitled(warnings: &mut Vec<String>) -> String {
    warnings.push("SUMMARY is empty: the title is \"(untitled)\"".to_owned());
    "(untitled)".to_owned()
}

/// Makes a title of a SUMMARY; one that is too long is also put into the description.
fn title(summary: &str, description: &mut Option<String>, warnings: &mut Vec<String>) -> String {
    let mut text = summary.trim().to_owned();
    if text.chars().any(char::is_control) {
        warnings.push("SUMMARY has control characters, which became spaces".to_owned());
        let blank = text.replace(char::is_control, " ");
        blank.trim().clone_into(&mut text);
    }
    if text.is_empty() {
        return untitled(warnings);
    }
    let Some((end, _)) = text.char_indices().nth(MAX_TITLE_CHARS) else {
        return text;
    };
    warnings.push(format!(
        "SUMMARY has {} characters and was truncated to {MAX_TITLE_CHARS}; the description begins \
         with all of it",
        text.chars().count()
    ));
    let rest = description.take().filter(|rest| !rest.is_empty());
    *description = Some(match rest {
        Some(rest) => format!("{text}\n\n{rest}"),
        None => text.clone(),
    });
    text[..end].trim_end().to_owned()
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
        if property.is("CUTYPE", "ROOM") || property.is("CUTYPE", "RESOURCE") {
            warnings.push(format!(
                "ATTENDEE {} is a room or a resource and was omitted",
                shown(property.value)
            ));
            continue;
        }
        if let Some(person) = person(property, warnings)
            && let Person::Email { email, .. } = &person
            && seen.insert(email.clone())
        {
            people.push(person);
        }
    }
    (!people.is_empty()).then_some(people)
}

/// The user of an ORGANIZER or ATTENDEE.
fn person(property: &Property, warnings: &mut Vec<String>) -> Option<Person> {
    let value = property.value.trim();
    let address = match value.split_at_checked("mailto:".len()) {
        Some((scheme, address)) if scheme.eq_ignore_ascii_case("mailto:") => decoded(address),
        // Some write only the address, some an id and the address in EMAIL.
        _ if fields::email(value).is_ok() => value.to_owned(),
        _ => property.parameter("EMAIL").unwrap_or_default().into_owned(),
    };
    let name = property.name.to_ascii_uppercase();
    let Ok(email) = fields::email(&address) else {
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

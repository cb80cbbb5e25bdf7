//! What a meeting is apart from its times: title, description, status, people.

use std::collections::HashSet;

use super::components::shown;
use super::event::Properties;
use super::property::{Property, unescaped};
use crate::entity::meeting::Status;
use crate::fields;
use crate::ical_text::representable;
use crate::interchange::Person;

/// How many characters a title may have.
const LONGEST_TITLE: usize = 100;

/// The part of a meeting that its occurrences share.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// `None` if the file has no SUMMARY at all.
    pub title: Option<String>,
    pub description: Option<String>,
    pub status: Option<Status>,
    pub creator: Option<Person>,
    pub participants: Option<Vec<Person>>,
    /// What was changed to make it fit.
    pub warnings: Vec<String>,
}

impl Draft {
    pub(super) fn new(properties: &Properties) -> Self {
        let mut warnings = Vec::new();
        if let Some(junk) = properties.junk {
            let shown = shown(&String::from_utf8_lossy(&junk[..junk.len().min(200)]));
            warnings.push(format!(
                "a line is no property and was passed over: {shown}"
            ));
        }
        let mut description = properties
            .get("DESCRIPTION")
            .map(|property| exact(unescaped(property.value), properties))
            .map(|text| without_nul(&text, &mut warnings));
        let title = properties
            .get("SUMMARY")
            .map(|property| title(&unescaped(property.value), &mut description, &mut warnings));
        let creator = properties
            .get("ORGANIZER")
            .and_then(|property| person(property, &mut warnings));
        let participants = participants(properties, &mut warnings);
        Self {
            title,
            description,
            status: status(properties),
            creator,
            participants,
            warnings,
        }
    }

    /// The title, or what stands for a missing one.
    pub(super) fn titled(mut self) -> Self {
        if self.title.is_none() {
            self.title = Some(untitled(&mut self.warnings));
        }
        self
    }
}

/// The description as an export of ours holds it whole, beside what iCalendar can hold of it; unless
/// somebody has changed that since.
fn exact(description: String, properties: &Properties) -> String {
    properties
        .get("X-MEETCTL-DESCRIPTION")
        .and_then(|property| serde_json::from_str::<String>(&unescaped(property.value)).ok())
        .filter(|whole| representable(whole).0 == description)
        .unwrap_or(description)
}

/// The address in a `mailto:` URI: what is escaped there with `%` stands for itself.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&byte, more)) = rest.split_first() {
        let code = more.get(..2).filter(|_| byte == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = &more[2..];
        } else {
            bytes.push(byte);
            rest = more;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

fn untitled(warnings: &mut Vec<String>) -> String {
    warnings.push("SUMMARY is empty: the title is \"(untitled)\"".to_owned());
    "(untitled)".to_owned()
}

/// Makes a title of a SUMMARY; what does not fit goes to the description.
fn title(summary: &str, description: &mut Option<String>, warnings: &mut Vec<String>) -> String {
    let mut text = summary.trim().to_owned();
    if text.chars().any(char::is_control) {
        warnings.push("SUMMARY holds control characters, which became blanks".to_owned());
        let blank = text.replace(char::is_control, " ");
        blank.trim().clone_into(&mut text);
    }
    if text.is_empty() {
        return untitled(warnings);
    }
    let Some((end, _)) = text.char_indices().nth(LONGEST_TITLE) else {
        return text;
    };
    warnings.push(format!(
        "SUMMARY has {} characters and was cut to {LONGEST_TITLE}; the description begins with \
         all of it",
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
        warnings.push("DESCRIPTION holds NUL characters, which were left out".to_owned());
        return text.replace('\0', "");
    }
    text.to_owned()
}

/// Our own property knows more than STATUS, which says of a meeting only whether it is cancelled.
fn status(properties: &Properties) -> Option<Status> {
    let own = properties.get("X-MEETCTL-STATUS");
    let own = own.and_then(|property| own_status(property.value.trim()));
    let cancelled = properties
        .get("STATUS")
        .is_some_and(|property| property.value.trim().eq_ignore_ascii_case("CANCELLED"));
    own.or(cancelled.then_some(Status::Cancelled))
}

fn own_status(word: &str) -> Option<Status> {
    let all = [
        Status::Scheduled,
        Status::InProgress,
        Status::Completed,
        Status::Cancelled,
    ];
    all.into_iter()
        .find(|status| status.as_str().eq_ignore_ascii_case(word))
}

fn participants(properties: &Properties, warnings: &mut Vec<String>) -> Option<Vec<Person>> {
    let mut seen = HashSet::new();
    let mut people = Vec::new();
    for property in properties.all("ATTENDEE") {
        if property.is("CUTYPE", "ROOM") || property.is("CUTYPE", "RESOURCE") {
            warnings.push(format!(
                "ATTENDEE {} is a room or a resource and was left out",
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

/// Whom an ORGANIZER or ATTENDEE means.
fn person(property: &Property, warnings: &mut Vec<String>) -> Option<Person> {
    let value = property.value.trim();
    let address = match value.split_at_checked("mailto:".len()) {
        Some((scheme, address)) if scheme.eq_ignore_ascii_case("mailto:") => decoded(address),
        // Some write the address alone, some an id and the address beside it.
        _ if fields::email(value).is_ok() => value.to_owned(),
        _ => property.parameter("EMAIL").unwrap_or_default().into_owned(),
    };
    let name = property.name.to_ascii_uppercase();
    let Ok(email) = fields::email(&address) else {
        warnings.push(format!(
            "{name} {} has no e-mail address and was left out",
            shown(value)
        ));
        return None;
    };
    let common = property
        .parameter("CN")
        .filter(|common| !common.trim().is_empty());
    let common = common.and_then(|common| {
        let read = fields::name(&common);
        if let Err(why) = &read {
            warnings.push(format!("the name of {name} {email} was left out: {why}"));
        }
        read.ok()
    });
    Some(Person::Email {
        email,
        name: common,
    })
}

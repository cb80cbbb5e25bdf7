//! Reads one line.
//!
//! The object is split into its members first and each is read alone: so an error names its field.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::super::draft::{MeetingDraft, UserDraft, person};
use super::super::record::{MeetingEntry, Person, Problem, ReadOptions, UserEntry};
use super::members::{Text, members};
use super::reject::LINE;
use crate::fields;

const MEETING: [&str; 10] = [
    "uid",
    "title",
    "description",
    "start_time",
    "end_time",
    "status",
    "creator",
    "participants",
    "duration_minutes",
    "created_by",
];
const USER: [&str; 2] = ["name", "email"];
/// Members of our own listings that are not imported.
const IGNORED: [&str; 4] = ["id", "created_at", "updated_at", "error"];

/// How many unknown members an error names.
const MAX_NAMED: usize = 5;
/// How many characters of a text an error shows.
const MAX_SHOWN: usize = 100;

/// Reads a meeting.
pub(super) fn meeting(line: &str, options: &ReadOptions) -> Result<MeetingEntry, Problem> {
    let object = Object::read(line, &MEETING)?;
    let end = object.text("end_time")?;
    let minutes = object.value("duration_minutes", "a number or null")?;
    let created_by = object.number("created_by")?;
    let creator = object.get("creator").map(|value| user("creator", value));
    MeetingDraft {
        uid: object.text("uid")?.filter(|uid| !uid.trim().is_empty()),
        title: object.text("title")?,
        description: object.text("description")?,
        start: object.text("start_time")?,
        minutes: minutes.filter(|_| end.is_none()),
        end,
        status: object.text("status")?,
        // `created_by` is only an id: `creator` takes precedence.
        creator: creator.transpose()?.flatten().or(created_by.map(Person::Id)),
        participants: object.users("participants")?,
    }
    .check(options)
}

/// Reads a user.
pub(super) fn user_entry(line: &str) -> Result<UserEntry, Problem> {
    let object = Object::read(line, &USER)?;
    UserDraft { name: object.text("name")?, email: object.text("email")? }.check()
}

/// The values of a record by the fields they may have.
struct Object<'a> {
    fields: &'static [&'static str],
    values: Vec<Option<&'a RawValue>>,
}

impl<'a> Object<'a> {
    fn read(line: &'a str, fields: &'static [&'static str]) -> Result<Self, Problem> {
        let mut values = vec![None; fields.len()];
        let mut unknown = Vec::new();
        for (name, value) in members(line).map_err(|error| malformed(&error))? {
            if let Some(field) = fields.iter().position(|field| *field == name) {
                if values[field].replace(value).is_some() {
                    return Err(Problem::of(name, "the field is given twice"));
                }
            } else if !IGNORED.contains(&name.as_ref()) && unknown.len() < MAX_NAMED {
                unknown.push(name);
            }
        }
        if unknown.iter().any(|name| name == LINE) {
            return Err(Problem::new(
                "this is a rejected line: fix the text in `line` and replace this object with it",
            ));
        }
        if !unknown.is_empty() {
            let shown = unknown.iter().map(|name| format!("{:?}", short(name)));
            return Err(Problem::new(format!(
                "unknown field {}; the fields are {}",
                shown.collect::<Vec<_>>().join(", "),
                fields.join(", ")
            )));
        }
        Ok(Self { fields, values })
    }

    fn get(&self, name: &str) -> Option<&'a RawValue> {
        let field = self.fields.iter().position(|field| *field == name)?;
        self.values[field]
    }

    fn value<T: Deserialize<'a>>(&self, field: &str, expected: &str) -> Result<Option<T>, Problem> {
        let value = self.get(field);
        value.map_or(Ok(None), |value| read(field, value, expected))
    }

    fn text(&self, field: &str) -> Result<Option<Cow<'a, str>>, Problem> {
        let text = self.value(field, "a text or null")?;
        Ok(text.map(|Text(text)| text))
    }

    fn number(&self, field: &str) -> Result<Option<i64>, Problem> {
        self.value(field, "an integer or null")
    }

    fn users(&self, field: &str) -> Result<Option<Vec<Person>>, Problem> {
        let Some(values) = self.value::<Vec<&RawValue>>(field, "a list of users or null")? else {
            return Ok(None);
        };
        let users = values.into_iter().map(|value| {
            user(field, value)?.ok_or_else(|| Problem::of(field, "a user in the list is null"))
        });
        users.collect::<Result<_, _>>().map(Some)
    }
}

/// An object, an e-mail address, an id, or null.
fn user(field: &str, value: &RawValue) -> Result<Option<Person>, Problem> {
    const EXPECTED: &str = "an object with an email or an id, an e-mail address, or an id";
    match value.get().as_bytes().first() {
        Some(b'{') => named_user(field, value).map(Some),
        Some(b'"') => {
            let text: Option<Text<'_>> = read(field, value, EXPECTED)?;
            text.map(|Text(text)| person(field, &text)).transpose()
        }
        _ => Ok(read(field, value, EXPECTED)?.map(Person::Id)),
    }
}

fn named_user(field: &str, value: &RawValue) -> Result<Person, Problem> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct User<'a> {
        #[serde(borrow)]
        email: Option<Text<'a>>,
        #[serde(borrow)]
        name: Option<Text<'a>>,
        id: Option<i64>,
        #[serde(rename = "created_at")]
        _created_at: Option<IgnoredAny>,
        #[serde(rename = "updated_at")]
        _updated_at: Option<IgnoredAny>,
    }
    let user: User<'_> = serde_json::from_str(value.get()).map_err(|error| {
        let (message, _) = without_place(&error);
        Problem::of(field, format!("in the object of a user: {}", short(&message)))
    })?;
    let wrong = |message: String| Problem::of(field, message);
    let Some(Text(email)) = user.email else {
        let id = user.id.map(Person::Id);
        return id.ok_or_else(|| wrong("a user has neither an email nor an id".to_owned()));
    };
    // An id with an address is from another database.
    let name = user.name.map(|Text(name)| fields::name(&name)).transpose();
    Ok(Person::Email { email: fields::address(&email).map_err(wrong)?, name: name.map_err(wrong)? })
}

/// Reads one value, or null.
fn read<'a, T: Deserialize<'a>>(
    field: &str,
    value: &'a RawValue,
    expected: &str,
) -> Result<Option<T>, Problem> {
    serde_json::from_str(value.get()).map_err(|error| {
        let (message, _) = without_place(&error);
        let found = short(message.split(", expected ").next().unwrap_or_default());
        Problem::of(field, format!("{found}, expected {expected}"))
    })
}

/// The problem of a line that is not one JSON object.
fn malformed(error: &serde_json::Error) -> Problem {
    let (message, column) = without_place(error);
    Problem::new(match error.classify() {
        Category::Data => message,
        Category::Eof => "not JSON: the line ends too early".to_owned(),
        _ => format!("not JSON: {message} at column {column}"),
    })
}

/// The message of an error without its place, and the column: there is one line.
fn without_place(error: &serde_json::Error) -> (String, usize) {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    (text[..end].to_owned(), error.column())
}

fn short(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}

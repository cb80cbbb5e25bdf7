//! What one line says.
//!
//! The object is read in one pass, member by member, so that a wrong one is named. What is passed
//! over is not kept, and however deep it nests, it takes no stack.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::super::draft::{MeetingDraft, UserDraft, person};
use super::super::{MeetingEntry, Person, Problem, Reading, UserEntry};
use super::reject::LINE;

/// Reads a meeting.
pub(super) fn meeting(line: &str, reading: &Reading) -> Result<MeetingEntry, Problem> {
    let draft: Meeting<'_> = read(line)?;
    let mut draft = draft.0;
    if draft.end.is_some() {
        draft.minutes = None;
    }
    draft.check(reading)
}

/// Reads a user.
pub(super) fn user(line: &str) -> Result<UserEntry, Problem> {
    let draft: User<'_> = read(line)?;
    draft.0.check()
}

/// A record that takes its members one after the other.
trait Members<'de>: Default {
    /// Takes the value of the member number `index` of [`Self::KNOWN`].
    fn take<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error>;

    /// The members that mean something; `take` gets their place here.
    const KNOWN: &'static [&'static str];
    /// The members of our own listings that say nothing about a new record.
    const PASSED_OVER: &'static [&'static str];
}

#[derive(Default)]
struct Meeting<'a>(MeetingDraft<'a>);

impl<'de> Members<'de> for Meeting<'de> {
    const KNOWN: &'static [&'static str] = &[
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
    const PASSED_OVER: &'static [&'static str] = &["id", "created_at", "updated_at", "error"];

    fn take<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error> {
        let draft = &mut self.0;
        match index {
            0 => {
                draft.uid = map
                    .next_value_seed(Text)?
                    .filter(|uid| !uid.trim().is_empty());
            }
            1 => draft.title = map.next_value_seed(Text)?,
            2 => draft.description = map.next_value_seed(Text)?,
            3 => draft.start = map.next_value_seed(Text)?,
            4 => draft.end = map.next_value_seed(Text)?,
            5 => draft.status = map.next_value_seed(Text)?,
            6 => {
                if let Some(creator) = map.next_value_seed(Somebody("creator"))? {
                    draft.creator = Some(creator);
                }
            }
            7 => draft.participants = map.next_value_seed(People)?,
            8 => draft.minutes = map.next_value_seed(Number)?,
            // An id alone: the creator says more, before it or behind it.
            _ => {
                let id = map.next_value_seed(Number)?;
                draft.creator = draft.creator.take().or(id.map(Person::Id));
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct User<'a>(UserDraft<'a>);

impl<'de> Members<'de> for User<'de> {
    const KNOWN: &'static [&'static str] = &["name", "email"];
    const PASSED_OVER: &'static [&'static str] = &["id", "created_at", "updated_at", "error"];

    fn take<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error> {
        match index {
            0 => self.0.name = map.next_value_seed(Text)?,
            _ => self.0.email = map.next_value_seed(Text)?,
        }
        Ok(())
    }
}

fn read<'a, M: Members<'a>>(line: &'a str) -> Result<M, Problem> {
    let field = Cell::new(None);
    let unknown = Cell::new(Vec::new());
    let object = Object {
        field: &field,
        unknown: &unknown,
        record: M::default(),
    };
    let mut json = serde_json::Deserializer::from_str(line);
    let read = object.deserialize(&mut json).and_then(|record| {
        field.set(None);
        json.end()?;
        Ok(record)
    });
    let unknown = unknown.into_inner();
    match read {
        Ok(_) if unknown.iter().any(|name| name == LINE) => Err(Problem::new(
            "it is no object but a line that was rejected: mend the text in `line` and put it in \
             the place of this object",
        )),
        Ok(record) if unknown.is_empty() => Ok(record),
        Ok(_) => Err(Problem::new(format!(
            "unknown field {}; the fields are {}",
            unknown
                .iter()
                .map(|name| format!("{name:?}"))
                .collect::<Vec<_>>()
                .join(", "),
            M::KNOWN.join(", ")
        ))),
        Err(error) => Err(problem(&error, field.get())),
    }
}

fn problem(error: &serde_json::Error, field: Option<&'static str>) -> Problem {
    let text = error.to_string();
    let (what, place) = match text.rfind(" at line ") {
        Some(end) => text.split_at(end),
        None => (text.as_str(), ""),
    };
    // There is one line: the column is what helps.
    let column = place.rsplit(' ').next().unwrap_or_default();
    match (error.classify(), field) {
        (Category::Data, Some(field)) => Problem::of(field, what),
        (Category::Data, None) => Problem::new(what),
        (Category::Eof, _) => Problem::new("it is not JSON: the line ends too early"),
        _ => Problem::new(format!("it is not JSON: {what} at column {column}")),
    }
}

/// How many unknown members are named.
const NAMED: usize = 5;

struct Object<'a, M> {
    /// The member being read, for the message.
    field: &'a Cell<Option<&'static str>>,
    unknown: &'a Cell<Vec<String>>,
    record: M,
}

impl<'de, M: Members<'de>> DeserializeSeed<'de> for Object<'_, M> {
    type Value = M;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<M, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, M: Members<'de>> Visitor<'de> for Object<'_, M> {
    type Value = M;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<M, A::Error> {
        let mut seen = 0_u32;
        while let Some(Key(name)) = map.next_key()? {
            if let Some(index) = M::KNOWN.iter().position(|known| *known == name) {
                self.field.set(Some(M::KNOWN[index]));
                if seen & (1 << index) != 0 {
                    return Err(A::Error::custom("it stands twice"));
                }
                seen |= 1 << index;
                self.record.take(index, &mut map)?;
                self.field.set(None);
                continue;
            }
            if !M::PASSED_OVER.contains(&&*name) {
                let mut unknown = self.unknown.take();
                if unknown.len() < NAMED {
                    unknown.push(name.chars().take(60).collect());
                }
                self.unknown.set(unknown);
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(self.record)
    }
}

/// The name of a member, without a copy where it has no escapes.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// A text or null.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: serde::Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or null")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// A whole number or null.
struct Number;

impl<'de> DeserializeSeed<'de> for Number {
    type Value = Option<i64>;

    fn deserialize<D: serde::Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl Visitor<'_> for Number {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or null")
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Self::Value, E> {
        let number = i64::try_from(number);
        number
            .map(Some)
            .map_err(|_| E::custom("the number is too large"))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// An object, an e-mail address, an id, or null; of the field that it names.
struct Somebody(&'static str);

impl Somebody {
    fn named<E: serde::de::Error>(&self, text: &str) -> Result<Person, E> {
        person(self.0, text).map_err(|problem| E::custom(problem.message))
    }
}

impl<'de> DeserializeSeed<'de> for Somebody {
    type Value = Option<Person>;

    fn deserialize<D: serde::Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Somebody {
    type Value = Option<Person>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with an email or an id, an e-mail address, or an id")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        self.named(text).map(Some)
    }

    fn visit_i64<E>(self, id: i64) -> Result<Self::Value, E> {
        Ok(Some(Person::Id(id)))
    }

    fn visit_u64<E: serde::de::Error>(self, id: u64) -> Result<Self::Value, E> {
        let id = i64::try_from(id).map_err(|_| E::custom("no user has so large an id"))?;
        Ok(Some(Person::Id(id)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut id, mut email, mut name) = (None, None, None);
        while let Some(Key(key)) = map.next_key()? {
            match &*key {
                "id" => id = map.next_value_seed(Number)?,
                "email" => email = map.next_value_seed(Text)?,
                "name" => name = map.next_value_seed(Text)?,
                "created_at" | "updated_at" => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => {
                    let key: String = key.chars().take(60).collect();
                    return Err(A::Error::custom(format!(
                        "a user has an unknown field {key:?}; the fields are name, email, id"
                    )));
                }
            }
        }
        let Some(email) = email else {
            let nobody = || A::Error::custom("a user has neither an email nor an id");
            return id.map(|id| Some(Person::Id(id))).ok_or_else(nobody);
        };
        // The id beside an address is one of another database.
        let email = crate::fields::email(&email).map_err(A::Error::custom)?;
        let name = name.map(|name| crate::fields::name(&name)).transpose();
        Ok(Some(Person::Email {
            email,
            name: name.map_err(A::Error::custom)?,
        }))
    }
}

/// A list of people, or null.
struct People;

impl<'de> DeserializeSeed<'de> for People {
    type Value = Option<Vec<Person>>;

    fn deserialize<D: serde::Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for People {
    type Value = Option<Vec<Person>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of users or null")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut people = Vec::new();
        while let Some(person) = list.next_element_seed(Somebody("participants"))? {
            people.push(person.ok_or_else(|| A::Error::custom("a user in it is null"))?);
        }
        Ok(Some(people))
    }
}

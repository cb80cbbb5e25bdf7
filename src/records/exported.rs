//! Meetings and users as another database takes them: without ids, and without the times at which
//! rows were written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::meeting::addresses;
use crate::entity::meeting::Status;
use crate::entity::user;
use crate::error::Failure;
use crate::output::{Calendar, Cell, Column, Record};
use crate::store::people::Meeting;
use crate::time::{UtcTime, Zone, rfc3339};

/// A meeting in a file. Nothing in it depends on the database it comes from.
#[derive(Debug)]
pub struct ExportedMeeting {
    /// The meeting, its participants by address.
    meeting: Meeting,
    start: String,
    end: String,
}

impl ExportedMeeting {
    /// Times are written in `zone`.
    pub fn new(meeting: Meeting, zone: &Zone) -> Self {
        Self {
            start: rfc3339(meeting.row.start_time, zone),
            end: rfc3339(meeting.row.end_time, zone),
            meeting: by_address(meeting),
        }
    }

    fn description(&self) -> &str {
        self.meeting.row.description.as_deref().unwrap_or_default()
    }
}

/// Ids differ from database to database, addresses do not.
fn by_address(mut meeting: Meeting) -> Meeting {
    meeting
        .participants
        .sort_unstable_by(|a, b| a.email.cmp(&b.email));
    meeting
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    email: &'a str,
}

impl<'a> Named<'a> {
    fn new(user: &'a Rc<user::Model>) -> Self {
        Self {
            name: &user.name,
            email: &user.email,
        }
    }
}

impl Serialize for ExportedMeeting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = &self.meeting.row;
        let creator = self.meeting.creator.as_ref().map(Named::new);
        let participants: Vec<_> = self.meeting.participants.iter().map(Named::new).collect();
        let mut object = serializer.serialize_struct("meeting", Self::FIELDS.len())?;
        object.serialize_field("uid", &row.uid)?;
        object.serialize_field("title", &row.title)?;
        object.serialize_field("description", self.description())?;
        object.serialize_field("start_time", &self.start)?;
        object.serialize_field("end_time", &self.end)?;
        object.serialize_field("status", &row.status)?;
        object.serialize_field("creator", &creator)?;
        object.serialize_field("participants", &participants)?;
        object.end()
    }
}

impl Record for ExportedMeeting {
    const FIELDS: &'static [&'static str] = &[
        "uid",
        "title",
        "description",
        "start_time",
        "end_time",
        "status",
        "creator",
        "participants",
    ];

    fn columns() -> &'static [Column] {
        &[]
    }

    fn row(&self) -> Vec<Cell> {
        Vec::new()
    }

    fn id(&self) -> Option<i64> {
        None
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        let row = &self.meeting.row;
        match field {
            "uid" => row.uid.as_deref().unwrap_or_default().into(),
            "title" => row.title.as_str().into(),
            "description" => self.description().into(),
            "start_time" => self.start.as_str().into(),
            "end_time" => self.end.as_str().into(),
            "status" => row.status.as_str().into(),
            "creator" => {
                let creator = self.meeting.creator.as_ref();
                creator.map_or("", |user| user.email.as_str()).into()
            }
            _ => {
                let people = &self.meeting.participants;
                addresses(people.iter().map(|user| user.email.as_str())).into()
            }
        }
    }
}

/// A user in a file.
#[derive(Debug, Serialize)]
pub struct ExportedUser {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

impl ExportedUser {
    /// What of a row can be taken elsewhere.
    pub fn new(row: &user::Model) -> Self {
        Self {
            name: row.name.clone(),
            email: row.email.clone(),
        }
    }
}

impl Record for ExportedUser {
    const FIELDS: &'static [&'static str] = &["name", "email"];

    fn columns() -> &'static [Column] {
        &[]
    }

    fn row(&self) -> Vec<Cell> {
        Vec::new()
    }

    fn id(&self) -> Option<i64> {
        None
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        Cow::Borrowed(if field == "name" {
            &self.name
        } else {
            &self.email
        })
    }
}

/// Makes events of meetings that come in order of their start.
#[derive(Debug, Default)]
pub struct Events {
    start: UtcTime,
    /// How many meetings of this start had the same uid made for them.
    made: HashMap<u128, u32>,
}

impl Events {
    /// Writes the event of a meeting.
    ///
    /// Its time stamp is its start: when the row was written differs from database to database,
    /// and the same meetings are to be the same file.
    ///
    /// # Errors
    /// The calendar cannot be written.
    pub fn write(&mut self, meeting: Meeting, calendar: &mut Calendar) -> Result<(), Failure> {
        let meeting = by_address(meeting);
        let row = &meeting.row;
        let start = basic(row.start_time);
        calendar.begin_event();
        if let Some(uid) = &row.uid {
            calendar.text("UID", uid);
        } else {
            calendar.property("UID", &self.uid(&meeting));
            calendar.property("X-MEETCTL-UID", "none");
        }
        calendar.property("DTSTAMP", &start);
        calendar.property("DTSTART", &start);
        calendar.property("DTEND", &basic(row.end_time));
        calendar.text("SUMMARY", &row.title);
        if let Some(description) = row.description.as_ref().filter(|text| !text.is_empty()) {
            calendar.text("DESCRIPTION", description);
        }
        if let Some(user) = &meeting.creator {
            calendar.person("ORGANIZER", &user.name, &user.email);
        }
        for user in &meeting.participants {
            calendar.person("ATTENDEE", &user.name, &user.email);
        }
        let cancelled = row.status == Status::Cancelled.as_str();
        calendar.property("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
        calendar.text("X-MEETCTL-STATUS", &row.status);
        calendar.end_event()
    }

    /// A uid for a meeting that has none: of its creator, start and title, and a number where
    /// several agree in them.
    fn uid(&mut self, meeting: &Meeting) -> String {
        if self.start != meeting.row.start_time {
            self.start = meeting.row.start_time;
            self.made.clear();
        }
        let creator = meeting.creator.as_ref();
        let hash = fnv([
            creator.map_or("", |user| user.email.as_str()),
            &basic(self.start),
            &meeting.row.title,
        ]);
        let number = self.made.entry(hash).or_default();
        *number += 1;
        match *number {
            1 => format!("{hash:032x}@meetctl"),
            number => format!("{hash:032x}-{number}@meetctl"),
        }
    }
}

/// `20260601T100000Z`
fn basic(time: UtcTime) -> String {
    let mut text = rfc3339(time, &Zone::utc());
    text.retain(|c| c != '-' && c != ':');
    text
}

/// FNV-1a with 128 bits, the parts kept apart by a byte that no text holds.
fn fnv(parts: [&str; 3]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    parts
        .into_iter()
        .flat_map(|part| part.bytes().chain([0xff]))
        .fold(BASIS, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(PRIME)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_the_basic_form() {
        assert_eq!(basic(UtcTime::default()), "19700101T000000Z");
    }

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(fnv(["ab", "c", ""]), fnv(["a", "bc", ""]));
        assert_eq!(fnv(["a", "b", "c"]), fnv(["a", "b", "c"]));
    }
}

//! Meetings and users in files for another database: without ids, and without the times at which
//! rows were written.

use std::rc::Rc;

use serde::Serialize;

use super::{addresses, time_text};
use crate::entity::user;
use crate::output::{Column, Record, field_text, record};
use crate::store::people::MeetingDetails;
use crate::time::Zone;

record! {
    /// A meeting in a file. Nothing in it depends on its database.
    pub struct ExportedMeeting {
        /// iCalendar UID or import key.
        pub uid: Option<String>,
        /// The title.
        pub title: String,
        /// The description, empty if none exists.
        pub description: String,
        /// The first moment.
        pub start_time: String,
        /// The first moment after.
        pub end_time: String,
        /// The status.
        pub status: String,
        /// The creator.
        pub creator: Option<ExportedPerson>,
        /// The participants by address.
        pub participants: Vec<ExportedPerson>,
    }
}

/// `{"name":"…","email":"…"}`
#[derive(Debug, Clone)]
pub struct ExportedPerson(Rc<user::Model>);

impl Serialize for ExportedPerson {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Person<'a> {
            name: &'a str,
            email: &'a str,
        }
        let (name, email) = (&self.0.name, &self.0.email);
        Person { name, email }.serialize(serializer)
    }
}

impl ExportedPerson {
    fn email(&self) -> &str {
        &self.0.email
    }
}

field_text!(ExportedPerson::email; ExportedPerson);
field_text!(|people: &[ExportedPerson]| addresses(people.iter().map(ExportedPerson::email));
    Vec<ExportedPerson>);

impl ExportedMeeting {
    /// Times are written in `zone`.
    pub fn new(meeting: MeetingDetails, zone: &Zone) -> Self {
        let meeting = by_address(meeting);
        let row = meeting.row;
        Self {
            uid: row.uid,
            title: row.title,
            description: row.description.unwrap_or_default(),
            start_time: time_text(&row.odd, "start_time", row.start_time, zone),
            end_time: time_text(&row.odd, "end_time", row.end_time, zone),
            status: row.status,
            creator: meeting.creator.map(ExportedPerson),
            participants: meeting.participants.into_iter().map(ExportedPerson).collect(),
        }
    }
}

/// Orders participants by address: ids differ between databases.
pub(super) fn by_address(mut meeting: MeetingDetails) -> MeetingDetails {
    meeting.participants.sort_unstable_by(|a, b| a.email.cmp(&b.email));
    meeting
}

impl Record for ExportedMeeting {
    const COLUMNS: &'static [Column<Self>] = &[];
}

record! {
    /// A user in a file.
    pub struct ExportedUser {
        /// The name.
        pub name: String,
        /// The e-mail address.
        pub email: String,
    }
}

impl ExportedUser {
    /// The portable part of a row.
    pub fn new(row: &user::Model) -> Self {
        Self { name: row.name.clone(), email: row.email.clone() }
    }
}

impl Record for ExportedUser {
    const COLUMNS: &'static [Column<Self>] = &[];
}

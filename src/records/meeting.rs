//! A meeting.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::{Value, json};

use super::minutes::Minutes;
use super::time_text;
use super::user::UserRecord;
use super::when::When;
use crate::entity::user;
use crate::output::{Cell, CellStyle, Column, FieldText as _, Record, record};
use crate::store::people::MeetingDetails;
use crate::time::Zone;

record! {
    /// A meeting: ids, times in RFC 3339, creator and participants as users.
    pub struct MeetingRecord {
        /// The id; null for a meeting that is not stored.
        pub id: Option<i64>,
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
        /// Minutes from start to end; null if one of them is not a time.
        pub duration_minutes: Option<Minutes>,
        /// The status.
        pub status: String,
        /// The creator's id; null if the database has no number there.
        pub created_by: Option<i64>,
        /// The creator; null only if the row is an orphan.
        pub creator: Option<Rc<UserRecord>>,
        /// The participants by id.
        pub participants: Vec<Rc<UserRecord>>,
        /// When the row was created.
        pub created_at: Option<String>,
        /// When the row was last written.
        pub updated_at: Option<String>,
    }
    skip { when: When, }
}

/// Makes records of meetings, and each user's record once.
#[derive(Debug)]
pub struct MeetingRecords {
    machine: Zone,
    people: Rc<Zone>,
    users: HashMap<i64, Rc<UserRecord>>,
}

/// Users' records in memory.
const CACHE_CAPACITY: usize = 50_000;

impl MeetingRecords {
    /// Machine formats show times in `machine`, tables in `people`.
    pub fn new(machine: Zone, people: Zone) -> Self {
        Self { machine, people: Rc::new(people), users: HashMap::new() }
    }

    /// The record of a meeting.
    pub fn record(&mut self, meeting: &MeetingDetails) -> MeetingRecord {
        if self.users.len() > CACHE_CAPACITY {
            self.users.clear();
        }
        let row = &meeting.row;
        let time = |column, time| time_text(&row.odd, column, time, &self.machine);
        let (start_time, end_time) =
            (time("start_time", row.start_time), time("end_time", row.end_time));
        let created_at = row.created_at.map(|at| time("created_at", at));
        let updated_at = row.updated_at.map(|at| time("updated_at", at));
        let is_odd = |column| row.odd.get(column).is_some();
        let has_times = !is_odd("start_time") && !is_odd("end_time");
        MeetingRecord {
            id: Some(row.id),
            uid: row.uid.clone(),
            title: row.title.clone(),
            description: row.description.clone().unwrap_or_default(),
            start_time,
            end_time,
            duration_minutes: has_times.then(|| Minutes::between(row.start_time, row.end_time)),
            status: row.status.clone(),
            created_by: row.odd.get("created_by").is_none().then_some(row.created_by),
            creator: meeting.creator.as_deref().map(|u| self.user(u)),
            participants: meeting.participants.iter().map(|u| self.user(u)).collect(),
            created_at,
            updated_at,
            when: When::of(row, &self.people),
        }
    }

    fn user(&mut self, row: &user::Model) -> Rc<UserRecord> {
        let machine = &self.machine;
        let user = self.users.entry(row.id);
        Rc::clone(user.or_insert_with(|| Rc::new(UserRecord::new(row, machine))))
    }
}

/// People that [`brief`] names; the others are counted.
const MAX_NAMED: usize = 3;

/// A meeting in one line for people: `#7 "Design review", 2026-06-01 10:00Z to 11:00 (Ada, Bob)`.
pub fn brief(record: &MeetingRecord) -> String {
    let names = record.people().take(MAX_NAMED).map(|u| u.name.clone());
    let mut names: Vec<String> = names.collect();
    match record.people().count().saturating_sub(MAX_NAMED) {
        0 => {}
        others => names.push(format!("{others} more")),
    }
    format!("{} ({})", titled(record), names.join(", "))
}

/// A meeting without its people: `#7 "Design review", 2026-06-01 10:00Z to 11:00`.
pub fn titled(record: &MeetingRecord) -> String {
    let id = record.id.map_or_else(String::new, |id| format!("#{id} "));
    format!("{id}\"{}\", {} to {}", record.title, record.when.start(), record.when.end())
}

/// How a status looks, in every table.
pub(super) fn status_style(status: &str) -> CellStyle {
    match status {
        "in_progress" => CellStyle::Running,
        "completed" => CellStyle::Dim,
        "cancelled" => CellStyle::Struck,
        _ => CellStyle::Accent,
    }
}

impl MeetingRecord {
    /// The record with this id; `None` for a meeting that is not stored.
    #[must_use]
    pub fn with_id(self, id: Option<i64>) -> Self {
        Self { id, ..self }
    }

    /// Creator and participants, each once.
    pub fn people(&self) -> impl Iterator<Item = &Rc<UserRecord>> {
        let others = self.participants.iter().filter(|p| p.id != self.created_by);
        self.creator.iter().chain(others)
    }

    /// A conflicting meeting in the JSON object of an error.
    pub fn conflict(&self) -> Value {
        json!({
            "id": self.id,
            "title": self.title,
            "start_time": self.start_time,
            "end_time": self.end_time,
            "status": self.status,
            "users": self.people().collect::<Vec<_>>(),
        })
    }

    /// The creator, and how many others: `Ada +2`.
    fn people_cell(&self) -> Cell {
        let creator = self.creator.as_ref().map_or("?", |u| u.name.as_str());
        let text = match self.people().count().saturating_sub(1) {
            0 => creator.to_owned(),
            others => format!("{creator} +{others}"),
        };
        Cell::styled(text, CellStyle::Dim)
    }

    fn status_cell(&self) -> Cell {
        Cell::styled(&self.status, status_style(&self.status))
    }

    /// The title: struck through if the meeting does not take place.
    fn title_cell(&self) -> Cell {
        let style = match status_style(&self.status) {
            CellStyle::Struck => CellStyle::Struck,
            CellStyle::Running => CellStyle::Strong,
            _ => CellStyle::Plain,
        };
        Cell::styled(&self.title, style)
    }
}

impl Record for MeetingRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id(|meeting| meeting.id.text().into()),
        Column::time("Start", |meeting| meeting.when.start().into()),
        Column::time("End", |meeting| meeting.when.end().into()),
        Column::flexible("Title", Self::title_cell),
        Column::left("Status", Self::status_cell),
        Column::flexible("People", Self::people_cell),
    ];

    fn card(&self) -> Vec<(&'static str, Cell)> {
        let creator = self.creator.as_ref();
        let creator = creator.map_or_else(
            || format!("user {}", self.created_by.map_or("?".into(), |id| id.to_string())),
            |u| u.full(),
        );
        let people: Vec<String> = self.participants.iter().map(|u| u.full()).collect();
        let mut card = vec![
            ("Meeting", Cell::styled(&self.title, CellStyle::Strong)),
            ("ID", self.id.text().into()),
            ("Start", self.when.start().into()),
            ("End", self.when.end().into()),
            ("Length", self.duration_minutes.map_or_else(String::new, Minutes::short).into()),
            ("Status", self.status_cell()),
            ("Creator", creator.into()),
            ("Participants", people.join("\n").into()),
        ];
        if !self.description.is_empty() {
            card.push(("Description", (&self.description).into()));
        }
        if self.id.is_none() {
            card.retain(|(key, _)| *key != "ID");
        }
        if let Some(uid) = &self.uid {
            card.push(("UID", Cell::styled(uid, CellStyle::Dim)));
        }
        card
    }

    fn id(&self) -> Option<i64> {
        self.id
    }
}

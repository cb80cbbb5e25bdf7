//! A meeting as people and scripts see one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use serde::Serialize;
use serde_json::{Value, json};

use super::user::UserRecord;
use crate::entity::user;
use crate::output::{Cell, CellStyle, Column, Record};
use crate::store::people::Meeting;
use crate::time::{UtcTime, Zone, format_minutes, local, rfc3339};

/// The meeting of the contract: ids, times in RFC 3339, creator and participants as users.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRecord {
    /// The id.
    pub id: i64,
    /// iCalendar UID or import key.
    pub uid: Option<String>,
    /// The title.
    pub title: String,
    /// The description; empty where there is none.
    pub description: String,
    /// The first moment.
    pub start_time: String,
    /// The first moment after.
    pub end_time: String,
    /// Whole minutes from start to end.
    pub duration_minutes: i64,
    /// The status.
    pub status: String,
    /// The creator's id.
    pub created_by: i64,
    /// The creator; null only where the database holds an orphan.
    pub creator: Option<Rc<UserRecord>>,
    /// The participants by id.
    pub participants: Vec<Rc<UserRecord>>,
    /// When the row was made.
    pub created_at: Option<String>,
    /// When the row was last written.
    pub updated_at: Option<String>,
    /// Start and end for people, written in their zone only when somebody looks.
    #[serde(skip)]
    when: When,
}

#[derive(Debug, Clone)]
struct When {
    start: UtcTime,
    end: UtcTime,
    zone: Rc<Zone>,
}

impl When {
    fn start(&self) -> String {
        let from = local(self.start, &self.zone);
        format!("{} {}{}", from.date, from.time, from.offset)
    }

    /// The day is said once: an end on the same day shows its time alone.
    fn end(&self) -> String {
        let (from, to) = (local(self.start, &self.zone), local(self.end, &self.zone));
        if from.date == to.date && from.offset == to.offset {
            to.time
        } else {
            format!("{} {}{}", to.date, to.time, to.offset)
        }
    }
}

/// Makes records of meetings, and each user's record once.
#[derive(Debug)]
pub struct Meetings {
    machine: Zone,
    people: Rc<Zone>,
    users: HashMap<i64, Rc<UserRecord>>,
}

/// How many users' records are kept.
const KEPT: usize = 50_000;

impl Meetings {
    /// Machine formats show times in `machine`, tables in `people`.
    pub fn new(machine: Zone, people: Zone) -> Self {
        Self {
            machine,
            people: Rc::new(people),
            users: HashMap::new(),
        }
    }

    /// The record of a meeting.
    pub fn record(&mut self, meeting: &Meeting) -> MeetingRecord {
        if self.users.len() > KEPT {
            self.users.clear();
        }
        let row = &meeting.row;
        let minutes = (row.end_time - row.start_time).num_minutes();
        MeetingRecord {
            id: row.id,
            uid: row.uid.clone(),
            title: row.title.clone(),
            description: row.description.clone().unwrap_or_default(),
            start_time: rfc3339(row.start_time, &self.machine),
            end_time: rfc3339(row.end_time, &self.machine),
            duration_minutes: minutes,
            status: row.status.clone(),
            created_by: row.created_by,
            creator: meeting.creator.as_deref().map(|u| self.user(u)),
            participants: meeting.participants.iter().map(|u| self.user(u)).collect(),
            created_at: row.created_at.map(|t| rfc3339(t, &self.machine)),
            updated_at: row.updated_at.map(|t| rfc3339(t, &self.machine)),
            when: When {
                start: row.start_time,
                end: row.end_time,
                zone: Rc::clone(&self.people),
            },
        }
    }

    fn user(&mut self, row: &user::Model) -> Rc<UserRecord> {
        let machine = &self.machine;
        Rc::clone(
            self.users
                .entry(row.id)
                .or_insert_with(|| Rc::new(UserRecord::new(row, machine))),
        )
    }
}

/// Addresses in one cell, `;` between them. One that holds a `;` or a quote stands in quotes, a quote
/// in it twice: so every address can be told from its neighbours.
pub(super) fn addresses<'a>(emails: impl Iterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for email in emails {
        if !cell.is_empty() {
            cell.push(';');
        }
        if email.contains([';', '"']) {
            cell.push('"');
            cell.push_str(&email.replace('"', "\"\""));
            cell.push('"');
        } else {
            cell.push_str(email);
        }
    }
    cell
}

/// So many people of a meeting are named in one line; the rest is a number.
const NAMED: usize = 3;

/// A meeting in one line for people: `#7 "Design review", 2026-06-01 10:00Z to 11:00 (Ada, Bob)`.
pub fn brief(record: &MeetingRecord) -> String {
    let mut names: Vec<String> = record
        .people()
        .take(NAMED)
        .map(|u| u.name.clone())
        .collect();
    match record.people().count().saturating_sub(NAMED) {
        0 => {}
        others => names.push(format!("{others} more")),
    }
    format!(
        "#{} \"{}\", {} to {} ({})",
        record.id,
        record.title,
        record.when.start(),
        record.when.end(),
        names.join(", ")
    )
}

impl MeetingRecord {
    /// Creator and participants, each once.
    pub fn people(&self) -> impl Iterator<Item = &Rc<UserRecord>> {
        let others = self.participants.iter().filter(|p| p.id != self.created_by);
        self.creator.iter().chain(others)
    }

    /// What a refusal tells a script about a blocking meeting.
    pub fn blocking(&self) -> Value {
        json!({
            "id": self.id,
            "title": self.title,
            "start_time": self.start_time,
            "end_time": self.end_time,
            "status": self.status,
            "users": self.people().collect::<Vec<_>>(),
        })
    }

    fn style(&self) -> CellStyle {
        match self.status.as_str() {
            "in_progress" => CellStyle::Good,
            "completed" | "cancelled" => CellStyle::Dim,
            _ => CellStyle::Accent,
        }
    }
}

const COLUMNS: [Column; 6] = [
    Column::right("ID"),
    Column::left("Start"),
    Column::left("End"),
    Column::left("Title").flexible(),
    Column::left("Status"),
    Column::left("People").flexible(),
];

impl Record for MeetingRecord {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "uid",
        "title",
        "description",
        "start_time",
        "end_time",
        "duration_minutes",
        "status",
        "created_by",
        "creator",
        "participants",
        "created_at",
        "updated_at",
    ];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        let creator = self.creator.as_ref().map_or("?", |u| u.name.as_str());
        let people = match self.people().count().saturating_sub(1) {
            0 => creator.to_owned(),
            others => format!("{creator} +{others}"),
        };
        vec![
            self.id.into(),
            self.when.start().into(),
            self.when.end().into(),
            self.title.as_str().into(),
            Cell::styled(self.status.as_str(), self.style()),
            Cell::styled(people, CellStyle::Dim),
        ]
    }

    fn card(&self) -> Vec<(&'static str, Cell)> {
        let creator = self
            .creator
            .as_ref()
            .map_or_else(|| format!("user {}", self.created_by), |u| u.full());
        let people: Vec<String> = self.participants.iter().map(|u| u.full()).collect();
        let mut card = vec![
            (
                "Meeting",
                Cell::styled(self.title.as_str(), CellStyle::Strong),
            ),
            ("ID", self.id.into()),
            ("Start", self.when.start().into()),
            ("End", self.when.end().into()),
            ("Length", format_minutes(self.duration_minutes).into()),
            ("Status", Cell::styled(self.status.as_str(), self.style())),
            ("Creator", creator.into()),
            ("Participants", people.join("\n").into()),
        ];
        if !self.description.is_empty() {
            card.push(("Description", self.description.as_str().into()));
        }
        if let Some(uid) = &self.uid {
            card.push(("UID", Cell::styled(uid.as_str(), CellStyle::Dim)));
        }
        card
    }

    fn id(&self) -> Option<i64> {
        Some(self.id)
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        fn optional(text: Option<&String>) -> Cow<'_, str> {
            text.map_or(Cow::Borrowed(""), |t| Cow::Borrowed(t.as_str()))
        }
        match field {
            "id" => self.id.to_string().into(),
            "uid" => optional(self.uid.as_ref()),
            "title" => self.title.as_str().into(),
            "description" => self.description.as_str().into(),
            "start_time" => self.start_time.as_str().into(),
            "end_time" => self.end_time.as_str().into(),
            "duration_minutes" => self.duration_minutes.to_string().into(),
            "status" => self.status.as_str().into(),
            "created_by" => self.created_by.to_string().into(),
            "creator" => self
                .creator
                .as_ref()
                .map_or(Cow::Borrowed(""), |u| u.email.as_str().into()),
            "participants" => addresses(self.participants.iter().map(|u| u.email.as_str())).into(),
            "created_at" => optional(self.created_at.as_ref()),
            _ => optional(self.updated_at.as_ref()),
        }
    }
}

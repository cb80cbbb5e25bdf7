//! A double booking as people and scripts see one.

use std::borrow::Cow;

use serde::Serialize;

use super::user::UserRecord;
use crate::entity::meeting;
use crate::output::{Cell, CellStyle, Column, Record};
use crate::schedule::Interval;
use crate::time::{Zone, format_minutes, local, rfc3339};

/// One of the two meetings of a double booking.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// The id.
    pub id: i64,
    /// The title.
    pub title: String,
    /// The first moment.
    pub start_time: String,
    /// The first moment after.
    pub end_time: String,
    /// The status.
    pub status: String,
}

impl Party {
    fn new(row: &meeting::Model, zone: &Zone) -> Self {
        Self {
            id: row.id,
            title: row.title.clone(),
            start_time: rfc3339(row.start_time, zone),
            end_time: rfc3339(row.end_time, zone),
            status: row.status.clone(),
        }
    }

    fn brief(&self) -> String {
        format!("#{} {}", self.id, self.title)
    }
}

/// `{"user":{user},"first":{…},"second":{…},"overlap_start":"…","overlap_end":"…","overlap_minutes":15}`
#[derive(Debug, Clone, Serialize)]
pub struct ConflictRecord {
    /// Who is double-booked.
    pub user: UserRecord,
    /// The meeting that starts no later, then has the lower id.
    pub first: Party,
    /// The other one.
    pub second: Party,
    /// The beginning of what the two share.
    pub overlap_start: String,
    /// Its end.
    pub overlap_end: String,
    /// Its length in whole minutes.
    pub overlap_minutes: i64,
    #[serde(skip)]
    when: String,
}

impl ConflictRecord {
    /// The record of a pair; machine formats in `machine`, tables in `people`.
    pub fn new(
        user: UserRecord,
        first: &meeting::Model,
        second: &meeting::Model,
        shared: Interval,
        machine: &Zone,
        people: &Zone,
    ) -> Self {
        let (from, to) = (local(shared.start(), people), local(shared.end(), people));
        let end = if from.date == to.date {
            to.time
        } else {
            format!("{} {}", to.date, to.time)
        };
        Self {
            user,
            first: Party::new(first, machine),
            second: Party::new(second, machine),
            overlap_start: rfc3339(shared.start(), machine),
            overlap_end: rfc3339(shared.end(), machine),
            overlap_minutes: shared.minutes(),
            when: format!("{} {}-{end}{}", from.date, from.time, from.offset),
        }
    }
}

const COLUMNS: [Column; 5] = [
    Column::left("Who").flexible(),
    Column::left("When both"),
    Column::right("Shared"),
    Column::left("First").flexible(),
    Column::left("Second").flexible(),
];

impl Record for ConflictRecord {
    const FIELDS: &'static [&'static str] = &[
        "user",
        "first",
        "second",
        "overlap_start",
        "overlap_end",
        "overlap_minutes",
    ];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            Cell::styled(self.user.name.as_str(), CellStyle::Strong),
            self.when.as_str().into(),
            Cell::styled(format_minutes(self.overlap_minutes), CellStyle::Bad),
            self.first.brief().into(),
            self.second.brief().into(),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        match field {
            "user" => self.user.email.as_str().into(),
            "first" => self.first.id.to_string().into(),
            "second" => self.second.id.to_string().into(),
            "overlap_start" => self.overlap_start.as_str().into(),
            "overlap_end" => self.overlap_end.as_str().into(),
            _ => self.overlap_minutes.to_string().into(),
        }
    }
}

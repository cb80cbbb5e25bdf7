//! A free slot as people and scripts see one.

use std::borrow::Cow;

use serde::Serialize;

use crate::output::{Cell, CellStyle, Column, Record};
use crate::schedule::Interval;
use crate::time::{Zone, format_minutes, local, rfc3339};

/// `{"start_time":"…","end_time":"…","duration_minutes":45}`
#[derive(Debug, Clone, Serialize)]
pub struct SlotRecord {
    /// The first free moment.
    pub start_time: String,
    /// The first moment that is free no more.
    pub end_time: String,
    /// Whole minutes.
    pub duration_minutes: i64,
    #[serde(skip)]
    row: [String; 4],
}

impl SlotRecord {
    /// The record of a slot; machine formats in `machine`, tables in `people`.
    pub fn new(slot: Interval, machine: &Zone, people: &Zone) -> Self {
        let (from, to) = (local(slot.start(), people), local(slot.end(), people));
        let end = if from.date == to.date && from.offset == to.offset {
            to.time
        } else {
            format!("{} {}{}", to.date, to.time, to.offset)
        };
        Self {
            start_time: rfc3339(slot.start(), machine),
            end_time: rfc3339(slot.end(), machine),
            duration_minutes: slot.minutes(),
            row: [
                from.weekday.to_string(),
                format!("{} {}{}", from.date, from.time, from.offset),
                end,
                format_minutes(slot.minutes()),
            ],
        }
    }
}

const COLUMNS: [Column; 4] = [
    Column::left("Day"),
    Column::left("From"),
    Column::left("To"),
    Column::right("Free for"),
];

impl Record for SlotRecord {
    const FIELDS: &'static [&'static str] = &["start_time", "end_time", "duration_minutes"];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        let [day, from, to, length] = &self.row;
        vec![
            Cell::styled(day.as_str(), CellStyle::Dim),
            Cell::styled(from.as_str(), CellStyle::Strong),
            to.as_str().into(),
            Cell::styled(length.as_str(), CellStyle::Good),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        match field {
            "start_time" => self.start_time.as_str().into(),
            "end_time" => self.end_time.as_str().into(),
            _ => self.duration_minutes.to_string().into(),
        }
    }
}

//! What happens to a meeting when a user leaves.

use std::rc::Rc;

use super::time_text;
use super::when::When;
use crate::output::{Cell, CellStyle, Column, Record, record};
use crate::store::users::Step;
use crate::time::Zone;

record! {
    /// `{"id":7,"title":"…","start_time":"…Z","end_time":"…Z","status":"scheduled","action":"hand_over"}`
    pub struct OffboardRecord {
        /// The meeting.
        pub id: i64,
        /// Its title.
        pub title: String,
        /// The first moment.
        pub start_time: String,
        /// The first moment after.
        pub end_time: String,
        /// The status before.
        pub status: String,
        /// `hand_over`, `cancel` or `leave`.
        pub action: &'static str,
    }
    skip { when: When, }
}

impl OffboardRecord {
    /// The record of a step; machine formats in `machine`, tables in `people`.
    pub fn new(step: &Step, machine: &Zone, people: &Rc<Zone>) -> Self {
        let row = &step.row;
        let time = |column, time| time_text(&row.odd, column, time, machine);
        Self {
            id: row.id,
            title: row.title.clone(),
            start_time: time("start_time", row.start_time),
            end_time: time("end_time", row.end_time),
            status: row.status.clone(),
            action: step.action.as_str(),
            when: When::of(row, people),
        }
    }

    fn action_cell(&self) -> Cell {
        let style = match self.action {
            "cancel" => CellStyle::Bad,
            "hand_over" => CellStyle::Accent,
            _ => CellStyle::Plain,
        };
        Cell::styled(self.action.replace('_', " "), style)
    }
}

impl Record for OffboardRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id(|step| step.id.into()),
        Column::time("Start", |step| step.when.start().into()),
        Column::flexible("Title", |step| (&step.title).into()),
        Column::left("Action", Self::action_cell),
    ];

    fn id(&self) -> Option<i64> {
        Some(self.id)
    }
}

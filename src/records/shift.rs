//! Meetings that are moved.

use std::rc::Rc;

use super::when::When;
use crate::entity::meeting;
use crate::output::{Column, FieldText as _, Record, record};
use crate::time::Zone;

record! {
    /// A meeting with its old and its new time, for people; scripts get the meetings.
    pub struct ShiftRecord {
        /// The id.
        pub id: i64,
        /// The title.
        pub title: String,
    }
    skip {
        from: When,
        to: When,
    }
}

impl ShiftRecord {
    /// The record of a meeting before and after.
    pub fn new(before: &meeting::Model, after: &meeting::Model, zone: &Rc<Zone>) -> Self {
        Self {
            id: before.id,
            title: before.title.clone(),
            from: When::of(before, zone),
            to: When::of(after, zone),
        }
    }
}

impl Record for ShiftRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id(|moved| moved.id.text().into()),
        Column::flexible("Title", |moved| (&moved.title).into()),
        Column::time("Old time", |moved| moved.from.range().into()),
        Column::time("New time", |moved| moved.to.range().into()),
    ];

    fn id(&self) -> Option<i64> {
        Some(self.id)
    }
}

//! A free slot.

use std::rc::Rc;

use super::minutes::Minutes;
use super::when::When;
use crate::output::{Cell, CellStyle, Column, Record, record};
use crate::schedule::Interval;
use crate::time::{Zone, rfc3339};

record! {
    /// `{"start_time":"…","end_time":"…","duration_minutes":45}`
    pub struct SlotRecord {
        /// The first free moment.
        pub start_time: String,
        /// The first moment that is not free.
        pub end_time: String,
        /// Minutes from start to end.
        pub duration_minutes: Minutes,
    }
    skip { when: When, }
}

impl SlotRecord {
    /// The record of a slot; machine formats in `machine`, tables in `people`.
    pub fn new(slot: Interval, machine: &Zone, people: &Rc<Zone>) -> Self {
        Self {
            start_time: rfc3339(slot.start(), machine),
            end_time: rfc3339(slot.end(), machine),
            duration_minutes: Minutes::between(slot.start(), slot.end()),
            when: When::new(slot.start(), slot.end(), people),
        }
    }
}

impl Record for SlotRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Day", |slot| Cell::styled(slot.when.weekday(), CellStyle::Dim)),
        Column::time("From", |slot| Cell::styled(slot.when.start(), CellStyle::Strong)),
        Column::time("To", |slot| slot.when.end().into()),
        Column::right("Free for", |slot| {
            Cell::styled(slot.duration_minutes.short(), CellStyle::Good)
        }),
    ];
}

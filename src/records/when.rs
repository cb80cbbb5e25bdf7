//! Start and end for people, in their zone, written only when a table is drawn.

use std::rc::Rc;

use chrono::Weekday;

use crate::entity::meeting;
use crate::time::{Local, UtcTime, Zone, local};

/// When something takes place, on the clock of a zone.
#[derive(Debug, Clone)]
pub(super) struct When {
    start: UtcTime,
    end: UtcTime,
    zone: Rc<Zone>,
    /// What is stored in place of times.
    stored: [Option<String>; 2],
}

impl When {
    pub(super) fn new(start: UtcTime, end: UtcTime, zone: &Rc<Zone>) -> Self {
        Self { start, end, zone: Rc::clone(zone), stored: [None, None] }
    }

    /// When a meeting takes place.
    pub(super) fn of(row: &meeting::Model, zone: &Rc<Zone>) -> Self {
        let stored = |column| row.odd.get(column).map(|odd| odd.text.clone());
        let stored = ["start_time", "end_time"].map(stored);
        Self { stored, ..Self::new(row.start_time, row.end_time, zone) }
    }

    /// The day of the week of the start.
    pub(super) fn weekday(&self) -> Weekday {
        self.local(self.start).weekday
    }

    /// `2026-06-01 10:00Z`
    pub(super) fn start(&self) -> String {
        let [stored, _] = &self.stored;
        stored.clone().unwrap_or_else(|| full(&self.local(self.start)))
    }

    /// The time alone if the day and the offset are those of the start.
    pub(super) fn end(&self) -> String {
        if let [_, Some(stored)] = &self.stored {
            return stored.clone();
        }
        let (from, to) = (self.local(self.start), self.local(self.end));
        if from.date == to.date && from.offset == to.offset { to.time } else { full(&to) }
    }

    /// `2026-06-01 10:00-11:00Z`
    pub(super) fn range(&self) -> String {
        let (from, to) = (self.local(self.start), self.local(self.end));
        let day = if from.date == to.date { String::new() } else { format!("{} ", to.date) };
        format!("{} {}-{day}{}{}", from.date, from.time, to.time, from.offset)
    }

    fn local(&self, time: UtcTime) -> Local {
        local(time, &self.zone)
    }
}

fn full(time: &Local) -> String {
    format!("{} {}{}", time.date, time.time, time.offset)
}

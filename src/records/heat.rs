//! The load of a week by hour, as people and scripts see it.

use std::borrow::Cow;

use serde::Serialize;

use crate::output::{Cell, Column, Record};

/// The names of the days, Monday first.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `{"weekday":"mon","hour":9,"count":n}`
#[derive(Debug, Clone, Serialize)]
pub struct HeatRecord {
    /// One of [`WEEKDAYS`].
    pub weekday: &'static str,
    /// 0 to 23: from this hour up to the next.
    pub hour: u32,
    /// Meetings that take place in that hour, over all weeks.
    pub count: u64,
}

const COLUMNS: [Column; 3] = [
    Column::left("Weekday"),
    Column::right("Hour"),
    Column::right("Meetings"),
];

impl Record for HeatRecord {
    const FIELDS: &'static [&'static str] = &["weekday", "hour", "count"];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.weekday.into(),
            u64::from(self.hour).into(),
            self.count.into(),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        match field {
            "weekday" => self.weekday.into(),
            "hour" => self.hour.to_string().into(),
            _ => self.count.to_string().into(),
        }
    }
}

//! What the doctor found, check by check.

use std::borrow::Cow;

use serde::Serialize;

use crate::output::{Cell, CellStyle, Column, Record};

/// `{"check":"…","count":n,"sample":["…"],"mend":"…","fixable":true,"fixed":0}`
#[derive(Debug, Clone, Serialize)]
pub struct FindingRecord {
    /// The name of the check.
    pub check: &'static str,
    /// How many rows, or things of the schema, are wrong; 0 if all is well.
    pub count: u64,
    /// Up to five of them: ids, ids with their table, or names.
    pub sample: Vec<String>,
    /// What to do about it.
    pub mend: String,
    /// `doctor --fix` can do something about it.
    pub fixable: bool,
    /// How many were mended by this run.
    pub fixed: u64,
}

const COLUMNS: [Column; 4] = [
    Column::left("Check"),
    Column::right("Count"),
    Column::left("Sample").flexible(),
    Column::left("What to do").flexible(),
];

impl Record for FindingRecord {
    const FIELDS: &'static [&'static str] =
        &["check", "count", "sample", "mend", "fixable", "fixed"];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        let style = match (self.count, self.fixable) {
            (0, _) => CellStyle::Good,
            (_, true) => CellStyle::Warn,
            (_, false) => CellStyle::Bad,
        };
        let to_do = match (self.count, self.fixed) {
            (0, 0) => String::new(),
            (0, fixed) => format!("{fixed} mended"),
            (_, 0) => self.mend.clone(),
            (_, fixed) => format!("{fixed} mended; {}", self.mend),
        };
        vec![
            Cell::styled(self.check, style),
            Cell::styled(self.count.to_string(), style),
            self.sample.join(", ").into(),
            to_do.into(),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        match field {
            "check" => self.check.into(),
            "count" => self.count.to_string().into(),
            "sample" => self.sample.join(";").into(),
            "mend" => self.mend.as_str().into(),
            "fixable" => self.fixable.to_string().into(),
            _ => self.fixed.to_string().into(),
        }
    }
}

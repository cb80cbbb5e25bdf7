//! What the doctor found, check by check.

use crate::output::{Cell, CellStyle, Column, Record, record};

record! {
    /// `{"check":"…","count":n,"sample":["…"],"advice":"…","fixable":true,"fixed":0,
    /// "severity":"error"}`
    pub struct FindingRecord {
        /// The name of the check.
        pub check: String,
        /// How many rows, or objects of the schema, are wrong.
        pub count: u64,
        /// Up to five of them: ids, ids with their table, or names.
        pub sample: Vec<String>,
        /// What to do about it.
        pub advice: String,
        /// Whether `doctor --fix` can fix some of it.
        pub fixable: bool,
        /// How many this run fixed.
        pub fixed: u64,
        /// How bad that is: `error`, `warning` or `note`.
        pub severity: String,
    }
}

impl FindingRecord {
    fn style(&self) -> CellStyle {
        match (self.count, self.severity.as_str()) {
            (0, _) => CellStyle::Good,
            (_, "error") => CellStyle::Bad,
            (_, "warning") => CellStyle::Warn,
            _ => CellStyle::Plain,
        }
    }

    /// Nothing where nothing was found.
    fn shown_severity(&self) -> Cell {
        if self.count == 0 { Cell::default() } else { Cell::styled(&self.severity, self.style()) }
    }

    fn to_do(&self) -> String {
        match (self.count, self.fixed) {
            (0, 0) => String::new(),
            (0, fixed) => format!("{fixed} fixed"),
            (_, 0) => self.advice.clone(),
            (_, fixed) => format!("{fixed} fixed; {}", self.advice),
        }
    }
}

impl Record for FindingRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Check", |finding| Cell::styled(&finding.check, finding.style())),
        Column::left("Severity", Self::shown_severity),
        Column::right("Count", |finding| Cell::styled(finding.count, finding.style())),
        Column::flexible("Sample", |finding| finding.sample.join(", ").into()),
        Column::flexible("What to do", |finding| finding.to_do().into()),
    ];
}

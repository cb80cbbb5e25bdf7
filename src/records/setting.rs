//! A setting and where it came from.

use serde::Serialize;

use crate::output::{Cell, CellStyle, Column, Record};

/// `{"setting":"…","value":"…","source":"…"}`
#[derive(Debug, Clone, Serialize)]
pub struct SettingRecord {
    /// The name of the key in the configuration file.
    pub setting: &'static str,
    /// The value in force, secrets masked; null if there is none.
    pub value: Option<String>,
    /// Who set it.
    pub source: String,
}

const COLUMNS: [Column; 3] = [
    Column::left("Setting"),
    Column::left("Value").flexible(),
    Column::left("Source").flexible(),
];

impl Record for SettingRecord {
    const FIELDS: &'static [&'static str] = &["setting", "value", "source"];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        let value = self
            .value
            .as_deref()
            .map_or(Cell::styled("none", CellStyle::Dim), Cell::from);
        vec![
            self.setting.into(),
            value,
            Cell::styled(self.source.as_str(), CellStyle::Dim),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }
}

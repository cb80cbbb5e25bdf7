//! A setting and its source.

use serde_json::Value;

use crate::output::{Cell, CellStyle, Column, FieldText as _, Record, record};

record! {
    /// `{"setting":"…","value":…,"source":"…"}`
    pub struct SettingRecord {
        /// The key in the configuration file.
        pub setting: &'static str,
        /// The effective value, secrets masked; null if it is not set.
        pub value: Value,
        /// Its source.
        pub source: String,
    }
}

impl Record for SettingRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Setting", |row| row.setting.into()),
        Column::flexible("Value", |row| match &row.value {
            Value::Null => Cell::styled("none", CellStyle::Dim),
            value => value.text().into(),
        }),
        Column::flexible("Source", |row| Cell::styled(&row.source, CellStyle::Dim)),
    ];
}

//! A setting and its source.

use crate::output::{Cell, CellStyle, Column, Record, record};

record! {
    /// `{"setting":"…","value":…,"source":"…"}`
    pub struct SettingRecord {
        /// The key in the configuration file.
        pub setting: &'static str,
        /// The effective value, secrets masked; null if it is not set.
        pub value: Option<String>,
        /// Where it comes from.
        pub source: String,
    }
}

impl Record for SettingRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Setting", |row| row.setting.into()),
        Column::flexible("Value", |row| match &row.value {
            None => Cell::styled("none", CellStyle::Dim),
            Some(value) => value.into(),
        }),
        Column::flexible("Source", |row| Cell::styled(&row.source, CellStyle::Dim)),
    ];
}

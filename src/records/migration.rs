//! A migration and where it stands.

use migration::runner::{MigrationStatus, State};
use serde::Serialize;

use crate::output::{Cell, CellStyle, Column, Record};
use crate::time::{Zone, rfc3339};

/// `{"name":"…","state":"applied|pending|dirty|edited|out_of_order|missing|unknown","applied_at":…}`
#[derive(Debug, Clone, Serialize)]
pub struct MigrationRecord {
    /// The name, which is also the version.
    pub name: String,
    /// Where it stands.
    pub state: &'static str,
    /// When it was applied; null if it is not.
    pub applied_at: Option<String>,
}

impl MigrationRecord {
    /// The record of a status, its time in `zone`.
    pub fn new(status: &MigrationStatus, zone: &Zone) -> Self {
        let state = match status.state {
            State::Applied => "applied",
            State::Pending => "pending",
            State::Unknown => "unknown",
            State::Missing => "missing",
            State::OutOfOrder => "out_of_order",
            State::Edited => "edited",
            State::Dirty => "dirty",
        };
        Self {
            name: status.name.clone(),
            state,
            applied_at: status.applied_at.map(|t| rfc3339(t, zone)),
        }
    }
}

const COLUMNS: [Column; 3] = [
    Column::left("Migration").flexible(),
    Column::left("State"),
    Column::left("Applied at"),
];

impl Record for MigrationRecord {
    const FIELDS: &'static [&'static str] = &["name", "state", "applied_at"];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        let style = match self.state {
            "applied" => CellStyle::Good,
            "pending" => CellStyle::Warn,
            _ => CellStyle::Bad,
        };
        vec![
            self.name.as_str().into(),
            Cell::styled(self.state, style),
            Cell::styled(self.applied_at.clone().unwrap_or_default(), CellStyle::Dim),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }
}

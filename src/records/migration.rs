//! A migration and its state.

use migration::runner::{MigrationStatus, State};

use crate::output::{Cell, CellStyle, Column, Record, record};
use crate::time::{Zone, rfc3339};

record! {
    /// `{"name":"…","state":"applied|pending|dirty|edited|out_of_order|missing|unknown","applied_at":…}`
    pub struct MigrationRecord {
        /// The name, which is also the version.
        pub name: String,
        /// The state.
        pub state: &'static str,
        /// When it was applied; null if it is not.
        pub applied_at: Option<String>,
    }
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
            State::Dirty | State::Restoring => "dirty",
        };
        Self {
            name: status.name.clone(),
            state,
            applied_at: status.applied_at.map(|t| rfc3339(t, zone)),
        }
    }

    fn style(&self) -> CellStyle {
        match self.state {
            "applied" => CellStyle::Good,
            "pending" => CellStyle::Warn,
            _ => CellStyle::Bad,
        }
    }
}

impl Record for MigrationRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Migration", |row| (&row.name).into()),
        Column::left("State", |row| Cell::styled(row.state, row.style())),
        Column::time("Applied at", |row| {
            Cell::styled(row.applied_at.as_deref().unwrap_or_default(), CellStyle::Dim)
        }),
    ];
}

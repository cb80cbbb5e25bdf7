//! The state of a database.

use serde::Serialize;

use super::{StatusCounts, json_text};
use crate::output::{Cell, CellStyle, Column, Record, field_text, record};

/// The newest automatic backup.
#[derive(Debug, Clone, Serialize)]
pub struct LastBackup {
    /// Its file.
    pub file: String,
    /// When it was taken.
    pub taken_at: String,
}

/// A lease that a run has, or has left.
#[derive(Debug, Clone, Serialize)]
pub struct LeaseRecord {
    /// Which: `migrate`, `backfill`.
    pub name: String,
    /// Who has it.
    pub owner: String,
    /// Seconds since its last heartbeat.
    pub heartbeat_age_seconds: u64,
    /// Whether the next run takes it.
    pub expired: bool,
}

record! {
    /// What `meetctl status` shows. What the schema does not have yet is null.
    pub struct StatusRecord {
        /// The database, without its password.
        pub database: String,
        /// The engine.
        pub engine: String,
        /// Its version.
        pub engine_version: String,
        /// `current`, or the code of the error that other commands would report.
        pub schema: String,
        /// The newest migration that is applied.
        pub newest_migration: Option<String>,
        /// How many migrations are not applied.
        pub pending_migrations: u64,
        /// How many users there are.
        pub users: Option<u64>,
        /// How many meetings, by status.
        pub meetings: Option<StatusCounts>,
        /// Meetings whose status does not match the time.
        pub statuses_behind: Option<u64>,
        /// Double bookings in the next 30 days.
        pub double_bookings_ahead: Option<u64>,
        /// The newest automatic backup.
        pub last_backup: Option<LastBackup>,
        /// Runs of migrations and backfills.
        pub leases: Vec<LeaseRecord>,
    }
}

field_text!(json_text; LastBackup, Vec<LeaseRecord>);

/// Good if it is none, with the words that follow.
fn counted(count: Option<u64>, words: &str, style: CellStyle) -> Cell {
    match count {
        None => Cell::styled("unknown", CellStyle::Dim),
        Some(0) => Cell::styled(format!("0{words}"), CellStyle::Good),
        Some(count) => Cell::styled(format!("{count}{words}"), style),
    }
}

impl StatusRecord {
    fn schema_cell(&self) -> Cell {
        match (self.schema.as_str(), &self.newest_migration) {
            ("current", Some(newest)) => {
                Cell::styled(format!("current ({newest})"), CellStyle::Good)
            }
            (state, Some(newest)) => {
                Cell::styled(format!("{} ({newest})", state.replace('_', " ")), CellStyle::Bad)
            }
            (state, None) => Cell::styled(state.replace('_', " "), CellStyle::Bad),
        }
    }

    fn meetings_cell(&self) -> Cell {
        let Some(m) = &self.meetings else { return Cell::styled("unknown", CellStyle::Dim) };
        let parts = [
            (m.scheduled, "scheduled"),
            (m.in_progress, "in progress"),
            (m.completed, "completed"),
            (m.cancelled, "cancelled"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, status)| format!("{count} {status}"))
            .collect();
        let all = m.total.to_string();
        if parts.is_empty() { all.into() } else { format!("{all} ({})", parts.join(", ")).into() }
    }

    fn leases_cell(&self) -> Cell {
        let lease = |lease: &LeaseRecord| {
            let LeaseRecord { name, owner, heartbeat_age_seconds: age, expired } = lease;
            let state = if *expired { ", expired" } else { "" };
            format!("{name}: {owner}, heartbeat {age} s ago{state}")
        };
        let all: Vec<String> = self.leases.iter().map(lease).collect();
        if all.is_empty() {
            Cell::styled("none", CellStyle::Dim)
        } else {
            Cell::styled(all.join("; "), CellStyle::Warn)
        }
    }
}

impl Record for StatusRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::flexible("Database", |row| (&row.database).into()),
        Column::left("Schema", StatusRecord::schema_cell),
        Column::right("Users", |row| counted(row.users, "", CellStyle::Plain)),
    ];

    fn card(&self) -> Vec<(&'static str, Cell)> {
        let backup = match &self.last_backup {
            Some(backup) => format!("{}, {}", backup.taken_at, backup.file).into(),
            None => Cell::styled("none", CellStyle::Dim),
        };
        let users = self.users.map_or_else(|| "unknown".to_owned(), |users| users.to_string());
        vec![
            ("Database", Cell::styled(&self.database, CellStyle::Strong)),
            ("Engine", format!("{} {}", self.engine, self.engine_version).into()),
            ("Schema", self.schema_cell()),
            ("Users", users.into()),
            ("Meetings", self.meetings_cell()),
            ("Status behind", counted(self.statuses_behind, "", CellStyle::Warn)),
            (
                "Double bookings",
                counted(self.double_bookings_ahead, " in the next 30 days", CellStyle::Bad),
            ),
            ("Last backup", backup),
            ("Leases", self.leases_cell()),
        ]
    }
}

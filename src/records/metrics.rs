//! The state of a database in the Prometheus text format, for the textfile collector.

use std::fmt::{Display, Write as _};

use super::StatusRecord;
use crate::output::sanitise::sanitise;

/// The metrics of one database. Every sample has the label `database`: the collector reads the
/// files of several.
#[derive(Debug)]
pub struct Metrics {
    database: String,
    text: String,
}

/// The labels of a sample, beside `database`, in this order.
type Labels<'a> = &'a [(&'a str, &'a str)];

impl Metrics {
    /// What `status` shows; `last_backup` in seconds since 1970. What is unknown is left out.
    pub fn of(status: &StatusRecord, last_backup: Option<i64>) -> Self {
        let mut all = Self::new(&status.database);
        all.up(true);
        let info = [
            ("engine", status.engine.as_str()),
            ("engine_version", &status.engine_version),
            ("version", env!("CARGO_PKG_VERSION")),
        ];
        all.family("info", "The engine, its version and the version of meetctl.", [(&info[..], 1)]);
        let current = u8::from(status.schema == "current");
        all.one("schema_current", "Whether other commands accept the schema.", Some(current));
        // Only a schema of meetctl has any.
        let pending = status.newest_migration.as_ref().map(|_| status.pending_migrations);
        all.one("schema_pending_migrations", "Migrations that are not applied.", pending);
        all.one("users", "Users.", status.users);
        all.meetings(status);
        let behind = "Meetings whose status does not match the time.";
        all.one("statuses_behind", behind, status.statuses_behind);
        let ahead = "Double bookings in the next 30 days.";
        all.one("double_bookings_ahead", ahead, status.double_bookings_ahead);
        let backup = "When the newest automatic backup was taken.";
        all.one("last_backup_timestamp_seconds", backup, last_backup);
        all.leases(status);
        all
    }

    /// Those of a database that could not be read.
    pub fn of_unreadable(database: &str) -> Self {
        let mut all = Self::new(database);
        all.up(false);
        all
    }

    /// The file.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn new(database: &str) -> Self {
        Self { database: sanitise(database).into_owned(), text: String::new() }
    }

    fn up(&mut self, up: bool) {
        self.one("up", "Whether the database could be read.", Some(u8::from(up)));
    }

    fn meetings(&mut self, status: &StatusRecord) {
        let Some(counts) = &status.meetings else { return };
        let samples = [
            ("scheduled", counts.scheduled),
            ("in_progress", counts.in_progress),
            ("completed", counts.completed),
            ("cancelled", counts.cancelled),
        ];
        let samples = samples.map(|(status, count)| ([("status", status)], count));
        let samples = samples.iter().map(|(labels, count)| (&labels[..], *count));
        self.family("meetings", "Meetings by status.", samples);
    }

    fn leases(&mut self, status: &StatusRecord) {
        let leases = status.leases.iter().map(|lease| ([("name", lease.name.as_str())], lease));
        let leases: Vec<_> = leases.collect();
        let held = leases.iter().map(|(name, lease)| (&name[..], u64::from(!lease.expired)));
        self.family("lease_held", "Whether a run holds the lease; 0 if it has expired.", held);
        let age = leases.iter().map(|(name, lease)| (&name[..], lease.heartbeat_age_seconds));
        self.family("lease_heartbeat_age_seconds", "Time since the holder's last heartbeat.", age);
    }

    /// A metric with one sample, if it is known.
    fn one(&mut self, name: &str, help: &str, value: Option<impl Display>) {
        self.family(name, help, value.map(|value| (Labels::default(), value)));
    }

    /// A gauge with its samples; without one, nothing.
    fn family<'a>(
        &mut self,
        name: &str,
        help: &str,
        samples: impl IntoIterator<Item = (Labels<'a>, impl Display)>,
    ) {
        let mut samples = samples.into_iter().peekable();
        if samples.peek().is_none() {
            return;
        }
        let Self { database, text } = self;
        let mut line = |line: String| text.extend([line.as_str(), "\n"]);
        line(format!("# HELP meetctl_{name} {help}"));
        line(format!("# TYPE meetctl_{name} gauge"));
        for (labels, value) in samples {
            let mut written = format!("meetctl_{name}{{database=\"{}\"", escaped(database));
            for (label, value) in labels {
                // Writing to a string does not fail.
                let _ = write!(written, ",{label}=\"{}\"", escaped(&sanitise(value)));
            }
            line(format!("{written}}} {value}"));
        }
    }
}

/// The value of a label, as the format has it between quotes.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

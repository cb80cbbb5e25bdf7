//! What a backfill did.

use serde::Serialize;

use crate::output::{Column, Record, field_text, record};
use crate::records::json_text;
use crate::store::backfill::Tally;

record! {
    /// `{"now":"…","examined":n,"updated":{…},"batches":n,"dry_run":false,"complete":true}`
    pub struct BackfillRecord {
        /// The time that was compared with.
        pub now: String,
        /// Meetings that were read.
        pub examined: u64,
        /// Meetings that were changed, or with a dry run would be, by their new status.
        pub updated: Updated,
        /// Transactions.
        pub batches: u64,
        /// Whether nothing was written.
        pub dry_run: bool,
        /// Whether the run examined all meetings.
        pub complete: bool,
    }
}

/// Changed meetings by their new status.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Updated {
    /// Running now.
    pub in_progress: u64,
    /// Over.
    pub completed: u64,
    /// Not started.
    pub scheduled: u64,
}

field_text!(json_text; Updated);

impl From<Tally> for Updated {
    fn from(tally: Tally) -> Self {
        Self {
            in_progress: tally.in_progress,
            completed: tally.completed,
            scheduled: tally.scheduled,
        }
    }
}

impl Record for BackfillRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Now", |run| (&run.now).into()),
        Column::right("Examined", |run| run.examined.into()),
        Column::right("To in_progress", |run| run.updated.in_progress.into()),
        Column::right("To completed", |run| run.updated.completed.into()),
        Column::right("To scheduled", |run| run.updated.scheduled.into()),
    ];
}

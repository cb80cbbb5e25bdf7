//! What a backfill did, as people and scripts see it.

use serde::Serialize;

use crate::output::{Cell, Column, Record};
use crate::store::backfill::Tally;

/// `{"now":"…","examined":n,"updated":{…},"batches":n,"dry_run":false,"complete":true}`
#[derive(Debug, Clone, Serialize)]
pub struct BackfillRecord {
    /// The time that was compared with.
    pub now: String,
    /// Meetings looked at.
    pub examined: u64,
    /// Meetings changed, or with a dry run to be changed, by their new status.
    pub updated: Updated,
    /// Transactions.
    pub batches: u64,
    /// Nothing was written.
    pub dry_run: bool,
    /// The run came to its end.
    pub complete: bool,
}

/// Changed meetings by their new status.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Updated {
    /// Now running.
    pub in_progress: u64,
    /// Now over.
    pub completed: u64,
    /// Again to come.
    pub scheduled: u64,
}

impl From<Tally> for Updated {
    fn from(tally: Tally) -> Self {
        Self {
            in_progress: tally.in_progress,
            completed: tally.completed,
            scheduled: tally.scheduled,
        }
    }
}

const COLUMNS: [Column; 5] = [
    Column::left("Now"),
    Column::right("Examined"),
    Column::right("To in_progress"),
    Column::right("To completed"),
    Column::right("To scheduled"),
];

impl Record for BackfillRecord {
    const FIELDS: &'static [&'static str] = &[
        "now", "examined", "updated", "batches", "dry_run", "complete",
    ];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.now.as_str().into(),
            self.examined.into(),
            self.updated.in_progress.into(),
            self.updated.completed.into(),
            self.updated.scheduled.into(),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }
}

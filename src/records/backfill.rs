//! What a backfill did.

use crate::output::{Column, Record, field_text, record};
use crate::records::json_text;
use crate::store::backfill::Tally;

record! {
    /// `{"now":"…","examined":n,"updated":{…},"batches":n,"dry_run":false,"complete":true}`
    #[derive(Default)]
    pub struct BackfillRecord {
        /// The time that was compared with.
        pub now: String,
        /// Meetings that were read.
        pub examined: u64,
        /// Meetings that were changed, or with a dry run would be, by their new status.
        pub updated: Tally,
        /// Transactions.
        pub batches: u64,
        /// Whether nothing was written.
        pub dry_run: bool,
        /// Whether the run examined all meetings.
        pub complete: bool,
    }
}

field_text!(json_text; Tally);

impl Record for BackfillRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Now", |run| (&run.now).into()),
        Column::right("Examined", |run| run.examined.into()),
        Column::right("To in_progress", |run| run.updated.in_progress.into()),
        Column::right("To completed", |run| run.updated.completed.into()),
        Column::right("To scheduled", |run| run.updated.scheduled.into()),
    ];
}

//! What a purge did.

use crate::output::{Column, Record, record};

record! {
    /// `{"before":"…","examined":n,"deleted":n,"archived":n,"skipped":n,"archive":"…","batches":n,
    /// "dry_run":false,"complete":true}`
    #[derive(Default)]
    pub struct PurgeRecord {
        /// Meetings that ended at this time or earlier were purged.
        pub before: String,
        /// Meetings that were read.
        pub examined: u64,
        /// Meetings that were deleted, or with a dry run would be.
        pub deleted: u64,
        /// Meetings that were written to the archive, or with a dry run would be.
        pub archived: u64,
        /// Meetings that were not deleted: the archive cannot hold them.
        pub skipped: u64,
        /// The archive; null without one.
        pub archive: Option<String>,
        /// Transactions.
        pub batches: u64,
        /// Whether nothing was written.
        pub dry_run: bool,
        /// Whether the run examined all meetings.
        pub complete: bool,
    }
}

impl Record for PurgeRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Before", |run| (&run.before).into()),
        Column::right("Examined", |run| run.examined.into()),
        Column::right("Deleted", |run| run.deleted.into()),
        Column::right("Archived", |run| run.archived.into()),
        Column::right("Skipped", |run| run.skipped.into()),
    ];
}

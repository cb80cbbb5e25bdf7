//! What an import did.

use crate::output::{Column, Record, record};

record! {
    /// `{"read":n,"created":n,"updated":n,"unchanged":n,"rejected":n,"conflicts":n,"dry_run":false,
    /// "users_created":n,"cancelled":n}`
    #[derive(Copy, Default, PartialEq, Eq)]
    pub struct ImportRecord {
        /// Records of the file.
        pub read: u64,
        /// Records that created a row, or with a dry run would.
        pub created: u64,
        /// Records that changed a row.
        pub updated: u64,
        /// Records that equal a row.
        pub unchanged: u64,
        /// Records that were not imported.
        pub rejected: u64,
        /// Rejected records that would double-book someone.
        pub conflicts: u64,
        /// Whether nothing was written.
        pub dry_run: bool,
        /// Users that were created, or with a dry run would be.
        pub users_created: u64,
        /// Meetings that a calendar no longer has and that were cancelled, or would be.
        pub cancelled: u64,
    }
}

impl Record for ImportRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::right("Read", |run| run.read.into()),
        Column::right("Created", |run| run.created.into()),
        Column::right("Updated", |run| run.updated.into()),
        Column::right("Cancelled", |run| run.cancelled.into()),
        Column::right("Unchanged", |run| run.unchanged.into()),
        Column::right("Rejected", |run| run.rejected.into()),
        Column::right("Conflicts", |run| run.conflicts.into()),
        Column::right("Users created", |run| run.users_created.into()),
    ];
}

//! What an import did, as people and scripts see it.

use serde::Serialize;

use crate::output::{Cell, Column, Record};

/// `{"read":n,"created":n,"updated":n,"unchanged":n,"rejected":n,"conflicts":n,"dry_run":false}`
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ImportRecord {
    /// Records of the file.
    pub read: u64,
    /// Records that became new rows, or with a dry run would.
    pub created: u64,
    /// Records that changed a row.
    pub updated: u64,
    /// Records that are stored just so.
    pub unchanged: u64,
    /// Records that were passed over.
    pub rejected: u64,
    /// Those of the rejected that would double-book somebody.
    pub conflicts: u64,
    /// Nothing was written.
    pub dry_run: bool,
}

const COLUMNS: [Column; 6] = [
    Column::right("Read"),
    Column::right("Created"),
    Column::right("Updated"),
    Column::right("Unchanged"),
    Column::right("Rejected"),
    Column::right("Conflicts"),
];

impl Record for ImportRecord {
    const FIELDS: &'static [&'static str] = &[
        "read",
        "created",
        "updated",
        "unchanged",
        "rejected",
        "conflicts",
        "dry_run",
    ];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        [
            self.read,
            self.created,
            self.updated,
            self.unchanged,
            self.rejected,
            self.conflicts,
        ]
        .into_iter()
        .map(Cell::from)
        .collect()
    }

    fn id(&self) -> Option<i64> {
        None
    }
}

//! What anonymizing a user does.

use super::user::UserRecord;
use crate::output::{Column, Record, record};

record! {
    /// `{"id":7,"user":{user},"changed":true,"history_entries":n,"dry_run":false}`
    pub struct AnonymizeRecord {
        /// The user.
        pub id: i64,
        /// The user then; null if only the history has it.
        pub user: Option<UserRecord>,
        /// Whether anything changed.
        pub changed: bool,
        /// Rows of the history that changed.
        pub history_entries: u64,
        /// Whether nothing was written.
        pub dry_run: bool,
    }
}

impl Record for AnonymizeRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id(|done| done.id.into()),
        Column::right("History entries", |done| done.history_entries.into()),
    ];

    fn id(&self) -> Option<i64> {
        Some(self.id)
    }
}

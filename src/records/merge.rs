//! What merging two users does.

use serde_json::Value;

use super::user::UserRecord;
use crate::output::{Column, Record, record};

record! {
    /// `{"from":{user},"into":{user},"created":n,"attended":n,"double_bookings":n,"conflicts":[…],"dry_run":false}`
    pub struct MergeRecord {
        /// The user who is deleted, as it was.
        pub from: UserRecord,
        /// The user who stays.
        pub into: UserRecord,
        /// Meetings with a new creator.
        pub created: u64,
        /// Participations that moved.
        pub attended: u64,
        /// Double bookings that this makes.
        pub double_bookings: u64,
        /// The first of them.
        pub conflicts: Value,
        /// Whether nothing was written.
        pub dry_run: bool,
    }
}

impl Record for MergeRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::flexible("From", |merge| merge.from.full().into()),
        Column::flexible("Into", |merge| merge.into.full().into()),
        Column::right("Created", |merge| merge.created.into()),
        Column::right("Attended", |merge| merge.attended.into()),
        Column::right("Double bookings", |merge| merge.double_bookings.into()),
    ];
}

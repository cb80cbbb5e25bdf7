//! Sets `meetings.status` from the time: completed if the end is past, in progress from the
//! start to the end, else scheduled. Cancelled meetings are unchanged, and only rows that
//! change are written.
//!
//! `updated_at` does not change: a rollback followed by an apply must restore each row.
//! For the same reason `down` does nothing: the column may hold any status before this
//! migration, and a reset would lose what users set manually.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::dialect;
use crate::migration::Migration;
use crate::script::{Script, SqlChange};

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240201_000002_fill_meeting_status",
    up: |backend, now| fill(backend, now, "status").into(),
    down: |_| Script::default(),
    loss: None,
};

/// Sets `column` of `meetings` for the time `now` (UTC).
pub(crate) fn fill(backend: DbBackend, now: NaiveDateTime, column: &str) -> SqlChange {
    let (start, end) = (
        dialect::whole_seconds(backend, "start_time"),
        dialect::whole_seconds(backend, "end_time"),
    );
    let mark = |n| dialect::placeholder(backend, n);
    let case = |first| {
        format!(
            "CASE WHEN {end} < {} THEN 'completed' WHEN {start} <= {} THEN 'in_progress' \
             ELSE 'scheduled' END",
            mark(first),
            mark(first + 1),
        )
    };
    SqlChange::new(format!(
        "UPDATE meetings SET {column} = {} WHERE {column} <> 'cancelled' AND {column} <> {}",
        case(1),
        case(3),
    ))
    .bind(vec![dialect::time_value(backend, now); 4])
}

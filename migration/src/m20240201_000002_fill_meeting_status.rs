//! Fills `meetings.status` from the clock: completed if the end is past, in progress
//! from the start up to the end, else scheduled. Cancelled meetings stay cancelled,
//! and only rows that change are written.
//!
//! `updated_at` stays as it is: a row that goes down and up again must come back the
//! same. For that reason, too, `down` has nothing to do: the column may hold any
//! status before this step, and what people set by hand would be lost by a reset.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::dialect;
use crate::step::{Change, Script, Step, file_stem};

pub struct Migration;

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, backend: DbBackend, now: NaiveDateTime) -> Script {
        Script::from(fill(backend, now, "status"))
    }

    fn down(&self, _backend: DbBackend) -> Script {
        Script::default()
    }
}

/// Fills `column` of `meetings` for the time `now` (UTC).
pub(crate) fn fill(backend: DbBackend, now: NaiveDateTime, column: &str) -> Change {
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
    Change::new(format!(
        "UPDATE meetings SET {column} = {} WHERE {column} <> 'cancelled' AND {column} <> {}",
        case(1),
        case(3),
    ))
    .with(vec![dialect::time_value(backend, now); 4])
}

//! On SQLite, gives times the text that SQLAlchemy writes: `2026-06-01 10:00:00.000000` in place of
//! `2026-06-01 10:00:00`.
//!
//! The Flask application on the same file compares these texts, and the shorter one is less: it saw
//! meetings back to back overlap, and lost meetings at the edge of a window. On a server nothing
//! changes. A time in any other form is left to `doctor`.
//!
//! The indexes on the times are dropped and created again: of a million meetings that takes a
//! quarter of the time.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::m20240301_000001_index_meetings as indexes;
use crate::migration::Migration;
use crate::script::{Script, SqlChange};

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240501_000001_add_time_fractions",
    up: |backend, _| {
        let longer = |time: &str| format!("{time} || '.000000'");
        rewrite(backend, "____-__-__ __:__:__", longer)
    },
    down: |backend| {
        let shorter = |time: &str| format!("substr({time}, 1, 19)");
        rewrite(backend, "____-__-__ __:__:__.000000", shorter)
    },
    loss: None,
};

/// The tables with times, and the columns of these.
const TIMES: [(&str, &[&str]); 2] = [
    ("users", &["created_at", "updated_at"]),
    ("meetings", &["start_time", "end_time", "created_at", "updated_at"]),
];

/// Replaces every time of the form `pattern` by the value of the expression `new`.
fn rewrite(backend: DbBackend, pattern: &str, new: impl Fn(&str) -> String) -> Script {
    if backend != DbBackend::Sqlite {
        return Script::default();
    }
    let mut changes: Vec<SqlChange> = indexes::names()
        .map(|index| SqlChange::new(format!("DROP INDEX IF EXISTS {index}")))
        .collect();
    for (table, times) in TIMES {
        let old: Vec<String> =
            times.iter().map(|time| format!("{time} LIKE '{pattern}'")).collect();
        let set: Vec<String> = times
            .iter()
            .zip(&old)
            .map(|(time, old)| {
                format!("{time} = CASE WHEN {old} THEN {} ELSE {time} END", new(time))
            })
            .collect();
        let sql = format!("UPDATE {table} SET {} WHERE {}", set.join(", "), old.join(" OR "));
        changes.push(SqlChange::new(sql));
    }
    let create = indexes::MIGRATION.up_script(backend, NaiveDateTime::default()).changes;
    changes.extend(create.into_iter().map(|index| SqlChange::new(index.sql)));
    Script { changes, rebuild: None }
}

//! On SQLite, gives times the text that SQLAlchemy writes: `2026-06-01 10:00:00.000000` in place of
//! `2026-06-01 10:00:00`.
//!
//! The Flask application on the same file compares these texts, and the shorter one is less: it saw
//! meetings back to back overlap, and lost meetings at the edge of a window. On a server nothing
//! changes. A time in any other form is left to `doctor`.

use sea_orm::DbBackend;

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
    let mut script = Script::default();
    if backend != DbBackend::Sqlite {
        return script;
    }
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
        script.changes.push(SqlChange::new(sql));
    }
    script
}

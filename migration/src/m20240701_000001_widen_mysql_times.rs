//! On MySQL, lets times have fractions of seconds, as on the other engines.
//!
//! `DATETIME` there rounds to whole seconds. The Flask application stores the time of creation to the
//! microsecond on SQLite and PostgreSQL, and a copy of such a database would not be the same. Rolled
//! back, fractions are rounded again.

use sea_orm::DbBackend;

use crate::migration::Migration;
use crate::script::{Script, SqlChange};

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240701_000001_widen_mysql_times",
    up: |backend, _| modify(backend, "DATETIME(6)"),
    down: |backend| modify(backend, "DATETIME"),
    loss: None,
};

/// The columns of times, and whether they may be empty. Those that a CHECK names are apart: some
/// relative of MySQL does not change them.
const TIMES: [(&str, &[(&str, &str)]); 3] = [
    ("users", &[("created_at", "NULL"), ("updated_at", "NULL")]),
    ("meetings", &[("created_at", "NULL"), ("updated_at", "NULL")]),
    ("meetings", &[("start_time", "NOT NULL"), ("end_time", "NOT NULL")]),
];

/// Gives every time the type `kind`; without effect where it has that already.
fn modify(backend: DbBackend, kind: &str) -> Script {
    if backend != DbBackend::MySql {
        return Script::default();
    }
    let changes = TIMES.map(|(table, columns)| {
        let columns: Vec<String> =
            columns.iter().map(|(column, null)| format!("MODIFY {column} {kind} {null}")).collect();
        SqlChange::new(format!("ALTER TABLE {table} {}", columns.join(", ")))
    });
    Script::from(changes)
}

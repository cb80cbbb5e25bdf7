//! Indexes `meetings` for meetctl's queries: a creator's meetings in a window, the listing by
//! start, and the meetings of one status by time.
//!
//! MySQL created an index for the foreign key; the first of these replaces it.

use sea_orm::DbBackend;

use crate::dialect::{create_index, drop_index};
use crate::migration::Migration;
use crate::script::{Script, SqlChange};

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240301_000001_index_meetings",
    up: |backend, _| up(backend),
    down,
    loss: None,
};

const TABLE: &str = "meetings";
/// The index that MySQL's foreign key needs without this migration.
const FOREIGN_KEY_INDEX: &str = "meetings_created_by";

/// Name and columns of each index.
const INDEXES: [(&str, &str); 4] = [
    ("meetings_by_creator", "created_by, start_time, end_time"),
    ("meetings_by_start", "start_time, id"),
    ("meetings_by_status_start", "status, start_time"),
    ("meetings_by_status_end", "status, end_time"),
];

/// The names of the indexes.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    INDEXES.into_iter().map(|(name, _)| name)
}

fn up(backend: DbBackend) -> Script {
    let create = |(name, columns)| create_index(name, TABLE, columns);
    let mut changes: Vec<SqlChange> = INDEXES.into_iter().map(create).collect();
    if backend == DbBackend::MySql {
        changes.push(drop_index(backend, FOREIGN_KEY_INDEX, TABLE));
    }
    Script { changes, rebuild: None }
}

fn down(backend: DbBackend) -> Script {
    let mut script = Script::default();
    if backend == DbBackend::MySql {
        let index = create_index(FOREIGN_KEY_INDEX, TABLE, "created_by");
        script.changes.push(index);
    }
    let drop = |(name, _)| drop_index(backend, name, TABLE);
    script.changes.extend(INDEXES.into_iter().rev().map(drop));
    script
}

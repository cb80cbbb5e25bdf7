//! Indexes `meeting_participants` by user: the meetings that a user attends.
//!
//! The primary key serves the other direction. On MySQL this index replaces the one that the
//! foreign key needed.

use sea_orm::DbBackend;

use crate::dialect::{create_index, drop_index};
use crate::migration::Migration;
use crate::script::Script;

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240301_000002_index_participants",
    up: |backend, _| up(backend),
    down,
    loss: None,
};

const TABLE: &str = "meeting_participants";
const BY_USER: &str = "meeting_participants_by_user";
/// The index that MySQL's foreign key needs without this migration.
const FOREIGN_KEY_INDEX: &str = "meeting_participants_user_id";

fn up(backend: DbBackend) -> Script {
    let create = create_index(BY_USER, TABLE, "user_id, meeting_id");
    if backend == DbBackend::MySql {
        Script::from([create, drop_index(backend, FOREIGN_KEY_INDEX, TABLE)])
    } else {
        create.into()
    }
}

fn down(backend: DbBackend) -> Script {
    let drop = drop_index(backend, BY_USER, TABLE);
    if backend == DbBackend::MySql {
        Script::from([create_index(FOREIGN_KEY_INDEX, TABLE, "user_id"), drop])
    } else {
        drop.into()
    }
}

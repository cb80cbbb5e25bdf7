//! Adds `meetings.uid`: the identifier of an imported meeting in its source, if any.
//!
//! SQLite cannot add a UNIQUE column, so an index makes it unique on every engine.

use sea_orm::DbBackend;

use crate::dialect;
use crate::migration::{Loss, Migration};
use crate::script::{SchemaObject, Script, SqlChange};

const COLUMN: SchemaObject = SchemaObject::Column("meetings", "uid");
const INDEX: &str = "meetings_uid_key";

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240401_000001_add_meeting_uid",
    up: |_, _| up(),
    down,
    loss: Some(Loss {
        of: COLUMN,
        count: "SELECT COUNT(*) FROM meetings WHERE uid IS NOT NULL",
        one: "discards the uid of 1 meeting",
        many: "discards the uid of {} meetings",
    }),
};

fn up() -> Script {
    Script::from([
        SqlChange::new("ALTER TABLE meetings ADD COLUMN uid VARCHAR(255)").creates(COLUMN),
        SqlChange::new(format!("CREATE UNIQUE INDEX {INDEX} ON meetings (uid)"))
            .creates(SchemaObject::Index("meetings", INDEX)),
    ])
}

fn down(backend: DbBackend) -> Script {
    Script::from([
        dialect::drop_index(backend, INDEX, "meetings"),
        SqlChange::new("ALTER TABLE meetings DROP COLUMN uid").drops(COLUMN),
    ])
}

//! Adds `meetings.uid`: the name an imported meeting has elsewhere, if any.
//!
//! SQLite cannot add a column that is unique by itself, so the index does that on
//! every engine.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::dialect;
use crate::step::{Change, Loss, Object, Script, Step, file_stem};

pub struct Migration;

const COLUMN: Object = Object::Column("meetings", "uid");
const INDEX: &str = "meetings_uid_key";

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, _backend: DbBackend, _now: NaiveDateTime) -> Script {
        Script::from([
            Change::new("ALTER TABLE meetings ADD COLUMN uid VARCHAR(255)").unless(COLUMN),
            Change::new(format!("CREATE UNIQUE INDEX {INDEX} ON meetings (uid)"))
                .unless(Object::Index("meetings", INDEX)),
        ])
    }

    fn down(&self, backend: DbBackend) -> Script {
        Script::from([
            dialect::drop_index(backend, INDEX, "meetings"),
            Change::new("ALTER TABLE meetings DROP COLUMN uid").until_gone(COLUMN),
        ])
    }

    fn loss(&self) -> Option<Loss> {
        Some(Loss {
            of: COLUMN,
            count: "SELECT COUNT(*) FROM meetings WHERE uid IS NOT NULL",
            one: "forgets the uid of 1 meeting",
            many: "forgets the uid of {} meetings",
        })
    }
}

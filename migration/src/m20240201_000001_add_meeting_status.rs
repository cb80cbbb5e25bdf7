//! Adds `meetings.status`, limited to four words; every row starts as `scheduled`.
//!
//! SQLite can neither add nor drop a CHECK, so there the table is rebuilt both ways.

use sea_orm::DbBackend;

use crate::migration::{Loss, Migration};
use crate::script::{Rebuild, SchemaObject, Script, SqlChange};

const COLUMN: SchemaObject = SchemaObject::Column("meetings", "status");
const CHECK: SchemaObject = SchemaObject::Constraint("meetings", "meeting_status_check");

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240201_000001_add_meeting_status",
    up: |backend, _| up(backend),
    down,
    loss: Some(Loss {
        of: COLUMN,
        count: "SELECT COUNT(*) FROM meetings",
        one: "discards the status of 1 meeting",
        many: "discards the status of {} meetings",
    }),
};

/// The SQLite table before this migration.
const WITHOUT_STATUS: [&str; 9] = [
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "title VARCHAR(100) NOT NULL",
    "description TEXT",
    "start_time DATETIME NOT NULL",
    "end_time DATETIME NOT NULL",
    "created_by INTEGER NOT NULL",
    "created_at DATETIME",
    "updated_at DATETIME",
    "CONSTRAINT meetings_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id)",
];

fn up(backend: DbBackend) -> Script {
    if backend == DbBackend::Sqlite {
        let (before, after) = WITHOUT_STATUS.split_at(6);
        let status = "status VARCHAR(20) DEFAULT 'scheduled' NOT NULL";
        let check = "CONSTRAINT meeting_status_check \
                     CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))";
        return rebuild([before, &[status], after, &[check]].concat(), "");
    }
    Script::from([
        SqlChange::new(
            "ALTER TABLE meetings ADD COLUMN status VARCHAR(20) DEFAULT 'scheduled' NOT NULL",
        )
        .creates(COLUMN),
        SqlChange::new(
            "ALTER TABLE meetings ADD CONSTRAINT meeting_status_check \
             CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))",
        )
        .creates(CHECK),
    ])
}

fn down(backend: DbBackend) -> Script {
    if backend == DbBackend::Sqlite {
        return rebuild(WITHOUT_STATUS.into(), "status");
    }
    Script::from([
        SqlChange::new("ALTER TABLE meetings DROP CONSTRAINT meeting_status_check").drops(CHECK),
        SqlChange::new("ALTER TABLE meetings DROP COLUMN status").drops(COLUMN),
    ])
}

fn rebuild(lines: Vec<&'static str>, dropped: &'static str) -> Script {
    Rebuild {
        table: "meetings",
        lines,
        copied: "id, title, description, start_time, end_time, created_by, created_at, updated_at",
        dropped,
        indexes: &[],
    }
    .script()
}

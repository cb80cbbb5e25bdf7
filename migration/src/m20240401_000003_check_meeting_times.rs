//! Makes the database refuse a meeting that does not end after it starts.
//!
//! On SQLite times are text, and some programs add a fraction: only the first 19 characters
//! count there. SQLite cannot add or drop a CHECK, so the table is rebuilt.

use sea_orm::DbBackend;

use crate::migration::Migration;
use crate::script::{Rebuild, SchemaObject, Script, SqlChange};

const CHECK: SchemaObject = SchemaObject::Constraint("meetings", "meeting_time_check");

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240401_000003_check_meeting_times",
    up: |backend, _| up(backend),
    down,
    loss: None,
};

/// The SQLite table before this migration.
const UNCHECKED: [&str; 12] = [
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "title VARCHAR(100) NOT NULL",
    "description TEXT",
    "start_time DATETIME NOT NULL",
    "end_time DATETIME NOT NULL",
    "created_by INTEGER NOT NULL",
    "status VARCHAR(20) DEFAULT 'scheduled' NOT NULL",
    "uid VARCHAR(255)",
    "created_at DATETIME",
    "updated_at DATETIME",
    "CONSTRAINT meetings_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id)",
    "CONSTRAINT meeting_status_check \
     CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))",
];

const COPIED: &str = "id, title, description, start_time, end_time, created_by, status, uid, \
                      created_at, updated_at";

/// The indexes of the table, as the earlier migrations create them.
const INDEXES: &[&str] = &[
    "CREATE INDEX meetings_by_creator ON meetings (created_by, start_time, end_time)",
    "CREATE INDEX meetings_by_start ON meetings (start_time, id)",
    "CREATE INDEX meetings_by_status_start ON meetings (status, start_time)",
    "CREATE INDEX meetings_by_status_end ON meetings (status, end_time)",
    "CREATE UNIQUE INDEX meetings_uid_key ON meetings (uid)",
];

fn up(backend: DbBackend) -> Script {
    if backend == DbBackend::Sqlite {
        let check = "CONSTRAINT meeting_time_check \
                     CHECK (substr(end_time, 1, 19) > substr(start_time, 1, 19))";
        return rebuild([&UNCHECKED[..], &[check]].concat());
    }
    let sql = "ALTER TABLE meetings ADD CONSTRAINT meeting_time_check \
               CHECK (end_time > start_time)";
    SqlChange::new(sql).creates(CHECK).into()
}

fn down(backend: DbBackend) -> Script {
    if backend == DbBackend::Sqlite {
        return rebuild(UNCHECKED.into());
    }
    let sql = "ALTER TABLE meetings DROP CONSTRAINT meeting_time_check";
    SqlChange::new(sql).drops(CHECK).into()
}

fn rebuild(lines: Vec<&'static str>) -> Script {
    Rebuild { table: "meetings", lines, copied: COPIED, dropped: "", indexes: INDEXES }.script()
}

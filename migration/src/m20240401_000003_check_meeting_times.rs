//! Makes the database refuse a meeting that does not end after it starts.
//!
//! On SQLite times are text, and some writers add a fraction: only the first 19
//! characters count there. It cannot add or drop a CHECK, so the table is rebuilt.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::rebuild::Rebuild;
use crate::step::{Change, Object, Script, Step, file_stem};

pub struct Migration;

const UNCHECKED: &[&str] = &[
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

const CHECKED: &[&str] = &[
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
    "CONSTRAINT meeting_time_check CHECK (substr(end_time, 1, 19) > substr(start_time, 1, 19))",
];

const COPIED: &str = "id, title, description, start_time, end_time, created_by, status, uid, \
                      created_at, updated_at";

/// What the rebuilt table had, written as the earlier steps wrote it.
const INDEXES: &[&str] = &[
    "CREATE INDEX meetings_by_creator ON meetings (created_by, start_time, end_time)",
    "CREATE INDEX meetings_by_start ON meetings (start_time, id)",
    "CREATE INDEX meetings_by_status_start ON meetings (status, start_time)",
    "CREATE INDEX meetings_by_status_end ON meetings (status, end_time)",
    "CREATE UNIQUE INDEX meetings_uid_key ON meetings (uid)",
];

const CHECK: Object = Object::Constraint("meetings", "meeting_time_check");

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, backend: DbBackend, _now: NaiveDateTime) -> Script {
        if backend == DbBackend::Sqlite {
            return rebuild(CHECKED).script();
        }
        let sql = "ALTER TABLE meetings ADD CONSTRAINT meeting_time_check \
                   CHECK (end_time > start_time)";
        Script::from(Change::new(sql).unless(CHECK))
    }

    fn down(&self, backend: DbBackend) -> Script {
        if backend == DbBackend::Sqlite {
            return rebuild(UNCHECKED).script();
        }
        let sql = "ALTER TABLE meetings DROP CONSTRAINT meeting_time_check";
        Script::from(Change::new(sql).until_gone(CHECK))
    }
}

const fn rebuild(lines: &'static [&'static str]) -> Rebuild {
    Rebuild {
        table: "meetings",
        lines,
        copied: COPIED,
        dropped: "",
        indexes: INDEXES,
    }
}

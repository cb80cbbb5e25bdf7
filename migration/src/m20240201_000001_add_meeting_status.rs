//! Adds `meetings.status`, limited to four words; every row starts as `scheduled`.
//!
//! SQLite can neither add nor drop a CHECK, so there the table is rebuilt both ways.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::rebuild::Rebuild;
use crate::step::{Change, Loss, Object, Script, Step, file_stem};

pub struct Migration;

const BARE: &[&str] = &[
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

const WITH_STATUS: &[&str] = &[
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "title VARCHAR(100) NOT NULL",
    "description TEXT",
    "start_time DATETIME NOT NULL",
    "end_time DATETIME NOT NULL",
    "created_by INTEGER NOT NULL",
    "status VARCHAR(20) DEFAULT 'scheduled' NOT NULL",
    "created_at DATETIME",
    "updated_at DATETIME",
    "CONSTRAINT meetings_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id)",
    "CONSTRAINT meeting_status_check \
     CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))",
];

const KEPT: &str =
    "id, title, description, start_time, end_time, created_by, created_at, updated_at";

const COLUMN: Object = Object::Column("meetings", "status");
const CHECK: Object = Object::Constraint("meetings", "meeting_status_check");

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, backend: DbBackend, _now: NaiveDateTime) -> Script {
        if backend == DbBackend::Sqlite {
            return rebuild(WITH_STATUS).script();
        }
        Script::from([
            Change::new(
                "ALTER TABLE meetings ADD COLUMN status VARCHAR(20) DEFAULT 'scheduled' NOT NULL",
            )
            .unless(COLUMN),
            Change::new(
                "ALTER TABLE meetings ADD CONSTRAINT meeting_status_check \
                 CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))",
            )
            .unless(CHECK),
        ])
    }

    fn down(&self, backend: DbBackend) -> Script {
        if backend == DbBackend::Sqlite {
            return Rebuild {
                dropped: "status",
                ..rebuild(BARE)
            }
            .script();
        }
        Script::from([
            Change::new("ALTER TABLE meetings DROP CONSTRAINT meeting_status_check")
                .until_gone(CHECK),
            Change::new("ALTER TABLE meetings DROP COLUMN status").until_gone(COLUMN),
        ])
    }

    fn loss(&self) -> Option<Loss> {
        Some(Loss {
            of: COLUMN,
            count: "SELECT COUNT(*) FROM meetings",
            one: "forgets the status of 1 meeting",
            many: "forgets the status of {} meetings",
        })
    }
}

const fn rebuild(lines: &'static [&'static str]) -> Rebuild {
    Rebuild {
        table: "meetings",
        lines,
        copied: KEPT,
        dropped: "",
        indexes: &[],
    }
}

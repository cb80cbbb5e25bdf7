//! Indexes `meetings` for what meetctl asks: a creator's meetings in a window, the
//! listing by start, and the meetings of one status by time.
//!
//! MySQL gave the foreign key an index of its own; the first of these serves it now.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::dialect;
use crate::step::{Script, Step, file_stem};

pub struct Migration;

/// Name and columns of each.
const INDEXES: [(&str, &str); 4] = [
    ("meetings_by_creator", "created_by, start_time, end_time"),
    ("meetings_by_start", "start_time, id"),
    ("meetings_by_status_start", "status, start_time"),
    ("meetings_by_status_end", "status, end_time"),
];

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, backend: DbBackend, _now: NaiveDateTime) -> Script {
        let mut script = Script::default();
        for (name, columns) in INDEXES {
            script
                .changes
                .push(dialect::create_index(name, "meetings", columns));
        }
        if backend == DbBackend::MySql {
            script.changes.push(dialect::drop_index(
                backend,
                "meetings_created_by",
                "meetings",
            ));
        }
        script
    }

    fn down(&self, backend: DbBackend) -> Script {
        let mut script = Script::default();
        if backend == DbBackend::MySql {
            script.changes.push(dialect::create_index(
                "meetings_created_by",
                "meetings",
                "created_by",
            ));
        }
        for (name, _) in INDEXES.iter().rev() {
            script
                .changes
                .push(dialect::drop_index(backend, name, "meetings"));
        }
        script
    }
}

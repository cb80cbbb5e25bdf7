//! Indexes `meeting_participants` by user: the meetings somebody takes part in.
//!
//! The primary key serves the other way round. On MySQL this index takes over from
//! the one that the foreign key needed.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::dialect;
use crate::step::{Script, Step, file_stem};

pub struct Migration;

const TABLE: &str = "meeting_participants";
const BY_USER: &str = "meeting_participants_by_user";
const PLAIN: &str = "meeting_participants_user_id";

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, backend: DbBackend, _now: NaiveDateTime) -> Script {
        let mut script = Script::from(dialect::create_index(BY_USER, TABLE, "user_id, meeting_id"));
        if backend == DbBackend::MySql {
            script
                .changes
                .push(dialect::drop_index(backend, PLAIN, TABLE));
        }
        script
    }

    fn down(&self, backend: DbBackend) -> Script {
        let mut script = Script::default();
        if backend == DbBackend::MySql {
            script
                .changes
                .push(dialect::create_index(PLAIN, TABLE, "user_id"));
        }
        script
            .changes
            .push(dialect::drop_index(backend, BY_USER, TABLE));
        script
    }
}

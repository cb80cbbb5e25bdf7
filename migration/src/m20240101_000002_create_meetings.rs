//! Creates `meetings`, as yet without a status.
//!
//! A user who made meetings cannot be deleted: the foreign key does not cascade.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::dialect;
use crate::step::{Change, Loss, Object, Script, Step, file_stem};

pub struct Migration;

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, backend: DbBackend, _now: NaiveDateTime) -> Script {
        let (integer, time) = (dialect::integer_type(backend), dialect::time_type(backend));
        let mut lines = vec![
            dialect::id_column(backend).to_owned(),
            "title VARCHAR(100) NOT NULL".to_owned(),
            "description TEXT".to_owned(),
            format!("start_time {time} NOT NULL"),
            format!("end_time {time} NOT NULL"),
            format!("created_by {integer} NOT NULL"),
            format!("created_at {time}"),
            format!("updated_at {time}"),
            "CONSTRAINT meetings_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id)"
                .to_owned(),
        ];
        lines.extend(dialect::key_for_reference(
            backend,
            "meetings_created_by",
            "created_by",
        ));
        Script::from(dialect::create_table(backend, "meetings", &lines))
    }

    fn down(&self, _backend: DbBackend) -> Script {
        Script::from(Change::new("DROP TABLE meetings").until_gone(Object::Table("meetings")))
    }

    fn loss(&self) -> Option<Loss> {
        Some(Loss {
            of: Object::Table("meetings"),
            count: "SELECT COUNT(*) FROM meetings",
            one: "drops 1 meeting",
            many: "drops {} meetings",
        })
    }
}

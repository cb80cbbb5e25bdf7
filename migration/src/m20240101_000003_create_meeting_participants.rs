//! Creates `meeting_participants`: who takes part in which meeting.
//!
//! A deleted meeting takes its participations along; a user who takes part in a
//! meeting cannot be deleted.

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
        let integer = dialect::integer_type(backend);
        let mut lines = vec![
            format!("meeting_id {integer} NOT NULL"),
            format!("user_id {integer} NOT NULL"),
            "PRIMARY KEY (meeting_id, user_id)".to_owned(),
            "CONSTRAINT meeting_participants_meeting_id_fkey FOREIGN KEY (meeting_id) \
             REFERENCES meetings (id) ON DELETE CASCADE"
                .to_owned(),
            "CONSTRAINT meeting_participants_user_id_fkey FOREIGN KEY (user_id) \
             REFERENCES users (id)"
                .to_owned(),
        ];
        lines.extend(dialect::key_for_reference(
            backend,
            "meeting_participants_user_id",
            "user_id",
        ));
        Script::from(dialect::create_table(
            backend,
            "meeting_participants",
            &lines,
        ))
    }

    fn down(&self, _backend: DbBackend) -> Script {
        let change = Change::new("DROP TABLE meeting_participants");
        Script::from(change.until_gone(Object::Table("meeting_participants")))
    }

    fn loss(&self) -> Option<Loss> {
        Some(Loss {
            of: Object::Table("meeting_participants"),
            count: "SELECT COUNT(*) FROM meeting_participants",
            one: "drops 1 participation",
            many: "drops {} participations",
        })
    }
}

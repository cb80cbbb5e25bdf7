//! Creates `meeting_participants`: who takes part in which meeting.
//!
//! Deleting a meeting deletes its participations; a user who takes part in a meeting cannot
//! be deleted.

use sea_orm::DbBackend;

use crate::dialect;
use crate::migration::{Loss, Migration};
use crate::script::{SchemaObject, Script, SqlChange};

const TABLE: SchemaObject = SchemaObject::Table("meeting_participants");

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240101_000003_create_meeting_participants",
    up: |backend, _| up(backend),
    down: |_| SqlChange::new("DROP TABLE meeting_participants").drops(TABLE).into(),
    loss: Some(Loss {
        of: TABLE,
        count: "SELECT COUNT(*) FROM meeting_participants",
        one: "drops 1 participation",
        many: "drops {} participations",
    }),
};

fn up(backend: DbBackend) -> Script {
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
    lines.extend(dialect::key_for_reference(backend, "meeting_participants_user_id", "user_id"));
    dialect::create_table(backend, "meeting_participants", &lines).into()
}

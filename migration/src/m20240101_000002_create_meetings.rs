//! Creates `meetings`, still without a status.
//!
//! A user who created meetings cannot be deleted: the foreign key does not cascade.

use sea_orm::DbBackend;

use crate::dialect;
use crate::migration::{Loss, Migration};
use crate::script::{SchemaObject, Script, SqlChange};

const TABLE: SchemaObject = SchemaObject::Table("meetings");

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240101_000002_create_meetings",
    up: |backend, _| up(backend),
    down: |_| SqlChange::new("DROP TABLE meetings").drops(TABLE).into(),
    loss: Some(Loss {
        of: TABLE,
        count: "SELECT COUNT(*) FROM meetings",
        one: "drops 1 meeting",
        many: "drops {} meetings",
    }),
};

fn up(backend: DbBackend) -> Script {
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
    lines.extend(dialect::key_for_reference(backend, "meetings_created_by", "created_by"));
    dialect::create_table(backend, "meetings", &lines).into()
}

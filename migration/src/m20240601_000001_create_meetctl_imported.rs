//! Creates `meetctl_imported`: which version of which iCalendar event an imported meeting is.
//!
//! An older version that is imported later changes nothing, and what a newer version of a series no
//! longer has is found by its UID and cancelled. The tables of the application stay as they are. A
//! foreign key would have to be dropped whenever `meetings` is rebuilt; a row whose meeting is gone
//! is never read.

use sea_orm::DbBackend;

use crate::dialect;
use crate::migration::{Loss, Migration};
use crate::script::{SchemaObject, Script, SqlChange};

pub(crate) const NAME: &str = "meetctl_imported";
const TABLE: SchemaObject = SchemaObject::Table(NAME);

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240601_000001_create_meetctl_imported",
    up: |backend, _| up(backend),
    down: |_| SqlChange::new("DROP TABLE meetctl_imported").drops(TABLE).into(),
    loss: Some(Loss {
        of: TABLE,
        count: "SELECT COUNT(*) FROM meetctl_imported",
        one: "discards the calendar version of 1 meeting",
        many: "discards the calendar versions of {} meetings",
    }),
};

fn up(backend: DbBackend) -> Script {
    let integer = dialect::integer_type(backend);
    let lines = [
        format!("meeting_id {integer} NOT NULL PRIMARY KEY"),
        "event_uid VARCHAR(255) NOT NULL".to_owned(),
        "sequence_number BIGINT NOT NULL".to_owned(),
        "series_sequence BIGINT".to_owned(),
    ];
    Script::from([
        dialect::create_table(backend, NAME, &lines),
        dialect::create_index("meetctl_imported_by_event", NAME, "event_uid"),
    ])
}

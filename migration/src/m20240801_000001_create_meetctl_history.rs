//! Creates `meetctl_history`: who changed what, when.
//!
//! A run of a command has a random number, and counts its rows from the microsecond at which it began:
//! writing one needs no sequence, and two runs never wait for each other. Values are JSON, of the changed fields alone. The table has no
//! foreign key: the history of a meeting outlives it.

use sea_orm::DbBackend;

use crate::dialect;
use crate::migration::{Loss, Migration};
use crate::script::{SchemaObject, Script, SqlChange};

pub(crate) const NAME: &str = "meetctl_history";
const TABLE: SchemaObject = SchemaObject::Table(NAME);

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240801_000001_create_meetctl_history",
    up: |backend, _| up(backend),
    down: |_| SqlChange::new("DROP TABLE meetctl_history").drops(TABLE).into(),
    loss: Some(Loss {
        of: TABLE,
        // What migrations did is recorded elsewhere too.
        count: "SELECT COUNT(*) FROM meetctl_history WHERE command NOT LIKE 'migrate %'",
        one: "discards 1 entry of the history",
        many: "discards {} entries of the history",
    }),
};

fn up(backend: DbBackend) -> Script {
    let integer = dialect::integer_type(backend);
    // MySQL's TEXT may not hold a description with everything around it, and its DATETIME
    // has no fractions unless it says so.
    let (time, text) = match backend {
        DbBackend::MySql => ("DATETIME(6)", "LONGTEXT"),
        _ => (dialect::time_type(backend), "TEXT"),
    };
    let lines = [
        format!("run_id {integer} NOT NULL"),
        format!("entry {integer} NOT NULL"),
        format!("changed_at {time} NOT NULL"),
        "actor VARCHAR(255) NOT NULL".to_owned(),
        "command VARCHAR(40) NOT NULL".to_owned(),
        "kind VARCHAR(20) NOT NULL".to_owned(),
        format!("item_id {integer}"),
        format!("old_values {text}"),
        format!("new_values {text}"),
        "PRIMARY KEY (run_id, entry)".to_owned(),
    ];
    Script::from([
        dialect::create_table(backend, NAME, &lines),
        dialect::create_index("meetctl_history_by_time", NAME, "changed_at, entry, run_id"),
        dialect::create_index("meetctl_history_by_item", NAME, "kind, item_id"),
    ])
}

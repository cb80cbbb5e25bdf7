//! Creates `users`: who creates meetings and takes part in them.
//!
//! The two times may be empty: the application that shares the table does not always set
//! them. On SQLite this also marks a new file as meetctl's.

use sea_orm::DbBackend;

use crate::dialect;
use crate::migration::{Loss, Migration};
use crate::script::{SchemaObject, Script, SqlChange};

const TABLE: SchemaObject = SchemaObject::Table("users");

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240101_000001_create_users",
    up: |backend, _| up(backend),
    down,
    loss: Some(Loss {
        of: TABLE,
        count: "SELECT COUNT(*) FROM users",
        one: "drops 1 user",
        many: "drops {} users",
    }),
};

fn up(backend: DbBackend) -> Script {
    let time = dialect::time_type(backend);
    let lines = [
        dialect::id_column(backend).to_owned(),
        "name VARCHAR(100) NOT NULL".to_owned(),
        "email VARCHAR(255) NOT NULL".to_owned(),
        format!("created_at {time}"),
        format!("updated_at {time}"),
        "UNIQUE (email)".to_owned(),
    ];
    let mut script = Script::from(dialect::create_table(backend, "users", &lines));
    script.changes.extend(dialect::mark_file(backend, true));
    script
}

fn down(backend: DbBackend) -> Script {
    let mut script = Script::from(SqlChange::new("DROP TABLE users").drops(TABLE));
    script.changes.extend(dialect::mark_file(backend, false));
    script
}

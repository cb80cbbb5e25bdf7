//! Creates `users`: who makes meetings and takes part in them.
//!
//! The two times may be empty: the application that shares the table leaves them
//! to its own defaults. A fresh SQLite file is marked as meetctl's here as well.

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

    fn down(&self, backend: DbBackend) -> Script {
        let mut script =
            Script::from(Change::new("DROP TABLE users").until_gone(Object::Table("users")));
        script.changes.extend(dialect::mark_file(backend, false));
        script
    }

    fn loss(&self) -> Option<Loss> {
        Some(Loss {
            of: Object::Table("users"),
            count: "SELECT COUNT(*) FROM users",
            one: "drops 1 user",
            many: "drops {} users",
        })
    }
}

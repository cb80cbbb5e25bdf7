//! What a migration is.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::script::{SchemaObject, Script};

/// One migration of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The name under which it is recorded: its file without `.rs`.
    pub name: &'static str,
    /// See [`Self::up_script`].
    pub(crate) up: fn(DbBackend, NaiveDateTime) -> Script,
    /// See [`Self::down_script`].
    pub(crate) down: fn(DbBackend) -> Script,
    /// The data that rolling it back deletes.
    pub loss: Option<Loss>,
}

impl Migration {
    /// The statements that apply it at `now` (UTC).
    pub fn up_script(&self, backend: DbBackend, now: NaiveDateTime) -> Script {
        (self.up)(backend, now)
    }

    /// The statements that roll it back.
    pub fn down_script(&self, backend: DbBackend) -> Script {
        (self.down)(backend)
    }
}

/// The data that rolling a migration back deletes.
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    /// Nothing is lost where this does not exist.
    pub of: SchemaObject,
    /// A query that returns one number.
    pub count: &'static str,
    /// The message for a count of one.
    pub one: &'static str,
    /// The message for a larger count, with `{}` for the number.
    pub many: &'static str,
}

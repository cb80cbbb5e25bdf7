//! What a migration is made of: statements as data, each with its probe.

use chrono::{DateTime, NaiveDateTime};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub use crate::rebuild::Rebuild;
use crate::runner::apply;

/// One step in the history of the schema.
pub trait Step: Send + Sync {
    /// The name under which it is recorded: the stem of its file.
    fn name(&self) -> &'static str;

    /// What applies it. `now` (UTC) is for steps that depend on the time.
    fn up(&self, backend: DbBackend, now: NaiveDateTime) -> Script;

    /// What rolls it back.
    fn down(&self, backend: DbBackend) -> Script;

    /// What rolling it back loses.
    fn loss(&self) -> Option<Loss> {
        None
    }
}

/// The statements of one direction of a step, in order.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// The statements.
    pub changes: Vec<Change>,
    /// The SQLite table they make anew, if any.
    pub rebuild: Option<Rebuild>,
}

impl From<Change> for Script {
    fn from(change: Change) -> Self {
        Self::from([change])
    }
}

impl<const N: usize> From<[Change; N]> for Script {
    fn from(changes: [Change; N]) -> Self {
        Self {
            changes: changes.into(),
            rebuild: None,
        }
    }
}

/// One statement and how to see that its work is already done.
#[derive(Clone, Debug)]
pub struct Change {
    /// The statement, with placeholders for `values`.
    pub sql: String,
    /// What is bound to it.
    pub values: Vec<Value>,
    /// Without one, the statement may always run again.
    pub probe: Option<Probe>,
}

/// A fact about the schema; where it holds, the change has been made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// What to look for.
    pub object: Object,
    /// Whether it should be there.
    pub present: bool,
}

/// Something a schema may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// A table.
    Table(&'static str),
    /// A column: table, name.
    Column(&'static str, &'static str),
    /// An index: table, name.
    Index(&'static str, &'static str),
    /// A named constraint: table, name.
    Constraint(&'static str, &'static str),
}

impl Change {
    /// A statement without values or probe.
    pub fn new(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            values: Vec::new(),
            probe: None,
        }
    }

    /// Binds `values`.
    #[must_use]
    pub fn with(self, values: Vec<Value>) -> Self {
        Self { values, ..self }
    }

    /// The change makes `object`.
    #[must_use]
    pub fn unless(self, object: Object) -> Self {
        Self {
            probe: Some(Probe {
                object,
                present: true,
            }),
            ..self
        }
    }

    /// The change removes `object`.
    #[must_use]
    pub fn until_gone(self, object: Object) -> Self {
        Self {
            probe: Some(Probe {
                object,
                present: false,
            }),
            ..self
        }
    }

    /// The statement with its values written out, as the plan shows it.
    pub fn literal(&self, backend: DbBackend) -> String {
        if self.values.is_empty() {
            self.sql.clone()
        } else {
            Statement::from_sql_and_values(backend, &self.sql, self.values.clone()).to_string()
        }
    }

    /// Executes the statement, whatever its probe says; returns the rows it touched.
    pub async fn execute<C: ConnectionTrait>(&self, db: &C) -> Result<u64, DbErr> {
        let done = if self.values.is_empty() {
            // MySQL prepares no such thing as some of its own DDL.
            db.execute_unprepared(&self.sql).await?
        } else {
            let backend = db.get_database_backend();
            let values = self.values.clone();
            db.execute_raw(Statement::from_sql_and_values(backend, &self.sql, values))
                .await?
        };
        Ok(done.rows_affected())
    }
}

/// What is lost when a step is rolled back: a count, and the words for it.
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    /// Nothing is lost where this is missing already.
    pub of: Object,
    /// A query for one number.
    pub count: &'static str,
    /// The words for one.
    pub one: &'static str,
    /// The words for more, with `{}` for the number.
    pub many: &'static str,
}

/// The name of a step: its file without the folder and `.rs`.
pub(crate) fn file_stem(path: &'static str) -> &'static str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".rs").unwrap_or(name)
}

/// A [`Step`] behind SeaORM's own interface.
pub struct Bridge(pub Box<dyn Step>);

impl MigrationName for Bridge {
    fn name(&self) -> &str {
        self.0.name()
    }
}

#[async_trait]
impl MigrationTrait for Bridge {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let script = self.0.up(manager.get_database_backend(), clock());
        apply::bridged(manager, &script).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        apply::bridged(manager, &self.0.down(manager.get_database_backend())).await
    }

    /// The transaction is ours: on SQLite it must start with foreign keys off.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// SeaORM's interface has no room for the time, so this path alone reads the clock.
fn clock() -> NaiveDateTime {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|passed| i64::try_from(passed.as_secs()).ok())
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .unwrap_or_default()
        .naive_utc()
}

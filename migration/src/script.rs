//! The statements of a migration, as data: each with how to see that its work is already done.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};

/// The statements of one direction of a migration, in order.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// The statements.
    pub changes: Vec<SqlChange>,
    /// The SQLite table that they rebuild, if any.
    pub rebuild: Option<Rebuild>,
}

impl From<SqlChange> for Script {
    fn from(change: SqlChange) -> Self {
        Self::from([change])
    }
}

impl<const N: usize> From<[SqlChange; N]> for Script {
    fn from(changes: [SqlChange; N]) -> Self {
        Self { changes: changes.into(), rebuild: None }
    }
}

/// One statement and how to see that its work is already done.
#[derive(Clone, Debug)]
pub struct SqlChange {
    /// The statement, with placeholders for `values`.
    pub sql: String,
    /// The values bound to it.
    pub values: Vec<Value>,
    /// Without one, the statement may always run again.
    pub probe: Option<Probe>,
}

/// A fact about the schema; where it is true, the change has been made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The object to find.
    pub object: SchemaObject,
    /// Whether it should exist.
    pub present: bool,
}

/// Something a schema may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaObject {
    /// A table.
    Table(&'static str),
    /// A column: table, name.
    Column(&'static str, &'static str),
    /// An index: table, name.
    Index(&'static str, &'static str),
    /// A named constraint: table, name.
    Constraint(&'static str, &'static str),
}

impl SqlChange {
    /// A statement without values or probe.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), values: Vec::new(), probe: None }
    }

    /// Binds `values`.
    #[must_use]
    pub fn bind(self, values: Vec<Value>) -> Self {
        Self { values, ..self }
    }

    /// The statement creates `object`.
    #[must_use]
    pub fn creates(self, object: SchemaObject) -> Self {
        Self { probe: Some(Probe { object, present: true }), ..self }
    }

    /// The statement drops `object`.
    #[must_use]
    pub fn drops(self, object: SchemaObject) -> Self {
        Self { probe: Some(Probe { object, present: false }), ..self }
    }

    /// The statement with its values as literals, as the plan shows it.
    pub fn literal(&self, backend: DbBackend) -> String {
        if self.values.is_empty() {
            self.sql.clone()
        } else {
            Statement::from_sql_and_values(backend, &self.sql, self.values.clone()).to_string()
        }
    }

    /// Executes the statement without its probe; returns the number of rows affected.
    pub async fn execute<C: ConnectionTrait>(&self, db: &C) -> Result<u64, DbErr> {
        let done = if self.values.is_empty() {
            // MySQL cannot prepare some of its DDL.
            db.execute_unprepared(&self.sql).await?
        } else {
            let backend = db.get_database_backend();
            let values = self.values.clone();
            db.execute_raw(Statement::from_sql_and_values(backend, &self.sql, values)).await?
        };
        Ok(done.rows_affected())
    }
}

/// The rebuild of a SQLite table, which is how a CHECK is added and dropped there.
///
/// <https://www.sqlite.org/lang_altertable.html#otheralter> gives the order: new table, copy, drop
/// the old table, rename, with foreign keys off, because dropping the old table would otherwise
/// delete the rows that refer to it.
#[derive(Clone, Debug)]
pub struct Rebuild {
    /// The table.
    pub table: &'static str,
    /// Columns and constraints of the new table.
    pub lines: Vec<&'static str>,
    /// The columns whose values are copied, separated by commas.
    pub copied: &'static str,
    /// The columns that are dropped, separated by commas.
    pub dropped: &'static str,
    /// The statements that create its indexes.
    pub indexes: &'static [&'static str],
}

impl Rebuild {
    /// The statements, in order.
    pub fn script(self) -> Script {
        let (table, copied) = (self.table, self.copied);
        let body = self.lines.join(",\n  ");
        let mut changes: Vec<SqlChange> = [
            format!("CREATE TABLE {table}_rebuilt (\n  {body}\n)"),
            format!("INSERT INTO {table}_rebuilt ({copied}) SELECT {copied} FROM {table}"),
            // The copy alone would set the sequence to the largest id that still exists,
            // and the ids of deleted rows would be used again.
            format!("DELETE FROM sqlite_sequence WHERE name = '{table}_rebuilt'"),
            format!(
                "INSERT INTO sqlite_sequence (name, seq) \
                 SELECT '{table}_rebuilt', seq FROM sqlite_sequence WHERE name = '{table}'"
            ),
            format!("DROP TABLE {table}"),
            format!("ALTER TABLE {table}_rebuilt RENAME TO {table}"),
        ]
        .into_iter()
        .map(SqlChange::new)
        .collect();
        changes.extend(self.indexes.iter().map(|sql| SqlChange::new(*sql)));
        Script { changes, rebuild: Some(self) }
    }

    /// Whether the rebuild copies or drops a column; any other column would be lost.
    pub fn knows(&self, column: &str) -> bool {
        [self.copied, self.dropped].iter().any(|list| list.split(", ").any(|name| name == column))
    }
}

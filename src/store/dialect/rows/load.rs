//! Writes all rows of a table.

use std::time::Duration;

use sea_orm::sqlx::mysql::MySqlArguments;
use sea_orm::sqlx::postgres::PgCopyIn;
use sea_orm::sqlx::{self, Arguments as _, AssertSqlSafe};
use sea_orm::{DatabaseConnection, DbBackend, SqlxError};

use super::copy_text::write_row;
use super::{Connection, within};
use crate::store::archive::{ColumnKind, Layout, Row, TABLES};
use crate::store::dialect::insert_text;

/// Bytes that are collected before they are sent.
const BUFFER: usize = 256 * 1024;
/// Rows of one INSERT.
const ROWS: usize = 1000;
/// How much longer than for any other answer a server may take to build an index, or to end a COPY.
const LONG: u32 = 60;

/// Replaces the rows of a server's tables.
///
/// On PostgreSQL all of it is one transaction. MySQL commits as it goes: the caller marks the
/// database first.
pub struct Loader {
    connection: Connection,
    /// How long an answer may take.
    limit: Duration,
    backend: DbBackend,
    /// The indexes that are created again at the end.
    indexes: Vec<String>,
}

impl Loader {
    /// Begins, and empties the tables. `db` has one connection, which is the loader's until that
    /// is dropped. A server that does not answer for as long as `limit` counts as lost.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn begin(
        db: &DatabaseConnection,
        indexes: &[(String, String)],
        limit: Duration,
    ) -> Result<Self, SqlxError> {
        let backend = db.get_database_backend();
        let mut connection = Connection::of(db).await?;
        let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        if backend == DbBackend::Postgres {
            within(limit, connection.execute("BEGIN")).await?;
            within(limit, connection.execute(&format!("TRUNCATE {}", names.join(", ")))).await?;
            for (name, _) in indexes {
                within(limit, connection.execute(&format!("DROP INDEX {name}"))).await?;
            }
        } else {
            // The rows were checked before, and nobody else writes. An id may be 0.
            let unchecked = "SET SESSION foreign_key_checks = 0, SESSION sql_mode = \
                             CONCAT(@@SESSION.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')";
            within(limit, connection.execute(unchecked)).await?;
            for name in names.iter().rev() {
                let truncate = format!("TRUNCATE TABLE {name}");
                within(limit, connection.execute(&truncate)).await?;
            }
        }
        let indexes = match backend {
            DbBackend::Postgres => indexes.iter().map(|(_, create)| create.clone()).collect(),
            // A foreign key needs its index.
            _ => Vec::new(),
        };
        Ok(Self { connection, limit, backend, indexes })
    }

    /// Writes the rows that `next` yields, in batches; returns how many.
    ///
    /// # Errors
    /// As the server and `next` report them.
    pub async fn table<E: From<SqlxError>>(
        &mut self,
        layout: &Layout,
        next: &mut impl FnMut() -> Result<Option<Row>, E>,
        progress: &mut impl FnMut(u64),
    ) -> Result<(), E> {
        let limit = self.limit;
        match &mut self.connection {
            Connection::Postgres(connection) => {
                let sql =
                    format!("COPY {} ({}) FROM STDIN", layout.table.name, layout.column_list());
                let mut copy = within(limit, connection.copy_in_raw(&sql)).await?;
                match copy_rows(&mut copy, limit, next, progress).await {
                    Ok(()) => {
                        within(limit.saturating_mul(LONG), copy.finish()).await?;
                        Ok(())
                    }
                    Err(error) => {
                        let _ = within(limit, copy.abort("interrupted")).await;
                        Err(error)
                    }
                }
            }
            Connection::MySql(connection) => {
                let into = format!("{} ({})", layout.table.name, layout.column_list());
                let width = layout.columns.len();
                loop {
                    let (mut values, mut rows) = (MySqlArguments::default(), 0);
                    let mut bytes = 0;
                    while rows < ROWS && bytes < BUFFER {
                        let Some(row) = next()? else { break };
                        bytes += row.iter().flatten().map(String::len).sum::<usize>();
                        bind(&mut values, layout, row)?;
                        rows += 1;
                    }
                    if rows == 0 {
                        return Ok(());
                    }
                    let sql = insert_text(self.backend, &into, width, rows);
                    let statement = sqlx::query_with(AssertSqlSafe(sql), values);
                    let statement = statement.persistent(rows == ROWS);
                    within(limit, statement.execute(&mut **connection)).await?;
                    progress(rows as u64);
                }
            }
        }
    }

    /// Runs a statement in the transaction.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn execute(&mut self, sql: &str) -> Result<(), SqlxError> {
        within(self.limit, self.connection.execute(sql)).await
    }

    /// Lets new rows have higher ids, creates the indexes, and commits.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn finish(mut self) -> Result<(), SqlxError> {
        for create in &self.indexes {
            within(self.limit.saturating_mul(LONG), self.connection.execute(create)).await?;
        }
        match self.backend {
            DbBackend::Postgres => {
                // A sequence begins at 1; other programs may have written ids below.
                for table in ["users", "meetings"] {
                    let sql = format!(
                        "SELECT setval(pg_get_serial_sequence('{table}', 'id'), \
                         GREATEST(MAX(id), 1), COALESCE(MAX(id) > 0, FALSE)) FROM {table}"
                    );
                    self.execute(&sql).await?;
                }
                self.execute("COMMIT").await
            }
            // InnoDB counts on from the highest id.
            _ => Ok(()),
        }
    }
}

async fn copy_rows<E: From<SqlxError>>(
    copy: &mut PgCopyIn<&mut sqlx::PgConnection>,
    limit: Duration,
    next: &mut impl FnMut() -> Result<Option<Row>, E>,
    progress: &mut impl FnMut(u64),
) -> Result<(), E> {
    let (mut buffer, mut rows) = (Vec::with_capacity(BUFFER + BUFFER / 4), 0);
    while let Some(row) = next()? {
        write_row(&row, &mut buffer);
        rows += 1;
        if buffer.len() >= BUFFER {
            within(limit, copy.send(&*buffer)).await?;
            buffer.clear();
            progress(std::mem::take(&mut rows));
        }
    }
    within(limit, copy.send(&*buffer)).await?;
    progress(rows);
    Ok(())
}

fn bind(values: &mut MySqlArguments, layout: &Layout, row: Row) -> Result<(), SqlxError> {
    for (cell, column) in row.into_iter().zip(&layout.columns) {
        let added = match column.kind {
            ColumnKind::Integer => {
                let number = cell.map(|text| text.parse::<i64>()).transpose();
                values.add(number.map_err(|error| SqlxError::Encode(error.into()))?)
            }
            ColumnKind::Text | ColumnKind::Time => values.add(cell),
        };
        added.map_err(SqlxError::Encode)?;
    }
    Ok(())
}

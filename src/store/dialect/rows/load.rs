//! Writes all rows of a table.

use std::time::{Duration, Instant};

use sea_orm::sqlx::mysql::MySqlArguments;
use sea_orm::sqlx::postgres::PgCopyIn;
use sea_orm::sqlx::{self, Arguments as _, AssertSqlSafe, MySqlConnection, PgConnection};
use sea_orm::{DatabaseConnection, DbBackend, SqlxError};

use super::copy_text::write_row;
use super::{Connection, within};
use crate::error::Failure;
use crate::logging;
use crate::store::archive::{ColumnKind, Layout, Reading, Row, TABLES};
use crate::store::dialect::bulk::send_at_once;
use crate::store::dialect::{insert_text, keys_set_aside_sql, set_aside_sql};

/// Bytes that are collected before they are sent.
const BUFFER: usize = 256 * 1024;
/// Rows of one INSERT.
const ROWS: usize = 1000;
/// INSERTs between two commits: each commit may wait for a disk.
const INSERTS: usize = 10;
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
    /// What creates the indexes and the foreign keys again at the end.
    creations: Vec<String>,
}

impl Loader {
    /// Begins, and empties the tables. `db` has one connection, which is the loader's until that
    /// is dropped. A server that does not answer for as long as `limit` counts as lost.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn begin(db: &DatabaseConnection, limit: Duration) -> Result<Self, SqlxError> {
        let backend = db.get_database_backend();
        let connection = Connection::of(db).await?;
        let mut loader = Self { connection, limit, backend, creations: Vec::new() };
        let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        if backend == DbBackend::Postgres {
            // Where it cannot be had, each table takes a moment longer.
            send_at_once();
            loader.execute("BEGIN").await?;
            loader.execute(&format!("TRUNCATE {}", names.join(", "))).await?;
            loader.set_aside(&names).await?;
        } else {
            // The rows were checked before, and nobody else writes. An id may be 0.
            let unchecked = "SET SESSION foreign_key_checks = 0, SESSION sql_mode = \
                             CONCAT(@@SESSION.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')";
            loader.execute(unchecked).await?;
            for name in names.iter().rev() {
                // A foreign key needs its index, so all of them stay.
                loader.execute(&format!("TRUNCATE TABLE {name}")).await?;
            }
        }
        Ok(loader)
    }

    /// Drops the indexes, the foreign keys and the keys, which are made faster from all rows.
    async fn set_aside(&mut self, tables: &[&str]) -> Result<(), SqlxError> {
        let mut creations = Vec::new();
        for table in tables {
            let Some(sql) = set_aside_sql(self.backend, table) else { continue };
            creations.extend(self.dropped(sql).await?);
        }
        // Foreign keys refer to keys, which go last and come first.
        for table in tables {
            let keys = self.dropped(keys_set_aside_sql(table)).await?;
            self.creations.extend(keys);
        }
        self.creations.extend(creations);
        Ok(())
    }

    /// Runs the statements that the first query yields; returns those of the second one.
    async fn dropped(&mut self, [drop, create]: [String; 2]) -> Result<Vec<String>, SqlxError> {
        let creations = self.texts(&create).await?;
        for drop in self.texts(&drop).await? {
            self.execute(&drop).await?;
        }
        Ok(creations)
    }

    /// Writes `rows`, in batches: the next one is made while the server works on one.
    ///
    /// # Errors
    /// As the server and `rows` report them.
    pub async fn table(
        &mut self,
        layout: &Layout,
        rows: &mut Reading,
        progress: &mut impl FnMut(u64),
    ) -> Result<(), Failure> {
        match &mut self.connection {
            Connection::Postgres(connection) => {
                copy(connection, self.limit, layout, rows, progress).await
            }
            Connection::MySql(connection) => {
                insert(connection, self.limit, layout, rows, progress).await
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

    async fn texts(&mut self, sql: &str) -> Result<Vec<String>, SqlxError> {
        within(self.limit, self.connection.texts(sql)).await
    }

    /// Lets new rows have higher ids, creates the indexes, and commits.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn finish(mut self) -> Result<(), SqlxError> {
        for create in &self.creations {
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

/// Writes rows with one COPY.
async fn copy(
    connection: &mut PgConnection,
    limit: Duration,
    layout: &Layout,
    rows: &mut Reading,
    progress: &mut impl FnMut(u64),
) -> Result<(), Failure> {
    let sql = format!("COPY {} ({}) FROM STDIN", layout.table.name, layout.column_list());
    let started = Instant::now();
    let mut copy = within(limit, connection.copy_in_raw(&sql)).await?;
    match send(&mut copy, limit, rows, progress).await {
        Ok(()) => {
            let copied = within(limit.saturating_mul(LONG), copy.finish()).await?;
            logging::copied(&sql, 0, copied, started);
            Ok(())
        }
        Err(error) => {
            let _ = within(limit, copy.abort("interrupted")).await;
            Err(error)
        }
    }
}

async fn send(
    copy: &mut PgCopyIn<&mut PgConnection>,
    limit: Duration,
    rows: &mut Reading,
    progress: &mut impl FnMut(u64),
) -> Result<(), Failure> {
    let (mut current, mut next) = (Vec::new(), Vec::new());
    let mut number = fill(&mut current, rows).await?;
    while number > 0 {
        let (sent, filled) =
            tokio::join!(within(limit, copy.send(&*current)), fill(&mut next, rows));
        sent?;
        progress(number);
        number = filled?;
        std::mem::swap(&mut current, &mut next);
    }
    Ok(())
}

/// Makes a buffer of the next rows, and returns how many.
async fn fill(buffer: &mut Vec<u8>, rows: &mut Reading) -> Result<u64, Failure> {
    buffer.clear();
    let mut number = 0;
    while buffer.len() < BUFFER {
        let Some(row) = rows.next().await? else { break };
        write_row(&row, buffer);
        number += 1;
    }
    Ok(number)
}

/// Writes rows with an INSERT for each batch, some of them in one transaction.
async fn insert(
    connection: &mut MySqlConnection,
    limit: Duration,
    layout: &Layout,
    rows: &mut Reading,
    progress: &mut impl FnMut(u64),
) -> Result<(), Failure> {
    let into = format!("{} ({})", layout.table.name, layout.column_list());
    let (mut current, mut inserts) = (bound(layout, rows).await?, 0);
    while current.1 > 0 {
        if inserts == 0 {
            within(limit, run(connection, "START TRANSACTION")).await?;
        }
        inserts += 1;
        let (values, number) = current;
        let sql = insert_text(DbBackend::MySql, &into, layout.columns.len(), number);
        let statement = sqlx::query_with(AssertSqlSafe(sql), values).persistent(number == ROWS);
        let (written, next) =
            tokio::join!(within(limit, statement.execute(&mut *connection)), bound(layout, rows));
        written?;
        progress(number as u64);
        current = next?;
        if inserts == INSERTS || current.1 == 0 {
            within(limit, run(connection, "COMMIT")).await?;
            inserts = 0;
        }
    }
    Ok(())
}

async fn run(connection: &mut MySqlConnection, sql: &'static str) -> Result<(), SqlxError> {
    sqlx::Executor::execute(connection, sqlx::raw_sql(sql)).await.map(drop)
}

/// Binds the values of the next rows, and returns how many rows they are.
async fn bound(layout: &Layout, rows: &mut Reading) -> Result<(MySqlArguments, usize), Failure> {
    let (mut values, mut number, mut bytes) = (MySqlArguments::default(), 0, 0);
    while number < ROWS && bytes < BUFFER {
        let Some(row) = rows.next().await? else { break };
        bytes += row.bytes();
        bind(&mut values, layout, &row)?;
        number += 1;
    }
    Ok((values, number))
}

fn bind(values: &mut MySqlArguments, layout: &Layout, row: &Row) -> Result<(), SqlxError> {
    for (cell, column) in row.cells().zip(&layout.columns) {
        let added = match column.kind {
            ColumnKind::Integer => {
                let number = cell.map(str::parse::<i64>).transpose();
                values.add(number.map_err(|error| SqlxError::Encode(error.into()))?)
            }
            ColumnKind::Text | ColumnKind::Time => values.add(cell),
        };
        added.map_err(SqlxError::Encode)?;
    }
    Ok(())
}

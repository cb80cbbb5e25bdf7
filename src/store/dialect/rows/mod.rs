//! Rows of a server in bulk: all of a table out of one snapshot, or into an empty one.
//!
//! Values come and go as text (see [`Row`]), so that none is lost that the driver has no type for: a
//! time after the year 262,142, a zero date.

mod copy_text;
mod load;

use std::io;
use std::time::{Duration, Instant};

use futures_util::TryStreamExt as _;
use sea_orm::sqlx::mysql::{MySql, MySqlRow};
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{self, AssertSqlSafe, Postgres, Row as _};
use sea_orm::{DatabaseConnection, DbBackend, SqlxError};

pub(super) use self::copy_text::write_cells;
use self::copy_text::{CopyReader, cells};
pub use self::load::Loader;
use super::{ErrorClass, classify_driver, column_names_sql, version_sql};
use crate::error::{Failure, Kind};
use crate::logging;
use crate::store::archive::{ColumnKind, Layout, Row, Table, after_key, key_of};

/// The connection to a server.
enum Connection {
    Postgres(PoolConnection<Postgres>),
    MySql(PoolConnection<MySql>),
}

impl Connection {
    /// The one connection of `db`. It is closed when it is dropped, and with it what it has begun:
    /// `db` then connects again.
    async fn of(db: &DatabaseConnection) -> Result<Self, SqlxError> {
        Ok(if db.get_database_backend() == DbBackend::Postgres {
            let mut connection = db.get_postgres_connection_pool().acquire().await?;
            connection.close_on_drop();
            Self::Postgres(connection)
        } else {
            let mut connection = db.get_mysql_connection_pool().acquire().await?;
            connection.close_on_drop();
            Self::MySql(connection)
        })
    }

    /// Runs statements that return nothing.
    async fn execute(&mut self, sql: &str) -> Result<(), SqlxError> {
        let statement = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Postgres(connection) => {
                statement.execute(&mut **connection).await?;
            }
            Self::MySql(connection) => {
                statement.execute(&mut **connection).await?;
            }
        }
        Ok(())
    }

    /// The one text of each row that a query yields.
    async fn texts(&mut self, sql: &str) -> Result<Vec<String>, SqlxError> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Postgres(connection) => {
                sqlx::query_scalar(sql).fetch_all(&mut **connection).await
            }
            Self::MySql(connection) => sqlx::query_scalar(sql).fetch_all(&mut **connection).await,
        }
    }
}

/// Waits at most `limit` for the server, which otherwise counts as lost.
async fn within<T>(
    limit: Duration,
    answer: impl Future<Output = Result<T, SqlxError>>,
) -> Result<T, SqlxError> {
    tokio::time::timeout(limit, answer).await.unwrap_or_else(|_| {
        let why = format!("no answer within {limit:?}");
        Err(SqlxError::Io(io::Error::new(io::ErrorKind::TimedOut, why)))
    })
}

/// A server as of one moment: every query sees the same data, whatever others write.
pub struct Snapshot {
    connection: Connection,
    /// How long an answer may take.
    limit: Duration,
    /// The engine.
    pub backend: DbBackend,
}

impl Snapshot {
    /// Begins to read. `db` has one connection, which is the snapshot's until that is dropped. A
    /// server that sends nothing for as long as `limit` counts as lost.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn begin(db: &DatabaseConnection, limit: Duration) -> Result<Self, SqlxError> {
        let mut connection = Connection::of(db).await?;
        let begin = match connection {
            // The rows come in the order of an index, at once, and are not sorted first.
            Connection::Postgres(_) => {
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_sort = off"
            }
            Connection::MySql(_) => {
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; \
                 START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
            }
        };
        for statement in begin.split("; ") {
            within(limit, connection.execute(statement)).await?;
        }
        Ok(Self { connection, limit, backend: db.get_database_backend() })
    }

    /// The one text of each row that a query yields.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn texts(&mut self, sql: &str) -> Result<Vec<String>, SqlxError> {
        within(self.limit, self.connection.texts(sql)).await
    }

    /// A table with the columns that it has; none if it does not exist.
    ///
    /// # Errors
    /// Exit 4 where the user may not read all of it: MySQL hides such columns, and a copy without them
    /// would pass for whole.
    pub async fn layout(&mut self, table: &'static Table) -> Result<Layout, SqlxError> {
        let name = table.name;
        let names = match self.backend {
            DbBackend::Postgres => format!(
                "SELECT lower(CAST(attname AS TEXT)) FROM pg_attribute WHERE NOT attisdropped \
                 AND attnum > 0 AND attrelid = to_regclass(quote_ident(current_schema()) || '.{name}')"
            ),
            backend => {
                let read = format!("SELECT * FROM {name} LIMIT 0");
                match within(self.limit, self.connection.execute(&read)).await {
                    Err(error) if classify_driver(&error) == ErrorClass::Missing => {
                        return Ok(Layout::new(table, &[]));
                    }
                    read => read?,
                }
                column_names_sql(backend, name)
            }
        };
        Ok(Layout::new(table, &self.texts(&names).await?))
    }

    /// The version of the server.
    ///
    /// # Errors
    /// As the server reports them.
    pub async fn version(&mut self) -> Result<String, SqlxError> {
        Ok(self.texts(version_sql(self.backend)).await?.pop().unwrap_or_default())
    }

    /// At most `limit` rows of a table after the key `after`, in its order.
    ///
    /// # Errors
    /// As the server reports them; exit 1 for text that is not UTF-8.
    pub async fn page(
        &mut self,
        layout: &Layout,
        after: Option<&[i64]>,
        limit: usize,
    ) -> Result<Vec<Row>, Failure> {
        let numbers: Vec<String> =
            after.unwrap_or_default().iter().map(ToString::to_string).collect();
        let condition = after_key(layout, &numbers);
        let mut rows = Vec::new();
        let each = |row| {
            rows.push(row);
            Ok(())
        };
        let which = format!("WHERE {condition} ORDER BY {} LIMIT {limit}", layout.key_list());
        self.select(layout, &which, each).await?;
        Ok(rows)
    }

    /// Calls `each` with every row of a table, in the order of its key. Memory does not grow with
    /// the table.
    ///
    /// # Errors
    /// As the server and `each` report them; exit 1 for text that is not UTF-8.
    pub async fn rows(
        &mut self,
        layout: &Layout,
        each: impl FnMut(Row) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.select(layout, &format!("ORDER BY {}", layout.key_list()), each).await
    }

    /// The same in any order: that in which the server finds the rows soonest.
    ///
    /// # Errors
    /// As of [`rows`](Self::rows).
    pub async fn rows_in_any_order(
        &mut self,
        layout: &Layout,
        each: impl FnMut(Row) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.select(layout, "", each).await
    }

    async fn select(
        &mut self,
        layout: &Layout,
        which: &str,
        mut each: impl FnMut(Row) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let silence = self.limit;
        match &mut self.connection {
            Connection::Postgres(connection) => {
                let sql = format!(
                    "COPY (SELECT {} FROM {} {which}) TO STDOUT",
                    layout.column_list(),
                    layout.table.name
                );
                let (started, mut rows) = (Instant::now(), 0);
                let mut reader = CopyReader::default();
                let mut pieces = within(silence, connection.copy_out_raw(&sql)).await?;
                while let Some(piece) = within(silence, pieces.try_next()).await? {
                    reader.feed(&piece, |line| {
                        rows += 1;
                        each(row_of(layout, line)?)
                    })?;
                }
                logging::copied(&sql, rows, 0, started);
            }
            Connection::MySql(connection) => {
                let columns: Vec<String> = layout
                    .columns
                    .iter()
                    .map(|column| match column.kind {
                        ColumnKind::Text => column.name.to_owned(),
                        ColumnKind::Integer | ColumnKind::Time => {
                            format!("CAST({} AS CHAR)", column.name)
                        }
                    })
                    .collect();
                let sql =
                    format!("SELECT {} FROM {} {which}", columns.join(", "), layout.table.name);
                let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **connection);
                while let Some(row) = within(silence, rows.try_next()).await? {
                    each(mysql_row(layout, &row)?)?;
                }
            }
        }
        Ok(())
    }
}

fn mysql_row(layout: &Layout, row: &MySqlRow) -> Result<Row, SqlxError> {
    let mut cells = Row::of(layout);
    for (index, column) in layout.columns.iter().enumerate() {
        cells.push_shown(column.kind, row.try_get(index)?);
    }
    Ok(cells)
}

/// The row of a line of PostgreSQL, which may have any encoding where the database is `SQL_ASCII`.
fn row_of(layout: &Layout, line: &[u8]) -> Result<Row, Failure> {
    let mut row = Row::of(layout);
    for (cell, column) in cells(line).zip(&layout.columns) {
        let text = match &cell {
            Some(bytes) => Some(str::from_utf8(bytes).map_err(|_| {
                let key = key_of(layout, &row);
                let row = format!("{} {key}", layout.table.name);
                Failure::new(Kind::BadEncoding, format!("{row}: {} is not UTF-8", column.name))
                    .hint("correct the row; `meetctl doctor` finds such rows")
            })?),
            None => None,
        };
        row.push_shown(column.kind, text);
    }
    Ok(row)
}

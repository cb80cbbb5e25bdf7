//! Opens a pool whose connections are set up, and reports at once what a server refuses of that.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::anyhow;
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::{
    self, ColumnIndex, Connection, Database, Decode, Executor, Pool, Row as _, Type,
};
use sea_orm::{DbErr, RuntimeErr};
use tokio::sync::mpsc::unbounded_channel;

use super::dialect::{self, ErrorClass, Setup, classify_driver};
use crate::error::{Failure, Kind};

/// What the server refused: a statement of the setup, or of the driver's own.
pub(super) struct Refused {
    /// The statement; `None` if the connection itself failed.
    pub sql: Option<String>,
    pub error: sqlx::Error,
}

/// Connects, and runs `setup` on each connection that the pool makes.
///
/// # Errors
/// As the server reports it: the pool itself would repeat a setup that cannot succeed until its time
/// is up, and then report only that. A lost connection it may repeat, once.
pub(super) async fn open<DB>(
    pool: PoolOptions<DB>,
    connect: <DB::Connection as Connection>::Options,
    setup: Vec<Setup>,
) -> Result<Pool<DB>, Refused>
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    usize: ColumnIndex<DB::Row>,
    String: for<'r> Decode<'r, DB> + Type<DB>,
{
    let (report, mut refused) = unbounded_channel();
    let lost = Arc::new(AtomicUsize::new(0));
    let pool = pool.after_connect(move |connection, _| {
        let (setup, report, lost) = (setup.clone(), report.clone(), lost.clone());
        Box::pin(async move {
            let Err(Refused { sql, error }) = run::<DB>(connection, setup).await else {
                return Ok(());
            };
            // What the server itself says will be said again.
            if matches!(error, sqlx::Error::Io(_)) && lost.fetch_add(1, Ordering::Relaxed) == 0 {
                return Err(error);
            }
            match report.send(Refused { sql, error }) {
                // Now the wait for the pool ends.
                Ok(()) => std::future::pending().await,
                // The pool has been opened before, and has lost its connection.
                Err(unsent) => Err(unsent.0.error),
            }
        })
    });
    tokio::select! {
        Some(refused) = refused.recv() => Err(refused),
        pool = pool.connect_with(connect) => pool.map_err(|error| Refused { sql: None, error }),
    }
}

async fn run<DB>(connection: &mut DB::Connection, setup: Vec<Setup>) -> Result<(), Refused>
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    usize: ColumnIndex<DB::Row>,
    String: for<'r> Decode<'r, DB> + Type<DB>,
{
    for step in setup {
        let sql = match step {
            Setup::Statement(sql) => Some(sql),
            Setup::Variables(variables) => {
                let sql = dialect::values_sql(&variables);
                let rows = fetch::<DB>(connection, &sql).await;
                let found = rows.map_err(|error| Refused { sql: Some(sql), error })?;
                dialect::set_sql(&variables, &found)
            }
        };
        let Some(sql) = sql else { continue };
        let statement = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone()));
        if let Err(error) = statement.execute(&mut *connection).await {
            return Err(Refused { sql: Some(sql), error });
        }
    }
    Ok(())
}

/// The names and values that a query yields.
async fn fetch<DB>(
    connection: &mut DB::Connection,
    sql: &str,
) -> Result<Vec<(String, String)>, sqlx::Error>
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    usize: ColumnIndex<DB::Row>,
    String: for<'r> Decode<'r, DB> + Type<DB>,
{
    let query = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

impl From<Refused> for Failure {
    fn from(Refused { sql, error }: Refused) -> Self {
        const MESSAGE: &str = "the database refuses a setting of the session";
        let class = classify_driver(&error);
        let error = DbErr::Conn(RuntimeErr::SqlxError(error.into()));
        let failure = match class {
            ErrorClass::Denied => Self::new(Kind::Denied, MESSAGE)
                .cause(anyhow!(dialect::message(&error)))
                .hint("the server, the database or the user has another value, which the user may not change"),
            ErrorClass::Other | ErrorClass::Missing | ErrorClass::Constraint => {
                Self::new(Kind::SessionSetup, MESSAGE)
                    .cause(anyhow!(dialect::message(&error)))
                    .hint("check the version of the server, and any pooler or proxy in front of it")
            }
            _ => error.into(),
        };
        match sql {
            Some(sql) => failure.line(format!("statement: {}", shortened(&sql))),
            None => failure,
        }
    }
}

/// The beginning of a statement.
fn shortened(sql: &str) -> String {
    const SHOWN: usize = 100;
    match sql.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &sql[..end]),
        None => sql.to_owned(),
    }
}

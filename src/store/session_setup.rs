//! Opens a pool whose connections are set up, and reports at once what a server refuses of that.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::anyhow;
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::{self, Connection, Database, Executor, Pool};
use sea_orm::{DbErr, RuntimeErr};
use tokio::sync::mpsc::unbounded_channel;

use super::dialect::{self, ErrorClass, Setup, classify_driver, is_unknown_setting};
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
{
    let (report, mut refused) = unbounded_channel();
    let lost = Arc::new(AtomicUsize::new(0));
    let pool = pool.after_connect(move |connection, _| {
        let (setup, report, lost) = (setup.clone(), report.clone(), lost.clone());
        Box::pin(async move {
            let Err(Refused { sql, error }) = run(connection, setup).await else {
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

async fn run<C>(connection: &mut C, setup: Vec<Setup>) -> Result<(), Refused>
where
    C: Connection,
    for<'c> &'c mut C: Executor<'c, Database = C::Database>,
{
    for Setup { sql, optional } in setup {
        let statement = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone()));
        match statement.execute(&mut *connection).await {
            Ok(_) => {}
            Err(error) if optional && is_unknown_setting(&error) => {}
            Err(error) => return Err(Refused { sql: Some(sql), error }),
        }
    }
    Ok(())
}

impl From<Refused> for Failure {
    fn from(Refused { sql, error }: Refused) -> Self {
        let about_a_setting = matches!(
            classify_driver(&error),
            ErrorClass::Other | ErrorClass::Missing | ErrorClass::Constraint
        );
        let error = DbErr::Conn(RuntimeErr::SqlxError(error.into()));
        let failure = if about_a_setting {
            Self::new(Kind::SessionSetup, "the database refuses a setting of the session")
                .cause(anyhow!(dialect::message(&error)))
                .hint("check the version of the server, and any pooler or proxy in front of it")
        } else {
            error.into()
        };
        match sql {
            Some(sql) => failure.line(format!("statement: {sql}")),
            None => failure,
        }
    }
}

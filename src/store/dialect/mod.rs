//! What differs between the engines. The only room that matches on [`DbBackend`].

mod errors;
mod ids;
mod setup;

use std::time::Duration;

use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

pub use errors::{Class, classify, conflict, driver_error, message, silent};
pub use ids::reserve_ids;
pub use setup::{LOCK_WAIT, Setup, Standing, mysql_setup, postgres_setup, standing};

/// The engine of a file.
pub const FILE_ENGINE: DbBackend = DbBackend::Sqlite;

/// Names the engine for people.
pub fn engine_name(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "PostgreSQL",
        DbBackend::MySql => "MySQL/MariaDB",
        _ => "SQLite",
    }
}

/// How long a server may take for one transaction before it counts as lost: longer than it
/// waits for a lock. A file is never silent.
pub fn silence(backend: DbBackend) -> Option<Duration> {
    (backend != FILE_ENGINE).then_some(LOCK_WAIT + Duration::from_secs(5))
}

/// Begins a transaction that will write.
///
/// SQLite takes the write lock at once: a reader that turns writer would fail with
/// `SQLITE_BUSY` without waiting. The level of isolation stays the server's: its first
/// statement must be the write that locks, so that at REPEATABLE READ too everything read
/// after it is what the transaction before has committed.
pub async fn begin_write(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    })
    .await
}

/// Begins a read-only transaction in which every query sees the same data.
pub async fn begin_snapshot(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let (isolation_level, access_mode) = match db.get_database_backend() {
        DbBackend::Sqlite => (None, None),
        _ => (
            Some(IsolationLevel::RepeatableRead),
            Some(AccessMode::ReadOnly),
        ),
    };
    db.begin_with_options(TransactionOptions {
        isolation_level,
        access_mode,
        sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
    })
    .await
}

/// Whether a page of rows is fetched fastest packed into one JSON text.
///
/// The SQLite driver hands every row from one thread to another, which costs more than
/// the packing; on the servers packing costs more, and MariaDB cuts it silently.
pub fn packs_pages(backend: DbBackend) -> bool {
    backend == DbBackend::Sqlite
}

/// Whether a commit that was answered is looked after once more.
///
/// A Galera node may take a transaction back for another node's after its last statement, and
/// still answer its COMMIT with OK (seen with MariaDB 10.11: once in some hundred collisions).
pub fn doubts_commits(backend: DbBackend) -> bool {
    backend == DbBackend::MySql
}

/// SQL for the whole seconds from `start_time` to `end_time`, summed over rows, as an integer.
pub fn sum_of_seconds(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "CAST(SUM(EXTRACT(EPOCH FROM (date_trunc('second', end_time) \
             - date_trunc('second', start_time)))) AS BIGINT)"
        }
        DbBackend::MySql => {
            "CAST(SUM(TIMESTAMPDIFF(SECOND, CAST(start_time AS DATETIME(0)), \
             CAST(end_time AS DATETIME(0)))) AS SIGNED)"
        }
        _ => "SUM(unixepoch(end_time) - unixepoch(start_time))",
    }
}

//! What differs between the engines when data is read and written. Their catalogues, errors and
//! placeholders are in [`migration::dialect`].

mod backfill;
mod bulk;
mod ids;
mod insert;
mod role;
mod rows;
mod set_aside;
mod setup;
mod storable;

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

pub use backfill::{
    Durability, FileSize, Wait, begins_with_pairs, checkpoint_wal, file_size, picks_in_place,
    prepare_for_batches, rest_after, rows_at_first, shrink, update_rows, wait_for_locks,
};
pub use bulk::{Demands, begin_bulk, demands};
pub use ids::{id_step, reserve_ids, without_ids};
pub use insert::{Parents, insert_pairs, insert_rows, insert_text, insert_values};
pub use migration::dialect::*;
pub use role::{ServerRole, server_role};
pub use rows::{Loader, Snapshot};
pub use set_aside::{SetAside, keys_set_aside_sql, set_aside_sql};
pub use setup::{LOCK_WAIT, Setup, Variable, mysql_setup, postgres_setup, set_sql, values_sql};
pub use storable::{Storable, storable};

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

/// The query for the version of an engine.
fn version_sql(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "SELECT CAST(current_setting('server_version') AS TEXT)",
        DbBackend::MySql => "SELECT VERSION()",
        _ => "SELECT sqlite_version()",
    }
}

/// The version of the engine.
pub async fn engine_version(db: &DatabaseConnection) -> Result<String, DbErr> {
    let version = texts(db, version_sql(db.get_database_backend())).await?;
    Ok(version.into_iter().next().unwrap_or_default())
}

/// Begins a transaction that will write.
///
/// SQLite takes the write lock at once: a reader that becomes a writer would fail with
/// `SQLITE_BUSY` without waiting. The isolation level is that of the session: READ COMMITTED, or
/// REPEATABLE READ on MySQL. Its first statement must be the write that locks, so that there too
/// everything read after it is what the transaction before has committed.
pub async fn begin_write(db: &DatabaseConnection) -> Result<WriteTransaction, DbErr> {
    Ok(Writing(Transaction::SeaOrm(begin(db).await?)))
}

async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
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
        _ => (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)),
    };
    db.begin_with_options(TransactionOptions {
        isolation_level,
        access_mode,
        sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
    })
    .await
}

/// Whether a page of rows is fetched fastest as one JSON text.
///
/// The SQLite driver passes every row from one thread to another, which costs more than the JSON; on
/// the servers the JSON costs more, and MariaDB truncates it silently.
pub fn packs_pages(backend: DbBackend) -> bool {
    backend == DbBackend::Sqlite
}

/// Whether a column of a query can be fetched as one array.
pub fn has_arrays(backend: DbBackend) -> bool {
    backend == DbBackend::Postgres
}

/// Whether two times are compared as texts, of which there may be several for one moment.
pub fn compares_times_as_text(backend: DbBackend) -> bool {
    backend == DbBackend::Sqlite
}

/// Prepares a session for batches of rows, which change pages all over the indexes.
///
/// SQLite caches 2 MB of pages by default: a batch would write and read its pages several times
/// before the commit, and copy them from the log into the file after it. In WAL mode no batch waits for
/// the disk, or for a checkpoint: a power failure may undo the last ones until [`checkpoint_wal`], and the
/// next run repeats them.
pub async fn prepare_for_bulk(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let cache = BULK_CACHE / 1024;
    let pragmas = format!("PRAGMA cache_size = -{cache}; PRAGMA wal_autocheckpoint = 0");
    db.execute_unprepared(&pragmas).await?;
    commit_without_waiting(db).await
}

/// Lets commits of SQLite not wait for the disk where that cannot damage the file: in WAL mode.
async fn commit_without_waiting(db: &DatabaseConnection) -> Result<(), DbErr> {
    if texts(db, "PRAGMA journal_mode").await? == ["wal"] {
        db.execute_unprepared("PRAGMA synchronous = NORMAL").await?;
    }
    Ok(())
}

/// Prepares a session for a listing that continues after its first page.
///
/// It reads rows in the order of time, which is not that of SQLite's file: of the usual 2 MB it would read
/// most pages again and again. What reads few rows is slower with more memory, which it would only fill.
pub async fn prepare_for_pages<C: ConnectionTrait>(db: &C) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        let pragma = format!("PRAGMA cache_size = -{}", LISTING_CACHE / 1024);
        db.execute_unprepared(&pragma).await?;
    }
    Ok(())
}

/// Bytes of pages that SQLite keeps in memory while many rows are listed.
const LISTING_CACHE: usize = 8 * 1024 * 1024;
/// Bytes of pages that SQLite keeps in memory while many rows are written.
const BULK_CACHE: usize = 48 * 1024 * 1024;

/// Whether a successful commit must be verified.
///
/// A Galera node may roll a transaction back for another node's after its last statement, and still
/// answer its COMMIT with OK (observed with MariaDB 10.11, about once in 100 collisions).
pub fn commit_unreliable(backend: DbBackend) -> bool {
    backend == DbBackend::MySql
}

/// SQL for the time from `start_time` to `end_time`, summed over rows: whole seconds, and the
/// microseconds to add to them, each as the text of an integer, since a few thousand rows can exceed 64
/// bits. What is not a time of the years 1 to 9999 has no length.
pub fn sum_of_lengths(backend: DbBackend) -> [&'static str; 2] {
    match backend {
        DbBackend::Postgres => [
            "CAST(0 AS TEXT)",
            // An infinite time cannot be subtracted.
            "CAST(CAST(COALESCE(SUM(EXTRACT(EPOCH FROM (end_time - start_time)) * 1000000) \
             FILTER (WHERE start_time >= '0001-01-01' AND \
             end_time <= '9999-12-31 23:59:59.999999'), 0) AS NUMERIC(60, 0)) AS TEXT)",
        ],
        DbBackend::MySql => [
            "CAST(0 AS CHAR)",
            // A sum of integers is a decimal number.
            "CAST(COALESCE(SUM(CASE WHEN start_time >= '0001-01-01' THEN \
             TIMESTAMPDIFF(MICROSECOND, start_time, end_time) END), 0) AS CHAR)",
        ],
        // `unixepoch` rounds a fraction to milliseconds, which is the same for both if they have the same,
        // as nearly all do: only the others need a correction.
        _ => [
            "CAST(COALESCE(SUM(unixepoch(end_time) - unixepoch(start_time)) \
             FILTER (WHERE start_time >= '0001'), 0) AS TEXT)",
            "CAST(CAST(COALESCE(SUM(1000000 * \
             ((unixepoch(substr(end_time, 1, 19)) - unixepoch(end_time)) \
             - (unixepoch(substr(start_time, 1, 19)) - unixepoch(start_time))) \
             + ROUND(1000000 * (CAST('0' || substr(end_time, 20) AS REAL) \
             - CAST('0' || substr(start_time, 20) AS REAL)))) \
             FILTER (WHERE substr(end_time, 20) <> substr(start_time, 20) \
             AND start_time >= '0001'), 0) AS INTEGER) AS TEXT)",
        ],
    }
}

/// SQL for the time from `start_time` to `end_time` in minutes, a part of one counted as one, and no more
/// than [a minute over a day](crate::store::load::OVER_A_DAY). Fractions of seconds do not count; what is
/// not a time of the years 1 to 9999 has no length.
pub fn length_in_minutes(backend: DbBackend) -> &'static str {
    match backend {
        // An infinite time cannot be subtracted, and LEAST ignores NULL.
        DbBackend::Postgres => {
            "CASE WHEN start_time >= '0001-01-01' AND end_time <= '9999-12-31 23:59:59.999999' THEN \
             LEAST(1441, (CAST(EXTRACT(EPOCH FROM date_trunc('second', end_time) \
             - date_trunc('second', start_time)) AS BIGINT) + 59) / 60) END"
        }
        DbBackend::MySql => {
            "CASE WHEN start_time >= '0001-01-01' THEN \
             LEAST(1441, (TIMESTAMPDIFF(SECOND, '0001-01-01', end_time) \
             - TIMESTAMPDIFF(SECOND, '0001-01-01', start_time) + 59) DIV 60) END"
        }
        _ => "MIN(1441, (unixepoch(end_time) - unixepoch(start_time) + 59) / 60)",
    }
}

/// SQL for a text with the letters A to Z in lower case.
///
/// Other letters may be changed too, by some engines: see [`has_non_ascii`].
pub fn ascii_lower(backend: DbBackend, column: &str) -> String {
    match backend {
        // In Turkish, the lower case of I is not i.
        DbBackend::Postgres => format!(
            "translate({column}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
        ),
        _ => format!("lower({column})"),
    }
}

/// The condition that a text has other characters than those of ASCII.
pub fn has_non_ascii(backend: DbBackend, column: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("octet_length({column}) <> char_length({column})"),
        DbBackend::MySql => format!("LENGTH({column}) <> CHAR_LENGTH({column})"),
        _ => format!("length(CAST({column} AS BLOB)) <> length({column})"),
    }
}

/// The condition that the address of a user begins with `start`, byte for byte.
pub fn starts_with(backend: DbBackend, start: &str) -> SimpleExpr {
    match backend {
        // It orders by a language: what begins alike need not be together.
        DbBackend::Postgres => Expr::cust_with_values("starts_with(users.email, $1)", [start]),
        // A range, which the index has.
        _ => Expr::cust_with_values(
            "users.email >= ? AND users.email < ?",
            [start.to_owned(), format!("{start}{}", char::MAX)],
        ),
    }
}

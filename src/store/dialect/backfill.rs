//! How a run in batches differs between engines: how it picks rows, how long it waits for locks, and
//! how it yields to other writers.

use std::time::Duration;

use migration::dialect::{foreign_triggers_sql, number, texts};
use sea_orm::sea_query::UpdateStatement;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};

use super::{LOCK_WAIT, WriteTransaction, commit_without_waiting};

/// How long a transaction that has changed rows waits for a locked row: other sessions may be waiting
/// for it.
const BRIEF: Duration = Duration::from_millis(200);

/// Whether an UPDATE selects its rows with a subquery: no id leaves the engine, and no other session
/// can write between the query and the change.
///
/// MariaDB does not support LIMIT in such a subquery. A server keeps the index entries of changed
/// rows as long as a transaction may see them, so there a batch starts at the last key.
pub fn picks_in_place(backend: DbBackend) -> bool {
    backend == DbBackend::Sqlite
}

/// Whether a range of a two-column index is best read from its first pair on, with the rows after
/// its end filtered out.
///
/// PostgreSQL treats status and time as independent. It expects that every third meeting that has
/// started is still scheduled, and scans all that have started in the order of another index to find
/// one soon. No other index has the order of the pairs. The other engines estimate the size of a
/// range, or prefer the index that fits both columns.
pub fn begins_with_pairs(backend: DbBackend) -> bool {
    backend == DbBackend::Postgres
}

/// The rows of the first transaction, before any speed is known.
///
/// A range that is read from its first pair on reads this many rows even if it is empty.
pub fn rows_at_first(backend: DbBackend) -> u64 {
    if begins_with_pairs(backend) { 50 } else { 1000 }
}

/// What a power failure may undo of a run in batches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The last complete batches: the next run repeats them.
    Repeatable,
    /// Nothing that is committed.
    Full,
}

/// Bytes of pages that SQLite keeps in memory for batches: with what a run needs besides, less than 64 MB.
const BATCHES_CACHE: usize = 36 * 1024 * 1024;

/// Prepares a session for batches of changes across a table.
///
/// SQLite caches the pages that adjacent batches share, and checkpoints its log only in
/// [`checkpoint_wal`], while others may write. Where a commit may be repeated, it does not wait for
/// the disk in WAL mode, because other writers would wait for it.
pub async fn prepare_for_batches(
    db: &DatabaseConnection,
    durability: Durability,
) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let pragmas =
        format!("PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = 0", BATCHES_CACHE / 1024);
    db.execute_unprepared(&pragmas).await?;
    if durability == Durability::Repeatable {
        commit_without_waiting(db).await?;
    }
    Ok(())
}

/// How long a transaction waits for locks of others from now on, before it fails as busy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The default: the transaction holds no lock yet.
    Usual,
    /// A short time: others may wait for its locks.
    Briefly,
}

/// Sets how long a transaction waits for locks. On SQLite it has the only lock already.
pub async fn wait_for_locks(tx: &WriteTransaction, wait: Wait) -> Result<(), DbErr> {
    let brief = wait == Wait::Briefly;
    match tx.get_database_backend() {
        DbBackend::Postgres => {
            let limit = if brief { BRIEF } else { LOCK_WAIT };
            let sql = format!("SET LOCAL lock_timeout = {}", limit.as_millis());
            tx.execute_unprepared(&sql).await?;
        }
        DbBackend::MySql => {
            let set = |seconds| format!("SET SESSION innodb_lock_wait_timeout = {seconds}");
            let limit = if brief { BRIEF } else { LOCK_WAIT };
            // The unit is seconds; MySQL does not accept 0.
            if tx.execute_unprepared(&set(limit.as_secs())).await.is_err() {
                tx.execute_unprepared(&set(1)).await?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Changes many rows in a transaction that ends if a row is refused; returns how many.
///
/// To undo a statement that stops in the middle, SQLite copies each page that it changes first: a tenth of
/// its time. `OR FAIL` leaves that to the end of the transaction. It would also apply to what triggers do.
pub async fn update_rows(tx: &WriteTransaction, update: &UpdateStatement) -> Result<u64, DbErr> {
    let backend = tx.get_database_backend();
    let mut statement = backend.build(update);
    if backend == DbBackend::Sqlite && texts(tx, &foreign_triggers_sql(backend)).await?.is_empty() {
        statement.sql = statement.sql.replacen("UPDATE", "UPDATE OR FAIL", 1);
    }
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

/// How long to pause after writing for `worked`, so that waiting writers can write; zero where the
/// engine queues them.
///
/// SQLite has no queue: a writer that finds the lock taken retries after increasing pauses. During a
/// rest as long as its current pause, it retries at least once.
pub fn rest_after(backend: DbBackend, worked: Duration) -> Duration {
    /// The pauses of `sqlite3_busy_timeout`, in milliseconds; all later ones are as the last.
    const PAUSES: [u64; 12] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];
    /// A sleep can end a little late.
    const LATE: u64 = 2;
    if backend != DbBackend::Sqlite {
        return Duration::ZERO;
    }
    let mut waited = 0;
    let pause = PAUSES.into_iter().find(|pause| {
        waited += pause;
        Duration::from_millis(waited) > worked
    });
    Duration::from_millis(pause.unwrap_or(PAUSES[PAUSES.len() - 1]) + LATE)
}

/// Checkpoints SQLite's write-ahead log, as far as no reader needs it, while others may write.
pub async fn checkpoint_wal(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        db.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await?;
    }
    Ok(())
}

/// The bytes of a file.
#[derive(Debug, Clone, Copy)]
pub struct FileSize {
    /// All of them.
    pub total: u64,
    /// Those that deleted rows have left.
    pub free: u64,
}

/// The size of the file of the database; `None` on a server.
pub async fn file_size(db: &DatabaseConnection) -> Result<Option<FileSize>, DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(None);
    }
    let page = number(db, "PRAGMA page_size").await?;
    let total = page * number(db, "PRAGMA page_count").await?;
    Ok(Some(FileSize { total, free: page * number(db, "PRAGMA freelist_count").await? }))
}

/// Writes a SQLite file again without the room that deleted rows have left.
///
/// The new content goes through the write-ahead log, which is emptied after it.
pub async fn shrink(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        db.execute_unprepared("VACUUM").await?;
        db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rest_is_as_long_as_the_pause_a_waiting_writer_has_come_to() {
        let rest =
            |worked| rest_after(DbBackend::Sqlite, Duration::from_millis(worked)).as_millis();
        let rests = [0, 1, 17, 18, 100, 127, 128, 300, 5000].map(rest);
        assert_eq!(rests, [3, 4, 12, 17, 27, 27, 52, 102, 102]);
        let on_a_server = rest_after(DbBackend::Postgres, Duration::from_secs(1));
        assert_eq!(on_a_server, Duration::ZERO);
    }
}

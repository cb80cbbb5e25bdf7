//! What a backfill does otherwise on each engine: how it picks rows, how long it waits for others,
//! how it lets others in.

use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement,
};

use super::{BULK_CACHE, LOCK_WAIT};

/// How long a transaction that has changed rows waits for a row locked by another session. Others may
/// wait for it meanwhile.
const BRIEF: Duration = Duration::from_millis(200);

/// Whether an UPDATE takes its rows best from its own query: no id leaves the engine, and
/// nobody else can write between the query and the change.
///
/// MariaDB knows no LIMIT in such a query; and a server keeps the index entries of changed rows as
/// long as somebody may see them, so there the way leads from key to key.
pub fn picks_in_place(backend: DbBackend) -> bool {
    backend == DbBackend::Sqlite
}

/// Whether a range of an index on two columns is best read from its first pair on, and what lies
/// behind its end left out afterwards.
///
/// PostgreSQL takes status and time for independent. It expects every third meeting that has begun
/// to be scheduled still, and goes through all that have begun in the order of another index,
/// sure to find one soon. No other index has the order of the pairs. The other engines look how
/// much a range holds, or prefer the index that fits both columns.
pub fn begins_with_pairs(backend: DbBackend) -> bool {
    backend == DbBackend::Postgres
}

/// The rows of the first transaction, before anything is known.
///
/// Where a range is read from its first pair on, so many rows are read although none is in it.
pub fn rows_at_first(backend: DbBackend) -> u64 {
    if begins_with_pairs(backend) { 50 } else { 1000 }
}

/// The most rows a transaction takes unless a user says otherwise.
///
/// A row of a file is changed on pages of four kilobytes, each of which a transaction writes
/// once: the more rows, the fewer pages. Galera holds a transaction up for all nodes.
pub fn rows_at_once(backend: DbBackend) -> u64 {
    match backend {
        DbBackend::Sqlite => 10_000,
        _ => 1000,
    }
}

/// Readies a session for batches of changes all over a table.
///
/// SQLite keeps the pages that neighbouring batches share, and folds its log into the file when
/// [`fold_log`] says so, while others may write. With a log it does not wait for the disk at each
/// commit, while others wait for it: a loss of power may take the last batches back, whole, and
/// the next run does them again.
pub async fn prepare_for_backfill(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let pragmas = format!(
        "PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = 0",
        BULK_CACHE / 1024
    );
    db.execute_unprepared(&pragmas).await?;
    let mode = Statement::from_string(DbBackend::Sqlite, "PRAGMA journal_mode");
    let mode: Option<String> = match db.query_one_raw(mode).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => None,
    };
    if mode.as_deref() == Some("wal") {
        db.execute_unprepared("PRAGMA synchronous = NORMAL").await?;
    }
    Ok(())
}

/// How long a transaction waits for what others hold, from now on; it fails as busy then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// As usual: for one that holds nothing itself.
    Usual,
    /// Hardly at all: others may wait for what it holds.
    Briefly,
}

/// Says how long a transaction waits for locks of others. On SQLite it has the only one already.
pub async fn wait_for_locks(tx: &DatabaseTransaction, wait: Wait) -> Result<(), DbErr> {
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
            // It counts in whole seconds; MySQL itself knows no 0.
            if tx.execute_unprepared(&set(limit.as_secs())).await.is_err() {
                tx.execute_unprepared(&set(1)).await?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// How long to leave the database alone after having written for `worked`, so that whoever has
/// waited gets in; nothing where the engine lets them queue.
///
/// SQLite has no queue: a writer that finds the lock taken looks again after pauses that grow. In a
/// rest as long as the pause it has come to, it looks once at least.
pub fn rest_after(backend: DbBackend, worked: Duration) -> Duration {
    /// The pauses of `sqlite3_busy_timeout`, in milliseconds; all later ones are as the last.
    const PAUSES: [u64; 12] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];
    /// A sleeper wakes a little late.
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

/// Copies what was committed from SQLite's log into its file, as far as no reader needs it there;
/// others may write meanwhile.
pub async fn fold_log(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        db.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)")
            .await?;
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

//! How long a statement that changes the schema waits for a lock.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// How long one try waits. All that come after it in the queue of a lock wait as long, readers too.
///
/// MySQL counts in seconds.
pub fn lock_try(backend: DbBackend) -> Duration {
    Duration::from_millis(if backend == DbBackend::MySql { 1000 } else { 300 })
}

/// Makes the session wait for a lock for [`lock_try`] and no longer.
///
/// On SQLite without a write-ahead log, a commit that waits for readers keeps new ones out.
pub async fn wait_briefly<C: ConnectionTrait>(db: &C) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let limit = lock_try(backend);
    let sql = match backend {
        DbBackend::Postgres => format!("SET lock_timeout = {}", limit.as_millis()),
        DbBackend::Sqlite => format!("PRAGMA busy_timeout = {}", limit.as_millis()),
        _ => {
            let seconds = limit.as_secs();
            format!(
                "SET SESSION lock_wait_timeout = {seconds}, innodb_lock_wait_timeout = {seconds}"
            )
        }
    };
    db.execute_unprepared(&sql).await.map(drop)
}

//! Keeps a lease alive on a connection of its own.

use std::io;
use std::time::{Duration, Instant};

use sea_orm::{DatabaseConnection, DbBackend, DbErr, RuntimeErr, SqlxError};
use tokio::sync::oneshot;

use super::lease::{Lease, LeaseError};

/// How long a server may leave a heart without an answer before it counts as lost.
///
/// Galera holds every write of the cluster up while it changes a large table, so there it takes long
/// to tell that from death.
fn silence(backend: DbBackend) -> Duration {
    let seconds = if backend == DbBackend::MySql { 600 } else { 30 };
    Duration::from_secs(seconds)
}

impl Lease {
    /// Puts the end off from time to time on a connection of its own, until dropped. To be used
    /// where single statements may take longer than the lease.
    pub fn keep(&self, db: DatabaseConnection) -> Heart {
        let lease = self.clone();
        let limit = silence(db.get_database_backend());
        let (told, silent) = oneshot::channel();
        let task = tokio::spawn(async move {
            let mut heard = Instant::now();
            while heard.elapsed() < limit {
                tokio::time::sleep(lease.beat()).await;
                // A lease that is lost is noticed at the fence.
                if let Ok(Ok(()) | Err(LeaseError::Lost)) =
                    tokio::time::timeout(lease.term(), lease.hold(&db)).await
                {
                    heard = Instant::now();
                }
            }
            // Nobody listens any more if the work is done.
            let _ = told.send(());
        });
        Heart {
            task,
            silent,
            limit,
        }
    }
}

/// Keeps a lease alive until it is dropped.
#[derive(Debug)]
pub struct Heart {
    task: tokio::task::JoinHandle<()>,
    silent: oneshot::Receiver<()>,
    limit: Duration,
}

impl Heart {
    /// Waits until the server has not answered for long: it will not answer the statement at
    /// work either, however long that may take.
    pub async fn stopped(&mut self) -> LeaseError {
        if (&mut self.silent).await.is_err() {
            std::future::pending::<()>().await;
        }
        let why = format!("the server has not answered for {:?}", self.limit);
        let error = SqlxError::Io(io::Error::new(io::ErrorKind::TimedOut, why));
        LeaseError::Db(DbErr::Conn(RuntimeErr::SqlxError(error.into())))
    }
}

impl Drop for Heart {
    fn drop(&mut self) {
        self.task.abort();
    }
}

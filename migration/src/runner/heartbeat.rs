//! Renews a lease in the background.

use std::time::{Duration, Instant};

use sea_orm::{DatabaseConnection, DbBackend};
use tokio::sync::oneshot;

use super::lease::{Lease, LeaseError};
use crate::dialect;

/// How long a server may leave heartbeats without an answer before it counts as lost.
///
/// Galera delays every write of the cluster while it changes a large table, which resembles a dead
/// server for a long time.
fn max_silence(backend: DbBackend) -> Duration {
    let seconds = if backend == DbBackend::MySql { 600 } else { 30 };
    Duration::from_secs(seconds)
}

impl Lease {
    /// Renews the lease through `db` until the heartbeat is dropped. While a statement may take
    /// longer than the lease, `db` must be another connection than the statement's.
    pub fn heartbeat(&self, db: DatabaseConnection) -> Heartbeat {
        let lease = self.clone();
        let limit = max_silence(db.get_database_backend());
        let (report, silent) = oneshot::channel();
        let task = tokio::spawn(async move {
            let mut answered = Instant::now();
            while answered.elapsed() < limit {
                tokio::time::sleep(lease.renew_interval()).await;
                // A lost lease is noticed at the end of the next transaction.
                if let Ok(Ok(()) | Err(LeaseError::Lost)) =
                    tokio::time::timeout(lease.ttl(), lease.renew(&db)).await
                {
                    answered = Instant::now();
                }
            }
            // The result is not used if the work is done.
            let _ = report.send(());
        });
        Heartbeat { task, silent, limit }
    }
}

/// Renews a lease until it is dropped.
#[derive(Debug)]
pub struct Heartbeat {
    task: tokio::task::JoinHandle<()>,
    silent: oneshot::Receiver<()>,
    limit: Duration,
}

impl Heartbeat {
    /// Waits until the server has not answered for long. It will not answer a running statement
    /// either.
    pub async fn stopped(&mut self) -> LeaseError {
        if (&mut self.silent).await.is_err() {
            std::future::pending::<()>().await;
        }
        dialect::silent(self.limit).into()
    }
}

impl Drop for Heartbeat {
    fn drop(&mut self) {
        self.task.abort();
    }
}

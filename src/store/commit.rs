//! Commits: whether a transaction took effect where the engine's answer does not prove it.

use migration::failpoint;
use sea_orm::{DatabaseConnection, DbErr};

use super::dialect::{self, ErrorClass, WriteTransaction, classify};
use super::retry::TxError;

/// What a transaction wrote whose commit is in doubt: it was sent, and not answered. A retry
/// checks the database for it.
#[derive(Debug)]
pub struct InDoubt<T>(Option<T>);

impl<T> Default for InDoubt<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> InDoubt<T> {
    /// What may have been written, or `None` if no commit is in doubt.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }

    /// The same, and forgets it.
    pub fn take(&mut self) -> Option<T> {
        self.0.take()
    }

    /// Notes that the transaction in doubt has ended without effect.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// Commits `tx`, which wrote `written`. Where a successful commit must be verified,
    /// `took_effect` reads whether the changes are stored.
    ///
    /// # Errors
    /// A conflict, which is retried, if the engine rolled back in spite of its answer.
    pub async fn commit(
        &mut self,
        db: &DatabaseConnection,
        tx: WriteTransaction,
        written: T,
        took_effect: impl Future<Output = Result<bool, DbErr>>,
    ) -> Result<(), TxError> {
        // A commit may take effect even if this future is dropped before the answer.
        let before = self.0.replace(written);
        failpoint::hit();
        let rolled_back = match tx.commit().await {
            Err(error) if classify(&error) == ErrorClass::Busy => error,
            Err(error) => return Err(error.into()),
            Ok(()) => {
                failpoint::hit();
                let unreliable = dialect::commit_unreliable(db.get_database_backend());
                if !unreliable || took_effect.await? {
                    return Ok(());
                }
                dialect::conflict()
            }
        };
        self.0 = before;
        Err(rolled_back.into())
    }
}

/// Commits a transaction that is harmless to repeat; see [`InDoubt::commit`].
pub async fn commit(
    db: &DatabaseConnection,
    tx: WriteTransaction,
    took_effect: impl Future<Output = Result<bool, DbErr>>,
) -> Result<(), TxError> {
    InDoubt::default().commit(db, tx, (), took_effect).await
}

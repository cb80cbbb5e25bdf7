//! A connection that outlives its server: work is run again where that is safe, on another
//! node if need be.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use sea_orm::{DatabaseConnection, DbErr};

use super::connect::{self, Missing, Options};
use super::dialect::{self, ErrorClass, FILE_ENGINE, LOCK_WAIT, ServerRole, classify, message};
use super::failure;
use super::history::Run;
use super::retry::{self, TxError};
use super::url::Location;
use crate::error::{Exit, Failure, Kind};

/// How long one transaction on a server may take before the connection counts as lost: longer than it
/// waits for locks. On PostgreSQL one statement may wait twice for one row: for its turn, and for who
/// has the row.
const TRANSACTION_TIMEOUT: Duration =
    LOCK_WAIT.saturating_mul(2).saturating_add(Duration::from_secs(5));

/// How many statements that may each wait for a lock share one [`TRANSACTION_TIMEOUT`]: that all of
/// them wait as long as they may is rarer than a server that does not answer any more.
const LOCKS_PER_TIMEOUT: usize = 10;

/// How long to wait between two attempts to reach any of the databases.
const RECONNECT_DELAY: Duration = Duration::from_millis(250);

/// The databases of this run and the connection to the one in use, which clones share.
#[derive(Debug, Clone)]
pub struct Session {
    locations: Vec<Location>,
    options: Options,
    db: Rc<RefCell<DatabaseConnection>>,
    limit: Duration,
    run: Rc<Run>,
}

impl Session {
    /// A session of `run` on `db`, which is one of `locations`.
    pub fn new(
        locations: Vec<Location>,
        options: Options,
        db: DatabaseConnection,
        run: Rc<Run>,
    ) -> Self {
        let db = Rc::new(RefCell::new(db));
        Self { locations, options, db, limit: TRANSACTION_TIMEOUT, run }
    }

    /// The run, as the history knows it.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The same session with `limit` as the time that a server has for one try, unless `--timeout`
    /// allows more.
    #[must_use]
    pub fn with_limit(&self, limit: Duration) -> Self {
        Self { limit, ..self.clone() }
    }

    /// The same session for work in which `statements` may each wait for a lock.
    #[must_use]
    pub fn for_locks(&self, statements: usize) -> Self {
        let share = statements.div_ceil(LOCKS_PER_TIMEOUT).max(1);
        let share = u32::try_from(share).unwrap_or(u32::MAX);
        self.with_limit(TRANSACTION_TIMEOUT.saturating_mul(share))
    }

    /// The connection in use.
    pub fn db(&self) -> DatabaseConnection {
        self.db.borrow().clone()
    }

    /// Runs `work`, a complete transaction, until it succeeds or fails with a permanent error.
    ///
    /// A busy database and a lost connection are retried, the latter on the first database that is
    /// writable. So is a server that does not answer in time: `work` is dropped where it waits.
    /// Work must be harmless to repeat, or check for its own earlier commit with
    /// [`InDoubt`](super::commit::InDoubt).
    ///
    /// # Errors
    /// The last error, after ten tries or 30 seconds.
    pub async fn retrying<T>(
        &self,
        mut work: impl AsyncFnMut(DatabaseConnection) -> Result<T, TxError>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        for attempt in 1.. {
            let answer = self.with_timeout(work(self.db())).await;
            let silent = answer.is_err();
            let (error, taken) = match answer.unwrap_or_else(|silent| Err(silent.into())) {
                Ok(value) => return Ok(value),
                Err(TxError::Final(failure)) => return Err(*failure),
                Err(TxError::Database(error)) => (error, false),
                Err(TxError::Taken(error)) => (error, true),
            };
            if attempt >= retry::TRIES || started.elapsed() >= retry::max_wait() {
                if taken {
                    return Err(error.into());
                }
                return Err(self.given_up(error, silent).await);
            }
            match if taken { ErrorClass::Busy } else { classify(&error) } {
                ErrorClass::Busy => {
                    tracing::info!(attempt, "the database was busy, trying again");
                    retry::pause(attempt).await;
                }
                ErrorClass::Lost
                | ErrorClass::Unreachable
                | ErrorClass::NotReady
                | ErrorClass::NonPrimary => {
                    tracing::info!(attempt, "the connection was lost, looking for a database");
                    retry::pause(attempt).await;
                    self.reconnect(started).await?;
                }
                ErrorClass::Full => return Err(self.full(error).await),
                _ => return Err(error.into()),
            }
        }
        unreachable!("the loop ends by a return")
    }

    /// What is full: the disk or, by the same words of SQLite, the ids of a table.
    async fn full(&self, error: DbErr) -> Failure {
        let tables = dialect::without_ids(&self.db()).await.unwrap_or_default();
        tables.first().map_or(error, |table| dialect::no_ids(table)).into()
    }

    /// Runs `work`, which only reads, until it succeeds or fails for another reason than a lost
    /// connection.
    ///
    /// # Errors
    /// The last failure, after ten tries or half a minute.
    pub async fn reading<T>(
        &self,
        mut work: impl AsyncFnMut(DatabaseConnection) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        for attempt in 1.. {
            let result = self.with_timeout(work(self.db())).await;
            let failure = match result.unwrap_or_else(|silent| Err(silent.into())) {
                Err(failure) => self.explained(failure).await,
                done => return done,
            };
            let over = attempt >= retry::TRIES || started.elapsed() >= retry::max_wait();
            let unreachable = failure.exit() == Exit::Unreachable && may_pass(failure.kind());
            let passes = unreachable || failure.kind() == Kind::NotReady;
            if over || !passes {
                return Err(failure);
            }
            tracing::info!(attempt, "the connection was lost, looking for a database");
            retry::pause(attempt).await;
            self.reconnect(started).await?;
        }
        unreachable!("the loop ends by a return")
    }

    /// Why the last try failed. A statement that was not answered on a server that works waits for
    /// others: no connection was lost.
    async fn given_up(&self, error: DbErr, silent: bool) -> Failure {
        if silent && let Ok(Some(db)) = self.another_connection().await {
            let busy = failure::describe(ErrorClass::Busy).cause(anyhow!(message(&error)));
            return failure::held_by(busy, &dialect::lock_holders(&db).await);
        }
        let class = classify(&error);
        let failure = error.into();
        match class {
            ErrorClass::Busy => failure::held_by(failure, &dialect::lock_holders(&self.db()).await),
            _ => failure,
        }
    }

    /// One more connection to the server, for work beside a long statement; a file needs none.
    ///
    /// # Errors
    /// As for [`connect::connect`].
    pub async fn another_connection(&self) -> Result<Option<DatabaseConnection>, Failure> {
        if self.db().get_database_backend() == FILE_ENGINE {
            return Ok(None);
        }
        self.connection_beside().await.map(Some)
    }

    /// One more connection, for queries that run at the same time.
    ///
    /// # Errors
    /// As for [`connect::connect`].
    pub async fn connection_beside(&self) -> Result<DatabaseConnection, Failure> {
        connect::connect(&self.locations, Missing::Refuse, &self.options).await
    }

    /// Who holds the lock. A node that just left its cluster says that it is busy, too.
    async fn explained(&self, failure: Failure) -> Failure {
        if failure.exit() != Exit::Busy {
            return failure;
        }
        match dialect::server_role(&self.db()).await {
            Ok(ServerRole::NonPrimary) => failure::describe(ErrorClass::NonPrimary).cause(failure),
            _ if failure.kind() == Kind::Busy => {
                failure::held_by(failure, &dialect::lock_holders(&self.db()).await)
            }
            _ => failure,
        }
    }

    /// The result of one try, or the error of a server that does not answer in time. A file always
    /// answers.
    async fn with_timeout<T>(&self, work: impl Future<Output = T>) -> Result<T, DbErr> {
        if self.db().get_database_backend() == FILE_ENGINE {
            return Ok(work.await);
        }
        let limit = connect::within_timeout(self.limit, self.options.timeout);
        let result = tokio::time::timeout(limit, work).await;
        result.map_err(|_| dialect::silent(limit))
    }

    /// Connects again to the first database that is writable, within the time that is left.
    async fn reconnect(&self, started: Instant) -> Result<(), Failure> {
        loop {
            match connect::connect(&self.locations, Missing::Refuse, &self.options).await {
                Ok(db) => {
                    *self.db.borrow_mut() = db;
                    return Ok(());
                }
                // A connection was lost, and this is why no other can be made.
                Err(failure)
                    if started.elapsed() >= retry::max_wait() || !may_pass(failure.kind()) =>
                {
                    return Err(failure::describe(ErrorClass::Lost).cause(failure));
                }
                Err(_) => tokio::time::sleep(RECONNECT_DELAY).await,
            }
        }
    }
}

/// Whether a failure to connect may pass by itself, as a failover does; a refused login does not.
fn may_pass(kind: Kind) -> bool {
    use Kind::{Denied, LoginRefused, NoDatabase, SessionSetup, TlsFailed, Usage};
    !matches!(kind, LoginRefused | NoDatabase | SessionSetup | TlsFailed | Denied | Usage)
}

#[cfg(test)]
mod tests;

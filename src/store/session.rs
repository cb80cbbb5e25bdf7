//! A connection that outlives its server: work is run again where that is safe, on another
//! node if need be.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use sea_orm::{DatabaseConnection, DbErr};

use super::connect::{self, Missing, Options};
use super::dialect::{self, Class, ServerRole, classify};
use super::failure;
use super::retry::{self, TxError};
use super::url::Location;
use crate::error::{Exit, Failure};

/// So many statements that may wait for a lock are expected to be done within one silence: that
/// each of a few waits as long as it may is rarer than a server that does not answer any more.
const A_FEW: usize = 10;

/// How long to wait between two attempts to reach any of the databases.
const BETWEEN: Duration = Duration::from_millis(250);

/// The databases of this run and the connection to the one in use.
#[derive(Debug)]
pub struct Session {
    locations: Vec<Location>,
    options: Options,
    db: Connected,
}

/// The connection in use, shared with whoever closes it in the end.
pub type Connected = Rc<RefCell<DatabaseConnection>>;

impl Session {
    /// Goes on with `db`, which is one of `locations`.
    pub fn new(locations: Vec<Location>, options: Options, db: Connected) -> Self {
        Self {
            locations,
            options,
            db,
        }
    }

    /// The connection in use.
    pub fn db(&self) -> DatabaseConnection {
        self.db.borrow().clone()
    }

    /// Runs `work`, a whole transaction, until it succeeds or fails for good.
    ///
    /// A busy database and a connection lost *before* the commit was sent are tried again, the
    /// latter on the first of the databases that takes writes. Work that loses its connection
    /// while it commits must say so with [`TxError::Unknown`] or be harmless to repeat. Work is
    /// dropped where it waits when a server goes silent, and tried again as well; `locks` is how
    /// many statements of it may each wait for others.
    ///
    /// # Errors
    /// The last error, after ten tries or half a minute.
    pub async fn retrying<T>(
        &self,
        locks: usize,
        mut work: impl AsyncFnMut(DatabaseConnection) -> Result<T, TxError>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        for attempt in 1.. {
            let heard = self.heard(locks, work(self.db())).await;
            let heard = heard.unwrap_or_else(|silent| Err(TxError::Unknown(silent)));
            let error = match heard {
                Ok(value) => return Ok(value),
                Err(TxError::Final(failure)) => return Err(*failure),
                Err(TxError::Unknown(error) | TxError::Database(error)) => error,
            };
            if attempt >= retry::TRIES || started.elapsed() >= retry::PATIENCE {
                return Err(error.into());
            }
            match classify(&error) {
                Class::Busy => {
                    tracing::info!(attempt, "the database was busy, trying again");
                    retry::pause(attempt).await;
                }
                Class::Lost | Class::Unreachable | Class::NonPrimary => {
                    tracing::info!(attempt, "the connection was lost, looking for a database");
                    retry::pause(attempt).await;
                    self.reconnect(started).await?;
                }
                _ => return Err(error.into()),
            }
        }
        unreachable!("the loop ends by a return")
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
            let heard = self.heard(1, work(self.db())).await;
            let failure = match heard.unwrap_or_else(|silent| Err(silent.into())) {
                Err(failure) => self.explained(failure).await,
                done => return done,
            };
            let over = attempt >= retry::TRIES || started.elapsed() >= retry::PATIENCE;
            if over || failure.exit() != Exit::Unreachable {
                return Err(failure);
            }
            tracing::info!(attempt, "the connection was lost, looking for a database");
            retry::pause(attempt).await;
            self.reconnect(started).await?;
        }
        unreachable!("the loop ends by a return")
    }

    /// A node that just left its cluster says that it is busy.
    async fn explained(&self, failure: Failure) -> Failure {
        if failure.exit() != Exit::Busy {
            return failure;
        }
        match dialect::server_role(&self.db()).await {
            Ok(ServerRole::NonPrimary) => failure::describe(Class::NonPrimary).cause(failure),
            _ => failure,
        }
    }

    /// The outcome of one try, or the error of a server that goes silent in it.
    async fn heard<T>(&self, locks: usize, work: impl Future<Output = T>) -> Result<T, DbErr> {
        let Some(limit) = dialect::silence(self.db().get_database_backend()) else {
            return Ok(work.await);
        };
        let share = u32::try_from(locks.div_ceil(A_FEW).max(1)).unwrap_or(u32::MAX);
        let limit = self.options.timeout.unwrap_or(limit.saturating_mul(share));
        let heard = tokio::time::timeout(limit, work).await;
        heard.map_err(|_| dialect::silent(limit))
    }

    /// Connects again to the first database that takes writes, within the time that is left.
    async fn reconnect(&self, started: Instant) -> Result<(), Failure> {
        loop {
            match connect::connect(&self.locations, Missing::Refuse, &self.options).await {
                Ok(db) => {
                    *self.db.borrow_mut() = db;
                    return Ok(());
                }
                Err(failure) if started.elapsed() >= retry::PATIENCE => return Err(failure),
                Err(_) => tokio::time::sleep(BETWEEN).await,
            }
        }
    }
}

//! A lease: at most one run of a kind works on a database at a time.
//!
//! It is a row of `meetctl_lock`, not a lock of the engine: `GET_LOCK` holds on one node of a Galera
//! cluster alone, an advisory lock of PostgreSQL is lost behind a pooler of connections, and SQLite
//! has none. Whoever writes the row holds it until `expires_at`, on the clock of the server, and
//! puts that off again and again. A holder that died is replaced when its time is over. One that
//! only slept must not go on: every transaction it makes ends with [`Lease::hold`], which fails
//! once the row bears another token, and takes the transaction back (Kleppmann, "How to do
//! distributed locking", 2016: fencing).

use std::fmt;
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use crate::dialect;
use crate::script::{SchemaObject, SqlChange};

/// The table of the leases.
pub(crate) const TABLE: &str = "meetctl_lock";

/// How long a lease lasts unless it is put off.
const TERM: Duration = Duration::from_secs(10);

/// How long to rest between two looks at a lease that somebody else holds.
const GLANCE: Duration = Duration::from_millis(200);

/// How long one that is busy is asked again, although no patience was allowed.
const CONTENTION: Duration = Duration::from_secs(5);

/// The right to be the only run of its kind.
#[derive(Clone, Debug)]
pub struct Lease {
    name: String,
    token: String,
    term: Duration,
    replaced: Option<Holder>,
}

/// Who holds a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// What the holder calls itself, such as `pid 17 on host`.
    pub owner: String,
    /// How long it has held the lease.
    pub held: Duration,
    /// How long it has not been heard of.
    pub silent: Duration,
    /// Whether its time is over: the next run takes the lease from it.
    pub expired: bool,
}

/// Why there is no lease, or no longer.
#[derive(Debug)]
pub enum LeaseError {
    /// Somebody else holds it.
    Held(Holder),
    /// Somebody else has taken it: this run was silent for too long. What was not committed is
    /// to be taken back.
    Lost,
    /// The database answered with an error.
    Db(DbErr),
}

impl fmt::Display for LeaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(holder) => write!(f, "another run is at work: {holder}"),
            Self::Lost => f.write_str(
                "another run has taken over, because this one was not heard of for too long",
            ),
            Self::Db(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for LeaseError {}

impl From<DbErr> for LeaseError {
    fn from(error: DbErr) -> Self {
        Self::Db(error)
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, since {} s", self.owner, self.held.as_secs())
    }
}

/// How long a lease lasts. Debug builds take `MEETCTL_LEASE_MS`, so that a test need not wait.
fn term() -> Duration {
    #[cfg(debug_assertions)]
    if let Some(term) = std::env::var("MEETCTL_LEASE_MS")
        .ok()
        .and_then(|text| text.parse().ok())
    {
        return Duration::from_millis(term);
    }
    TERM
}

impl Lease {
    /// Takes the lease `name` (at most 64 characters) for `owner`, waiting at most `patience` for
    /// somebody who holds it; `waiting` is told once who that is.
    ///
    /// The table is made if it is missing.
    ///
    /// # Errors
    /// [`LeaseError::Held`] when the patience is at its end, else what the database says.
    pub async fn take(
        db: &DatabaseConnection,
        name: &str,
        owner: &str,
        patience: Duration,
        waiting: &mut (dyn FnMut(&Holder) + Send),
    ) -> Result<Self, LeaseError> {
        install(db).await?;
        let mut lease = Self {
            name: name.to_owned(),
            token: format!("{:032x}", rand::random::<u128>()),
            term: term(),
            replaced: None,
        };
        let started = Instant::now();
        let mut told = false;
        loop {
            match lease.attempt(db, owner).await {
                Ok(None) => return Ok(lease),
                Ok(Some(holder)) => {
                    if started.elapsed() >= patience {
                        return Err(LeaseError::Held(holder));
                    }
                    if !told {
                        waiting(&holder);
                        told = true;
                    }
                }
                Err(error) if dialect::contended(&error) || is_duplicate(&error) => {
                    if started.elapsed() >= patience.max(CONTENTION) {
                        return Err(error.into());
                    }
                }
                Err(error) => return Err(error.into()),
            }
            tokio::time::sleep(GLANCE.min(lease.term / 4)).await;
        }
    }

    /// One try; whoever holds the lease otherwise.
    async fn attempt(
        &mut self,
        db: &DatabaseConnection,
        owner: &str,
    ) -> Result<Option<Holder>, DbErr> {
        let (holder, token) = match look(db, &self.name).await? {
            // Whoever died while taking it may have got it all the same.
            Some((_, token)) if token == self.token => return Ok(None),
            Some((holder, _)) if !holder.expired => return Ok(Some(holder)),
            Some((holder, token)) => (Some(holder), Some(token)),
            None => (None, None),
        };
        let owner: String = owner.chars().take(OWNER_LENGTH).collect();
        let change = match &token {
            Some(old) => self.succeed(db, &owner, old),
            None => self.begin(db, &owner),
        };
        change.execute(db).await?;
        // Of two that find the same row, one changes none; and a Galera node may take a statement
        // back for another node's although it said yes.
        match look(db, &self.name).await? {
            Some((_, token)) if token == self.token => {
                self.replaced = holder;
                Ok(None)
            }
            Some((holder, _)) => Ok(Some(holder)),
            None => Err(dialect::conflict()),
        }
    }

    fn begin<C: ConnectionTrait>(&self, db: &C, owner: &str) -> SqlChange {
        let backend = db.get_database_backend();
        let (clock, mark) = (dialect::clock(backend), |n| {
            dialect::placeholder(backend, n)
        });
        SqlChange::new(format!(
            "INSERT INTO {TABLE} (name, owner, token, taken_at, heartbeat_at, expires_at) \
             VALUES ({}, {}, {}, {clock}, {clock}, {clock} + {})",
            mark(1),
            mark(2),
            mark(3),
            mark(4),
        ))
        .bind(vec![
            self.name.clone().into(),
            owner.into(),
            self.token.clone().into(),
            self.millis().into(),
        ])
    }

    fn succeed<C: ConnectionTrait>(&self, db: &C, owner: &str, old: &str) -> SqlChange {
        let backend = db.get_database_backend();
        let (clock, mark) = (dialect::clock(backend), |n| {
            dialect::placeholder(backend, n)
        });
        SqlChange::new(format!(
            "UPDATE {TABLE} SET owner = {}, token = {}, taken_at = {clock}, \
             heartbeat_at = {clock}, expires_at = {clock} + {} \
             WHERE name = {} AND token = {} AND expires_at < {clock}",
            mark(1),
            mark(2),
            mark(3),
            mark(4),
            mark(5),
        ))
        .bind(vec![
            owner.into(),
            self.token.clone().into(),
            self.millis().into(),
            self.name.clone().into(),
            old.into(),
        ])
    }

    fn millis(&self) -> i64 {
        i64::try_from(self.term.as_millis()).unwrap_or(i64::MAX)
    }

    /// Who was replaced because its time was over.
    pub fn replaced(&self) -> Option<&Holder> {
        self.replaced.as_ref()
    }

    /// How often [`hold`](Self::hold) is to be called at the least.
    pub fn beat(&self) -> Duration {
        self.term / 3
    }

    /// Puts the end of the lease off, and makes sure that it is still this run's.
    ///
    /// As the last statement of a transaction it is the fence: the transaction commits only if
    /// nobody else has taken the lease.
    ///
    /// # Errors
    /// [`LeaseError::Lost`], or what the database says.
    pub async fn hold<C: ConnectionTrait>(&self, db: &C) -> Result<(), LeaseError> {
        let backend = db.get_database_backend();
        let (clock, mark) = (dialect::clock(backend), |n| {
            dialect::placeholder(backend, n)
        });
        let change = SqlChange::new(format!(
            "UPDATE {TABLE} SET heartbeat_at = {clock}, expires_at = {clock} + {} \
             WHERE name = {} AND token = {}",
            mark(1),
            mark(2),
            mark(3),
        ))
        .bind(vec![
            self.millis().into(),
            self.name.clone().into(),
            self.token.clone().into(),
        ]);
        match change.execute(db).await? {
            0 => Err(LeaseError::Lost),
            _ => Ok(()),
        }
    }

    /// How long it lasts unless it is put off.
    pub(crate) fn term(&self) -> Duration {
        self.term
    }

    /// Gives the lease back. Where that fails, it ends by itself.
    pub async fn release(self, db: &DatabaseConnection) {
        const TRIES: usize = 5;
        let mark = |n| dialect::placeholder(db.get_database_backend(), n);
        let change = SqlChange::new(format!(
            "DELETE FROM {TABLE} WHERE name = {} AND token = {}",
            mark(1),
            mark(2)
        ))
        .bind(vec![self.name.into(), self.token.into()]);
        for _ in 0..TRIES {
            match change.execute(db).await {
                Err(error) if dialect::contended(&error) => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                _ => return,
            }
        }
    }
}

/// Whether somebody else wrote the row first.
fn is_duplicate(error: &DbErr) -> bool {
    matches!(
        error.sql_err(),
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_))
    )
}

/// The most characters of an owner that are kept.
const OWNER_LENGTH: usize = 200;

/// Who holds the lease `name`, expired or not; none also where there is no such table. Only reads.
pub async fn holder(db: &DatabaseConnection, name: &str) -> Result<Option<Holder>, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(TABLE)).await? {
        return Ok(None);
    }
    Ok(look(db, name).await?.map(|(holder, _)| holder))
}

/// The holder of a lease and its token.
async fn look<C: ConnectionTrait>(db: &C, name: &str) -> Result<Option<(Holder, String)>, DbErr> {
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT owner, token, taken_at, heartbeat_at, expires_at, {} FROM {TABLE} WHERE name = {}",
        dialect::clock(backend),
        dialect::placeholder(backend, 1)
    );
    let rows = dialect::query(db, &sql, [name.into()]).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let time = |index| -> Result<i64, DbErr> { row.try_get_by_index(index) };
    let (taken, heard, expires, now) = (time(2)?, time(3)?, time(4)?, time(5)?);
    let since = |then: i64| Duration::from_millis(u64::try_from(now - then).unwrap_or(0));
    let holder = Holder {
        owner: dialect::text(row, 0)?,
        held: since(taken),
        silent: since(heard),
        expired: expires < now,
    };
    Ok(Some((holder, dialect::text(row, 1)?)))
}

/// The statement that makes the table.
pub(crate) fn table(backend: sea_orm::DbBackend) -> SqlChange {
    SqlChange::new(format!(
        "CREATE TABLE IF NOT EXISTS {TABLE} (\n  name varchar(64) NOT NULL PRIMARY KEY,\n  \
         owner varchar(255) NOT NULL,\n  token varchar(64) NOT NULL,\n  \
         taken_at bigint NOT NULL,\n  heartbeat_at bigint NOT NULL,\n  \
         expires_at bigint NOT NULL\n){}",
        dialect::table_options(backend)
    ))
    .creates(SchemaObject::Table(TABLE))
}

/// Makes the table if it is missing. On MySQL even a `CREATE` that finds it waits for others.
async fn install(db: &DatabaseConnection) -> Result<(), DbErr> {
    let object = SchemaObject::Table(TABLE);
    if dialect::exists(db, object).await? {
        return Ok(());
    }
    match table(db.get_database_backend()).execute(db).await {
        // Two that make it at once: PostgreSQL fails for one in spite of IF NOT EXISTS.
        Err(error) if !dialect::exists(db, object).await? => Err(error),
        _ => Ok(()),
    }
}

//! A lease: at most one run of a kind at a time works on a database.
//!
//! It is a row of `meetctl_lock`, not a lock of the engine: `GET_LOCK` is local to one node of a Galera
//! cluster, a PostgreSQL advisory lock does not survive a connection pooler, and SQLite has none.
//! The run that writes the row holds the lease until `expires_at`, on the clock of the server, and renews it
//! repeatedly. A holder that ended without a release is replaced after that time. One that was only suspended must
//! not continue: each of its transactions ends with [`Lease::renew`], which fails once the row has
//! another token, and rolls the transaction back (Kleppmann, "How to do distributed locking", 2016:
//! fencing).

use std::fmt;
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, Value};
use thiserror::Error;

use crate::dialect;
use crate::script::{SchemaObject, SqlChange};

/// The table of the leases.
pub(crate) const TABLE: &str = "meetctl_lock";

/// How long a lease lasts unless it is renewed.
const TTL: Duration = Duration::from_secs(10);

/// How much later than now plus its term a lease may end: the clocks of two nodes differ, and the one
/// that answers may not be the one that wrote it. One that ends later was written by a wrong clock,
/// and would keep others out until that time.
const MAX_AHEAD: Duration = Duration::from_secs(50);

/// The time between two tries to take a lease that another run holds.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// How long to retry if the table is busy, even if the caller does not wait for a holder.
const MIN_BUSY_WAIT: Duration = Duration::from_secs(1);

/// The right to be the only run of its kind.
#[derive(Clone, Debug)]
pub struct Lease {
    name: String,
    token: String,
    ttl: Duration,
    replaced: Option<Holder>,
}

/// Who holds a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The name that the holder gave itself, such as `pid 17 on host`.
    pub owner: String,
    /// When it took the lease: milliseconds since 1970, on the clock of the server.
    pub taken_at: i64,
    /// When the lease ends, likewise.
    pub expires_at: i64,
    /// How long it has held the lease.
    pub held_for: Duration,
    /// The time since its last heartbeat.
    pub heartbeat_age: Duration,
    /// Whether the lease has expired: the next run takes it.
    pub expired: bool,
    /// Whether it ends later than any lease can, and therefore counts as expired.
    pub ahead: bool,
}

impl Holder {
    /// Why the next run takes the lease, such as `that sent no heartbeat for 20 s`.
    pub fn why_expired(&self) -> String {
        if self.ahead {
            "whose lease has a time in the future, by a wrong clock".to_owned()
        } else {
            format!("that sent no heartbeat for {} s", self.heartbeat_age.as_secs())
        }
    }
}

/// Why a lease could not be taken or was lost.
#[derive(Debug, Error)]
pub enum LeaseError {
    /// Another run holds it.
    #[error("another run is in progress: {0}")]
    Held(Holder),
    /// Another run has taken it, because this one did not renew it in time. What is not committed
    /// must be rolled back.
    #[error("another run has taken over, because this one sent no heartbeat in time")]
    Lost,
    /// The database reported an error.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (owner, seconds) = (&self.owner, self.held_for.as_secs());
        write!(f, "{owner} (started {seconds} s ago)")
    }
}

/// How long a lease lasts. Debug builds take `MEETCTL_LEASE_MS`, so that a test need not wait.
fn ttl() -> Duration {
    #[cfg(debug_assertions)]
    if let Some(ttl) = std::env::var("MEETCTL_LEASE_MS").ok().and_then(|text| text.parse().ok()) {
        return Duration::from_millis(ttl);
    }
    TTL
}

/// Milliseconds from now on in which every lease ends.
fn max_ahead() -> i64 {
    let limit = ttl().saturating_add(MAX_AHEAD).as_millis();
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// A statement with `CLOCK` for the server's clock and `?` for each of `values`.
fn statement<C: ConnectionTrait>(db: &C, sql: &str, values: Vec<Value>) -> SqlChange {
    let backend = db.get_database_backend();
    let mut parts = sql.split('?');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        text += &dialect::placeholder(backend, at + 1);
        text += part;
    }
    SqlChange::new(text.replace("CLOCK", dialect::clock(backend))).bind(values)
}

impl Lease {
    /// Takes the lease `name` (at most 64 characters) for `owner`, waiting at most `max_wait` for
    /// another run that holds it. Creates the table if it does not exist.
    ///
    /// # Errors
    /// [`LeaseError::Held`] when that time is over, or what the database reports.
    pub async fn take(
        db: &DatabaseConnection,
        name: &str,
        owner: &str,
        max_wait: Duration,
    ) -> Result<Self, LeaseError> {
        install(db).await?;
        let mut lease = Self {
            name: name.to_owned(),
            token: format!("{:032x}", rand::random::<u128>()),
            ttl: ttl(),
            replaced: None,
        };
        let started = Instant::now();
        loop {
            match lease.try_take(db, owner).await {
                Ok(None) => return Ok(lease),
                Ok(Some(holder)) if started.elapsed() >= max_wait => {
                    return Err(LeaseError::Held(holder));
                }
                Err(error) if !dialect::contended(&error) && !is_duplicate(&error) => {
                    return Err(error.into());
                }
                Err(error) if started.elapsed() >= max_wait.max(MIN_BUSY_WAIT) => {
                    return Err(error.into());
                }
                _ => tokio::time::sleep(POLL_INTERVAL.min(lease.ttl / 4)).await,
            }
        }
    }

    /// One try; returns the other run that holds the lease, if any.
    async fn try_take(
        &mut self,
        db: &DatabaseConnection,
        owner: &str,
    ) -> Result<Option<Holder>, DbErr> {
        const MAX_OWNER_LENGTH: usize = 200;
        let (holder, old_token) = match read(db, &self.name).await? {
            // An earlier try may have succeeded although its connection broke.
            Some((_, token)) if token == self.token => return Ok(None),
            Some((holder, _)) if !holder.expired => return Ok(Some(holder)),
            Some((holder, token)) => (Some(holder), Some(token)),
            None => (None, None),
        };
        let owner: String = owner.chars().take(MAX_OWNER_LENGTH).collect();
        let (name, token) = (self.name.clone(), self.token.clone());
        let ttl = self.ttl_millis();
        let change = if let Some(old_token) = old_token {
            let sql = format!(
                "UPDATE {TABLE} SET owner = ?, token = ?, taken_at = CLOCK, heartbeat_at = CLOCK, \
                 expires_at = CLOCK + ? WHERE name = ? AND token = ? \
                 AND (expires_at < CLOCK OR expires_at > CLOCK + ?)"
            );
            let mut values = vec![owner.into(), token.into(), ttl, name.into(), old_token.into()];
            values.push(max_ahead().into());
            statement(db, &sql, values)
        } else {
            let sql = format!(
                "INSERT INTO {TABLE} (name, owner, token, taken_at, heartbeat_at, expires_at) \
                 VALUES (?, ?, ?, CLOCK, CLOCK, CLOCK + ?)"
            );
            statement(db, &sql, vec![name.into(), owner.into(), token.into(), ttl])
        };
        change.execute(db).await?;
        // Of two that read the same row, one changes nothing; and a Galera node may roll a statement
        // back for another node's after it reported success.
        match read(db, &self.name).await? {
            Some((_, token)) if token == self.token => {
                self.replaced = holder;
                Ok(None)
            }
            Some((holder, _)) => Ok(Some(holder)),
            None => Err(dialect::conflict()),
        }
    }

    fn ttl_millis(&self) -> Value {
        i64::try_from(self.ttl.as_millis()).unwrap_or(i64::MAX).into()
    }

    /// The run that had the lease before and let it expire.
    pub fn replaced(&self) -> Option<&Holder> {
        self.replaced.as_ref()
    }

    /// The longest time between two calls of [`renew`](Self::renew).
    pub fn renew_interval(&self) -> Duration {
        self.ttl / 3
    }

    /// How long it lasts unless it is renewed.
    pub(crate) fn ttl(&self) -> Duration {
        self.ttl
    }

    /// Renews the lease, and makes sure that it still belongs to this run.
    ///
    /// As the last statement of a transaction it is the fence: the transaction commits only if
    /// no other run has taken the lease.
    ///
    /// # Errors
    /// [`LeaseError::Lost`], or what the database reports.
    pub async fn renew<C: ConnectionTrait>(&self, db: &C) -> Result<(), LeaseError> {
        let sql = format!(
            "UPDATE {TABLE} SET heartbeat_at = CLOCK, expires_at = CLOCK + ? \
             WHERE name = ? AND token = ?"
        );
        let (name, token) = (self.name.clone(), self.token.clone());
        let values = vec![self.ttl_millis(), name.into(), token.into()];
        match statement(db, &sql, values).execute(db).await? {
            0 => Err(LeaseError::Lost),
            _ => Ok(()),
        }
    }

    /// Releases the lease. If that fails, it expires.
    pub async fn release(self, db: &DatabaseConnection) {
        const MAX_TRIES: usize = 5;
        const RETRY_DELAY: Duration = Duration::from_millis(20);
        let sql = format!("DELETE FROM {TABLE} WHERE name = ? AND token = ?");
        let change = statement(db, &sql, vec![self.name.into(), self.token.into()]);
        for _ in 0..MAX_TRIES {
            match change.execute(db).await {
                Err(error) if dialect::contended(&error) => tokio::time::sleep(RETRY_DELAY).await,
                _ => return,
            }
        }
    }
}

/// Whether another run wrote the row first.
fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}

/// Who holds the lease `name`, expired or not; none also if the table does not exist. Only reads.
pub async fn holder(db: &DatabaseConnection, name: &str) -> Result<Option<Holder>, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(TABLE)).await? {
        return Ok(None);
    }
    Ok(read(db, name).await?.map(|(holder, _)| holder))
}

/// Deletes the leases that have expired, or end later than any lease can; returns how many.
pub async fn release_expired(db: &DatabaseConnection) -> Result<u64, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(TABLE)).await? {
        return Ok(0);
    }
    let sql = format!("DELETE FROM {TABLE} WHERE expires_at < CLOCK OR expires_at > CLOCK + ?");
    statement(db, &sql, vec![max_ahead().into()]).execute(db).await
}

/// Every lease by name, expired or not; none also if the table does not exist. Only reads.
pub async fn all(db: &DatabaseConnection) -> Result<Vec<(String, Holder)>, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(TABLE)).await? {
        return Ok(Vec::new());
    }
    let query =
        statement(db, &format!("SELECT {COLUMNS}, name FROM {TABLE} ORDER BY name"), vec![]);
    let rows = dialect::query(db, &query.sql, query.values).await?;
    rows.iter().map(|row| Ok((dialect::text(row, 6)?, holder_of(row)?))).collect()
}

/// What is read of a lease.
const COLUMNS: &str = "owner, token, taken_at, heartbeat_at, expires_at, CLOCK";

/// The holder of a lease and its token.
async fn read<C: ConnectionTrait>(db: &C, name: &str) -> Result<Option<(Holder, String)>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLE} WHERE name = ?");
    let query = statement(db, &sql, vec![name.into()]);
    let rows = dialect::query(db, &query.sql, query.values).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    Ok(Some((holder_of(row)?, dialect::text(row, 1)?)))
}

fn holder_of(row: &QueryResult) -> Result<Holder, DbErr> {
    let time = |index| dialect::integer(row, index);
    let (taken_at, heartbeat, expires_at, now) = (time(2)?, time(3)?, time(4)?, time(5)?);
    let since =
        |then: i64| Duration::from_millis(u64::try_from(now.saturating_sub(then)).unwrap_or(0));
    let ahead = expires_at > now.saturating_add(max_ahead());
    Ok(Holder {
        owner: dialect::text(row, 0)?,
        taken_at,
        expires_at,
        held_for: since(taken_at),
        heartbeat_age: since(heartbeat),
        expired: ahead || expires_at < now,
        ahead,
    })
}

/// The statement that creates the table.
pub(crate) fn table(backend: DbBackend) -> SqlChange {
    SqlChange::new(format!(
        "CREATE TABLE IF NOT EXISTS {TABLE} (\n  name varchar(64) NOT NULL PRIMARY KEY,\n  \
         owner varchar(255) NOT NULL,\n  token varchar(64) NOT NULL,\n  \
         taken_at bigint NOT NULL,\n  heartbeat_at bigint NOT NULL,\n  \
         expires_at bigint NOT NULL\n){}",
        dialect::table_options(backend)
    ))
    .creates(SchemaObject::Table(TABLE))
}

/// Creates the table if it does not exist. On MySQL even a `CREATE` that finds it waits for locks.
async fn install(db: &DatabaseConnection) -> Result<(), DbErr> {
    let object = SchemaObject::Table(TABLE);
    if dialect::exists(db, object).await? {
        return Ok(());
    }
    match table(db.get_database_backend()).execute(db).await {
        // If two runs create it at once, PostgreSQL fails for one in spite of IF NOT EXISTS.
        Err(error) if !dialect::exists(db, object).await? => Err(error),
        _ => Ok(()),
    }
}

//! Opens the database: session settings, read-only, time limits, new files.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::anyhow;
use log::LevelFilter;
use sea_orm::DatabaseConnection;
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sea_orm::sqlx::{self, ConnectOptions};

use super::backup::file_uri;
use super::dialect::{self, ServerRole, engine_name};
use super::limits::{Limits, STEPS_PER_CHECK};
use super::url::{Location, SessionTarget};
use crate::error::{Failure, Kind};

mod file;
mod peer;
mod place;
mod pooler;
mod refusal;
mod server;
mod tls;

use file::require_safe_directory;
pub(super) use file::{Access, access, prepare_file, refuse_newer_format};

/// How a connection is to behave, whatever the engine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The engine refuses every write.
    pub read_only: bool,
    /// No statement may take longer; on SQLite, none may run later than this after the connection.
    pub timeout: Option<Duration>,
    /// Do not even make the files that reading a SQLite database leaves beside it. What is read may be
    /// out of date.
    pub leave_no_trace: bool,
    /// Log each statement with its time, at debug level.
    pub log_statements: bool,
    /// Log statements that take at least this long, as warnings.
    pub slow_query: Option<Duration>,
}

/// Whether a SQLite file may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A missing file is an error with a hint.
    Refuse,
    /// A missing file is created, readable by its owner alone.
    Create,
}

/// How long to wait for a server to take a connection, unless the URL has `connect_timeout`.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long SQLite waits for another writer, unless `--timeout` is given.
pub const LOCK_TIMEOUT: Duration = Duration::from_secs(10);
/// `--timeout` ends the command; no limit below it may come first, with other words.
const AFTER_TIMEOUT: Duration = Duration::from_secs(1);

/// `usual`, or longer if `--timeout` allows the command more.
pub(super) fn within_timeout(usual: Duration, timeout: Option<Duration>) -> Duration {
    timeout.map_or(usual, |limit| usual.max(limit.saturating_add(AFTER_TIMEOUT)))
}

/// Connects to the first of `locations` that answers and has the role that is wanted: the one of
/// `target_session_attrs`, or, of several, writable (unless writes are refused anyway).
///
/// # Errors
/// The failure of the only location, or one that lists what each of several said.
pub async fn connect(
    locations: &[Location],
    missing: Missing,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    Ok(choose(locations, missing, options).await?.1)
}

/// As [`connect`]; returns which of the locations it is too.
///
/// # Errors
/// As for [`connect`].
pub async fn choose<'a>(
    locations: &'a [Location],
    missing: Missing,
    options: &Options,
) -> Result<(&'a Location, DatabaseConnection), Failure> {
    if let [only] = locations
        && only.target().is_none()
    {
        return Ok((only, connect_one(only, missing, options).await?));
    }
    let mut failures = Vec::new();
    for any in [false, true] {
        let prefers =
            |location: &&Location| location.target() == Some(SessionTarget::PreferStandby);
        for location in locations.iter().filter(|location| !any || prefers(location)) {
            match usable(location, missing, options, any).await {
                Ok(db) => return Ok((location, db)),
                Err(why) => {
                    tracing::info!(database = %location, reason = %why.message(), "not used");
                    failures.retain(|(of, _)| *of != location);
                    failures.push((location, why));
                }
            }
        }
    }
    Err(none_usable(failures))
}

/// The name of a SQLite file for `sqlite3`, and whether it is opened only to read.
///
/// # Errors
/// Exit 6 or 9 if it does not exist or is not a file that can be opened; as root, 4 if others may
/// exchange it.
pub fn sqlite3_name(path: &Path, read_only: bool) -> Result<(PathBuf, bool), Failure> {
    prepare_file(path, Missing::Refuse)?;
    if !read_only {
        require_safe_directory(path)?;
    }
    Ok(match access(path, read_only) {
        // A name that is an option, a URI or `:memory:` is none with a directory.
        Access::Write => (PathBuf::from(".").join(path), false),
        Access::Read => (PathBuf::from(".").join(path), true),
        Access::Immutable => (format!("{}?immutable=1", file_uri(path)).into(), true),
    })
}

/// The hosts that are reached through a network, where neither the URL nor the environment says
/// whether the connection is encrypted and the server verified.
///
/// # Errors
/// Exit 2 for a variable of the environment that is wrong.
pub fn unprotected_hosts(locations: &[Location]) -> Result<Vec<String>, Failure> {
    let mut hosts = Vec::new();
    for location in locations {
        let host = match location {
            Location::Sqlite { .. } => None,
            Location::Postgres(url) => {
                server::completed(url)?.unprotected_host().map(str::to_owned)
            }
            Location::MySql(url) => url.unprotected_host().map(str::to_owned),
        };
        hosts.extend(host);
    }
    hosts.dedup();
    Ok(hosts)
}

/// One failure for all: the only one, or a list.
fn none_usable(mut failures: Vec<(&Location, Failure)>) -> Failure {
    if failures.len() == 1
        && let Some((location, failure)) = failures.pop()
    {
        return failure.with_database(location);
    }
    let kinds: Vec<Kind> = failures.iter().map(|(_, failure)| failure.kind()).collect();
    let kind = match kinds.as_slice() {
        all if all.contains(&Kind::Timeout) => Kind::Timeout,
        [first, rest @ ..] if rest.iter().all(|kind| kind == first) => *first,
        _ => Kind::Unreachable,
    };
    let failure = Failure::new(kind, "none of the databases can be used")
        .hint("check hosts, ports and roles; `meetctl config show` shows which databases are used");
    let lines = failures.iter().map(|(location, why)| format!("{location}: {}", why.summary()));
    lines.fold(failure, Failure::line)
}

/// Connects to a database if it has the role that is wanted; `any` accepts all roles.
async fn usable(
    location: &Location,
    missing: Missing,
    options: &Options,
    any: bool,
) -> Result<DatabaseConnection, Failure> {
    use ServerRole::{NonPrimary, ReadOnly, Standby, Writable};
    use SessionTarget as Target;
    let db = connect_one(location, missing, options).await?;
    let role = dialect::server_role(&db).await?;
    let fits = match location.target() {
        _ if role == NonPrimary => false,
        _ if any => true,
        None => role == Writable || options.read_only,
        Some(Target::Any) => true,
        Some(Target::ReadWrite) => role == Writable,
        Some(Target::ReadOnly) => role != Writable,
        Some(Target::Primary) => role != Standby,
        Some(Target::Standby | Target::PreferStandby) => role == Standby,
    };
    if fits {
        return Ok(db);
    }
    let is = match role {
        Writable => "the server is writable",
        ReadOnly => "the server is read-only",
        Standby => "the server is a standby and read-only",
        NonPrimary => "the node is not part of its cluster's primary component",
    };
    let asks = if location.target().is_some() {
        ", and target_session_attrs asks for another role"
    } else {
        ""
    };
    Err(Failure::new(Kind::Unreachable, format!("{is}{asks}")))
}

async fn connect_one(
    location: &Location,
    missing: Missing,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let started = Instant::now();
    let connected = match location {
        Location::Sqlite { path, read_only, must_exist } => {
            let options = Options { read_only: options.read_only || *read_only, ..*options };
            let missing = if *must_exist || *read_only { Missing::Refuse } else { missing };
            sqlite(path, *read_only, missing, &options).await
        }
        Location::Postgres(url) => Box::pin(server::postgres(url, options)).await,
        Location::MySql(url) => Box::pin(server::mysql(url, options)).await,
    };
    let db = connected.map_err(|failure| failure.with_database(location))?;
    tracing::info!(database = %location, elapsed = ?started.elapsed(), "connected");
    Ok(db)
}

async fn sqlite(
    path: &Path,
    mode_ro: bool,
    missing: Missing,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let found = prepare_file(path, missing)?;
    if !options.read_only {
        require_safe_directory(path)?;
    }
    let mut connect = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        // The file may come from anyone: what its schema computes is limited to harmless functions,
        // and its pages are checked as they are read.
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .busy_timeout(options.timeout.unwrap_or(LOCK_TIMEOUT));
    let access = if options.leave_no_trace {
        file::access_without_trace(path)
    } else {
        access(path, mode_ro)
    };
    match access {
        Access::Write => {}
        Access::Read => connect = connect.read_only(true),
        Access::Immutable => connect = connect.read_only(true).immutable(true),
    }
    if options.read_only {
        connect = connect.pragma("query_only", "ON");
    }
    // A locked file is reported before the pool gives up.
    let pool = pool(SqlitePoolOptions::new(), within_timeout(2 * LOCK_TIMEOUT, options.timeout));
    let timeout = options.timeout;
    let pool = pool.after_connect(move |connection, _| {
        let deadline = timeout.and_then(|limit| Instant::now().checked_add(limit));
        let limits = Limits { deadline, ..Limits::default() };
        Box::pin(async move {
            let mut handle = connection.lock_handle().await?;
            handle.set_progress_handler(STEPS_PER_CHECK, move || !limits.is_over());
            Ok(())
        })
    });
    let pool = pool.connect_with(logged(connect, options)).await?;
    found.require_open(path)?;
    check_schema_text(&pool).await?;
    Ok(pool.into())
}

/// Refuses a file whose damage has reached the text of its schema: the driver panics over a
/// column type that is not UTF-8, in another thread, and the command would find no rows.
///
/// Not a hook of the pool, which would try again for seconds what fails there.
async fn check_schema_text(pool: &sqlx::SqlitePool) -> Result<(), Failure> {
    match sqlx::query_scalar::<_, Option<String>>(SCHEMA_TEXT).fetch_one(pool).await {
        Err(sqlx::Error::ColumnDecode { source, .. }) => {
            Err(Failure::new(Kind::Corrupt, "the database file is damaged or is not a database")
                .cause(anyhow!("{source}").context("its schema is not UTF-8"))
                .hint("restore a backup; nothing was written to the file"))
        }
        read => Ok(read.map(drop)?),
    }
}

/// All of a schema, in the encoding of the driver, whatever that of the file is.
pub const SCHEMA_TEXT: &str = "SELECT group_concat(sql, ' ') FROM sqlite_master";

/// One connection that lives as long as the command: nothing runs in parallel on it, and a
/// setting of the session holds for all of it.
fn pool<DB: sqlx::Database>(pool: PoolOptions<DB>, limit: Duration) -> PoolOptions<DB> {
    pool.max_connections(1)
        .acquire_timeout(limit)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

fn logged<O: ConnectOptions>(connect: O, options: &Options) -> O {
    if !options.log_statements && options.slow_query.is_none() {
        return connect.disable_statement_logging();
    }
    let all = if options.log_statements { LevelFilter::Debug } else { LevelFilter::Off };
    match options.slow_query {
        Some(limit) => connect.log_statements(all).log_slow_statements(LevelFilter::Warn, limit),
        None => connect.log_statements(all).log_slow_statements(LevelFilter::Off, Duration::MAX),
    }
}

/// The engine of `db`, for messages.
pub fn engine(db: &DatabaseConnection) -> &'static str {
    engine_name(sea_orm::ConnectionTrait::get_database_backend(db))
}

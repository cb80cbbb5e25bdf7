//! Opens the database: session settings, read-only, time limits, new files.

use std::fs::{DirBuilder, File};
use std::io::{self, Read};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use log::LevelFilter;
use sea_orm::DatabaseConnection;
use sea_orm::sqlx::mysql::{MySqlConnectOptions, MySqlPoolOptions};
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sea_orm::sqlx::{self, ConnectOptions};

use super::dialect::{self, ServerRole, engine_name, mysql_setup, postgres_setup};
use super::session_setup;
use super::url::{Location, ServerUrl};
use crate::atomic_file::directory_of;
use crate::error::{Failure, Kind};

/// How a connection is to behave, whatever the engine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The engine refuses every write.
    pub read_only: bool,
    /// No statement may take longer; on SQLite, none may run later than this after the connection.
    pub timeout: Option<Duration>,
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

/// How long to wait for a server to take a connection, unless `--timeout` is given.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long SQLite waits for another writer, unless `--timeout` is given.
pub const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

/// Connects to the first of `locations` that answers and, of several, is writable (unless
/// writes are refused anyway).
///
/// # Errors
/// The failure of the only location, or one that lists what each of several said.
pub async fn connect(
    locations: &[Location],
    missing: Missing,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    if let [only] = locations {
        return connect_one(only, missing, options).await;
    }
    let failure = Failure::new(Kind::Unreachable, "none of the databases can be used")
        .hint("check hosts, ports and roles; `meetctl config show` shows which databases are used");
    let mut lines = Vec::new();
    for location in locations {
        match usable(location, missing, options).await {
            Ok(db) => return Ok(db),
            Err(why) => {
                tracing::info!(database = %location, reason = %why.message(), "not used");
                lines.push(format!("{location}: {}", why.summary()));
            }
        }
    }
    Err(lines.into_iter().fold(failure, Failure::line))
}

/// Connects to one of several databases, and asks what it is good for.
async fn usable(
    location: &Location,
    missing: Missing,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let db = connect_one(location, missing, options).await?;
    let refused = |why: &str| Failure::new(Kind::Unreachable, why);
    match dialect::server_role(&db).await? {
        ServerRole::Writable => Ok(db),
        ServerRole::ReadOnly if options.read_only => Ok(db),
        ServerRole::ReadOnly => Err(refused("it is a standby or is read-only")),
        ServerRole::NonPrimary => {
            Err(refused("the node is not part of its cluster's primary component"))
        }
    }
}

async fn connect_one(
    location: &Location,
    missing: Missing,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let started = Instant::now();
    let db = match location {
        Location::Sqlite { path, read_only } => {
            let options = Options { read_only: options.read_only || *read_only, ..*options };
            sqlite(path, *read_only, missing, &options)
                .await
                .map_err(|failure| failure.with_database(location))
        }
        Location::Postgres(url) => {
            postgres(url, options).await.map_err(|failure| failure.with_database(location))
        }
        Location::MySql(url) => {
            mysql(url, options).await.map_err(|failure| failure.with_database(location))
        }
    }?;
    tracing::info!(database = %location, elapsed = ?started.elapsed(), "connected");
    Ok(db)
}

async fn sqlite(
    path: &Path,
    mode_ro: bool,
    missing: Missing,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    prepare_file(path, missing)?;
    let mut connect = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(options.timeout.unwrap_or(LOCK_TIMEOUT));
    match access(path, mode_ro) {
        Access::Write => {}
        Access::Read => connect = connect.read_only(true),
        Access::Immutable => connect = connect.read_only(true).immutable(true),
    }
    if options.read_only {
        connect = connect.pragma("query_only", "ON");
    }
    let pool = pool(SqlitePoolOptions::new(), options);
    let pool = match options.timeout {
        Some(limit) => pool.after_connect(move |connection, _| {
            let deadline = Instant::now() + limit;
            Box::pin(async move {
                let mut handle = connection.lock_handle().await?;
                handle.set_progress_handler(1000, move || Instant::now() < deadline);
                Ok(())
            })
        }),
        None => pool,
    };
    let pool = pool.connect_with(logged(connect, options)).await?;
    check_schema_text(&pool).await?;
    Ok(pool.into())
}

/// Refuses a file whose damage has reached the text of its schema: the driver panics over a
/// column type that is not UTF-8, in another thread, and the command would find no rows.
///
/// Not a hook of the pool, which would try again for seconds what fails there.
async fn check_schema_text(pool: &sqlx::SqlitePool) -> Result<(), Failure> {
    let sql = "SELECT CAST(group_concat(sql, ' ') AS BLOB) FROM sqlite_master";
    let text: Option<Vec<u8>> = sqlx::query_scalar(sql).fetch_one(pool).await?;
    match text.map(String::from_utf8) {
        None | Some(Ok(_)) => Ok(()),
        Some(Err(error)) => {
            Err(Failure::new(Kind::Corrupt, "the database file is damaged or is not a database")
                .cause(anyhow!(error).context("its schema is not UTF-8"))
                .hint("restore a backup; nothing was written to the file"))
        }
    }
}

/// How a SQLite file may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// To read and to write.
    Write,
    /// To read.
    Read,
    /// Read-only, as a file that no process changes.
    Immutable,
}

/// How the file may be opened, which must not be open yet.
pub(super) fn access(path: &Path, mode_ro: bool) -> Access {
    let directory = directory_of(path);
    if !mode_ro && writable(path) && writable(directory) {
        Access::Write
    } else if needs_immutable(path, directory) {
        Access::Immutable
    } else {
        Access::Read
    }
}

/// Makes sure that there is a file to open.
pub(super) fn prepare_file(path: &Path, missing: Missing) -> Result<(), Failure> {
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(Failure::new(Kind::CannotOpen, format!("{} is a directory, not a database file", path.display()),
        )),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound && missing == Missing::Create => {
            create_file(path)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Failure::new(Kind::NoDatabase, format!("database file {} does not exist", path.display()),
        )
        .hint("`meetctl migrate up` creates it; `meetctl config show` shows where the name comes from")),
        Err(error) => Err(cannot_open(path, error)),
    }
}

fn cannot_open(path: &Path, error: io::Error) -> Failure {
    let message = format!("cannot open the database file {}", path.display());
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Failure::new(Kind::StorageFull, message).cause(error)
        }
        _ => Failure::new(Kind::CannotOpen, message)
            .cause(error)
            .hint("check that you may read and write the file and its directory"),
    }
}

/// Creates an empty database in WAL mode that only its owner may read; SQLite gives its side files
/// the same mode.
///
/// It gets its name when it is complete: of several runs at once each finds no file or all of it,
/// and none waits for the lock that a change of the journal mode needs. The first name stays.
fn create_file(path: &Path) -> Result<(), Failure> {
    let failed = |error: io::Error| cannot_open(path, error);
    let directory = directory_of(path);
    if !directory.exists() {
        DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed)?;
    }
    let mut temporary = tempfile::Builder::new();
    temporary.prefix(".meetctl-").suffix(".tmp");
    let file = temporary.tempfile_in(directory).map_err(failed)?;
    rusqlite::Connection::open(file.path())?.pragma_update(None, "journal_mode", "WAL")?;
    file.as_file().sync_all().map_err(failed)?;
    match file.persist_noclobber(path) {
        Err(refused) if refused.error.kind() != io::ErrorKind::AlreadyExists => {
            Err(failed(refused.error))
        }
        _ => Ok(()),
    }
}

fn writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// A database in WAL mode needs a side file even to be read, unless it is declared immutable;
/// where the directory refuses new files and none is there, no writer can be running either.
fn needs_immutable(path: &Path, directory: &Path) -> bool {
    let mut header = [0_u8; 20];
    let in_wal_mode =
        File::open(path).and_then(|mut f| f.read_exact(&mut header)).is_ok() && header[18] == 2;
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    in_wal_mode && !writable(directory) && !Path::new(&wal).exists()
}

async fn postgres(url: &ServerUrl, options: &Options) -> Result<DatabaseConnection, Failure> {
    probe(url, 5432, options).await?;
    let connect = PgConnectOptions::from_str(url.reveal().as_str())?.application_name("meetctl");
    let setup = postgres_setup(options.read_only, options.timeout);
    let pool = pool(PgPoolOptions::new(), options);
    Ok(session_setup::open(pool, logged(connect, options), setup).await?.into())
}

async fn mysql(url: &ServerUrl, options: &Options) -> Result<DatabaseConnection, Failure> {
    probe(url, 3306, options).await?;
    let mut url = url.reveal().clone();
    if url.set_scheme("mysql").is_err() {
        return Err(Failure::usage("the database URL cannot be read: its scheme"));
    }
    let connect =
        MySqlConnectOptions::from_str(url.as_str())?.charset("utf8mb4").collation("utf8mb4_bin");
    let setup = mysql_setup(options.read_only, options.timeout);
    let pool = pool(MySqlPoolOptions::new(), options);
    Ok(session_setup::open(pool, logged(connect, options), setup).await?.into())
}

/// Connects to the port first: the pool would hide "connection refused" behind its own timeout.
async fn probe(url: &ServerUrl, default_port: u16, options: &Options) -> Result<(), Failure> {
    let Some((host, port)) = url.address(default_port) else {
        return Ok(());
    };
    let limit = options.timeout.unwrap_or(CONNECT_TIMEOUT);
    let unreachable = |why: anyhow::Error| {
        Failure::new(Kind::Unreachable, "the database cannot be reached").cause(why).hint(
            "check host, port and network; `meetctl config show` shows which database is used",
        )
    };
    match tokio::time::timeout(limit, tokio::net::TcpStream::connect((host, port))).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(unreachable(error.into())),
        Err(_) => Err(unreachable(anyhow!("no answer within {limit:?}"))),
    }
}

/// One connection that lives as long as the command: nothing runs in parallel, and a
/// setting of the session holds for all of it.
fn pool<DB: sqlx::Database>(pool: PoolOptions<DB>, options: &Options) -> PoolOptions<DB> {
    pool.max_connections(1)
        .acquire_timeout(options.timeout.unwrap_or(CONNECT_TIMEOUT))
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

//! Connects to servers.

use std::fs::File;
use std::future::pending;
use std::str::FromStr as _;
use std::time::Duration;

use sea_orm::DatabaseConnection;
use sea_orm::sqlx::mysql::{MySqlConnectOptions, MySqlPoolOptions, MySqlSslMode};
use sea_orm::sqlx::pool::{Pool, PoolOptions};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::{self, ConnectOptions, Connection, Database, Executor};
use url::Url;

use super::place::Place;
use super::{CONNECT_TIMEOUT, Options, logged, pool, refusal, within_timeout};
use crate::error::Failure;
use crate::store::dialect::{Setup, mysql_setup, postgres_setup};
use crate::store::session_setup::{self, Refused};
use crate::store::url::{Host, ServerUrl, TlsMode};

/// After this long without a connection, it is asked why.
const ASK_AFTER: Duration = Duration::from_millis(300);

pub(super) async fn postgres(
    url: &ServerUrl,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let connect = postgres_options(url)?;
    let place = Place::from(&connect);
    let setup = postgres_setup(options.read_only, options.timeout);
    let limit = limit(url, options);
    let server = Server { url, place, setup, limit };
    let connect = logged(connect, options);
    Ok(server.connect(pool(PgPoolOptions::new(), limit), connect).await?.into())
}

pub(super) async fn mysql(
    url: &ServerUrl,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let connect = mysql_options(url);
    let place = Place::from(&connect);
    let setup = mysql_setup(options.read_only, options.timeout);
    let limit = limit(url, options);
    let server = Server { url, place, setup, limit };
    let connect = logged(connect, options);
    Ok(server.connect(pool(MySqlPoolOptions::new(), limit), connect).await?.into())
}

fn limit(url: &ServerUrl, options: &Options) -> Duration {
    let usual = within_timeout(CONNECT_TIMEOUT, options.timeout);
    url.options.connect_timeout.unwrap_or(usual)
}

/// The options of the driver, from a URL: this way it reads `~/.pgpass`.
fn postgres_options(url: &ServerUrl) -> Result<PgConnectOptions, Failure> {
    let unusable = || Failure::usage("the driver does not accept the database URL");
    let mut driver = Url::parse("postgres:").map_err(|_| unusable())?;
    let host = match &url.host {
        Host::Default => None,
        Host::Name(name) => Some(name.clone()),
        Host::Socket(path) => Some(path.to_string_lossy().into_owned()),
    };
    let tls = url.options.tls.map(|mode| match mode {
        TlsMode::Disable => "disable",
        TlsMode::Prefer => "prefer",
        TlsMode::Require => "require",
        TlsMode::VerifyCa => "verify-ca",
        TlsMode::VerifyFull => "verify-full",
    });
    let port = url.port.map(|port| port.to_string());
    let more = &url.options;
    for (key, value) in [
        ("host", host.as_deref()),
        ("port", port.as_deref()),
        ("user", url.user.as_deref()),
        ("password", url.password()),
        ("dbname", Some(url.database.as_str())),
        ("sslmode", tls),
        ("sslrootcert", more.root_cert.as_deref()),
        ("sslcert", more.client_cert.as_deref()),
        ("sslkey", more.client_key.as_deref()),
        ("application_name", more.application_name.as_deref()),
        ("options", more.startup.as_deref()),
    ] {
        if let Some(value) = value {
            driver.query_pairs_mut().append_pair(key, value);
        }
    }
    // A setting that PgBouncer refuses, and no column is a float.
    let options = PgConnectOptions::from_str(driver.as_str())
        .map_err(|_| unusable())?
        .extra_float_digits(None);
    Ok(match options.get_application_name() {
        Some(_) => options,
        None => options.application_name("meetctl"),
    })
}

fn mysql_options(url: &ServerUrl) -> MySqlConnectOptions {
    let mut options = MySqlConnectOptions::new()
        .database(&url.database)
        .charset("utf8mb4")
        .collation("utf8mb4_bin");
    match &url.host {
        Host::Default => {}
        Host::Name(name) => options = options.host(name),
        Host::Socket(path) => options = options.socket(path),
    }
    if let Some(port) = url.port {
        options = options.port(port);
    }
    if let Some(user) = &url.user {
        options = options.username(user);
    }
    if let Some(password) = url.password() {
        options = options.password(password);
    }
    let more = &url.options;
    if let Some(mode) = more.tls {
        options = options.ssl_mode(match mode {
            TlsMode::Disable => MySqlSslMode::Disabled,
            TlsMode::Prefer => MySqlSslMode::Preferred,
            TlsMode::Require => MySqlSslMode::Required,
            TlsMode::VerifyCa => MySqlSslMode::VerifyCa,
            TlsMode::VerifyFull => MySqlSslMode::VerifyIdentity,
        });
    }
    if let Some(file) = &more.root_cert {
        options = options.ssl_ca(file);
    }
    if let Some(file) = &more.client_cert {
        options = options.ssl_client_cert(file);
    }
    if let Some(file) = &more.client_key {
        options = options.ssl_client_key(file);
    }
    options
}

/// A server to connect to.
struct Server<'a> {
    url: &'a ServerUrl,
    place: Place,
    setup: Vec<Setup>,
    limit: Duration,
}

impl Server<'_> {
    /// Connects, and sets up the session then and after every reconnect.
    ///
    /// The pool tries again what it takes for temporary, until its time is over, and then says only
    /// that: a refused port, a server without a free slot or that is starting. Each is reported at
    /// once here.
    async fn connect<DB: Database>(
        self,
        pool: PoolOptions<DB>,
        connect: <DB::Connection as Connection>::Options,
    ) -> Result<Pool<DB>, Failure>
    where
        for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    {
        self.check_certificates()?;
        self.place.probe(self.limit).await?;
        let opening = session_setup::open(pool, connect.clone(), self.setup.clone());
        let explain = |error| refusal::explain(error, self.url, &self.place);
        tokio::select! {
            biased;
            opened = opening => opened.map_err(|refused| match refused {
                Refused { sql: None, error: sqlx::Error::PoolTimedOut } => {
                    self.place.silent(self.limit)
                }
                Refused { sql: None, error } => explain(error),
                of_setup => of_setup.into(),
            }),
            error = why_not(&connect) => Err(explain(error)),
        }
    }

    fn check_certificates(&self) -> Result<(), Failure> {
        let more = &self.url.options;
        let files = [
            ("sslrootcert", &more.root_cert),
            ("sslcert", &more.client_cert),
            ("sslkey", &more.client_key),
        ];
        for (option, file) in files {
            let Some(file) = file else { continue };
            File::open(file).map_err(|error| {
                Failure::usage(format!(
                    "cannot read {file}, which {option} of the database URL names"
                ))
                .cause(error)
            })?;
        }
        Ok(())
    }
}

/// The error of a connection beside the pool's, where that takes long; never ends if there is none.
async fn why_not<O>(connect: &O) -> sqlx::Error
where
    O: ConnectOptions,
    O::Connection: Sized,
{
    tokio::time::sleep(ASK_AFTER).await;
    match connect.connect().await {
        Ok(connection) => {
            let _ = connection.close().await;
            pending().await
        }
        Err(error) => {
            // The pool's own connection may be the one that has taken the last slot.
            tokio::time::sleep(ASK_AFTER).await;
            error
        }
    }
}

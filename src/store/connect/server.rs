//! Connects to servers.

use std::env;
use std::future::pending;
use std::str::FromStr as _;
use std::time::Duration;

use sea_orm::DatabaseConnection;
use sea_orm::sqlx::mysql::{MySqlConnectOptions, MySqlPoolOptions, MySqlSslMode};
use sea_orm::sqlx::pool::{Pool, PoolOptions};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::{
    self, ColumnIndex, ConnectOptions, Connection, Database, Decode, Executor, Type,
};
use url::Url;

use super::peer::{self, Peer};
use super::place::Place;
use super::{CONNECT_TIMEOUT, Options, logged, pool, pooler, refusal, tls, within_timeout};
use crate::error::Failure;
use crate::store::dialect::{ErrorClass, Setup, classify_driver, mysql_setup, postgres_setup};
use crate::store::session_setup::{self, Refused};
use crate::store::url::{Host, ServerUrl, TlsMode};

/// After this long without a connection, it is asked why.
const ASK_AFTER: Duration = Duration::from_millis(200);
/// After this long without a connection, it is asked what answers at all.
const IDENTIFY_AFTER: Duration = Duration::from_secs(1);

pub(super) async fn postgres(
    url: &ServerUrl,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let url = &completed(url)?;
    let connect = postgres_options(url)?;
    let place = Place::from(&connect);
    let server = Server { url, place, peer: Peer::Postgres, limit: limit(url, options) };
    tls::check_files(&url.options)?;
    // The pool tries a closed port again until its time is over. A MySQL server would count this as
    // an attempt to connect that failed, and block the host after some of them.
    server.place.probe(server.limit).await?;
    let connect = logged(connect, options);
    let setup = postgres_setup(options.read_only, options.timeout);
    let pool = || pool(PgPoolOptions::new(), server.limit);
    let own = server.open(pool(), pooler::marked(&connect), pooler::checked(&setup)).await;
    let opened = match own {
        Err(refused) if pooler::is_suspected(&refused) => {
            match pooler::shares_sessions(&connect, server.limit).await {
                Ok(true) => return Err(pooler::shared(&server.place)),
                Ok(false) => server.open(pool(), connect, setup).await,
                Err(error) => Err(Refused { sql: None, error }),
            }
        }
        own => own,
    };
    match opened {
        Ok(pool) => Ok(pool.into()),
        Err(refused) => Err(server.explain(refused).await),
    }
}

/// The URL with what the environment says about what it leaves open.
pub(super) fn completed(url: &ServerUrl) -> Result<ServerUrl, Failure> {
    url.with_libpq_defaults(&|name| env::var(name).ok())
}

pub(super) async fn mysql(
    url: &ServerUrl,
    options: &Options,
) -> Result<DatabaseConnection, Failure> {
    let connect = mysql_options(url);
    let place = Place::from(&connect);
    let server = Server { url, place, peer: Peer::MySql, limit: limit(url, options) };
    tls::check_files(&url.options)?;
    let connect = logged(connect, options);
    let setup = mysql_setup(options.read_only, options.timeout);
    match server.open(pool(MySqlPoolOptions::new(), server.limit), connect, setup).await {
        Ok(pool) => Ok(pool.into()),
        Err(refused) => Err(server.explain(refused).await),
    }
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
    // The driver's own statement builds on the mode of the server; the dialect has a better one.
    let mut options = MySqlConnectOptions::new()
        .database(&url.database)
        .charset("utf8mb4")
        .collation("utf8mb4_bin")
        .pipes_as_concat(false)
        .no_engine_substitution(false)
        .timezone(None)
        .set_names(false);
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
pub(super) struct Server<'a> {
    pub url: &'a ServerUrl,
    pub place: Place,
    /// What is to answer there.
    pub peer: Peer,
    pub limit: Duration,
}

impl Server<'_> {
    /// Connects, and sets up the session then and after every reconnect.
    ///
    /// The pool tries again what it takes for temporary, until its time is over, and then says only
    /// that: a refused port, a server without a free slot or that is starting. Each is reported at
    /// once here.
    async fn open<DB: Database>(
        &self,
        pool: PoolOptions<DB>,
        connect: <DB::Connection as Connection>::Options,
        setup: Vec<Setup>,
    ) -> Result<Pool<DB>, Refused>
    where
        for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
        usize: ColumnIndex<DB::Row>,
        String: for<'r> Decode<'r, DB> + Type<DB>,
    {
        let opening = session_setup::open(pool, connect.clone(), setup);
        let refused = |error| Err(Refused { sql: None, error });
        tokio::select! {
            biased;
            opened = opening => opened,
            error = why_not(&connect) => refused(error),
            () = self.stranger() => refused(sqlx::Error::PoolTimedOut),
        }
    }

    /// Ends if another program answers, which may wait for another kind of client in silence.
    async fn stranger(&self) {
        tokio::time::sleep(IDENTIFY_AFTER).await;
        if peer::stranger(&self.place, self.peer).await.is_none() {
            pending::<()>().await;
        }
    }

    /// The failure that `refused` is to a user.
    async fn explain(&self, refused: Refused) -> Failure {
        match refused {
            Refused { sql: None, error: sqlx::Error::PoolTimedOut } => {
                let stranger = peer::stranger(&self.place, self.peer).await;
                stranger.unwrap_or_else(|| self.place.silent(self.limit))
            }
            Refused { sql: None, error } => refusal::explain(error, self).await,
            Refused { sql: Some(sql), error } if is_of_connection(&error) => {
                refusal::explain(error, self).await.line(format!("statement: {sql}"))
            }
            of_setting => of_setting.into(),
        }
    }
}

/// Whether a server that refuses a statement refuses the session with it.
fn is_of_connection(error: &sqlx::Error) -> bool {
    use ErrorClass::{LoginRefused, Lost, NotReady};
    matches!(classify_driver(error), Lost | LoginRefused | NotReady)
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
            if classify_driver(&error) == ErrorClass::NotReady {
                tokio::time::sleep(ASK_AFTER).await;
            }
            error
        }
    }
}

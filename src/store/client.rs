//! How the servers' own client programs connect to the server of a URL, without its password.

use std::borrow::Cow;

use crate::store::url::{Host, ServerUrl, TlsMode};

/// A variable of the environment or an option of a program, with its value if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// `PGSSLMODE`, `--host`.
    pub name: &'static str,
    /// What follows the `=`.
    pub value: Option<String>,
}

impl Word {
    /// `name=value`
    pub fn with(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: Some(value.into()) }
    }

    fn flag(name: &'static str) -> Self {
        Self { name, value: None }
    }

    /// As one argument of a program.
    pub fn plain(&self) -> String {
        match &self.value {
            Some(value) => format!("{}={value}", self.name),
            None => self.name.to_owned(),
        }
    }

    /// As one word of a line for the shell.
    pub fn quoted(&self) -> String {
        match &self.value {
            Some(value) => format!("{}={}", self.name, shell_words::quote(value)),
            None => self.name.to_owned(),
        }
    }
}

/// Whose client of the MySQL protocol it is: their options about TLS differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MySqlClient {
    /// `mariadb`, `mariadb-dump`.
    MariaDb,
    /// `mysql`, `mysqldump` of MySQL.
    MySql,
}

/// The variables from which a client of PostgreSQL takes the options of the URL.
pub fn postgres_variables(url: &ServerUrl) -> Vec<Word> {
    let mode = url.options.tls.map(|mode| match mode {
        TlsMode::Disable => "disable",
        TlsMode::Prefer => "prefer",
        TlsMode::Require => "require",
        TlsMode::VerifyCa => "verify-ca",
        TlsMode::VerifyFull => "verify-full",
    });
    let mut words: Vec<Word> = mode.map(|mode| Word::with("PGSSLMODE", mode)).into_iter().collect();
    words.extend(tls(url, ["PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY"]));
    words.extend(option("PGOPTIONS", url.options.startup.as_deref()));
    words
}

/// The options of a client of PostgreSQL.
pub fn postgres_options(url: &ServerUrl) -> Vec<Word> {
    let host = option("--host", host(url).as_deref());
    let port = option("--port", url.port.map(|port| port.to_string()).as_deref());
    let user = option("--username", url.user.as_deref());
    let database = Word::with("--dbname", libpq_name(&url.database));
    [host, port, user].into_iter().flatten().chain([database]).collect()
}

/// The options of a client of MySQL and MariaDB, but for the database.
pub fn mysql_options(url: &ServerUrl, client: MySqlClient) -> Vec<Word> {
    let mut words = vec![Word::with("--default-character-set", "utf8mb4")];
    if let Host::Socket(_) = url.host {
        words.extend(option("--socket", host(url).as_deref()));
    } else {
        // `localhost` alone would mean a socket.
        words.push(Word::with("--protocol", "tcp"));
        words.extend(option("--host", host(url).as_deref()));
        words.extend(option("--port", url.port.map(|port| port.to_string()).as_deref()));
    }
    words.extend(option("--user", url.user.as_deref()));
    words.extend(mysql_mode(url.options.tls, client));
    words.extend(tls(url, ["--ssl-ca", "--ssl-cert", "--ssl-key"]));
    words
}

fn mysql_mode(mode: Option<TlsMode>, client: MySqlClient) -> Vec<Word> {
    let words = |flags: &[&'static str]| flags.iter().map(|flag| Word::flag(flag)).collect();
    match (mode, client) {
        (None | Some(TlsMode::Prefer), _) => Vec::new(),
        (Some(mode), MySqlClient::MySql) => vec![Word::with(
            "--ssl-mode",
            match mode {
                TlsMode::Disable => "DISABLED",
                TlsMode::Prefer | TlsMode::Require => "REQUIRED",
                TlsMode::VerifyCa => "VERIFY_CA",
                TlsMode::VerifyFull => "VERIFY_IDENTITY",
            },
        )],
        (Some(TlsMode::Disable), MySqlClient::MariaDb) => words(&["--skip-ssl"]),
        (Some(TlsMode::Require), MySqlClient::MariaDb) => words(&["--ssl"]),
        (Some(TlsMode::VerifyCa | TlsMode::VerifyFull), MySqlClient::MariaDb) => {
            words(&["--ssl", "--ssl-verify-server-cert"])
        }
    }
}

/// The files of the URL, by the names that a client has for them.
fn tls(url: &ServerUrl, names: [&'static str; 3]) -> impl Iterator<Item = Word> {
    let options = &url.options;
    let files = [&options.root_cert, &options.client_cert, &options.client_key];
    names.into_iter().zip(files).filter_map(|(name, file)| option(name, file.as_deref()))
}

/// The host, as a client takes it: the directory of a PostgreSQL socket is one.
fn host(url: &ServerUrl) -> Option<Cow<'_, str>> {
    match &url.host {
        Host::Default => None,
        Host::Name(name) => Some(name.into()),
        Host::Socket(path) => Some(path.to_string_lossy()),
    }
}

/// A database name that libpq would take for a connection string, as a connection string.
fn libpq_name(name: &str) -> Cow<'_, str> {
    let is_string =
        name.contains('=') || name.starts_with("postgres://") || name.starts_with("postgresql://");
    if !is_string {
        return name.into();
    }
    let escaped = name.replace('\\', "\\\\").replace('\'', "\\'");
    format!("dbname='{escaped}'").into()
}

fn option(name: &'static str, value: Option<&str>) -> Option<Word> {
    value.map(|value| Word::with(name, value))
}

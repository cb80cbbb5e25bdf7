//! The URL of a server, which may list several hosts.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use super::options::{self, Draft, ServerOptions};
use super::{malformed, percent_decode, tls};
use crate::error::Failure;

/// The URL of a server, in parts and decoded; never printed with its password.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerUrl {
    /// `postgres`, `postgresql`, `mysql` or `mariadb`, as typed.
    pub scheme: &'static str,
    /// Who logs in; the driver's default if it is not given.
    pub user: Option<String>,
    password: Option<String>,
    /// Where the server is.
    pub host: Host,
    /// The port, if it is not the engine's own.
    pub port: Option<u16>,
    /// The name of the database.
    pub database: String,
    /// What the URL has after the `?`.
    pub options: ServerOptions,
}

/// Where a server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// Not given: where the driver looks by itself.
    Default,
    /// A name or an address, an IPv6 address without brackets.
    Name(String),
    /// A socket: the file for MySQL, the directory of the file for PostgreSQL.
    Socket(PathBuf),
}

impl ServerUrl {
    /// The password: for the driver, never for a message.
    pub fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }

    /// Takes `password` if the URL has none.
    pub(super) fn set_missing_password(&mut self, password: &str) {
        self.password.get_or_insert_with(|| password.to_owned());
    }

    /// The host, if it is reached through a network and the URL does not say whether the connection is
    /// encrypted and the server verified.
    pub fn unprotected_host(&self) -> Option<&str> {
        match &self.host {
            Host::Name(name) if self.options.tls.is_none() && !is_loopback(name) => Some(name),
            _ => None,
        }
    }

    /// The same URL with what libpq's variables say about what it leaves open. The driver reads
    /// those of user and password itself, and skips a value of the others that is wrong.
    ///
    /// # Errors
    /// Exit 2, naming the variable.
    pub fn with_libpq_defaults(
        &self,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Failure> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let wrong = |name: &str, why: &str| {
            Err(Failure::usage(format!("invalid {name} in the environment: {why}")))
        };
        let mut url = self.clone();
        tls::with_libpq_defaults(&mut url.options, &variable)?;
        if let (Host::Default, Some(host)) = (&url.host, variable("PGHOST")) {
            url.host =
                if host.starts_with('/') { Host::Socket(host.into()) } else { Host::Name(host) };
        }
        if let (None, Some(port)) = (url.port, variable("PGPORT")) {
            match port.parse() {
                Ok(port) if port > 0 => url.port = Some(port),
                _ => return wrong("PGPORT", "it is not a number from 1 to 65535"),
            }
        }
        if url.options.startup.is_none() {
            url.options.startup = variable("PGOPTIONS");
        }
        Ok(url)
    }
}

/// Reads the URL of a server, one for each host that it lists; `scheme` is its scheme without a
/// driver.
pub(super) fn parse(text: &str, scheme: &'static str) -> Result<Vec<ServerUrl>, Failure> {
    let (_, rest) = text.split_once("://").ok_or_else(|| malformed("`://` is missing"))?;
    let authority_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(authority_end);
    // An @ after the host means that the password contains an unescaped / ? or #: the
    // "host" would then be part of the password and appear in an error message.
    if tail.contains('@') || authority.matches('@').count() > 1 {
        return Err(malformed(
            "the user name or password contains a character that must be escaped",
        ));
    }
    let (login, hosts) = match authority.split_once('@') {
        Some((login, hosts)) => (format!("{login}@"), hosts),
        None => (String::new(), authority),
    };
    let mut draft = Draft::new(scheme);
    let mut parsed = None;
    for host in hosts.split(',') {
        if host.is_empty() && hosts.contains(',') {
            return Err(malformed("a host of the list is missing"));
        }
        // The library needs a host after a login: libpq does not, as for a socket.
        let missing = host.is_empty() || host.starts_with(':');
        let stand_in = if missing { "localhost" } else { "" };
        let url = Url::parse(&format!("{scheme}://{login}{stand_in}{host}{tail}"));
        let url = url.map_err(|error| malformed(reason(error)))?;
        let name = if missing { None } else { host_of(&url)? };
        draft.hosts.push((name, url.port()));
        parsed = Some(url);
    }
    let url = parsed.ok_or_else(|| malformed("the host is missing"))?;
    if url.fragment().is_some() {
        return Err(malformed("a # in it must be escaped"));
    }
    let part = |text: &str| match percent_decode(text) {
        Some(text) if text.is_empty() => Ok(None),
        Some(text) => Ok(Some(text)),
        None => Err(malformed("invalid % escape")),
    };
    draft.user = part(url.username())?;
    draft.password = part(url.password().unwrap_or_default())?;
    draft.database = part(url.path().trim_start_matches('/'))?;
    options::apply(&url, &mut draft)?;
    expand(draft)
}

fn is_loopback(host: &str) -> bool {
    if let Ok(address) = host.parse::<IpAddr>() {
        return address.to_canonical().is_loopback();
    }
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost")
}

fn host_of(url: &Url) -> Result<Option<String>, Failure> {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let decoded = percent_decode(host).ok_or_else(|| malformed("invalid % escape"))?;
    Ok(Some(decoded).filter(|host| !host.is_empty()))
}

/// One URL for each host.
fn expand(draft: Draft) -> Result<Vec<ServerUrl>, Failure> {
    let database = draft.database.ok_or_else(|| {
        let example = format!("write {}://host/DATABASE", draft.scheme);
        Failure::usage("invalid database URL: it names no database").hint(example)
    })?;
    let server = |(host, port): (Option<String>, Option<u16>)| ServerUrl {
        scheme: draft.scheme,
        user: draft.user.clone(),
        password: draft.password.clone(),
        host: match (&draft.socket, host) {
            (Some(socket), _) => Host::Socket(socket.clone()),
            (None, Some(path)) if path.starts_with('/') => Host::Socket(path.into()),
            (None, Some(name)) => Host::Name(name),
            (None, None) => Host::Default,
        },
        port,
        database: database.clone(),
        options: draft.options.clone(),
    };
    Ok(draft.hosts.into_iter().map(server).collect())
}

fn reason(error: url::ParseError) -> &'static str {
    use url::ParseError as E;
    match error {
        E::EmptyHost => "the host is missing",
        E::InvalidPort => "the port is not a number from 1 to 65535",
        E::IdnaError | E::InvalidDomainCharacter => "the host is not a valid name",
        E::InvalidIpv4Address | E::InvalidIpv6Address => "the host is not a valid address",
        _ => "it is not a valid URL",
    }
}

/// What is escaped in a name that is shown.
const ESCAPED: AsciiSet =
    CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'/').add(b'?').add(b'@');

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://", self.scheme)?;
        if let Some(user) = &self.user {
            // Another character in a user name suggests a password without its colon.
            let plain = |c: char| c.is_alphanumeric() || "._-~$".contains(c);
            write!(f, "{}", if user.chars().all(plain) { user } else { "***" })?;
        }
        if self.password.is_some() {
            write!(f, ":***")?;
        }
        if self.user.is_some() || self.password.is_some() {
            write!(f, "@")?;
        }
        match &self.host {
            Host::Name(name) if name.contains(':') => write!(f, "[{name}]")?,
            Host::Name(name) => write!(f, "{}", utf8_percent_encode(name, &ESCAPED))?,
            Host::Default | Host::Socket(_) => {}
        }
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        write!(f, "/{}", utf8_percent_encode(&self.database, &ESCAPED))?;
        // Of the options only this one: others may contain a key or a password.
        match &self.host {
            Host::Socket(path) if self.scheme.starts_with("postgres") => {
                write!(f, "?host={}", path.display())
            }
            Host::Socket(path) => write!(f, "?socket={}", path.display()),
            Host::Default | Host::Name(_) => Ok(()),
        }
    }
}

impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

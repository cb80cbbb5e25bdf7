//! Parses database URLs; a password is never shown.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use url::Url;

use crate::error::Failure;

/// One database server or file, as the user specified it.
///
/// `Display` and `Debug` mask the password; only [`ServerUrl::reveal`] returns it.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file.
    Sqlite {
        /// Where the file is.
        path: PathBuf,
        /// Opened with `mode=ro`: the engine refuses writes.
        read_only: bool,
    },
    /// A PostgreSQL server.
    Postgres(ServerUrl),
    /// A MySQL or MariaDB server.
    MySql(ServerUrl),
}

/// The URL of a server; never printed with its password.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerUrl(Url);

const SHAPES: &str = "write a file name, sqlite:FILE, postgres://user:password@host:5432/database or \
    mysql://user:password@host:3306/database; in a password write @ : / ? # % as %40 %3A %2F %3F %23 %25";

/// The options allowed after the `?` of a server URL, so that a misspelt one is not ignored.
const SERVER_OPTIONS: [&str; 19] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "application_name",
    "options",
    "socket",
    "charset",
    "collation",
];

impl Location {
    /// Reads a `;`-separated list of URLs. At least one is returned.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, Failure> {
        let parts: Vec<&str> = text.split(';').map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.is_empty() {
            return Err(malformed("it is empty"));
        }
        let listed = parts.len() > 1;
        parts.into_iter().map(|part| Self::parse(part, listed)).collect()
    }

    fn parse(text: &str, listed: bool) -> Result<Self, Failure> {
        if text.contains('\0') {
            return Err(malformed("it contains a NUL character"));
        }
        let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("sqlite") => parse_sqlite(&text["sqlite:".len()..]),
            Some("postgres" | "postgresql") => parse_server(text).map(Self::Postgres),
            Some("mysql" | "mariadb") => parse_server(text).map(Self::MySql),
            _ if text.contains("://") => Err(malformed("unknown scheme")),
            // `host:secret@…` without a scheme is a mistyped URL, not a file name to show in an error;
            // the same holds for the part of a password after a `;`.
            _ if text.contains('@') && (listed || text.contains(':')) => {
                Err(malformed("it resembles the URL of a server, but has no known scheme"))
            }
            _ if text == ":memory:" => {
                Err(malformed("it has no file name; a database in memory is lost at exit"))
            }
            _ => Ok(Self::sqlite_file(PathBuf::from(text))),
        }
    }

    /// The SQLite database in the file `path`.
    pub fn sqlite_file(path: PathBuf) -> Self {
        Self::Sqlite { path, read_only: false }
    }

    /// The display name of the engine.
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
            Self::MySql(_) => "MySQL/MariaDB",
        }
    }
}

impl ServerUrl {
    /// The complete URL with the password: for the driver, never for a message.
    pub fn reveal(&self) -> &Url {
        &self.0
    }

    /// Host and port to probe before a connection, unless it goes through a socket file.
    pub fn address(&self, default_port: u16) -> Option<(String, u16)> {
        let indirect = ["host", "hostaddr", "socket", "port"];
        if self.0.query_pairs().any(|(name, _)| indirect.contains(&name.as_ref())) {
            return None;
        }
        let host = self.0.host_str()?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() || host.contains('%') {
            return None;
        }
        Some((host.to_owned(), self.0.port().unwrap_or(default_port)))
    }
}

fn malformed(why: &str) -> Failure {
    // The text is never shown: the invalid part may be the password.
    Failure::usage(format!("invalid database URL: {why}")).hint(SHAPES)
}

fn parse_sqlite(rest: &str) -> Result<Location, Failure> {
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (path, options) = rest.split_once('?').unwrap_or((rest, ""));
    if path.is_empty() || path == ":memory:" {
        return Err(malformed("it has no file name; a database in memory is lost at exit"));
    }
    let mut read_only = false;
    for option in options.split('&').filter(|o| !o.is_empty()) {
        match option.split_once('=').unwrap_or((option, "")) {
            ("mode", "ro") => read_only = true,
            ("mode", "rw" | "rwc") => {}
            _ => {
                return Err(malformed("the only option of a SQLite URL is ?mode=ro, rw or rwc"));
            }
        }
    }
    // A server URL with the wrong scheme would otherwise be shown with its password as a file name.
    if path.split_once('@').is_some_and(|(before, _)| before.contains(':')) {
        return Err(malformed("it resembles the URL of a server, but its scheme is sqlite"));
    }
    let path = percent_decode(path).ok_or_else(|| malformed("invalid % escape"))?;
    Ok(Location::Sqlite { path: PathBuf::from(path.as_ref()), read_only })
}

fn parse_server(text: &str) -> Result<ServerUrl, Failure> {
    let (_, rest) = text.split_once("://").ok_or_else(|| malformed("`://` is missing"))?;
    let authority_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // An @ after the host means that the password contains an unescaped / ? or #: the
    // "host" would then be part of the password and appear in an error message.
    let authority = &rest[..authority_end];
    if rest[authority_end..].contains('@') || authority.matches('@').count() > 1 {
        return Err(malformed(
            "the user name or password contains a character that must be escaped",
        ));
    }
    let url = Url::parse(text).map_err(|error| malformed(reason(error)))?;
    if percent_decode(url.password().unwrap_or_default()).is_none()
        || percent_decode(url.username()).is_none()
        || percent_decode(url.path()).is_none()
    {
        return Err(malformed("invalid % escape"));
    }
    if url.fragment().is_some() {
        return Err(malformed("a # in it must be escaped"));
    }
    let unknown = url.query_pairs().find(|(name, _)| !SERVER_OPTIONS.contains(&name.as_ref()));
    if unknown.is_some() {
        return Err(malformed("unknown option after `?`"));
    }
    Ok(ServerUrl(url))
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

/// `None` for an invalid escape, which the library would keep as it is.
fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    let is_escape = |code: &str| {
        let mut digits = code.bytes().take(2);
        code.len() >= 2 && digits.all(|digit| digit.is_ascii_hexdigit())
    };
    let valid = text.split('%').skip(1).all(is_escape);
    valid.then(|| percent_decode_str(text).decode_utf8().ok()).flatten()
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://", self.0.scheme())?;
        if !self.0.username().is_empty() {
            // An escape in a user name suggests a password without its colon.
            let name = self.0.username();
            write!(f, "{}", if name.contains('%') { "***" } else { name })?;
            if self.0.password().is_some() {
                write!(f, ":***")?;
            }
            write!(f, "@")?;
        }
        write!(f, "{}", self.0.host_str().unwrap_or_default())?;
        if let Some(port) = self.0.port() {
            write!(f, ":{port}")?;
        }
        // The query is omitted: it may contain a key or a password.
        write!(f, "{}", self.0.path())
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path, .. } => write!(f, "{}", Path::display(path)),
            Self::Postgres(url) | Self::MySql(url) => write!(f, "{url}"),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Location {
        Location::parse_list(text).unwrap().remove(0)
    }

    #[test]
    fn a_bare_path_is_sqlite() {
        assert_eq!(one("data/meet.db"), Location::sqlite_file("data/meet.db".into()));
        assert_eq!(one("sqlite:///srv/meet.db"), Location::sqlite_file("/srv/meet.db".into()));
        assert_eq!(one("sqlite://rel.db"), Location::sqlite_file("rel.db".into()));
        assert_eq!(one("sqlite:a%20b.db"), Location::sqlite_file("a b.db".into()));
    }

    #[test]
    fn mode_ro_is_read_only() {
        let expected = Location::Sqlite { path: "x.db".into(), read_only: true };
        assert_eq!(one("sqlite:x.db?mode=ro"), expected);
        assert!(Location::parse_list("sqlite:x.db?cache=shared").is_err());
    }

    #[test]
    fn a_list_keeps_its_order() {
        let list = Location::parse_list("postgres://a/x; mariadb://b:1/x").unwrap();
        assert_eq!(
            list.iter().map(Location::engine).collect::<Vec<_>>(),
            ["PostgreSQL", "MySQL/MariaDB"]
        );
    }

    #[test]
    fn the_password_is_masked() {
        let shown = format!(
            "{} {:?}",
            one("postgres://bob:hunter2@h:1/db?sslkey=hunter2"),
            one("mysql://bob:hunter2@h/db")
        );
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("postgres://bob:***@h:1/db"), "{shown}");
    }

    #[test]
    fn no_malformed_url_is_echoed() {
        for text in [
            "postgres://bob:hunter2/x@h/db",
            "postgres://bob:hunter2#@h/db",
            "postgres://bob:hunter2?@h/db",
            "postgres://bob:hunter2@x@h/db",
            "mysql://bob:hunter2%zz@h/db",
            "postgres://bob:hunter2",
            "mysql://bob:hunter2@h:99999/db",
            "postgres://bob:hunter2@h/db?hunter2=1",
            "foo://bob:hunter2@h/db",
            "postgres:bob:hunter2@h",
            "mysql://:hunter2@/db",
            "sqlite://bob:hunter2@h/db",
            "postgres://bobhunter2%40@h/db",
            "postgres://bob:hunter2@[::1/db",
        ] {
            let Err(failure) = Location::parse_list(text) else {
                continue;
            };
            assert!(!format!("{failure:?}").contains("hunter2"), "{text}: {failure:?}");
        }
    }
}

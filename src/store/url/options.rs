//! The options after the `?` of a server's URL: each is honoured, or refused by its name.

use std::path::{Path, PathBuf};
use std::time::Duration;

use strsim::levenshtein;
use url::Url;

use super::tls::{Tls, TlsMode};
use super::{malformed, percent_decode};
use crate::error::Failure;

/// What the options of a URL ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerOptions {
    /// How the connection is encrypted; the engine's default if it is not given.
    pub tls: Option<TlsMode>,
    /// The file of the certificate that the server's must be signed with.
    pub root_cert: Option<String>,
    /// The file of the client's certificate.
    pub client_cert: Option<String>,
    /// The file of its key.
    pub client_key: Option<String>,
    /// The name that a PostgreSQL server shows for the session.
    pub application_name: Option<String>,
    /// Settings of a PostgreSQL session: `-c name=value`.
    pub startup: Option<String>,
    /// Which of several servers may be used.
    pub target: Option<SessionTarget>,
    /// How long connecting may take.
    pub connect_timeout: Option<Duration>,
}

/// `target_session_attrs` of libpq: which of several servers may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionTarget {
    /// The first that answers.
    Any,
    /// The first that is writable.
    ReadWrite,
    /// The first that is not writable.
    ReadOnly,
    /// The first that is not a standby.
    Primary,
    /// The first that is a standby.
    Standby,
    /// The first that is a standby, else the first that answers.
    PreferStandby,
}

/// A URL of which not all is read yet.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub scheme: &'static str,
    pub user: Option<String>,
    pub password: Option<String>,
    pub hosts: Vec<(Option<String>, Option<u16>)>,
    pub socket: Option<PathBuf>,
    pub database: Option<String>,
    pub options: ServerOptions,
}

impl Draft {
    pub(super) fn new(scheme: &'static str) -> Self {
        Self { scheme, ..Self::default() }
    }

    fn is_postgres(&self) -> bool {
        self.scheme.starts_with("postgres")
    }
}

/// The names of the options, as they are documented: lower case, with underscores.
const COMMON: [&str; 11] = [
    "host",
    "port",
    "user",
    "password",
    "dbname",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "socket",
];
const POSTGRES: [&str; 16] = [
    "hostaddr",
    "application_name",
    "options",
    "target_session_attrs",
    "channel_binding",
    "gssencmode",
    "client_encoding",
    "load_balance_hosts",
    "sslcompression",
    "sslnegotiation",
    "sslsni",
    "ssl_min_protocol_version",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_count",
];
const MYSQL: [&str; 8] = [
    "unix_socket",
    "ssl_ca",
    "charset",
    "use_unicode",
    "local_infile",
    "ssl_disabled",
    "ssl_verify_cert",
    "ssl_verify_identity",
];

/// Options of which only some values are what meetctl does, and why.
const FIXED: [(&str, &[&str], &str); 10] = [
    (
        "channel_binding",
        &["disable", "prefer"],
        "channel binding is not supported; sslmode=verify-full proves who the server is",
    ),
    ("gssencmode", &["disable", "prefer"], "GSSAPI is not supported"),
    ("client_encoding", &["utf8", "utf-8", "unicode", "auto"], "meetctl uses UTF-8"),
    ("load_balance_hosts", &["disable"], "the hosts are tried in order"),
    ("sslcompression", &["0"], "compression is not supported"),
    ("sslnegotiation", &["postgres"], "another negotiation is not supported"),
    ("sslsni", &["1"], "the name of the host is always sent"),
    (
        "ssl_min_protocol_version",
        &["tlsv1", "tlsv1.1", "tlsv1.2"],
        "TLS 1.2 and 1.3 are supported, and neither can be ruled out",
    ),
    ("charset", &["utf8mb4", "utf8", "utf8mb3"], "meetctl uses utf8mb4"),
    ("local_infile", &["0", "false"], "meetctl loads no files"),
];

/// Options of other programs that cannot be honoured, and what to do.
const REFUSED: [(&[&str], &str); 12] = [
    (&["passfile"], "set PGPASSFILE in the environment, or put the password into the URL"),
    (&["service", "servicefile"], "service files are not read: put host and user into the URL"),
    (
        &["read_default_file", "read_default_group", "default_file", "option_files"],
        "option files are not read: put host and user into the URL",
    ),
    (&["sslpassword"], "a key with a password cannot be used: give one without"),
    (
        &["sslcrl", "sslcrldir", "ssl_capath", "ssl_cipher", "tls_versions", "tls_ciphersuites"],
        "it is not supported: remove it from the URL",
    ),
    (
        &["require_auth", "requirepeer", "krbsrvname", "gsslib", "gssdelegation", "sslcertmode"],
        "it is not supported: remove it from the URL",
    ),
    (&["auth_plugin", "default_auth", "plugin_dir"], "the server chooses the authentication"),
    (
        &["init_command", "sql_mode", "autocommit", "collation", "timezone", "time_zone"],
        "meetctl sets up its sessions itself: remove it from the URL",
    ),
    (
        &["pool", "pool_size", "pool_timeout", "pool_recycle", "pool_pre_ping", "max_overflow"],
        "meetctl uses one connection: remove it from the URL",
    ),
    (
        &["timeout", "command_timeout", "statement_timeout", "read_timeout", "write_timeout"],
        "use --timeout, or connect_timeout for connecting",
    ),
    (&["schema", "currentschema", "search_path"], "write options=-c%20search_path=NAME"),
    (
        &["prepared_statement_cache_size", "statement_cache_size", "statement_cache_capacity"],
        "statements are always prepared: remove it from the URL",
    ),
];

/// Reads the options of `url` into `draft`.
///
/// # Errors
/// Exit 2 for an unknown option, and for a value that cannot be honoured.
pub(super) fn apply(url: &Url, draft: &mut Draft) -> Result<(), Failure> {
    if percent_decode(url.query().unwrap_or_default()).is_none() {
        return Err(malformed("invalid % escape"));
    }
    let mut tls = Tls::default();
    let (mut hosts, mut ports) = (Vec::new(), Vec::new());
    for (key, value) in url.query_pairs() {
        let name = key.to_ascii_lowercase().replace('-', "_");
        match name.as_str() {
            "host" | "hostaddr" => hosts = value.split(',').map(str::to_owned).collect(),
            "port" => ports = value.split(',').map(port).collect::<Result<_, _>>()?,
            "user" | "username" => draft.user = Some(value.into_owned()),
            "password" | "passwd" => draft.password = Some(value.into_owned()),
            "dbname" | "database" | "db" => draft.database = Some(value.into_owned()),
            "socket" | "unix_socket" => socket(draft, &value, &mut ports),
            _ if tls.takes(&name, &value)? => {}
            _ => other(draft, &key, &name, &value)?,
        }
    }
    locate(draft, hosts, &ports)?;
    tls.finish(&mut draft.options)
}

/// Puts the hosts of the options in the place of those before the `?`.
fn locate(draft: &mut Draft, hosts: Vec<String>, ports: &[u16]) -> Result<(), Failure> {
    if !hosts.is_empty() {
        let before = draft.hosts.first().and_then(|(_, port)| *port);
        let given = |host: String| Some(host).filter(|host| !host.is_empty());
        draft.hosts = hosts.into_iter().map(|host| (given(host), before)).collect();
    }
    match ports {
        [] => {}
        [one] => draft.hosts.iter_mut().for_each(|(_, port)| *port = Some(*one)),
        _ if ports.len() == draft.hosts.len() => {
            draft.hosts.iter_mut().zip(ports).for_each(|((_, port), new)| *port = Some(*new));
        }
        _ => return Err(invalid("port", "has another number of ports than there are hosts")),
    }
    Ok(())
}

fn port(text: &str) -> Result<u16, Failure> {
    let number = text.trim().parse().ok().filter(|port| *port > 0);
    number.ok_or_else(|| invalid("port", "is not a number from 1 to 65535"))
}

/// The directory of a PostgreSQL socket is what the driver takes, with the port that its name has.
fn socket(draft: &mut Draft, value: &str, ports: &mut Vec<u16>) {
    let path = Path::new(value);
    let name = path.file_name().and_then(|name| name.to_str());
    let port = name.and_then(|name| name.strip_prefix(".s.PGSQL.")?.parse().ok());
    draft.socket = match (draft.is_postgres(), port, path.parent()) {
        (true, Some(port), Some(directory)) => {
            *ports = vec![port];
            Some(directory.to_owned())
        }
        _ => Some(path.to_owned()),
    };
}

/// An option that is neither about the place nor about TLS.
fn other(draft: &mut Draft, key: &str, name: &str, value: &str) -> Result<(), Failure> {
    if name == "connect_timeout" {
        draft.options.connect_timeout = Some(connect_timeout(value)?);
        return Ok(());
    }
    let ours: &[&str] = if draft.is_postgres() { &POSTGRES } else { &MYSQL };
    let fixed = FIXED.iter().find(|(fixed, ..)| *fixed == name && ours.contains(&name));
    if let Some((option, values, why)) = fixed {
        let fits = values.contains(&value.to_ascii_lowercase().as_str());
        let why = format!("can only be {}: {why}", values.join(" or "));
        return if fits { Ok(()) } else { Err(invalid(option, &why)) };
    }
    match name {
        "application_name" | "fallback_application_name" if draft.is_postgres() => {
            draft.options.application_name = Some(value.to_owned());
        }
        "options" if draft.is_postgres() => startup(draft, value),
        "target_session_attrs" if draft.is_postgres() => {
            draft.options.target = Some(SessionTarget::parse(value)?);
        }
        // What a client of another kind does with its connection; a command of meetctl is short.
        "keepalives"
        | "keepalives_idle"
        | "keepalives_interval"
        | "keepalives_count"
        | "tcp_user_timeout"
            if draft.is_postgres() => {}
        "use_unicode" if !draft.is_postgres() => {}
        _ => match name.strip_prefix("options[").and_then(|name| name.strip_suffix(']')) {
            Some(setting) if draft.is_postgres() => {
                startup(draft, &format!("-c {setting}={value}"));
            }
            _ => return Err(unknown(draft, key, name)),
        },
    }
    Ok(())
}

fn startup(draft: &mut Draft, value: &str) {
    let more = draft.options.startup.take().map_or(String::new(), |text| format!("{text} "));
    draft.options.startup = Some(more + value);
}

fn connect_timeout(value: &str) -> Result<Duration, Failure> {
    const NO_LIMIT: u64 = 24 * 60 * 60;
    let seconds: u64 = value
        .parse()
        .map_err(|_| invalid("connect_timeout", "is not a whole number of seconds"))?;
    Ok(Duration::from_secs(if seconds == 0 { NO_LIMIT } else { seconds.min(NO_LIMIT) }))
}

impl SessionTarget {
    fn parse(value: &str) -> Result<Self, Failure> {
        Ok(match value.to_ascii_lowercase().as_str() {
            "any" => Self::Any,
            "read-write" => Self::ReadWrite,
            "read-only" => Self::ReadOnly,
            "primary" => Self::Primary,
            "standby" => Self::Standby,
            "prefer-standby" => Self::PreferStandby,
            _ => {
                return Err(invalid(
                    "target_session_attrs",
                    "is not one of any, read-write, read-only, primary, standby, prefer-standby",
                ));
            }
        })
    }
}

/// A value is never shown: it may be a part of a password.
pub(super) fn invalid(option: &str, why: &str) -> Failure {
    Failure::usage(format!("invalid database URL: the option {option} {why}"))
}

fn unknown(draft: &Draft, key: &str, name: &str) -> Failure {
    if let Some((_, why)) = REFUSED.iter().find(|(names, _)| names.contains(&name)) {
        let message = format!("invalid database URL: the option {name} is not supported");
        return Failure::usage(message).hint(*why);
    }
    let (ours, theirs, other): (&[&str], &[&str], _) = if draft.is_postgres() {
        (&POSTGRES, &MYSQL, "MySQL")
    } else {
        (&MYSQL, &POSTGRES, "PostgreSQL")
    };
    if theirs.contains(&name) {
        let message = format!("invalid database URL: {name} is an option of {other} URLs");
        return Failure::usage(message).hint("remove it from the URL");
    }
    let known = || COMMON.iter().chain(ours);
    let near = known().map(|known| (levenshtein(name, known), *known)).min();
    let hint = match near {
        Some((distance, known)) if distance <= 2 && distance * 2 < name.len() => {
            format!("did you mean {known}?")
        }
        _ => format!("the options: {}", known().copied().collect::<Vec<_>>().join(", ")),
    };
    // The key of a mistyped URL may be a part of its password.
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let secret = draft.password.as_ref().is_some_and(|p| p.contains(key) || key.contains(p));
    let shown = !secret && key.len() <= 40 && key.chars().all(plain);
    let shown = if shown { format!(" {key}") } else { String::new() };
    Failure::usage(format!("invalid database URL: unknown option{shown} after `?`")).hint(hint)
}

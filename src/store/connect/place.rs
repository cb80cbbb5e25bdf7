//! Where a server listens, and whether anything does.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use sea_orm::sqlx::mysql::MySqlConnectOptions;
use sea_orm::sqlx::postgres::PgConnectOptions;
use tokio::net::{TcpStream, UnixStream, lookup_host};

use crate::error::{Failure, Kind};

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Host and port.
    Tcp(String, u16),
    /// The file of a socket.
    Socket(PathBuf),
}

impl From<&PgConnectOptions> for Place {
    fn from(options: &PgConnectOptions) -> Self {
        let (host, port) = (options.get_host(), options.get_port());
        let directory = options.get_socket().cloned();
        let directory = directory.or_else(|| host.starts_with('/').then(|| host.into()));
        match directory {
            Some(directory) => Self::Socket(directory.join(format!(".s.PGSQL.{port}"))),
            None => Self::Tcp(host.to_owned(), port),
        }
    }
}

impl From<&MySqlConnectOptions> for Place {
    fn from(options: &MySqlConnectOptions) -> Self {
        match options.get_socket() {
            Some(file) => Self::Socket(file.clone()),
            None => Self::Tcp(options.get_host().to_owned(), options.get_port()),
        }
    }
}

impl Place {
    /// Connects once: the pool would try again, for all of its time, what is refused.
    ///
    /// # Errors
    /// Exit 6 in plain words, with those of the system as the cause.
    pub(super) async fn probe(&self, limit: Duration) -> Result<(), Failure> {
        let connecting = async {
            match self {
                Self::Tcp(host, port) => {
                    let found = lookup_host((host.as_str(), *port)).await;
                    let addresses: Vec<_> =
                        found.map_err(|error| not_found(host, error))?.collect();
                    TcpStream::connect(addresses.as_slice()).await.map(drop)
                }
                Self::Socket(file) => UnixStream::connect(file).await.map(drop),
            }
            .map_err(|error| self.unreachable(error))
        };
        let connected = tokio::time::timeout(limit, connecting).await;
        connected.unwrap_or_else(|_| Err(self.silent(limit)))
    }

    /// The failure of a server that does not answer.
    pub(super) fn silent(&self, limit: Duration) -> Failure {
        unreachable(format!("no answer from {self} within {limit:?}"))
            .hint("check host, port, network, and that the scheme of the URL is that of the server; connect_timeout in the URL allows more time")
    }

    fn unreachable(&self, error: io::Error) -> Failure {
        use io::ErrorKind as E;
        let message = match (self, error.kind()) {
            (Self::Socket(_), E::NotFound) => format!("socket {self} does not exist"),
            (Self::Socket(_), E::ConnectionRefused) => {
                format!("no server listens on the socket {self}")
            }
            (Self::Socket(_), E::PermissionDenied) => {
                format!("no permission to use the socket {self}")
            }
            (Self::Socket(_), _) => format!("cannot connect to the socket {self}"),
            (Self::Tcp(..), E::ConnectionRefused) => format!("no server listens on {self}"),
            (Self::Tcp(..), E::HostUnreachable | E::NetworkUnreachable) => {
                format!("no route to {self}")
            }
            (Self::Tcp(..), E::TimedOut) => format!("no answer from {self}"),
            (Self::Tcp(..), _) => format!("cannot connect to {self}"),
        };
        let check = match self {
            Self::Tcp(..) => "host and port",
            Self::Socket(_) => "the path of the socket",
        };
        unreachable(message).cause(error).hint(format!(
            "check that the server is running, and {check}; `meetctl config show` shows which database is used"
        ))
    }
}

fn not_found(host: &str, error: io::Error) -> Failure {
    unreachable(format!("host {host} not found"))
        .cause(error)
        .hint("check the name of the host; `meetctl config show` shows which database is used")
}

fn unreachable(message: String) -> Failure {
    Failure::new(Kind::Unreachable, message)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(host, port) if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Tcp(host, port) => write!(f, "{host}:{port}"),
            Self::Socket(file) => write!(f, "{}", file.display()),
        }
    }
}

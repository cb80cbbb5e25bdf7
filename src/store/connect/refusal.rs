//! Why a server that was reached takes no session, in plain words.
//!
//! Nothing was lost then, and nothing changed: the words for a connection that breaks do not fit.

use std::io;

use anyhow::anyhow;
use sea_orm::SqlxError;
use sea_orm::sqlx::error::DatabaseError;

use super::place::Place;
use crate::error::{Failure, Kind};
use crate::store::dialect::{ErrorClass, classify_driver};
use crate::store::failure::describe;
use crate::store::url::ServerUrl;

/// The failure for an error of the driver while it connects.
pub(super) fn explain(error: SqlxError, url: &ServerUrl, place: &Place) -> Failure {
    let failure = |kind, message: String| Failure::new(kind, message);
    match error {
        SqlxError::Tls(cause) => tls(place, cause.to_string()),
        SqlxError::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            tls(place, error.to_string())
        }
        SqlxError::Io(error) => {
            failure(Kind::Unreachable, format!("{place} ended the connection during the login"))
                .cause(error)
                .hint("check that the scheme of the URL is that of the server")
        }
        // The driver's words may quote what the server sent, and no part of the URL; they end with a
        // place in its own source.
        SqlxError::Protocol(words) => {
            let words = words.split(" (sqlx_").next().unwrap_or_default().to_owned();
            failure(Kind::Unreachable, format!("the login at {place} is not understood"))
                .cause(anyhow!(words))
                .hint("check that the scheme of the URL is that of the server on this port")
        }
        SqlxError::Database(error) => refused(error, url),
        other => Failure::from(other),
    }
}

fn tls(place: &Place, cause: String) -> Failure {
    let (message, hint) = if cause.contains("does not support TLS") {
        (
            format!("{place} offers no encrypted connection"),
            "turn TLS on in the server, or connect without it: sslmode=disable",
        )
    } else if cause.contains("certificate") {
        (
            format!("the certificate of {place} is not accepted"),
            "name the certificate that it is signed with in sslrootcert=FILE, and the host as in \
             the certificate; sslmode=require accepts any",
        )
    } else {
        (format!("no encrypted connection to {place}"), "check the TLS settings of the server")
    };
    let cause = if cause.contains("CaUsedAsEndEntity") {
        "it is the certificate of an authority (CA:TRUE), which cannot be that of a server"
            .to_owned()
    } else {
        cause
    };
    Failure::new(Kind::TlsFailed, message).cause(anyhow!(cause)).hint(hint)
}

/// What the server itself says to a login.
fn refused(error: Box<dyn DatabaseError>, url: &ServerUrl) -> Failure {
    let words = error.message().to_owned();
    let class = classify_driver(&SqlxError::Database(error));
    let settings = url.options.startup.is_some() || words.contains("startup parameter");
    let failure = match class {
        ErrorClass::NoDatabase => {
            let message = format!("the server has no database {}", url.database);
            Failure::new(Kind::NoDatabase, message)
                .hint("create it, then run `meetctl migrate up`; or check its name in the URL")
        }
        ErrorClass::Denied => describe(ErrorClass::LoginRefused),
        ErrorClass::Constraint | ErrorClass::Missing | ErrorClass::Other | ErrorClass::Lost
            if settings =>
        {
            Failure::usage("the server does not accept an option of the database URL")
        }
        ErrorClass::Lost | ErrorClass::Unreachable | ErrorClass::Other => {
            Failure::new(Kind::Unreachable, "the server refuses the connection").hint(
                "see the log of the server; `meetctl config show` shows which database is used",
            )
        }
        class => describe(class),
    };
    failure.cause(anyhow!(words))
}

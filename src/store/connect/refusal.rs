//! Why a server that was reached takes no session, in plain words.
//!
//! Nothing was lost then, and nothing changed: the words for a connection that breaks do not fit.

use std::io;

use anyhow::anyhow;
use sea_orm::SqlxError;
use sea_orm::sqlx::error::DatabaseError;

use super::server::Server;
use super::{peer, tls};
use crate::error::{Failure, Kind};
use crate::store::dialect::{ErrorClass, classify_driver};
use crate::store::failure::describe;
use crate::store::url::TlsMode;

/// The failure for an error of the driver while it connects.
pub(super) async fn explain(error: SqlxError, server: &Server<'_>) -> Failure {
    match error {
        SqlxError::Tls(cause) => tls::explain(&cause.to_string(), server),
        SqlxError::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            let cause = error.to_string();
            match stranger(&cause, server).await {
                Some(stranger) => stranger,
                None => tls::explain(&cause, server),
            }
        }
        SqlxError::Io(error) => ended(error, server).await,
        // The driver's words may quote what the server sent, and no part of the URL; they end with a
        // place in its own source.
        SqlxError::Protocol(words) => {
            let words = words.split(" (sqlx_").next().unwrap_or_default();
            match peer::stranger(&server.place, server.peer).await {
                Some(stranger) => stranger,
                None => not_understood(words, server),
            }
        }
        SqlxError::Database(error) => refused(error, server),
        SqlxError::Configuration(_) if classify_driver(&error) == ErrorClass::LoginRefused => {
            Failure::from(error).hint(ENCRYPT)
        }
        SqlxError::Configuration(_) => {
            Failure::usage("the driver does not accept an option of the database URL")
        }
        other => Failure::from(other),
    }
}

const ENCRYPT: &str =
    "connect with TLS: sslmode=require in the URL, and TLS turned on in the server";

async fn stranger(cause: &str, server: &Server<'_>) -> Option<Failure> {
    if !cause.contains("corrupt message") {
        return None;
    }
    peer::stranger(&server.place, server.peer).await
}

/// Another program, no program at all, or a server that ended the connection silently.
async fn ended(error: io::Error, server: &Server<'_>) -> Failure {
    if let Err(unreachable) = server.place.probe(server.limit).await {
        return unreachable;
    }
    if let Some(stranger) = peer::stranger(&server.place, server.peer).await {
        return stranger;
    }
    let message = format!("{} ended the connection during the login", server.place);
    Failure::new(Kind::Unreachable, message)
        .cause(error)
        .hint("see the log of the server; check that the scheme of the URL is that of the server")
}

fn not_understood(words: &str, server: &Server<'_>) -> Failure {
    if words.contains("authentication") || words.contains("cleartext") {
        let message = "the server asks for a way to log in that meetctl does not support";
        return Failure::new(Kind::LoginRefused, message).cause(anyhow!(words.to_owned())).hint(
            "let the account log in with a password: scram-sha-256 on PostgreSQL, \
             caching_sha2_password or mysql_native_password on MySQL and MariaDB",
        );
    }
    let message = format!("the login at {} is not understood", server.place);
    Failure::new(Kind::Unreachable, message)
        .cause(anyhow!(words.to_owned()))
        .hint("check that the scheme of the URL is that of the server on this port")
}

/// What the server itself says to a login.
fn refused(error: Box<dyn DatabaseError>, server: &Server<'_>) -> Failure {
    let words = error.message().to_owned();
    let class = classify_driver(&SqlxError::Database(error));
    let class = of_pooler(&words).unwrap_or(class);
    let options = &server.url.options;
    let settings = options.startup.is_some() || words.contains("startup parameter");
    let failure = match class {
        ErrorClass::NoDatabase => {
            let message = format!("the server has no database {}", server.url.database);
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
    let failure = match advice(&words) {
        Some(advice) => failure.hint(advice),
        None if class == ErrorClass::LoginRefused && options.tls == Some(TlsMode::Disable) => {
            failure.hint("check user and password; the account may need TLS: sslmode=require")
        }
        None => failure,
    };
    failure.cause(anyhow!(words))
}

/// What the words of pgbouncer mean: before version 1.21 it has one code for everything.
fn of_pooler(words: &str) -> Option<ErrorClass> {
    const MEANINGS: [(&str, ErrorClass); 7] = [
        ("no such database", ErrorClass::NoDatabase),
        ("query_wait_timeout", ErrorClass::NotReady),
        ("no more connections allowed", ErrorClass::NotReady),
        ("server login has been failing", ErrorClass::NotReady),
        ("password authentication failed", ErrorClass::LoginRefused),
        ("no such user", ErrorClass::LoginRefused),
        ("SSL required", ErrorClass::LoginRefused),
    ];
    if words.starts_with("database \"") && words.ends_with("does not exist") {
        return Some(ErrorClass::NoDatabase);
    }
    MEANINGS.iter().find(|(text, _)| words.starts_with(text)).map(|(_, class)| *class)
}

/// What to do about words of a server.
fn advice(words: &str) -> Option<&'static str> {
    const ADVICE: [(&[&str], &str); 6] = [
        (&["no encryption", "insecure transport", "SSL required"], ENCRYPT),
        (
            &["client certificate"],
            "name a certificate that the server trusts in sslcert=FILE, and its key in sslkey=FILE",
        ),
        (
            &["pg_hba.conf"],
            "allow the login in pg_hba.conf of the server, or connect from elsewhere",
        ),
        (&["is locked", "is blocked for"], "unlock the account: ALTER USER … ACCOUNT UNLOCK"),
        (
            &["password has expired", "must SET PASSWORD"],
            "set a new password for the account: ALTER USER … IDENTIFIED BY …",
        ),
        (
            &["many connection errors"],
            "end what fails to connect, then run FLUSH HOSTS on the server",
        ),
    ];
    let fits = |(fragments, _): &&(&[&str], _)| fragments.iter().any(|part| words.contains(part));
    ADVICE.iter().find(fits).map(|(_, advice)| *advice)
}

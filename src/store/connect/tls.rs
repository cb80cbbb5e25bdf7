//! Why no encrypted connection is made, and the files of certificates and keys.

use std::fs;

use anyhow::anyhow;

use super::server::Server;
use crate::error::{Failure, Kind};
use crate::store::url::ServerOptions;

/// Checks that the files of `options` can be read and hold what they should.
///
/// # Errors
/// Exit 2, naming the option and the file.
pub(super) fn check_files(options: &ServerOptions) -> Result<(), Failure> {
    for (option, file, holds, what) in [
        ("sslrootcert", &options.root_cert, "BEGIN CERTIFICATE-", "certificate"),
        ("sslcert", &options.client_cert, "BEGIN CERTIFICATE-", "certificate"),
        ("sslkey", &options.client_key, "PRIVATE KEY-", "private key"),
    ] {
        let Some(file) = file else { continue };
        let text = fs::read(file).map_err(|error| {
            let message = format!("cannot read {file}, which {option} of the database URL names");
            Failure::usage(message).cause(error)
        })?;
        let text = String::from_utf8_lossy(&text);
        let wrong = |why: &str| {
            let message =
                format!("{file}, which {option} of the database URL names, holds no {what}{why}");
            Err(Failure::usage(message))
        };
        if text.contains("BEGIN ENCRYPTED PRIVATE KEY-") || text.contains("Proc-Type: 4,ENCRYPTED")
        {
            return wrong(" without a password");
        }
        if !text.contains(holds) {
            return wrong(" in PEM format");
        }
    }
    Ok(())
}

/// The failure of a server whose encryption the connection does not accept, or the other way round.
pub(super) fn explain(cause: &str, server: &Server<'_>) -> Failure {
    let place = &server.place;
    let failed = |message| Failure::new(Kind::TlsFailed, message);
    if cause.contains("does not support TLS") {
        return failed(format!("{place} offers no encrypted connection"))
            .cause(anyhow!(cause.to_owned()))
            .hint("turn TLS on in the server, or connect without it: sslmode=disable");
    }
    if cause.contains("keys may not be consistent") {
        return Failure::usage("the files of sslcert and sslkey do not belong together")
            .cause(anyhow!(cause.to_owned()));
    }
    if let Some((said, hint)) = of_certificate(cause) {
        return failed(format!("the certificate of {place} is not accepted"))
            .cause(anyhow!(said.to_owned()))
            .hint(hint);
    }
    let of_client = [
        "CertificateRequired",
        "UnknownCA",
        "BadCertificate",
        "CertificateUnknown",
        "CertificateExpired",
        "CertificateRevoked",
        "UnsupportedCertificate",
        "AccessDenied",
    ];
    if of_client.iter().any(|alert| cause.ends_with(alert)) {
        return failed(format!("{place} does not accept the certificate of the client"))
            .cause(anyhow!(cause.to_owned()))
            .hint("name one that the server trusts in sslcert=FILE, and its key in sslkey=FILE");
    }
    failed(format!("no encrypted connection to {place}"))
        .cause(anyhow!(cause.to_owned()))
        .hint("check the TLS settings of the server; meetctl supports TLS 1.2 and 1.3")
}

/// What is wrong with the certificate of a server, and what to do.
fn of_certificate(cause: &str) -> Option<(&str, &'static str)> {
    const AUTHORITY: &str = "name the certificate of the authority in sslrootcert=FILE; sslmode=require encrypts without this check";
    const DATES: &str = "renew the certificate of the server; check the clocks of both machines";
    let said = cause.strip_prefix("invalid peer certificate: ")?;
    Some(match said {
        "UnknownIssuer" => ("it is signed by an authority that is not trusted", AUTHORITY),
        _ if said.contains("CaUsedAsEndEntity") => (
            "it is the certificate of an authority (CA:TRUE), which cannot be that of a server",
            AUTHORITY,
        ),
        _ if said.to_lowercase().contains("expired") => ("it has expired", DATES),
        _ if said.to_lowercase().contains("not valid yet") || said == "NotValidYet" => {
            ("it is not valid yet", DATES)
        }
        _ if said.contains("not valid for name") => {
            (said, "write the host as in the certificate; sslmode=verify-ca accepts any name")
        }
        _ => (said, "let the server have another certificate"),
    })
}

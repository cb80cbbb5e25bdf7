//! The options of a URL about TLS, in the words of PostgreSQL and of MySQL.

use super::options::{ServerOptions, invalid};
use crate::error::Failure;

/// How a connection is encrypted, and what is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TlsMode {
    /// Never encrypted.
    Disable,
    /// Encrypted if the server can.
    Prefer,
    /// Encrypted, with any certificate.
    Require,
    /// Encrypted, with a certificate that is trusted.
    VerifyCa,
    /// Encrypted, with a trusted certificate for the name of the host.
    VerifyFull,
}

/// The options about TLS, which belong together.
#[derive(Default)]
pub(super) struct Tls {
    mode: Option<TlsMode>,
    at_least: Option<TlsMode>,
    root_cert: Option<String>,
    client_cert: Option<String>,
    client_key: Option<String>,
}

impl Tls {
    /// Reads an option; returns whether it is about TLS.
    pub(super) fn takes(&mut self, name: &str, value: &str) -> Result<bool, Failure> {
        match name {
            "sslmode" | "ssl_mode" => self.mode = Some(TlsMode::parse("sslmode", value)?),
            "ssl" => self.mode = Some(TlsMode::of_ssl(value)?),
            "ssl_disabled" if switch("ssl_disabled", value)? => self.mode = Some(TlsMode::Disable),
            "ssl_verify_cert" if switch("ssl_verify_cert", value)? => {
                self.at_least = self.at_least.max(Some(TlsMode::VerifyCa));
            }
            "ssl_verify_identity" | "ssl_check_hostname"
                if switch("ssl_verify_identity", value)? =>
            {
                self.at_least = Some(TlsMode::VerifyFull);
            }
            "ssl_disabled" | "ssl_verify_cert" | "ssl_verify_identity" | "ssl_check_hostname" => {}
            "sslrootcert" | "ssl_root_cert" | "ssl_ca" | "sslca" => {
                self.root_cert = Some(value.to_owned());
            }
            "sslcert" | "ssl_cert" => self.client_cert = Some(value.to_owned()),
            "sslkey" | "ssl_key" => self.client_key = Some(value.to_owned()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Sets what was read, with what follows from it.
    pub(super) fn finish(self, options: &mut ServerOptions) -> Result<(), Failure> {
        let Self { mode, at_least, mut root_cert, client_cert, client_key } = self;
        if client_cert.is_some() != client_key.is_some() {
            return Err(invalid("sslcert", "and sslkey must be given together"));
        }
        let mut mode = mode.max(at_least);
        if root_cert.as_deref() == Some("system") {
            if mode.is_some_and(|mode| mode < TlsMode::VerifyFull) {
                return Err(invalid("sslrootcert", "is `system`, which needs sslmode=verify-full"));
            }
            (root_cert, mode) = (None, Some(TlsMode::VerifyFull));
        }
        // Who names a certificate wants the server's to be verified, as the other clients do.
        if root_cert.is_some() && matches!(mode, None | Some(TlsMode::Require)) {
            mode = Some(TlsMode::VerifyCa);
        }
        *options =
            ServerOptions { tls: mode, root_cert, client_cert, client_key, ..options.clone() };
        Ok(())
    }
}

/// The variables in which libpq finds what a URL leaves open, and the options that they stand for.
const VARIABLES: [(&str, &str); 4] = [
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
];

/// Fills in what the URL leaves open. A certificate that is named for all programs asks for nothing
/// to be verified.
///
/// # Errors
/// Exit 2, naming the variable.
pub(super) fn with_libpq_defaults(
    options: &mut ServerOptions,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<(), Failure> {
    let mut tls = Tls::default();
    for (name, option) in VARIABLES {
        if let Some(value) = variable(name) {
            let wrong =
                |failure: Failure| failure.line(format!("set by {name} in the environment"));
            tls.takes(option, &value).map_err(wrong)?;
        }
    }
    let system = tls.root_cert.as_deref() == Some("system");
    if system {
        (tls.root_cert, tls.mode) = (None, Some(TlsMode::VerifyFull));
    }
    options.tls = options.tls.or(tls.mode);
    options.root_cert = options.root_cert.take().or(tls.root_cert);
    if options.client_cert.is_none() {
        (options.client_cert, options.client_key) = (tls.client_cert, tls.client_key);
    }
    if options.client_cert.is_some() != options.client_key.is_some() {
        return Err(Failure::usage("PGSSLCERT and PGSSLKEY must be set together"));
    }
    if options.root_cert.is_some() && options.tls == Some(TlsMode::Require) {
        options.tls = Some(TlsMode::VerifyCa);
    }
    Ok(())
}

impl TlsMode {
    /// The words of PostgreSQL and those of MySQL.
    fn parse(option: &str, value: &str) -> Result<Self, Failure> {
        Ok(match value.to_ascii_lowercase().replace('_', "-").as_str() {
            "disable" | "disabled" => Self::Disable,
            // First without, then with: whichever works.
            "allow" | "prefer" | "preferred" => Self::Prefer,
            "require" | "required" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" | "verify-identity" => Self::VerifyFull,
            _ => {
                return Err(invalid(
                    option,
                    "is not one of disable, prefer, require, verify-ca, verify-full",
                ));
            }
        })
    }

    fn of_ssl(value: &str) -> Result<Self, Failure> {
        match switch("ssl", value) {
            Ok(false) => Ok(Self::Disable),
            Ok(true) => Err(invalid(
                "ssl",
                "has two meanings: write sslmode=require for an encrypted connection, or \
                 sslmode=verify-full to verify the server's certificate too",
            )),
            Err(_) => Self::parse("ssl", value),
        }
    }
}

fn switch(option: &str, value: &str) -> Result<bool, Failure> {
    match value.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => Err(invalid(option, "is neither true nor false")),
    }
}

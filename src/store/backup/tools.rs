//! The command lines with which the servers' own programs dump a database and restore it.
//!
//! They are for a person's shell: every word is quoted where it must be, and the password is never
//! in them. A dump is private and follows no link, as a backup of SQLite; a client that reads one
//! obeys no command in it but SQL.

use std::borrow::Cow;
use std::path::Path;

use crate::error::Failure;
use crate::output::sanitise::is_hidden;
use crate::store::url::{Host, Location, ServerUrl, TlsMode};

/// A command for the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolCommand {
    /// The name of the engine for people.
    pub engine: &'static str,
    /// The line to run.
    pub line: String,
    /// How to pass the password that the URL contains; `None` if it contains none.
    pub password: Option<&'static str>,
}

/// The direction of the transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the server into the file, which it may replace.
    Dump {
        /// Whether the file is replaced if it exists.
        replace: bool,
    },
    /// From the file into the server.
    Restore,
}

/// The command that dumps the database of `location` into `file`, or restores it; `None` for
/// SQLite.
///
/// # Errors
/// Exit 2 for a name that cannot be passed to a shell.
pub fn command(
    location: &Location,
    direction: Direction,
    file: &Path,
) -> Result<Option<ToolCommand>, Failure> {
    let file = file.to_str().ok_or_else(|| Failure::usage("the name of the file is not UTF-8"))?;
    let (url, words, password) = match location {
        Location::Sqlite { .. } => return Ok(None),
        Location::Postgres(url) => {
            (url, postgres(url, direction, file), "set the password in PGPASSWORD or in ~/.pgpass")
        }
        Location::MySql(url) => (
            url,
            mysql(url, direction, file),
            "set the password in MYSQL_PWD, or in a file with --defaults-extra-file as first option",
        ),
    };
    let mut line = words.join(" ");
    if let Direction::Dump { replace } = direction
        && file != "-"
    {
        line = into_private_file(&line, file, replace);
    }
    if line.contains(is_hidden) {
        return Err(Failure::usage("the URL or the name of the file contains a control character"));
    }
    Ok(Some(ToolCommand {
        engine: location.engine(),
        line,
        password: url.password().map(|_| password),
    }))
}

/// `line` with its output in a new file: `set -C` refuses one that exists, and a link.
fn into_private_file(line: &str, file: &str, replace: bool) -> String {
    let file = quoted(file);
    let remove = if replace { format!("rm -f -- {file}; ") } else { String::new() };
    format!("(umask 077; {remove}set -C; {line} > {file})")
}

/// The words about TLS that both clients take from the URL.
fn tls(url: &ServerUrl) -> [Option<&str>; 3] {
    let options = &url.options;
    [&options.root_cert, &options.client_cert, &options.client_key].map(Option::as_deref)
}

/// The host, as a client takes it: the directory of a PostgreSQL socket is one.
fn host(url: &ServerUrl) -> Option<Cow<'_, str>> {
    match &url.host {
        Host::Default => None,
        Host::Name(name) => Some(name.into()),
        Host::Socket(path) => Some(path.to_string_lossy()),
    }
}

fn postgres(url: &ServerUrl, direction: Direction, file: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mode = url.options.tls.map(|mode| match mode {
        TlsMode::Disable => "disable",
        TlsMode::Prefer => "prefer",
        TlsMode::Require => "require",
        TlsMode::VerifyCa => "verify-ca",
        TlsMode::VerifyFull => "verify-full",
    });
    words.extend(option("PGSSLMODE", mode));
    for (name, value) in ["PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY"].into_iter().zip(tls(url)) {
        words.extend(option(name, value));
    }
    words.extend(option("PGOPTIONS", url.options.startup.as_deref()));
    match direction {
        Direction::Dump { .. } => words.push("pg_dump --format=custom".to_owned()),
        Direction::Restore => {
            words.push("pg_restore --clean --if-exists --single-transaction".to_owned());
        }
    }
    words.extend(option("--host", host(url).as_deref()));
    words.extend(option("--port", url.port.map(|port| port.to_string()).as_deref()));
    words.extend(option("--username", url.user.as_deref()));
    words.extend(option("--dbname", Some(&libpq_name(&url.database))));
    if direction == Direction::Restore && file != "-" {
        // Prevents a name that starts with `-` from being read as an option.
        let prefix = if file.starts_with('-') { "./" } else { "" };
        words.push(quoted(&format!("{prefix}{file}")));
    }
    words
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

fn mysql(url: &ServerUrl, direction: Direction, file: &str) -> Vec<String> {
    let program = match direction {
        Direction::Dump { .. } => "mariadb-dump --single-transaction",
        // Without it the client runs what follows a `\!` in the dump.
        Direction::Restore => "mariadb --sandbox",
    };
    let mut words = vec![format!("{program} --default-character-set=utf8mb4")];
    if let Host::Socket(_) = url.host {
        words.extend(option("--socket", host(url).as_deref()));
    } else {
        // `localhost` alone would mean a socket.
        words.push("--protocol=tcp".to_owned());
        words.extend(option("--host", host(url).as_deref()));
        words.extend(option("--port", url.port.map(|port| port.to_string()).as_deref()));
    }
    words.extend(option("--user", url.user.as_deref()));
    let mode = url.options.tls.and_then(|mode| match mode {
        TlsMode::Disable => Some("--skip-ssl"),
        TlsMode::Prefer => None,
        TlsMode::Require => Some("--ssl"),
        TlsMode::VerifyCa | TlsMode::VerifyFull => Some("--ssl --ssl-verify-server-cert"),
    });
    words.extend(mode.map(ToOwned::to_owned));
    for (name, value) in ["--ssl-ca", "--ssl-cert", "--ssl-key"].into_iter().zip(tls(url)) {
        words.extend(option(name, value));
    }
    let with_file = file != "-";
    words.extend(url.database.starts_with('-').then(|| "--".to_owned()));
    words.push(quoted(&url.database));
    if direction == Direction::Restore && with_file {
        words.push(format!("< {}", quoted(file)));
    }
    words
}

/// `name=value`
fn option(name: &str, value: Option<&str>) -> Option<String> {
    Some(format!("{name}={}", quoted(value?)))
}

fn quoted(word: &str) -> String {
    shell_words::quote(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: Direction = Direction::Dump { replace: false };

    fn line(url: &str, direction: Direction, file: &str) -> String {
        let location = Location::parse_list(url).unwrap().remove(0);
        let command = command(&location, direction, Path::new(file)).unwrap().unwrap();
        assert!(!command.line.contains("hunter2"), "{command:?}");
        command.line
    }

    #[test]
    fn every_part_of_the_url_is_in_the_command_but_for_the_password() {
        let url =
            "postgres://bob:hunter2@db.example:5433/meet?sslmode=verify-full&sslrootcert=/ca.pem";
        assert_eq!(
            line(url, DUMP, "meet.dump"),
            "(umask 077; set -C; PGSSLMODE=verify-full PGSSLROOTCERT=/ca.pem pg_dump \
             --format=custom --host=db.example --port=5433 --username=bob --dbname=meet > meet.dump)"
        );
        assert_eq!(
            line(
                "mariadb://bob:hunter2@localhost/meet?ssl-mode=REQUIRED",
                Direction::Restore,
                "a b.sql"
            ),
            "mariadb --sandbox --default-character-set=utf8mb4 --protocol=tcp --host=localhost --user=bob --ssl \
             meet < 'a b.sql'"
        );
    }

    #[test]
    fn hostile_names_are_one_word_each() {
        let url = "postgres://o%27b:hunter2@%2Fvar%2Frun/a%3Db%27%24(id)";
        assert_eq!(
            line(url, Direction::Restore, "-x"),
            "pg_restore --clean --if-exists --single-transaction --host=/var/run \
             --username='o'\\''b' --dbname='dbname='\\''a=b\\'\\''$(id)'\\''' ./-x"
        );
        assert_eq!(
            line("mysql://h/-x%20y", Direction::Dump { replace: true }, "it's"),
            "(umask 077; rm -f -- 'it'\\''s'; set -C; mariadb-dump --single-transaction \
             --default-character-set=utf8mb4 --protocol=tcp --host=h -- '-x y' > 'it'\\''s')"
        );
    }

    #[test]
    fn control_characters_are_refused() {
        let location = Location::parse_list("mysql://h/a%1Bb").unwrap().remove(0);
        assert!(command(&location, DUMP, Path::new("x")).is_err());
    }
}

//! The command lines with which the servers' own programs dump a database and restore it.
//!
//! They are for a person's shell: every word is quoted where it must be, and the password is never
//! in them.

use std::borrow::Cow;
use std::path::Path;

use percent_encoding::percent_decode_str;

use crate::error::Failure;
use crate::store::url::{Location, ServerUrl};

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
    /// From the server into the file.
    Dump,
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
        Location::Postgres(url) => (
            url,
            postgres(&Parts::new(url), direction, file),
            "set the password in PGPASSWORD or in ~/.pgpass",
        ),
        Location::MySql(url) => (
            url,
            mysql(&Parts::new(url), direction, file),
            "set the password in MYSQL_PWD, or in a file with --defaults-extra-file as first option",
        ),
    };
    let line = words.join(" ");
    if line.contains(char::is_control) {
        return Err(Failure::usage("the URL or the name of the file contains a control character"));
    }
    Ok(Some(ToolCommand {
        engine: location.engine(),
        line,
        password: url.reveal().password().map(|_| password),
    }))
}

/// The parts of a URL, decoded, without its password.
struct Parts {
    host: Option<String>,
    port: Option<String>,
    user: Option<String>,
    database: Option<String>,
    options: Vec<(String, String)>,
}

impl Parts {
    fn new(server: &ServerUrl) -> Self {
        let url = server.reveal();
        let options: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let option = |name: &str| {
            let found = options.iter().rev().find(|(key, _)| key == name);
            found.map(|(_, value)| value.clone())
        };
        let given = |text: &str| {
            (!text.is_empty()).then(|| percent_decode_str(text).decode_utf8_lossy().into_owned())
        };
        let host = url.host_str().and_then(given);
        let host = host.map(|h| h.trim_matches(['[', ']']).to_owned());
        Self {
            host: option("host").or_else(|| option("hostaddr")).or(host),
            port: option("port").or_else(|| url.port().map(|port| port.to_string())),
            user: option("user").or_else(|| given(url.username())),
            database: option("dbname").or_else(|| given(url.path().trim_start_matches('/'))),
            options,
        }
    }

    /// The last value of an option with several names.
    fn option(&self, names: &[&str]) -> Option<&str> {
        let mut found = self.options.iter().rev();
        found.find(|(key, _)| names.contains(&key.as_str())).map(|(_, value)| value.as_str())
    }
}

const MODE: [&str; 2] = ["sslmode", "ssl-mode"];
const ROOT: [&str; 3] = ["sslrootcert", "ssl-root-cert", "ssl-ca"];
const CERTIFICATE: [&str; 2] = ["sslcert", "ssl-cert"];
const KEY: [&str; 2] = ["sslkey", "ssl-key"];

fn postgres(parts: &Parts, direction: Direction, file: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (name, options) in [
        ("PGSSLMODE", &MODE[..]),
        ("PGSSLROOTCERT", &ROOT[..]),
        ("PGSSLCERT", &CERTIFICATE[..]),
        ("PGSSLKEY", &KEY[..]),
        ("PGOPTIONS", &["options"][..]),
    ] {
        words.extend(option(name, parts.option(options)));
    }
    match direction {
        Direction::Dump => {
            words.push("pg_dump --format=custom".to_owned());
            words.extend(option("--file", (file != "-").then_some(file)));
        }
        Direction::Restore => {
            words.push("pg_restore --clean --if-exists --single-transaction".to_owned());
        }
    }
    words.extend(option("--host", parts.host.as_deref()));
    words.extend(option("--port", parts.port.as_deref()));
    words.extend(option("--username", parts.user.as_deref()));
    // The name defaults to the user's, which pg_restore does not assume.
    let name = parts.database.as_ref().or(parts.user.as_ref());
    let name = name.map(|name| libpq_name(name));
    words.extend(option("--dbname", name.as_deref()));
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

fn mysql(parts: &Parts, direction: Direction, file: &str) -> Vec<String> {
    let program = match direction {
        Direction::Dump => "mariadb-dump --single-transaction",
        Direction::Restore => "mariadb",
    };
    let mut words = vec![format!("{program} --default-character-set=utf8mb4")];
    match parts.option(&["socket"]) {
        Some(socket) => words.extend(option("--socket", Some(socket))),
        // `localhost` alone would mean a socket.
        None => words.push("--protocol=tcp".to_owned()),
    }
    words.extend(option("--host", parts.host.as_deref()));
    words.extend(option("--port", parts.port.as_deref()));
    words.extend(option("--user", parts.user.as_deref()));
    let mode = parts.option(&MODE).unwrap_or_default().to_ascii_lowercase();
    let tls = match mode.replace('-', "_").as_str() {
        "disabled" => Some("--skip-ssl"),
        "required" => Some("--ssl"),
        "verify_ca" | "verify_identity" => Some("--ssl --ssl-verify-server-cert"),
        _ => None,
    };
    words.extend(tls.map(ToOwned::to_owned));
    for (name, options) in
        [("--ssl-ca", &ROOT[..]), ("--ssl-cert", &CERTIFICATE[..]), ("--ssl-key", &KEY[..])]
    {
        words.extend(option(name, parts.option(options)));
    }
    let with_file = file != "-";
    if direction == Direction::Dump && with_file {
        words.extend(option("--result-file", Some(file)));
    }
    if let Some(name) = &parts.database {
        words.extend(name.starts_with('-').then(|| "--".to_owned()));
        words.push(quoted(name));
    }
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
            line(url, Direction::Dump, "meet.dump"),
            "PGSSLMODE=verify-full PGSSLROOTCERT=/ca.pem pg_dump --format=custom --file=meet.dump \
             --host=db.example --port=5433 --username=bob --dbname=meet"
        );
        assert_eq!(
            line(
                "mariadb://bob:hunter2@localhost/meet?ssl-mode=REQUIRED",
                Direction::Restore,
                "a b.sql"
            ),
            "mariadb --default-character-set=utf8mb4 --protocol=tcp --host=localhost --user=bob --ssl \
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
            line("mysql://h/-x%20y", Direction::Dump, "it's"),
            "mariadb-dump --single-transaction --default-character-set=utf8mb4 --protocol=tcp --host=h \
             --result-file='it'\\''s' -- '-x y'"
        );
    }

    #[test]
    fn control_characters_are_refused() {
        let location = Location::parse_list("mysql://h/a%1Bb").unwrap().remove(0);
        assert!(command(&location, Direction::Dump, Path::new("x")).is_err());
    }
}

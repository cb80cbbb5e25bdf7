//! How the servers' own programs are called to dump a database and to load it again.
//!
//! The command is for a person's shell: every word is quoted where it must be, and the password
//! is never in it.

use std::borrow::Cow;
use std::path::Path;

use crate::error::Failure;
use crate::store::url::{Location, ServerUrl};

/// A command for the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The engine's name for people.
    pub engine: &'static str,
    /// The line to run.
    pub line: String,
    /// How to give the password that the URL carries; `None` if it carries none.
    pub password: Option<&'static str>,
}

/// Which way the data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the server into the file.
    Dump,
    /// From the file into the server.
    Load,
}

/// The command that dumps the database of `location` into `file`, or loads it; `None` for a file's.
///
/// # Errors
/// Exit 2 for a name that no shell can be given.
pub fn command(location: &Location, way: Way, file: &Path) -> Result<Option<Command>, Failure> {
    let file = file
        .to_str()
        .ok_or_else(|| Failure::usage("the name of the file is not UTF-8"))?;
    let (url, words, password) = match location {
        Location::Sqlite { .. } => return Ok(None),
        Location::Postgres(url) => (
            url,
            postgres(&Parts::new(url), way, file),
            "give the password in PGPASSWORD or in ~/.pgpass",
        ),
        Location::MySql(url) => (
            url,
            mysql(&Parts::new(url), way, file),
            "give the password in MYSQL_PWD, or in a file with --defaults-extra-file as first option",
        ),
    };
    if words.contains(char::is_control) {
        return Err(Failure::usage(
            "the URL or the name of the file holds a control character",
        ));
    }
    Ok(Some(Command {
        engine: location.engine(),
        line: words,
        password: url.reveal().password().map(|_| password),
    }))
}

/// What a URL says, decoded, without its password.
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
        let given = |text: &str| (!text.is_empty()).then(|| decoded(text));
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

    /// The last value of an option that has several names.
    fn option(&self, names: &[&str]) -> Option<&str> {
        let mut found = self.options.iter().rev();
        found
            .find(|(key, _)| names.contains(&key.as_str()))
            .map(|(_, value)| value.as_str())
    }
}

const MODE: [&str; 2] = ["sslmode", "ssl-mode"];
const ROOT: [&str; 3] = ["sslrootcert", "ssl-root-cert", "ssl-ca"];
const CERTIFICATE: [&str; 2] = ["sslcert", "ssl-cert"];
const KEY: [&str; 2] = ["sslkey", "ssl-key"];

fn postgres(parts: &Parts, way: Way, file: &str) -> String {
    let mut line = Line::default();
    let settings = [
        ("PGSSLMODE", &MODE[..]),
        ("PGSSLROOTCERT", &ROOT[..]),
        ("PGSSLCERT", &CERTIFICATE[..]),
        ("PGSSLKEY", &KEY[..]),
        ("PGOPTIONS", &["options"][..]),
    ];
    for (name, options) in settings {
        if let Some(value) = parts.option(options) {
            line.option(name, value);
        }
    }
    match way {
        Way::Dump => {
            line.word("pg_dump");
            line.word("--format=custom");
            if file != "-" {
                line.option("--file", file);
            }
        }
        Way::Load => {
            line.word("pg_restore");
            line.word("--clean --if-exists --single-transaction");
        }
    }
    for (name, value) in [
        ("--host", &parts.host),
        ("--port", &parts.port),
        ("--username", &parts.user),
    ] {
        if let Some(value) = value {
            line.option(name, value);
        }
    }
    // Without a name of its own a database has the user's, which pg_restore does not assume.
    if let Some(name) = parts.database.as_ref().or(parts.user.as_ref()) {
        line.option("--dbname", &libpq_name(name));
    }
    if way == Way::Load && file != "-" {
        line.file(file);
    }
    line.0
}

/// A database name that libpq would take for a connection string, as one.
fn libpq_name(name: &str) -> Cow<'_, str> {
    let string =
        name.contains('=') || name.starts_with("postgres://") || name.starts_with("postgresql://");
    if !string {
        return name.into();
    }
    let escaped = name.replace('\\', "\\\\").replace('\'', "\\'");
    format!("dbname='{escaped}'").into()
}

fn mysql(parts: &Parts, way: Way, file: &str) -> String {
    let mut line = Line::default();
    line.word(match way {
        Way::Dump => "mariadb-dump --single-transaction",
        Way::Load => "mariadb",
    });
    line.word("--default-character-set=utf8mb4");
    match parts.option(&["socket"]) {
        Some(socket) => line.option("--socket", socket),
        // `localhost` alone would mean a socket.
        None => line.word("--protocol=tcp"),
    }
    for (name, value) in [
        ("--host", &parts.host),
        ("--port", &parts.port),
        ("--user", &parts.user),
    ] {
        if let Some(value) = value {
            line.option(name, value);
        }
    }
    mysql_tls(parts, &mut line);
    if way == Way::Dump && file != "-" {
        line.option("--result-file", file);
    }
    if let Some(name) = &parts.database {
        if name.starts_with('-') {
            line.word("--");
        }
        line.text(name);
    }
    if way == Way::Load && file != "-" {
        line.word("<");
        line.text(file);
    }
    line.0
}

fn mysql_tls(parts: &Parts, line: &mut Line) {
    let mode = parts.option(&MODE).unwrap_or_default().to_ascii_lowercase();
    match mode.replace('-', "_").as_str() {
        "disabled" => line.word("--skip-ssl"),
        "required" => line.word("--ssl"),
        "verify_ca" | "verify_identity" => line.word("--ssl --ssl-verify-server-cert"),
        _ => {}
    }
    for (name, options) in [
        ("--ssl-ca", &ROOT[..]),
        ("--ssl-cert", &CERTIFICATE[..]),
        ("--ssl-key", &KEY[..]),
    ] {
        if let Some(value) = parts.option(options) {
            line.option(name, value);
        }
    }
}

/// Undoes `%40` and the like; a URL whose escapes are wrong was refused when it was read.
fn decoded(text: &str) -> String {
    let pair = format!("x={}", text.replace('+', "%2B"));
    let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
    pairs
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

/// A line of `sh` in the making.
#[derive(Default)]
struct Line(String);

impl Line {
    /// Adds words of ours.
    fn word(&mut self, word: &str) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }

    /// Adds a word of anybody's.
    fn text(&mut self, text: &str) {
        self.word(&quoted(text));
    }

    /// Adds `name=value`.
    fn option(&mut self, name: &str, value: &str) {
        self.word(&format!("{name}={}", quoted(value)));
    }

    /// Adds the name of a file, which is not to be taken for an option.
    fn file(&mut self, name: &str) {
        if name.starts_with('-') {
            self.text(&format!("./{name}"));
        } else {
            self.text(name);
        }
    }
}

/// The text as one word of `sh`.
fn quoted(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_@%+:,./-".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into()
    } else {
        format!("'{}'", text.replace('\'', "'\\''")).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(url: &str, way: Way, file: &str) -> String {
        let location = Location::parse_list(url).unwrap().remove(0);
        let command = command(&location, way, Path::new(file)).unwrap().unwrap();
        assert!(!command.line.contains("hunter2"), "{command:?}");
        command.line
    }

    #[test]
    fn every_part_of_the_url_is_in_the_command_but_for_the_password() {
        let url =
            "postgres://bob:hunter2@db.example:5433/meet?sslmode=verify-full&sslrootcert=/ca.pem";
        assert_eq!(
            line(url, Way::Dump, "meet.dump"),
            "PGSSLMODE=verify-full PGSSLROOTCERT=/ca.pem pg_dump --format=custom --file=meet.dump \
             --host=db.example --port=5433 --username=bob --dbname=meet"
        );
        assert_eq!(
            line(
                "mariadb://bob:hunter2@localhost/meet?ssl-mode=REQUIRED",
                Way::Load,
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
            line(url, Way::Load, "-x"),
            "pg_restore --clean --if-exists --single-transaction --host=/var/run \
             --username='o'\\''b' --dbname='dbname='\\''a=b\\'\\''$(id)'\\''' ./-x"
        );
        assert_eq!(
            line("mysql://h/-x%20y", Way::Dump, "it's"),
            "mariadb-dump --single-transaction --default-character-set=utf8mb4 --protocol=tcp --host=h \
             --result-file='it'\\''s' -- '-x y'"
        );
    }

    #[test]
    fn a_shell_reads_every_word_as_it_was() {
        for text in [
            "",
            "plain",
            "it's",
            "a b",
            "$(id)",
            "`id`",
            "\\",
            "\"",
            "*?[",
            "!x",
            "~",
            "a;b|c&d<e>f",
            "-x",
            "#",
            "é 👩",
            "''",
        ] {
            let script = format!("printf %s {}", quoted(text));
            let shell = std::process::Command::new("sh")
                .args(["-c", &script])
                .output();
            assert_eq!(String::from_utf8(shell.unwrap().stdout).unwrap(), text);
        }
    }

    #[test]
    fn control_characters_are_refused() {
        let location = Location::parse_list("mysql://h/a%1Bb").unwrap().remove(0);
        assert!(command(&location, Way::Dump, Path::new("x")).is_err());
    }
}

//! The command lines with which the servers' own programs dump a database and restore it.
//!
//! They are for a person's shell: every word is quoted where it must be, and the password is never
//! in them. A dump is private and follows no link, as a backup of SQLite; a client that reads one
//! obeys no command in it but SQL.

use std::path::Path;

use crate::error::Failure;
use crate::output::sanitise::is_hidden;
use crate::store::client::{self, MySqlClient, Word};
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

fn postgres(url: &ServerUrl, direction: Direction, file: &str) -> Vec<String> {
    let mut words = quoted_all(&client::postgres_variables(url));
    match direction {
        Direction::Dump { .. } => words.push("pg_dump --format=custom".to_owned()),
        Direction::Restore => {
            words.push("pg_restore --clean --if-exists --single-transaction".to_owned());
        }
    }
    words.extend(quoted_all(&client::postgres_options(url)));
    if direction == Direction::Restore && file != "-" {
        // Prevents a name that starts with `-` from being read as an option.
        let prefix = if file.starts_with('-') { "./" } else { "" };
        words.push(quoted(&format!("{prefix}{file}")));
    }
    words
}

fn mysql(url: &ServerUrl, direction: Direction, file: &str) -> Vec<String> {
    let program = match direction {
        Direction::Dump { .. } => "mariadb-dump --single-transaction",
        // Without it the client runs what follows a `\!` in the dump.
        Direction::Restore => "mariadb --sandbox",
    };
    let mut words = vec![program.to_owned()];
    words.extend(quoted_all(&client::mysql_options(url, MySqlClient::MariaDb)));
    words.extend(url.database.starts_with('-').then(|| "--".to_owned()));
    words.push(quoted(&url.database));
    if direction == Direction::Restore && file != "-" {
        words.push(format!("< {}", quoted(file)));
    }
    words
}

fn quoted_all(words: &[Word]) -> Vec<String> {
    words.iter().map(Word::quoted).collect()
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

//! Copies a SQLite database to a server.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::database::{self, progress};
use crate::login::{Engine, Login};
use crate::problem::Problem;

/// What is copied, in an order that foreign keys allow.
const TABLES: [(&str, &str); 3] = [
    ("users", "id, name, email, created_at, updated_at"),
    (
        "meetings",
        "id, uid, title, description, start_time, end_time, status, created_by, created_at, \
         updated_at",
    ),
    ("meeting_participants", "meeting_id, user_id"),
];

/// Fills the database of `login` from `source`, unless an earlier run has done so.
pub fn fill(login: &Login, meetctl: &Path, directory: &Path, source: &Path) -> Result<(), Problem> {
    copy_tables(login, meetctl, directory, source, &TABLES)
}

/// Copies only the users of `source`.
pub fn fill_users(
    login: &Login,
    meetctl: &Path,
    directory: &Path,
    source: &Path,
) -> Result<(), Problem> {
    copy_tables(login, meetctl, directory, source, &TABLES[..1])
}

fn copy_tables(
    login: &Login,
    meetctl: &Path,
    directory: &Path,
    source: &Path,
    tables: &[(&str, &str)],
) -> Result<(), Problem> {
    let migrate = ["migrate", "up", "--yes", "--quiet"];
    login.meetctl(meetctl, directory, &migrate).run(false)?;
    for (table, columns) in tables {
        let count = format!("SELECT COUNT(*) FROM {table}");
        let stored = login.client(directory, &[&count]).output()?;
        let wanted = database::ask(source, &count)?;
        if stored.trim() == wanted.trim() {
            continue;
        }
        if stored.trim() != "0" {
            return Err(Problem::Usage(format!(
                "{} names a database with {} {table}: use one that is empty, or that an earlier \
                 run filled with {}",
                login.engine.variable(),
                stored.trim(),
                wanted.trim()
            )));
        }
        progress(&format!("copying {} {table} to {} ...", wanted.trim(), login.engine.title()));
        copy(login, directory, source, table, columns)?;
    }
    // The servers would update their statistics later; do it now.
    match login.engine {
        Engine::Postgres => login.client(directory, &["VACUUM ANALYZE"]),
        Engine::Mariadb => {
            login.client(directory, &["ANALYZE TABLE users, meetings, meeting_participants"])
        }
    }
    .run(false)
    .map(drop)
}

/// Pipes a table from the shell into the client. No generated text has a tab or a backslash.
fn copy(
    login: &Login,
    directory: &Path,
    source: &Path,
    table: &str,
    columns: &str,
) -> Result<(), Problem> {
    let mut shell = Command::new("sqlite3")
        .args(["-batch", "-bail", "-init", "/dev/null", "-list"])
        .args(["-separator", "\t", "-nullvalue", "\\N"])
        .arg(source)
        .arg(format!("SELECT {columns} FROM {table} ORDER BY rowid"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let client = match login.engine {
        Engine::Postgres => {
            let copy = format!("\\copy {table} ({columns}) FROM STDIN");
            login.client(directory, &[&copy])
        }
        Engine::Mariadb => {
            let load = format!(
                "LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE {table} CHARACTER SET utf8mb4 \
                 ({columns})"
            );
            let unchecked = "SET unique_checks = 0, foreign_key_checks = 0";
            login.client(directory, &[unchecked, &load])
        }
    };
    let outcome = match shell.stdout.take() {
        Some(rows) => client.feed(rows.into()),
        None => Ok(()),
    };
    if shell.wait()?.success() {
        return outcome;
    }
    outcome.and(Err(Problem::Failed(format!("sqlite3 could not read {table}"))))
}

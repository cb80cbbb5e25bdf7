//! Brings the SQLite database of a size to a server.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::database::{self, tell};
use crate::login::{Engine, Login};
use crate::problem::Problem;

/// What is copied: in an order that foreign keys like.
const TABLES: [(&str, &str); 3] = [
    ("users", "id, name, email, created_at, updated_at"),
    (
        "meetings",
        "id, uid, title, description, start_time, end_time, status, created_by, created_at, \
         updated_at",
    ),
    ("meeting_participants", "meeting_id, user_id"),
];

/// Fills the database behind `login` from `source`, as far as an earlier run has not.
pub fn fill(login: &Login, meetctl: &Path, folder: &Path, source: &Path) -> Result<(), Problem> {
    copy_tables(login, meetctl, folder, source, &TABLES)
}

/// Copies the users of `source` alone.
pub fn fill_users(
    login: &Login,
    meetctl: &Path,
    folder: &Path,
    source: &Path,
) -> Result<(), Problem> {
    copy_tables(login, meetctl, folder, source, &TABLES[..1])
}

fn copy_tables(
    login: &Login,
    meetctl: &Path,
    folder: &Path,
    source: &Path,
    tables: &[(&str, &str)],
) -> Result<(), Problem> {
    let migrate = ["migrate", "up", "--yes", "--quiet"];
    login.meetctl(meetctl, folder, &migrate).run(false)?;
    for (table, columns) in tables {
        let count = format!("SELECT COUNT(*) FROM {table}");
        let stored = login.client(folder, &[&count]).output()?;
        let wanted = database::ask(source, &count)?;
        if stored.trim() == wanted.trim() {
            continue;
        }
        if stored.trim() != "0" {
            return Err(Problem::Usage(format!(
                "{} names a database with {} {table}: give one that is empty, or that an earlier \
                 run filled with {}",
                login.engine.variable(),
                stored.trim(),
                wanted.trim()
            )));
        }
        tell(&format!(
            "copying {} {table} to {} ...",
            wanted.trim(),
            login.engine.title()
        ));
        copy(login, folder, source, table, columns)?;
    }
    // The servers look at their tables by themselves sooner or later; here it is sooner.
    match login.engine {
        Engine::Postgres => login.client(folder, &["VACUUM ANALYZE"]),
        Engine::Mariadb => login.client(
            folder,
            &["ANALYZE TABLE users, meetings, meeting_participants"],
        ),
    }
    .run(false)
    .map(drop)
}

/// Pipes a table from the shell into the client. No generated text has a tab or a backslash.
fn copy(
    login: &Login,
    folder: &Path,
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
            login.client(folder, &[&copy])
        }
        Engine::Mariadb => {
            let load = format!(
                "LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE {table} CHARACTER SET utf8mb4 \
                 ({columns})"
            );
            let unchecked = "SET unique_checks = 0, foreign_key_checks = 0";
            login.client(folder, &[unchecked, &load])
        }
    };
    let outcome = match shell.stdout.take() {
        Some(rows) => client.feed(rows.into()),
        None => Ok(()),
    };
    if shell.wait()?.success() {
        return outcome;
    }
    outcome.and(Err(Problem::Failed(format!(
        "sqlite3 could not read {table}"
    ))))
}

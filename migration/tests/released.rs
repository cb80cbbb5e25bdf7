//! Databases of every version of the schema that was ever released, migrated to the newest.
//!
//! `fixtures/ENGINE.sql` holds the statements that made them, as they were sent then, one part per
//! migration, and rows that were written in between. They are never edited: they are compared with the
//! statements of today. A new migration adds a part:
//! `MEETCTL_WRITE_FIXTURES=1 cargo test -p migration --test released`.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue has failed")]

mod support;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use migration::runner::{RunTarget, State};
use sea_orm::{DatabaseConnection, DbBackend};
use support::servers::{fresh, interrupt_after, row_dump, schema_dump, urls};
use support::{content, memory, run, schema, statements_up, status, up, up_all};

/// The number of migrations after which the rows are written: the tables exist, and nothing else.
const TABLES: usize = 3;

/// Users and meetings before, at and after the clock of the tests, as an application writes them.
const ROWS: [&str; 3] = [
    "INSERT INTO users (name, email) VALUES ('Ann', 'ann@example.org'), ('Zoë', 'z@example.org')",
    "INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
     ('past', '2026-06-01 10:00:00', '2026-06-01 11:00:00', 1), \
     ('running', '2026-06-01 11:00:00', '2026-06-01 13:00:00', 1), \
     ('ahead', '2026-06-01 14:00:00', '2026-06-01 15:00:00', 2)",
    "INSERT INTO meeting_participants (meeting_id, user_id) VALUES (1, 2), (3, 1)",
];

fn file(backend: DbBackend) -> PathBuf {
    let name = match backend {
        DbBackend::Postgres => "postgres.sql",
        DbBackend::MySql => "mysql.sql",
        _ => "sqlite.sql",
    };
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A migration and its statements.
struct Part {
    name: String,
    statements: Vec<String>,
}

fn parts(backend: DbBackend) -> Vec<Part> {
    let text = fs::read_to_string(file(backend)).unwrap_or_default();
    let mut parts = Vec::new();
    for part in text.split("-- ").skip(1) {
        let (name, body) = part.split_once('\n').unwrap();
        let statements = body.split(";\n").map(str::trim).filter(|s| !s.is_empty());
        parts.push(Part {
            name: name.to_owned(),
            statements: statements.map(ToOwned::to_owned).collect(),
        });
    }
    parts
}

/// The file holds every migration, statement by statement as it is today. Adds those that it lacks.
fn complete(backend: DbBackend) {
    let there = parts(backend);
    let missing: Vec<String> = migration::names()
        .into_iter()
        .filter(|name| there.iter().all(|part| part.name != *name))
        .collect();
    if env::var_os("MEETCTL_WRITE_FIXTURES").is_none() {
        assert_eq!(missing, [""; 0], "not in {}", file(backend).display());
        let released: Vec<_> = there.into_iter().map(|p| (p.name, p.statements)).collect();
        assert_eq!(released, statements_up(backend));
        return;
    }
    let mut text = fs::read_to_string(file(backend)).unwrap_or_default();
    for (name, statements) in statements_up(backend) {
        if !missing.contains(&name) {
            continue;
        }
        writeln!(text, "-- {name}").unwrap();
        for statement in statements {
            writeln!(text, "{statement};").unwrap();
        }
        text.push('\n');
    }
    fs::create_dir_all(file(backend).parent().unwrap()).unwrap();
    fs::write(file(backend), text).unwrap();
}

/// The statements that create a database of the first `count` migrations, with rows.
fn statements_of(backend: DbBackend, count: usize) -> Vec<String> {
    let mut all = Vec::new();
    for (at, part) in parts(backend).into_iter().take(count).enumerate() {
        all.extend(part.statements);
        if at + 1 == TABLES {
            all.extend(ROWS.map(ToOwned::to_owned));
        }
    }
    all
}

async fn is_migrated(db: &DatabaseConnection, count: usize) {
    let before = status(db).await;
    let applied = before.iter().filter(|s| s.state == State::Applied).count();
    assert_eq!(applied, count, "{before:?}");
    let done = up(db, RunTarget::All).await.unwrap();
    assert_eq!(done, migration::names()[count..]);
    let after = status(db).await;
    assert!(after.iter().all(|s| s.state == State::Applied), "{after:?}");
}

#[tokio::test]
async fn every_version_of_sqlite_is_migrated_to_the_newest() {
    complete(DbBackend::Sqlite);
    let (expected, mut rows) = (memory().await, Vec::new());
    up_all(&expected).await;
    let expected = schema(&expected).await;
    for count in 1..=migration::names().len() {
        let db = memory().await;
        for sql in statements_of(DbBackend::Sqlite, count) {
            run(&db, &sql).await;
        }
        is_migrated(&db, count).await;
        assert_eq!(schema(&db).await, expected, "{count}");
        if count >= TABLES {
            rows.push(content(&db, true).await);
        }
    }
    same_rows(&rows);
}

#[tokio::test]
async fn every_version_of_a_server_is_migrated_to_the_newest() {
    for url in urls() {
        let db = fresh(&url, "mig_released").await;
        let backend = db.get_database_backend();
        complete(backend);
        up_all(&db).await;
        let expected = schema_dump(&db).await;
        db.close().await.unwrap();
        let mut rows = Vec::new();
        for count in 1..=migration::names().len() {
            let db = fresh(&url, "mig_released").await;
            interrupt_after(&url, "mig_released", &statements_of(backend, count)).await;
            is_migrated(&db, count).await;
            assert_eq!(schema_dump(&db).await, expected, "{count}");
            if count >= TABLES {
                rows.push(row_dump(&db).await);
            }
            db.close().await.unwrap();
        }
        same_rows(&rows);
    }
}

/// Whatever version they were written in, the rows are the same in the end.
fn same_rows(rows: &[Vec<String>]) {
    assert!(rows[0].iter().any(|row| row.contains("completed")), "{rows:?}");
    for other in rows {
        assert_eq!(*other, rows[0]);
    }
}

//! A backup is restored unless others have written.

use clap::Parser as _;
use sea_orm::ConnectionTrait as _;

use super::*;
use crate::cli::Cli;
use crate::output::{Output, Settings as OutputSettings};
use crate::settings::Settings;

/// A run on the database `file`, silent.
fn context(file: &Path) -> Context {
    let file = file.display().to_string();
    let words = ["meetctl", "--database-url", &file, "--config", "/dev/null", "user", "list"];
    let global = Cli::parse_from(words).global;
    let settings = Settings::gather(&global).unwrap();
    let silent = OutputSettings { quiet: true, ..OutputSettings::default() };
    Context::new(&global, settings, Output::new(silent), "migrate up").unwrap()
}

/// A database with one user, whose journal is a `journal`.
fn database(directory: &Path, journal: &str) -> PathBuf {
    let file = directory.join("m.db");
    let db = rusqlite::Connection::open(&file).unwrap();
    db.query_row(&format!("PRAGMA journal_mode = {journal}"), [], |_| Ok(())).unwrap();
    db.execute_batch(&format!(
        "PRAGMA application_id = {}; CREATE TABLE seaql_migrations (version TEXT); \
         INSERT INTO seaql_migrations VALUES ('{}'); CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); \
         CREATE TABLE meetings (id INTEGER PRIMARY KEY); INSERT INTO users VALUES (1, 'Ada')",
        migration::APPLICATION_ID,
        migration::names()[0]
    ))
    .unwrap();
    file
}

async fn taken(ctx: &Context) -> Backup {
    take(ctx, &AutoBackupArgs::default()).await.unwrap().unwrap()
}

fn names(file: &Path) -> Vec<String> {
    let db = rusqlite::Connection::open(file).unwrap();
    let mut query = db.prepare("SELECT name FROM users ORDER BY id").unwrap();
    let names = query.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// Runs `work` on a new database with each kind of journal.
fn with_each_journal(work: &impl AsyncFn(&str, &Path)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for journal in ["wal", "delete"] {
        let directory = tempfile::tempdir().unwrap();
        runtime.block_on(work(journal, &database(directory.path(), journal)));
    }
}

#[test]
fn what_a_command_wrote_itself_is_undone() {
    with_each_journal(&async |journal, file| {
        let ctx = context(file);
        let db = ctx.open(Access::Write).await.unwrap().db();
        let backup = taken(&ctx).await;
        for sql in [
            "UPDATE users SET name = 'Eve'",
            "CREATE TABLE more (id INTEGER)",
            "BEGIN; INSERT INTO users VALUES (2, 'Bob'); COMMIT",
        ] {
            db.execute_unprepared(sql).await.unwrap();
        }
        assert!(restore(&ctx, &backup).await.unwrap(), "{journal}");
        // The connection of the command sees it too, and still works.
        assert!(db.execute_unprepared("DELETE FROM more").await.is_err());
        db.execute_unprepared("UPDATE users SET name = name || '!'").await.unwrap();
        ctx.close().await;
        assert_eq!(names(file), ["Ada!"], "{journal}");
        assert_eq!(names(backup.path()), ["Ada"]);
    });
}

#[test]
fn what_others_wrote_is_never_lost() {
    for ours_too in [true, false] {
        with_each_journal(&async |journal, file| {
            let ctx = context(file);
            let db = ctx.open(Access::Write).await.unwrap().db();
            let backup = taken(&ctx).await;
            let other = rusqlite::Connection::open(file).unwrap();
            other.execute_batch("INSERT INTO users VALUES (7, 'Bob')").unwrap();
            drop(other);
            if ours_too {
                let sql = "UPDATE users SET name = 'Eve' WHERE id = 1";
                db.execute_unprepared(sql).await.unwrap();
            }
            assert!(!restore(&ctx, &backup).await.unwrap(), "{journal}");
            ctx.close().await;
            let ada = if ours_too { "Eve" } else { "Ada" };
            assert_eq!(names(file), [ada, "Bob"], "{journal}");
        });
    }
}

#[test]
fn a_new_connection_restores_nothing() {
    with_each_journal(&async |journal, file| {
        let first = context(file);
        let backup = taken(&first).await;
        first.close().await;
        let second = context(file);
        assert!(!restore(&second, &backup).await.unwrap(), "{journal}");
        second.close().await;
    });
}

#[test]
fn a_locked_database_is_not_changed() {
    with_each_journal(&async |journal, file| {
        let mut ctx = context(file);
        ctx.settings.timeout.value = Some(std::time::Duration::from_millis(200));
        let backup = taken(&ctx).await;
        let other = rusqlite::Connection::open(file).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let failure = restore(&ctx, &backup).await.unwrap_err();
        assert_eq!(failure.exit(), Exit::Busy, "{journal}: {failure:?}");
        other.execute_batch("INSERT INTO users VALUES (7, 'Bob'); COMMIT").unwrap();
        assert!(!restore(&ctx, &backup).await.unwrap(), "{journal}");
        ctx.close().await;
        assert_eq!(names(file), ["Ada", "Bob"], "{journal}");
    });
}

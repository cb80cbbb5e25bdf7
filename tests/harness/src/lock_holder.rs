//! A second connection that holds locks until it is dropped.

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection};
use tokio::runtime::{Builder, Runtime};

use crate::engine::Engine;
use crate::meetctl::Meetctl;

/// Holds a lock on what a writer needs.
pub struct LockHolder {
    runtime: Runtime,
    db: DatabaseConnection,
}

impl Meetctl {
    /// Locks the database against every writer, on the servers against readers of users and
    /// meetings too, until the holder is dropped.
    pub fn hold_lock(&self) -> LockHolder {
        self.hold(match self.engine() {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN; LOCK TABLE users, meetings IN ACCESS EXCLUSIVE MODE",
            Engine::Mariadb => "LOCK TABLES users WRITE, meetings WRITE",
        })
    }

    /// The same against writers alone.
    pub fn hold_write_lock(&self) -> LockHolder {
        self.hold(match self.engine() {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN; LOCK TABLE users, meetings IN EXCLUSIVE MODE",
            Engine::Mariadb => "LOCK TABLES users READ, meetings READ",
        })
    }

    /// Keeps the transaction of these statements open.
    pub fn hold(&self, lock: &str) -> LockHolder {
        LockHolder::on(self.url(), lock)
    }
}

impl LockHolder {
    /// Runs these statements in a session of a database, and keeps it open.
    pub fn on(url: &str, statements: &str) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        let db = runtime.block_on(async {
            let db = Database::connect(options).await.unwrap();
            db.execute_unprepared(statements).await.unwrap();
            db
        });
        Self { runtime, db }
    }

    /// Commits what the statements did.
    pub fn commit(self) {
        let committed = self.runtime.block_on(self.db.execute_unprepared("COMMIT"));
        committed.unwrap();
    }
}

impl Drop for LockHolder {
    fn drop(&mut self) {
        // A closed connection holds nothing.
        let closed = self.runtime.block_on(self.db.close_by_ref());
        assert!(closed.is_ok() || std::thread::panicking());
    }
}

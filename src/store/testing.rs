//! A database for unit tests.

use std::rc::Rc;

use migration::runner::{self, RunTarget, Task};
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use super::connect::{self, Missing, Options};
use super::history::Run;
use super::session::Session;
use super::url::Location;
use crate::time::UtcTime;

/// A SQLite database in a file, with the schema.
pub(super) struct Database {
    pub(super) runtime: Runtime,
    pub(super) session: Session,
    _directory: TempDir,
}

impl Database {
    /// Holds what the statements of `sql` insert.
    pub(super) fn new(sql: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let locations = vec![Location::sqlite_file(directory.path().join("m.db"))];
        let (runtime, options) = (runtime(), Options::default());
        let db = runtime.block_on(async {
            let db = connect::connect(&locations, Missing::Create, &options).await.unwrap();
            let all = Task::Up(RunTarget::All);
            runner::run(&db, &all, UtcTime::default()).await.unwrap();
            db.execute_unprepared(sql).await.unwrap();
            db
        });
        let session = Session::new(locations, options, db, run());
        Self { runtime, session, _directory: directory }
    }

    /// Runs statements.
    pub(super) fn execute(&self, sql: &str) {
        let db = self.session.db();
        self.runtime.block_on(db.execute_unprepared(sql)).unwrap();
    }
}

/// A run, as the history knows it.
pub(super) fn run() -> Rc<Run> {
    Rc::new(Run::new(UtcTime::default(), 0, "ops".to_owned(), "test".to_owned()))
}

/// What a test awaits on.
pub(super) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

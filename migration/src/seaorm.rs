//! The migrations as SeaORM's own tools see them.
//!
//! meetctl uses [`runner`](crate::runner) instead. SeaORM's runner (sea-orm-migration 2.0.4) has no
//! lock, no checksums and no plan; it takes the time from the system clock; it begins a SQLite
//! transaction only DEFERRED and cannot disable foreign keys before it, so a rebuilt table and its
//! record are two transactions; and on MySQL it leaves no mark of a half-done migration.

use chrono::{DateTime, NaiveDateTime, Timelike as _, Utc};
use sea_orm::{DbBackend, DbErr};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use crate::migration::Migration;
use crate::runner::execute_with_manager;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let script = self.up_script(manager.get_database_backend(), clock());
        execute_with_manager(manager, &script).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let script = self.down_script(manager.get_database_backend());
        execute_with_manager(manager, &script).await
    }

    /// One transaction with its record, except for a rebuild: that begins its own, because
    /// SQLite ignores `PRAGMA foreign_keys` in a transaction.
    fn use_transaction(&self) -> Option<bool> {
        Some(self.down_script(DbBackend::Sqlite).rebuild.is_none())
    }
}

/// SeaORM passes no time, so this path alone reads the system clock.
fn clock() -> NaiveDateTime {
    let now = DateTime::<Utc>::from(std::time::SystemTime::now()).naive_utc();
    now.with_nanosecond(0).unwrap_or(now)
}

//! Executes the statements of a migration.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::SchemaManager;

use super::lease::Lease;
use super::state::{is_done, is_untouched};
use super::step_script::{AROUND_REBUILD, CHECK_REFERENCES, StepScript};
use super::{RunError, error, records};
use crate::script::{Probe, Rebuild, SchemaObject, Script, SqlChange};
use crate::{dialect, failpoint};

/// Executes one migration of a plan for the holder of `lease`, once: a caller that waits for the locks
/// of others does it with [`LockWait`](super::LockWait).
///
/// On SQLite and PostgreSQL it is one transaction. On MySQL statements whose work is done are left
/// out, so an interrupted migration is finished.
///
/// # Errors
/// What the engine reports, and a lease that another run has taken. A migration that failed is rolled
/// back on SQLite and PostgreSQL; on MySQL the next run finishes it.
pub async fn execute(
    db: &DatabaseConnection,
    step: &StepScript,
    lease: &Lease,
) -> Result<(), RunError> {
    if dialect::transactional(db.get_database_backend()) {
        let work = in_transaction(db, step, lease);
        return around_rebuild(db, step.script.rebuild.is_some(), work).await;
    }
    let done = one_after_another(db, step, lease).await;
    if let Err(RunError::Db(_)) = done {
        withdraw(db, step, lease).await;
    }
    done
}

async fn in_transaction(
    db: &DatabaseConnection,
    step: &StepScript,
    lease: &Lease,
) -> Result<(), RunError> {
    let tx = begin(db).await?;
    for change in &step.install {
        if !is_redundant(&tx, change).await? {
            change.execute(&tx).await?;
        }
    }
    execute_script(&tx, &step.script).await?;
    close(tx, &step.closing, lease).await
}

/// Executes a migration whose statements commit one by one, each only for the holder of the lease.
async fn one_after_another(
    db: &DatabaseConnection,
    step: &StepScript,
    lease: &Lease,
) -> Result<(), RunError> {
    one_by_one(db, &step.install, Some(lease)).await?;
    if !step.opening.is_empty() {
        close(begin(db).await?, &step.opening, lease).await?;
    }
    one_by_one(db, &step.script.changes, Some(lease)).await?;
    close(begin(db).await?, &step.closing, lease).await?;
    // A Galera node may roll a transaction back for another node's and report that it is committed.
    if records::is_applied(db, &step.name).await? != step.recorded {
        return Err(dialect::conflict().into());
    }
    Ok(())
}

/// Deletes the mark that a run has started a migration, if nothing of it is done: it is not half done
/// then, and other commands continue. If that fails, the mark stays, and the next run begins with it.
async fn withdraw(db: &DatabaseConnection, step: &StepScript, lease: &Lease) {
    if step.opening.is_empty() {
        return;
    }
    let work = async {
        if is_untouched(db, &step.name).await? {
            close(begin(db).await?, &step.withdrawal, lease).await?;
        }
        Ok::<(), RunError>(())
    };
    let _ = work.await;
}

/// Executes a script for SeaORM's own tools, which have no lease and write the record themselves.
pub(crate) async fn execute_with_manager(
    manager: &SchemaManager<'_>,
    script: &Script,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let work = async {
        if !dialect::transactional(manager.get_database_backend()) {
            return one_by_one(db, &script.changes, None).await;
        }
        let tx = manager.begin().await?;
        execute_script(tx.get_connection(), script).await?;
        Ok(tx.commit().await?)
    };
    around_rebuild(db, script.rebuild.is_some(), work)
        .await
        .map_err(|error| DbErr::Migration(error.to_string()))
}

/// Does `work`, and if it rebuilds a SQLite table switches foreign keys off before and on after.
pub(crate) async fn around_rebuild<C: ConnectionTrait, T>(
    db: &C,
    rebuild: bool,
    work: impl Future<Output = Result<T, RunError>>,
) -> Result<T, RunError> {
    if !rebuild || db.get_database_backend() != DbBackend::Sqlite {
        return work.await;
    }
    let [before, after] = AROUND_REBUILD;
    for sql in before {
        db.execute_unprepared(sql).await?;
    }
    let result = work.await;
    for sql in after {
        db.execute_unprepared(sql).await?;
    }
    result
}

/// Executes the statements of a script in a transaction.
async fn execute_script<C: ConnectionTrait>(tx: &C, script: &Script) -> Result<(), RunError> {
    let preserved = match &script.rebuild {
        Some(rebuild) => preserved_objects(tx, rebuild).await?,
        None => Vec::new(),
    };
    for change in script.changes.iter().chain(&preserved) {
        change.execute(tx).await?;
    }
    if script.rebuild.is_some() {
        check_references(tx).await?;
    }
    Ok(())
}

/// Writes the records, renews the lease, and commits.
pub(crate) async fn close(
    tx: DatabaseTransaction,
    records: &[SqlChange],
    lease: &Lease,
) -> Result<(), RunError> {
    for change in records {
        change.execute(&tx).await?;
    }
    lease.renew(&tx).await?;
    failpoint::hit();
    tx.commit().await?;
    failpoint::hit();
    Ok(())
}

/// Begins a transaction that writes.
pub(crate) async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        // At a stricter level a concurrent heartbeat would be a conflict.
        isolation_level: (db.get_database_backend() != DbBackend::Sqlite)
            .then_some(IsolationLevel::ReadCommitted),
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    })
    .await
}

/// Fails if a row of a SQLite database refers to a row that does not exist.
pub(crate) async fn check_references<C: ConnectionTrait>(db: &C) -> Result<(), RunError> {
    let rows = dialect::query(db, CHECK_REFERENCES, []).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut broken = Vec::new();
    for row in rows.iter().take(error::MAX_SHOWN) {
        let id: Option<i64> = row.try_get_by_index(1)?;
        let (table, parent) = (dialect::text(row, 0)?, dialect::text(row, 2)?);
        let id = id.map_or_else(String::new, |id| format!(" row {id}"));
        broken.push(format!("{table}{id} refers to a row of {parent} that does not exist"));
    }
    Err(RunError::BrokenReferences(broken))
}

/// The indexes and triggers that people created on the table of a rebuild: they are created again
/// afterwards. A column of theirs stops it, and so does a connection that enforces foreign keys.
async fn preserved_objects<C: ConnectionTrait>(
    tx: &C,
    rebuild: &Rebuild,
) -> Result<Vec<SqlChange>, RunError> {
    // SeaORM's tools may begin the transaction on another connection of the pool. Dropping the old
    // table would delete the participations there.
    if dialect::number(tx, "PRAGMA foreign_keys").await? != 0 {
        let sentence = "a SQLite table can be rebuilt only through a pool of one connection";
        return Err(RunError::SchemaMismatch(vec![sentence.to_owned()]));
    }
    let table = rebuild.table;
    let columns = dialect::columns(tx, table).await?;
    let lost = columns.iter().filter(|column| !rebuild.knows(&column.name));
    let lost: Vec<String> = lost
        .map(|column| {
            format!(
                "{table}.{} is not meetctl's and would be lost when the table is rebuilt",
                column.name
            )
        })
        .collect();
    if !lost.is_empty() {
        return Err(RunError::SchemaMismatch(lost));
    }
    let sql = "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger') \
               AND sql IS NOT NULL ORDER BY rowid";
    let rows = dialect::query(tx, sql, [table.into()]).await?;
    let mut changes = Vec::new();
    for row in &rows {
        let ours = format!(" INDEX {} ON ", dialect::text(row, 0)?);
        if !rebuild.indexes.iter().any(|sql| sql.contains(&ours)) {
            changes.push(SqlChange::new(dialect::text(row, 1)?));
        }
    }
    Ok(changes)
}

/// Executes statements that commit one at a time, leaving out those that are done already.
pub(crate) async fn one_by_one<C: ConnectionTrait>(
    db: &C,
    changes: &[SqlChange],
    lease: Option<&Lease>,
) -> Result<(), RunError> {
    for change in changes {
        if is_redundant(db, change).await? {
            continue;
        }
        if let Some(lease) = lease {
            lease.renew(db).await?;
        }
        failpoint::hit();
        if let Err(error) = change.execute(db).await
            && !is_redundant(db, change).await?
            && !keeps_index(change, &error)
        {
            return Err(error.into());
        }
        failpoint::hit();
    }
    Ok(())
}

/// Whether an index stays that the schema does not need: OceanBase never drops one on exactly the
/// columns of a foreign key, even if another one serves the key.
fn keeps_index(change: &SqlChange, error: &DbErr) -> bool {
    let drops_index =
        matches!(change.probe, Some(Probe { object: SchemaObject::Index(..), present: false }));
    drops_index && dialect::is_index_of_foreign_key(error)
}

/// Whether the schema shows that a statement has been executed.
async fn is_redundant<C: ConnectionTrait>(db: &C, change: &SqlChange) -> Result<bool, DbErr> {
    match change.probe {
        Some(probe) => is_done(db, probe).await,
        None => Ok(false),
    }
}

//! Executes the statements of a step.

use std::time::Duration;

use chrono::NaiveDateTime;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::SchemaManager;

use super::lease::Lease;
use super::ledger::{self, Direction};
use super::{RunError, record};
use crate::script::{Probe, Rebuild, Script, SqlChange};
use crate::{Migration, dialect, failpoint};

/// What surrounds a transaction that rebuilds a SQLite table: before, and after.
pub(crate) const AROUND_REBUILD: [[&str; 2]; 2] = [
    [
        "PRAGMA foreign_keys = OFF",
        "PRAGMA legacy_alter_table = ON",
    ],
    [
        "PRAGMA legacy_alter_table = OFF",
        "PRAGMA foreign_keys = ON",
    ],
];

/// What ends it.
pub(crate) const CHECK_REFERENCES: &str = "PRAGMA foreign_key_check";

/// A step in one direction: its statements, and what is written of it.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// The name of the step.
    pub name: String,
    /// Whether it is recorded afterwards.
    pub recorded: bool,
    /// Before all else: the tables that records go to, where this is the first step.
    pub install: Vec<SqlChange>,
    /// Where statements commit by themselves: that a run is at it.
    pub opening: Vec<SqlChange>,
    /// The work.
    pub script: Script,
    /// The records; they commit together, and with the work where that is possible.
    pub closing: Vec<SqlChange>,
}

/// What applies a step at `now` (UTC).
pub(crate) fn upward(backend: DbBackend, step: &Migration, now: NaiveDateTime) -> Turn {
    let first = crate::names().first().is_some_and(|n| n == step.name);
    let mut closing = ledger::applied(backend, step, now).to_vec();
    closing.push(record::insert(backend, &[step.name], now));
    Turn {
        name: step.name.to_owned(),
        recorded: true,
        // Nobody has recorded anything before the first step.
        install: if first {
            record::tables(backend)
        } else {
            Vec::new()
        },
        opening: opening(backend, step, Direction::Up, now),
        script: step.up_script(backend, now),
        closing,
    }
}

/// What rolls a step back.
pub(crate) fn downward(backend: DbBackend, step: &Migration, now: NaiveDateTime) -> Turn {
    Turn {
        name: step.name.to_owned(),
        recorded: false,
        install: Vec::new(),
        opening: opening(backend, step, Direction::Down, now),
        script: step.down_script(backend),
        closing: vec![
            ledger::forget(backend, step.name),
            record::delete(backend, step.name),
        ],
    }
}

fn opening(
    backend: DbBackend,
    step: &Migration,
    direction: Direction,
    now: NaiveDateTime,
) -> Vec<SqlChange> {
    if dialect::transactional(backend) {
        return Vec::new();
    }
    ledger::begun(backend, step, direction, now).to_vec()
}

/// How often a step is tried that another transaction is in the way of.
const TRIES: u32 = 3;

/// Does a step for the holder of `lease`.
///
/// On MySQL statements whose work is done are left out, so a step that was cut short is finished.
pub(crate) async fn execute(
    db: &DatabaseConnection,
    turn: &Turn,
    lease: &Lease,
) -> Result<(), RunError> {
    for attempt in 1.. {
        let done = if dialect::transactional(db.get_database_backend()) {
            in_transaction(db, turn, lease).await
        } else {
            one_after_another(db, turn, lease).await
        };
        match done {
            Err(RunError::Db(error)) if attempt < TRIES && dialect::contended(&error) => {
                tokio::time::sleep(Duration::from_millis(100 << attempt)).await;
            }
            done => return done,
        }
    }
    unreachable!("the loop ends by a return")
}

/// Runs a step in one transaction, and puts the connection back as it was.
async fn in_transaction(
    db: &DatabaseConnection,
    turn: &Turn,
    lease: &Lease,
) -> Result<(), RunError> {
    let Some(rebuild) = &turn.script.rebuild else {
        return transact(db, turn, &[], lease).await;
    };
    let [before, after] = AROUND_REBUILD;
    for sql in before {
        db.execute_unprepared(sql).await?;
    }
    let result = match carry(db, rebuild).await {
        Ok(carried) => transact(db, turn, &carried, lease).await,
        Err(error) => Err(error),
    };
    for sql in after {
        db.execute_unprepared(sql).await?;
    }
    result
}

async fn transact(
    db: &DatabaseConnection,
    turn: &Turn,
    carried: &[SqlChange],
    lease: &Lease,
) -> Result<(), RunError> {
    let tx = begin(db).await?;
    let work = turn.install.iter().chain(&turn.script.changes);
    for change in work.chain(carried) {
        change.execute(&tx).await?;
    }
    if turn.script.rebuild.is_some() {
        check_references(&tx).await?;
    }
    close(tx, &turn.closing, lease).await
}

/// Runs a step whose statements commit one by one, each for a holder of the lease alone.
async fn one_after_another(
    db: &DatabaseConnection,
    turn: &Turn,
    lease: &Lease,
) -> Result<(), RunError> {
    one_by_one(db, &turn.install, lease).await?;
    close(begin(db).await?, &turn.opening, lease).await?;
    one_by_one(db, &turn.script.changes, lease).await?;
    close(begin(db).await?, &turn.closing, lease).await?;
    // A Galera node may take a transaction back for another node's and say that it is committed.
    if record::holds(db, &turn.name).await? != turn.recorded {
        return Err(dialect::conflict().into());
    }
    Ok(())
}

/// Writes the records, makes sure of the lease, and commits.
pub(crate) async fn close(
    tx: DatabaseTransaction,
    records: &[SqlChange],
    lease: &Lease,
) -> Result<(), RunError> {
    for change in records {
        change.execute(&tx).await?;
    }
    lease.hold(&tx).await?;
    failpoint::hit();
    tx.commit().await?;
    failpoint::hit();
    Ok(())
}

/// Begins a transaction that writes.
pub(crate) async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        // At a stricter level the heart that beats meanwhile would be a conflict.
        isolation_level: (db.get_database_backend() != DbBackend::Sqlite)
            .then_some(IsolationLevel::ReadCommitted),
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    })
    .await
}

/// Fails if a row of a SQLite database refers to nothing, or if the engine would have
/// followed references while tables were dropped.
pub(crate) async fn check_references<C: ConnectionTrait>(db: &C) -> Result<(), RunError> {
    let rows = dialect::query(db, CHECK_REFERENCES, []).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut broken = Vec::new();
    for row in rows.iter().take(super::error::SHOWN) {
        let id: Option<i64> = row.try_get_by_index(1)?;
        let (table, parent) = (dialect::text(row, 0)?, dialect::text(row, 2)?);
        let id = id.map_or_else(String::new, |id| format!(" row {id}"));
        broken.push(format!(
            "{table}{id} refers to a row of {parent} that is not there"
        ));
    }
    Err(RunError::BrokenReferences(broken))
}

/// What people have put on the table of a rebuild: its indexes and triggers come back
/// afterwards, a column of theirs stops it.
async fn carry<C: ConnectionTrait>(db: &C, rebuild: &Rebuild) -> Result<Vec<SqlChange>, RunError> {
    let columns = dialect::columns(db, rebuild.table).await?;
    let foreign: Vec<String> = columns
        .into_iter()
        .filter(|column| !rebuild.knows(&column.name))
        .map(|column| {
            format!(
                "{}.{} is not meetctl's and would be lost when the table is rebuilt",
                rebuild.table, column.name
            )
        })
        .collect();
    if !foreign.is_empty() {
        return Err(RunError::Shape(foreign));
    }
    let sql = "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger') \
               AND sql IS NOT NULL ORDER BY rowid";
    let rows = dialect::query(db, sql, [rebuild.table.into()]).await?;
    let mut changes = Vec::new();
    for row in &rows {
        let ours = format!(" INDEX {} ON ", dialect::text(row, 0)?);
        if !rebuild.indexes.iter().any(|sql| sql.contains(&ours)) {
            changes.push(SqlChange::new(dialect::text(row, 1)?));
        }
    }
    Ok(changes)
}

/// Runs statements that commit one at a time, leaving out what is done already.
pub(crate) async fn one_by_one<C: ConnectionTrait>(
    db: &C,
    changes: &[SqlChange],
    lease: &Lease,
) -> Result<(), RunError> {
    for change in changes {
        if let Some(probe) = change.probe
            && holds(db, probe).await?
        {
            continue;
        }
        lease.hold(db).await?;
        failpoint::hit();
        step_alone(db, change).await?;
        failpoint::hit();
    }
    Ok(())
}

async fn step_alone<C: ConnectionTrait>(db: &C, change: &SqlChange) -> Result<(), DbErr> {
    match (change.execute(db).await, change.probe) {
        (Err(error), Some(probe)) if !holds(db, probe).await? => Err(error),
        (Err(error), None) => Err(error),
        _ => Ok(()),
    }
}

/// The same for SeaORM's own tools, which know no lease.
async fn one_by_one_bridged<C: ConnectionTrait>(
    db: &C,
    changes: &[SqlChange],
) -> Result<(), DbErr> {
    for change in changes {
        match change.probe {
            Some(probe) if holds(db, probe).await? => {}
            _ => step_alone(db, change).await?,
        }
    }
    Ok(())
}

pub(crate) async fn holds<C: ConnectionTrait>(db: &C, probe: Probe) -> Result<bool, DbErr> {
    Ok(dialect::exists(db, probe.object).await? == probe.present)
}

/// How much of its work a step has done, as far as the schema shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// None of it, some of what shows.
    None,
    /// Some of it.
    Part,
    /// All of it.
    All,
    /// A step of data alone leaves nothing to see.
    Unseen,
}

/// Looks how much of a step's work the schema has.
pub(crate) async fn extent<C: ConnectionTrait>(db: &C, name: &str) -> Result<Extent, DbErr> {
    let probes = probes(db.get_database_backend(), name);
    let mut held = 0;
    for probe in &probes {
        held += usize::from(holds(db, *probe).await?);
    }
    Ok(match held {
        _ if probes.is_empty() => Extent::Unseen,
        0 => Extent::None,
        n if n == probes.len() => Extent::All,
        _ => Extent::Part,
    })
}

fn probes(backend: DbBackend, name: &str) -> Vec<Probe> {
    let step = crate::MIGRATIONS.iter().find(|step| step.name == name);
    step.map(|step| step.up_script(backend, NaiveDateTime::default()).changes)
        .into_iter()
        .flatten()
        .filter_map(|change| change.probe)
        .collect()
}

/// Runs a script for SeaORM's own tools, which write the record themselves.
pub(crate) async fn execute_with_manager(
    manager: &SchemaManager<'_>,
    script: &Script,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let text = |error: RunError| DbErr::Migration(error.to_string());
    if !dialect::transactional(manager.get_database_backend()) {
        return one_by_one_bridged(db, &script.changes).await;
    }
    let Some(rebuild) = &script.rebuild else {
        let tx = manager.begin().await?;
        for change in &script.changes {
            change.execute(tx.get_connection()).await?;
        }
        return tx.commit().await;
    };
    let [before, after] = AROUND_REBUILD;
    for sql in before {
        db.execute_unprepared(sql).await?;
    }
    let result = bridged_rebuild(manager, script, rebuild).await;
    for sql in after {
        db.execute_unprepared(sql).await?;
    }
    result.map_err(text)
}

async fn bridged_rebuild(
    manager: &SchemaManager<'_>,
    script: &Script,
    rebuild: &Rebuild,
) -> Result<(), RunError> {
    let tx = manager.begin().await?;
    // Another connection of the pool would still follow references, and dropping the
    // old table would take participations along.
    if dialect::number(tx.get_connection(), "PRAGMA foreign_keys").await? != 0 {
        let sentence = "a SQLite table is rebuilt through a pool of one connection only";
        return Err(RunError::Shape(vec![sentence.to_owned()]));
    }
    let carried = carry(tx.get_connection(), rebuild).await?;
    for change in script.changes.iter().chain(&carried) {
        change.execute(tx.get_connection()).await?;
    }
    check_references(tx.get_connection()).await?;
    tx.commit().await?;
    Ok(())
}

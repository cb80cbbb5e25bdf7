//! Executes the statements of a step.

use chrono::NaiveDateTime;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::SchemaManager;

use super::{RunError, record};
use crate::dialect;
use crate::step::{Change, Probe, Rebuild, Script, Step};

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

/// The statements that apply a step, and its record.
pub(crate) fn upward(backend: DbBackend, step: &dyn Step, now: NaiveDateTime) -> Script {
    let mut script = step.up(backend, now);
    script
        .changes
        .push(record::insert(backend, &[step.name()], now));
    // Nobody has recorded anything before the first step.
    if crate::names()
        .first()
        .is_some_and(|first| first == step.name())
    {
        script.changes.insert(0, record::install(backend));
    }
    script
}

/// The statements that roll a step back, and its record.
pub(crate) fn downward(backend: DbBackend, step: &dyn Step) -> Script {
    let mut script = step.down(backend);
    script.changes.push(record::delete(backend, step.name()));
    script
}

/// Applies a step; false if another run has done so meanwhile.
pub(crate) async fn up(
    db: &DatabaseConnection,
    step: &dyn Step,
    now: NaiveDateTime,
) -> Result<bool, RunError> {
    let script = upward(db.get_database_backend(), step, now);
    turn(db, &script, step.name(), true).await
}

/// Rolls a step back; false if another run has done so meanwhile.
pub(crate) async fn down(db: &DatabaseConnection, step: &dyn Step) -> Result<bool, RunError> {
    turn(
        db,
        &downward(db.get_database_backend(), step),
        step.name(),
        false,
    )
    .await
}

/// Brings the record of a step to `wanted`, and the schema with it.
async fn turn(
    db: &DatabaseConnection,
    script: &Script,
    name: &str,
    wanted: bool,
) -> Result<bool, RunError> {
    if recorded(db, name).await? == wanted {
        return Ok(false);
    }
    let done = if dialect::transactional(db.get_database_backend()) {
        in_transaction(db, script, Some((name, wanted))).await
    } else {
        one_by_one(db, &script.changes).await.map(|()| true)
    };
    match done {
        // The loser of a race fails on what the winner has made, down to the record, or finds a
        // table that it did not expect when it looked.
        Err(error @ (RunError::Db(_) | RunError::Shape(_))) => match recorded(db, name).await {
            Ok(now) if now == wanted => Ok(false),
            _ => Err(error),
        },
        other => other,
    }
}

async fn recorded(db: &DatabaseConnection, name: &str) -> Result<bool, DbErr> {
    if !dialect::tables(db)
        .await?
        .iter()
        .any(|table| table == record::TABLE)
    {
        return Ok(false);
    }
    record::holds(db, name).await
}

/// Runs a script in one transaction, and puts the connection back as it was.
pub(crate) async fn in_transaction(
    db: &DatabaseConnection,
    script: &Script,
    record: Option<(&str, bool)>,
) -> Result<bool, RunError> {
    let Some(rebuild) = script.rebuild else {
        return transact(db, script, record).await;
    };
    let [before, after] = AROUND_REBUILD;
    for sql in before {
        db.execute_unprepared(sql).await?;
    }
    let result = match carry(db, rebuild).await {
        Ok(carried) => {
            let mut whole = script.clone();
            whole.changes.extend(carried);
            transact(db, &whole, record).await
        }
        Err(error) => Err(error),
    };
    for sql in after {
        db.execute_unprepared(sql).await?;
    }
    result
}

async fn transact(
    db: &DatabaseConnection,
    script: &Script,
    record: Option<(&str, bool)>,
) -> Result<bool, RunError> {
    let tx = begin(db).await?;
    // With the write lock in hand, SQLite shows what others did while we waited for it.
    if let Some((name, wanted)) = record
        && tx.get_database_backend() == DbBackend::Sqlite
        && exists_record(&tx, name).await? == wanted
    {
        tx.rollback().await?;
        return Ok(false);
    }
    let mut touched = 0;
    for change in &script.changes {
        touched = change.execute(&tx).await?;
    }
    // The last statement is the one for the record: without it, another run was faster.
    if record.is_some() && touched == 0 {
        tx.rollback().await?;
        return Ok(false);
    }
    if script.rebuild.is_some() {
        check_references(&tx).await?;
    }
    tx.commit().await?;
    Ok(true)
}

async fn exists_record(tx: &DatabaseTransaction, name: &str) -> Result<bool, DbErr> {
    if !dialect::tables(tx)
        .await?
        .iter()
        .any(|table| table == record::TABLE)
    {
        return Ok(false);
    }
    record::holds(tx, name).await
}

/// Begins a transaction that writes.
pub(crate) async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
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
async fn carry<C: ConnectionTrait>(db: &C, rebuild: Rebuild) -> Result<Vec<Change>, RunError> {
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
            changes.push(Change::new(dialect::text(row, 1)?));
        }
    }
    Ok(changes)
}

/// Runs statements that commit one at a time, leaving out what is done already.
pub(crate) async fn one_by_one<C: ConnectionTrait>(
    db: &C,
    changes: &[Change],
) -> Result<(), RunError> {
    for change in changes {
        let Some(probe) = change.probe else {
            change.execute(db).await?;
            continue;
        };
        if holds(db, probe).await? {
            continue;
        }
        if let Err(error) = change.execute(db).await
            && !holds(db, probe).await?
        {
            return Err(error.into());
        }
    }
    Ok(())
}

pub(crate) async fn holds<C: ConnectionTrait>(db: &C, probe: Probe) -> Result<bool, DbErr> {
    Ok(dialect::exists(db, probe.object).await? == probe.present)
}

/// Whether a step that is recorded lacks some of its work.
pub(crate) async fn half_rolled_back<C: ConnectionTrait>(
    db: &C,
    name: &str,
) -> Result<bool, DbErr> {
    for probe in probes(db.get_database_backend(), name) {
        if !holds(db, probe).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a step that is not recorded has some of its work done.
pub(crate) async fn half_applied<C: ConnectionTrait>(db: &C, name: &str) -> Result<bool, DbErr> {
    for probe in probes(db.get_database_backend(), name) {
        if holds(db, probe).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn probes(backend: DbBackend, name: &str) -> Vec<Probe> {
    let steps = crate::steps();
    let step = steps.iter().find(|step| step.name() == name);
    step.map(|step| step.up(backend, NaiveDateTime::default()).changes)
        .into_iter()
        .flatten()
        .filter_map(|change| change.probe)
        .collect()
}

/// Runs a script for SeaORM's own tools, which write the record themselves.
pub(crate) async fn bridged(manager: &SchemaManager<'_>, script: &Script) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let text = |error: RunError| DbErr::Migration(error.to_string());
    if !dialect::transactional(manager.get_database_backend()) {
        return one_by_one(db, &script.changes).await.map_err(text);
    }
    let Some(rebuild) = script.rebuild else {
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
    rebuild: Rebuild,
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

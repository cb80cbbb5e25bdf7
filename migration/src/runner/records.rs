//! The tables that record what is applied. `seaql_migrations` is SeaORM's own. `meetctl_migrations`
//! is the step log: for each applied migration the checksum of its statements, and on MySQL, where a
//! migration is not one transaction, whether a run started it and did not finish it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use chrono::{DateTime, NaiveDateTime};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Value};
use sha2::{Digest, Sha256};

use super::lease;
use super::restore_mark::RESTORE;
use crate::script::{SchemaObject, Script, SqlChange};
use crate::{Migration, dialect};

pub(crate) const TABLE: &str = "seaql_migrations";
const STEP_LOG: &str = "meetctl_migrations";

/// The tables of migration records and leases. They are not part of the schema, and remain when every
/// migration has been rolled back.
pub const RECORD_TABLES: [&str; 3] = [TABLE, STEP_LOG, lease::TABLE];

/// The direction of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It is applied.
    Up,
    /// It is rolled back.
    Down,
}

/// A row of the step log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogEntry {
    /// The checksum of the migration when it was applied.
    pub checksum: String,
    /// The direction of a run that started it and did not finish it.
    pub unfinished: Option<Direction>,
}

/// Creates the tables of [`RECORD_TABLES`].
pub(crate) fn tables(backend: DbBackend) -> Vec<SqlChange> {
    let text = if backend == DbBackend::MySql { "varchar(255)" } else { "varchar" };
    let create = |table, columns: &str| {
        let options = dialect::table_options(backend);
        let sql = format!("CREATE TABLE IF NOT EXISTS {table} (\n  {columns}\n){options}");
        SqlChange::new(sql).creates(SchemaObject::Table(table))
    };
    vec![
        create(
            TABLE,
            &format!("version {text} NOT NULL PRIMARY KEY,\n  applied_at bigint NOT NULL"),
        ),
        create(
            STEP_LOG,
            "version varchar(255) NOT NULL PRIMARY KEY,\n  checksum varchar(64) NOT NULL,\n  \
             direction varchar(4) NOT NULL,\n  started_at bigint NOT NULL,\n  finished_at bigint",
        ),
        lease::table(backend),
    ]
}

/// `INSERT` of one row per list of values.
fn insert(backend: DbBackend, table_and_columns: &str, rows: &[Vec<Value>]) -> SqlChange {
    let mut n = 0;
    let mut mark = |_: &Value| {
        n += 1;
        dialect::placeholder(backend, n)
    };
    let tuples: Vec<String> = rows
        .iter()
        .map(|row| format!("({})", row.iter().map(&mut mark).collect::<Vec<_>>().join(", ")))
        .collect();
    let sql = format!("INSERT INTO {table_and_columns} VALUES {}", tuples.join(", "));
    SqlChange::new(sql).bind(rows.concat())
}

/// Records migrations as applied at `now` (UTC).
pub(crate) fn record_applied(
    backend: DbBackend,
    migrations: &[Migration],
    now: NaiveDateTime,
) -> SqlChange {
    let seconds = now.and_utc().timestamp();
    let row = |m: &Migration| vec![m.name.into(), seconds.into()];
    let rows: Vec<_> = migrations.iter().map(row).collect();
    insert(backend, &format!("{TABLE} (version, applied_at)"), &rows)
}

/// Writes the checksum of a migration that is applied at `now` (UTC), in place of its log entry.
pub(crate) fn write_checksum(
    backend: DbBackend,
    migration: &Migration,
    now: NaiveDateTime,
) -> [SqlChange; 2] {
    log(backend, migration, Direction::Up, now, true)
}

/// Writes that a run begins a migration at `now` (UTC), before statements that commit by themselves.
pub(crate) fn log_begin(
    backend: DbBackend,
    migration: &Migration,
    direction: Direction,
    now: NaiveDateTime,
) -> [SqlChange; 2] {
    log(backend, migration, direction, now, false)
}

fn log(
    backend: DbBackend,
    migration: &Migration,
    direction: Direction,
    now: NaiveDateTime,
    finished: bool,
) -> [SqlChange; 2] {
    let seconds = now.and_utc().timestamp();
    let direction = match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    };
    let columns = format!("{STEP_LOG} (version, checksum, direction, started_at, finished_at)");
    let row = vec![
        migration.name.into(),
        checksum(backend, migration).into(),
        direction.into(),
        seconds.into(),
        finished.then_some(seconds).into(),
    ];
    [delete(backend, STEP_LOG, migration.name), insert(backend, &columns, &[row])]
}

/// Deletes every record of a migration.
pub(crate) fn forget(backend: DbBackend, name: &str) -> [SqlChange; 2] {
    [STEP_LOG, TABLE].map(|table| delete(backend, table, name))
}

/// Deletes the log entry of a migration.
pub(crate) fn unlog(backend: DbBackend, name: &str) -> SqlChange {
    delete(backend, STEP_LOG, name)
}

/// Writes that a restore has begun and not finished.
pub(crate) fn mark_restore(backend: DbBackend) -> [SqlChange; 2] {
    let columns = format!("{STEP_LOG} (version, checksum, direction, started_at, finished_at)");
    let row: Vec<Value> =
        vec![RESTORE.into(), "".into(), "up".into(), 0_i64.into(), None::<i64>.into()];
    [unlog(backend, RESTORE), insert(backend, &columns, &[row])]
}

fn delete(backend: DbBackend, table: &str, name: &str) -> SqlChange {
    let mark = dialect::placeholder(backend, 1);
    SqlChange::new(format!("DELETE FROM {table} WHERE version = {mark}")).bind(vec![name.into()])
}

/// The recorded versions. Fails if the table does not exist.
pub(crate) async fn versions<C: ConnectionTrait>(db: &C) -> Result<HashSet<String>, DbErr> {
    let sql = dialect::column_sql(db.get_database_backend(), "version", TABLE);
    Ok(dialect::lines(&dialect::texts(db, &sql).await?))
}

/// The recorded versions and when each was applied (UTC), in that order. Empty if the table
/// does not exist.
pub(crate) async fn applied<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<(String, NaiveDateTime)>, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(TABLE)).await? {
        return Ok(Vec::new());
    }
    let sql = "SELECT version, applied_at FROM seaql_migrations ORDER BY applied_at, version";
    let rows = dialect::query(db, sql, []).await?;
    rows.iter()
        .map(|row| {
            let time = DateTime::from_timestamp(dialect::integer(row, 1)?, 0).unwrap_or_default();
            Ok((dialect::text(row, 0)?, time.naive_utc()))
        })
        .collect()
}

/// Whether a version is recorded. Fails if the table does not exist.
pub(crate) async fn is_applied<C: ConnectionTrait>(db: &C, name: &str) -> Result<bool, DbErr> {
    let mark = dialect::placeholder(db.get_database_backend(), 1);
    let sql = format!("SELECT version FROM {TABLE} WHERE version = {mark}");
    Ok(!dialect::query(db, &sql, [name.into()]).await?.is_empty())
}

/// The step log, by version. Empty if the table does not exist. Only reads.
pub(crate) async fn step_log<C: ConnectionTrait>(
    db: &C,
) -> Result<HashMap<String, LogEntry>, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(STEP_LOG)).await? {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT version, checksum, direction, \
         CASE WHEN finished_at IS NULL THEN 'no' ELSE 'yes' END FROM {STEP_LOG}"
    );
    let rows = dialect::query(db, &sql, []).await?;
    rows.iter()
        .map(|row| {
            let direction = match dialect::text(row, 2)?.as_str() {
                "down" => Direction::Down,
                _ => Direction::Up,
            };
            let entry = LogEntry {
                checksum: dialect::text(row, 1)?,
                unfinished: (dialect::text(row, 3)? == "no").then_some(direction),
            };
            Ok((dialect::text(row, 0)?, entry))
        })
        .collect()
}

/// SHA-256, in hexadecimal digits, of the statements that apply a migration to an engine and roll it
/// back. The time at which that happens is not part of it.
pub(crate) fn checksum(backend: DbBackend, migration: &Migration) -> String {
    let mut hash = Sha256::new();
    let mut add = |script: &Script| {
        for change in &script.changes {
            hash.update(change.literal(backend));
            hash.update("\0");
        }
        hash.update("\0");
    };
    add(&migration.up_script(backend, NaiveDateTime::default()));
    add(&migration.down_script(backend));
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

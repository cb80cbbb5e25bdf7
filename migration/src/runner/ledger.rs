//! `meetctl_migrations`: what SeaORM's table does not tell. For each applied step the checksum of
//! its statements, and on MySQL, where a step is not one transaction, whether a run is at it still.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sha2::{Digest, Sha256};

use super::{lease, record};
use crate::script::{SchemaObject, Script, SqlChange};
use crate::{Migration, dialect};

pub(crate) const TABLE: &str = "meetctl_migrations";

/// The tables in which it is written what is applied and who is at work: no part of the schema, and
/// all that is left when every step has been rolled back.
pub const RECORDS: [&str; 3] = [record::TABLE, TABLE, lease::TABLE];

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It is applied.
    Up,
    /// It is rolled back.
    Down,
}

impl Direction {
    fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// What is written of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The checksum it had when it was applied.
    pub checksum: String,
    /// The way of a run that began and has not ended.
    pub unfinished: Option<Direction>,
}

/// Makes the table if it is missing.
pub(crate) fn install(backend: DbBackend) -> SqlChange {
    SqlChange::new(format!(
        "CREATE TABLE IF NOT EXISTS {TABLE} (\n  version varchar(255) NOT NULL PRIMARY KEY,\n  \
         checksum varchar(64) NOT NULL,\n  direction varchar(4) NOT NULL,\n  \
         started_at bigint NOT NULL,\n  finished_at bigint\n){}",
        dialect::table_options(backend)
    ))
    .creates(SchemaObject::Table(TABLE))
}

/// Writes that a step has been applied at `now` (UTC), whatever was written of it before.
pub(crate) fn applied(backend: DbBackend, step: &Migration, now: NaiveDateTime) -> [SqlChange; 2] {
    let seconds = now.and_utc().timestamp();
    let insert = insert(backend, step, Direction::Up, seconds, Some(seconds));
    [forget(backend, step.name), insert]
}

/// Writes that a run begins with a step, to be put before statements that commit by themselves.
pub(crate) fn begun(
    backend: DbBackend,
    step: &Migration,
    direction: Direction,
    now: NaiveDateTime,
) -> [SqlChange; 2] {
    let seconds = now.and_utc().timestamp();
    let insert = insert(backend, step, direction, seconds, None);
    [forget(backend, step.name), insert]
}

/// Forgets a step.
pub(crate) fn forget(backend: DbBackend, name: &str) -> SqlChange {
    let mark = dialect::placeholder(backend, 1);
    SqlChange::new(format!("DELETE FROM {TABLE} WHERE version = {mark}")).bind(vec![name.into()])
}

fn insert(
    backend: DbBackend,
    step: &Migration,
    direction: Direction,
    started: i64,
    finished: Option<i64>,
) -> SqlChange {
    let mark = |n| dialect::placeholder(backend, n);
    SqlChange::new(format!(
        "INSERT INTO {TABLE} (version, checksum, direction, started_at, finished_at) \
         VALUES ({}, {}, {}, {}, {})",
        mark(1),
        mark(2),
        mark(3),
        mark(4),
        mark(5),
    ))
    .bind(vec![
        step.name.into(),
        checksum(backend, step).into(),
        direction.word().into(),
        started.into(),
        finished.into(),
    ])
}

/// What is written, by step. Empty where there is no such table. Only reads.
pub(crate) async fn entries<C: ConnectionTrait>(db: &C) -> Result<HashMap<String, Entry>, DbErr> {
    if !dialect::exists(db, SchemaObject::Table(TABLE)).await? {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT version, checksum, direction, \
         CASE WHEN finished_at IS NULL THEN 'no' ELSE 'yes' END FROM {TABLE}"
    );
    let rows = dialect::query(db, &sql, []).await?;
    rows.iter()
        .map(|row| {
            let direction = match dialect::text(row, 2)?.as_str() {
                "down" => Direction::Down,
                _ => Direction::Up,
            };
            let entry = Entry {
                checksum: dialect::text(row, 1)?,
                unfinished: (dialect::text(row, 3)? == "no").then_some(direction),
            };
            Ok((dialect::text(row, 0)?, entry))
        })
        .collect()
}

/// SHA-256, in hexadecimal digits, of the statements with which a step is applied to an engine and
/// rolled back. The time at which that happens is no part of it.
pub fn checksum(backend: DbBackend, step: &Migration) -> String {
    let mut hash = Sha256::new();
    let mut add = |script: &Script| {
        for change in &script.changes {
            hash.update(change.literal(backend));
            hash.update("\0");
        }
        hash.update("\0");
    };
    add(&step.up_script(backend, NaiveDateTime::default()));
    add(&step.down_script(backend));
    hash.finalize()
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

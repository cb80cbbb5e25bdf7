//! Which steps are applied.

use chrono::{DateTime, NaiveDateTime};
use sea_orm::{DatabaseConnection, DbErr};

use super::{apply, record};
use crate::dialect;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Applied and recorded.
    Applied,
    /// Not applied.
    Pending,
    /// Recorded, but not known to this program.
    Unknown,
    /// Half done, by a run that was cut short (MySQL alone); the next run finishes it.
    Dirty,
}

/// One step and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationStatus {
    /// The name of the step.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// When it was applied, in UTC.
    pub applied_at: Option<NaiveDateTime>,
}

/// Lists the steps in the order of application, then those it does not know. Only reads.
pub async fn status(db: &DatabaseConnection) -> Result<Vec<MigrationStatus>, DbErr> {
    let mut recorded = recorded(db).await?;
    let mut list = Vec::new();
    for name in crate::names() {
        let found = recorded.iter().position(|(version, _)| *version == name);
        let applied_at = found.map(|at| recorded.remove(at).1);
        let state = if applied_at.is_some() {
            State::Applied
        } else {
            State::Pending
        };
        list.push(MigrationStatus {
            name,
            state,
            applied_at,
        });
    }
    mark_dirty(db, &mut list).await?;
    list.extend(
        recorded
            .into_iter()
            .map(|(name, applied_at)| MigrationStatus {
                name,
                state: State::Unknown,
                applied_at: Some(applied_at),
            }),
    );
    Ok(list)
}

async fn recorded(db: &DatabaseConnection) -> Result<Vec<(String, NaiveDateTime)>, DbErr> {
    if !dialect::tables(db)
        .await?
        .iter()
        .any(|table| table == record::TABLE)
    {
        return Ok(Vec::new());
    }
    let sql = "SELECT version, applied_at FROM seaql_migrations ORDER BY applied_at, version";
    let rows = dialect::query(db, sql, []).await?;
    rows.iter()
        .map(|row| {
            let seconds: i64 = row.try_get_by_index(1)?;
            let time = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
            Ok((dialect::text(row, 0)?, time.naive_utc()))
        })
        .collect()
}

/// Only the two steps at the border can be half done.
async fn mark_dirty(db: &DatabaseConnection, list: &mut [MigrationStatus]) -> Result<(), DbErr> {
    if dialect::transactional(db.get_database_backend()) {
        return Ok(());
    }
    let newest = list.iter().rposition(|step| step.state == State::Applied);
    if let Some(at) = newest
        && apply::half_rolled_back(db, &list[at].name).await?
    {
        list[at].state = State::Dirty;
    }
    // Without any record the tables need not be ours at all.
    let next = newest.map_or(0, |at| at + 1);
    if next < list.len() && newest.is_some() && apply::half_applied(db, &list[next].name).await? {
        list[next].state = State::Dirty;
    }
    Ok(())
}

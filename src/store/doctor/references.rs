//! Rows that refer to a row that is gone.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, Statement, Value};

use super::{Found, Mending, count_rows};
use crate::error::Failure;
use crate::store::dialect;
use crate::store::dialect::catalogue::key_text;
use crate::store::dialect::inspect::{as_text, mark, rows};

/// Participations a transaction. SQLite allows an expression no more than a thousand levels.
const BATCH: usize = 200;

/// One pass over the participations, which an engine may join in the way it likes.
const ORPHANS: &str = "meeting_participants p LEFT JOIN meetings m ON m.id = p.meeting_id \
                       LEFT JOIN users u ON u.id = p.user_id \
                       WHERE (m.id IS NULL OR u.id IS NULL)";

/// Participations whose meeting or user is gone, as `meeting/user`.
pub async fn participants(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let key = key_text(db.get_database_backend(), &["p.meeting_id", "p.user_id"]);
    count_rows(db, ORPHANS, &key, "p.meeting_id, p.user_id", &[]).await
}

/// Meetings whose creator is gone.
pub async fn meetings(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let key = key_text(db.get_database_backend(), &["m.id"]);
    let from = "meetings m LEFT JOIN users u ON u.id = m.created_by WHERE u.id IS NULL";
    count_rows(db, from, &key, "m.id", &[]).await
}

/// Deletes the participations whose meeting or user is gone, batch by batch.
pub async fn mend(mending: &Mending<'_>) -> Result<u64, Failure> {
    let mut deleted = 0;
    while mending.goes_on().await {
        let (seen, gone) = mending
            .session
            .retrying(1, async |db| {
                let tx = dialect::begin_write(&db).await?;
                let keys = orphans(&tx).await?;
                let gone = delete(&tx, &keys).await?;
                tx.commit().await?;
                Ok((keys.len(), gone))
            })
            .await?;
        deleted += gone;
        // What cannot be deleted would be met again for ever.
        if seen < BATCH || gone == 0 {
            break;
        }
    }
    Ok(deleted)
}

/// The keys of some orphans, as text: a file holds whatever was put into it.
async fn orphans(tx: &DatabaseTransaction) -> Result<Vec<[String; 2]>, DbErr> {
    let backend = tx.get_database_backend();
    let (meeting, user) = (
        as_text(backend, "p.meeting_id"),
        as_text(backend, "p.user_id"),
    );
    let sql = format!("SELECT {meeting}, {user} FROM {ORPHANS} LIMIT {BATCH}");
    let found = rows(tx, &sql, []).await?;
    found
        .iter()
        .map(|row| Ok([row.try_get_by_index(0)?, row.try_get_by_index(1)?]))
        .collect()
}

/// Deletes those that still are orphans.
async fn delete(tx: &DatabaseTransaction, keys: &[[String; 2]]) -> Result<u64, DbErr> {
    if keys.is_empty() {
        return Ok(0);
    }
    let backend = tx.get_database_backend();
    let mut values: Vec<Value> = Vec::with_capacity(keys.len() * 2);
    let pairs: Vec<String> = keys
        .iter()
        .map(|[meeting, user]| {
            values.extend([number(meeting), number(user)]);
            let n = values.len();
            let (first, second) = (mark(backend, n - 1), mark(backend, n));
            format!("(meeting_id = {first} AND user_id = {second})")
        })
        .collect();
    let sql = format!(
        "DELETE FROM meeting_participants WHERE ({}) \
         AND (NOT EXISTS (SELECT 1 FROM meetings m WHERE m.id = meeting_participants.meeting_id) \
         OR NOT EXISTS (SELECT 1 FROM users u WHERE u.id = meeting_participants.user_id))",
        pairs.join(" OR ")
    );
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

/// A key as it is compared: a number, or the text that a file holds in its place.
fn number(text: &str) -> Value {
    text.parse::<i64>()
        .map_or_else(|_| Value::from(text), Value::from)
}

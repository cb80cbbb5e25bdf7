//! Rows that refer to a row that is gone.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, Statement, Value};

use super::{Found, LONG_TIMEOUT, Mending, count_rows};
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

/// A participation, as text: a file holds whatever was put into it.
type Key = [String; 2];

/// Deletes the participations whose meeting or user is gone, batch by batch.
///
/// They are looked for in one pass, by key, and outside the transactions that delete them: where
/// they are few, that takes a while, in which others write.
pub async fn mend(mending: &Mending<'_>) -> Result<u64, Failure> {
    let session = mending.session;
    let mut deleted = 0;
    let mut after: Option<Key> = None;
    while mending.goes_on().await {
        let look = async |db: DatabaseConnection| Ok(orphans(&db, after.as_ref()).await?);
        let keys = session.with_limit(LONG_TIMEOUT).retrying(look).await?;
        if keys.is_empty() {
            break;
        }
        deleted += session
            .retrying(async |db| {
                let tx = dialect::begin_write(&db).await?;
                let gone = delete(&tx, &keys).await?;
                tx.commit().await?;
                Ok(gone)
            })
            .await?;
        if keys.len() < BATCH {
            break;
        }
        after = keys.into_iter().next_back();
    }
    Ok(deleted)
}

/// The next orphans in the order of their keys.
async fn orphans(db: &DatabaseConnection, after: Option<&Key>) -> Result<Vec<Key>, DbErr> {
    let backend = db.get_database_backend();
    let (meeting, user) = (
        as_text(backend, "p.meeting_id"),
        as_text(backend, "p.user_id"),
    );
    let (beyond, values) = match after {
        None => (String::new(), Vec::new()),
        Some([meeting, user]) => {
            let [first, second, third] = [1, 2, 3].map(|n| mark(backend, n));
            // The first of the conditions is one that every engine finds its index by.
            let beyond = format!(
                " AND p.meeting_id >= {first} AND (p.meeting_id > {second} OR p.user_id > {third})"
            );
            (beyond, vec![number(meeting), number(meeting), number(user)])
        }
    };
    let sql = format!(
        "SELECT {meeting}, {user} FROM {ORPHANS}{beyond} \
         ORDER BY p.meeting_id, p.user_id LIMIT {BATCH}"
    );
    let found = rows(db, &sql, values).await?;
    found
        .iter()
        .map(|row| Ok([row.try_get_by_index(0)?, row.try_get_by_index(1)?]))
        .collect()
}

/// Deletes those that still are orphans.
async fn delete(tx: &DatabaseTransaction, keys: &[Key]) -> Result<u64, DbErr> {
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

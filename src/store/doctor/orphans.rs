//! Participations that refer to a row that does not exist.

use migration::rows::{self, RowQuery};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, Value};

use super::{Fixer, LONG_TIMEOUT};
use crate::error::Failure;
use crate::store::dialect::{self, WriteTransaction, placeholder};

/// Participations per transaction. SQLite limits the depth of an expression to 1000.
const BATCH_SIZE: usize = 200;

/// Participations whose meeting or user does not exist, as `meeting/user`.
pub fn participants() -> RowQuery {
    let references = [("meeting_id", "meetings"), ("user_id", "users")];
    rows::orphans("meeting_participants", &references)
}

/// A participation: meeting and user.
type Key = (i64, i64);

/// Deletes the participations whose meeting or user does not exist, in batches.
///
/// They are searched in one pass, by key, outside the transactions that delete them: the search may
/// take long, and others write meanwhile.
pub async fn fix(fixer: &Fixer<'_>) -> Result<u64, Failure> {
    let session = fixer.session;
    let other_types = async |db: DatabaseConnection| {
        let tx = dialect::begin_write(&db).await?;
        let gone = delete_other_types(&tx).await?;
        tx.commit().await?;
        Ok(gone)
    };
    let gone = session.with_limit(LONG_TIMEOUT).retrying(other_types).await?;
    let mut deleted = fixer.note(gone);
    let mut after: Option<Key> = None;
    while fixer.continues().await {
        let search = async |db: DatabaseConnection| Ok(orphans(&db, after.as_ref()).await?);
        let keys = session.with_limit(LONG_TIMEOUT).retrying(search).await?;
        if keys.is_empty() {
            break;
        }
        let fixed = session
            .retrying(async |db| {
                let tx = dialect::begin_write(&db).await?;
                let gone = delete(&tx, &keys).await?;
                tx.commit().await?;
                Ok(gone)
            })
            .await?;
        deleted += fixer.note(fixed);
        if keys.len() < BATCH_SIZE {
            break;
        }
        after = keys.into_iter().next_back();
    }
    Ok(deleted)
}

/// The next orphans in the order of their keys.
async fn orphans(db: &DatabaseConnection, after: Option<&Key>) -> Result<Vec<Key>, DbErr> {
    let backend = db.get_database_backend();
    let (beyond, values) = match after {
        None => (String::new(), Vec::new()),
        Some((meeting, user)) => {
            let [first, second, third] = [1, 2, 3].map(|n| placeholder(backend, n));
            // Every engine uses its index for the first of the conditions.
            let beyond = format!(
                " AND t.meeting_id >= {first} AND (t.meeting_id > {second} OR t.user_id > {third})"
            );
            (beyond, vec![(*meeting).into(), (*meeting).into(), (*user).into()])
        }
    };
    let sql = format!(
        "SELECT t.meeting_id, t.user_id FROM {}{beyond} \
         ORDER BY t.meeting_id, t.user_id LIMIT {BATCH_SIZE}",
        participants().from
    );
    let found = dialect::query(db, &sql, values).await?;
    found.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// Deletes those that are still orphans.
async fn delete(tx: &WriteTransaction, keys: &[Key]) -> Result<u64, DbErr> {
    if keys.is_empty() {
        return Ok(0);
    }
    let backend = tx.get_database_backend();
    let mut values: Vec<Value> = Vec::with_capacity(keys.len() * 2);
    let pairs: Vec<String> = keys
        .iter()
        .map(|(meeting, user)| {
            values.extend([Value::from(*meeting), Value::from(*user)]);
            let n = values.len();
            let (first, second) = (placeholder(backend, n - 1), placeholder(backend, n));
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

/// Deletes what SQLite has stored in place of numbers: it refers to nothing.
async fn delete_other_types(tx: &WriteTransaction) -> Result<u64, DbErr> {
    if tx.get_database_backend() != dialect::FILE_ENGINE {
        return Ok(0);
    }
    let sql = "DELETE FROM meeting_participants \
               WHERE typeof(meeting_id) <> 'integer' OR typeof(user_id) <> 'integer'";
    Ok(tx.execute_unprepared(sql).await?.rows_affected())
}

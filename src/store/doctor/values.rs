//! Values that a CHECK, a UNIQUE or meetctl itself would have refused.

use sea_orm::{DatabaseConnection, DbErr};

use super::{Found, SAMPLE, count_rows};
use crate::fields::MAX_LENGTH;
use crate::store::dialect::catalogue::key_text;
use crate::store::dialect::inspect::{self, rows};

/// Meetings that do not end after they start.
pub async fn backwards(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let backend = db.get_database_backend();
    let from = format!("meetings WHERE {}", inspect::backwards(backend));
    count_rows(db, &from, &key_text(backend, &["id"]), "id", &[]).await
}

/// Meetings with a status that there is not.
pub async fn unknown_status(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let from = "meetings WHERE status IS NULL \
                OR status NOT IN ('scheduled', 'in_progress', 'completed', 'cancelled')";
    let key = key_text(db.get_database_backend(), &["id"]);
    count_rows(db, from, &key, "id", &[]).await
}

/// Rows whose text of one line meetctl would not take.
pub async fn texts(
    db: &DatabaseConnection,
    table: &'static str,
    column: &'static str,
) -> Result<Found, DbErr> {
    let backend = db.get_database_backend();
    let (condition, value) = inspect::unfit_text(backend, column, MAX_LENGTH);
    let from = format!("{table} WHERE {condition}");
    count_rows(db, &from, &key_text(backend, &["id"]), "id", &[value]).await
}

/// E-mail addresses and uids that are there more than once, by the newest row that has them.
pub async fn duplicates(db: &DatabaseConnection, pending: &[String]) -> Result<Found, DbErr> {
    let mut all = Found::default();
    let has_uid = !pending.iter().any(|name| name.ends_with("add_meeting_uid"));
    let keys = [("users", "email"), ("meetings", "uid")];
    for (table, column) in keys.into_iter().take(1 + usize::from(has_uid)) {
        let from = format!(
            "(SELECT MAX(id) AS id FROM {table} WHERE {column} IS NOT NULL \
             GROUP BY {column} HAVING COUNT(*) > 1) twice"
        );
        let counted = rows(db, &format!("SELECT COUNT(*) FROM {from}"), []).await?;
        let count: i64 = counted
            .first()
            .map_or(Ok(0), |row| row.try_get_by_index(0))?;
        all.count += u64::try_from(count).unwrap_or(0);
        if count > 0 {
            let sql = format!("SELECT id FROM {from} ORDER BY id LIMIT {SAMPLE}");
            for row in rows(db, &sql, []).await? {
                let id: i64 = row.try_get_by_index(0)?;
                all.sample.push(format!("{table}/{id}"));
            }
        }
    }
    all.sample.truncate(SAMPLE);
    Ok(all)
}

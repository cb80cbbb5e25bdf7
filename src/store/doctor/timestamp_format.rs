//! Timestamps that another program stored in a SQLite file in another format.
//!
//! SQLite compares texts, so `2026-06-01T10:00:00` sorts after every time of that day that has a
//! space in place of the `T`, and meetctl refuses to read it; `2026-06-01 10:00:00` sorts before
//! the same moment with a fraction, which the Flask application compares it with.

use migration::rows::{Reading, RowQuery, backwards_condition, not_a_timestamp, reading};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, Value};

use super::{CheckResult, Fixer, LONG_TIMEOUT, SAMPLE};
use crate::error::Failure;
use crate::store::dialect;

/// Rows per transaction.
const BATCH_SIZE: usize = 500;

/// The tables with timestamps, and their columns.
const TABLES: [(&str, &[&str]); 2] = [
    ("meetings", &["start_time", "end_time", "created_at", "updated_at"]),
    ("users", &["created_at", "updated_at"]),
];

/// The two ends of a meeting.
const ENDS: [&str; 2] = ["start_time", "end_time"];

/// Rows with a timestamp in another format, as `meetings/7`.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let backend = dialect::FILE_ENGINE;
    let mut all = CheckResult::default();
    let mut fixable = false;
    for (table, columns) in TABLES {
        let other: Vec<String> = columns.iter().map(|c| not_a_timestamp(backend, c)).collect();
        let rows = RowQuery::new(table, &format!("({})", other.join(" OR ")));
        let found = rows.find(db, SAMPLE).await?;
        if let Some(rewrites) = rewrites(backend, columns)
            && found.count > 0
        {
            let sql = format!("SELECT 1 FROM {table} WHERE {} LIMIT 1", any(&rewrites));
            fixable = fixable || !dialect::query(db, &sql, []).await?.is_empty();
        }
        all.add(table, found);
    }
    all.unfixable = all.count > 0 && !fixable;
    Ok(all)
}

/// Rewrites the timestamps that have only one reading in the format of the schema, in batches. The
/// time and `updated_at` are unchanged.
///
/// The rows are searched outside the transactions that write them: the search may take long, and
/// others write meanwhile.
pub async fn fix(fixer: &Fixer<'_>) -> Result<u64, Failure> {
    let session = fixer.session;
    let mut written = 0;
    for (table, columns) in TABLES {
        let Some(rewrites) = rewrites(dialect::FILE_ENGINE, columns) else { continue };
        let set: Vec<String> = rewrites.iter().map(Rewrite::assignment).collect();
        let change = format!("UPDATE {table} SET {} WHERE {}", set.join(", "), any(&rewrites));
        let search = format!(
            "SELECT id FROM {table} WHERE id > ? AND {} ORDER BY id LIMIT {BATCH_SIZE}",
            any(&rewrites)
        );
        let mut after = i64::MIN;
        while fixer.continues().await {
            let ids = session
                .with_limit(LONG_TIMEOUT)
                .retrying(async |db| {
                    let found = dialect::query(&db, &search, [after.into()]).await?;
                    let ids = found.iter().map(|row| row.try_get_by_index::<i64>(0));
                    Ok(ids.collect::<Result<Vec<i64>, DbErr>>()?)
                })
                .await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            let places = vec!["?"; ids.len()].join(", ");
            let change = format!("{change} AND id IN ({places})");
            let fixed = session
                .retrying(async |db| {
                    let tx = dialect::begin_write(&db).await?;
                    let ids = ids.iter().map(|id| Value::from(*id));
                    let backend = tx.get_database_backend();
                    let statement = Statement::from_sql_and_values(backend, &change, ids);
                    let written = tx.execute_raw(statement).await?.rows_affected();
                    tx.commit().await?;
                    Ok(written)
                })
                .await?;
            written += fixer.note(fixed);
        }
    }
    Ok(written)
}

/// How a column is rewritten.
struct Rewrite {
    column: &'static str,
    condition: String,
    value: String,
}

impl Rewrite {
    fn assignment(&self) -> String {
        let Self { column, condition, value } = self;
        format!("{column} = CASE WHEN {condition} THEN {value} ELSE {column} END")
    }
}

/// How the columns of a table are rewritten; `None` on an engine where they have one format.
///
/// Start and end of a meeting are rewritten only if both can be read: the engine refuses an end
/// that is not after the start, which is unknown for one that cannot be read.
fn rewrites(backend: DbBackend, columns: &[&'static str]) -> Option<Vec<Rewrite>> {
    let rewrite = |column: &&'static str| {
        let Reading { condition, value } = reading(backend, column)?;
        let mut holds = vec![not_a_timestamp(backend, column), condition];
        if ENDS.contains(column) {
            holds.extend(ENDS.iter().filter_map(|end| Some(reading(backend, end)?.condition)));
            holds.push(format!("NOT {}", backwards_condition(backend)));
        }
        Some(Rewrite { column, condition: holds.join(" AND "), value })
    };
    columns.iter().map(rewrite).collect()
}

/// The condition that any of the columns is rewritten.
fn any(rewrites: &[Rewrite]) -> String {
    let conditions: Vec<&str> = rewrites.iter().map(|r| r.condition.as_str()).collect();
    format!("({})", conditions.join(" OR "))
}

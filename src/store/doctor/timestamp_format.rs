//! Timestamps that another program stored in a SQLite file in another format.
//!
//! SQLite compares texts, so `2026-06-01T10:00:00` sorts after every time of that day that has a
//! space in place of the `T`, and meetctl refuses to read it.

use migration::rows::{
    Fraction, RowQuery, backwards_condition, not_a_timestamp, readable_timestamp,
};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, QueryResult,
    Statement, Value,
};

use super::timestamp::canonical;
use super::{CheckResult, Fixer, LONG_TIMEOUT, SAMPLE};
use crate::error::Failure;
use crate::store::dialect;

/// Rows per transaction.
const BATCH_SIZE: usize = 500;

/// The tables with timestamps, and their columns: start and end of a meeting first.
const TABLES: [(&str, &[&str]); 2] = [
    ("meetings", &["start_time", "end_time", "created_at", "updated_at"]),
    ("users", &["created_at", "updated_at"]),
];

/// The two ends of a meeting.
const ENDS: [&str; 2] = ["start_time", "end_time"];

/// The condition that a column is in another format.
fn other_format(backend: DbBackend, column: &str) -> String {
    not_a_timestamp(backend, column, Fraction::Refused)
}

/// The condition that any of the columns is in another format.
fn any_other_format(backend: DbBackend, columns: &[&str]) -> String {
    let conditions: Vec<String> = columns.iter().map(|c| other_format(backend, c)).collect();
    format!("({})", conditions.join(" OR "))
}

/// Rows with a timestamp in another format, as `meetings/7`.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let backend = db.get_database_backend();
    let mut all = CheckResult::default();
    let mut fixable = false;
    for (table, columns) in TABLES {
        let rows = RowQuery::new(table, &any_other_format(backend, columns));
        let found = rows.find(db, SAMPLE).await?;
        fixable = fixable || found.count > 0 && any_readable(db, table, columns).await?;
        all.add(table, found);
    }
    let never = readable_timestamp(backend, "").is_none();
    all.unfixable = never || all.count > 0 && !fixable;
    Ok(all)
}

/// Whether a timestamp in another format has only one reading, and can be rewritten.
async fn any_readable(
    db: &DatabaseConnection,
    table: &str,
    columns: &[&str],
) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let condition = |column: &str| {
        let readable = readable_timestamp(backend, column)?;
        let other = other_format(backend, column);
        Some(if ENDS.contains(&column) {
            // As in `changes`: both or none.
            let [start, end] = ENDS.map(|end| readable_timestamp(backend, end));
            let backwards = backwards_condition(backend);
            format!("({other} AND {} AND {} AND NOT {backwards})", start?, end?)
        } else {
            format!("({other} AND {readable})")
        })
    };
    let conditions: Option<Vec<String>> = columns.iter().map(|column| condition(column)).collect();
    let Some(conditions) = conditions else {
        return Ok(false);
    };
    let any = RowQuery::new(table, &conditions.join(" OR "));
    let sql = format!("SELECT 1 FROM {} LIMIT 1", any.from);
    Ok(!dialect::query(db, &sql, []).await?.is_empty())
}

/// A row with a timestamp in another format: its id, and the texts in its columns.
type Row = (i64, Vec<Option<String>>);

/// Rewrites the timestamps that have only one reading in the format of the schema, in batches. The
/// time and `updated_at` are unchanged.
///
/// The rows are searched outside the transactions that write them: the search may take long, and
/// others write meanwhile.
pub async fn fix(fixer: &Fixer<'_>) -> Result<u64, Failure> {
    let session = fixer.session;
    let mut written = 0;
    for (table, columns) in TABLES {
        let mut after = i64::MIN;
        while fixer.continues().await {
            let search =
                async |db: DatabaseConnection| Ok(batch(&db, table, columns, after).await?);
            let rows = session.with_limit(LONG_TIMEOUT).retrying(search).await?;
            written += session
                .retrying(async |db| {
                    let tx = dialect::begin_write(&db).await?;
                    let mut written = 0;
                    for row in &rows {
                        written += write(&tx, table, columns, row).await?;
                    }
                    tx.commit().await?;
                    Ok(written)
                })
                .await?;
            match rows.last() {
                Some((last, _)) if rows.len() == BATCH_SIZE => after = *last,
                _ => break,
            }
        }
    }
    Ok(written)
}

/// The next rows of `table` with a timestamp in another format.
async fn batch(
    db: &DatabaseConnection,
    table: &str,
    columns: &[&str],
    after: i64,
) -> Result<Vec<Row>, DbErr> {
    let backend = db.get_database_backend();
    // As bytes: not every text is UTF-8.
    let texts: Vec<String> = columns
        .iter()
        .map(|c| format!("CASE typeof({c}) WHEN 'text' THEN CAST({c} AS BLOB) END"))
        .collect();
    let sql = format!(
        "SELECT id, {} FROM {table} WHERE id > ? AND {} ORDER BY id LIMIT {BATCH_SIZE}",
        texts.join(", "),
        any_other_format(backend, columns)
    );
    let found = dialect::query(db, &sql, [after.into()]).await?;
    let read = |row: &QueryResult| {
        let values: Result<Vec<Option<String>>, DbErr> = (1..=columns.len())
            .map(|index| {
                let bytes: Option<Vec<u8>> = row.try_get_by_index(index)?;
                Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
            })
            .collect();
        Ok((row.try_get_by_index(0)?, values?))
    };
    found.iter().map(read).collect()
}

/// A column and its new text.
type NewText<'a> = (&'a str, String);

/// What to write into a row whose columns contain `old`.
///
/// Start and end of a meeting change together or not: the engine refuses an end that is not
/// after the start, which is unknown for one that cannot be read.
fn changes<'a>(columns: &[&'a str], old: &[Option<String>]) -> Vec<NewText<'a>> {
    let new: Vec<Option<String>> =
        old.iter().map(|text| text.as_deref().and_then(canonical)).collect();
    let ends = match (columns, &new[..]) {
        (["start_time", "end_time", ..], [Some(start), Some(end), ..]) => start < end,
        (["start_time", ..], _) => false,
        _ => true,
    };
    let each = columns.iter().zip(old).zip(new);
    each.filter_map(|((column, old), new)| {
        let (old, new) = (old.as_deref()?, new?);
        let unchanged = ENDS.contains(column) && !ends;
        (!unchanged && old != new).then_some((*column, new))
    })
    .collect()
}

/// Rewrites a row, unless it has changed since it was read.
async fn write(
    tx: &DatabaseTransaction,
    table: &str,
    columns: &[&str],
    (id, old): &Row,
) -> Result<u64, DbErr> {
    let changes = changes(columns, old);
    if changes.is_empty() {
        return Ok(0);
    }
    let set: Vec<String> = changes.iter().map(|(c, _)| format!("{c} = ?")).collect();
    let mut values: Vec<Value> = changes.iter().map(|(_, new)| new.as_str().into()).collect();
    let mut holds = vec!["id = ?".to_owned()];
    values.push((*id).into());
    for (column, text) in columns.iter().zip(old) {
        if let Some(text) = text {
            holds.push(format!("{column} = ?"));
            values.push(text.as_str().into());
        }
    }
    let sql = format!("UPDATE {table} SET {} WHERE {}", set.join(", "), holds.join(" AND "));
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(start: &str, end: &str, created: &str) -> Vec<(String, String)> {
        let columns = ["start_time", "end_time", "created_at"];
        let old = [start, end, created].map(|text| Some(text.to_owned()));
        changes(&columns, &old).into_iter().map(|(column, new)| (column.to_owned(), new)).collect()
    }

    #[test]
    fn the_ends_of_a_meeting_change_together_or_not_at_all() {
        let start = ("start_time".to_owned(), "2026-06-01 08:00:00".to_owned());
        let created = ("created_at".to_owned(), "2026-05-01 09:00:00".to_owned());
        let (good, other) = ("2026-06-01 10:00:00", "2026-06-01T10:00:00+02:00");
        let stamp = "2026-05-01T09:00:00Z";
        assert_eq!(changed(other, good, stamp), [start, created.clone()]);
        assert_eq!(changed(other, "noon", stamp), std::slice::from_ref(&created));
        assert_eq!(changed(other, other, stamp), [created]);
        assert!(changed(good, "2026-06-01 11:00:00", "2026-05-01 09:00:00").is_empty());
    }
}

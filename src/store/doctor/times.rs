//! Times of a file that another program wrote in another form.
//!
//! SQLite compares texts, so `2026-06-01T10:00:00` sorts behind every time of that day that is
//! written with a blank, and meetctl refuses to read it.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, Statement, Value};

use super::forms::canonical;
use super::{Found, Mending, SAMPLE, count_rows};
use crate::error::Failure;
use crate::store::dialect;
use crate::store::dialect::catalogue::key_text;
use crate::store::dialect::inspect::{backwards, other_form, readable, rows};

/// Rows a transaction.
const BATCH: u64 = 500;

/// The tables with times, and their columns: those of a meeting's stretch first.
const TABLES: [(&str, &[&str]); 2] = [
    (
        "meetings",
        &["start_time", "end_time", "created_at", "updated_at"],
    ),
    ("users", &["created_at", "updated_at"]),
];

/// The two ends of a meeting.
const ENDS: [&str; 2] = ["start_time", "end_time"];

/// Rows with a time in another form, as `meetings/7`.
pub async fn look(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let backend = db.get_database_backend();
    let mut all = Found::default();
    let mut mendable = false;
    for (table, columns) in TABLES {
        let broken: Vec<String> = columns.iter().map(|c| other_form(backend, c)).collect();
        let from = format!("{table} WHERE {}", broken.join(" OR "));
        let found = count_rows(db, &from, &key_text(backend, &["id"]), "id", &[]).await?;
        all.count += found.count;
        let named = found.sample.iter().map(|id| format!("{table}/{id}"));
        all.sample.extend(named);
        mendable = mendable || found.count > 0 && any_readable(db, table, columns).await?;
    }
    let never = readable(backend, "").is_none();
    all.beyond_mending = never || all.count > 0 && !mendable;
    all.sample.truncate(SAMPLE);
    Ok(all)
}

/// Whether a time in another form can be read without doubt, and be written anew.
async fn any_readable(
    db: &DatabaseConnection,
    table: &str,
    columns: &[&str],
) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let known = |column: &str| {
        let known = readable(backend, column)?;
        let broken = other_form(backend, column);
        Some(if ENDS.contains(&column) {
            // As in `changes`: both or none.
            let [start, end] = ENDS.map(|end| readable(backend, end));
            let backwards = backwards(backend);
            format!(
                "({broken} AND {} AND {} AND NOT ({backwards}))",
                start?, end?
            )
        } else {
            format!("({broken} AND {known})")
        })
    };
    let known: Option<Vec<String>> = columns.iter().map(|column| known(column)).collect();
    let Some(known) = known else { return Ok(false) };
    let sql = format!("SELECT 1 FROM {table} WHERE {} LIMIT 1", known.join(" OR "));
    Ok(!rows(db, &sql, []).await?.is_empty())
}

/// Writes the times that can be read without doubt in the one form, batch by batch. The time they
/// say stays the same, and so does `updated_at`.
pub async fn mend(mending: &Mending<'_>) -> Result<u64, Failure> {
    let mut written = 0;
    for (table, columns) in TABLES {
        let mut after = i64::MIN;
        while mending.goes_on().await {
            let batch = mending
                .session
                .retrying(1, async |db| {
                    let tx = dialect::begin_write(&db).await?;
                    let batch = one_batch(&tx, table, columns, after).await?;
                    tx.commit().await?;
                    Ok(batch)
                })
                .await?;
            written += batch.written;
            match batch.last {
                Some(last) if batch.seen == BATCH => after = last,
                _ => break,
            }
        }
    }
    Ok(written)
}

struct Batch {
    seen: u64,
    written: u64,
    last: Option<i64>,
}

async fn one_batch(
    tx: &DatabaseTransaction,
    table: &str,
    columns: &[&str],
    after: i64,
) -> Result<Batch, DbErr> {
    let backend = tx.get_database_backend();
    let broken: Vec<String> = columns.iter().map(|c| other_form(backend, c)).collect();
    // As bytes: what is no text, or no UTF-8, is not for us to read.
    let texts: Vec<String> = columns
        .iter()
        .map(|c| format!("CASE typeof({c}) WHEN 'text' THEN CAST({c} AS BLOB) END"))
        .collect();
    let sql = format!(
        "SELECT id, {} FROM {table} WHERE id > ? AND ({}) ORDER BY id LIMIT {BATCH}",
        texts.join(", "),
        broken.join(" OR ")
    );
    let mut batch = Batch {
        seen: 0,
        written: 0,
        last: None,
    };
    for row in rows(tx, &sql, [after.into()]).await? {
        let id: i64 = row.try_get_by_index(0)?;
        let mut old = Vec::with_capacity(columns.len());
        for index in 1..=columns.len() {
            let bytes: Option<Vec<u8>> = row.try_get_by_index(index)?;
            old.push(bytes.and_then(|bytes| String::from_utf8(bytes).ok()));
        }
        batch.seen += 1;
        batch.last = Some(id);
        batch.written += write(tx, table, id, &changes(columns, &old)).await?;
    }
    Ok(batch)
}

/// A column, what it holds, and what it is to hold.
type Change<'a> = (&'a str, &'a str, String);

/// What to write into a row whose columns hold `old`.
///
/// The two ends of a meeting change together or not at all: the engine would refuse an end that
/// is not after the start, and of one that cannot be read nobody knows.
fn changes<'a>(columns: &[&'a str], old: &'a [Option<String>]) -> Vec<Change<'a>> {
    let new: Vec<Option<String>> = old
        .iter()
        .map(|text| text.as_deref().and_then(canonical))
        .collect();
    let ends = match (columns, &new[..]) {
        (["start_time", "end_time", ..], [Some(start), Some(end), ..]) => start < end,
        (["start_time", ..], _) => false,
        _ => true,
    };
    let each = columns.iter().zip(old).zip(new);
    each.filter_map(|((column, old), new)| {
        let (old, new) = (old.as_deref()?, new?);
        let stays = ENDS.contains(column) && !ends;
        (!stays && old != new).then_some((*column, old, new))
    })
    .collect()
}

async fn write(
    tx: &DatabaseTransaction,
    table: &str,
    id: i64,
    changes: &[Change<'_>],
) -> Result<u64, DbErr> {
    if changes.is_empty() {
        return Ok(0);
    }
    let set: Vec<String> = changes.iter().map(|(c, ..)| format!("{c} = ?")).collect();
    let holds: Vec<String> = changes.iter().map(|(c, ..)| format!("{c} = ?")).collect();
    let sql = format!(
        "UPDATE {table} SET {} WHERE {} AND id = ?",
        set.join(", "),
        holds.join(" AND ")
    );
    let mut values: Vec<Value> = changes
        .iter()
        .map(|(_, _, new)| new.as_str().into())
        .collect();
    values.extend(changes.iter().map(|(_, old, _)| Value::from(*old)));
    values.push(id.into());
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(start: &str, end: &str, created: &str) -> Vec<(String, String)> {
        let columns = ["start_time", "end_time", "created_at"];
        let old = [start, end, created].map(|text| Some(text.to_owned()));
        changes(&columns, &old)
            .into_iter()
            .map(|(column, _, new)| (column.to_owned(), new))
            .collect()
    }

    #[test]
    fn the_ends_of_a_meeting_change_together_or_not_at_all() {
        let start = ("start_time".to_owned(), "2026-06-01 08:00:00".to_owned());
        let created = ("created_at".to_owned(), "2026-05-01 09:00:00".to_owned());
        let (good, other) = ("2026-06-01 10:00:00", "2026-06-01T10:00:00+02:00");
        let stamp = "2026-05-01T09:00:00Z";
        assert_eq!(changed(other, good, stamp), [start, created.clone()]);
        assert_eq!(
            changed(other, "noon", stamp),
            std::slice::from_ref(&created)
        );
        assert_eq!(changed(other, other, stamp), [created]);
        assert!(changed(good, "2026-06-01 11:00:00", "2026-05-01 09:00:00").is_empty());
    }
}

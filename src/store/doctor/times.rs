//! Times of a file that another program wrote in another form.
//!
//! SQLite compares texts, so `2026-06-01T10:00:00` sorts behind every time of that day that is
//! written with a blank, and meetctl refuses to read it.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, QueryResult, Statement, Value,
};

use super::forms::canonical;
use super::{Found, LONG_TIMEOUT, Mending, SAMPLE, count_rows};
use crate::error::Failure;
use crate::store::dialect;
use crate::store::dialect::catalogue::key_text;
use crate::store::dialect::inspect::{backwards, other_form, readable, rows};

/// Rows a transaction.
const BATCH: usize = 500;

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

/// A row with a time in another form: its id, and what its columns hold as far as that is text.
type Row = (i64, Vec<Option<String>>);

/// Writes the times that can be read without doubt in the one form, batch by batch. The time they
/// say stays the same, and so does `updated_at`.
///
/// The rows are looked for outside the transactions that write them: where they are few, that
/// takes a while, in which others write.
pub async fn mend(mending: &Mending<'_>) -> Result<u64, Failure> {
    let session = mending.session;
    let mut written = 0;
    for (table, columns) in TABLES {
        let mut after = i64::MIN;
        while mending.goes_on().await {
            let look = async |db: DatabaseConnection| Ok(batch(&db, table, columns, after).await?);
            let rows = session.with_limit(LONG_TIMEOUT).retrying(look).await?;
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
                Some((last, _)) if rows.len() == BATCH => after = *last,
                _ => break,
            }
        }
    }
    Ok(written)
}

/// The next rows of `table` with a time in another form.
async fn batch(
    db: &DatabaseConnection,
    table: &str,
    columns: &[&str],
    after: i64,
) -> Result<Vec<Row>, DbErr> {
    let backend = db.get_database_backend();
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
    let found = rows(db, &sql, [after.into()]).await?;
    let read = |row: &QueryResult| {
        let held: Result<Vec<Option<String>>, DbErr> = (1..=columns.len())
            .map(|index| {
                let bytes: Option<Vec<u8>> = row.try_get_by_index(index)?;
                Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
            })
            .collect();
        Ok((row.try_get_by_index(0)?, held?))
    };
    found.iter().map(read).collect()
}

/// A column, and what it is to hold.
type Change<'a> = (&'a str, String);

/// What to write into a row whose columns hold `old`.
///
/// The two ends of a meeting change together or not at all: the engine would refuse an end that
/// is not after the start, and of one that cannot be read nobody knows.
fn changes<'a>(columns: &[&'a str], old: &[Option<String>]) -> Vec<Change<'a>> {
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
        (!stays && old != new).then_some((*column, new))
    })
    .collect()
}

/// Writes a row anew, unless it has changed since it was looked at.
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
    let sql = format!(
        "UPDATE {table} SET {} WHERE {}",
        set.join(", "),
        holds.join(" AND ")
    );
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
            .map(|(column, new)| (column.to_owned(), new))
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

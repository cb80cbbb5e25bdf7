//! SQLite: the migrations create the tables again, and the rows are copied.

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::super::indexes::created_by;
use super::TABLES;
use super::rows::times;
use super::shape::COLUMNS;
use crate::dialect;
use crate::m20240201_000002_fill_meeting_status::fill;
use crate::m20240501_000001_add_time_fractions as fractions;
use crate::rows::reading;
use crate::script::{Rebuild, Script, SqlChange};

/// A foreign index or trigger; it is dropped, and created again at the end.
pub(crate) struct Carried {
    kind: String,
    name: String,
    table: String,
    sql: String,
}

impl Carried {
    /// As the report names it.
    pub(crate) fn describe(&self) -> String {
        format!("{} {} on {}", self.kind, self.name, self.table)
    }
}

/// The foreign indexes and triggers on the three tables.
pub(crate) async fn carried<C: ConnectionTrait>(db: &C) -> Result<Vec<Carried>, DbErr> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_master \
               WHERE tbl_name IN ('users', 'meetings', 'meeting_participants') \
               AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid";
    let rows = dialect::query(db, sql, []).await?;
    rows.iter()
        .map(|row| {
            Ok(Carried {
                kind: dialect::text(row, 0)?,
                name: dialect::text(row, 1)?,
                table: dialect::text(row, 2)?,
                sql: dialect::text(row, 3)?,
            })
        })
        .collect()
}

/// What cannot be carried over.
pub(crate) async fn faults<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let mut faults = Vec::new();
    for extra in carried(db).await? {
        if our_indexes().contains(&extra.name.as_str()) {
            faults.push(format!("{} has a name that meetctl needs", extra.describe()));
        }
    }
    for table in TABLES {
        let sql = "SELECT name FROM pragma_index_list(?) WHERE origin = 'u'";
        for row in dialect::query(db, sql, [table.into()]).await? {
            let sql = "SELECT group_concat(name, ', ') FROM pragma_index_info(?)";
            let index = dialect::text(&row, 0)?;
            for row in dialect::query(db, sql, [index.into()]).await? {
                let columns = dialect::text(&row, 0)?;
                if (table, columns.as_str()) != ("users", "email") {
                    faults.push(format!("{table} has a UNIQUE on {columns}, which would be lost"));
                }
            }
        }
        let sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?";
        for row in dialect::query(db, sql, [table.into()]).await? {
            if has_check_of_theirs(&dialect::text(&row, 0)?) {
                faults.push(format!("{table} has a CHECK, which would be lost"));
            }
        }
    }
    Ok(faults)
}

/// Whether a table is declared with a CHECK other than the one of the status.
fn has_check_of_theirs(sql: &str) -> bool {
    let sql = sql.to_lowercase();
    sql.match_indices("check").any(|(at, word)| {
        let condition = sql[at + word.len()..].trim_start();
        condition.starts_with('(')
            && !condition.trim_start_matches(['(', '"', '`', '[', ' ']).starts_with("status")
    })
}

fn our_indexes() -> Vec<&'static str> {
    let migrations = crate::MIGRATIONS.iter();
    let created = migrations.flat_map(|migration| created_by(migration, DbBackend::Sqlite));
    created.map(|(_, name, _)| name).collect()
}

/// The adoption, without the records; `converts` if a time is in another format.
pub(crate) fn script(
    carried: &[Carried],
    has_status: bool,
    converts: bool,
    now: NaiveDateTime,
) -> Script {
    let mut changes = Vec::new();
    let mut add = |sql: String| changes.push(SqlChange::new(sql));
    for Carried { kind, name, .. } in carried {
        add(format!("DROP {kind} \"{}\"", name.replace('"', "\"\"")));
    }
    for table in TABLES {
        add(format!("ALTER TABLE {table} RENAME TO {}", aside(table)));
    }
    let mut rebuilt = None;
    // The rows are copied with their times in the right form.
    let steps = crate::MIGRATIONS.iter().filter(|step| step.name != fractions::MIGRATION.name);
    for step in steps {
        let script = step.up_script(DbBackend::Sqlite, now);
        rebuilt = rebuilt.or(script.rebuild);
        // No rows exist yet whose status depends on the current time.
        changes.extend(script.changes.into_iter().filter(|change| change.values.is_empty()));
    }
    changes.extend(TABLES.map(|table| copy(table, has_status, converts)));
    changes.extend(["users", "meetings"].into_iter().flat_map(keep_sequence));
    if !has_status {
        changes.push(fill(DbBackend::Sqlite, now, "status"));
    }
    for table in TABLES.iter().rev() {
        changes.push(SqlChange::new(format!("DROP TABLE {}", aside(table))));
    }
    changes.extend(carried.iter().map(|extra| SqlChange::new(extra.sql.as_str())));
    Script { changes, rebuild: rebuilt as Option<Rebuild> }
}

/// The name of the old table while the new one is filled.
fn aside(table: &str) -> String {
    format!("{table}_to_adopt")
}

fn copy(table: &'static str, has_status: bool, converts: bool) -> SqlChange {
    let names: Vec<&str> = COLUMNS
        .iter()
        .filter(|column| column.table == table && (has_status || column.name != "status"))
        .map(|column| column.name)
        .collect();
    let values: Vec<String> = names
        .iter()
        .map(|name| {
            let converted = converts && times(table).any(|time| time == *name);
            let reading = converted.then(|| reading(DbBackend::Sqlite, name)).flatten();
            reading.map_or_else(|| (*name).to_owned(), |reading| reading.value)
        })
        .collect();
    SqlChange::new(format!(
        "INSERT INTO {table} ({}) SELECT {} FROM {}",
        names.join(", "),
        values.join(", "),
        aside(table)
    ))
}

/// The copy sets the sequence to the largest id; one that was higher is kept.
fn keep_sequence(table: &str) -> [SqlChange; 2] {
    let old = aside(table);
    [
        SqlChange::new(format!(
            "UPDATE sqlite_sequence SET seq = max(seq, coalesce(\
             (SELECT seq FROM sqlite_sequence WHERE name = '{old}'), 0)) WHERE name = '{table}'"
        )),
        SqlChange::new(format!(
            "INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', seq FROM sqlite_sequence \
             WHERE name = '{old}' \
             AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{table}')"
        )),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_of_the_status_is_recognized() {
        assert!(!has_check_of_theirs("CREATE TABLE m (a, CONSTRAINT c CHECK (status in ('a')))"));
        assert!(!has_check_of_theirs("CREATE TABLE m (a, CHECK (\"status\" IN ('a')))"));
        assert!(!has_check_of_theirs("CREATE TABLE m (checked INT)"));
        assert!(has_check_of_theirs("CREATE TABLE m (a CHECK(a > 0), CHECK (status = 'a'))"));
    }
}

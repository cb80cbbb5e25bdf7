//! Whether the schema would accept every row.

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::super::error::MAX_SHOWN;
use super::super::{RunError, Violation};
use super::StatusCounts;
use super::shape::{COLUMNS, Expected, Family};
use crate::dialect::{self, CONSTRAINTS, Rule};
use crate::rows::{self, RowQuery};

/// Rows of a table that the schema would refuse, and why.
struct Check {
    table: &'static str,
    rows: RowQuery,
    what: String,
}

/// Fails with the rows that the schema would refuse.
pub(crate) async fn verify<C: ConnectionTrait>(db: &C, has_status: bool) -> Result<(), RunError> {
    let (mut found, mut total) = (Vec::new(), 0);
    for Check { table, rows, what } in checks(db.get_database_backend(), has_status) {
        let rows = rows.find(db, MAX_SHOWN - found.len()).await?;
        total += rows.count;
        found.extend(rows.sample.into_iter().map(|id| Violation {
            table: table.to_owned(),
            id,
            what: what.clone(),
        }));
    }
    if total == 0 { Ok(()) } else { Err(RunError::Violations { found, total }) }
}

fn checks(backend: DbBackend, has_status: bool) -> Vec<Check> {
    let mut checks: Vec<Check> = COLUMNS
        .iter()
        .filter(|column| column.name != "status")
        .flat_map(|column| column_checks(backend, column))
        .collect();
    let mut add = |table, rows, what: String| checks.push(Check { table, rows, what });
    add(
        "users",
        rows::duplicates("users", &dialect::bytes(backend, "email")),
        "another user has the same email".to_owned(),
    );
    add("meetings", rows::backwards(backend), "end_time is not after start_time".to_owned());
    for constraint in CONSTRAINTS {
        if let Rule::Reference { column, parent } = constraint.rule {
            let table = constraint.table;
            let orphans = rows::orphans(table, &[(column, parent)]);
            let parent = parent.trim_end_matches('s');
            add(table, orphans, format!("{column} is not a {parent}"));
        }
    }
    if has_status {
        add(
            "meetings",
            rows::unknown_status(backend),
            "status is none of scheduled, in_progress, completed, cancelled".to_owned(),
        );
    }
    checks
}

/// What each column must hold. References are checked as such.
fn column_checks(backend: DbBackend, column: &Expected) -> Vec<Check> {
    let Expected { table, name, .. } = *column;
    let mut checks = Vec::new();
    let mut add = |condition: &str, what: String| {
        let rows = RowQuery::new(table, condition);
        checks.push(Check { table, rows, what });
    };
    match column.family {
        Family::Id => return checks,
        Family::Text(limit) => {
            if backend == DbBackend::Sqlite {
                let not_text = format!("typeof({name}) NOT IN ('text', 'null')");
                add(&not_text, format!("{name} is not text"));
            }
            if let Some(limit) = limit {
                add(
                    &rows::longer_than(backend, name, limit),
                    format!("{name} is longer than {limit} characters"),
                );
            }
        }
        Family::Time => {
            let wrong = rows::not_a_timestamp(backend, name);
            let wrong = match rows::reading(backend, name) {
                Some(reading) => format!("({wrong} AND NOT {})", reading.condition),
                None => wrong,
            };
            add(&wrong, format!("{name} is not a time meetctl can read"));
        }
    }
    if !column.nullable {
        add(&format!("{name} IS NULL"), format!("{name} is empty"));
    }
    checks
}

/// The timestamp columns of a table.
pub(crate) fn times(table: &'static str) -> impl Iterator<Item = &'static str> {
    COLUMNS
        .iter()
        .filter(move |column| column.table == table && column.family == Family::Time)
        .map(|column| column.name)
}

/// How many rows of users and meetings have a time in another format than that of the schema.
pub(crate) async fn other_formats<C: ConnectionTrait>(db: &C) -> Result<u64, DbErr> {
    let backend = db.get_database_backend();
    let mut count = 0;
    for table in ["users", "meetings"] {
        let other: Vec<String> =
            times(table).map(|time| rows::not_a_timestamp(backend, time)).collect();
        count += RowQuery::new(table, &other.join(" OR ")).find(db, 0).await?.count;
    }
    Ok(count)
}

/// Which status the meetings will get at `now`.
pub(crate) async fn status_counts<C: ConnectionTrait>(
    db: &C,
    now: NaiveDateTime,
    all: u64,
) -> Result<StatusCounts, DbErr> {
    let backend = db.get_database_backend();
    let [start, end] = ["start_time", "end_time"].map(|time| dialect::whole_seconds(backend, time));
    let [first, second] = [1, 2].map(|n| dialect::placeholder(backend, n));
    let now = dialect::time_value(backend, now);
    let over = format!("SELECT COUNT(*) FROM meetings WHERE {end} < {first}");
    let completed = dialect::count(db, &over, [now.clone()]).await?;
    let running =
        format!("SELECT COUNT(*) FROM meetings WHERE {start} <= {first} AND {end} >= {second}");
    let in_progress = dialect::count(db, &running, [now.clone(), now]).await?;
    Ok(StatusCounts {
        completed,
        in_progress,
        scheduled: all.saturating_sub(completed + in_progress),
    })
}

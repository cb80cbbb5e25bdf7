//! When meetings start and end, and how long they are: counts by moment and by length.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr};

use super::cells;
use super::compare;
use super::dialect;
use super::json_rows;
use super::pages;
use super::stats::Starts;
use crate::entity::meeting::{self, Status};
use crate::entity::time_text;
use crate::time::UtcTime;

/// Moments that one statement returns.
const PAGE: u64 = 10_000;

/// The edge of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its first moment.
    Start,
    /// The first moment after it.
    End,
}

impl Edge {
    fn column(self) -> meeting::Column {
        match self {
            Self::Start => meeting::Column::StartTime,
            Self::End => meeting::Column::EndTime,
        }
    }
}

/// Passes each moment of the window at which meetings of that status start or end to `found`, with how
/// many do, in order of time. What is not a time is left out.
///
/// Reads the index on status and time alone, and no more moments at once than a page has.
pub async fn each_moment(
    db: &DatabaseConnection,
    edge: Edge,
    status: Status,
    window: Starts,
    mut found: impl FnMut(UtcTime, u64),
) -> Result<(), DbErr> {
    let mut from = window.from;
    loop {
        let page = moments(db, edge, status, Starts { from, ..window }).await?;
        let full = page.len() as u64 >= PAGE;
        let last = page.iter().rev().find_map(|(moment, _)| *moment);
        // The text of SQLite has several forms of one moment, of which the page may end between two.
        let next = last.filter(|last| full && from != Some(*last));
        for (moment, count) in page {
            if let Some(moment) = moment.filter(|moment| next.is_none_or(|next| *moment < next)) {
                found(moment, count);
            }
        }
        match next {
            Some(next) => from = Some(next),
            None => return Ok(()),
        }
    }
}

/// The first moments of the window; `None` in place of what is not a time.
async fn moments(
    db: &DatabaseConnection,
    edge: Edge,
    status: Status,
    window: Starts,
) -> Result<Vec<(Option<UtcTime>, u64)>, DbErr> {
    let column = edge.column();
    let mut select = Query::select();
    select
        .expr_as(Expr::col(column), Alias::new("moment"))
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("meetings"))
        .from(meeting::Entity)
        .and_where(meeting::Column::Status.eq(status.as_str()))
        .cond_where(window.of(column))
        .group_by_col(column)
        .order_by(column, sea_orm::Order::Asc)
        .limit(PAGE);
    if let Some(rows) = json_rows::packed::<(String, u64)>(db, &select, "moment, meetings").await? {
        let read = |(text, count): &(String, u64)| Some((Some(time_text::read(text)?), *count));
        if let Some(moments) = rows.iter().map(read).collect() {
            return Ok(moments);
        }
    }
    let rows = db.query_all_raw(db.get_database_backend().build(&select)).await?;
    rows.iter().map(|row| Ok((cells::moment(row, 0)?, cells::number(row, 1)?))).collect()
}

/// How many busy meetings take place at `time`.
pub async fn running_at(db: &DatabaseConnection, time: UtcTime) -> Result<u64, DbErr> {
    // Named one by one: each has its range of an index.
    let statuses = [Status::Scheduled, Status::InProgress, Status::Completed].map(Status::as_str);
    let busy = || meeting::Column::Status.is_in(statuses);
    let began = compare::before(meeting::Column::StartTime, time);
    let ended = compare::until(meeting::Column::EndTime, time);
    let (began, ended) = (count(db, busy().and(began)).await?, count(db, busy().and(ended)).await?);
    Ok(began.saturating_sub(ended))
}

/// Rows that are found one by one, by an index on a part of them, before an index of all is read; one in
/// tests, to go beyond it.
const FEW: u64 = if cfg!(test) { 1 } else { 20_000 };

/// When the first of the meetings starts that take place at `time`, or `time` itself if none does;
/// `None` if that cannot be read.
pub async fn first_start_of_running(
    db: &DatabaseConnection,
    time: UtcTime,
) -> Result<Option<UtcTime>, DbErr> {
    let began = compare::before(meeting::Column::StartTime, time);
    let ends_later = compare::after(meeting::Column::EndTime, time);
    // A check leaves no other status. Named one by one, each has its range of an index.
    let statuses = ["cancelled", "completed", "in_progress", "scheduled"];
    let found = ends_later.clone().and(meeting::Column::Status.is_in(statuses));
    let mut later = Query::select();
    later.from(meeting::Entity).and_where(found.clone()).limit(FEW + 1);
    let running = if pages::count(db, later).await? <= FEW {
        found.and(compare::test(began))
    } else {
        compare::test(began.and(ends_later))
    };
    let mut select = Query::select();
    select
        .expr(Expr::cust("MIN(start_time)"))
        // Beside a second number no engine reads the index on the start for the first, in which most
        // of the meetings before it have ended: it reads one that has both times.
        .expr(Expr::cust("COUNT(*)"))
        .from(meeting::Entity)
        .and_where(running);
    let row = db.query_one_raw(db.get_database_backend().build(&select)).await?;
    let Some(row) = row else { return Ok(None) };
    match cells::number(&row, 1)? {
        0 => Ok(Some(time)),
        _ => cells::moment(&row, 0),
    }
}

async fn count(db: &DatabaseConnection, condition: Expr) -> Result<u64, DbErr> {
    let mut select = Query::select();
    select.expr(Expr::cust("COUNT(*)")).from(meeting::Entity).and_where(condition);
    let row = db.query_one_raw(db.get_database_backend().build(&select)).await?;
    row.map_or(Ok(0), |row| cells::number(&row, 0))
}

/// The length of what is longer than a day, in minutes.
pub const OVER_A_DAY: i64 = 24 * 60 + 1;

/// How many meetings that start in the window are how long, in whole minutes, a part of one counted as
/// one, up to [`OVER_A_DAY`]; in order. What has no length is left out. Of fractions of seconds, less than a millisecond may count.
pub async fn lengths(db: &DatabaseConnection, window: Starts) -> Result<Vec<(i64, u64)>, DbErr> {
    let minutes = Alias::new("minutes");
    let mut select = Query::select();
    select
        .expr_as(Expr::cust(dialect::length_in_minutes(db.get_database_backend())), minutes.clone())
        .expr(Expr::cust("COUNT(*)"))
        .from(meeting::Entity)
        .group_by_col(minutes.clone())
        .order_by(minutes, sea_orm::Order::Asc);
    if window != Starts::default() {
        // Read from an index that has both times, not by the one on the start.
        select.and_where(compare::test(window.of(meeting::Column::StartTime)));
    }
    let mut lengths = Vec::new();
    for row in db.query_all_raw(db.get_database_backend().build(&select)).await? {
        if let (Some(minutes @ 1..), Some(count)) = cells::pair(&row)? {
            lengths.push((minutes, count.unsigned_abs()));
        }
    }
    Ok(lengths)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use chrono::NaiveDate;

    use super::*;
    use crate::store::testing::Database;

    /// A database with meetings of the first of June, by the hours of their starts and ends.
    fn database(meetings: &[(u32, u32, &str)]) -> Database {
        let mut sql = "INSERT INTO users (id, name, email) VALUES (1, 'A', 'a@x')".to_owned();
        for (start, end, status) in meetings {
            write!(
                sql,
                "; INSERT INTO meetings (title, start_time, end_time, status, created_by) VALUES \
                 ('Tea', '2026-06-01 {start:02}:00:00', '2026-06-01 {end:02}:00:00', '{status}', 1)"
            )
            .unwrap();
        }
        Database::new(&sql)
    }

    fn hour(hour: u32) -> UtcTime {
        NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    #[test]
    fn the_first_start_is_found_among_few_and_among_many() {
        let first = (8, 16, "completed");
        let few = [first, (9, 10, "scheduled")];
        let many = [first, (9, 16, "cancelled"), (10, 11, "in_progress"), (13, 16, "scheduled")];
        for meetings in [&few[..], &many] {
            let database = database(meetings);
            let db = database.session.db();
            let found =
                |time| database.runtime.block_on(first_start_of_running(&db, time)).unwrap();
            assert_eq!(found(hour(12)), Some(hour(8)));
            // The end is no part of a meeting, and the start is.
            assert_eq!(found(hour(16)), Some(hour(16)));
            assert_eq!(found(hour(8)), Some(hour(8)));
            assert_eq!(found(hour(7)), Some(hour(7)));
        }
    }
}

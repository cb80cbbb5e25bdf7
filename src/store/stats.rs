//! Counts over users and meetings.

use std::collections::BTreeSet;

use sea_orm::sea_query::{
    Alias, Condition, Expr, ExprTrait, JoinType, Order, Query, SelectStatement, SimpleExpr,
    UnionType,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryResult,
};

use super::dialect::{self, ColumnKind, Stored};
use super::filter::Filter;
use super::{cells, compare};
use crate::entity::{meeting, participant};
use crate::time::UtcTime;

/// What a user did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UserCounts {
    /// Meetings created.
    pub created: i64,
    /// Participations.
    pub participated: i64,
    /// Length of the created meetings together, in microseconds: of a few that take all time there is,
    /// more than fits 64 bits.
    pub created_micros: i128,
}

/// Counts what a user created and took part in.
pub async fn user(db: &DatabaseConnection, id: i64) -> Result<UserCounts, DbErr> {
    let [seconds, micros] = dialect::sum_of_lengths(db.get_database_backend());
    let mut created = Query::select();
    created
        .expr(Expr::cust("COUNT(*)"))
        .expr(Expr::cust(seconds))
        .expr(Expr::cust(micros))
        .from(meeting::Entity)
        .and_where(meeting::Column::CreatedBy.eq(id));
    let row = one(db, &created).await?;
    let participated =
        participant::Entity::find().filter(participant::Column::UserId.eq(id)).count(db).await?;
    Ok(UserCounts {
        created: row.try_get_by_index(0)?,
        participated: i64::try_from(participated).unwrap_or(i64::MAX),
        created_micros: sum(&row, 1)?.saturating_mul(1_000_000).saturating_add(sum(&row, 2)?),
    })
}

/// An integer of any size, as text.
fn sum(row: &QueryResult, index: usize) -> Result<i128, DbErr> {
    Ok(dialect::text(row, index)?.parse().unwrap_or(0))
}

async fn one(db: &DatabaseConnection, select: &SelectStatement) -> Result<QueryResult, DbErr> {
    let row = db.query_one_raw(db.get_database_backend().build(select)).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("a count".to_owned()))
}

/// Counts the meetings that start in each of the intervals between neighbouring `borders`,
/// those that any of these users attends, or all if there are none.
pub async fn per_interval(
    db: &DatabaseConnection,
    borders: &[UtcTime],
    attended_by: BTreeSet<i64>,
) -> Result<Vec<i64>, DbErr> {
    let intervals: Vec<(UtcTime, UtcTime)> =
        borders.windows(2).map(|pair| (pair[0], pair[1])).collect();
    if attended_by.is_empty() {
        of_everybody(db, &intervals).await
    } else {
        of_users(db, &intervals, attended_by).await
    }
}

/// One range of the index on the start per interval: rows outside are never read.
async fn of_everybody(
    db: &DatabaseConnection,
    intervals: &[(UtcTime, UtcTime)],
) -> Result<Vec<i64>, DbErr> {
    let mut parts = intervals.iter().enumerate().map(|(n, (from, to))| {
        let mut part = Query::select();
        part.expr_as(Expr::cust(n.to_string()), Alias::new("interval"))
            .expr_as(Expr::cust("COUNT(*)"), Alias::new("meetings"))
            .from(meeting::Entity)
            .and_where(compare::since(meeting::Column::StartTime, *from))
            .and_where(compare::before(meeting::Column::StartTime, *to));
        part
    });
    let Some(mut all) = parts.next() else {
        return Ok(Vec::new());
    };
    for part in parts {
        all.union(UnionType::All, part);
    }
    let mut counts = vec![0; intervals.len()];
    for row in db.query_all_raw(db.get_database_backend().build(&all)).await? {
        // The engines differ in the width of a literal: ask for it as what it is written.
        let interval: i64 =
            row.try_get_by_index(0).or_else(|_| row.try_get_by_index::<i32>(0).map(i64::from))?;
        counts[usize::try_from(interval).unwrap_or(0)] = row.try_get_by_index(1)?;
    }
    Ok(counts)
}

/// One scan of the meetings of the users.
async fn of_users(
    db: &DatabaseConnection,
    intervals: &[(UtcTime, UtcTime)],
    attended_by: BTreeSet<i64>,
) -> Result<Vec<i64>, DbErr> {
    let mine = Alias::new("mine");
    let mut select = Query::select();
    for (from, to) in intervals {
        let start = meeting::Column::StartTime;
        let within = compare::since(start, *from).and(compare::before(start, *to));
        select.expr(Expr::expr(Expr::case(within, Expr::cust("1"))).count());
    }
    select.from(meeting::Entity).join_subquery(
        JoinType::InnerJoin,
        Filter { attended_by, ..Filter::default() }.ids(),
        mine.clone(),
        Expr::col((mine, Alias::new("id"))).equals((meeting::Entity, meeting::Column::Id)),
    );
    let row = one(db, &select).await?;
    (0..intervals.len()).map(|n| row.try_get_by_index(n)).collect()
}

/// A window for the starts of meetings; an end that is missing is that of all time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Starts {
    /// The first moment.
    pub from: Option<UtcTime>,
    /// The first moment after.
    pub to: Option<UtcTime>,
}

impl Starts {
    /// The condition that a time is in the window.
    pub(super) fn of(self, column: meeting::Column) -> Condition {
        Condition::all()
            .add_option(self.from.map(|from| compare::since(column, from)))
            .add_option(self.to.map(|to| compare::before(column, to)))
    }

    /// The same window without the ends that leave out no meeting: what remains can be counted faster.
    pub async fn without_idle_ends(self, db: &DatabaseConnection) -> Result<Self, DbErr> {
        let before = self.from.map(|from| compare::before(meeting::Column::StartTime, from));
        let after = self.to.map(|to| compare::since(meeting::Column::StartTime, to));
        let (mut from, mut to) = (self.from, self.to);
        if let Some(before) = before
            && !any(db, before).await?
        {
            from = None;
        }
        if let Some(after) = after
            && !any(db, after).await?
        {
            to = None;
        }
        Ok(Self { from, to })
    }
}

/// Whether there is such a meeting.
async fn any(db: &DatabaseConnection, condition: SimpleExpr) -> Result<bool, DbErr> {
    let mut select = Query::select();
    select.column(meeting::Column::Id).from(meeting::Entity).and_where(condition).limit(1);
    Ok(db.query_one_raw(db.get_database_backend().build(&select)).await?.is_some())
}

/// The condition that a meeting starts at `from` or later and ends at `to` or earlier.
pub fn within(from: Option<UtcTime>, to: Option<UtcTime>) -> Condition {
    Condition::all()
        .add_option(from.map(|from| compare::since(meeting::Column::StartTime, from)))
        .add_option(to.map(|to| compare::until(meeting::Column::EndTime, to)))
}

/// The condition that a meeting starts in the window.
pub fn starting(window: Starts) -> Condition {
    window.of(meeting::Column::StartTime)
}

/// The users with most participations in meetings of that condition, and their number; ties by id.
///
/// Without a condition the index on (user, meeting) alone is read.
pub async fn most_active(
    db: &DatabaseConnection,
    limit: u64,
    condition: Condition,
) -> Result<Vec<(i64, i64)>, DbErr> {
    let backend = db.get_database_backend();
    let count = Alias::new("meetings_attended");
    let user = (participant::Entity, participant::Column::UserId);
    let mut select = Query::select();
    select.column(user).expr_as(Expr::cust("COUNT(*)"), count.clone());
    if condition.is_empty() {
        select.from(participant::Entity);
    } else {
        let meeting = (participant::Entity, participant::Column::MeetingId);
        let same = Expr::col(meeting).equals((meeting::Entity, meeting::Column::Id));
        // SQLite reads a cross join in this order; without statistics it would look up a meeting for
        // each participation of the database.
        select
            .from(meeting::Entity)
            .cross_join(participant::Entity)
            .cond_where(condition)
            .and_where(same);
    }
    select
        .group_by_col(user)
        .order_by(count, Order::Desc)
        .order_by(user, Order::Asc)
        // No engine takes a larger number, and no table is larger.
        .limit(Ord::min(limit, i64::MAX.unsigned_abs()));
    let rows = db.query_all_raw(backend.build(&select)).await?;
    let mut counts = Vec::with_capacity(rows.len());
    for row in &rows {
        // A user has a number.
        if let (Some(user), Some(meetings)) = cells::pair(row)? {
            counts.push((user, meetings));
        }
    }
    Ok(counts)
}

/// How many meetings have each status, in the order of `statuses`.
pub async fn by_status(db: &DatabaseConnection, statuses: &[&str]) -> Result<Vec<i64>, DbErr> {
    let mut select = Query::select();
    select
        .column(meeting::Column::Status)
        .expr(Expr::cust("COUNT(*)"))
        .from(meeting::Entity)
        .group_by_col(meeting::Column::Status);
    let mut counts = vec![0; statuses.len()];
    for row in db.query_all_raw(db.get_database_backend().build(&select)).await? {
        let status = dialect::stored(&row, 0, ColumnKind::Text)?;
        let is = |known: &&str| matches!(&status, Stored::Text(text) if text == known);
        if let Some(place) = statuses.iter().position(is) {
            counts[place] = row.try_get_by_index(1)?;
        }
    }
    Ok(counts)
}

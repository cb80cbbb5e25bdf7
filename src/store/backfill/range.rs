//! Where the meetings are whose status does not fit the clock.
//!
//! Each [`Range`] is one end of the index on (status, start) or on (status, end), bounded by one
//! comparison, so that no engine can choose to read more than what is to be changed.

use std::ops::AddAssign;

use sea_orm::sea_query::{
    Asterisk, Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde::Serialize;

use crate::entity::meeting::{self, Column, Status};
use crate::store::{compare, dialect};
use crate::time::UtcTime;

/// One comparison of a meeting with the current time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Its start is not later than now.
    Begun,
    /// Its start is later than now.
    Ahead,
    /// Its end was before now.
    Over,
    /// Its end was not before now.
    NotOver,
}

impl Phase {
    /// The time that is compared, and orders the range.
    fn column(self) -> Column {
        match self {
            Self::Begun | Self::Ahead => Column::StartTime,
            Self::Over | Self::NotOver => Column::EndTime,
        }
    }

    fn holds(self, now: UtcTime) -> SimpleExpr {
        match self {
            Self::Begun => compare::until(Column::StartTime, now),
            Self::Ahead => compare::after(Column::StartTime, now),
            Self::Over => compare::before(Column::EndTime, now),
            Self::NotOver => compare::since(Column::EndTime, now),
        }
    }
}

/// What meetings of a range should be.
#[derive(Debug, Clone, Copy)]
pub(super) struct StatusRule {
    /// The status that fits the clock.
    pub status: Status,
    /// Which of the range: all, or those for which this holds too.
    only: Option<Phase>,
}

/// Meetings of one status, all of which should have another.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    from: Status,
    phase: Phase,
    rules: &'static [StatusRule],
}

const fn all(status: Status) -> StatusRule {
    StatusRule { status, only: None }
}

const fn only(phase: Phase, status: Status) -> StatusRule {
    let only = Some(phase);
    StatusRule { status, only }
}

/// Every meeting whose status does not fit, those first that the passing of time brings.
///
/// No meeting is in two of them, and none that was changed is in any.
pub const RANGES: [Range; 4] = [
    Range {
        from: Status::Scheduled,
        phase: Phase::Begun,
        rules: &[only(Phase::Over, Status::Completed), only(Phase::NotOver, Status::InProgress)],
    },
    Range { from: Status::InProgress, phase: Phase::Over, rules: &[all(Status::Completed)] },
    // The rest is for clocks that were set back and meetings that were moved.
    Range {
        from: Status::Completed,
        phase: Phase::NotOver,
        rules: &[only(Phase::Begun, Status::InProgress), only(Phase::Ahead, Status::Scheduled)],
    },
    Range { from: Status::InProgress, phase: Phase::Ahead, rules: &[all(Status::Scheduled)] },
];

/// Meetings by their new status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Now running.
    pub in_progress: u64,
    /// Now over.
    pub completed: u64,
    /// Again to come.
    pub scheduled: u64,
}

impl Tally {
    /// All of them.
    pub fn total(self) -> u64 {
        self.in_progress + self.completed + self.scheduled
    }

    pub(super) fn add(&mut self, status: Status, count: u64) {
        match status {
            Status::InProgress => self.in_progress += count,
            Status::Completed => self.completed += count,
            Status::Scheduled | Status::Cancelled => self.scheduled += count,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.in_progress += other.in_progress;
        self.completed += other.completed;
        self.scheduled += other.scheduled;
    }
}

impl Range {
    /// Whether any meeting is to be changed, seen from `now`: one look into an index.
    ///
    /// Not a count: a planner that takes status and time for independent expects a quarter of the
    /// table here, and reads all of it to count.
    pub async fn any(self, db: &DatabaseConnection, now: UtcTime) -> Result<bool, DbErr> {
        let first = self.first(db.get_database_backend(), now, None, 1);
        Ok(db.query_one(&first).await?.is_some())
    }

    /// The ids of at most `size` meetings that are to be changed.
    pub async fn sample(
        self,
        db: &DatabaseConnection,
        now: UtcTime,
        size: u64,
    ) -> Result<Vec<i64>, DbErr> {
        let rows = db.query_all(&self.first(db.get_database_backend(), now, None, size)).await?;
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    }

    /// How many meetings are to be changed.
    pub async fn count(self, db: &DatabaseConnection, now: UtcTime) -> Result<u64, DbErr> {
        let every_one = Func::count(Expr::col(Asterisk));
        self.counted(db, every_one.into(), now).await
    }

    /// The same by what they should be; reads every one of them, if there are any.
    pub async fn tally(self, db: &DatabaseConnection, now: UtcTime) -> Result<Tally, DbErr> {
        let mut tally = Tally::default();
        if !self.any(db, now).await? {
            return Ok(tally);
        }
        for rule in self.rules {
            let count = match rule.only {
                None => self.count(db, now).await?,
                Some(phase) => self.count_if(db, phase, now).await?,
            };
            tally.add(rule.status, count);
        }
        Ok(tally)
    }

    /// Counts those for which `phase` holds. As a second condition it could tempt an engine to take
    /// the index that holds most of the table.
    async fn count_if(
        self,
        db: &DatabaseConnection,
        phase: Phase,
        now: UtcTime,
    ) -> Result<u64, DbErr> {
        let fits = Expr::case(phase.holds(now), Column::Id.into_expr());
        self.counted(db, Func::count(fits).into(), now).await
    }

    async fn counted(
        self,
        db: &DatabaseConnection,
        what: SimpleExpr,
        now: UtcTime,
    ) -> Result<u64, DbErr> {
        let counted: Option<i64> = meeting::Entity::find()
            .select_only()
            .expr(what)
            .filter(self.condition(now))
            .into_tuple()
            .one(db)
            .await?;
        Ok(u64::try_from(counted.unwrap_or_default()).unwrap_or_default())
    }

    /// The time that orders it.
    pub(super) fn column(self) -> Column {
        self.phase.column()
    }

    pub(super) fn rules(self) -> &'static [StatusRule] {
        self.rules
    }

    /// Whether a meeting is still in this range.
    pub(super) fn test(self, now: UtcTime) -> SimpleExpr {
        compare::test(self.condition(now))
    }

    /// The meetings of this range.
    fn condition(self, now: UtcTime) -> Condition {
        Condition::all().add(Column::Status.eq(self.from.as_str())).add(self.phase.holds(now))
    }

    /// The ids of the first `size` meetings, from the time `key` on, in the order of the index.
    pub(super) fn first(
        self,
        backend: DbBackend,
        now: UtcTime,
        key: Option<UtcTime>,
        size: u64,
    ) -> SelectStatement {
        let select = meeting::Entity::find().select_only().column(Column::Id);
        if !dialect::begins_with_pairs(backend) {
            let select = select
                .filter(self.condition(now))
                .filter(
                    Condition::all().add_option(key.map(|key| compare::since(self.column(), key))),
                )
                .order_by_asc(self.column());
            return select.limit(size).into_query();
        }
        let columns = Expr::tuple([Column::Status.into_expr(), self.column().into_expr()]);
        // What is before the first year is before every key.
        let begin = key.or(self.begin(now)).filter(|begin| *begin > dialect::calendar().0);
        let from = Expr::value(self.from.as_str());
        let first = match begin {
            Some(begin) => columns.gte(Expr::tuple([from, Expr::value(begin)])),
            None => Column::Status.into_expr().gte(from),
        };
        let ahead = select
            .column(Column::Status)
            .column(self.column())
            .filter(first)
            .order_by_asc(Column::Status)
            .order_by_asc(self.column())
            .limit(size)
            .into_query();
        Query::select()
            .column((meeting::Entity, Column::Id))
            .from_subquery(ahead, meeting::Entity)
            .cond_where(self.condition(now))
            .order_by((meeting::Entity, self.column()), Order::Asc)
            .to_owned()
    }

    /// The first time of the range, if it has one.
    fn begin(self, now: UtcTime) -> Option<UtcTime> {
        match self.phase {
            Phase::Begun | Phase::Over => None,
            // A batch that began with meetings of this very moment could be full of them.
            Phase::Ahead => Some(compare::just_after(now)),
            Phase::NotOver => Some(now),
        }
    }
}

impl StatusRule {
    /// What holds of those that are to be changed, beyond being in the range.
    pub(super) fn test(self, now: UtcTime) -> Option<SimpleExpr> {
        self.only.map(|phase| compare::test(phase.holds(now)))
    }
}

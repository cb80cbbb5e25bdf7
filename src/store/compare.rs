//! Comparisons of a stored time with a moment.
//!
//! On SQLite a time is text, in several forms for one moment: `10:00:00` and `10:00:00.000000`. The
//! driver binds the shortest, with no digits after the second, three or six. A bound of six is between
//! all forms of one moment and all of the next, so a moment with a shorter text is compared by the
//! microsecond before it or after it.
//!
//! Other programs may store times outside the years 1 to 9999, such as the `infinity` of PostgreSQL and
//! the zero date of MySQL. They are read as the first or the last time in them, and compared as equal
//! to it.

use chrono::{TimeDelta, Timelike};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait, IntoCondition, SimpleExpr};

use super::dialect::calendar;
use crate::time::UtcTime;

/// The least difference of two stored times.
pub const LEAST: TimeDelta = TimeDelta::microseconds(1);

/// At `time` or later.
pub fn since(column: impl ColumnTrait, time: UtcTime) -> SimpleExpr {
    match place(time) {
        Place::First => Expr::cust("1 = 1"),
        Place::Inside if is_short(time) => column.gt(time - LEAST),
        _ => column.gte(time),
    }
}

/// Before `time`.
pub fn before(column: impl ColumnTrait, time: UtcTime) -> SimpleExpr {
    match place(time) {
        Place::First => Expr::cust("1 = 0"),
        Place::Inside if is_short(time) => column.lte(time - LEAST),
        _ => column.lt(time),
    }
}

/// Later than `time`.
pub fn after(column: impl ColumnTrait, time: UtcTime) -> SimpleExpr {
    match place(time) {
        Place::Last => Expr::cust("1 = 0"),
        _ if is_short(time) => column.gte(just_after(time)),
        _ => column.gt(time),
    }
}

/// At `time` or earlier.
pub fn until(column: impl ColumnTrait, time: UtcTime) -> SimpleExpr {
    match place(time) {
        Place::Last => Expr::cust("1 = 1"),
        _ if is_short(time) => column.lt(just_after(time)),
        _ => column.lte(time),
    }
}

/// Where a time is in the calendar.
enum Place {
    First,
    Inside,
    Last,
}

fn place(time: UtcTime) -> Place {
    let (first, last) = calendar();
    if time <= first {
        Place::First
    } else if time >= last {
        Place::Last
    } else {
        Place::Inside
    }
}

/// The first moment after `time`.
pub fn just_after(time: UtcTime) -> UtcTime {
    time + LEAST
}

/// Whether the driver binds it with fewer digits than six.
fn is_short(time: UtcTime) -> bool {
    time.nanosecond().is_multiple_of(1_000_000)
}

/// A condition on rows that are named by their ids, said so that it leads to no index: a planner
/// without statistics may go through all that an index says of it instead.
pub fn test(condition: impl IntoCondition) -> SimpleExpr {
    let holds: SimpleExpr = Expr::case(condition, Expr::val(1)).into();
    holds.eq(1)
}

//! Comparisons of a stored time with a second.
//!
//! Databases that other programs write may hold fractions of seconds; meetctl means the whole second
//! a time falls into. On SQLite a time is text, in several forms for one moment: `10:00:00` and
//! `10:00:00.000000`. So every comparison is with the last moment of a second, which is after every
//! form of that second and before every form of the next.

use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::SimpleExpr;

use crate::entity::meeting::Column;
use crate::time::UtcTime;

/// In the second `time` or later.
pub fn since(column: Column, time: UtcTime) -> SimpleExpr {
    column.gt(end_of(time - TimeDelta::seconds(1)))
}

/// Earlier than the second `time`.
pub fn before(column: Column, time: UtcTime) -> SimpleExpr {
    column.lte(end_of(time - TimeDelta::seconds(1)))
}

/// Later than the second `time`.
pub fn after(column: Column, time: UtcTime) -> SimpleExpr {
    column.gt(end_of(time))
}

/// In the second `time` or earlier.
pub fn until(column: Column, time: UtcTime) -> SimpleExpr {
    column.lte(end_of(time))
}

/// The last moment of the second `time`.
pub fn end_of(time: UtcTime) -> UtcTime {
    time + TimeDelta::microseconds(999_999)
}

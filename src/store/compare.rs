//! Comparisons of a stored time with a moment.
//!
//! On SQLite a time is text, in several forms for one moment: `10:00:00` and `10:00:00.000000`. The
//! driver binds the shortest, with no digits after the second, three or six. A bound of six is between
//! all forms of one moment and all of the next, so a moment with a shorter text is compared by the
//! microsecond before it or after it.

use chrono::{TimeDelta, Timelike};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::SimpleExpr;

use crate::entity::meeting::Column;
use crate::time::UtcTime;

/// The least difference of two stored times.
const LEAST: TimeDelta = TimeDelta::microseconds(1);

/// At `time` or later.
pub fn since(column: Column, time: UtcTime) -> SimpleExpr {
    if is_short(time) { column.gt(time - LEAST) } else { column.gte(time) }
}

/// Before `time`.
pub fn before(column: Column, time: UtcTime) -> SimpleExpr {
    if is_short(time) { column.lte(time - LEAST) } else { column.lt(time) }
}

/// Later than `time`.
pub fn after(column: Column, time: UtcTime) -> SimpleExpr {
    if is_short(time) { column.gte(just_after(time)) } else { column.gt(time) }
}

/// At `time` or earlier.
pub fn until(column: Column, time: UtcTime) -> SimpleExpr {
    if is_short(time) { column.lt(just_after(time)) } else { column.lte(time) }
}

/// The first moment after `time`.
pub fn just_after(time: UtcTime) -> UtcTime {
    time + LEAST
}

/// Whether the driver binds it with fewer digits than six.
fn is_short(time: UtcTime) -> bool {
    time.nanosecond().is_multiple_of(1_000_000)
}

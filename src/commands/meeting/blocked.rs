//! How a refused booking is told.

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::{MeetingRecord, brief};
use crate::store::booking::LISTED;
use crate::store::people::Meeting;

/// So many blocking meetings are shown to people; JSON has the first fifty.
const SHOWN: usize = 5;

/// Exit 4, listing the meetings that are in the way.
pub(super) fn double_booking(ctx: &Context, blocking: &[Meeting]) -> Failure {
    let mut records = super::records(ctx);
    let records: Vec<MeetingRecord> = blocking.iter().map(|m| records.record(m)).collect();
    let message = match records.len() {
        1 => "double booking: a meeting is in the way".to_owned(),
        n if n >= LISTED => format!("double booking: {n} meetings or more are in the way"),
        n => format!("double booking: {n} meetings are in the way"),
    };
    let failure = Failure::new(Exit::Refused, "double_booking", message)
        .detail(
            "conflicts",
            records.iter().map(MeetingRecord::conflict).collect(),
        )
        .hint("choose another time, or book it all the same with --allow-overlap");
    let failure = records
        .iter()
        .take(SHOWN)
        .fold(failure, |f, record| f.line(brief(record)));
    match records.len().saturating_sub(SHOWN) {
        0 => failure,
        more => failure.line(format!("and {more} more")),
    }
}

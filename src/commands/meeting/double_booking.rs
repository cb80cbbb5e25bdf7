//! The error of a refused booking.

use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::records::{MeetingRecord, brief};
use crate::store::booking::LISTED;
use crate::store::people::MeetingDetails;

/// Conflicting meetings in a message; JSON has the first fifty.
const MAX_SHOWN: usize = 5;

/// Exit 4, listing the conflicting meetings.
pub(super) fn double_booking(ctx: &Context, conflicts: &[MeetingDetails]) -> Failure {
    let mut records = super::records(ctx);
    let records: Vec<MeetingRecord> = conflicts.iter().map(|m| records.record(m)).collect();
    let more = if records.len() >= LISTED { " or more" } else { "" };
    let meetings = match records.len() {
        1 => "1 meeting".to_owned(),
        n => format!("{n}{more} meetings"),
    };
    let message = format!("double booking: conflicts with {meetings}");
    let details = records.iter().map(MeetingRecord::conflict).collect();
    let failure = Failure::new(Kind::DoubleBooking, message)
        .detail("conflicts", details)
        .hint("choose another time, or book anyway with --allow-overlap");
    let shown = records.iter().take(MAX_SHOWN);
    let failure = shown.fold(failure, |failure, record| failure.line(brief(record)));
    match records.len().saturating_sub(MAX_SHOWN) {
        0 => failure,
        more => failure.line(format!("and {more} more")),
    }
}

//! The double bookings that a user gets with the meetings of another one.

use serde_json::Value;

use crate::commands::args::counted;
use crate::commands::meeting::records;
use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::output::Warning;
use crate::records::{MeetingRecord, brief};
use crate::store::meetings;
use crate::store::session::Session;
use crate::store::users::NewOverlaps;

/// Pairs in messages; JSON has the first fifty.
const MAX_SHOWN: usize = 5;

/// Double bookings with their meetings.
pub(super) struct DoubleBookings {
    count: u64,
    pairs: Vec<Pair>,
}

/// A meeting that the user gets, and one that the user has, or gets as well.
struct Pair {
    moved: MeetingRecord,
    other: MeetingRecord,
}

impl Pair {
    fn line(&self) -> String {
        format!("{} overlaps {}", brief(&self.moved), brief(&self.other))
    }

    /// The conflicting meeting, as in the error of a refused booking, and the one that moves.
    fn json(&self) -> Value {
        let mut conflict = self.other.conflict();
        if let Some(fields) = conflict.as_object_mut() {
            fields.insert("meeting".to_owned(), self.moved.conflict());
        }
        conflict
    }
}

impl DoubleBookings {
    /// Reads the meetings; those that were deleted meanwhile are left out.
    pub(super) async fn load(
        ctx: &Context,
        session: &Session,
        found: &NewOverlaps,
    ) -> Result<Self, Failure> {
        let mut ids: Vec<i64> = found.first.iter().flat_map(|(a, b)| [*a, *b]).collect();
        ids.sort_unstable();
        ids.dedup();
        let meetings = session.reading(async |db| Ok(meetings::existing(&db, &ids).await?)).await?;
        let mut records = records(ctx);
        let mut pairs = Vec::with_capacity(found.first.len());
        for (other, moved) in &found.first {
            if let (Some(other), Some(moved)) = (meetings.get(other), meetings.get(moved)) {
                let (other, moved) = (records.record(other), records.record(moved));
                pairs.push(Pair { moved, other });
            }
        }
        Ok(Self { count: found.count, pairs })
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The first of them.
    pub(super) fn json(&self) -> Value {
        self.pairs.iter().map(Pair::json).collect()
    }

    /// The first few as lines, and how many more there are.
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.pairs.iter().take(MAX_SHOWN).map(Pair::line).collect();
        match self.count.saturating_sub(lines.len() as u64) {
            0 => {}
            more => lines.push(format!("and {more} more")),
        }
        lines
    }

    /// Exit 4, listing them; `name` is who would be double-booked.
    pub(super) fn refusal(&self, name: &str) -> Failure {
        let times = counted(self.count, "time");
        let failure =
            Failure::new(Kind::DoubleBooking, format!("{name} would be double-booked {times}"))
                .detail("conflicts", self.json())
                .hint("cancel or move one of each pair, or go ahead with --allow-overlap");
        self.lines().into_iter().fold(failure, Failure::line)
    }

    /// Warns of them as a fact, one by one.
    pub(super) fn warn(&self, ctx: &Context, name: &str, verb: &str) {
        for line in self.lines() {
            let message = format!("{name} {verb} double-booked: {line}");
            ctx.out.warning(Warning::new("double_booking", message));
        }
    }
}

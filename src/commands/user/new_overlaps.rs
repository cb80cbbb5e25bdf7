//! The double bookings that a user gets with the meetings of another one.

use serde_json::{Value, json};

use crate::commands::args::counted;
use crate::commands::meeting::records;
use crate::context::Context;
use crate::entity::user;
use crate::error::{Failure, Kind};
use crate::output::Warning;
use crate::records::{MeetingRecord, UserRecord, titled};
use crate::store::meetings;
use crate::store::session::Session;
use crate::store::users::NewOverlaps;

/// Pairs in messages; JSON has the first fifty.
const MAX_SHOWN: usize = 5;

/// Double bookings with their meetings.
pub(super) struct DoubleBookings {
    user: UserRecord,
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
        format!("{}, conflicts with {}", titled(&self.moved), titled(&self.other))
    }

    /// The conflicting meeting, as in the error of a refused booking, the one that moves, and `user`.
    fn json(&self, user: &UserRecord) -> Value {
        let mut conflict = self.other.conflict();
        if let Some(fields) = conflict.as_object_mut() {
            fields.insert("meeting".to_owned(), self.moved.conflict());
            fields.insert("double_booked".to_owned(), json!([user]));
        }
        conflict
    }
}

impl DoubleBookings {
    /// Reads the meetings that double-book `user`; those that were deleted meanwhile are left out.
    pub(super) async fn load(
        ctx: &Context,
        session: &Session,
        user: &user::Model,
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
        let user = UserRecord::new(user, &ctx.stable_zone());
        Ok(Self { user, count: found.count, pairs })
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The first of them.
    pub(super) fn json(&self) -> Value {
        self.pairs.iter().map(|pair| pair.json(&self.user)).collect()
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

    /// Exit 4, listing them.
    pub(super) fn refusal(&self) -> Failure {
        let (name, times) = (&self.user.name, counted(self.count, "time"));
        let failure =
            Failure::new(Kind::DoubleBooking, format!("{name} would be double-booked {times}"))
                .detail("conflicts", self.json())
                .hint("cancel or move one of each pair, or go ahead with --allow-overlap");
        self.lines().into_iter().fold(failure, Failure::line)
    }

    /// Warns of them as a fact, one by one.
    pub(super) fn warn(&self, ctx: &Context, verb: &str) {
        for line in self.lines() {
            let message = format!("{} {verb} double-booked: {line}", self.user.name);
            ctx.out.warning(Warning::new("double_booking", message));
        }
    }
}

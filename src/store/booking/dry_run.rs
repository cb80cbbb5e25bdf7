//! The checks of a booking without the booking: nothing is locked, and nothing is written.
//!
//! Another program may book between a check and the booking, which checks again.

use super::{BookingResult, Draft, Rules, blocking, nobody};
use crate::entity::meeting::{self, Status};
use crate::entity::odd::OddValues;
use crate::error::Failure;
use crate::store::dialect;
use crate::store::people::{MeetingDetails, People};
use crate::store::session::Session;

/// What [`create`](super::create) would do. The meeting has the id 0.
pub(super) async fn create(
    session: &Session,
    draft: &Draft,
    rules: Rules,
) -> Result<BookingResult, Failure> {
    let check = session.reading(async |db| {
        let tx = dialect::begin_snapshot(&db).await?;
        let everybody = draft.everybody();
        let mut people = People::default();
        people.learn(&tx, everybody.iter().copied()).await?;
        if let Some(gone) = everybody.iter().find(|id| people.get(**id).is_none()) {
            return Err(nobody(*gone));
        }
        if !rules.allow_overlap {
            let blocking = blocking(&tx, &everybody, Some(draft.interval), &[]).await?;
            if !blocking.is_empty() {
                return Ok(BookingResult::Blocked(blocking));
            }
        }
        tx.commit().await?;
        Ok(BookingResult::Booked(Box::new(MeetingDetails {
            row: row(draft),
            creator: people.get(draft.creator),
            participants: draft.participants.iter().filter_map(|id| people.get(*id)).collect(),
        })))
    });
    check.await
}

fn row(draft: &Draft) -> meeting::Model {
    meeting::Model {
        id: 0,
        uid: None,
        title: draft.title.clone(),
        description: draft.description.clone(),
        start_time: draft.interval.start(),
        end_time: draft.interval.end(),
        status: Status::Scheduled.as_str().to_owned(),
        created_by: draft.creator,
        created_at: None,
        updated_at: None,
        odd: OddValues::default(),
    }
}

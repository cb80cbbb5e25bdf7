//! The checks of a booking without the booking: nothing is locked, and nothing is written.
//!
//! Another program may book between a check and the booking, which checks again.

use super::change::plan;
use super::plan::Plan;
use super::{BookingResult, Draft, MeetingChange, Rules, blocking, nobody};
use crate::entity::meeting::{self, Status};
use crate::entity::odd::OddValues;
use crate::error::Failure;
use crate::store::dialect;
use crate::store::people::{MeetingDetails, People, with_people};
use crate::store::session::Session;
use crate::time::UtcTime;

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

/// What [`update`](super::update) would do.
pub(super) async fn update(
    session: &Session,
    id: i64,
    change: &MeetingChange,
    rules: Rules,
) -> Result<BookingResult, Failure> {
    let check = session.reading(async |db| {
        let tx = dialect::begin_snapshot(&db).await?;
        let plan = plan(&tx, id, change).await?;
        if !rules.allow_overlap && plan.busy && !plan.newly_bound.is_empty() {
            let time = plan.time_taken()?;
            let blocking = blocking(&tx, &plan.newly_bound, time, &[id]).await?;
            if !blocking.is_empty() {
                return Ok(BookingResult::Blocked(blocking));
            }
        }
        let mut people = People::default();
        let mut found = with_people(&tx, vec![plan.before.clone()], &mut people).await?;
        people.learn(&tx, plan.involved.iter().copied()).await?;
        if let Some(gone) = plan.involved.iter().find(|id| people.get(**id).is_none()) {
            return Err(nobody(*gone));
        }
        tx.commit().await?;
        for meeting in &mut found {
            apply(meeting, change, &plan, &people, rules.now);
        }
        let meeting = found.pop().ok_or_else(dialect::conflict)?;
        Ok(BookingResult::Booked(Box::new(meeting)))
    });
    check.await
}

/// Changes the meeting in memory.
fn apply(
    meeting: &mut MeetingDetails,
    change: &MeetingChange,
    plan: &Plan,
    people: &People,
    now: UtcTime,
) {
    if !plan.changes {
        return;
    }
    let row = &mut meeting.row;
    row.title = change.title.clone().unwrap_or_else(|| row.title.clone());
    row.description = change.description.clone().or_else(|| row.description.clone());
    if let Some(interval) = plan.interval.filter(|_| plan.moved) {
        (row.start_time, row.end_time) = (interval.start(), interval.end());
        row.odd.remove("start_time");
        row.odd.remove("end_time");
    }
    row.status = plan.status.clone().unwrap_or_else(|| row.status.clone());
    row.created_by = change.creator.unwrap_or(row.created_by);
    row.updated_at = Some(now);
    meeting.creator = people.get(row.created_by);
    meeting.participants.retain(|user| !plan.leaving.contains(&user.id));
    meeting.participants.extend(plan.joining.iter().filter_map(|id| people.get(*id)));
    meeting.participants.sort_by_key(|user| user.id);
}

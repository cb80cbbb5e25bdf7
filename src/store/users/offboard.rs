//! What becomes of the meetings of a user who leaves: they are handed over or cancelled, and those of
//! others are left.

use std::collections::BTreeMap;
use std::vec;

use sea_orm::DatabaseConnection;

use super::hand_over::{NewOverlaps, new_overlaps};
use crate::entity::meeting::{self, Status};
use crate::error::{Exit, Failure};
use crate::store::booking::{Edit, MeetingState, SetResult, SetRules, change_set};
use crate::store::dialect;
use crate::store::filter::Filter;
use crate::store::meetings::rows_by_ids;
use crate::store::pages::{Order, Pages};
use crate::store::people::participations;
use crate::store::session::Session;
use crate::time::UtcTime;

/// Meetings read at once.
const PAGE: u64 = 10_000;
/// Meetings per transaction.
pub const BATCH: usize = 500;

/// Who leaves, when, and who gets the meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offboarding {
    /// Who leaves.
    pub user: i64,
    /// Who gets the meetings that the user created; without, they are cancelled.
    pub successor: Option<i64>,
    /// Meetings that start earlier stay as they are.
    pub from: UtcTime,
}

/// What happens to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The successor becomes the creator.
    HandOver,
    /// The status becomes `cancelled`.
    Cancel,
    /// The user no longer takes part.
    Leave,
}

impl Action {
    /// The word in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HandOver => "hand_over",
            Self::Cancel => "cancel",
            Self::Leave => "leave",
        }
    }
}

/// A meeting as it is stored, and what happens to it.
#[derive(Debug, Clone)]
pub struct Step {
    /// The row, without its description.
    pub row: meeting::Model,
    /// What happens.
    pub action: Action,
}

impl Offboarding {
    /// What happens to a meeting that starts at [`from`](Self::from) or later; `None` for nothing.
    fn action(self, created_by: i64, status: &str, takes_part: bool) -> Option<Action> {
        match self.successor {
            Some(_) if created_by == self.user => Some(Action::HandOver),
            None if created_by == self.user && status != Status::Cancelled.as_str() => {
                Some(Action::Cancel)
            }
            _ => takes_part.then_some(Action::Leave),
        }
    }

    /// The meeting afterwards; `None` if it stays as it is.
    fn after(self, before: &MeetingState) -> Option<MeetingState> {
        if before.start_time < self.from {
            return None;
        }
        let takes_part = before.participants.contains(&self.user);
        let action = self.action(before.created_by, &before.status, takes_part)?;
        let mut after = before.clone();
        after.participants.remove(&self.user);
        match (action, self.successor) {
            (Action::HandOver, Some(successor)) => after.created_by = successor,
            (Action::Cancel, _) => Status::Cancelled.as_str().clone_into(&mut after.status),
            _ => {}
        }
        Some(after)
    }

    /// The changes to meetings as they are stored.
    fn plan(self, stored: &BTreeMap<i64, MeetingState>) -> Vec<Edit> {
        let edit = |(id, before): (&i64, &MeetingState)| {
            let after = self.after(before)?;
            Some(Edit { id: Some(*id), before: Some(before.clone()), after: Some(after) })
        };
        stored.iter().filter_map(edit).collect()
    }

    /// The double bookings that the successor would get.
    ///
    /// # Errors
    /// A permanent one of the database.
    pub async fn overlaps(self, session: &Session) -> Result<NewOverlaps, Failure> {
        let Some(successor) = self.successor else {
            return Ok(NewOverlaps::default());
        };
        let moves =
            |row: &meeting::Model| row.created_by == self.user && row.start_time >= self.from;
        let found = session.reading(async |db| {
            let tx = dialect::begin_snapshot(&db).await?;
            let since = Some(self.from);
            let found = new_overlaps(&tx, self.user, successor, since, moves).await?;
            tx.commit().await?;
            Ok(found)
        });
        found.await
    }

    /// Reads what happens, in order of the starts.
    pub fn steps(self) -> Steps {
        let filter = Filter {
            attended_by: [self.user].into(),
            starts_from: Some(self.from),
            ..Filter::default()
        };
        let pages = Pages::new(filter, Order::Start, None).without_descriptions();
        Steps { offboarding: self, pages, page: Vec::new().into_iter(), ended: false }
    }

    /// Changes some meetings in one transaction. Those that were deleted meanwhile are left out.
    ///
    /// # Errors
    /// As [`change_set`].
    pub async fn write(
        self,
        session: &Session,
        mut ids: Vec<i64>,
        allow_overlap: bool,
        now: UtcTime,
    ) -> Result<SetResult, Failure> {
        loop {
            let rules = SetRules { allow_overlap, skip_conflicts: false, dry_run: false, now };
            let gone = match change_set(session, &ids, rules, |stored| Ok(self.plan(stored))).await
            {
                Err(failure) if failure.exit() == Exit::NotFound => failure,
                done => return done,
            };
            let rows = session.reading(async |db| Ok(rows_by_ids(&db, &ids).await?)).await?;
            if rows.len() == ids.len() {
                // It is a user who was deleted.
                return Err(gone);
            }
            ids = rows.into_iter().map(|row| row.id).collect();
        }
    }
}

/// The meetings to which something happens, read in pages.
#[derive(Debug)]
pub struct Steps {
    offboarding: Offboarding,
    pages: Pages,
    page: vec::IntoIter<Step>,
    ended: bool,
}

impl Steps {
    /// The next at most [`BATCH`] meetings; empty at the end.
    ///
    /// # Errors
    /// A permanent one of the database.
    pub async fn next(&mut self, session: &Session) -> Result<Vec<Step>, Failure> {
        while self.page.as_slice().is_empty() && !self.ended {
            let (steps, pages) = session.reading(async |db| Ok(self.read(&db).await?)).await?;
            self.ended = pages.is_done();
            self.pages = pages;
            self.page = steps.into_iter();
        }
        Ok(self.page.by_ref().take(BATCH).collect())
    }

    /// Reads a page; a try that fails changes nothing.
    async fn read(&self, db: &DatabaseConnection) -> Result<(Vec<Step>, Pages), sea_orm::DbErr> {
        let mut pages = self.pages.clone();
        let tx = dialect::begin_snapshot(db).await?;
        let rows = pages.rows(&tx, PAGE).await?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let attended = participations(&tx, self.offboarding.user, &ids).await?;
        tx.commit().await?;
        let step = |row: meeting::Model| {
            let takes_part = attended.contains(&row.id);
            let action = self.offboarding.action(row.created_by, &row.status, takes_part)?;
            Some(Step { row, action })
        };
        Ok((rows.into_iter().filter_map(step).collect(), pages))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entity::odd::OddValues;

    const NOW: &str = "2026-06-01T08:00:00";

    fn time(hour: u32) -> UtcTime {
        format!("2026-06-01T{hour:02}:00:00").parse().unwrap()
    }

    fn meeting(hour: u32, created_by: i64, status: Status, people: &[i64]) -> MeetingState {
        MeetingState {
            uid: None,
            title: "Plan".into(),
            description: None,
            start_time: time(hour),
            end_time: time(hour + 1),
            status: status.as_str().into(),
            created_by,
            participants: people.iter().copied().collect(),
            created_at: None,
            event: None,
            odd: OddValues::default(),
        }
    }

    fn leaving(successor: Option<i64>) -> Offboarding {
        Offboarding { user: 1, successor, from: NOW.parse().unwrap() }
    }

    fn states() -> impl Strategy<Value = BTreeMap<i64, MeetingState>> {
        let status = prop::sample::select(vec![
            Status::Scheduled,
            Status::InProgress,
            Status::Completed,
            Status::Cancelled,
        ]);
        let people = prop::collection::btree_set(1..5_i64, 0..4);
        let meeting =
            (0..20_u32, 1..4_i64, status, people).prop_map(|(hour, created_by, status, people)| {
                let people: Vec<i64> = people.into_iter().collect();
                meeting(hour, created_by, status, &people)
            });
        prop::collection::btree_map(1..100_i64, meeting, 0..20)
    }

    proptest! {
        #[test]
        fn the_future_is_free_of_the_user_and_nothing_else_changes(
            before in states(), successor in prop::option::of(2..6_i64)
        ) {
            let offboarding = leaving(successor);
            let mut after = before.clone();
            for edit in offboarding.plan(&before) {
                let id = edit.id.unwrap();
                prop_assert_eq!(edit.before.as_ref(), before.get(&id));
                after.insert(id, edit.after.unwrap());
            }
            prop_assert_eq!(after.len(), before.len());
            for (id, new) in &after {
                let old = &before[id];
                if old.start_time < offboarding.from {
                    prop_assert_eq!(new, old);
                    continue;
                }
                prop_assert!(!new.participants.contains(&1));
                let mut expected = old.clone();
                expected.participants.remove(&1);
                if old.created_by == 1 {
                    match successor {
                        Some(to) => expected.created_by = to,
                        None => expected.status = "cancelled".into(),
                    }
                }
                prop_assert_eq!(new, &expected);
            }
            // A second run has nothing to do.
            prop_assert_eq!(offboarding.plan(&after), vec![]);
        }
    }

    #[test]
    fn each_meeting_has_the_action_that_its_change_is() {
        use Status::{Cancelled, Completed, Scheduled};
        // hour, creator, status, participants, handed over or not, cancelled or not
        for (hour, created_by, status, people, with_successor, without) in [
            (9, 1, Scheduled, &[][..], Some(Action::HandOver), Some(Action::Cancel)),
            (9, 1, Completed, &[1, 2], Some(Action::HandOver), Some(Action::Cancel)),
            (9, 1, Cancelled, &[2], Some(Action::HandOver), None),
            (9, 1, Cancelled, &[1], Some(Action::HandOver), Some(Action::Leave)),
            (9, 2, Scheduled, &[1], Some(Action::Leave), Some(Action::Leave)),
            (8, 2, Cancelled, &[1, 3], Some(Action::Leave), Some(Action::Leave)),
            (9, 2, Scheduled, &[3], None, None),
        ] {
            let state = meeting(hour, created_by, status, people);
            for (successor, expected) in [(Some(2), with_successor), (None, without)] {
                let offboarding = leaving(successor);
                let action = offboarding.action(created_by, status.as_str(), people.contains(&1));
                assert_eq!(action, expected, "{state:?}");
                assert_eq!(offboarding.after(&state).is_some(), expected.is_some(), "{state:?}");
            }
        }
        let running = meeting(7, 1, Scheduled, &[1]);
        assert_eq!(leaving(Some(2)).after(&running), None);
    }
}

//! What a change makes of a meeting as a set sees it.

use chrono::TimeDelta;

use super::plan::{MeetingChange, new_interval, stored_interval};
use super::set::MeetingState;
use crate::error::Failure;
use crate::store::odd_values::quoted;
use crate::time::bounds;

impl MeetingState {
    /// The meeting after `change`. What does not change stays as it is stored.
    ///
    /// # Errors
    /// Exit 2 for an end that is not after the start or is after the year 9999, and for a length that
    /// cannot be kept.
    pub fn changed(&self, change: &MeetingChange) -> Result<Self, Failure> {
        let mut after = self.clone();
        if let Some(title) = &change.title {
            after.title.clone_from(title);
        }
        let description = self.description.as_deref().unwrap_or_default();
        if let Some(text) = change.description.as_ref().filter(|text| *text != description) {
            after.description = Some(text.clone());
        }
        if let Some(status) = change.status {
            status.as_str().clone_into(&mut after.status);
        }
        if let Some(creator) = change.creator {
            after.created_by = creator;
        }
        for (column, is_set) in [
            ("title", change.title.is_some()),
            ("status", change.status.is_some()),
            ("created_by", change.creator.is_some()),
        ] {
            if is_set {
                after.odd.remove(column);
            }
        }
        let stored = (self.start_time, self.end_time, &self.odd);
        if change.sets_time()
            && let Some(interval) = new_interval(stored, change)?
            && Some(interval) != stored_interval(stored)
        {
            after.set_time(interval);
        }
        after.participants.extend(&change.add);
        after.participants.retain(|user| !change.remove.contains(user));
        Ok(after)
    }

    /// The meeting `seconds` later, or earlier if it is negative; its length stays.
    ///
    /// # Errors
    /// Exit 2 where it would leave the years that can be stored, and where something else than times is
    /// stored.
    pub fn shifted(&self, seconds: i64) -> Result<Self, Failure> {
        for column in ["start_time", "end_time"] {
            if let Some(odd) = self.odd.get(column) {
                let text = quoted(&odd.text);
                let message = format!("it cannot be moved: {column} is {text:?} in the database");
                return Err(Failure::usage(message).hint("set it with `meetctl meeting update`"));
            }
        }
        let by = TimeDelta::try_seconds(seconds);
        let moved = |time: crate::time::UtcTime| {
            let (first, last) = bounds();
            time.checked_add_signed(by?).filter(|time| (first..=last).contains(time))
        };
        let (Some(start), Some(end)) = (moved(self.start_time), moved(self.end_time)) else {
            return Err(Failure::usage("it would leave the years 1000 to 9999"));
        };
        let mut after = self.clone();
        (after.start_time, after.end_time) = (start, end);
        Ok(after)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entity::meeting::Status;
    use crate::entity::odd::{OddValue, OddValues};
    use crate::error::Exit;
    use crate::time::UtcTime;

    fn at(text: &str) -> UtcTime {
        format!("2026-06-01T{text}:00").parse().unwrap()
    }

    fn state() -> MeetingState {
        MeetingState {
            uid: None,
            title: "Plan".into(),
            description: None,
            start_time: at("10:00"),
            end_time: at("11:00"),
            status: "scheduled".into(),
            created_by: 1,
            participants: [2, 3].into(),
            created_at: None,
            event: None,
            odd: OddValues::default(),
        }
    }

    fn odd(column: &'static str) -> MeetingState {
        let mut odd = OddValues::default();
        odd.push(OddValue { column, text: "soon".into(), in_order: false });
        MeetingState { odd, ..state() }
    }

    #[test]
    fn a_change_to_what_is_stored_changes_nothing() {
        for change in [
            MeetingChange::default(),
            MeetingChange { title: Some("Plan".into()), ..MeetingChange::default() },
            MeetingChange { description: Some(String::new()), ..MeetingChange::default() },
            MeetingChange {
                start: Some(at("10:00")),
                seconds: Some(3600),
                ..MeetingChange::default()
            },
            MeetingChange {
                creator: Some(1),
                add: [2].into(),
                remove: [9].into(),
                ..MeetingChange::default()
            },
        ] {
            assert_eq!(state().changed(&change).unwrap(), state(), "{change:?}");
        }
    }

    #[test]
    fn every_field_is_changed() {
        let change = MeetingChange {
            title: Some("Plans".into()),
            description: Some("tea".into()),
            creator: Some(2),
            start: Some(at("12:00")),
            end: None,
            seconds: None,
            status: Some(Status::Cancelled),
            add: [4].into(),
            remove: [3].into(),
        };
        let expected = MeetingState {
            title: "Plans".into(),
            description: Some("tea".into()),
            created_by: 2,
            start_time: at("12:00"),
            end_time: at("13:00"),
            status: "cancelled".into(),
            participants: [2, 4].into(),
            ..state()
        };
        assert_eq!(state().changed(&change).unwrap(), expected);
        let end = MeetingChange { end: Some(at("09:00")), ..MeetingChange::default() };
        assert_eq!(state().changed(&end).unwrap_err().exit(), Exit::Usage);
    }

    #[test]
    fn what_is_no_time_is_not_moved() {
        for column in ["start_time", "end_time"] {
            assert_eq!(odd(column).shifted(60).unwrap_err().exit(), Exit::Usage);
        }
        let both = MeetingChange {
            start: Some(at("10:00")),
            end: Some(at("11:00")),
            ..MeetingChange::default()
        };
        assert_eq!(odd("start_time").changed(&both).unwrap(), state());
    }

    proptest! {
        #[test]
        fn a_shift_and_its_reverse_are_nothing(seconds in any::<i64>(), length in 0i64..100_000) {
            let start = at("10:00");
            let before =
                MeetingState { end_time: start + TimeDelta::seconds(length), ..state() };
            if let Ok(after) = before.shifted(seconds) {
                prop_assert_eq!(after.end_time - after.start_time, TimeDelta::seconds(length));
                prop_assert_eq!((after.start_time - start).num_seconds(), seconds);
                prop_assert_eq!(after.shifted(-seconds).unwrap(), before);
            } else {
                // From 2026 to the nearer end of what can be stored.
                prop_assert!(seconds.unsigned_abs() > 1000 * 365 * 86_400);
            }
        }
    }
}

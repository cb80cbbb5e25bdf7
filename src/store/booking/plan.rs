//! What a change comes to: pure logic over a meeting as it is stored.

use std::collections::BTreeSet;

use crate::entity::meeting::{self, Status};
use crate::entity::odd::OddValues;
use crate::error::Failure;
use crate::schedule::Interval;
use crate::store::odd_values::quoted;
use crate::time::UtcTime;

/// What to change in a meeting; `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingChange {
    /// The new title.
    pub title: Option<String>,
    /// The new description.
    pub description: Option<String>,
    /// The new creator.
    pub creator: Option<i64>,
    /// The new start.
    pub start: Option<UtcTime>,
    /// The new end.
    pub end: Option<UtcTime>,
    /// The new length in seconds, from the start on.
    pub seconds: Option<i64>,
    /// The new status.
    pub status: Option<Status>,
    /// Who joins.
    pub add: BTreeSet<i64>,
    /// Who leaves.
    pub remove: BTreeSet<i64>,
}

impl MeetingChange {
    pub(super) fn sets_time(&self) -> bool {
        self.start.is_some() || self.end.is_some() || self.seconds.is_some()
    }
}

/// What a change comes to for the meeting as it is stored.
#[derive(Debug)]
pub(in crate::store) struct Plan {
    /// When it takes place then; `None` if it does not change and takes no time.
    pub interval: Option<Interval>,
    /// The new status, if it changes.
    pub status: Option<String>,
    pub busy: bool,
    /// The users who attend then.
    pub after: BTreeSet<i64>,
    /// Those for whom the meeting takes a time that it did not take before.
    pub newly_bound: BTreeSet<i64>,
    pub joining: BTreeSet<i64>,
    pub leaving: BTreeSet<i64>,
    /// Start or end changes.
    pub moved: bool,
}

impl Plan {
    /// The plan for a meeting of which `present` are the participants.
    ///
    /// # Errors
    /// Exit 2 for an end not after the start.
    pub fn new(
        row: &meeting::Model,
        present: &BTreeSet<i64>,
        change: &MeetingChange,
    ) -> Result<Self, Failure> {
        let stored = (row.start_time, row.end_time, &row.odd);
        let interval = new_interval(stored, change)?;
        let status = change.status.map_or_else(|| row.status.clone(), |s| s.as_str().to_owned());
        let creator = change.creator.unwrap_or(row.created_by);
        let joining: BTreeSet<i64> = change.add.difference(present).copied().collect();
        let leaving: BTreeSet<i64> = change.remove.intersection(present).copied().collect();
        let before: BTreeSet<i64> = present.iter().copied().chain([row.created_by]).collect();
        let after: BTreeSet<i64> = present
            .union(&joining)
            .copied()
            .filter(|u| !leaving.contains(u))
            .chain([creator])
            .collect();
        let cancelled = Status::Cancelled.as_str();
        let moved = change.sets_time() && interval != stored_interval(stored);
        let revived = row.status == cancelled && status != cancelled;
        let newly_bound = if moved || revived {
            after.clone()
        } else {
            after.difference(&before).copied().collect()
        };
        let restated = status != row.status;
        Ok(Self {
            busy: status != cancelled,
            interval,
            status: restated.then_some(status),
            after,
            newly_bound,
            joining,
            leaving,
            moved,
        })
    }
}

/// Start and end as they are stored, and what could not be read so.
pub(super) type Stored<'a> = (UtcTime, UtcTime, &'a OddValues);

/// The interval that is stored; `None` if that is none, or not exactly what is stored.
pub(super) fn stored_interval((start, end, odd): Stored<'_>) -> Option<Interval> {
    let is_odd = |column| odd.get(column).is_some();
    let stored = Interval::new(start, end).ok();
    stored.filter(|_| !is_odd("start_time") && !is_odd("end_time"))
}

/// The interval after a change; `None` if it does not change and takes no time.
pub(super) fn new_interval(
    (start, end, odd): Stored<'_>,
    change: &MeetingChange,
) -> Result<Option<Interval>, Failure> {
    if !change.sets_time() {
        return Ok(Interval::new(start, end).ok());
    }
    let length = end - start;
    let start = match (change.start, odd.get("start_time")) {
        (Some(start), _) => start,
        (None, None) => start,
        (None, Some(odd)) => return Err(cannot_keep("start", &odd.text, "--start")),
    };
    let end = match (change.end, change.seconds) {
        (Some(end), _) => end,
        (None, Some(seconds)) => start + chrono::TimeDelta::seconds(seconds),
        (None, None) => match odd.get("end_time").or(odd.get("start_time")) {
            Some(odd) => return Err(cannot_keep("length", &odd.text, "--end")),
            None => start + length,
        },
    };
    // A length that fitted once may lead out of what the columns hold.
    if !crate::time::YEARS.contains(&chrono::Datelike::year(&end)) {
        return Err(Failure::usage("the meeting would end after the year 9999"));
    }
    Ok(Some(Interval::new(start, end)?))
}

fn cannot_keep(what: &str, stored: &str, option: &str) -> Failure {
    Failure::usage(format!("the {what} cannot be kept: the database has {:?}", quoted(stored)))
        .hint(format!("set {option} too"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    fn at(text: &str) -> UtcTime {
        format!("2026-06-01T{text}:00").parse().unwrap()
    }

    /// Meeting 7 of user 1, from 10:00 to 11:00.
    fn row(status: Status) -> meeting::Model {
        meeting::Model {
            id: 7,
            uid: None,
            title: "Plan".into(),
            description: None,
            start_time: at("10:00"),
            end_time: at("11:00"),
            status: status.as_str().into(),
            created_by: 1,
            created_at: None,
            updated_at: None,
            odd: crate::entity::odd::OddValues::default(),
        }
    }

    /// The plan for meeting 7 with the participants 2 and 3.
    fn plan(status: Status, change: &MeetingChange) -> Plan {
        Plan::new(&row(status), &[2, 3].into(), change).unwrap()
    }

    fn ids<const N: usize>(ids: [i64; N]) -> BTreeSet<i64> {
        ids.into()
    }

    fn start(text: &str) -> MeetingChange {
        MeetingChange { start: Some(at(text)), ..MeetingChange::default() }
    }

    fn status(status: Status) -> MeetingChange {
        MeetingChange { status: Some(status), ..MeetingChange::default() }
    }

    fn texts(title: &str, description: &str) -> MeetingChange {
        MeetingChange {
            title: Some(title.into()),
            description: Some(description.into()),
            ..MeetingChange::default()
        }
    }

    fn people<const A: usize, const R: usize>(
        creator: Option<i64>,
        add: [i64; A],
        remove: [i64; R],
    ) -> MeetingChange {
        MeetingChange {
            creator,
            add: add.into(),
            remove: remove.into(),
            ..MeetingChange::default()
        }
    }

    fn times(start: Option<&str>, end: Option<&str>, minutes: Option<i64>) -> MeetingChange {
        MeetingChange {
            start: start.map(at),
            end: end.map(at),
            seconds: minutes.map(|m| 60 * m),
            ..MeetingChange::default()
        }
    }

    #[test]
    fn a_change_to_what_is_stored_moves_and_binds_nothing() {
        for change in [
            MeetingChange::default(),
            texts("Plan", ""),
            status(Status::Scheduled),
            times(Some("10:00"), Some("11:00"), None),
            times(None, None, Some(60)),
            people(Some(1), [2, 3], [4]),
        ] {
            let plan = plan(Status::Scheduled, &change);
            assert!(!plan.moved, "{change:?}");
            assert_eq!(plan.status, None, "{change:?}");
            assert_eq!(plan.newly_bound, ids([]), "{change:?}");
            assert_eq!(plan.after, ids([1, 2, 3]), "{change:?}");
        }
    }

    #[test]
    fn only_other_times_are_a_move() {
        for (change, moved) in [
            (texts("Plans", ""), false),
            (texts("Plan", "Bring tea"), false),
            (status(Status::Completed), false),
            (people(Some(2), [], []), false),
            (people(None, [4], []), false),
            (people(None, [], [2]), false),
            (start("09:00"), true),
            (times(None, Some("11:30"), None), true),
            (times(None, None, Some(30)), true),
        ] {
            let plan = plan(Status::Scheduled, &change);
            assert_eq!(plan.moved, moved, "{change:?}");
        }
    }

    #[test]
    fn times_follow_from_start_end_and_length() {
        for (change, from, to) in [
            (times(Some("14:00"), None, None), "14:00", "15:00"),
            (times(None, Some("12:00"), None), "10:00", "12:00"),
            (times(Some("09:00"), Some("12:00"), None), "09:00", "12:00"),
            (times(None, None, Some(15)), "10:00", "10:15"),
            (times(Some("14:00"), None, Some(90)), "14:00", "15:30"),
        ] {
            let plan = plan(Status::Scheduled, &change);
            let expected = Interval::new(at(from), at(to)).unwrap();
            assert_eq!(plan.interval, Some(expected), "{change:?}");
        }
    }

    #[test]
    fn an_end_not_after_the_start_or_after_9999_is_wrong_usage() {
        let last_hour = MeetingChange {
            start: Some("9999-12-31T23:30:00".parse().unwrap()),
            ..MeetingChange::default()
        };
        for (change, why) in [
            (times(None, Some("10:00"), None), "not after the start"),
            (times(Some("11:00"), Some("10:00"), None), "not after"),
            (times(None, None, Some(0)), "not after the start"),
            (last_hour, "after the year 9999"),
        ] {
            let failure = Plan::new(&row(Status::Scheduled), &[].into(), &change).unwrap_err();
            assert_eq!(failure.exit(), Exit::Usage, "{change:?}");
            assert!(failure.message().contains(why), "{}", failure.message());
        }
    }

    #[test]
    fn people_join_leave_and_are_bound() {
        // change, joining, leaving, after, newly bound
        for (change, joining, leaving, after, newly_bound) in [
            (people(None, [3, 4], []), ids([4]), ids([]), ids([1, 2, 3, 4]), ids([4])),
            (people(None, [], [3, 9]), ids([]), ids([3]), ids([1, 2]), ids([])),
            // Whoever creates the meeting attends it, a participant or not.
            (people(None, [1], []), ids([1]), ids([]), ids([1, 2, 3]), ids([])),
            (people(None, [], [1]), ids([]), ids([]), ids([1, 2, 3]), ids([])),
            (people(Some(2), [], [2]), ids([]), ids([2]), ids([2, 3]), ids([])),
            (people(Some(5), [], []), ids([]), ids([]), ids([2, 3, 5]), ids([5])),
        ] {
            let plan = plan(Status::Scheduled, &change);
            assert_eq!(plan.joining, joining, "{change:?}");
            assert_eq!(plan.leaving, leaving, "{change:?}");
            assert_eq!(plan.after, after, "{change:?}");
            assert_eq!(plan.newly_bound, newly_bound, "{change:?}");
        }
    }

    #[test]
    fn a_moved_or_revived_meeting_binds_everybody() {
        use Status::{Cancelled, Completed, InProgress, Scheduled};
        let moved = start("09:00");
        // stored, change, the new status, busy, everybody is bound
        for (stored, change, new_status, busy, all) in [
            (Scheduled, &moved, None, true, true),
            (Cancelled, &moved, None, false, true),
            (Scheduled, &status(Cancelled), Some(Cancelled), false, false),
            (Cancelled, &status(Scheduled), Some(Scheduled), true, true),
            (Cancelled, &status(Completed), Some(Completed), true, true),
            (Cancelled, &status(Cancelled), None, false, false),
            (Completed, &status(InProgress), Some(InProgress), true, false),
        ] {
            let plan = plan(stored, change);
            let case = format!("{stored:?}: {change:?}");
            assert_eq!(plan.status.as_deref(), new_status.map(Status::as_str), "{case}");
            assert_eq!(plan.busy, busy, "{case}");
            let bound = if all { plan.after.clone() } else { ids([]) };
            assert_eq!(plan.newly_bound, bound, "{case}");
        }
    }
}

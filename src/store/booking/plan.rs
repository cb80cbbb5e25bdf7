//! What a change comes to: pure logic over a meeting as it is stored.

use std::collections::BTreeSet;

use crate::entity::meeting::{self, Status};
use crate::error::Failure;
use crate::schedule::Interval;
use crate::time::UtcTime;

/// What to change in a meeting; `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
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

/// What a change comes to for the meeting as it is stored.
#[derive(Debug)]
pub(in crate::store) struct Plan {
    /// The row as it is stored.
    pub before: meeting::Model,
    pub interval: Interval,
    /// The new status, if it changes.
    pub status: Option<String>,
    pub busy: bool,
    /// Everybody who attends then.
    pub after: BTreeSet<i64>,
    /// Everybody who attends before or after.
    pub involved: BTreeSet<i64>,
    /// Those for whom the meeting takes a time that it did not take before.
    pub newly_bound: BTreeSet<i64>,
    pub joining: BTreeSet<i64>,
    pub leaving: BTreeSet<i64>,
    /// Start or end changes.
    pub moved: bool,
    pub changes: bool,
}

impl Plan {
    /// The plan for a meeting of which `present` are the participants.
    ///
    /// # Errors
    /// Exit 2 for an end not after the start.
    pub fn new(
        row: meeting::Model,
        present: &BTreeSet<i64>,
        change: &Change,
    ) -> Result<Self, Failure> {
        let interval = new_interval(&row, change)?;
        let status = change
            .status
            .map_or_else(|| row.status.clone(), |s| s.as_str().to_owned());
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
        let moved = interval.start() != row.start_time || interval.end() != row.end_time;
        let revived = row.status == cancelled && status != cancelled;
        let newly_bound = if moved || revived {
            after.clone()
        } else {
            after.difference(&before).copied().collect()
        };
        let renamed = |new: &Option<String>, old: &str| new.as_ref().is_some_and(|n| n != old);
        let retitled = renamed(&change.title, &row.title)
            || renamed(
                &change.description,
                row.description.as_deref().unwrap_or_default(),
            );
        let restated = status != row.status;
        let reassigned = creator != row.created_by;
        Ok(Self {
            involved: before.union(&after).copied().collect(),
            changes: moved
                || retitled
                || restated
                || reassigned
                || !joining.is_empty()
                || !leaving.is_empty(),
            busy: status != cancelled,
            before: row,
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

fn new_interval(row: &meeting::Model, change: &Change) -> Result<Interval, Failure> {
    let start = change.start.unwrap_or(row.start_time);
    let end = match (change.end, change.seconds) {
        (Some(end), _) => end,
        (None, Some(seconds)) => start + chrono::TimeDelta::seconds(seconds),
        (None, None) => start + (row.end_time - row.start_time),
    };
    // A length that fitted once may lead out of what the columns hold.
    if !crate::time::YEARS.contains(&chrono::Datelike::year(&end)) {
        return Err(Failure::usage("the meeting would end after the year 9999"));
    }
    Ok(Interval::new(start, end)?)
}

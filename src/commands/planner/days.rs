//! Reads the meetings of one day after the other.

use std::collections::VecDeque;

use sea_orm::DatabaseConnection;

use super::Choice;
use crate::error::Failure;
use crate::schedule::Day;
use crate::schedule::Interval;
use crate::store::filter::Filter;
use crate::store::load::first_start_of_running;
use crate::store::pages::{Order, Pages, count_all};
use crate::store::people::MeetingDetails;
use crate::time::UtcTime;

/// Meetings per page.
const PAGE_SIZE: u64 = 500;

/// Reads days in their order. Memory holds a page and a bounded number of meetings of a day.
pub(super) struct DayReader<'a> {
    db: &'a DatabaseConnection,
    choice: &'a Choice,
    /// How many meetings of a day are kept.
    limit: usize,
    pages: Pages,
    read: VecDeque<MeetingDetails>,
    /// Those of the last day that are not over with it.
    open: Vec<MeetingDetails>,
}

/// The meetings of a day, by start.
pub(super) struct DayMeetings {
    pub(super) meetings: Vec<MeetingDetails>,
    /// How many more there are.
    pub(super) hidden: u64,
}

impl<'a> DayReader<'a> {
    /// Starts with the first day of the window of `choice`.
    pub(super) async fn new(
        db: &'a DatabaseConnection,
        choice: &'a Choice,
        limit: usize,
    ) -> Result<Self, Failure> {
        let pages = pages(choice, choice.window, first(db, choice).await?);
        Ok(Self { db, choice, limit, pages, read: VecDeque::new(), open: Vec::new() })
    }

    /// The meetings of `day`, which is after those before.
    pub(super) async fn day(&mut self, day: &Day) -> Result<DayMeetings, Failure> {
        let mut meetings = std::mem::take(&mut self.open);
        meetings.retain(|meeting| meeting.row.end_time > day.interval.start());
        while let Some(next) = self.next(day).await? {
            meetings.push(next);
            if meetings.len() > self.limit {
                return self.cut(day, meetings).await;
            }
        }
        let lasts = |meeting: &&MeetingDetails| meeting.row.end_time > day.interval.end();
        self.open = meetings.iter().filter(lasts).cloned().collect();
        Ok(DayMeetings { meetings, hidden: 0 })
    }

    /// The next meeting that starts before the end of `day`.
    async fn next(&mut self, day: &Day) -> Result<Option<MeetingDetails>, Failure> {
        if self.read.is_empty() && !self.pages.is_done() {
            self.read = self.pages.next(self.db, PAGE_SIZE).await?.collect();
        }
        let is_next =
            self.read.front().is_some_and(|next| next.row.start_time < day.interval.end());
        Ok(if is_next { self.read.pop_front() } else { None })
    }

    /// Counts what is left out, and starts again with the next day.
    async fn cut(
        &mut self,
        day: &Day,
        mut meetings: Vec<MeetingDetails>,
    ) -> Result<DayMeetings, Failure> {
        meetings.truncate(self.limit);
        let all = count_all(self.db, &self.choice.filter(day.interval)).await?;
        self.read.clear();
        match Interval::new(day.interval.end(), self.choice.window.end()) {
            Ok(rest) => self.pages = pages(self.choice, rest, first(self.db, self.choice).await?),
            Err(_) => self.pages = pages(self.choice, day.interval, None),
        }
        Ok(DayMeetings { hidden: all.saturating_sub(meetings.len() as u64), meetings })
    }
}

/// When the first of the meetings starts that reach into the window: the index on the start alone
/// would lead through all that ended before it. The meetings of a user are few.
pub(super) async fn first(
    db: &DatabaseConnection,
    choice: &Choice,
) -> Result<Option<UtcTime>, Failure> {
    if choice.users.is_empty() {
        Ok(first_start_of_running(db, choice.window.start()).await?)
    } else {
        Ok(None)
    }
}

fn pages(choice: &Choice, window: Interval, starts_from: Option<UtcTime>) -> Pages {
    let filter = Filter { starts_from, ..choice.filter(window) };
    Pages::new(filter, Order::Start, None).without_descriptions()
}

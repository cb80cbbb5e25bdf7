//! Every double booking of the database, in order of time.

use std::collections::BTreeSet;
use std::rc::Rc;

use sea_orm::{DatabaseConnection, DbErr};

use super::filter::Filter;
use super::pages::{Order, Pages};
use crate::entity::{meeting, user};
use crate::schedule::Interval;
use crate::schedule::conflicts::Sweep;
use crate::store::people::MeetingDetails;
use crate::time::UtcTime;

/// Two busy meetings of one user that overlap.
#[derive(Debug, Clone)]
pub struct DoubleBooking {
    /// Who.
    pub user: Rc<user::Model>,
    /// The meeting that starts no later, then has the lower id.
    pub first: Rc<meeting::Model>,
    /// The other one.
    pub second: Rc<meeting::Model>,
    /// What the two share.
    pub shared: Interval,
}

/// Meetings per page.
const PAGE: u64 = 2000;

/// Feeds the paged reader into the sweep; yields the double bookings page by page.
///
/// They come by the start of the second meeting, then user, then ids. Memory holds a page, the
/// meetings that are open at one time, and a bounded cache of users.
#[derive(Debug)]
pub struct ConflictScanner {
    users: BTreeSet<i64>,
    window: Option<Interval>,
    pages: Pages,
    sweep: Sweep<Rc<meeting::Model>>,
    /// Found at the last start seen; more may come at the same start.
    held: Vec<DoubleBooking>,
    ended: bool,
}

impl ConflictScanner {
    /// Looks at `users`, or at all if there are none, where the shared time overlaps `window`.
    pub fn new(users: BTreeSet<i64>, window: Option<Interval>) -> Self {
        let filter = Filter {
            attended_by: users.clone(),
            overlaps: window.map(|w| (w.start(), w.end())),
            busy: true,
            ..Filter::default()
        };
        Self {
            users,
            window,
            pages: Pages::new(filter, Order::Start, None),
            sweep: Sweep::default(),
            held: Vec::new(),
            ended: false,
        }
    }

    /// The next double bookings, maybe none on this page; `None` at the end.
    pub async fn next(
        &mut self,
        db: &DatabaseConnection,
    ) -> Result<Option<Vec<DoubleBooking>>, DbErr> {
        if self.ended {
            return Ok(None);
        }
        let page = self.pages.next(db, PAGE).await?;
        let mut ready = Vec::new();
        if page.is_empty() {
            self.ended = true;
            self.release(&mut ready);
            return Ok(Some(ready));
        }
        for meeting in page {
            self.take(meeting, &mut ready);
        }
        Ok(Some(ready))
    }

    fn take(&mut self, meeting: MeetingDetails, ready: &mut Vec<DoubleBooking>) {
        let start = meeting.row.start_time;
        if self.held.last().is_some_and(|held| held.second.start_time < start) {
            self.release(ready);
        }
        // A row that another program wrote backwards takes no time.
        let Ok(interval) = Interval::new(start, meeting.row.end_time) else {
            return;
        };
        let MeetingDetails { row, creator, participants } = meeting;
        let row = Rc::new(row);
        let guests = participants.into_iter().filter(|u| u.id != row.created_by);
        for user in creator.into_iter().chain(guests) {
            if self.users.is_empty() || self.users.contains(&user.id) {
                self.attend(&user, interval, &row);
            }
        }
    }

    fn attend(&mut self, user: &Rc<user::Model>, interval: Interval, row: &Rc<meeting::Model>) {
        for (other, first) in self.sweep.push(user.id, interval, Rc::clone(row)) {
            let Some(shared) = other.intersection(&interval) else {
                continue;
            };
            if self.window.is_some_and(|window| !window.overlaps(&shared)) {
                continue;
            }
            self.held.push(DoubleBooking {
                user: Rc::clone(user),
                first,
                second: Rc::clone(row),
                shared,
            });
        }
    }

    /// Hands over what was found at one start, in its order.
    fn release(&mut self, ready: &mut Vec<DoubleBooking>) {
        let key = |d: &DoubleBooking| -> (UtcTime, i64, i64, i64) {
            (d.second.start_time, d.user.id, d.first.id, d.second.id)
        };
        self.held.sort_by_key(key);
        ready.append(&mut self.held);
    }
}

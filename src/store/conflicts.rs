//! Every double booking of the database, in order of time.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use sea_orm::{DatabaseConnection, DbErr};

use super::filter::Filter;
use super::load;
use super::pages::{Order, Pages};
use crate::entity::odd::OddValues;
use crate::entity::user;
use crate::schedule::Interval;
use crate::schedule::conflicts::Sweep;
use crate::store::people::{MeetingDetails, Meetings};
use crate::time::UtcTime;

/// What a double booking shows of a meeting.
#[derive(Debug)]
pub struct BusyMeeting {
    /// The id.
    pub id: i64,
    /// The title.
    pub title: String,
    /// When it takes place.
    pub interval: Interval,
    /// The status.
    pub status: String,
    /// What is stored in place of a start or an end.
    pub odd: OddValues,
    /// Those of its users whose double bookings are searched, by id.
    pub people: Vec<Rc<user::Model>>,
}

/// Two busy meetings of one user that overlap.
#[derive(Debug, Clone)]
pub struct DoubleBooking {
    /// Who.
    pub user: Rc<user::Model>,
    /// The meeting that starts no later, then has the lower id.
    pub first: Rc<BusyMeeting>,
    /// The other one.
    pub second: Rc<BusyMeeting>,
    /// What the two share.
    pub shared: Interval,
}

impl DoubleBooking {
    /// Everyone for whom the two meetings are a double booking, by id.
    pub fn people(&self) -> impl Iterator<Item = &Rc<user::Model>> {
        let mut second = self.second.people.iter().peekable();
        self.first.people.iter().filter(move |user| {
            while second.next_if(|other| other.id < user.id).is_some() {}
            second.peek().is_some_and(|other| other.id == user.id)
        })
    }

    /// Whether this is the first of the double bookings of the same two meetings.
    pub fn is_first_of_pair(&self) -> bool {
        self.people().next().is_some_and(|first| first.id == self.user.id)
    }
}

/// The double bookings of one user whose second meetings start at one moment.
#[derive(Debug)]
pub struct Group {
    user: Rc<user::Model>,
    /// Those that are open, and those that start, by id.
    firsts: Vec<Rc<BusyMeeting>>,
    /// Those that start, by id.
    seconds: Vec<Rc<BusyMeeting>>,
}

impl Group {
    /// Each double booking, by the ids of its meetings. They are made one by one: of n meetings at
    /// one time there are n × (n - 1) / 2.
    pub fn pairs(&self) -> impl Iterator<Item = DoubleBooking> {
        self.firsts.iter().flat_map(|first| self.with(first))
    }

    fn with(&self, first: &Rc<BusyMeeting>) -> impl Iterator<Item = DoubleBooking> {
        let from = match self.seconds.first() {
            // It starts with them: the lower id is first.
            Some(second) if second.interval.start() == first.interval.start() => {
                self.seconds.partition_point(|second| second.id <= first.id)
            }
            _ => 0,
        };
        self.seconds[from..].iter().filter_map(|second| {
            Some(DoubleBooking {
                user: Rc::clone(&self.user),
                first: Rc::clone(first),
                second: Rc::clone(second),
                shared: first.interval.intersection(&second.interval)?,
            })
        })
    }
}

/// How many double bookings there are, and the first of them.
#[derive(Debug, Default)]
pub struct Counted {
    /// How many.
    pub count: u64,
    /// As many as were requested.
    pub sample: Vec<DoubleBooking>,
}

/// The meetings of a user that start at one moment, by id.
#[derive(Debug)]
struct Arrivals {
    user: Rc<user::Model>,
    meetings: Vec<Rc<BusyMeeting>>,
}

/// Feeds the paged reader into the sweep.
///
/// Double bookings come by the start of the second meeting, then user, then ids. Memory holds a
/// page, the meetings that are open at one time, and a bounded cache of users.
#[derive(Debug)]
pub struct ConflictScanner {
    users: BTreeSet<i64>,
    window: Option<Interval>,
    pages: Pages,
    began: bool,
    page: Meetings,
    sweep: Sweep<Rc<BusyMeeting>>,
    /// By user, what starts at the last start seen; more may come at the same start.
    arriving: BTreeMap<i64, Arrivals>,
    /// By user, what starts at an earlier one, and is not in the sweep yet.
    due: BTreeMap<i64, Arrivals>,
    start: Option<UtcTime>,
    ended: bool,
}

/// Meetings per page.
const PAGE: u64 = 2000;

/// Reads the busy meetings that overlap the window and start at `first` or later.
fn pages(users: &BTreeSet<i64>, window: Option<Interval>, first: Option<UtcTime>) -> Pages {
    let filter = Filter {
        attended_by: users.clone(),
        starts_from: first,
        // What two of these share overlaps it too: both end after its start.
        overlaps: window.map(|w| (w.start(), w.end())),
        busy: true,
        ..Filter::default()
    };
    Pages::new(filter, Order::Start, None).without_descriptions()
}

impl ConflictScanner {
    /// Looks at `users`, or at all if there are none, where the shared time overlaps `window`.
    pub fn new(users: BTreeSet<i64>, window: Option<Interval>) -> Self {
        Self {
            pages: pages(&users, window, None),
            users,
            window,
            began: false,
            page: Meetings::default(),
            sweep: Sweep::default(),
            arriving: BTreeMap::new(),
            due: BTreeMap::new(),
            start: None,
            ended: false,
        }
    }

    /// The next double bookings; `None` at the end.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn next(&mut self, db: &DatabaseConnection) -> Result<Option<Group>, DbErr> {
        while let Some(arrivals) = self.advance(db).await? {
            let (count, group) = self.meet(arrivals, true);
            if count > 0 {
                return Ok(group);
            }
        }
        Ok(None)
    }

    /// Whether there are any; stops at the first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn has_any(mut self, db: &DatabaseConnection) -> Result<bool, DbErr> {
        Ok(self.next(db).await?.is_some())
    }

    /// Counts all double bookings that are left, from the number of open meetings: they are not
    /// gone through. `sample`: how many to show.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn count(mut self, db: &DatabaseConnection, sample: usize) -> Result<Counted, DbErr> {
        let mut all = Counted::default();
        while let Some(arrivals) = self.advance(db).await? {
            let missing = sample - all.sample.len();
            let (count, group) = self.meet(arrivals, missing > 0);
            all.count += count;
            all.sample.extend(group.iter().flat_map(Group::pairs).take(missing));
        }
        Ok(all)
    }

    /// The meetings of the next user that start at the next moment.
    async fn advance(&mut self, db: &DatabaseConnection) -> Result<Option<Arrivals>, DbErr> {
        loop {
            if let Some((_, arrivals)) = self.due.pop_first() {
                return Ok(Some(arrivals));
            }
            if let Some(meeting) = self.page.next() {
                self.take(meeting);
            } else if self.ended {
                self.due = std::mem::take(&mut self.arriving);
                if self.due.is_empty() {
                    return Ok(None);
                }
            } else {
                if !std::mem::replace(&mut self.began, true) {
                    self.begin(db).await?;
                }
                let page = self.pages.next(db, PAGE).await?;
                self.ended = page.is_empty();
                self.page = page;
            }
        }
    }

    /// Begins with the first meeting that reaches into the window: the index on the start alone would
    /// lead through all that ended before it.
    async fn begin(&mut self, db: &DatabaseConnection) -> Result<(), DbErr> {
        if let Some(window) = self.window.filter(|_| self.users.is_empty())
            && let Some(first) = load::first_start_of_running(db, window.start()).await?
        {
            self.pages = pages(&self.users, self.window, Some(first));
        }
        Ok(())
    }

    fn take(&mut self, meeting: MeetingDetails) {
        let MeetingDetails { row, creator, participants } = meeting;
        // A row that another program wrote backwards takes no time.
        let Ok(interval) = Interval::new(row.start_time, row.end_time) else {
            return;
        };
        if self.window.is_some_and(|window| !window.overlaps(&interval)) {
            return;
        }
        if self.start.replace(interval.start()).is_some_and(|last| last < interval.start()) {
            self.due = std::mem::take(&mut self.arriving);
        }
        let guests = participants.into_iter().filter(|user| user.id != row.created_by);
        let (id, title, status, odd) = (row.id, row.title, row.status, row.odd);
        let people = creator.into_iter().chain(guests);
        let mut people: Vec<Rc<user::Model>> =
            people.filter(|user| self.users.is_empty() || self.users.contains(&user.id)).collect();
        people.sort_unstable_by_key(|user| user.id);
        let meeting = Rc::new(BusyMeeting { id, title, interval, status, odd, people });
        for user in &meeting.people {
            let arrivals = self
                .arriving
                .entry(user.id)
                .or_insert_with(|| Arrivals { user: Rc::clone(user), meetings: Vec::new() });
            arrivals.meetings.push(Rc::clone(&meeting));
        }
    }

    /// Adds meetings of a user to the sweep. Returns how many double bookings they make, and those
    /// if they are wanted.
    fn meet(&mut self, arrivals: Arrivals, wanted: bool) -> (u64, Option<Group>) {
        let Arrivals { user, meetings } = arrivals;
        let Some(start) = meetings.first().map(|meeting| meeting.interval.start()) else {
            return (0, None);
        };
        let open = self.sweep.open(user.id, start);
        let (arrived, before) = (meetings.len() as u64, open.len() as u64);
        let count = arrived * before + arrived * (arrived - 1) / 2;
        let group = (wanted && count > 0).then(|| {
            let open = open.iter().map(|open| &open.meeting);
            let mut firsts: Vec<_> = open.chain(&meetings).map(Rc::clone).collect();
            firsts.sort_unstable_by_key(|meeting| meeting.id);
            Group { user: Rc::clone(&user), firsts, seconds: meetings.clone() }
        });
        for meeting in meetings {
            self.sweep.add(user.id, meeting.interval, meeting);
        }
        (count, group)
    }
}

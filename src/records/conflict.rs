//! A double booking.

use std::rc::Rc;

use serde::Serialize;

use super::minutes::Minutes;
use super::time_text;
use super::user::UserRecord;
use super::when::When;
use crate::output::planner::{Bar, TimeLine};
use crate::output::{Cell, CellStyle, Column, Record, field_text, record};
use crate::store::conflicts::{BusyMeeting, DoubleBooking};
use crate::time::{Zone, rfc3339};

/// One of the two meetings of a double booking.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictMeeting {
    /// The id.
    pub id: i64,
    /// The title.
    pub title: String,
    /// The first moment.
    pub start_time: String,
    /// The first moment after.
    pub end_time: String,
    /// The status.
    pub status: String,
}

impl ConflictMeeting {
    fn new(meeting: &BusyMeeting, zone: &Zone) -> Self {
        Self {
            id: meeting.id,
            title: meeting.title.clone(),
            start_time: time_text(&meeting.odd, "start_time", meeting.interval.start(), zone),
            end_time: time_text(&meeting.odd, "end_time", meeting.interval.end(), zone),
            status: meeting.status.clone(),
        }
    }

    /// `#7 Roadmap`
    pub fn brief(&self) -> String {
        format!("#{} {}", self.id, self.title)
    }
}

field_text!(|meeting: &ConflictMeeting| meeting.id.to_string(); ConflictMeeting);

record! {
    /// `{"user":{user},"first":{…},"second":{…},"overlap_start":"…","overlap_end":"…","overlap_minutes":15}`
    pub struct ConflictRecord {
        /// Who is double-booked.
        pub user: UserRecord,
        /// The meeting that starts first, then has the lower id.
        pub first: ConflictMeeting,
        /// The other one.
        pub second: ConflictMeeting,
        /// The start of the overlap.
        pub overlap_start: String,
        /// Its end.
        pub overlap_end: String,
        /// Its length in minutes.
        pub overlap_minutes: Minutes,
    }
    skip { when: When, }
}

impl ConflictRecord {
    /// The record of a pair; machine formats in `machine`, tables in `people`.
    pub fn new(pair: &DoubleBooking, machine: &Zone, people: &Rc<Zone>) -> Self {
        let (start, end) = (pair.shared.start(), pair.shared.end());
        Self {
            user: UserRecord::new(&pair.user, machine),
            first: ConflictMeeting::new(&pair.first, machine),
            second: ConflictMeeting::new(&pair.second, machine),
            overlap_start: rfc3339(start, machine),
            overlap_end: rfc3339(end, machine),
            overlap_minutes: Minutes::between(start, end),
            when: When::new(start, end, people),
        }
    }
}

impl Record for ConflictRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::flexible("Who", |pair| Cell::styled(&pair.user.name, CellStyle::Strong)),
        Column::left("When both", |pair| pair.when.range().into()),
        Column::right("Shared", |pair| Cell::styled(pair.overlap_minutes.short(), CellStyle::Bad)),
        Column::flexible("First", |pair| pair.first.brief().into()),
        Column::flexible("Second", |pair| pair.second.brief().into()),
    ];
}

/// Names in a table; the others are counted.
const MAX_NAMED: usize = 3;

/// The names of those for whom two meetings are a double booking: `Ada, Ben, Cleo +4`.
fn names(pair: &DoubleBooking) -> String {
    let names = pair.people().take(MAX_NAMED).map(|user| user.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    match pair.people().count().saturating_sub(MAX_NAMED) {
        0 => names,
        more => format!("{names} +{more}"),
    }
}

record! {
    /// Two meetings that overlap, and everyone who attends both: a row of a table.
    pub struct PairRecord {
        /// Who is double-booked, by name.
        pub users: String,
        /// The meeting that starts first, then has the lower id.
        pub first: ConflictMeeting,
        /// The other one.
        pub second: ConflictMeeting,
        /// The length of the overlap in minutes.
        pub overlap_minutes: Minutes,
    }
    skip { when: When, }
}

impl PairRecord {
    /// The record of a pair, on the clocks of `zone`.
    pub fn new(pair: &DoubleBooking, zone: &Rc<Zone>) -> Self {
        let (start, end) = (pair.shared.start(), pair.shared.end());
        Self {
            users: names(pair),
            first: ConflictMeeting::new(&pair.first, zone),
            second: ConflictMeeting::new(&pair.second, zone),
            overlap_minutes: Minutes::between(start, end),
            when: When::new(start, end, zone),
        }
    }

    /// When both take place: `Mon 2026-06-01 10:30-11:00Z`.
    pub fn when_both(&self) -> String {
        format!("{} {}", self.when.weekday(), self.when.range())
    }

    /// The pair as two bars on one time line.
    pub fn time_line(pair: &DoubleBooking, zone: &Rc<Zone>) -> TimeLine {
        let shared = When::new(pair.shared.start(), pair.shared.end(), zone);
        let bar = |meeting: &BusyMeeting| Bar {
            label: format!("#{} {}", meeting.id, meeting.title),
            interval: meeting.interval,
        };
        TimeLine {
            title: names(pair),
            when: format!("{} {}", shared.weekday(), shared.range()),
            length: Minutes::between(pair.shared.start(), pair.shared.end()).short(),
            shared: pair.shared,
            bars: [bar(&pair.first), bar(&pair.second)],
        }
    }
}

impl Record for PairRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::flexible("Who", |pair| Cell::styled(&pair.users, CellStyle::Strong)),
        Column::left("When both", |pair| pair.when.range().into()),
        Column::right("Shared", |pair| Cell::styled(pair.overlap_minutes.short(), CellStyle::Bad)),
        Column::flexible("First", |pair| pair.first.brief().into()),
        Column::flexible("Second", |pair| pair.second.brief().into()),
    ];
}

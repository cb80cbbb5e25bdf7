//! Meetings of a day as rows of an agenda and as blocks of a week.

use chrono::TimeDelta;

use super::words;
use crate::context::Context;
use crate::entity::meeting::{self, Status};
use crate::output::planner::{AgendaRow, Block, State};
use crate::schedule::day::Part;
use crate::schedule::double_booked::double_booked;
use crate::schedule::{Day, Interval};
use crate::store::people::MeetingDetails;
use crate::time::{UtcTime, Zone};

/// The seconds of a day.
const DAY: i64 = 86_400;
/// People whose double booking is named; the others are counted.
const MAX_NAMED: usize = 3;

/// A meeting, and what it is on one day.
pub(super) struct DayPart<'a> {
    meeting: &'a MeetingDetails,
    interval: Interval,
    part: Part,
    state: State,
    /// Who is double-booked in it, by id.
    double_booked: Vec<i64>,
}

/// The meetings of a day. Double bookings are those of `only`, if any users are named there.
pub(super) fn parts<'a>(
    ctx: &Context,
    day: &Day,
    meetings: &'a [MeetingDetails],
    only: &std::collections::BTreeSet<i64>,
) -> Vec<DayPart<'a>> {
    let (now, zone) = (ctx.now(), ctx.zone());
    let attended: Vec<(Interval, Vec<i64>)> = meetings
        .iter()
        .map(|meeting| {
            let busy = state(&meeting.row, now) != State::Cancelled;
            let users = people(meeting).map(|(id, _)| id);
            let users = users.filter(|id| busy && (only.is_empty() || only.contains(id)));
            (interval(&meeting.row), users.collect())
        })
        .collect();
    let booked = double_booked(&attended);
    let parts = meetings.iter().zip(attended).zip(booked);
    let part =
        |((meeting, (interval, _)), double_booked): ((&'a MeetingDetails, (Interval, _)), _)| {
            let part = day.part(interval, zone)?;
            let state = state(&meeting.row, now);
            Some(DayPart { meeting, interval, part, state, double_booked })
        };
    parts.filter_map(part).collect()
}

impl DayPart<'_> {
    /// The start of the meeting.
    pub(super) fn start(&self) -> UtcTime {
        self.interval.start()
    }

    /// Whether the meeting has not started.
    pub(super) fn is_ahead(&self) -> bool {
        self.state == State::Ahead
    }

    /// The row of an agenda. `next` is the start of the next meeting, whose distance is named.
    pub(super) fn row(
        &self,
        ctx: &Context,
        day: &Day,
        next: Option<UtcTime>,
        named: bool,
    ) -> AgendaRow {
        let zone = ctx.zone();
        let left = |time: UtcTime| words::length((time - ctx.now()).num_seconds());
        let mut notes = match self.state {
            State::Running => vec![format!("running, {} left", left(self.interval.end()))],
            State::Cancelled => vec!["cancelled".to_owned()],
            State::Ahead if next == Some(self.start()) => {
                vec![format!("in {}", left(self.start()))]
            }
            State::Ahead | State::Over => Vec::new(),
        };
        notes.extend(words::beyond(self.part, self.interval, day, zone));
        let booked = !self.double_booked.is_empty();
        AgendaRow {
            id: self.meeting.row.id,
            time: words::part_time(self.part, self.interval, day, zone),
            title: self.meeting.row.title.clone(),
            notes,
            people: attendance(self.meeting),
            state: self.state,
            double_booked: booked.then(|| if named { self.names() } else { String::new() }),
        }
    }

    /// The block of a week.
    pub(super) fn block(&self, day: &Day, zone: &Zone) -> Block {
        Block {
            id: self.meeting.row.id,
            title: self.meeting.row.title.clone(),
            time: words::part_time(self.part, self.interval, day, zone),
            part: self.part,
            is_all_day: self.part.is_all_day() || self.interval.seconds() >= DAY,
            state: self.state,
            is_double_booked: !self.double_booked.is_empty(),
        }
    }

    /// The names of those who are double-booked.
    fn names(&self) -> String {
        let named = people(self.meeting).filter(|(id, _)| self.double_booked.contains(id));
        let mut names: Vec<String> =
            named.take(MAX_NAMED).map(|(_, name)| name.to_owned()).collect();
        match self.double_booked.len().saturating_sub(MAX_NAMED) {
            0 => {}
            more => names.push(format!("{more} more")),
        }
        names.join(", ")
    }
}

/// What a meeting is now: by the clock, as its status may be behind it.
fn state(row: &meeting::Model, now: UtcTime) -> State {
    if row.status == Status::Cancelled.as_str() {
        State::Cancelled
    } else if row.status == Status::Completed.as_str() || row.end_time <= now {
        State::Over
    } else if row.start_time <= now {
        State::Running
    } else {
        State::Ahead
    }
}

/// When a meeting takes place. One that another program wrote backwards takes a second.
fn interval(row: &meeting::Model) -> Interval {
    let (start, end) = (row.start_time, row.end_time);
    let short = || Interval::new(start, start + TimeDelta::seconds(1));
    Interval::new(start, end)
        .or_else(|_| short())
        .unwrap_or_else(|_| unreachable!("a second is not empty"))
}

/// Creator and participants with their names, each once.
fn people(meeting: &MeetingDetails) -> impl Iterator<Item = (i64, &str)> {
    let creator = meeting.row.created_by;
    let guests = meeting.participants.iter().filter(move |user| user.id != creator);
    meeting.creator.iter().chain(guests).map(|user| (user.id, user.name.as_str()))
}

/// The creator, and how many others: `Ada +2`.
fn attendance(meeting: &MeetingDetails) -> String {
    let creator = meeting.creator.as_ref().map_or("?", |user| user.name.as_str());
    match people(meeting).count().saturating_sub(1) {
        0 => creator.to_owned(),
        others => format!("{creator} +{others}"),
    }
}

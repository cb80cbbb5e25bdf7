//! Random databases, and random files that have something to do with them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use sea_orm::QueryResult;

use super::{USERS, moment};
use crate::entity::meeting::Status;
use crate::interchange::{MeetingEntry, Person};
use crate::time::UtcTime;

/// A meeting as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TestMeeting {
    pub uid: Option<String>,
    pub title: String,
    pub description: String,
    pub start: UtcTime,
    pub end: UtcTime,
    pub creator: i64,
    pub participants: BTreeSet<i64>,
    pub status: String,
}

impl TestMeeting {
    pub fn busy(&self) -> bool {
        self.status != "cancelled"
    }

    pub fn everybody(&self) -> BTreeSet<i64> {
        self.participants.iter().copied().chain([self.creator]).collect()
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The statements that store it.
    pub fn insert(&self, id: i64) -> String {
        let uid = self.uid.as_ref();
        let uid = uid.map_or("NULL".to_owned(), |uid| format!("'{uid}'"));
        let mut sql = format!(
            "; INSERT INTO meetings (id, uid, title, description, start_time, end_time, created_by, status) \
             VALUES ({id}, {uid}, '{}', '{}', '{}', '{}', {}, '{}')",
            self.title, self.description, self.start, self.end, self.creator, self.status
        );
        for user in &self.participants {
            write!(sql, "; INSERT INTO meeting_participants VALUES ({id}, {user})").unwrap();
        }
        sql
    }

    pub fn of_row(row: &QueryResult) -> Self {
        let text = |column| -> String { row.try_get_by_index(column).unwrap() };
        let people: Option<String> = row.try_get_by_index(7).unwrap();
        let people = people.unwrap_or_default();
        let people = people.split(',').filter(|id| !id.is_empty());
        Self {
            uid: row.try_get_by_index(0).unwrap(),
            title: text(1),
            description: text(2),
            start: row.try_get_by_index(3).unwrap(),
            end: row.try_get_by_index(4).unwrap(),
            creator: row.try_get_by_index(5).unwrap(),
            status: text(6),
            participants: people.map(|id| id.parse().unwrap()).collect(),
        }
    }
}

/// A database and a file.
#[derive(Debug, Clone)]
pub struct Case {
    pub stored: Vec<TestMeeting>,
    pub file: Vec<MeetingEntry>,
    pub batch_size: usize,
}

impl Case {
    /// Whether two meetings or records agree in creator, start and title.
    pub fn has_twins(&self) -> bool {
        let mut seen = BTreeSet::new();
        let stored = self.stored.iter().map(|m| (Some(m.creator), m.start, &m.title));
        let natural = self.file.iter().filter(|e| e.uid.is_none());
        let file = natural.map(|e| (number(e.creator.as_ref()), e.start, &e.title));
        let stored: Vec<_> = stored.collect();
        stored.iter().any(|key| !seen.insert(*key)) || {
            let mut seen = BTreeSet::new();
            let keys = self.file.iter().map(|e| (number(e.creator.as_ref()), e.start, &e.title));
            file.count() > 0 && keys.into_iter().any(|key| !seen.insert(key))
        }
    }
}

pub fn number(person: Option<&Person>) -> Option<i64> {
    match person? {
        Person::Id(id) => Some(*id),
        Person::Email { .. } => None,
    }
}

fn people() -> impl Strategy<Value = BTreeSet<i64>> {
    (0..1_u8 << USERS).prop_map(|bits| (1..=USERS).filter(|id| bits >> (id - 1) & 1 == 1).collect())
}

fn few_people() -> impl Strategy<Value = BTreeSet<i64>> {
    prop_oneof![
        3 => Just(BTreeSet::new()),
        3 => (1..=USERS).prop_map(|id| BTreeSet::from([id])),
        1 => people(),
    ]
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        5 => Just(Status::Scheduled),
        1 => Just(Status::Completed),
        1 => Just(Status::Cancelled),
    ]
}

/// An hour, and how many hours from then on.
fn time() -> impl Strategy<Value = (i64, i64)> {
    (0..40_i64, 1..4_i64)
}

prop_compose! {
    fn meeting()(
        title in "[AB]",
        (start, length) in time(),
        creator in 1..=USERS,
        participants in few_people(),
        status in status(),
        has_uid in prop::bool::weighted(0.7),
    ) -> (TestMeeting, bool) {
        (TestMeeting {
            uid: None,
            title,
            description: String::new(),
            start: moment(start),
            end: moment(start + length),
            creator,
            participants,
            status: status.as_str().to_owned(),
        }, has_uid)
    }
}

/// A field of a record that may be missing, and the field of its meeting.
#[derive(Debug, Clone)]
enum Field<T> {
    Same,
    Other(Option<T>),
}

impl<T> Field<T> {
    fn or(self, same: Option<T>) -> Option<T> {
        match self {
            Self::Same => same,
            Self::Other(other) => other,
        }
    }
}

fn field<T: std::fmt::Debug>(
    chance: f64,
    strategy: impl Strategy<Value = Option<T>>,
) -> impl Strategy<Value = Field<T>> {
    at_times(chance, strategy).prop_map(|drawn| drawn.map_or(Field::Same, Field::Other))
}

/// Which fields of a record differ from the meeting it was made of.
#[derive(Debug, Clone)]
struct Edit {
    of: prop::sample::Index,
    uid: Field<u8>,
    title: Option<String>,
    description: Option<String>,
    time: Option<(i64, i64)>,
    creator: Field<i64>,
    participants: Field<BTreeSet<i64>>,
    status: Field<Status>,
}

fn at_times<T: std::fmt::Debug>(
    chance: f64,
    strategy: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(chance, strategy)
}

prop_compose! {
    fn edit()(
        of in any::<prop::sample::Index>(),
        uid in field(0.15, prop::option::of(0..20_u8)),
        title in at_times(0.2, "[ABC]"),
        description in at_times(0.2, "[xy]?"),
        time in at_times(0.5, time()),
        creator in field(0.2, prop::option::weighted(0.9, 1..=USERS)),
        participants in field(0.3, prop::option::weighted(0.8, few_people())),
        status in field(0.2, prop::option::weighted(0.8, status())),
    ) -> Edit {
        Edit { of, uid, title, description, time, creator, participants, status }
    }
}

impl Edit {
    fn of(self, meetings: &[TestMeeting]) -> MeetingEntry {
        let from = self.of.get(meetings);
        let same = [Status::Scheduled, Status::Completed, Status::Cancelled]
            .into_iter()
            .find(|s| s.as_str() == from.status);
        let status = self.status.or(same);
        let time = self.time.map(|(start, length)| (moment(start), moment(start + length)));
        let (start, end) = time.unwrap_or((from.start, from.end));
        let participants = self.participants.or(Some(from.participants.clone()));
        let uid = match self.uid {
            Field::Same => from.uid.clone(),
            Field::Other(uid) => uid.map(|n| format!("u{n}")),
        };
        MeetingEntry {
            uid,
            title: self.title.unwrap_or_else(|| from.title.clone()),
            description: self.description,
            start,
            end,
            status,
            creator: self.creator.or(Some(from.creator)).map(Person::Id),
            participants: participants.map(|all| all.into_iter().map(Person::Id).collect()),
            version: None,
        }
    }
}

prop_compose! {
    /// Up to a dozen stored meetings, some of them double bookings already, and up to 30 records:
    /// stored ones, changed ones, new ones.
    pub fn case()(
        drawn in prop::collection::vec(meeting(), 0..12),
        more in prop::collection::vec(meeting(), 1..10),
        edits in prop::collection::vec(edit(), 1..30),
        batch_size in prop_oneof![Just(1_usize), Just(7), Just(1000)],
    ) -> Case {
        let with_uid = |index: usize, (mut meeting, has_uid): (TestMeeting, bool)| {
            meeting.uid = has_uid.then(|| format!("u{index}"));
            meeting
        };
        let stored: Vec<TestMeeting> = drawn
            .into_iter()
            .enumerate()
            .map(|(index, drawn)| with_uid(index, drawn))
            .collect();
        let new = more.into_iter().enumerate().map(|(index, drawn)| with_uid(index + 12, drawn));
        let any: Vec<TestMeeting> = stored.iter().cloned().chain(new).collect();
        let file = edits.into_iter().map(|edit| edit.of(&any)).collect();
        Case { stored, file, batch_size }
    }
}

/// Meetings that another program books.
pub fn others() -> impl Strategy<Value = Vec<TestMeeting>> {
    prop::collection::vec(meeting().prop_map(|(meeting, _)| meeting), 1..6)
}

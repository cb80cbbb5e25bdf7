//! A naive model of an import: every record against every other, no sweep, no files.

use std::collections::{BTreeMap, BTreeSet};

use super::ImportResult;
use super::generator::{TestMeeting, number};
use crate::interchange::{MeetingEntry, Person};

/// A stored meeting by its number, a new one by 1000 and its place in the file.
type Id = usize;
const NEW: Id = 1000;

/// What a record would do.
#[derive(Debug)]
enum Aim {
    Bad,
    Keep,
    Become(Id, TestMeeting),
}

pub struct Expected {
    pub outcome: ImportResult,
    /// What is stored in the end, sorted.
    pub contents: Vec<TestMeeting>,
    /// The same by number.
    pub after: BTreeMap<Id, TestMeeting>,
}

pub struct Model<'a> {
    stored: BTreeMap<Id, TestMeeting>,
    file: &'a [MeetingEntry],
    aims: Vec<Aim>,
}

pub fn numbered(stored: &[TestMeeting]) -> BTreeMap<Id, TestMeeting> {
    stored.iter().cloned().enumerate().collect()
}

/// User and two busy meetings of theirs that overlap.
pub fn double_bookings(meetings: &BTreeMap<Id, TestMeeting>) -> BTreeSet<(i64, Id, Id)> {
    let mut found = BTreeSet::new();
    for (a, first) in meetings {
        for (b, second) in meetings.range(a + 1..) {
            if first.busy() && second.busy() && first.overlaps(second) {
                let both = first.everybody();
                let both = both.intersection(&second.everybody()).copied().collect::<Vec<_>>();
                found.extend(both.into_iter().map(|user| (user, *a, *b)));
            }
        }
    }
    found
}

impl<'a> Model<'a> {
    pub fn new(stored: &[TestMeeting], file: &'a [MeetingEntry]) -> Self {
        let mut model = Self { stored: numbered(stored), file, aims: Vec::new() };
        let mut taken = BTreeSet::new();
        for place in 0..file.len() {
            let aim = model.aim(place, &mut taken);
            model.aims.push(aim);
        }
        model
    }

    /// Which stored meeting a record means, and what it makes of it.
    fn aim(&self, place: usize, taken: &mut BTreeSet<Id>) -> Aim {
        let entry = &self.file[place];
        let creator = number(entry.creator.as_ref());
        let matching = |free: bool| -> Vec<Id> {
            let means = |m: &TestMeeting| match &entry.uid {
                Some(uid) => m.uid.as_ref() == Some(uid),
                None => {
                    Some(m.creator) == creator && m.start == entry.start && m.title == entry.title
                }
            };
            let all = self.stored.iter().filter(|(_, m)| means(m)).map(|(id, _)| *id);
            all.filter(|id| !free || !taken.contains(id)).collect()
        };
        if entry.uid.is_none() && creator.is_none() {
            return Aim::Bad;
        }
        let free = matching(true);
        let Some(oldest) = free.first() else {
            let taken = entry.uid.is_some() && !matching(false).is_empty();
            if creator.is_none() || taken {
                return Aim::Bad;
            }
            return Aim::Become(NEW + place, changed(None, entry));
        };
        let equal = free.iter().find(|id| changed(self.stored.get(*id), entry) == self.stored[*id]);
        let id = *equal.unwrap_or(oldest);
        taken.insert(id);
        if equal.is_some() {
            return Aim::Keep;
        }
        Aim::Become(id, changed(self.stored.get(&id), entry))
    }

    fn same_uid(&self, place: usize) -> bool {
        let uid = &self.file[place].uid;
        // A record that is bad in itself, and not for its uid, has none.
        let has_uid = |earlier: &MeetingEntry| earlier.uid == *uid;
        uid.is_some() && self.file[..place].iter().any(has_uid)
    }

    /// Whether a record changes when a stored meeting is, or who attends it.
    fn displaces(&self, place: usize) -> Option<Id> {
        let Aim::Become(id, new) = &self.aims[place] else {
            return None;
        };
        let old = self.stored.get(id)?;
        let same = (old.start, old.end, old.everybody(), &old.status)
            == (new.start, new.end, new.everybody(), &new.status);
        (!same).then_some(*id)
    }

    /// Who would be newly bound to a time.
    fn bound(&self, place: usize) -> BTreeSet<i64> {
        let Aim::Become(id, new) = &self.aims[place] else {
            return BTreeSet::new();
        };
        if !new.busy() {
            return BTreeSet::new();
        }
        match self.stored.get(id) {
            Some(old) if old.busy() && (old.start, old.end) == (new.start, new.end) => {
                new.everybody().difference(&old.everybody()).copied().collect()
            }
            _ => new.everybody(),
        }
    }

    /// Who attends what a record makes, if that takes time.
    fn attends(&self, place: usize) -> Option<(&TestMeeting, BTreeSet<i64>)> {
        match &self.aims[place] {
            Aim::Become(id, new) if new.busy() => {
                let takes = !self.stored.contains_key(id) || self.displaces(place).is_some();
                takes.then(|| (new, new.everybody()))
            }
            _ => None,
        }
    }

    /// Checks in the order of the file; `stuck` are changes that were rejected in an earlier round.
    fn round(&self, stuck: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut rejected = stuck.clone();
        for place in 0..self.file.len() {
            let blocked =
                self.bound(place).into_iter().any(|user| self.conflicts(place, user, &rejected));
            if matches!(self.aims[place], Aim::Bad) || self.same_uid(place) || blocked {
                rejected.insert(place);
            }
        }
        rejected
    }

    fn conflicts(&self, place: usize, user: i64, rejected: &BTreeSet<usize>) -> bool {
        let Aim::Become(me, new) = &self.aims[place] else {
            return false;
        };
        let meets = |other: &TestMeeting| {
            other.busy() && other.overlaps(new) && other.everybody().contains(&user)
        };
        let unmoved = |id: &Id| {
            let moves =
                |place: usize| self.displaces(place) == Some(*id) && !rejected.contains(&place);
            !(0..self.file.len()).any(moves)
        };
        let stored = self.stored.iter().filter(|(id, _)| *id != me && unmoved(id));
        if stored.into_iter().any(|(_, other)| meets(other)) {
            return true;
        }
        (0..self.file.len()).filter(|other| *other != place && !rejected.contains(other)).any(
            |other| {
                // Of two newly bound ones the earlier wins.
                let first = other < place || !self.bound(other).contains(&user);
                first
                    && self
                        .attends(other)
                        .is_some_and(|(theirs, people)| people.contains(&user) && meets(theirs))
            },
        )
    }

    pub fn run(&self) -> Expected {
        let mut stuck = BTreeSet::new();
        let rejected = loop {
            let rejected = self.round(&stuck);
            let changes: BTreeSet<usize> =
                rejected.iter().copied().filter(|place| self.displaces(*place).is_some()).collect();
            if changes == stuck {
                break rejected;
            }
            stuck = changes;
        };
        let mut outcome = ImportResult::default();
        let mut after = self.stored.clone();
        for (place, aim) in
            self.aims.iter().enumerate().filter(|(place, _)| !rejected.contains(place))
        {
            match aim {
                Aim::Keep | Aim::Bad => outcome.unchanged += 1,
                Aim::Become(id, meeting) => {
                    let count = if *id < NEW { &mut outcome.updated } else { &mut outcome.created };
                    *count += 1;
                    after.insert(if *id < NEW { *id } else { NEW + place }, meeting.clone());
                }
            }
        }
        outcome.rejected = rejected;
        let mut contents: Vec<TestMeeting> = after.values().cloned().collect();
        contents.sort();
        Expected { outcome, contents, after }
    }
}

/// A record as a meeting; absent fields are unchanged, or the default.
fn changed(old: Option<&TestMeeting>, entry: &MeetingEntry) -> TestMeeting {
    let people = entry.participants.as_ref();
    let people = people.map(|all| all.iter().map(Person::number).collect());
    let or = |kept: fn(&TestMeeting) -> &String, default: &str| {
        old.map_or_else(|| default.to_owned(), |old| kept(old).clone())
    };
    TestMeeting {
        uid: old.map_or_else(|| entry.uid.clone(), |old| old.uid.clone()),
        title: entry.title.clone(),
        description: entry.description.clone().unwrap_or_else(|| or(|m| &m.description, "")),
        start: entry.start,
        end: entry.end,
        creator: number(entry.creator.as_ref()).or(old.map(|old| old.creator)).unwrap_or_default(),
        participants: people
            .or_else(|| old.map(|old| old.participants.clone()))
            .unwrap_or_default(),
        status: match entry.status {
            Some(status) => status.as_str().to_owned(),
            None => or(|m| &m.status, "scheduled"),
        },
    }
}

impl Person {
    fn number(&self) -> i64 {
        number(Some(self)).unwrap_or_default()
    }
}

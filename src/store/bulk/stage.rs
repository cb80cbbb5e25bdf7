//! Everything that a file holds, read, looked up and compared, in temporary files: nothing that
//! others read is touched.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use chrono::DateTime;
use sea_orm::DatabaseConnection;
use serde::{Deserialize, Serialize};

use super::directory::Directory;
use super::known::{Found, Matcher, Stored, difference};
use super::{Terms, Wanted};
use crate::error::Failure;
use crate::interchange::{Entry, MeetingEntry, Person, Problem};
use crate::staging::{Sorted, Sorter, Spool, Spooled};
use crate::store::booking::Plan;
use crate::store::session::Session;
use crate::store::{meetings, users};
use crate::time::UtcTime;

/// A record of the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Staged {
    /// The line it begins on.
    pub line: u64,
    /// Its text, where a file of rejects may need it.
    pub raw: Vec<u8>,
    /// What is to be done with it.
    pub state: State,
}

/// What is to be done with a record.
#[derive(Debug, Serialize, Deserialize)]
pub enum State {
    /// Nothing can be: it is bad.
    Bad(Problem),
    /// Nothing needs to be: it is stored just so.
    Kept,
    /// It becomes a meeting.
    New(Wanted),
    /// It changes the meeting of this id.
    Known(i64, Wanted),
}

/// The time that a record takes, and whose.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Slot {
    /// Seconds since 1970, UTC.
    pub start: i64,
    /// The first second after it.
    pub end: i64,
    /// Which record, from 0 on.
    pub ordinal: u64,
    /// Everybody, and whether the record is what binds them to that time.
    pub people: Vec<(i64, bool)>,
    /// The line of the record.
    pub line: u64,
}

/// A stored meeting whose time or people a record changes, in order of its start.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Replaced {
    /// Seconds since 1970, UTC.
    pub start: i64,
    /// The meeting.
    pub id: i64,
    /// The record.
    pub ordinal: u64,
}

/// A uid of the file, by its hash: two that are equal lie side by side.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Key {
    pub hash: (u64, u64),
    pub ordinal: u64,
    pub line: u64,
    /// Its meeting is that of another record.
    pub taken: bool,
}

/// Takes the records of a file in their order.
#[derive(Debug)]
pub struct Stage {
    terms: Terms,
    records: Spool<Staged>,
    slots: Sorter<Slot>,
    replaced: Sorter<Replaced>,
    keys: Sorter<Key>,
    directory: Directory,
    matcher: Matcher,
    /// Whether there was no meeting yet that a record could mean.
    nothing_stored: bool,
    span: Option<(i64, i64)>,
    read: u64,
    bad: u64,
}

/// What was staged.
#[derive(Debug)]
pub struct Staging {
    /// The records in the order of the file.
    pub records: Spooled<Staged>,
    /// How many of them are bad.
    pub bad: u64,
    pub(super) terms: Terms,
    pub(super) slots: Sorted<Slot>,
    pub(super) replaced: Sorted<Replaced>,
    pub(super) keys: Sorted<Key>,
    pub(super) directory: Directory,
    pub(super) matcher: Matcher,
    /// The first start and the last end of all slots, in seconds.
    pub(super) span: Option<(i64, i64)>,
}

impl Stage {
    /// An empty one.
    pub async fn new(session: &Session, terms: Terms) -> Result<Self, Failure> {
        let mut directory = Directory::new(terms.create_users);
        let creator: Vec<i64> = terms.creator.into_iter().collect();
        directory.learn_ids(session, &creator).await?;
        Ok(Self {
            terms,
            records: Spool::new()?,
            slots: Sorter::new()?,
            replaced: Sorter::new()?,
            keys: Sorter::new()?,
            directory,
            matcher: Matcher::default(),
            nothing_stored: true,
            span: None,
            read: 0,
            bad: 0,
        })
    }

    /// How many records were taken.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Takes the next records, some hundreds at a time.
    pub async fn take(
        &mut self,
        session: &Session,
        entries: Vec<Entry<MeetingEntry>>,
    ) -> Result<(), Failure> {
        let named = entries
            .iter()
            .filter_map(|e| e.content.as_ref().ok())
            .flat_map(people);
        self.directory.learn(session, named).await?;
        let mut waiting = Vec::with_capacity(entries.len());
        for entry in entries {
            let wanted = entry.content.and_then(|content| self.wanted(content));
            waiting.push((entry.line, entry.raw, wanted));
        }
        let found = self.find(session, &waiting).await?;
        for ((line, raw, wanted), stored) in waiting.into_iter().zip(found) {
            let state = match wanted {
                Err(problem) => State::Bad(problem),
                Ok(wanted) => self.place(line, wanted, stored)?,
            };
            self.bad += u64::from(matches!(state, State::Bad(_)));
            self.records.push(&Staged { line, raw, state })?;
            self.read += 1;
        }
        Ok(())
    }

    fn wanted(&mut self, entry: MeetingEntry) -> Result<Wanted, Problem> {
        let names_creator = entry.creator.is_some();
        let creator = match &entry.creator {
            Some(person) => Some(self.number("creator", person)?),
            None => self.terms.creator,
        };
        let participants = entry.participants.map(|people| {
            let numbers = people.iter().map(|p| self.number("participants", p));
            numbers.collect::<Result<BTreeSet<i64>, Problem>>()
        });
        if creator.is_none() && entry.uid.is_none() {
            return Err(nobody());
        }
        Ok(Wanted {
            uid: entry.uid,
            title: entry.title,
            description: entry.description,
            start: entry.start,
            end: entry.end,
            status: entry.status,
            creator,
            names_creator,
            participants: participants.transpose()?,
        })
    }

    fn number(&mut self, field: &str, person: &Person) -> Result<i64, Problem> {
        self.directory
            .number(person)
            .map_err(|why| Problem::of(field, why))
    }

    /// The stored meetings that records mean, with their people learnt.
    async fn find(
        &mut self,
        session: &Session,
        waiting: &[(u64, Vec<u8>, Result<Wanted, Problem>)],
    ) -> Result<Vec<Found>, Failure> {
        let mut found = vec![Found::Nothing; waiting.len()];
        // Asked again and again, for other programs may write; after everybody's `booking_seq` was
        // noted, so that whatever comes later is noticed.
        if self.nothing_stored {
            let none = session.reading(async |db| Ok(meetings::none(&db).await?));
            self.nothing_stored = none.await?;
        }
        if self.nothing_stored {
            return Ok(found);
        }
        let good = waiting.iter().enumerate();
        let (places, wanted): (Vec<usize>, Vec<&Wanted>) = good
            .filter_map(|(place, (.., wanted))| Some((place, wanted.as_ref().ok()?)))
            .unzip();
        let mut matcher = std::mem::take(&mut self.matcher);
        let stored = session
            .reading(async |db: DatabaseConnection| Ok(matcher.find(&db, &wanted).await?))
            .await?;
        self.matcher = matcher;
        let meetings = stored.iter().filter_map(Found::as_meeting);
        let theirs: BTreeSet<i64> = meetings.flat_map(Stored::everybody).collect();
        let theirs: Vec<i64> = theirs.into_iter().collect();
        self.directory.learn_ids(session, &theirs).await?;
        for (place, stored) in places.into_iter().zip(stored) {
            found[place] = stored;
        }
        Ok(found)
    }

    /// What is to be done with a record, and which time it takes.
    fn place(&mut self, line: u64, wanted: Wanted, found: Found) -> io::Result<State> {
        let ordinal = self.read;
        if let Some(uid) = &wanted.uid {
            let hash = hash_of(uid);
            self.keys.push(Key {
                hash,
                ordinal,
                line,
                taken: matches!(found, Found::Taken),
            })?;
        }
        let Some(stored) = found.meeting() else {
            if wanted.creator.is_none() {
                return Ok(State::Bad(nobody()));
            }
            if wanted.busy() {
                let people = wanted.everybody().into_iter().map(|id| (id, true));
                let people = people.collect();
                self.occupy(ordinal, line, (wanted.start, wanted.end), people)?;
            }
            return Ok(State::New(wanted));
        };
        let Some(change) = difference(&wanted, &stored) else {
            return Ok(State::Kept);
        };
        let id = stored.row.id;
        let before = (stored.row.start_time, stored.everybody());
        let Ok(plan) = Plan::new(stored.row, &stored.participants, &change) else {
            return Ok(State::Bad(Problem::new("it would end before it starts")));
        };
        let elsewhere = plan.moved || plan.after != before.1 || plan.status.is_some();
        if elsewhere {
            self.replaced.push(Replaced {
                start: seconds(before.0),
                id,
                ordinal,
            })?;
        }
        if elsewhere && plan.busy {
            let bound = |user: i64| (user, plan.newly_bound.contains(&user));
            let people = plan.after.iter().copied().map(bound).collect();
            self.occupy(ordinal, line, (wanted.start, wanted.end), people)?;
        }
        Ok(State::Known(id, wanted))
    }

    fn occupy(
        &mut self,
        ordinal: u64,
        line: u64,
        (start, end): (UtcTime, UtcTime),
        people: Vec<(i64, bool)>,
    ) -> io::Result<()> {
        if self.terms.allow_overlap {
            return Ok(());
        }
        let (start, end) = (seconds(start), seconds(end));
        let span = self.span.unwrap_or((start, end));
        self.span = Some((span.0.min(start), span.1.max(end)));
        self.slots.push(Slot {
            start,
            end,
            ordinal,
            people,
            line,
        })
    }

    /// Ends staging.
    pub fn finish(self) -> Result<Staging, Failure> {
        Ok(Staging {
            records: self.records.finish()?,
            bad: self.bad,
            terms: self.terms,
            slots: self.slots.finish()?,
            replaced: self.replaced.finish()?,
            keys: self.keys.finish()?,
            directory: self.directory,
            matcher: self.matcher,
            span: self.span,
        })
    }
}

impl Staging {
    /// The address of somebody, by number.
    pub async fn name(&self, session: &Session, number: i64) -> Result<String, Failure> {
        if let Some(newcomer) = self.directory.newcomer_at(number) {
            return Ok(newcomer.email.clone());
        }
        let name = number.to_string();
        let found = session.reading(async |db| users::find(&db, &name).await);
        Ok(found.await?.email)
    }
}

fn nobody() -> Problem {
    Problem::of(
        "creator",
        "the record names no creator; --creator names one",
    )
}

fn people(entry: &MeetingEntry) -> impl Iterator<Item = &Person> {
    let others = entry.participants.iter().flatten();
    others.chain(&entry.creator)
}

/// 128 bits: two different uids of one file do not meet by chance.
fn hash_of(uid: &str) -> (u64, u64) {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        uid.hash(&mut hasher);
        hasher.finish()
    };
    (half(1), half(2))
}

pub(super) fn seconds(time: UtcTime) -> i64 {
    time.and_utc().timestamp()
}

pub(super) fn time(seconds: i64) -> UtcTime {
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}

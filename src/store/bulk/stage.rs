//! Staging: the records of a file, resolved and compared, in temporary files. Nothing is written
//! to the database.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use chrono::DateTime;
use sea_orm::DatabaseConnection;
use serde::{Deserialize, Serialize};

use super::matching::{Match, Matcher, StoredMeeting, difference};
use super::user_index::UserIndex;
use super::{ImportRules, ResolvedMeeting};
use crate::error::Failure;
use crate::interchange::{Entry, MeetingEntry, Person, Problem, Version, Withdrawal};
use crate::staging::{self, Sorted, Sorter, Spool, Spooled};
use crate::store::booking::Plan;
use crate::store::session::Session;
use crate::store::{meetings, users};
use crate::time::UtcTime;

/// How many participants a record may have: a longer list is a mistake, or hostile.
const MAX_PARTICIPANTS: usize = 50_000;
/// How many users one interval of the sweep holds.
const PEOPLE_PER_INTERVAL: usize = 1000;

/// A record of the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct StagedRecord {
    /// The line it begins on.
    pub line: u64,
    /// Its text, where a file of rejects may need it.
    #[serde(with = "staging::bytes")]
    pub raw: Vec<u8>,
    /// What to do with it.
    pub state: RecordState,
}

impl StagedRecord {
    /// About how many bytes of memory it takes beside a small part that each takes.
    pub fn bytes(&self) -> usize {
        let content = match &self.state {
            RecordState::Create(meeting)
            | RecordState::Update(_, meeting)
            | RecordState::Restamp(_, meeting) => meeting.bytes(),
            RecordState::Invalid(_) | RecordState::Unchanged | RecordState::Cancel(..) => 0,
        };
        self.raw.len() + content
    }
}

/// What to do with a record.
#[derive(Debug, Serialize, Deserialize)]
pub enum RecordState {
    /// Nothing: it is invalid.
    Invalid(Problem),
    /// Nothing: it is already up to date.
    Unchanged,
    /// Create a meeting.
    Create(ResolvedMeeting),
    /// Update the meeting of this id.
    Update(i64, ResolvedMeeting),
    /// The meeting of this id is up to date, but is stored as an older version of its event.
    Restamp(i64, ResolvedMeeting),
    /// Cancel the meeting of this id, which this version of its event does not have.
    Cancel(i64, Version),
}

/// The time that a record takes, and of which users.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct BusyInterval {
    /// Microseconds since 1970, UTC.
    pub start: i64,
    /// The first one after it.
    pub end: i64,
    /// Which record, from 0 on.
    pub ordinal: u64,
    /// Each user, and whether the record newly binds them to that time.
    pub people: Vec<(i64, bool)>,
    /// The line of the record.
    pub line: u64,
}

/// A stored meeting whose time or people a record changes, in order of its start.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ReplacedMeeting {
    /// Microseconds since 1970, UTC.
    pub start: i64,
    /// The meeting.
    pub id: i64,
    /// The record.
    pub ordinal: u64,
}

/// A uid of the file, by its hash: equal ones are adjacent when sorted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct UidKey {
    pub hash: (u64, u64),
    pub ordinal: u64,
    pub line: u64,
    /// Another record matches its meeting.
    pub taken: bool,
}

/// Takes the records of a file in their order.
#[derive(Debug)]
pub struct Stager {
    rules: ImportRules,
    pub(super) records: Spool<StagedRecord>,
    intervals: Sorter<BusyInterval>,
    pub(super) replaced: Sorter<ReplacedMeeting>,
    keys: Sorter<UidKey>,
    pub(super) users: UserIndex,
    pub(super) matcher: Matcher,
    /// Whether the database had no meeting so far.
    pub(super) nothing_stored: bool,
    /// Whether every good record so far becomes a meeting.
    only_new: bool,
    span: Option<(i64, i64)>,
    pub(super) read: u64,
    bad: u64,
    pub(super) withdrawals: Spool<Withdrawal>,
    /// Events of which a record is bad: nothing of them is withdrawn.
    pub(super) bad_events: HashSet<String>,
    pub(super) warnings: Vec<(u64, String)>,
}

/// What was staged.
#[derive(Debug)]
pub struct StagedFile {
    /// The records in the order of the file.
    pub records: Spooled<StagedRecord>,
    /// How many of them are bad.
    pub bad: u64,
    pub(super) rules: ImportRules,
    pub(super) intervals: Sorted<BusyInterval>,
    pub(super) replaced: Sorted<ReplacedMeeting>,
    pub(super) keys: Sorted<UidKey>,
    pub(super) users: UserIndex,
    pub(super) matcher: Matcher,
    /// The first start and the last end of all slots, in microseconds.
    pub(super) span: Option<(i64, i64)>,
    /// Whether the database had no meeting when they were read.
    pub(super) nothing_stored: bool,
    /// Whether every record that is not rejected becomes a meeting.
    pub(super) only_new: bool,
    /// How many of the records at the end are not of the file, but cancel what it withdraws.
    pub cancelled: u64,
}

impl Stager {
    /// An empty one.
    pub async fn new(session: &Session, rules: ImportRules) -> Result<Self, Failure> {
        let mut users = UserIndex::new(rules.create_users);
        let creator: Vec<i64> = rules.creator.into_iter().collect();
        users.learn_ids(session, &creator).await?;
        Ok(Self {
            rules,
            records: Spool::new()?,
            intervals: Sorter::new()?,
            replaced: Sorter::new()?,
            keys: Sorter::new()?,
            users,
            matcher: Matcher::default(),
            nothing_stored: true,
            only_new: true,
            span: None,
            read: 0,
            bad: 0,
            withdrawals: Spool::new()?,
            bad_events: HashSet::new(),
            warnings: Vec::new(),
        })
    }

    /// Takes what the file has withdrawn; to be called as often as [`Self::take`].
    pub fn withdraw(&mut self, withdrawals: &[Withdrawal]) -> Result<(), Failure> {
        for withdrawal in withdrawals {
            self.withdrawals.push(withdrawal)?;
        }
        Ok(())
    }

    /// Warnings about records since the last call, each with its line.
    pub fn take_warnings(&mut self) -> Vec<(u64, String)> {
        std::mem::take(&mut self.warnings)
    }

    /// Takes the next records, some hundreds at a time.
    pub async fn take(
        &mut self,
        session: &Session,
        entries: &[Entry<MeetingEntry>],
    ) -> Result<(), Failure> {
        let named = entries.iter().filter_map(|e| e.content.as_ref().ok()).flat_map(people);
        self.users.learn(session, named).await?;
        let records = entries.iter().map(|entry| match &entry.content {
            Ok(content) => self.resolve(content),
            Err(problem) => Err(problem.clone()),
        });
        let records: Vec<Result<ResolvedMeeting, Problem>> = records.collect();
        let found = self.find(session, &records).await?;
        let newest = self.newest(session, &records).await?;
        for (entry, (record, stored)) in entries.iter().zip(records.into_iter().zip(found)) {
            let state = match record {
                Err(problem) => RecordState::Invalid(problem),
                Ok(resolved) => self.place(entry.line, resolved, stored, &newest)?,
            };
            self.bad += u64::from(matches!(state, RecordState::Invalid(_)));
            self.only_new &= matches!(state, RecordState::Create(_) | RecordState::Invalid(_));
            let (line, raw) = (entry.line, entry.raw.clone());
            self.records.push(&StagedRecord { line, raw, state })?;
            self.read += 1;
        }
        Ok(())
    }

    fn resolve(&mut self, entry: &MeetingEntry) -> Result<ResolvedMeeting, Problem> {
        let resolved = self.resolve_people(entry);
        if let (Err(_), Some(version)) = (&resolved, &entry.version) {
            self.bad_events.insert(version.event.clone());
        }
        resolved
    }

    fn resolve_people(&mut self, entry: &MeetingEntry) -> Result<ResolvedMeeting, Problem> {
        if let Some(count) = entry.participants.as_ref().map(Vec::len)
            && count > MAX_PARTICIPANTS
        {
            let message = format!(
                "a meeting has at most {MAX_PARTICIPANTS} participants, this one has {count}"
            );
            return Err(Problem::of("participants", message));
        }
        let names_creator = entry.creator.is_some();
        let creator = match &entry.creator {
            Some(person) => Some(self.number("creator", person)?),
            None => self.rules.creator,
        };
        let participants = entry.participants.as_ref().map(|people| {
            let numbers = people.iter().map(|p| self.number("participants", p));
            numbers.collect::<Result<BTreeSet<i64>, Problem>>()
        });
        if creator.is_none() && entry.uid.is_none() {
            return Err(no_creator());
        }
        Ok(ResolvedMeeting {
            uid: entry.uid.clone(),
            title: entry.title.clone(),
            description: entry.description.clone(),
            start: entry.start,
            end: entry.end,
            status: entry.status,
            creator,
            names_creator,
            participants: participants.transpose()?,
            version: entry.version.clone(),
        })
    }

    fn number(&mut self, field: &str, person: &Person) -> Result<i64, Problem> {
        self.users.number(person).map_err(|why| Problem::of(field, why))
    }

    /// The stored meetings that records match, with their users.
    async fn find(
        &mut self,
        session: &Session,
        records: &[Result<ResolvedMeeting, Problem>],
    ) -> Result<Vec<Match>, Failure> {
        let mut found = vec![Match::Nothing; records.len()];
        if self.is_empty(session).await? {
            return Ok(found);
        }
        let good = records.iter().enumerate();
        let (places, resolved): (Vec<usize>, Vec<&ResolvedMeeting>) =
            good.filter_map(|(place, record)| Some((place, record.as_ref().ok()?))).unzip();
        let mut matcher = std::mem::take(&mut self.matcher);
        let stored = session
            .reading(async |db: DatabaseConnection| Ok(matcher.find(&db, &resolved).await?))
            .await?;
        self.matcher = matcher;
        let meetings = stored.iter().filter_map(Match::as_meeting);
        let theirs: BTreeSet<i64> = meetings.flat_map(StoredMeeting::everybody).collect();
        let theirs: Vec<i64> = theirs.into_iter().collect();
        self.users.learn_ids(session, &theirs).await?;
        for (place, stored) in places.into_iter().zip(stored) {
            found[place] = stored;
        }
        Ok(found)
    }

    /// Whether nothing is stored. Checked for each batch, because other programs may write; and
    /// after the `booking_seq` of all users was read, so that later writes are detected.
    pub(super) async fn is_empty(&mut self, session: &Session) -> Result<bool, Failure> {
        if self.nothing_stored {
            let none = session.reading(async |db| Ok(meetings::none(&db).await?));
            self.nothing_stored = none.await?;
        }
        Ok(self.nothing_stored)
    }

    /// What to do with a record, and which time it takes.
    fn place(
        &mut self,
        line: u64,
        resolved: ResolvedMeeting,
        found: Match,
        newest: &HashMap<String, i64>,
    ) -> io::Result<RecordState> {
        let ordinal = self.read;
        if let Some(uid) = &resolved.uid {
            let hash = hash_of(uid);
            self.keys.push(UidKey { hash, ordinal, line, taken: matches!(found, Match::Taken) })?;
        }
        if self.is_outdated(line, &resolved, found.as_meeting(), newest) {
            return Ok(RecordState::Unchanged);
        }
        let Some(stored) = found.meeting() else {
            if resolved.creator.is_none() {
                return Ok(RecordState::Invalid(no_creator()));
            }
            if resolved.busy() {
                let people = resolved.everybody().into_iter().map(|id| (id, true));
                let people: Vec<_> = people.collect();
                self.occupy(ordinal, line, (resolved.start, resolved.end), &people)?;
            }
            return Ok(RecordState::Create(resolved));
        };
        let id = stored.row.id;
        let Some(change) = difference(&resolved, &stored) else {
            return Ok(match resolved.new_version(&stored) {
                Some(_) => RecordState::Restamp(id, resolved),
                None => RecordState::Unchanged,
            });
        };
        let before = (stored.row.start_time, stored.everybody());
        let Ok(plan) = Plan::new(&stored.row, &stored.participants, &change) else {
            return Ok(RecordState::Invalid(Problem::new("it would end before it starts")));
        };
        let elsewhere = plan.moved || plan.after != before.1 || plan.status.is_some();
        if elsewhere {
            self.replaced.push(ReplacedMeeting { start: micros(before.0), id, ordinal })?;
        }
        if let Some(interval) = plan.interval.filter(|_| elsewhere && plan.busy) {
            let bound = |user: i64| (user, plan.newly_bound.contains(&user));
            let people: Vec<_> = plan.after.iter().copied().map(bound).collect();
            self.occupy(ordinal, line, (interval.start(), interval.end()), &people)?;
        }
        Ok(RecordState::Update(id, resolved))
    }

    fn occupy(
        &mut self,
        ordinal: u64,
        line: u64,
        (start, end): (UtcTime, UtcTime),
        people: &[(i64, bool)],
    ) -> io::Result<()> {
        if self.rules.allow_overlap {
            return Ok(());
        }
        let (start, end) = (micros(start), micros(end));
        let span = self.span.unwrap_or((start, end));
        self.span = Some((span.0.min(start), span.1.max(end)));
        // Many people are several intervals: the sweep looks at each user alone.
        for people in people.chunks(PEOPLE_PER_INTERVAL) {
            let (bytes, people) = (size_of_val(people), people.to_vec());
            self.intervals.push_large(BusyInterval { start, end, ordinal, people, line }, bytes)?;
        }
        Ok(())
    }

    /// Ends staging: finds what the file has withdrawn.
    pub async fn finish(mut self, session: &Session) -> Result<StagedFile, Failure> {
        let read = self.read;
        self.cancel_withdrawn(session).await?;
        Ok(StagedFile {
            cancelled: self.read - read,
            nothing_stored: self.nothing_stored,
            only_new: self.only_new && self.read == read,
            records: self.records.finish()?,
            bad: self.bad,
            rules: self.rules,
            intervals: self.intervals.finish()?,
            replaced: self.replaced.finish()?,
            keys: self.keys.finish()?,
            users: self.users,
            matcher: self.matcher,
            span: self.span,
        })
    }
}

impl StagedFile {
    /// The address of a user, by number.
    pub async fn email(&self, session: &Session, number: i64) -> Result<String, Failure> {
        if let Some(new_user) = self.users.new_user_at(number) {
            return Ok(new_user.email.clone());
        }
        let name = number.to_string();
        let found = session.reading(async |db| users::find(&db, &name).await);
        Ok(found.await?.email)
    }
}

fn no_creator() -> Problem {
    Problem::of("creator", "the record names no creator; --creator names one")
}

fn people(entry: &MeetingEntry) -> impl Iterator<Item = &Person> {
    let others = entry.participants.iter().flatten();
    others.chain(&entry.creator)
}

/// 128 bits: two different uids of one file do not collide by chance.
fn hash_of(uid: &str) -> (u64, u64) {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        uid.hash(&mut hasher);
        hasher.finish()
    };
    (half(1), half(2))
}

pub(super) fn micros(time: UtcTime) -> i64 {
    time.and_utc().timestamp_micros()
}

pub(super) fn time(micros: i64) -> UtcTime {
    DateTime::from_timestamp_micros(micros).unwrap_or_default().naive_utc()
}

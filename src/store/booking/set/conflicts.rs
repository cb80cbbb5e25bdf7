//! Which meetings of a set would double-book someone: with stored meetings, and with each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{ConnectionTrait, DbErr};

use super::Edit;
use crate::schedule::Interval;
use crate::store::dialect;
use crate::store::filter::Filter;
use crate::store::odd_values::quoted;
use crate::store::pages::{Order, Pages};
use crate::store::people::participants_of;

/// How many conflicts are kept at most: the earliest meetings of the set come first.
pub const MAX_CONFLICTS: usize = 1000;

/// With more users than this, all stored meetings of the time are read, not only theirs.
const MAX_NAMED: usize = 200;
/// Stored meetings per page.
const PAGE: u64 = 1000;
/// Meetings of the set per query.
const SLICE: usize = 1000;

/// What a meeting of a set conflicts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Other {
    /// A stored meeting that the set does not change, by its id.
    Stored(i64),
    /// Another one of the set, by its place.
    InSet(usize),
}

/// One user who would be double-booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The place of the meeting in the set.
    pub edit: usize,
    /// Who.
    pub user: i64,
    /// By what.
    pub other: Other,
}

/// A busy meeting of a set as one of its people has it.
#[derive(Debug, Clone, Copy)]
struct Entry {
    interval: Interval,
    edit: usize,
    /// The meeting takes a time of this user that it did not take before.
    is_new: bool,
}

/// The busy meetings of a set, by the people who get one.
#[derive(Debug)]
pub(super) struct Busy {
    of: HashMap<i64, Vec<Entry>>,
    /// When the meetings take place that are new to someone, by start.
    new: Vec<Interval>,
    /// The length of the longest entry, for a search by start.
    longest: chrono::TimeDelta,
}

impl Busy {
    /// # Errors
    /// A user gets a meeting with something else than times: nobody can say what it conflicts with.
    pub fn new(edits: &[Edit]) -> Result<Self, DbErr> {
        let mut new_of: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
        for (place, edit) in edits.iter().enumerate() {
            let people = edit.newly_bound();
            if people.is_empty() {
                continue;
            }
            require_times(edit)?;
            new_of.insert(place, people);
        }
        let concerned: BTreeSet<i64> = new_of.values().flatten().copied().collect();
        let mut busy =
            Self { of: HashMap::new(), new: Vec::new(), longest: chrono::TimeDelta::zero() };
        for (edit, after) in edits.iter().enumerate() {
            let Some(state) = after.after.as_ref().filter(|state| state.is_busy()) else {
                continue;
            };
            let Some(interval) = state.interval() else { continue };
            let new = new_of.get(&edit);
            for user in state.attendees().intersection(&concerned) {
                let is_new = new.is_some_and(|new| new.contains(user));
                busy.of.entry(*user).or_default().push(Entry { interval, edit, is_new });
            }
            if new.is_some() {
                busy.new.push(interval);
            }
            busy.longest = busy.longest.max(interval.end() - interval.start());
        }
        busy.new.sort_unstable();
        for entries in busy.of.values_mut() {
            entries.sort_by_key(|entry| (entry.interval.start(), entry.edit));
        }
        Ok(busy)
    }

    /// The entries of a user that are new and overlap `interval`.
    fn overlapping(&self, user: i64, interval: Interval) -> impl Iterator<Item = &Entry> {
        let entries = self.of.get(&user).map_or(&[][..], Vec::as_slice);
        let earliest = interval.start().checked_sub_signed(self.longest);
        let first = earliest.map_or(0, |earliest| {
            entries.partition_point(|entry| entry.interval.start() < earliest)
        });
        entries[first..]
            .iter()
            .take_while(move |entry| entry.interval.start() < interval.end())
            .filter(move |entry| entry.is_new && entry.interval.overlaps(&interval))
    }

    /// Conflicts with the stored meetings that are not in the set. Of each meeting of the set and user
    /// the first is enough where meetings are left out.
    pub async fn with_stored(
        &self,
        tx: &impl ConnectionTrait,
        in_set: &BTreeSet<i64>,
        limit: usize,
    ) -> Result<Vec<Found>, DbErr> {
        let mut found = Vec::new();
        // In slices of the time: each page of one query would read again all that follows.
        for slice in self.new.chunks(SLICE) {
            let hull = slice.iter().copied().reduce(|hull, next| hull.hull(next));
            if let Some(span) = hull.filter(|_| found.len() < limit) {
                self.with_stored_in(tx, span, in_set, limit, &mut found).await?;
            }
        }
        Ok(found)
    }

    /// The same within a time; one that reaches into another slice is found there too.
    async fn with_stored_in(
        &self,
        tx: &impl ConnectionTrait,
        span: Interval,
        in_set: &BTreeSet<i64>,
        limit: usize,
        found: &mut Vec<Found>,
    ) -> Result<(), DbErr> {
        let people = self.of.keys().copied();
        let filter = Filter {
            attended_by: if self.of.len() <= MAX_NAMED {
                people.collect()
            } else {
                BTreeSet::new()
            },
            overlaps: Some((span.start(), span.end())),
            busy: true,
            ..Filter::default()
        };
        let mut pages = Pages::new(filter, Order::Start, None).without_descriptions();
        loop {
            let rows = pages.rows(tx, PAGE).await?;
            if rows.is_empty() || found.len() >= limit {
                return Ok(());
            }
            let rows: Vec<_> = rows.into_iter().filter(|row| !in_set.contains(&row.id)).collect();
            let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
            let mut people: HashMap<i64, BTreeSet<i64>> = HashMap::new();
            for (meeting, user) in participants_of(tx, &ids).await? {
                people.entry(meeting).or_default().insert(user);
            }
            for row in rows {
                let Ok(interval) = Interval::new(row.start_time, row.end_time) else { continue };
                let mut attending = people.remove(&row.id).unwrap_or_default();
                attending.insert(row.created_by);
                for user in attending {
                    let other = Other::Stored(row.id);
                    let entries = self.overlapping(user, interval);
                    found.extend(entries.map(|entry| Found { edit: entry.edit, user, other }));
                }
            }
        }
    }

    /// Conflicts between meetings of the set, without those at the places `left_out`. Of two, the one
    /// that starts later is named, and of two that start together the later in the set; with `leave_out`
    /// it is then left out too.
    pub fn in_set(&self, left_out: &mut BTreeSet<usize>, leave_out: bool) -> Vec<Found> {
        let mut all: Vec<(i64, Entry)> = Vec::new();
        for (user, entries) in &self.of {
            all.extend(entries.iter().map(|entry| (*user, *entry)));
        }
        all.sort_by_key(|(user, entry)| (entry.interval.start(), entry.edit, *user));
        let mut open: HashMap<i64, Vec<Entry>> = HashMap::new();
        let mut found = Vec::new();
        // The people of one meeting come one after the other: they decide together.
        for same in all.chunk_by(|(_, a), (_, b)| a.edit == b.edit) {
            let edit = same[0].1.edit;
            // What is left out has to be known in full.
            let enough = !leave_out && found.len() >= MAX_CONFLICTS;
            if left_out.contains(&edit) || enough {
                continue;
            }
            let before = found.len();
            for (user, entry) in same {
                let open = open.entry(*user).or_default();
                open.retain(|other| other.interval.end() > entry.interval.start());
                for other in open.iter().filter(|other| entry.is_new || other.is_new) {
                    found.push(Found { edit, user: *user, other: Other::InSet(other.edit) });
                }
            }
            if leave_out && found.len() > before {
                left_out.insert(edit);
                continue;
            }
            for (user, entry) in same {
                open.entry(*user).or_default().push(*entry);
            }
        }
        found
    }
}

fn require_times(edit: &Edit) -> Result<(), DbErr> {
    let odd = edit.after.iter().flat_map(|state| state.odd.iter());
    let mut of_time =
        odd.filter(|odd| !odd.in_order && ["start_time", "end_time"].contains(&odd.column));
    of_time.next().map_or(Ok(()), |odd| {
        let id = edit.id.unwrap_or_default().to_string();
        Err(dialect::unreadable("meetings", &id, odd.column, &quoted(&odd.text)))
    })
}

//! Stored meetings in order of their start, for the conflict check of an import.

use std::collections::{BTreeSet, HashMap};
use std::io;

use sea_orm::DatabaseConnection;

use super::check::{OtherMeeting, SweepMeeting};
use super::stage::{ReplacedMeeting, StagedFile, micros, time};
use crate::entity::meeting;
use crate::error::Failure;
use crate::staging::Merge;
use crate::store::filter::Filter;
use crate::store::pages::{Order, Pages};
use crate::store::people::participants_of;
use crate::store::session::Session;

/// Stored meetings per page.
const PAGE: u64 = 1000;
/// With more users than this, all stored meetings of the time are read, not only theirs.
const MAX_NAMED: usize = 200;

/// The stored busy meetings of the users of a file, in order of their start.
pub(super) struct StoredIntervals {
    pages: Pages,
    page: std::vec::IntoIter<SweepMeeting>,
    peeked: Option<SweepMeeting>,
    replaced: Merge<ReplacedMeeting>,
    ended: bool,
}

impl StoredIntervals {
    pub fn new(staging: &StagedFile, span: (i64, i64)) -> io::Result<Self> {
        let users = staging.users.ids();
        let attended_by = if users.len() <= MAX_NAMED { users.collect() } else { BTreeSet::new() };
        let filter = Filter {
            attended_by,
            overlaps: Some((time(span.0), time(span.1))),
            busy: true,
            ..Filter::default()
        };
        Ok(Self {
            pages: Pages::new(filter, Order::Start, None).without_descriptions(),
            page: Vec::new().into_iter(),
            peeked: None,
            replaced: staging.replaced.read()?,
            ended: staging.users.ids().len() == 0,
        })
    }

    /// The next meeting, if it starts before `limit`, in microseconds.
    pub async fn next_before(
        &mut self,
        session: &Session,
        limit: i64,
    ) -> Result<Option<SweepMeeting>, Failure> {
        if self.peeked.is_none() {
            self.peeked = self.next(session).await?;
        }
        Ok(self.peeked.take_if(|peeked| peeked.interval.0 < limit))
    }

    async fn next(&mut self, session: &Session) -> Result<Option<SweepMeeting>, Failure> {
        loop {
            if let Some(meeting) = self.page.next() {
                return Ok(Some(meeting));
            }
            if self.ended {
                return Ok(None);
            }
            self.read_page(session).await?;
        }
    }

    async fn read_page(&mut self, session: &Session) -> Result<(), Failure> {
        let pages = self.pages.clone();
        let read = async |db: DatabaseConnection| {
            // A page that is read again after a lost connection begins where this one did.
            let mut pages = pages.clone();
            let rows = pages.next_rows(&db, PAGE).await?;
            let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
            let people = participants_of(&db, &ids).await?;
            Ok((pages, rows, people))
        };
        let (pages, rows, people) = session.reading(read).await?;
        self.pages = pages;
        self.ended = rows.is_empty();
        let mut page = Vec::with_capacity(rows.len());
        let mut attending: HashMap<i64, Vec<i64>> = HashMap::new();
        for (meeting, user) in people {
            attending.entry(meeting).or_default().push(user);
        }
        for row in rows {
            let others = attending.remove(&row.id).unwrap_or_default();
            page.push(self.stored(&row, others)?);
        }
        self.page = page.into_iter();
        Ok(())
    }

    fn stored(&mut self, row: &meeting::Model, mut people: Vec<i64>) -> io::Result<SweepMeeting> {
        let start = micros(row.start_time);
        while self.replaced.next_if(|r| (r.start, r.id) < (start, row.id))?.is_some() {}
        let replaced = self.replaced.next_if(|r| (r.start, r.id) == (start, row.id))?;
        let other = match replaced {
            Some(replaced) => OtherMeeting::Vacated { id: row.id, ordinal: replaced.ordinal },
            None => OtherMeeting::Stored { id: row.id },
        };
        if !people.contains(&row.created_by) {
            people.push(row.created_by);
        }
        Ok(SweepMeeting {
            interval: (start, micros(row.end_time)),
            other,
            people: people.into_iter().map(|user| (user, false)).collect(),
        })
    }
}

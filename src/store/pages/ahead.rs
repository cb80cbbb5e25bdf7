//! The keys of many pages, read together.
//!
//! No index has the meetings that a user attends in any order: each page is the first of all that are
//! left, which are found and sorted again for each. For a user with many meetings that is nearly all of the
//! work, so the keys of twenty pages are found at once, and the pages then read by id.

use std::collections::{HashMap, VecDeque};

use sea_orm::{ConnectionTrait, DbErr};

use super::order::Cursor;
use super::{Pages, rows_of};
use crate::entity::meeting;
use crate::store::long_texts;
use crate::store::people::Participations;

/// How many keys are read at once; few in tests, to go beyond them.
const KEYS: u64 = if cfg!(test) { 3 } else { 20_000 };

/// The keys of what comes next.
#[derive(Debug, Clone, Default)]
pub(super) struct Ahead {
    keys: VecDeque<Cursor>,
    /// Whether more meetings follow them.
    more: bool,
}

impl Ahead {
    /// Forgets the keys, which are read again then.
    pub fn clear(&mut self) {
        self.keys.clear();
    }

    /// Takes the next keys.
    fn take(&mut self, size: u64) -> Vec<Cursor> {
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(self.keys.len());
        self.keys.drain(..size).collect()
    }
}

impl Pages {
    /// The next `size` rows by their keys, and whether there may be more.
    ///
    /// Where other programs have changed one of them since, the keys are read again. What they add
    /// among keys that were read is missed, as what they add before the page.
    pub(super) async fn fetch_by_keys<C: ConnectionTrait>(
        &mut self,
        db: &C,
        size: u64,
        mut known: Option<&mut Participations>,
    ) -> Result<(Vec<meeting::Model>, bool), DbErr> {
        loop {
            let fresh = self.ahead.keys.is_empty();
            if fresh {
                let (rows, more) = self.fetch_in_order(db, KEYS, Self::select_keys, None).await?;
                self.ahead = Ahead { keys: rows.iter().map(Cursor::of).collect(), more };
            }
            let keys = self.ahead.take(size);
            let rows = self.rows_by_keys(db, &keys, known.as_deref_mut()).await?;
            if fresh || rows.iter().map(Cursor::of).eq(keys) {
                return Ok((rows, self.ahead.more || !self.ahead.keys.is_empty()));
            }
            self.ahead.clear();
        }
    }

    /// The rows of `keys`, in the order of those.
    async fn rows_by_keys<C: ConnectionTrait>(
        &self,
        db: &C,
        keys: &[Cursor],
        known: Option<&mut Participations>,
    ) -> Result<Vec<meeting::Model>, DbErr> {
        let places: HashMap<i64, usize> = keys.iter().map(|key| key.id).zip(0..).collect();
        let mut select = self.filter.select_among(keys.iter().map(|key| key.id));
        long_texts::select(&mut select, self.unread);
        let mut rows = rows_of(db, &select, known).await?;
        rows.sort_by_key(|row| places.get(&row.id).copied());
        Ok(rows)
    }
}

//! Descriptions of any length, a bounded number of bytes at a time.
//!
//! A page is read with a mark in place of each long description, and these are read by id then, a few at
//! once: other programs may store megabytes in every row. A page without one costs no more than before.

use std::collections::{HashMap, VecDeque};

use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, IdenStatic};

use super::json_rows;
use super::meetings::rows_by_ids;
use crate::entity::meeting;

/// The bytes of a description that is read with its page.
const SHORT: u64 = 2048;

/// The bytes of the long descriptions of one page, unless it is a single meeting that has more.
pub(super) const BUDGET: u64 = 8 << 20;

/// What a page has in place of a long description, followed by its bytes. A description that is just
/// that is read by id too, and so comes right.
const MARK: &str = "\u{1}bytes: ";

/// The columns of `meetings` without those of `unread`, which are null, and with long descriptions marked.
pub(super) fn select(select: &mut SelectStatement, unread: &[meeting::Column]) {
    use meeting::Column::Description;
    let description = "meetings.description";
    json_rows::select_instead(select, |column| {
        if unread.iter().any(|unread| unread.as_str() == column.as_str()) {
            return Some(Expr::cust("NULL"));
        }
        // An engine knows how long a text is without reading it.
        matches!(column, Description).then(|| {
            Expr::cust(format!(
                "CASE WHEN octet_length({description}) > {SHORT} \
                 THEN CONCAT('{MARK}', octet_length({description})) ELSE {description} END"
            ))
        })
    });
}

/// The bytes of the description, if it is long.
fn length(row: &meeting::Model) -> Option<u64> {
    row.description.as_deref()?.strip_prefix(MARK)?.parse().ok()
}

/// Rows of a page, of which the long descriptions are read as they are needed.
#[derive(Debug)]
pub(super) struct LongRows {
    rows: VecDeque<meeting::Model>,
    whole: HashMap<i64, meeting::Model>,
}

impl LongRows {
    /// Rows that were read with [`select`].
    pub(super) fn new(rows: Vec<meeting::Model>) -> Self {
        Self { rows: rows.into(), whole: HashMap::new() }
    }

    /// Whether no row is left.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The bytes of the long description of the next row; 0 if it is short.
    pub(super) fn next_bytes(&self) -> u64 {
        self.rows.front().and_then(length).unwrap_or(0)
    }

    /// The next row, whole.
    pub(super) async fn next<C: ConnectionTrait>(
        &mut self,
        db: &C,
    ) -> Result<Option<meeting::Model>, DbErr> {
        let Some(row) = self.rows.pop_front() else {
            return Ok(None);
        };
        let Some(bytes) = length(&row) else {
            return Ok(Some(row));
        };
        if !self.whole.contains_key(&row.id) {
            let ids = self.long_from(row.id, bytes);
            let rows = rows_by_ids(db, &ids).await?;
            self.whole = rows.into_iter().map(|row| (row.id, row)).collect();
        }
        // The page and its descriptions are of one snapshot.
        Ok(Some(self.whole.remove(&row.id).unwrap_or(row)))
    }

    /// The ids of this row and the next long ones, as many as fit.
    fn long_from(&self, id: i64, bytes: u64) -> Vec<i64> {
        let mut sum = bytes;
        let long = self.rows.iter().filter_map(|row| Some((row.id, length(row)?)));
        let fit = long.take_while(|(_, bytes)| {
            sum = sum.saturating_add(*bytes);
            sum <= BUDGET
        });
        [id].into_iter().chain(fit.map(|(id, _)| id)).collect()
    }
}

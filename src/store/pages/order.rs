//! In which order meetings are read, and where a page ends.

use sea_orm::sea_query::Order as Direction;

use crate::entity::meeting;
use crate::time::UtcTime;

/// In which order meetings come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By start, then id.
    #[default]
    Start,
    /// Latest start first, then highest id.
    StartDescending,
    /// By id.
    Id,
    /// Highest id first.
    IdDescending,
}

impl Order {
    pub(super) fn direction(self) -> Direction {
        match self {
            Self::Start | Self::Id => Direction::Asc,
            Self::StartDescending | Self::IdDescending => Direction::Desc,
        }
    }

    pub(super) fn by_start(self) -> bool {
        matches!(self, Self::Start | Self::StartDescending)
    }
}

/// Where a page ended: the key of its last meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Its start; not used when ordered by id.
    pub start: UtcTime,
    /// Its id.
    pub id: i64,
}

impl Cursor {
    /// The key of a meeting.
    pub fn of(row: &meeting::Model) -> Self {
        Self { start: row.start_time, id: row.id }
    }
}

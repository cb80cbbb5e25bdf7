//! Rows of tables that other programs write too: every value is read, whatever it is.
//!
//! A text that is not UTF-8 is read with replacement characters, a number in place of a text as its
//! digits, a time outside the years 1 to 9999 as the nearest one in them. The row remembers what was
//! stored ([`OddValues`]): commands show that, and [`report`](super::odd_values) names it.

use sea_orm::{DbErr, QueryResult};

use super::dialect::{self, ColumnKind, OtherTime, Stored, unreadable};
use super::odd_values;
use crate::entity::odd::{OddValue, OddValues};
use crate::entity::{imported, meeting, time_text, user};
use crate::time::{UtcTime, read_fixed};

/// A row of a table, or a part of it.
pub trait TableRow: Sized {
    /// The table.
    const TABLE: &'static str;

    /// Reads the columns in their order.
    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr>;
}

/// Reads a row.
pub fn read<T: TableRow>(row: &QueryResult) -> Result<T, DbErr> {
    let mut cells =
        Cells { row, table: T::TABLE, id: String::new(), next: 0, odd: OddValues::default() };
    T::read(&mut cells)
}

/// Reads a pair of integers; `None` where other programs stored something else.
pub fn pair(row: &QueryResult) -> Result<(Option<i64>, Option<i64>), DbErr> {
    Ok((integer(row, 0)?, integer(row, 1)?))
}

/// Reads an integer; `None` where another program stored something else.
pub fn integer(row: &QueryResult, index: usize) -> Result<Option<i64>, DbErr> {
    Ok(match dialect::stored(row, index, ColumnKind::Integer)? {
        Stored::Integer(number) => Some(number),
        _ => None,
    })
}

/// Reads the id of a row, and the time by which an index orders it.
pub fn id_and_time(row: &QueryResult) -> Result<(i64, UtcTime), DbErr> {
    let mut cells = Cells { row, table: "", id: String::new(), next: 0, odd: OddValues::default() };
    Ok((cells.id("id")?, cells.time("time")?))
}

/// Reads a time; the nearest one where the calendar of the years 1 to 9999 has none, and `None` in place
/// of anything else.
pub fn moment(row: &QueryResult, index: usize) -> Result<Option<UtcTime>, DbErr> {
    Ok(match dialect::stored(row, index, ColumnKind::Time)? {
        Stored::Time(time) => Some(time),
        Stored::OtherTime(OtherTime { nearest, outside: true, .. }) => Some(nearest),
        Stored::Text(text) => time_text::read(&text),
        _ => None,
    })
}

/// Reads a count; 0 in place of anything else.
pub fn number(row: &QueryResult, index: usize) -> Result<u64, DbErr> {
    let number = integer(row, index)?;
    Ok(number.and_then(|number| u64::try_from(number).ok()).unwrap_or(0))
}

/// The columns of a row, read one after the other.
#[derive(Debug)]
pub struct Cells<'a> {
    row: &'a QueryResult,
    table: &'static str,
    id: String,
    next: usize,
    odd: OddValues,
}

impl Cells<'_> {
    fn stored(&mut self, kind: ColumnKind) -> Result<Stored, DbErr> {
        self.next += 1;
        dialect::stored(self.row, self.next - 1, kind)
    }

    /// The number by which the row is known, the first column.
    ///
    /// # Errors
    /// It is not an integer: the row cannot be named.
    pub(super) fn id(&mut self, column: &'static str) -> Result<i64, DbErr> {
        let stored = self.stored(ColumnKind::Integer)?;
        if let Stored::Integer(id) = stored {
            self.id = id.to_string();
            return Ok(id);
        }
        Err(unreadable(self.table, "?", column, &odd_values::quoted(&text_of(stored))))
    }

    /// An integer that may be NULL; 0 in place of anything else.
    pub(super) fn optional_integer(&mut self, column: &'static str) -> Result<Option<i64>, DbErr> {
        Ok(match self.stored(ColumnKind::Integer)? {
            Stored::Null => None,
            Stored::Integer(number) => Some(number),
            other => {
                self.note(column, text_of(other), false);
                Some(0)
            }
        })
    }

    /// An integer; 0 in place of NULL too.
    pub(super) fn integer(&mut self, column: &'static str) -> Result<i64, DbErr> {
        let number = self.optional_integer(column)?;
        Ok(number.unwrap_or_else(|| {
            self.note(column, "NULL".to_owned(), false);
            0
        }))
    }

    /// A text that may be NULL.
    pub(super) fn optional_text(&mut self, column: &'static str) -> Result<Option<String>, DbErr> {
        Ok(match self.stored(ColumnKind::Text)? {
            Stored::Null => None,
            Stored::Text(text) => Some(text),
            other => {
                let text = text_of(other);
                self.note(column, text.clone(), false);
                Some(text)
            }
        })
    }

    /// A text; empty in place of NULL.
    pub(super) fn text(&mut self, column: &'static str) -> Result<String, DbErr> {
        let text = self.optional_text(column)?;
        Ok(text.unwrap_or_else(|| {
            self.note(column, "NULL".to_owned(), false);
            String::new()
        }))
    }

    /// A time that may be NULL.
    pub(super) fn optional_time(&mut self, column: &'static str) -> Result<Option<UtcTime>, DbErr> {
        let (text, nearest, in_order) = match self.stored(ColumnKind::Time)? {
            Stored::Null => return Ok(None),
            Stored::Time(time) => return Ok(Some(time)),
            Stored::OtherTime(OtherTime { text, nearest, outside }) => (text, nearest, outside),
            Stored::Text(text) => match time_text::read(&text) {
                Some(time) => return Ok(Some(time)),
                None => other_text(text),
            },
            other => (text_of(other), dialect::calendar().0, false),
        };
        self.note(column, text, in_order);
        Ok(Some(nearest))
    }

    /// A time; the first one in place of NULL.
    pub(super) fn time(&mut self, column: &'static str) -> Result<UtcTime, DbErr> {
        let time = self.optional_time(column)?;
        Ok(time.unwrap_or_else(|| {
            self.note(column, "NULL".to_owned(), false);
            dialect::calendar().0
        }))
    }

    fn note(&mut self, column: &'static str, text: String, in_order: bool) {
        self.odd.push(OddValue { column, text, in_order });
    }

    /// The odd values of the row, at its end.
    pub(super) fn odd(&mut self) -> OddValues {
        for odd in self.odd.iter() {
            odd_values::note(self.table, &self.id, odd);
        }
        std::mem::take(&mut self.odd)
    }
}

/// A value as text.
fn text_of(stored: Stored) -> String {
    match stored {
        Stored::Null => "NULL".to_owned(),
        Stored::Integer(number) => number.to_string(),
        Stored::Real(number) => number.to_string(),
        Stored::Text(text) => text,
        Stored::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Stored::Time(time) => time.to_string(),
        Stored::OtherTime(other) => other.text,
    }
}

/// A text of SQLite in place of a time: its only reading, if it has one without an offset.
fn other_text(text: String) -> (String, UtcTime, bool) {
    let (first, _) = dialect::calendar();
    let read = read_fixed(&text).map(|(time, ..)| time);
    // The year 0 comes before all others, as text too.
    let in_order = read.is_some_and(|time| time < first) && text.as_bytes()[10] == b' ';
    (text, read.unwrap_or(first).max(first), in_order)
}

impl TableRow for meeting::Model {
    const TABLE: &'static str = "meetings";

    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr> {
        Ok(Self {
            id: cells.id("id")?,
            uid: cells.optional_text("uid")?,
            title: cells.text("title")?,
            description: cells.optional_text("description")?,
            start_time: cells.time("start_time")?,
            end_time: cells.time("end_time")?,
            status: cells.text("status")?,
            created_by: cells.integer("created_by")?,
            created_at: cells.optional_time("created_at")?,
            updated_at: cells.optional_time("updated_at")?,
            odd: cells.odd(),
        })
    }
}

impl TableRow for user::Model {
    const TABLE: &'static str = "users";

    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr> {
        Ok(Self {
            id: cells.id("id")?,
            name: cells.text("name")?,
            email: cells.text("email")?,
            booking_seq: cells.integer("booking_seq")?,
            created_at: cells.optional_time("created_at")?,
            updated_at: cells.optional_time("updated_at")?,
            odd: cells.odd(),
        })
    }
}

/// A row of `meetctl_imported`.
#[derive(Debug)]
pub struct ImportedRow {
    /// The row.
    pub row: imported::Model,
    /// What could not be read as it is stored.
    pub odd: OddValues,
}

impl ImportedRow {
    /// The row, if all of it could be read. An older version of an event must not replace a newer one:
    /// a guess would be worse.
    ///
    /// # Errors
    /// A value could not be read.
    pub fn readable(self) -> Result<imported::Model, DbErr> {
        let id = self.row.meeting_id.to_string();
        self.odd.iter().next().map_or(Ok(self.row), |odd| {
            Err(unreadable(Self::TABLE, &id, odd.column, &odd_values::quoted(&odd.text)))
        })
    }
}

impl TableRow for ImportedRow {
    const TABLE: &'static str = "meetctl_imported";

    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr> {
        Ok(Self {
            row: imported::Model {
                meeting_id: cells.id("meeting_id")?,
                event_uid: cells.text("event_uid")?,
                sequence_number: cells.integer("sequence_number")?,
                series_sequence: cells.optional_integer("series_sequence")?,
            },
            odd: cells.odd(),
        })
    }
}

/// What an import and a lookup by address need of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUser {
    /// The primary key.
    pub id: i64,
    /// The address as it is stored.
    pub email: String,
    /// The guard of the user's bookings.
    pub booking_seq: i64,
}

impl TableRow for KnownUser {
    const TABLE: &'static str = "users";

    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr> {
        Ok(Self {
            id: cells.id("id")?,
            email: cells.text("email")?,
            booking_seq: cells.integer("booking_seq")?,
        })
    }
}

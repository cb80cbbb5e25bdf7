//! Meetings of a file that `meeting edit` wrote: with the ids of their rows.

use std::io::Read;

use super::header::{Columns, ERROR};
use super::{Csv, Row};
use crate::error::Failure;
use crate::interchange::record::{MeetingEntry, Problem, ReadOptions, Source};

/// A meeting of an edited file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedMeeting {
    /// The id; `None` if the cell is empty.
    pub id: Option<i64>,
    /// The meeting.
    pub entry: MeetingEntry,
}

/// Reads the meetings of an edited file. A column that was removed changes nothing.
///
/// # Errors
/// As for [`meetings`](super::meetings).
pub fn edited_meetings(
    input: impl Read + 'static,
    options: ReadOptions,
) -> Result<impl Source<EditedMeeting>, Failure> {
    Csv::new(input, options, &EDITED, edited)
}

/// The fields of a meeting by their numbers, then the id.
const EDITED: Columns = Columns {
    fields: &[
        "uid",
        "title",
        "description",
        "start_time",
        "end_time",
        "status",
        "creator",
        "participants",
        "duration_minutes",
        "id",
    ],
    required: &[&["id"], &["title"], &["start_time"], &["end_time", "duration_minutes"]],
    ignored: &[ERROR],
    foreign: &[],
};

/// The number of the field `id`.
const ID: usize = 9;

fn edited(
    row: &Row<'_>,
    options: &ReadOptions,
    warnings: &mut Vec<String>,
) -> Result<EditedMeeting, Problem> {
    let id = row.filled(ID).map(|text| {
        let message =
            format!("{:?} is not an id", text.trim().chars().take(40).collect::<String>());
        text.trim().parse().map_err(|_| Problem::of("id", message))
    });
    let id = id.transpose()?;
    let entry = super::meeting(row, options, warnings)?;
    if entry.uid.is_some() {
        return Err(Problem::of("uid", "the uid of a meeting is not changed: remove the column"));
    }
    Ok(EditedMeeting { id, entry })
}

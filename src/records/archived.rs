//! A meeting in the archive of a purge.

use serde::Serialize;

use super::{ExportedMeeting, time_text};
use crate::store::people::MeetingDetails;
use crate::time::Zone;

/// What an export has of a meeting, and its id and times of writing, which an import skips.
#[derive(Debug, Serialize)]
pub struct ArchivedMeeting {
    id: i64,
    #[serde(flatten)]
    meeting: ExportedMeeting,
    created_at: Option<String>,
    updated_at: Option<String>,
}

impl ArchivedMeeting {
    /// The record of a meeting; times are UTC.
    pub fn new(meeting: MeetingDetails) -> Self {
        let utc = Zone::utc();
        let row = &meeting.row;
        let time = |column, time| time_text(&row.odd, column, time, &utc);
        Self {
            id: row.id,
            created_at: row.created_at.map(|at| time("created_at", at)),
            updated_at: row.updated_at.map(|at| time("updated_at", at)),
            meeting: ExportedMeeting::new(meeting, &utc),
        }
    }
}

//! What each kind of record looks like: fields for scripts, columns for people.
//!
//! A record is plain data, its times already written in the zone of the output; the room
//! `output` draws it in any format.

mod backfill;
mod backup;
mod conflict;
mod exported;
mod finding;
mod heat;
mod import;
mod meeting;
mod migration;
mod setting;
mod slot;
mod stats;
mod user;

pub use backfill::{BackfillRecord, Updated};
pub use backup::{BackupRecord, RestoreRecord};
pub use conflict::ConflictRecord;
pub use exported::{Events, ExportedMeeting, ExportedUser};
pub use finding::FindingRecord;
pub use heat::{HeatRecord, WEEKDAYS};
pub use import::ImportRecord;
pub use meeting::{MeetingRecord, Meetings, brief};
pub use migration::MigrationRecord;
pub use setting::SettingRecord;
pub use slot::SlotRecord;
pub use stats::{ActiveRecord, MonthRecord, OverviewRecord, StatusCounts, UserStatsRecord};
pub use user::UserRecord;

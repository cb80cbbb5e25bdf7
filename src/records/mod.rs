//! The records of each command: fields for scripts, columns for people.
//!
//! A record is plain data, its times already written in the zone of the output; `output` shows it
//! in any format.

mod anonymize;
mod archived;
mod backfill;
mod backup;
mod conflict;
mod editable;
mod event;
mod exported;
mod finding;
mod history;
mod import;
mod meeting;
mod merge;
mod metrics;
mod migration;
mod minutes;
mod offboard;
mod purge;
mod setting;
mod shift;
mod slot;
mod stats;
mod status;
mod user;
mod when;

use crate::entity::odd::OddValues;
use crate::time::{UtcTime, Zone, rfc3339};

pub use anonymize::AnonymizeRecord;
pub use archived::ArchivedMeeting;
pub use backfill::BackfillRecord;
pub use backup::{BackupRecord, RestoreRecord, TransferRecord};
pub use conflict::{ConflictMeeting, ConflictRecord, PairRecord};
pub use editable::{EditableMeeting, typed_time};
pub use event::EventWriter;
pub use exported::{ExportedMeeting, ExportedPerson, ExportedUser};
pub use finding::FindingRecord;
pub use history::HistoryRecord;
pub use import::ImportRecord;
pub use meeting::{MeetingRecord, MeetingRecords, brief, titled};
pub use merge::MergeRecord;
pub use metrics::Metrics;
pub use migration::MigrationRecord;
pub use minutes::Minutes;
pub use offboard::OffboardRecord;
pub use purge::PurgeRecord;
pub use setting::SettingRecord;
pub use shift::ShiftRecord;
pub use slot::SlotRecord;
pub use stats::{
    ActiveRecord, HeatmapRecord, MonthRecord, OverviewRecord, StatusCounts, UserStatsRecord,
    WEEKDAYS,
};
pub use status::{LastBackup, LeaseRecord, StatusRecord};
pub use user::UserRecord;

/// A time of a row in RFC 3339; as it is stored, such as `infinity`, if that has no such form.
fn time_text(odd: &OddValues, column: &str, time: UtcTime, zone: &Zone) -> String {
    odd.get(column).map_or_else(|| rfc3339(time, zone), |odd| odd.text.clone())
}

/// Addresses in one cell, separated by `;`. An address with a `;` or a quote is quoted, and a
/// quote in it doubled.
fn addresses<'a>(emails: impl Iterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for email in emails {
        if !cell.is_empty() {
            cell.push(';');
        }
        if email.contains([';', '"']) {
            cell.push('"');
            cell.push_str(&email.replace('"', "\"\""));
            cell.push('"');
        } else {
            cell.push_str(email);
        }
    }
    cell
}

/// An object or a list as one cell.
fn json_text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

//! What the definitions of the command line do not say: which commands ask, which change the
//! database without a dry run, and what they print.

use crate::output::Fields;
use crate::records::{
    ActiveRecord, AnonymizeRecord, BackfillRecord, BackupRecord, ConflictRecord, ExportedMeeting,
    ExportedUser, FindingRecord, HeatmapRecord, HistoryRecord, ImportRecord, MeetingRecord,
    MergeRecord, MigrationRecord, MonthRecord, OffboardRecord, OverviewRecord, PurgeRecord,
    RestoreRecord, SettingRecord, SlotRecord, StatusRecord, TransferRecord, UserRecord,
    UserStatsRecord,
};

/// The commands that may ask before they continue.
const ASK: &[&str] = &[
    "doctor",
    "history prune",
    "meeting delete",
    "meeting edit",
    "meeting purge",
    "migrate down",
    "migrate repair",
    "migrate up",
    "restore",
    "undo",
    "user anonymize",
    "user delete",
    "user merge",
    "user offboard",
];

/// Whether the command may ask.
pub(super) fn asks(command: &str) -> bool {
    ASK.contains(&command)
}

/// Whether the command may change a database although it has no `--dry-run`.
pub(super) fn writes_at_once(command: &str) -> bool {
    // What is typed there is not known here.
    command == "shell"
}

/// The fields of the records that the command prints in JSON, without `--fields`; none if it prints
/// something else.
pub(crate) fn fields(command: &str) -> Option<&'static [&'static str]> {
    Some(match command {
        "user create" | "user list" | "user show" | "user update" => UserRecord::FIELDS,
        "user import" | "meeting import" => ImportRecord::FIELDS,
        "user export" => ExportedUser::FIELDS,
        "user offboard" => OffboardRecord::FIELDS,
        "user merge" => MergeRecord::FIELDS,
        "user anonymize" => AnonymizeRecord::FIELDS,
        "meeting create" | "meeting show" | "meeting list" | "meeting overlaps"
        | "meeting update" | "meeting cancel" | "meeting shift" | "meeting edit" | "agenda"
        | "week" => MeetingRecord::FIELDS,
        "meeting conflicts" => ConflictRecord::FIELDS,
        "meeting free" => SlotRecord::FIELDS,
        "meeting export" => ExportedMeeting::FIELDS,
        "meeting purge" => PurgeRecord::FIELDS,
        "stats" => OverviewRecord::FIELDS,
        "stats user" => UserStatsRecord::FIELDS,
        "stats monthly" => MonthRecord::FIELDS,
        "stats active" => ActiveRecord::FIELDS,
        "stats heatmap" => HeatmapRecord::FIELDS,
        "migrate status" => MigrationRecord::FIELDS,
        "backfill-status" => BackfillRecord::FIELDS,
        "history" | "undo" => HistoryRecord::FIELDS,
        "backup" => BackupRecord::FIELDS,
        "restore" => RestoreRecord::FIELDS,
        "transfer" => TransferRecord::FIELDS,
        "status" => StatusRecord::FIELDS,
        "doctor" => FindingRecord::FIELDS,
        "config show" => SettingRecord::FIELDS,
        _ => return None,
    })
}

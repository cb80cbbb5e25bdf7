//! The checks: what each is called, where it makes sense, what it leads to.

use sea_orm::DbBackend;

use crate::store::dialect::FILE_ENGINE;

/// One kind of thing that may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The pages of a SQLite file are damaged.
    Integrity,
    /// A SQLite file does not say that it is meetctl's.
    ApplicationId,
    /// The schema is older than the program.
    PendingMigrations,
    /// A foreign key, CHECK or UNIQUE is gone, not validated or switched off.
    MissingConstraints,
    /// An index of a migration is gone.
    MissingIndexes,
    /// The query planner has no or wrong figures for a large table.
    StaleStatistics,
    /// Participations whose meeting or user is gone.
    OrphanParticipants,
    /// Meetings whose creator is gone.
    OrphanMeetings,
    /// E-mail addresses or uids that are there twice.
    DuplicateKeys,
    /// Times in another form than the one there is.
    DateForm,
    /// Meetings that do not end after they start.
    EndNotAfterStart,
    /// Meetings with a status that there is not.
    UnknownStatus,
    /// Meetings whose status does not fit the clock.
    StaleStatus,
    /// Two busy meetings of one user that overlap.
    DoubleBookings,
    /// Titles that are empty, too long, or hold control characters.
    BadTitles,
    /// Names of users that are so.
    BadNames,
}

impl Check {
    /// Every check, in the order in which they are made: what the later ones rely on comes first.
    pub const ALL: [Self; 16] = [
        Self::Integrity,
        Self::ApplicationId,
        Self::PendingMigrations,
        Self::MissingConstraints,
        Self::MissingIndexes,
        Self::StaleStatistics,
        Self::OrphanParticipants,
        Self::OrphanMeetings,
        Self::DuplicateKeys,
        Self::DateForm,
        Self::EndNotAfterStart,
        Self::UnknownStatus,
        Self::StaleStatus,
        Self::DoubleBookings,
        Self::BadTitles,
        Self::BadNames,
    ];

    /// What can be mended, in the order in which that is done: a status follows from times, and
    /// figures from rows and indexes.
    pub const MENDED: [Self; 6] = [
        Self::ApplicationId,
        Self::OrphanParticipants,
        Self::DateForm,
        Self::MissingIndexes,
        Self::StaleStatus,
        Self::StaleStatistics,
    ];

    /// The name in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Integrity => "integrity",
            Self::ApplicationId => "application_id",
            Self::PendingMigrations => "pending_migrations",
            Self::MissingConstraints => "missing_constraints",
            Self::MissingIndexes => "missing_indexes",
            Self::StaleStatistics => "stale_statistics",
            Self::OrphanParticipants => "orphan_participants",
            Self::OrphanMeetings => "orphan_meetings",
            Self::DuplicateKeys => "duplicate_keys",
            Self::DateForm => "date_form",
            Self::EndNotAfterStart => "end_not_after_start",
            Self::UnknownStatus => "unknown_status",
            Self::StaleStatus => "stale_status",
            Self::DoubleBookings => "double_bookings",
            Self::BadTitles => "bad_titles",
            Self::BadNames => "bad_names",
        }
    }

    /// Whether it makes sense on this engine.
    pub fn concerns(self, backend: DbBackend) -> bool {
        backend == FILE_ENGINE || !matches!(self, Self::Integrity | Self::ApplicationId)
    }

    /// Whether a table or column that it asks for is yet to be made by one of the `pending`
    /// migrations.
    pub(super) fn lacks(self, pending: &[String]) -> bool {
        let needed: &[&str] = match self {
            Self::Integrity
            | Self::ApplicationId
            | Self::PendingMigrations
            | Self::MissingIndexes => &[],
            Self::BadNames => &["create_users"],
            Self::DateForm | Self::EndNotAfterStart | Self::BadTitles => &["create_meetings"],
            Self::UnknownStatus => &["add_meeting_status"],
            Self::StaleStatus => &["add_meeting_status", "add_meeting_uid"],
            Self::MissingConstraints
            | Self::StaleStatistics
            | Self::OrphanParticipants
            | Self::OrphanMeetings
            | Self::DuplicateKeys => &["create_meeting_participants"],
            Self::DoubleBookings => &[
                "add_meeting_status",
                "add_meeting_uid",
                "add_user_booking_seq",
            ],
        };
        needed
            .iter()
            .any(|step| pending.iter().any(|name| name.ends_with(step)))
    }

    /// Whether [`Mending::mend`](super::Mending::mend) does anything about it.
    pub fn has_mend(self) -> bool {
        Self::MENDED.contains(&self)
    }

    /// What a person is to do about it; `by_hand` where a mend cannot help.
    pub(super) fn advice(self, by_hand: bool) -> &'static str {
        match self {
            Self::Integrity => "restore a backup; nothing is written to a damaged file",
            Self::ApplicationId if by_hand => {
                "another program marked the file: `PRAGMA application_id` tells its number"
            }
            Self::ApplicationId => "`meetctl doctor --fix` marks the file as meetctl's",
            Self::PendingMigrations => "`meetctl migrate up`",
            Self::MissingConstraints => "make the constraints again",
            Self::MissingIndexes => "`meetctl doctor --fix` makes them",
            Self::StaleStatistics => "`meetctl doctor --fix` has the engine measure the tables",
            Self::OrphanParticipants => "`meetctl doctor --fix` deletes these rows",
            Self::OrphanMeetings => {
                "give each a creator (UPDATE meetings SET created_by = USER WHERE id = ID), \
                 or `meetctl meeting delete ID`"
            }
            Self::DuplicateKeys => {
                "`meetctl user update ID --email EMAIL`; \
                 of two meetings with one uid, `meetctl meeting delete ID`"
            }
            Self::DateForm if by_hand => {
                "write the times of these rows anew, such as UPDATE meetings \
                 SET start_time = '2026-06-01 10:00:00' WHERE id = ID"
            }
            Self::DateForm => {
                "`meetctl doctor --fix` writes those anew that can be read without doubt"
            }
            Self::EndNotAfterStart => "`meetctl meeting update ID --end TIME`",
            Self::UnknownStatus => "`meetctl meeting update ID --status STATUS`",
            Self::StaleStatus => "`meetctl doctor --fix`, or `meetctl backfill-status`",
            Self::DoubleBookings => "`meetctl meeting conflicts` lists them; cancel or move one",
            Self::BadTitles => "`meetctl meeting update ID --title TITLE`",
            Self::BadNames => "`meetctl user update ID --name NAME`",
        }
    }

    /// What a mend would do to `count` rows or things, of which `sample` names some.
    pub(super) fn plan(self, count: u64, sample: &[String]) -> String {
        let rows = |one: &str, many: &str| {
            if count == 1 {
                format!("1 {one}")
            } else {
                format!("{count} {many}")
            }
        };
        match self {
            Self::ApplicationId => "mark the file as meetctl's".to_owned(),
            Self::OrphanParticipants => format!(
                "delete {} whose meeting or user is gone",
                rows("participation", "participations")
            ),
            Self::DateForm => {
                format!("write the times of {} anew", rows("row", "rows"))
            }
            Self::MissingIndexes => {
                format!("make {} ({})", rows("index", "indexes"), sample.join(", "))
            }
            Self::StaleStatus => format!(
                "bring the status of {} up to date",
                rows("meeting", "meetings")
            ),
            Self::StaleStatistics => format!("measure {}", sample.join(", ")),
            _ => String::new(),
        }
    }
}

//! The checks: their names, where they apply, and what to do about what they find.

use sea_orm::DbBackend;

use crate::store::dialect::FILE_ENGINE;

/// One kind of problem; the order is that of the checks: prerequisites first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Check {
    /// The pages of a SQLite file are damaged.
    Integrity,
    /// The application id of a SQLite file is not meetctl's.
    ApplicationId,
    /// The database, a table or a column has another encoding, collation or storage engine.
    Encoding,
    /// The schema is older than the program.
    PendingMigrations,
    /// Leases: that are held, and that nobody released.
    Leases,
    /// A foreign key, CHECK or UNIQUE is missing, not validated or disabled.
    MissingConstraints,
    /// An index of a migration is missing.
    MissingIndexes,
    /// Triggers, rules and policies on the tables that no migration created.
    ForeignTriggers,
    /// The statistics of a large table are missing or stale.
    StaleStatistics,
    /// Participations whose meeting or user does not exist.
    OrphanParticipants,
    /// Meetings whose creator does not exist.
    OrphanMeetings,
    /// E-mail addresses or uids that several rows have.
    DuplicateKeys,
    /// E-mail addresses of several users that differ by case alone.
    EmailCase,
    /// Values that a column of theirs should not have: no time, no text, no number.
    UnreadableValues,
    /// Timestamps in another format than that of the schema.
    TimestampFormat,
    /// Meetings that do not end after they start.
    EndNotAfterStart,
    /// Meetings with an unknown status.
    UnknownStatus,
    /// Meetings whose status does not match the current time.
    StaleStatus,
    /// Two busy meetings of one user that overlap.
    DoubleBookings,
    /// Titles that are empty, too long, or contain control characters.
    BadTitles,
    /// Names of users that are empty, too long, or contain control characters.
    BadNames,
}

impl Check {
    /// The checks with a fix, in the order of the fixes: the status depends on times, statistics on
    /// rows and indexes.
    pub const FIXABLE: [Self; 7] = [
        Self::ApplicationId,
        Self::Leases,
        Self::OrphanParticipants,
        Self::TimestampFormat,
        Self::MissingIndexes,
        Self::StaleStatus,
        Self::StaleStatistics,
    ];

    /// Whether it applies to this engine.
    pub fn applies_to(self, backend: DbBackend) -> bool {
        backend == FILE_ENGINE
            || !matches!(self, Self::Integrity | Self::ApplicationId | Self::TimestampFormat)
    }

    /// Whether it needs one of the `pending` migrations.
    pub(super) fn needs(self, pending: &[String]) -> bool {
        let needed: &[&str] = match self {
            Self::Integrity
            | Self::ApplicationId
            | Self::Encoding
            | Self::PendingMigrations
            | Self::Leases
            | Self::MissingIndexes
            | Self::ForeignTriggers => &[],
            Self::EmailCase | Self::BadNames => &["create_users"],
            Self::EndNotAfterStart | Self::BadTitles => &["create_meetings"],
            Self::TimestampFormat => &["add_time_fractions"],
            Self::UnknownStatus => &["add_meeting_status"],
            Self::StaleStatus => &["add_meeting_status", "add_meeting_uid"],
            Self::MissingConstraints
            | Self::StaleStatistics
            | Self::OrphanParticipants
            | Self::OrphanMeetings
            | Self::DuplicateKeys => &["create_meeting_participants"],
            Self::UnreadableValues | Self::DoubleBookings => {
                &["add_meeting_status", "add_meeting_uid", "add_user_booking_seq"]
            }
        };
        needed.iter().any(|step| pending.iter().any(|name| name.ends_with(step)))
    }

    /// Whether [`Fixer::fix`](super::Fixer::fix) does anything about it.
    pub fn is_fixable(self) -> bool {
        Self::FIXABLE.contains(&self)
    }

    /// What to do about it; `unfixable`: where a fix cannot help.
    pub(super) fn advice(self, unfixable: bool) -> &'static str {
        match self {
            Self::Integrity => "restore a backup; nothing is written to a damaged file",
            Self::ApplicationId if unfixable => {
                "another program set it; `PRAGMA application_id = 1835361652` sets that of meetctl"
            }
            Self::ApplicationId => "`meetctl doctor --fix` sets it",
            Self::Encoding => {
                "ALTER TABLE … ENGINE = InnoDB, \
                 CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
            }
            Self::PendingMigrations => "`meetctl migrate up`",
            Self::Leases if unfixable => {
                "wait; a run that was killed is replaced 10 s after its last heartbeat"
            }
            Self::Leases => {
                "`meetctl doctor --fix` releases those that expired, or the next run of the same command"
            }
            Self::MissingConstraints => "create the constraints again",
            Self::MissingIndexes => "`meetctl doctor --fix` creates them",
            Self::ForeignTriggers => {
                "they act when meetctl or others read or write; drop those that you do not know"
            }
            Self::StaleStatistics => "`meetctl doctor --fix` updates them",
            Self::OrphanParticipants => "`meetctl doctor --fix` deletes these rows",
            Self::OrphanMeetings => {
                "give each a creator (UPDATE meetings SET created_by = USER WHERE id = ID), \
                 or `meetctl meeting delete ID`"
            }
            Self::DuplicateKeys => {
                "`meetctl user update ID --email EMAIL`; \
                 of two meetings with one uid, `meetctl meeting delete ID`"
            }
            Self::EmailCase => {
                "if they are one person, `meetctl user delete ID --reassign-to USER`; \
                 else `meetctl user update ID --email EMAIL`"
            }
            Self::UnreadableValues => {
                "`meetctl meeting update ID` or `meetctl user update ID` with the right value, or \
                 UPDATE of the column; `meetctl meeting delete ID`"
            }
            Self::TimestampFormat if unfixable => {
                "rewrite the times of these rows, such as UPDATE meetings \
                 SET start_time = '2026-06-01 10:00:00.000000' WHERE id = ID"
            }
            Self::TimestampFormat => {
                "`meetctl doctor --fix` rewrites those that have only one reading"
            }
            Self::EndNotAfterStart => "`meetctl meeting update ID --end TIME`",
            Self::UnknownStatus => "`meetctl meeting update ID --status STATUS`",
            Self::StaleStatus => "`meetctl doctor --fix`, or `meetctl backfill-status`",
            Self::DoubleBookings => "`meetctl meeting conflicts` lists them; cancel or move one",
            Self::BadTitles => "`meetctl meeting update ID --title TITLE`",
            Self::BadNames => "`meetctl user update ID --name NAME`",
        }
    }

    /// What a fix would do to `count` rows or objects, of which `sample` names some.
    pub(super) fn plan(self, count: u64, sample: &[String]) -> String {
        let rows = |one: &str, many: &str| {
            if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
        };
        match self {
            Self::ApplicationId => "set the application id".to_owned(),
            Self::Leases => "release the leases that expired".to_owned(),
            Self::OrphanParticipants => format!(
                "delete {} whose meeting or user does not exist",
                rows("participation", "participations")
            ),
            Self::TimestampFormat => {
                format!("rewrite the times of {}", rows("row", "rows"))
            }
            Self::MissingIndexes => {
                format!("create {} ({})", rows("index", "indexes"), sample.join(", "))
            }
            Self::StaleStatus => format!("update the status of {}", rows("meeting", "meetings")),
            Self::StaleStatistics => format!("update the statistics of {}", sample.join(", ")),
            _ => String::new(),
        }
    }
}

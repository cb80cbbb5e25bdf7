//! How bad what a check found is.

use super::Check;

/// From what only is good to know to what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// A person or a program does not get what it expects, or soon will not.
    Warning,
    /// Data that is wrong, that no command can show, or that nothing protects.
    Error,
}

impl Check {
    /// The severity of what it finds, unless that depends on what it is.
    pub fn severity(self) -> Severity {
        match self {
            Self::Integrity
            | Self::MissingConstraints
            | Self::OrphanParticipants
            | Self::OrphanMeetings
            | Self::DuplicateKeys
            | Self::UnreadableValues
            | Self::EndNotAfterStart
            | Self::UnknownStatus => Severity::Error,
            Self::ApplicationId
            | Self::Encoding
            | Self::PendingMigrations
            | Self::Leases
            | Self::MissingIndexes
            | Self::ForeignTriggers
            | Self::EmailCase
            | Self::TimestampFormat
            | Self::StaleStatus
            | Self::DoubleBookings
            | Self::BadTitles
            | Self::BadNames => Severity::Warning,
            Self::StaleStatistics => Severity::Note,
        }
    }
}

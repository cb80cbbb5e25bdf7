//! Which version of which iCalendar event an imported meeting is.

use sea_orm::entity::prelude::*;

/// A row of `meetctl_imported`. It may outlive its meeting.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meetctl_imported")]
pub struct Model {
    /// The meeting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: i64,
    /// The UID of the event, which all occurrences of a series share.
    pub event_uid: String,
    /// The SEQUENCE of the VEVENT that describes the meeting.
    pub sequence_number: i64,
    /// The SEQUENCE of its series; null if only this occurrence was imported.
    pub series_sequence: Option<i64>,
}

/// No relations: the table has no foreign key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

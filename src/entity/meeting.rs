//! A meeting: a half-open interval of time with a creator and participants.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::odd::OddValues;
use super::time_text;

/// A row of `meetings`. Times are UTC; `[start_time, end_time)` is half-open.
///
/// Rows are read by `store::json_rows`, which reads whatever is stored.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "meetings")]
pub struct Model {
    /// The primary key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// iCalendar UID with recurrence id, or an import key; unique where present.
    pub uid: Option<String>,
    /// 1 to 100 characters.
    pub title: String,
    /// Free text.
    #[sea_orm(column_type = "Text", nullable)]
    pub description: Option<String>,
    /// The first moment of the meeting.
    #[serde(deserialize_with = "time_text::time")]
    pub start_time: DateTime,
    /// The first moment after the meeting; later than the start.
    #[serde(deserialize_with = "time_text::time")]
    pub end_time: DateTime,
    /// A [`Status`].
    pub status: String,
    /// The creator's id.
    pub created_by: i64,
    /// UTC; null if another program left it out.
    #[serde(deserialize_with = "time_text::optional")]
    pub created_at: Option<DateTime>,
    /// UTC; changes with every write to the row.
    #[serde(deserialize_with = "time_text::optional")]
    pub updated_at: Option<DateTime>,
    /// What could not be read as it is stored.
    #[sea_orm(ignore)]
    #[serde(skip)]
    pub odd: OddValues,
}

/// What it refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Who created it.
    #[sea_orm(
        belongs_to = "super::user::Entity",
        from = "Column::CreatedBy",
        to = "super::user::Column::Id"
    )]
    Creator,
}

impl ActiveModelBehavior for ActiveModel {}

/// The status of a meeting. Its users are busy unless it is `cancelled`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum, Serialize, Deserialize)]
#[value(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not started.
    Scheduled,
    /// Started and not ended.
    InProgress,
    /// Ended.
    Completed,
    /// Does not take place.
    Cancelled,
}

impl Status {
    /// The text in the database and in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::InProgress => "in_progress",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }
}

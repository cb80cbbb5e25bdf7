//! A person who creates and attends meetings.

use sea_orm::entity::prelude::*;
use sea_orm::{NotSet, Set};
use serde::Deserialize;

use super::odd::OddValues;
use super::time_text;

/// A row of `users`, read by `store::json_rows`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "users")]
pub struct Model {
    /// The primary key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// 1 to 100 characters.
    pub name: String,
    /// Unique, compared byte for byte.
    #[sea_orm(unique)]
    pub email: String,
    /// Increased with every booking of the user, to prevent double bookings.
    pub booking_seq: i64,
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

/// A user refers to nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl ActiveModel {
    /// A row to insert.
    pub fn new(name: impl Into<String>, email: impl Into<String>, now: DateTime) -> Self {
        Self {
            id: NotSet,
            name: Set(name.into()),
            email: Set(email.into()),
            booking_seq: Set(0),
            created_at: Set(Some(now)),
            updated_at: Set(Some(now)),
        }
    }
}

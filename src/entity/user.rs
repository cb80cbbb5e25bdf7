//! A person who creates and attends meetings.

use sea_orm::entity::prelude::*;

/// A row of `users`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
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
    pub created_at: Option<DateTime>,
    /// UTC; changes with every write to the row.
    pub updated_at: Option<DateTime>,
}

/// The relations of a user.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// The meetings the user created.
    #[sea_orm(has_many = "super::meeting::Entity")]
    Created,
    /// The meetings the user takes part in.
    #[sea_orm(has_many = "super::participant::Entity")]
    Participation,
}

impl Related<super::meeting::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Created.def()
    }
}

impl Related<super::participant::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Participation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

//! A person who creates and attends meetings.

use sea_orm::entity::prelude::*;

/// A row of `users`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    /// The number other tables know the user by.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// 1 to 100 characters.
    pub name: String,
    /// Unique, compared byte for byte.
    #[sea_orm(unique)]
    pub email: String,
    /// Changes with every booking of the user: the double-booking guard.
    pub booking_seq: i64,
    /// UTC; the seed's application may leave it out.
    pub created_at: Option<DateTime>,
    /// UTC; changes with every write to the row.
    pub updated_at: Option<DateTime>,
}

/// What a user is linked to.
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

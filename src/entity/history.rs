//! Who changed what, when.

use sea_orm::entity::prelude::*;

/// A row of `meetctl_history`. It outlives what it is about.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meetctl_history")]
pub struct Model {
    /// The run of a command: a random number of 60 bits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: i64,
    /// Counts the rows of a run; not without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry: i64,
    /// When the run began, UTC.
    pub changed_at: DateTime,
    /// Who ran it.
    pub actor: String,
    /// The command, such as `meeting cancel`.
    pub command: String,
    /// What was changed: `meeting`, `user`, or `run` for all that a bulk run did.
    pub kind: String,
    /// The meeting or user.
    pub item_id: Option<i64>,
    /// A JSON object of what was there before; null for what was created.
    #[sea_orm(column_type = "Text", nullable)]
    pub old_values: Option<String>,
    /// A JSON object of what is there after; null for what was deleted.
    #[sea_orm(column_type = "Text", nullable)]
    pub new_values: Option<String>,
}

/// No relations: the table has no foreign key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

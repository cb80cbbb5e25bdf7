//! Users: find, list, create, change, delete.

mod anonymize;
mod delete;
mod hand_over;
mod offboard;
mod write;

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

pub use anonymize::{Anonymized, anonymize, check_anonymize, is_in_history};
pub use delete::{Deleted, Moved, Reassign, delete};
pub use hand_over::NewOverlaps;
pub use offboard::{Action, BATCH, Offboarding, Step, Steps};
pub(super) use write::require_free;
pub use write::{check_address, create, update};

use super::addresses::{ByAddress, OtherCase};
use super::json_rows;
use crate::entity::{meeting, participant, user};
use crate::error::Failure;
use crate::fields;

/// Finds a user by what a person types: an id, or an e-mail address in any case.
///
/// # Errors
/// Exit 5, naming what was typed; exit 2 if several users have the address but for the case.
pub async fn find<C: ConnectionTrait>(db: &C, name: &str) -> Result<user::Model, Failure> {
    let found = if let Ok(id) = name.parse::<i64>() {
        by_id(db, id).await?
    } else {
        let address = fields::named_address(name).map_or_else(|_| name.to_owned(), |(a, _)| a);
        by_address(db, &address).await?.get(&address)?.cloned()
    };
    found.ok_or_else(|| {
        Failure::not_found(format!("user {name} not found"))
            .hint("`meetctl user list --search …` finds users")
    })
}

/// The user with this id.
pub async fn by_id<C: ConnectionTrait>(db: &C, id: i64) -> Result<Option<user::Model>, DbErr> {
    let select = user::Entity::find_by_id(id).into_query();
    Ok(json_rows::users(db, &select).await?.pop())
}

async fn by_address<C: ConnectionTrait>(
    db: &C,
    address: &str,
) -> Result<ByAddress<user::Model>, DbErr> {
    ByAddress::find(db, [address], OtherCase::Find).await
}

/// Finds the users that `option` names, each once.
///
/// # Errors
/// As [`find`], naming the option.
pub async fn find_all<C: ConnectionTrait>(
    db: &C,
    option: &str,
    names: &[String],
) -> Result<BTreeSet<i64>, Failure> {
    let mut ids = BTreeSet::new();
    for name in names {
        ids.insert(find(db, name).await.map_err(|failure| failure.of_option(option))?.id);
    }
    Ok(ids)
}

/// The next at most `size` users after the id `after`, or the first, by id.
pub async fn page(
    db: &DatabaseConnection,
    after: Option<i64>,
    size: u64,
) -> Result<Vec<user::Model>, DbErr> {
    let after = Condition::all().add_option(after.map(|after| user::Column::Id.gt(after)));
    let users = user::Entity::find().filter(after);
    json_rows::users(db, &users.order_by_asc(user::Column::Id).limit(size).into_query()).await
}

/// How many users there are.
pub async fn count(db: &DatabaseConnection) -> Result<u64, DbErr> {
    user::Entity::find().count(db).await
}

/// Whether name or e-mail address contains `needle`, ignoring case.
pub fn matches(user: &user::Model, needle: &str) -> bool {
    let needle = needle.to_lowercase();
    user.name.to_lowercase().contains(&needle) || user.email.to_lowercase().contains(&needle)
}

/// How many meetings a user created, and in how many one takes part.
pub async fn involvement<C: ConnectionTrait>(db: &C, id: i64) -> Result<(u64, u64), DbErr> {
    let created =
        meeting::Entity::find().filter(meeting::Column::CreatedBy.eq(id)).count(db).await?;
    let attended =
        participant::Entity::find().filter(participant::Column::UserId.eq(id)).count(db).await?;
    Ok((created, attended))
}

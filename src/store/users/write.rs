//! Creates and changes users.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    QueryFilter, QuerySelect, QueryTrait,
};
use serde_json::json;

use super::{by_address, by_id};
use crate::entity::user;
use crate::error::{Failure, Kind};
use crate::store::commit::{InDoubt, commit};
use crate::store::dialect::{self, ErrorClass, WriteTransaction, classify};
use crate::store::history::{self, Change, ItemKind, user_values};
use crate::store::json_rows;
use crate::store::retry::TxError;
use crate::store::session::Session;
use crate::time::UtcTime;

/// Refuses an address that another user than `own` has, in any case.
pub(in crate::store) async fn require_free<C: ConnectionTrait>(
    db: &C,
    email: &str,
    own: Option<i64>,
) -> Result<(), TxError> {
    let users = by_address(db, email).await?;
    match users.all(email).into_iter().find(|user| Some(user.id) != own) {
        Some(other) => Err(taken(other).into()),
        None => Ok(()),
    }
}

/// Checks that no user but `own` has an address, in any case. Writes nothing.
///
/// # Errors
/// As [`create`].
pub async fn check_address(
    session: &Session,
    email: &str,
    own: Option<i64>,
) -> Result<(), Failure> {
    session.reading(async |db| Ok(require_free(&db, email, own).await?)).await
}

/// Creates a user; `email` is in lower case.
///
/// A commit whose outcome is unknown is resolved by checking the database for the row.
///
/// # Errors
/// Exit 4 with code `duplicate_email` if another user has the address, in any case.
pub async fn create(
    session: &Session,
    name: &str,
    email: &str,
    now: UtcTime,
) -> Result<user::Model, Failure> {
    let mut in_doubt = InDoubt::default();
    session
        .retrying(async |db| {
            if let Some(ours) = in_doubt.get()
                && let Some(user) = stored(&db, email, ours).await?
            {
                return Ok(user);
            }
            let tx = dialect::begin_write(&db).await?;
            require_free(&tx, email, None).await?;
            let row = user::ActiveModel::new(name, email, now);
            let user = match row.insert(&tx).await {
                Ok(user) => user,
                Err(error) => return Err(refused(&db, tx, error, email, None).await),
            };
            history::write(&tx, session.run(), &change(None, Some(&user))).await?;
            let ours = (name.to_owned(), now);
            let took_effect = async { Ok(stored(&db, email, &ours).await?.is_some()) };
            in_doubt.commit(&db, tx, ours.clone(), took_effect).await?;
            Ok(user)
        })
        .await
}

/// The user with this address, if it has the name and the time that an earlier try wrote.
async fn stored<C: ConnectionTrait>(
    db: &C,
    email: &str,
    (name, now): &(String, UtcTime),
) -> Result<Option<user::Model>, DbErr> {
    let select = user::Entity::find().filter(user::Column::Email.eq(email)).into_query();
    let found = json_rows::users(db, &select).await?.pop();
    Ok(found.filter(|user| user.name == *name && user.created_at == Some(*now)))
}

/// The error of a write; the engine's refusal of an address becomes one that names the other user.
pub(super) async fn refused(
    db: &DatabaseConnection,
    tx: WriteTransaction,
    error: DbErr,
    email: &str,
    own: Option<i64>,
) -> TxError {
    if classify(&error) != ErrorClass::Unique {
        return error.into();
    }
    // The transaction has failed, and holds the only connection.
    if let Err(error) = tx.rollback().await {
        return error.into();
    }
    match require_free(db, email, own).await {
        Err(taken) => taken,
        Ok(()) => error.into(),
    }
}

fn taken(other: &user::Model) -> Failure {
    let message =
        format!("user {} ({}) has the e-mail address {}", other.id, other.name, other.email);
    Failure::new(Kind::DuplicateEmail, message)
        .detail("user", json!(other.id))
        .hint(format!("`meetctl user show {}` shows the user", other.id))
}

/// Changes name or address of a user; `None` leaves a value unchanged. Writes nothing if nothing
/// differs. `email` is in lower case.
///
/// # Errors
/// As for [`create`]; exit 5 if the user was deleted meanwhile.
pub async fn update(
    session: &Session,
    user: &user::Model,
    name: Option<&str>,
    email: Option<&str>,
    now: UtcTime,
) -> Result<user::Model, Failure> {
    let name = name.unwrap_or(&user.name);
    let new_email = email.filter(|email| *email != user.email);
    if name == user.name && new_email.is_none() {
        return Ok(user.clone());
    }
    session
        .retrying(async |db| {
            let tx = dialect::begin_write(&db).await?;
            let before = locked(&tx, user.id).await?;
            let mut update = user::Entity::update_many()
                .col_expr(user::Column::Name, Expr::value(name))
                .col_expr(user::Column::UpdatedAt, Expr::value(now))
                .filter(user::Column::Id.eq(user.id));
            if let Some(email) = new_email {
                require_free(&tx, email, Some(user.id)).await?;
                update = update.col_expr(user::Column::Email, Expr::value(email));
            }
            let updated = match update.exec(&tx).await {
                Ok(updated) => updated,
                Err(error) => {
                    let email = new_email.unwrap_or(&user.email);
                    return Err(refused(&db, tx, error, email, Some(user.id)).await);
                }
            };
            if updated.rows_affected == 0 {
                return Err(Failure::not_found(format!("user {} not found", user.id)).into());
            }
            let id = user.id;
            let took_effect = async {
                let after = by_id(&db, id).await?;
                Ok(after.is_none_or(|after| after != *user))
            };
            // After the commit nothing may fail.
            let after = by_id(&tx, id).await?.ok_or_else(dialect::conflict)?;
            history::write(&tx, session.run(), &change(before.as_ref(), Some(&after))).await?;
            commit(&db, tx, took_effect).await?;
            Ok(after)
        })
        .await
}

/// The row of a user, which nobody else changes until the transaction ends.
pub(super) async fn locked(tx: &WriteTransaction, id: i64) -> Result<Option<user::Model>, DbErr> {
    let select = user::Entity::find_by_id(id).lock_exclusive().into_query();
    Ok(json_rows::users(tx, &select).await?.pop())
}

/// The row of the history for a change of a user, if there is one.
pub(super) fn change(before: Option<&user::Model>, after: Option<&user::Model>) -> Option<Change> {
    let id = before.or(after).map_or(0, |user| user.id);
    Change::of(ItemKind::User, id, before.map(user_values), after.map(user_values))
}

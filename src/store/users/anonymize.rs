//! Replaces the name and the address of a user, also in the history.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::Value;

use super::by_id;
use super::write::{refused, require_free};
use crate::entity::{history, user};
use crate::error::Failure;
use crate::fields;
use crate::store::booking::lock;
use crate::store::commit::commit;
use crate::store::dialect::{self, WriteTransaction, ascii_lower};
use crate::store::history::{Change, Entry, ItemKind, Values, of_user, write};
use crate::store::session::Session;
use crate::time::UtcTime;

/// Rows of the history read at once.
const PAGE: u64 = 1000;

/// What replaces the name of a user.
fn name_of(id: i64) -> String {
    format!("Deleted user {id}")
}

/// What replaces the address of a user. No mail reaches the domain `invalid` (RFC 2606).
fn address_of(id: i64) -> String {
    format!("user-{id}@anonymized.invalid")
}

/// What anonymizing a user did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anonymized {
    /// The user then; `None` if only the history has it.
    pub user: Option<user::Model>,
    /// Whether the row of the user changed.
    pub renamed: bool,
    /// Rows of the history that changed.
    pub entries: u64,
}

impl Anonymized {
    /// Whether anything changed.
    pub fn changed(&self) -> bool {
        self.renamed || self.entries > 0
    }
}

/// Whether the history has rows about a user.
pub async fn is_in_history<C: ConnectionTrait>(db: &C, id: i64) -> Result<bool, DbErr> {
    Ok(!of_user(db, id, None, 1).await?.is_empty())
}

/// What [`anonymize`] would do. Reads only.
///
/// # Errors
/// As for [`anonymize`].
pub async fn check_anonymize(
    session: &Session,
    id: i64,
    now: UtcTime,
) -> Result<Anonymized, Failure> {
    let check = session.reading(async |db| {
        let tx = dialect::begin_snapshot(&db).await?;
        let mut user = by_id(&tx, id).await?;
        let mut done = Anonymized::default();
        if let Some(user) = user.as_mut().filter(|user| !is_anonymous(user)) {
            require_free(&tx, &address_of(id), Some(id)).await?;
            done.renamed = true;
            rename(user, now);
        }
        let mut addresses = BTreeSet::new();
        let mut after = None;
        loop {
            let rows = of_user(&tx, id, after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = Some((last.row.run_id, last.row.entry));
            done.entries +=
                rows.iter().filter_map(|entry| scrubbed(&entry.row, id, &mut addresses)).count()
                    as u64;
        }
        tx.commit().await?;
        Ok(Anonymized { user, ..done })
    });
    check.await
}

/// Replaces name and address of a user, and what the history has of them, in one transaction. Where the
/// actor of a change is an address of the user, the new address replaces it.
///
/// A commit whose outcome is unknown is repeated: what is replaced already does not change.
///
/// # Errors
/// Exit 4 with code `duplicate_email` if another user has the new address.
pub async fn anonymize(session: &Session, id: i64, now: UtcTime) -> Result<Anonymized, Failure> {
    session
        .retrying(async |db| {
            let exists = by_id(&db, id).await?.is_some();
            let tx = dialect::begin_write(&db).await?;
            if exists {
                lock(&tx, &[id].into()).await?;
            }
            let mut done = Anonymized::default();
            let mut addresses = BTreeSet::new();
            let before = by_id(&tx, id).await?;
            if let Some(mut user) = before.clone() {
                if !is_anonymous(&user) {
                    addresses.insert(fields::lower_case(&user.email));
                    require_free(&tx, &address_of(id), Some(id)).await?;
                    rename(&mut user, now);
                    if let Err(error) = store(&tx, &user).await {
                        return Err(refused(&db, tx, error, &user.email, Some(id)).await);
                    }
                    done.renamed = true;
                }
                done.user = Some(user);
            }
            done.entries = scrub(&tx, id, &mut addresses).await?;
            if done.renamed {
                write(&tx, session.run(), &[change(id)]).await?;
            }
            rename_actor(&tx, id, addresses).await?;
            let took_effect = async { Ok(!done.renamed || by_id(&db, id).await? != before) };
            commit(&db, tx, took_effect).await?;
            Ok(done)
        })
        .await
}

fn is_anonymous(user: &user::Model) -> bool {
    user.name == name_of(user.id) && user.email == address_of(user.id)
}

fn rename(user: &mut user::Model, now: UtcTime) {
    user.name = name_of(user.id);
    user.email = address_of(user.id);
    user.updated_at = Some(now);
}

async fn store(tx: &WriteTransaction, user: &user::Model) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(user::Column::Name, Expr::value(user.name.as_str()))
        .col_expr(user::Column::Email, Expr::value(user.email.as_str()))
        .col_expr(user::Column::UpdatedAt, Expr::value(user.updated_at))
        .filter(user::Column::Id.eq(user.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The row of the history for it. It does not have what was replaced.
fn change(id: i64) -> Change {
    let values = |name: Value, email: Value| -> Values {
        [("name".to_owned(), name), ("email".to_owned(), email)].into_iter().collect()
    };
    let new = values(name_of(id).into(), address_of(id).into());
    Change {
        kind: ItemKind::User,
        id: Some(id),
        old: Some(values(Value::Null, Value::Null)),
        new: Some(new),
    }
}

/// Replaces names and addresses in the rows about the user, and collects the addresses. Returns how many
/// rows changed.
async fn scrub(
    tx: &WriteTransaction,
    id: i64,
    addresses: &mut BTreeSet<String>,
) -> Result<u64, DbErr> {
    let mut changed = 0;
    let mut after = None;
    loop {
        let rows = of_user(tx, id, after, PAGE).await?;
        let Some(last) = rows.last() else { return Ok(changed) };
        after = Some((last.row.run_id, last.row.entry));
        for Entry { row, .. } in &rows {
            let Some([old, new]) = scrubbed(row, id, addresses) else { continue };
            history::Entity::update_many()
                .col_expr(history::Column::OldValues, Expr::value(old))
                .col_expr(history::Column::NewValues, Expr::value(new))
                .filter(history::Column::RunId.eq(row.run_id))
                .filter(history::Column::Entry.eq(row.entry))
                .exec(tx)
                .await?;
            changed += 1;
        }
    }
}

/// The values of a row without name and address of the user; `None` if it has none of them.
fn scrubbed(
    row: &history::Model,
    id: i64,
    addresses: &mut BTreeSet<String>,
) -> Option<[Option<String>; 2]> {
    let sides = [&row.old_values, &row.new_values];
    let after = sides.map(|side| side.as_ref().map(|text| scrubbed_text(text, id, addresses)));
    (sides.map(Option::as_ref) != [after[0].as_ref(), after[1].as_ref()]).then_some(after)
}

fn scrubbed_text(text: &str, id: i64, addresses: &mut BTreeSet<String>) -> String {
    let Ok(mut values) = serde_json::from_str::<Values>(text) else {
        // Written by another program: it may have anything.
        return if text == "{}" { text.to_owned() } else { "{}".to_owned() };
    };
    let mut changed = false;
    for (field, replacement) in [("name", name_of(id)), ("email", address_of(id))] {
        let Some(value) = values.get_mut(field) else { continue };
        if *value == Value::Null || *value == replacement {
            continue;
        }
        if let ("email", Some(address)) = (field, value.as_str()) {
            addresses.insert(fields::lower_case(address));
        }
        *value = replacement.into();
        changed = true;
    }
    if changed { Value::Object(values).to_string() } else { text.to_owned() }
}

/// Replaces the addresses where they are the actor.
async fn rename_actor(
    tx: &WriteTransaction,
    id: i64,
    addresses: BTreeSet<String>,
) -> Result<(), DbErr> {
    if addresses.is_empty() {
        return Ok(());
    }
    let actor = Expr::cust(ascii_lower(tx.get_database_backend(), "actor"));
    history::Entity::update_many()
        .col_expr(history::Column::Actor, Expr::value(address_of(id)))
        .filter(actor.is_in(addresses))
        .exec(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrub(text: &str) -> (String, Vec<String>) {
        let mut addresses = BTreeSet::new();
        let scrubbed = scrubbed_text(text, 7, &mut addresses);
        (scrubbed, addresses.into_iter().collect())
    }

    #[test]
    fn name_and_address_are_replaced_wherever_they_are() {
        for (text, expected, addresses) in [
            (r#"{"name":"Ada"}"#, r#"{"name":"Deleted user 7"}"#, vec![]),
            (
                r#"{"email":"Ada@X.org","created_at":"2026-06-01T08:00:00Z"}"#,
                r#"{"created_at":"2026-06-01T08:00:00Z","email":"user-7@anonymized.invalid"}"#,
                vec!["ada@x.org"],
            ),
            // Nothing of the person.
            (r#"{"a":1,"name":null}"#, r#"{"a":1,"name":null}"#, vec![]),
            ("{}", "{}", vec![]),
            // No object of ours.
            (r#"["Ada"]"#, "{}", vec![]),
            ("Ada", "{}", vec![]),
        ] {
            let (scrubbed, found) = scrub(text);
            let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
            assert_eq!(parsed(&scrubbed), parsed(expected), "{text}");
            assert_eq!(found, addresses, "{text}");
            assert_eq!(scrub(&scrubbed).0, scrubbed, "a second time");
            assert!(scrub(&scrubbed).1.is_empty(), "a second time");
        }
    }
}

//! Users in bulk.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::user_index::NewUser;
use crate::entity::user;
use crate::error::Failure;
use crate::fields;
use crate::interchange::UserEntry;
use crate::store::IDS_PER_STATEMENT;
use crate::store::addresses::{ByAddress, OtherCase};
use crate::store::commit::{InDoubt, commit};
use crate::store::dialect;
use crate::store::history;
use crate::store::retry::TxError;
use crate::store::session::Session;
use crate::time::UtcTime;

/// What was done with users.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UserCounts {
    /// Users that did not exist before.
    pub created: u64,
    /// Users whose name changed.
    pub updated: u64,
    /// Users that were already up to date.
    pub unchanged: u64,
}

impl std::ops::AddAssign for UserCounts {
    fn add_assign(&mut self, more: Self) {
        self.created += more.created;
        self.updated += more.updated;
        self.unchanged += more.unchanged;
    }
}

/// Creates or renames the users of a batch, in one transaction; with `dry_run` only counts. `so_far` is
/// what the batches before have done, for the history.
///
/// Known by their address in any case, which a stored user keeps; of several records of one user the
/// last one counts.
///
/// # Errors
/// A database error that retries do not fix.
pub async fn import_users(
    session: &Session,
    batch: &[UserEntry],
    other_case: OtherCase,
    now: UtcTime,
    dry_run: bool,
    so_far: UserCounts,
) -> Result<UserCounts, Failure> {
    let mut in_doubt = InDoubt::default();
    let emails = || batch.iter().map(|u| u.email.as_str());
    session
        .retrying(async |db| {
            if dry_run {
                let known = find(&db, emails(), other_case).await?;
                let latest = last_of_each(batch, &known)?;
                return Ok(compare(&latest, batch.len(), false).0);
            }
            let tx = dialect::begin_write(&db).await?;
            let known = find(&tx, emails(), other_case).await?;
            let latest = last_of_each(batch, &known)?;
            let (counts, changes) = compare(&latest, batch.len(), in_doubt.get().is_some());
            for (user, name) in changes {
                user::Entity::update_many()
                    .col_expr(user::Column::Name, Expr::value(name))
                    .col_expr(user::Column::UpdatedAt, Expr::value(now))
                    .filter(user::Column::Id.eq(user.id))
                    .exec(&tx)
                    .await?;
            }
            let missing = latest.iter().filter(|(_, stored)| stored.is_none());
            let missing = missing.map(|(u, _)| (fields::lower_case(&u.email), u.name.clone()));
            create(&tx, missing, now).await?;
            let mut total = so_far;
            total += counts;
            if total.created + total.updated > 0 {
                let total = [("created", total.created), ("updated", total.updated)];
                history::write_run(&tx, session.run(), total).await?;
            }
            let took_effect = async {
                let after = find(&db, emails(), other_case).await?;
                // Unchanged rows were not written; any other may have been changed again since.
                Ok(latest.iter().all(|(u, before)| {
                    let after = after.get(&u.email).ok().flatten();
                    after.is_some_and(|a| a.name == u.name || before.is_some_and(|b| b != a))
                }))
            };
            in_doubt.commit(&db, tx, (), took_effect).await?;
            Ok(counts)
        })
        .await
}

/// A record, and the stored user whom it names.
type Named<'a> = (&'a UserEntry, Option<&'a user::Model>);

/// The last record of each user, in the order of their first ones.
fn last_of_each<'a>(
    batch: &'a [UserEntry],
    known: &'a ByAddress<user::Model>,
) -> Result<Vec<Named<'a>>, Failure> {
    let mut places: HashMap<(Option<i64>, String), usize> = HashMap::new();
    let mut last: Vec<Named<'a>> = Vec::with_capacity(batch.len());
    for entry in batch {
        let stored = known.get(&entry.email)?;
        let address =
            if stored.is_none() { fields::lower_case(&entry.email) } else { String::new() };
        match places.entry((stored.map(|user| user.id), address)) {
            Entry::Occupied(place) => last[*place.get()] = (entry, stored),
            Entry::Vacant(place) => {
                place.insert(last.len());
                last.push((entry, stored));
            }
        }
    }
    Ok(last)
}

/// The counts of a batch, and the users to rename; users that an earlier try of unknown outcome may
/// have created count as created.
fn compare<'a>(
    latest: &[Named<'a>],
    records: usize,
    in_doubt: bool,
) -> (UserCounts, Vec<(&'a user::Model, &'a str)>) {
    let mut counts = UserCounts::default();
    let mut changes = Vec::new();
    for (entry, stored) in latest {
        match stored {
            None => counts.created += 1,
            Some(user) if user.name != entry.name => {
                counts.updated += 1;
                changes.push((*user, entry.name.as_str()));
            }
            Some(_) if in_doubt => counts.created += 1,
            Some(_) => counts.unchanged += 1,
        }
    }
    counts.unchanged += (records - latest.len()) as u64;
    (counts, changes)
}

/// A user that was created, or turned out to exist.
#[derive(Debug, Clone, Copy)]
pub(super) struct CreatedUser {
    /// The number during staging.
    pub number: i64,
    pub id: i64,
    /// Created by this call: they have no earlier bookings.
    pub new: bool,
}

/// Finds or creates users.
pub(super) async fn create_missing(
    session: &Session,
    new_users: &[(i64, NewUser)],
    other_case: OtherCase,
    now: UtcTime,
) -> Result<Vec<CreatedUser>, Failure> {
    let emails = || new_users.iter().map(|(_, n)| n.email.as_str());
    session
        .retrying(async |db| {
            let tx = dialect::begin_write(&db).await?;
            let known = find(&tx, emails(), other_case).await?;
            let missing = new_users.iter().filter(|(_, n)| known.all(&n.email).is_empty());
            let missing = missing.map(|(_, n)| (n.email.clone(), n.name.clone()));
            create(&tx, missing, now).await?;
            // The query of the ids below verifies the commit.
            commit(&db, tx, async { Ok(true) }).await?;
            let now = find(&db, emails(), other_case).await?;
            let ids: Option<Vec<CreatedUser>> = new_users
                .iter()
                .map(|(number, n)| {
                    Some(CreatedUser {
                        number: *number,
                        id: now.all(&n.email).first()?.id,
                        new: known.all(&n.email).is_empty(),
                    })
                })
                .collect();
            // Missing although committed: the engine has rolled it back.
            ids.ok_or_else(|| dialect::conflict().into())
        })
        .await
}

async fn find<'a, C: ConnectionTrait>(
    db: &C,
    emails: impl Iterator<Item = &'a str>,
    other_case: OtherCase,
) -> Result<ByAddress<user::Model>, DbErr> {
    ByAddress::find(db, emails, other_case).await
}

/// Creates users of addresses in lower case, with their names.
async fn create(
    tx: &dialect::WriteTransaction,
    people: impl Iterator<Item = (String, String)>,
    now: UtcTime,
) -> Result<(), TxError> {
    let mut rows: Vec<user::ActiveModel> =
        people.map(|(email, name)| user::ActiveModel::new(name, email, now)).collect();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(IDS_PER_STATEMENT));
        user::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await
            .map_err(TxError::of_new_rows)?;
        rows = rest;
    }
    Ok(())
}

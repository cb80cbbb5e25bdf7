//! Users: find, list, create, change, delete.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr,
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde_json::json;

use super::addresses::{ByAddress, OtherCase};
use super::booking::{LISTED, lock};
use super::commit::{InDoubt, commit};
use super::dialect::{self, ErrorClass, WriteTransaction, classify};
use super::filter::Filter;
use super::history::{self, Change, ItemKind, user_values};
use super::pages::{Order, Pages, require_order};
use super::retry::TxError;
use super::session::Session;
use super::{IDS_PER_STATEMENT, json_rows};
use crate::entity::{meeting, participant, user};
use crate::error::{Failure, Kind};
use crate::fields;
use crate::schedule::Interval;
use crate::schedule::conflicts::Sweep;
use crate::time::UtcTime;

/// Meetings read at once.
const PAGE: u64 = 2000;

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

/// Refuses an address that another user than `own` has, in any case.
async fn require_free<C: ConnectionTrait>(
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
async fn refused(
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

/// What happens to the meetings of a user who is deleted.
#[derive(Debug, Clone, Copy)]
pub struct Reassign {
    /// Who takes them over; without, a user with meetings is not deleted.
    pub to: Option<i64>,
    /// The new owner may be double-booked by it.
    pub allow_overlap: bool,
    /// Everything is checked, nothing is locked or written.
    pub dry_run: bool,
    /// The time for `updated_at`.
    pub now: UtcTime,
}

/// How deleting a user ended.
#[derive(Debug)]
pub enum Deleted {
    /// Deleted; the meetings were moved to the other user.
    Done {
        /// Meetings with a new creator.
        created: u64,
        /// Participations that moved.
        attended: u64,
    },
    /// Nothing was written: the user has created meetings and participations, in these numbers.
    HasMeetings(u64, u64),
    /// Nothing was written: the new owner would have pairs of meetings at one time.
    WouldOverlap(NewOverlaps),
}

/// How many meetings a user created, and in how many one takes part.
pub async fn involvement<C: ConnectionTrait>(db: &C, id: i64) -> Result<(u64, u64), DbErr> {
    let created =
        meeting::Entity::find().filter(meeting::Column::CreatedBy.eq(id)).count(db).await?;
    let attended =
        participant::Entity::find().filter(participant::Column::UserId.eq(id)).count(db).await?;
    Ok((created, attended))
}

/// Deletes a user, after handing over the meetings, in one transaction.
///
/// A commit whose outcome is unknown is repeated: a user who no longer exists was deleted.
pub async fn delete(session: &Session, id: i64, reassign: Reassign) -> Result<Deleted, Failure> {
    if reassign.dry_run {
        let check = session.reading(async |db| {
            let tx = dialect::begin_snapshot(&db).await?;
            let checked = check_delete(&tx, id, reassign).await?;
            tx.commit().await?;
            Ok(checked)
        });
        return check.await;
    }
    let mut in_doubt = InDoubt::default();
    session
        .retrying(async |db| {
            if let Some(&(created, attended)) = in_doubt.get()
                && by_id(&db, id).await?.is_none()
            {
                return Ok(Deleted::Done { created, attended });
            }
            let tx = dialect::begin_write(&db).await?;
            lock(&tx, &reassign.to.into_iter().chain([id]).collect()).await?;
            let checked = check_delete(&tx, id, reassign).await?;
            let Deleted::Done { created, attended } = checked else {
                return Ok(checked);
            };
            if let Some(to) = reassign.to {
                hand_over(&tx, id, to, reassign.now).await?;
            }
            user::Entity::delete_by_id(id).exec(&tx).await?;
            let took_effect = async { Ok(by_id(&db, id).await?.is_none()) };
            let moved = (created, attended);
            in_doubt.commit(&db, tx, moved, took_effect).await?;
            Ok(Deleted::Done { created, attended })
        })
        .await
}

/// Whether the user may be deleted, and what would move.
async fn check_delete<C: ConnectionTrait>(
    tx: &C,
    id: i64,
    reassign: Reassign,
) -> Result<Deleted, DbErr> {
    let (created, attended) = involvement(tx, id).await?;
    match reassign.to {
        None if created + attended > 0 => return Ok(Deleted::HasMeetings(created, attended)),
        Some(to) if !reassign.allow_overlap => {
            let overlaps = new_overlaps(tx, id, to).await?;
            if overlaps.count > 0 {
                return Ok(Deleted::WouldOverlap(overlaps));
            }
        }
        _ => {}
    }
    Ok(Deleted::Done { created, attended })
}

async fn hand_over(tx: &WriteTransaction, from: i64, to: i64, now: UtcTime) -> Result<(), DbErr> {
    meeting::Entity::update_many()
        .col_expr(meeting::Column::CreatedBy, Expr::value(to))
        .col_expr(meeting::Column::UpdatedAt, Expr::value(now))
        .filter(meeting::Column::CreatedBy.eq(from))
        .exec(tx)
        .await?;
    // Meetings that both attend keep one participation. The ids are read first: MySQL
    // refuses to change a table that a subquery of the same statement reads.
    let both: BTreeSet<i64> = meetings_of(tx, to).await?;
    let moving: Vec<i64> = meetings_of(tx, from).await?.difference(&both).copied().collect();
    for ids in moving.chunks(IDS_PER_STATEMENT) {
        participant::Entity::update_many()
            .col_expr(participant::Column::UserId, Expr::value(to))
            .filter(participant::Column::UserId.eq(from))
            .filter(participant::Column::MeetingId.is_in(ids.iter().copied()))
            .exec(tx)
            .await?;
    }
    participant::Entity::delete_many()
        .filter(participant::Column::UserId.eq(from))
        .exec(tx)
        .await?;
    Ok(())
}

async fn meetings_of(tx: &WriteTransaction, user: i64) -> Result<BTreeSet<i64>, DbErr> {
    let mut select = Query::select();
    select
        .column(participant::Column::MeetingId)
        .column(participant::Column::UserId)
        .from(participant::Entity)
        .and_where(participant::Column::UserId.eq(user));
    Ok(json_rows::pairs(tx, &select, "meeting_id, user_id")
        .await?
        .into_iter()
        .map(|(m, _)| m)
        .collect())
}

/// Pairs of busy meetings that overlap once all are one user's, and were not that user's pair
/// before: double bookings that the new owner gets.
#[derive(Debug, Default)]
pub struct NewOverlaps {
    /// How many there are.
    pub count: u64,
    /// The first [`LISTED`] in order of time; the new owner's meeting is first in a pair.
    pub first: Vec<(i64, i64)>,
}

/// Keeps the intervals of two users in memory.
async fn new_overlaps<C: ConnectionTrait>(
    tx: &C,
    from: i64,
    to: i64,
) -> Result<NewOverlaps, DbErr> {
    let kept = busy(tx, to).await?;
    let stays: BTreeSet<i64> = kept.iter().map(|(_, id)| *id).collect();
    let moving = busy(tx, from).await?;
    let moving = moving.into_iter().filter(|(_, id)| !stays.contains(id));
    let mut all: Vec<(Interval, i64)> = kept.into_iter().chain(moving).collect();
    all.sort_by_key(|(interval, id)| (interval.start(), *id));
    // What was and what is added, apart: two meetings that the new owner had are not a new pair.
    let (mut own, mut added) = (Sweep::default(), Sweep::default());
    let mut found = NewOverlaps::default();
    for (interval, id) in all {
        let is_own = stays.contains(&id);
        let added_open = added.open(to, interval.start());
        let own_open = if is_own { &[] } else { own.open(to, interval.start()) };
        found.count += (added_open.len() + own_open.len()) as u64;
        let missing = LISTED - found.first.len();
        let others = added_open.iter().chain(own_open).map(|open| open.meeting);
        let pair = |other: i64| if is_own { (id, other) } else { (other, id) };
        found.first.extend(others.take(missing).map(pair));
        if is_own { &mut own } else { &mut added }.add(to, interval, id);
    }
    Ok(found)
}

/// The busy meetings of a user.
async fn busy<C: ConnectionTrait>(tx: &C, user: i64) -> Result<Vec<(Interval, i64)>, DbErr> {
    let filter = Filter { attended_by: BTreeSet::from([user]), busy: true, ..Filter::default() };
    let mut pages = Pages::new(filter, Order::Id, None).without_descriptions();
    let mut busy = Vec::new();
    loop {
        let rows = pages.rows(tx, PAGE).await?;
        if rows.is_empty() {
            return Ok(busy);
        }
        rows.iter().try_for_each(require_order)?;
        let interval = |row: &meeting::Model| Interval::new(row.start_time, row.end_time).ok();
        busy.extend(rows.iter().filter_map(|row| Some((interval(row)?, row.id))));
    }
}

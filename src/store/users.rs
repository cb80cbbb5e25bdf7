//! Users: find, list, create, change, delete.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr,
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::booking::lock;
use super::commit::InDoubt;
use super::dialect::{self, ErrorClass, WriteTransaction, Writing, classify};
use super::filter::Filter;
use super::json_rows;
use super::retry::TxError;
use super::session::Session;
use crate::entity::{meeting, participant, user};
use crate::error::{Failure, Kind};
use crate::schedule::Interval;
use crate::schedule::conflicts::{Attendance, Sweep};
use crate::time::UtcTime;

/// Finds a user by what a person types: an id, or an e-mail address.
///
/// # Errors
/// Exit 5, naming what was typed.
pub async fn find<C: ConnectionTrait>(db: &C, name: &str) -> Result<user::Model, Failure> {
    let query = match name.parse::<i64>() {
        Ok(id) => user::Entity::find_by_id(id),
        Err(_) => user::Entity::find().filter(user::Column::Email.eq(name)),
    };
    // MariaDB compares as if the shorter text had trailing blanks.
    let is_meant = |user: &user::Model| user.email == name || name.parse() == Ok(user.id);
    query.one(db).await?.filter(is_meant).ok_or_else(|| {
        Failure::not_found(format!("user {name} not found"))
            .hint("`meetctl user list --search …` finds users")
    })
}

/// Finds several users, each once.
pub async fn find_all<C: ConnectionTrait>(
    db: &C,
    names: &[String],
) -> Result<BTreeSet<i64>, Failure> {
    let mut ids = BTreeSet::new();
    for name in names {
        ids.insert(find(db, name).await?.id);
    }
    Ok(ids)
}

/// The next at most `size` users after the id `after`, by id.
pub async fn page(
    db: &DatabaseConnection,
    after: i64,
    size: u64,
) -> Result<Vec<user::Model>, DbErr> {
    user::Entity::find()
        .filter(user::Column::Id.gt(after))
        .order_by_asc(user::Column::Id)
        .limit(size)
        .all(db)
        .await
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

/// Creates a user.
///
/// An insert whose outcome is unknown is resolved by checking the database for the row.
///
/// # Errors
/// Exit 1 with code `duplicate_email` if another user has the address.
pub async fn create(
    session: &Session,
    name: &str,
    email: &str,
    now: UtcTime,
) -> Result<user::Model, Failure> {
    let mut in_doubt = false;
    session
        .retrying(async |db| {
            if in_doubt && let Some(user) = by_email(&db, email).await? {
                let ours = user.name == name && user.created_at == Some(now);
                return if ours { Ok(user) } else { Err(taken(email)) };
            }
            let row = user::ActiveModel {
                name: Set(name.to_owned()),
                email: Set(email.to_owned()),
                booking_seq: Set(0),
                created_at: Set(Some(now)),
                updated_at: Set(Some(now)),
                ..Default::default()
            };
            in_doubt = true;
            row.insert(&Writing(db)).await.map_err(|error| refused(error, email))
        })
        .await
}

async fn by_email<C: ConnectionTrait>(db: &C, email: &str) -> Result<Option<user::Model>, DbErr> {
    user::Entity::find().filter(user::Column::Email.eq(email)).one(db).await
}

fn refused(error: DbErr, email: &str) -> TxError {
    match classify(&error) {
        ErrorClass::Unique => taken(email),
        _ => error.into(),
    }
}

fn taken(email: &str) -> TxError {
    Failure::new(Kind::DuplicateEmail, format!("another user has the e-mail address {email}"))
        .hint("`meetctl user show EMAIL` shows who")
        .into()
}

/// Changes name or address of a user; `None` leaves a value unchanged. Writes nothing if nothing differs.
pub async fn update(
    session: &Session,
    user: &user::Model,
    name: Option<&str>,
    email: Option<&str>,
    now: UtcTime,
) -> Result<user::Model, Failure> {
    let name = name.unwrap_or(&user.name);
    let email = email.unwrap_or(&user.email);
    if name == user.name && email == user.email {
        return Ok(user.clone());
    }
    session
        .retrying(async |db| {
            let changed = user::Entity::update_many()
                .col_expr(user::Column::Name, Expr::value(name))
                .col_expr(user::Column::Email, Expr::value(email))
                .col_expr(user::Column::UpdatedAt, Expr::value(now))
                .filter(user::Column::Id.eq(user.id))
                .exec(&Writing(db))
                .await
                .map_err(|error| refused(error, email))?;
            if changed.rows_affected == 0 {
                return Err(Failure::not_found(format!("user {} not found", user.id)).into());
            }
            Ok(())
        })
        .await?;
    let id = user.id.to_string();
    session.reading(async |db| find(&db, &id).await).await
}

/// What happens to the meetings of a user who is deleted.
#[derive(Debug, Clone, Copy)]
pub struct Reassign {
    /// Who takes them over; without, a user with meetings is not deleted.
    pub to: Option<i64>,
    /// The new owner may be double-booked by it.
    pub allow_overlap: bool,
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
    /// Nothing was written: the new owner would have these pairs of meetings at one time.
    WouldOverlap(Vec<(i64, i64)>),
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
    let mut in_doubt = InDoubt::default();
    session
        .retrying(async |db| {
            if let Some(&(created, attended)) = in_doubt.get()
                && user::Entity::find_by_id(id).one(&db).await?.is_none()
            {
                return Ok(Deleted::Done { created, attended });
            }
            let tx = dialect::begin_write(&db).await?;
            lock(&tx, &reassign.to.into_iter().chain([id]).collect()).await?;
            let (created, attended) = involvement(&tx, id).await?;
            match reassign.to {
                None if created + attended > 0 => {
                    return Ok(Deleted::HasMeetings(created, attended));
                }
                None => {}
                Some(to) => {
                    if !reassign.allow_overlap {
                        let pairs = new_overlaps(&tx, id, to).await?;
                        if !pairs.is_empty() {
                            return Ok(Deleted::WouldOverlap(pairs));
                        }
                    }
                    hand_over(&tx, id, to, reassign.now).await?;
                }
            }
            user::Entity::delete_by_id(id).exec(&tx).await?;
            let took_effect = async { Ok(user::Entity::find_by_id(id).one(&db).await?.is_none()) };
            let moved = (created, attended);
            in_doubt.commit(&db, tx, moved, took_effect).await?;
            Ok(Deleted::Done { created, attended })
        })
        .await
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
    for ids in moving.chunks(1000) {
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
/// before: double bookings that the new owner gets. The new owner's meeting is first in a pair. Keeps the
/// intervals of two users in memory.
async fn new_overlaps(tx: &WriteTransaction, from: i64, to: i64) -> Result<Vec<(i64, i64)>, DbErr> {
    let kept = busy(tx, to).await?;
    let stays: BTreeSet<i64> = kept.iter().map(|(_, id)| *id).collect();
    let moving = busy(tx, from).await?;
    let moving = moving.into_iter().filter(|(_, id)| !stays.contains(id));
    let mut all: Vec<(Interval, i64)> = kept.into_iter().chain(moving).collect();
    all.sort_by_key(|(interval, id)| (interval.start(), *id));
    let mut sweep = Sweep::default();
    let mut pairs = Vec::new();
    for (interval, id) in all {
        let next = Attendance { user: to, interval, meeting: id };
        for (_, other) in sweep.push(next) {
            match (stays.contains(&other), stays.contains(&id)) {
                (true, true) => {}
                (false, true) => pairs.push((id, other)),
                _ => pairs.push((other, id)),
            }
        }
    }
    Ok(pairs)
}

/// The busy meetings of a user.
async fn busy(tx: &WriteTransaction, user: i64) -> Result<Vec<(Interval, i64)>, DbErr> {
    let filter = Filter { attended_by: vec![user], busy: true, ..Filter::default() };
    let rows = json_rows::meetings(tx, &filter.select()).await?;
    let interval = |row: &meeting::Model| Interval::new(row.start_time, row.end_time).ok();
    Ok(rows.iter().filter_map(|row| Some((interval(row)?, row.id))).collect())
}

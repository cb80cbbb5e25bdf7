//! Booking: create and change meetings so that nobody is double-booked, however many
//! programs try at once.
//!
//! One transaction: change `users.booking_seq` of all users involved, in order of their ids;
//! look for overlaps; write. The changed row is what two bookings of one user collide on, on
//! every engine: as a row lock on PostgreSQL and MySQL, at certification on Galera (where a
//! mere `FOR UPDATE` holds on one node only), as the one writer on SQLite. The loser waits
//! or runs again, and then sees what the winner wrote.

mod apply;
mod change;
mod dry_run;
mod plan;
mod set;

use std::collections::{BTreeSet, HashMap};

use sea_orm::sea_query::{Expr, LockType, Order, Query, SimpleExpr};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

pub(in crate::store) use change::write;
pub use plan::MeetingChange;
pub(in crate::store) use plan::Plan;
pub use set::{
    Edit, MAX_CONFLICTS, MeetingState, OtherMeeting, SetConflict, SetResult, SetRules, change_set,
};
pub(in crate::store) use set::{
    check, participants_in, states, write_all, write_history, write_rows,
};

use super::IDS_PER_STATEMENT;
use super::commit::InDoubt;
use super::dialect::{self, ErrorClass, WriteTransaction, classify};
use super::filter::Filter;
use super::history::{self, Change, ItemKind};
use super::json_rows;
use super::meetings::rows_by_ids;
use super::people::{MeetingDetails, People, with_people};
use super::retry::TxError;
use super::session::Session;
use crate::entity::meeting::Status;
use crate::entity::{meeting, participant, user};
use crate::error::{Failure, Kind};
use crate::schedule::Interval;
use crate::time::UtcTime;

/// How many blocking meetings a refusal lists at most: the earliest.
pub const LISTED: usize = 50;

/// A meeting to be created.
#[derive(Debug, Clone)]
pub struct Draft {
    /// 1 to 100 characters, checked by the caller.
    pub title: String,
    /// Free text.
    pub description: Option<String>,
    /// When it takes place.
    pub interval: Interval,
    /// Who creates it.
    pub creator: i64,
    /// Who takes part.
    pub participants: BTreeSet<i64>,
}

impl Draft {
    /// Creator and participants.
    fn everybody(&self) -> BTreeSet<i64> {
        self.participants.iter().copied().chain([self.creator]).collect()
    }
}

/// The result of booking.
#[derive(Debug)]
pub enum BookingResult {
    /// Written, or with `dry_run` writable: the meeting as it is now.
    Booked(Box<MeetingDetails>),
    /// Nothing was written; the draft conflicts with these busy meetings.
    Blocked(Vec<MeetingDetails>),
}

/// What booking may do.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// Double bookings are allowed.
    pub allow_overlap: bool,
    /// Everything is checked, nothing is locked or written.
    pub dry_run: bool,
    /// The time for `created_at` and `updated_at`.
    pub now: UtcTime,
}

/// Creates a meeting with its participants in one transaction.
///
/// A commit in doubt is resolved by checking the database: once the guard rows can be locked
/// again, that transaction has ended.
///
/// # Errors
/// Exit 5 if a user involved no longer exists, 7 if the database stays busy, 6 if it
/// cannot be reached again.
pub async fn create(
    session: &Session,
    draft: &Draft,
    rules: Rules,
) -> Result<BookingResult, Failure> {
    if rules.dry_run {
        return dry_run::create(session, draft, rules).await;
    }
    let mut in_doubt = InDoubt::default();
    let result = session
        .for_locks(draft.everybody().len())
        .retrying(async |db| {
            let tx = dialect::begin_write(&db).await?;
            let everybody = draft.everybody();
            lock(&tx, &everybody).await?;
            if let Some(id) = in_doubt.get()
                && let Some(meeting) = stored(&tx, *id, draft, rules.now).await?
            {
                tx.rollback().await?;
                return Ok(BookingResult::Booked(Box::new(meeting)));
            }
            in_doubt.clear();
            if !rules.allow_overlap {
                let blocking = blocking(&tx, &everybody, Some(draft.interval), &[]).await?;
                if !blocking.is_empty() {
                    tx.rollback().await?;
                    return Ok(BookingResult::Blocked(blocking));
                }
            }
            let id = insert(&tx, draft, rules.now).await?;
            let meeting = read_back(&tx, id).await?;
            history::write(&tx, session.run(), &[created(&meeting)]).await?;
            let took_effect = async { Ok(stored(&db, id, draft, rules.now).await?.is_some()) };
            in_doubt.commit(&db, tx, id, took_effect).await?;
            Ok(BookingResult::Booked(meeting))
        })
        .await;
    result.map_err(|failure| match in_doubt.get() {
        None => failure,
        Some(_) => outcome_unknown(failure),
    })
}

fn created(meeting: &MeetingDetails) -> Change {
    let participants = meeting.participants.iter().map(|user| user.id).collect();
    let state = MeetingState::new(meeting.row.clone(), participants);
    Change {
        kind: ItemKind::Meeting,
        id: Some(meeting.row.id),
        old: None,
        new: Some(state.values()),
    }
}

/// The meeting `id` if it is the one that `draft` became.
///
/// An id alone proves nothing: a cluster may assign it again after a rollback.
async fn stored<C: ConnectionTrait>(
    db: &C,
    id: i64,
    draft: &Draft,
    now: UtcTime,
) -> Result<Option<MeetingDetails>, DbErr> {
    let rows = rows_by_ids(db, &[id]).await?;
    let ours = rows.into_iter().find(|row| {
        row.title == draft.title
            && row.start_time == draft.interval.start()
            && row.end_time == draft.interval.end()
            && row.created_by == draft.creator
            && row.created_at == Some(now)
    });
    let found = with_people(db, ours.into_iter().collect(), &mut People::default()).await?;
    Ok(found.into_iter().next())
}

fn outcome_unknown(failure: Failure) -> Failure {
    Failure::new(
        Kind::OutcomeUnknown,
        "the connection was lost during the commit; the meeting may or may not be booked",
    )
    .cause(failure)
    .hint("check with `meetctl meeting list`, and run the command again if it is missing")
}

/// Changes the guard row of each of `users`; a user who does not exist is exit 5.
pub async fn lock(tx: &WriteTransaction, users: &BTreeSet<i64>) -> Result<(), TxError> {
    match lock_all(tx, users).await? {
        None => Ok(()),
        Some(gone) => Err(nobody(gone).into()),
    }
}

/// Changes the guard rows of `users`, in order of their ids; returns what they were before. Those who do
/// not exist are left out.
pub(in crate::store) async fn lock_many(
    tx: &WriteTransaction,
    users: &BTreeSet<i64>,
) -> Result<HashMap<i64, i64>, DbErr> {
    let ids: Vec<i64> = users.iter().copied().collect();
    let mut seqs = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let mut select = Query::select();
        select
            .column(user::Column::Id)
            .column(user::Column::BookingSeq)
            .from(user::Entity)
            .and_where(user::Column::Id.is_in(ids.iter().copied()))
            .order_by(user::Column::Id, Order::Asc)
            .lock(LockType::Update);
        let guards = json_rows::some_pairs(tx, &select, ["id", "booking_seq"]).await?;
        seqs.extend(guards.into_iter().map(|(id, guard)| (id, guard.unwrap_or_default())));
    }
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        user::Entity::update_many()
            .col_expr(user::Column::BookingSeq, next_guard())
            .filter(user::Column::Id.is_in(ids.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(seqs)
}

fn nobody(id: i64) -> Failure {
    Failure::not_found(format!("user {id} not found"))
}

/// Changes the guard row of each of `users`, in order of id so that two bookings never wait
/// for each other in a circle. Stops at the first who does not exist, and returns the id.
async fn lock_all(tx: &WriteTransaction, users: &BTreeSet<i64>) -> Result<Option<i64>, DbErr> {
    for id in users {
        let locked = user::Entity::update_many()
            .col_expr(user::Column::BookingSeq, next_guard())
            .filter(user::Column::Id.eq(*id))
            .exec(tx)
            .await?;
        if locked.rows_affected == 0 {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}

/// The greatest value of a guard: each engine and JSON still add to it exactly.
const MAX_GUARD: i64 = (1 << 53) - 1;

/// The next value of `booking_seq`: another one than before, whatever another program stored there.
pub(in crate::store) fn next_guard() -> SimpleExpr {
    Expr::cust(format!(
        "CASE WHEN booking_seq BETWEEN 0 AND {MAX_GUARD} THEN booking_seq + 1 ELSE 0 END"
    ))
}

/// What [`next_guard`] is after `guard`.
pub(in crate::store) fn guard_after(guard: i64) -> i64 {
    if (0..=MAX_GUARD).contains(&guard) { guard + 1 } else { 0 }
}

/// The busy meetings of any of `users` that overlap `interval`, by start, then id; none if it takes no
/// time.
pub(in crate::store) async fn blocking<C: ConnectionTrait>(
    tx: &C,
    users: &BTreeSet<i64>,
    interval: Option<Interval>,
    except: &[i64],
) -> Result<Vec<MeetingDetails>, DbErr> {
    let Some(interval) = interval else {
        return Ok(Vec::new());
    };
    let mut ids: BTreeSet<i64> = BTreeSet::new();
    let users: Vec<i64> = users.iter().copied().collect();
    for users in users.chunks(IDS_PER_STATEMENT) {
        let filter = Filter {
            attended_by: users.iter().copied().collect(),
            overlaps: Some((interval.start(), interval.end())),
            busy: true,
            exclude: except.to_vec(),
            ..Filter::default()
        };
        let select = tx.get_database_backend().build(&filter.ids());
        for row in tx.query_all_raw(select).await? {
            ids.insert(row.try_get_by_index(0)?);
        }
    }
    with_people(tx, earliest(tx, ids).await?, &mut People::default()).await
}

/// The [`LISTED`] earliest of these meetings, without their descriptions: there may be any number.
async fn earliest<C: ConnectionTrait>(
    tx: &C,
    ids: BTreeSet<i64>,
) -> Result<Vec<meeting::Model>, DbErr> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut earliest: Vec<meeting::Model> = Vec::new();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        earliest.extend(rows_by_ids(tx, ids).await?);
        earliest.sort_by_key(|row| (row.start_time, row.id));
        earliest.truncate(LISTED);
        for row in &mut earliest {
            row.description = None;
        }
    }
    Ok(earliest)
}

async fn insert(tx: &WriteTransaction, draft: &Draft, now: UtcTime) -> Result<i64, DbErr> {
    let row = meeting::ActiveModel {
        title: Set(draft.title.clone()),
        description: Set(draft.description.clone()),
        start_time: Set(draft.interval.start()),
        end_time: Set(draft.interval.end()),
        status: Set(Status::Scheduled.as_str().to_owned()),
        created_by: Set(draft.creator),
        created_at: Set(Some(now)),
        updated_at: Set(Some(now)),
        ..Default::default()
    };
    // The new row is not checked here: `read_back` does it.
    let done = meeting::Entity::insert(row).exec(tx).await;
    let id = done.map_err(unlocked)?.last_insert_id;
    add_participants(tx, id, &draft.participants).await?;
    Ok(id)
}

/// Every user that is written is locked and so exists; if not, the engine has rolled back.
fn unlocked(error: DbErr) -> DbErr {
    match classify(&error) {
        ErrorClass::ForeignKey => dialect::conflict(),
        _ => error,
    }
}

async fn add_participants(
    tx: &WriteTransaction,
    id: i64,
    users: &BTreeSet<i64>,
) -> Result<(), DbErr> {
    let rows: Vec<_> = users
        .iter()
        .map(|user| participant::ActiveModel { meeting_id: Set(id), user_id: Set(*user) })
        .collect();
    for rows in rows.chunks(IDS_PER_STATEMENT) {
        participant::Entity::insert_many(rows.to_vec())
            .exec_without_returning(tx)
            .await
            .map_err(unlocked)?;
    }
    Ok(())
}

/// The meeting as this transaction has written it.
async fn read_back(tx: &WriteTransaction, id: i64) -> Result<Box<MeetingDetails>, DbErr> {
    let rows = rows_by_ids(tx, &[id]).await?;
    let meeting = with_people(tx, rows, &mut People::default()).await?.pop();
    // If the transaction does not see its own row, the engine has rolled it back.
    Ok(Box::new(meeting.ok_or_else(dialect::conflict)?))
}

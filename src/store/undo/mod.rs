//! Restores what one run changed, all or nothing.

mod replay;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryTrait};

pub use replay::{Changed, UserEdit};
use replay::{Reversal, Stored, reverse};

use super::booking::{self, Edit, SetConflict, SetResult, SetRules};
use super::commit::InDoubt;
use super::dialect::{self, ErrorClass, WriteTransaction, classify};
use super::history::{self, Change, Entry, ItemKind, Values, user_values};
use super::retry::TxError;
use super::session::Session;
use super::users::{self, involvement};
use super::{IDS_PER_STATEMENT, json_rows};
use crate::entity::user;
use crate::error::Failure;
use crate::time::UtcTime;

/// How undoing a run ended.
#[derive(Debug)]
pub enum Undone {
    /// Restored, or with `dry_run` possible: the changes that this took.
    Done(Vec<Change>),
    /// Nothing was written: these are not as the run left them.
    Changed(Vec<Changed>),
    /// Nothing was written: the meetings that would be restored double-book someone.
    Blocked {
        /// The first of them.
        conflicts: Vec<SetConflict>,
        /// How many meetings would be restored.
        total: usize,
    },
}

/// Undoes the run with this number.
///
/// A commit in doubt is resolved by checking the history.
///
/// # Errors
/// Exit 5 if a user of a meeting does not exist any more, 7 if the database stays busy.
pub async fn undo(session: &Session, run: i64, rules: SetRules) -> Result<Undone, Failure> {
    if rules.dry_run {
        let check = session.reading(async |db| {
            let tx = dialect::begin_snapshot(&db).await?;
            let reversal = reversal(&tx, run).await?;
            let checked = checked(&tx, reversal, rules).await?;
            tx.commit().await?;
            Ok(match checked {
                Checked::Ready(meetings, users) => Undone::Done(changes(&meetings, &users)),
                Checked::Not(undone) => undone,
            })
        });
        return check.await;
    }
    let mut in_doubt = InDoubt::default();
    session
        .retrying(async |db| {
            let people = people(&reversal(&db, run).await?);
            let tx = dialect::begin_write(&db).await?;
            booking::lock_many(&tx, &people).await?;
            if let Some((entry, _)) = in_doubt.get()
                && history::exists(&tx, session.run(), *entry).await?
            {
                let done = in_doubt.take().map_or_else(Vec::new, |(_, done)| done);
                tx.rollback().await?;
                return Ok(Undone::Done(done));
            }
            in_doubt.clear();
            let reversal = reversal(&tx, run).await?;
            if !self::people(&reversal).is_subset(&people) {
                // A user joined in the meantime whose guard row is not locked: start again.
                return Err(dialect::conflict().into());
            }
            let (mut meetings, users) = match checked(&tx, reversal, rules).await? {
                Checked::Ready(meetings, users) => (meetings, users),
                Checked::Not(undone) => {
                    tx.rollback().await?;
                    return Ok(undone);
                }
            };
            if meetings.is_empty() && users.is_empty() {
                tx.rollback().await?;
                return Ok(Undone::Done(Vec::new()));
            }
            let entry = write(&tx, session, &mut meetings, &users, rules.now).await?;
            let done = changes(&meetings, &users);
            let took_effect = history::exists(&db, session.run(), entry);
            in_doubt.commit(&db, tx, (entry, done.clone()), took_effect).await?;
            Ok(Undone::Done(done))
        })
        .await
}

/// What undoes the run, by what is stored now.
async fn reversal<C: ConnectionTrait>(db: &C, run: i64) -> Result<Reversal, DbErr> {
    let entries = history::of_run(db, run).await?;
    let ids = |kind: ItemKind| -> Vec<i64> {
        let of = entries.iter().filter(|Entry { row, .. }| row.kind == kind.as_str());
        let ids: BTreeSet<i64> = of.filter_map(|entry| entry.row.item_id).collect();
        ids.into_iter().collect()
    };
    let mut stored = Stored {
        meetings: booking::states(db, &ids(ItemKind::Meeting)).await?,
        ..Stored::default()
    };
    for ids in ids(ItemKind::User).chunks(IDS_PER_STATEMENT) {
        let filter = user::Column::Id.is_in(ids.iter().copied());
        let select = user::Entity::find().filter(filter).into_query();
        let users = json_rows::users(db, &select).await?;
        stored.users.extend(users.iter().map(|user| (user.id, user_values(user))));
    }
    Ok(reverse(&entries, &stored))
}

/// All users whose meetings or row change.
fn people(reversal: &Reversal) -> BTreeSet<i64> {
    let mut people: BTreeSet<i64> = reversal.meetings.iter().flat_map(Edit::involved).collect();
    people.extend(reversal.users.iter().map(|edit| edit.id));
    people
}

enum Checked {
    Ready(Vec<Edit>, Vec<UserEdit>),
    Not(Undone),
}

async fn checked<C: ConnectionTrait>(
    tx: &C,
    reversal: Reversal,
    rules: SetRules,
) -> Result<Checked, TxError> {
    let Reversal { meetings, users, mut changed } = reversal;
    if changed.is_empty() {
        changed = refused_users(tx, &meetings, &users).await?;
    }
    if !changed.is_empty() {
        return Ok(Checked::Not(Undone::Changed(changed)));
    }
    let total = meetings.len();
    Ok(match booking::check(tx, meetings, rules).await? {
        SetResult::Done { edits, .. } => Checked::Ready(edits, users),
        SetResult::Blocked(conflicts) => Checked::Not(Undone::Blocked { conflicts, total }),
    })
}

/// Users who cannot be deleted again, for they have meetings since, and those whose address another
/// user has.
async fn refused_users<C: ConnectionTrait>(
    tx: &C,
    meetings: &[Edit],
    users: &[UserEdit],
) -> Result<Vec<Changed>, TxError> {
    let mut refused = Vec::new();
    let kind = ItemKind::User.as_str();
    for UserEdit { id, after, .. } in users {
        if let Some(email) = after.as_ref().and_then(email) {
            if let Err(taken) = users::require_free(tx, email, Some(*id)).await {
                match taken {
                    TxError::Final(failure) => refused.push(Changed {
                        kind,
                        id: *id,
                        why: format!("cannot be restored: {}", failure.message()),
                    }),
                    other => return Err(other),
                }
            }
            continue;
        }
        if after.is_some() {
            continue;
        }
        let (created, attended) = involvement(tx, *id).await?;
        let leaves = |side: &Option<booking::MeetingState>, creator: bool| {
            side.as_ref().is_some_and(|state| {
                if creator { state.created_by == *id } else { state.participants.contains(id) }
            })
        };
        let freed = |creator| {
            let gone = meetings
                .iter()
                .filter(|edit| leaves(&edit.before, creator) && !leaves(&edit.after, creator));
            gone.count() as u64
        };
        if created > freed(true) || attended > freed(false) {
            refused.push(Changed { kind, id: *id, why: "has meetings since".to_owned() });
        }
    }
    Ok(refused)
}

fn email(values: &Values) -> Option<&str> {
    values.get("email").and_then(serde_json::Value::as_str)
}

fn changes(meetings: &[Edit], users: &[UserEdit]) -> Vec<Change> {
    let of_user = |edit: &UserEdit| {
        Change::of(ItemKind::User, edit.id, edit.before.clone(), edit.after.clone())
    };
    let users = users.iter().filter_map(of_user);
    users.chain(meetings.iter().filter_map(Edit::change)).collect()
}

/// Users come back before their meetings, and go after them.
async fn write(
    tx: &WriteTransaction,
    session: &Session,
    meetings: &mut [Edit],
    users: &[UserEdit],
    now: UtcTime,
) -> Result<i64, TxError> {
    for edit in users {
        match (&edit.before, &edit.after) {
            (None, Some(values)) => insert_user(tx, edit.id, values, now).await?,
            (Some(_), Some(values)) => update_user(tx, edit.id, values, now).await?,
            _ => {}
        }
    }
    booking::write_rows(tx, meetings, now).await?;
    for edit in users.iter().filter(|edit| edit.after.is_none()) {
        user::Entity::delete_by_id(edit.id).exec(tx).await?;
    }
    let first = history::write(tx, session.run(), &changes(&[], users)).await?;
    let entry = booking::write_history(tx, session, meetings).await?;
    Ok(if meetings.is_empty() { first } else { entry })
}

async fn insert_user(
    tx: &WriteTransaction,
    id: i64,
    values: &Values,
    now: UtcTime,
) -> Result<(), TxError> {
    let text = |name: &str| {
        values.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    };
    let created_at = NaiveDateTime::parse_from_str(&text("created_at"), "%Y-%m-%dT%H:%M:%S%.fZ");
    let row = user::ActiveModel {
        id: Set(id),
        created_at: Set(created_at.ok()),
        ..user::ActiveModel::new(text("name"), text("email"), now)
    };
    let done = user::Entity::insert(row).exec_without_returning(tx).await;
    done.map(|_| ()).map_err(taken_meanwhile)
}

async fn update_user(
    tx: &WriteTransaction,
    id: i64,
    values: &Values,
    now: UtcTime,
) -> Result<(), TxError> {
    let text = |name: &str| values.get(name).and_then(serde_json::Value::as_str);
    let mut update = user::Entity::update_many()
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id));
    for (column, value) in
        [(user::Column::Name, text("name")), (user::Column::Email, email(values))]
    {
        if let Some(value) = value {
            update = update.col_expr(column, Expr::value(value));
        }
    }
    update.exec(tx).await.map(|_| ()).map_err(taken_meanwhile)
}

/// An address that another program has stored meanwhile: try again, and say so.
fn taken_meanwhile(error: DbErr) -> TxError {
    match classify(&error) {
        ErrorClass::Unique => dialect::conflict().into(),
        _ => error.into(),
    }
}

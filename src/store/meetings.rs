//! Meetings by id: load, cancel, delete.

use std::collections::{BTreeSet, HashMap};

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
};

use super::booking::{self, Edit};
use super::commit::{InDoubt, commit};
use super::dialect::{self, WriteTransaction};
use super::history::{self, Change, ItemKind, Values};
use super::people::{MeetingDetails, People, with_people};
use super::session::Session;
use super::{IDS_PER_STATEMENT, json_rows};
use crate::entity::{imported, meeting, participant};
use crate::error::Failure;
use crate::time::UtcTime;

/// Loads meetings by id, in the order of `ids`.
///
/// # Errors
/// Exit 5, naming every id that does not exist.
pub async fn by_ids(db: &DatabaseConnection, ids: &[i64]) -> Result<Vec<MeetingDetails>, Failure> {
    let snapshot = dialect::begin_snapshot(db).await?;
    let found = existing(&snapshot, ids).await?;
    snapshot.commit().await?;
    refuse_missing(ids, |id| found.contains_key(&id))?;
    Ok(in_order(found, ids))
}

/// Those of the meetings that exist, with their people.
pub async fn existing<C: ConnectionTrait>(
    tx: &C,
    ids: &[i64],
) -> Result<HashMap<i64, MeetingDetails>, DbErr> {
    let rows = rows_by_ids(tx, ids).await?;
    let found = with_people(tx, rows, &mut People::default()).await?;
    Ok(found.into_iter().map(|meeting| (meeting.row.id, meeting)).collect())
}

fn in_order(mut found: HashMap<i64, MeetingDetails>, ids: &[i64]) -> Vec<MeetingDetails> {
    ids.iter().filter_map(|id| found.remove(id)).collect()
}

/// Loads the bare rows of `ids`; those that do not exist are left out.
pub async fn rows_by_ids<C: ConnectionTrait>(
    db: &C,
    ids: &[i64],
) -> Result<Vec<meeting::Model>, DbErr> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let select = meeting::Entity::find()
            .filter(meeting::Column::Id.is_in(ids.iter().copied()))
            .into_query();
        rows.extend(json_rows::meetings(db, &select).await?);
    }
    Ok(rows)
}

/// The highest id; 0 without meetings.
pub async fn last_id<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let last = meeting::Entity::find()
        .select_only()
        .column_as(meeting::Column::Id.max(), "id")
        .into_tuple::<Option<i64>>()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// Whether the table of meetings is empty.
pub async fn none<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    Ok(meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .into_tuple::<i64>()
        .one(db)
        .await?
        .is_none())
}

/// How many meetings are stored.
pub(super) async fn stored<C: ConnectionTrait>(db: &C) -> Result<u64, DbErr> {
    dialect::number(db, "SELECT COUNT(*) FROM meetings").await
}

pub(super) fn refuse_missing(ids: &[i64], exists: impl Fn(i64) -> bool) -> Result<(), Failure> {
    let missing: BTreeSet<i64> = ids.iter().copied().filter(|id| !exists(*id)).collect();
    let names: Vec<String> = missing.iter().map(i64::to_string).collect();
    match names.as_slice() {
        [] => Ok(()),
        [one] => Err(no_meeting(format!("meeting {one} not found"))),
        many => Err(no_meeting(format!("meetings {} not found", many.join(", ")))),
    }
}

/// Exit 5 for meetings that do not exist.
pub fn no_meeting(message: String) -> Failure {
    Failure::not_found(message).hint("`meetctl meeting list --search …` finds meetings")
}

/// What cancelling meetings did.
#[derive(Debug)]
pub struct Cancelled {
    /// How many were not cancelled before.
    pub count: usize,
    /// The meetings as they are then, in the order of the ids, if they were requested.
    pub meetings: Vec<MeetingDetails>,
}

/// Cancels meetings, all or none, and reads them for who wants them (`read`) before it commits: after
/// that nothing can fail.
///
/// A commit whose outcome is unknown is repeated, which is harmless.
pub async fn cancel(
    session: &Session,
    ids: &[i64],
    now: UtcTime,
    read: bool,
) -> Result<Cancelled, Failure> {
    let cancelled = meeting::Status::Cancelled.as_str();
    let session = session.for_locks(ids.len().div_ceil(IDS_PER_STATEMENT));
    let work = session.retrying(async |db| {
        let tx = dialect::begin_write(&db).await?;
        let rows = rows_by_ids(&tx, ids).await?;
        refuse_missing(ids, |id| rows.iter().any(|row| row.id == id))?;
        let open: Vec<i64> =
            rows.iter().filter(|row| row.status != cancelled).map(|row| row.id).collect();
        for ids in open.chunks(IDS_PER_STATEMENT) {
            let done = meeting::Entity::update_many()
                .col_expr(meeting::Column::Status, Expr::value(cancelled))
                .col_expr(meeting::Column::UpdatedAt, Expr::value(now))
                .filter(meeting::Column::Id.is_in(ids.iter().copied()))
                .exec(&tx)
                .await?;
            if done.rows_affected < ids.len() as u64 {
                // Deleted since it was read: try again.
                return Err(dialect::conflict().into());
            }
        }
        let changes: Vec<Change> = rows.iter().filter_map(cancellation).collect();
        history::write(&tx, session.run(), &changes).await?;
        let meetings = if read { in_order(existing(&tx, ids).await?, ids) } else { Vec::new() };
        let took_effect = async {
            let after = rows_by_ids(&db, &open).await?;
            Ok(!after.iter().any(|row| rows.contains(row)))
        };
        commit(&db, tx, took_effect).await?;
        Ok(Cancelled { count: open.len(), meetings })
    });
    work.await
}

fn cancellation(row: &meeting::Model) -> Option<Change> {
    let status = |status: &str| Some(Values::from_iter([("status".to_owned(), status.into())]));
    let cancelled = status(meeting::Status::Cancelled.as_str());
    Change::of(ItemKind::Meeting, row.id, status(&row.status), cancelled)
}

/// Deletes meetings and their participations, all or none.
///
/// A commit whose outcome is unknown is repeated: meetings that no longer exist were deleted.
pub async fn delete(session: &Session, ids: &[i64], now: UtcTime) -> Result<(), Failure> {
    let mut in_doubt = InDoubt::default();
    session
        .for_locks(ids.len().div_ceil(IDS_PER_STATEMENT))
        .retrying(async |db| {
            let tx = dialect::begin_write(&db).await?;
            let stored = booking::states(&tx, ids).await?;
            if in_doubt.get().is_some() && stored.is_empty() {
                return Ok(());
            }
            refuse_missing(ids, |id| stored.contains_key(&id))?;
            let deleted = |(id, before)| Edit { id: Some(id), before: Some(before), after: None };
            let mut edits: Vec<Edit> = stored.into_iter().map(deleted).collect();
            booking::write_all(&tx, session, &mut edits, now).await?;
            let took_effect = async { Ok(rows_by_ids(&db, ids).await?.is_empty()) };
            in_doubt.commit(&db, tx, (), took_effect).await
        })
        .await
}

/// Deletes meetings of at most [`IDS_PER_STATEMENT`] ids and all that refers to them; returns how
/// many meetings and how many participations.
pub(super) async fn delete_rows(tx: &WriteTransaction, ids: &[i64]) -> Result<(u64, u64), DbErr> {
    let ids = || ids.iter().copied();
    // The foreign key cascades; a database without it must not keep orphans either.
    let participations = participant::Entity::delete_many()
        .filter(participant::Column::MeetingId.is_in(ids()))
        .exec(tx)
        .await?;
    imported::Entity::delete_many()
        .filter(imported::Column::MeetingId.is_in(ids()))
        .exec(tx)
        .await?;
    let meetings =
        meeting::Entity::delete_many().filter(meeting::Column::Id.is_in(ids())).exec(tx).await?;
    Ok((meetings.rows_affected, participations.rows_affected))
}

//! Many new rows in few statements.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QueryTrait, Value};

use super::{ResolvedMeeting, versions};
use crate::entity::meeting;
use crate::store::dialect::{self, Parents, WriteTransaction};
use crate::store::json_rows;
use crate::time::UtcTime;

/// Rows per statement.
pub(super) const ROWS: usize = 1000;

/// Inserts meetings with their participants and versions; returns their ids, in order. The transaction has
/// locked the users, so that no engine need check that they exist.
pub(super) async fn insert(
    tx: &WriteTransaction,
    meetings: &[&ResolvedMeeting],
    now: UtcTime,
) -> Result<Vec<i64>, DbErr> {
    let mut ids = Vec::with_capacity(meetings.len());
    for part in meetings.chunks(ROWS) {
        ids.extend(insert_rows(tx, part, now).await?);
    }
    let with_ids = || ids.iter().zip(meetings);
    let pairs = with_ids().flat_map(|(id, meeting)| {
        let people = meeting.participants.iter().flatten();
        people.map(|user| (*id, *user))
    });
    let mut pairs: Vec<(i64, i64)> = pairs.collect();
    // All of a user end in one place of the index by user; the key has all of a batch in one place.
    pairs.sort_unstable_by_key(|(meeting, user)| (*user, *meeting));
    dialect::insert_pairs(
        tx,
        "meeting_participants (meeting_id, user_id)",
        Parents::Locked,
        &pairs,
    )
    .await?;
    let versions = with_ids().filter_map(|(id, meeting)| Some((*id, meeting.first_version()?)));
    versions::insert(tx, &versions.collect::<Vec<_>>()).await?;
    Ok(ids)
}

async fn insert_rows(
    tx: &WriteTransaction,
    meetings: &[&ResolvedMeeting],
    now: UtcTime,
) -> Result<Vec<i64>, DbErr> {
    if let Some(ids) = dialect::reserve_ids(tx, "meetings", meetings.len()).await? {
        let into = "meetings (id, uid, title, description, start_time, end_time, status, \
                    created_by, created_at, updated_at)";
        let rows = ids.iter().zip(meetings);
        let values = rows
            .flat_map(|(id, meeting)| [Value::from(*id)].into_iter().chain(row_of(meeting, now)));
        dialect::insert_rows(tx, into, Parents::Locked, 10, values.collect()).await?;
        return Ok(ids);
    }
    let into = "meetings (uid, title, description, start_time, end_time, status, created_by, \
                created_at, updated_at)";
    let values = meetings.iter().flat_map(|meeting| row_of(meeting, now));
    let result = dialect::insert_values(tx, into, Parents::Locked, 9, values.collect()).await?;
    let first = i64::try_from(result.last_insert_id()).map_err(|_| DbErr::RecordNotInserted)?;
    match in_steps(tx, first, meetings).await? {
        Some(ids) => Ok(ids),
        None => read_back(tx, first, meetings).await,
    }
}

/// The ids from `first` on, one step after the other, if rows of the same creators have them.
///
/// An insert of many rows gets such ids. A cluster may change the step meanwhile, and another engine that
/// speaks the protocol may do otherwise.
async fn in_steps(
    tx: &WriteTransaction,
    first: i64,
    meetings: &[&ResolvedMeeting],
) -> Result<Option<Vec<i64>>, DbErr> {
    let step = dialect::id_step(tx).await?;
    let ids = || (0..).map_while(|place: i64| first.checked_add(place.checked_mul(step)?));
    let expected = ids().zip(meetings).map(|(id, meeting)| (id, meeting.creator));
    let mut select = Query::select();
    select
        .columns([meeting::Column::Id, meeting::Column::CreatedBy])
        .from(meeting::Entity)
        .and_where(meeting::Column::Id.gte(first))
        .and_where(Expr::col(meeting::Column::Id).lte(expected.clone().last().map(|(id, _)| id)))
        .order_by(meeting::Column::Id, Order::Asc);
    let rows = json_rows::some_pairs(tx, &select, ["id", "created_by"]).await?;
    let ours = rows.into_iter().filter(|(id, _)| (id - first) % step == 0);
    Ok(ours.eq(expected).then(|| ids().take(meetings.len()).collect()))
}

/// All columns but the id.
fn row_of(meeting: &ResolvedMeeting, now: UtcTime) -> [Value; 9] {
    let description = meeting.description.clone().filter(|text| !text.is_empty());
    [
        meeting.uid.clone().into(),
        meeting.title.clone().into(),
        description.into(),
        meeting.start.into(),
        meeting.end.into(),
        meeting.status().as_str().into(),
        meeting.creator.unwrap_or_default().into(),
        now.into(),
        now.into(),
    ]
}

/// The ids of inserted rows where the engine reports only the first one and may leave gaps.
///
/// Rows that are equal in all fields are interchangeable.
async fn read_back(
    tx: &WriteTransaction,
    first: i64,
    meetings: &[&ResolvedMeeting],
) -> Result<Vec<i64>, DbErr> {
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Id.gte(first))
        .order_by_desc(meeting::Column::Id);
    let mut ids: HashMap<_, Vec<i64>> = HashMap::new();
    for row in json_rows::meetings(tx, &rows.into_query()).await? {
        let key = (row.created_by, row.start_time, row.end_time, row.title, row.uid);
        ids.entry((key, row.status, row.description.unwrap_or_default())).or_default().push(row.id);
    }
    let id_of = |m: &&ResolvedMeeting| {
        let key = (m.creator.unwrap_or_default(), m.start, m.end, m.title.clone(), m.uid.clone());
        let description = m.description.clone().unwrap_or_default();
        ids.get_mut(&(key, m.status().as_str().to_owned(), description))?.pop()
    };
    let found: Option<Vec<i64>> = meetings.iter().map(id_of).collect();
    found.ok_or_else(dialect::conflict)
}

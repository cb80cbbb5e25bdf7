//! Many new rows in few statements.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::Wanted;
use crate::entity::{meeting, participant};
use crate::store::dialect;
use crate::time::UtcTime;

/// Rows a statement.
const ROWS: usize = 1000;

/// Inserts meetings with their participants; returns their ids, in order.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    meetings: &[&Wanted],
    now: UtcTime,
) -> Result<Vec<i64>, DbErr> {
    let mut ids = Vec::with_capacity(meetings.len());
    for part in meetings.chunks(ROWS) {
        ids.extend(insert_rows(tx, part, now).await?);
    }
    let none = BTreeSet::new();
    let mut pairs = ids.iter().zip(meetings).flat_map(|(id, meeting)| {
        let people = meeting.participants.as_ref().unwrap_or(&none);
        people.iter().map(|user| participant::ActiveModel {
            meeting_id: Set(*id),
            user_id: Set(*user),
        })
    });
    loop {
        let rows: Vec<_> = pairs.by_ref().take(ROWS).collect();
        if rows.is_empty() {
            return Ok(ids);
        }
        participant::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
    }
}

async fn insert_rows(
    tx: &DatabaseTransaction,
    meetings: &[&Wanted],
    now: UtcTime,
) -> Result<Vec<i64>, DbErr> {
    let ids = dialect::reserve_ids(tx, "meetings", meetings.len()).await?;
    let rows = meetings.iter().enumerate().map(|(index, meeting)| {
        let mut row = row_of(meeting, now);
        if let Some(ids) = &ids {
            row.id = Set(ids[index]);
        }
        row
    });
    let insert = meeting::Entity::insert_many(rows);
    if let Some(ids) = ids {
        insert.exec_without_returning(tx).await?;
        return Ok(ids);
    }
    let first = insert.exec(tx).await?.last_insert_id;
    let first = first.ok_or(DbErr::RecordNotInserted)?;
    read_back(tx, first, meetings).await
}

fn row_of(meeting: &Wanted, now: UtcTime) -> meeting::ActiveModel {
    let description = meeting.description.clone().filter(|text| !text.is_empty());
    meeting::ActiveModel {
        id: sea_orm::ActiveValue::NotSet,
        uid: Set(meeting.uid.clone()),
        title: Set(meeting.title.clone()),
        description: Set(description),
        start_time: Set(meeting.start),
        end_time: Set(meeting.end),
        status: Set(meeting.status().as_str().to_owned()),
        created_by: Set(meeting.creator.unwrap_or_default()),
        created_at: Set(Some(now)),
        updated_at: Set(Some(now)),
    }
}

/// The ids that an engine gave out which tells the first one alone: it may leave gaps.
///
/// Two rows that are equal in all are one as good as the other.
async fn read_back(
    tx: &DatabaseTransaction,
    first: i64,
    meetings: &[&Wanted],
) -> Result<Vec<i64>, DbErr> {
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Id.gte(first))
        .order_by_desc(meeting::Column::Id)
        .all(tx)
        .await?;
    let mut ids: HashMap<_, Vec<i64>> = HashMap::new();
    for row in rows {
        let key = (
            row.created_by,
            row.start_time,
            row.end_time,
            row.title,
            row.uid,
        );
        ids.entry((key, row.status, row.description.unwrap_or_default()))
            .or_default()
            .push(row.id);
    }
    let id_of = |m: &&Wanted| {
        let key = (
            m.creator.unwrap_or_default(),
            m.start,
            m.end,
            m.title.clone(),
            m.uid.clone(),
        );
        let description = m.description.clone().unwrap_or_default();
        ids.get_mut(&(key, m.status().as_str().to_owned(), description))?
            .pop()
    };
    let found: Option<Vec<i64>> = meetings.iter().map(id_of).collect();
    found.ok_or_else(dialect::conflict)
}

//! The versions of the iCalendar events that meetings come from.

use std::collections::{BTreeSet, HashMap};

use sea_orm::sea_query::{Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Value,
};

use crate::entity::{imported, meeting};
use crate::interchange::Version;
use crate::store::cells::ImportedRow;
use crate::store::dialect::{self, Parents, WriteTransaction};
use crate::store::{IDS_PER_STATEMENT, json_rows};

/// The versions of `ids`; of meetings that come from no event there is none.
pub(in crate::store) async fn of_meetings<C: ConnectionTrait>(
    db: &C,
    ids: &[i64],
) -> Result<HashMap<i64, Version>, DbErr> {
    let mut found = HashMap::new();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let condition = imported::Column::MeetingId.is_in(ids.iter().copied());
        let select = imported::Entity::find().filter(condition).into_query();
        let rows = readable(db, &select).await?;
        found.extend(rows.into_iter().map(|row| (row.meeting_id, version(row))));
    }
    Ok(found)
}

async fn readable<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
) -> Result<Vec<imported::Model>, DbErr> {
    let rows = json_rows::plain::<ImportedRow>(db, select).await?;
    rows.into_iter().map(ImportedRow::readable).collect()
}

/// The meetings of events: those imported as their occurrences, and those whose own uid it is.
pub(super) async fn members<C: ConnectionTrait>(
    db: &C,
    events: &BTreeSet<&str>,
) -> Result<Vec<Member>, DbErr> {
    let events: Vec<&str> = events.iter().copied().collect();
    let mut members = Vec::new();
    for events in events.chunks(IDS_PER_STATEMENT) {
        let named = events.iter().copied();
        let condition = imported::Column::EventUid.is_in(named.clone());
        let select = imported::Entity::find().filter(condition).filter(exists()).into_query();
        let rows = readable(db, &select).await?;
        members.extend(
            rows.into_iter().map(|row| Member { id: row.meeting_id, version: version(row) }),
        );
        let alone: Vec<(i64, String)> = meeting::Entity::find()
            .select_only()
            .columns([meeting::Column::Id, meeting::Column::Uid])
            .filter(meeting::Column::Uid.is_in(named))
            .into_tuple()
            .all(db)
            .await?;
        members.extend(alone.into_iter().map(|(id, event)| Member {
            id,
            version: Version { event, sequence: 0, series_sequence: Some(0) },
        }));
    }
    // A meeting that was imported as a version and has the uid of the event was found twice.
    members.sort_by_key(|member| (member.id, std::cmp::Reverse(member.version.sequence)));
    members.dedup_by_key(|member| member.id);
    Ok(members)
}

/// The newest version of each event that is stored as a whole.
pub(super) async fn newest<C: ConnectionTrait>(
    db: &C,
    events: &BTreeSet<&str>,
) -> Result<HashMap<String, i64>, DbErr> {
    Ok(newest_of(&members(db, events).await?))
}

/// The same of members that were read.
pub(super) fn newest_of(members: &[Member]) -> HashMap<String, i64> {
    let mut newest: HashMap<String, i64> = HashMap::new();
    for Member { version, .. } in members {
        if let Some(sequence) = version.series_sequence {
            let known = newest.entry(version.event.clone()).or_insert(sequence);
            *known = sequence.max(*known);
        }
    }
    newest
}

/// That the meeting of a row was not deleted.
fn exists() -> SimpleExpr {
    let meetings = Query::select().column(meeting::Column::Id).from(meeting::Entity).to_owned();
    imported::Column::MeetingId.in_subquery(meetings)
}

/// A meeting of an event.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub id: i64,
    pub version: Version,
}

fn version(row: imported::Model) -> Version {
    Version {
        event: row.event_uid,
        sequence: row.sequence_number,
        series_sequence: row.series_sequence,
    }
}

/// What is to be stored for a meeting of which `stored` is known; `None` if that is right already.
pub(super) fn change(
    uid: Option<&str>,
    new: &Version,
    stored: Option<&Version>,
) -> Option<Version> {
    let mut new = new.clone();
    if let Some(stored) = stored {
        new.series_sequence = new.series_sequence.or(stored.series_sequence);
        return (new != *stored).then_some(new);
    }
    // A meeting with the uid of its event is found by that, and 0 is where a SEQUENCE begins.
    let implied = new.sequence == 0 && uid == Some(new.event.as_str());
    (!implied).then_some(new)
}

/// Stores versions, each in place of the one that the meeting had.
pub(super) async fn replace(
    tx: &WriteTransaction,
    versions: &[(i64, Version)],
) -> Result<(), DbErr> {
    for versions in versions.chunks(IDS_PER_STATEMENT) {
        let ids = versions.iter().map(|(id, _)| *id);
        let condition = imported::Column::MeetingId.is_in(ids);
        imported::Entity::delete_many().filter(condition).exec(tx).await?;
    }
    insert(tx, versions).await
}

/// Stores the versions of new meetings.
pub(in crate::store) async fn insert(
    tx: &WriteTransaction,
    versions: &[(i64, Version)],
) -> Result<(), DbErr> {
    for versions in versions.chunks(IDS_PER_STATEMENT) {
        let values = versions.iter().flat_map(|(id, version)| {
            [
                Value::from(*id),
                version.event.clone().into(),
                version.sequence.into(),
                version.series_sequence.into(),
            ]
        });
        let into = "meetctl_imported (meeting_id, event_uid, sequence_number, series_sequence)";
        dialect::insert_rows(tx, into, Parents::Unknown, 4, values.collect()).await?;
    }
    Ok(())
}

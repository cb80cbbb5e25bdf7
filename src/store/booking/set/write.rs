//! Writes what became of a set: rows that change in the same way in one statement.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, Value};

use super::{Edit, MeetingState};
use crate::entity::{meeting, participant};
use crate::store::IDS_PER_STATEMENT;
use crate::store::booking::unlocked;
use crate::store::bulk::versions;
use crate::store::dialect::{self, ErrorClass, Parents, WriteTransaction, classify};
use crate::store::meetings::delete_rows;
use crate::time::UtcTime;

/// Writes edits, and sets the ids of new meetings. All people involved are locked.
pub(in crate::store) async fn write(
    tx: &WriteTransaction,
    edits: &mut [Edit],
    now: UtcTime,
) -> Result<(), DbErr> {
    delete(tx, edits).await?;
    update(tx, edits, now).await?;
    let mut joining = Pairs::default();
    let mut leaving = Pairs::default();
    for edit in edits.iter_mut() {
        let Some(after) = &mut edit.after else { continue };
        let before = if let Some(before) = &edit.before {
            &before.participants
        } else {
            if edit.id.is_none() {
                after.created_at = after.created_at.or(Some(now));
            }
            edit.id = Some(insert(tx, edit.id, after, now).await?);
            &BTreeSet::new()
        };
        let id = edit.id.unwrap_or_default();
        joining.0.extend(after.participants.difference(before).map(|user| (id, *user)));
        leaving.0.extend(before.difference(&after.participants).map(|user| (id, *user)));
    }
    leaving.delete(tx).await?;
    joining.insert(tx).await
}

/// Participations.
#[derive(Default)]
struct Pairs(Vec<(i64, i64)>);

impl Pairs {
    async fn insert(self, tx: &WriteTransaction) -> Result<(), DbErr> {
        let into = "meeting_participants (meeting_id, user_id)";
        dialect::insert_pairs(tx, into, Parents::Unknown, &self.0).await.map_err(unlocked)
    }

    async fn delete(self, tx: &WriteTransaction) -> Result<(), DbErr> {
        let mut meetings: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (meeting, user) in self.0 {
            meetings.entry(user).or_default().push(meeting);
        }
        for (user, meetings) in meetings {
            for meetings in meetings.chunks(IDS_PER_STATEMENT) {
                participant::Entity::delete_many()
                    .filter(participant::Column::UserId.eq(user))
                    .filter(participant::Column::MeetingId.is_in(meetings.iter().copied()))
                    .exec(tx)
                    .await?;
            }
        }
        Ok(())
    }
}

async fn delete(tx: &WriteTransaction, edits: &mut [Edit]) -> Result<(), DbErr> {
    let deleted = |edit: &&mut Edit| edit.after.is_none();
    let ids: Vec<i64> = edits.iter_mut().filter(deleted).filter_map(|edit| edit.id).collect();
    let mut events = match versions::of_meetings(tx, &ids).await {
        // Another program wrote it: it is deleted, whatever it is.
        Err(error) if classify(&error) == ErrorClass::Unreadable => HashMap::new(),
        events => events?,
    };
    for edit in edits.iter_mut().filter(deleted) {
        if let (Some(id), Some(before)) = (edit.id, &mut edit.before) {
            before.event = events.remove(&id);
        }
    }
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        delete_rows(tx, ids).await?;
    }
    Ok(())
}

/// The columns that change, with their new values.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::option_option, reason = "a new value may be NULL")]
struct Columns {
    uid: Option<Option<String>>,
    title: Option<String>,
    description: Option<Option<String>>,
    start_time: Option<UtcTime>,
    end_time: Option<UtcTime>,
    status: Option<String>,
    created_by: Option<i64>,
}

impl Columns {
    fn new(before: &MeetingState, after: &MeetingState) -> Self {
        fn changed<T: Clone + PartialEq>(before: &T, after: &T) -> Option<T> {
            (before != after).then(|| after.clone())
        }
        let moved = before.is_moved_to(after);
        Self {
            uid: changed(&before.uid, &after.uid),
            title: changed(&before.title, &after.title),
            description: changed(&before.description, &after.description),
            start_time: moved.then_some(after.start_time),
            end_time: moved.then_some(after.end_time),
            status: changed(&before.status, &after.status),
            created_by: changed(&before.created_by, &after.created_by),
        }
    }

    fn row(self, now: UtcTime) -> meeting::ActiveModel {
        fn set<T: Into<Value>>(value: Option<T>) -> sea_orm::ActiveValue<T> {
            value.map_or(NotSet, Set)
        }
        meeting::ActiveModel {
            uid: set(self.uid),
            title: set(self.title),
            description: set(self.description),
            start_time: set(self.start_time),
            end_time: set(self.end_time),
            status: set(self.status),
            created_by: set(self.created_by),
            updated_at: Set(Some(now)),
            ..Default::default()
        }
    }
}

async fn update(tx: &WriteTransaction, edits: &[Edit], now: UtcTime) -> Result<(), DbErr> {
    let mut same: BTreeMap<Columns, Vec<i64>> = BTreeMap::new();
    for edit in edits {
        if let (Some(id), Some(before), Some(after)) = (edit.id, &edit.before, &edit.after) {
            same.entry(Columns::new(before, after)).or_default().push(id);
        }
    }
    for (columns, ids) in same {
        for ids in ids.chunks(IDS_PER_STATEMENT) {
            let done = meeting::Entity::update_many()
                .set(columns.clone().row(now))
                .filter(meeting::Column::Id.is_in(ids.iter().copied()))
                .exec(tx)
                .await?;
            if done.rows_affected < ids.len() as u64 {
                // Deleted since it was read: try again.
                return Err(dialect::conflict());
            }
        }
    }
    Ok(())
}

/// Inserts a meeting without its participants, with this id if it had one.
async fn insert(
    tx: &WriteTransaction,
    id: Option<i64>,
    state: &MeetingState,
    now: UtcTime,
) -> Result<i64, DbErr> {
    let row = meeting::ActiveModel {
        id: id.map_or(NotSet, Set),
        uid: Set(state.uid.clone()),
        title: Set(state.title.clone()),
        description: Set(state.description.clone()),
        start_time: Set(state.start_time),
        end_time: Set(state.end_time),
        status: Set(state.status.clone()),
        created_by: Set(state.created_by),
        created_at: Set(state.created_at),
        updated_at: Set(Some(now)),
    };
    let done = meeting::Entity::insert(row).exec(tx).await.map_err(unlocked)?;
    let id = id.unwrap_or(done.last_insert_id);
    if let Some(event) = &state.event {
        versions::insert(tx, &[(id, event.clone())]).await?;
    }
    Ok(id)
}

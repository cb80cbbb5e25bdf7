//! Sets of meetings for people and scripts: as they are after a change, and what they conflict with.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use serde_json::{Value, json};

use super::double_booking::double_booking;
use crate::context::Context;
use crate::entity::{meeting, user};
use crate::error::{Failure, Kind};
use crate::records::{MeetingRecord, MeetingRecords, UserRecord, titled};
use crate::store::booking::{Edit, LISTED, MAX_CONFLICTS, MeetingState, OtherMeeting, SetConflict};
use crate::store::meetings::rows_by_ids;
use crate::store::people::{MeetingDetails, People, with_people};
use crate::store::session::Session;
use crate::time::UtcTime;

/// Conflicts in a message; JSON has all that are known.
const MAX_SHOWN: usize = 10;

/// The users of a set, read before it is written: after that nothing may fail.
#[derive(Default)]
pub(super) struct Users {
    known: HashMap<i64, Rc<user::Model>>,
}

impl Users {
    /// The users of these meetings.
    pub fn of(meetings: &[MeetingDetails]) -> Self {
        let users = meetings.iter().flat_map(|m| m.participants.iter().chain(&m.creator));
        Self { known: users.map(|user| (user.id, Rc::clone(user))).collect() }
    }

    /// Reads those of `ids` that are not known.
    pub async fn learn(
        &mut self,
        session: &Session,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<(), Failure> {
        let missing: BTreeSet<i64> =
            ids.into_iter().filter(|id| !self.known.contains_key(id)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let read = session.reading(async |db| {
            let mut people = People::default();
            people.learn(&db, missing.iter().copied()).await?;
            Ok(people)
        });
        let people = read.await?;
        let found = missing.iter().filter_map(|id| Some((*id, people.get(*id)?)));
        self.known.extend(found);
        Ok(())
    }

    /// Reads the users of these edits that are not known.
    pub async fn learn_all(&mut self, session: &Session, edits: &[Edit]) -> Result<(), Failure> {
        self.learn(session, edits.iter().flat_map(Edit::involved)).await
    }

    /// A meeting of a set; `id` is 0 for one that is not written.
    pub fn details(&self, id: i64, state: &MeetingState, updated_at: UtcTime) -> MeetingDetails {
        let row = meeting::Model {
            id,
            uid: state.uid.clone(),
            title: state.title.clone(),
            description: state.description.clone(),
            start_time: state.start_time,
            end_time: state.end_time,
            status: state.status.clone(),
            created_by: state.created_by,
            created_at: state.created_at,
            updated_at: Some(updated_at),
            odd: state.odd.clone(),
        };
        let get = |id: &i64| self.known.get(id).cloned();
        MeetingDetails {
            creator: get(&state.created_by),
            participants: state.participants.iter().filter_map(get).collect(),
            row,
        }
    }
}

/// The edits that `change` makes of the stored meetings of a set. An error names its meeting, unless it
/// is the only one.
pub(super) fn changed(
    stored: &BTreeMap<i64, MeetingState>,
    change: impl Fn(&MeetingState) -> Result<MeetingState, Failure>,
) -> Result<Vec<Edit>, Failure> {
    let edit = |(id, before): (&i64, &MeetingState)| {
        let after = change(before).map_err(|failure| match stored.len() {
            1 => failure,
            _ => failure.of_option(&format!("meeting {id}")),
        })?;
        Ok(Edit { id: Some(*id), before: Some(before.clone()), after: Some(after) })
    };
    stored.iter().map(edit).collect()
}

/// These meetings as they are after `edits`, in their order; deleted ones are left out.
pub(super) fn after(
    meetings: Vec<MeetingDetails>,
    edits: &[Edit],
    users: &Users,
    now: UtcTime,
) -> Vec<MeetingDetails> {
    let edits: HashMap<i64, &Edit> =
        edits.iter().filter_map(|edit| Some((edit.id?, edit))).collect();
    let meetings = meetings.into_iter();
    let meetings = meetings.filter_map(|meeting| match edits.get(&meeting.row.id) {
        None => Some(meeting),
        Some(edit) => Some(users.details(meeting.row.id, edit.after.as_ref()?, now)),
    });
    meetings.collect()
}

/// The meetings of a set that would double-book someone, each with one other meeting.
pub(super) struct Conflicts {
    pairs: Vec<Pair>,
}

struct Pair {
    meeting: MeetingRecord,
    other: MeetingRecord,
    double_booked: Vec<Rc<UserRecord>>,
}

impl Conflicts {
    /// Reads what is to be shown of `conflicts`.
    pub async fn read(
        ctx: &Context,
        session: &Session,
        conflicts: &[SetConflict],
    ) -> Result<Self, Failure> {
        let stored = stored_others(session, conflicts).await?;
        let mut users = Users::of(&stored);
        let in_set = conflicts.iter().flat_map(|conflict| {
            let other = match &conflict.other {
                OtherMeeting::InSet(edit) => edit.involved(),
                OtherMeeting::Stored(_) => BTreeSet::new(),
            };
            other.into_iter().chain(conflict.edit.involved())
        });
        users.learn(session, in_set).await?;
        let mut records = super::records(ctx);
        let mut pairs = Vec::new();
        for of_one in conflicts.chunk_by(|a, b| a.edit == b.edit) {
            let mut others: Vec<(&OtherMeeting, Vec<i64>)> = Vec::new();
            for SetConflict { user, other, .. } in of_one {
                match others.iter_mut().find(|(known, _)| *known == other) {
                    Some((_, users)) => users.push(*user),
                    None => others.push((other, vec![*user])),
                }
            }
            let Some(meeting) = of_set(&of_one[0].edit, &users, &mut records, ctx) else {
                continue;
            };
            for (other, double_booked) in others {
                let other = match other {
                    OtherMeeting::InSet(edit) => of_set(edit, &users, &mut records, ctx),
                    OtherMeeting::Stored(id) => {
                        let found = stored.iter().find(|meeting| meeting.row.id == *id);
                        found.map(|meeting| records.record(meeting))
                    }
                };
                // It may have been deleted since.
                let Some(other) = other else { continue };
                let is_booked =
                    |user: &&Rc<UserRecord>| user.id.is_some_and(|id| double_booked.contains(&id));
                let double_booked = meeting.people().filter(is_booked).cloned().collect();
                pairs.push(Pair { meeting: meeting.clone(), other, double_booked });
            }
        }
        Ok(Self { pairs })
    }

    /// How many meetings of the set have a conflict.
    pub fn meetings(&self) -> usize {
        let mut count = 0;
        let mut last: Option<&MeetingRecord> = None;
        for pair in &self.pairs {
            let same = |last: &MeetingRecord| {
                (last.id, &last.start_time, &last.uid)
                    == (pair.meeting.id, &pair.meeting.start_time, &pair.meeting.uid)
            };
            count += usize::from(!last.is_some_and(same));
            last = Some(&pair.meeting);
        }
        count
    }

    /// One line per conflict, the first few.
    pub fn lines(&self) -> Vec<String> {
        let shown = self.pairs.iter().take(MAX_SHOWN);
        let mut lines: Vec<String> = shown.map(Pair::line).collect();
        match self.pairs.len().saturating_sub(MAX_SHOWN) {
            0 => {}
            more => lines.push(format!("and {more} more")),
        }
        lines
    }

    /// The conflicts in JSON: the other meeting, as a refused booking has it, beside that of the set.
    pub fn json(&self) -> Value {
        self.pairs.iter().map(Pair::json).collect()
    }
}

/// The record of a meeting as a set makes it.
fn of_set(
    edit: &Edit,
    users: &Users,
    records: &mut MeetingRecords,
    ctx: &Context,
) -> Option<MeetingRecord> {
    let details = users.details(edit.id.unwrap_or_default(), edit.after.as_ref()?, ctx.now());
    Some(records.record(&details).with_id(edit.id))
}

impl Pair {
    fn line(&self) -> String {
        let names: Vec<&str> = self.double_booked.iter().map(|user| user.name.as_str()).collect();
        let (meeting, other) = (titled(&self.meeting), titled(&self.other));
        format!("{meeting}, conflicts with {other} ({})", names.join(", "))
    }

    fn json(&self) -> Value {
        let mut other = self.other.conflict();
        if let Some(fields) = other.as_object_mut() {
            fields.insert("meeting".to_owned(), self.meeting.conflict());
            fields.insert("double_booked".to_owned(), json!(self.double_booked));
        }
        other
    }
}

/// The stored meetings that a set conflicts with; those that were deleted since are left out.
async fn stored_others(
    session: &Session,
    conflicts: &[SetConflict],
) -> Result<Vec<MeetingDetails>, Failure> {
    let ids: BTreeSet<i64> = conflicts
        .iter()
        .filter_map(|conflict| match &conflict.other {
            OtherMeeting::Stored(id) => Some(*id),
            OtherMeeting::InSet(_) => None,
        })
        .collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let read = session.reading(async |db| {
        let mut rows = rows_by_ids(&db, &ids).await?;
        rows.sort_by_key(|row| (row.start_time, row.id));
        Ok(with_people(&db, rows, &mut People::default()).await?)
    });
    read.await
}

/// Exit 4 for a set of `total` meetings: which of them conflict with what.
pub(in crate::commands) async fn refused(
    ctx: &Context,
    session: &Session,
    conflicts: &[SetConflict],
    total: usize,
    hint: &str,
) -> Result<Failure, Failure> {
    if total == 1 {
        let mut others = stored_others(session, conflicts).await?;
        others.truncate(LISTED);
        return Ok(double_booking(ctx, &others));
    }
    let more = if conflicts.len() >= MAX_CONFLICTS { " or more" } else { "" };
    let conflicts = Conflicts::read(ctx, session, conflicts).await?;
    let count = conflicts.meetings();
    let verb = if count == 1 && more.is_empty() { "conflicts" } else { "conflict" };
    let message = format!("double booking: {count}{more} of {total} meetings {verb}");
    let failure =
        Failure::new(Kind::DoubleBooking, message).detail("conflicts", conflicts.json()).hint(hint);
    Ok(conflicts.lines().into_iter().fold(failure, Failure::line))
}

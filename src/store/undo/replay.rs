//! What a run changed, turned round: pure, over what is stored now.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::entity::history::ItemKind;
use crate::store::booking::{Edit, MeetingState, participants_in};
use crate::store::history::{Entry, Values};

/// One user that a run changed, as it is and as it was before the run.
#[derive(Debug, Clone, PartialEq)]
pub struct UserEdit {
    /// The user.
    pub id: i64,
    /// The fields as they are stored; `None` for a user who is created again.
    pub before: Option<Values>,
    /// The fields as they are to be; `None` for one who is deleted.
    pub after: Option<Values>,
}

/// Something that is not as the run left it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Changed {
    /// What: `meeting` or `user`.
    pub kind: &'static str,
    /// Which.
    pub id: i64,
    /// What has happened to it.
    pub why: String,
}

/// Meetings and users as they are stored.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    /// Meetings, by id.
    pub meetings: BTreeMap<i64, MeetingState>,
    /// The fields of users, by id.
    pub users: BTreeMap<i64, Values>,
}

/// What undoes a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reversal {
    /// Meetings to change.
    pub meetings: Vec<Edit>,
    /// Users to change.
    pub users: Vec<UserEdit>,
    /// What is not as the run left it: nothing may be undone then.
    pub changed: Vec<Changed>,
}

/// Turns round the entries of a run, the last one first.
pub fn reverse(entries: &[Entry], stored: &Stored) -> Reversal {
    let mut now = stored.clone();
    let mut changed = BTreeSet::new();
    for Entry { row, .. } in entries.iter().rev() {
        let Some(id) = row.item_id else { continue };
        let (kind, put_back) = if row.kind == ItemKind::User.as_str() {
            (ItemKind::User, put_back_user(&mut now.users, id, sides(row)))
        } else {
            (ItemKind::Meeting, put_back_meeting(&mut now.meetings, id, sides(row)))
        };
        if let Err(why) = put_back {
            changed.insert(Changed { kind: kind.as_str(), id, why });
        }
    }
    Reversal {
        meetings: edits(&stored.meetings, &now.meetings)
            .map(|(id, before, after)| Edit { id: Some(id), before, after })
            .collect(),
        users: edits(&stored.users, &now.users)
            .map(|(id, before, after)| UserEdit { id, before, after })
            .collect(),
        changed: changed.into_iter().collect(),
    }
}

/// Before and after; an empty object in place of what cannot be read, which nothing stored equals.
fn sides(row: &crate::entity::history::Model) -> [Option<Values>; 2] {
    let read = |text: &Option<String>| {
        text.as_ref().map(|text| serde_json::from_str(text).unwrap_or_default())
    };
    [read(&row.old_values), read(&row.new_values)]
}

/// What differs between two states: the key, and the values there.
fn edits<'a, T: Clone + PartialEq>(
    before: &'a BTreeMap<i64, T>,
    after: &'a BTreeMap<i64, T>,
) -> impl Iterator<Item = (i64, Option<T>, Option<T>)> + 'a {
    let ids: BTreeSet<i64> = before.keys().chain(after.keys()).copied().collect();
    ids.into_iter().filter_map(move |id| {
        let (before, after) = (before.get(&id), after.get(&id));
        (before != after).then(|| (id, before.cloned(), after.cloned()))
    })
}

const GONE: &str = "was deleted";
const THERE: &str = "exists again";

fn put_back_user(
    users: &mut BTreeMap<i64, Values>,
    id: i64,
    sides: [Option<Values>; 2],
) -> Result<(), String> {
    match (sides, users.get_mut(&id)) {
        ([None, Some(new)], Some(now)) => {
            expect(now, &new)?;
            users.remove(&id);
        }
        ([Some(old), None], None) => {
            users.insert(id, old);
        }
        ([Some(old), Some(new)], Some(now)) => {
            expect(now, &new)?;
            now.extend(old);
        }
        ([Some(_), None], Some(_)) => return Err(THERE.to_owned()),
        _ => return Err(GONE.to_owned()),
    }
    Ok(())
}

fn put_back_meeting(
    meetings: &mut BTreeMap<i64, MeetingState>,
    id: i64,
    sides: [Option<Values>; 2],
) -> Result<(), String> {
    match (sides, meetings.get_mut(&id)) {
        ([None, Some(new)], Some(now)) => {
            expect(&now.values(), &new)?;
            meetings.remove(&id);
        }
        ([Some(old), None], None) => {
            meetings.insert(id, read(old)?);
        }
        ([Some(old), Some(new)], Some(now)) => {
            let mut values = now.values();
            expect_fields(&values, &new)?;
            let people = put_back_people(&now.participants, &old, &new)?;
            values.extend(old);
            values.insert("participants".to_owned(), people.into_iter().collect());
            *now = read(values)?;
        }
        ([Some(_), None], Some(_)) => return Err(THERE.to_owned()),
        _ => return Err(GONE.to_owned()),
    }
    Ok(())
}

fn read(values: Values) -> Result<MeetingState, String> {
    let unreadable = |_| "had values that meetctl cannot write".to_owned();
    MeetingState::read(values).map_err(unreadable)
}

/// Everything is as the run left it.
fn expect(now: &Values, new: &Values) -> Result<(), String> {
    expect_fields(now, new)?;
    if participants_in(now) == participants_in(new) { Ok(()) } else { Err(differs("participants")) }
}

/// The fields that the run has set are as it left them, but for the participants.
fn expect_fields(now: &Values, new: &Values) -> Result<(), String> {
    let is_other = |(name, value): &(&String, &Value)| {
        *name != "participants" && *name != "event" && now.get(*name) != Some(value)
    };
    new.iter().find(is_other).map_or(Ok(()), |(name, _)| Err(differs(name)))
}

fn differs(field: &str) -> String {
    format!("has another {field} since")
}

/// The participants without those who joined in the run, and with those who left.
fn put_back_people(
    now: &BTreeSet<i64>,
    old: &Values,
    new: &Values,
) -> Result<BTreeSet<i64>, String> {
    let (left, joined) = (participants_in(old), participants_in(new));
    if !joined.is_subset(now) || !left.is_disjoint(now) {
        return Err("has other participants since".to_owned());
    }
    Ok(&(now - &joined) | &left)
}

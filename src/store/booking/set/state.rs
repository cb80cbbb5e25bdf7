//! A meeting as a value: compared, changed, and kept in the history.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use sea_orm::DbErr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::entity::meeting::{self, Status};
use crate::entity::odd::OddValues;
use crate::interchange::Version;
use crate::schedule::Interval;
use crate::store::history::Values;
use crate::store::odd_values::quoted;
use crate::time::UtcTime;

/// The participants in the values of a meeting.
const PARTICIPANTS: &str = "participants";

/// Everything that is stored of a meeting but its id and the time of its last change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingState {
    /// iCalendar UID with recurrence id, or an import key.
    pub uid: Option<String>,
    /// 1 to 100 characters.
    pub title: String,
    /// Free text.
    pub description: Option<String>,
    /// The first moment of the meeting.
    #[serde(with = "utc")]
    pub start_time: UtcTime,
    /// The first moment after it.
    #[serde(with = "utc")]
    pub end_time: UtcTime,
    /// A [`Status`], or what another program has stored.
    pub status: String,
    /// The creator.
    pub created_by: i64,
    /// Who takes part.
    #[serde(default)]
    pub participants: BTreeSet<i64>,
    /// When it was created.
    #[serde(with = "optional_utc")]
    pub created_at: Option<UtcTime>,
    /// The event that it was imported from; only read of meetings that are deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Version>,
    /// What could not be read as it is stored.
    #[serde(skip)]
    pub odd: OddValues,
}

impl MeetingState {
    /// The state of a row with these participants.
    pub(in crate::store) fn new(row: meeting::Model, participants: BTreeSet<i64>) -> Self {
        Self {
            uid: row.uid,
            title: row.title,
            description: row.description,
            start_time: row.start_time,
            end_time: row.end_time,
            status: row.status,
            created_by: row.created_by,
            participants,
            created_at: row.created_at,
            event: None,
            odd: row.odd,
        }
    }

    /// Whether it makes its people busy: it is not cancelled.
    pub fn is_busy(&self) -> bool {
        self.status != Status::Cancelled.as_str()
    }

    /// Creator and participants.
    pub fn attendees(&self) -> BTreeSet<i64> {
        self.participants.iter().copied().chain([self.created_by]).collect()
    }

    /// When it takes place; `None` if it takes no time.
    pub fn interval(&self) -> Option<Interval> {
        Interval::new(self.start_time, self.end_time).ok()
    }

    /// Sets the time, also where something else than a time was stored.
    pub fn set_time(&mut self, interval: Interval) {
        (self.start_time, self.end_time) = (interval.start(), interval.end());
        self.odd.remove("start_time");
        self.odd.remove("end_time");
    }

    /// Whether `other` takes place at another time.
    pub(super) fn is_moved_to(&self, other: &Self) -> bool {
        (self.start_time, self.end_time) != (other.start_time, other.end_time)
            || ["start_time", "end_time"]
                .iter()
                .any(|column| self.odd.get(column) != other.odd.get(column))
    }

    /// Its fields by name, what cannot be read as it is stored.
    pub(in crate::store) fn values(&self) -> Values {
        let Ok(Value::Object(mut values)) = serde_json::to_value(self) else {
            return Values::new();
        };
        for odd in self.odd.iter() {
            values.insert(odd.column.to_owned(), odd.text.clone().into());
        }
        values
    }

    /// The meeting that `values` describes, all of it.
    ///
    /// # Errors
    /// A field is missing, or is not what it should be: another program had stored that.
    pub(in crate::store) fn read(values: Values) -> Result<Self, DbErr> {
        serde_json::from_value(Value::Object(values.clone())).map_err(|error| {
            let text = Value::Object(values).to_string();
            DbErr::Custom(format!("{error}: {}", quoted(&text)))
        })
    }
}

/// Replaces the lists of participants of two sides of a change by those that each has alone.
pub(super) fn keep_differing_participants(old: &mut Values, new: &mut Values) {
    let (before, after) = (participants_in(old), participants_in(new));
    let list = |ids: Vec<&i64>| Value::from(ids.into_iter().copied().collect::<Vec<_>>());
    old.insert(PARTICIPANTS.to_owned(), list(before.difference(&after).collect()));
    new.insert(PARTICIPANTS.to_owned(), list(after.difference(&before).collect()));
}

/// The participants in the values of a meeting; none if they are not there.
pub(in crate::store) fn participants_in(values: &Values) -> BTreeSet<i64> {
    let list = values.get(PARTICIPANTS).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_i64).collect()
}

/// Times as `2026-06-01T10:00:00Z`, with a fraction if there is one.
mod utc {
    use super::{Deserialize, Deserializer, NaiveDateTime, Serializer, UtcTime};

    pub fn serialize<S: Serializer>(time: &UtcTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.format("%Y-%m-%dT%H:%M:%S%.fZ"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<UtcTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.fZ")
            .map_err(serde::de::Error::custom)
    }
}

mod optional_utc {
    use super::{Deserialize, Deserializer, Serialize, Serializer, UtcTime};

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Time(#[serde(with = "super::utc")] UtcTime);

    #[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
    pub fn serialize<S: Serializer>(
        time: &Option<UtcTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        time.map(Time).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<UtcTime>, D::Error> {
        Ok(Option::<Time>::deserialize(deserializer)?.map(|Time(time)| time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> MeetingState {
        MeetingState {
            uid: Some("a".into()),
            title: "Plan \u{0}".into(),
            description: None,
            start_time: "2026-06-01T10:00:00.5".parse().unwrap(),
            end_time: "2026-06-01T11:00:00".parse().unwrap(),
            status: "scheduled".into(),
            created_by: 1,
            participants: [2, 3].into(),
            created_at: Some("2026-05-01T00:00:00.000001".parse().unwrap()),
            event: None,
            odd: OddValues::default(),
        }
    }

    #[test]
    fn values_give_the_same_meeting() {
        for state in [state(), MeetingState { uid: None, created_at: None, ..state() }] {
            assert_eq!(MeetingState::read(state.values()).unwrap(), state);
        }
        let mut values = state().values();
        values.insert("start_time".into(), "infinity".into());
        assert!(MeetingState::read(values).is_err());
    }

    #[test]
    fn of_two_lists_of_participants_each_keeps_its_own() {
        let (mut old, mut new) = (state().values(), state().values());
        new.insert(PARTICIPANTS.into(), vec![3, 4].into());
        keep_differing_participants(&mut old, &mut new);
        assert_eq!((participants_in(&old), participants_in(&new)), ([2].into(), [4].into()));
    }
}

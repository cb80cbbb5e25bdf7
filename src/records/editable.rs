//! Meetings in a file that a person edits.

use super::addresses;
use crate::entity::{meeting, user};
use crate::fields;
use crate::output::{Column, Record, record};
use crate::store::people::MeetingDetails;
use crate::time::{Instants, UtcTime, Zone, local, rfc3339, whole_second};

record! {
    /// A meeting as a row to edit: what people change first is first.
    pub struct EditableMeeting {
        /// The id, which no edit changes.
        pub id: i64,
        /// The first moment, on the clock of the zone.
        pub start_time: String,
        /// The first moment after.
        pub end_time: String,
        /// The title.
        pub title: String,
        /// The status.
        pub status: String,
        /// The address of the creator, or the id.
        pub creator: String,
        /// The addresses of the participants.
        pub participants: String,
        /// The description, empty if none exists.
        pub description: String,
    }
}

impl EditableMeeting {
    /// The row of a meeting, with times on the clock of `zone`.
    pub fn new(meeting: &MeetingDetails, zone: &Zone) -> Self {
        let row = &meeting.row;
        let creator = meeting.creator.as_deref();
        let participants: Vec<String> = meeting.participants.iter().map(|u| name(u)).collect();
        Self {
            id: row.id,
            start_time: stored(row, "start_time", row.start_time, zone),
            end_time: stored(row, "end_time", row.end_time, zone),
            title: row.title.clone(),
            status: row.status.clone(),
            creator: creator.map_or_else(|| row.created_by.to_string(), name),
            participants: addresses(participants.iter().map(String::as_str)),
            description: row.description.clone().unwrap_or_default(),
        }
    }
}

/// The address of a user; the id if another program has stored something else than an address.
fn name(user: &user::Model) -> String {
    match fields::address(&user.email) {
        Ok(email) if email == user.email => email,
        _ => user.id.to_string(),
    }
}

fn stored(row: &meeting::Model, column: &str, time: UtcTime, zone: &Zone) -> String {
    row.odd.get(column).map_or_else(|| typed_time(time, zone), |odd| odd.text.clone())
}

/// A time as people type it: `2026-06-01 10:00`; with its offset where the clocks show that twice.
pub fn typed_time(time: UtcTime, zone: &Zone) -> String {
    let time = whole_second(time);
    let shown = local(time, zone);
    match zone.instants(zone.to_civil(time)) {
        Instants::One(one) if one == time => format!("{} {}", shown.date, shown.time),
        _ => rfc3339(time, zone),
    }
}

impl Record for EditableMeeting {
    const COLUMNS: &'static [Column<Self>] = &[];
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::{bounds, parse_dated};

    proptest! {
        /// Whatever is written is read as the same second.
        #[test]
        fn times_are_read_as_they_are_written(
            name in proptest::sample::select(vec![
                "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "+05:30",
            ]),
            second in 0i64..4_000_000_000,
            near_change in any::<bool>(),
        ) {
            let zone = Zone::parse(name).unwrap();
            let autumn: UtcTime = "2026-10-25T00:30:00".parse().unwrap();
            let time = if near_change {
                autumn + chrono::TimeDelta::seconds(second % 7200)
            } else {
                UtcTime::default() + chrono::TimeDelta::seconds(second)
            };
            prop_assert_eq!(parse_dated(&typed_time(time, &zone), bounds().0, &zone), Ok(time));
        }
    }
}

//! Meetings as iCalendar events.

use std::collections::HashMap;

use super::exported::by_address;
use crate::entity::meeting::{self, Status};
use crate::error::{Failure, Kind};
use crate::fnv::fnv1a;
use crate::output::Calendar;
use crate::store::odd_values::quoted;
use crate::store::people::MeetingDetails;
use crate::time::{UtcTime, Zone, rfc3339};

/// Writes meetings in order of their start as events.
#[derive(Debug, Default)]
pub struct EventWriter {
    start: UtcTime,
    /// How many meetings with this start got the same generated uid.
    generated: HashMap<u128, u32>,
}

impl EventWriter {
    /// Writes the event of a meeting.
    ///
    /// Its DTSTAMP is its start: the times of rows differ between databases, and the same meetings
    /// must give the same file.
    ///
    /// # Errors
    /// The calendar cannot be written; the meeting has no times.
    pub fn write(
        &mut self,
        meeting: MeetingDetails,
        calendar: &mut Calendar,
    ) -> Result<(), Failure> {
        let meeting = by_address(meeting);
        let row = &meeting.row;
        require_times(row)?;
        let start = basic(row.start_time);
        calendar.begin_event();
        if let Some(uid) = &row.uid {
            calendar.text("UID", uid);
        } else {
            calendar.property("UID", &self.uid(&meeting));
            calendar.property("X-MEETCTL-UID", "none");
        }
        calendar.property("DTSTAMP", &start);
        calendar.property("DTSTART", &start);
        calendar.property("DTEND", &basic(row.end_time));
        calendar.text("SUMMARY", &row.title);
        if let Some(description) = row.description.as_ref().filter(|text| !text.is_empty()) {
            calendar.text("DESCRIPTION", description);
        }
        if let Some(user) = &meeting.creator {
            calendar.person("ORGANIZER", &user.name, &user.email);
        }
        for user in &meeting.participants {
            calendar.person("ATTENDEE", &user.name, &user.email);
        }
        let cancelled = row.status == Status::Cancelled.as_str();
        calendar.property("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
        calendar.text("X-MEETCTL-STATUS", &row.status);
        calendar.end_event()
    }

    /// A uid for a meeting without one: a hash of its creator, start and title, and a number if
    /// several meetings have the same.
    fn uid(&mut self, meeting: &MeetingDetails) -> String {
        if self.start != meeting.row.start_time {
            self.start = meeting.row.start_time;
            self.generated.clear();
        }
        let creator = meeting.creator.as_ref();
        let hash = fnv1a([
            creator.map_or("", |user| user.email.as_str()),
            &basic(self.start),
            &meeting.row.title,
        ]);
        let number = self.generated.entry(hash).or_default();
        *number += 1;
        match *number {
            1 => format!("{hash:032x}@meetctl"),
            number => format!("{hash:032x}-{number}@meetctl"),
        }
    }
}

/// A calendar has no other way to write what another program stored in place of a time.
fn require_times(row: &meeting::Model) -> Result<(), Failure> {
    for column in ["start_time", "end_time"] {
        if let Some(odd) = row.odd.get(column) {
            let message = format!(
                "meeting {} cannot be written as iCalendar: {column} is {:?}",
                row.id,
                quoted(&odd.text)
            );
            return Err(Failure::new(Kind::UnreadableValue, message)
                .hint("correct it (see `meetctl doctor`), or export JSON Lines"));
        }
    }
    Ok(())
}

/// `20260601T100000Z`
fn basic(time: UtcTime) -> String {
    let mut text = rfc3339(time, &Zone::utc());
    text.retain(|c| c != '-' && c != ':');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_the_basic_form() {
        assert_eq!(basic(UtcTime::default()), "19700101T000000Z");
    }
}

//! Meetings without double bookings, as a file that `meeting export` could have written.
//!
//! All users form a ring, and each meeting takes the next ones. All meetings that start within an
//! hour also end within it, and together they take far fewer users than there are.

use std::io::{self, Write};

use crate::calendar::{BOOKING_DAYS, Calendar};
use crate::generate::{PARTICIPANTS, Size, status};
use crate::people::People;
use crate::random::Random;

/// Hours of a day in which meetings start.
const HOURS: u64 = 8;
/// Quarters of an hour at which meetings start.
const QUARTERS: u64 = BOOKING_DAYS * HOURS * 4;
const HEADER: &str = "uid,title,description,start_time,end_time,status,creator,participants";

/// When the meetings start: those of one file leave the hours of the other free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// From 8:00.
    Day,
    /// From midnight.
    Night,
}

/// Writes the file in the order of an export.
pub fn write(size: Size, hours: Hours, mut out: impl Write) -> io::Result<()> {
    let (first, seed) = if hours == Hours::Day { (8, 4) } else { (0, 5) };
    let (people, calendar, mut random) = (People::new(), Calendar::new(), Random::new(seed));
    let mut ring = Ring { users: size.users, at: 0 };
    writeln!(out, "{HEADER}")?;
    for index in 0..size.meetings {
        let (start, end) = times(&calendar, &mut random, first, index * QUARTERS / size.meetings);
        let status = status(&mut random, &start, &end);
        let title = cell(&people.title(&mut random));
        let description = people.description(&mut random).unwrap_or_default();
        let uid = format!("{:016x}-{index}@calendar.example.org", random.bits());
        let count = PARTICIPANTS[usize::from(random.bits().to_be_bytes()[0] % 10)];
        let creator = ring.next();
        let mut participants: Vec<String> = (0..count).map(|_| ring.next()).collect();
        participants.sort_unstable();
        writeln!(
            out,
            "{uid},{title},{},{},{},{status},{creator},{}",
            cell(&description),
            zulu(&start),
            zulu(&end),
            participants.join(";")
        )?;
    }
    out.flush()
}

/// Start and end of a meeting that starts at a quarter and ends within its hour.
fn times(calendar: &Calendar, random: &mut Random, first: u64, quarter: u64) -> (String, String) {
    let (hour, part) = (quarter / 4, quarter % 4);
    let (day, from) = (hour / HOURS, 60 * (first + hour % HOURS) + 15 * part);
    let length = 15 * (1 + random.below(4 - part));
    (calendar.moment(day, from), calendar.moment(day, from + length))
}

/// `2026-06-01 10:00:00.000000` as an export writes it.
fn zulu(stored: &str) -> String {
    format!("{}Z", stored[..19].replacen(' ', "T", 1))
}

/// A cell, quoted if necessary.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A prime above every number of users: steps of this length around the ring reach every user
/// before any user a second time.
const STRIDE: u64 = 7_368_787;

/// Users in order; adjacent users in the ring are far apart in the table.
struct Ring {
    users: u64,
    at: u64,
}

impl Ring {
    fn next(&mut self) -> String {
        self.at = (self.at + STRIDE) % self.users;
        format!("user{}@example.org", self.at + 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_user_is_double_booked() {
        for (users, meetings) in [(100, 1000), (400, 20_000), (2000, 100_000)] {
            let mut file = Vec::new();
            write(Size { users, meetings }, Hours::Day, &mut file).unwrap();
            let mut busy_until: HashMap<&str, &str> = HashMap::new();
            let file = String::from_utf8(file).unwrap();
            let mut before = "";
            for line in file.lines().skip(1) {
                let cells: Vec<&str> = line.rsplitn(6, ',').collect();
                let (start, end) = (cells[4], cells[3]);
                assert!(before <= start && start < end, "{line}");
                before = start;
                for user in cells[0].split(';').chain([cells[1]]) {
                    let until = busy_until.insert(user, end).unwrap_or_default();
                    assert!(until <= start, "{user} until {until}: {line}");
                }
            }
        }
    }
}

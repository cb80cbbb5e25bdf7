//! Users, meetings and participations as SQL: the same bytes on every machine.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::calendar::{BOOKING_DAYS, Calendar, MAX_DAYS_AHEAD, STORED_NOW};
use crate::people::People;
use crate::random::Random;

/// Part of the file names: different data needs new databases.
pub const VERSION: u32 = 2;
/// The user who creates one meeting in twenty and takes part in another one in twenty, but no
/// more than [`HOT_MEETINGS`] of each.
pub const HOT_USER: u64 = 1;
/// One user's calendar does not grow with the company: with a million meetings or more the hot
/// user always has the same number of them.
const HOT_MEETINGS: u64 = 50_000;
/// Meetings per user: all but the hot user have the same number in databases of any size.
const MEETINGS_PER_USER: u64 = 50;
/// Rows in one statement.
const ROWS: u64 = 500;
/// Numbers of participants: three on average.
pub const PARTICIPANTS: [u64; 10] = [1, 1, 2, 2, 2, 3, 3, 4, 5, 7];
/// How long meetings are, in minutes.
const LENGTHS: [u64; 10] = [15, 30, 30, 30, 45, 60, 60, 60, 90, 120];

/// The size of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Users, at least 100.
    pub users: u64,
    /// Meetings.
    pub meetings: u64,
}

impl Size {
    /// This many meetings, and the matching number of users.
    pub fn of(meetings: u64) -> Self {
        Self { users: Ord::max(meetings / MEETINGS_PER_USER, 100), meetings }
    }

    /// The hot user creates one in this many meetings.
    fn hot_stride(self) -> u64 {
        Ord::max(self.meetings / HOT_MEETINGS, 20)
    }
}

/// Writes statements and computes a checksum of their text.
struct Script<W> {
    out: W,
    checksum: u64,
    row: String,
}

impl<W: Write> Script<W> {
    fn new(out: W) -> Self {
        Self { out, checksum: 0xcbf2_9ce4_8422_2325, row: String::with_capacity(1024) }
    }

    /// Adds a row as number `index` of an INSERT; each statement holds [`ROWS`] of them.
    fn row(&mut self, into: &str, index: u64, row: std::fmt::Arguments<'_>) -> io::Result<()> {
        use std::fmt::Write as _;
        self.row.clear();
        if index.is_multiple_of(ROWS) {
            let end = if index == 0 { "" } else { ";\n" };
            let _ = write!(self.row, "{end}INSERT INTO {into} VALUES\n({row})");
        } else {
            let _ = write!(self.row, ",\n({row})");
        }
        // FNV-1a, 64 bits.
        for byte in self.row.bytes() {
            self.checksum = (self.checksum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.out.write_all(self.row.as_bytes())
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.write_all(b";\n")
    }
}

/// Writes all INSERT statements to `out`. Returns a summary; equal summaries mean equal databases.
pub fn write(size: Size, out: impl Write) -> io::Result<String> {
    let calendar = Calendar::new();
    let mut script = Script::new(out);
    write_users(&mut script, size)?;
    write_meetings(&mut script, size, &calendar)?;
    let participations = write_participations(&mut script, size)?;
    Ok(format!(
        "{} users, {} meetings, {participations} participations, checksum {:016x}",
        size.users, size.meetings, script.checksum
    ))
}

fn write_users<W: Write>(script: &mut Script<W>, size: Size) -> io::Result<()> {
    let (people, mut random) = (People::new(), Random::new(1));
    for index in 0..size.users {
        let id = index + 1;
        let name = quoted(&people.name(&mut random));
        script.row(
            "users (id, name, email, created_at, updated_at)",
            index,
            format_args!(
                "{id},{name},'user{id}@example.org','2022-01-01 08:00:00.000000',\
                 '2022-01-01 08:00:00.000000'"
            ),
        )?;
    }
    script.end()
}

fn write_meetings<W: Write>(
    script: &mut Script<W>,
    size: Size,
    calendar: &Calendar,
) -> io::Result<()> {
    let (people, mut random) = (People::new(), Random::new(2));
    for index in 0..size.meetings {
        let id = index + 1;
        let creator = creator(&mut random, index, size);
        // Meetings are booked in the order of their ids, mostly for the days to come.
        let booked_on = index * BOOKING_DAYS / size.meetings;
        let day = booked_on + 1 + random.below(MAX_DAYS_AHEAD).min(random.below(MAX_DAYS_AHEAD));
        let from = 8 * 60 + 15 * random.below(40);
        let length = LENGTHS[usize::from(random.bits().to_be_bytes()[0] % 10)];
        let (start, end) = (calendar.moment(day, from), calendar.moment(day, from + length));
        let booked = calendar.moment(booked_on, 8 * 60 + random.below(600));
        let status = status(&mut random, &start, &end);
        let title = quoted(&people.title(&mut random));
        let description =
            people.description(&mut random).map_or_else(|| "NULL".to_owned(), |d| quoted(&d));
        let uid = match random.below(10) {
            0 => format!("'{:016x}-{id}@calendar.example.org'", random.bits()),
            _ => "NULL".to_owned(),
        };
        script.row(
            "meetings (id, uid, title, description, start_time, end_time, status, created_by, \
             created_at, updated_at)",
            index,
            format_args!(
                "{id},{uid},{title},{description},'{start}','{end}','{status}',{creator},\
                 '{booked}','{booked}'"
            ),
        )?;
    }
    script.end()
}

fn creator(random: &mut Random, index: u64, size: Size) -> u64 {
    let other = 2 + random.below(size.users - 1);
    if index % size.hot_stride() == 7 { HOT_USER } else { other }
}

/// Texts in this form compare as the times do.
pub fn status(random: &mut Random, start: &str, end: &str) -> &'static str {
    if random.below(20) == 0 {
        "cancelled"
    } else if end < STORED_NOW {
        "completed"
    } else if start <= STORED_NOW {
        "in_progress"
    } else {
        "scheduled"
    }
}

fn write_participations<W: Write>(script: &mut Script<W>, size: Size) -> io::Result<u64> {
    let mut random = Random::new(3);
    let mut written = 0;
    for index in 0..size.meetings {
        let count = PARTICIPANTS[usize::from(random.bits().to_be_bytes()[0] % 10)];
        let mut users: BTreeSet<u64> =
            (0..count).map(|_| 2 + random.below(size.users - 1)).collect();
        if index % size.hot_stride() == 13 {
            users.pop_last();
            users.insert(HOT_USER);
        }
        for user in users {
            script.row(
                "meeting_participants (meeting_id, user_id)",
                written,
                format_args!("{},{user}", index + 1),
            )?;
            written += 1;
        }
    }
    script.end()?;
    Ok(written)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Size = Size { users: 100, meetings: 2000 };

    #[test]
    fn the_same_is_made_each_time() {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let summary = write(SMALL, &mut first).unwrap();
        assert_eq!(write(SMALL, &mut second).unwrap(), summary);
        assert!(first == second);
        assert!(summary.starts_with("100 users, 2000 meetings, "), "{summary}");
    }

    #[test]
    fn users_grow_with_the_meetings_and_the_hot_user_does_not() {
        let (many, more) = (Size::of(1_000_000), Size::of(10_000_000));
        assert_eq!((many.users, more.users), (20_000, 200_000));
        assert_eq!((many.hot_stride(), more.hot_stride()), (20, 200));
        assert_eq!((Size::of(1000).users, Size::of(1000).hot_stride()), (100, 20));
    }

    #[test]
    fn one_in_twenty_is_the_hot_users() {
        let mut sql = Vec::new();
        write(SMALL, &mut sql).unwrap();
        let sql = String::from_utf8(sql).unwrap();
        let attended = sql.lines().filter(|line| {
            let line = line.trim_end_matches([',', ';']);
            line.matches(',').count() == 1 && line.ends_with(",1)")
        });
        assert_eq!(attended.count(), 100);
        let created = sql.lines().filter(|line| line.contains("',1,'"));
        assert_eq!(created.count(), 100);
    }
}

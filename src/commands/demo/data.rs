//! Sample users and six weeks of their meetings.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};
use migration::runner::{self, RunTarget, Task};
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, IteratorRandom};
use rand::{RngExt as _, SeedableRng};

use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::schedule::Interval;
use crate::store::booking::{self, BookingResult, Draft, Rules};
use crate::store::session::Session;
use crate::store::{self, meetings};
use crate::time::{UtcTime, Zone};

const USERS: [(&str, &str); 10] = [
    ("Amara Okafor", "amara"),
    ("Björn Lindqvist", "bjorn"),
    ("陳 美玲", "meiling"),
    ("Dana Haddad", "dana"),
    ("Emil Novák", "emil"),
    ("Farah Siddiqui", "farah"),
    ("Grace Mbeki", "grace"),
    ("Hiro Tanaka", "hiro"),
    ("Inés Ferrer", "ines"),
    ("Jonas Weber", "jonas"),
];

/// Titles of meetings, and their minutes.
const TOPICS: [(&str, i64); 14] = [
    ("Design review", 60),
    ("1:1", 30),
    ("Hiring interview", 60),
    ("Roadmap", 90),
    ("Incident review", 45),
    ("Customer call", 30),
    ("Budget", 60),
    ("Pairing: import", 120),
    ("Release planning", 45),
    ("Security training", 90),
    ("Reading group 読書会", 60),
    ("Demo for sales 🎉", 30),
    ("Data model", 60),
    ("Retrospective", 60),
];

/// The hour in which a working day begins.
const FIRST_HOUR: u32 = 9;
const WEEKS_BACK: u64 = 4;
const WEEKS_AHEAD: u64 = 2;
/// Bookings tried per day; double bookings are left out.
const TRIES_PER_DAY: usize = 6;
/// Fixed, so that every demo shows the same data.
const SEED: u64 = 20_240_101;

/// What was created.
pub(super) struct Sample {
    /// The number of users.
    pub users: usize,
    /// The number of meetings.
    pub meetings: usize,
    /// A working day with meetings, all of which are ahead: today, or the next one.
    pub day: NaiveDate,
}

/// The e-mail address of the user whose calendar the tour shows.
pub(super) fn host() -> String {
    address(USERS[0].1)
}

/// The e-mail address of the user whom the host meets.
pub(super) fn guest() -> String {
    address(USERS[7].1)
}

fn address(name: &str) -> String {
    format!("{name}@example.org")
}

/// Creates the schema, the users and their meetings.
pub(super) async fn create(session: &Session, ctx: &Context) -> Result<Sample, Failure> {
    let now = ctx.now();
    let db = &session.db();
    runner::run(db, &Task::Up(RunTarget::All), now).await.map_err(|error| {
        Failure::new(Kind::DemoFailed, "the demo database could not be created").cause(error)
    })?;
    let mut users = Vec::new();
    for (name, short) in USERS {
        users.push(store::users::create(session, name, &address(short), now).await?.id);
    }
    let day = day_ahead(ctx.zone().to_civil(now));
    let mut generator = Generator {
        session,
        zone: ctx.zone(),
        now,
        users,
        random: StdRng::seed_from_u64(SEED),
        created: Vec::new(),
    };
    for day in working_days(day) {
        generator.fill_day(day).await?;
    }
    generator.cancel_some().await?;
    Ok(Sample { users: generator.users.len(), meetings: generator.created.len(), day })
}

/// The first working day that has not begun: nothing that the tour books on it is in the past.
fn day_ahead(now: NaiveDateTime) -> NaiveDate {
    let has_begun = now.hour() >= FIRST_HOUR;
    let mut days = now.date().iter_days().skip(usize::from(has_begun));
    days.find(|day| is_working_day(*day)).unwrap_or(now.date())
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn working_days(around: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let monday = around - Days::new(u64::from(around.weekday().num_days_from_monday()));
    let first = monday - Days::new(7 * WEEKS_BACK);
    first
        .iter_days()
        .take(usize::try_from(7 * (WEEKS_BACK + WEEKS_AHEAD)).unwrap_or(42))
        .filter(|day| is_working_day(*day))
}

struct Generator<'a> {
    session: &'a Session,
    zone: &'a Zone,
    now: UtcTime,
    users: Vec<i64>,
    random: StdRng,
    created: Vec<i64>,
}

impl Generator<'_> {
    async fn fill_day(&mut self, day: NaiveDate) -> Result<(), Failure> {
        let team = self.users[1..6].iter().copied().collect();
        self.book("Stand-up", at(day, FIRST_HOUR, 15), 15, self.users[0], team).await?;
        for _ in 0..TRIES_PER_DAY {
            let (title, minutes) = TOPICS.choose(&mut self.random).copied().unwrap_or(TOPICS[0]);
            let start = at(
                day,
                self.random.random_range(FIRST_HOUR..17),
                30 * self.random.random_range(0..2),
            );
            let guests = self.random.random_range(1..=4);
            let mut all = self.users.clone().into_iter().sample(&mut self.random, guests + 1);
            let Some(creator) = all.pop() else { continue };
            self.book(title, start, minutes, creator, all.into_iter().collect()).await?;
        }
        Ok(())
    }

    /// Books a meeting, unless it double-books someone.
    async fn book(
        &mut self,
        title: &str,
        start: NaiveDateTime,
        minutes: i64,
        creator: i64,
        participants: BTreeSet<i64>,
    ) -> Result<(), Failure> {
        let start = self.zone.compatible(start);
        let draft = Draft {
            title: title.to_owned(),
            description: None,
            interval: Interval::new(start, start + TimeDelta::minutes(minutes))?,
            creator,
            participants,
        };
        let rules = Rules { allow_overlap: false, dry_run: false, now: self.now };
        if let BookingResult::Booked(meeting) = booking::create(self.session, &draft, rules).await?
        {
            self.created.push(meeting.row.id);
        }
        Ok(())
    }

    async fn cancel_some(&mut self) -> Result<(), Failure> {
        let few: Vec<i64> = self.created.iter().copied().skip(11).step_by(23).collect();
        meetings::cancel(self.session, &few, self.now, false).await.map(drop)
    }
}

fn at(day: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_first_working_day_that_has_not_begun() {
        let new_year = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        for hours in -24 * 40..24 * 40 {
            for seconds in [0, 3599] {
                let now = new_year.and_time(NaiveTime::MIN) + TimeDelta::hours(hours);
                let now = now + TimeDelta::seconds(seconds);
                let day = day_ahead(now);
                assert!(is_working_day(day) && now < at(day, FIRST_HOUR, 0), "{now}: {day}");
                let earlier = now.date().iter_days().take_while(|earlier| *earlier < day);
                let earlier: Vec<_> = earlier.filter(|day| is_working_day(*day)).collect();
                assert!(
                    earlier.iter().all(|earlier| at(*earlier, FIRST_HOUR, 0) <= now),
                    "{now}: {day}"
                );
            }
        }
    }
}

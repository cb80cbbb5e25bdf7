//! What changes many meetings at once, killed: all of it is done and in the history, or nothing.

use harness::{Engine, Meetctl, Row, Transcript};
use serde_json::Value;

use crate::case::{Case, Progress};
use crate::import::is_sound;
use crate::people::WITHOUT_CREATOR;
use crate::processes::{no_double_bookings, words};
use crate::purge::{restore, save};

/// Meetings of user 1 with user 3, each on another day of 2027, from eight to nine.
fn database(engine: Engine, meetings: usize) -> Meetctl {
    let t = Meetctl::migrated(engine);
    t.seed_sql(3, 0);
    let row = |n: usize| {
        let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
        let time = |hour| format!("{}-{month:02}-{day:02} {hour:02}:00:00", 2027 + n / 336);
        Row::new(format!("Meeting {n}"), &time(8), &time(9)).with(&[3])
    };
    t.insert_meetings(&(0..meetings).map(row).collect::<Vec<_>>());
    save(&t);
    t
}

fn count(t: &Meetctl, sql: &str) -> usize {
    t.rows(&format!("SELECT COUNT(*) FROM {sql}"))[0][0].parse().unwrap()
}

/// What holds whenever one of them was interrupted, of which `done` parts of `of` are done: what a run
/// has changed is in the history.
fn check(t: &Meetctl, command: &str, done: usize, of: usize) -> Progress {
    is_sound(t);
    assert_eq!(t.rows(WITHOUT_CREATOR), [["0"]]);
    no_double_bookings(t);
    let entries = count(t, &format!("meetctl_history WHERE command = '{command}'"));
    assert_eq!(entries > 0, done > 0, "{command}: {done} done, {entries} entries in the history");
    Progress { done, of }
}

fn is_whole(progress: Progress) -> Progress {
    assert!(!progress.is_partial(), "half of it: {progress:?}");
    progress
}

/// An hour later, again and again.
pub struct Shift(Meetctl);

const SHIFTED: usize = 40;

impl Shift {
    /// By how many hours all of them were moved.
    fn hours(&self) -> usize {
        let starts = self.0.rows("SELECT start_time FROM meetings").concat();
        let hours: Vec<usize> = starts.iter().map(|start| start[11..13].parse().unwrap()).collect();
        assert!(hours.iter().all(|hour| *hour == hours[0]), "half of it: {hours:?}");
        hours[0] - 8
    }
}

impl Case for Shift {
    const NAME: &'static str = "meeting shift";
    const SHARE: usize = 5;

    fn new(engine: Engine) -> Self {
        Self(database(engine, SHIFTED))
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        restore(&self.0);
    }

    fn args(&self) -> Vec<String> {
        words("meeting shift --user 1 --by 1h")
    }

    fn check(&self) -> Progress {
        let done = if self.hours() > 0 { SHIFTED } else { 0 };
        check(&self.0, "meeting shift", done, SHIFTED)
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        let hours = if before.is_complete() { 2 } else { 1 };
        assert_eq!(self.hours(), hours, "{next}");
        self.check();
    }
}

/// In two transactions.
pub struct Offboard(Meetctl);

const HANDED_OVER: usize = 510;

impl Case for Offboard {
    const NAME: &'static str = "user offboard";
    const SHARE: usize = 5;

    fn new(engine: Engine) -> Self {
        Self(database(engine, HANDED_OVER))
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        restore(&self.0);
    }

    fn args(&self) -> Vec<String> {
        words("user offboard 1 --to 2 --yes")
    }

    fn check(&self) -> Progress {
        let done = count(&self.0, "meetings WHERE created_by = 2");
        assert_eq!(count(&self.0, "meetings WHERE created_by = 1"), HANDED_OVER - done);
        let changed = count(&self.0, "meetctl_history WHERE command = 'user offboard'");
        assert_eq!(changed, done, "what is changed is in the history");
        check(&self.0, "user offboard", done, HANDED_OVER)
    }

    fn check_end(&self, _: Progress, next: &Transcript) {
        assert!(self.check().is_complete(), "{next}");
    }
}

/// In one transaction.
pub struct Merge(Meetctl);

const MERGED: usize = 40;

impl Case for Merge {
    const NAME: &'static str = "user merge";
    /// Merged now, or before: the user is not found.
    const NEXT: &'static [i32] = &[0, 5];
    const SHARE: usize = 5;

    fn new(engine: Engine) -> Self {
        Self(database(engine, MERGED))
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        restore(&self.0);
    }

    fn args(&self) -> Vec<String> {
        words("user merge 1 2 --yes")
    }

    fn check(&self) -> Progress {
        let done = count(&self.0, "meetings WHERE created_by = 2");
        let users = count(&self.0, "users");
        assert_eq!(users, if done > 0 { 2 } else { 3 });
        is_whole(check(&self.0, "user merge", done, MERGED))
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        assert_eq!(next.exit, if before.is_complete() { 5 } else { 0 }, "{next}");
        assert!(self.check().is_complete());
    }
}

/// In one transaction.
pub struct Series(Meetctl);

const OCCURRENCES: usize = 30;

impl Case for Series {
    const NAME: &'static str = "meeting create --repeat";
    /// Booked now, or booked before: the same times are taken.
    const NEXT: &'static [i32] = &[0, 4];
    const SHARE: usize = 5;

    fn new(engine: Engine) -> Self {
        Self(database(engine, 1))
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        restore(&self.0);
    }

    fn args(&self) -> Vec<String> {
        words(&format!(
            "meeting create --title Series --start 2026-07-01T10:00Z --duration 1h --creator 1 \
             --participant 2 --repeat daily --count {OCCURRENCES}"
        ))
    }

    fn check(&self) -> Progress {
        let done = count(&self.0, "meetings WHERE title = 'Series'");
        assert_eq!(count(&self.0, "meeting_participants WHERE user_id = 2"), done);
        is_whole(check(&self.0, "meeting create", done, OCCURRENCES))
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        assert_eq!(next.exit, if before.is_complete() { 4 } else { 0 }, "{next}");
        assert!(self.check().is_complete());
    }
}

/// Undoes that all meetings were cancelled.
pub struct Undo {
    t: Meetctl,
    run: String,
}

const CANCELLED: usize = 40;

impl Case for Undo {
    const NAME: &'static str = "undo";
    /// Undone now, or before: the meetings are not as the run left them.
    const NEXT: &'static [i32] = &[0, 4];
    const SHARE: usize = 5;

    fn new(engine: Engine) -> Self {
        Self { t: database(engine, CANCELLED), run: String::new() }
    }

    fn t(&self) -> &Meetctl {
        &self.t
    }

    fn reset(&mut self) {
        restore(&self.t);
        let ids = (1..=CANCELLED).map(|id| id.to_string());
        let cancel = ["meeting", "cancel"].map(str::to_owned).into_iter().chain(ids);
        self.t.run(cancel).success();
        let entry = self.t.run(["history", "--meeting", "1", "--format", "jsonl"]).success();
        let entry: Value = serde_json::from_str(entry.stdout.trim()).unwrap();
        entry["run"].as_str().unwrap().clone_into(&mut self.run);
    }

    fn args(&self) -> Vec<String> {
        vec!["undo".to_owned(), self.run.clone()]
    }

    fn check(&self) -> Progress {
        let done = count(&self.t, "meetings WHERE status = 'scheduled'");
        is_whole(check(&self.t, "undo", done, CANCELLED))
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        assert_eq!(next.exit, if before.is_complete() { 4 } else { 0 }, "{next}");
        assert!(self.check().is_complete());
    }
}

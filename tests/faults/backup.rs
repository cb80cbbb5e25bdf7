//! Backups and restores among writers, killed, stopped and short of room: the copy is of one
//! moment, and what a database held is there in the end, or what was to replace it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use rusqlite::Connection;

use crate::crew::{alone, say, seed};
use harness::{Engine, Meetctl, wait_for};

const WRITERS: usize = 4;
const JOURNALS: [&str; 2] = ["wal", "delete"];

/// A database of so many megabytes.
fn large(journal: &str, megabytes: usize) -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(WRITERS, 250 * megabytes);
    t.rows(&format!("PRAGMA journal_mode = {journal}"));
    t.sql("UPDATE meetings SET description = hex(randomblob(2000))");
    t
}

fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.busy_timeout(Duration::from_secs(30)).unwrap();
    connection
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The file is whole; how often each of the writers has written in it.
fn sound(path: &Path) -> Connection {
    let connection = open(path);
    let said: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(said, "ok", "{}", path.display());
    assert_eq!(
        number(&connection, "SELECT count(*) FROM pragma_foreign_key_check"),
        0
    );
    connection
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Writes until told to stop: each transaction keeps the sum of two counters at nothing, and adds
/// a user and a meeting.
fn write(file: &Path, writer: usize, stop: &AtomicBool, written: &AtomicU64) {
    let connection = open(file);
    let mut round = 0_u64;
    while !stop.load(Ordering::Relaxed) {
        round += 1;
        let sql = format!(
            "BEGIN IMMEDIATE; \
             UPDATE users SET booking_seq = booking_seq + 1 WHERE id = 1; \
             INSERT INTO users (name, email) VALUES ('W', 'w{writer}-{round}@example.org'); \
             UPDATE meetings SET description = hex(randomblob(2000)) WHERE id = abs(random()) % 500 + 1; \
             INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
             ('W', '2030-01-01 08:00:00', '2030-01-01 09:00:00', 1); \
             UPDATE users SET booking_seq = booking_seq - 1 WHERE id = 2; COMMIT"
        );
        connection.execute_batch(&sql).unwrap();
        written.fetch_add(1, Ordering::Relaxed);
        sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_backup_among_four_writers_is_of_one_moment() {
    let _alone = alone();
    for journal in JOURNALS {
        let t = large(journal, 12);
        let first = number(&open(t.file()), "SELECT count(*) FROM meetings");
        let (stop, written) = (AtomicBool::new(false), AtomicU64::new(0));
        let (mut longest, mut spread) = (Duration::ZERO, Vec::new());
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (stop, written, file) = (&stop, &written, t.file());
                scope.spawn(move || write(file, writer, stop, written));
            }
            wait_for(|| written.load(Ordering::Relaxed) > 20);
            for round in 0..10 {
                let name = format!("b{round}.db");
                let (started, before) = (Instant::now(), written.load(Ordering::Relaxed));
                let run = t.run(["backup", &name, "--json"]);
                longest = longest.max(started.elapsed());
                spread.push(written.load(Ordering::Relaxed) - before);
                if run.exit != 0 {
                    stop.store(true, Ordering::Relaxed);
                }
                run.success();
            }
            stop.store(true, Ordering::Relaxed);
        });
        let mut last = 0;
        for round in 0..10 {
            let copy = sound(&t.folder().join(format!("b{round}.db")));
            let (users, meetings) = (
                number(&copy, "SELECT count(*) FROM users"),
                number(&copy, "SELECT count(*) FROM meetings"),
            );
            let done = meetings - first;
            assert_eq!(users - i64::try_from(WRITERS).unwrap(), done);
            let count = |id| {
                number(
                    &copy,
                    &format!("SELECT booking_seq FROM users WHERE id = {id}"),
                )
            };
            assert_eq!((count(1), count(2)), (done, -done), "half a transaction");
            assert!(done >= last, "older than the backup before it");
            last = done;
        }
        assert!(
            spread.iter().sum::<u64>() > 20,
            "nobody wrote meanwhile: {spread:?}"
        );
        assert!(names(&t.folder()).iter().all(|name| name.starts_with('b')));
        say(format_args!(
            "10 backups among {WRITERS} writers, {journal}: {spread:?} transactions meanwhile, longest {:.2} s",
            longest.as_secs_f32()
        ));
    }
}

/// How many kills a run has; `MEETCTL_TEST_KILLS` sets another figure.
fn kills() -> usize {
    env::var("MEETCTL_TEST_KILLS").map_or(50, |text| text.parse().unwrap())
}

#[test]
fn a_backup_that_is_killed_leaves_nothing_under_its_name() {
    let _alone = alone();
    let t = large("wal", 6);
    let started = Instant::now();
    t.run(["backup", "whole.db"]).success();
    let took = started.elapsed();
    let whole = fs::read(t.folder().join("whole.db")).unwrap();
    let seed = seed();
    let mut dice = StdRng::seed_from_u64(seed);
    let (mut midway, mut done) = (0, 0);
    for _ in 0..kills() {
        let instant = took.mul_f64(dice.random_range(0.0..1.1));
        let running = t.cmd(["backup", "b.db"]).start();
        sleep(instant);
        let _ = fs::metadata(t.folder());
        running.signal("KILL");
        let ended = running.wait();
        assert!([137, 0].contains(&ended.exit), "seed {seed}: {ended}");
        let copy = t.folder().join("b.db");
        if copy.exists() {
            assert!(fs::read(&copy).unwrap() == whole, "seed {seed}");
            fs::remove_file(copy).unwrap();
            done += 1;
        }
        for left in names(&t.folder()) {
            if left != "whole.db" {
                assert!(
                    left.starts_with(".meetctl-") && left.contains(".tmp"),
                    "{left}"
                );
                fs::remove_file(t.folder().join(left)).unwrap();
                midway += 1;
            }
        }
    }
    drop(sound(t.file()));
    t.run(["backup", "b.db"]).success();
    assert!(fs::read(t.folder().join("b.db")).unwrap() == whole);
    say(format_args!(
        "backup, seed {seed}: {} kills, {midway} with half a copy, {done} with a whole one",
        kills()
    ));
}

/// The contents a restore goes between, by the number of their meetings.
struct Stage {
    t: Meetctl,
    old: i64,
    new: i64,
    /// The old content as a file.
    before: PathBuf,
}

impl Stage {
    /// A large database, and the backup `new.db` of another content.
    fn new(journal: &str) -> Self {
        let t = large(journal, 6);
        t.run(["backup", "old.db"]).success();
        t.sql("DELETE FROM meeting_participants WHERE meeting_id > 1000; DELETE FROM meetings WHERE id > 1000");
        t.sql("UPDATE meetings SET description = hex(randomblob(2100))");
        t.run(["backup", "new.db"]).success();
        let stage = Self {
            old: number(
                &open(&t.folder().join("old.db")),
                "SELECT count(*) FROM meetings",
            ),
            new: number(
                &open(&t.folder().join("new.db")),
                "SELECT count(*) FROM meetings",
            ),
            before: t.folder().join("old.db"),
            t,
        };
        stage.reset(journal);
        stage
    }

    fn reset(&self, journal: &str) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(format!("{}{ending}", self.t.file().display()));
        }
        // What a kill leaves beside the database has no name of ours.
        for left in names(self.t.tmp()) {
            if left.starts_with(".meetctl-") {
                fs::remove_file(self.t.tmp().join(left)).unwrap();
            }
        }
        fs::copy(&self.before, self.t.file()).unwrap();
        self.t.rows(&format!("PRAGMA journal_mode = {journal}"));
    }

    /// Whether the database holds the new content; it is whole, and one of the two.
    fn is_replaced(&self) -> bool {
        let database = sound(self.t.file());
        let meetings = number(&database, "SELECT count(*) FROM meetings");
        assert!(
            [self.old, self.new].contains(&meetings),
            "{meetings} meetings"
        );
        let longest = number(&database, "SELECT max(length(description)) FROM meetings");
        let expected = if meetings == self.new { 4200 } else { 4000 };
        assert_eq!(longest, expected, "rows of both");
        meetings == self.new
    }
}

const RESTORE: [&str; 4] = ["restore", "new.db", "--yes", "--no-backup"];

#[test]
fn a_restore_that_is_killed_leaves_the_old_or_the_new() {
    let _alone = alone();
    for journal in JOURNALS {
        let stage = Stage::new(journal);
        let t = &stage.t;
        let started = Instant::now();
        t.run(RESTORE).success();
        let took = started.elapsed();
        assert!(stage.is_replaced());
        let seed = seed();
        let mut dice = StdRng::seed_from_u64(seed);
        let (mut midway, mut done) = (0, 0);
        for _ in 0..kills().div_ceil(JOURNALS.len()) {
            stage.reset(journal);
            let running = t.cmd(RESTORE).start();
            sleep(took.mul_f64(dice.random_range(0.1..1.0)));
            running.signal("KILL");
            let ended = running.wait();
            assert!([137, 0].contains(&ended.exit), "seed {seed}: {ended}");
            let open_ended = ["-journal", "-wal"].iter().any(|ending| {
                fs::metadata(format!("{}{ending}", t.file().display())).is_ok_and(|f| f.len() > 0)
            });
            midway += usize::from(open_ended);
            done += usize::from(stage.is_replaced());
            t.run(RESTORE).success();
            assert!(stage.is_replaced(), "seed {seed}");
        }
        assert_eq!(names(&t.folder()), ["new.db", "old.db"]);
        say(format_args!(
            "restore, {journal}, seed {seed}: {} kills, {midway} in its transaction or log, {done} behind it",
            kills().div_ceil(JOURNALS.len())
        ));
    }
}

#[test]
fn a_restore_into_nothing_that_is_killed_leaves_nothing_or_all() {
    let _alone = alone();
    let stage = Stage::new("wal");
    let t = &stage.t;
    let seed = seed();
    let mut dice = StdRng::seed_from_u64(seed);
    let line = ["--database-url", "m.db", "restore", "new.db"];
    let started = Instant::now();
    t.run(line).success();
    let took = started.elapsed();
    let (made, mut done) = (t.folder().join("m.db"), 0);
    for _ in 0..kills().div_ceil(2) {
        let _ = fs::remove_file(&made);
        let running = t.cmd(line).start();
        sleep(took.mul_f64(dice.random_range(0.1..1.0)));
        running.signal("KILL");
        let _ = running.wait();
        if made.exists() {
            let meetings = number(&sound(&made), "SELECT count(*) FROM meetings");
            assert_eq!(meetings, stage.new, "seed {seed}");
            done += 1;
        } else {
            t.run(line).success();
        }
    }
    say(format_args!(
        "restore into nothing, seed {seed}: {} kills, {done} behind it",
        kills().div_ceil(2)
    ));
}

#[test]
fn a_signal_ends_a_backup_and_leaves_nothing() {
    let _alone = alone();
    let t = large("wal", 40);
    for (signal, exit) in [("INT", 130), ("TERM", 143)] {
        let running = t.cmd(["backup", "b.db"]).start();
        wait_for(|| !names(&t.folder()).is_empty());
        let asked = Instant::now();
        running.signal(signal);
        let ended = running.wait().exits(exit);
        assert!(asked.elapsed() < Duration::from_secs(2), "{ended}");
        assert_eq!(names(&t.folder()), [""; 0], "{ended}");
    }
    t.run(["backup", "b.db"]).success();
}

#[test]
fn a_signal_ends_a_restore_and_leaves_the_old() {
    let _alone = alone();
    for journal in JOURNALS {
        let t = large(journal, 40);
        t.run(["backup", "new.db"]).success();
        t.sql("DELETE FROM meeting_participants; DELETE FROM meetings WHERE id > 9000");
        let old = number(&open(t.file()), "SELECT count(*) FROM meetings");
        let ending = if journal == "wal" { "-wal" } else { "-journal" };
        let side = PathBuf::from(format!("{}{ending}", t.file().display()));
        for (signal, exit) in [("INT", 130), ("TERM", 143)] {
            let running = t.cmd(RESTORE).start();
            wait_for(|| fs::metadata(&side).is_ok_and(|side| side.len() > 100_000));
            let asked = Instant::now();
            running.signal(signal);
            let ended = running.wait().exits(exit);
            assert!(asked.elapsed() < Duration::from_secs(3), "{ended}");
            let now = number(&sound(t.file()), "SELECT count(*) FROM meetings");
            assert_eq!(now, old, "{journal}: {ended}");
        }
        assert_eq!(names(&t.folder()), ["new.db"]);
        t.run(RESTORE).success();
        assert_eq!(
            number(&sound(t.file()), "SELECT count(*) FROM meetings"),
            10_000
        );
    }
}

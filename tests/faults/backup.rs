//! `backup` and `restore` under faults: the copy is of one moment, and in the end the database
//! holds its old content or the new one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use harness::{Engine, Meetctl, Transcript, wait_for};

use crate::case::{Case, Progress};
use crate::processes::{alone, say, words};

const WRITERS: usize = 4;
const JOURNALS: [&str; 2] = ["wal", "delete"];
const RESTORE: &str = "restore new.db --yes --no-backup";

/// A database of this number of megabytes.
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

/// The file is complete; how often each of the writers has written in it.
fn sound(path: &Path) -> Connection {
    let connection = open(path);
    let said: String =
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(said, "ok", "{}", path.display());
    assert_eq!(number(&connection, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    connection
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Writes until asked to stop: each transaction keeps the sum of two counters at nothing, and adds
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
            let copy = sound(&t.directory().join(format!("b{round}.db")));
            let (users, meetings) = (
                number(&copy, "SELECT count(*) FROM users"),
                number(&copy, "SELECT count(*) FROM meetings"),
            );
            let done = meetings - first;
            assert_eq!(users - i64::try_from(WRITERS).unwrap(), done);
            let count =
                |id| number(&copy, &format!("SELECT booking_seq FROM users WHERE id = {id}"));
            assert_eq!((count(1), count(2)), (done, -done), "half a transaction");
            assert!(done >= last, "older than the backup before it");
            last = done;
        }
        assert!(spread.iter().sum::<u64>() > 20, "nobody wrote meanwhile: {spread:?}");
        assert!(names(&t.directory()).iter().all(|name| name.starts_with('b')));
        say(format_args!(
            "10 backups among {WRITERS} writers, {journal}: {spread:?} transactions meanwhile, longest {:.2} s",
            longest.as_secs_f32()
        ));
    }
}

/// Files that a killed run leaves: their names are not those of a backup.
fn remove_leftovers(directory: &Path) -> usize {
    let left = names(directory).into_iter().filter(|name| name.starts_with(".meetctl-"));
    left.map(|name| fs::remove_dir_all(directory.join(name)).unwrap()).count()
}

pub struct Backup {
    t: Meetctl,
    expected: Vec<u8>,
}

impl Case for Backup {
    const NAME: &'static str = "backup";
    const INSTANTS: (f64, f64) = (0.0, 1.1);

    fn new(_: Engine) -> Self {
        let t = large("wal", 6);
        t.run(["backup", "b.db"]).success();
        let expected = fs::read(t.directory().join("b.db")).unwrap();
        Self { t, expected }
    }

    fn t(&self) -> &Meetctl {
        &self.t
    }

    fn reset(&mut self) {
        let _ = fs::remove_file(self.t.directory().join("b.db"));
    }

    fn args(&self) -> Vec<String> {
        words("backup b.db --force")
    }

    /// A backup is complete or has not its name.
    fn check(&self) -> Progress {
        drop(sound(self.t.file()));
        let copy = self.t.directory().join("b.db");
        let started = remove_leftovers(&self.t.directory());
        let complete = copy.exists();
        assert!(!complete || fs::read(&copy).unwrap() == self.expected);
        let done = if complete { 2 } else { started.min(1) };
        Progress { done, of: 2 }
    }

    fn check_end(&self, _: Progress, _: &Transcript) {
        assert!(self.check().is_complete());
        assert_eq!(names(&self.t.directory()), ["b.db"]);
    }
}

/// A large database, and the backup `new.db` of another content.
pub struct Restore<const WAL: bool> {
    t: Meetctl,
    old: i64,
    new: i64,
}

impl<const WAL: bool> Restore<WAL> {
    const JOURNAL: &'static str = if WAL { "wal" } else { "delete" };

    fn side_file(&self) -> PathBuf {
        let ending = if WAL { "-wal" } else { "-journal" };
        PathBuf::from(format!("{}{ending}", self.t.file().display()))
    }
}

impl<const WAL: bool> Case for Restore<WAL> {
    const NAME: &'static str =
        if WAL { "restore, write-ahead log" } else { "restore, rollback journal" };
    const INSTANTS: (f64, f64) = (0.1, 1.0);
    const SHARE: usize = 2;

    fn new(_: Engine) -> Self {
        let t = large(Self::JOURNAL, 6);
        t.run(["backup", "old.db"]).success();
        t.sql("DELETE FROM meeting_participants WHERE meeting_id > 1000; DELETE FROM meetings WHERE id > 1000");
        t.sql("UPDATE meetings SET description = hex(randomblob(2100))");
        t.run(["backup", "new.db"]).success();
        let meetings = |name| {
            let copy = open(&t.directory().join(name));
            number(&copy, "SELECT count(*) FROM meetings")
        };
        let (old, new) = (meetings("old.db"), meetings("new.db"));
        Self { t, old, new }
    }

    fn t(&self) -> &Meetctl {
        &self.t
    }

    fn reset(&mut self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(format!("{}{ending}", self.t.file().display()));
        }
        remove_leftovers(self.t.tmp());
        fs::copy(self.t.directory().join("old.db"), self.t.file()).unwrap();
        self.t.rows(&format!("PRAGMA journal_mode = {}", Self::JOURNAL));
    }

    fn args(&self) -> Vec<String> {
        words(RESTORE)
    }

    /// The database holds the old content or the new one.
    fn check(&self) -> Progress {
        let started = fs::metadata(self.side_file()).is_ok_and(|file| file.len() > 0);
        let database = sound(self.t.file());
        let meetings = number(&database, "SELECT count(*) FROM meetings");
        assert!([self.old, self.new].contains(&meetings), "{meetings}");
        let replaced = meetings == self.new;
        let longest = number(&database, "SELECT max(length(description)) FROM meetings");
        assert_eq!(longest, if replaced { 4200 } else { 4000 }, "rows of both");
        let done = if replaced { 2 } else { usize::from(started) };
        Progress { done, of: 2 }
    }

    fn check_end(&self, _: Progress, _: &Transcript) {
        assert!(self.check().is_complete());
        assert_eq!(names(&self.t.directory()), ["new.db", "old.db"]);
    }
}

/// A restore where no database is.
pub struct RestoreNew(Meetctl, i64);

impl RestoreNew {
    fn file(&self) -> PathBuf {
        self.0.directory().join("m.db")
    }
}

impl Case for RestoreNew {
    const NAME: &'static str = "restore into nothing";
    const INSTANTS: (f64, f64) = (0.1, 1.0);
    const SHARE: usize = 2;

    fn new(_: Engine) -> Self {
        let t = large("wal", 6);
        t.run(["backup", "new.db"]).success();
        let meetings = number(&open(t.file()), "SELECT count(*) FROM meetings");
        Self(t, meetings)
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        let _ = fs::remove_file(self.file());
    }

    fn args(&self) -> Vec<String> {
        words("--database-url m.db restore new.db --yes --no-backup")
    }

    fn check(&self) -> Progress {
        let done = usize::from(self.file().exists());
        if done == 1 {
            let meetings = number(&sound(&self.file()), "SELECT count(*) FROM meetings");
            assert_eq!(meetings, self.1);
        }
        Progress { done, of: 1 }
    }

    fn check_end(&self, _: Progress, _: &Transcript) {
        assert!(self.check().is_complete());
    }
}

#[test]
fn a_signal_ends_a_backup_and_leaves_nothing() {
    let _alone = alone();
    let t = large("wal", 40);
    for (signal, exit) in [("INT", 130), ("TERM", 143)] {
        let running = t.cmd(["backup", "b.db"]).start();
        wait_for(|| !names(&t.directory()).is_empty());
        let asked = Instant::now();
        running.signal(signal);
        let ended = running.wait().exits(exit);
        assert!(asked.elapsed() < Duration::from_secs(2), "{ended}");
        assert_eq!(names(&t.directory()), [""; 0], "{ended}");
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
            let running = t.cmd(words(RESTORE)).start();
            wait_for(|| fs::metadata(&side).is_ok_and(|side| side.len() > 100_000));
            let asked = Instant::now();
            running.signal(signal);
            let ended = running.wait().exits(exit);
            assert!(asked.elapsed() < Duration::from_secs(3), "{ended}");
            let now = number(&sound(t.file()), "SELECT count(*) FROM meetings");
            assert_eq!(now, old, "{journal}: {ended}");
        }
        assert_eq!(names(&t.directory()), ["new.db"]);
        t.run(words(RESTORE)).success();
        assert_eq!(number(&sound(t.file()), "SELECT count(*) FROM meetings"), 10_000);
    }
}

//! `meeting import` under faults: run again, it ends as if nothing had happened.

use std::fmt::Write as _;
use std::fs;

use harness::Break::{CutAfter, CutOn, Random};
use harness::{Engine, Fault, Meetctl, Transcript};

use crate::case::{Broken, Case, Progress, Remote, Rows, Stopped};
use crate::processes::{no_double_bookings, words};

pub const USERS: usize = 4;

/// Line of a file: 15 minutes, consecutive for all users.
pub fn record(number: usize, title: &str) -> String {
    let (day, hour, quarter) = (number / 40 + 1, number % 40 / 4 + 8, number % 4 * 15);
    let creator = number % USERS + 1;
    // Every other one is known by its creator, start and title.
    let uid = if number < 30 || number.is_multiple_of(2) {
        format!("\"uid\":\"u{number}\",")
    } else {
        String::new()
    };
    format!(
        "{{{uid}\"title\":\"{title}{number}\",\"start_time\":\"2026-06-{day:02}T{hour:02}:{quarter:02}:00Z\",\
         \"duration_minutes\":15,\"creator\":{creator},\"participants\":[{}]}}\n",
        (number + 1) % USERS + 1
    )
}

/// A file of records in batches, of which the first quarter changes meetings, and one bad
/// record at the end.
pub struct Import<const RECORDS: usize, const BATCH: usize> {
    t: Meetctl,
    expected: Rows,
}

impl<const RECORDS: usize, const BATCH: usize> Import<RECORDS, BATCH> {
    const STORED: usize = RECORDS / 4;

    fn file() -> String {
        let records: String = (0..RECORDS).map(|n| record(n, "New ")).collect();
        records + "{\"title\":\"Bad\",\"start_time\":\"soon\"}\n"
    }

    fn line(batch: usize) -> Vec<String> {
        words(&format!(
            "meeting import file.jsonl --batch-size {batch} --on-error skip \
             --rejects rejects.jsonl --force --json"
        ))
    }

    /// How many records are in the database: all of some batches, from the first on, none twice.
    fn written(&self) -> usize {
        let titles = self.t.rows("SELECT title FROM meetings").concat();
        let mut written: Vec<usize> = titles
            .iter()
            .filter_map(|title| title.strip_prefix("New "))
            .map(|number| number.parse().unwrap())
            .collect();
        written.sort_unstable();
        assert_eq!(
            written,
            (0..written.len()).collect::<Vec<_>>(),
            "a batch is missing, or one is there twice"
        );
        let old = titles.iter().filter(|title| title.starts_with("Old ")).count();
        assert_eq!(old, Self::STORED.saturating_sub(written.len()));
        written.len()
    }
}

impl<const RECORDS: usize, const BATCH: usize> Case for Import<RECORDS, BATCH> {
    const NAME: &'static str = "meeting import";
    const EXIT: i32 = 8;

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        t.seed_sql(USERS, 0);
        t.write("file.jsonl", Self::file());
        let mut case = Self { t, expected: Rows::new() };
        case.reset();
        let run = case.t.run(Self::line(BATCH)).exits(8).json();
        assert_eq!(
            (&run["created"], &run["updated"], &run["rejected"]),
            (&(RECORDS - Self::STORED).into(), &Self::STORED.into(), &1.into())
        );
        case.expected = dump(&case.t);
        case
    }

    fn t(&self) -> &Meetctl {
        &self.t
    }

    /// Empties the database, but for the meetings that the file changes.
    fn reset(&mut self) {
        let mut sql = String::from(match self.t.engine() {
            Engine::Mariadb => "START TRANSACTION",
            Engine::Sqlite | Engine::Postgres => "BEGIN",
        });
        sql += "; DELETE FROM meeting_participants; DELETE FROM meetings";
        for number in 0..Self::STORED {
            let (hour, minute) = (number / 6, number % 6 * 10);
            write!(
                sql,
                "; INSERT INTO meetings (uid, title, start_time, end_time, created_by) VALUES \
                 ('u{number}', 'Old {number}', '2026-07-01 {hour:02}:{minute:02}:00', \
                 '2026-07-01 {hour:02}:{minute:02}:30', {})",
                number % USERS + 1
            )
            .unwrap();
        }
        self.t.sql(&(sql + "; COMMIT"));
        // A killed run leaves half a file of rejects, in a directory whose name is not ours.
        for entry in fs::read_dir(self.t.directory()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                fs::remove_dir_all(path).unwrap();
            } else if !path.ends_with("file.jsonl") {
                fs::remove_file(path).unwrap();
            }
        }
    }

    fn args(&self) -> Vec<String> {
        Self::line(BATCH)
    }

    fn check(&self) -> Progress {
        is_sound(&self.t);
        let done = self.written();
        assert!(done.is_multiple_of(BATCH), "half a batch: {done} records");
        let rejects = self.t.directory().join("rejects.jsonl").exists();
        assert!(!rejects || done == RECORDS, "rejects of half an import");
        Progress { done, of: RECORDS }
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        let t = &self.t;
        assert_eq!(next.json()["unchanged"], before.done, "{next}");
        assert!(dump(t) == self.expected, "another end: {next}");
        assert!(t.read("rejects.jsonl").contains("\"Bad\""));
        no_double_bookings(t);
        is_sound(t);
        let files = |path| fs::read_dir(path).unwrap().count();
        assert_eq!(files(t.tmp().join("tmp")), 0);
        // The file, its rejects, and those that a killed run had started.
        assert!(files(t.directory()) <= 3);
    }
}

impl<const RECORDS: usize, const BATCH: usize> Stopped for Import<RECORDS, BATCH> {
    const SIGNALS: usize = 2;

    fn has_started(&self) -> Option<bool> {
        Some(self.written() > 0)
    }

    fn check_stopped(&self, run: &Transcript, progress: Progress) {
        let counts = run.json();
        let count = |name: &str| counts[name].as_u64().unwrap();
        let reported = count("created") + count("updated");
        assert_eq!(reported, progress.done as u64, "{run}");
        assert!(run.stderr.contains("interrupted; import the same file again"), "{run}");
        assert!(!progress.is_complete(), "it was over before the signal");
    }
}

impl<const RECORDS: usize, const BATCH: usize> Remote for Import<RECORDS, BATCH> {
    fn faults() -> Vec<Broken> {
        let survives = |fault| Broken { fault, options: "", exits: &[8] };
        let mut all: Vec<Broken> = [
            Fault::times(1, CutOn("INSERT")),
            Fault::times(1, CutAfter("INSERT")),
            Fault::times(1, CutOn("booking_seq")),
            Fault::times(4, CutOn("booking_seq")),
        ]
        .map(survives)
        .into();
        all.extend((1..8).map(|seed| Broken {
            fault: Fault::always(Random(0.03, seed)),
            options: "",
            exits: &[8, 6, 7],
        }));
        all
    }
}

/// Records whose users are created with them: committed before the batch that needs them.
pub struct People(Meetctl, Rows);

impl People {
    const RECORDS: usize = 6;
}

impl Case for People {
    const NAME: &'static str = "meeting import --create-users";
    const COMMITS: &'static [usize] = &[0, 0, 0, 2, 2, 2, 2, 4, 4, 4, 4, 6];

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        let record = |n: usize| {
            format!(
                "{{\"title\":\"New {n}\",\"start_time\":\"2026-06-01T{:02}:00:00Z\",\
                 \"duration_minutes\":60,\"creator\":\"new{n}@example.org\"}}\n",
                8 + n
            )
        };
        let file: String = (0..Self::RECORDS).map(record).collect();
        t.write("people.jsonl", file);
        let mut case = Self(t, Rows::new());
        case.command().run().success();
        case.1 = dump(&case.0);
        case
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        self.0.sql("DELETE FROM meetings; DELETE FROM users");
    }

    fn args(&self) -> Vec<String> {
        words("meeting import people.jsonl --create-users --batch-size 2 --json")
    }

    fn check(&self) -> Progress {
        is_sound(&self.0);
        let meetings = self.0.rows("SELECT COUNT(*) FROM meetings");
        let done: usize = meetings[0][0].parse().unwrap();
        assert!(done.is_multiple_of(2), "half a batch");
        Progress { done, of: Self::RECORDS }
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        assert_eq!(next.json()["unchanged"], before.done, "{next}");
        assert!(dump(&self.0) == self.1, "{next}");
    }
}

/// Everything that an import is about, without ids and times of writing.
pub fn dump(t: &Meetctl) -> Vec<Vec<String>> {
    let mut rows = t.rows(
        "SELECT uid, title, description, start_time, end_time, status, email FROM meetings \
         JOIN users ON users.id = created_by ORDER BY title, start_time, email",
    );
    rows.extend(t.rows(
        "SELECT title, start_time, email FROM meetings JOIN meeting_participants ON meetings.id = meeting_id \
         JOIN users ON users.id = user_id ORDER BY 1, 2, 3",
    ));
    rows.extend(t.rows("SELECT name, email FROM users ORDER BY email"));
    rows
}

/// Files and foreign keys are intact.
pub fn is_sound(t: &Meetctl) {
    if t.engine() == Engine::Sqlite {
        assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]]);
        assert!(t.rows("PRAGMA foreign_key_check").is_empty());
    }
    let orphans = t.rows(
        "SELECT COUNT(*) FROM meeting_participants p LEFT JOIN meetings m ON m.id = p.meeting_id \
         LEFT JOIN users u ON u.id = p.user_id WHERE m.id IS NULL OR u.id IS NULL",
    );
    assert_eq!(orphans, [["0"]]);
}

/// Created and unchanged, as `--json` counts.
pub fn created_and_unchanged(run: &Transcript) -> (u64, u64) {
    let counts = run.json();
    (counts["created"].as_u64().unwrap(), counts["unchanged"].as_u64().unwrap())
}

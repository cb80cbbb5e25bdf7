//! Imports that are killed, stopped or fail at the border of a commit: run again, they end as if
//! nothing had happened.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use crate::crew::{alone, nobody_is_double_booked, say, seed, words};
use harness::{Engine, Meetctl, Transcript, on_every_engine, wait_for};

pub const USERS: usize = 4;
/// Records of a file, each of which writes.
const RECORDS: usize = 120;
/// The first so many of them change a meeting.
const STORED: usize = 30;
const BATCH: usize = 4;

/// Line of a file: a quarter of an hour, in a row for everybody.
pub fn record(number: usize, title: &str) -> String {
    let (day, hour, quarter) = (number / 40 + 1, number % 40 / 4 + 8, number % 4 * 15);
    let creator = number % USERS + 1;
    // Every other one is known by its creator, start and title.
    let uid = if number < STORED || number.is_multiple_of(2) {
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

/// A file of records, one of them bad.
fn file() -> String {
    let records: String = (0..RECORDS).map(|n| record(n, "New ")).collect();
    records + "{\"title\":\"Bad\",\"start_time\":\"soon\"}\n"
}

const ARGS: &str = "meeting import file.jsonl --batch-size 4 --on-error skip --rejects rejects.jsonl --force --json";

/// Empties the database, but for the meetings that the file changes.
fn reset(t: &Meetctl) {
    let mut sql = String::from(match t.engine() {
        Engine::Mariadb => "START TRANSACTION",
        Engine::Sqlite | Engine::Postgres => "BEGIN",
    });
    sql += "; DELETE FROM meeting_participants; DELETE FROM meetings";
    for number in 0..STORED {
        write!(
            sql,
            "; INSERT INTO meetings (uid, title, start_time, end_time, created_by) VALUES \
             ('u{number}', 'Old {number}', '2026-07-01 {:02}:{:02}:00', '2026-07-01 {:02}:{:02}:30', {})",
            number / 6, number % 6 * 10, number / 6, number % 6 * 10, number % USERS + 1
        )
        .unwrap();
    }
    t.sql(&(sql + "; COMMIT"));
    let _ = fs::remove_file(t.folder().join("rejects.jsonl"));
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

/// Files and foreign keys are whole.
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

/// How many records are in the database: all of some batches, from the first on, and none twice.
fn whole_batches(t: &Meetctl) -> usize {
    let titles = t.rows("SELECT title FROM meetings").concat();
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
    assert!(
        written.len().is_multiple_of(BATCH),
        "half a batch: {} records",
        written.len()
    );
    let old = titles
        .iter()
        .filter(|title| title.starts_with("Old "))
        .count();
    assert_eq!(old, STORED.saturating_sub(written.len()));
    written.len()
}

/// A database with the file beside it, and what a run that nobody disturbs makes of them.
struct Stage<'t> {
    t: &'t Meetctl,
    expected: Vec<Vec<String>>,
    took: Duration,
}

impl<'t> Stage<'t> {
    fn new(t: &'t Meetctl) -> Self {
        t.seed_sql(USERS, 0);
        t.write("file.jsonl", file());
        reset(t);
        let started = Instant::now();
        let run = t.run(words(ARGS)).exits(8).json();
        assert_eq!(
            (&run["created"], &run["updated"], &run["rejected"]),
            (&(RECORDS - STORED).into(), &STORED.into(), &1.into())
        );
        let took = started.elapsed();
        assert_eq!(whole_batches(t), RECORDS);
        Self {
            t,
            expected: dump(t),
            took,
        }
    }

    /// Runs again what was broken off, and finds everything as it should be.
    fn finish(&self) {
        let t = self.t;
        is_sound(t);
        let written = whole_batches(t);
        let run = t.run(words(ARGS)).exits(8);
        let counts = run.json();
        assert_eq!(counts["unchanged"], written, "{run}");
        assert!(
            dump(t) == self.expected,
            "not as after a run that nobody disturbed\n{run}"
        );
        assert!(t.read("rejects.jsonl").contains("\"Bad\""));
        nobody_is_double_booked(t);
        let left: Vec<_> = fs::read_dir(t.tmp().join("tmp")).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// How many kills a run has; `MEETCTL_TEST_KILLS` sets another figure.
pub fn kills(engine: Engine) -> usize {
    let default = if engine == Engine::Sqlite { 50 } else { 10 };
    env::var("MEETCTL_TEST_KILLS").map_or(default, |text| text.parse().unwrap())
}

on_every_engine! {
    fn an_import_that_is_killed_is_finished_by_the_next(t: &Meetctl) {
        let _alone = alone();
        let stage = Stage::new(t);
        let seed = seed();
        let mut dice = StdRng::seed_from_u64(seed);
        let (started, mut midway, mut total) = (Instant::now(), 0, 0);
        for _ in 0..kills(t.engine()) {
            reset(t);
            let before = fs::read_dir(t.folder()).unwrap().count();
            let instant = stage.took.mul_f64(dice.random_range(0.0..1.0));
            let running = t.cmd(words(ARGS)).start();
            sleep(instant);
            running.signal("KILL");
            let ended = running.wait();
            assert!([137, 8].contains(&ended.exit), "seed {seed}: {ended}");
            let written = whole_batches(t);
            let kept = t.folder().join("rejects.jsonl").exists();
            assert!(!kept || written == RECORDS, "seed {seed}: rejects of half an import");
            midway += usize::from(written > 0 && written < RECORDS);
            total += 1;
            stage.finish();
            assert!(fs::read_dir(t.folder()).unwrap().count() <= before + 2);
            forget_leftovers(t);
        }
        say(format_args!("import, {:?}, seed {seed}: {total} kills, {midway} of them between two batches, {:.1} s, 0 records lost or twice",
            t.engine(), started.elapsed().as_secs_f32()));
    }

    fn a_signal_ends_an_import_behind_its_batch(t: &Meetctl) {
        let stage = Stage::new(t);
        for (signal, exit) in [("INT", 130), ("TERM", 143)] {
            reset(t);
            let args = ARGS.replace("--batch-size 4", "--batch-size 1");
            let running = t.cmd(words(&args)).start();
            let new = "SELECT COUNT(*) FROM meetings WHERE title LIKE 'New %'";
            let written = || t.rows(new)[0][0].parse::<usize>().unwrap();
            wait_for(|| written() > 0);
            running.signal(signal);
            let asked = Instant::now();
            let ended = running.wait();
            assert!(asked.elapsed() < Duration::from_secs(5));
            let counts = ended.json();
            let told = counts["created"].as_u64().unwrap() + counts["updated"].as_u64().unwrap();
            assert_eq!(told, written() as u64, "{ended}");
            assert_eq!(ended.exit, exit, "{ended}");
            assert!(ended.stderr.contains("interrupted; import the same file again"), "{ended}");
            assert!(told < RECORDS as u64, "it was over before the signal came");
            let again = t.run(words(ARGS)).exits(8).json();
            assert_eq!(again["unchanged"].as_u64().unwrap(), told);
            assert!(dump(t) == stage.expected);
            is_sound(t);
        }
    }

    fn an_import_that_dies_at_any_commit_is_finished_by_the_next(t: &Meetctl) {
        // Newcomers are committed before the batch that needs them.
        let people = |n: usize| format!(
            "{{\"title\":\"New {n}\",\"start_time\":\"2026-06-01T{:02}:00:00Z\",\"duration_minutes\":60,\
             \"creator\":\"new{n}@example.org\"}}\n", 8 + n);
        let file: String = (0..6).map(people).collect();
        t.write("people.jsonl", file);
        let args = words("meeting import people.jsonl --create-users --batch-size 2 --json");
        t.run(&args).success();
        let expected = dump(t);
        let mut borders = 0;
        loop {
            t.sql("DELETE FROM meetings; DELETE FROM users");
            let border = (borders + 1).to_string();
            let ended = t.cmd(&args).env("MEETCTL_FAIL_AT_COMMIT", &border).run();
            if ended.exit == 0 {
                break;
            }
            assert_eq!(ended.exit, 134, "{ended}");
            borders += 1;
            is_sound(t);
            let (created, batches) = (t.rows("SELECT COUNT(*) FROM meetings"), borders / 4);
            assert_eq!(created, [[(2 * batches).to_string()]], "border {border}");
            let again = t.run(&args).success();
            assert_eq!(again.json()["unchanged"], 2 * batches, "{again}");
            assert!(dump(t) == expected, "border {border}\n{again}");
        }
        assert_eq!(borders, 12, "three batches, each with a commit of its newcomers before");
    }
}

/// The half of a file of rejects that a kill leaves has no name of ours.
fn forget_leftovers(t: &Meetctl) {
    for entry in fs::read_dir(t.folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name != "file.jsonl" && name != "rejects.jsonl" {
            fs::remove_file(path).unwrap();
        }
    }
}

/// Created and unchanged, as `--json` counts.
pub fn created_and_unchanged(run: &Transcript) -> (u64, u64) {
    let counts = run.json();
    (
        counts["created"].as_u64().unwrap(),
        counts["unchanged"].as_u64().unwrap(),
    )
}

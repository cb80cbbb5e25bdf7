//! The Flask application and meetctl on one database: SQLAlchemy runs the application's own queries
//! (`tests/flask/application.py`), and its answers stay what they were and are meetctl's.
//!
//! `MEETCTL_TEST_SQLALCHEMY` names a Python that has the packages, as `.ci/run` does.

use std::process::Command;

use harness::{Engine, Meetctl, Row, on_every_engine_empty, python};
use serde_json::{Value, json};

/// The edges of the application's meetings on one day, and of those that the tests add between.
const EDGES: [&str; 12] = [
    "2026-06-02T08:00:00",
    "2026-06-02T09:00:00",
    "2026-06-02T10:00:00",
    "2026-06-02T11:00:00",
    "2026-06-02T12:00:00",
    "2026-06-02T13:00:00",
    "2026-06-02T14:00:00",
    "2026-06-02T14:00:01",
    "2026-06-02T14:30:00",
    "2026-06-02T15:30:00",
    "2026-06-02T16:00:00",
    "2026-06-02T17:00:00",
];

/// The user whose answers are compared: creates meetings, and takes part in others.
const USER: &str = "2";

/// What SQLAlchemy writes on SQLite.
const FORM: &str = "'____-__-__ __:__:__.______'";

on_every_engine_empty! {
    fn adoption_changes_none_of_the_applications_answers(t: &Meetctl) {
        let Some(app) = Application::of(t) else { return };
        app.run("create", &[]);
        let (before, rows) = (app.answers(), t.all_rows());
        app.adopt();
        assert_eq!(app.answers(), before);
        assert_eq!(t.all_rows(), rows);
        app.agrees("adoption");
        app.run("touch", &[]);
        assert_eq!(app.answers(), before);
        app.agrees("the application's own writes");
    }

    fn the_application_is_right_about_what_commands_write(t: &Meetctl) {
        let Some(app) = Application::of(t) else { return };
        app.run("create", &[]);
        app.adopt();
        app.after("user create --name Dan --email dan@example.org");
        app.after("user update 2 --name Benjamin");
        // Between the application's meetings there are two hours, back to back with both.
        let create = "meeting create --title New --creator 2 --participant 1 --start";
        app.after(&format!("{create} 2026-06-02T10:00:00Z --duration 1h"));
        app.after(&format!("{create} 2026-06-02T11:00:00Z --duration 1h"));
        let ids = t.run(["meeting", "list", "--search", "New", "--format", "ids"]).success().ids();
        let (one, other) = (ids[0], ids[1]);
        app.after(&format!("meeting update {one} --start 2026-06-02T10:30:00Z --duration 30m"));
        app.after(&format!("meeting update {one} --title Newer --add-participant 3"));
        app.after("backfill-status --now 2026-06-02T11:00:00Z");
        app.after(&format!("meeting cancel {one} {other}"));
        app.after("user delete dan@example.org --yes");
        app.after(&format!("meeting delete {other} --yes"));
        app.after("user delete 1 --reassign-to 2 --allow-overlap --yes");
        app.run("touch", &[]);
        app.agrees("the application's own writes");
    }

    fn the_application_is_right_about_what_files_bring(t: &Meetctl) {
        let Some(app) = Application::of(t) else { return };
        app.run("create", &[]);
        app.adopt();
        t.write("u.csv", "name,email\nEve,eve@example.org\nBenjamin,ben@example.org\n");
        app.after("user import u.csv");
        let before = t.all_rows()[1].len();
        let header = "title,start_time,end_time,creator,participants,uid\n";
        let row = "CSV,2026-06-02T10:00:00Z,2026-06-02T11:00:00Z,ben@example.org,new@example.org,u1\n";
        t.write("m.csv", format!("{header}{row}"));
        app.after("meeting import m.csv --create-users");
        t.write("m.csv", format!("{header}{}", row.replace("10:00:00Z", "10:30:00Z")));
        app.after("meeting import m.csv");
        t.write(
            "m.jsonl",
            "{\"title\":\"JSON\",\"start_time\":\"2026-06-02T13:00:00+02:00\",\
              \"end_time\":\"2026-06-02T12:00:00Z\",\"creator\":\"ben@example.org\"}\n",
        );
        app.after("meeting import m.jsonl");
        t.write(
            "m.ics",
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:series\r\n\
             DTSTAMP:20260601T000000Z\r\nSUMMARY:Series\r\nDTSTART:20260602T160000Z\r\n\
             DTEND:20260602T170000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        );
        app.after("meeting import m.ics --creator ben@example.org");
        assert_eq!(t.all_rows()[1].len(), before + 5);
        // Also of the application's meetings, of which some have fractions.
        t.run(["meeting", "export", "--output", "all.csv"]).success();
        let rows = t.all_rows();
        app.after("meeting import all.csv");
        assert_eq!(t.all_rows(), rows);
    }

    fn a_free_slot_begins_after_the_last_moment_of_a_meeting(t: &Meetctl) {
        if t.engine() == Engine::Mariadb {
            // It has no room for fractions.
            return;
        }
        t.run(["migrate", "up"]).success();
        t.seed_people(1);
        let row = Row::new("Odd", "2026-06-02 10:00:00.500000", "2026-06-02 11:00:00.500000");
        t.insert_meetings(&[row]);
        let window = ["--user", "1", "--from", "2026-06-02T10:00:00Z", "--to", "2026-06-02T12:00:00Z"];
        let free = ["meeting", "free", "--duration", "30m", "--json"];
        let slots = t.run(free.iter().chain(&window)).success().json();
        assert_eq!(slots[0]["start_time"], "2026-06-02T11:00:01Z");
        let book = ["meeting", "create", "--title", "T", "--creator", "1", "--duration", "30m", "--start"];
        t.run(book.iter().chain(&["2026-06-02T11:00:00Z"])).exits(4);
        t.run(book.iter().chain(&["2026-06-02T11:00:01Z"])).success();
        t.run(book.iter().chain(&["2026-06-02T09:30:00Z"])).success();
    }
}

/// A file of an older meetctl, whose times have no fraction, and a backup of it.
#[test]
fn a_file_of_an_older_version_comes_right_by_migrating() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let Some(app) = Application::of(&t) else { return };
    t.seed_people(2);
    for hour in [8, 9, 10, 12] {
        let start = format!("2026-06-02T{hour:02}:00:00Z");
        let args = ["meeting", "create", "--title", "Old", "--creator", "2", "--start", &start];
        t.run(args.into_iter().chain(["--duration", "1h"])).success();
    }
    let right = app.answers();
    let old = "m20240401_000003_check_meeting_times";
    t.run(["migrate", "down", "--to", old, "--yes"]).success();
    assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE length(start_time) = 19"), [["4"]]);
    t.run(["backup", "old.db"]).success();
    t.run(["migrate", "up"]).success();
    assert_eq!(app.answers(), right);
    app.agrees("migrate up");
    t.run(["restore", "old.db", "--yes"]).success();
    t.run(["migrate", "up"]).success();
    assert_eq!(app.answers(), right);
    app.agrees("restore");
    t.run(["backup", "new.db"]).success();
    t.run(["restore", "new.db", "--yes"]).success();
    app.agrees("backup and restore");
}

/// Other programs write other texts into a SQLite file, before its adoption and after it.
#[test]
fn texts_of_other_programs_come_right_by_adoption_and_doctor() {
    let t = Meetctl::empty(Engine::Sqlite);
    let Some(app) = Application::of(&t) else { return };
    app.run("create", &[]);
    let right = app.answers();
    let spoil = || {
        t.sql(
            "UPDATE meetings SET start_time = datetime(start_time) WHERE id IN (2, 3); \
             UPDATE meetings SET start_time = replace(start_time, ' ', 'T'), \
               end_time = replace(datetime(end_time), ' ', 'T') || 'Z' WHERE id = 4; \
             UPDATE meetings SET created_at = datetime(created_at); \
             UPDATE users SET updated_at = datetime(updated_at) || '+00:00'",
        );
    };
    spoil();
    app.adopt();
    app.agrees("adoption");
    assert_eq!(app.answers(), right);
    spoil();
    t.run(["doctor", "--fix", "--yes"]).success();
    app.agrees("doctor --fix");
    assert_eq!(app.answers(), right);
}

/// The application on the database of a test.
struct Application<'t> {
    t: &'t Meetctl,
    python: String,
}

impl<'t> Application<'t> {
    /// `None`, and noted as skipped, without the Python packages.
    fn of(t: &'t Meetctl) -> Option<Self> {
        let python = python("MEETCTL_TEST_SQLALCHEMY", &["sqlalchemy", "pg8000", "pymysql"])?;
        Some(Self { t, python })
    }

    fn run(&self, command: &str, args: &[&str]) -> String {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/flask/application.py");
        let mut python = Command::new(&self.python);
        let output = python.args([script, self.t.url(), command]).args(args).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What its queries answer. The script fails where that is not what the stored times say.
    fn answers(&self) -> Value {
        serde_json::from_str(&self.run("answers", &EDGES)).unwrap()
    }

    fn adopt(&self) {
        self.t.run(["migrate", "baseline"]).success();
        self.t.run(["migrate", "up"]).success();
    }

    /// Runs a command, after which both must agree.
    fn after(&self, line: &str) {
        self.t.run(line.split(' ')).success();
        self.agrees(line);
    }

    /// Its answers are meetctl's, and on SQLite every time has the text that it writes.
    fn agrees(&self, after: &str) {
        let answers = self.answers();
        let ask = |args: &[&str]| self.t.run(args.iter().chain(&["--json"])).success().json();
        let ids = |args: &[&str]| -> Vec<Value> {
            let found = ask(args);
            found.as_array().unwrap().iter().map(|meeting| meeting["id"].clone()).collect()
        };
        for answer in answers["users"][USER].as_array().unwrap() {
            let window =
                ["--user", USER, "--from", time(answer, "from"), "--to", time(answer, "to")];
            let overlaps = [&["meeting", "overlaps", "--include-cancelled"], &window[..]].concat();
            assert_eq!(json!(ids(&overlaps)), answer["overlapping"], "{after}: {overlaps:?}");
            let list = [&["meeting", "list", "--all"], &window[..]].concat();
            assert_eq!(json!(ids(&list)), answer["by_user"], "{after}: {list:?}");
        }
        let stats = ask(&["stats", "user", USER]);
        for (field, value) in answers["stats"][USER].as_object().unwrap() {
            let both = stats[field].as_f64().zip(value.as_f64());
            let alike = both.is_some_and(|(ours, its)| (ours - its).abs() < 1e-6);
            assert!(alike, "{after}: {field}: {both:?}");
        }
        for (year, counts) in answers["monthly"].as_object().unwrap() {
            let months = pick(
                &ask(&["stats", "monthly", "--year", year]),
                |row| json!({"month": row["month"], "count": row["count"]}),
            );
            assert_eq!(&months, counts, "{after}: {year}");
        }
        let active = pick(
            &ask(&["stats", "active"]),
            |row| json!({"user_id": row["user"]["id"], "meeting_count": row["meeting_count"]}),
        );
        assert_eq!(active, answers["active"], "{after}");
        if self.t.engine() == Engine::Sqlite {
            assert_eq!(self.other_texts(), [["0"]], "{after}");
        }
    }

    fn other_texts(&self) -> Vec<Vec<String>> {
        let other = |column: &str| format!("({column} NOT LIKE {FORM})");
        let meetings = ["start_time", "end_time", "created_at", "updated_at"].map(other);
        let users = ["created_at", "updated_at"].map(other);
        self.t.rows(&format!(
            "SELECT (SELECT COUNT(*) FROM meetings WHERE {}) + (SELECT COUNT(*) FROM users WHERE {})",
            meetings.join(" OR "),
            users.join(" OR ")
        ))
    }
}

fn time<'a>(answer: &'a Value, name: &str) -> &'a str {
    answer[name].as_str().unwrap()
}

fn pick(rows: &Value, of: impl Fn(&Value) -> Value) -> Value {
    rows.as_array().unwrap().iter().map(of).collect()
}

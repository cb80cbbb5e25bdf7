//! `meetctl meeting import` into PostgreSQL writes by COPY, and every text arrives as on any engine.

use std::fmt::Write as _;

use harness::{Engine, Meetctl, Transcript, on_every_engine};

use crate::meeting_import::counts;

/// What means something to COPY, in one field each.
const TEXTS: [&str; 8] =
    ["\\N", "\\.", "a\\tb", "\\", "\\\\", "tab\there", "line\n\\.\nline\r\n", "{\"a\",NULL} 🗓 é"];

/// A file with each of the texts as uid, title and description; no uid and no title has a line break.
fn file(texts: &[&str], year: u16) -> String {
    let mut csv = String::from("uid,title,description,start_time,end_time,creator,participants\n");
    for (n, text) in texts.iter().enumerate() {
        let quoted = text.replace('"', "\"\"");
        let line = quoted.split('\n').next().unwrap_or_default().replace('\t', " ");
        // Writing to a String cannot fail.
        let _ = writeln!(
            csv,
            "\"{line}{year}\",\"{line}\",\"{quoted}\",{year}-07-01T{n:02}:00:00Z,{year}-07-01T{n:02}:30:00Z,1,2;3"
        );
    }
    csv
}

fn import(t: &Meetctl, year: u16, more: &[&str]) -> Transcript {
    t.write("file.csv", file(&TEXTS, year));
    t.run(["meeting", "import", "file.csv", "--json"].iter().chain(more))
}

/// The tables that statements of a run have copied to.
fn copies(run: &Transcript) -> Vec<&str> {
    let copies = run.stderr.lines().filter_map(|line| line.split_once(": COPY "));
    copies.filter_map(|(_, statement)| statement.split(' ').next()).collect()
}

on_every_engine! {
    fn every_text_arrives(t: &Meetctl) {
        t.seed_sql(3, 0);
        let number = TEXTS.len() as u64;
        assert_eq!(counts(&import(t, 2026, &[]).success()), [number, number, 0, 0, 0, 0]);
        let stored = t.run(["meeting", "export", "--format", "jsonl"]).success();
        let stored: Vec<serde_json::Value> =
            stored.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for (meeting, text) in stored.iter().zip(TEXTS) {
            assert_eq!(meeting["description"], text);
            assert_eq!(meeting["participants"].as_array().map(Vec::len), Some(2));
        }
        assert_eq!(stored.len(), TEXTS.len());
        assert_eq!(stored[0]["title"], "\\N");
        assert_eq!(stored[0]["uid"], "\\N2026");
        assert_eq!(stored[1]["title"], "\\.");
        assert_eq!(counts(&import(t, 2026, &[]).success()), [number, 0, 0, number, 0, 0]);
    }

    fn the_version_of_an_event_arrives(t: &Meetctl) {
        t.seed_sql(3, 0);
        let event = |sequence| format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a\\\\N\nDTSTAMP:20260101T000000Z\n\
             SEQUENCE:{sequence}\nDTSTART:20260101T1{sequence}0000Z\nDTEND:20260101T1{sequence}3000Z\n\
             SUMMARY:A\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        let read = |sequence| {
            t.write("file.ics", event(sequence));
            t.run(["meeting", "import", "file.ics", "--creator", "1", "--json"]).success()
        };
        assert_eq!(counts(&read(2)), [1, 1, 0, 0, 0, 0]);
        // An older version changes nothing.
        assert_eq!(read(1).json()["updated"], 0);
        assert_eq!(read(3).json()["updated"], 1);
    }
}

/// COPY is used where it means the same as INSERT: a rule would not see its rows.
#[test]
fn rules_are_heeded() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_sql(3, 0);
    assert_eq!(copies(&import(&t, 2026, &["-vv"]).success()), ["meetings", "meeting_participants"]);
    t.superuser_sql(
        "CREATE TABLE noted (id BIGINT); GRANT ALL ON noted TO PUBLIC; \
         CREATE RULE note AS ON INSERT TO meetings DO ALSO INSERT INTO noted VALUES (NEW.id)",
    );
    assert!(copies(&import(&t, 2027, &["-vv"]).success()).is_empty());
    assert_eq!(t.rows("SELECT COUNT(*) FROM noted"), [[TEXTS.len().to_string()]]);
}

/// A row that the server refuses in the middle of a COPY undoes its batch, and says why.
#[test]
fn a_refused_row_undoes_the_batch() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_sql(3, 0);
    t.superuser_sql("ALTER TABLE meetings ADD CONSTRAINT no_dots CHECK (title <> '\\.')");
    let refused = import(&t, 2026, &[]).exits(1);
    assert!(refused.stderr.contains("no_dots"), "{refused}");
    assert!(t.rows("SELECT id FROM meetings").is_empty());
    t.superuser_sql("ALTER TABLE meetings DROP CONSTRAINT no_dots");
    import(&t, 2026, &[]).success();
}

/// `--slow-query` shows a COPY, which the driver does not report.
#[test]
fn a_slow_copy_is_shown() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_sql(3, 0);
    let run = import(&t, 2026, &["--slow-query", "0"]).success();
    assert!(
        run.stderr
            .lines()
            .any(|line| line.starts_with("slow sql") && line.contains("COPY meetings")),
        "{run}"
    );
    assert!(copies(&import(&t, 2027, &["--slow-query", "60000"]).success()).is_empty());
    let slow = |args: &[&str]| {
        let run = t.run(args.iter().chain(&["--slow-query", "0"])).success();
        run.stderr
            .lines()
            .filter(|line| line.starts_with("slow sql") && line.contains(": COPY "))
            .count()
    };
    // A restore writes each table, and reads it again.
    assert!(slow(&["backup", "a.db"]) >= 3);
    assert!(slow(&["restore", "a.db", "--yes", "--no-backup"]) >= 6);
}

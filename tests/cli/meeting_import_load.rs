//! `meetctl meeting import` of many records into a database without meetings: one transaction, after which
//! everything is as batches leave it.

use std::fmt::Write as _;

use harness::{Engine, Meetctl, Transcript, on_every_engine};

use crate::meeting_import::counts;

/// More than one statement writes.
const RECORDS: usize = 2100;

/// A file of consecutive meetings, of which every third has no uid.
fn file(records: usize) -> String {
    let mut csv = String::from("uid,title,description,start_time,end_time,creator,participants\n");
    for n in 0..records {
        let (day, hour, minute) = (n / 240 % 28 + 1, n / 10 % 24, n % 10 * 6);
        writeln!(
            csv,
            "{},T{n},{},2026-07-{day:02}T{hour:02}:{minute:02}:00Z,2026-07-{day:02}T{hour:02}:{minute:02}:30Z,\
             {},new{}@example.org;2",
            if n % 3 == 0 { String::new() } else { format!("u{n}") },
            ["", "Längliche Beschreibung 🗓"][n % 2],
            n % 3 + 1,
            n % 5,
        )
        .unwrap();
    }
    csv
}

/// An import that loads if `from` records are there.
fn import(t: &Meetctl, from: &str, more: &[&str]) -> Transcript {
    let args = ["meeting", "import", "file.csv", "--create-users", "--json"];
    t.cmd(args.iter().chain(more)).env("MEETCTL_LOAD_FROM", from).run()
}

/// Whether all of it was written at once: each guard row was changed once.
fn was_loaded(t: &Meetctl) -> bool {
    let most = t.rows("SELECT MAX(booking_seq) FROM users").remove(0).remove(0);
    most == "1"
}

on_every_engine! {
    fn it_leaves_what_batches_leave(t: &Meetctl) {
        let other = Meetctl::migrated(t.engine());
        let schema = t.schema();
        for (t, more) in [(t, &[][..]), (&other, &["--batch-size", "500"])] {
            t.seed_sql(3, 0);
            t.write("file.csv", file(RECORDS));
            let run = import(t, "1000", more).success();
            assert_eq!(counts(&run), [RECORDS as u64, RECORDS as u64, 0, 0, 0, 0]);
            assert_eq!(run.json()["users_created"], 5);
            assert_eq!(was_loaded(t), more.is_empty());
            assert_eq!(t.schema(), schema);
        }
        assert_eq!(t.rows("SELECT COUNT(*) FROM meeting_participants")[0][0], (RECORDS * 2).to_string());
        let rows = |t: &Meetctl| {
            t.rows("SELECT uid, title, description, start_time, end_time, status, created_by, m.created_at, email \
                    FROM meetings m JOIN meeting_participants ON meeting_id = m.id JOIN users u ON u.id = user_id \
                    ORDER BY title, email")
        };
        assert_eq!(rows(t), rows(&other));
        let history = t.run(["history", "--json"]).success().json();
        assert_eq!(history[0]["after"]["created"], RECORDS, "{history}");
        assert_eq!(history[0]["after"]["users_created"], 5);
        // What is stored now is known by the next import, and new ids are free.
        assert_eq!(counts(&import(t, "1", &[]).success()), [RECORDS as u64, 0, 0, RECORDS as u64, 0, 0]);
        t.run(["meeting", "create", "--title", "One more", "--creator", "1", "--start", "2027-01-01T10:00Z", "--duration", "1h"]).success();
        t.run(["doctor", "--check", "--fail-on", "error"]).success();
    }

    fn rejected_records_are_left_out(t: &Meetctl) {
        t.seed_sql(3, 0);
        let bad = "b1,Twice,,2026-07-01T00:00:00Z,2026-07-01T00:00:20Z,2,only@example.org\n\
                   u1,Same uid,,2027-07-01T00:00:00Z,2027-07-01T00:00:20Z,2,\n\
                   b2,Bad,,soon,2026-07-01T00:00:20Z,2,\n\
                   b3,Good,,2027-07-01T00:00:00Z,2027-07-01T00:00:20Z,2,last@example.org\n";
        t.write("file.csv", file(RECORDS) + bad);
        let refused = import(t, "1000", &[]).exits(1);
        assert!(t.rows("SELECT id FROM meetings").is_empty(), "{refused}");
        let run = import(t, "1000", &["--on-error", "skip", "--rejects", "rejects.csv"]).exits(8);
        assert_eq!(counts(&run), [RECORDS as u64 + 4, RECORDS as u64 + 1, 0, 0, 3, 1]);
        assert!(was_loaded(t));
        let rejects = t.read("rejects.csv");
        assert_eq!(rejects.lines().count(), 4, "{rejects}");
        assert!(rejects.contains("double booking: ") && rejects.contains("has the same uid"));
        let only = t.rows("SELECT email FROM users WHERE email IN ('only@example.org', 'last@example.org')");
        assert_eq!(only, [["last@example.org"]], "a user of a rejected record alone");
    }

    fn large_batches_leave_the_indexes_too(t: &Meetctl) {
        let schema = t.schema();
        t.seed_sql(3, 400);
        t.write("file.csv", file(RECORDS));
        let run = import(t, "500", &["--batch-size", "700", "--allow-overlap"]).success();
        assert_eq!(run.json()["created"], RECORDS);
        assert_eq!(t.schema(), schema);
        assert_eq!(t.run(["meeting", "list", "--format", "count"]).success().stdout, format!("{}\n", RECORDS + 400));
        if t.engine() == Engine::Sqlite {
            assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]]);
        }
        // A uid that is stored under another creator is found, not written twice.
        t.write("file.csv", "uid,title,start_time,end_time,creator\nu1,Other,2028-07-01T00:00:00Z,2028-07-01T01:00:00Z,2\n");
        assert_eq!(counts(&import(t, "1", &[]).success()), [1, 0, 1, 0, 0, 0]);
    }
}

/// Where somebody reads the tables, PostgreSQL does not lock them: batches are written.
#[test]
fn a_reader_is_not_waited_for() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_sql(3, 0);
    t.write("file.csv", file(RECORDS));
    let reader = t.hold("BEGIN; SELECT * FROM meetings");
    let run = import(&t, "1000", &[]).success();
    assert_eq!(run.json()["created"], RECORDS);
    assert!(!was_loaded(&t));
    reader.commit();
}

/// A user who may write rows and does not own the tables writes batches.
#[test]
fn the_owner_of_the_tables_alone_makes_indexes() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    let schema = t.schema();
    t.seed_sql(3, 0);
    t.write("file.csv", file(RECORDS));
    t.superuser_sql("ALTER TABLE meetings OWNER TO CURRENT_USER");
    let user = t.rows("SELECT CAST(current_user AS TEXT)").remove(0).remove(0);
    t.superuser_sql(&format!(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON meetings TO \"{user}\"; \
         GRANT ALL ON SEQUENCE meetings_id_seq TO \"{user}\""
    ));
    let run = import(&t, "1000", &[]).success();
    assert_eq!(run.json()["created"], RECORDS);
    assert!(!was_loaded(&t));
    assert_eq!(t.schema(), schema);
}

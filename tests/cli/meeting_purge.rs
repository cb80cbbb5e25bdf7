//! `meetctl meeting purge`

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use harness::{Engine, Meetctl, Row, Transcript, on_every_engine, snapshot};

/// Before the clock of the tests, 08:00: the hours of three people, of all statuses.
fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    let day = |title: &str, from: &str, to: &str| {
        Row::new(title, &format!("2026-05-20 {from}:00"), &format!("2026-05-20 {to}:00"))
    };
    t.insert_meetings(&[
        day("Plan", "09:00", "10:00").with(&[2, 3]).described("Line one\nline \"two\" é 👩‍💻"),
        day("Off", "10:00", "11:00").by(2).status("cancelled"),
        day("At noon", "11:00", "12:00").by(3).with(&[1]).status("completed"),
        // Two of one creator at one time, which an import knows apart by nothing.
        day("Off", "10:00", "11:00").by(2).status("cancelled"),
        day("Later", "12:00", "12:01").with(&[1]),
        Row::today("Today", "10:00", "11:00").with(&[2]),
    ]);
    t.sql("UPDATE meetings SET uid = 'abc@example.org' WHERE id = 3");
    t.sql("INSERT INTO meetctl_imported (meeting_id, event_uid, sequence_number) VALUES (3, 'abc@example.org', 2)");
}

const NOON: &str = "2026-05-20T12:00:00Z";

fn purge(t: &Meetctl, args: &[&str]) -> Transcript {
    t.run(["meeting", "purge", "--json"].iter().chain(args))
}

fn export(t: &Meetctl) -> String {
    t.run(["meeting", "export", "--format", "jsonl"]).success().stdout
}

fn ids(t: &Meetctl) -> Vec<String> {
    t.rows("SELECT id FROM meetings ORDER BY id").concat()
}

/// The records of an archive, each complete.
fn archived(t: &Meetctl, name: &str) -> Vec<Value> {
    let text = t.read(name);
    assert!(text.is_empty() || text.ends_with('\n'), "{text}");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

on_every_engine! {
    fn what_has_ended_moves_to_the_archive_and_back(t: &Meetctl) {
        seed(t);
        let (before, tables) = (export(t), t.tables());
        let plan = purge(t, &["--before", NOON, "--archive", "old.jsonl", "--dry-run"]).success();
        assert_eq!((&plan.json()["deleted"], &plan.json()["dry_run"]), (&4.into(), &true.into()));
        assert_eq!(t.tables(), tables);
        assert!(!t.directory().join("old.jsonl").exists());

        let done = purge(t, &["--before", NOON, "--archive", "old.jsonl", "--batch-size", "2", "--yes"]);
        assert_eq!(done.success().json(), json!({
            "before": NOON, "examined": 4, "deleted": 4, "archived": 4, "skipped": 0,
            "archive": "old.jsonl", "batches": 3, "dry_run": false, "complete": true,
        }));
        // A meeting that ends at that moment is over; one that ends a minute later is not.
        assert_eq!(ids(t), ["5", "6"]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meeting_participants"), [["2"]]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_imported"), [["0"]]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_lock"), [["0"]]);
        let records = archived(t, "old.jsonl");
        assert_eq!(records.len(), 4);
        let noon = records.iter().find(|record| record["id"] == 3).unwrap();
        assert_eq!(noon, &json!({
            "id": 3, "uid": "abc@example.org", "title": "At noon", "description": "",
            "start_time": "2026-05-20T11:00:00Z", "end_time": NOON, "status": "completed",
            "creator": {"name": "Cleo", "email": "cleo@example.org"},
            "participants": [{"name": "Ada", "email": "ada@example.org"}],
            "created_at": "2026-05-01T09:00:00Z", "updated_at": "2026-05-01T09:00:00Z",
        }));
        let mode = fs::metadata(t.directory().join("old.jsonl")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);

        // One row of the history for all batches.
        let rows = t.rows("SELECT command, kind, new_values FROM meetctl_history WHERE command = 'meeting purge'");
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(row[..2], ["meeting purge", "run"]);
        let counts: Value = serde_json::from_str(&row[2]).unwrap();
        assert_eq!((&counts["deleted"], &counts["archived"]), (&4.into(), &4.into()));
        assert_eq!((&counts["before"], &counts["archive"]), (&NOON.into(), &"old.jsonl".into()));

        let back = t.run(["meeting", "import", "old.jsonl", "--json"]).success().json();
        assert_eq!((&back["created"], &back["rejected"]), (&4.into(), &0.into()));
        assert_eq!(export(t), before);
        let again = t.run(["meeting", "import", "old.jsonl", "--json"]).success().json();
        assert_eq!(again["unchanged"], 4);
    }

    fn a_status_limits_what_is_deleted(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(["meeting", "purge", "--before", NOON, "--status", "cancelled", "--yes", "-q"]), @r#"
        $ meetctl meeting purge --before 2026-05-20T12:00:00Z --status cancelled --yes -q
        exit: 0
        --- stdout
        --- stderr
        "#);
        assert_eq!(ids(t), ["1", "3", "5", "6"]);
        let rest = ["--before", NOON, "--status", "completed", "--status", "scheduled", "--yes"];
        assert_eq!(purge(t, &rest).success().json()["deleted"], 2);
        assert_eq!(ids(t), ["5", "6"]);
        let tables = t.tables();
        let none = purge(t, &rest).success().json();
        assert_eq!((&none["deleted"], &none["batches"], &none["complete"]), (&0.into(), &0.into(), &true.into()));
        snapshot!(t.run(["meeting", "purge", "--before", NOON]), @r#"
        $ meetctl meeting purge --before 2026-05-20T12:00:00Z
        exit: 0
        --- stdout
        --- stderr
        No meetings ended by 2026-05-20 12:00Z.
        "#);
        assert_eq!(t.tables(), tables);
    }

    fn nothing_is_deleted_without_a_yes(t: &Meetctl) {
        seed(t);
        let tables = t.tables();
        snapshot!(t.run(["meeting", "purge", "--before", NOON]), @r#"
        $ meetctl meeting purge --before 2026-05-20T12:00:00Z
        exit: 4
        --- stdout
        --- stderr
        error: not confirmed: delete 4 meetings that ended by 2026-05-20 12:00Z?
          1 scheduled
          1 completed
          2 cancelled
          without --archive nothing of them is preserved
        hint: add --yes to confirm
        "#);
        let line = ["meeting", "purge", "--before", NOON, "--archive", "old.jsonl", "--no-input"];
        let asked = t.run(line).exits(4);
        assert!(asked.stderr.contains("they are appended to old.jsonl first"), "{asked}");
        assert!(!t.directory().join("old.jsonl").exists());
        t.run(["--read-only", "meeting", "purge", "--before", NOON, "--yes"]).exits(4);
        t.run(["--read-only", "meeting", "purge", "--before", NOON, "--dry-run"]).success();
        assert_eq!(t.tables(), tables);
    }

    fn what_an_import_would_refuse_is_not_deleted(t: &Meetctl) {
        seed(t);
        t.sql("UPDATE users SET email = 'nobody' WHERE id = 2");
        let args = ["--before", NOON, "--archive", "old.jsonl", "--batch-size", "1", "--yes"];
        let run = purge(t, &args).exits(8);
        let record = run.json();
        assert_eq!((&record["deleted"], &record["archived"]), (&1.into(), &1.into()));
        assert_eq!((&record["skipped"], &record["examined"]), (&3.into(), &4.into()));
        assert!(run.stderr.contains("meeting 4 was not deleted: an import would refuse it: creator"), "{run}");
        assert_eq!(ids(t), ["1", "2", "4", "5", "6"]);
        assert_eq!(archived(t, "old.jsonl").len(), 1);
        // The next run, with larger batches, skips them again; without an archive they are deleted.
        purge(t, &["--before", NOON, "--archive", "old.jsonl", "--yes"]).exits(8);
        assert_eq!(archived(t, "old.jsonl").len(), 1);
        assert_eq!(purge(t, &["--before", NOON, "--yes"]).success().json()["deleted"], 3);
    }

    fn an_interrupted_run_is_finished_with_each_meeting_once(t: &Meetctl) {
        seed(t);
        let before = export(t);
        let line = ["meeting", "purge", "--before", NOON, "--archive", "old.jsonl", "--yes", "--json"];
        let killed = |border: &str| {
            let run = t.cmd(line).env("MEETCTL_FAIL_AT_COMMIT", border).env("MEETCTL_LEASE_MS", "300");
            run.run().exits(134);
            assert!(!t.read("old.jsonl").ends_with('\n'));
            t.wait_for_other_sessions();
            t.wait_for_leases();
        };
        // Before the first commit: what is written is not deleted, and changes meanwhile.
        killed("1");
        assert_eq!(ids(t).len(), 6);
        t.run(["meeting", "update", "1", "--title", "Changed", "--allow-overlap"]).success();
        // After it: what is written is deleted.
        killed("2");
        assert_eq!(ids(t).len(), 5);
        t.write("old.jsonl", t.read("old.jsonl") + "\n{\"id\":77,\"uid\":null,\"tit");
        let rest = t.run(line).success();
        assert_eq!(rest.json()["deleted"], 3);
        assert_eq!(ids(t), ["5", "6"]);
        let mut found: Vec<i64> =
            archived(t, "old.jsonl").iter().map(|record| record["id"].as_i64().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found, [1, 2, 3, 4]);
        t.run(["meeting", "import", "old.jsonl"]).success();
        assert_eq!(export(t), before.replace("\"Plan\"", "\"Changed\""));
    }
}

#[test]
fn the_name_of_the_database_confirms() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let name = t.file().file_name().unwrap().to_str().unwrap().to_owned();
    let args = ["meeting", "purge", "--before", NOON];
    for wrong in ["y\r", "yes\r", "\r"] {
        t.cmd(args).answer("Type the name of the database", wrong).on_terminal(100).exits(4);
    }
    assert_eq!(ids(&t).len(), 6);
    t.cmd(args)
        .answer("Type the name of the database", &format!("{name}\r"))
        .on_terminal(100)
        .success();
    assert_eq!(ids(&t).len(), 2);
}

#[test]
fn what_cannot_be_right_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let tables = t.tables();
    let base = ["meeting", "purge", "--yes", "--before", NOON];
    for wrong in ["-", "old.csv", "old.ics", "old.json", "old.jsonl.gz"] {
        t.run(base.iter().chain(&["--archive", wrong])).exits(2);
    }
    for wrong in [["--batch-size", "0"], ["--batch-size", "10001"], ["--status", "over"]] {
        t.run(base.iter().chain(&wrong)).exits(2);
    }
    t.run(["meeting", "purge", "--yes"]).exits(2);
    t.run(["meeting", "purge", "--yes", "--before", "2026-06-01T08:00:01Z"]).exits(2);
    t.run(["meeting", "purge", "--before", "now", "--dry-run"]).success();
    // What is there already is not touched.
    let database = t.file().to_str().unwrap();
    t.run(base.iter().chain(&["--archive", database])).exits(2);
    t.run(["meeting", "export", "--output", "export.jsonl"]).success();
    t.write("notes", "buy milk");
    for other in ["export.jsonl", "notes"] {
        let text = t.read(other);
        let run = purge(&t, &["--yes", "--before", NOON, "--archive", other]).exits(4);
        assert_eq!(run.error_json()["code"], "not_an_archive");
        assert_eq!(t.read(other), text);
    }
    std::os::unix::fs::symlink("notes", t.directory().join("link")).unwrap();
    let run = purge(&t, &["--yes", "--before", NOON, "--archive", "link"]).exits(4);
    assert_eq!(run.error_json()["code"], "not_a_file");
    purge(&t, &["--yes", "--before", NOON, "--archive", "no/old.jsonl"]).exits(5);
    assert_eq!(t.tables(), tables);
    for engine in [Engine::Postgres, Engine::Mariadb].into_iter().filter(|e| e.is_available()) {
        let t = Meetctl::migrated(engine);
        t.run(base.iter().chain(&["--vacuum"])).exits(2);
    }
}

#[test]
fn a_file_is_made_smaller_on_request() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 5000);
    t.sql("UPDATE meetings SET start_time = replace(start_time, '2026-0', '2025-0'), end_time = replace(end_time, '2026-0', '2025-0')");
    let size = || fs::metadata(t.file()).unwrap().len();
    let line = ["meeting", "purge", "--yes", "--before", "2026-01-01"];
    let full = size();
    let noted = t.run(line).success();
    assert!(noted.stderr.contains("--vacuum makes it smaller"), "{noted}");
    assert!(size() >= full);
    let shrunk = t.run(line.iter().chain(&["--vacuum"])).success();
    assert!(shrunk.stderr.contains("Made the file smaller: "), "{shrunk}");
    assert!(size() < full / 2, "{} of {full}", size());
    t.run(["doctor", "--check"]).success();
}

/// Another run holds the lease, or the archive.
#[test]
fn only_one_run_at_a_time() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t.run(["meeting", "purge", "--yes", "--before", "2026-05-20T10:00Z"]).success();
    t.sql(
        "INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
         VALUES ('purge', 'pid 1 on elsewhere', 't', 0, 0, (unixepoch() + 50) * 1000)",
    );
    let refused = purge(&t, &["--yes", "--before", NOON]).exits(7).error_json();
    assert_eq!(
        (&refused["code"], &refused["owner"]),
        (&"already_running".into(), &"pid 1 on elsewhere".into())
    );
    // The backfill has another lease.
    t.run(["backfill-status"]).success();
}

/// Times that `SQLAlchemy` or other programs write, in one file.
#[test]
fn the_form_of_a_text_moves_no_border() {
    for fraction in ["", ".0", ".000000"] {
        let t = Meetctl::migrated(Engine::Sqlite);
        t.seed_sql(1, 0);
        let row = |title: &str, end: &str| {
            Row::new(
                title,
                &format!("2026-05-20 09:00:00{fraction}"),
                &format!("2026-05-20 {end}{fraction}"),
            )
            .verbatim()
        };
        t.insert_meetings(&[row("A", "12:00:00"), row("B", "12:00:01"), row("C", "11:59:59")]);
        purge(&t, &["--before", NOON, "--archive", "old.jsonl", "--batch-size", "1", "--yes"])
            .success();
        assert_eq!(ids(&t), ["2"], "{fraction}");
        assert_eq!(archived(&t, "old.jsonl").len(), 2);
    }
}

/// A time that is not one does not say that a meeting has ended.
#[test]
fn a_meeting_whose_end_is_not_a_time_stays() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t.sql("PRAGMA ignore_check_constraints = 1; UPDATE meetings SET end_time = '' WHERE id = 1");
    let run = purge(&t, &["--before", NOON, "--yes"]).exits(8);
    assert_eq!((&run.json()["deleted"], &run.json()["skipped"]), (&3.into(), &1.into()));
    assert!(run.stderr.contains("meeting 1 was not deleted: its end is not a time"), "{run}");
    assert_eq!(ids(&t), ["1", "5", "6"]);
}

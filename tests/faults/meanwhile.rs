//! Another session changes a meeting, or books, between the moment a command has read it and that in
//! which it writes.

use std::thread;
use std::time::Duration;

use serde_json::Value;

use harness::{Engine, Meetctl, Row, Transcript, on_every_engine, wait_for};

use crate::processes::{no_double_bookings, words};

/// Cancels the meeting, and holds its lock until the update waits for it.
fn a_cancellation_meanwhile_is_kept(engine: Engine, begin: &str) {
    if !engine.is_available() {
        return;
    }
    let t = Meetctl::migrated(engine);
    t.seed_sql(2, 1);
    let lock = t.hold(&format!("{begin}; UPDATE meetings SET status = 'cancelled'"));
    let update = t.cmd(["meeting", "update", "1", "--title", "Renamed"]);
    let update = update.start();
    update.wait_until_blocked();
    lock.commit();
    update.wait().success();
    let row = t.rows("SELECT title, status FROM meetings");
    assert_eq!(row, [["Renamed", "cancelled"]]);
}

#[test]
fn a_cancellation_meanwhile_is_kept_postgres() {
    a_cancellation_meanwhile_is_kept(Engine::Postgres, "BEGIN");
}

#[test]
fn a_cancellation_meanwhile_is_kept_mariadb() {
    a_cancellation_meanwhile_is_kept(Engine::Mariadb, "START TRANSACTION");
}

/// Runs a command while another session has locked `user`, has made the change `sql`, and commits it
/// when the command waits.
fn beside(t: &Meetctl, user: i64, sql: &str, line: &str) -> Transcript {
    let begin = match t.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
        Engine::Mariadb => "START TRANSACTION",
    };
    let lock = t.hold(&format!(
        "{begin}; UPDATE users SET booking_seq = booking_seq + 1 WHERE id = {user}; {sql}"
    ));
    let run = t.cmd(words(line)).start();
    if line.contains("purge") && t.engine() == Engine::Mariadb {
        // It never waits for rows, but tries again and again once it has its lease.
        wait_for(|| t.rows("SELECT name FROM meetctl_lock") == [["purge"]]);
        thread::sleep(Duration::from_millis(200));
    } else {
        run.wait_until_blocked();
    }
    lock.commit();
    run.wait()
}

/// The statement that books half an hour of a user.
fn booked(t: &Meetctl, user: i64, day: &str, time: &str) -> String {
    let at = |time: &str| t.stored_time(&format!("2026-07-{day} {time}:00"));
    let end = time.replace(":00", ":30");
    format!(
        "INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
         ('Meanwhile', '{}', '{}', {user})",
        at(time),
        at(&end)
    )
}

/// Three users; meeting 1 of the first, from ten to eleven.
fn one_meeting(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[Row::new("Plan", "2026-07-01 10:00:00", "2026-07-01 11:00:00").with(&[3])]);
}

on_every_engine! {
    fn a_booking_meanwhile_refuses_a_shift(t: &Meetctl) {
        one_meeting(t);
        let run = beside(t, 3, &booked(t, 3, "01", "11:00"), "meeting shift 1 --by 1h --json");
        assert_eq!(run.exits(4).error_json()["code"], "double_booking");
        assert!(t.rows("SELECT start_time FROM meetings WHERE id = 1")[0][0].contains("10:00:00"));
        no_double_bookings(t);
    }

    fn a_booking_meanwhile_refuses_an_offboarding(t: &Meetctl) {
        one_meeting(t);
        let line = "user offboard 1 --to 2 --yes --json";
        let run = beside(t, 2, &booked(t, 2, "01", "10:00"), line);
        assert_eq!(run.exits(4).error_json()["code"], "double_booking");
        assert_eq!(t.rows("SELECT created_by FROM meetings WHERE id = 1"), [["1"]]);
        no_double_bookings(t);
    }

    fn a_booking_meanwhile_refuses_a_series(t: &Meetctl) {
        one_meeting(t);
        let line = "meeting create --title Series --start 2026-07-02T12:00Z --duration 1h --creator 1 --repeat daily --count 3 --json";
        let run = beside(t, 1, &booked(t, 1, "03", "12:00"), line);
        assert_eq!(run.exits(4).error_json()["code"], "double_booking");
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["2"]]);
        no_double_bookings(t);
    }

    fn a_booking_meanwhile_refuses_an_undo(t: &Meetctl) {
        one_meeting(t);
        t.run(["meeting", "cancel", "1"]).success();
        let history = t.run(["history", "--meeting", "1", "--format", "jsonl"]).success();
        let entry: Value = serde_json::from_str(history.stdout.trim()).unwrap();
        let line = format!("undo {} --json", entry["run"].as_str().unwrap());
        let run = beside(t, 3, &booked(t, 3, "01", "10:00"), &line);
        assert_eq!(run.exits(4).error_json()["code"], "double_booking");
        assert_eq!(t.rows("SELECT status FROM meetings WHERE id = 1"), [["cancelled"]]);
        no_double_bookings(t);
    }

    fn a_merge_takes_what_is_booked_meanwhile(t: &Meetctl) {
        one_meeting(t);
        beside(t, 1, &booked(t, 1, "02", "10:00"), "user merge 1 2 --yes").success();
        assert_eq!(t.rows("SELECT created_by FROM meetings ORDER BY id"), [["2"], ["2"]]);
        assert_eq!(t.rows("SELECT id FROM users ORDER BY id"), [["2"], ["3"]]);
    }

    /// What is archived is what is deleted.
    fn a_change_meanwhile_is_in_the_archive(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::new("Plan", "2026-05-01 10:00:00", "2026-05-01 11:00:00").with(&[3]),
            Row::new("Other", "2026-05-02 10:00:00", "2026-05-02 11:00:00").with(&[3]),
        ]);
        let change = "UPDATE meetings SET title = 'Changed' WHERE id = 1; \
            DELETE FROM meeting_participants WHERE meeting_id = 1 AND user_id = 3; \
            INSERT INTO meeting_participants (meeting_id, user_id) VALUES (1, 2); \
            UPDATE meetings SET end_time = '2026-06-30 11:00:00' WHERE id = 2";
        let line = "meeting purge --before 2026-06-01 --archive old.jsonl --yes";
        beside(t, 1, change, line).success();
        assert_eq!(t.rows("SELECT id FROM meetings"), [["2"]]);
        let record: Value = serde_json::from_str(t.read("old.jsonl").trim()).unwrap();
        assert_eq!((&record["id"], &record["title"]), (&1.into(), &"Changed".into()));
        assert_eq!(record["participants"][0]["name"], "Ben");
    }
}

//! `meetctl meeting import`: double bookings, and records that change what is stored.

use crate::meeting_import::{counts, csv, import, stored};
use harness::{Meetctl, Row, on_every_engine, snapshot};

const SKIP: [&str; 3] = ["--on-error", "skip", "--json"];

/// Imports rows, skipping what is refused; the counts, and the titles of what was rejected.
fn skip(t: &Meetctl, rows: &[&str]) -> ([u64; 6], Vec<String>) {
    let _ = std::fs::remove_file(t.directory().join("rejects.csv"));
    let keep = [&SKIP[..], &["--rejects", "rejects.csv"]].concat();
    let run = import(t, "a.csv", csv(rows), &keep);
    let counts = counts(&run);
    let run = run.exits(if counts[4] > 0 { 8 } else { 0 });
    if counts[4] == 0 {
        return (counts, Vec::new());
    }
    let rejects = t.read("rejects.csv");
    let titles = rejects.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned());
    let titles: Vec<String> = titles.collect();
    assert_eq!(titles.len() as u64, counts[4], "{run}");
    (counts, titles)
}

/// Gives the meetings of [`Meetctl::insert_meetings`] uids: `m1`, `m2` and so on.
fn name_them(t: &Meetctl) {
    let concat = match t.engine() {
        harness::Engine::Mariadb => "CONCAT('m', id)",
        _ => "'m' || id",
    };
    t.sql(&format!("UPDATE meetings SET uid = {concat}"));
}

on_every_engine! {
    fn a_double_booking_refuses_the_file(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[Row::today("Ben's", "10:30", "11:00").by(2)]);
        let before = t.tables();
        let file = csv(&[
            ",With Ben,10:00,11:00,,1,2",
            ",Fine,11:00,12:00,,1,2",
            ",Meets the one before,11:30,12:30,,3,1",
        ]);
        snapshot!(import(t, "a.csv", &file, &[]), @r"
        $ meetctl meeting import a.csv
        exit: 4
        --- stdout
        --- stderr
        error: 2 records of a.csv cannot be imported; nothing was written
          line 2: double booking: ben@example.org attends meeting 1, from 2026-06-01T10:30:00Z to 2026-06-01T11:00:00Z
          line 4: double booking: ada@example.org attends the meeting on line 3, from 2026-06-01T11:00:00Z to 2026-06-01T12:00:00Z
        hint: fix the file, or skip such records and write them to a file with --on-error skip --rejects FILE
        ");
        let error = import(t, "a.csv", &file, &["--json"]).exits(4).error_json();
        assert_eq!((&error["code"], &error["exit_code"]), (&"double_booking".into(), &4.into()));
        assert_eq!(error["rejects"].as_array().unwrap().len(), 2);
        import(t, "a.csv", &file, &["--dry-run"]).exits(4);
        assert_eq!(t.tables(), before);
        // One bad record among them, and the file is bad.
        import(t, "b.csv", file.clone() + ",,2026-06-01T20:00:00Z,2026-06-01T21:00:00Z,,1,\n", &[]).exits(1);

        let trial = import(t, "a.csv", &file, &["--allow-overlap", "--dry-run", "--json"]).success();
        assert_eq!(counts(&trial), [3, 3, 0, 0, 0, 0]);
        assert_eq!(t.tables(), before);
        let done = import(t, "a.csv", &file, &["--allow-overlap", "--json"]).success();
        assert_eq!(counts(&done), [3, 3, 0, 0, 0, 0]);
        assert_eq!(t.run(["meeting", "conflicts", "--format", "count"]).success().stdout, "2\n");
        // What is already stored is not a double booking.
        let again = import(t, "a.csv", &file, &["--json"]).success();
        assert_eq!(counts(&again), [3, 0, 0, 3, 0, 0]);
    }

    fn only_overlapping_meetings_conflict(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Stored", "10:00", "11:00").with(&[2]),
            Row::today("Called off", "12:00", "13:00").status("cancelled"),
            Row::today("Over", "14:00", "15:00").status("completed"),
        ]);
        let (counts, rejected) = skip(t, &[
            ",Before,09:00,10:00,,1,2",
            ",After,11:00,12:00,,2,1",
            ",Another user,10:00,11:00,,3,",
            ",Over it,12:00,13:00,,1,",
            ",No time,14:00,15:00,cancelled,1,",
            ",Inside,10:15,10:45,cancelled,1,",
            ",Within what is over,14:59,15:01,,3,1",
            ",Around,08:59,09:01,,3,2",
        ]);
        assert_eq!(counts, [8, 6, 0, 0, 2, 2]);
        assert_eq!(rejected, ["Within what is over", "Around"]);
    }

    fn of_two_records_the_later_one_is_rejected(t: &Meetctl) {
        t.seed_sql(3, 0);
        let (counts, rejected) = skip(t, &[
            ",Second in time,10:30,11:30,,1,",
            ",First in time,10:00,11:00,,1,",
            // The conflicting record was rejected itself.
            ",Free again,10:00,10:30,,1,",
            ",Same time,10:00,10:30,,2,1",
            ",As creator and guest,12:00,13:00,,3,3;2",
            ",With Cleo,12:30,13:30,,1,3",
        ]);
        assert_eq!(counts, [6, 3, 0, 0, 3, 3]);
        assert_eq!(rejected, ["First in time", "Same time", "With Cleo"]);
        assert_eq!(stored(t), ["Free again 10:00-10:30", "Second in time 10:30-11:30",
                               "As creator and guest 12:00-13:00"]);
    }

    fn a_changed_record_changes_its_meeting(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00").with(&[2]).described("old"),
            Row::today("Two", "12:00", "13:00"),
        ]);
        name_them(t);
        let row = || t.rows("SELECT title, description, start_time, end_time, status, created_by, \
                             created_at, updated_at FROM meetings WHERE id = 1").concat();
        let people = || t.rows("SELECT user_id FROM meeting_participants WHERE meeting_id = 1 ORDER BY 1").concat();
        let second = t.rows("SELECT * FROM meetings WHERE id = 2");
        let then = "2026-05-01 09:00:00";
        let now = "2026-06-01 08:00:00";
        assert_eq!(counts(&import(t, "a.csv", csv(&["m1,One,10:00,11:00,,1,2"]), &["--json"])), [1, 0, 0, 1, 0, 0]);
        assert_eq!(row()[6..], [then, then]);
        let change = |line: &str| {
            t.sql("UPDATE meetings SET updated_at = created_at WHERE id = 1");
            let changed = import(t, "a.csv", csv(&[line]), &["--json"]).success();
            assert_eq!(counts(&changed), [1, 0, 1, 0, 0, 0], "{line}");
            assert_eq!(row()[6..], [then, now], "{line}");
            let again = import(t, "a.csv", csv(&[line]), &["--json"]).success();
            assert_eq!(counts(&again), [1, 0, 0, 1, 0, 0], "{line}");
        };
        change("m1,Renamed,10:00,11:00,,1,2");
        change("m1,Renamed,09:00,11:00,,1,2");
        change("m1,Renamed,09:00,10:30,,1,2");
        change("m1,Renamed,09:00,10:30,,1,3;2");
        change("m1,Renamed,09:00,10:30,,1,3");
        change("m1,Renamed,09:00,10:30,cancelled,1,3");
        change("m1,Renamed,09:00,10:30,cancelled,2,3");
        assert_eq!(row()[..6], ["Renamed", "old", "2026-06-01 09:00:00", "2026-06-01 10:30:00", "cancelled", "2"]);
        assert_eq!(people(), ["3"]);
        change("m1,Renamed,12:00,13:00,cancelled,1,3");
        // It is busy again: Ada has another meeting then.
        let refused = import(t, "a.csv", csv(&["m1,Renamed,12:00,13:00,scheduled,1,3"]), &["--json"]).exits(4);
        assert!(refused.error_json()["rejects"][0]["message"].as_str().unwrap().contains("meeting 2"), "{refused}");
        // Absent fields are unchanged; an empty description is none.
        let partly = "uid,title,start_time,end_time,description\nm1,Renamed,2026-06-01T12:00:00Z,2026-06-01T13:00:00Z,\n";
        assert_eq!(counts(&import(t, "a.csv", partly, &["--json"]).success()), [1, 0, 1, 0, 0, 0]);
        assert_eq!((row()[1].as_str(), row()[4].as_str(), people()), ("", "cancelled", vec!["3".to_owned()]));
        assert_eq!(t.rows("SELECT * FROM meetings WHERE id = 2"), second);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["2"]]);
    }

    fn without_a_uid_creator_start_and_title_decide(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[Row::today("One", "10:00", "11:00").with(&[2])]);
        let run = |line: &str| counts(&import(t, "a.csv", csv(&[line]), &["--json"]).success());
        let (created, updated) = ([1, 1, 0, 0, 0, 0], [1, 0, 1, 0, 0, 0]);
        assert_eq!(run(",One,10:00,10:45,,1,2"), updated);
        assert_eq!(run(",One,10:00,10:45,,1,3"), updated);
        let text = "title,start_time,end_time,creator,description\n\
                    One,2026-06-01T10:00:00Z,2026-06-01T10:45:00Z,ada@example.org,new\n";
        assert_eq!(counts(&import(t, "a.csv", text, &["--json"]).success()), updated);
        assert_eq!(t.rows("SELECT description, end_time, user_id FROM meetings JOIN meeting_participants ON id = meeting_id"),
                   [["new", "2026-06-01 10:45:00", "3"]]);
        // Another creator, start or title is another meeting.
        assert_eq!(run(",One,10:00,10:45,cancelled,2,"), created);
        assert_eq!(run(",One,10:01,10:45,cancelled,1,"), created);
        assert_eq!(run(",one,10:00,10:45,cancelled,1,"), created);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["4"]]);
        // A meeting with a uid matches too.
        t.sql("UPDATE meetings SET uid = 'x' WHERE title = 'one'");
        assert_eq!(run(",one,10:00,10:50,cancelled,1,"), updated);
        assert_eq!(t.rows("SELECT uid, end_time FROM meetings WHERE title = 'one'"), [["x", "2026-06-01 10:50:00"]]);
    }

    fn slots_can_be_exchanged_within_a_file(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00"),
            Row::today("Two", "11:00", "12:00"),
            Row::today("Three", "12:00", "13:00"),
        ]);
        name_them(t);
        // Round in a circle, in one batch and in three.
        let circle = |order: [&str; 3]| {
            let row = |uid: &str, title: &str, hour: &str| {
                let from: usize = hour.parse().unwrap();
                format!("{uid},{title},{from}:00,{}:00,,1,", from + 1)
            };
            [row("m1", "One", order[0]), row("m2", "Two", order[1]), row("m3", "Three", order[2])]
        };
        for (order, batch) in [(["11", "12", "10"], "1000"), (["12", "10", "11"], "1")] {
            let rows = circle(order);
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let done = import(t, "a.csv", csv(&rows), &["--json", "--batch-size", batch]).success();
            assert_eq!(counts(&done), [3, 0, 3, 0, 0, 0]);
            assert_eq!(t.run(["meeting", "conflicts", "--format", "count"]).success().stdout, "0\n");
        }
        assert_eq!(stored(t), ["Two 10:00-11:00", "Three 11:00-12:00", "One 12:00-13:00"]);

        // A new meeting may use the time of one that moves, but not if that one cannot move.
        let (counts, rejected) = skip(t, &[",New,12:00,13:00,,1,", "m1,One,13:00,14:00,,1,"]);
        assert_eq!((counts, rejected.len()), ([2, 1, 1, 0, 0, 0], 0));
        let (counts, rejected) = skip(t, &[
            ",Newer,13:00,14:00,,1,",
            // Beside what cannot be: it may.
            ",Beside,13:30,14:00,,1,",
            ",On,15:00,16:00,,1,",
            "m1,One,15:30,16:30,,1,",
        ]);
        assert_eq!((counts, rejected), ([4, 1, 0, 0, 3, 3], ["Newer", "Beside", "One"].map(str::to_owned).to_vec()));
        // Who is called off leaves a slot.
        let (counts, _) = skip(t, &[",Newest,13:00,14:00,,1,", "m1,One,13:00,14:00,cancelled,1,"]);
        assert_eq!(counts, [2, 1, 1, 0, 0, 0]);
        assert_eq!(t.run(["meeting", "conflicts", "--format", "count"]).success().stdout, "0\n");
    }

    fn what_a_rejected_change_frees_is_checked_again(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[
            Row::today("Unmoved", "10:00", "11:00"),
            Row::today("Conflicting", "20:00", "21:00"),
        ]);
        name_them(t);
        // The first waits for the last, which cannot go; so the second can be, and the third cannot.
        let (counts, rejected) = skip(t, &[
            ",Waits,10:30,12:00,,1,",
            ",Second,11:30,13:00,,1,",
            ",Third,12:30,14:00,,1,",
            "m1,Unmoved,20:30,21:30,,1,",
        ]);
        assert_eq!(rejected, ["Waits", "Third", "Unmoved"]);
        assert_eq!(counts, [4, 1, 0, 0, 3, 3]);
        assert_eq!(t.run(["meeting", "conflicts", "--format", "count"]).success().stdout, "0\n");
    }

    fn two_records_that_agree_in_their_key_are_two_meetings(t: &Meetctl) {
        t.seed_sql(2, 0);
        let rows = [",Same,10:00,11:00,,1,", ",Same,10:00,11:30,,1,2", ",Same,10:00,11:00,,1,"];
        let (counted, rejected) = skip(t, &rows);
        assert_eq!((counted, rejected), ([3, 1, 0, 0, 2, 2], vec!["Same".to_owned(); 2]));
        let all = import(t, "b.csv", csv(&rows), &["--allow-overlap", "--json"]).success();
        assert_eq!(counts(&all), [3, 2, 0, 1, 0, 0]);
        let before = t.tables();
        for rows in [rows, [rows[1], rows[2], rows[0]], [rows[2], rows[0], rows[1]]] {
            let again = import(t, "b.csv", csv(&rows), &["--json"]).success();
            assert_eq!(counts(&again), [3, 0, 0, 3, 0, 0]);
        }
        assert_eq!(t.tables(), before);
    }

    fn a_uid_belongs_to_one_record(t: &Meetctl) {
        t.seed_sql(2, 0);
        let (counts, rejected) = skip(t, &["u,A,10:00,11:00,,1,", "u,B,12:00,13:00,,1,", "v,C,14:00,15:00,,1,"]);
        assert_eq!((counts, rejected), ([3, 2, 0, 0, 1, 0], vec!["B".to_owned()]));
        let refused = import(t, "a.csv", csv(&["u,A,10:00,11:00,,1,", "u,A,10:00,11:00,,1,"]), &[]).exits(1);
        assert!(refused.stderr.contains("line 3: uid: the record on line 2 has the same uid"), "{refused}");
        // The first record means the meeting of the second one's uid by its other key.
        let both = [",A,10:00,11:00,,1,", "u,A,16:00,17:00,,1,"];
        let refused = import(t, "a.csv", csv(&both), &[]).exits(1);
        assert!(refused.stderr.contains("line 3: uid: its meeting is the one that another record"), "{refused}");
        let (counts, rejected) = skip(t, &both);
        assert_eq!((counts, rejected), ([2, 0, 0, 1, 1, 0], vec!["A".to_owned()]));
        // Case counts, and blanks around it do not.
        let (counts, _) = skip(t, &["U,D,18:00,19:00,,1,", " u ,A,10:00,11:00,,1,"]);
        assert_eq!(counts, [2, 1, 0, 1, 0, 0]);
    }

    fn rows_that_the_application_wrote_are_compared_by_their_seconds(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[Row::today("One", "10:00", "11:00"), Row::today("Two", "11:00", "12:00").by(2)]);
        // SQLAlchemy's own form, on the engine that keeps texts.
        t.sql("UPDATE meetings SET start_time = '2026-06-01 10:00:00.000000', end_time = '2026-06-01 11:00:00.000000' WHERE id = 1");
        let (counts, rejected) = skip(t, &[",One,10:00,11:00,,1,", ",Back to back,11:00,12:00,,1,", ",Before,09:00,10:00,,1,", ",Inside,10:59,11:01,,2,1"]);
        assert_eq!((counts, rejected), ([4, 2, 0, 1, 1, 1], vec!["Inside".to_owned()]));
    }
}

//! `meetctl meeting update`

use serde_json::Value;

use harness::{Engine, Meetctl, Row, Transcript, on_every_engine, snapshot};

fn update(t: &Meetctl, id: &str, change: &[&str]) -> Transcript {
    t.run(["meeting", "update", id, "--json"].iter().chain(change))
}

/// Start and end of a meeting.
fn times(meeting: &Value) -> [&str; 2] {
    ["start_time", "end_time"].map(|field| meeting[field].as_str().unwrap())
}

/// The ids of the conflicting meetings.
fn blocking(refused: Transcript) -> Vec<i64> {
    let error = refused.exits(4).error_json();
    assert_eq!(error["code"], "double_booking");
    let meetings = error["conflicts"].as_array().unwrap().iter();
    meetings.map(|meeting| meeting["id"].as_i64().unwrap()).collect()
}

on_every_engine! {
    fn a_meeting_is_changed_and_shown(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[Row::today("Planning", "10:00", "11:00").with(&[2])]);
        snapshot!(t.run([
            "meeting", "update", "1", "--title", "Review", "--description", "List ideas",
            "--add-participant", "cleo@example.org", "--remove-participant", "2",
        ]), @r#"
        $ meetctl meeting update 1 --title Review --description 'List ideas' --add-participant cleo@example.org --remove-participant 2
        exit: 0
        --- stdout
        Meeting       Review
        ID            1
        Start         2026-06-01 10:00Z
        End           11:00
        Length        1h
        Status        scheduled
        Creator       Ada <ada@example.org>
        Participants  Cleo <cleo@example.org>
        Description   List ideas
        --- stderr
        Updated meeting 1.
        "#);
        assert_eq!(
            t.rows("SELECT title, start_time, end_time, status, created_at, updated_at FROM meetings"),
            [["Review", "2026-06-01 10:00:00", "2026-06-01 11:00:00", "scheduled",
              "2026-05-01 09:00:00", "2026-06-01 08:00:00"]]
        );
        assert_eq!(t.rows("SELECT user_id FROM meeting_participants"), [["3"]]);
    }

    fn a_new_start_alone_keeps_the_length(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[Row::today("Planning", "10:00", "11:15")]);
        let moved = update(t, "1", &["--start", "today 14:00"]).success().json();
        assert_eq!(times(&moved), ["2026-06-01T14:00:00Z", "2026-06-01T15:15:00Z"]);
        let longer = update(t, "1", &["--duration", "2h"]).success().json();
        assert_eq!(times(&longer), ["2026-06-01T14:00:00Z", "2026-06-01T16:00:00Z"]);
        let later = update(t, "1", &["--end", "today 16:30"]).success().json();
        assert_eq!(times(&later), ["2026-06-01T14:00:00Z", "2026-06-01T16:30:00Z"]);
        let both = update(t, "1", &["--start", "today 18:00", "--duration", "10m"]).success().json();
        assert_eq!(times(&both), ["2026-06-01T18:00:00Z", "2026-06-01T18:10:00Z"]);
        let before = t.tables();
        update(t, "1", &["--end", "today 18:00"]).exits(2);
        update(t, "1", &["--start", "today 19:00", "--end", "today 18:30"]).exits(2);
        assert_eq!(t.tables(), before);
    }

    fn no_meeting_ends_after_the_year_9999(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[Row::today("Planning", "10:00", "11:00")]);
        update(t, "1", &["--start", "9999-12-31T23:30:00Z"]).exits(2);
        update(t, "1", &["--start", "9999-12-31T22:59:59Z"]).success();
        update(t, "1", &["--duration", "2h"]).exits(2);
        update(t, "1", &["--duration", "9999d"]).exits(2);
        assert_eq!(t.rows("SELECT end_time FROM meetings"), [["9999-12-31 23:59:59"]]);
    }

    fn a_move_into_another_meeting_is_refused(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Mine", "10:00", "11:00").with(&[2]),
            Row::today("Ben's", "12:00", "13:00").by(3).with(&[2]),
            Row::today("Called off", "14:00", "15:00").status("cancelled"),
        ]);
        let before = t.tables();
        snapshot!(t.run(["meeting", "update", "1", "--start", "today 11:30"]), @r#"
        $ meetctl meeting update 1 --start 'today 11:30'
        exit: 4
        --- stdout
        --- stderr
        error: double booking: conflicts with 1 meeting
          #2 "Ben's", 2026-06-01 12:00Z to 13:00 (Cleo, Ben)
        hint: choose another time, or book anyway with --allow-overlap
        "#);
        assert_eq!(blocking(update(t, "1", &["--end", "2026-06-01T12:00:01Z"])), [2]);
        assert_eq!(blocking(update(t, "1", &["--duration", "3h"])), [2]);
        assert_eq!(t.tables(), before);
        // Back to back, over itself, and into a cancelled one.
        update(t, "1", &["--start", "today 11:00"]).success();
        update(t, "1", &["--start", "today 10:30"]).success();
        update(t, "1", &["--start", "today 14:30"]).success();
        update(t, "1", &["--start", "today 12:30", "--allow-overlap"]).success();
    }

    fn who_joins_is_checked_and_who_leaves_is_free(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Mine", "10:00", "11:00").with(&[2]),
            Row::today("Cleo's", "10:30", "11:30").by(3),
        ]);
        let before = t.tables();
        assert_eq!(blocking(update(t, "1", &["--add-participant", "3"])), [2]);
        assert_eq!(t.tables(), before);
        // Ben leaves in the same step in which the meeting moves into his way.
        update(t, "2", &["--start", "today 14:00"]).success();
        update(t, "1", &["--add-participant", "3", "--remove-participant", "2"]).success();
        assert_eq!(t.rows("SELECT user_id FROM meeting_participants"), [["3"]]);
        // The creator attends already; a participant is not added twice.
        let twice = update(t, "1", &["--add-participant", "1", "--add-participant", "3"]).success();
        assert_eq!(twice.json()["participants"].as_array().unwrap().len(), 2);
        update(t, "1", &["--remove-participant", "2"]).success();
    }

    fn a_cancelled_meeting_is_checked_when_it_is_revived(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::today("Called off", "10:00", "11:00").with(&[2]).status("cancelled"),
            Row::today("In its place", "10:00", "11:00").by(2),
        ]);
        let before = t.tables();
        for status in ["scheduled", "in_progress", "completed"] {
            assert_eq!(blocking(update(t, "1", &["--status", status])), [2], "{status}");
        }
        assert_eq!(t.tables(), before);
        // While it is cancelled, it can overlap anything.
        update(t, "1", &["--start", "today 10:30"]).success();
        update(t, "1", &["--status", "scheduled", "--start", "today 11:00"]).success();
        assert_eq!(blocking(update(t, "2", &["--end", "today 11:01"])), [1]);
    }

    fn who_is_double_booked_already_may_still_rename(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00"),
            Row::today("Two", "10:00", "11:00"),
        ]);
        update(t, "1", &["--title", "First"]).success();
        update(t, "1", &["--description", "new", "--status", "in_progress"]).success();
        update(t, "1", &["--add-participant", "2"]).success();
        update(t, "1", &["--start", "today 10:00", "--end", "today 11:00"]).success();
        update(t, "1", &["--status", "cancelled"]).success();
        assert_eq!(blocking(update(t, "1", &["--status", "scheduled"])), [2]);
    }

    fn a_change_that_changes_nothing_writes_no_row(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[Row::today("Planning", "10:00", "11:00").with(&[2])]);
        let same = ["meeting", "update", "1", "--title", "Planning", "--start", "today 10:00"];
        assert_eq!(t.run(same).success().stderr, "Meeting 1 is already up to date.\n");
        assert_eq!(t.rows("SELECT updated_at FROM meetings"), [["2026-05-01 09:00:00"]]);
    }

    fn several_meetings_are_changed_together(t: &Meetctl) {
        t.seed_sql(4, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00").with(&[2]),
            Row::today("Two", "11:00", "12:00").with(&[3]),
            Row::today("Three", "12:00", "13:00").by(3),
        ]);
        snapshot!(t.run(["meeting", "update", "1", "2", "3", "1", "--creator", "dan@example.org",
                         "--add-participant", "3", "--remove-participant", "2"]), @r#"
        $ meetctl meeting update 1 2 3 1 --creator dan@example.org --add-participant 3 --remove-participant 2
        exit: 0
        --- stdout
        --- stderr
        Updated 3 meetings.
        "#);
        assert_eq!(
            t.rows("SELECT id, created_by, updated_at FROM meetings ORDER BY id"),
            ["1", "2", "3"].map(|id| [id, "4", "2026-06-01 08:00:00"])
        );
        assert_eq!(
            t.rows("SELECT meeting_id, user_id FROM meeting_participants ORDER BY meeting_id"),
            [["1", "3"], ["2", "3"], ["3", "3"]]
        );
        let piped = t.cmd(["meeting", "update", "-", "--status", "cancelled", "--format", "ids"]);
        assert_eq!(piped.stdin("3\n1\n").run().success().stdout, "3\n1\n");
        let run = update(t, "1", &["2", "--status", "cancelled"]).success();
        let list = run.json();
        assert_eq!((&list[0]["id"], &list[1]["status"]), (&1.into(), &"cancelled".into()));
        assert!(run.stderr.contains("Updated 1 meeting.") && run.stderr.contains("1 meeting was already up to date."));
        let before = t.tables();
        update(t, "1", &["2", "--title", "X", "--dry-run"]).success();
        update(t, "1", &["2", "77", "--title", "X"]).exits(5);
        update(t, "1", &["--creator", "nobody@example.org"]).exits(5);
        assert_eq!(t.tables(), before);
    }

    fn a_set_that_double_books_is_refused_with_what_it_conflicts_with(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00"),
            Row::today("Two", "10:30", "11:30").by(2),
            Row::today("Three", "12:00", "13:00").by(2),
            Row::today("Cleo's", "12:30", "13:30").by(3),
        ]);
        let before = t.tables();
        snapshot!(t.run(["meeting", "update", "1", "2", "3", "--add-participant", "3"]), @r#"
        $ meetctl meeting update 1 2 3 --add-participant 3
        exit: 4
        --- stdout
        --- stderr
        error: double booking: 2 of 3 meetings conflict
          #2 "Two", 2026-06-01 10:30Z to 11:30, conflicts with #1 "One", 2026-06-01 10:00Z to 11:00 (Cleo)
          #3 "Three", 2026-06-01 12:00Z to 13:00, conflicts with #4 "Cleo's", 2026-06-01 12:30Z to 13:30 (Cleo)
        hint: choose another time, or book anyway with --allow-overlap
        "#);
        let refused = update(t, "1", &["2", "3", "--add-participant", "3"]).exits(4).error_json();
        let conflicts = refused["conflicts"].as_array().unwrap();
        let ids = |conflict: &Value| (conflict["meeting"]["id"].clone(), conflict["id"].clone());
        let pairs: Vec<_> = conflicts.iter().map(ids).collect();
        assert_eq!(pairs, [(2.into(), 1.into()), (3.into(), 4.into())]);
        assert_eq!(conflicts[1]["double_booked"][0]["email"], "cleo@example.org");
        assert_eq!(t.tables(), before);
        // The other leaves in the same step.
        update(t, "3", &["4", "--creator", "1", "--remove-participant", "3"]).exits(4);
        update(t, "1", &["2", "3", "--add-participant", "3", "--allow-overlap"]).success();
    }

    fn a_new_creator_is_checked_and_the_old_one_is_free(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::today("Mine", "10:00", "11:00"),
            Row::today("Ben's", "10:30", "11:30").by(2),
        ]);
        assert_eq!(blocking(update(t, "1", &["--creator", "2"])), [2]);
        // Both change hands: nobody has two at once.
        update(t, "2", &["--status", "cancelled"]).success();
        update(t, "1", &["--creator", "ben@example.org"]).success();
        update(t, "2", &["--creator", "1", "--status", "scheduled"]).success();
        assert_eq!(t.rows("SELECT created_by FROM meetings ORDER BY id"), [["2"], ["1"]]);
    }

    fn what_is_not_there_is_named_and_nothing_is_written(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[Row::today("Planning", "10:00", "11:00")]);
        let before = t.tables();
        snapshot!(t.run(["meeting", "update", "7", "--title", "X"]), @r#"
        $ meetctl meeting update 7 --title X
        exit: 5
        --- stdout
        --- stderr
        error: meeting 7 not found
        hint: `meetctl meeting list --search …` finds meetings
        "#);
        for option in ["--add-participant", "--remove-participant"] {
            let error = update(t, "1", &["--title", "X", option, "nobody@example.org"]).exits(5).error_json();
            assert_eq!(error["message"], format!("{option}: user nobody@example.org not found"));
        }
        t.run(["--read-only", "meeting", "update", "1", "--title", "X"]).exits(4);
        assert_eq!(t.tables(), before);
    }
}

#[test]
fn an_unchanged_meeting_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 0);
    t.insert_meetings(&[Row::today("Planning", "10:00", "11:00")]);
    let before = t.tables();
    let (long, emoji) = ("é".repeat(101), "😀".repeat(101));
    for change in [
        &[][..],
        &["--allow-overlap"],
        &["--end", "today 12:00", "--duration", "1h"],
        &["--add-participant", "2", "--remove-participant", "ben@example.org"],
        &["--status", "done"],
        &["--start", "25:00"],
        &["--title", ""],
        &["--title", &long],
        &["--title", &emoji],
        &["--title", "a\u{1b}b"],
        &["--dry-run"],
    ] {
        update(&t, "1", change).exits(2);
    }
    update(&t, "one", &["--title", "X"]).exits(2);
    for option in ["--start", "--end"] {
        let error = update(&t, "1", &["2", option, "today 12:00"]).exits(2).error_json();
        assert_eq!(error["message"], format!("{option} is for one meeting, and 2 are given"));
    }
    assert_eq!(t.tables(), before);
    update(&t, "1", &["--title", &long[2..]]).success();
    update(&t, "1", &["--title", &emoji[4..]]).success();
}

/// A meeting that `SQLAlchemy` wrote is not moved by reading it.
#[test]
fn a_fraction_in_a_text_is_not_a_move() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    t.insert_meetings(&[
        Row::new("One", "2026-06-01 10:00:00.000000", "2026-06-01 11:00:00.000000"),
        Row::new("Two", "2026-06-01 10:30:00.000000", "2026-06-01 11:00:00.000000"),
        Row::new("Next", "2026-06-01 12:00:00.000000", "2026-06-01 13:00:00.000000"),
    ]);
    update(&t, "1", &["--title", "First", "--start", "today 10:00", "--end", "today 11:00"])
        .success();
    let moved = update(&t, "3", &["--start", "today 11:00"]).success().json();
    assert_eq!(times(&moved), ["2026-06-01T11:00:00Z", "2026-06-01T12:00:00Z"]);
    assert_eq!(blocking(update(&t, "3", &["--start", "2026-06-01T10:59:59Z"])), [1, 2]);
}

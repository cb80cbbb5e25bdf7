//! `meetctl meeting create`

use serde_json::{Value, json};

use harness::{Engine, Meetctl, Row, Transcript, on_every_engine, snapshot};

/// Books for user 1, with more arguments at the end.
fn create(t: &Meetctl, start: &str, end: &str, more: &[&str]) -> Transcript {
    let args = ["meeting", "create", "--title", "New", "--start", start, "--end", end, "--json"];
    t.run(args.iter().chain(more))
}

fn ids(meetings: &Value) -> Vec<i64> {
    let meetings = meetings.as_array().unwrap().iter();
    meetings.map(|meeting| meeting["id"].as_i64().unwrap()).collect()
}

on_every_engine! {
    fn a_meeting_is_booked_and_shown(t: &Meetctl) {
        t.seed_sql(3, 0);
        let created = t.run([
            "meeting", "create", "--title", "Design review", "--start", "2026-06-01T10:00:00Z",
            "--duration", "45m", "--creator", "ada@example.org", "--participant", "3",
            "--participant", "ben@example.org", "--description", "List ideas",
        ]);
        snapshot!(created, @r#"
        $ meetctl meeting create --title 'Design review' --start 2026-06-01T10:00:00Z --duration 45m --creator ada@example.org --participant 3 --participant ben@example.org --description 'List ideas'
        exit: 0
        --- stdout
        Meeting       Design review
        ID            1
        Start         2026-06-01 10:00Z
        End           10:45
        Length        45m
        Status        scheduled
        Creator       Ada <ada@example.org>
        Participants  Ben <ben@example.org>
                      Cleo <cleo@example.org>
        Description   List ideas
        --- stderr
        Created meeting 1.
        "#);
        assert_eq!(
            t.rows("SELECT title, description, start_time, end_time, created_by, status, uid, \
                    created_at, updated_at FROM meetings"),
            [["Design review", "List ideas", "2026-06-01 10:00:00", "2026-06-01 10:45:00", "1",
              "scheduled", "NULL", "2026-06-01 08:00:00", "2026-06-01 08:00:00"]]
        );
        assert_eq!(t.rows("SELECT user_id FROM meeting_participants ORDER BY 1"), [["2"], ["3"]]);
    }

    fn a_double_booking_is_refused_and_lists_the_conflicts(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Ben's own", "10:30", "11:00").by(2),
            Row::today("Called off", "10:00", "11:00").by(2).status("cancelled"),
            Row::today("Cleo's", "10:00", "11:00").by(3),
            Row::today("With Ada", "09:30", "10:15").by(3).with(&[1]),
            Row::today("Over, yet a conflict", "10:45", "10:50").status("completed"),
        ]);
        let before = t.tables();
        snapshot!(t.run([
            "meeting", "create", "--title", "New", "--start", "today 10:00", "--duration", "1h",
            "--creator", "1", "--participant", "2",
        ]), @r#"
        $ meetctl meeting create --title New --start 'today 10:00' --duration 1h --creator 1 --participant 2
        exit: 4
        --- stdout
        --- stderr
        error: double booking: conflicts with 3 meetings
          #4 "With Ada", 2026-06-01 09:30Z to 10:15 (Cleo, Ada)
          #1 "Ben's own", 2026-06-01 10:30Z to 11:00 (Ben)
          #5 "Over, yet a conflict", 2026-06-01 10:45Z to 10:50 (Ada)
        hint: choose another time, or book anyway with --allow-overlap
        "#);
        let new = ["--creator", "1", "--participant", "2"];
        let error = create(t, "today 10:00", "today 11:00", &new).exits(4).error_json();
        assert_eq!((&error["code"], &error["exit_code"]), (&"double_booking".into(), &4.into()));
        assert_eq!(ids(&error["conflicts"]), [4, 1, 5]);
        let keys: Vec<&String> = error["conflicts"][0].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["id", "title", "start_time", "end_time", "status", "users"]);
        let trial = [&new[..], &["--dry-run"]].concat();
        create(t, "today 10:00", "today 11:00", &trial).exits(4);
        assert_eq!(t.tables(), before);

        let allowed = [&new[..], &["--allow-overlap"]].concat();
        let trial = [&allowed[..], &["--dry-run"]].concat();
        create(t, "today 10:00", "today 11:00", &trial).success();
        assert_eq!(t.tables(), before);
        let meeting = create(t, "today 10:00", "today 11:00", &allowed).success().json();
        assert_eq!(ids(&json!([meeting["creator"], meeting["participants"][0]])), [1, 2]);
    }

    fn only_overlapping_meetings_conflict(t: &Meetctl) {
        t.seed_sql(13, 0);
        t.insert_meetings(&crate::meeting_overlaps::allen("", ""));
        let everybody: Vec<String> = (1..=13).map(|user| user.to_string()).collect();
        let named = |users: &[String]| -> Vec<String> {
            let rest = users[1..].iter().flat_map(|user| ["--participant".to_owned(), user.clone()]);
            ["--creator".to_owned(), users[0].clone()].into_iter().chain(rest).collect()
        };
        let book = |users: &[String]| {
            let people = named(users);
            let people: Vec<&str> = people.iter().map(String::as_str).collect();
            create(t, "today 10:00", "today 12:00", &people)
        };
        let error = book(&everybody).exits(4).error_json();
        assert_eq!(ids(&error["conflicts"]), [5, 3, 4, 6, 7, 8, 9, 10, 11]);
        // Before, meets, met by, after: these four people are free.
        book(&["1", "2", "12", "13"].map(ToOwned::to_owned)).success();
    }

    fn a_user_named_twice_takes_part_once(t: &Meetctl) {
        t.seed_sql(2, 0);
        let people = ["--creator", "1", "--participant", "ada@example.org", "--participant", "2",
                      "--participant", "ben@example.org", "--participant", "1"];
        let meeting = create(t, "today 10:00", "today 11:00", &people).success().json();
        assert_eq!(ids(&meeting["participants"]), [1, 2]);
        // Creator and participant in one, busy once: one conflicting meeting, listed once.
        let error = create(t, "today 10:30", "today 11:00", &["--creator", "1"]).exits(4).error_json();
        assert_eq!(ids(&error["conflicts"]), [1]);
        assert_eq!(ids(&error["conflicts"][0]["users"]), [1, 2]);
        let mine = t.run(["meeting", "list", "--user", "1", "--format", "ids"]).success();
        assert_eq!(mine.ids(), [1]);
    }

    fn who_is_not_there_is_named_and_nothing_is_written(t: &Meetctl) {
        t.seed_sql(1, 0);
        let before = t.tables();
        for (people, missing) in [
            (["--creator", "nobody@example.org", "--participant", "1"], "--creator: user nobody@example.org"),
            (["--creator", "1", "--participant", "77"], "--participant: user 77"),
        ] {
            let error = create(t, "today 10:00", "today 11:00", &people).exits(5).error_json();
            assert_eq!(error["message"], format!("{missing} not found"));
        }
        t.run(["--read-only", "meeting", "create", "--title", "New", "--start", "today 10:00",
               "--duration", "1h", "--creator", "1"]).exits(4);
        assert_eq!(t.tables(), before);
    }

    fn a_title_holds_100_characters_of_any_script(t: &Meetctl) {
        t.seed_sql(1, 0);
        let book = |title: &str, hour: u32| {
            let start = format!("today {hour}:00");
            t.run(["meeting", "create", "--title", title, "--start", &start, "--duration", "1h",
                   "--creator", "1", "--json"])
        };
        for (hour, letter) in [(10, "é"), (12, "😀"), (14, "会")] {
            let meeting = book(&letter.repeat(100), hour).success().json();
            assert_eq!(meeting["title"], letter.repeat(100));
            book(&letter.repeat(101), hour + 1).exits(2);
        }
        assert_eq!(
            t.rows("SELECT title FROM meetings ORDER BY id"),
            [["é".repeat(100)], ["😀".repeat(100)], ["会".repeat(100)]]
        );
    }

    fn a_meeting_of_one_second_and_one_across_years_are_booked(t: &Meetctl) {
        t.seed_sql(1, 0);
        let me = ["--creator", "1"];
        let json = create(t, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z", &me).success().json();
        assert_eq!(json["duration_minutes"], 1.0 / 60.0);
        create(t, "2027-01-01T00:00:00Z", "2029-01-01T00:00:00Z", &me).success();
        create(t, "2028-02-29T12:00:00+05:30", "2028-02-29T12:00:01+05:30", &me).exits(4);
    }
}

#[test]
fn an_invalid_meeting_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let before = t.tables();
    let (hour, ten, one) = ("--duration", "2026-06-01T10:00:00Z", "1");
    let whole = ["--title", "T", "--start", ten, hour, "1h", "--creator", one];
    for missing in [0, 2, 4, 6] {
        let mut args = whole.to_vec();
        args.drain(missing..missing + 2);
        t.run(["meeting", "create"].iter().chain(&args)).exits(2);
    }
    for bad in [
        ["--end", "2026-06-01T11:00:00Z"],
        ["--title", "again"],
        ["--format", "xml"],
        ["--no-such", "option"],
    ] {
        t.run(["meeting", "create"].iter().chain(&whole).chain(&bad)).exits(2);
    }
    for (start, end) in [
        (ten, ten),
        (ten, "2026-06-01T09:59:59Z"),
        ("yesterdayish", ten),
        (ten, "2026-02-30T10:00:00Z"),
        (ten, ""),
    ] {
        create(&t, start, end, &["--creator", one]).exits(2);
    }
    for length in ["0m", "-5m", "5", "1y2x", "", "99999999d"] {
        let args = ["--title", "T", "--start", ten, "--creator", one];
        let length = format!("--duration={length}");
        t.run(["meeting", "create"].iter().chain(&args).chain(&[length.as_str()])).exits(2);
    }
    for title in ["", "  ", "a\nb", "a\rb", "a\tb", "\u{1b}[31mred", "a\u{9b}b", "a\u{7f}"] {
        t.run(["meeting", "create", "--title", title].iter().chain(&whole[2..])).exits(2);
    }
    assert_eq!(t.tables(), before);
}

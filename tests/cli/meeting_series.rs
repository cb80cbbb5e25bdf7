//! `meetctl meeting create --repeat`

use serde_json::Value;

use harness::{Engine, Meetctl, Row, Transcript, on_every_engine, snapshot};

fn create(t: &Meetctl, start: &str, rest: &[&str]) -> Transcript {
    let args = ["meeting", "create", "--title", "Sync", "--duration", "1h", "--creator", "1"];
    t.run(args.iter().chain(&["--start", start]).chain(rest))
}

fn starts(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows("SELECT start_time FROM meetings WHERE title = 'Sync' ORDER BY start_time")
}

on_every_engine! {
    fn a_series_is_booked_on_the_clock_of_the_zone(t: &Meetctl) {
        t.seed_sql(2, 0);
        snapshot!(create(t, "2026-10-18 10:00", &[
            "--participant", "2", "--repeat", "weekly", "--count", "3", "--tz", "Europe/Berlin",
        ]), @r"
        $ meetctl meeting create --title Sync --duration 1h --creator 1 --start '2026-10-18 10:00' --participant 2 --repeat weekly --count 3 --tz Europe/Berlin
        exit: 0
        --- stdout
        ID  START                   END    TITLE  STATUS     PEOPLE
         1  2026-10-18 10:00+02:00  11:00  Sync   scheduled  Ada +1
         2  2026-10-25 10:00+01:00  11:00  Sync   scheduled  Ada +1
         3  2026-11-01 10:00+01:00  11:00  Sync   scheduled  Ada +1
        --- stderr
        Created 3 meetings, 2026-10-18 to 2026-11-01, on the clock of Europe/Berlin.
        ");
        assert_eq!(
            t.rows("SELECT start_time, end_time, status, created_by, created_at FROM meetings ORDER BY id"),
            [
                ["2026-10-18 08:00:00", "2026-10-18 09:00:00", "scheduled", "1", "2026-06-01 08:00:00"],
                ["2026-10-25 09:00:00", "2026-10-25 10:00:00", "scheduled", "1", "2026-06-01 08:00:00"],
                ["2026-11-01 09:00:00", "2026-11-01 10:00:00", "scheduled", "1", "2026-06-01 08:00:00"],
            ]
        );
        assert_eq!(t.rows("SELECT COUNT(*) FROM meeting_participants WHERE user_id = 2"), [["3"]]);
        // One series: the uids differ by the start alone.
        let uids = t.rows("SELECT uid FROM meetings ORDER BY id");
        let parts: Vec<_> = uids.iter().map(|row| row[0].split_once('/').unwrap()).collect();
        assert!(parts.iter().all(|(series, _)| *series == parts[0].0 && series.ends_with("@meetctl")));
        assert_eq!(parts[0].1, "20261018T080000Z");
        // An export is imported without a change, into this database and into an empty one.
        t.run(["meeting", "export", "--output", "series.ics"]).success();
        let before = t.tables();
        let again = t.run(["meeting", "import", "series.ics", "--json"]).success().json();
        assert_eq!((&again["unchanged"], &again["created"]), (&3.into(), &0.into()));
        assert_eq!(t.tables(), before);
    }

    fn a_conflict_refuses_the_series_or_is_left_out(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::new("Holiday", "2026-06-03 00:00:00", "2026-06-04 00:00:00").by(2),
        ]);
        let before = t.tables();
        let daily = ["--participant", "2", "--repeat", "daily", "--until", "2026-06-05"];
        snapshot!(create(t, "2026-06-01 10:00", &daily), @r#"
        $ meetctl meeting create --title Sync --duration 1h --creator 1 --start '2026-06-01 10:00' --participant 2 --repeat daily --until 2026-06-05
        exit: 4
        --- stdout
        --- stderr
        error: double booking: 1 of 5 meetings conflicts
          "Sync", 2026-06-03 10:00Z to 11:00, conflicts with #1 "Holiday", 2026-06-03 00:00Z to 2026-06-04 00:00Z (Ben)
        hint: choose another time, leave such meetings out with --skip-conflicts, or book anyway with --allow-overlap
        "#);
        assert_eq!(t.tables(), before);
        let skipping = [&daily[..], &["--skip-conflicts", "--format", "count"]].concat();
        snapshot!(create(t, "2026-06-01 10:00", &skipping), @r#"
        $ meetctl meeting create --title Sync --duration 1h --creator 1 --start '2026-06-01 10:00' --participant 2 --repeat daily --until 2026-06-05 --skip-conflicts --format count
        exit: 8
        --- stdout
        4
        --- stderr
        Created 4 meetings, 2026-06-01 to 2026-06-05, on the clock of UTC.
        warning: 1 of 5 meetings was left out: double booking
        note: "Sync", 2026-06-03 10:00Z to 11:00, conflicts with #1 "Holiday", 2026-06-03 00:00Z to 2026-06-04 00:00Z (Ben)
        "#);
        let days = ["01", "02", "04", "05"].map(|day| vec![format!("2026-06-{day} 10:00:00")]);
        assert_eq!(starts(t), days);
        let json = create(t, "2026-06-01 10:00", &[&daily[..], &["--json"]].concat()).exits(4);
        let conflicts = json.error_json()["conflicts"].clone();
        assert_eq!(conflicts.as_array().map(Vec::len), Some(5));
        assert_eq!(conflicts[0]["meeting"]["id"], Value::Null);
        create(t, "2026-06-01 10:00", &[&daily[..], &["--allow-overlap"]].concat()).success();
    }

    fn all_of_many_conflicts_are_left_out(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[Row::new("Summer", "2026-06-01 00:00:00", "2026-08-01 00:00:00").by(2)]);
        let hourly = ["--repeat", "FREQ=HOURLY", "--count", "1600", "--skip-conflicts", "--format", "count"];
        let run = create(t, "2026-06-01 10:00", &[&hourly[..], &["--participant", "2"]].concat()).exits(8);
        // Those from the first of August on.
        assert_eq!(run.stdout, "146\n");
        let long = ["meeting", "create", "--title", "Long", "--creator", "1", "--duration", "2h",
                    "--start", "2027-01-01 00:00"];
        let run = t.run(long.iter().chain(&["--repeat", "FREQ=HOURLY", "--count", "2400",
                                            "--skip-conflicts", "--format", "count"]));
        assert_eq!(run.exits(8).stdout, "1200\n");
        t.run(["meeting", "conflicts", "--check"]).success();
    }

    fn a_series_conflicts_with_itself(t: &Meetctl) {
        t.seed_sql(1, 0);
        let long = |rest: &[&str]| {
            let args = ["meeting", "create", "--title", "Sync", "--duration", "25h", "--creator", "1",
                        "--start", "today 10:00", "--repeat", "daily", "--count", "4"];
            t.run(args.iter().chain(rest))
        };
        let refused = long(&[]).exits(4);
        assert!(refused.stderr.starts_with("error: double booking: 3 of 4 meetings conflict\n"), "{refused}");
        long(&["--skip-conflicts"]).exits(8);
        assert_eq!(starts(t), [["2026-06-01 10:00:00"], ["2026-06-03 10:00:00"]]);
    }
}

#[test]
fn a_dry_run_lists_the_series() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let before = t.tables();
    let args = ["--repeat", "FREQ=WEEKLY;BYDAY=MO,TH", "--until", "2026-06-11", "--dry-run"];
    let run = create(&t, "today 10:00", &[&args[..], &["--json"]].concat()).success();
    let list = run.json();
    let of = |field: &str| -> Vec<Value> {
        list.as_array().unwrap().iter().map(|meeting| meeting[field].clone()).collect()
    };
    assert_eq!(of("id"), vec![Value::Null; 4]);
    let days = ["01", "04", "08", "11"].map(|day| format!("2026-06-{day}T10:00:00Z"));
    assert_eq!(of("start_time"), days);
    assert_eq!(
        create(&t, "today 10:00", &[&args[..], &["--format", "ids"]].concat()).success().stdout,
        ""
    );
    assert_eq!(t.tables(), before);
}

#[test]
fn what_is_unclear_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let before = t.tables();
    let start = "today 10:00";
    for rest in [
        &["--repeat", "daily"][..],
        &["--count", "3"],
        &["--until", "2026-07-01"],
        &["--skip-conflicts"],
        &["--repeat", "daily", "--count", "0"],
        &["--repeat", "daily", "--count", "3", "--until", "2026-07-01"],
        &["--repeat", "daily", "--count", "10001"],
        &["--repeat", "daily", "--until", "yesterday"],
        &["--repeat", "fortnightly", "--count", "3"],
        &["--repeat", "FREQ=DAILY;COUNT=3", "--count", "3"],
        &["--repeat", "FREQ=DAILY;UNTIL=20260701"],
        &["--repeat", "FREQ=WEEKLY;BYDAY=TU", "--count", "3"],
        &["--repeat", "daily", "--count", "3", "--skip-conflicts", "--allow-overlap"],
    ] {
        let run = create(&t, start, rest).exits(2);
        assert_eq!(run.stdout, "", "{rest:?}");
    }
    create(&t, "9999-12-30 23:30", &["--repeat", "daily", "--count", "2"]).exits(2);
    snapshot!(create(&t, "2026-03-28 02:30", &[
        "--repeat", "FREQ=MONTHLY;BYDAY=-1SU,-1SA", "--until", "2026-10-31", "--tz", "Europe/Berlin",
    ]), @r"
    $ meetctl meeting create --title Sync --duration 1h --creator 1 --start '2026-03-28 02:30' --repeat 'FREQ=MONTHLY;BYDAY=-1SU,-1SA' --until 2026-10-31 --tz Europe/Berlin
    exit: 2
    --- stdout
    --- stderr
    error: --repeat: 2 occurrences have no single time in Europe/Berlin
      2026-03-29 02:30 does not exist in Europe/Berlin (clocks jump from 02:00 to 03:00): 2026-03-29T01:30:00+01:00 or 2026-03-29T03:30:00+02:00
      2026-10-25 02:30 happens twice in Europe/Berlin (clocks go back from 03:00 to 02:00): 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00
    hint: choose another time of day, or another zone with --tz; or end the series before and begin another after
    ");
    assert_eq!(t.tables(), before);
    let note = create(&t, "2026-05-31 10:00", &["--repeat", "monthly", "--count", "3"]).success();
    assert!(note.stderr.contains("note: months without a day 31 are skipped\n"), "{note}");
    assert_eq!(
        starts(&t),
        [["2026-05-31 10:00:00"], ["2026-07-31 10:00:00"], ["2026-08-31 10:00:00"]]
    );
}

#[test]
fn a_terminal_shows_the_beginning_of_a_long_series() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let args = ["meeting", "create", "--title", "Sync", "--duration", "1h", "--creator", "1"];
    let series = ["--start", "today 10:00", "--repeat", "daily", "--count", "30"];
    let run = t.terminal(100, args.iter().chain(&series)).success();
    assert!(run.stdout.contains("2026-06-20") && !run.stdout.contains("2026-06-21"), "{run}");
    assert!(run.stdout.contains("20 of 30 meetings shown (all: --format csv)"), "{run}");
    assert_eq!(starts(&t).len(), 30);
}

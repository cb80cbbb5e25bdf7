//! `meetctl meeting free`

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use harness::{Meetctl, Row, on_every_engine, snapshot};

const FORM: &str = "%Y-%m-%dT%H:%M:%SZ";

fn slots(t: &Meetctl, args: &str) -> Vec<[String; 2]> {
    let args = ["meeting", "free", "--json"].into_iter().chain(args.split(' '));
    let list = t.run(args).success().json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let slots = list.as_array().unwrap().iter();
    slots.map(|slot| [text(&slot["start_time"]), text(&slot["end_time"])]).collect()
}

/// The same day's slots as `10:00-11:00`.
fn hours(slots: &[[String; 2]]) -> Vec<String> {
    slots.iter().map(|[from, to]| format!("{}-{}", &from[11..16], &to[11..16])).collect()
}

fn zero() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(0, 0, 0).unwrap()
}

/// Minute by minute of a window: where all users are free for long enough.
fn naive(busy: &[(i64, i64)], window: (i64, i64), at_least: i64, buffer: i64) -> Vec<[String; 2]> {
    let time = |minute| (zero() + TimeDelta::minutes(minute)).format(FORM).to_string();
    let mut found = Vec::new();
    let mut since = None;
    for minute in window.0..=window.1 {
        let taken = busy.iter().any(|(from, to)| from - buffer <= minute && minute < to + buffer);
        match (since, minute < window.1 && !taken) {
            (None, true) => since = Some(minute),
            (Some(from), false) => {
                if minute - from >= at_least {
                    found.push([time(from), time(minute)]);
                }
                since = None;
            }
            _ => {}
        }
    }
    found
}

on_every_engine! {
    fn the_time_between_their_meetings_is_free(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Hers", "09:00", "10:00"),
            Row::today("His", "11:00", "12:00").by(3).with(&[2]),
            Row::today("Called off", "13:00", "14:00").status("cancelled"),
            Row::today("Not theirs", "15:00", "16:00").by(3),
            Row::today("Over", "10:20", "10:30").status("completed"),
        ]);
        snapshot!(t.run(["meeting", "free", "--user", "1", "--user", "ben@example.org", "--from", "today 08:00", "--to", "today 18:00", "--duration", "30m"]), @r#"
        $ meetctl meeting free --user 1 --user ben@example.org --from 'today 08:00' --to 'today 18:00' --duration 30m
        exit: 0
        --- stdout
        DAY  FROM               TO     FREE FOR
        Mon  2026-06-01 08:00Z  09:00        1h
        Mon  2026-06-01 10:30Z  11:00       30m
        Mon  2026-06-01 12:00Z  18:00        6h
        --- stderr
        "#);
        snapshot!(t.run(["meeting", "free", "--user", "1", "--from", "today 08:00", "--to", "today 10:20", "--duration", "20m", "--format", "csv"]), @r#"
        $ meetctl meeting free --user 1 --from 'today 08:00' --to 'today 10:20' --duration 20m --format csv
        exit: 0
        --- stdout
        start_time,end_time,duration_minutes
        2026-06-01T08:00:00Z,2026-06-01T09:00:00Z,60
        2026-06-01T10:00:00Z,2026-06-01T10:20:00Z,20
        --- stderr
        "#);
        snapshot!(t.run(["meeting", "free", "--user", "1", "--from", "today 10:00", "--to", "today 10:20", "--duration", "20m", "--json"]), @r#"
        $ meetctl meeting free --user 1 --from 'today 10:00' --to 'today 10:20' --duration 20m --json
        exit: 0
        --- stdout
        [
          {
            "start_time": "2026-06-01T10:00:00Z",
            "end_time": "2026-06-01T10:20:00Z",
            "duration_minutes": 20
          }
        ]
        --- stderr
        "#);
        let find = |more: &str| hours(&slots(t, &format!("--user 1 --user 2 --from 2026-06-01T08:00Z --to 2026-06-01T18:00Z {more}")));
        assert_eq!(find("--duration 20m"), ["08:00-09:00", "10:00-10:20", "10:30-11:00", "12:00-18:00"]);
        assert_eq!(find("--duration 21m"), ["08:00-09:00", "10:30-11:00", "12:00-18:00"]);
        assert_eq!(find("--duration 20m --buffer 5m"), ["08:00-08:55", "10:35-10:55", "12:05-18:00"]);
        assert_eq!(find("--duration 20m --first"), ["08:00-09:00"]);
        assert_eq!(find("--duration 20m --limit 2"), ["08:00-09:00", "10:00-10:20"]);
        assert_eq!(find("--duration 20m --hours 08:30-12:30"), ["08:30-09:00", "10:00-10:20", "10:30-11:00", "12:00-12:30"]);
        assert_eq!(find("--duration 20m --weekdays tue-sun"), [] as [&str; 0]);
        let count = ["meeting", "free", "--user", "3", "--from", "today 11:00", "--to", "today 17:00", "--duration", "1m", "--format", "count"];
        assert_eq!(t.run(count).success().stdout, "2\n");
    }

    fn no_result_is_reported_with_its_reason(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[Row::today("All day", "10:00", "17:00")]);
        let why = |from: &str, to: &str, more: &[&str]| {
            let args = ["meeting", "free", "--user", "1", "--from", from, "--to", to];
            let run = t.run(args.iter().chain(more)).success();
            assert_eq!(run.stdout, "");
            run.stderr
        };
        assert_eq!(why("today 10:00", "today 17:00", &["--duration", "1m"]), "No free slot: the entire window is busy.\n");
        snapshot!(why("today 09:00", "today 18:00", &["--duration", "2h"]), @"No free slot of 2h: the longest is 1h, from 2026-06-01 09:00Z.");
        snapshot!(why("today 09:00", "today 18:00", &["--duration", "4h", "--tz", "Europe/Berlin"]), @"No free slot of 4h: the longest is 3h, from 2026-06-01 09:00+02:00.");
        snapshot!(why("today 09:00", "today 18:00", &["--duration", "1h", "--weekdays", "sun"]), @"No free slot: the window has none of these hours and weekdays.");
        let json = ["meeting", "free", "--user", "1", "--from", "today 10:00", "--to", "today 12:00", "--duration", "1h", "--json"];
        assert_eq!(t.run(json).success().stdout, "[]\n");
    }

    fn invalid_arguments_are_refused(t: &Meetctl) {
        t.seed_sql(1, 0);
        let free = |args: &str| {
            t.run(["meeting", "free", "--from", "2026-06-01"].into_iter().chain(args.split(' '))).exit
        };
        assert_eq!(free("--user 1 --to 2026-06-02 --duration 1h"), 0);
        assert_eq!(free("--user 9 --to 2026-06-02 --duration 1h"), 5);
        for wrong in [
            "--to 2026-06-02 --duration 1h",
            "--user 1 --duration 1h",
            "--user 1 --to 2026-06-02",
            "--user 1 --to 2026-05-31 --duration 1h",
            "--user 1 --on 2026-06-01 --duration 1h",
            "--user 1 --to 2026-06-02 --duration -1h",
            "--user 1 --to 2026-06-02 --duration 1h --hours 9-17",
            "--user 1 --to 2026-06-02 --duration 1h --weekdays someday",
            "--user 1 --to 2026-06-02 --duration 1h --limit 0",
            "--user 1 --to 2026-06-02 --duration 1h --first --limit 2",
        ] {
            assert_eq!(free(wrong), 2, "{wrong}");
        }
        t.run(["meeting", "free", "--user", "1", "--from", "2026-06-01", "--to", "2026-06-02", "--duration", "1h", "--format", "ids"]).exits(2);
    }

    /// Nine o'clock is nine o'clock on the wall, before and after the clocks change.
    fn hours_follow_the_clock_on_the_wall(t: &Meetctl) {
        t.seed_sql(1, 0);
        let find = |more: &str| slots(t, &format!("--user 1 --duration 1h {more}"));
        let starts = |slots: &[[String; 2]]| -> Vec<String> { slots.iter().map(|s| s.join("/")).collect() };
        let spring = find("--from 2026-03-27 --to 2026-03-31 --hours 09:00-17:00 --weekdays mon-fri --tz Europe/Berlin");
        assert_eq!(starts(&spring), [
            "2026-03-27T09:00:00+01:00/2026-03-27T17:00:00+01:00",
            "2026-03-30T09:00:00+02:00/2026-03-30T17:00:00+02:00",
            "2026-03-31T09:00:00+02:00/2026-03-31T17:00:00+02:00",
        ]);
        let autumn = find("--from 2026-10-24 --to 2026-10-26 --hours 09:00-17:00 --tz Europe/Berlin");
        assert_eq!(starts(&autumn), [
            "2026-10-24T09:00:00+02:00/2026-10-24T17:00:00+02:00",
            "2026-10-25T09:00:00+01:00/2026-10-25T17:00:00+01:00",
            "2026-10-26T09:00:00+01:00/2026-10-26T17:00:00+01:00",
        ]);
        // The night of a change is an hour shorter, or longer.
        let minutes = |night: &str| {
            let args = format!("meeting free --user 1 --duration 1h --hours 00:00-06:00 --format csv --no-header --fields duration_minutes --tz Europe/Berlin {night}");
            t.run(args.split(' ')).success().stdout
        };
        assert_eq!(minutes("--on 2026-03-29"), "300\n");
        assert_eq!(minutes("--on 2026-10-25"), "420\n");
        // Past midnight, and only on the nights that begin on a Saturday.
        let nights = find("--from 2026-03-27 --to 2026-03-31 --hours 10pm-6:00 --weekdays sat --tz Europe/Berlin");
        assert_eq!(starts(&nights), ["2026-03-28T22:00:00+01:00/2026-03-29T06:00:00+02:00"]);
    }

    fn as_many_as_counting_minutes_finds(t: &Meetctl) {
        let seed = rand::random();
        let mut dice = StdRng::seed_from_u64(seed);
        t.seed_sql(4, 0);
        let time = |minute: i64| (zero() + TimeDelta::minutes(minute)).format("%Y-%m-%d %H:%M:%S").to_string();
        let mut rows = Vec::new();
        let mut busy: Vec<(Vec<i64>, (i64, i64))> = Vec::new();
        for index in 0..80 {
            let from = dice.random_range(0..2_880);
            let to = from + dice.random_range(1..90);
            let creator = dice.random_range(1..=4);
            let guests: Vec<i64> = (1..=4).filter(|_| dice.random_bool(0.2)).collect();
            let cancelled = dice.random_bool(0.2);
            let status = if cancelled { "cancelled" } else { "scheduled" };
            rows.push(Row::new(format!("M{index}"), &time(from), &time(to)).by(creator).with(&guests).status(status));
            if !cancelled {
                busy.push(([guests, vec![creator]].concat(), (from, to)));
            }
        }
        t.insert_meetings(&rows);
        for users in [vec![1], vec![2, 3], vec![1, 2, 3, 4]] {
            for (at_least, buffer) in [(1, 0), (30, 0), (15, 10)] {
                let theirs: Vec<(i64, i64)> = busy.iter()
                    .filter(|(people, _)| people.iter().any(|user| users.contains(user)))
                    .map(|(_, taken)| *taken)
                    .collect();
                let named: Vec<String> = users.iter().map(|user| format!("--user {user} ")).collect();
                let named = named.concat();
                let pause = if buffer > 0 { format!(" --buffer {buffer}m") } else { String::new() };
                let found = slots(t, &format!("{named}--from 2026-06-01T02:00Z --to 2026-06-02T22:00Z --duration {at_least}m{pause}"));
                let expected = naive(&theirs, (120, 2_760), at_least, buffer);
                assert_eq!(found, expected, "seed {seed}, users {users:?}, {at_least}, {buffer}");
            }
        }
    }

    fn every_slot_can_be_booked(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::today("One", "09:00", "09:45"),
            Row::today("Two", "10:00", "11:00").by(2),
            Row::today("Three", "13:00", "16:00").with(&[2]),
        ]);
        let window = "--user 1 --user 2 --from 2026-06-01T08:00Z --to 2026-06-01T18:00Z --duration 10m";
        let free = slots(t, window);
        assert_eq!(hours(&free), ["08:00-09:00", "09:45-10:00", "11:00-13:00", "16:00-18:00"]);
        for [start, end] in &free {
            let args = ["meeting", "create", "--title", "New", "--creator", "1", "--participant", "2", "--start", start, "--end", end];
            t.run(args).success();
        }
        t.run(["meeting", "conflicts", "--check"]).success();
        assert_eq!(slots(t, window), [] as [[String; 2]; 0]);
    }
}

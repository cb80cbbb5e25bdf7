//! `meetctl meeting conflicts`

use std::fmt::Write as _;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

/// A pair: user, first meeting, second meeting.
type Pair = (i64, i64, i64);

fn found(t: &Meetctl, more: &[&str]) -> Vec<Pair> {
    let args = ["meeting", "conflicts", "--json"].iter().chain(more);
    let list = t.run(args).success().json();
    let id = |value: &serde_json::Value| value["id"].as_i64().unwrap();
    let pairs = list.as_array().unwrap().iter();
    pairs.map(|pair| (id(&pair["user"]), id(&pair["first"]), id(&pair["second"]))).collect()
}

/// The double bookings by comparing every meeting with every other in SQL, in the tool's order.
fn by_self_join(t: &Meetctl) -> Vec<Pair> {
    let rows = t.rows(
        "WITH attends AS ( \
           SELECT created_by AS user_id, id, start_time AS s, end_time AS e FROM meetings \
           WHERE status <> 'cancelled' \
           UNION \
           SELECT p.user_id, m.id, m.start_time, m.end_time FROM meeting_participants p \
           JOIN meetings m ON m.id = p.meeting_id WHERE m.status <> 'cancelled') \
         SELECT b.s, a.user_id, a.id, b.id FROM attends a JOIN attends b ON a.user_id = b.user_id \
         AND (a.s < b.s OR (a.s = b.s AND a.id < b.id)) \
         WHERE a.s < b.e AND b.s < a.e ORDER BY 1, 2, 3, 4",
    );
    let number = |text: &String| text.parse::<i64>().unwrap();
    rows.iter().map(|row| (number(&row[1]), number(&row[2]), number(&row[3]))).collect()
}

/// Meetings of six users within four days, by chance; some of them written by `SQLAlchemy`.
fn random_meetings(t: &Meetctl, seed: u64, count: usize) {
    let mut dice = StdRng::seed_from_u64(seed);
    let zero = chrono::NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let rows: Vec<Row> = (0..count)
        .map(|index| {
            let mut time = |from: chrono::NaiveDateTime, quarters: std::ops::Range<i64>| {
                let time = from + chrono::TimeDelta::minutes(15 * dice.random_range(quarters));
                let fraction = match (t.engine(), dice.random_range(0..4)) {
                    (Engine::Sqlite, 0) => ".000000",
                    (Engine::Sqlite, 1) => ".999999",
                    _ => "",
                };
                (time, format!("{}{fraction}", time.format("%Y-%m-%d %H:%M:%S")))
            };
            let (from, start) = time(zero, 0..384);
            let (_, end) = time(from, 1..9);
            let guests: Vec<i64> = (1..=6).filter(|_| dice.random_bool(0.25)).collect();
            let status = ["scheduled", "scheduled", "completed", "in_progress", "cancelled"];
            Row::new(format!("Random {index}"), &start, &end)
                .by(dice.random_range(1..=6))
                .with(&guests)
                .status(status[dice.random_range(0..status.len())])
        })
        .collect();
    t.insert_meetings(&rows);
}

on_every_engine! {
    fn each_pair_of_each_user_is_listed(t: &Meetctl) {
        t.seed_sql(4, 0);
        t.insert_meetings(&[
            Row::today("Long", "09:00", "12:00"),
            Row::today("Within", "10:00", "11:00").by(2).with(&[1, 3]),
            Row::today("Called off", "09:00", "12:00").with(&[2]).status("cancelled"),
            Row::today("Guest twice", "10:30", "11:30").by(4).with(&[3, 1]),
            Row::today("Back to back", "12:00", "13:00").with(&[1, 2]),
            Row::today("Another user", "12:00", "13:00").by(4),
        ]);
        snapshot!(t.run(["meeting", "conflicts"]), @r#"
        $ meetctl meeting conflicts
        exit: 0
        --- stdout
        WHO        WHEN BOTH                SHARED  FIRST      SECOND
        Ada        2026-06-01 10:00-11:00Z      1h  #1 Long    #2 Within
        Ada        2026-06-01 10:30-11:30Z      1h  #1 Long    #4 Guest twice
        Ada, Cleo  2026-06-01 10:30-11:00Z     30m  #2 Within  #4 Guest twice
        --- stderr
        4 double bookings in 3 pairs of meetings.
        "#);
        snapshot!(t.run(["meeting", "conflicts", "--format", "csv", "--user", "3"]), @r#"
        $ meetctl meeting conflicts --format csv --user 3
        exit: 0
        --- stdout
        user,first,second,overlap_start,overlap_end,overlap_minutes
        cleo@example.org,2,4,2026-06-01T10:30:00Z,2026-06-01T11:00:00Z,30
        --- stderr
        1 double booking.
        "#);
        snapshot!(t.run(["meeting", "conflicts", "--user", "cleo@example.org", "--format", "json"]), @r#"
        $ meetctl meeting conflicts --user cleo@example.org --format json
        exit: 0
        --- stdout
        [
          {
            "user": {
              "id": 3,
              "name": "Cleo",
              "email": "cleo@example.org",
              "created_at": "2026-05-01T09:00:00Z",
              "updated_at": "2026-05-01T09:00:00Z"
            },
            "first": {
              "id": 2,
              "title": "Within",
              "start_time": "2026-06-01T10:00:00Z",
              "end_time": "2026-06-01T11:00:00Z",
              "status": "scheduled"
            },
            "second": {
              "id": 4,
              "title": "Guest twice",
              "start_time": "2026-06-01T10:30:00Z",
              "end_time": "2026-06-01T11:30:00Z",
              "status": "scheduled"
            },
            "overlap_start": "2026-06-01T10:30:00Z",
            "overlap_end": "2026-06-01T11:00:00Z",
            "overlap_minutes": 30
          }
        ]
        --- stderr
        {"status":{"message":"1 double booking."}}
        "#);
        let cleo = (3, 2, 4);
        let ada = [(1, 1, 2), (1, 1, 4), (1, 2, 4)];
        assert_eq!(found(t, &[]), [ada[0], ada[1], ada[2], cleo]);
        assert_eq!(found(t, &["--user", "2"]), []);
        assert_eq!(found(t, &["--user", "3", "--user", "ada@example.org"]), [ada[0], ada[1], ada[2], cleo]);
        assert_eq!(found(t, &["--user", "3", "--user", "3", "--user", "2"]), [cleo]);
        // The window is laid over the time that both meetings share.
        assert_eq!(found(t, &["--to", "today 10:30"]), [ada[0]]);
        assert_eq!(found(t, &["--from", "today 11:00"]), [ada[1]]);
        assert_eq!(found(t, &["--from", "today 11:30"]), []);
        assert_eq!(found(t, &["--from", "today 10:59", "--to", "today 11:00"]).len(), 4);
        snapshot!(t.run(["meeting", "conflicts", "--user", "3", "--tz", "Europe/Berlin"]), @r#"
        $ meetctl meeting conflicts --user 3 --tz Europe/Berlin
        exit: 0
        --- stdout
        WHO   WHEN BOTH                     SHARED  FIRST      SECOND
        Cleo  2026-06-01 12:30-13:00+02:00     30m  #2 Within  #4 Guest twice
        --- stderr
        1 double booking.
        "#);
    }

    fn two_bars_on_one_time_line_show_what_they_share(t: &Meetctl) {
        t.seed_sql(6, 0);
        t.insert_meetings(&[
            Row::today("Long", "09:00", "12:00").with(&[2, 3, 4, 5, 6]),
            Row::today("Within 会議", "10:00", "11:00").by(6).with(&[1, 2, 3, 5]),
            Row::new("Night", "2026-06-01 23:00:00", "2026-06-02 02:00:00").by(4),
            Row::new("Watch", "2026-06-02 00:00:00", "2026-06-02 08:00:00").by(4),
        ]);
        snapshot!(t.run(["meeting", "conflicts", "--draw"]), @r"
        $ meetctl meeting conflicts --draw
        exit: 0
        --- stdout
        Ada, Ben, Cleo +2
          Mon 2026-06-01 10:00-11:00Z, 1h shared
          #1 Long         ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒██████████████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
          #2 Within 会議                      ██████████████████████

        Dan
          Tue 2026-06-02 00:00-02:00Z, 2h shared
          #3 Night  ▒▒▒▒▒▒▒████████████████
          #4 Watch         ████████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        --- stderr
        6 double bookings in 2 pairs of meetings.
        ");
        let drawn = |more: &[&str]| {
            let args = ["meeting", "conflicts", "--draw"].iter().chain(more);
            t.cmd(args).env("NO_COLOR", "1").on_terminal(60).success().stdout
        };
        assert_eq!(drawn(&["--limit", "1"]).matches(" shared\n").count(), 1);
        assert!(drawn(&["--limit", "1"]).contains("1 pair shown, more exist"));
        assert!(drawn(&["--user", "4"]).starts_with("Dan\n"), "{}", drawn(&["--user", "4"]));
        for format in ["json", "csv", "ids"] {
            t.run(["meeting", "conflicts", "--draw", "--format", format]).exits(2);
        }
        t.run(["meeting", "conflicts", "--draw", "--check"]).exits(3);
    }

    fn every_format_lists_them(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[Row::today("One", "10:00", "11:00"), Row::today("Two", "10:45", "12:00")]);
        let as_format = |format: &str| t.run(["meeting", "conflicts", "--format", format]);
        assert_eq!(as_format("count").success().stdout, "1\n");
        assert_eq!(as_format("jsonl").success().stdout.lines().count(), 1);
        snapshot!(as_format("tsv"), @r#"
        $ meetctl meeting conflicts --format tsv
        exit: 0
        --- stdout
        user	first	second	overlap_start	overlap_end	overlap_minutes
        ada@example.org	1	2	2026-06-01T10:45:00Z	2026-06-01T11:00:00Z	15
        --- stderr
        1 double booking.
        "#);
        snapshot!(as_format("ids"), @r#"
        $ meetctl meeting conflicts --format ids
        exit: 2
        --- stdout
        --- stderr
        error: these records have no ids
        hint: use another format, such as `--format json` or `--format csv`
        "#);
        let fields = ["meeting", "conflicts", "--fields", "overlap_minutes,first", "--format", "csv", "--no-header"];
        assert_eq!(t.run(fields).success().stdout, "15,1\n");
    }

    fn the_exit_code_reports_conflicts(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00"),
            Row::today("Two", "11:00", "12:00"),
        ]);
        let check = ["meeting", "conflicts", "--check"];
        let clear = t.run(check).success();
        assert_eq!((clear.stdout.as_str(), clear.stderr.as_str()), ("", "No double bookings.\n"));
        assert_eq!(t.run(["meeting", "conflicts", "--json"]).success().stdout, "[]\n");
        t.sql("UPDATE meetings SET start_time = '2026-06-01 10:59:59' WHERE id = 2");
        let found = t.run(check).exits(3);
        assert_eq!(found.stderr, "1 double booking.\n");
        t.run(["meeting", "conflicts"]).success();
        t.run(["meeting", "conflicts", "--check", "--from", "tomorrow"]).success();
        t.run(["meeting", "conflicts", "--from", "tomorrow", "--to", "today"]).exits(2);
        t.run(["meeting", "conflicts", "--user", "9"]).exits(5);
        t.run(["meeting", "conflicts", "--from", "whenever"]).exits(2);
    }

    fn three_at_one_time_are_three_pairs(t: &Meetctl) {
        t.seed_sql(2, 0);
        let same = |title: &str| Row::today(title, "10:00", "11:00").with(&[2]);
        t.insert_meetings(&[same("A"), same("B"), same("C")]);
        let pairs = |user| [(user, 1, 2), (user, 1, 3), (user, 2, 3)];
        assert_eq!(found(t, &[]), [pairs(1), pairs(2)].concat());
    }

    fn a_hostile_title_is_kept_in_json_and_harmless_in_a_table(t: &Meetctl) {
        t.seed_sql(1, 0);
        let title = "=1+1\u{1b}[31m\u{202e}\u{7}";
        t.insert_meetings(&[Row::today(title, "10:00", "11:00"), Row::today(title, "10:00", "11:00")]);
        let list = t.run(["meeting", "conflicts", "--json"]).success().json();
        assert_eq!(list[0]["first"]["title"], title);
        assert_eq!(list[0]["second"]["title"], title);
        for text in [t.run(["meeting", "conflicts"]).success().stdout, t.terminal(80, ["meeting", "conflicts", "--color", "never"]).stdout] {
            let raw = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(text.contains("#1") && !text.contains(raw), "{text:?}");
        }
    }

    fn as_many_as_comparing_all_with_all_finds(t: &Meetctl) {
        let seed = rand::random();
        t.seed_sql(6, 0);
        random_meetings(t, seed, 300);
        let expected = by_self_join(t);
        assert!(expected.len() > 100, "seed {seed}: hardly anything to find");
        assert_eq!(found(t, &[]), expected, "seed {seed}");
        let mut some = expected.clone();
        some.retain(|(user, ..)| [2, 5].contains(user));
        assert_eq!(found(t, &["--user", "2", "--user", "5"]), some, "seed {seed}");
        let count = t.run(["meeting", "conflicts", "--format", "count"]).success();
        assert_eq!(count.stdout, format!("{}\n", expected.len()));
    }

    fn many_pages_are_one_list(t: &Meetctl) {
        t.seed_sql(2, 4_500);
        // Each pushed ten minutes into the next of the other user, who attends both.
        t.sql(match t.engine() {
            Engine::Sqlite => "UPDATE meetings SET end_time = datetime(end_time, '+10 minutes') || '.000000'",
            Engine::Postgres => "UPDATE meetings SET end_time = end_time + interval '10 minutes'",
            Engine::Mariadb => "UPDATE meetings SET end_time = end_time + interval 10 minute",
        });
        let pairs = found(t, &[]);
        let expected: Vec<Pair> = (1..4_500).flat_map(|id| [(1, id, id + 1), (2, id, id + 1)]).collect();
        assert!(pairs == expected, "{} pairs", pairs.len());
    }
}

/// `10:00:00.000000` and `10:00:00` are one moment, and back-to-back is none.
#[test]
fn fractions_make_no_double_booking_and_hide_none() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let mut rows = Vec::new();
    for (hour, [a, b]) in
        (0..).zip([["", ".000000"], [".000000", ""], [".500000", ".500000"], ["", ".500000"]])
    {
        let time = |minute: u32, fraction: &str| {
            let mut text = format!("2026-06-01 {:02}:{minute:02}:00", 2 * hour + 6);
            write!(text, "{fraction}").unwrap();
            text
        };
        // Back to back, then one that shares the last minute.
        rows.push(Row::new("First", &time(0, a), &time(30, a)));
        rows.push(Row::new("Next", &time(30, b), &time(40, b)));
        rows.push(Row::new("Over", &time(39, a), &time(50, b)));
    }
    let rows: Vec<Row> = rows.into_iter().map(Row::verbatim).collect();
    t.insert_meetings(&rows);
    let expected: Vec<Pair> = (0..4).map(|n| (1, 3 * n + 2, 3 * n + 3)).collect();
    assert_eq!(found(&t, &[]), expected);
}

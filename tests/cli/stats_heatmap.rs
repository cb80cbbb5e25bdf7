//! `meetctl stats heatmap`

use std::collections::BTreeMap;

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

/// The cells that are not empty, by weekday (0 is Monday) and hour.
fn cells(t: &Meetctl, more: &[&str]) -> BTreeMap<(usize, i64), i64> {
    let args = ["stats", "heatmap", "--json"].iter().chain(more);
    let list = t.run(args).success().json();
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let cells = list.as_array().unwrap().iter();
    cells
        .map(|cell| {
            let day = days.iter().position(|day| cell["weekday"] == *day).unwrap();
            let number = |name: &str| cell[name].as_i64().unwrap();
            ((day, number("hour")), number("count"))
        })
        .collect()
}

on_every_engine! {
    fn a_meeting_counts_in_each_hour_it_touches(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::today("Three hours", "09:30", "11:01"),
            Row::today("One hour", "10:00", "11:00").by(2).with(&[1]),
            Row::today("Called off", "10:00", "11:00").status("cancelled"),
            Row::new("Past midnight", "2026-06-07 23:30:00", "2026-06-08 00:30:00").by(2),
        ]);
        snapshot!(t.run(["stats", "heatmap"]), @r#"
        $ meetctl stats heatmap
        exit: 0
        --- stdout
        WEEKDAY  HOUR  MEETINGS
        mon         0         1
        mon         9         1
        mon        10         2
        mon        11         1
        sun        23         1
        --- stderr
        Counted in the time zone UTC.
        "#);
        snapshot!(t.run(["stats", "heatmap", "--format", "csv"]), @r#"
        $ meetctl stats heatmap --format csv
        exit: 0
        --- stdout
        weekday,hour,count
        mon,0,1
        mon,9,1
        mon,10,2
        mon,11,1
        sun,23,1
        --- stderr
        Counted in the time zone UTC.
        "#);
        snapshot!(t.cmd(["stats", "heatmap"]).env("NO_COLOR", "1").on_terminal(80), @r#"
        $ meetctl stats heatmap
        exit: 0
        --- terminal
              0     3     6     9     12    15    18    21
        mon   ▓▓                ▓▓██▓▓
        tue
        wed
        thu
        fri
        sat
        sun                                                 ▓▓

              ▓ 1+   █ 2+   (most: 2)
        Counted in the time zone UTC.
        "#);
        let all = [((0, 0), 1), ((0, 9), 1), ((0, 10), 2), ((0, 11), 1), ((6, 23), 1)];
        assert_eq!(cells(t, &[]), all.into());
        assert_eq!(cells(t, &["--user", "1"]), [((0, 9), 1), ((0, 10), 2), ((0, 11), 1)].into());
        assert_eq!(cells(t, &["--from", "2026-06-02"]), [((0, 0), 1), ((6, 23), 1)].into());
        assert_eq!(cells(t, &["--to", "2026-06-01T11:00Z"]), [((0, 10), 1)].into());
        let tokyo = [((0, 8), 1), ((0, 9), 1), ((0, 18), 1), ((0, 19), 2), ((0, 20), 1)];
        assert_eq!(cells(t, &["--tz", "Asia/Tokyo"]), tokyo.into());
        let count = t.run(["stats", "heatmap", "--format", "count"]).success();
        assert_eq!(count.stdout, "5\n");
        t.run(["stats", "heatmap", "--user", "9"]).exits(5);
        t.run(["stats", "heatmap", "--from", "x"]).exits(2);
    }

    fn as_many_as_sql_counts(t: &Meetctl) {
        t.seed_sql(3, 1_000);
        // Quarters of an hour never reach into a second hour.
        let (day, hour) = match t.engine() {
            Engine::Sqlite => ("CAST(strftime('%w', start_time) AS INTEGER)", "CAST(strftime('%H', start_time) AS INTEGER)"),
            Engine::Postgres => ("CAST(EXTRACT(DOW FROM start_time) AS BIGINT)", "CAST(EXTRACT(HOUR FROM start_time) AS BIGINT)"),
            Engine::Mariadb => ("DAYOFWEEK(start_time) - 1", "HOUR(start_time)"),
        };
        for (more, condition) in [(&[] as &[&str], ""), (&["--user", "2"], "WHERE created_by = 2 OR id IN (SELECT meeting_id FROM meeting_participants WHERE user_id = 2)")] {
            let rows = t.rows(&format!("SELECT {day}, {hour}, COUNT(*) FROM meetings {condition} GROUP BY 1, 2"));
            let number = |text: &String| text.parse::<i64>().unwrap();
            let expected: BTreeMap<(usize, i64), i64> = rows.iter()
                .map(|row| ((usize::try_from((number(&row[0]) + 6) % 7).unwrap(), number(&row[1])), number(&row[2])))
                .collect();
            assert_eq!(cells(t, more), expected);
        }
    }

    fn the_hour_that_clocks_skip_is_never_busy(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[
            Row::new("Over the jump ahead", "2026-03-29 00:30:00", "2026-03-29 01:30:00"),
            Row::new("Over the jump back", "2026-10-25 00:30:00", "2026-10-25 01:30:00"),
        ]);
        let berlin = [((6, 1), 1), ((6, 2), 1), ((6, 3), 1)];
        assert_eq!(cells(t, &["--tz", "Europe/Berlin"]), berlin.into());
    }

    fn every_format_counts_in_one_zone(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[Row::new("Evening", "2026-06-01 22:30:00", "2026-06-01 23:00:00")]);
        for (zone, more, cell) in [
            ("Asia/Kathmandu", &[] as &[&str], ["mon", "22", "1"]),
            ("UTC", &["--tz", "Asia/Kathmandu"], ["tue", "4", "1"]),
        ] {
            let heatmap = |format: &str| {
                let args = ["stats", "heatmap", "--no-header", "--format", format];
                t.cmd(args.iter().chain(more)).env("TZ", zone).run().success().stdout
            };
            assert_eq!(heatmap("table").split_whitespace().collect::<Vec<_>>(), cell);
            assert_eq!(heatmap("csv").trim().split(',').collect::<Vec<_>>(), cell);
        }
        // The overview as well: its year and its months.
        let overview = |zone: &str, format: &str| {
            let overview = t.cmd(["stats", "--format", format]).env("TZ", zone);
            overview.env("MEETCTL_NOW", "2026-12-31T23:30:00Z").run().success()
        };
        assert_eq!(overview("Pacific/Apia", "table").stdout, overview("UTC", "table").stdout);
        let json = overview("Pacific/Apia", "json").json();
        assert_eq!((&json["year"], &json["time_zone"]), (&2026.into(), &"UTC".into()));
        assert!(overview("Pacific/Apia", "table").stdout.contains("Meetings in 2026 (UTC)"));
    }

    fn an_empty_week_is_reported(t: &Meetctl) {
        t.seed_sql(1, 0);
        let none = t.run(["stats", "heatmap"]).success();
        assert_eq!((none.stdout.as_str(), none.stderr.as_str()), ("", "No meetings found.\n"));
        assert_eq!(t.run(["stats", "heatmap", "--json"]).success().stdout, "[]\n");
        snapshot!(t.cmd(["stats", "heatmap"]).env("NO_COLOR", "1").on_terminal(80), @r#"
        $ meetctl stats heatmap
        exit: 0
        --- terminal
              0     3     6     9     12    15    18    21
        mon
        tue
        wed
        thu
        fri
        sat
        sun
        Counted in the time zone UTC.
        "#);
    }
}

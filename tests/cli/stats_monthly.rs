//! `meetctl stats monthly`

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

fn seed(t: &Meetctl) {
    t.seed_sql(2, 0);
    t.insert_meetings(&[
        Row::new("First second", "2026-01-01 00:00:00", "2026-01-01 01:00:00"),
        Row::new("Year before", "2025-12-31 23:59:59", "2026-01-01 01:00:00"),
        Row::new("Leap", "2024-02-29 12:00:00", "2024-02-29 13:00:00"),
        Row::new("Into March", "2026-02-28 23:30:00", "2026-03-01 00:30:00").by(2).with(&[1]),
        Row::new("Called off", "2026-03-31 23:30:00", "2026-03-31 23:40:00")
            .by(2)
            .status("cancelled"),
        Row::new("Last second", "2026-12-31 23:59:59", "2027-01-01 01:00:00").with(&[1, 2]),
    ]);
}

on_every_engine! {
    fn months_are_counted_by_their_start(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(["stats", "monthly", "--year", "2026"]), @r#"
        $ meetctl stats monthly --year 2026
        exit: 0
        --- stdout
        MONTH  MEETINGS
        Jan           1
        Feb           1
        Mar           1
        Apr           0
        May           0
        Jun           0
        Jul           0
        Aug           0
        Sep           0
        Oct           0
        Nov           0
        Dec           1
        --- stderr
        Counted in the time zone UTC.
        "#);
        let months = |args: &[&str]| -> Vec<(i64, i64)> {
            let args = ["stats", "monthly", "--json"].iter().chain(args);
            let json = t.run(args).success().json();
            let months = json.as_array().unwrap().iter();
            months.map(|m| (m["month"].as_i64().unwrap(), m["count"].as_i64().unwrap())).collect()
        };
        assert_eq!(months(&["--year", "2026"]), [(1, 1), (2, 1), (3, 1), (12, 1)]);
        assert_eq!(months(&["--year", "2026", "--user", "1"]), [(1, 1), (2, 1), (12, 1)]);
        assert_eq!(months(&["--year", "2026", "--user", "ben@example.org"]), [(2, 1), (3, 1), (12, 1)]);
        assert_eq!(months(&["--year", "2024"]), [(2, 1)]);
        assert_eq!(months(&["--year", "1999"]), []);
        // In Berlin the month begins an hour or two earlier.
        assert_eq!(months(&["--year", "2026", "--tz", "Europe/Berlin"]), [(1, 2), (3, 1), (4, 1)]);
        assert_eq!(months(&["--year", "2027", "--tz", "Europe/Berlin"]), [(1, 1)]);
    }

    /// Where the clocks change with the month: at midnight they go back, or jump ahead.
    fn a_month_begins_with_its_first_moment(t: &Meetctl) {
        t.seed_sql(1, 0);
        let at = |start: &'static str, end: &'static str| Row::new("Edge", start, end);
        t.insert_meetings(&[
            at("2026-11-01 03:59:59", "2026-11-01 04:00:00"),
            at("2026-11-01 04:00:00", "2026-11-01 04:10:00"),
            at("2026-11-01 05:00:00", "2026-11-01 05:10:00"),
            at("2017-10-01 03:59:59", "2017-10-01 04:10:00"),
            at("2017-10-01 04:00:00", "2017-10-01 04:10:00"),
            at("9999-12-31 23:30:00", "9999-12-31 23:59:59"),
            at("1000-01-01 00:00:00", "1000-01-01 00:10:00"),
        ]);
        let months = |year: &str, zone: &str| -> String {
            let args = ["stats", "monthly", "--year", year, "--tz", zone, "--format", "csv", "--no-header"];
            t.run(args).success().stdout.replace('\n', " ")
        };
        assert_eq!(months("2026", "America/Havana"), "10,1 11,2 ");
        assert_eq!(months("2017", "America/Asuncion"), "9,1 10,1 ");
        assert_eq!(months("9999", "America/Havana"), "12,1 ");
        assert_eq!(months("1000", "Pacific/Apia"), "1,1 ");
        for (year, zone) in [("2026", "America/Havana"), ("2017", "America/Asuncion")] {
            let from = format!("{year}-{}", if year == "2026" { "11-01" } else { "10-01" });
            let list = t.run(["meeting", "list", "--on", &from, "--tz", zone, "--format", "count"]);
            assert_eq!(list.success().stdout, if year == "2026" { "2\n" } else { "1\n" });
        }
    }

    fn an_unknown_user_is_not_found(t: &Meetctl) {
        snapshot!(t.run(["stats", "monthly", "--year", "2026", "--user", "7"]), @r#"
        $ meetctl stats monthly --year 2026 --user 7
        exit: 5
        --- stdout
        --- stderr
        error: --user: user 7 not found
        hint: `meetctl user list --search …` finds users
        "#);
        t.run(["stats", "monthly"]).exits(2);
        for year in ["26", "0", "10000", "-1", "this"] {
            t.run(["stats", "monthly", "--year", year]).exits(2);
        }
        t.run(["stats", "monthly", "--year", "9999"]).success();
        t.run(["stats", "monthly", "--year", "1000"]).success();
        assert_eq!(t.run(["stats", "monthly", "--year", "2026", "--json"]).success().stdout, "[]\n");
    }
}

/// In a table as in every other format, wherever the machine is.
#[test]
fn every_format_counts_in_one_zone_and_names_it() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let monthly = |zone: &str, more: &[&str]| {
        let args = ["stats", "monthly", "--year", "2026"].iter().chain(more);
        t.cmd(args).env("TZ", zone).run().success()
    };
    let counts = |zone: &str, more: &[&str]| -> Vec<String> {
        let table = monthly(zone, more).stdout;
        let rows = table.lines().skip(1).filter(|line| !line.ends_with(" 0"));
        rows.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let utc = ["Jan 1", "Feb 1", "Mar 1", "Dec 1"];
    assert_eq!(counts("Europe/Berlin", &[]), utc);
    assert_eq!(counts("Pacific/Apia", &[]), utc);
    assert_eq!(counts("UTC", &["--tz", "Europe/Berlin"]), ["Jan 2", "Mar 1", "Apr 1"]);
    for format in ["table", "csv", "json", "jsonl"] {
        let stderr = |zone: &str, more: &[&str]| {
            monthly(zone, &[more, &["--format", format]].concat()).stderr
        };
        let yours = "Counted in the time zone UTC; --tz Europe/Berlin counts in yours.";
        assert!(stderr("Europe/Berlin", &[]).contains(yours), "{format}");
        let named = "Counted in the time zone Europe/Berlin.";
        assert!(stderr("UTC", &["--tz", "Europe/Berlin"]).contains(named), "{format}");
        assert_eq!(stderr("UTC", &["-q"]), "");
    }
    let envelope = monthly("Asia/Tokyo", &["--json", "--envelope"]).json();
    assert_eq!(envelope["page"]["time_zone"], "UTC");
}

#[test]
fn a_terminal_draws_all_twelve_months() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let drawn =
        t.terminal(80, ["stats", "monthly", "--year", "2026", "--color", "never"]).success();
    let bars = drawn.stdout.lines().filter(|line| line.contains('█')).count();
    assert_eq!(bars, 4, "{drawn}");
    for month in ["Jan", "Jun", "Dec"] {
        assert!(drawn.stdout.contains(month), "{drawn}");
    }
}

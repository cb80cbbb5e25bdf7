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

    fn an_unknown_user_is_not_found(t: &Meetctl) {
        snapshot!(t.run(["stats", "monthly", "--year", "2026", "--user", "7"]), @r#"
        $ meetctl stats monthly --year 2026 --user 7
        exit: 5
        --- stdout
        --- stderr
        error: user 7 not found
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

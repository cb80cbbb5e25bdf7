//! `meetctl stats`

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

/// Meetings of every status, in this year and others, some of them double bookings.
fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::today("One", "10:00", "11:00").with(&[2, 3]),
        Row::today("Two", "10:30", "11:30").by(2).with(&[1]),
        Row::today("Called off", "10:00", "12:00").with(&[2]).status("cancelled"),
        Row::new("January", "2026-01-31 23:30:00", "2026-02-01 00:30:00").status("completed"),
        Row::new("Last year", "2025-12-31 23:59:59", "2026-01-01 01:00:00")
            .by(3)
            .status("completed"),
        Row::new("Running", "2026-06-01 07:30:00", "2026-06-01 09:00:00")
            .by(3)
            .with(&[3])
            .status("in_progress"),
        Row::new("Far ahead", "2026-09-01 10:00:00", "2026-09-01 11:00:00"),
        Row::new("Far ahead too", "2026-09-01 10:00:00", "2026-09-01 11:00:00"),
    ]);
}

on_every_engine! {
    fn the_overview_counts_everything(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(["stats"]), @r#"
        $ meetctl stats
        exit: 0
        --- stdout
        Users            3
        Meetings         8
        Scheduled        4
        In progress      1
        Completed        2
        Cancelled        1
        Double bookings  2 in the next 30 days

        Meetings in 2026 (UTC)
        MONTH  MEETINGS
        Jan           1
        Feb           0
        Mar           0
        Apr           0
        May           0
        Jun           4
        Jul           0
        Aug           0
        Sep           2
        Oct           0
        Nov           0
        Dec           0

        Most active
        ID  NAME  MEETINGS
         2  Ben          2
         3  Cleo         2
         1  Ada          1
        --- stderr
        "#);
        let json = t.run(["stats", "--json"]).success().json();
        let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["users", "meetings", "year", "time_zone", "monthly", "most_active", "double_bookings_ahead"]);
        assert_eq!(
            json["meetings"],
            serde_json::json!({"total": 8, "scheduled": 4, "in_progress": 1, "completed": 2, "cancelled": 1})
        );
        // Ada and Ben are double-booked by One and Two; what is in September is too far ahead.
        assert_eq!(json["double_bookings_ahead"], 2);
    }

    fn an_empty_database_has_an_overview(t: &Meetctl) {
        let json = t.run(["stats", "--json"]).success().json();
        assert_eq!((&json["users"], &json["meetings"]["total"]), (&0.into(), &0.into()));
        assert!(json["most_active"].as_array().unwrap().is_empty());
        t.run(["stats"]).success();
        snapshot!(t.run(["stats", "--format", "ids"]), @r#"
        $ meetctl stats --format ids
        exit: 2
        --- stdout
        --- stderr
        error: these records have no ids
        hint: use another format, such as `--format json` or `--format csv`
        "#);
    }
}

#[test]
fn a_terminal_draws_bars() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    snapshot!(t.terminal(80, ["stats", "--color", "never"]), @r#"
    $ meetctl stats --color never
    exit: 0
    --- terminal
    Users            3
    Meetings         8
    Scheduled        4
    In progress      1
    Completed        2
    Cancelled        1
    Double bookings  2 in the next 30 days

    Meetings in 2026 (UTC)
    ╭─────────────────────────────────────────────────╮
    │ MONTH  MEETINGS                                 │
    ├─────────────────────────────────────────────────┤
    │ Jan           1  ███████▌                       │
    │ Feb           0                                 │
    │ Mar           0                                 │
    │ Apr           0                                 │
    │ May           0                                 │
    │ Jun           4  ██████████████████████████████ │
    │ Jul           0                                 │
    │ Aug           0                                 │
    │ Sep           2  ███████████████                │
    │ Oct           0                                 │
    │ Nov           0                                 │
    │ Dec           0                                 │
    ╰─────────────────────────────────────────────────╯

    Most active
    ╭────────────────────────────────────────────────────╮
    │ ID  NAME  MEETINGS                                 │
    ├────────────────────────────────────────────────────┤
    │  2  Ben          2  ██████████████████████████████ │
    │  3  Cleo         2  ██████████████████████████████ │
    │  1  Ada          1  ███████████████                │
    ╰────────────────────────────────────────────────────╯
    "#);
}

//! Times as they are typed and shown, in any time zone of the machine.

use harness::{Engine, Meetctl, on_every_engine, snapshot};

const ZONES: [&str; 7] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
];

on_every_engine! {
    fn machine_formats_are_the_same_everywhere(t: &Meetctl) {
        t.seed_sql(2, 12);
        for line in ["meeting list --all", "meeting show 3", "user list", "stats monthly --year 2026", "stats active",
            "stats user 1", "migrate status", "meeting overlaps --from 2026-06-01T00:20:00Z --to 2026-06-01T01:00:00Z"] {
            for format in ["json", "csv"] {
                let mut texts = ZONES.map(|zone| {
                    t.cmd(line.split(' ').chain(["--format", format])).env("TZ", zone).run().success().stdout
                }).to_vec();
                texts.dedup();
                assert_eq!(texts.len(), 1, "{line}: {texts:#?}");
            }
        }
    }

    fn a_clock_time_that_does_not_exist_is_refused(t: &Meetctl) {
        t.seed_people(1);
        for line in every_command("2026-03-29 02:30") {
            let refused = t.cmd(line).env("TZ", "Europe/Berlin").run().exits(2);
            assert!(refused.stderr.contains("2026-03-29T01:30:00+01:00"), "{refused}");
            assert!(refused.stderr.contains("2026-03-29T03:30:00+02:00"), "{refused}");
        }
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["0"]]);
    }

    fn an_ambiguous_clock_time_is_refused(t: &Meetctl) {
        t.seed_people(1);
        for line in every_command("2026-10-25 02:30") {
            let refused = t.cmd(line).env("TZ", "Europe/Berlin").run().exits(2);
            assert!(refused.stderr.contains("2026-10-25T02:30:00+02:00"), "{refused}");
            assert!(refused.stderr.contains("2026-10-25T02:30:00+01:00"), "{refused}");
        }
        snapshot!(t.run(["meeting", "list", "--tz", "Europe/Berlin", "--from", "2026-10-25 02:30"]).exits(2), @r#"
        $ meetctl meeting list --tz Europe/Berlin --from '2026-10-25 02:30'
        exit: 2
        --- stdout
        --- stderr
        error: 2026-10-25 02:30 happens twice in Europe/Berlin (clocks go back from 03:00 to 02:00)
        hint: write 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00
        "#);
        // The half hour of Lord Howe, and the offset that decides.
        let lord_howe = t.run(["--tz", "Australia/Lord_Howe", "meeting", "list", "--from", "2026-04-05 01:45"]).exits(2);
        assert!(lord_howe.stderr.contains("+11:00") && lord_howe.stderr.contains("+10:30"), "{lord_howe}");
        t.run(["--tz", "Australia/Lord_Howe", "meeting", "list", "--from", "2026-04-05T01:45:00+11:00"]).success();
    }

    fn relative_times_go_by_the_given_clock(t: &Meetctl) {
        t.seed_people(1);
        let starts = [
            ("now", "2026-06-01T08:00:00Z"),
            ("+2h", "2026-06-01T10:00:00Z"),
            ("-7d", "2026-05-25T08:00:00Z"),
            ("today", "2026-06-01T00:00:00Z"),
            ("tomorrow 09:15", "2026-06-02T09:15:00Z"),
            ("yesterday", "2026-05-31T00:00:00Z"),
            ("monday", "2026-06-08T00:00:00Z"),
            ("sunday 10:00", "2026-06-07T10:00:00Z"),
        ];
        for (typed, expected) in starts {
            assert_eq!(start(t, typed, "UTC"), expected, "{typed}");
        }
        // Another zone, another day.
        assert_eq!(start(t, "today", "Pacific/Apia"), "2026-05-31T11:00:00Z");
        assert_eq!(start(t, "today 17:30", "America/New_York"), "2026-06-01T21:30:00Z");
        let other = t.cmd(["backfill-status", "--dry-run", "--json"]).env("MEETCTL_NOW", "2027-01-02T03:04:05Z").run().success();
        assert_eq!(other.json()["now"], "2027-01-02T03:04:05Z");
        t.cmd(["user", "list"]).env("MEETCTL_NOW", "once upon a time").run().exits(2);
    }

    fn a_zone_on_the_command_line_shows_its_offsets(t: &Meetctl) {
        t.seed_sql(1, 1);
        for (zone, expected) in [("Europe/Berlin", "2026-06-01T02:00:00+02:00"), ("Asia/Kathmandu", "2026-06-01T05:45:00+05:45"),
            ("America/Sao_Paulo", "2026-05-31T21:00:00-03:00"), ("UTC", "2026-06-01T00:00:00Z")] {
            let shown = t.run(["--tz", zone, "meeting", "list", "--json"]).success().json();
            assert_eq!(shown[0]["start_time"], expected);
        }
    }

    fn the_ends_of_the_calendar_hold(t: &Meetctl) {
        t.seed_people(1);
        assert_eq!(start(t, "2028-02-29T10:00:00Z", "UTC"), "2028-02-29T10:00:00Z");
        assert_eq!(start(t, "9999-12-31T22:00:00Z", "UTC"), "9999-12-31T22:00:00Z");
        for wrong in ["0001-01-01", "0999-12-31T23:59:59Z", "2026-02-29 10:00", "10000-01-01", "2026-06-01T10:00:60Z",
            "2026-06-01T24:30:00Z", "2026-13-01", "9999-12-31T23:59:59-01:00"] {
            t.run(["meeting", "list", "--from", wrong]).exits(2);
            t.run(["meeting", "create", "--title", "T", "--start", wrong, "--duration", "1h", "--creator", "1"]).exits(2);
        }
        t.run(["meeting", "create", "--title", "T", "--start", "9999-12-31T23:30:00Z", "--duration", "1h", "--creator", "1"]).exits(2);
        // As near to the end as possible, stored and read back.
        let last = ["meeting", "create", "--title", "T", "--start", "9999-12-31T23:30:00Z", "--end", "9999-12-31T23:59:59Z", "--creator", "1", "--json"];
        assert_eq!(t.run(last).success().json()["end_time"], "9999-12-31T23:59:59Z");
        t.run(["meeting", "list", "--all", "--tz", "Pacific/Apia"]).success();
    }
}

/// The tables, in the zone of the user.
#[test]
fn tables_are_in_the_zone_of_the_machine() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 1);
    let table = |zone: &str| t.cmd(["meeting", "list"]).env("TZ", zone).run().success().stdout;
    assert_ne!(table("UTC"), table("Asia/Kathmandu"));
    assert!(table("Asia/Kathmandu").contains("05:45"), "{}", table("Asia/Kathmandu"));
}

/// A line for each command that takes a time, with this one in it.
fn every_command(time: &str) -> Vec<Vec<&str>> {
    vec![
        vec![
            "meeting",
            "create",
            "--title",
            "T",
            "--creator",
            "1",
            "--duration",
            "1h",
            "--start",
            time,
        ],
        vec![
            "meeting",
            "create",
            "--title",
            "T",
            "--creator",
            "1",
            "--start",
            "2026-01-01",
            "--end",
            time,
        ],
        vec!["meeting", "list", "--from", time],
        vec!["meeting", "list", "--to", time],
        vec!["meeting", "overlaps", "--to", "2027-01-01", "--from", time],
        vec!["meeting", "overlaps", "--from", "2026-01-01", "--to", time],
        vec!["meeting", "update", "1", "--start", time],
        vec!["meeting", "update", "1", "--end", time],
        vec!["backfill-status", "--now", time],
        vec!["stats", "active", "--from", time],
        vec!["stats", "active", "--to", time],
    ]
}

/// Where a meeting that is booked at `typed` starts, in UTC.
fn start(t: &Meetctl, typed: &str, zone: &str) -> String {
    let args = [
        "meeting",
        "create",
        "--title",
        "T",
        "--start",
        typed,
        "--duration",
        "1m",
        "--creator",
        "1",
        "--allow-overlap",
        "--dry-run",
        "--json",
    ];
    let booked = t.cmd(args).env("TZ", zone).run().success();
    booked.json()["start_time"].as_str().unwrap().to_owned()
}

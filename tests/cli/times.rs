//! Times as they are typed and shown, in any time zone of the machine.

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

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
        error: --from: 2026-10-25 02:30 happens twice in Europe/Berlin (clocks go back from 03:00 to 02:00)
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
            ("next monday", "2026-06-08T00:00:00Z"),
            ("tuesday 10am", "2026-06-02T10:00:00Z"),
            ("10:30", "2026-06-01T10:30:00Z"),
            ("10pm", "2026-06-01T22:00:00Z"),
            ("tomorrow at 9", "2026-06-02T09:00:00Z"),
            ("noon", "2026-06-01T12:00:00Z"),
            ("3 days ago", "2026-05-29T08:00:00Z"),
            ("in 2 hours", "2026-06-01T10:00:00Z"),
            ("last friday", "2026-05-29T00:00:00Z"),
            ("next week", "2026-06-08T00:00:00Z"),
            ("last month", "2026-05-01T00:00:00Z"),
            ("June 1 2026", "2026-06-01T00:00:00Z"),
            ("2026/06/01", "2026-06-01T00:00:00Z"),
            ("20260601", "2026-06-01T00:00:00Z"),
            ("@1780000000", "2026-05-28T20:26:40Z"),
            ("start of week", "2026-06-01T00:00:00Z"),
            ("end of month", "2026-07-01T00:00:00Z"),
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

    fn every_option_with_a_time_is_named_in_its_error(t: &Meetctl) {
        t.seed_people(1);
        for wrong in ["once upon a time", "01/02/2026", "12am", "monday", "June 1"] {
            for line in every_command(wrong) {
                let option = line[line.iter().position(|word| *word == wrong).unwrap() - 1];
                let refused = t.run(line).exits(2);
                assert!(refused.stderr.starts_with(&format!("error: {option}: {wrong:?} ")), "{refused}");
            }
        }
        for (line, option) in [
            (["meeting", "list", "--tz", "Mars"], "--tz"),
            (["meeting", "list", "--timeout", "soon"], "--timeout"),
            (["meeting", "free", "--buffer", "soon"], "--buffer"),
            (["meeting", "free", "--duration", "-1h"], "--duration"),
            (["meeting", "list", "--from", ""], "--from"),
            (["backfill-status", "--dry-run", "--pause", "5"], "--pause") ,
            (["meeting", "list", "--on", "10:30"], "--on"),
        ] {
            let refused = t.run(line).exits(2);
            assert!(refused.stderr.starts_with(&format!("error: {option}: ")), "{refused}");
        }
        let both = ["meeting", "list", "--on", "today", "--from", "today"];
        assert!(t.run(both).exits(2).stderr.contains("--on"));
        let json = t.run(["meeting", "list", "--from", "01/02/2026", "--json"]).exits(2);
        let error = &serde_json::from_str::<serde_json::Value>(&json.stderr).unwrap()["error"];
        assert_eq!(error["message"], "--from: \"01/02/2026\" has two readings");
        assert_eq!(error["hint"], "write 2026-01-02 or 2026-02-01");
    }

    fn an_end_before_its_start_names_both_options(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[Row::today("Plan", "10:00", "11:00")]);
        for (args, message) in [
            ("meeting update 1 --end yesterday", "--end (2026-05-31T00:00:00Z) is not after the start (2026-06-01T10:00:00Z)"),
            ("meeting update 1 --start today --end today", "--end (2026-06-01T00:00:00Z) is not after --start (2026-06-01T00:00:00Z)"),
            ("meeting create --title T --creator 1 --start noon --end 9:00", "--end (2026-06-01T09:00:00Z) is not after --start (2026-06-01T12:00:00Z)"),
            ("meeting list --from noon --to 9:00", "--to (2026-06-01T09:00:00Z) is not after --from (2026-06-01T12:00:00Z)"),
            ("meeting conflicts --from noon --to noon", "--to (2026-06-01T12:00:00Z) is not after --from (2026-06-01T12:00:00Z)"),
        ] {
            let refused = t.run(args.split(' ')).exits(2);
            assert_eq!(refused.stderr, format!("error: {message}\n"), "{args}");
        }
    }

    fn a_day_at_the_end_of_a_window_is_in_it(t: &Meetctl) {
        t.seed_sql(2, 0);
        // In Berlin, the evening of 2026-10-25, a day of 25 hours, and the morning after.
        t.insert_meetings(&[
            Row::new("First", "2026-10-24 22:00:00", "2026-10-24 23:00:00").with(&[2]),
            Row::new("Last", "2026-10-25 22:30:00", "2026-10-25 23:00:00").with(&[2]),
            Row::new("Last too", "2026-10-25 22:30:00", "2026-10-25 23:00:00").with(&[2]),
            Row::new("Next", "2026-10-25 23:00:00", "2026-10-25 23:30:00").with(&[2]),
        ]);
        let days = ["--on 2026-10-25", "--from 2026-10-25 --to 2026-10-25", "--from 20261025 --to sunday",
            "--on sunday", "--from sunday --to sunday", "--from sunday --to 2026-10-26T00:00:00+01:00"];
        for day in days {
            let run = |command: &str| {
                let line = format!("{command} --tz Europe/Berlin {day}");
                t.cmd(line.split(' ')).env("MEETCTL_NOW", "2026-10-21T10:00:00Z").run().success()
            };
            assert_eq!(run("meeting list --format ids").ids(), [1, 2, 3], "{day}");
            assert_eq!(run("meeting list --format count").stdout, "3\n", "{day}");
            assert_eq!(run("meeting list --format ids --per-page 1 --page 3").ids(), [3], "{day}");
            assert_eq!(run("meeting list --format ids --after 2026-10-25T22:30:00Z,2").ids(), [3], "{day}");
            assert_eq!(run("meeting overlaps --format ids").ids(), [1, 2, 3], "{day}");
            assert_eq!(run("meeting export --format csv").stdout.lines().count(), 4, "{day}");
            assert_eq!(run("meeting conflicts --format count").stdout, "2\n", "{day}");
            assert_eq!(run("stats active --json").json()[0]["meeting_count"], 3, "{day}");
            assert_eq!(run("stats heatmap --json").json()[1]["count"], 2, "{day}");
            let free = run("meeting free --user 1 --duration 1m --format csv --no-header --fields duration_minutes");
            assert_eq!(free.stdout, "1410\n", "{day}");
        }
        // One second earlier is not that day, and a moment is not a day.
        let ids = |more: &[&str]| t.run(["meeting", "list", "--format", "ids"].iter().chain(more)).success().ids();
        assert_eq!(ids(&["--to", "2026-10-25T22:59:59Z"]), [1]);
        assert_eq!(ids(&["--on", "2026-10-25"]), [2, 3, 4]);
        assert_eq!(ids(&["--to", "2026-10-24"]), [1]);
        assert_eq!(ids(&["--to", "2026-10-24 00:00"]), [] as [i64; 0]);
        t.run(["meeting", "list", "--from", "2026-10-25", "--to", "2026-10-24"]).exits(2);
        assert_eq!(ids(&["--from", "9999-12-31", "--to", "9999-12-31"]), [] as [i64; 0]);
    }

    fn what_is_booked_from_now_is_rounded(t: &Meetctl) {
        t.seed_people(1);
        let at = |args: &[&str], now: &str| {
            let json = t.cmd(args).env("MEETCTL_NOW", now).run().success().json();
            ["start_time", "end_time"].map(|field| json[field].as_str().unwrap().to_owned())
        };
        let create = ["meeting", "create", "--title", "T", "--creator", "1", "--json", "--start", "+2h", "--end"];
        let booked = at(&[&create[..], &["in 150 minutes"]].concat(), "2026-06-01T08:00:31Z");
        assert_eq!(booked, ["2026-06-01T10:01:00Z", "2026-06-01T10:31:00Z"]);
        let moved = at(&["meeting", "update", "1", "--json", "--start", "now"], "2026-06-01T08:00:29Z");
        assert_eq!(moved, ["2026-06-01T08:00:00Z", "2026-06-01T08:30:00Z"]);
        // Nothing else is rounded.
        let exact = at(&["meeting", "update", "1", "--json", "--end", "today 09:00:29"], "2026-06-01T08:00:29Z");
        assert_eq!(exact[1], "2026-06-01T09:00:29Z");
        let listed = ["meeting", "list", "--format", "count", "--to", "+10s"];
        let listed = t.cmd(listed).env("MEETCTL_NOW", "2026-06-01T09:00:18Z").run().success();
        assert_eq!(listed.stdout, "0\n");
    }

    fn lengths_in_minutes_are_exact(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::new("A", "2026-06-01 10:00:00", "2026-06-01 10:00:30").with(&[2]),
            Row::new("B", "2026-06-01 10:00:20", "2026-06-01 10:01:50").with(&[2]),
            Row::new("C", "2026-06-01 11:00:00", "2026-06-01 11:45:00"),
        ]);
        let fields = |command: &str, field: &str| {
            let line = format!("{command} --fields {field} --no-header --format csv");
            let csv = t.run(line.split(' ')).success().stdout;
            let line = format!("{command} --fields {field} --format jsonl");
            let jsonl = t.run(line.split(' ')).success().stdout;
            let bare = jsonl.replace(&format!("{{\"{field}\":"), "").replace('}', "");
            assert_eq!(csv, bare, "{command}");
            csv.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(fields("meeting list", "duration_minutes"), ["0.5", "1.5", "45"]);
        assert_eq!(fields("meeting conflicts --user 1", "overlap_minutes"), ["0.16666666666666666"]);
        assert_eq!(fields("stats user 1", "average_duration_minutes"), ["15.666666666666666"]);
        let free = "meeting free --user 1 --duration 1s --from 2026-06-01T09:59:15Z --to 2026-06-01T11:30:00Z";
        assert_eq!(fields(free, "duration_minutes"), ["0.75", "58.166666666666664"]);
        let card = t.run(["meeting", "show", "2"]).success().stdout;
        assert!(card.contains("1m30s"), "{card}");
        // What is exported so is imported again.
        let file = "{\"title\":\"D\",\"start_time\":\"2026-07-01T10:00:00Z\",\"duration_minutes\":0.16666666666666666,\"creator\":1}\n";
        let file = t.write("d.jsonl", file);
        t.run(["meeting", "import", file.to_str().unwrap()]).success();
        assert_eq!(fields("meeting list --on 2026-07-01", "duration_minutes"), ["0.16666666666666666"]);
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
        vec!["stats", "active", "--on", time],
        vec!["stats", "heatmap", "--from", time],
        vec!["stats", "heatmap", "--to", time],
        vec!["meeting", "list", "--on", time],
        vec!["meeting", "overlaps", "--on", time],
        vec!["meeting", "conflicts", "--from", time],
        vec!["meeting", "conflicts", "--to", time],
        vec!["meeting", "export", "--from", time],
        vec!["meeting", "export", "--on", time],
        vec!["meeting", "free", "--user", "1", "--duration", "1h", "--on", time],
        vec![
            "meeting",
            "free",
            "--user",
            "1",
            "--duration",
            "1h",
            "--from",
            time,
            "--to",
            "2027-01-01",
        ],
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

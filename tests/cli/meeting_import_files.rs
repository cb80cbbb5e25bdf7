//! `meetctl meeting import`: what a file may contain.

use serde_json::json;

use crate::meeting_import::{counts, csv, import, stored};
use harness::{on_every_engine, snapshot};

on_every_engine! {
    fn files_that_hold_nothing(t: &Meetctl) {
        t.seed_sql(1, 0);
        let before = t.tables();
        let empty = import(t, "a.csv", "", &["--json"]).exits(1);
        assert_eq!(empty.error_json()["code"], "bad_header");
        snapshot!(import(t, "a.csv", csv(&[]), &[]), @r"
        $ meetctl meeting import a.csv
        exit: 0
        --- stdout
        --- stderr
        Read 0 records of a.csv.
        ");
        assert_eq!(counts(&import(t, "a.jsonl", "", &["--json"]).success()), [0; 6]);
        assert_eq!(counts(&import(t, "a.jsonl", "\n \n", &["--json"]).success()), [0; 6]);
        let list = import(t, "a.jsonl", "[{\"title\":\"A\"}]", &["--json"]).exits(1);
        assert_eq!(list.error_json()["code"], "bad_format");
        assert_eq!(t.tables(), before);
    }

    fn the_marks_of_windows_are_taken_off(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = csv(&[",A,10:00,11:00,,1,", ",B,11:00,12:00,,1,"]).replace('\n', "\r\n");
        import(t, "a.csv", format!("\u{feff}{file}"), &[]).success();
        let line = "{\"title\":\"C\",\"start_time\":\"2026-06-01T12:00:00Z\",\"duration_minutes\":5,\"creator\":1}";
        import(t, "a.jsonl", format!("\u{feff}{line}\r\n"), &[]).success();
        assert_eq!(stored(t), ["A 10:00-11:00", "B 11:00-12:00", "C 12:00-12:05"]);
    }

    fn a_guard_against_formulas_is_taken_off_where_it_is_asked_for(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = csv(&["a,'=1+1,10:00,11:00,,1,", "b,'plain,11:00,12:00,,1,"]);
        import(t, "a.csv", &file, &["--csv-safe"]).success();
        let titles = || t.rows("SELECT title FROM meetings ORDER BY uid").concat();
        // The second was not guarded by an export.
        assert_eq!(titles(), ["=1+1", "'plain"]);
        import(t, "a.csv", &file, &[]).success();
        assert_eq!(titles(), ["'=1+1", "'plain"]);
    }

    fn times_are_read_as_everywhere(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = "title,start_time,end_time,creator\n\
            A,2026-06-01 10:00,2026-06-01T10:30+02:00,1\n\
            B,tomorrow,2026-06-02T01:00:00+02:00,1\n\
            C,2026-12-01 10:00:30,2026-12-01 11:00,1\n";
        import(t, "a.csv", file, &["--tz", "Europe/Berlin"]).success();
        assert_eq!(t.rows("SELECT title, start_time, end_time FROM meetings ORDER BY 1"), [
            ["A", "2026-06-01 08:00:00", "2026-06-01 08:30:00"],
            ["B", "2026-06-01 22:00:00", "2026-06-01 23:00:00"],
            ["C", "2026-12-01 09:00:30", "2026-12-01 10:00:00"],
        ]);
        // The hour that the clocks skip, and the one that they repeat.
        let gap = "title,start_time,end_time,creator\n\
            A,2026-03-29 02:30,2026-03-29 04:00,1\n\
            B,2026-10-25 01:00,2026-10-25 02:30,1\n";
        let refused = import(t, "gap.csv", gap, &["--tz", "Europe/Berlin", "--json"]).exits(1);
        let error = refused.error_json();
        let fields = [0, 1].map(|n| error["rejects"][n]["field"].clone());
        assert_eq!(fields, [json!("start_time"), json!("end_time")]);
    }

    fn hostile_texts_are_kept_to_the_letter_or_refused(t: &Meetctl) {
        t.seed_sql(1, 0);
        let titles = ["é".repeat(100), "😀".repeat(100), "\u{202e}evil".into(), "'; DROP TABLE users; --".into(),
                      "=1+1".into(), "👩\u{200d}💻 sprint".into(), "\"quoted\", with, commas".into()];
        let line = |hour: usize, title: &str, description: &str| {
            json!({"uid": format!("u{hour}"), "title": title, "description": description,
                   "start_time": format!("2026-06-01T{hour:02}:00:00Z"), "duration_minutes": 60,
                   "creator": 1}).to_string() + "\n"
        };
        let file: String = titles.iter().zip(0..).map(|(title, n)| line(n, title, &format!("{title}\r\n\t\u{1b}[31m"))).collect();
        assert_eq!(counts(&import(t, "a.jsonl", file, &["--json"]).success())[1], 7);
        let kept = t.rows("SELECT title, description FROM meetings ORDER BY start_time");
        for (title, row) in titles.iter().zip(&kept) {
            assert_eq!(row, &[title.clone(), format!("{title}\r\n\t\u{1b}[31m")]);
        }
        let before = t.tables();
        for (title, description, field) in [
            ("é".repeat(101), "", "title"),
            ("two\nlines".into(), "", "title"),
            ("nul\0".into(), "", "title"),
            ("\u{1b}[31m".into(), "", "title"),
            ("fine".into(), "nul\0", "description"),
        ] {
            let refused = import(t, "b.jsonl", line(20, &title, description), &["--json"]).exits(1);
            assert_eq!(refused.error_json()["rejects"][0]["field"], field, "{refused}");
        }
        let surrogate = "{\"title\":\"\\ud800\",\"start_time\":\"2026-06-01T20:00:00Z\",\"duration_minutes\":1,\"creator\":1}";
        import(t, "b.jsonl", surrogate, &[]).exits(1);
        import(t, "b.csv", b"title,start_time,end_time,creator\n\xff,2026-06-01,2026-06-02,1\n", &[]).exits(1);
        assert_eq!(t.tables(), before);
    }
}

on_every_engine! {
    fn events_after_the_horizon_are_reported(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:w\r\nSUMMARY:Weekly\r\n\
                    DTSTART:20261020T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n\
                    END:VEVENT\r\nEND:VCALENDAR\r\n";
        let until = |horizon| {
            import(t, "w.ics", file, &["--creator", "1", "--horizon", horizon]).success()
        };
        let shown = "1 recurring event after the horizon 2026-09-01T00:00:00Z omitted";
        let early = until("2026-09-01");
        assert!(early.stderr.contains(shown), "{early}");
        assert!(!until("2026-10-28").stderr.contains("omitted"));
    }
}

//! `meetctl doctor`: how bad what it finds is, and when `--check` fails.

use harness::{Row, Transcript, on_every_engine};

use crate::doctor::{checks_would_be_off, findings, seed, unguarded};

/// The severity of a check.
fn severity(run: &Transcript, check: &str) -> String {
    let records = run.json();
    let mut records = records.as_array().unwrap().iter();
    let record = records.find(|record| record["check"] == check).unwrap();
    record["severity"].as_str().unwrap().to_owned()
}

on_every_engine! {
    fn every_check_has_a_severity(t: &Meetctl) {
        let run = t.run(["doctor", "--json"]).success();
        for record in run.json().as_array().unwrap() {
            let severity = record["severity"].as_str().unwrap();
            assert!(["error", "warning", "note"].contains(&severity), "{record}");
        }
        for check in ["unreadable_values", "orphan_meetings", "duplicate_keys", "end_not_after_start"] {
            assert_eq!(severity(&run, check), "error", "{check}");
        }
        for check in ["email_case", "stale_status", "missing_indexes", "encoding"] {
            assert_eq!(severity(&run, check), "warning", "{check}");
        }
        assert_eq!(severity(&run, "stale_statistics"), "note");
    }

    fn a_check_fails_from_the_severity_that_is_asked_for(t: &Meetctl) {
        seed(t);
        t.run(["doctor", "--check"]).success();
        t.sql("UPDATE meetings SET status = 'completed' WHERE id = 7");
        assert_eq!(findings(t), ["stale_status: 1 [7]"]);
        let check = |more: &[&str]| t.run(["doctor", "--check", "-q"].iter().chain(more));
        check(&[]).exits(3);
        check(&["--fail-on", "note"]).exits(3);
        check(&["--fail-on", "error"]).success();
        t.run(["doctor", "--fail-on", "error"]).exits(2);
        if !checks_would_be_off(t) {
            unguarded(t, "UPDATE meetings SET end_time = start_time WHERE id = 5");
            check(&["--fail-on", "error"]).exits(3);
        }
    }

    fn double_bookings_that_are_over_are_a_note(t: &Meetctl) {
        t.seed_sql(2, 0);
        let day = |day: &str| [
            Row::new("A", &format!("{day} 10:00:00"), &format!("{day} 11:00:00")),
            Row::new("B", &format!("{day} 10:30:00"), &format!("{day} 11:30:00")),
        ];
        t.insert_meetings(&day("2026-05-01"));
        t.sql("UPDATE meetings SET status = 'completed'");
        let run = t.run(["doctor", "--json", "--check"]).success();
        assert_eq!(severity(&run, "double_bookings"), "note");
        assert!(run.stdout.contains("all are over; `meetctl meeting conflicts` lists them"), "{run}");
        assert_eq!(findings(t), ["double_bookings: 1 [1/2]"]);
        t.run(["doctor", "--check", "--fail-on", "note"]).exits(3);
        // It ended at 11:00.
        t.run(["doctor", "--check", "--since", "2026-05-01T10:59:00Z"]).exits(3);
        t.run(["doctor", "--check", "--since", "2026-05-01T11:00:00Z"]).success();
        t.insert_meetings(&day("2026-07-01"));
        let run = t.run(["doctor", "--json", "--check"]).exits(3);
        assert_eq!(severity(&run, "double_bookings"), "warning");
        // Both count; the one that something can be done about is named, and the command lists it.
        assert_eq!(findings(t), ["double_bookings: 2 [3/4]"]);
        let advice = "`meetctl meeting conflicts --from now` lists the 1 not over; cancel or move one";
        assert!(run.stdout.contains(advice), "{run}");
        let listed = t.run(["meeting", "conflicts", "--from", "now", "--format", "count"]).success();
        assert_eq!(listed.stdout, "1\n");
        let earlier = t.run(["doctor", "--since", "2026-05-01T10:59:00Z"]).success();
        assert!(earlier.stdout.contains("1/2, 3/4"), "{earlier}");
        let later = t.run(["doctor", "--since", "2026-06-20T12:00:00Z"]).success();
        assert!(later.stdout.contains("--from 2026-06-20T12:00:00Z` lists the 1"), "{later}");
        t.run(["doctor", "--check", "--since", "2027-01-01"]).success();
    }

    fn the_table_shows_what_was_found_or_every_check(t: &Meetctl) {
        let shown = t.run(["doctor"]).success();
        assert_eq!(shown.stdout, "");
        assert!(shown.stderr.ends_with(" checks, nothing found.\n"), "{shown}");
        let all = t.run(["doctor", "--all"]).success();
        assert!(all.stdout.contains("bad_names") && all.stdout.contains("SEVERITY"), "{all}");
        let machine = t.run(["doctor", "--format", "csv"]).success();
        assert!(machine.stdout.contains("bad_names,0,"), "{machine}");
    }
}

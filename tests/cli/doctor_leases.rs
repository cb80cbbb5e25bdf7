//! `meetctl doctor`: who has a lease, and those that nobody released.

use harness::{Meetctl, Transcript, on_every_engine};
use serde_json::Value;

use crate::migrate_lock::hold;

/// The record of a check.
fn record(run: &Transcript, check: &str) -> Value {
    let records = run.json();
    records.as_array().unwrap().iter().find(|record| record["check"] == check).unwrap().clone()
}

fn leases(t: &Meetctl) -> Value {
    record(&t.run(["doctor", "--json"]).success(), "leases")
}

on_every_engine! {
    fn a_lease_that_is_held_is_a_note(t: &Meetctl) {
        assert_eq!(leases(t)["count"], 0);
        hold(t, "migrate", 40);
        let found = leases(t);
        assert_eq!((&found["count"], &found["severity"]), (&1.into(), &"note".into()), "{found}");
        let sample = found["sample"][0].as_str().unwrap();
        assert!(sample.starts_with("migrate: pid 1 on elsewhere since 20"), "{sample}");
        assert!(sample.contains("Z until 20") && sample.ends_with("Z (held)"), "{sample}");
        t.run(["doctor", "--check"]).success();
        t.run(["doctor", "--check", "--fail-on", "note"]).exits(3);
    }

    fn a_lease_that_nobody_released_is_named_with_what_releases_it(t: &Meetctl) {
        hold(t, "migrate", -5);
        hold(t, "backfill", -5);
        hold(t, "other", -5);
        let found = leases(t);
        assert_eq!((&found["count"], &found["severity"]), (&3.into(), &"warning".into()), "{found}");
        assert!(found["sample"][1].as_str().unwrap().ends_with("Z (expired)"), "{found}");
        assert!(found["advice"].as_str().unwrap().starts_with("`meetctl doctor --fix` releases"), "{found}");
        let shown = t.run(["doctor", "--check"]).exits(3);
        assert!(shown.stdout.contains("migrate: pid 1 on elsewhere"), "{shown}");
        t.run(["migrate", "up"]).success();
        assert_eq!(leases(t)["count"], 2);
        t.sql("UPDATE meetctl_lock SET expires_at = heartbeat_at + 60000 WHERE name = 'other'");
        let fixed = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        let left = record(&fixed, "leases");
        assert_eq!((&left["count"], &left["fixed"], &left["severity"]), (&1.into(), &1.into(), &"note".into()), "{left}");
        assert_eq!(left["fixable"], false, "{left}");
        assert_eq!(t.rows("SELECT name FROM meetctl_lock"), [["other"]]);
    }

    fn a_lease_far_in_the_future_is_a_warning(t: &Meetctl) {
        for seconds in [90, 86_400 * 365, i64::MAX / 1000 - 3_000_000_000] {
            hold(t, "migrate", seconds);
            let found = leases(t);
            assert_eq!(found["severity"], "warning", "{found}");
            let sample = found["sample"][0].as_str().unwrap();
            assert!(sample.ends_with("(later than any run sets)"), "{sample}");
            t.run(["migrate", "up"]).success();
            assert_eq!(leases(t)["count"], 0);
        }
    }

    fn a_lease_of_nonsense_stops_nothing(t: &Meetctl) {
        let table = "meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at)";
        let owner = t.literal("\u{1b}[31m\u{202e}owner");
        t.sql(&format!("INSERT INTO {table} VALUES ('x', {owner}, '', {min}, {min}, {min})", min = i64::MIN + 1));
        let found = leases(t);
        assert_eq!((&found["count"], &found["severity"]), (&1.into(), &"warning".into()), "{found}");
        let shown = t.run(["doctor"]).success();
        assert!(!shown.stdout.contains('\u{1b}') && !shown.stdout.contains('\u{202e}'), "{shown}");
    }
}

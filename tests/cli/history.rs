//! `meetctl history`

use harness::{Row, on_every_engine};
use serde_json::json;

on_every_engine! {
    fn each_change_has_an_entry(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[Row::today("One", "10:00", "11:00").with(&[2])]);
        let run = |line: &str| t.cmd(line.split(' ')).env("MEETCTL_ACTOR", line).run().success();
        let entries = |line: &str| {
            let shown = t.run(["history", "--by", line, "--json"]).success().json();
            let mut shown = shown.as_array().unwrap().clone();
            for entry in &mut shown {
                let run = entry.as_object_mut().unwrap().remove("run").unwrap();
                assert_eq!(run.as_str().unwrap().len(), 12);
                assert_eq!(entry["actor"], line);
            }
            shown
        };
        for (line, command, kind, id, before, after) in [
            ("user update 1 --name Other", "user update", "user", 1,
             json!({"name": "Ada"}), json!({"name": "Other"})),
            ("meeting cancel 1", "meeting cancel", "meeting", 1,
             json!({"status": "scheduled"}), json!({"status": "cancelled"})),
        ] {
            run(line);
            let now = "2026-06-01T08:00:00Z";
            assert_eq!(entries(line), [json!({"changed_at": now, "actor": line, "command": command,
                "kind": kind, "id": id, "before": before, "after": after})]);
        }
        let deletion = "meeting delete 1 --yes";
        run(deletion);
        assert_eq!(entries(deletion)[0]["before"], json!({
            "uid": null, "title": "One", "description": null,
            "start_time": "2026-06-01T10:00:00Z", "end_time": "2026-06-01T11:00:00Z",
            "status": "cancelled", "created_by": 1, "participants": [2],
            "created_at": "2026-05-01T09:00:00Z",
        }));
        assert_eq!(entries(deletion)[0]["after"], json!(null));
        let creation = "user create --name New --email NEW@example.org";
        run(creation);
        assert_eq!(entries(creation)[0]["before"], json!(null));
        assert_eq!(entries(creation)[0]["after"]["email"], "new@example.org");
    }

    fn a_refused_or_dry_run_has_none(t: &Meetctl) {
        t.seed_sql(2, 2);
        let before = t.rows("SELECT COUNT(*) FROM meetctl_history");
        for line in ["meeting cancel 1 99", "meeting cancel 1 --dry-run", "user create --name A --email ada@example.org",
            "meeting delete 1", "user update 1 --name A --dry-run", "backfill-status --dry-run"] {
            let _ = t.run(line.split(' '));
        }
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_history"), before);
        // Nor has a change that changes nothing.
        t.run(["user", "update", "2", "--name", "Bob Babbage"]).exits(0);
        t.run(["user", "update", "2", "--name", "Bob Babbage"]).success();
        t.run(["meeting", "cancel", "1"]).success();
        t.run(["meeting", "cancel", "1"]).success();
        let about = |what| t.run(["history", what, "1", "--format", "count"]).success().stdout;
        assert_eq!(about("--meeting"), "1\n");
    }

    fn a_bulk_run_has_one_with_its_counts(t: &Meetctl) {
        t.seed_sql(2, 0);
        let line = |day| format!("M{day},2026-05-{day:02}T10:00:00Z,2026-05-{day:02}T11:00:00Z,1\n");
        let lines: String = (1..=25).map(line).collect();
        t.write("m.csv", format!("title,start_time,end_time,creator\n{lines}"));
        t.run(["meeting", "import", "m.csv", "--batch-size", "10"]).success();
        t.run(["backfill-status"]).success();
        t.write("u.csv", "name,email\nOther,ada@example.org\nNew,new@example.org\n");
        t.run(["user", "import", "u.csv"]).success();
        let after = |command: &str| {
            let all = t.run(["history", "--json"]).success().json();
            let of: Vec<_> = all.as_array().unwrap().iter()
                .filter(|entry| entry["command"] == command).cloned().collect();
            assert_eq!(of.len(), 1, "{command}: {of:?}");
            assert_eq!((&of[0]["kind"], &of[0]["id"]), (&json!("run"), &json!(null)));
            of[0]["after"].clone()
        };
        assert_eq!(after("meeting import"),
            json!({"created": 25, "updated": 0, "cancelled": 0, "users_created": 0}));
        assert_eq!(after("backfill-status"), json!({"completed": 25, "in_progress": 0, "scheduled": 0}));
        assert_eq!(after("user import"), json!({"created": 1, "updated": 1}));
        // Nothing to do is nothing to tell.
        t.run(["meeting", "import", "m.csv"]).success();
        t.run(["backfill-status"]).success();
        after("meeting import");
        after("backfill-status");
    }

    fn it_is_filtered_and_limited(t: &Meetctl) {
        t.seed_sql(3, 6);
        t.sql("DELETE FROM meetctl_history");
        for (now, actor, line) in [
            ("2026-06-01T08:00:00Z", "ada", "meeting cancel 1 2"),
            ("2026-06-02T08:00:00Z", "bob", "meeting cancel 3"),
            ("2026-06-03T08:00:00Z", "ada", "user update 1 --name A"),
        ] {
            let run = t.cmd(line.split(' ')).env("MEETCTL_ACTOR", actor).env("MEETCTL_NOW", now);
            run.run().success();
        }
        let ids = |options: &[&str]| {
            let line = [&["history", "--format", "jsonl", "--fields", "kind,id"], options].concat();
            let shown = t.run(line).success().stdout;
            shown.replace("{\"kind\":\"", "").replace("\",\"id\":", " ").replace('}', "")
        };
        let ours = &["--from", "2026-06-01"][..];
        let with = |options: &[&'static str]| ids(&[ours, options].concat());
        assert_eq!(with(&[]), "user 1\nmeeting 3\nmeeting 2\nmeeting 1\n");
        assert_eq!(with(&["--by", "bob"]), "meeting 3\n");
        assert_eq!(with(&["--to", "2026-06-02"]), "meeting 3\nmeeting 2\nmeeting 1\n");
        assert_eq!(ids(&["--on", "2026-06-02"]), "meeting 3\n");
        assert_eq!(with(&["--limit", "2"]), "user 1\nmeeting 3\n");
        assert_eq!(ids(&["--meeting", "2"]), "meeting 2\n");
        assert_eq!(ids(&["--user", "ada@example.org"]), "user 1\n");
        t.run(["history", "--user", "nobody@example.org"]).exits(5);
        t.run(["history", "--run", "x"]).exits(2);
    }

    fn old_entries_are_deleted_after_the_question(t: &Meetctl) {
        t.seed_sql(1, 0);
        let values: Vec<String> = (0..2500)
            .map(|n| format!("({}, {n}, '2020-01-01 00:00:00', 'ops', 'test', 'run')", n % 7))
            .collect();
        let into = "meetctl_history (run_id, entry, changed_at, actor, command, kind)";
        t.sql(&format!("INSERT INTO {into} VALUES {}", values.join(",")));
        let old = || t.rows("SELECT COUNT(*) FROM meetctl_history WHERE actor = 'ops'");
        t.run(["history", "prune", "--before", "2026-01-01"]).exits(4);
        let dry = t.run(["history", "prune", "--before", "2026-01-01", "--dry-run"]).success();
        assert!(dry.stderr.contains("Would delete 2500 entries"), "{dry}");
        assert_eq!(old(), [["2500"]]);
        let done = t.run(["history", "prune", "--before", "2026-01-01", "--yes", "--json"]).success();
        assert_eq!(done.json(), json!({"deleted": 2500, "dry_run": false}));
        assert_eq!(old(), [["0"]]);
        let future = ["history", "prune", "--before", "2100-01-01", "--yes"];
        t.cmd(future).env("MEETCTL_ACTOR", "future").run().success();
        let left = t.run(["history", "--json"]).success().json();
        // The run that created the schema, and that which deleted the first 2500.
        assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
        assert_eq!((&left[0]["actor"], &left[0]["after"]), (&json!("future"), &json!({"deleted": 2})));
        t.run(["history", "prune"]).exits(2);
    }

    fn the_newest_run_is_first_also_by_a_fixed_clock(t: &Meetctl) {
        t.seed_sql(1, 0);
        for name in ["A", "B", "C", "D", "E"] {
            t.run(["user", "update", "1", "--name", name]).success();
        }
        let shown = t.run(["history", "--user", "1", "--json"]).success().json();
        let names: Vec<_> = shown.as_array().unwrap().iter().map(|e| &e["after"]["name"]).collect();
        assert_eq!(names, ["E", "D", "C", "B", "A"]);
        for name in ["D", "E", "D"] {
            t.run(["undo", "last"]).success();
            assert_eq!(t.rows("SELECT name FROM users"), [[name]]);
        }
    }

    fn hostile_values_are_harmless(t: &Meetctl) {
        t.seed_sql(1, 0);
        let title = "\u{202e}'; DROP TABLE users; --\u{1b}[31m\"{}";
        t.sql(&format!(
            "INSERT INTO meetctl_history VALUES (5, 1, '2026-06-01 00:00:00', {0}, 'x', 'y', 9, {0}, {0})",
            t.literal(title)
        ));
        let table = t.run(["history"]).success();
        assert!(!table.stdout.contains('\u{1b}') && !table.stdout.contains('\u{202e}'), "{table}");
        let json = t.run(["history", "--json"]).success().json();
        assert!(json.as_array().unwrap().iter().any(|entry| entry["before"] == title), "{json}");
        t.run(["undo", "0000", "--yes"]).exits(4);
    }
}

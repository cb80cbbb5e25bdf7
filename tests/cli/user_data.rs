//! `meetctl user data`

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use harness::{Engine, Meetctl, Row, on_every_engine, same_on_every_engine, snapshot};
use serde_json::Value;

fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::today("Later", "10:00", "11:00").with(&[1, 2]).described("Bring \u{1b}[31mtea"),
        Row::today("Earlier", "09:00", "09:30").with(&[3]).status("cancelled"),
        Row::today("Attended", "12:00", "13:00").by(3).with(&[1, 2]),
        Row::today("Not theirs", "13:00", "14:00").by(3).with(&[2]),
    ]);
    let run = |actor: &str, args: &[&str]| {
        let run = t.cmd(args).env("MEETCTL_ACTOR", actor).run();
        run.success();
    };
    run("ops", &["user", "update", "1", "--name", "Ada King"]);
    run("ADA@example.org", &["meeting", "cancel", "4"]);
    run("ops", &["user", "update", "2", "--name", "Benjamin"]);
}

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

on_every_engine! {
    fn all_of_a_person_is_one_document(t: &Meetctl) {
        seed(t);
        let run = t.run(["user", "data", "ADA@example.org"]).success();
        let data = run.json();
        let names: Vec<&String> = data.as_object().unwrap().keys().collect();
        assert_eq!(names.len(), 4, "{names:?}");
        assert_eq!(data["user"], t.run(["user", "show", "1", "--json"]).success().json());
        assert_eq!(ids(&data["meetings_created"]), [2, 1]);
        assert_eq!(ids(&data["meetings_attended"]), [1, 3]);
        let whole = t.run(["meeting", "show", "1", "3", "--json"]).success().json();
        assert_eq!(data["meetings_created"][1], whole[0]);
        assert_eq!(data["meetings_attended"], whole);
        assert!(!run.stdout.contains('\u{1b}'), "{run}");
        let history = data["history"].as_array().unwrap();
        let mut commands: Vec<[&str; 2]> = history
            .iter()
            .map(|row| [row["command"].as_str().unwrap(), row["actor"].as_str().unwrap()])
            .collect();
        commands.sort_unstable();
        assert_eq!(commands, [["meeting cancel", "ADA@example.org"], ["user update", "ops"]]);
        let update = history.iter().find(|row| row["kind"] == "user").unwrap();
        assert_eq!((&update["id"], &update["before"]["name"]), (&1.into(), &"Ada".into()));
        assert_eq!(update["after"]["name"], "Ada King");
        assert_eq!(update["changed_at"], "2026-06-01T08:00:00Z");
        // One line is the same.
        let line = t.run(["user", "data", "1", "--format", "jsonl"]).success();
        assert_eq!((line.lines().len(), line.json()), (1, data));
        t.run(["user", "data", "1", "--read-only"]).success();
    }

    fn who_has_nothing_has_empty_lists(t: &Meetctl) {
        t.seed_sql(1, 0);
        snapshot!(t.run(["user", "data", "1"]), @r#"
        $ meetctl user data 1
        exit: 0
        --- stdout
        {
          "user": {
            "id": 1,
            "name": "Ada",
            "email": "ada@example.org",
            "created_at": "2026-05-01T09:00:00Z",
            "updated_at": "2026-05-01T09:00:00Z"
          },
          "meetings_created": [],
          "meetings_attended": [],
          "history": []
        }
        --- stderr
        "#);
    }

    fn a_file_is_complete_or_absent(t: &Meetctl) {
        seed(t);
        let written = t.run(["user", "data", "1", "--output", "ada.json"]).success();
        assert_eq!((written.stdout.as_str(), written.stderr.as_str()), ("", "Wrote the data of user 1 to ada.json.\n"));
        assert_eq!(t.read("ada.json"), t.run(["user", "data", "1"]).success().stdout);
        assert_eq!(t.run(["user", "data", "1", "--output", "-"]).success().stdout, t.read("ada.json"));
        let mode = fs::metadata(t.directory().join("ada.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        t.run(["user", "data", "2", "--output", "ada.json"]).exits(4);
        t.run(["user", "data", "2", "--output", "ada.json", "--force"]).success();
        t.run(["user", "data", "9", "--output", "nobody.json"]).exits(5);
        assert!(!t.directory().join("nobody.json").exists());
        for format in ["csv", "tsv", "ids", "count"] {
            t.run(["user", "data", "1", "--format", format]).exits(2);
        }
        t.run(["user", "data", "1", "--json", "--fields", "user"]).exits(2);
    }
}

#[test]
fn every_engine_gives_the_same_answers() {
    same_on_every_engine(|t| {
        seed(t);
        t.sql("UPDATE meetctl_history SET run_id = 0, entry = CASE WHEN kind = 'user' THEN item_id ELSE 9 END WHERE kind <> 'run'");
        t.run(["user", "data", "1", "--tz", "Asia/Tokyo"]).success().stdout
    });
}

#[test]
fn memory_does_not_grow_with_the_meetings() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 20_000);
    let peak = |user: &str| -> u64 {
        let script = format!(
            "meetctl user data {user} --output {user}.json --force & pid=$!; peak=0; \
             while kill -0 $pid 2>/dev/null; do \
             now=$(sed -n 's/^VmHWM: *\\([0-9]*\\).*/\\1/p' /proc/$pid/status 2>/dev/null); \
             [ -n \"$now\" ] && peak=$now; done; echo $peak"
        );
        t.shell(&script).run().success().stdout.trim().parse().unwrap()
    };
    t.sql("INSERT INTO users (name, email) VALUES ('Zoe', 'zoe@example.org')");
    let (little, much) = (peak("3"), peak("1"));
    assert!(much < little + 32 * 1024, "{little} KiB, {much} KiB");
    let length = fs::metadata(t.directory().join("1.json")).unwrap().len();
    assert!(length > 10_000_000, "{length}");
}

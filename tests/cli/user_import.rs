//! `meetctl user import`

use serde_json::json;

use crate::meeting_import::counts;
use harness::{Engine, Meetctl, Transcript, on_every_engine, snapshot};

fn import(t: &Meetctl, name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> Transcript {
    t.write(name, text);
    t.run(["user", "import", name].iter().chain(more))
}

fn users(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows("SELECT name, email, created_at, updated_at FROM users ORDER BY id")
}

on_every_engine! {
    fn users_are_created_renamed_or_left(t: &Meetctl) {
        t.seed_sql(2, 1);
        let file = "email,name\nzoe@example.org,Zoë\nada@example.org,Ada\nben@example.org,Benjamin\nyan@example.org,\"Yan, Jr\"\n";
        let before = t.tables();
        let trial = import(t, "people.csv", file, &["--dry-run", "--json"]).success();
        assert_eq!(trial.json(), json!({"read": 4, "created": 2, "updated": 1, "unchanged": 1,
                                        "rejected": 0, "conflicts": 0, "dry_run": true,
                                        "users_created": 2, "cancelled": 0}));
        assert_eq!(t.tables(), before);
        snapshot!(import(t, "people.csv", file, &[]), @r"
        $ meetctl user import people.csv
        exit: 0
        --- stdout
        --- stderr
        Read 4 records of people.csv: 2 users created, 1 updated, 1 unchanged.
        ");
        let (then, now) = ("2026-05-01 09:00:00", "2026-06-01 08:00:00");
        // In the order of the file; only what changed was written.
        assert_eq!(users(t), [
            ["Ada", "ada@example.org", then, then],
            ["Benjamin", "ben@example.org", then, now],
            ["Zoë", "zoe@example.org", now, now],
            ["Yan, Jr", "yan@example.org", now, now],
        ]);
        let before = t.tables();
        let again = import(t, "people.csv", file, &["--json"]).success();
        assert_eq!(counts(&again), [4, 0, 0, 4, 0, 0]);
        assert_eq!(t.tables(), before);
    }

    fn bad_records_refuse_the_file_or_are_kept(t: &Meetctl) {
        t.seed_sql(1, 0);
        let long = "n".repeat(101);
        let file = format!("name,email\nFine,fine@example.org\n,empty@example.org\n{long},long@example.org\n\
             No at,example.org\nTwo,a@b@example.org\nBlank,a b@example.org\nNone,\n7,7\n");
        let before = t.tables();
        let error = import(t, "p.csv", &file, &["--json"]).exits(1).error_json();
        assert_eq!((&error["code"], &error["rejected"]), (&json!("bad_records"), &json!(7)));
        let lines: Vec<&serde_json::Value> = error["rejects"].as_array().unwrap().iter().map(|r| &r["line"]).collect();
        assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(t.tables(), before);
        let kept = import(t, "p.csv", &file, &["--on-error", "skip", "--rejects", "bad.csv", "--json"]).exits(8);
        assert_eq!(counts(&kept), [8, 1, 0, 0, 7, 0]);
        let rejects = t.read("bad.csv");
        assert_eq!(rejects.lines().next(), Some("name,email,error"));
        assert!(rejects.contains("\nNo at,example.org,email: "), "{rejects}");
        let fixed = "name,email,error\nNo at,at@example.org,email: whatever\n";
        assert_eq!(counts(&import(t, "m.csv", fixed, &["--json"]).success()), [1, 1, 0, 0, 0, 0]);
        let shown = import(t, "p.csv", &file, &["--on-error", "skip"]).exits(8);
        assert!(shown.stderr.contains("line 3: name: "), "{shown}");
    }

    fn of_two_records_of_one_address_the_last_counts(t: &Meetctl) {
        let file = "{\"name\":\"First\",\"email\":\"a@example.org\"}\n{\"name\":\"B\",\"email\":\"b@example.org\"}\n\
             {\"name\":\"Last\",\"email\":\"a@example.org\"}\n{\"name\":\"Case\",\"email\":\"A@example.org\"}\n";
        for batch in ["1", "7"] {
            let run = import(t, "p.jsonl", file, &["--batch-size", batch, "--json"]).success();
            let counts = counts(&run);
            assert_eq!(counts[0], counts[1] + counts[2] + counts[3], "{run}");
            let names: Vec<String> = users(t).into_iter().map(|row| row[0].clone()).collect();
            assert_eq!(names, ["Case", "B"]);
            t.sql("DELETE FROM users");
        }
    }

    fn ids_follow_the_file(t: &Meetctl) {
        let people = |n: usize| format!("P{n},p{n}@example.org\n");
        let file: String = (0..250).map(|n| people(n * 83 % 250)).collect();
        let run = import(t, "p.csv", format!("name,email\n{file}"), &["--batch-size", "60", "--json"]).success();
        assert_eq!(counts(&run), [250, 250, 0, 0, 0, 0]);
        let line = |row: &Vec<String>| format!("{},{}\n", row[0], row[1]);
        let stored: Vec<String> = users(t).iter().map(line).collect();
        assert_eq!(stored.concat(), file);
    }
}

#[test]
fn a_calendar_holds_no_users() {
    let t = Meetctl::migrated(Engine::Sqlite);
    import(&t, "p.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", &[]).exits(2);
    import(&t, "p.csv", "name,mail\n", &[]).exits(1);
    import(&t, "p.csv", "name;email\n", &[]).exits(1);
    import(&t, "p.csv", "", &[]).exits(1);
    import(&t, "p.jsonl", "", &[]).success();
    t.run(["user", "import", "none.csv"]).exits(5);
    t.run(["user", "import", "p.csv", "--rejects", "b.csv"]).exits(2);
    assert!(users(&t).is_empty());
}

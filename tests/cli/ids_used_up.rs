//! A row with the highest id there is.

use harness::{Engine, on_every_engine};

on_every_engine! {
    /// SQLite says of it that the disk is full.
    fn ids_that_are_used_up_are_named(t: &Meetctl) {
        t.seed_sql(2, 1);
        let max = i64::MAX;
        let meeting = "INSERT INTO meetings (id, title, start_time, end_time, created_by) VALUES";
        let (start, end) = (t.stored_time("2026-05-01 10:00:00"), t.stored_time("2026-05-01 11:00:00"));
        t.sql(&format!(
            "INSERT INTO users (id, name, email) VALUES ({max}, 'Last', 'last@example.org'); \
             {meeting} ({max}, 'Last', '{start}', '{end}', 1)"
        ));
        if t.engine() == Engine::Postgres {
            t.sql(&format!("SELECT setval('users_id_seq', {max}), setval('meetings_id_seq', {max})"));
        }
        t.write("users.csv", "name,email\nNew,new@example.org\n");
        t.write("a.jsonl", "{\"title\":\"T\",\"start_time\":\"2026-07-01T10:00:00Z\",\"duration_minutes\":30,\"creator\":1}\n");
        for line in [
            "user create --name New --email new@example.org",
            "user import users.csv",
            "meeting create --title T --start 2026-07-01T10:00:00Z --duration 1h --creator 1",
            "meeting import a.jsonl",
        ] {
            let error = t.run(line.split(' ').chain(["--json"])).exits(1).error_json();
            assert_eq!(error["code"], "no_ids", "{line}: {error}");
            assert!(error["hint"].as_str().unwrap().contains("the highest id"), "{error}");
        }
        assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["3"]]);
        t.run(["meeting", "show", &max.to_string()]).success();
        t.run(["meeting", "delete", &max.to_string(), "--yes"]).success();
    }
}

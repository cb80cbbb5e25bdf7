//! `meetctl user show`

use harness::{on_every_engine, snapshot};

on_every_engine! {
    fn a_user_is_found_by_id_and_by_address(t: &Meetctl) {
        t.seed_sql(2, 0);
        snapshot!(t.run(["user", "show", "2"]), @r#"
        $ meetctl user show 2
        exit: 0
        --- stdout
        User     Ben
        ID       2
        Email    ben@example.org
        Created  2026-05-01T09:00:00Z
        Updated  2026-05-01T09:00:00Z
        --- stderr
        "#);
        let by_id = t.run(["user", "show", "2", "--json"]).success();
        let by_address = t.run(["user", "show", "ben@example.org", "--json"]).success();
        assert_eq!(by_id.stdout, by_address.stdout);
        let keys: Vec<String> = by_id.json().as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["id", "name", "email", "created_at", "updated_at"]);
        assert_eq!(by_id.json()["created_at"], "2026-05-01T09:00:00Z");
    }

    fn an_unknown_user_is_not_found(t: &Meetctl) {
        t.seed_sql(1, 0);
        snapshot!(t.run(["user", "show", "7"]), @r#"
        $ meetctl user show 7
        exit: 5
        --- stdout
        --- stderr
        error: user 7 not found
        hint: `meetctl user list --search …` finds users
        "#);
        for name in [
            "0", "-", "nobody@example.org", "ada@example.com", "ada@example.org x", "Ada", " 1", "",
            "99999999999999999999",
        ] {
            let error = t.run(["user", "show", name, "--json"]).exits(5).error_json();
            assert_eq!((&error["code"], &error["exit_code"]), (&"not_found".into(), &5.into()), "{name}");
            assert!(error["message"].as_str().unwrap().contains(name));
        }
    }

    fn a_row_that_lacks_its_stamps_is_shown(t: &Meetctl) {
        t.sql("INSERT INTO users (name, email) VALUES ('Old', 'old@example.org')");
        let json = t.run(["user", "show", "1", "--json"]).success().json();
        assert!(json["created_at"].is_null() && json["updated_at"].is_null());
    }
}

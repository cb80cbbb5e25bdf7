//! `meetctl stats active`

use harness::{Row, on_every_engine, snapshot};

on_every_engine! {
    fn users_are_sorted_by_participations_then_id(t: &Meetctl) {
        t.seed_sql(5, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00").with(&[3, 2, 4]),
            Row::today("Two", "11:00", "12:00").with(&[4, 2]),
            Row::today("Called off", "12:00", "13:00").by(2).with(&[4, 3]).status("cancelled"),
            Row::today("Alone", "13:00", "14:00").by(5),
        ]);
        snapshot!(t.run(["stats", "active"]), @r#"
        $ meetctl stats active
        exit: 0
        --- stdout
        ID  NAME  MEETINGS
         4  Dan          3
         2  Ben          2
         3  Cleo         2
        --- stderr
        "#);
        let active = |args: &[&str]| -> Vec<i64> {
            let args = ["stats", "active", "--format", "ids"].iter().chain(args);
            t.run(args).success().ids()
        };
        assert_eq!(active(&["--limit", "2"]), [4, 2]);
        t.run(["stats", "active", "--limit", "0"]).exits(2);
        assert_eq!(active(&["--limit", "18446744073709551615"]), [4, 2, 3]);
        assert_eq!(active(&["--from", "today 11:00"]), [4, 2, 3]);
        assert_eq!(active(&["--from", "today 11:00", "--to", "today 12:00"]), [2, 4]);
        assert_eq!(active(&["--to", "2026-06-01T10:59:59Z"]), [] as [i64; 0]);
        let json = t.run(["stats", "active", "--json", "--limit", "1"]).success().json();
        let keys: Vec<&String> = json[0].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["user", "meeting_count"]);
        assert_eq!((&json[0]["user"]["name"], &json[0]["meeting_count"]), (&"Dan".into(), &3.into()));
    }

    fn a_limit_that_is_none_is_refused(t: &Meetctl) {
        snapshot!(t.run(["stats", "active", "--limit", "-1"]), @r#"
        $ meetctl stats active --limit -1
        exit: 2
        --- stdout
        --- stderr
        error: unexpected argument '-1' found

        Usage: meetctl stats active [OPTIONS]

        For more information, try '--help'.
        "#);
        t.run(["stats", "active", "--from", "someday"]).exits(2);
        let nobody = t.run(["stats", "active", "--json"]).success();
        assert_eq!((nobody.stdout.as_str(), nobody.stderr.as_str()), ("[]\n", "{\"status\":{\"message\":\"No participants found.\"}}\n"));
    }
}

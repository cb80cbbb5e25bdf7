//! `meetctl stats user`

use harness::{Row, on_every_engine, snapshot};

on_every_engine! {
    fn created_and_attended_meetings_are_counted(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00").with(&[1, 2]),
            Row::today("Two", "10:00", "10:20").status("cancelled"),
            Row::new("Three", "2026-06-01 12:00:00", "2026-06-01 12:00:01"),
            Row::today("Ben's", "12:00", "13:00").by(2).with(&[1]),
        ]);
        snapshot!(t.run(["stats", "user", "ada@example.org"]), @r#"
        $ meetctl stats user ada@example.org
        exit: 0
        --- stdout
        User             Ada <ada@example.org>
        Created          3
        Participated     2
        Average minutes  26.7
        --- stderr
        "#);
        let json = t.run(["stats", "user", "1", "--json"]).success().json();
        let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["user", "created_count", "participated_count", "average_duration_minutes"]);
        assert_eq!((&json["created_count"], &json["participated_count"]), (&3.into(), &2.into()));
        // 80 minutes and one second over three meetings, the same digits on every engine.
        assert_eq!(json["average_duration_minutes"].to_string(), "26.67222222222222");
        let csv = t.run(["stats", "user", "3", "--format", "csv"]).success();
        assert_eq!(csv.lines()[1], "cleo@example.org,0,0,0");
    }

    fn fractions_of_seconds_count(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[
            // Rounded to milliseconds, each would be in the next second.
            Row::new("Same", "2026-06-01 10:00:00.999600", "2026-06-01 10:01:00.999600"),
            Row::new("Other", "2026-06-01 11:00:00.000600", "2026-06-01 11:01:00.999900"),
            Row::new("Shorter", "2026-06-01 12:00:00.999700", "2026-06-01 12:00:30.000100"),
        ]);
        let mean = t.run(["stats", "user", "1", "--json"]).success().json();
        // 60, 60.9993 and 29.0004 seconds.
        assert_eq!(mean["average_duration_minutes"].to_string(), "0.8333316666666667");
    }

    fn meetings_that_take_all_time_there_is_are_averaged(t: &Meetctl) {
        t.seed_sql(1, 0);
        let ages: Vec<Row> =
            (0..40).map(|_| Row::new("Age", "1000-01-01 00:00:00", "9999-12-31 23:59:59")).collect();
        t.insert_meetings(&ages);
        let mean = || t.run(["stats", "user", "1", "--json"]).success().json()["average_duration_minutes"].to_string();
        let expected = mean();
        assert!(expected.starts_with("4733"), "{expected}");
        t.insert_meetings(&ages);
        assert_eq!(mean(), expected);
        // More than the microseconds of 64 bits, together.
        t.sql("DELETE FROM meetings WHERE id > 1");
        assert_eq!(mean(), expected);
    }

    fn an_unknown_user_is_not_found(t: &Meetctl) {
        snapshot!(t.run(["stats", "user", "nobody@example.org"]), @r#"
        $ meetctl stats user nobody@example.org
        exit: 5
        --- stdout
        --- stderr
        error: user nobody@example.org not found
        hint: `meetctl user list --search …` finds users
        "#);
        t.run(["stats", "user"]).exits(2);
    }
}

//! `meetctl meeting show`

use harness::{Meetctl, Row, on_every_engine, snapshot};

fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::today("Planning", "10:00", "11:30").with(&[3, 2]).described("Next quarter"),
        Row::new("Overnight", "2026-06-01 22:00:00", "2026-06-02 06:00:00").by(2),
        Row::today("Called off", "12:00", "12:05").by(3).status("cancelled"),
    ]);
}

on_every_engine! {
    fn a_meeting_is_shown_with_its_people(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(["meeting", "show", "1"]), @r#"
        $ meetctl meeting show 1
        exit: 0
        --- stdout
        Meeting       Planning
        ID            1
        Start         2026-06-01 10:00Z
        End           11:30
        Length        1h30m
        Status        scheduled
        Creator       Ada <ada@example.org>
        Participants  Ben <ben@example.org>
                      Cleo <cleo@example.org>
        Description   Next quarter
        --- stderr
        "#);
        snapshot!(t.run(["meeting", "show", "3", "2"]), @r#"
        $ meetctl meeting show 3 2
        exit: 0
        --- stdout
        Meeting       Called off
        ID            3
        Start         2026-06-01 12:00Z
        End           12:05
        Length        5m
        Status        cancelled
        Creator       Cleo <cleo@example.org>
        Participants

        Meeting       Overnight
        ID            2
        Start         2026-06-01 22:00Z
        End           2026-06-02 06:00Z
        Length        8h
        Status        scheduled
        Creator       Ben <ben@example.org>
        Participants
        --- stderr
        "#);
    }

    fn every_missing_meeting_is_named(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(["meeting", "show", "1", "9", "8", "9"]), @r#"
        $ meetctl meeting show 1 9 8 9
        exit: 5
        --- stdout
        --- stderr
        error: meetings 8, 9 not found
        hint: `meetctl meeting list --search …` finds meetings
        "#);
        t.run(["meeting", "show"]).exits(2);
        t.run(["meeting", "show", "one"]).exits(2);
        t.run(["meeting", "show", "1.0"]).exits(2);
        t.run(["meeting", "show", "99999999999999999999"]).exits(2);
        let error = t.run(["meeting", "show", "0", "--json"]).exits(5).error_json();
        assert_eq!((&error["code"], &error["message"]), (&"not_found".into(), &"meeting 0 not found".into()));
    }

    fn ids_come_from_standard_input_in_their_order(t: &Meetctl) {
        seed(t);
        let shown = t.cmd(["meeting", "show", "-", "--format", "ids"]).stdin("3\n\n 1 \n3\n2").run();
        assert_eq!(shown.success().ids(), [3, 1, 2]);
        // One id from standard input is still a list; one id in the arguments is an object.
        let list = t.cmd(["meeting", "show", "-", "--json"]).stdin("2\n").run().success().json();
        let object = t.run(["meeting", "show", "2", "--json"]).success().json();
        assert_eq!(list.as_array().unwrap(), &[object]);
        t.cmd(["meeting", "show", "-"]).stdin("1\nx\n").run().exits(2);
        let piped = "meetctl meeting list --format ids | meetctl meeting show - --format ids";
        assert_eq!(t.shell(piped).run().success().ids(), [1, 3, 2]);
    }
}

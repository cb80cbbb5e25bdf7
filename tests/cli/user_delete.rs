//! `meetctl user delete`

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

on_every_engine! {
    fn a_user_without_meetings_is_deleted(t: &Meetctl) {
        t.seed_sql(2, 0);
        snapshot!(t.run(["user", "delete", "ben@example.org", "--yes"]), @r#"
        $ meetctl user delete ben@example.org --yes
        exit: 0
        --- stdout
        --- stderr
        Deleted user 2.
        "#);
        assert_eq!(t.rows("SELECT name FROM users"), [["Ada"]]);
        t.run(["user", "delete", "2", "--yes"]).exits(5);
    }

    fn a_user_with_meetings_is_not_deleted(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Created", "10:00", "11:00"),
            Row::today("Attended", "12:00", "13:00").by(2).with(&[1]),
            Row::today("Called off", "14:00", "15:00").by(3).status("cancelled"),
        ]);
        let before = t.tables();
        snapshot!(t.run(["user", "delete", "1", "--yes"]), @r#"
        $ meetctl user delete 1 --yes
        exit: 4
        --- stdout
        --- stderr
        error: user 1 created 1 meeting and takes part in 1 meeting
        hint: reassign them with --reassign-to USER, or delete them first
        "#);
        // A cancelled meeting has a creator too.
        t.run(["user", "delete", "3", "--yes"]).exits(4);
        t.run(["user", "delete", "1", "--reassign-to", "1", "--yes"]).exits(2);
        t.run(["user", "delete", "1", "--reassign-to", "nobody@example.org", "--yes"]).exits(5);
        t.run(["user", "delete", "1", "--allow-overlap", "--yes"]).exits(2);
        // Without a terminal, no prompt is possible.
        let unconfirmed = t.run(["user", "delete", "1", "--reassign-to", "2", "--json"]).exits(4);
        assert_eq!(unconfirmed.error_json()["code"], "unconfirmed");
        t.run(["--no-input", "user", "delete", "1", "--reassign-to", "2"]).exits(4);
        assert_eq!(t.tables(), before);
    }

    fn a_successor_gets_meetings_and_participations(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Created", "10:00", "11:00").with(&[3]),
            Row::today("Attended", "12:00", "13:00").by(3).with(&[1]),
            Row::today("Both attend", "14:00", "15:00").by(3).with(&[1, 2]),
            Row::today("Not theirs", "16:00", "17:00").by(3),
        ]);
        let deleted = t.run(["user", "delete", "1", "--reassign-to", "ben@example.org", "--yes"]).success();
        assert_eq!(deleted.stdout, "");
        assert_eq!(
            t.rows("SELECT id, created_by, created_at, updated_at FROM meetings ORDER BY id"),
            [
                ["1", "2", "2026-05-01 09:00:00", "2026-06-01 08:00:00"],
                ["2", "3", "2026-05-01 09:00:00", "2026-06-01 08:00:00"],
                ["3", "3", "2026-05-01 09:00:00", "2026-06-01 08:00:00"],
                ["4", "3", "2026-05-01 09:00:00", "2026-05-01 09:00:00"],
            ]
        );
        assert_eq!(
            t.rows("SELECT meeting_id, user_id FROM meeting_participants ORDER BY 1, 2"),
            [["1", "3"], ["2", "2"], ["3", "2"]]
        );
        assert_eq!(t.rows("SELECT id FROM users ORDER BY id"), [["2"], ["3"]]);
    }

    fn an_heir_is_not_double_booked(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Ada's", "10:00", "11:00"),
            Row::today("Ben's", "10:30", "11:30").by(3).with(&[2]),
            Row::today("Back to back", "11:30", "12:00").by(2),
            Row::today("Ada's second", "12:00", "13:00"),
            Row::today("Called off", "12:00", "13:00").by(2).status("cancelled"),
            Row::today("Of both", "15:00", "16:00").with(&[2]),
        ]);
        let before = t.tables();
        let refused = t.run(["user", "delete", "1", "--reassign-to", "2", "--yes", "--json"]).exits(4);
        let error = refused.error_json();
        assert_eq!((error["code"].as_str(), error["conflicts"].to_string()), (Some("double_booking"), "[[2,1]]".into()));
        assert_eq!(t.tables(), before);
        t.run(["user", "delete", "1", "--reassign-to", "2", "--yes", "--allow-overlap"]).success();
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE created_by = 2"), [["5"]]);
    }

    fn an_heir_who_attends_already_is_not_counted_twice(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::today("Of both", "10:00", "11:00").with(&[2]),
            Row::today("Ben's own", "10:30", "11:30").by(2),
        ]);
        t.run(["user", "delete", "1", "--reassign-to", "2", "--yes"]).success();
    }

    fn what_overlaps_among_the_reassigned_meetings_is_a_double_booking_too(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::today("One", "10:00", "11:00"),
            Row::today("Two", "10:30", "11:30"),
        ]);
        let refused = t.run(["user", "delete", "1", "--reassign-to", "2", "--yes", "--json"]).exits(4);
        assert_eq!(refused.error_json()["conflicts"].to_string(), "[[1,2]]");
    }
}

#[test]
fn a_person_is_asked_and_no_means_no() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 0);
    let delete = |reply| {
        t.cmd(["user", "delete", "2"]).answer("delete user 2 (Ben <ben@example.org>)?", reply)
    };
    delete("n\r").on_terminal(80).exits(4);
    assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["2"]]);
    delete("y\r").on_terminal(80).success();
    assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["1"]]);
}

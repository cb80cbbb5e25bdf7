//! `meetctl meeting delete`

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

fn seed(t: &Meetctl) {
    t.seed_sql(2, 0);
    t.insert_meetings(&[
        Row::today("One", "10:00", "11:00").with(&[2]),
        Row::today("Two", "11:00", "12:00").with(&[1, 2]),
        Row::today("Kept", "12:00", "13:00").with(&[2]),
    ]);
}

on_every_engine! {
    fn meetings_go_with_their_participations(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(["meeting", "delete", "2", "1", "--yes"]), @r#"
        $ meetctl meeting delete 2 1 --yes
        exit: 0
        --- stdout
        --- stderr
        Deleted 2 meetings.
        "#);
        assert_eq!(t.rows("SELECT id FROM meetings"), [["3"]]);
        assert_eq!(t.rows("SELECT meeting_id FROM meeting_participants"), [["3"]]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["2"]]);
    }

    fn all_are_deleted_or_none(t: &Meetctl) {
        seed(t);
        let before = t.tables();
        snapshot!(t.run(["meeting", "delete", "1", "2"]), @r#"
        $ meetctl meeting delete 1 2
        exit: 4
        --- stdout
        --- stderr
        error: not confirmed: delete 2 meetings?
          #1 "One", 2026-06-01 10:00Z to 11:00 (Ada, Ben)
          #2 "Two", 2026-06-01 11:00Z to 12:00 (Ada, Ben)
        hint: add --yes to confirm
        "#);
        t.run(["meeting", "delete", "1", "99", "--yes"]).exits(5);
        t.run(["meeting", "delete", "--yes"]).exits(2);
        t.run(["meeting", "delete", "1", "x", "--yes"]).exits(2);
        t.run(["meeting", "delete", "1", "--no-input"]).exits(4);
        t.run(["--read-only", "meeting", "delete", "1", "--yes"]).exits(4);
        t.cmd(["meeting", "delete", "-", "-y"]).stdin("1\n2\n98\n").run().exits(5);
        assert_eq!(t.tables(), before);
        t.cmd(["meeting", "delete", "-", "-y"]).stdin("1\n2\n").run().success();
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["1"]]);
    }
}

#[test]
fn a_person_is_asked_and_no_means_no() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let before = t.tables();
    for reply in ["n\r", "\r"] {
        let asked = t.cmd(["meeting", "delete", "1"]).answer("delete meeting #1 \"One\"", reply);
        asked.on_terminal(120).exits(4);
    }
    t.cmd(["--no-input", "meeting", "delete", "1"]).on_terminal(80).exits(4);
    assert_eq!(t.tables(), before);
    t.cmd(["meeting", "delete", "1", "2"])
        .answer("delete 2 meetings?", "y\r")
        .on_terminal(80)
        .success();
    assert_eq!(t.rows("SELECT id FROM meetings"), [["3"]]);
}

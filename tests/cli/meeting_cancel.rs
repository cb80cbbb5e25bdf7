//! `meetctl meeting cancel`

use harness::{Meetctl, Row, on_every_engine, snapshot};

fn seed(t: &Meetctl) {
    t.seed_sql(2, 0);
    t.insert_meetings(&[
        Row::today("One", "10:00", "11:00").with(&[2]),
        Row::today("Two", "11:00", "12:00").status("in_progress"),
        Row::today("Called off before", "12:00", "13:00").status("cancelled"),
        Row::today("Kept", "13:00", "14:00"),
    ]);
}

on_every_engine! {
    fn cancelled_meetings_are_preserved(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(["meeting", "cancel", "1", "3", "2", "1"]), @r#"
        $ meetctl meeting cancel 1 3 2 1
        exit: 0
        --- stdout
        --- stderr
        Cancelled 2 meetings.
        1 meeting was already cancelled.
        "#);
        assert_eq!(
            t.rows("SELECT id, status, created_at, updated_at FROM meetings ORDER BY id"),
            [
                ["1", "cancelled", "2026-05-01 09:00:00", "2026-06-01 08:00:00"],
                ["2", "cancelled", "2026-05-01 09:00:00", "2026-06-01 08:00:00"],
                ["3", "cancelled", "2026-05-01 09:00:00", "2026-05-01 09:00:00"],
                ["4", "scheduled", "2026-05-01 09:00:00", "2026-05-01 09:00:00"],
            ]
        );
        assert_eq!(t.rows("SELECT COUNT(*) FROM meeting_participants"), [["1"]]);
        // They occupy no time any more.
        t.run(["meeting", "create", "--title", "New", "--start", "today 10:00", "--duration", "3h",
               "--creator", "1", "--participant", "2"]).success();
    }

    fn all_are_cancelled_or_none(t: &Meetctl) {
        seed(t);
        let before = t.tables();
        snapshot!(t.run(["meeting", "cancel", "1", "99", "2"]), @r#"
        $ meetctl meeting cancel 1 99 2
        exit: 5
        --- stdout
        --- stderr
        error: meeting 99 not found
        hint: `meetctl meeting list --search …` finds meetings
        "#);
        t.run(["meeting", "cancel"]).exits(2);
        t.run(["meeting", "cancel", "1", "two"]).exits(2);
        t.cmd(["meeting", "cancel", "-"]).stdin("1\n77\n").run().exits(5);
        t.run(["--read-only", "meeting", "cancel", "1"]).exits(4);
        assert_eq!(t.tables(), before);
        let piped = t.cmd(["meeting", "cancel", "-", "4"]).stdin("1\n2\n").run().success();
        assert_eq!(piped.stderr, "Cancelled 3 meetings.\n");
    }
}

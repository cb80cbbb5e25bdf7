//! `meetctl agenda`

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

/// A day with everything: it is 08:00.
fn busy_day() -> Vec<Row> {
    vec![
        Row::today("Breakfast", "06:00", "07:00"),
        Row::today("Stand-up", "07:45", "08:15").by(2).with(&[1, 3]),
        Row::today("Hotfix 会議 🚀", "08:00", "09:00").with(&[2]),
        Row::today("Called off", "08:30", "09:30").with(&[2]).status("cancelled"),
        Row::today("Review of the plans for the second half of this year", "10:00", "11:00").by(3),
        Row::new("Deploy", "2026-06-01 22:00:00", "2026-06-02 02:00:00").by(3),
        Row::new("Conference", "2026-06-02 12:00:00", "2026-06-04 12:00:00").by(2),
    ]
}

fn ids(t: &Meetctl, words: &[&str]) -> Vec<i64> {
    let args = ["agenda", "--format", "ids"].iter().chain(words);
    t.run(args).success().ids()
}

on_every_engine! {
    fn the_day_is_shown_with_the_present_time(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&busy_day());
        snapshot!(t.run(["agenda"]), @r"
        $ meetctl agenda
        exit: 0
        --- stdout
        Monday 2026-06-01 · today  UTC
           06:00-07:00  Breakfast                                                      Ada     #1
        ▸! 07:45-08:15  Stand-up · running, 15 min left                                Ben +2  #2
                        double booking: Ben, Ada
        ▸! 08:00-09:00  Hotfix 会議 🚀 · running, 1 h left                             Ada +1  #3
                        double booking: Ada, Ben
           08:00 now
        ✗  08:30-09:30  Called off · cancelled                                         Ada +1  #4
           10:00-11:00  Review of the plans for the second half of this year · in 2 h  Cleo    #5
           22:00 →      Deploy · until Tue 02:00                                       Cleo    #6
        --- stderr
        ");
        snapshot!(t.cmd(["agenda"]).env("NO_COLOR", "1").on_terminal(80), @r"
        $ meetctl agenda
        exit: 0
        --- terminal
        Monday 2026-06-01 · today                                                    UTC
           06:00-07:00  Breakfast                                             Ada     #1
        ▸! 07:45-08:15  Stand-up · running, 15 min left                       Ben +2  #2
                        double booking: Ben, Ada
        ▸! 08:00-09:00  Hotfix 会議 🚀 · running, 1 h left                    Ada +1  #3
                        double booking: Ada, Ben
        ── 08:00 now ───────────────────────────────────────────────────────────────────
        ✗  08:30-09:30  Called off · cancelled                                Ada +1  #4
           10:00-11:00  Review of the plans for the second half of this year  Cleo    #5
                        in 2 h
           22:00 →      Deploy · until Tue 02:00                              Cleo    #6
        ");
        snapshot!(t.run(["agenda", "week", "--user", "3"]), @r"
        $ meetctl agenda week --user 3
        exit: 0
        --- stdout
        Monday 2026-06-01 · today  UTC
        ▸  07:45-08:15  Stand-up · running, 15 min left                                Ben +2  #2
           08:00 now
           10:00-11:00  Review of the plans for the second half of this year · in 2 h  Cleo    #5
           22:00 →      Deploy · until Tue 02:00                                       Cleo    #6

        Tuesday 2026-06-02 · tomorrow
           → 02:00      Deploy · since Mon 22:00  Cleo  #6

        Wednesday 2026-06-03 to Sunday 2026-06-07
           no meetings
        --- stderr
        ");
        let json = |args: &[&str]| t.run(args.iter().chain(&["--json"])).success().json();
        let overlaps = ["meeting", "overlaps", "--on", "today", "--include-cancelled"];
        assert_eq!(json(&["agenda"]), json(&overlaps));
        let week = ["meeting", "overlaps", "--on", "this week", "--include-cancelled"];
        assert_eq!(json(&["agenda", "week"]), json(&week));
        assert_eq!(json(&["week"]), json(&week));
        assert_eq!(t.run(["agenda", "--format", "count"]).success().stdout, "6\n");
        let csv = t.run(["agenda", "--format", "csv", "--fields", "id,title", "--limit", "1"]).success();
        assert_eq!(csv.stdout, "id,title\n1,Breakfast\n");
        assert_eq!(csv.stderr, "note: 1 meeting shown, more exist (all: omit --limit)\n");
        let table = t.run(["agenda", "--fields", "id,status", "--limit", "1"]).success();
        assert_eq!(table.stdout, "ID  STATUS\n 1  scheduled\n");
    }

    fn days_are_typed_as_times_are(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&busy_day());
        assert_eq!(ids(t, &["today"]), [1, 2, 3, 4, 5, 6]);
        assert_eq!(ids(t, &["tomorrow"]), [6, 7]);
        assert_eq!(ids(t, &["2026-06-04"]), [7]);
        assert_eq!(ids(t, &["week"]), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(ids(t, &["+1d"]), [1, 2, 3, 4, 5, 6]);
        assert_eq!(ids(t, &["+2d", "--user", "2"]), [2, 3, 4, 7]);
        assert!(ids(t, &["next", "week"]).is_empty());
        assert_eq!(ids(t, &["in", "1", "day"]), [1, 2, 3, 4, 5, 6]);
        for wrong in ["10:00", "+2h", "now", "someday"] {
            let refused = t.run(["agenda", wrong]).exits(2);
            assert!(refused.stderr.starts_with("error: DAY: "), "{refused}");
        }
        t.run(["agenda", "--user", "9"]).exits(5);
    }

    fn an_empty_day_names_the_next_meeting(t: &Meetctl) {
        t.seed_sql(2, 0);
        t.insert_meetings(&[
            Row::new("Called off", "2026-06-04 10:00:00", "2026-06-04 11:00:00").status("cancelled"),
            Row::new("Far", "2026-06-20 10:00:00", "2026-06-20 11:00:00"),
        ]);
        snapshot!(t.run(["agenda"]), @r"
        $ meetctl agenda
        exit: 0
        --- stdout
        Monday 2026-06-01 · today  UTC
           no meetings
        --- stderr
        No meetings. Next: Sat 2026-06-20 10:00, #2 Far
        ");
        snapshot!(t.run(["agenda", "+7d", "--user", "2"]), @r"
        $ meetctl agenda +7d --user 2
        exit: 0
        --- stdout
        Monday 2026-06-01 · today  UTC
           no meetings

        Tuesday 2026-06-02 to Sunday 2026-06-07
           no meetings
        --- stderr
        No meetings.
        ");
        let past = t.run(["agenda", "yesterday"]).success();
        assert_eq!(past.stderr, "No meetings.\n");
        assert_eq!(t.run(["agenda", "--json"]).success().stdout, "[]\n");
    }

    fn the_clocks_of_the_zone_change(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[
            Row::new("Over the jump ahead", "2026-03-29 00:30:00", "2026-03-29 01:30:00"),
            Row::new("Twice the same time", "2026-10-25 00:30:00", "2026-10-25 01:30:00"),
            Row::new("Half an hour back", "2026-04-04 14:45:00", "2026-04-04 15:15:00"),
        ]);
        for (zone, day, expected) in [
            ("Europe/Berlin", "2026-03-29", "Sunday 2026-03-29 · clocks go forward 1 h at 02:00  Europe/Berlin\n   01:30-03:30  Over the jump ahead  Ada  #1\n"),
            ("Europe/Berlin", "2026-10-25", "Sunday 2026-10-25 · clocks go back 1 h at 03:00  Europe/Berlin\n   02:30+02:00-02:30+01:00  Twice the same time  Ada  #2\n"),
            ("Australia/Lord_Howe", "2026-04-05", "Sunday 2026-04-05 · clocks go back 30 min at 02:00  Australia/Lord_Howe\n   01:45+11:00-01:45+10:30  Half an hour back  Ada  #3\n"),
        ] {
            assert_eq!(t.run(["agenda", day, "--tz", zone]).success().stdout, expected);
        }
    }

    fn a_crowded_day_is_cut_and_counted(t: &Meetctl) {
        t.seed_sql(3, 0);
        let mut rows: Vec<Row> = (0..1100).map(|n| Row::today(format!("Meeting {n}"), "10:00", "10:01").status("cancelled")).collect();
        rows.push(Row::new("Night", "2026-06-01 23:00:00", "2026-06-02 01:00:00"));
        rows.push(Row::new("Morning", "2026-06-02 10:00:00", "2026-06-02 11:00:00"));
        t.insert_meetings(&rows);
        let shown = t.run(["agenda", "+2d"]).success();
        let lines = shown.lines();
        // Two headings, the present time, the note, a blank line, and both days of the night.
        assert_eq!(lines.len(), 1000 + 4 + 1 + 2, "{}", shown.stderr);
        assert_eq!(lines[1002], "   101 more meetings (all: meetctl agenda 2026-06-01 --format csv)");
        assert_eq!(lines[1004], "Tuesday 2026-06-02 · tomorrow");
        assert!(lines[1005].contains("Night") && lines[1006].contains("Morning"), "{}", lines[1005]);
        assert_eq!(ids(t, &[]).len(), 1101);
        let limited = t.run(["agenda", "+2d", "--limit", "3"]).success();
        assert_eq!(limited.stdout.matches("Meeting ").count(), 3);
        assert!(limited.stderr.contains("3 meetings shown, more exist"), "{limited}");
    }
}

#[test]
fn a_title_cannot_act_on_a_terminal() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    t.insert_meetings(&[Row::today("\u{1b}[2J\u{202e}evil\u{7}", "10:00", "11:00")]);
    for command in ["agenda", "week"] {
        let shown = t.cmd([command]).env("NO_COLOR", "1").on_terminal(100).success().stdout;
        assert!(shown.contains("\\x1b"), "{shown}");
        assert!(
            !shown.contains(|c: char| c == '\u{202e}' || (c.is_control() && c != '\n')),
            "{shown:?}"
        );
    }
}

#[test]
fn colors_say_what_a_meeting_is() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 0);
    t.insert_meetings(&busy_day());
    let shown = t.terminal(100, ["agenda"]).success().stdout;
    let line = |title: &str| shown.lines().find(|line| line.contains(title)).unwrap();
    assert!(
        line("Called off").contains("\u{1b}[2m\u{1b}[9mCalled off"),
        "{:?}",
        line("Called off")
    );
    assert!(line("Stand-up").contains("\u{1b}[1m\u{1b}[32m▸"), "{:?}", line("Stand-up"));
    assert!(line("now").contains("\u{1b}[31m── 08:00 now"), "{:?}", line("now"));
    assert!(line("Breakfast").contains("\u{1b}[2mBreakfast"), "{:?}", line("Breakfast"));
    // Tables show a status in the same way.
    let table = t.terminal(120, ["meeting", "list"]).success().stdout;
    assert!(
        table.contains("\u{1b}[2m\u{1b}[9mCalled off") && table.contains("\u{1b}[9mcancelled"),
        "{table:?}"
    );
    let plain = t.cmd(["agenda"]).env("NO_COLOR", "1").on_terminal(100).success().stdout;
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
}

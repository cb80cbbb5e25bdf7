//! `meetctl week`

use unicode_width::UnicodeWidthStr as _;

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

fn meetings() -> Vec<Row> {
    vec![
        Row::today("Breakfast", "06:00", "07:00"),
        Row::today("Stand-up", "07:45", "08:15").by(2).with(&[1, 3]),
        Row::today("Hotfix 会議 🚀", "08:00", "09:00").with(&[2]),
        Row::today("Called off", "09:00", "10:00").with(&[2]).status("cancelled"),
        Row::new("Deploy over midnight", "2026-06-01 22:00:00", "2026-06-02 02:00:00").by(3),
        Row::new("Conference", "2026-06-02 12:00:00", "2026-06-05 12:00:00").by(2),
        Row::new("Review", "2026-06-03 09:00:00", "2026-06-03 11:00:00"),
        Row::new("Plan", "2026-06-03 10:00:00", "2026-06-03 12:00:00").by(3),
    ]
}

on_every_engine! {
    fn a_week_is_a_grid(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&meetings());
        snapshot!(t.cmd(["week"]).env("NO_COLOR", "1").on_terminal(90), @r"
        $ meetctl week
        exit: 0
        --- terminal
        Week 23 · 2026-06-01 to 2026-06-07 · this week                                     UTC
               Mon 1 Jun       Tue 2 Jun       Wed 3 Jun       Thu 4 Jun       Fri 5 Jun
               ━━━━ today ━━━━ ─────────────── ─────────────── ─────────────── ───────────────
        all day                ▌Conference ───────────────────────────────────────────────────
        00:00                  ▌Deploy over
                               ▌midnight
        01:00                  ▌→ 02:00
                               ▌
          ⋮
        06:00  ▏Breakfast
               ▏06:00-07:00
        07:00
               █▸! Sta
        08:00─ █nd-up █▸!
                      █Hotfix…
        09:00  ┊✗ Called off                   ▌Review
               ┊09:00-10:00                    ▌
        10:00                                  ▌      ▌Plan
                                               ▌      ▌
        11:00                                         ▌
                                                      ▌
          ⋮
        22:00  ▌Deploy over
               ▌midnight
        23:00  ▌22:00 →
               ▌

               ▸ running   ! double booking   ✗ cancelled   Sat 6, Sun 7: no meetings
        ");
        for day in ["2026-06-07", "today", "this week"] {
            let one = t.cmd(["week", day]).env("NO_COLOR", "1").on_terminal(90).success().stdout;
            assert!(one.starts_with("Week 23 · 2026-06-01 to 2026-06-07 · this week"), "{one}");
        }
        let next = t.cmd(["week", "+7d"]).env("NO_COLOR", "1").on_terminal(90).success().stdout;
        assert!(next.starts_with("Week 24 · 2026-06-08 to 2026-06-14 · next week"), "{next}");
        assert!(next.contains("no meetings"), "{next}");
        // Pipes and narrow terminals have no grid.
        let agenda = t.run(["agenda", "week"]).success();
        assert_eq!(t.run(["week"]).success().stdout, agenda.stdout);
        let narrow = t.cmd(["week"]).env("NO_COLOR", "1").on_terminal(38).success().stdout;
        assert!(narrow.contains("Monday 2026-06-01 · today"), "{narrow}");
        t.run(["week", "someday"]).exits(2);
        t.run(["week", "--user", "9"]).exits(5);
    }
}

#[test]
fn it_fits_every_terminal() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 0);
    let mut rows = meetings();
    rows.extend((0..60).map(|n| {
        let (hour, minute) = (7 + n / 6, n % 6 * 10);
        let time = |minute| format!("2026-06-04 {hour:02}:{minute:02}:00");
        Row::new(format!("Slot {n}"), &time(minute), &time(minute + 9))
    }));
    t.insert_meetings(&rows);
    for columns in [40, 60, 80, 120, 200] {
        for command in
            [&["week"] as &[&str], &["agenda", "week"], &["meeting", "conflicts", "--draw"]]
        {
            let shown = t.cmd(command).env("NO_COLOR", "1").on_terminal(columns).success();
            let messages = |line: &&str| !line.starts_with("note: ");
            for line in shown.stdout.lines().filter(messages) {
                assert!(line.width() <= columns.into(), "{columns}: {line}");
            }
        }
    }
    let agenda = t.cmd(["agenda", "2026-06-04"]).env("NO_COLOR", "1").on_terminal(80).success();
    assert_eq!(agenda.stdout.matches("Slot ").count(), 60);
    // What the grid lacks room for is counted.
    let week = t.cmd(["week", "--user", "1"]).env("NO_COLOR", "1").on_terminal(60).success().stdout;
    let note = "more meetings on Thu 2026-06-04 (all: meetctl agenda 2026-06-04)";
    assert!(week.replace("\n      ", " ").contains(note) || !week.contains("note:"), "{week}");
}

#[test]
fn blocks_have_the_colors_of_the_terminal() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 0);
    t.insert_meetings(&meetings());
    let shown = |term: &str| {
        t.shell(&format!("TERM={term} meetctl week")).on_terminal(100).success().stdout
    };
    let full = shown("xterm-256color");
    assert!(
        full.contains("\u{1b}[38;5;75m\u{1b}[48;5;25m▌\u{1b}[0m\u{1b}[38;5;231m\u{1b}[48;5;25m"),
        "{full:?}"
    );
    assert!(full.contains("┊\u{1b}[0m\u{1b}[2m\u{1b}[9m✗ Called off"), "{full:?}");
    let few = shown("xterm");
    assert!(few.contains("\u{1b}[94m\u{1b}[44m▌") && !few.contains("[48;5;"), "{few:?}");
    let heat = |term: &str| {
        t.shell(&format!("TERM={term} meetctl stats heatmap")).on_terminal(100).success().stdout
    };
    assert!(heat("xterm-256color").contains("\u{1b}[38;5;160m██"), "{}", heat("xterm-256color"));
    assert!(heat("xterm").contains("\u{1b}[31m██"), "{}", heat("xterm"));
}

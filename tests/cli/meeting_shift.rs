//! `meetctl meeting shift`

use harness::{Engine, Meetctl, Row, Transcript, on_every_engine, snapshot};

fn shift(t: &Meetctl, by: &str, rest: &[&str]) -> Transcript {
    t.run(["meeting", "shift", "--by", by].iter().chain(rest))
}

/// Id, start and end of each meeting.
fn times(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows("SELECT id, start_time, end_time FROM meetings ORDER BY id")
}

fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::today("One", "10:00", "11:00").with(&[2]),
        Row::today("Two", "11:00", "12:00"),
        Row::today("Off", "11:30", "12:30").status("cancelled"),
        Row::today("Ben's", "13:00", "14:00").by(2),
    ]);
}

on_every_engine! {
    fn meetings_move_together(t: &Meetctl) {
        seed(t);
        snapshot!(shift(t, "1h", &["1", "2", "3", "--dry-run"]), @r"
        $ meetctl meeting shift --by 1h 1 2 3 --dry-run
        exit: 0
        --- stdout
        ID  TITLE  OLD TIME                 NEW TIME
         1  One    2026-06-01 10:00-11:00Z  2026-06-01 11:00-12:00Z
         2  Two    2026-06-01 11:00-12:00Z  2026-06-01 12:00-13:00Z
         3  Off    2026-06-01 11:30-12:30Z  2026-06-01 12:30-13:30Z
        --- stderr
        Would move 3 meetings 1h later; nothing was changed (dry run).
        ");
        assert_eq!(times(t)[0][1], "2026-06-01 10:00:00");
        // Each takes the time that the other leaves, in either direction and order.
        shift(t, "+1h", &["2", "1", "3"]).success();
        assert_eq!(
            times(t),
            [
                ["1", "2026-06-01 11:00:00", "2026-06-01 12:00:00"],
                ["2", "2026-06-01 12:00:00", "2026-06-01 13:00:00"],
                ["3", "2026-06-01 12:30:00", "2026-06-01 13:30:00"],
                ["4", "2026-06-01 13:00:00", "2026-06-01 14:00:00"],
            ]
        );
        let back = shift(t, "-60m", &["--user", "1", "--format", "ids"]).success();
        assert_eq!((back.stdout.as_str(), back.stderr.as_str()), ("1\n2\n3\n", "Moved 3 meetings 1h earlier.\n"));
        assert_eq!(times(t)[0][1], "2026-06-01 10:00:00");
        assert_eq!(
            t.rows("SELECT updated_at FROM meetings ORDER BY id"),
            [["2026-06-01 08:00:00"], ["2026-06-01 08:00:00"], ["2026-06-01 08:00:00"], ["2026-05-01 09:00:00"]]
        );
        assert_eq!(
            t.rows("SELECT COUNT(*), COUNT(DISTINCT run_id) FROM meetctl_history WHERE command = 'meeting shift'"),
            [["6", "2"]]
        );
    }

    fn a_conflict_refuses_all(t: &Meetctl) {
        seed(t);
        let before = t.tables();
        snapshot!(shift(t, "2h30m", &["--search", "o", "--status", "scheduled"]), @r#"
        $ meetctl meeting shift --by 2h30m --search o --status scheduled
        exit: 4
        --- stdout
        --- stderr
        error: double booking: 1 of 2 meetings conflicts
          #1 "One", 2026-06-01 12:30Z to 13:30, conflicts with #4 "Ben's", 2026-06-01 13:00Z to 14:00 (Ben)
        hint: choose another duration, or move them anyway with --allow-overlap
        "#);
        shift(t, "150m", &["1", "2", "--dry-run"]).exits(4);
        assert_eq!(t.tables(), before);
        shift(t, "150m", &["1", "2", "--allow-overlap"]).success();
        // What is double-booked already stays so, as far as the set is concerned.
        shift(t, "1d", &["--all"]).exits(4);
        shift(t, "1d", &["--all", "--allow-overlap"]).success();
        assert_eq!(times(t)[3][1], "2026-06-02 13:00:00");
    }

    fn cancelled_meetings_move_without_a_check(t: &Meetctl) {
        seed(t);
        shift(t, "-30m", &["3"]).success();
        assert_eq!(times(t)[2][1], "2026-06-01 11:00:00");
    }
}

#[test]
fn a_slip_moves_nothing() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t.insert_meetings(&[Row::new("Last", "9999-12-31 20:00:00", "9999-12-31 21:00:00").by(3)]);
    let before = t.tables();
    let message = |run: Transcript| run.stderr.lines().next().unwrap_or_default().to_owned();
    assert_eq!(message(shift(&t, "1h", &[]).exits(2)), "error: no meetings are selected");
    shift(&t, "1h", &["1", "--all"]).exits(2);
    shift(&t, "1h", &["1", "--user", "1"]).exits(2);
    shift(&t, "1h", &["--all", "--search", "x"]).exits(2);
    t.run(["meeting", "shift", "1"]).exits(2);
    for by in ["0m", "30", "soon", "1mo", "--30m"] {
        shift(&t, by, &["1"]).exits(2);
    }
    assert_eq!(
        message(shift(&t, "3h", &["--all", "--allow-overlap"]).exits(2)),
        "error: meeting 5: it would leave the years 1000 to 9999"
    );
    shift(&t, "-9000d", &["99"]).exits(5);
    shift(&t, "1h", &["--user", "nobody@example.org"]).exits(5);
    t.run(["--read-only", "meeting", "shift", "1", "--by", "1h"]).exits(4);
    assert_eq!(t.tables(), before);
    let none = shift(&t, "1h", &["--search", "nothing", "--json"]).success();
    assert_eq!(none.stdout, "[]\n");
    let piped = t.cmd(["meeting", "shift", "-", "--by", "-1h"]).stdin("1\n2\n").run().success();
    assert_eq!(piped.stderr, "Moved 2 meetings 1h earlier.\n");
}

/// A meeting with something else than a time is named, and the others stay.
#[test]
fn what_another_program_stored_is_not_moved() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t.insert_meetings(&[Row::new("Soon", "later", "soon").verbatim()]);
    let before = times(&t);
    let run = shift(&t, "1h", &["1", "5"]).exits(2);
    assert!(run.stderr.contains("meeting 5: it cannot be moved: start_time is \"later\""), "{run}");
    assert_eq!(times(&t), before);
}

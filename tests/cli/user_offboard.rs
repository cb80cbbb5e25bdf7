//! `meetctl user offboard`

use harness::{Engine, Meetctl, Row, on_every_engine, same_on_every_engine, snapshot};

/// Ada leaves. Her meetings are before, at and after the clock of the tests, which is 08:00.
fn seed(t: &Meetctl) {
    t.seed_sql(4, 0);
    t.insert_meetings(&[
        Row::today("Past", "06:00", "07:00").with(&[1, 2]),
        Row::today("Running", "07:30", "09:00").with(&[1, 3]),
        Row::today("Now", "08:00", "08:30").with(&[3]),
        Row::today("Attends as well", "11:00", "12:00").with(&[1, 3]),
        Row::today("Ben attends", "13:00", "14:00").with(&[1, 2]),
        Row::today("Called off", "15:00", "16:00").with(&[1, 3]).status("cancelled"),
        Row::today("Cleo's", "17:00", "18:00").by(3).with(&[1, 4]),
        Row::today("Cleo's, called off", "18:00", "19:00").by(3).with(&[1]).status("cancelled"),
        Row::today("Not hers", "19:00", "20:00").by(3).with(&[2]),
    ]);
}

fn creators(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows("SELECT id, created_by, status FROM meetings ORDER BY id")
}

fn people(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows("SELECT meeting_id, user_id FROM meeting_participants ORDER BY 1, 2")
}

fn history(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows(
        "SELECT command, kind, item_id, old_values, new_values FROM meetctl_history \
         WHERE kind <> 'run' ORDER BY run_id, entry",
    )
}

const TO_BEN: [&str; 5] = ["user", "offboard", "ADA@example.org", "--to", "ben@example.org"];
const CANCEL: [&str; 4] = ["user", "offboard", "1", "--cancel"];

fn with<'a>(line: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [line, more].concat()
}

on_every_engine! {
    fn future_meetings_are_handed_over(t: &Meetctl) {
        seed(t);
        let before = t.tables();
        snapshot!(t.run(with(&TO_BEN, &["--dry-run"])), @r"
        $ meetctl user offboard ADA@example.org --to ben@example.org --dry-run
        exit: 0
        --- stdout
        ID  START              TITLE               ACTION
         3  2026-06-01 08:00Z  Now                 hand over
         4  2026-06-01 11:00Z  Attends as well     hand over
         5  2026-06-01 13:00Z  Ben attends         hand over
         6  2026-06-01 15:00Z  Called off          hand over
         7  2026-06-01 17:00Z  Cleo's              leave
         8  2026-06-01 18:00Z  Cleo's, called off  leave
        --- stderr
        Would hand over 4 meetings to Ben and leave 2 meetings; nothing was changed (dry run).
        ");
        assert_eq!(t.tables(), before);
        snapshot!(t.run(with(&TO_BEN, &["--yes"])), @r"
        $ meetctl user offboard ADA@example.org --to ben@example.org --yes
        exit: 0
        --- stdout
        --- stderr
        Handed over 4 meetings to Ben and left 2 meetings.
        ");
        let [past, other] = [["1", "scheduled"], ["3", "scheduled"]];
        let ben = ["2", "scheduled"];
        let expected = [past, past, ben, ben, ben, ["2", "cancelled"], other, ["3", "cancelled"], other];
        let found = creators(t);
        for (row, [creator, status]) in found.iter().zip(expected) {
            assert_eq!(row[1..], [creator, status], "{found:?}");
        }
        assert_eq!(
            people(t),
            [
                ["1", "1"], ["1", "2"], ["2", "1"], ["2", "3"], ["3", "3"], ["4", "3"],
                ["5", "2"], ["6", "3"], ["7", "4"], ["9", "2"],
            ]
        );
        // The user stays, and nothing is left to do.
        assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["4"]]);
        let after = t.tables();
        snapshot!(t.run(with(&TO_BEN, &["--yes"])), @r"
        $ meetctl user offboard ADA@example.org --to ben@example.org --yes
        exit: 0
        --- stdout
        --- stderr
        Nothing to do for user 1.
        ");
        assert_eq!(t.tables(), after);
        assert_eq!(t.run(with(&TO_BEN, &["--json"])).success().stdout, "[]\n");
    }

    fn or_cancelled(t: &Meetctl) {
        seed(t);
        snapshot!(t.run(with(&CANCEL, &["--yes"])), @r"
        $ meetctl user offboard 1 --cancel --yes
        exit: 0
        --- stdout
        --- stderr
        Cancelled 3 meetings and left 3 meetings.
        ");
        let cancelled: Vec<String> = creators(t)
            .into_iter()
            .filter(|row| row[2] == "cancelled")
            .map(|row| row[..2].join(" by "))
            .collect();
        assert_eq!(cancelled, ["3 by 1", "4 by 1", "5 by 1", "6 by 1", "8 by 3"]);
        let of_ada = people(t).into_iter().filter(|row| row[1] == "1");
        assert_eq!(of_ada.map(|row| row[0].clone()).collect::<Vec<_>>(), ["1", "2"]);
        // What was cancelled already is only left.
        let touched = t.rows("SELECT id FROM meetings WHERE updated_at > '2026-05-30' ORDER BY id");
        assert_eq!(touched, [["3"], ["4"], ["5"], ["6"], ["7"], ["8"]]);
        t.run(with(&CANCEL, &["--yes"])).success();
        assert_eq!(history(t).len(), 6);
    }

    fn each_change_is_in_the_history(t: &Meetctl) {
        seed(t);
        t.run(with(&TO_BEN, &["--yes"])).success();
        let history = history(t);
        assert_eq!(history.len(), 6);
        let row = history.iter().find(|row| row[2] == "5").unwrap();
        assert_eq!(row[..2], ["user offboard", "meeting"]);
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(json(&row[3]), serde_json::json!({"created_by": 1, "participants": [1]}));
        assert_eq!(json(&row[4]), serde_json::json!({"created_by": 2, "participants": []}));
    }

    fn the_day_can_be_set(t: &Meetctl) {
        seed(t);
        t.run(with(&TO_BEN, &["--from", "12:00", "--yes"])).success();
        let ben = t.rows("SELECT id FROM meetings WHERE created_by = 2 ORDER BY id");
        assert_eq!(ben, [["5"], ["6"]]);
        t.run(with(&TO_BEN, &["--since", "2026-06-01T11:00:00Z", "--yes"])).success();
        let ben = t.rows("SELECT id FROM meetings WHERE created_by = 2 ORDER BY id");
        assert_eq!(ben, [["4"], ["5"], ["6"]]);
        t.run(with(&TO_BEN, &["--from", "2027-01-01", "--yes"])).success();
        let wrong = t.run(with(&TO_BEN, &["--from", "someday"])).exits(2);
        assert!(wrong.stderr.contains("--from"), "{wrong}");
    }

    fn nobody_is_double_booked(t: &Meetctl) {
        seed(t);
        t.sql(&format!(
            "INSERT INTO meetings (title, start_time, end_time, created_by, status) VALUES \
             ('Ben''s', '{}', '{}', 2, 'scheduled'), ('Back to back', '{}', '{}', 2, 'scheduled')",
            t.stored_time("2026-06-01 11:30:00"), t.stored_time("2026-06-01 12:30:00"),
            t.stored_time("2026-06-01 12:30:00"), t.stored_time("2026-06-01 13:00:00"),
        ));
        let before = t.tables();
        snapshot!(t.run(with(&TO_BEN, &["--yes"])), @r#"
        $ meetctl user offboard ADA@example.org --to ben@example.org --yes
        exit: 4
        --- stdout
        --- stderr
        error: Ben would be double-booked 1 time
          #4 "Attends as well", 2026-06-01 11:00Z to 12:00, conflicts with #10 "Ben's", 2026-06-01 11:30Z to 12:30
        hint: cancel or move one of each pair, or go ahead with --allow-overlap
        "#);
        t.run(with(&TO_BEN, &["--dry-run"])).exits(4);
        let error = t.run(with(&TO_BEN, &["--yes", "--json"])).exits(4).error_json();
        assert_eq!(error["code"], "double_booking");
        let conflicts = error["conflicts"].as_array().unwrap();
        assert_eq!((conflicts.len(), &conflicts[0]["id"], &conflicts[0]["title"]), (1, &10.into(), &"Ben's".into()));
        assert_eq!(conflicts[0]["meeting"]["id"], 4);
        assert_eq!(conflicts[0]["double_booked"][0]["name"], "Ben");
        assert_eq!(t.tables(), before);
        t.run(with(&TO_BEN, &["--yes", "--allow-overlap"])).success();
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE created_by = 2"), [["6"]]);
        // Meetings of hers that overlap each other would be a double booking of his.
        t.sql("UPDATE meetings SET created_by = 1 WHERE id IN (3, 4)");
        t.sql(&format!("UPDATE meetings SET end_time = '{}' WHERE id = 3", t.stored_time("2026-06-01 11:01:00")));
        t.sql("UPDATE meetings SET status = 'cancelled' WHERE id = 10");
        let error = t.run(with(&TO_BEN, &["--yes", "--json"])).exits(4).error_json();
        assert_eq!((&error["conflicts"][0]["id"], &error["conflicts"][0]["meeting"]["id"]), (&3.into(), &4.into()));
    }

    fn wrong_people_are_named(t: &Meetctl) {
        seed(t);
        for (args, exit, words) in [
            (&["9", "--cancel"][..], 5, "user 9 not found"),
            (&["1", "--to", "nobody@example.org"], 5, "--to: user nobody@example.org not found"),
            (&["1", "--to", "ada@example.org"], 2, "--to names the user who leaves"),
            (&["1"], 2, "--to <USER>|--cancel"),
            (&["1", "--to", "2", "--cancel"], 2, "cannot be used with"),
            (&["1", "--cancel", "--allow-overlap"], 2, "cannot be used with"),
            (&["1", "--cancel", "--limit", "3"], 2, "--dry-run"),
            (&["1", "--cancel", "--fields", "nothing", "--json"], 2, "unknown field `nothing`"),
        ] {
            let run = t.run(with(&["user", "offboard", "--yes"], args)).exits(exit);
            assert!(run.stderr.contains(words), "{run}");
        }
        // Without a terminal nobody can be asked.
        let unconfirmed = t.run(CANCEL).exits(4);
        assert!(unconfirmed.stderr.contains("cancelled: 3 meetings"), "{unconfirmed}");
        let read_only = t.run(with(&CANCEL, &["--yes", "--read-only", "--json"])).exits(4);
        assert_eq!(read_only.error_json()["code"], "read_only");
        assert_eq!(history(t).len(), 0);
    }

    fn a_large_one_is_done_in_transactions(t: &Meetctl) {
        t.seed_sql(3, 3100);
        // Of each three meetings Ada creates one and attends another; the first 32 start before 08:00.
        let ben_is_free = "UPDATE meetings SET status = 'cancelled' WHERE created_by <> 1";
        t.sql(ben_is_free);
        t.sql("DELETE FROM meeting_participants WHERE user_id = 2");
        let run = |more: &[&str], fail: Option<&str>| {
            let cmd = t.cmd(with(&["user", "offboard", "1", "--to", "2", "--yes", "--json"], more));
            match fail {
                Some(point) => cmd.env("MEETCTL_FAIL_AT_COMMIT", point).run(),
                None => cmd.run(),
            }
        };
        let handed_over = || t.rows("SELECT COUNT(*) FROM meetings WHERE created_by = 2")[0][0].parse::<i64>().unwrap();
        let at_first = handed_over();
        // Killed before and after the second commit.
        for point in ["3", "4"] {
            assert_eq!(run(&[], Some(point)).exit, 134);
            t.wait_for_other_sessions();
        }
        assert!(handed_over() > at_first);
        run(&[], None).success();
        let left = "SELECT COUNT(*) FROM meetings m WHERE start_time >= '2026-06-01 08:00:00' AND (created_by = 1 \
            OR EXISTS (SELECT 1 FROM meeting_participants p WHERE p.meeting_id = m.id AND p.user_id = 1))";
        assert_eq!(t.rows(left), [["0"]]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE created_by = 1"), [["11"]]);
        // Each change once.
        let twice = "SELECT item_id FROM meetctl_history WHERE kind = 'meeting' GROUP BY item_id HAVING COUNT(*) > 1";
        assert!(t.rows(twice).is_empty());
        assert_eq!(run(&[], None).success().stdout, "[]\n");
    }

    fn names_cannot_act_on_a_terminal(t: &Meetctl) {
        t.seed_sql(2, 0);
        let hostile = "\u{1b}[2J\u{202e}=1+1\nerror: x";
        t.insert_meetings(&[Row::today(hostile, "10:00", "11:00")]);
        t.sql(&format!("UPDATE users SET name = {}", t.literal(hostile)));
        for more in [&["--dry-run"][..], &["--yes"]] {
            let run = t.run(with(&["user", "offboard", "1", "--to", "2"], more)).success();
            assert!(!run.stderr.contains(['\u{1b}', '\u{202e}']), "{run}");
            assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{run}");
            assert!(!run.stderr.contains("\nerror"), "{run}");
        }
    }
}

#[test]
fn every_engine_gives_the_same_answers() {
    same_on_every_engine(|t| {
        seed(t);
        let mut text = String::new();
        for format in ["table", "json", "jsonl", "csv", "tsv", "ids", "count"] {
            let run = t.run(with(&TO_BEN, &["--dry-run", "--format", format])).success();
            text.push_str(&run.stable_stdout());
        }
        text.push_str(&t.run(with(&CANCEL, &["--yes", "--json"])).success().stdout);
        text
    });
}

#[test]
fn a_person_is_asked_and_told_what_happens() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let offboard = |reply| {
        let question = "offboard user 1 (Ada <ada@example.org>)?";
        t.cmd(TO_BEN).answer(question, reply).on_terminal(80)
    };
    let refused = offboard("n\r").exits(4);
    assert!(refused.stdout.contains("Ben gets 4 meetings"), "{refused}");
    assert!(refused.stdout.contains("Ada leaves 2 meetings"), "{refused}");
    assert!(history(&t).is_empty());
    offboard("y\r").success();
    assert_eq!(history(&t).len(), 6);
    // Nothing is asked where nothing is to be done.
    t.run(TO_BEN).success();
}

#[test]
fn a_reader_that_has_exited_does_not_end_the_work() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 2100);
    t.sql("DELETE FROM meeting_participants");
    let line = "meetctl user offboard 1 --cancel --yes --format csv | head -1";
    assert_eq!(
        t.shell(line).run().success().stdout,
        "id,title,start_time,end_time,status,action\n"
    );
    let left = t.rows(
        "SELECT COUNT(*) FROM meetings WHERE created_by = 1 AND status <> 'cancelled' \
         AND start_time >= '2026-06-01 08:00:00.000000'",
    );
    assert_eq!(left, [["0"]]);
}

//! `meetctl user merge`

use harness::{Engine, Meetctl, Row, on_every_engine, same_on_every_engine, snapshot};
use serde_json::{Value, json};

/// Users 1 and 2 are one person.
fn seed(t: &Meetctl) {
    t.seed_sql(4, 0);
    t.insert_meetings(&[
        Row::today("Created by one", "10:00", "11:00").with(&[3]),
        Row::today("Attended by one", "12:00", "13:00").by(3).with(&[1]),
        Row::today("Attended by both", "14:00", "15:00").by(3).with(&[1, 2]),
        Row::today("Of both", "16:00", "17:00").with(&[1, 2]),
        Row::today("Not theirs", "18:00", "19:00").by(3).with(&[4]),
        Row::today("Cancelled", "10:00", "11:00").with(&[4]).status("cancelled"),
        Row::today("In the past", "05:00", "06:00"),
    ]);
}

const MERGE: [&str; 4] = ["user", "merge", "ada@example.org", "2"];

fn with<'a>(line: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [line, more].concat()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

on_every_engine! {
    fn one_user_gets_all_of_the_other(t: &Meetctl) {
        seed(t);
        let before = t.tables();
        let planned = t.run(with(&MERGE, &["--dry-run", "--json"])).success().json();
        assert_eq!((&planned["created"], &planned["attended"]), (&4.into(), &3.into()));
        assert_eq!((&planned["double_bookings"], &planned["dry_run"]), (&0.into(), &true.into()));
        assert_eq!(t.tables(), before);
        snapshot!(t.run(with(&MERGE, &["--yes"])), @r"
        $ meetctl user merge ada@example.org 2 --yes
        exit: 0
        --- stdout
        --- stderr
        Merged user 1 into user 2; Ben got 4 created meetings and 3 participations.
        ");
        let creators = t.rows("SELECT created_by FROM meetings ORDER BY id").concat();
        assert_eq!(creators, ["2", "3", "3", "2", "3", "2", "2"]);
        assert_eq!(
            t.rows("SELECT meeting_id, user_id FROM meeting_participants ORDER BY 1, 2"),
            [["1", "3"], ["2", "2"], ["3", "2"], ["4", "2"], ["5", "4"], ["6", "4"]]
        );
        assert_eq!(t.rows("SELECT id, email FROM users WHERE id < 3"), [["2", "ben@example.org"]]);
        t.run(with(&MERGE, &["--yes"])).exits(5);
    }

    fn the_history_has_what_it_takes_to_put_it_back(t: &Meetctl) {
        seed(t);
        t.run(with(&MERGE, &["--yes"])).success();
        let rows = t.rows(
            "SELECT kind, item_id, old_values, new_values, command FROM meetctl_history \
             WHERE kind <> 'run' ORDER BY kind, item_id"
        );
        assert!(rows.iter().all(|row| row[4] == "user merge"), "{rows:?}");
        let meetings: Vec<&str> =
            rows.iter().filter(|row| row[0] == "meeting").map(|row| row[1].as_str()).collect();
        assert_eq!(meetings, ["1", "2", "3", "4", "6", "7"]);
        assert_eq!(parsed(&rows[0][2]), json!({"created_by": 1}));
        assert_eq!(parsed(&rows[0][3]), json!({"created_by": 2}));
        assert_eq!(parsed(&rows[3][2]), json!({"created_by": 1, "participants": [1]}));
        assert_eq!(parsed(&rows[3][3]), json!({"created_by": 2, "participants": []}));
        let user = rows.last().unwrap();
        assert_eq!((user[0].as_str(), user[1].as_str(), user[3].as_str()), ("user", "1", "NULL"));
        let old = parsed(&user[2]);
        assert_eq!((&old["name"], &old["email"]), (&"Ada".into(), &"ada@example.org".into()));
        assert_eq!(old["created_at"], "2026-05-01T09:00:00Z");
    }

    fn deleting_with_a_successor_writes_the_same(t: &Meetctl) {
        seed(t);
        t.run(["user", "delete", "1", "--reassign-to", "2", "--yes"]).success();
        let rows = t.rows("SELECT DISTINCT command FROM meetctl_history WHERE kind <> 'run'");
        assert_eq!(rows, [["user delete"]]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_history WHERE kind <> 'run'"), [["7"]]);
    }

    fn double_bookings_are_a_fact(t: &Meetctl) {
        seed(t);
        t.sql(&format!(
            "INSERT INTO meetings (title, start_time, end_time, created_by, status) VALUES \
             ('Other', '{}', '{}', 2, 'scheduled')",
            t.stored_time("2026-06-01 10:30:00"), t.stored_time("2026-06-01 12:30:00"),
        ));
        snapshot!(t.run(with(&MERGE, &["--dry-run"])), @r#"
        $ meetctl user merge ada@example.org 2 --dry-run
        exit: 0
        --- stdout
        From             Ada <ada@example.org>
        Into             Ben <ben@example.org>
        Created          4
        Attended         3
        Double bookings  2
        --- stderr
        warning: Ben would be double-booked: #1 "Created by one", 2026-06-01 10:00Z to 11:00, conflicts with #8 "Other", 2026-06-01 10:30Z to 12:30
        warning: Ben would be double-booked: #2 "Attended by one", 2026-06-01 12:00Z to 13:00, conflicts with #8 "Other", 2026-06-01 10:30Z to 12:30
        Would merge user 1 into user 2; nothing was changed (dry run).
        "#);
        let unconfirmed = t.run(MERGE).exits(4);
        assert!(unconfirmed.stderr.contains("Ben becomes double-booked 2 times"), "{unconfirmed}");
        let run = t.run(with(&MERGE, &["--yes", "--json"])).success();
        let merged = run.json();
        assert_eq!(merged["double_bookings"], 2);
        let pairs: Vec<[&Value; 2]> = merged["conflicts"]
            .as_array().unwrap().iter().map(|pair| [&pair["id"], &pair["meeting"]["id"]]).collect();
        assert_eq!(pairs, [[&json!(8), &json!(1)], [&json!(8), &json!(2)]]);
        assert_eq!((&merged["from"]["id"], &merged["into"]["id"]), (&1.into(), &2.into()));
        assert!(run.stderr.contains("\"code\":\"double_booking\""), "{run}");
        let conflicts = t.run(["meeting", "conflicts", "--user", "2", "--format", "count"]).success();
        assert_eq!(conflicts.stdout, "2\n");
    }

    fn wrong_people_are_refused(t: &Meetctl) {
        seed(t);
        for (args, exit, words) in [
            (["1", "1"], 2, "FROM and INTO are both user 1"),
            (["ADA@example.org", "1"], 2, "FROM and INTO are both user 1"),
            (["9", "1"], 5, "FROM: user 9 not found"),
            (["1", "nobody@example.org"], 5, "INTO: user nobody@example.org not found"),
        ] {
            let run = t.run(with(&["user", "merge", "--yes"], &args)).exits(exit);
            assert!(run.stderr.contains(words), "{run}");
        }
        let read_only = t.run(with(&MERGE, &["--yes", "--read-only", "--json"])).exits(4);
        assert_eq!(read_only.error_json()["code"], "read_only");
        assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["4"]]);
    }

    fn users_that_differ_by_case_alone_become_one(t: &Meetctl) {
        t.seed_sql(1, 1);
        t.sql("INSERT INTO users (id, name, email) VALUES (7, 'Ada', 'Ada@Example.org')");
        t.run(["doctor", "--check"]).exits(3);
        t.run(["user", "merge", "7", "1", "--yes"]).success();
        let doctor = t.run(["doctor"]).success();
        assert!(!doctor.stdout.contains("email_case"), "{doctor}");
    }

    fn many_meetings_are_merged_in_one_transaction(t: &Meetctl) {
        t.seed_sql(3, 3000);
        let before = t.tables();
        // Killed before the commit.
        let killed = t.cmd(with(&MERGE, &["--yes"])).env("MEETCTL_FAIL_AT_COMMIT", "1").run();
        assert_eq!(killed.exit, 134, "{killed}");
        t.wait_for_other_sessions();
        assert_eq!(t.tables(), before);
        t.run(with(&MERGE, &["--yes"])).success();
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE created_by = 2"), [["2000"]]);
        assert_eq!(t.rows("SELECT COUNT(*) FROM meeting_participants WHERE user_id = 2"), [["2000"]]);
        // Of three meetings, user 1 creates one and attends another.
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_history WHERE kind <> 'run'"), [["2001"]]);
    }
}

#[test]
fn every_engine_gives_the_same_answers() {
    same_on_every_engine(|t| {
        seed(t);
        let mut text = String::new();
        for format in ["table", "json", "csv"] {
            let run = t.run(with(&MERGE, &["--dry-run", "--format", format])).success();
            text.push_str(&run.stable_stdout());
        }
        text.push_str(&t.run(with(&MERGE, &["--yes", "--json"])).success().stdout);
        text
    });
}

#[test]
fn a_person_is_asked() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let merge = |reply| {
        let question = "merge user 1 (Ada <ada@example.org>) into 2 (Ben <ben@example.org>)?";
        t.cmd(MERGE).answer(question, reply).on_terminal(120)
    };
    let refused = merge("n\r").exits(4);
    assert!(
        refused.stdout.contains("Ben gets 4 created meetings and 3 participations"),
        "{refused}"
    );
    assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["4"]]);
    merge("y\r").success();
    assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["3"]]);
}

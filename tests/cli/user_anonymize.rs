//! `meetctl user anonymize`

use harness::{Engine, Meetctl, Row, on_every_engine, same_on_every_engine, snapshot};

const ANONYMIZE: [&str; 4] = ["user", "anonymize", "zoe@example.org", "--yes"];

/// User 3 is Zoe Quill, who was called Zoe Old, creates a meeting and attends one, and runs commands
/// under both addresses.
fn seed(t: &Meetctl) {
    t.seed_sql(2, 0);
    let run = |actor: &str, args: &[&str]| {
        let run = t.cmd(args).env("MEETCTL_ACTOR", actor).run();
        run.success();
    };
    run("ops", &["user", "create", "--name", "Zoe Old", "--email", "zoe.old@example.org"]);
    run(
        "Zoe.Old@example.org",
        &["user", "update", "3", "--name", "Zoe Quill", "--email", "zoe@example.org"],
    );
    t.insert_meetings(&[
        Row::today("Created", "10:00", "11:00").by(3).with(&[1]),
        Row::today("Attended", "12:00", "13:00").with(&[3]),
    ]);
    run("zoe@example.org", &["meeting", "cancel", "1"]);
    run("zoe@example.org.uk", &["user", "update", "2", "--name", "Benjamin"]);
}

/// All text of the database in one string.
fn texts(t: &Meetctl) -> String {
    let users = t.rows("SELECT name, email FROM users");
    let history = t.rows("SELECT actor, old_values, new_values FROM meetctl_history");
    [users.concat(), history.concat()].concat().join("\n")
}

fn is_known(t: &Meetctl) -> bool {
    let texts = texts(t).to_lowercase();
    texts.replace("zoe@example.org.uk", "").contains("zoe")
}

on_every_engine! {
    fn nothing_has_the_name_or_the_address(t: &Meetctl) {
        seed(t);
        let before = (t.tables(), texts(t));
        snapshot!(t.run(["user", "anonymize", "3", "--dry-run"]), @r"
        $ meetctl user anonymize 3 --dry-run
        exit: 0
        --- stdout
        --- stderr
        Would anonymize user 3 and 2 entries of the history; nothing was changed (dry run).
        ");
        assert_eq!((t.tables(), texts(t)), before);
        assert!(is_known(t));
        snapshot!(t.run(ANONYMIZE), @r"
        $ meetctl user anonymize zoe@example.org --yes
        exit: 0
        --- stdout
        --- stderr
        Anonymized user 3 and 2 entries of the history.
        ");
        assert!(!is_known(t), "{}", texts(t));
        assert_eq!(
            t.rows("SELECT name, email FROM users WHERE id = 3"),
            [["Deleted user 3", "user-3@anonymized.invalid"]]
        );
        // The meetings stay, and who else did what.
        assert_eq!(t.rows("SELECT id, created_by FROM meetings ORDER BY id"), [["1", "3"], ["2", "1"]]);
        assert_eq!(t.rows("SELECT user_id FROM meeting_participants ORDER BY meeting_id"), [["1"], ["3"]]);
        let actors = t.rows("SELECT command, actor FROM meetctl_history WHERE kind <> 'run' AND actor LIKE '%@%' ORDER BY 1, 2");
        let new = "user-3@anonymized.invalid";
        let expected = [["meeting cancel", new], ["user update", new], ["user update", "zoe@example.org.uk"]];
        assert_eq!(actors.iter().filter(|row| row[0] != "user anonymize").cloned().collect::<Vec<_>>(), expected);
        let noted = t.rows("SELECT kind, item_id FROM meetctl_history WHERE command = 'user anonymize'");
        assert_eq!(noted, [["user", "3"]]);
        let after = (t.tables(), texts(t));
        snapshot!(t.run(["user", "anonymize", "3"]), @r"
        $ meetctl user anonymize 3
        exit: 0
        --- stdout
        --- stderr
        User 3 is already anonymized.
        ");
        assert_eq!((t.tables(), texts(t)), after);
    }

    fn the_record_says_what_changed(t: &Meetctl) {
        seed(t);
        let planned = t.run(["user", "anonymize", "3", "--dry-run", "--json"]).success().json();
        let done = t.run(["user", "anonymize", "3", "--yes", "--json"]).success().json();
        for (record, dry_run) in [(&planned, true), (&done, false)] {
            assert_eq!((&record["id"], &record["dry_run"]), (&3.into(), &dry_run.into()));
            assert_eq!((&record["changed"], &record["history_entries"]), (&true.into(), &2.into()));
            assert_eq!(record["user"]["email"], "user-3@anonymized.invalid");
        }
        let again = t.run(["user", "anonymize", "3", "--json"]).success().json();
        assert_eq!((&again["changed"], &again["history_entries"]), (&false.into(), &0.into()));
    }

    fn an_address_that_is_taken_is_a_clear_refusal(t: &Meetctl) {
        seed(t);
        t.run(["user", "update", "2", "--email", "USER-3@anonymized.invalid"]).success();
        let before = (t.tables(), texts(t));
        for more in ["--dry-run", "--yes"] {
            let refused = t.run(["user", "anonymize", "3", more]).exits(4);
            assert!(refused.stderr.contains("user 2 (Benjamin) has the e-mail address"), "{refused}");
        }
        let read_only = t.run(["user", "anonymize", "1", "--yes", "--read-only", "--json"]).exits(4);
        assert_eq!(read_only.error_json()["code"], "read_only");
        assert_eq!(t.run(["user", "anonymize", "1"]).exits(4).stderr.lines().next().unwrap(),
            "error: not confirmed: anonymize user 1 (Ada <ada@example.org>)?");
        t.run(["user", "anonymize", "9", "--yes"]).exits(5);
        t.run(["user", "anonymize", "nobody@example.org", "--yes"]).exits(5);
        assert_eq!((t.tables(), texts(t)), before);
    }

    fn a_deleted_user_is_forgotten_too(t: &Meetctl) {
        seed(t);
        t.run(["user", "merge", "3", "1", "--yes"]).success();
        assert!(is_known(t));
        t.run(["user", "anonymize", "zoe@example.org", "--yes"]).exits(5);
        snapshot!(t.run(["user", "anonymize", "3", "--yes"]), @r"
        $ meetctl user anonymize 3 --yes
        exit: 0
        --- stdout
        --- stderr
        Anonymized 3 entries of the history of user 3.
        ");
        assert!(!is_known(t), "{}", texts(t));
        t.run(["user", "anonymize", "3"]).success();
    }

    fn an_actor_who_is_the_user_is_not_written_again(t: &Meetctl) {
        seed(t);
        t.cmd(ANONYMIZE).env("MEETCTL_ACTOR", "zoe@example.org").run().success();
        assert!(!is_known(t), "{}", texts(t));
    }
}

#[test]
fn every_engine_gives_the_same_answers() {
    same_on_every_engine(|t| {
        seed(t);
        let mut text = String::new();
        for format in ["table", "json", "csv", "ids"] {
            let run = t.run(["user", "anonymize", "3", "--dry-run", "--format", format]);
            text.push_str(&run.success().stable_stdout());
        }
        text
    });
}

#[test]
fn a_person_is_asked() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let anonymize = |reply| {
        let question = "anonymize user 3 (Zoe Quill <zoe@example.org>)?";
        t.cmd(["user", "anonymize", "3"]).answer(question, reply).on_terminal(120)
    };
    let refused = anonymize("n\r").exits(4);
    assert!(refused.stdout.contains("this cannot be undone"), "{refused}");
    assert!(refused.stdout.contains("also in 2 entries of the history"), "{refused}");
    assert!(is_known(&t));
    anonymize("y\r").success();
    assert!(!is_known(&t));
}

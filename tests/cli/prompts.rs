//! Questions on a terminal.

use harness::{Engine, Meetctl, Transcript};

/// A database with two users and three meetings.
fn seeded() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 3);
    t
}

/// Deletes meeting 1 on a terminal and answers the question; then prints what is left for the shell,
/// and whether the terminal has changed.
fn delete(t: &Meetctl, reply: &str) -> Transcript {
    let script = "
        trap : INT
        before=$(stty -g)
        meetctl meeting delete 1
        echo \"exit=$?\"
        [ \"$before\" = \"$(stty -g)\" ] && echo same terminal
        stty -icanon min 0 time 5
        echo \"left=[$(dd bs=64 count=1 2>/dev/null)]\"";
    let asked = t.shell(script).env("NO_COLOR", "1").answer("[y/N]", reply);
    asked.on_terminal(160).success()
}

fn assert_exit(run: &Transcript, exit: i32) {
    for expected in [format!("exit={exit}\n"), "same terminal\n".into(), "left=[]\n".into()] {
        assert!(run.stdout.contains(&expected), "no {expected:?}:\n{run}");
    }
}

#[test]
fn a_whole_line_confirms() {
    for reply in ["y\r", "Y\r", "yes\r", "YES\r", "  y \r", "y\recho left over\r"] {
        let t = seeded();
        assert_exit(&delete(&t, reply), 0);
        assert_eq!(t.rows("SELECT id FROM meetings"), [["2"], ["3"]], "{reply:?}");
    }
}

#[test]
fn anything_else_does_not() {
    let t = seeded();
    let before = t.tables();
    for reply in [
        "\r",
        "n\r",
        "no\r",
        "maybe not\r",
        "yep\r",
        "yy\r",
        "y n\r",
        "ja\r",
        "\u{4}",
        "y\u{4}\u{4}",
        "\u{1b}[A\r",
        "no\recho left over\r",
        "\u{e9}\r",
    ] {
        let run = delete(&t, reply);
        assert_exit(&run, 4);
        assert!(run.stdout.contains("error: aborted; nothing changed\n"), "{run}");
        assert_eq!(t.tables(), before, "{reply:?}");
    }
    let long = delete(&t, &format!("{}\r", "y".repeat(3000)));
    assert_exit(&long, 4);
    assert_eq!(t.tables(), before);
}

#[test]
fn ctrl_c_interrupts() {
    let t = seeded();
    let before = t.tables();
    for reply in ["\u{3}", "ye\u{3}"] {
        let run = delete(&t, reply);
        assert_exit(&run, 130);
        assert!(run.stdout.contains("error: aborted; nothing changed\n"), "{run}");
        // The cursor stays visible.
        assert!(!run.stdout.contains('\u{1b}'), "{run}");
    }
    assert_eq!(t.tables(), before);
}

#[test]
fn a_signal_ends_a_question() {
    let t = seeded();
    let before = t.tables();
    // Once SIGTERM, the fifteenth signal, is handled.
    let script = "
        ( until grep -q '^SigCgt:.*[4-7c-f]...$' /proc/$$/status; do sleep 0.05; done
          kill -TERM $$ ) &
        exec meetctl meeting delete 1";
    let run = t.shell(script).env("NO_COLOR", "1").on_terminal(160).exits(143);
    assert!(run.stdout.contains("error: aborted; nothing changed\n"), "{run}");
    assert_eq!(t.tables(), before);
}

#[test]
fn what_is_typed_before_the_question_does_not_answer_it() {
    let t = seeded();
    let before = t.tables();
    let script = "echo ready; sleep 0.5; meetctl meeting delete 1";
    let run = t.shell(script).answer("ready", "y\r").answer("[y/N]", "n\r").on_terminal(160);
    run.exits(4);
    assert_eq!(t.tables(), before);
}

#[test]
fn a_question_works_in_raw_mode_too() {
    let t = seeded();
    let script = "stty raw -echo; meetctl meeting delete 1";
    let run = t.shell(script).answer("[y/N]", "no\r").on_terminal(160);
    run.exits(4);
    let run = t.shell(script).answer("[y/N]", "\u{3}").on_terminal(160);
    run.exits(130);
    let run = t.shell(script).answer("[y/N]", "y\r").on_terminal(160);
    run.exits(0);
}

#[test]
fn the_meetings_to_delete_are_named_and_counted() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 9);
    let script = "meetctl meeting list --format ids | xargs meetctl meeting delete";
    let asked = t.shell(&script.replace("xargs", "xargs -o")).answer("[y/N]", "n\r");
    let asked = asked.on_terminal(160);
    for expected in
        ["#1 \"Meeting 1\", ", "#5 \"Meeting 5\", ", "  and 4 more\n", "delete 9 meetings? [y/N]"]
    {
        assert!(asked.stdout.contains(expected), "no {expected:?}:\n{asked}");
    }
    assert!(!asked.stdout.contains("Meeting 6"), "{asked}");
    // Standard input is a pipe: nobody can be asked.
    let refused = t.shell("meetctl meeting list --format ids | meetctl meeting delete -").run();
    let refused = refused.exits(4);
    assert!(refused.stderr.contains("not confirmed: delete 9 meetings?"), "{refused}");
    assert!(refused.stderr.contains("  and 4 more\nhint: add --yes to confirm\n"), "{refused}");
}

#[test]
fn the_name_of_the_database_is_requested_for_all_of_it() {
    let t = seeded();
    let before = t.applied().len();
    let name = t.file().file_name().unwrap().to_string_lossy().into_owned();
    for (reply, exit) in [("y\r", 4), ("yes\r", 4), ("\r", 4), ("meet.db\r", 4)] {
        let asked = t.cmd(["migrate", "down", "--all"]).answer("to confirm:", reply);
        let asked = asked.on_terminal(160).exits(exit);
        assert!(
            asked.stdout.contains(&format!("name of the database, {name}, to confirm:")),
            "{asked}"
        );
    }
    assert_eq!(t.applied().len(), before);
    let typed = format!(" {name}\r");
    t.cmd(["migrate", "down", "--all"]).answer("to confirm:", &typed).on_terminal(160).success();
    assert_eq!(t.applied().len(), 0);
}

//! `meetctl meeting edit`

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use harness::{Engine, Invocation, Meetctl, Row, Transcript, on_every_engine, snapshot};

/// An editor that runs a line of `sh` on the file `$1`.
fn editor<'t>(t: &'t Meetctl, script: &str, args: &[&str]) -> Invocation<'t> {
    let path = t.write("editor", format!("#!/bin/sh\nset -e\n{script}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    t.cmd(["meeting", "edit"].iter().chain(args)).env("VISUAL", format!("'{}'", path.display()))
}

fn edit(t: &Meetctl, script: &str, args: &[&str]) -> Transcript {
    editor(t, script, args).run()
}

/// What is left in the directory of temporary files.
fn left(t: &Meetctl) -> Vec<String> {
    let names = fs::read_dir(t.tmp().join("tmp")).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::today("One", "10:00", "11:00").with(&[2]),
        Row::today("Two", "11:00", "12:00"),
        Row::today("Three", "13:00", "14:00").by(2).status("cancelled"),
    ]);
}

on_every_engine! {
    fn rows_are_edited_and_applied_as_one_set(t: &Meetctl) {
        seed(t);
        let swap = "
            cp \"$1\" seen.csv
            sed -i -e '/^1,/s/10:00/T/;/^1,/s/11:00/12:00/;/^1,/s/T/11:00/' \
                -e '/^2,/s/11:00/10:00/;/^2,/s/12:00/11:00/' \
                -e 's/,Three,cancelled,ben@example.org,,/,Drei,scheduled,cleo@example.org,1;ben@example.org,\"a, b\"/' \"$1\"";
        snapshot!(edit(t, swap, &["--all", "--yes"]), @r#"
        $ meetctl meeting edit --all --yes
        exit: 0
        --- stdout
        --- stderr
        note: times in the file are on the clock of UTC
        #1 "One", 2026-06-01 10:00Z to 11:00 (Ada, Ben)
          start_time: 2026-06-01 10:00 -> 2026-06-01 11:00
          end_time: 2026-06-01 11:00 -> 2026-06-01 12:00
        #2 "Two", 2026-06-01 11:00Z to 12:00 (Ada)
          start_time: 2026-06-01 11:00 -> 2026-06-01 10:00
          end_time: 2026-06-01 12:00 -> 2026-06-01 11:00
        #3 "Three", 2026-06-01 13:00Z to 14:00 (Ben)
          title: Three -> Drei
          status: cancelled -> scheduled
          creator: ben@example.org -> cleo@example.org
          description: (empty) -> a, b
          participants: +1 +ben@example.org
        Changed 3 meetings.
        "#);
        assert_eq!(t.read("seen.csv"), "\
id,start_time,end_time,title,status,creator,participants,description
1,2026-06-01 10:00,2026-06-01 11:00,One,scheduled,ada@example.org,ben@example.org,
2,2026-06-01 11:00,2026-06-01 12:00,Two,scheduled,ada@example.org,,
3,2026-06-01 13:00,2026-06-01 14:00,Three,cancelled,ben@example.org,,
");
        assert_eq!(
            t.rows("SELECT id, title, start_time, status, created_by, description FROM meetings ORDER BY id"),
            [
                ["1", "One", "2026-06-01 11:00:00", "scheduled", "1", "NULL"],
                ["2", "Two", "2026-06-01 10:00:00", "scheduled", "1", "NULL"],
                ["3", "Drei", "2026-06-01 13:00:00", "scheduled", "3", "a, b"],
            ]
        );
        assert_eq!(
            t.rows("SELECT meeting_id, user_id FROM meeting_participants ORDER BY 1, 2"),
            [["1", "2"], ["3", "1"], ["3", "2"]]
        );
        assert_eq!(left(t), [""; 0]);
        let before = t.tables();
        let same = edit(t, "true", &["1", "2", "--yes", "--json"]).success();
        assert_eq!(same.stdout, "[]\n");
        assert!(same.stderr.contains("Nothing changed."), "{same}");
        assert_eq!(t.tables(), before);
    }

    fn a_removed_row_deletes_only_on_request(t: &Meetctl) {
        seed(t);
        let remove = "sed -i '/^2,/d' \"$1\"";
        let kept = edit(t, remove, &["--all", "--yes"]).success();
        assert!(kept.stderr.contains("note: 1 removed row: without --delete the meetings stay"), "{kept}");
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["3"]]);
        let dry = edit(t, remove, &["--all", "--delete", "--dry-run"]).success();
        assert!(dry.stderr.ends_with("Would delete 1 meeting; nothing was changed (dry run).\n"), "{dry}");
        let deleted = edit(t, remove, &["--all", "--delete", "--yes"]).success();
        assert!(deleted.stderr.contains("#2 \"Two\", 2026-06-01 11:00Z to 12:00 (Ada): deleted\n"), "{deleted}");
        assert!(deleted.stderr.ends_with("Deleted 1 meeting.\n"), "{deleted}");
        assert_eq!(t.rows("SELECT id FROM meetings ORDER BY id"), [["1"], ["3"]]);
    }

    fn a_conflict_or_another_writer_refuses_all_and_keeps_the_file(t: &Meetctl) {
        seed(t);
        let before = t.tables();
        let run = edit(t, "sed -i 's/Three,cancelled/Three,scheduled/;/^1,/s/11:00/11:30/' \"$1\"", &["--all", "--yes"]);
        let run = run.exits(4);
        assert!(run.stderr.contains("error: double booking: "), "{run}");
        assert_eq!(t.tables(), before);
        let kept = t.tmp().join("tmp").join(&left(t)[0]).join("meetings.csv");
        assert!(run.stderr.contains(&format!("the edited file is {}", kept.display())), "{run}");
        assert!(fs::read_to_string(&kept).unwrap().contains("Three,scheduled"));
        assert_eq!(fs::metadata(kept.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
        let race = "sed -i s/One/Uno/ \"$1\"\nmeetctl meeting update 1 --title Eins >&2";
        let run = edit(t, race, &["1", "2", "--yes"]).exits(4);
        assert!(run.stderr.contains("error: meeting 1 was changed while the editor was open\n"), "{run}");
        assert_eq!(t.rows("SELECT title FROM meetings WHERE id = 1"), [["Eins"]]);
    }
}

#[test]
fn wrong_rows_are_named_and_the_file_is_kept() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let before = t.tables();
    for (script, problem) in [
        ("s/^1,/,/", "line 2: id: is missing; a new meeting is created with `meeting create`"),
        ("s/^1,/9,/", "line 2: id: meeting 9 was not in the file"),
        ("s/^1,/2,/", "line 3: id: meeting 2 is on line 2 already"),
        ("s/One//", "line 2: title: a title may not be empty"),
        ("/^2,/s/11:00/12:00/", "line 3: end_time: is not after start_time"),
        (
            "/^2,/s/2026-06-01 11/2026-13-01 11/",
            "line 3: start_time: \"2026-13-01 11:00\" is not a date",
        ),
        ("/^1,/s/ada@/nobody@/", "line 2: creator: user nobody@example.org not found"),
        ("/^1,/s/ben@/7;x@/", "line 2: participants: user 7 not found"),
        ("s/title,/titel,/", "unknown column `titel` in the header"),
        ("/^3,/s/$/,more/", "line 4: the row has 9 cells, the header has 8"),
    ] {
        let run = edit(&t, &format!("sed -i '{script}' \"$1\""), &["--all", "--yes"]).exits(1);
        assert!(run.stderr.contains(problem), "{script}: {run}");
        let names = left(&t);
        assert!(run.stderr.contains(&format!("/{}/meetings.csv", names[0])), "{run}");
        fs::remove_dir_all(t.tmp().join("tmp").join(&names[0])).unwrap();
    }
    let json = edit(&t, "sed -i s/One// \"$1\"", &["1", "--yes", "--json"]).exits(1).error_json();
    assert_eq!(json["rejects"][0]["line"], 2);
    assert!(json["edited_file"].as_str().unwrap().ends_with("/meetings.csv"), "{json}");
    assert_eq!(t.tables(), before);
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let before = t.tables();
    let failed = edit(&t, "sed -i s/One/Uno/ \"$1\"; exit 3", &["1", "--yes"]).exits(4);
    assert!(failed.stderr.contains("ended with exit status: 3"), "{failed}");
    edit(&t, ": > \"$1\"", &["1", "--yes"]).exits(4);
    let missing = t.cmd(["meeting", "edit", "1", "--yes"]).env("EDITOR", "/nowhere/ed -x");
    let missing = missing.run().exits(1);
    assert!(missing.stderr.contains("cannot run the editor /nowhere/ed"), "{missing}");
    assert!(missing.stderr.contains("EDITOR names it"), "{missing}");
    t.cmd(["meeting", "edit", "1", "--yes"]).env("VISUAL", "a 'b").run().exits(2);
    // Nobody can be asked: the editor does not even open.
    let unasked = edit(&t, "touch opened", &["1"]).exits(4);
    assert!(unasked.stderr.contains("hint: add --yes to confirm"), "{unasked}");
    assert!(!t.directory().join("opened").exists());
    edit(&t, "touch opened", &["1", "--yes", "--read-only"]).exits(4);
    assert!(!t.directory().join("opened").exists());
    edit(&t, "true", &["1", "--dry-run", "--read-only"]).success();
    edit(&t, "true", &["--yes"]).exits(2);
    edit(&t, "true", &["77", "--yes"]).exits(5);
    assert_eq!(left(&t), [""; 0]);
    assert_eq!(t.tables(), before);
}

#[test]
fn the_time_in_the_editor_does_not_count() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let slow = "sleep 2.5; sed -i s/One/Uno/ \"$1\"";
    edit(&t, slow, &["1", "--yes", "--timeout", "2s"]).success();
    assert_eq!(t.rows("SELECT title FROM meetings WHERE id = 1"), [["Uno"]]);
}

#[test]
fn a_question_is_asked_on_a_terminal_and_the_file_can_be_edited_again() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let before = t.tables();
    let rename = "sed -i s/One/Uno/ \"$1\"";
    let no = editor(&t, rename, &["1"]).answer("change 1 meeting? [y/N]", "n\r").on_terminal(160);
    assert!(no.exits(4).stdout.contains("title: One -> Uno"));
    // Wrong at first, right the second time.
    let twice = "if grep -q ,One, \"$1\"; then sed -i 's/,One,/,,/' \"$1\"; else sed -i 's/00,,/00,Uno,/' \"$1\"; fi";
    let gives_up = editor(&t, twice, &["1"]).answer("edit the file again? [y/N]", "n\r");
    let gives_up = gives_up.on_terminal(160).exits(4);
    assert!(gives_up.stdout.contains("the edited file is "), "{gives_up}");
    assert_eq!((left(&t).len(), t.tables()), (1, before));
    let again = editor(&t, twice, &["1"])
        .answer("edit the file again? [y/N]", "y\r")
        .answer("change 1 meeting? [y/N]", "y\r");
    again.on_terminal(160).success();
    assert_eq!(t.rows("SELECT title FROM meetings WHERE id = 1"), [["Uno"]]);
    assert_eq!(left(&t).len(), 1);
}

#[test]
fn a_signal_ends_the_editor_and_leaves_no_file() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    let before = t.tables();
    // Ctrl-C is for the editor; SIGTERM ends the command, and the editor with it.
    let script = "kill -INT $PPID; touch opened; exec sleep 50";
    let run = editor(&t, script, &["1", "--yes"]).start();
    harness::wait_for(|| t.directory().join("opened").exists());
    run.signal("TERM");
    let run = run.wait().exits(143);
    assert!(run.stderr.contains("aborted; nothing changed"), "{run}");
    assert_eq!(left(&t), [""; 0]);
    assert_eq!(t.tables(), before);
}

//! What is longer than the screen of a terminal goes to the pager.

use harness::{Engine, Invocation, Meetctl};

/// More than the 40 rows of the terminal.
fn many() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 60);
    t
}

/// Writes what it gets to `paged`.
const RECORD: &str = "tee -a paged";

fn with<'t>(t: &'t Meetctl, pager: &str, args: &[&str]) -> Invocation<'t> {
    t.cmd(args).env("MEETCTL_PAGER", pager).env("NO_COLOR", "1")
}

const LIST: [&str; 3] = ["meeting", "list", "--all"];

#[test]
fn a_table_longer_than_the_screen_is_paged() {
    let t = many();
    let shown = with(&t, RECORD, &LIST).on_terminal(100).success();
    assert_eq!(t.read("paged").lines().count(), 60 + 4);
    // The pager shows it, and nothing else does.
    assert_eq!(shown.stdout, t.read("paged"));
    // Colours and the width are those of the terminal.
    let colored = t.cmd(LIST).env("MEETCTL_PAGER", "tee colored").on_terminal(100).success();
    assert!(t.read("colored").contains("\u{1b}[36mscheduled"), "{colored}");
    // MEETCTL_PAGER comes before PAGER.
    let general = t.cmd(LIST).env("PAGER", "tee general").on_terminal(100).success();
    assert_eq!(general.stdout, t.read("general"));
    let both = with(&t, "tee own", &LIST).env("PAGER", "tee other").on_terminal(100).success();
    assert_eq!(both.stdout, t.read("own"));
    assert!(!t.directory().join("other").exists());
    // less gets its options, unless the user has chosen some.
    let less = |value: Option<&str>| {
        let pager = "sh -c 'cat >/dev/null; echo \"[$LESS]\"'";
        let run = with(&t, pager, &LIST);
        let run = if let Some(value) = value { run.env("LESS", value) } else { run };
        run.on_terminal(100).success().stdout
    };
    assert_eq!(less(None), "[FRX]\n");
    assert_eq!(less(Some("-i")), "[-i]\n");
    // A week and an agenda too.
    with(&t, "tee agenda", &["agenda", "2026"]).on_terminal(100).exits(2);
    let last = ["agenda", "this", "year"];
    assert_eq!(with(&t, "tee agenda", &last).on_terminal(100).success().stdout, t.read("agenda"));
}

#[test]
fn what_fits_or_is_for_machines_is_not_paged() {
    let t = many();
    let not_paged = |run: Invocation<'_>| {
        run.on_terminal(100).success();
        assert!(!t.directory().join("paged").exists());
    };
    not_paged(with(&t, RECORD, &["meeting", "list"]));
    not_paged(with(&t, RECORD, &["meeting", "list", "--all", "--no-pager"]));
    not_paged(with(&t, RECORD, &["--no-pager", "meeting", "list", "--all"]));
    for format in ["json", "jsonl", "csv", "tsv", "ids", "count"] {
        not_paged(with(&t, RECORD, &["meeting", "list", "--format", format]));
    }
    not_paged(t.shell("MEETCTL_PAGER='tee paged' meetctl meeting list --all | cat"));
    not_paged(t.shell("MEETCTL_PAGER='tee paged' TERM=dumb meetctl meeting list --all"));
    for off in ["", "cat"] {
        let run = with(&t, off, &LIST).env("PAGER", RECORD);
        not_paged(run);
    }
    not_paged(t.cmd(LIST).env("PAGER", ""));
    with(&t, RECORD, &LIST).run().success();
    assert!(!t.directory().join("paged").exists());
    // A long list before a question is paged, the question is not.
    let shown = with(&t, "", &LIST).on_terminal(100).success();
    assert_eq!(shown.stdout.lines().count(), 64);
}

#[test]
fn the_exit_code_is_that_of_the_command() {
    let t = many();
    t.sql("UPDATE meetings SET start_time = '2026-06-01 10:00:00.000000', end_time = '2026-06-01 11:00:00.000000', created_by = 1");
    let check = ["meeting", "conflicts", "--check"];
    for pager in
        ["sh -c 'cat >/dev/null'", "sh -c 'cat >/dev/null; exit 9'", "true", "/nowhere/less"]
    {
        with(&t, pager, &check).on_terminal(100).exits(3);
        let shown = with(&t, pager, &LIST).on_terminal(100).success();
        assert!(!shown.stdout.contains("error"), "{shown}");
    }
    // A pager that is missing is not needed.
    let shown = with(&t, "/nowhere/less", &LIST).on_terminal(100).success();
    assert_eq!(shown.stdout.lines().count(), 64);
}

/// Ctrl-C is for the pager, and `q` ends both.
#[test]
fn a_key_for_the_pager_does_not_end_the_command() {
    let t = many();
    // It asks again and again whether it was interrupted: a read would miss what comes before it.
    let script = "trap 'told=yes' INT\ncat >/dev/null\nprintf 'key? '\n\
                  until [ \"$told\" ]; do sleep 0.05; done\n\
                  echo interrupted\nread key </dev/tty\necho left\n";
    let pager = t.write("pager", script);
    let pager = format!("sh {}", pager.display());
    let run = with(&t, &pager, &LIST).answer("key? ", "\u{3}").answer("interrupted", "q\r");
    let shown = run.on_terminal(100).success();
    assert!(shown.stdout.contains("left"), "{shown}");
}

#[test]
fn less_is_the_pager_if_none_is_named() {
    let t = many();
    let has_less = t.shell("command -v less").run().exit == 0;
    if !has_less {
        harness::skip("no less");
        return;
    }
    let run = t.cmd(LIST).env_remove("PAGER").env("NO_COLOR", "1");
    // At its prompt. Not after an interrupt: less misses one that comes while it does not read a key.
    let shown = run.answer("\u{1b}[K", "q").on_terminal(100).success();
    assert!(shown.stdout.contains("STATUS"), "{shown}");
}

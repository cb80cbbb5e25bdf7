//! `meetctl help`, `-h` and `--help` of every command.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::commands::{every_command, long_options};
use harness::{Engine, Meetctl, generated, snapshot};

fn help(t: &Meetctl, words: &[String], flag: &str, columns: &str) -> String {
    let mut words = words.to_vec();
    words.push(flag.to_owned());
    let shown = t.cmd(&words).env("COLUMNS", columns).run().success();
    assert_eq!(shown.stderr, "", "{words:?}");
    shown.stdout
}

#[test]
fn the_reference_is_up_to_date() {
    let t = Meetctl::empty(Engine::Sqlite);
    let mut reference = String::new();
    for (words, _) in every_command() {
        let title = ["meetctl".to_owned()].into_iter().chain(words.clone());
        let title: Vec<String> = title.collect();
        // The manual pages have the rest, and are compared too.
        let flag = if words.is_empty() { "--help" } else { "-h" };
        writeln!(reference, "{0}\n$ {1} {flag}\n", "=".repeat(100), title.join(" ")).unwrap();
        let text = without_pointer(&help(&t, &words, flag, "100"));
        for line in text.lines() {
            writeln!(reference, "{}", line.trim_end()).unwrap();
        }
        reference.push('\n');
    }
    generated::same_file("tests/cli/help.txt", &reference);
}

/// The short help without its last line, which is the same everywhere.
fn without_pointer(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("Global options: see"));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

#[test]
fn short_help_fits_a_screen_and_has_one_line_on_global_options() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (words, command) in every_command() {
        for (columns, rows) in [("80", 50), ("100", 40)] {
            let lines = help(&t, &words, "-h", columns).lines().count();
            assert!(lines <= rows, "{words:?}: {lines} lines in {columns} columns");
        }
        let text = help(&t, &words, "-h", "100");
        assert!(!text.contains("--csv-safe"), "{text}");
        assert_eq!(
            text.lines().filter(|line| line.starts_with("Global options")).count(),
            1,
            "{text}"
        );
        let own = command.get_arguments().filter(|arg| !arg.is_global_set() && !arg.is_hide_set());
        for option in own.filter_map(|arg| arg.get_long()) {
            assert!(text.contains(&format!("--{option}")), "{words:?} lacks --{option}");
        }
    }
}

#[test]
fn help_keeps_within_eighty_columns() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (words, _) in every_command() {
        for flag in ["-h", "--help"] {
            for line in help(&t, &words, flag, "80").lines() {
                assert!(line.width() <= 80, "{words:?} {flag}: {line}");
            }
        }
    }
}

#[test]
fn help_lists_every_option_and_the_manual() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (words, command) in every_command() {
        let text = help(&t, &words, "--help", "100");
        for option in long_options(&command) {
            assert!(text.contains(&option), "{words:?} does not list {option}");
        }
        assert!(text.contains("exit-codes"), "{words:?} lacks the topics");
        let leaf = !command.has_subcommands();
        assert!(
            !leaf || text.contains("Example") || text.contains("To install them"),
            "{words:?} shows no example"
        );
    }
}

/// Examples are there to be typed: every one of them must parse.
#[test]
fn every_example_parses() {
    let mut tried = 0;
    for (words, command) in every_command() {
        let Some(text) = command.get_after_long_help() else {
            continue;
        };
        let text = text.to_string().replace("\\\n", " ");
        for line in text.lines().filter(|line| line.starts_with("    meetctl ")) {
            let line = line.split("    (").map(str::trim).find(|part| !part.is_empty());
            for part in line.unwrap().split(['|', '>', '&']).map(str::trim) {
                if part.starts_with("meetctl") {
                    let typed = shell_words::split(part).unwrap();
                    let parsed = meetctl::cli::prepared().try_get_matches_from(&typed);
                    assert!(parsed.is_ok(), "{words:?}: {typed:?}: {}", parsed.unwrap_err());
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 20, "only {tried} examples were found");
}

#[test]
fn help_is_the_same_in_all_its_forms() {
    let t = Meetctl::empty(Engine::Sqlite);
    let long = t.run(["meeting", "list", "--help"]).success().stdout;
    assert_eq!(t.run(["help", "meeting", "list"]).success().stdout, long);
    let group = t.run(["meeting", "help", "list"]).success().stdout;
    assert_eq!(group, long);
    let group = t.run(["meeting", "--no-pager", "--tz", "UTC", "help", "list"]).success().stdout;
    assert_eq!(group, long);
    t.run(["user", "list", "--search", "help"]).exits(6);
    let whole = t.run(["--help"]).success().stdout;
    assert_eq!(t.run(["help"]).success().stdout, whole);
    assert!(whole.contains("Exit codes:\n"));
}

/// The words that `meetctl help` lists under `Topics`.
fn topics(t: &Meetctl) -> Vec<String> {
    let whole = t.run(["help"]).success().stdout;
    let (_, list) = whole.split_once("Topics (`meetctl help TOPIC`):\n").unwrap();
    let lines = list.lines().take_while(|line| line.starts_with("    "));
    lines.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_topic_is_listed_and_shown() {
    let t = Meetctl::empty(Engine::Sqlite);
    let topics = topics(&t);
    assert_eq!(topics, ["options", "times", "formats", "exit-codes", "database", "config"]);
    for topic in &topics {
        let topic = || t.cmd(["help", topic.as_str()]).env("COLUMNS", "80");
        let shown = topic().env("MEETCTL_CONFIG", "/nowhere.toml").run().success();
        assert_eq!(shown.stderr, "");
        assert!(shown.stdout.lines().count() > 20, "{shown}");
        assert!(!shown.stdout.contains(['`', '\u{1b}']) || topics[0] == "options", "{shown}");
        // Where a manual page is about the same, it says the same.
        let coloured = t.cmd(["--color=always", "help", "times"]).run().success();
        assert!(coloured.stdout.contains("\u{1b}["));
    }
    let times = t.run(["help", "times"]).success().stdout;
    assert!(times.contains("\nDurations:\n\n") && times.contains("+2h, in 2 hours"), "{times}");
    let codes = t.run(["help", "exit-codes"]).success().stdout;
    assert!(codes.contains("\n    7                       Busy, locked,"), "{codes}");
    let options = t.run(["help", "options"]).success().stdout;
    for option in long_options(&every_command()[0].1) {
        let own = ["--help", "--version"].contains(&option.as_str());
        assert!(own || options.contains(&option), "{option}");
    }
}

#[test]
fn an_unknown_topic_is_wrong_usage_with_a_tip() {
    let t = Meetctl::empty(Engine::Sqlite);
    snapshot!(t.run(["help", "tims"]).exits(2), @r#"
    $ meetctl help tims
    exit: 2
    --- stdout
    --- stderr
    error: "tims" is not a topic or a command
    hint: did you mean `meetctl help times`?
    "#);
    snapshot!(t.run(["help", "weather"]).exits(2), @r#"
    $ meetctl help weather
    exit: 2
    --- stdout
    --- stderr
    error: "weather" is not a topic or a command
    hint: the topics are options, config, database, exit-codes, formats, times; `meetctl help` lists the commands
    "#);
    snapshot!(t.run(["help", "meeting", "lst"]).exits(2), @r"
    $ meetctl help meeting lst
    exit: 2
    --- stdout
    --- stderr
    error: unrecognized subcommand 'lst'

      tip: did you mean 'list'?

    Usage: meetctl meeting [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    let json = t.run(["--json", "help", "tims"]).exits(2).error_json();
    assert_eq!(json["code"], "usage");
}

/// A topic that is longer than the screen is read in the pager.
#[test]
fn a_topic_is_paged_on_a_terminal() {
    let t = Meetctl::empty(Engine::Sqlite);
    let paged = t.cmd(["help", "times"]).env("MEETCTL_PAGER", "sed s/^/PAGED:/").on_terminal(80);
    assert!(paged.stdout.starts_with("PAGED:"), "{paged}");
    let plain =
        t.cmd(["help", "times", "--no-pager"]).env("MEETCTL_PAGER", "false").on_terminal(80);
    assert!(plain.stdout.starts_with("Every option"), "{plain}");
}

#[test]
fn no_command_is_wrong_usage() {
    let t = Meetctl::empty(Engine::Sqlite);
    for words in [&[][..], &["user"], &["meeting"], &["migrate"], &["config"]] {
        let run = t.run(words).exits(2);
        assert_eq!(run.stdout, "");
        assert!(run.stderr.contains("Usage: meetctl"), "{run}");
    }
}

#[test]
fn help_needs_no_setting_and_colours_when_asked() {
    let t = Meetctl::empty(Engine::Sqlite);
    let broken = t.cmd(["user", "--help"]).env("MEETCTL_CONFIG", "/nowhere.toml");
    broken.run().success();
    let plain = t.run(["--help"]).success();
    assert!(!plain.stdout.contains('\u{1b}'));
    let coloured = t.run(["--color=always", "--help"]).success();
    assert!(coloured.stdout.contains('\u{1b}'));
}

/// The reader exits before the first byte: no panic, no message.
#[test]
fn help_into_a_closed_pipe_ends_quietly() {
    let t = Meetctl::empty(Engine::Sqlite);
    for command in ["meetctl --help", "meetctl completions bash"] {
        let script = format!("(sleep 0.2; {command}; echo \"exit $?\" >&2) | :");
        let ended = t.shell(&script).run().success();
        let quiet = ["exit 0\n", "exit 141\n"].contains(&ended.stderr.as_str());
        assert!(quiet, "{ended}");
    }
}

//! `meetctl help`, `-h` and `--help` of every command.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::commands::{every_command, long_options};
use harness::{Engine, Meetctl, generated};

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
        writeln!(reference, "{0}\n$ {1} --help\n", "=".repeat(100), title.join(" ")).unwrap();
        let text = help(&t, &words, "--help", "100");
        let text = if words.is_empty() { text } else { without_global_options(&text) };
        for line in text.lines() {
            writeln!(reference, "{}", line.trim_end()).unwrap();
        }
        reference.push('\n');
    }
    generated::same_file("tests/cli/help.txt", &reference);
}

/// The help of a subcommand without the options that the reference lists once, under `meetctl`.
fn without_global_options(text: &str) -> String {
    let (before, options) = text.split_once("Global options:\n").unwrap();
    let mut rest = options.lines().skip_while(|line| line.is_empty() || line.starts_with(' '));
    let rest: Vec<&str> = rest.by_ref().collect();
    format!("{before}{}\n", rest.join("\n"))
}

#[test]
fn short_help_has_one_line_on_global_options() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (words, command) in every_command() {
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
        assert!(text.contains("xit codes"), "{words:?} lacks exit codes");
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
        let Some(text) = command.get_after_help() else {
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
    let whole = t.run(["--help"]).success().stdout;
    assert_eq!(t.run(["help"]).success().stdout, whole);
    assert!(whole.contains("Exit codes:\n"));
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

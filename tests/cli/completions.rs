//! `meetctl completions`

use crate::commands::every_command;
use harness::{Engine, Meetctl, generated, snapshot};

/// Each shell and the file it reads, named as that shell wants it.
const SHELLS: [(&str, &str); 5] = [
    ("bash", "completions/meetctl.bash"),
    ("elvish", "completions/meetctl.elv"),
    ("fish", "completions/meetctl.fish"),
    ("powershell", "completions/_meetctl.ps1"),
    ("zsh", "completions/_meetctl"),
];

#[test]
fn completions_are_up_to_date() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (shell, file) in SHELLS {
        let made = t.run(["completions", shell, "--static"]).success();
        assert_eq!(made.stderr, "");
        generated::same_file(file, &made.stdout);
    }
}

#[test]
fn every_command_is_completed_in_every_shell() {
    for (_, file) in SHELLS {
        let script = std::fs::read_to_string(generated::in_repository(file)).unwrap();
        for (words, _) in every_command() {
            let last = words.last().map_or("meetctl", String::as_str);
            assert!(script.contains(last), "{file} does not know {words:?}");
        }
    }
}

/// A shell's start-up file must not fail because of a wrong setting.
#[test]
fn nothing_but_the_shell_is_needed() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.cmd(["completions", "fish"])
        .env("MEETCTL_DATABASE_URL", "nonsense://")
        .env("MEETCTL_CONFIG", "/nowhere.toml")
        .env("MEETCTL_TZ", "Nowhere/Land")
        .env_remove("HOME")
        .run()
        .success();
}

#[test]
fn an_unknown_shell_is_wrong_usage() {
    let t = Meetctl::empty(Engine::Sqlite);
    snapshot!(t.run(["completions", "tcsh"]).exits(2), @r"
    $ meetctl completions tcsh
    exit: 2
    --- stdout
    --- stderr
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

    For more information, try '--help'.
    ");
}

#[test]
fn the_shells_read_their_files() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (shell, file) in SHELLS {
        let file = generated::in_repository(file);
        let script = match shell {
            "bash" | "zsh" | "fish" => format!("{shell} -n '{}'", file.display()),
            _ => continue,
        };
        let installed = t.shell(&format!("command -v {shell}")).run().exit == 0;
        assert!(installed || shell != "bash", "bash is needed for this test");
        if installed {
            let read = t.shell(&script).run().success();
            assert_eq!(read.stderr, "", "{shell}");
        } else {
            harness::skip(format_args!("no {shell}"));
        }
    }
}

#[test]
fn bash_completes_commands_options_and_values() {
    let t = Meetctl::empty(Engine::Sqlite);
    let file = generated::in_repository("completions/meetctl.bash");
    let complete = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let script = format!(
            "source '{}'; COMP_WORDS=({}); COMP_CWORD={}; \
             _meetctl meetctl '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            file.display(),
            line,
            words.len() - 1,
            words[words.len() - 1],
            words[words.len() - 2],
        );
        let run = t.shell("exec bash -c \"$SCRIPT\"").env("SCRIPT", script);
        run.run().success().stdout
    };
    assert_eq!(complete("meetctl meeting cr"), "create\n");
    assert_eq!(complete("meetctl backfill-status --batch"), "--batch-size\n");
    assert_eq!(complete("meetctl user list --format js"), "json\njsonl\n");
}

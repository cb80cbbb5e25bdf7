//! Completion in real shells on a terminal: a beginning is typed, Tab is pressed, and the shell prints
//! the words that it reads then.

use std::fs;

use harness::{Engine, Meetctl};

const PROMPT: &str = "READY> ";

/// A shell that is installed, and its command with the completions of meetctl.
struct Shell {
    name: &'static str,
    /// Its start-up commands; the prompt is written so that the echo of this line is not one.
    init: &'static str,
    command: &'static str,
}

const SHELLS: [Shell; 3] = [
    Shell {
        name: "bash",
        init: "PS1='READY> '\nbind 'set bell-style none'\nbind 'set enable-bracketed-paste off'\n\
               source <(meetctl completions bash)\n",
        command: "exec bash --noprofile --rcfile init -i",
    },
    Shell {
        name: "zsh",
        init: "PS1='READY> '\nunsetopt beep zle_bracketed_paste\nautoload -Uz compinit && compinit -u\n\
               bindkey -e\nsource <(meetctl completions zsh)\n",
        command: "mkdir z; cp init z/.zshrc; ZDOTDIR=z exec zsh -d -i",
    },
    Shell {
        name: "fish",
        init: "function fish_prompt; echo -n 'READY> '; end\nset -g fish_greeting\n\
               meetctl completions fish | source\n",
        command: "exec fish --no-config --interactive --init-command 'source init'",
    },
];

/// What is typed, and the words of the line after that; `\t` is Tab.
fn check(t: &Meetctl, cases: &[(&str, &[&str])]) {
    for shell in SHELLS {
        if t.shell(&format!("command -v {}", shell.name)).run().exit != 0 {
            harness::skip(format_args!("no {}", shell.name));
            continue;
        }
        t.write("init", shell.init);
        let mut session = t.shell(shell.command).env_remove("MEETCTL_NOW");
        for (typed, _) in cases {
            // Ctrl-A goes to the beginning of the line.
            session = session.answer(PROMPT, &format!("{typed}\u{1}printf '<%s>\\n' \r"));
        }
        let seen = session.answer(PROMPT, "exit\r").on_terminal(200);
        let words = printed(&seen.stdout);
        let mut lines = words.split(|word| word == "meetctl").skip(1);
        for (typed, expected) in cases {
            let got = lines.next().unwrap_or_else(|| panic!("{}: {typed:?}: {seen}", shell.name));
            let home = t.home().display().to_string();
            let expected: Vec<String> =
                expected.iter().map(|w| w.replace("HOME/", &format!("{home}/"))).collect();
            assert_eq!(got, expected, "{}: {typed:?}: {seen}", shell.name);
        }
        assert!(!t.directory().join("pwned").exists(), "{}: {seen}", shell.name);
        if shell.name == "zsh" {
            fs::remove_dir_all(t.directory().join("z")).unwrap();
        }
    }
}

/// The words that `printf '<%s>\n'` printed. fish sets the title and the colour before them.
fn printed(seen: &str) -> Vec<String> {
    let after = |line: &str, mark: &str| line.rsplit(mark).next().unwrap_or_default().to_owned();
    let lines = seen.lines().map(|line| after(&after(line, "\u{7}"), "\u{1b}[m"));
    lines
        .filter_map(|line| Some(line.trim().strip_prefix('<')?.strip_suffix('>')?.to_owned()))
        .collect()
}

#[test]
fn values_are_completed_in_every_shell() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(2);
    t.write("notes.csv", "");
    t.write("two words.csv", "");
    fs::create_dir_all(t.home().join(".config/meetctl")).unwrap();
    let config = t.home().join(".config/meetctl/config.toml");
    fs::write(&config, "[profiles.live]\n[profiles.test]\n").unwrap();
    let other = t.home().join("other.db");
    fs::copy(t.file(), &other).unwrap();
    t.cmd(["user", "create", "--name", "Zoe", "--email", "zoe@example.org"])
        .env("MEETCTL_DATABASE_URL", other.display().to_string())
        .run()
        .success();
    check(
        &t,
        &[
            ("meetctl user show ad\t", &["user", "show", "ada@example.org"]),
            ("meetctl user show ada@ex\t", &["user", "show", "ada@example.org"]),
            ("meetctl user show 'ad\t", &["user", "show", "ada@example.org"]),
            ("meetctl use\tlis\t", &["user", "list"]),
            ("meetctl user list --format=co\t", &["user", "list", "--format=count"]),
            ("meetctl user list --fields id,em\t", &["user", "list", "--fields", "id,email"]),
            ("meetctl meeting list --status can\t", &["meeting", "list", "--status", "cancelled"]),
            ("meetctl --profile li\t", &["--profile", "live"]),
            ("meetctl --tz Eur\tBerl\t", &["--tz", "Europe/Berlin"]),
            (
                "meetctl migrate up --to m202408\t",
                &["migrate", "up", "--to", "m20240801_000001_create_meetctl_history"],
            ),
            ("meetctl backup not\t", &["backup", "notes.csv"]),
            ("meetctl meeting import two\t", &["meeting", "import", "two words.csv"]),
            ("meetctl user show not\t", &["user", "show", "not"]),
            (
                "meetctl -d ~/other.db user show zo\t",
                &["-d", "HOME/other.db", "user", "show", "zoe@example.org"],
            ),
            (
                "meetctl -d postgres://127.0.0.1:1/x user show ad\t",
                &["-d", "postgres://127.0.0.1:1/x", "user", "show", "ad"],
            ),
        ],
    );
}

/// What is in the database is inserted as one word, exactly, and not run.
#[test]
fn hostile_values_are_quoted_in_every_shell() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.sql(
        "INSERT INTO users (name, email) VALUES \
         ('$(touch pwned)', 'a$(touch pwned)`touch pwned`@x.org'), \
         ('b', 'b''quote\"double@x.org'), ('c', 'c;touch pwned&|*?@x.org'), \
         ('d', 'd\\back$HOME@x.org'), ('e', 'e:colon=equals!bang@x.org'), \
         ('f', 'f{1,2}~#[x]@x.org')",
    );
    check(
        &t,
        &[
            ("meetctl user show a\t", &["user", "show", "a$(touch pwned)`touch pwned`@x.org"]),
            ("meetctl user show \"a\t", &["user", "show", "a$(touch pwned)`touch pwned`@x.org"]),
            ("meetctl user show b\t", &["user", "show", "b'quote\"double@x.org"]),
            ("meetctl user show c\t", &["user", "show", "c;touch pwned&|*?@x.org"]),
            ("meetctl user show 'c\t", &["user", "show", "c;touch pwned&|*?@x.org"]),
            ("meetctl user show d\t", &["user", "show", "d\\back$HOME@x.org"]),
            ("meetctl user show e\t", &["user", "show", "e:colon=equals!bang@x.org"]),
            ("meetctl user show f\t", &["user", "show", "f{1,2}~#[x]@x.org"]),
        ],
    );
}

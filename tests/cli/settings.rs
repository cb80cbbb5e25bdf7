//! The settings and global options.

use std::net::TcpListener;

use harness::{Engine, Meetctl, on_every_engine, snapshot};

on_every_engine! {
    fn global_options_go_before_or_after_the_command(t: &Meetctl) {
        t.seed_people(2);
        let expected = t.run(["--format", "ids", "user", "list"]).success().stdout;
        assert_eq!(expected, "1\n2\n");
        for args in [["user", "--format", "ids", "list"], ["user", "list", "--format", "ids"]] {
            assert_eq!(t.run(args).success().stdout, expected);
        }
    }

    fn statements_are_logged_with_their_time(t: &Meetctl) {
        t.seed_people(1);
        let quiet = t.run(["user", "list", "--json"]).success();
        assert_eq!(quiet.stderr, "");
        let info = t.run(["-v", "user", "list", "--json"]).success();
        assert!(info.stderr.contains("info: connected") && !info.stderr.contains("SELECT"), "{info}");
        let all = t.run(["-vv", "user", "list", "--json"]).success();
        let statement = all.stderr.lines().find(|line| line.contains("users") && line.contains("SELECT")).unwrap();
        let time = statement.strip_prefix("sql ").unwrap().split([' ', ':']).next().unwrap();
        assert!(time.ends_with('s') && time.starts_with(|c: char| c.is_ascii_digit()), "{statement}");
        assert_eq!((info.stdout, all.stdout), (quiet.stdout.clone(), quiet.stdout));
    }

    fn slow_statements_are_warned_of(t: &Meetctl) {
        t.seed_people(1);
        let warned = t.run(["--slow-query", "0", "user", "list", "--json"]).success();
        assert!(warned.stderr.lines().any(|l| l.starts_with("slow sql ") && l.contains("SELECT")), "{warned}");
        let fine = t.run(["--slow-query", "60000", "user", "list", "--json"]).success();
        assert_eq!(fine.stderr, "");
        let config = t.write("c.toml", "slow_query = 0\n");
        let warned = t.cmd(["user", "list", "--json"]).env("MEETCTL_CONFIG", config).run().success();
        assert!(warned.stderr.contains("slow sql "), "{warned}");
    }

    fn quiet_suppresses_everything_but_errors(t: &Meetctl) {
        assert_eq!(t.run(["user", "list"]).success().stderr, "No users found.\n");
        assert_eq!(t.run(["-q", "user", "list"]).success().stderr, "");
        assert!(t.run(["-q", "user", "show", "9"]).exits(5).stderr.starts_with("error: "));
    }

    fn the_first_database_that_answers_is_used(t: &Meetctl) {
        t.seed_people(1);
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("postgres://bob@127.0.0.1:{closed}/x; mysql://bob@127.0.0.1:{closed}/x ;{}", t.url());
        assert_eq!(t.run(["--database-url", &url, "user", "list", "--format", "ids"]).success().ids(), [1]);
        let none = format!("postgres://bob@127.0.0.1:{closed}/x;mysql://bob@127.0.0.1:{closed}/x");
        let reported = t.run(["--database-url", &none, "user", "list"]).exits(6);
        assert_eq!(reported.stderr.matches("no server listens on").count(), 2, "{reported}");
    }

    fn no_input_refuses_instead_of_asking(t: &Meetctl) {
        t.run(["--no-input", "migrate", "down"]).exits(4);
        assert_eq!(t.cmd(["--no-input", "migrate", "down"]).on_terminal(100).exit, 4);
    }

    fn errors_are_one_json_object_where_json_is_asked_for(t: &Meetctl) {
        for (line, code) in [
            ("user list --json --nonsense", 2),
            ("--json nonsense", 2),
            ("user --json", 2),
            ("--format json user show", 2),
            ("--format=jsonl meeting list --page x", 2),
            ("--json user list --tz Mars/Olympus", 2),
            ("--json user list --config /nowhere.toml", 2),
            ("--json user show 99", 5),
            ("--json migrate down", 4),
        ] {
            let reported = t.run(line.split(' ')).exits(code);
            assert_eq!(reported.stdout, "", "{reported}");
            let whole: serde_json::Value = serde_json::from_str(reported.stderr.trim()).unwrap_or_else(|e| panic!("{e}: {reported}"));
            assert_eq!(whole["error"]["exit_code"], code, "{reported}");
            assert!(whole["error"]["message"].as_str().is_some_and(|m| !m.is_empty()), "{reported}");
            assert!(whole["error"]["code"].is_string());
        }
    }
}

#[test]
fn mariadb_is_another_word_for_mysql() {
    if Engine::Mariadb.is_available() {
        let t = Meetctl::migrated(Engine::Mariadb);
        t.seed_people(1);
        for scheme in ["mysql", "mariadb"] {
            let rest = t.url().split_once("://").unwrap().1;
            let url = format!("{scheme}://{rest}");
            assert_eq!(
                t.run(["--database-url", &url, "user", "list", "--format", "ids"]).success().ids(),
                [1]
            );
        }
    }
}

#[test]
fn a_bare_path_is_a_sqlite_file() {
    let t = Meetctl::empty(Engine::Sqlite);
    for url in
        ["bare.db", "sqlite:scheme.db", "sqlite://slashes.db", "sqlite:a%20blank.db?mode=rwc"]
    {
        t.run(["--database-url", url, "migrate", "up"]).success();
        t.run(["--database-url", url, "user", "list"]).success();
    }
    for name in ["bare.db", "scheme.db", "slashes.db", "a blank.db"] {
        assert!(t.directory().join(name).is_file(), "{name}");
    }
    for url in ["", ";", "sqlite:", "sqlite::memory:", "sqlite:x.db?cache=shared", "oracle://x/y"] {
        t.run(["--database-url", url, "user", "list"]).exits(2);
    }
}

#[test]
fn a_fixed_time_is_warned_of_by_what_writes() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let run = |line: &str| t.cmd(line.split(' ')).env("MEETCTL_NOW", "2020-01-01").run().success();
    for line in [
        "user create --name Ada --email ada@example.org",
        "-q user create --name Bob --email bob@example.org",
        "-q backfill-status",
    ] {
        let ended = run(line);
        assert!(ended.stderr.contains("warning: the time is MEETCTL_NOW: 2020-01-01"), "{ended}");
    }
    let json = run("user update 1 --name Eve --json");
    assert!(json.stderr.contains("\"code\":\"fixed_time\""), "{json}");
    for line in
        ["user list", "stats", "user update 1 --name Zoe --dry-run", "doctor --dry-run --fix"]
    {
        let ended = run(line);
        assert!(!ended.stderr.contains("MEETCTL_NOW"), "{ended}");
    }
}

#[test]
fn unknown_keys_and_values_are_wrong_usage() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for text in [
        "colour = \"never\"",
        "format = \"xml\"",
        "read_only = 1",
        "timeout = \"soon\"",
        "tz = \"Mars/Olympus\"",
        "[profiles.p]\ncolour = 1",
        "profile = \"missing\"",
        "slow_query = -1",
        "not toml",
    ] {
        let config = t.write("c.toml", text);
        let reported = t.run(["--config", &config.display().to_string(), "user", "list"]).exits(2);
        assert!(reported.stderr.starts_with("error: "), "{reported}");
    }
    t.write("c.toml", "tz = \"UTC\"\nread_onyl = true\n");
    snapshot!(t.run(["--config", "c.toml", "user", "list"]).exits(2), @r#"
    $ meetctl --config c.toml user list
    exit: 2
    --- stdout
    --- stderr
    error: invalid line 2 of the configuration file c.toml
      caused by: unknown field `read_onyl`, expected one of `profile`, `profiles`, `database_url`, `password_file`, `backup_dir`, `tz`, `format`, `color`, `read_only`, `timeout`, `slow_query`
    hint: keys: database_url, password_file, backup_dir, tz, format, color, read_only, timeout, slow_query, profile, and [profiles.NAME] with the same keys
    "#);
}

#[test]
fn the_configuration_file_sets_what_the_flags_do() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(1);
    t.write("c.toml", "format = \"ids\"\nread_only = true\n[profiles.wide]\nformat = \"jsonl\"\n");
    assert_eq!(t.run(["--config", "c.toml", "user", "list"]).success().stdout, "1\n");
    assert!(
        t.run(["--config", "c.toml", "--profile", "wide", "user", "list"])
            .success()
            .stdout
            .starts_with("{\"id\":1,")
    );
    assert_eq!(
        t.run(["--config", "c.toml", "user", "list", "--format", "count"]).success().stdout,
        "1\n"
    );
    t.run(["--config", "c.toml", "user", "update", "1", "--name", "B"]).exits(4);
}

#[test]
fn zone_flag_overrides_variable_overrides_file_overrides_tz() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(1);
    let args = [
        "meeting",
        "create",
        "--title",
        "T",
        "--start",
        "2026-06-02T10:00:00Z",
        "--duration",
        "1h",
        "--creator",
        "1",
    ];
    t.run(args).success();
    let config = t.write("c.toml", "tz = \"Asia/Tokyo\"\n");
    let start = |invocation: harness::Invocation<'_>| {
        let table = invocation.run().success().stdout;
        ["10:00", "12:00", "19:00", "06:00", "15:45"]
            .into_iter()
            .find(|clock| table.contains(clock))
            .map(str::to_owned)
    };
    let show = || t.cmd(["meeting", "list"]).env("TZ", "Asia/Kathmandu");
    assert_eq!(start(show()).as_deref(), Some("15:45"));
    assert_eq!(start(show().env("MEETCTL_CONFIG", &config)).as_deref(), Some("19:00"));
    assert_eq!(
        start(show().env("MEETCTL_CONFIG", &config).env("MEETCTL_TZ", "America/New_York"))
            .as_deref(),
        Some("06:00")
    );
    let flag =
        t.cmd(["--tz", "Europe/Berlin", "meeting", "list"]).env("MEETCTL_TZ", "America/New_York");
    assert_eq!(start(flag).as_deref(), Some("12:00"));
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(1);
    let coloured = |text: &str| text.contains("\u{1b}[");
    assert!(!coloured(&t.run(["user", "list"]).success().stdout));
    assert!(coloured(&t.run(["--color", "always", "user", "list"]).success().stdout));
    assert!(coloured(&t.terminal(100, ["user", "list"]).success().stdout));
    assert!(!coloured(&t.terminal(100, ["user", "list", "--color", "never"]).success().stdout));
    assert!(!coloured(
        &t.cmd(["user", "list"]).env("NO_COLOR", "1").on_terminal(100).success().stdout
    ));
    let failure = ["user", "show", "9"];
    assert!(!coloured(&t.run(failure).exits(5).stderr));
    assert!(coloured(&t.run(failure.into_iter().chain(["--color", "always"])).exits(5).stderr));
    assert!(coloured(&t.run(["--color", "always", "--help"]).success().stdout));
    assert!(coloured(&t.run(["--color=always", "nonsense"]).exits(2).stderr));
    for format in ["json", "jsonl", "csv", "tsv", "ids"] {
        assert!(
            !coloured(
                &t.run(["--color", "always", "--format", format, "user", "list"]).success().stdout
            ),
            "{format}"
        );
    }
}

#[test]
fn a_mistyped_option_or_command_is_wrong_usage_and_guessed() {
    let t = Meetctl::empty(Engine::Sqlite);
    let reported = t.run(["user", "list", "--serach", "x"]).exits(2);
    assert!(reported.stderr.contains("--search"), "{reported}");
    let reported = t.run(["meeting", "lst"]).exits(2);
    assert!(reported.stderr.contains("list"), "{reported}");
    t.run(["user", "list", "--json", "--format", "csv"]).exits(2);
    t.run(["user", "list", "--fields", "nonsense"]).exits(2);
}

#[test]
fn a_profile_without_a_configuration_file_is_wrong_usage() {
    let t = Meetctl::empty(Engine::Sqlite);
    let option = t.run(["--profile", "live", "user", "list"]).exits(2);
    let variable = t.cmd(["user", "list"]).env("MEETCTL_PROFILE", "live");
    let variable = variable.run().exits(2);
    for reported in [option, variable] {
        assert!(reported.stderr.contains("no configuration file with profile live"), "{reported}");
    }
}

//! What the program offers to a shell: the values of the database and of the configuration.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use harness::{Engine, Invocation, Meetctl, on_every_engine};

/// The line `meetctl …` as zsh passes it; the last word is at the cursor.
fn line<'t>(t: &'t Meetctl, line: &str) -> Invocation<'t> {
    let words = ["--", "meetctl"].into_iter().chain(line.split(' '));
    t.cmd(words).env("MEETCTL_COMPLETE", "zsh")
}

/// The values offered, and what is said of them.
fn offers(asked: Invocation<'_>) -> Vec<(String, String)> {
    let run = asked.run().success();
    assert_eq!(run.stderr, "", "{run}");
    let split = |line: &str| match line.split_once(':') {
        Some((value, help)) => (value.to_owned(), help.to_owned()),
        None => (line.to_owned(), String::new()),
    };
    run.stdout.lines().map(split).collect()
}

/// The values offered.
fn values(asked: Invocation<'_>) -> Vec<String> {
    offers(asked).into_iter().map(|(value, _)| value).collect()
}

/// The names, sizes and times of the files of a directory.
fn files(directory: &Path) -> Vec<String> {
    let entry = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.unwrap();
        let about = entry.metadata().unwrap();
        format!("{} {} {:?}", entry.file_name().display(), about.len(), about.modified().unwrap())
    };
    let mut files: Vec<String> = fs::read_dir(directory).unwrap().map(entry).collect();
    files.sort();
    files
}

on_every_engine! {
    fn users_meetings_and_runs_are_offered(t: &Meetctl) {
        t.seed_people(3);
        t.run(["meeting", "create", "--title", "Stand-up", "--creator", "1", "--start", "2026-06-02 09:00",
            "--duration", "15m"]).success();
        t.run(["meeting", "create", "--title", "Past", "--creator", "1", "--start", "2026-05-02 09:00",
            "--duration", "15m"]).success();
        let all = [("ada@example.org", "Ada"), ("ben@example.org", "Ben"), ("cleo@example.org", "Cleo")];
        let all = all.map(|(email, name)| (email.to_owned(), name.to_owned()));
        assert_eq!(offers(line(t, "user show ")), all);
        for typed in ["user show b", "user show B", "meeting list --user b", "stats user ben@",
            "user merge ada@example.org be", "meeting create --title x --creator=b",
            "--json user delete cleo@example.org --reassign-to b", "user offboard 1 --to b"]
        {
            let offered = values(line(t, typed));
            let expected = if typed.contains('=') { "--creator=ben@example.org" } else { "ben@example.org" };
            assert_eq!(offered, [expected], "{typed}");
        }
        assert_eq!(values(line(t, "user show z")), [""; 0]);
        assert_eq!(
            offers(line(t, "meeting show ")),
            [("1".to_owned(), "2026-06-02 09:00 Stand-up".to_owned())]
        );
        let runs = offers(line(t, "undo "));
        assert!(runs[0].1.contains(" meeting create by "), "{runs:?}");
        let one = &runs[2].0;
        assert_eq!(values(line(t, &format!("history --run {}", &one[..6]))), [one.as_str()]);
    }

    fn many_users_are_cut_without_misleading(t: &Meetctl) {
        t.seed_sql(1, 0);
        let rows: Vec<String> = (0..300)
            .map(|n| format!("('P', 'person-{n:03}@example.org')"))
            .chain(["('Z', 'zoe@example.org')".to_owned(), "('Q', 'perry@example.org')".to_owned()])
            .collect();
        t.sql(&format!("INSERT INTO users (name, email) VALUES {}", rows.join(", ")));
        let offered = values(line(t, "user show "));
        assert!((100..110).contains(&offered.len()), "{}", offered.len());
        // A shell inserts what all have in common: nothing here, and `per` below.
        assert!(!offered.iter().all(|value| value.starts_with('p')), "{offered:?}");
        let offered = values(line(t, "user show p"));
        assert!(offered.contains(&"perry@example.org".to_owned()), "{offered:?}");
        assert_eq!(values(line(t, "user show person-29")).len(), 10);
    }

    /// Whatever is in the database: one line a candidate, and nothing that controls a terminal.
    fn hostile_values_are_not_offered(t: &Meetctl) {
        let hostile = ["new\nline@x.org", "\u{1b}]0;title\u{7}@x.org", "tab\there@x.org", "--help@x.org",
            "bidi\u{202e}@x.org"];
        let mut rows: Vec<String> = hostile.iter().map(|email| format!("('H', '{email}')")).collect();
        rows.push("('line\n\u{1b}[31mred', 'odd:name@x.org')".to_owned());
        t.sql(&format!("INSERT INTO users (name, email) VALUES {}", rows.join(", ")));
        let run = line(t, "user show ").run().success();
        assert_eq!(run.stdout, "odd\\:name@x.org:line\\\\n\\\\x1b[31mred\n");
    }

    /// Another server's silence or refusal costs a moment and offers nothing.
    fn what_cannot_be_read_offers_nothing(t: &Meetctl) {
        t.seed_sql(1, 0);
        let before = values(line(t, "user show "));
        assert_eq!(before, ["ada@example.org"]);
        t.sql("ALTER TABLE users RENAME TO people");
        assert_eq!(values(line(t, "user show ")), [""; 0]);
    }
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for() {
    let t = Meetctl::empty(Engine::Sqlite);
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    for url in [
        format!("postgres://a:b@127.0.0.1:{port}/x?sslmode=disable"),
        format!("mysql://a:b@127.0.0.1:{port}/x?ssl-mode=disabled"),
        "postgres://a:b@127.0.0.1:1/x".to_owned(),
        "mysql://a:b@host.invalid/x".to_owned(),
        "nonsense://a:b@".to_owned(),
    ] {
        let began = Instant::now();
        let offered = values(line(&t, &format!("--database-url {url} user show a")));
        assert!(offered.is_empty(), "{offered:?}");
        assert!(began.elapsed() < Duration::from_millis(1500), "{url}: {:?}", began.elapsed());
    }
}

#[test]
fn a_file_that_blocks_is_not_waited_for() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.shell("mkfifo pipe").run().success();
    for typed in [
        "--config pipe --profile ",
        "-d pipe user show ",
        "--password-file pipe -d postgres://x/y user show ",
    ] {
        let began = Instant::now();
        assert!(values(line(&t, typed)).is_empty(), "{typed}");
        assert!(began.elapsed() < Duration::from_millis(1500), "{typed}: {:?}", began.elapsed());
    }
}

#[test]
fn the_database_of_the_line_is_asked() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(1);
    let other = t.home().join("other.db");
    fs::copy(t.file(), &other).unwrap();
    let other_url = format!("{}", other.display());
    t.cmd(["user", "create", "--name", "Zoe", "--email", "zoe@example.org"])
        .env("MEETCTL_DATABASE_URL", &other_url)
        .run()
        .success();
    let config = format!(
        "[profiles.live]\ndatabase_url = '{other_url}'\n\
         [profiles.\"secret\"]\ndatabase_url = 'postgres://u:s3cret@h/d'\n"
    );
    t.write_private("other.toml", config);
    for typed in [
        format!("--database-url {other_url} user show z"),
        format!("user show --db={other_url} z"),
        "user show -d ~/other.db z".to_owned(),
        "--config other.toml --profile live user show z".to_owned(),
        "user --profile=live show --config=other.toml z".to_owned(),
    ] {
        assert_eq!(values(line(&t, &typed).without_url()), ["zoe@example.org"], "{typed}");
    }
    assert_eq!(values(line(&t, "user show z")), [""; 0]);
    assert_eq!(
        offers(line(&t, "--config other.toml --profile ")),
        [
            ("live".to_owned(), other_url.clone()),
            ("secret".to_owned(), "postgres://u:***@h/d".to_owned())
        ]
    );
}

/// Not a byte is written: no database is created, none is migrated, no side file is left.
#[test]
fn the_database_is_only_looked_at() {
    let t = Meetctl::empty(Engine::Sqlite);
    let directory = t.file().parent().unwrap().to_owned();
    let before = files(&directory);
    assert_eq!(values(line(&t, "user show ")), [""; 0]);
    assert_eq!(files(&directory), before);

    t.run(["migrate", "up", "--to", "m20240101_000001_create_users"]).success();
    t.sql("INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.org')");
    let before = files(&directory);
    assert_eq!(values(line(&t, "user show ")), ["ada@example.org"]);
    assert_eq!(values(line(&t, "meeting show ")), [""; 0]);
    assert_eq!(files(&directory), before);
}

#[test]
fn the_words_of_the_program_are_offered() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for (typed, offered) in [
        ("us", &["user"][..]),
        ("user list --fields id,em", &["id,email"]),
        ("meeting conflicts --fields overlap_s", &["overlap_start"]),
        ("meeting list --status c", &["completed", "cancelled"]),
        ("meeting list --sort ", &["start", "-start", "id", "-id"]),
        ("--format js", &["json", "jsonl"]),
        ("user list -fjs", &["-fjson", "-fjsonl"]),
        ("user list --format=cou", &["--format=count"]),
        ("--tz eur", &["Europe/"]),
        ("--tz Europe/Berl", &["Europe/Berlin"]),
        ("migrate up --to m202408", &["m20240801_000001_create_meetctl_history"]),
        ("meeting create --repeat d", &["daily"]),
        ("completions z", &["zsh"]),
        ("help ti", &["times"]),
        ("help meeting cr", &["create"]),
        ("meeting create --title ", &[]),
        ("meeting list --from ", &[]),
        ("user list --search ", &[]),
    ] {
        assert_eq!(values(line(&t, typed)), offered, "{typed}");
    }
    let options = values(line(&t, "user list -"));
    assert!(options.contains(&"--search".to_owned()) && options.contains(&"--tz".to_owned()));
    assert!(!options.iter().any(|option| option == "-n"), "{options:?}");
}

#[test]
fn files_are_offered_only_where_files_belong() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.write("notes.csv", "");
    fs::create_dir(t.directory().join("nested")).unwrap();
    for typed in ["backup n", "meeting import n", "--config n", "restore ./n", "--database-url n"] {
        let offered = values(line(&t, typed));
        assert!(offered.iter().any(|file| file.ends_with("notes.csv")), "{typed}: {offered:?}");
        assert!(offered.iter().any(|file| file.ends_with("nested/")), "{typed}: {offered:?}");
    }
    assert_eq!(values(line(&t, "man n")), ["nested/"]);
    for typed in ["user show n", "meeting list --search n", "--tz x", "--fields n", "--timeout n"] {
        assert_eq!(values(line(&t, typed)), [""; 0], "{typed}");
    }
}

/// A wrong call is not worth a message in the middle of a line that someone types.
#[test]
fn nothing_else_is_ever_printed() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for (shell, words) in [
        ("tcsh", &["--", "meetctl", ""][..]),
        ("zsh", &["--"]),
        ("zsh", &[]),
        ("bash", &["--", "meetctl user"]),
        ("fish", &["user", "list"]),
    ] {
        let run = t.cmd(words).env("MEETCTL_COMPLETE", shell).run().success();
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""), "{run}");
    }
    // Other programs use this variable; an empty one is none.
    let run = t.cmd(["user", "list"]).env("COMPLETE", "zsh").env("MEETCTL_COMPLETE", "").run();
    run.success();
}

//! `meetctl shell`: with the real programs where they are installed, and with ones that record how
//! they were started.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use harness::{Engine, Invocation, Meetctl, on_every_engine};

/// The programs that may be started, as files that write their arguments and what matters of their
/// environment to `started`.
fn record_programs(t: &Meetctl, names: &[&str]) -> String {
    let directory = t.directory().join("fake");
    fs::create_dir_all(&directory).unwrap();
    for name in names {
        let script = format!(
            "#!/bin/sh\nif [ \"$*\" = --version ]; then echo '{name} of a test'; exit; fi\n\
             {{ echo {name}; for word; do printf '<%s>\\n' \"$word\"; done; \
             env | grep -E '^(PG|MYSQL)' | LC_ALL=C sort; }} >started\nexit 42\n"
        );
        let file = directory.join(name);
        fs::write(&file, script).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    format!("{}:/usr/bin:/bin", directory.display())
}

fn program(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite3",
        Engine::Postgres => "psql",
        Engine::Mariadb => "mariadb",
    }
}

/// The arguments with which the program prints the answer to one statement.
fn asking(engine: Engine, sql: &str) -> Vec<String> {
    let words: &[&str] = match engine {
        Engine::Sqlite => &[sql],
        Engine::Postgres => &["-X", "-A", "-t", "-c", sql],
        Engine::Mariadb => &["-N", "-B", "-e", sql],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn ask<'t>(t: &'t Meetctl, options: &[&str], sql: &str) -> Option<Invocation<'t>> {
    let program = program(t.engine());
    if t.shell(&format!("command -v {program}")).run().exit != 0 {
        harness::skip(format_args!("no {program}"));
        return None;
    }
    let options = options.iter().map(|word| (*word).to_owned());
    let words = ["shell".to_owned()].into_iter().chain(options).chain(["--".to_owned()]);
    Some(t.cmd(words.chain(asking(t.engine(), sql))))
}

on_every_engine! {
    fn the_real_program_opens_the_database(t: &Meetctl) {
        t.seed_sql(3, 5);
        let Some(count) = ask(t, &[], "SELECT COUNT(*) FROM meetings") else { return };
        let run = count.run().success();
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("5\n", ""));
        ask(t, &[], "UPDATE meetings SET title = 'by sql' WHERE id = 1").unwrap().run().success();
        assert_eq!(t.rows("SELECT title FROM meetings WHERE id = 1"), [["by sql"]]);
        // The exit code is the program's, and standard input is too.
        let wrong = ask(t, &[], "SELECT nonsense").unwrap().run();
        assert!(wrong.exit != 0 && wrong.stderr.contains("nonsense"), "{wrong}");
        let piped = t.cmd(["shell"]).stdin("SELECT COUNT(*) + 70 FROM users;\n").run().success();
        assert!(piped.stdout.contains("73"), "{piped}");
    }

    fn read_only_the_engine_refuses_writes(t: &Meetctl) {
        t.seed_sql(2, 2);
        let Some(write) = ask(t, &["--read-only"], "DELETE FROM meeting_participants") else { return };
        let refused = write.run();
        let said = refused.stderr.to_lowercase().replace("readonly", "read-only").replace("read only", "read-only");
        assert!(refused.exit != 0 && said.contains("read-only"), "{refused}");
        let read = ask(t, &["--read-only"], "SELECT COUNT(*) FROM meetings").unwrap().run().success();
        assert_eq!(read.stdout, "2\n");
    }

    fn the_password_is_in_the_environment_and_not_on_the_command_line(t: &Meetctl) {
        let path = record_programs(t, &["sqlite3", "psql", "mariadb", "mysql"]);
        let fake = |words: &[&str]| {
            let run = t.cmd(words).env("PATH", &path).run().exits(42);
            assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
            t.read("started")
        };
        let started = fake(&["shell", "--", "-x", "a b", "--", ""]);
        let secret = &Meetctl::secrets()[0];
        let (arguments, environment): (Vec<_>, Vec<_>) =
            started.lines().skip(1).partition(|line| line.starts_with('<'));
        assert!(!arguments.iter().any(|word| word.contains(secret)), "{started}");
        assert_eq!(&arguments[arguments.len() - 4..], ["<-x>", "<a b>", "<-->", "<>"], "{started}");
        let password = match t.engine() {
            Engine::Sqlite => return,
            Engine::Postgres => format!("PGPASSWORD={secret}"),
            Engine::Mariadb => format!("MYSQL_PWD={secret}"),
        };
        assert!(environment.contains(&password.as_str()), "{started}");
    }

    fn of_several_databases_the_first_that_can_be_used_is_opened(t: &Meetctl) {
        let path = record_programs(t, &["sqlite3", "psql", "mariadb", "mysql"]);
        let list = match t.engine() {
            Engine::Sqlite => format!("postgres://bob@127.0.0.1:1/x;{}", t.url()),
            _ => format!("nowhere.db;{}", t.url()),
        };
        t.cmd(["shell"]).env("MEETCTL_DATABASE_URL", list).env("PATH", &path).run().exits(42);
        let started = t.read("started");
        let name = if t.engine() == Engine::Sqlite { t.file().display().to_string() } else { t.database().to_owned() };
        let products: &[&str] = match t.engine() {
            Engine::Sqlite => &["sqlite3"],
            Engine::Postgres => &["psql"],
            // For MySQL its own.
            Engine::Mariadb => &["mariadb", "mysql"],
        };
        assert!(products.contains(&started.lines().next().unwrap()), "{started}");
        assert!(started.contains(&name), "{started}");
        assert!(!t.directory().join("nowhere.db").exists());
    }
}

#[test]
fn the_options_of_the_url_become_those_of_the_program() {
    if !Engine::Postgres.is_available() {
        harness::skip("no PostgreSQL");
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    let path = record_programs(&t, &["psql"]);
    let url = format!("{}?application_name=a%20b&connect_timeout=7&sslmode=prefer", t.url());
    let url =
        if t.url().contains('?') { url.replacen('?', "&", 2).replacen('&', "?", 1) } else { url };
    let run = t.cmd(["shell", "--read-only"]).env("MEETCTL_DATABASE_URL", url);
    run.env("PATH", &path).env("PGOPTIONS", "-c work_mem=8MB").run().exits(42);
    let started = t.read("started");
    for line in [
        "PGAPPNAME=a b",
        "PGCONNECT_TIMEOUT=7",
        "PGOPTIONS=-c work_mem=8MB -c default_transaction_read_only=on",
        "PGSSLMODE=prefer",
    ] {
        assert!(started.lines().any(|has| has == line), "{line}: {started}");
    }
}

#[test]
fn a_sqlite_file_of_any_name_is_a_file() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let path = record_programs(&t, &["sqlite3"]);
    for (url, name) in
        [("-readonly", "-readonly"), ("sqlite:%66ile:x", "file:x"), ("a b'c.db", "a b'c.db")]
    {
        fs::copy(t.file(), t.directory().join(name)).unwrap();
        let run = t.cmd(["shell", "--", "SELECT 'meet'"]).env("MEETCTL_DATABASE_URL", url);
        run.env("PATH", &path).run().exits(42);
        assert_eq!(t.read("started"), format!("sqlite3\n<./{name}>\n<SELECT 'meet'>\n"));
    }
    // What can only be read is opened so.
    let shell =
        |url: &str| t.cmd(["shell"]).env("MEETCTL_DATABASE_URL", url).env("PATH", &path).run();
    shell(&format!("{}?mode=ro", t.url())).exits(42);
    assert!(t.read("started").starts_with("sqlite3\n<-readonly>\n"), "{}", t.read("started"));
    // None is made, and a damaged one is for the program to save.
    shell("nowhere.db").exits(6);
    assert!(!t.directory().join("nowhere.db").exists());
    t.write("damaged.db", "SQLite format 3\0 but nothing else");
    shell("damaged.db").exits(42);
}

#[test]
fn what_cannot_be_run_is_named() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let run = t.cmd(["shell"]).env("PATH", "/nowhere").run().exits(1);
    assert!(run.stderr.contains("sqlite3 cannot be run"), "{run}");
    assert!(run.stderr.contains("install it (Debian: sqlite3)"), "{run}");
    t.run(["shell", "--json"]).exits(2);
    let gone = t.cmd(["shell"]).env("MEETCTL_DATABASE_URL", "postgres://bob:hunter2@127.0.0.1:1/x");
    gone.run().exits(6);
}

#[test]
fn a_signal_is_the_programs() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let path = record_programs(&t, &[]);
    let file = t.directory().join("fake/sqlite3");
    fs::write(&file, "#!/bin/sh\ntrap 'exit 7' TERM\n: >ready\nwhile :; do sleep 0.1; done\n")
        .unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    let running = t.cmd(["shell"]).env("PATH", &path).start();
    harness::wait_for(|| t.directory().join("ready").exists());
    running.signal("TERM");
    running.wait().exits(7);
}

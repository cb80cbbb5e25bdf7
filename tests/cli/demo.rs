//! `meetctl demo`

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use unicode_width::UnicodeWidthStr as _;

use harness::{Engine, Meetctl, generated, snapshot};

fn entries(directory: &std::path::Path) -> Vec<String> {
    let names = fs::read_dir(directory).unwrap();
    names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_tour_is_up_to_date() {
    let t = Meetctl::empty(Engine::Sqlite);
    let tour = t.run(["demo"]).success();
    generated::same_file("tests/cli/demo.txt", &tour.to_string());
}

/// Its database is temporary and removed at the end.
#[test]
fn nothing_is_left_and_no_other_database_is_touched() {
    let t = Meetctl::empty(Engine::Sqlite);
    let unreachable = "postgres://nobody@127.0.0.1:1/nothing";
    t.cmd(["demo"]).env("MEETCTL_DATABASE_URL", unreachable).run().success();
    assert!(entries(&t.tmp().join("tmp")).is_empty());
    assert!(entries(&t.directory()).is_empty());
    assert!(!t.home().join(".local").exists());
    assert!(!t.file().exists());
}

#[test]
fn a_kept_database_is_private_and_works() {
    let t = Meetctl::empty(Engine::Sqlite);
    let tour = t.run(["demo", "--keep", "demo.db"]).success();
    assert!(tour.stdout.contains("is in demo.db"), "{tour}");
    let file = t.directory().join("demo.db");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(entries(&t.directory()), ["demo.db"]);
    let count = ["--database-url", "demo.db", "meeting", "list", "--format", "count"];
    assert_eq!(t.run(count).success().stdout, "154\n");
    let check = ["--database-url", "demo.db", "migrate", "status", "--check"];
    t.run(check).success();
}

#[test]
fn a_name_that_means_something_in_a_url_is_a_name() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.run(["demo", "--keep", "a;b %20?.db"]).success();
    assert_eq!(entries(&t.directory()), ["a;b %20?.db"]);
}

#[test]
fn an_existing_file_is_refused() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.write("mine.db", "mine");
    snapshot!(t.run(["demo", "--keep", "mine.db"]).exits(2), @r"
    $ meetctl demo --keep mine.db
    exit: 2
    --- stdout
    --- stderr
    error: mine.db already exists
    hint: name a file that does not exist, or delete it first
    ");
    assert_eq!(t.read("mine.db"), "mine");
}

#[test]
fn a_file_that_cannot_be_made_is_named() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.write("file", "");
    snapshot!(t.run(["demo", "--keep", "file/demo.db"]), @r"
    $ meetctl demo --keep file/demo.db
    exit: 5
    --- stdout
    --- stderr
    error: directory file not found
    ");
}

#[test]
fn it_fits_a_terminal_of_eighty_columns() {
    let t = Meetctl::empty(Engine::Sqlite);
    let tour = t.cmd(["demo"]).env("NO_COLOR", "1").on_terminal(80).success();
    // Messages are left to the terminal to fold, so that they can be copied; this is the only
    // long one: the people of the conflicting meeting.
    let message = |line: &&str| line.starts_with("  #100 ");
    assert_eq!(tour.stdout.lines().filter(message).count(), 1);
    for line in tour.stdout.lines().filter(|line| !message(line)) {
        assert!(line.width() <= 80, "{} columns: {line}", line.width());
    }
}

#[test]
fn the_reader_may_leave() {
    let t = Meetctl::empty(Engine::Sqlite);
    let script = "(meetctl demo; echo \"exit $?\" >&2) | head -n 3";
    let ended = t.shell(script).run().success();
    let quiet = ["exit 0\n", "exit 141\n"].contains(&ended.stderr.as_str());
    assert!(quiet, "{ended}");
    assert!(entries(&t.tmp().join("tmp")).is_empty());
}

/// The week shown is that of the clock, in the zone asked for.
#[test]
fn the_clock_and_the_zone_are_those_of_the_run() {
    let t = Meetctl::empty(Engine::Sqlite);
    let tour = t
        .cmd(["demo", "--tz", "Asia/Tokyo"])
        .env("MEETCTL_NOW", "2027-01-02T20:00:00Z")
        .run()
        .success();
    assert!(tour.stdout.contains("--from 2027-01-04"), "{tour}");
    assert!(tour.stdout.contains("09:15+09:00"), "{tour}");
}

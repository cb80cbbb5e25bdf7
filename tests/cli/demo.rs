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
    let message = |line: &&str| line.starts_with("  #100 \"");
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
    assert!(tour.stdout.contains("$ meetctl agenda 2027-01-04\n"), "{tour}");
    assert!(tour.stdout.contains("09:15+09:00"), "{tour}");
}

#[test]
fn it_fits_two_screens() {
    let t = Meetctl::empty(Engine::Sqlite);
    let tour = t.cmd(["demo"]).env("NO_COLOR", "1").on_terminal(100).success();
    let lines = tour.stdout.lines().count();
    assert!(lines <= 2 * 40, "{lines} lines: {tour}");
    let last = tour.stdout.lines().last().unwrap();
    assert!(last.starts_with("  meetctl "), "{last}");
}

/// At any hour, on any day: one booking is refused, one is made, and it is ahead.
#[test]
fn nothing_that_it_books_is_in_the_past() {
    let t = Meetctl::empty(Engine::Sqlite);
    let clocks = [
        ("2026-06-01T08:59:59Z", "UTC"),
        ("2026-06-01T09:00:00Z", "UTC"),
        ("2026-06-05T23:59:59Z", "UTC"),
        ("2026-06-06T12:00:00Z", "UTC"),
        ("2026-12-31T23:59:59Z", "UTC"),
        ("2028-02-28T23:59:00Z", "Pacific/Kiritimati"),
        // The clocks change in the next night.
        ("2026-03-28T22:59:59Z", "Europe/Berlin"),
        ("2026-10-25T00:30:00Z", "Europe/Berlin"),
        ("2026-11-01T05:59:00Z", "America/New_York"),
        ("2026-04-04T14:45:00Z", "Australia/Lord_Howe"),
    ];
    for (number, (now, zone)) in clocks.into_iter().enumerate() {
        let file = format!("demo{number}.db");
        let at = |args: &[&str]| t.cmd(args).env("MEETCTL_NOW", now).run().success();
        let tour = at(&["demo", "--tz", zone, "--keep", &file]);
        assert_eq!(tour.stdout.matches("error: ").count(), 1, "{now} {zone}: {tour}");
        assert!(tour.stdout.contains("error: double booking"), "{now} {zone}: {tour}");
        assert!(tour.stdout.contains("\nCreated meeting "), "{now} {zone}: {tour}");
        let list = ["--db", &file, "meeting", "list", "--search", "dinner", "--json"];
        let dinner = at(&list).json();
        let start = dinner[0]["start_time"].as_str().unwrap();
        assert!(start > now, "{now} {zone}: {start}");
    }
}

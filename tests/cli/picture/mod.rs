//! The pictures of a terminal in README.md and docs/: runs of the program, drawn as SVG.

mod svg;

use std::fmt::Write as _;

use harness::{Engine, Meetctl, generated};

const COLUMNS: u16 = 100;
const ZONE: &str = "Europe/Berlin";
const NOW: &str = "2026-06-01T08:00:00Z";
const TITLE: &str = "meetctl: meetings of a day, a refused double booking, free slots, \
                     the most active users";
const COMMANDS: [&str; 4] = [
    "meetctl meeting list --from today --to \"today 18:00\"",
    "meetctl meeting create --title Coffee --start \"today 09:20\" --duration 30m \\\n    \
     --creator amara@example.org",
    "meetctl meeting free --user amara@example.org --user hiro@example.org \\\n    \
     --from tomorrow --to +3d --duration 1h --hours 09:00-17:00 --limit 3",
    "meetctl stats active --limit 3",
];

/// What the picture of a calendar shows, on a Wednesday morning.
const CALENDAR: [&str; 2] = ["meetctl week", "meetctl agenda"];
const CALENDAR_TITLE: &str =
    "meetctl week and meetctl agenda: the meetings of a week as blocks, those of a day as a list";
const WEDNESDAY: &str = "2026-06-03T08:40:00Z";

/// The database of the pictures, in the zone of their reader.
fn demo(t: &Meetctl) {
    let demo = t.cmd(["demo", "--keep", "demo.db"]).env("TZ", ZONE);
    demo.run().success();
}

/// Runs the commands on a terminal, one below the other, each after its prompt.
fn screen(t: &Meetctl, now: &str, commands: &[&str]) -> String {
    let mut screen = String::new();
    for command in commands {
        writeln!(screen, "\u{1b}[2m$\u{1b}[0m \u{1b}[1m{command}\u{1b}[0m").unwrap();
        let shell = t.shell(&format!("{command} || true")).env("TZ", ZONE);
        let shell = shell.env("MEETCTL_DATABASE_URL", "demo.db").env("MEETCTL_NOW", now);
        screen.push_str(&shell.on_terminal(COLUMNS).success().stdout);
    }
    screen
}

#[test]
fn the_picture_is_up_to_date() {
    let t = Meetctl::empty(Engine::Sqlite);
    demo(&t);
    let picture = svg::draw(&screen(&t, NOW, &COMMANDS), usize::from(COLUMNS), TITLE);
    generated::same_file("docs/images/terminal.svg", &picture);
}

#[test]
fn the_picture_of_a_calendar_is_up_to_date() {
    let t = Meetctl::empty(Engine::Sqlite);
    demo(&t);
    for options in [
        "--title Incident --start '2026-06-03 11:00' --duration 90m --creator jonas@example.org",
        "--title 'Deploy at night' --start '2026-06-04 22:00' --duration 4h --creator emil@example.org",
        "--title 'Conference in Lisbon' --start 2026-06-04 --duration 2d --creator ines@example.org",
    ] {
        let book = t.shell(&format!("meetctl meeting create {options} --allow-overlap"));
        let book = book.env("TZ", ZONE).env("MEETCTL_DATABASE_URL", "demo.db");
        book.run().success();
    }
    let screen = screen(&t, WEDNESDAY, &CALENDAR);
    let picture = svg::draw(&screen, usize::from(COLUMNS), CALENDAR_TITLE);
    generated::same_file("docs/images/week.svg", &picture);
}

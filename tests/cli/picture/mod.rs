//! The picture of a terminal in README.md: a run of the program, drawn as SVG.

mod svg;

use std::fmt::Write as _;

use harness::{Engine, Meetctl, generated};

const COLUMNS: u16 = 100;
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

#[test]
fn the_picture_is_up_to_date() {
    let t = Meetctl::empty(Engine::Sqlite);
    let zone = "Europe/Berlin";
    let demo = t.cmd(["demo", "--keep", "demo.db"]).env("TZ", zone);
    demo.run().success();
    let mut screen = String::new();
    for command in COMMANDS {
        writeln!(screen, "\u{1b}[2m$\u{1b}[0m \u{1b}[1m{command}\u{1b}[0m").unwrap();
        let shell = t.shell(&format!("{command} || true")).env("TZ", zone);
        let shell = shell.env("MEETCTL_DATABASE_URL", "demo.db");
        screen.push_str(&shell.on_terminal(COLUMNS).success().stdout);
    }
    let picture = svg::draw(&screen, usize::from(COLUMNS), TITLE);
    generated::same_file("docs/images/terminal.svg", &picture);
}

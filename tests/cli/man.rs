//! `meetctl man`

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::commands::{every_command, long_options};
use harness::{Engine, Meetctl, generated, snapshot};

/// The pages as `meetctl man` writes them, by file name.
fn pages(directory: &Path) -> BTreeMap<String, String> {
    let page = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    fs::read_dir(directory).unwrap().map(page).collect()
}

fn written(section: &str) -> BTreeMap<String, String> {
    let t = Meetctl::empty(Engine::Sqlite);
    t.run(["man", "pages"]).success();
    pages(&t.directory().join("pages").join(section))
}

#[test]
fn man_pages_are_up_to_date() {
    for section in ["man1", "man5", "man7"] {
        generated::same_directory(&format!("man/{section}"), &written(section));
    }
}

#[test]
fn every_command_has_a_page_with_every_option() {
    let pages = written("man1");
    let commands = every_command();
    assert_eq!(pages.len(), commands.len(), "{:?}", pages.keys());
    for (words, command) in commands {
        let name = [&["meetctl".to_owned()], words.as_slice()].concat().join("-");
        let page =
            pages.get(&format!("{name}.1")).unwrap_or_else(|| panic!("page {name}.1 not found"));
        for option in long_options(&command) {
            // roff writes a hyphen that does not break the line as `\-`.
            let written = option.replace('-', "\\-");
            assert!(page.contains(&written), "{name}.1 does not list {option}");
        }
    }
}

#[test]
fn the_first_page_shows_the_exit_codes() {
    let page = &written("man1")["meetctl.1"];
    assert!(page.contains("Exit codes:") && page.contains("MEETCTL_NOW"));
}

/// The pages about topics are made from `docs/`, without what only a web page needs.
#[test]
fn topics_have_pages() {
    let config = &written("man5")["meetctl-config.5"];
    assert!(config.contains(".SH PRECEDENCE") && config.contains("slow_query = 500"));
    let topics = written("man7");
    assert_eq!(topics.len(), 4, "{:?}", topics.keys());
    for (name, page) in topics.iter().chain([(&"config".to_owned(), config)]) {
        for markdown in ["`", "](", "**", "$ meetctl", "|---"] {
            assert!(!page.contains(markdown), "{name}: {markdown}");
        }
    }
    let codes = &topics["meetctl-exit-codes.7"];
    for code in (0..=10).chain([130, 143]) {
        assert!(codes.contains(&format!(".TP\n{code}\n")), "{code}");
    }
}

#[test]
fn the_directory_is_made_and_written_again() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.run(["man", "share/man"]).success();
    snapshot!(t.run(["man", "share/man"]), @r"
    $ meetctl man share/man
    exit: 0
    --- stdout
    --- stderr
    Wrote the manual pages to share/man.
    ");
    snapshot!(t.run(["man", "-q", "share/man"]), @r"
    $ meetctl man -q share/man
    exit: 0
    --- stdout
    --- stderr
    ");
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.write("taken", "a file");
    snapshot!(t.run(["man", "taken"]).exits(1), @r"
    $ meetctl man taken
    exit: 1
    --- stdout
    --- stderr
    error: cannot open the directory taken
      caused by: Not a directory (os error 20)
    ");
    assert_eq!(t.read("taken"), "a file");
}

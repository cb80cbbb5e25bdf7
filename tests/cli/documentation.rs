//! README.md and docs/: every transcript is a run of the program, every link leads somewhere.
//!
//! A block that opens with ` ```console ` holds commands (`$ …`) and what they print, both streams
//! in order; `console terminal` is the same on a terminal; in `console server`, `db.example` is the
//! PostgreSQL server of the tests, without which the block stays as it is. Each page is its own
//! session: its blocks share a home, a directory with `demo.db` (from `meetctl demo`) and `app.db`
//! (from the Flask application), and what `export` sets.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use harness::{Engine, Meetctl, generated};

/// How wide the terminal of a `console terminal` block is.
const COLUMNS: u16 = 96;
/// Where the reader is.
const ZONE: &str = "Europe/Berlin";
/// The server in the pages: an empty database.
const SERVER: &str = "postgres://ada@db.example/meet";
/// What the shell prints between the outputs of two commands.
const MARK: &str = "--8<--";

/// The pages, by their path in the repository.
fn pages() -> Vec<String> {
    let docs = fs::read_dir(generated::in_repository("docs")).unwrap();
    let paths = docs.map(|entry| entry.unwrap().path());
    let mut pages: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| format!("docs/{}", path.file_name().unwrap().display()))
        .chain(["README.md".to_owned()])
        .collect();
    pages.sort();
    pages
}

fn read(page: &str) -> String {
    fs::read_to_string(generated::in_repository(page)).unwrap()
}

#[test]
fn the_transcripts_are_up_to_date() {
    let databases = Meetctl::empty(Engine::Sqlite);
    databases.create_flask_tables(true);
    databases.fill_flask_tables();
    let demo = databases.cmd(["demo", "--keep", "demo.db"]);
    demo.env("TZ", ZONE).run().success();
    for page in pages() {
        let t = Meetctl::empty(Engine::Sqlite);
        fs::copy(databases.file(), t.directory().join("app.db")).unwrap();
        fs::copy(databases.directory().join("demo.db"), t.directory().join("demo.db")).unwrap();
        generated::same_file(&page, &with_transcripts(&t, &read(&page)));
    }
}

/// The page with its transcripts made again.
fn with_transcripts(t: &Meetctl, page: &str) -> String {
    let needs_server = page.contains("```console server") && Engine::Postgres.is_available();
    let server = needs_server.then(|| Meetctl::empty(Engine::Postgres));
    let mut made = String::new();
    let mut exports = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        made.push_str(line);
        made.push('\n');
        let Some(kind) = line.strip_prefix("```console") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let commands = commands(&block);
        match (kind.trim(), &server) {
            ("server", Some(server)) => made.push_str(&on_server(t, server, &exports, &commands)),
            ("server", None) => block.iter().for_each(|line| made.extend([line, "\n"])),
            (kind, _) => made.push_str(&transcript(t, &exports, &commands, kind == "terminal")),
        }
        made.push_str("```\n");
        for export in commands.iter().filter(|c| c.starts_with("export ")) {
            writeln!(exports, "{export}").unwrap();
        }
    }
    made
}

/// The commands of a block, each with the lines that continue it.
fn commands(block: &[&str]) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut continued = false;
    for line in block {
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push(command.to_owned());
        } else if continued {
            let command = commands.last_mut().unwrap();
            command.push('\n');
            command.push_str(line);
        } else {
            continue;
        }
        continued = line.ends_with('\\');
    }
    assert!(!commands.is_empty(), "a block without a command: {block:?}");
    commands
}

/// Runs the commands in one shell and sets each before what it printed.
fn transcript(t: &Meetctl, exports: &str, commands: &[String], on_terminal: bool) -> String {
    let steps = commands
        .iter()
        .map(|command| format!("{command}\n_exit=$?; echo '{MARK}'; (exit $_exit)\n"));
    let script = format!("exec 2>&1\n{exports}{}true", steps.collect::<String>());
    let shell = t
        .shell("eval \"$SCRIPT\"")
        .env("SCRIPT", script)
        .env("TZ", ZONE)
        .env("MEETCTL_ACTOR", "ada@laptop")
        .env("NO_COLOR", "1")
        .without_url();
    let run = if on_terminal { shell.on_terminal(COLUMNS) } else { shell.run() };
    let printed = run.success().stdout;
    let mut text = String::new();
    for (command, printed) in commands.iter().zip(printed.split(&format!("{MARK}\n"))) {
        writeln!(text, "$ {command}").unwrap();
        for line in printed.lines() {
            writeln!(text, "{}", stable(t, line)).unwrap();
        }
    }
    text
}

/// Runs the commands with the server of the tests in the place of the page's.
fn on_server(t: &Meetctl, server: &Meetctl, exports: &str, commands: &[String]) -> String {
    let named = commands.iter().map(|command| command.replace(SERVER, server.url()));
    let named: Vec<String> = named.collect();
    let text = transcript(t, exports, &named, false);
    // As it is printed: without the password.
    let (login, place) = server.url().rsplit_once('@').unwrap();
    let (user, _) = login.rsplit_once(':').unwrap();
    text.replace(server.url(), SERVER).replace(&format!("{user}:***@{place}"), SERVER)
}

/// The same on every machine: Ada's home, and one millisecond for every step.
fn stable(t: &Meetctl, line: &str) -> String {
    let line = line.replace(&t.home().display().to_string(), "/home/ada");
    let parts = line.trim_end_matches('.').strip_suffix(" ms)");
    match parts.and_then(|rest| rest.rsplit_once('(')) {
        Some((step, _)) => format!("{step}(1 ms){}", if line.ends_with('.') { "." } else { "" }),
        None => line.trim_end().to_owned(),
    }
}

/// Every relative link names a file of the repository, and a heading of it after `#`.
#[test]
fn links_lead_somewhere() {
    let others = ["CHANGELOG.md", "packaging/README.md"].map(str::to_owned);
    for page in pages().into_iter().chain(others) {
        let text = read(&page);
        for link in text.split("](").skip(1) {
            let link = link.split([')', ' ']).next().unwrap();
            if link.contains("://") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => page.clone(),
                _ => format!("{}/{file}", Path::new(&page).parent().unwrap().display()),
            };
            let target = target.trim_start_matches('/');
            let exists = generated::in_repository(target).exists();
            assert!(exists, "{page}: {link}: no such file");
            assert!(
                heading.is_empty() || anchors(&read(target)).any(|anchor| anchor == heading),
                "{page}: {link}: no such heading"
            );
        }
    }
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(page: &str) -> impl Iterator<Item = String> + '_ {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        title
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect()
    })
}

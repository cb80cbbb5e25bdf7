//! The README: every transcript in it is a run of the program.
//!
//! A block that opens with ` ```console ` holds commands (`$ …`) and what they print, both streams
//! as they come; `console terminal` is the same on a terminal. The blocks share one home and one
//! folder, in which `demo.db` (the tour's) and `app.db` (made by the Flask application) lie.

use std::fmt::Write as _;
use std::fs;

use crate::support::{Engine, Meetctl, generated};

/// How wide the terminal of a `console terminal` block is.
const COLUMNS: u16 = 96;
/// Where the reader is.
const ZONE: &str = "Europe/Berlin";
/// What the shell prints between the outputs of two commands.
const MARK: &str = "--8<--";

#[test]
fn the_transcripts_are_up_to_date() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.create_flask_tables(true);
    t.fill_flask_tables();
    fs::copy(t.file(), t.folder().join("app.db")).unwrap();
    t.cmd(["demo", "--keep", "demo.db"])
        .env("TZ", ZONE)
        .run()
        .success();

    let readme = fs::read_to_string(generated::in_repository("README.md")).unwrap();
    let mut made = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        made.push_str(line);
        made.push('\n');
        let Some(kind) = line.strip_prefix("```console") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        made.push_str(&transcript(
            &t,
            &commands(&block),
            kind.trim() == "terminal",
        ));
        made.push_str("```\n");
    }
    generated::same_file("README.md", &made);
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
fn transcript(t: &Meetctl, commands: &[String], on_terminal: bool) -> String {
    let steps = commands
        .iter()
        .map(|command| format!("{command}\n_exit=$?; echo '{MARK}'; (exit $_exit)\n"));
    let script = format!("exec 2>&1\n{}true", steps.collect::<String>());
    let shell = t
        .shell("eval \"$SCRIPT\"")
        .env("SCRIPT", script)
        .env("TZ", ZONE)
        .env("NO_COLOR", "1")
        .without_url();
    let run = if on_terminal {
        shell.on_terminal(COLUMNS)
    } else {
        shell.run()
    };
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

/// The same on every machine: Ada's home, and one millisecond for every step.
fn stable(t: &Meetctl, line: &str) -> String {
    let line = line.replace(&t.home().display().to_string(), "/home/ada");
    let timed = line
        .strip_suffix(" ms)")
        .and_then(|rest| rest.rsplit_once('('));
    match timed {
        Some((step, _)) => format!("{step}(1 ms)"),
        None => line.trim_end().to_owned(),
    }
}

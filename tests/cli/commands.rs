//! The tree of commands, for tests that go through all of it.

use clap::Command;

/// The words of every command, without the program's name, parents before their children;
/// none for the program itself. `help` is left out: it only shows the others.
pub fn every_command() -> Vec<(Vec<String>, Command)> {
    let mut root = meetctl::cli::prepared();
    root.build();
    let mut found = Vec::new();
    collect(&[], &root, &mut found);
    found
}

fn collect(words: &[String], command: &Command, found: &mut Vec<(Vec<String>, Command)>) {
    found.push((words.to_vec(), command.clone()));
    let shown = |child: &&Command| child.get_name() != "help" && !child.is_hide_set();
    for child in command.get_subcommands().filter(shown) {
        let mut words = words.to_vec();
        words.push(child.get_name().to_owned());
        collect(&words, child, found);
    }
}

/// The long options of a command, `--` included.
pub fn long_options(command: &Command) -> Vec<String> {
    command
        .get_arguments()
        .filter(|argument| !argument.is_hide_set())
        .filter_map(|argument| argument.get_long())
        .map(|long| format!("--{long}"))
        .collect()
}

//! The words of the command line before clap has read them, or could not.
//!
//! Errors of clap are JSON too, and help has colours: both are known before the line is parsed. A
//! global option may stand before and after the subcommand; clap then takes the last one silently.

use std::ffi::OsString;
use std::iter;

use clap::error::ErrorKind;
use clap::{Arg, Args as _, Command, FromArgMatches as _, ValueEnum as _};

use crate::global_args::GlobalArgs;
use crate::output::ColorChoice;
use crate::output::sanitise::is_hidden;

/// The words of the command line.
pub struct CommandLine {
    /// A command with the global options alone.
    globals: Command,
    words: Vec<String>,
    hostile: Vec<String>,
}

impl CommandLine {
    /// The command line `args`, the program's name first.
    pub fn new(args: &[OsString]) -> Self {
        let words = args.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
        Self {
            hostile: hostile(args),
            globals: GlobalArgs::augment_args(Command::new("meetctl")),
            words: words.take_while(|word| word != "--").collect(),
        }
    }

    /// Those of the global options that say which database is used, with `~/` as a shell expands it;
    /// `None` if they are wrong.
    pub fn database_options(&self) -> Option<GlobalArgs> {
        let words =
            ["database_url", "password_file", "config", "profile"].iter().filter_map(|id| {
                let value = self.values(id).pop().filter(|value| !value.is_empty())?;
                let value = match value.strip_prefix("~/") {
                    Some(rest) => etcetera::home_dir().ok()?.join(rest).display().to_string(),
                    None => value,
                };
                Some(format!("--{}={value}", id.replace('_', "-")))
            });
        let words = iter::once("meetctl".to_owned()).chain(words);
        GlobalArgs::from_arg_matches(&self.globals.clone().try_get_matches_from(words).ok()?).ok()
    }

    /// Whether errors are JSON.
    pub fn wants_json(&self) -> bool {
        let last = self.values("format").pop();
        self.has_json() || last.is_some_and(|format| format == "json" || format == "jsonl")
    }

    /// Its words, and their parts, with characters that control a terminal.
    pub fn hostile(&self) -> &[String] {
        &self.hostile
    }

    /// The value of `--color`, if it is valid.
    pub fn color(&self) -> Option<ColorChoice> {
        ColorChoice::from_str(&self.values("color").pop()?, false).ok()
    }

    /// Checks that no global option has two different values.
    ///
    /// # Errors
    /// Exit 2, naming the option; not its values, which may have a password.
    pub fn check(&self) -> Result<(), clap::Error> {
        let error = |text: String| Err(clap::Error::raw(ErrorKind::ArgumentConflict, text));
        let formats = self.values("format");
        if let Some(other) = formats.iter().find(|format| *format != "json" && self.has_json()) {
            return error(format!("--json and --format {other} contradict each other\n"));
        }
        for arg in self.globals.get_arguments().filter(|arg| takes_value(arg)) {
            let values = self.values(arg.get_id().as_str());
            if values.iter().any(|value| *value != values[0]) {
                let name = arg.get_long().unwrap_or_default();
                return error(format!("--{name} is given twice, with different values\n"));
            }
        }
        Ok(())
    }

    fn has_json(&self) -> bool {
        self.words.iter().any(|word| word == "--json")
    }

    /// The values that the global option `id` is given, under any of its names.
    fn values(&self, id: &str) -> Vec<String> {
        let Some(arg) = self.globals.get_arguments().find(|arg| arg.get_id() == id) else {
            return Vec::new();
        };
        let next = self.words.iter().skip(1).map(String::as_str).chain([""]);
        let pairs = self.words.iter().zip(next);
        pairs.filter_map(|(word, next)| self.value(arg, word, next)).collect()
    }

    /// The value that `word`, or `next` after it, gives to `arg`.
    fn value(&self, arg: &Arg, word: &str, next: &str) -> Option<String> {
        let or_next = |rest: &str| match rest {
            "" => next.to_owned(),
            rest => rest.strip_prefix('=').unwrap_or(rest).to_owned(),
        };
        if let Some(long) = word.strip_prefix("--") {
            let (name, rest) = long.split_at(long.find('=').unwrap_or(long.len()));
            let aliases = arg.get_all_aliases().unwrap_or_default();
            let named = arg.get_long() == Some(name) || aliases.contains(&name);
            return named.then(|| or_next(rest));
        }
        let letters = word.strip_prefix('-')?;
        // Flags may precede it: `-qf json`.
        let place = letters.find(|letter| !self.is_flag(letter))?;
        let mut rest = letters[place..].chars();
        let letter = rest.next()?;
        let aliases = arg.get_all_short_aliases().unwrap_or_default();
        let named = arg.get_short() == Some(letter) || aliases.contains(&letter);
        named.then(|| or_next(rest.as_str()))
    }

    fn is_flag(&self, letter: char) -> bool {
        let mut flags = self.globals.get_arguments().filter(|arg| !takes_value(arg));
        flags.any(|arg| arg.get_short() == Some(letter))
    }
}

fn hostile(args: &[OsString]) -> Vec<String> {
    let words = args.iter().map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.filter(|word| word.contains(is_hidden)).collect();
    // clap repeats a word, or the name or the value of `--name=value`.
    let parts = words.iter().filter_map(|word| word.split_once('=')).flat_map(|(a, b)| [a, b]);
    let parts: Vec<String> =
        parts.filter(|part| part.contains(is_hidden)).map(str::to_owned).collect();
    words.into_iter().chain(parts).collect()
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> CommandLine {
        let args: Vec<OsString> = format!("meetctl {line}").split(' ').map(Into::into).collect();
        CommandLine::new(&args)
    }

    #[test]
    fn json_is_found_under_every_name() {
        for line in [
            "--json user list",
            "user list --format json",
            "user list --format=jsonl",
            "-f json user list",
            "user list -fjson",
            "user list -f=jsonl",
            "user list -qf json",
            "user list -qvfjson",
        ] {
            assert!(read(line).wants_json(), "{line}");
        }
        for line in ["user list", "user list -f csv", "user list -- --json", "user list -d f json"]
        {
            assert!(!read(line).wants_json(), "{line}");
        }
    }

    #[test]
    fn contradictions_are_refused_wherever_they_stand() {
        for line in [
            "--json user list --format csv",
            "--format csv user list --json",
            "-f csv user list --format json",
            "--tz UTC user list --tz Europe/Berlin",
            "-d a.db user list --database-url b.db",
            "--db a.db user list -d b.db",
        ] {
            assert!(read(line).check().is_err(), "{line}");
        }
        for line in ["--json user list -f json", "-d a.db user list --db a.db", "-f csv user list"]
        {
            assert!(read(line).check().is_ok(), "{line}");
        }
    }
}

//! Completion in a shell, by the program itself: the scripts of `meetctl completions` call it with
//! `MEETCTL_COMPLETE` set to the name of the shell and the words of the line after `--`.
//!
//! It answers from the definitions of the command line, the configuration and the database. It is quick
//! or silent: it prints no error, waits for no server, creates and changes nothing. What it offers is one
//! word for the shell, whatever the database holds.

mod line;
mod lookup;
mod shells;
mod values;
mod zones;

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap_complete::engine::{self, CompletionCandidate};

pub use shells::script;
pub use values::static_tree;

use line::Line;
use shells::Shell;

use crate::output::sanitise::{is_hidden, sanitise};
use crate::output::{Output, Settings};

/// The variable that the scripts set.
const VARIABLE: &str = "MEETCTL_COMPLETE";
/// The longest explanation of a candidate, in characters.
const MAX_HELP: usize = 60;

/// A word that is offered, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    value: String,
    help: Option<String>,
}

impl Candidate {
    /// A candidate that is one word for every shell; `None` for a value with characters that are
    /// hidden or control a terminal.
    fn new(value: &str, help: Option<&str>) -> Option<Self> {
        let is_word = !value.is_empty() && !value.contains(is_hidden);
        let help = help.map(|help| shortened(&sanitise(help)));
        is_word.then(|| Self { value: value.to_owned(), help })
    }
}

/// `text`, cut after a word if it is long.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MAX_HELP) else {
        return text.to_owned();
    };
    let start = &text[..end];
    format!("{}…", start.rsplit_once(' ').map_or(start, |(words, _)| words))
}

impl From<Candidate> for CompletionCandidate {
    fn from(candidate: Candidate) -> Self {
        Self::new(candidate.value).help(candidate.help.map(StyledStr::from))
    }
}

/// Answers a shell that asks for completions. Returns whether one did.
pub fn answer(args: &[OsString]) -> bool {
    let Some(shell) = std::env::var_os(VARIABLE).filter(|name| !name.is_empty()) else {
        return false;
    };
    let words = args.iter().skip_while(|word| *word != "--").skip(1);
    let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    if let Some((shell, line)) = shell.to_str().and_then(|name| Shell::read(name, words)) {
        let out = Output::new(Settings::default());
        let text: String = candidates(&line)
            .iter()
            .filter_map(|candidate| shell.print(&line, candidate))
            .collect();
        // A shell that is not listening any more needs no answer.
        let _ = out.raw(&text);
    }
    true
}

/// What may be in the place of the last word of the line.
fn candidates(line: &Line) -> Vec<Candidate> {
    let index = line.words.len() - 1;
    let mut words: Vec<OsString> = line.words.iter().map(OsString::from).collect();
    if line.word() == "-" {
        // The long options, which say what they are.
        words[index] = "--".into();
    }
    let mut tree = values::tree(&line.words[..index]);
    let directory = std::env::current_dir().ok();
    let found = engine::complete(&mut tree, words, index, directory.as_deref());
    let mut found = found.unwrap_or_default();
    // Options are for who types a `-`: a shell would insert the `--` that all begin with.
    let is_option =
        |found: &CompletionCandidate| found.get_id().is_some_and(|id| id.starts_with("arg::"));
    found.retain(|found| line.word().starts_with('-') || !is_option(found));
    let harmless = found.iter().filter_map(|found| {
        let help = found.get_help().map(ToString::to_string);
        let help = help.as_deref().and_then(|help| help.lines().next());
        Candidate::new(found.get_value().to_str()?, help)
    });
    harmless.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_is_one_harmless_word() {
        for hostile in ["", "a\nb", "a\tb", "\u{1b}[31ma", "a\u{202e}b", "a\u{7}"] {
            assert_eq!(Candidate::new(hostile, None), None, "{hostile:?}");
        }
        let named = Candidate::new("o'br@x", Some("\u{1b}]0;x\u{7}\nO'Br")).unwrap();
        assert_eq!(named.help.as_deref(), Some("\\x1b]0;x\\x07\\nO'Br"));
        let long = Candidate::new("x", Some(&"ab ".repeat(40))).unwrap().help.unwrap();
        assert!(long.ends_with(" ab…") && long.len() < 70, "{long}");
    }
}

//! What the scripts of the shells pass, and what they read.

use super::Candidate;
use super::line::{Line, Quote};

/// A shell whose completions the program answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shell {
    /// bash, which replaces the end of the word at the cursor.
    Bash(String),
    /// fish.
    Fish,
    /// zsh.
    Zsh,
}

/// The script that asks the program, for the shells that have one.
pub fn script(shell: clap_complete::Shell) -> Option<&'static str> {
    match shell {
        clap_complete::Shell::Bash => Some(include_str!("scripts/meetctl.bash")),
        clap_complete::Shell::Fish => Some(include_str!("scripts/meetctl.fish")),
        clap_complete::Shell::Zsh => Some(include_str!("scripts/_meetctl")),
        _ => None,
    }
}

impl Shell {
    /// The shell called `name` and the line that its script passes as `words`: bash passes the line and
    /// the part of it that it replaces, fish the words and the last one as it was typed, zsh the words.
    pub fn read(name: &str, mut words: Vec<String>) -> Option<(Self, Line)> {
        match (name, words.as_slice()) {
            ("bash", [line, end]) => Some((Self::Bash(end.clone()), Line::read(line))),
            ("fish", [.., last]) => {
                let last = Line::read(last).words.pop().unwrap_or_default();
                words.pop();
                Some((Self::Fish, typed(words, last)))
            }
            ("zsh", [.., last]) => {
                let last = last.clone();
                words.pop();
                Some((Self::Zsh, typed(words, last)))
            }
            _ => None,
        }
    }

    /// A candidate as the shell reads it: one line. `None` if it cannot be inserted.
    pub fn print(&self, line: &Line, candidate: &Candidate) -> Option<String> {
        let Candidate { value, help } = candidate;
        Some(match self {
            Self::Bash(end) => format!("{}\n", line.for_bash(value, end)?),
            Self::Fish => format!("{value}\t{}\n", help.as_deref().unwrap_or_default()),
            Self::Zsh => {
                let value = value.replace('\\', "\\\\").replace(':', "\\:");
                match help {
                    Some(help) => format!("{value}:{}\n", help.replace('\\', "\\\\")),
                    None => format!("{value}\n"),
                }
            }
        })
    }
}

fn typed(mut words: Vec<String>, last: String) -> Line {
    words.push(last);
    Line { words, raw: String::new(), quote: Quote::None }
}

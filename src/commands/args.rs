//! Values that several commands take, and how they are checked.

use std::io::BufRead;
use std::time::Duration;

use clap::Args;

use crate::context::Context;
use crate::error::Failure;
use crate::time::{TimeError, parse_duration};

/// Reads a duration that may be nothing: `0`, `0m`, `45m`.
pub fn duration_or_none(text: &str) -> Result<Duration, TimeError> {
    let digits = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() && digits.chars().all(|c| c == '0') {
        return Ok(Duration::ZERO);
    }
    parse_duration(text)
}

/// `--limit` of the commands that list.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct LimitArgs {
    /// Show at most this many
    #[arg(long, short_alias = 'n', value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
}

impl LimitArgs {
    /// The limit; `None` for all.
    pub fn get(self) -> Option<u64> {
        self.limit
    }

    /// Prints that records were left out, if they were.
    pub fn report(self, ctx: &Context, shown: u64, is_cut: bool, noun: &str) {
        if is_cut {
            let shown = counted(shown, noun);
            ctx.out.notice(format!("{shown} shown, more exist (all: omit --limit)"));
        }
    }
}

/// The ids in the arguments, each once; `-` reads them from standard input, one per line.
///
/// # Errors
/// Exit 2 for what is not an id, naming its line.
pub fn ids(words: &[String]) -> Result<Vec<i64>, Failure> {
    let mut ids = Vec::new();
    for word in words {
        if word == "-" {
            for (number, line) in (1..).zip(std::io::stdin().lock().split(b'\n')) {
                let line = line?;
                let line = String::from_utf8_lossy(&line);
                // Windows begins a file of UTF-8 with a mark, and ends lines with CR LF.
                let word = line.trim_start_matches('\u{feff}').trim();
                if !word.is_empty() {
                    ids.push(id(word).map_err(|failure| {
                        failure.context(format!("invalid line {number} of standard input"))
                    })?);
                }
            }
        } else {
            ids.push(id(word)?);
        }
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(ids)
}

/// Reads one id.
pub fn one_id(word: &str) -> Result<i64, String> {
    word.parse().map_err(|_| "an id is a number".to_owned())
}

fn id(word: &str) -> Result<i64, Failure> {
    word.parse().map_err(|_| {
        Failure::usage(format!("{:?} is not an id", word.chars().take(40).collect::<String>()))
            .hint("ids are numbers; `-` reads them from standard input, one per line")
    })
}

/// The first few of several things, and how many more there are: what a question names.
pub fn first_few(things: impl ExactSizeIterator<Item = String>) -> Vec<String> {
    const MAX_NAMED: usize = 5;
    let more = things.len().saturating_sub(MAX_NAMED);
    let mut named: Vec<String> = things.take(MAX_NAMED).collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    named
}

/// `1 meeting`, `2 meetings`: a number and what is counted.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The word for a value: as on the command line, so in every format.
pub fn word(value: &impl clap::ValueEnum) -> String {
    value.to_possible_value().map(|word| word.get_name().to_owned()).unwrap_or_default()
}

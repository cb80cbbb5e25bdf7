//! Values that several commands take, and how they are checked.

use std::io::BufRead;
use std::time::Duration;

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

/// The ids in the arguments; `-` reads them from standard input, one per line.
pub fn ids(words: &[String]) -> Result<Vec<i64>, Failure> {
    let mut ids = Vec::new();
    for word in words {
        if word == "-" {
            for line in std::io::stdin().lock().lines() {
                let line = line?;
                if !line.trim().is_empty() {
                    ids.push(id(line.trim())?);
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

/// `1 meeting`, `2 meetings`: a number and what is counted.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The word for a value: as on the command line, so in every format.
pub fn word(value: &impl clap::ValueEnum) -> String {
    value.to_possible_value().map(|word| word.get_name().to_owned()).unwrap_or_default()
}

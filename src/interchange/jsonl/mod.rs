//! JSON Lines, as our own listings and exports write them.

mod members;
mod object;
mod reject;
#[cfg(test)]
mod tests;

use std::io::Read;

use super::lines::{Line, Lines, too_long};
use super::record::{Entry, MeetingEntry, Problem, ReadOptions, Source, UserEntry};
use crate::error::{Failure, Kind};

/// Reads meetings: the objects that `meeting show --format jsonl` and `meeting export` write.
///
/// `creator` and `participants` are objects (an `email` counts before an `id`, which is one of
/// another database), e-mail addresses or ids; without a `creator` the id in `created_by` counts.
/// `null` is not a value.
///
/// # Errors
/// The file cannot be read, or is one JSON document instead of one per line.
pub fn meetings(
    input: impl Read + 'static,
    options: ReadOptions,
) -> Result<impl Source<MeetingEntry>, Failure> {
    Jsonl::new(input, options, object::meeting)
}

/// Reads users: objects with `name` and `email`.
///
/// # Errors
/// As for [`meetings`].
pub fn users(
    input: impl Read + 'static,
    options: ReadOptions,
) -> Result<impl Source<UserEntry>, Failure> {
    Jsonl::new(input, options, |line, _| object::user_entry(line))
}

type ReadLine<T> = fn(&str, &ReadOptions) -> Result<T, Problem>;

struct Jsonl<R, T> {
    lines: Lines<R>,
    options: ReadOptions,
    read: ReadLine<T>,
    line: Vec<u8>,
    started: bool,
}

impl<R: Read, T> Jsonl<R, T> {
    fn new(input: R, options: ReadOptions, read: ReadLine<T>) -> Result<Self, Failure> {
        Ok(Self { lines: Lines::new(input)?, options, read, line: Vec::new(), started: false })
    }

    fn content(&self) -> Result<T, Problem> {
        let text = str::from_utf8(&self.line)
            .map_err(|error| Problem::not_utf8(error.valid_up_to() + 1))?;
        (self.read)(text, &self.options)
    }
}

impl<R: Read, T> Source<T> for Jsonl<R, T> {
    fn next(&mut self) -> Result<Option<Entry<T>>, Failure> {
        loop {
            let number = self.lines.number();
            let content = match self.lines.line(&mut self.line)? {
                Line::End => return Ok(None),
                Line::TooLong => Err(too_long()),
                Line::Complete if self.line.trim_ascii().is_empty() => continue,
                Line::Complete
                    if !self.started && self.line.trim_ascii_start().starts_with(b"[") =>
                {
                    return Err(json_array());
                }
                Line::Complete => self.content(),
            };
            self.started = true;
            return Ok(Some(Entry::new(number, &self.line, &self.options, content)));
        }
    }

    fn position(&self) -> u64 {
        self.lines.position()
    }

    /// The object with the reason in `error`; for a line that is not an object, an object with the
    /// line.
    fn reject(&self, raw: &[u8], problem: &str) -> Vec<u8> {
        let mut line = reject::rejected(raw, problem).into_bytes();
        line.push(b'\n');
        line
    }
}

fn json_array() -> Failure {
    Failure::new(Kind::BadFormat, "the file is a JSON array, not one JSON object per line")
        .hint("convert it first: jq -c '.[]' FILE")
}

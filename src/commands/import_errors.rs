//! The errors and warnings of an import file.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::interchange::{ANSI, Problem};
use crate::output::Warning;

/// What a file is called that has no name.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// How many errors are shown to people.
const MAX_SHOWN: usize = 20;
/// How many errors JSON has.
const MAX_IN_JSON: usize = 100;

/// How to convert a file in another encoding.
pub(super) fn convert(encoding: &str, name: &str) -> String {
    let file = if name == STANDARD_INPUT {
        String::new()
    } else {
        format!(" {}", crate::shell::quote(name))
    };
    format!("convert it first: iconv -f {encoding} -t UTF-8{file}")
}

/// The errors of a file.
#[derive(Debug, Default)]
pub(super) struct ImportErrors {
    first: Vec<(u64, Problem)>,
    /// Bad records.
    pub bad: u64,
    /// Records that would cause a double booking.
    pub conflicts: u64,
    /// Whether some are in another encoding.
    encoding: bool,
}

impl ImportErrors {
    /// Adds a bad record.
    pub fn bad(&mut self, line: u64, problem: &Problem) {
        self.bad += 1;
        self.note(line, problem);
    }

    /// Adds a record that would cause a double booking.
    pub fn conflict(&mut self, line: u64, problem: &Problem) {
        self.conflicts += 1;
        self.note(line, problem);
    }

    fn note(&mut self, line: u64, problem: &Problem) {
        self.encoding |= problem.is_encoding;
        if self.first.len() < MAX_IN_JSON {
            self.first.push((line, problem.clone()));
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.bad + self.conflicts
    }

    /// The failure of an import that refused the file before it wrote anything.
    pub fn nothing_written(&self, file: &str) -> Failure {
        let records = counted(self.count(), "record");
        let message = format!("{records} of {file} cannot be imported; nothing was written");
        self.refusal(file, message)
    }

    /// The failure of an import that stops at the first bad record.
    pub fn refusal(&self, file: &str, message: String) -> Failure {
        let kind = if self.bad > 0 { Kind::BadRecords } else { Kind::DoubleBooking };
        let failure = Failure::new(kind, message)
            .detail("file", json!(file))
            .detail("rejected", json!(self.count()))
            .detail("rejects", self.json());
        let failure = if self.encoding {
            failure.detail("encoding", json!(ANSI)).hint(convert(ANSI, file))
        } else {
            failure.hint(
                "fix the file, or skip such records and write them to a file with \
                 --on-error skip --rejects FILE",
            )
        };
        let failure = self.hints().into_iter().fold(failure, Failure::hint);
        self.lines().into_iter().fold(failure, Failure::line)
    }

    /// The failure of a file that `meeting edit` cannot use.
    pub fn of_edited_file(&self) -> Failure {
        let rows = counted(self.count(), "row");
        let verb = if self.count() == 1 { "is" } else { "are" };
        let message = format!("{rows} of the edited file {verb} wrong; nothing changed");
        let failure = Failure::new(Kind::BadRecords, message).detail("rejects", self.json());
        self.lines().into_iter().fold(failure, Failure::line)
    }

    /// What would help, each once.
    fn hints(&self) -> BTreeSet<String> {
        self.first.iter().filter_map(|(_, problem)| problem.hint.clone()).collect()
    }

    /// The first of them, one per line.
    fn lines(&self) -> Vec<String> {
        let shown = self.first.iter().take(MAX_SHOWN);
        let mut lines: Vec<String> =
            shown.map(|(line, problem)| format!("line {line}: {problem}")).collect();
        match self.count().saturating_sub(MAX_SHOWN as u64) {
            0 => {}
            more => lines.push(format!("and {more} more")),
        }
        lines
    }

    /// Says how to convert the file if that would help.
    pub fn print_encoding(&self, ctx: &Context, file: &str) {
        if self.encoding {
            let message = format!("some records are not UTF-8; {}", convert(ANSI, file));
            ctx.out.warning(Warning::new("encoding", message).detail("encoding", ANSI));
        }
    }

    /// Prints the first of them as warnings.
    pub fn print(&self, ctx: &Context) {
        for (line, problem) in self.first.iter().take(MAX_SHOWN) {
            let warning = Warning::new("record_rejected", format!("line {line}: {problem}"));
            ctx.out.warning(warning.detail("line", *line).detail("field", problem.field.clone()));
        }
        print_more(ctx, self.count(), "rejected records");
    }

    fn json(&self) -> Value {
        self.first
            .iter()
            .map(|(line, problem)| {
                json!({"line": line, "field": problem.field, "message": problem.message})
            })
            .collect()
    }
}

/// Prints how many warnings are not shown.
fn print_more(ctx: &Context, count: u64, what: &str) {
    let more = count.saturating_sub(MAX_SHOWN as u64);
    if more > 0 {
        let warning = Warning::new("more", format!("and {more} more {what}"));
        ctx.out.warning(warning.detail("count", more));
    }
}

/// The first warnings of records, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    first: Vec<(u64, String)>,
    count: u64,
}

impl Warnings {
    /// Adds those of a record.
    pub fn note(&mut self, line: u64, warnings: &[String]) {
        for warning in warnings {
            self.count += 1;
            if self.first.len() < MAX_SHOWN {
                self.first.push((line, warning.clone()));
            }
        }
    }

    /// Prints them.
    pub fn print(&self, ctx: &Context) {
        for (line, text) in &self.first {
            let warning = Warning::new("record_changed", format!("line {line}: {text}"));
            ctx.out.warning(warning.detail("line", *line));
        }
        print_more(ctx, self.count, "warnings");
    }
}

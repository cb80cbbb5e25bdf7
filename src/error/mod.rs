//! How meetctl fails: exit codes, messages, causes and hints.

use std::fmt::Display;
use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

mod kind;

pub use kind::{Exit, Kind};

/// A failure as the user sees it.
///
/// Not a [`std::error::Error`] on purpose: so `?` can lift every error into it.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    message: String,
    causes: Vec<String>,
    hint: Option<String>,
    details: Map<String, Value>,
    lines: Vec<String>,
}

impl Failure {
    /// A failure of `kind`, which gives it its exit code.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            causes: Vec::new(),
            hint: None,
            details: Map::new(),
            lines: Vec::new(),
        }
    }

    /// Exit 2: what the user typed or configured is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Exit 5: a thing that was named does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Adds what to do next: shown behind `hint:`.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds one cause, unless an earlier line already says it.
    #[must_use]
    pub fn cause(mut self, cause: impl Display) -> Self {
        let cause = cause.to_string();
        let said = self.message.contains(&cause) || self.causes.iter().any(|c| c.contains(&cause));
        if !said && !cause.is_empty() {
            self.causes.push(cause);
        }
        self
    }

    /// Adds a field to the JSON error object.
    #[must_use]
    pub fn detail(mut self, name: &str, value: Value) -> Self {
        self.details.insert(name.to_owned(), value);
        self
    }

    /// Adds a line shown to people between the message and the hint.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// Says which file it is about, which is not the database. The message names it.
    #[must_use]
    pub fn at(self, file: &Path) -> Self {
        self.detail("file", json!(file.display().to_string()))
    }

    /// Whether it is known to be about a file that is not the database.
    pub fn is_located(&self) -> bool {
        self.details.contains_key("file")
    }

    /// The exit code.
    pub fn exit(&self) -> Exit {
        self.kind.exit()
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The first line of the failure, without `error:`.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The message and its causes in one line.
    pub fn summary(&self) -> String {
        let parts: Vec<&str> = std::iter::once(self.message.as_str())
            .chain(self.causes.iter().map(String::as_str))
            .collect();
        parts.join(": ")
    }

    /// Whether nothing is to be said: the reader of our output went away.
    pub fn is_quiet(&self) -> bool {
        self.kind == Kind::BrokenPipe
    }

    /// The failure as people read it: message, lines, causes, hint.
    pub fn lines(&self) -> Vec<(Part, &str)> {
        let mut out = vec![(Part::Error, self.message.as_str())];
        out.extend(self.lines.iter().map(|l| (Part::Line, l.as_str())));
        out.extend(self.causes.iter().map(|c| (Part::Cause, c.as_str())));
        out.extend(self.hint.iter().map(|h| (Part::Hint, h.as_str())));
        out
    }

    /// The failure as the one JSON object that `--json` promises on stderr.
    pub fn to_json(&self) -> Value {
        let mut error = Map::new();
        error.insert("code".into(), json!(self.kind));
        error.insert("exit_code".into(), json!(self.exit() as u8));
        error.insert("message".into(), json!(self.message));
        if !self.causes.is_empty() {
            error.insert("causes".into(), json!(self.causes));
        }
        if let Some(hint) = &self.hint {
            error.insert("hint".into(), json!(hint));
        }
        error.extend(self.details.clone());
        json!({ "error": error })
    }
}

/// What a line of a reported failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What failed.
    Error,
    /// A line that belongs to the message, such as a blocking meeting.
    Line,
    /// Why it failed.
    Cause,
    /// What to do next.
    Hint,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => {
                Self::new(Kind::BrokenPipe, "the reader of the output went away")
            }
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => {
                Self::new(Kind::StorageFull, "no space left to write to")
                    .cause(error)
                    .hint("make room where the output or the file goes, then run it again")
            }
            _ => Self::new(Kind::Io, "input or output failed").cause(error),
        }
    }
}

impl From<crate::time::TimeError> for Failure {
    fn from(error: crate::time::TimeError) -> Self {
        let failure = Self::usage(error.message);
        match error.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

//! How meetctl fails: exit codes, messages, causes and hints.

use std::fmt::Display;
use std::io;
use std::path::Path;

use anyhow::anyhow;
use serde_json::{Map, Value, json};

mod kind;

pub use kind::{Exit, Kind};

/// A failure as the user sees it: a message with its causes, further lines, and a hint.
///
/// Not a [`std::error::Error`] on purpose: so `?` can lift every error into it. Context is added
/// to errors with [`anyhow::Context`], to failures with [`Failure::context`].
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    /// The message, and below it the causes.
    error: anyhow::Error,
    hint: Option<String>,
    details: Map<String, Value>,
    lines: Vec<String>,
    /// It is about a place that is not the database and has no name to add.
    elsewhere: bool,
}

/// An error of reading or writing with what failed, where that is neither the database nor a file
/// that the user named.
#[derive(Debug)]
struct Elsewhere {
    what: String,
    error: io::Error,
}

impl std::fmt::Display for Elsewhere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.what, self.error)
    }
}

impl std::error::Error for Elsewhere {}

/// Adds to an error `what` failed, such as `cannot write to standard output`.
pub fn elsewhere(what: impl Into<String>, error: io::Error) -> io::Error {
    match error.kind() {
        // Handled by their kind.
        io::ErrorKind::BrokenPipe | io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock => error,
        kind => io::Error::new(kind, Elsewhere { what: what.into(), error }),
    }
}

impl Failure {
    /// A failure of `kind`, which gives it its exit code.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self::of(kind, anyhow!(message.into()))
    }

    fn of(kind: Kind, error: anyhow::Error) -> Self {
        Self { kind, error, hint: None, details: Map::new(), lines: Vec::new(), elsewhere: false }
    }

    /// Exit 2: what the user typed or configured is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Exit 5: something that was named does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Adds what to do next, shown after `hint:`.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what to do next, unless that is known already.
    #[must_use]
    pub fn or_hint(self, hint: impl Into<String>) -> Self {
        if self.hint.is_some() { self } else { self.hint(hint) }
    }

    /// Puts the message on top of `cause` and its own causes.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<anyhow::Error>) -> Self {
        self.error = cause.into().context(self.message());
        self
    }

    /// Puts the message on top of several causes, such as what an integrity check found.
    #[must_use]
    pub fn with_causes(self, causes: impl IntoIterator<Item: Into<String>>) -> Self {
        let mut causes: Vec<String> = causes.into_iter().map(Into::into).collect();
        match causes.pop() {
            Some(last) => {
                self.cause(causes.into_iter().rfold(anyhow!(last), anyhow::Error::context))
            }
            None => self,
        }
    }

    /// Makes `message` the message, and the present one its cause.
    #[must_use]
    pub fn context(mut self, message: impl Into<String>) -> Self {
        self.error = self.error.context(message.into());
        self
    }

    /// Names the option whose value is wrong; nothing if something else is.
    #[must_use]
    pub fn of_option(mut self, option: &str) -> Self {
        if matches!(self.exit(), Exit::NotFound | Exit::Usage) {
            self.error = anyhow!("{option}: {}", self.error);
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

    /// Adds the file it is about, which is not the database. The message names it.
    #[must_use]
    pub fn at(self, file: &Path) -> Self {
        self.detail("file", json!(file.display().to_string()))
    }

    /// Adds the line `database: NAME`, unless it is about another file or has the name already.
    #[must_use]
    pub fn with_database(self, name: impl Display) -> Self {
        let name = name.to_string();
        let named = self.lines().iter().any(|(_, line)| line.contains(&name));
        if named || self.is_located() { self } else { self.line(format!("database: {name}")) }
    }

    /// A field of the JSON error object that is text.
    pub fn text_detail(&self, name: &str) -> Option<String> {
        self.details.get(name)?.as_str().map(str::to_owned)
    }

    /// Whether it is known to be about something that is not the database.
    pub fn is_located(&self) -> bool {
        self.elsewhere || self.details.contains_key("file")
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
    pub fn message(&self) -> String {
        self.error.to_string()
    }

    /// The causes, outermost first, without those that an earlier line contains: many errors
    /// print their source and also return it.
    pub fn causes(&self) -> Vec<String> {
        let mut lines = vec![self.message()];
        for cause in self.error.chain().skip(1).map(ToString::to_string) {
            if !lines.iter().any(|line| line.contains(&cause)) {
                lines.push(cause);
            }
        }
        lines.split_off(1)
    }

    /// The message and its causes in one line.
    pub fn summary(&self) -> String {
        [vec![self.message()], self.causes()].concat().join(": ")
    }

    /// Whether nothing is reported: the reader of our output has exited.
    pub fn is_quiet(&self) -> bool {
        self.kind == Kind::BrokenPipe
    }

    /// The failure as people read it: message, lines, causes, hint.
    pub fn lines(&self) -> Vec<(Part, String)> {
        let mut out = vec![(Part::Error, self.message())];
        out.extend(self.lines.iter().map(|line| (Part::Line, line.clone())));
        out.extend(self.causes().into_iter().map(|cause| (Part::Cause, cause)));
        out.extend(self.hint.iter().map(|hint| (Part::Hint, hint.clone())));
        out
    }

    /// The failure as the one JSON object that `--json` promises on stderr.
    pub fn to_json(&self) -> Value {
        let mut error = Map::new();
        error.insert("code".into(), json!(self.kind));
        error.insert("exit_code".into(), json!(self.exit() as u8));
        error.insert("message".into(), json!(self.message()));
        let causes = self.causes();
        if !causes.is_empty() {
            error.insert("causes".into(), json!(causes));
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

/// The context of an error keeps its kind: a full disk is one whatever was being written.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        let io = error.chain().find_map(|cause| cause.downcast_ref());
        match io.map(io::Error::kind) {
            Some(io::ErrorKind::BrokenPipe) => Self::of(Kind::BrokenPipe, error),
            Some(
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge,
            ) => Self::of(Kind::StorageFull, error)
                .hint("free some space for the output or the file, then run it again"),
            Some(_) => Self::of(Kind::Io, error),
            None => Self::of(Kind::Failed, error),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let place = error.get_ref().and_then(|inner| inner.downcast_ref::<Elsewhere>());
        let what = place.map_or("cannot read or write".to_owned(), |place| place.what.clone());
        let elsewhere = place.is_some();
        let error = match error.downcast::<Elsewhere>() {
            Ok(place) => place.error,
            Err(error) => error,
        };
        Self { elsewhere, ..Self::from(anyhow::Error::from(error).context(what)) }
    }
}

impl From<Failure> for anyhow::Error {
    fn from(failure: Failure) -> Self {
        failure.error
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

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    #[test]
    fn a_cause_is_printed_once() {
        let error = anyhow!("disk full").context("cannot write x: disk full").context("export");
        let failure = Failure::from(error);
        assert_eq!(failure.causes(), ["cannot write x: disk full"]);
        assert_eq!(failure.summary(), "export: cannot write x: disk full");
    }

    #[test]
    fn context_keeps_kind_and_hint() {
        let full = Err::<(), _>(io::Error::from(io::ErrorKind::StorageFull));
        let failure = Failure::from(full.context("cannot write x").unwrap_err());
        assert_eq!(failure.kind(), Kind::StorageFull);
        let failure = failure.context("export failed");
        assert_eq!((failure.exit(), failure.causes().len()), (Exit::Storage, 2));
        assert!(matches!(failure.lines().last(), Some((Part::Hint, _))));
        let pipe = io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(Failure::from(pipe).is_quiet());
    }

    #[test]
    fn standard_output_is_not_the_database() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let failure = Failure::from(elsewhere("cannot write to standard output", full));
        assert_eq!(failure.exit(), Exit::Storage);
        assert_eq!(failure.message(), "cannot write to standard output");
        assert_eq!((failure.causes().len(), failure.with_database("x").lines().len()), (1, 3));
        let pipe = elsewhere("x", io::ErrorKind::BrokenPipe.into());
        assert!(Failure::from(pipe).is_quiet());
    }

    #[test]
    fn the_json_object_has_the_promised_fields() {
        let failure = Failure::new(Kind::CannotOpen, "cannot open x")
            .cause(anyhow!("denied"))
            .hint("check the permissions")
            .detail("file", json!("x"));
        let expected = json!({"error": {
            "code": "cannot_open", "exit_code": 6, "message": "cannot open x",
            "causes": ["denied"], "hint": "check the permissions", "file": "x",
        }});
        assert_eq!(failure.to_json(), expected);
    }

    #[test]
    fn the_database_is_named_once() {
        let named = Failure::new(Kind::CannotOpen, "cannot open a.db").with_database("a.db");
        assert_eq!(named.lines().len(), 1);
        let failure = Failure::new(Kind::Busy, "busy").with_database("a.db").with_database("a.db");
        assert_eq!(failure.lines()[1], (Part::Line, "database: a.db".to_owned()));
        assert_eq!(failure.lines().len(), 2);
    }
}

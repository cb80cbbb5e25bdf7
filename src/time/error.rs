//! Why typed text was refused.

use std::error::Error;
use std::fmt;

/// Why a time, a duration or a zone could not be read, and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeError {
    /// What is wrong, naming the text that was typed.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
}

impl TimeError {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()) }
    }

    /// The error with the option in front that it is about.
    #[must_use]
    pub fn of(self, option: &str) -> Self {
        Self { message: format!("{option}: {}", self.message), ..self }
    }
}

/// Message and hint on one line, as clap shows them after `invalid value`.
impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl Error for TimeError {}

/// The typed text for a message: quoted, escaped and short.
pub(super) fn quoted(text: &str) -> String {
    const LIMIT: usize = 60;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

//! Why a row cannot be measured.

use std::fmt;

/// Why a figure is missing.
#[derive(Debug)]
pub enum Problem {
    /// Something is not installed, or an option is wrong; exit code 2.
    Usage(String),
    /// A row needs what this machine does not have; the other rows continue.
    Missing(String),
    /// Anything else; exit code 1.
    Failed(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Usage(why) | Self::Missing(why) | Self::Failed(why)) = self;
        f.write_str(why)
    }
}

impl<E: std::error::Error> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::Failed(error.to_string())
    }
}

//! What keeps a row from being measured.

use std::fmt;

/// Why there is no figure.
#[derive(Debug)]
pub enum Problem {
    /// Something must be installed, or was typed wrongly; exit 2.
    Usage(String),
    /// The disk has no room for the database of a row; the other rows go on.
    NoRoom(String),
    /// A server is not installed; the other rows go on.
    Missing(String),
    /// Anything else; exit 1.
    Failed(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why) | Self::NoRoom(why) | Self::Missing(why) | Self::Failed(why) => {
                f.write_str(why)
            }
        }
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<rustix::io::Errno> for Problem {
    fn from(error: rustix::io::Errno) -> Self {
        Self::Failed(error.to_string())
    }
}

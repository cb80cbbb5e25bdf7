//! Why a row cannot be measured.

use std::fmt;

/// Why a figure is missing.
#[derive(Debug)]
pub enum Problem {
    /// Something is not installed, or an option is wrong; exit code 2.
    Usage(String),
    /// The disk is too small for the database of a row; the other rows continue.
    DiskFull(String),
    /// A server is not installed; the other rows continue.
    Missing(String),
    /// Anything else; exit code 1.
    Failed(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why) | Self::DiskFull(why) | Self::Missing(why) | Self::Failed(why) => {
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

//! Where a setting came from.

use std::fmt;
use std::path::PathBuf;

use crate::error::Failure;
use crate::time::TimeError;

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The command line.
    Flag(&'static str),
    /// An environment variable.
    Environment(&'static str),
    /// The configuration file, and the profile in it if one is used.
    File(PathBuf, Option<String>),
    /// No source: the default.
    Default,
}

impl Source {
    /// The failure of a value from here: names the option, variable or file.
    pub(super) fn wrong(&self, error: TimeError) -> Failure {
        match self {
            Self::Flag(name) => error.of(name).into(),
            _ => Failure::from(error).line(format!("set by {self}")),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "{name}"),
            Self::Environment(name) => write!(f, "{name} in the environment"),
            Self::File(path, None) => write!(f, "{}", path.display()),
            Self::File(path, Some(profile)) => write!(f, "{}, profile {profile}", path.display()),
            Self::Default => write!(f, "default"),
        }
    }
}

/// A value and where it came from.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    /// The effective value.
    pub value: T,
    /// Where it was set.
    pub source: Source,
}

impl<T> Setting<T> {
    pub(super) fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

/// A value of the command line.
pub(super) fn flag<T>(value: Option<T>, name: &'static str) -> Option<Setting<T>> {
    value.map(|value| Setting::new(value, Source::Flag(name)))
}

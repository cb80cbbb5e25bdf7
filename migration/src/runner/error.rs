//! Why a run did not happen.

use std::fmt;

use sea_orm::DbErr;

use super::lease::{Holder, LeaseError};

/// How many violations are spelt out.
pub(crate) const SHOWN: usize = 20;

/// A row that the schema would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Its table.
    pub table: String,
    /// Its primary key, as text.
    pub id: String,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.table, self.id, self.what)
    }
}

/// Why a run did not happen, or stopped. What was done before it stays done; a step
/// is either done or not on SQLite and PostgreSQL.
#[derive(Debug)]
pub enum RunError {
    /// The database answered with an error.
    Db(DbErr),
    /// No step has this name, or more than one has it in theirs.
    UnknownTarget {
        /// What was asked for.
        given: String,
        /// The names that would be understood.
        names: Vec<String>,
    },
    /// A roll back was asked to stop at a step that is not applied.
    NotApplied(String),
    /// Steps are applied that this program does not know.
    TooNew(Vec<String>),
    /// Steps are applied that this program should know by their age, and does not.
    Missing(Vec<String>),
    /// The statements of applied steps have been changed since.
    Edited(Vec<String>),
    /// What was to be done first has failed, and says why itself.
    NotPrepared,
    /// Another run has changed the schema since it was agreed what to do.
    Moved,
    /// Another run was at work for longer than this one would wait.
    Locked(Holder),
    /// Another run has taken over, because this one was silent for too long.
    LeaseLost,
    /// The tables are those of something else.
    NotOurs(Vec<String>),
    /// The tables are the Flask application's: they can be adopted.
    Flask,
    /// There is nothing to adopt: the database is empty.
    NothingToAdopt,
    /// There is nothing to adopt: the schema is meetctl's already.
    AlreadyOurs,
    /// A step is missing before one that is applied.
    OutOfOrder {
        /// The steps that are missing.
        missing: Vec<String>,
        /// The newest step that is applied.
        newest: String,
    },
    /// A table is not what the run can start from; one sentence for each fault.
    Shape(Vec<String>),
    /// Rows that the schema would refuse; nothing was changed.
    Violations {
        /// The first of them.
        found: Vec<Violation>,
        /// How many there are.
        total: u64,
    },
    /// After a rebuild, rows would refer to nothing; it was rolled back.
    BrokenReferences(Vec<String>),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Db(error) => write!(f, "{error}"),
            Self::UnknownTarget { given, names } => {
                write!(
                    f,
                    "no single migration is called {given:?}; there are {}",
                    names.join(", ")
                )
            }
            Self::NotApplied(name) => {
                write!(
                    f,
                    "{name} is not applied, so nothing can be rolled back to it"
                )
            }
            Self::TooNew(versions) => write!(
                f,
                "the database has migrations that this program does not know: {}",
                versions.join(", ")
            ),
            Self::Missing(versions) => write!(
                f,
                "the database has migrations that this program should know, and does not: {}",
                versions.join(", ")
            ),
            Self::Edited(names) => write!(
                f,
                "the statements of {} have been changed since {} applied",
                names.join(", "),
                if names.len() == 1 {
                    "it was"
                } else {
                    "they were"
                }
            ),
            Self::Locked(holder) => write!(f, "another migration is at work: {holder}"),
            Self::NotPrepared => f.write_str("what was to be done first has failed"),
            Self::Moved => f.write_str("another run has changed the schema meanwhile"),
            Self::LeaseLost => write!(f, "{}", LeaseError::Lost),
            Self::NotOurs(tables) => write!(
                f,
                "the database is not meetctl's: it holds {}",
                if tables.is_empty() {
                    "no table of ours".to_owned()
                } else {
                    tables.join(", ")
                }
            ),
            Self::Flask => f.write_str(
                "the tables were made by the Flask application; `migrate baseline` adopts them",
            ),
            Self::NothingToAdopt => f.write_str("the database is empty: there is nothing to adopt"),
            Self::AlreadyOurs => {
                f.write_str("the schema is meetctl's already: there is nothing to adopt")
            }
            Self::OutOfOrder { missing, newest } => write!(
                f,
                "{newest} is applied, but {} before it is not",
                missing.join(", ")
            ),
            Self::Shape(faults) => write!(f, "{}", faults.join("; ")),
            Self::Violations { found, total } => violations(f, found, *total),
            Self::BrokenReferences(rows) => {
                write!(f, "rows would refer to nothing: {}", rows.join("; "))
            }
        }
    }
}

fn violations(f: &mut fmt::Formatter<'_>, found: &[Violation], total: u64) -> fmt::Result {
    let rows = if total == 1 {
        "1 row breaks"
    } else {
        "rows break"
    };
    if total == 1 {
        write!(f, "{rows} the rules of the schema")?;
    } else {
        write!(f, "{total} {rows} the rules of the schema")?;
    }
    for violation in found {
        write!(f, "\n  {violation}")?;
    }
    let hidden = total.saturating_sub(found.len() as u64);
    if hidden > 0 {
        write!(f, "\n  and {hidden} more")?;
    }
    Ok(())
}

impl std::error::Error for RunError {}

impl From<LeaseError> for RunError {
    fn from(error: LeaseError) -> Self {
        match error {
            LeaseError::Held(holder) => Self::Locked(holder),
            LeaseError::Lost => Self::LeaseLost,
            LeaseError::Db(error) => Self::Db(error),
        }
    }
}

impl From<DbErr> for RunError {
    fn from(error: DbErr) -> Self {
        Self::Db(error)
    }
}

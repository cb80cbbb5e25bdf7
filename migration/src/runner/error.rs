//! Why a run failed.

use std::fmt;

use sea_orm::DbErr;

use super::lease::{Holder, LeaseError};

/// How many violations are listed.
pub(crate) const MAX_SHOWN: usize = 20;

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

/// Why a run did not happen, or stopped. What was done before remains done; on SQLite and
/// PostgreSQL a migration is either done or not.
#[derive(Debug)]
pub enum RunError {
    /// The database reported an error.
    Db(DbErr),
    /// No migration has this name, or the names of several contain it.
    UnknownTarget {
        /// The name that was given.
        given: String,
        /// The names that it may mean.
        names: Vec<String>,
    },
    /// A roll back was asked to stop at a migration that is not applied.
    NotApplied(String),
    /// Migrations are applied that are unknown to this program.
    TooNew(Vec<String>),
    /// Migrations are applied that are older than this program and unknown to it.
    Missing(Vec<String>),
    /// The statements of applied migrations have been changed since.
    Edited(Vec<String>),
    /// Another run has changed the schema since the plan was confirmed.
    ConcurrentChange,
    /// Another run was in progress for longer than this one may wait.
    Locked(Holder),
    /// Another run has taken the lease, because this one did not renew it in time.
    LeaseLost,
    /// The tables belong to another program.
    NotOurs(Vec<String>),
    /// The tables belong to the Flask application: they can be adopted.
    Flask,
    /// Nothing to adopt: the database is empty.
    NothingToAdopt,
    /// Nothing to adopt: the schema is meetctl's already.
    AlreadyOurs,
    /// A migration is missing before one that is applied.
    OutOfOrder {
        /// The migrations that are missing.
        missing: Vec<String>,
        /// The newest migration that is applied.
        newest: String,
    },
    /// A table is not as the run expects it; one sentence for each difference.
    SchemaMismatch(Vec<String>),
    /// Rows that the schema would refuse; nothing was changed.
    Violations {
        /// The first of them.
        found: Vec<Violation>,
        /// How many there are.
        total: u64,
    },
    /// After a rebuild, rows would refer to rows that do not exist; it was rolled back.
    BrokenReferences(Vec<String>),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Db(error) => write!(f, "{error}"),
            Self::UnknownTarget { given, names } => {
                let names = names.join(", ");
                write!(f, "{given:?} is not the name of one migration; valid names: {names}")
            }
            Self::NotApplied(name) => {
                write!(f, "{name} is not applied, so nothing can be rolled back to it")
            }
            Self::TooNew(names) => {
                let names = names.join(", ");
                write!(f, "the database has migrations of a newer program: {names}")
            }
            Self::Missing(names) => {
                let names = names.join(", ");
                write!(f, "applied migrations are unknown to this program: {names}")
            }
            Self::Edited(names) => {
                let names = names.join(", ");
                write!(f, "migrations were edited after they were applied: {names}")
            }
            Self::Locked(holder) => write!(f, "another run of migrations is in progress: {holder}"),
            Self::ConcurrentChange => f.write_str("another run has changed the schema meanwhile"),
            Self::LeaseLost => write!(f, "{}", LeaseError::Lost),
            Self::NotOurs(tables) => {
                let tables = tables.join(", ");
                write!(f, "the database belongs to another program; its tables: {tables}")
            }
            Self::Flask => f.write_str("the Flask application created the tables"),
            Self::NothingToAdopt => f.write_str("the database is empty: nothing to adopt"),
            Self::AlreadyOurs => f.write_str("the schema is meetctl's already: nothing to adopt"),
            Self::OutOfOrder { missing, newest } => {
                let missing = missing.join(", ");
                write!(f, "{newest} is applied, but migrations before it are not: {missing}")
            }
            Self::SchemaMismatch(differences) => write!(f, "{}", differences.join("; ")),
            Self::Violations { found, total } => violations(f, found, *total),
            Self::BrokenReferences(rows) => {
                write!(f, "rows would refer to rows that do not exist: {}", rows.join("; "))
            }
        }
    }
}

fn violations(f: &mut fmt::Formatter<'_>, found: &[Violation], total: u64) -> fmt::Result {
    match total {
        1 => write!(f, "1 row violates the rules of the schema")?,
        _ => write!(f, "{total} rows violate the rules of the schema")?,
    }
    for violation in found {
        write!(f, "\n  {violation}")?;
    }
    match total.saturating_sub(found.len() as u64) {
        0 => Ok(()),
        hidden => write!(f, "\n  and {hidden} more"),
    }
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

//! Why a run failed.

use std::fmt;

use sea_orm::DbErr;
use thiserror::Error;

use super::lease::{Holder, LeaseError};
use crate::dialect::{LockHolder, Unsuitable};

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
#[derive(Debug, Error)]
pub enum RunError {
    /// The database reported an error.
    #[error(transparent)]
    Db(#[from] DbErr),
    /// Other programs held locks for longer than this run may wait.
    #[error("{error}")]
    Busy {
        /// What the database reported last.
        error: DbErr,
        /// Who held them, as far as the engine shows.
        holders: Vec<LockHolder>,
    },
    /// No migration has this name, or the names of several contain it.
    #[error("{given:?} is not the name of one migration; valid names: {}", .names.join(", "))]
    UnknownTarget {
        /// The name that was given.
        given: String,
        /// The names that it may mean.
        names: Vec<String>,
    },
    /// A roll back was asked to stop at a migration that is not applied.
    #[error("{0} is not applied, so nothing can be rolled back to it")]
    NotApplied(String),
    /// A restore was interrupted: some rows are missing (MySQL alone).
    #[error("a restore is running or was interrupted: rows are missing")]
    Restoring,
    /// Migrations are applied that are unknown to this program.
    #[error("the database has migrations of a newer program: {}", .0.join(", "))]
    TooNew(Vec<String>),
    /// Migrations are applied that are older than this program and unknown to it.
    #[error("applied migrations are unknown to this program: {}", .0.join(", "))]
    Missing(Vec<String>),
    /// The statements of applied migrations have been changed since.
    #[error("migrations were edited after they were applied: {}", .0.join(", "))]
    Edited(Vec<String>),
    /// Another run has changed the schema since the plan was confirmed.
    #[error("another run has changed the schema meanwhile")]
    ConcurrentChange,
    /// Another run was in progress for longer than this one may wait.
    #[error("another run of migrations is in progress: {0}")]
    Locked(Holder),
    /// Another run has taken the lease, because this one did not renew it in time.
    #[error("{}", LeaseError::Lost)]
    LeaseLost,
    /// The tables belong to another program.
    #[error("the database belongs to another program; its tables: {}", .0.join(", "))]
    NotOurs(Vec<String>),
    /// The tables belong to the Flask application: they can be adopted.
    #[error("the Flask application created the tables")]
    Flask,
    /// Nothing to adopt: the database is empty.
    #[error("the database is empty: nothing to adopt")]
    NothingToAdopt,
    /// Nothing to adopt: the schema is meetctl's already.
    #[error("the schema is meetctl's already: nothing to adopt")]
    AlreadyOurs,
    /// A migration is missing before one that is applied.
    #[error("{newest} is applied, but migrations before it are not: {}", .missing.join(", "))]
    OutOfOrder {
        /// The migrations that are missing.
        missing: Vec<String>,
        /// The newest migration that is applied.
        newest: String,
    },
    /// A table is not as the run expects it; one sentence for each difference.
    #[error("{}", .0.join("; "))]
    SchemaMismatch(Vec<String>),
    /// The database cannot hold the texts or the indexes of meetctl; nothing was changed.
    #[error("{0}")]
    Unsuitable(Unsuitable),
    /// The database user lacks rights that the run needs; one sentence for each.
    #[error("the database user lacks rights: {}", .0.join("; "))]
    Rights(Vec<String>),
    /// Objects of other programs depend on what would be dropped or changed; one sentence for each.
    #[error("other objects depend on what would be changed: {}", .0.join("; "))]
    Dependents(Vec<String>),
    /// Rows that the schema would refuse; nothing was changed.
    #[error("{}", violations(.found, *.total))]
    Violations {
        /// The first of them.
        found: Vec<Violation>,
        /// How many there are.
        total: u64,
    },
    /// After a rebuild, rows would refer to rows that do not exist; it was rolled back.
    #[error("rows would refer to rows that do not exist: {}", .0.join("; "))]
    BrokenReferences(Vec<String>),
}

fn violations(found: &[Violation], total: u64) -> String {
    let mut lines = vec![match total {
        1 => "1 row violates the rules of the schema".to_owned(),
        _ => format!("{total} rows violate the rules of the schema"),
    }];
    lines.extend(found.iter().map(ToString::to_string));
    let hidden = total.saturating_sub(found.len() as u64);
    lines.extend((hidden > 0).then(|| format!("and {hidden} more")));
    lines.join("\n  ")
}

impl From<LeaseError> for RunError {
    fn from(error: LeaseError) -> Self {
        match error {
            LeaseError::Held(holder) => Self::Locked(holder),
            LeaseError::Lost => Self::LeaseLost,
            LeaseError::Db(error) => Self::Db(error),
        }
    }
}

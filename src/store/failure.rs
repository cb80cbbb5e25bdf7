//! Errors of the database as failures that say what to do.

use anyhow::anyhow;
use sea_orm::{DbErr, SqlxError};

use super::dialect::{Class, classify, classify_sqlite, message};
use crate::error::{Failure, Kind};

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        let class = classify(&error);
        describe(class).cause(anyhow!(message(&error)))
    }
}

impl From<SqlxError> for Failure {
    fn from(error: SqlxError) -> Self {
        DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())).into()
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        describe(class_of(&error)).cause(anyhow!(said(&error)))
    }
}

/// What an error of the SQLite library means.
pub(super) fn class_of(error: &rusqlite::Error) -> Class {
    use rusqlite::Error as E;
    match error {
        E::SqliteFailure(code, _) => {
            classify_sqlite(u32::try_from(code.extended_code).unwrap_or_default())
        }
        // A cell of a type or a text that nobody wrote there.
        E::InvalidColumnType(..)
        | E::FromSqlConversionFailure(..)
        | E::IntegralValueOutOfRange(..)
        | E::Utf8Error(..) => Class::Corrupt,
        _ => Class::Other,
    }
}

/// The library's own words for an error.
pub(super) fn said(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        _ => error.to_string(),
    }
}

/// The failure that a class of error is to a user.
pub(super) fn describe(class: Class) -> Failure {
    match class {
        Class::Busy => Failure::new(Kind::Busy, "the database is busy")
            .hint("another program holds a lock; run the command again"),
        Class::Timeout => Failure::new(Kind::Timeout, "the database did not answer in time")
            .hint("allow more time with --timeout, or narrow the command"),
        Class::Lost => {
            Failure::new(Kind::ConnectionLost, "the connection to the database was lost")
                .hint("check whether the last change took effect, then run the command again")
        }
        Class::Unreachable => {
            Failure::new(Kind::Unreachable, "the database cannot be reached")
                .hint("check host, port and network; `meetctl config show` shows which database is used")
        }
        Class::NonPrimary => Failure::new(Kind::NotPrimary, "the node is not part of its cluster's primary component and refuses queries",
        )
        .hint("name several nodes, separated by `;`, in the database URL; or wait until it rejoins"),
        Class::LoginRefused => {
            Failure::new(Kind::LoginRefused, "the database refused the login")
                .hint("check user, password and database name; `meetctl config show` shows where they come from")
        }
        Class::CannotOpen => {
            Failure::new(Kind::CannotOpen, "the database file cannot be opened")
                .hint("check that you may read and write the file and its directory")
        }
        Class::ReadOnly => Failure::new(Kind::ReadOnly, "the database refuses writes")
            .hint("it is read-only: --read-only, mode=ro, the file's permissions, or a standby server"),
        Class::Full => Failure::new(Kind::StorageFull, "the database has no space left to write")
            .hint("the transaction was rolled back; free some space, then run the command again"),
        Class::Corrupt => {
            Failure::new(Kind::Corrupt, "the database file is damaged or is not a database")
                .hint("restore a backup; nothing was written to the file")
        }
        Class::Unique => Failure::new(Kind::Duplicate, "the value exists already"),
        Class::ForeignKey => {
            Failure::new(Kind::Referenced, "another row refers to it, or the row it refers to does not exist")
        }
        Class::Constraint => Failure::new(Kind::Constraint, "the database refuses the value"),
        Class::Missing => Failure::new(Kind::SchemaMismatch, "a table or column of meetctl is missing")
            .hint("see `meetctl migrate status`"),
        Class::Denied => Failure::new(Kind::Denied, "the database user lacks a permission"),
        Class::Other => Failure::new(Kind::Database, "the database reports an error"),
    }
}

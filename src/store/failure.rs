//! Errors of the database as failures that say what to do.

use anyhow::anyhow;
use sea_orm::{DbErr, SqlxError};
use serde_json::json;

use super::dialect::{ErrorClass, LockHolder, classify, classify_sqlite, message};
use crate::error::{Failure, Kind};

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        let class = classify(&error);
        describe(class).cause(anyhow!(message(&error)))
    }
}

/// The failure of a database that stayed busy, with those who hold the locks.
pub fn held_by(failure: Failure, holders: &[LockHolder]) -> Failure {
    if holders.is_empty() {
        return failure;
    }
    let object = |holder: &LockHolder| {
        json!({
            "kind": holder.kind, "id": holder.id, "name": holder.name, "state": holder.state,
            "seconds": holder.seconds, "certain": holder.certain,
        })
    };
    let failure = failure.detail("holders", holders.iter().map(object).collect());
    let lines = holders.iter().map(|holder| format!("the lock is {holder}"));
    lines.fold(failure, Failure::line)
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
pub(super) fn class_of(error: &rusqlite::Error) -> ErrorClass {
    use rusqlite::Error as E;
    match error {
        E::SqliteFailure(code, message) => classify_sqlite(
            u32::try_from(code.extended_code).unwrap_or_default(),
            message.as_deref().unwrap_or_default(),
        ),
        // A cell of a type or a text that nobody wrote there.
        E::InvalidColumnType(..)
        | E::FromSqlConversionFailure(..)
        | E::IntegralValueOutOfRange(..)
        | E::Utf8Error(..) => ErrorClass::Corrupt,
        _ => ErrorClass::Other,
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
pub(super) fn describe(class: ErrorClass) -> Failure {
    match class {
        ErrorClass::Busy => Failure::new(Kind::Busy, "the database is busy")
            .hint("another program holds a lock; run the command again when it has ended"),
        ErrorClass::Timeout => Failure::new(Kind::Timeout, "the database did not answer in time")
            .hint(
                "allow more time with --timeout, or narrow the command; the server may also have \
                 a limit (statement_timeout, max_statement_time)",
            ),
        ErrorClass::Lost => {
            Failure::new(Kind::ConnectionLost, "the connection to the database was lost")
                .hint("check whether the last change took effect, then run the command again")
        }
        ErrorClass::Unreachable => {
            Failure::new(Kind::Unreachable, "the database cannot be reached").hint(
                "check host, port and network; `meetctl config show` shows which database is used",
            )
        }
        ErrorClass::NotReady => {
            Failure::new(Kind::NotReady, "the server accepts no connection now")
                .hint("run the command again later")
        }
        ErrorClass::NonPrimary => Failure::new(
            Kind::NotPrimary,
            "the node is not part of its cluster's primary component and refuses queries",
        )
        .hint(
            "name several nodes, separated by `;`, in the database URL; or wait until it rejoins",
        ),
        ErrorClass::LoginRefused => Failure::new(
            Kind::LoginRefused,
            "the database refused the login",
        )
        .hint(
            "check user, password and database; `meetctl config show` shows where they come from",
        ),
        ErrorClass::NoDatabase => Failure::new(Kind::NoDatabase, "the server has no such database")
            .hint("`meetctl config show` shows which database is used"),
        ErrorClass::CannotOpen => {
            Failure::new(Kind::CannotOpen, "the database file cannot be opened")
                .hint("check that you may read and write the file and its directory")
        }
        ErrorClass::ReadOnly => Failure::new(Kind::ReadOnly, "the database refuses writes").hint(
            "it is read-only: --read-only, mode=ro, the file's permissions, or a standby server",
        ),
        ErrorClass::Full => {
            Failure::new(Kind::StorageFull, "the database has no space left to write").hint(
                "the transaction was rolled back; free some space, then run the command again",
            )
        }
        ErrorClass::Corrupt => {
            Failure::new(Kind::Corrupt, "the database file is damaged or is not a database")
                .hint("restore a backup; nothing was written to the file")
        }
        ErrorClass::NoIds => Failure::new(Kind::NoIds, "the ids of a table are used up").hint(
            "another program stored a row with the highest id: give that row a lower one, and set the \
             counter of the table back (UPDATE sqlite_sequence, setval, or ALTER TABLE … \
             AUTO_INCREMENT = 1)",
        ),
        ErrorClass::Unique => Failure::new(Kind::Duplicate, "the value exists already"),
        ErrorClass::ForeignKey => Failure::new(
            Kind::Referenced,
            "another row refers to it, or the row it refers to does not exist",
        ),
        ErrorClass::Constraint => Failure::new(Kind::Constraint, "the database refuses the value"),
        ErrorClass::Unreadable => Failure::new(
            Kind::UnreadableValue,
            "a row has a value that meetctl cannot use",
        )
        .hint("another program wrote it; `meetctl doctor` lists such rows and what to do"),
        ErrorClass::Missing => {
            Failure::new(Kind::SchemaMismatch, "a table or column of meetctl is missing")
                .hint("see `meetctl migrate status`")
        }
        ErrorClass::NoSchema => Failure::new(Kind::SchemaMismatch, "the search path names no schema")
            .hint("set search_path for the user or the database, or add options=-c%20search_path=public to the URL"),
        ErrorClass::Denied => Failure::new(Kind::Denied, "the database user lacks a permission"),
        ErrorClass::Other => Failure::new(Kind::Database, "the database reports an error"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::*;
    use crate::error::Exit;

    #[test]
    fn every_class_has_a_kind_and_an_exit_code() {
        let kinds = [
            (ErrorClass::Busy, Kind::Busy, 7),
            (ErrorClass::Timeout, Kind::Timeout, 7),
            (ErrorClass::Lost, Kind::ConnectionLost, 6),
            (ErrorClass::Unreachable, Kind::Unreachable, 6),
            (ErrorClass::NotReady, Kind::NotReady, 7),
            (ErrorClass::NonPrimary, Kind::NotPrimary, 6),
            (ErrorClass::LoginRefused, Kind::LoginRefused, 6),
            (ErrorClass::NoDatabase, Kind::NoDatabase, 6),
            (ErrorClass::CannotOpen, Kind::CannotOpen, 6),
            (ErrorClass::ReadOnly, Kind::ReadOnly, 4),
            (ErrorClass::Denied, Kind::Denied, 4),
            (ErrorClass::Full, Kind::StorageFull, 10),
            (ErrorClass::Corrupt, Kind::Corrupt, 10),
            (ErrorClass::Unreadable, Kind::UnreadableValue, 1),
            (ErrorClass::Missing, Kind::SchemaMismatch, 9),
            (ErrorClass::NoSchema, Kind::SchemaMismatch, 9),
            (ErrorClass::NoIds, Kind::NoIds, 1),
            (ErrorClass::Unique, Kind::Duplicate, 1),
            (ErrorClass::ForeignKey, Kind::Referenced, 1),
            (ErrorClass::Constraint, Kind::Constraint, 1),
            (ErrorClass::Other, Kind::Database, 1),
        ];
        for (class, kind, exit) in kinds {
            let failure = describe(class);
            assert_eq!(failure.kind(), kind, "{class:?}");
            assert_eq!(failure.exit() as u8, exit, "{class:?}");
        }
        // Two classes with one message could not be told apart.
        let messages: BTreeSet<_> = kinds.map(|(class, ..)| describe(class).message()).into();
        assert_eq!(messages.len(), kinds.len());
    }

    /// What SQLite says to `sql`, run after `before`.
    fn refused(before: &str, sql: &str) -> Failure {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT NOT NULL UNIQUE)")
            .unwrap();
        db.execute_batch("CREATE TABLE c (t INTEGER REFERENCES t, CHECK (t < 9))").unwrap();
        db.execute_batch(before).unwrap();
        db.execute_batch(sql).unwrap_err().into()
    }

    #[test]
    fn the_engine_itself_is_read_right() {
        for (before, sql, kind) in [
            ("INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (1, 'b')", Kind::Duplicate),
            ("INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'a')", Kind::Duplicate),
            ("", "INSERT INTO t VALUES (1, NULL)", Kind::Constraint),
            ("", "INSERT INTO c VALUES (9)", Kind::Constraint),
            ("PRAGMA foreign_keys = ON", "INSERT INTO c VALUES (5)", Kind::Referenced),
            ("PRAGMA query_only = ON", "DELETE FROM t", Kind::ReadOnly),
            ("PRAGMA max_page_count = 1", "CREATE TABLE more (x)", Kind::StorageFull),
            ("", "SELECT * FROM nowhere", Kind::SchemaMismatch),
        ] {
            let failure = refused(before, sql);
            assert_eq!(failure.kind(), kind, "{sql}: {}", failure.summary());
            assert!(!failure.causes().is_empty(), "{sql}: no words of the engine");
        }
    }

    #[test]
    fn a_cell_of_the_wrong_type_is_damage() {
        let db = Connection::open_in_memory().unwrap();
        let cell = |sql: &str| -> Failure {
            let read = db.query_row(sql, [], |row| row.get::<_, i32>(0));
            read.unwrap_err().into()
        };
        assert_eq!(cell("SELECT 'text'").kind(), Kind::Corrupt);
        assert_eq!(cell("SELECT 1 << 40").kind(), Kind::Corrupt);
        assert_eq!(cell("SELECT 1 WHERE 0").kind(), Kind::Database);
        let text = db.query_row("SELECT CAST(x'ff' AS TEXT)", [], |row| row.get::<_, String>(0));
        assert_eq!(Failure::from(text.unwrap_err()).exit(), Exit::Storage);
    }

    #[test]
    fn an_error_of_the_driver_keeps_its_words_as_the_cause() {
        for (error, kind, cause) in [
            (SqlxError::PoolTimedOut, Kind::Unreachable, "no connection became free in time"),
            (SqlxError::Protocol("garbage".into()), Kind::ConnectionLost, "garbage"),
            (SqlxError::RowNotFound, Kind::Database, "no rows returned"),
        ] {
            let failure = Failure::from(error);
            assert_eq!(failure.kind(), kind, "{cause}");
            assert!(failure.summary().contains(cause), "{}", failure.summary());
        }
    }
}

//! The engines' errors, sorted by what they mean for the user and for a retry.

mod mysql;
mod postgres;
mod sqlite;

use std::error::Error;
use std::io;
use std::time::Duration;

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::mysql::MySqlDatabaseError;
use sea_orm::sqlx::postgres::PgDatabaseError;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlxError};

pub use sqlite::classify as classify_sqlite;

/// What an error of the database means for the user and for a retry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// A conflict with another transaction, or a lock: run the transaction again.
    Busy,
    /// The statement took longer than `--timeout` allows.
    Timeout,
    /// The connection broke; whether the last statement took effect is unknown.
    Lost,
    /// No connection could be made.
    Unreachable,
    /// The server takes no connection now: it is starting or stopping, or has no free slot.
    NotReady,
    /// A Galera node that lost its cluster: it answers no query.
    NonPrimary,
    /// The server refused the login.
    LoginRefused,
    /// The server has no such database.
    NoDatabase,
    /// The file could not be opened.
    CannotOpen,
    /// The engine refuses writes here.
    ReadOnly,
    /// No space left.
    Full,
    /// The file is damaged or not a database.
    Corrupt,
    /// A UNIQUE constraint.
    Unique,
    /// A foreign key.
    ForeignKey,
    /// A table has a row with the highest id there is, and can give none to the next one.
    NoIds,
    /// A CHECK, NOT NULL or length limit.
    Constraint,
    /// A value of a row that another program wrote cannot be read.
    Unreadable,
    /// A table or column is missing.
    Missing,
    /// The session has no schema in which it could look for one or create one.
    NoSchema,
    /// The database user lacks a permission.
    Denied,
    /// Anything else.
    Other,
}

/// The driver's error inside a [`DbErr`], if there is one.
pub fn driver_error(error: &DbErr) -> Option<&SqlxError> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(e))
        | DbErr::Exec(RuntimeErr::SqlxError(e))
        | DbErr::Query(RuntimeErr::SqlxError(e)) => Some(e),
        _ => None,
    }
}

/// Sorts an error of the database into its class.
pub fn classify(error: &DbErr) -> ErrorClass {
    if let DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) = error {
        return ErrorClass::Unreachable;
    }
    if let DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } = error {
        return ErrorClass::Unreadable;
    }
    driver_error(error).map_or(ErrorClass::Other, classify_driver)
}

/// Sorts an error of the driver into its class.
pub fn classify_driver(error: &SqlxError) -> ErrorClass {
    match error {
        SqlxError::Database(e) => classify_database(e.as_ref()),
        SqlxError::Io(e) if e.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<Conflict>) => {
            ErrorClass::Busy
        }
        SqlxError::Io(e) if e.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<NoSchema>) => {
            ErrorClass::NoSchema
        }
        SqlxError::Io(e) if e.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<NoIds>) => {
            ErrorClass::NoIds
        }
        SqlxError::Io(_) | SqlxError::Protocol(_) | SqlxError::Tls(_) => ErrorClass::Lost,
        SqlxError::Configuration(e) if needs_tls(e.as_ref()) => ErrorClass::LoginRefused,
        SqlxError::PoolTimedOut | SqlxError::Configuration(_) => ErrorClass::Unreachable,
        SqlxError::Decode(_) | SqlxError::ColumnDecode { .. } => ErrorClass::Unreadable,
        _ => ErrorClass::Other,
    }
}

/// Whether a password would have to be encrypted with RSA, for lack of TLS.
fn needs_tls(error: &dyn Error) -> bool {
    error.to_string().starts_with("RSA auth backend disabled")
}

/// Whether an index is not dropped because a foreign key uses it.
pub(crate) fn is_index_of_foreign_key(error: &DbErr) -> bool {
    // The second is OceanBase's.
    driver_error(error).and_then(mysql_number).is_some_and(|number| [1553, 5320].contains(&number))
}

fn mysql_number(error: &SqlxError) -> Option<u16> {
    let error = error.as_database_error()?.try_downcast_ref::<MySqlDatabaseError>()?;
    Some(error.number())
}

fn classify_database(error: &dyn DatabaseError) -> ErrorClass {
    if let Some(e) = error.try_downcast_ref::<PgDatabaseError>() {
        postgres::classify(e.code(), e.message())
    } else if let Some(e) = error.try_downcast_ref::<MySqlDatabaseError>() {
        mysql::classify(e.number(), e.message())
    } else {
        let code = error.code().and_then(|c| c.parse().ok());
        sqlite::classify(code.unwrap_or(0), error.message())
    }
}

/// The engine's own words for an error, without what only its developers need.
pub fn message(error: &DbErr) -> String {
    match driver_error(error) {
        Some(SqlxError::Database(e)) => e.message().to_owned(),
        Some(SqlxError::Io(e)) => e.to_string(),
        Some(SqlxError::Decode(e)) => e.to_string(),
        Some(SqlxError::PoolTimedOut) => "no connection became free in time".to_owned(),
        Some(SqlxError::Configuration(e)) if needs_tls(e.as_ref()) => {
            "the server asks for the password in a way that needs TLS, which the connection lacks"
                .to_owned()
        }
        // A configuration error may quote the URL.
        Some(SqlxError::Configuration(_)) => {
            "the driver does not accept an option of the URL".to_owned()
        }
        Some(e) => e.to_string(),
        None => error.to_string(),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the data changed while the transaction worked on it")]
struct Conflict;

/// An error of class [`ErrorClass::Busy`] of meetctl's own: run the transaction again.
pub fn conflict() -> DbErr {
    of_connection(io::Error::other(Conflict))
}

#[derive(Debug, thiserror::Error)]
#[error("no schema of the search path exists")]
struct NoSchema;

/// An error of class [`ErrorClass::NoSchema`] of meetctl's own.
pub(crate) fn no_schema() -> DbErr {
    of_connection(io::Error::other(NoSchema))
}

#[derive(Debug, thiserror::Error)]
#[error("the ids of {0} are used up: a row has the highest, {max}", max = i64::MAX)]
struct NoIds(String);

/// An error of class [`ErrorClass::NoIds`] of meetctl's own.
pub fn no_ids(table: &str) -> DbErr {
    of_connection(io::Error::other(NoIds(table.to_owned())))
}

/// An error of class [`ErrorClass::Unreadable`]: what `column` of a row holds.
pub fn unreadable(table: &str, id: &str, column: &str, value: &str) -> DbErr {
    let what = format!("{table}/{id}: {column} is {value:?}");
    DbErr::Query(RuntimeErr::SqlxError(SqlxError::Decode(what.into()).into()))
}

/// An error of class [`ErrorClass::Lost`]: the server kept the connection and did not answer.
pub fn silent(limit: Duration) -> DbErr {
    let why = format!("no answer within {limit:?}");
    of_connection(io::Error::new(io::ErrorKind::TimedOut, why))
}

fn of_connection(error: io::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(SqlxError::Io(error).into()))
}

/// Whether the transaction can succeed when it runs again.
pub(crate) fn contended(error: &DbErr) -> bool {
    classify(error) == ErrorClass::Busy
}

#[cfg(test)]
mod tests {
    use super::ErrorClass::{Busy, LoginRefused, Lost, Other, Unreachable};
    use super::*;

    #[test]
    fn errors_of_the_driver_have_a_class_and_quote_no_url() {
        let io = |kind: io::ErrorKind| of_connection(kind.into());
        let driver = |error: SqlxError| DbErr::Conn(RuntimeErr::SqlxError(error.into()));
        let url = "postgres://bob:hunter2@h/x";
        for (error, class) in [
            (io(io::ErrorKind::BrokenPipe), Lost),
            (io(io::ErrorKind::ConnectionReset), Lost),
            (silent(Duration::from_secs(1)), Lost),
            (driver(SqlxError::Protocol("garbage".into())), Lost),
            (driver(SqlxError::Tls("no certificate".into())), Lost),
            (conflict(), Busy),
            (no_schema(), ErrorClass::NoSchema),
            (no_ids("users"), ErrorClass::NoIds),
            (driver(SqlxError::PoolTimedOut), Unreachable),
            (driver(SqlxError::Configuration(url.into())), Unreachable),
            (driver(SqlxError::Configuration("RSA auth backend disabled; …".into())), LoginRefused),
            (DbErr::ConnectionAcquire(ConnAcquireErr::Timeout), Unreachable),
            (driver(SqlxError::RowNotFound), Other),
            (DbErr::Custom("of our own".into()), Other),
        ] {
            assert_eq!(classify(&error), class, "{error}");
            assert_eq!(contended(&error), class == Busy, "{error}");
            assert!(!message(&error).contains("hunter2"));
        }
        assert_eq!(message(&silent(Duration::from_millis(1500))), "no answer within 1.5s");
    }
}

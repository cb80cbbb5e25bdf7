//! The engines' errors, sorted by what they mean for the user and for a retry.

use std::error::Error;
use std::io;
use std::time::Duration;

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::mysql::MySqlDatabaseError;
use sea_orm::sqlx::postgres::PgDatabaseError;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlxError};

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
        classify_postgres(e.code(), e.message())
    } else if let Some(e) = error.try_downcast_ref::<MySqlDatabaseError>() {
        classify_mysql(e.number(), e.message())
    } else {
        let code = error.code().and_then(|c| c.parse().ok());
        classify_sqlite(code.unwrap_or(0), error.message())
    }
}

/// How PostgreSQL reports that the schema changed under a statement.
const DDL_MEANWHILE: [&str; 3] =
    ["cached plan must not change", "concurrently", "cache lookup failed"];

fn classify_postgres(code: &str, message: &str) -> ErrorClass {
    match code {
        "40001" | "40P01" | "55P03" | "55006" | "72000" => ErrorClass::Busy,
        // What another session's DDL does to a statement that was prepared or is being executed.
        "0A000" | "XX000" if DDL_MEANWHILE.iter().any(|words| message.contains(words)) => {
            ErrorClass::Busy
        }
        "57014" | "25P04" => ErrorClass::Timeout,
        "25P03" | "57P01" | "57P02" | "57P04" | "57P05" | "40003" => ErrorClass::Lost,
        "28000" | "28P01" => ErrorClass::LoginRefused,
        "3D000" => ErrorClass::NoDatabase,
        "25006" => ErrorClass::ReadOnly,
        "0A000" if message.contains("standby") => ErrorClass::ReadOnly,
        "53100" => ErrorClass::Full,
        "53300" | "57P03" => ErrorClass::NotReady,
        "XX001" | "XX002" => ErrorClass::Corrupt,
        "23505" => ErrorClass::Unique,
        "23503" => ErrorClass::ForeignKey,
        "42P01" | "42703" => ErrorClass::Missing,
        "3F000" => ErrorClass::NoSchema,
        "42501" => ErrorClass::Denied,
        _ if code.starts_with("08") => ErrorClass::Lost,
        _ if code.starts_with("22") || code.starts_with("23") => ErrorClass::Constraint,
        _ => ErrorClass::Other,
    }
}

fn classify_mysql(number: u16, message: &str) -> ErrorClass {
    match number {
        1213 | 1205 | 1020 | 1206 | 1412 | 1615 | 1637 | 3101 | 3572 => ErrorClass::Busy,
        1180 if message.contains("Primary Component") => ErrorClass::NonPrimary,
        1969 | 3024 | 1317 => ErrorClass::Timeout,
        1047 => ErrorClass::NonPrimary,
        2006 | 2013 | 1053 | 1152 | 1158..=1161 | 1927 | 3169 | 4031 => ErrorClass::Lost,
        2002 | 2003 => ErrorClass::Unreachable,
        1040 | 1203 | 1226 | 3032 | 3168 => ErrorClass::NotReady,
        1044 | 1045 | 1129 | 1130 | 1184 | 1251 | 1275 | 1524 | 1698 | 1820 | 1862 | 3118
        | 3159 | 3955 | 4151 => ErrorClass::LoginRefused,
        1049 => ErrorClass::NoDatabase,
        // The first is said of every option of the server that forbids a statement.
        1290 if !message.contains("read") => ErrorClass::Other,
        1290 | 1792 | 1836 => ErrorClass::ReadOnly,
        1114 | 1021 | 3 => ErrorClass::Full,
        1034 | 1035 | 126 | 127 => ErrorClass::Corrupt,
        1062 | 1022 | 1169 | 1586 => ErrorClass::Unique,
        1451 | 1452 | 1216 | 1217 => ErrorClass::ForeignKey,
        1048 | 1264 | 1292 | 1366 | 1406 | 3819 | 4025 => ErrorClass::Constraint,
        1146 | 1054 => ErrorClass::Missing,
        1142 | 1143 | 1227 => ErrorClass::Denied,
        _ => ErrorClass::Other,
    }
}

/// Sorts an extended result code of SQLite and its message into their class.
pub fn classify_sqlite(code: u32, message: &str) -> ErrorClass {
    match code {
        1 if ["no such table: ", "no such column: "].iter().any(|m| message.starts_with(m)) => {
            return ErrorClass::Missing;
        }
        1555 | 2067 => return ErrorClass::Unique,
        787 => return ErrorClass::ForeignKey,
        // IOERR_WRITE, _FSYNC, _TRUNCATE and _SHMSIZE: what a full disk or a file size limit gives.
        778 | 1034 | 1546 | 4874 => return ErrorClass::Full,
        _ => {}
    }
    match code & 0xff {
        // BUSY, LOCKED, PROTOCOL (a race for the log), SCHEMA
        5 | 6 | 15 | 17 => ErrorClass::Busy,
        9 => ErrorClass::Timeout,
        8 => ErrorClass::ReadOnly,
        10 | 11 | 26 => ErrorClass::Corrupt,
        13 => ErrorClass::Full,
        14 => ErrorClass::CannotOpen,
        18..=20 => ErrorClass::Constraint,
        23 => ErrorClass::Denied,
        _ => ErrorClass::Other,
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
    use super::ErrorClass::{
        Busy, CannotOpen, Constraint, Corrupt, Denied, ForeignKey, Full, LoginRefused, Lost,
        Missing, NoDatabase, NonPrimary, NotReady, Other, ReadOnly, Unique, Unreachable,
    };
    use super::*;

    #[test]
    fn the_codes_of_postgres_have_a_class() {
        let classes: [(ErrorClass, &[&str]); 16] = [
            (Busy, &["40001", "40P01", "55P03", "55006", "72000"]),
            (ErrorClass::Timeout, &["57014", "25P04"]),
            (Lost, &["57P01", "57P02", "57P04", "57P05", "25P03", "40003"]),
            (Lost, &["08000", "08003", "08006", "08P01"]),
            (NotReady, &["53300", "57P03"]),
            (LoginRefused, &["28P01", "28000"]),
            (NoDatabase, &["3D000"]),
            (ReadOnly, &["25006"]),
            (Full, &["53100"]),
            (Corrupt, &["XX001", "XX002"]),
            (Unique, &["23505"]),
            (ForeignKey, &["23503"]),
            (Constraint, &["22001", "22021", "23502", "23514", "23P01"]),
            (Missing, &["42P01", "42703"]),
            (ErrorClass::NoSchema, &["3F000"]),
            (Other, &["0A000", "42601", "53200", "XX000", ""]),
        ];
        for (class, codes) in classes {
            for code in codes {
                assert_eq!(classify_postgres(code, ""), class, "{code}");
            }
        }
        assert_eq!(classify_postgres("42501", ""), Denied);
        let standby = "cannot use serializable mode in a hot standby";
        assert_eq!(classify_postgres("0A000", standby), ReadOnly);
        for (code, message) in [
            ("0A000", "cached plan must not change result type"),
            ("XX000", "tuple concurrently updated"),
            ("XX000", "cache lookup failed for index 16417"),
        ] {
            assert_eq!(classify_postgres(code, message), Busy, "{message}");
        }
    }

    #[test]
    fn the_numbers_of_mysql_have_a_class() {
        let classes: [(ErrorClass, &[u16]); 16] = [
            (Busy, &[1213, 1205, 1020, 1206, 1412, 1615, 1637, 3101, 3572]),
            (ErrorClass::Timeout, &[1969, 3024, 1317]),
            (Lost, &[2006, 2013, 1053, 1152, 1158, 1161, 1927, 3169, 4031]),
            (Unreachable, &[2002, 2003]),
            (NotReady, &[1040, 1203, 1226, 3032, 3168]),
            (NoDatabase, &[1049]),
            (NonPrimary, &[1047]),
            (
                LoginRefused,
                &[
                    1044, 1045, 1129, 1130, 1184, 1251, 1275, 1524, 1698, 1820, 1862, 3118, 3159,
                    3955, 4151,
                ],
            ),
            (ReadOnly, &[1792, 1836]),
            (Full, &[1114, 1021, 3]),
            (Corrupt, &[1034, 1035, 126, 127]),
            (Unique, &[1062, 1022, 1169, 1586]),
            (ForeignKey, &[1451, 1452, 1216, 1217]),
            (Constraint, &[1048, 1264, 1292, 1366, 1406, 3819, 4025]),
            (Missing, &[1146, 1054]),
            (Denied, &[1142, 1143, 1227]),
        ];
        for (class, numbers) in classes {
            for number in numbers {
                assert_eq!(classify_mysql(*number, ""), class, "{number}");
            }
        }
        for (number, message, class) in [
            (1180, "provider status: Not connected to Primary Component", NonPrimary),
            (1180, "wsrep_max_ws_rows exceeded", Other),
            (1290, "running with the --read-only option", ReadOnly),
            (1290, "running with the --super-read-only option", ReadOnly),
            (1290, "running with the read_only=NO_LOCK_NO_ADMIN option", ReadOnly),
            (1290, "running with the --max-session-mem-used option", Other),
            (1105, "Maximum writeset size exceeded", Other),
            (1064, "You have an error in your SQL syntax", Other),
        ] {
            assert_eq!(classify_mysql(number, message), class, "{number} {message}");
        }
    }

    #[test]
    fn the_result_codes_of_sqlite_have_a_class() {
        let classes: [(ErrorClass, &[u32]); 12] = [
            // BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT, LOCKED, LOCKED_SHAREDCACHE, PROTOCOL, SCHEMA
            (Busy, &[5, 261, 517, 6, 262, 15, 17]),
            // INTERRUPT: the progress handler of --timeout
            (ErrorClass::Timeout, &[9]),
            // READONLY, READONLY_DIRECTORY
            (ReadOnly, &[8, 1544]),
            // FULL, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_SHMSIZE
            (Full, &[13, 778, 1034, 1546, 4874]),
            // IOERR, IOERR_READ, CORRUPT, CORRUPT_INDEX, NOTADB
            (Corrupt, &[10, 266, 11, 779, 26]),
            // CANTOPEN, CANTOPEN_ISDIR
            (CannotOpen, &[14, 526]),
            // CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE
            (Unique, &[1555, 2067]),
            // CONSTRAINT_FOREIGNKEY
            (ForeignKey, &[787]),
            // TOOBIG, CONSTRAINT, CONSTRAINT_CHECK, CONSTRAINT_NOTNULL, MISMATCH
            (Constraint, &[18, 19, 275, 1299, 20]),
            // AUTH
            (Denied, &[23]),
            // ERROR, MISUSE
            (Other, &[1, 21]),
            // What is no code at all.
            (Other, &[0]),
        ];
        for (class, codes) in classes {
            for code in codes {
                assert_eq!(classify_sqlite(*code, ""), class, "{code}");
            }
        }
    }

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

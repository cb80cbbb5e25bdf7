//! The connection through which rows are written: it gives times the text of the schema.

use chrono::{Datelike, NaiveDateTime, Timelike};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement, Value};
use sea_orm_migration::async_trait::async_trait;

/// A connection or transaction that writes rows.
///
/// SQLite stores times as text. SQLAlchemy, which shares the tables, writes and compares
/// `2026-06-01 10:00:00.000000`, but the driver leaves out a fraction that is zero: such a shorter
/// text sorts before the longer one, and to the Flask application meetings back to back would
/// overlap. So times are bound as text here. For a server nothing changes.
#[derive(Debug)]
pub struct Writing<C>(pub C);

#[async_trait]
impl<C: ConnectionTrait> ConnectionTrait for Writing<C> {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.0.execute_raw(with_texts(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(with_texts(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(with_texts(statement)).await
    }
}

/// The statement with its times as text, if it is for SQLite.
fn with_texts(mut statement: Statement) -> Statement {
    if statement.db_backend == DbBackend::Sqlite {
        for value in statement.values.iter_mut().flat_map(|values| &mut values.0) {
            if let Value::ChronoDateTime(time) = value {
                *value = time.map(time_text).into();
            }
        }
    }
    statement
}

/// `2026-06-01 10:00:00.000000`, for a year of four digits.
///
/// Written out, because an import writes millions of times.
pub fn time_text(time: NaiveDateTime) -> String {
    let mut text = *b"0000-00-00 00:00:00.000000";
    let mut put = |from: usize, digits: usize, mut number: u32| {
        for place in text[from..from + digits].iter_mut().rev() {
            *place = b"0123456789"[(number % 10) as usize];
            number /= 10;
        }
    };
    put(0, 4, time.year().unsigned_abs());
    put(5, 2, time.month());
    put(8, 2, time.day());
    put(11, 2, time.hour());
    put(14, 2, time.minute());
    put(17, 2, time.second());
    put(20, 6, time.nanosecond() / 1000);
    text.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(backend: DbBackend, value: Value) -> Value {
        let statement = Statement::from_sql_and_values(backend, "UPDATE t SET c = ?", [value]);
        with_texts(statement).values.unwrap().0.remove(0)
    }

    #[test]
    fn sqlite_gets_the_text_that_sqlalchemy_writes() {
        for text in [
            "2026-06-01 10:00:00.000000",
            "1000-01-01 00:00:00.000000",
            "9999-12-31 23:59:59.999999",
            "2026-11-09 08:07:06.050400",
        ] {
            let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").unwrap();
            assert_eq!(bound(DbBackend::Sqlite, time.into()), Value::from(text));
            assert_eq!(bound(DbBackend::Postgres, time.into()), Value::from(time));
        }
        let none = Value::from(None::<NaiveDateTime>);
        assert_eq!(bound(DbBackend::Sqlite, none), Value::from(None::<String>));
        assert_eq!(bound(DbBackend::Sqlite, 7.into()), Value::from(7));
    }
}

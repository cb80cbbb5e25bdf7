//! Raw SQL, without meetctl, to set up a test and to check the result of a command.

use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use sea_orm::prelude::DateTime;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbErr, QueryResult,
    Statement,
};

/// Runs statements, separated by `;`.
pub fn execute(url: &str, sql: &str) -> Result<(), DbErr> {
    block_on(async {
        let db = connect(url).await?;
        let outcome = db.execute_unprepared(sql).await;
        db.close().await?;
        outcome.map(drop)
    })
}

/// The rows of one query, each value as text.
pub fn query(url: &str, sql: &str) -> Result<Vec<Vec<String>>, DbErr> {
    block_on(async {
        let db = connect(url).await?;
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let outcome = db.query_all_raw(statement).await;
        db.close().await?;
        Ok(outcome?.iter().map(texts).collect())
    })
}

/// A connection that stays open: what is set for new ones does not change it.
pub struct Connection {
    runtime: Runtime,
    db: DatabaseConnection,
}

impl Connection {
    pub fn open(url: &str) -> Result<Self, DbErr> {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let db = runtime.block_on(connect(url))?;
        Ok(Self { runtime, db })
    }

    /// Runs statements, separated by `;`.
    pub fn execute(&self, sql: &str) -> Result<(), DbErr> {
        self.runtime.block_on(self.db.execute_unprepared(sql)).map(drop)
    }

    /// The rows of one query, each value as text.
    pub fn query(&self, sql: &str) -> Result<Vec<Vec<String>>, DbErr> {
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let rows = self.runtime.block_on(self.db.query_all_raw(statement))?;
        Ok(rows.iter().map(texts).collect())
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let max_wait = Duration::from_secs(20);
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    options.connect_timeout(max_wait).acquire_timeout(max_wait);
    Database::connect(options).await
}

fn texts(row: &QueryResult) -> Vec<String> {
    (0..row.column_names().len()).map(|column| text(row, column)).collect()
}

/// One value, in the same words on every engine: `NULL`, `2026-06-01 08:00:00`, `1.5`.
fn text(row: &QueryResult, column: usize) -> String {
    macro_rules! first_that_fits {
        ($($kind:ty => $show:expr),+ $(,)?) => { $(
            if let Ok(value) = row.try_get_by_index::<Option<$kind>>(column) {
                let show: fn($kind) -> String = $show;
                return value.map_or_else(|| "NULL".to_owned(), show);
            }
        )+ };
    }
    first_that_fits! {
        String => same_on_every_engine,
        i64 => |number| number.to_string(),
        i32 => |number| number.to_string(),
        i16 => |number| number.to_string(),
        u64 => |number| number.to_string(),
        f64 => |number| number.to_string(),
        DateTime => |time| time.format("%Y-%m-%d %H:%M:%S%.f").to_string(),
        bool => |truth| truth.to_string(),
        Vec<u8> => |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    }
    panic!("column {column} ({:?}) has a type to CAST first", row.column_names())
}

/// A time that SQLite holds as text without the fraction, if that is zero.
fn same_on_every_engine(mut text: String) -> String {
    let has_form = |(byte, form): (u8, u8)| form == b'0' && byte.is_ascii_digit() || byte == form;
    if text.len() == 26 && text.bytes().zip(*b"0000-00-00 00:00:00").all(has_form) {
        let end = text.strip_suffix(".000000").map_or(26, str::len);
        text.truncate(end);
    }
    text
}

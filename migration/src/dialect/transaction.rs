//! Transactions that write rows.

use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::postgres::PgRow;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::{self, AssertSqlSafe, Postgres};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, RuntimeErr, SqlxError, Statement, Values,
};
use sea_orm_migration::async_trait::async_trait;
use sea_query_sqlx::SqlxValues;
use tokio::sync::Mutex;

use super::Writing;

/// A transaction that writes rows.
pub type WriteTransaction = Writing<Transaction>;

/// A transaction of SeaORM's, or one on the driver alone, for what SeaORM does not have.
#[derive(Debug)]
pub enum Transaction {
    /// Every engine has it.
    SeaOrm(DatabaseTransaction),
    /// The same, for rows that are known to be as they must: the engine need not check them.
    Unchecked(DatabaseTransaction),
    /// It takes rows by COPY.
    Postgres(Mutex<PostgresTransaction>),
}

impl WriteTransaction {
    /// Commits it.
    ///
    /// # Errors
    /// As the engine reports them.
    pub async fn commit(self) -> Result<(), DbErr> {
        match self.0 {
            Transaction::SeaOrm(tx) | Transaction::Unchecked(tx) => tx.commit().await,
            Transaction::Postgres(tx) => tx.into_inner().end("COMMIT").await,
        }
    }

    /// Rolls it back.
    ///
    /// # Errors
    /// As the engine reports them.
    pub async fn rollback(self) -> Result<(), DbErr> {
        match self.0 {
            Transaction::SeaOrm(tx) | Transaction::Unchecked(tx) => tx.rollback().await,
            Transaction::Postgres(tx) => tx.into_inner().end("ROLLBACK").await,
        }
    }

    /// Whether it takes rows by COPY.
    pub fn copies(&self) -> bool {
        matches!(self.0, Transaction::Postgres(_))
    }

    /// Whether the engine must check its rows.
    pub fn checks(&self) -> bool {
        !matches!(self.0, Transaction::Unchecked(_))
    }

    /// Runs `COPY … FROM STDIN` with the rows `data`, in the text format. Returns their number.
    ///
    /// # Errors
    /// As the engine reports them, and where the transaction does not [copy](Self::copies).
    pub async fn copy_in(&self, sql: &str, data: &[u8]) -> Result<u64, DbErr> {
        match &self.0 {
            Transaction::Postgres(tx) => {
                tx.lock().await.copy_in(sql, data).await.map_err(exec_error)
            }
            _ => Err(DbErr::Custom("this transaction has no COPY".to_owned())),
        }
    }
}

/// A transaction of PostgreSQL on a connection of the driver's.
#[derive(Debug)]
pub struct PostgresTransaction {
    connection: PoolConnection<Postgres>,
    ended: bool,
}

impl PostgresTransaction {
    /// Begins one on a connection of `db`, which is its own until it ends.
    ///
    /// # Errors
    /// As the engine reports them.
    pub async fn begin(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let connection = db.get_postgres_connection_pool().acquire().await.map_err(conn_error)?;
        let mut tx = Self { connection, ended: false };
        tx.run("BEGIN").await.map_err(exec_error)?;
        Ok(tx)
    }

    async fn end(mut self, how: &'static str) -> Result<(), DbErr> {
        self.run(how).await.map_err(exec_error)?;
        self.ended = true;
        Ok(())
    }

    async fn run(&mut self, sql: &str) -> Result<ExecResult, SqlxError> {
        let statement = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        Ok(statement.execute(&mut *self.connection).await?.into())
    }

    async fn copy_in(&mut self, sql: &str, data: &[u8]) -> Result<u64, SqlxError> {
        let mut copy = self.connection.copy_in_raw(sql).await?;
        copy.send(data).await?;
        copy.finish().await
    }
}

impl Drop for PostgresTransaction {
    /// What was not ended is rolled back: with the connection, which may be in the middle of a COPY.
    fn drop(&mut self) {
        if !self.ended {
            self.connection.close_on_drop();
        }
    }
}

#[async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::SeaOrm(tx) | Self::Unchecked(tx) => tx.get_database_backend(),
            Self::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::SeaOrm(tx) | Self::Unchecked(tx) => tx.execute_raw(statement).await,
            Self::Postgres(tx) => {
                let connection = &mut tx.lock().await.connection;
                let done = bound(statement).execute(&mut **connection).await;
                Ok(done.map_err(exec_error)?.into())
            }
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::SeaOrm(tx) | Self::Unchecked(tx) => tx.execute_unprepared(sql).await,
            Self::Postgres(tx) => tx.lock().await.run(sql).await.map_err(exec_error),
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::SeaOrm(tx) | Self::Unchecked(tx) => tx.query_one_raw(statement).await,
            Self::Postgres(tx) => {
                let connection = &mut tx.lock().await.connection;
                let row: Option<PgRow> = bound(statement)
                    .fetch_optional(&mut **connection)
                    .await
                    .map_err(query_error)?;
                Ok(row.map(QueryResult::from))
            }
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::SeaOrm(tx) | Self::Unchecked(tx) => tx.query_all_raw(statement).await,
            Self::Postgres(tx) => {
                let connection = &mut tx.lock().await.connection;
                let rows: Vec<PgRow> =
                    bound(statement).fetch_all(&mut **connection).await.map_err(query_error)?;
                Ok(rows.into_iter().map(QueryResult::from).collect())
            }
        }
    }
}

fn bound(statement: Statement) -> Query<'static, Postgres, SqlxValues> {
    let values = statement.values.unwrap_or(Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
}

fn conn_error(error: SqlxError) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

fn exec_error(error: SqlxError) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn query_error(error: SqlxError) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

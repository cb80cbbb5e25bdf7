//! Ids for many rows at once.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

use super::WriteTransaction;

/// Ids for `count` new rows of `table`, for an engine that allocates them before the rows are written.
///
/// `None` for one that does not: there the rows are read back. SQLite's write lock, which the
/// transaction must hold, keeps its numbers ours; PostgreSQL's sequence gives each out once.
pub async fn reserve_ids(
    tx: &WriteTransaction,
    table: &'static str,
    count: usize,
) -> Result<Option<Vec<i64>>, DbErr> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    match tx.get_database_backend() {
        DbBackend::Sqlite => {
            let last = last_id(tx, table).await?;
            Ok(Some((last + 1..=last + count).collect()))
        }
        DbBackend::Postgres => {
            let sql = "SELECT nextval(pg_get_serial_sequence($1, 'id')) \
                       FROM generate_series(1, $2)";
            let values = [table.into(), count.into()];
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
            let rows = tx.query_all_raw(statement).await?;
            let ids: Result<Vec<i64>, DbErr> =
                rows.iter().map(|row| row.try_get_by_index(0)).collect();
            Ok(Some(ids?))
        }
        _ => Ok(None),
    }
}

/// The highest id that a SQLite table has or, where it never gives one out twice, ever had.
async fn last_id(tx: &WriteTransaction, table: &'static str) -> Result<i64, DbErr> {
    let number = async |sql: String| -> Result<i64, DbErr> {
        let row = tx.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
        row.map_or(Ok(0), |row| row.try_get_by_index(0))
    };
    let highest = number(format!("SELECT COALESCE(MAX(id), 0) FROM {table}")).await?;
    let remembers = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_sequence'".to_owned();
    if number(remembers).await? == 0 {
        return Ok(highest);
    }
    let ever =
        number(format!("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = '{table}'"));
    Ok(highest.max(ever.await?))
}

//! Ids for many rows at once.

use migration::dialect::{count, no_ids, number, query, texts};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::WriteTransaction;

/// Ids for `wanted` new rows of `table`, for an engine that allocates them before the rows are written.
///
/// `None` for one that does not: there the rows are read back. SQLite's write lock, which the
/// transaction must hold, keeps its numbers ours; PostgreSQL's sequence gives each out once.
pub async fn reserve_ids(
    tx: &WriteTransaction,
    table: &'static str,
    wanted: usize,
) -> Result<Option<Vec<i64>>, DbErr> {
    let wanted = i64::try_from(wanted).unwrap_or(i64::MAX);
    match tx.get_database_backend() {
        DbBackend::Sqlite => {
            let last = last_id(tx, table).await?;
            let end = last.checked_add(wanted).ok_or_else(|| no_ids(table))?;
            Ok(Some((last + 1..=end).collect()))
        }
        DbBackend::Postgres => {
            // The name of the sequence is found once, not for each row.
            let sql = "SELECT nextval(sequence) FROM (SELECT \
                       CAST(pg_get_serial_sequence($1, 'id') AS regclass) AS sequence OFFSET 0) AS one, \
                       generate_series(1, $2)";
            let rows = query(tx, sql, [table.into(), wanted.into()]).await?;
            rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>().map(Some)
        }
        _ => Ok(None),
    }
}

/// The distance between the ids of the rows of one insert, where the engine gives them: a node of Galera
/// leaves those in between to the others.
pub async fn id_step(tx: &WriteTransaction) -> Result<i64, DbErr> {
    let step = number(tx, "SELECT CAST(@@auto_increment_increment AS SIGNED)").await?;
    Ok(i64::try_from(step).unwrap_or(1).max(1))
}

/// The highest id that a SQLite table has or, where it never gives one out twice, ever had.
async fn last_id(tx: &WriteTransaction, table: &'static str) -> Result<i64, DbErr> {
    let highest = number(tx, &format!("SELECT COALESCE(MAX(id), 0) FROM {table}")).await?;
    let remembers = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_sequence'";
    let ever = if number(tx, remembers).await? == 0 {
        0
    } else {
        let sql = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = ?";
        count(tx, sql, [table.into()]).await?
    };
    Ok(i64::try_from(highest.max(ever)).unwrap_or(i64::MAX))
}

/// Which tables of a SQLite file have a row with the highest id there is. To a row without an id SQLite
/// says then that the disk is full.
pub async fn without_ids<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(Vec::new());
    }
    let sql = "SELECT 'users' WHERE EXISTS (SELECT 1 FROM users WHERE id = 9223372036854775807) \
               UNION ALL SELECT 'meetings' \
               WHERE EXISTS (SELECT 1 FROM meetings WHERE id = 9223372036854775807) \
               UNION ALL SELECT CAST(name AS TEXT) FROM sqlite_sequence \
               WHERE seq = 9223372036854775807 AND name IN ('users', 'meetings')";
    texts(db, sql).await
}

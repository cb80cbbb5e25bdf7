//! The statistics of the query planner about the tables.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::{query, texts};

/// How many rows the query planner expects in `table`; `None` if it has no statistics.
pub async fn estimated_rows<C: ConnectionTrait>(
    db: &C,
    table: &'static str,
) -> Result<Option<i64>, DbErr> {
    let sql = match db.get_database_backend() {
        // More changes than rows make the statistics useless.
        DbBackend::Postgres => {
            "SELECT CASE WHEN s.n_mod_since_analyze > c.reltuples OR NOT EXISTS (SELECT 1 \
             FROM pg_stats v WHERE v.schemaname = current_schema() AND v.tablename = $1) \
             THEN NULL ELSE CAST(c.reltuples AS BIGINT) END \
             FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid \
             WHERE s.schemaname = current_schema() AND s.relname = $1"
        }
        DbBackend::Sqlite => return sqlite_estimate(db, table).await,
        _ => {
            "SELECT CAST(table_rows AS SIGNED) FROM information_schema.tables \
             WHERE table_schema = DATABASE() AND table_name = ?"
        }
    };
    let found = query(db, sql, [table.into()]).await?;
    found.first().map_or(Ok(None), |row| row.try_get_by_index(0))
}

async fn sqlite_estimate<C: ConnectionTrait>(
    db: &C,
    table: &'static str,
) -> Result<Option<i64>, DbErr> {
    let analyzed = "SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'";
    if texts(db, analyzed).await?.is_empty() {
        return Ok(None);
    }
    // An index that was created later has no statistics. The first number is that of the rows.
    let sql = "SELECT CASE WHEN EXISTS (SELECT 1 FROM pragma_index_list(?1) l WHERE NOT EXISTS \
               (SELECT 1 FROM sqlite_stat1 s WHERE s.tbl = ?1 AND s.idx = l.name)) THEN NULL \
               ELSE (SELECT MAX(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = ?1) END";
    let found = query(db, sql, [table.into()]).await?;
    found.first().map_or(Ok(None), |row| row.try_get_by_index(0))
}

/// Whether others may begin to read a table while its statistics are updated: MySQL lets them wait for
/// those who read already.
pub fn analyzes_beside_readers(backend: DbBackend) -> bool {
    backend == DbBackend::Postgres
}

/// The statements that update the statistics of `table` without blocking writers.
pub fn analyze(backend: DbBackend, table: &'static str) -> Vec<String> {
    match backend {
        DbBackend::Sqlite => {
            vec!["PRAGMA analysis_limit = 1000".to_owned(), format!("ANALYZE {table}")]
        }
        DbBackend::Postgres => vec![format!("ANALYZE {table}")],
        _ => vec![format!("ANALYZE TABLE {table}")],
    }
}

//! What the catalogues of the engines say of constraints, indexes and statistics.

use migration::runner::MissingIndex;
use sea_orm::{DatabaseConnection, DbBackend, DbErr, QueryResult};

use super::inspect::{as_text, rows};

/// A rule that the engine is to hold.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// Every value of a column is the id of a row of another table.
    Reference {
        /// The column.
        column: &'static str,
        /// The other table.
        parent: &'static str,
    },
    /// A CHECK of this name.
    Check(&'static str),
    /// No two rows have the same value in this column.
    Unique(&'static str),
}

/// Where a rule stands: `ok`, or in a few words why it does not hold.
pub async fn standing_of(
    db: &DatabaseConnection,
    table: &'static str,
    rule: Rule,
) -> Result<String, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => postgres_rule(rule),
        DbBackend::MySql => mysql_rule(rule),
        _ => sqlite_rule(rule),
    };
    let values = match rule {
        Rule::Reference { column, parent } => vec![table.into(), column.into(), parent.into()],
        Rule::Check(name) | Rule::Unique(name) => vec![table.into(), name.into()],
    };
    let found = rows(db, sql, values).await?;
    // Of two that are alike, one that holds is enough: it sorts first.
    found
        .first()
        .map_or(Ok("missing".to_owned()), |row| row.try_get_by_index(0))
}

fn postgres_rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Reference { .. } => {
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgconstraint = c.oid \
             AND t.tgenabled IN ('D', 'R')) THEN 'switched off' \
             WHEN NOT c.convalidated THEN 'not validated' ELSE 'ok' END \
             FROM pg_constraint c JOIN pg_class child ON child.oid = c.conrelid \
             JOIN pg_class parent ON parent.oid = c.confrelid \
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
             WHERE c.contype = 'f' AND child.relname = $1 AND a.attname = $2 \
             AND parent.relname = $3 AND child.relnamespace = \
             (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
             ORDER BY c.convalidated DESC, 1"
        }
        Rule::Check(_) => {
            "SELECT CASE WHEN c.convalidated THEN 'ok' ELSE 'not validated' END \
             FROM pg_constraint c JOIN pg_class child ON child.oid = c.conrelid \
             WHERE c.contype = 'c' AND child.relname = $1 AND c.conname = $2 \
             AND child.relnamespace = \
             (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        }
        Rule::Unique(_) => {
            "SELECT 'ok' FROM pg_index x JOIN pg_class owner ON owner.oid = x.indrelid \
             JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] \
             WHERE x.indisunique AND x.indisvalid AND x.indnkeyatts = 1 AND x.indpred IS NULL \
             AND owner.relname = $1 AND a.attname = $2 AND owner.relnamespace = \
             (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        }
    }
}

fn mysql_rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Reference { .. } => {
            "SELECT 'ok' FROM information_schema.key_column_usage \
             WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ? \
             AND referenced_table_schema = DATABASE() AND referenced_table_name = ?"
        }
        Rule::Check(_) => {
            "SELECT 'ok' FROM information_schema.table_constraints \
             WHERE table_schema = DATABASE() AND constraint_type = 'CHECK' \
             AND table_name = ? AND constraint_name = ?"
        }
        Rule::Unique(_) => {
            "SELECT 'ok' FROM information_schema.statistics \
             WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0 \
             GROUP BY index_name HAVING COUNT(*) = 1 AND MIN(column_name) = ?"
        }
    }
}

fn sqlite_rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Reference { .. } => {
            "SELECT 'ok' FROM pragma_foreign_key_list(?) WHERE \"from\" = ? AND \"table\" = ?"
        }
        Rule::Check(_) => {
            "SELECT 'ok' FROM sqlite_master WHERE type = 'table' AND name = ? \
             AND instr(sql, ?) > 0"
        }
        Rule::Unique(_) => {
            "SELECT 'ok' FROM pragma_index_list(?) l WHERE l.\"unique\" = 1 AND l.partial = 0 \
             AND (SELECT group_concat(name) FROM pragma_index_info(l.name)) = ?"
        }
    }
}

/// Settings of the server under which rules do not hold, such as `foreign_key_checks = OFF`.
pub async fn switched_off(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT CAST(name AS TEXT), CAST(setting AS TEXT) FROM pg_settings \
             WHERE name = 'session_replication_role' AND setting = 'replica'"
        }
        DbBackend::MySql => {
            "SHOW GLOBAL VARIABLES WHERE Value = 'OFF' \
             AND Variable_name IN ('foreign_key_checks', 'check_constraint_checks')"
        }
        _ => return Ok(Vec::new()),
    };
    let setting = |row: &QueryResult| -> Result<String, DbErr> {
        let (name, value): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        Ok(format!("{name} = {value}"))
    };
    rows(db, sql, []).await?.iter().map(setting).collect()
}

/// Names of indexes that are there and of no use: PostgreSQL keeps what is left of an attempt
/// to make one beside its writers. One that is being made just now is none of them.
pub async fn useless_indexes(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(Vec::new());
    }
    let sql = "SELECT CAST(i.relname AS TEXT) FROM pg_index x \
               JOIN pg_class i ON i.oid = x.indexrelid \
               WHERE NOT x.indisvalid AND i.relnamespace = \
               (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
               AND NOT EXISTS (SELECT 1 FROM pg_stat_progress_create_index p \
               WHERE p.relid = x.indrelid)";
    let found = rows(db, sql, []).await?;
    found.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// The statements that make an index while others write; `useless`: remains of it are there.
pub fn make_index(backend: DbBackend, index: &MissingIndex, useless: bool) -> Vec<String> {
    let MissingIndex { name, sql, .. } = index;
    match backend {
        DbBackend::Postgres => {
            let drop = useless.then(|| format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"));
            let make = sql.replacen(" INDEX ", " INDEX CONCURRENTLY ", 1);
            drop.into_iter().chain([make]).collect()
        }
        // Statements that change a table wait for a day by default.
        DbBackend::MySql => vec![
            format!(
                "SET SESSION lock_wait_timeout = {}",
                super::LOCK_WAIT.as_secs()
            ),
            sql.clone(),
        ],
        _ => vec![sql.clone()],
    }
}

/// The statements that clear away what a failed attempt to make an index leaves.
pub fn drop_remains(backend: DbBackend, index: &MissingIndex) -> Vec<String> {
    match backend {
        DbBackend::Postgres => {
            vec![format!("DROP INDEX CONCURRENTLY IF EXISTS {}", index.name)]
        }
        _ => Vec::new(),
    }
}

/// How many rows the query planner thinks `table` has; `None` if it was never told.
pub async fn estimate(db: &DatabaseConnection, table: &'static str) -> Result<Option<i64>, DbErr> {
    let sql = match db.get_database_backend() {
        // More changes than rows make every figure worthless.
        DbBackend::Postgres => {
            "SELECT CASE WHEN s.n_mod_since_analyze > c.reltuples OR NOT EXISTS (SELECT 1 \
             FROM pg_stats v WHERE v.schemaname = current_schema() AND v.tablename = $1) \
             THEN NULL ELSE CAST(c.reltuples AS BIGINT) END \
             FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid \
             WHERE s.schemaname = current_schema() AND s.relname = $1"
        }
        DbBackend::MySql => {
            "SELECT CAST(table_rows AS SIGNED) FROM information_schema.tables \
             WHERE table_schema = DATABASE() AND table_name = ?"
        }
        _ => return sqlite_estimate(db, table).await,
    };
    let found = rows(db, sql, [table.into()]).await?;
    found
        .first()
        .map_or(Ok(None), |row| row.try_get_by_index(0))
}

async fn sqlite_estimate(
    db: &DatabaseConnection,
    table: &'static str,
) -> Result<Option<i64>, DbErr> {
    let measured = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'";
    if rows(db, measured, []).await?.is_empty() {
        return Ok(None);
    }
    // An index that was made later has no figures yet. The number in front is that of the rows.
    let sql = "SELECT CASE WHEN EXISTS (SELECT 1 FROM pragma_index_list(?1) l WHERE NOT EXISTS \
               (SELECT 1 FROM sqlite_stat1 s WHERE s.tbl = ?1 AND s.idx = l.name)) THEN NULL \
               ELSE (SELECT MAX(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = ?1) END";
    let found = rows(db, sql, [table.into()]).await?;
    found
        .first()
        .map_or(Ok(None), |row| row.try_get_by_index(0))
}

/// The statements that measure `table` for the query planner, without keeping writers waiting.
pub fn measure(backend: DbBackend, table: &'static str) -> Vec<String> {
    match backend {
        DbBackend::MySql => vec![format!("ANALYZE TABLE {table}")],
        DbBackend::Postgres => vec![format!("ANALYZE {table}")],
        _ => vec![
            "PRAGMA analysis_limit = 1000".to_owned(),
            format!("ANALYZE {table}"),
        ],
    }
}

/// The text of a key: an id, or `meeting/user`.
pub fn key_text(backend: DbBackend, columns: &[&str]) -> String {
    let parts: Vec<String> = columns
        .iter()
        .map(|column| format!("COALESCE({}, 'NULL')", as_text(backend, column)))
        .collect();
    match (&parts[..], backend) {
        ([one], _) => one.clone(),
        (_, DbBackend::MySql) => format!("CONCAT({})", parts.join(", '/', ")),
        _ => parts.join(" || '/' || "),
    }
}

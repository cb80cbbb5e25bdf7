//! The role of a server.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// The role of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerRole {
    /// It is writable.
    Writable,
    /// It is read-only by its settings.
    ReadOnly,
    /// It is a standby, and read-only.
    Standby,
    /// It is a Galera node that lost its cluster: what it holds may be old.
    NonPrimary,
}

/// Asks a server for its role; a SQLite file is always treated as writable.
pub async fn server_role(db: &DatabaseConnection) -> Result<ServerRole, DbErr> {
    match db.get_database_backend() {
        DbBackend::Postgres => {
            // Not the setting of this session, which `--read-only` changes.
            let sql = "SELECT pg_is_in_recovery(), reset_val = 'on' FROM pg_settings \
                       WHERE name = 'default_transaction_read_only'";
            let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
            let refuses = row.map(|row| -> Result<(bool, bool), DbErr> {
                Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))
            });
            Ok(match refuses.transpose()? {
                Some((true, _)) => ServerRole::Standby,
                Some((_, true)) => ServerRole::ReadOnly,
                _ => ServerRole::Writable,
            })
        }
        DbBackend::MySql => mysql_role(db).await,
        _ => Ok(ServerRole::Writable),
    }
}

/// SHOW answers also on a node that refuses every query.
async fn mysql_role(db: &DatabaseConnection) -> Result<ServerRole, DbErr> {
    let variables =
        show(db, "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'wsrep_on')").await?;
    let status = show(
        db,
        "SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_cluster_status')",
    )
    .await?;
    let is = |set: &[(String, String)], name: &str, value: &str| {
        set.iter().any(|(n, v)| n.eq_ignore_ascii_case(name) && v.eq_ignore_ascii_case(value))
    };
    let cluster = is(&variables, "wsrep_on", "ON");
    // MariaDB has several ways to be read-only.
    let read_only = variables.iter().any(|(name, value)| name == "read_only" && value != "OFF");
    let inside = is(&status, "wsrep_ready", "ON") && is(&status, "wsrep_cluster_status", "Primary");
    Ok(if cluster && !inside {
        ServerRole::NonPrimary
    } else if read_only {
        ServerRole::ReadOnly
    } else {
        ServerRole::Writable
    })
}

/// Whether a MySQL server sends each transaction as a whole to others, before it is committed.
pub(super) async fn in_cluster<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    let variables = show(
        db,
        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('wsrep_on', 'group_replication_group_name')",
    );
    Ok(variables.await?.iter().any(|(_, value)| !["", "OFF"].contains(&value.as_str())))
}

async fn show<C: ConnectionTrait>(db: &C, sql: &str) -> Result<Vec<(String, String)>, DbErr> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::MySql, sql)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

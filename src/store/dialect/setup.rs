//! The setup of a session, and the role of a server.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// A statement that sets up a session.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The statement.
    pub sql: String,
    /// An engine that does not know the setting works without it.
    pub optional: bool,
}

fn must(sql: impl Into<String>) -> Setup {
    Setup { sql: sql.into(), optional: false }
}

fn if_known(sql: impl Into<String>) -> Setup {
    Setup { sql: sql.into(), optional: true }
}

/// How long a session waits for a lock before it tries again or gives up.
pub const LOCK_WAIT: Duration = Duration::from_secs(5);

/// How long a server keeps a transaction whose client is silent. Ours never pause; one whose
/// client vanished would block all users it booked until the network times out.
const IDLE: Duration = Duration::from_secs(5);

/// What a PostgreSQL session sets up after it connects, and after every reconnect.
pub fn postgres_setup(read_only: bool, timeout: Option<Duration>) -> Vec<Setup> {
    // By default a lock is waited for without end, and kept by a client that vanished. Limits of
    // the user's own settings are kept.
    let mut setup = vec![must(format!(
        "SELECT set_config(name, CASE name WHEN 'lock_timeout' THEN '{}s' ELSE '{}s' END, false) \
         FROM pg_settings WHERE setting = '0' \
         AND name IN ('lock_timeout', 'idle_in_transaction_session_timeout')",
        LOCK_WAIT.as_secs(),
        IDLE.as_secs()
    ))];
    if read_only {
        setup.push(must("SET default_transaction_read_only = on"));
    }
    if let Some(limit) = timeout {
        let limit = limit.as_millis().max(1);
        setup.push(must(format!("SET statement_timeout = {limit}")));
    }
    setup
}

/// What a MySQL or MariaDB session sets up after it connects, and after every reconnect.
pub fn mysql_setup(read_only: bool, timeout: Option<Duration>) -> Vec<Setup> {
    // MySQL ends no statement that waits for a lock at the limit of the client: it waits no longer.
    let wait = timeout.map_or(LOCK_WAIT, |limit| limit.min(LOCK_WAIT));
    let wait = wait.as_secs_f64().ceil().max(1.0);
    // MySQL gives LEAST another type than the variable has, and refuses it without the cast.
    let shortest = |variable: &str| {
        format!("{variable} = CAST(LEAST(@@SESSION.{variable}, {wait}) AS SIGNED)")
    };
    let mut setup = vec![
        // What does not fit is refused, not cut, whatever the server's own mode is. The lock of a
        // table's definition is waited for a year by default.
        must(format!(
            "SET SESSION sql_mode = CONCAT_WS(',', NULLIF(@@SESSION.sql_mode, ''), \
             'STRICT_ALL_TABLES', 'NO_ZERO_DATE', 'NO_ZERO_IN_DATE'), {}, {}",
            shortest("innodb_lock_wait_timeout"),
            shortest("lock_wait_timeout")
        )),
        // MariaDB alone.
        if_known(format!("SET SESSION idle_write_transaction_timeout = {}", IDLE.as_secs())),
        // On Galera: read what any node has committed before.
        if_known("SET SESSION wsrep_sync_wait = 1"),
        // MySQL alone: the number of rows of a table is not one of yesterday.
        if_known("SET SESSION information_schema_stats_expiry = 0"),
    ];
    if read_only {
        setup.push(must("SET SESSION TRANSACTION READ ONLY"));
    }
    if let Some(limit) = timeout {
        let limit = limit.max(Duration::from_millis(1));
        // MariaDB, for every statement; MySQL, for queries alone.
        setup
            .push(if_known(format!("SET SESSION max_statement_time = {:.3}", limit.as_secs_f64())));
        setup.push(if_known(format!("SET SESSION max_execution_time = {}", limit.as_millis())));
    }
    setup
}

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

async fn show(db: &DatabaseConnection, sql: &str) -> Result<Vec<(String, String)>, DbErr> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::MySql, sql)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

//! Who holds the locks that a statement waited for, as far as the engine shows.

use std::fmt;
use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};

use super::{query, text};

/// How many holders are named.
const MAX_HOLDERS: usize = 3;

/// Another session, or another program, that holds locks on tables of meetctl.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockHolder {
    /// The kind of `id`: `session`, `prepared transaction` or `process`.
    pub kind: String,
    /// The number or the name by which the engine knows it.
    pub id: String,
    /// Its user, and what it calls itself; may be empty.
    pub name: String,
    /// What it does, such as `idle in transaction`; may be empty.
    pub state: String,
    /// For how many seconds, if that is known.
    pub seconds: Option<i64>,
    /// Whether the engine says that it has a lock; otherwise it is one of the sessions that may.
    pub certain: bool,
}

impl fmt::Display for LockHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, id, name, state, seconds, certain } = self;
        let held = if *certain { "held" } else { "perhaps held" };
        write!(f, "{held} by {kind} {id}")?;
        if !name.is_empty() {
            write!(f, " ({name})")?;
        }
        if !state.is_empty() {
            write!(f, ", {state}")?;
        }
        seconds.map_or(Ok(()), |seconds| write!(f, ", for {seconds} s"))
    }
}

/// Other sessions that hold locks on tables of meetctl and wait for none themselves, oldest first; at
/// most three. Empty if the engine does not show them, not to this user, or not soon.
pub async fn lock_holders<C: ConnectionTrait>(db: &C) -> Vec<LockHolder> {
    const MAX_WAIT: Duration = Duration::from_secs(2);
    tokio::time::timeout(MAX_WAIT, ask(db)).await.unwrap_or_default()
}

async fn ask<C: ConnectionTrait>(db: &C) -> Vec<LockHolder> {
    let sources: &[(&str, bool)] = match db.get_database_backend() {
        DbBackend::Postgres => &[(POSTGRES, true), (POSTGRES_SNAPSHOTS, true)],
        DbBackend::MySql => &[
            (PERFORMANCE_SCHEMA, true),
            (METADATA_LOCK_INFO, true),
            (INNODB_TRX, true),
            (PROCESSLIST, false),
        ],
        _ => return super::file_locks::holders(db).await,
    };
    for (sql, certain) in sources {
        // A view that the server lacks, or that this user may not read, says nothing.
        let rows = query(db, sql, []).await.unwrap_or_default();
        let holders: Result<Vec<LockHolder>, DbErr> =
            rows.iter().take(MAX_HOLDERS).map(|row| holder(row, *certain)).collect();
        match holders {
            Ok(holders) if !holders.is_empty() => return holders,
            _ => {}
        }
    }
    Vec::new()
}

fn holder(row: &QueryResult, certain: bool) -> Result<LockHolder, DbErr> {
    Ok(LockHolder {
        kind: text(row, 0)?,
        id: text(row, 1)?,
        name: text(row, 2)?,
        state: text(row, 3)?,
        seconds: row.try_get_by_index(4)?,
        certain,
    })
}

/// Sessions and prepared transactions with a lock on a table of the schema.
const POSTGRES: &str = "\
    SELECT 'session', CAST(a.pid AS TEXT), \
    concat_ws(', ', CAST(a.usename AS TEXT), NULLIF(a.application_name, '')), \
    COALESCE(a.state, ''), \
    CAST(EXTRACT(EPOCH FROM clock_timestamp() - a.xact_start) AS BIGINT) AS seconds \
    FROM pg_stat_activity a WHERE a.pid <> pg_backend_pid() \
    AND cardinality(pg_blocking_pids(a.pid)) = 0 AND a.pid IN (SELECT l.pid FROM pg_locks l \
    WHERE l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
    AND l.relation IN (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p'))) \
    UNION ALL SELECT 'prepared transaction', p.gid, CAST(p.owner AS TEXT), '', \
    CAST(EXTRACT(EPOCH FROM clock_timestamp() - p.prepared) AS BIGINT) \
    FROM pg_prepared_xacts p WHERE p.database = current_database() \
    ORDER BY seconds DESC NULLS LAST LIMIT 3";

/// Sessions with an old snapshot, for which an index that is created concurrently waits.
const POSTGRES_SNAPSHOTS: &str = "\
    SELECT 'session', CAST(pid AS TEXT), \
    concat_ws(', ', CAST(usename AS TEXT), NULLIF(application_name, '')), COALESCE(state, ''), \
    CAST(EXTRACT(EPOCH FROM clock_timestamp() - xact_start) AS BIGINT) AS seconds \
    FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() \
    AND backend_xmin IS NOT NULL AND xact_start < clock_timestamp() - interval '1 second' \
    ORDER BY seconds DESC NULLS LAST LIMIT 3";

/// MySQL, for a user who may read it.
const PERFORMANCE_SCHEMA: &str = "\
    SELECT 'session', CAST(t.processlist_id AS CHAR), CAST(COALESCE(t.processlist_user, '') AS CHAR), \
    CAST(LOWER(COALESCE(NULLIF(t.processlist_state, ''), t.processlist_command, '')) AS CHAR), \
    CAST(t.processlist_time AS SIGNED) \
    FROM performance_schema.threads t WHERE t.processlist_id <> CONNECTION_ID() \
    AND t.thread_id IN (SELECT m.owner_thread_id FROM performance_schema.metadata_locks m \
    WHERE m.lock_status = 'GRANTED' AND ((m.object_type = 'TABLE' AND m.object_schema = DATABASE()) \
    OR (m.object_type IN ('GLOBAL', 'BACKUP LOCK') AND m.lock_duration = 'EXPLICIT'))) \
    AND t.thread_id NOT IN (SELECT m.owner_thread_id FROM performance_schema.metadata_locks m \
    WHERE m.lock_status = 'PENDING') ORDER BY t.processlist_time DESC LIMIT 3";

/// MariaDB, where the plugin is loaded.
const METADATA_LOCK_INFO: &str = "\
    SELECT 'session', CAST(p.id AS CHAR), CAST(p.user AS CHAR), \
    CAST(LOWER(COALESCE(NULLIF(p.state, ''), p.command)) AS CHAR), CAST(p.time AS SIGNED) \
    FROM information_schema.processlist p WHERE p.id <> CONNECTION_ID() \
    AND COALESCE(p.state, '') NOT LIKE 'Waiting%' AND p.id IN (SELECT m.thread_id \
    FROM information_schema.metadata_lock_info m WHERE m.table_schema = DATABASE() \
    OR m.lock_type LIKE '%Global%') ORDER BY p.time DESC LIMIT 3";

/// Open transactions, for a user with the right PROCESS.
const INNODB_TRX: &str = "\
    SELECT 'session', CAST(p.id AS CHAR), CAST(p.user AS CHAR), \
    CAST(LOWER(COALESCE(NULLIF(p.state, ''), p.command)) AS CHAR), \
    CAST(TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) AS SIGNED) \
    FROM information_schema.innodb_trx t \
    JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id \
    WHERE p.id <> CONNECTION_ID() AND p.db = DATABASE() AND t.trx_state <> 'LOCK WAIT' \
    ORDER BY t.trx_started LIMIT 3";

/// Sessions in the database: those of this user, or with the right PROCESS all.
const PROCESSLIST: &str = "\
    SELECT 'session', CAST(id AS CHAR), CAST(user AS CHAR), \
    CAST(LOWER(COALESCE(NULLIF(state, ''), command)) AS CHAR), CAST(time AS SIGNED) \
    FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db = DATABASE() \
    AND COALESCE(state, '') NOT LIKE 'Waiting%' ORDER BY time DESC LIMIT 3";

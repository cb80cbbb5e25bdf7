//! The settings of a session: everything that a server, a database or a role may set otherwise and
//! that changes what our statements mean, what they answer, or how long they wait.
//!
//! A setting is given its value where the server has another one, at every connect. What the user may
//! not change is thus no problem as long as it is right, and an error if it is not.

use std::time::Duration;

/// A step that sets up a session.
#[derive(Debug, Clone)]
pub enum Setup {
    /// A statement.
    Statement(String),
    /// Settings of MySQL and its relatives: one that the server does not know is left out.
    Variables(Vec<Variable>),
}

/// A setting of MySQL, and what it has to be.
#[derive(Debug, Clone)]
pub struct Variable {
    name: &'static str,
    value: Value,
}

#[derive(Debug, Clone)]
enum Value {
    Is(&'static str),
    AtLeast(u64),
    /// And not 0, which sets no limit, or does not wait.
    AtMost(u64),
    /// Not a value but the word.
    Default,
    Set(String),
}

/// How long a session waits for a lock before it tries again or gives up.
pub const LOCK_WAIT: Duration = Duration::from_secs(5);

/// How long a server keeps a transaction whose client is silent. Ours never pause; one whose
/// client vanished would block all users it booked until the network times out.
const IDLE: Duration = Duration::from_secs(5);

/// Settings of PostgreSQL, each with an expression of its value that may use the present one,
/// `setting`.
const POSTGRES: [(&str, &str); 20] = [
    // What the driver asks for when it connects, should a pooler ignore that. Where a database has no
    // encoding, the server would refuse to send what is not UTF-8.
    (
        "client_encoding",
        "CASE current_setting('server_encoding') WHEN 'SQL_ASCII' THEN 'SQL_ASCII' ELSE 'UTF8' END",
    ),
    ("DateStyle", "'ISO, MDY'"),
    ("TimeZone", "'UTC'"),
    // One schema: the queries of the catalogues name one, and names have to mean that one too. A table of
    // pg_temp would be gone with the session.
    (
        "search_path",
        "COALESCE((SELECT quote_ident(CAST(schema AS TEXT)) FROM unnest(current_schemas(false)) schema \
         WHERE left(CAST(schema AS TEXT), 3) <> 'pg_' LIMIT 1), '')",
    ),
    ("standard_conforming_strings", "'on'"),
    ("transform_null_equals", "'off'"),
    ("quote_all_identifiers", "'off'"),
    ("array_nulls", "'on'"),
    // A policy that hides rows is an error: what is hidden would be booked twice.
    ("row_security", "'off'"),
    // A damaged page is an error.
    ("zero_damaged_pages", "'off'"),
    ("ignore_checksum_failure", "'off'"),
    ("default_transaction_isolation", "'read committed'"),
    ("default_transaction_deferrable", "'off'"),
    // What is reported as done has reached the disk. How many servers it has reached, the server
    // decides.
    ("synchronous_commit", "CASE setting WHEN 'off' THEN 'local' ELSE setting END"),
    ("default_table_access_method", "'heap'"),
    ("client_min_messages", "'warning'"),
    ("exit_on_error", "'off'"),
    // A listing may wait for its reader, a question for its answer.
    ("idle_session_timeout", "'0'"),
    ("transaction_timeout", "'0'"),
    // Triggers enforce foreign keys.
    ("session_replication_role", "'origin'"),
];

/// What a PostgreSQL session sets up after it connects, and after every reconnect.
pub fn postgres_setup(read_only: bool, timeout: Option<Duration>) -> Vec<Setup> {
    // A limit that a user set is kept if it is shorter. Zero is none.
    let at_most = |limit: Duration| {
        let limit = limit.as_millis();
        format!(
            "CASE WHEN CAST(setting AS BIGINT) BETWEEN 1 AND {limit} THEN setting ELSE '{limit}' END"
        )
    };
    let mut settings: Vec<(&str, String)> =
        POSTGRES.map(|(name, value)| (name, value.to_owned())).into();
    if read_only {
        // Reading is right with triggers and without, and the doctor reports who lacks them.
        settings.retain(|(name, _)| *name != "session_replication_role");
    }
    settings.push(("lock_timeout", at_most(LOCK_WAIT)));
    settings.push(("idle_in_transaction_session_timeout", format!("'{}'", IDLE.as_millis())));
    if let Some(limit) = timeout {
        settings.push(("statement_timeout", format!("'{}'", limit.as_millis().max(1))));
    }
    let mut values = String::new();
    for (name, value) in settings {
        values.extend([" WHEN '", name, "' THEN ", &value]);
    }
    // Nothing may run without it, so it is not looked up.
    let last = if read_only { "; SET default_transaction_read_only = on" } else { "" };
    vec![Setup::Statement(format!(
        "SELECT set_config(name, value, false) FROM (SELECT name, setting, \
         CASE name{values} END AS value FROM pg_settings) wanted WHERE value <> setting{last}"
    ))]
}

/// Settings of MySQL, MariaDB and Galera.
const MYSQL: [(&str, &str); 19] = [
    // A commit ends the transaction, and does not begin another.
    ("completion_type", "NO_CHAIN"),
    ("transaction_isolation", "REPEATABLE-READ"),
    // The name that MariaDB had for it.
    ("tx_isolation", "REPEATABLE-READ"),
    ("foreign_key_checks", "ON"),
    ("unique_checks", "ON"),
    ("check_constraint_checks", "ON"),
    ("sql_auto_is_null", "OFF"),
    ("sql_safe_updates", "OFF"),
    ("sql_if_exists", "OFF"),
    ("sql_quote_show_create", "ON"),
    ("insert_id", "0"),
    ("alter_algorithm", "DEFAULT"),
    ("old_mode", ""),
    // The number of rows of a table is not one of yesterday.
    ("information_schema_stats_expiry", "0"),
    // A listing may wait for its reader, a question for its answer. Only a writer delays others.
    ("idle_transaction_timeout", "0"),
    ("idle_readonly_transaction_timeout", "0"),
    // On Galera: read what any node has committed before, nothing from a node that lost its cluster,
    // and change the schema on every node.
    ("wsrep_sync_wait", "1"),
    ("wsrep_dirty_reads", "OFF"),
    ("wsrep_OSU_method", "TOI"),
];

/// Settings where a larger value is as good.
const AT_LEAST: [(&str, u64); 5] = [
    ("wait_timeout", 28_800),
    ("net_read_timeout", 30),
    ("net_write_timeout", 60),
    // Longer texts are sorted as if they ended there. An address has at most 255 characters.
    ("max_sort_length", 1024),
    ("sort_buffer_size", 256 * 1024),
];

/// What decides how all that follows is read: the syntax, how many rows a query may yield, the
/// encoding, whether each statement is one transaction.
///
/// What does not fit is refused, not cut. No table gets another engine than the one it asks for. The
/// limit of rows is the largest number that every relative of MySQL takes.
const FIRST: &str = "SET SESSION sql_mode = \
    'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION', \
    SESSION sql_select_limit = 9223372036854775807, SESSION sql_big_selects = 1, \
    SESSION autocommit = 1, \
    SESSION time_zone = '+00:00', NAMES utf8mb4 COLLATE utf8mb4_bin";

/// What a MySQL or MariaDB session sets up after it connects, and after every reconnect.
pub fn mysql_setup(read_only: bool, timeout: Option<Duration>) -> Vec<Setup> {
    // MySQL ends no statement that waits for a lock at the limit of the client: it waits no longer.
    let wait = timeout.map_or(LOCK_WAIT, |limit| limit.min(LOCK_WAIT));
    let wait = wait.as_millis().div_ceil(1000).max(1);
    let wait = u64::try_from(wait).unwrap_or(u64::MAX);
    let mut variables: Vec<Variable> =
        MYSQL.map(|(name, value)| Variable { name, value: Value::Is(value) }).into();
    variables.extend(AT_LEAST.map(|(name, least)| Variable { name, value: Value::AtLeast(least) }));
    // Rows as they are now.
    variables.push(Variable { name: "system_versioning_asof", value: Value::Default });
    // The lock of a table's definition is waited for a year by default.
    for name in ["innodb_lock_wait_timeout", "lock_wait_timeout"] {
        variables.push(Variable { name, value: Value::AtMost(wait) });
    }
    let idle = Value::AtMost(IDLE.as_secs());
    variables.push(Variable { name: "idle_write_transaction_timeout", value: idle });
    if let Some(limit) = timeout {
        // MariaDB, for every statement, in seconds; MySQL, for queries alone.
        let limit = limit.max(Duration::from_millis(1));
        let seconds = Value::Set(format!("{:.3}", limit.as_secs_f64()));
        variables.push(Variable { name: "max_statement_time", value: seconds });
        let millis = Value::Set(limit.as_millis().to_string());
        variables.push(Variable { name: "max_execution_time", value: millis });
    }
    // What init_connect began would never be committed.
    let last = if read_only { "ROLLBACK; SET SESSION TRANSACTION READ ONLY" } else { "ROLLBACK" };
    vec![
        Setup::Statement(FIRST.to_owned()),
        Setup::Variables(variables),
        Setup::Statement(last.to_owned()),
    ]
}

/// The query for the values of `variables`.
pub fn values_sql(variables: &[Variable]) -> String {
    let names: Vec<String> = variables.iter().map(|v| format!("'{}'", v.name)).collect();
    format!("SHOW SESSION VARIABLES WHERE Variable_name IN ({})", names.join(", "))
}

/// The statement that sets what is not as it has to be, of what the server knows; `None` if all is.
pub fn set_sql(variables: &[Variable], found: &[(String, String)]) -> Option<String> {
    let assignments = variables.iter().filter_map(|variable| {
        let (_, value) = found.iter().find(|(name, _)| name.eq_ignore_ascii_case(variable.name))?;
        Some(format!("SESSION {} = {}", variable.name, variable.value.instead_of(value)?))
    });
    let assignments: Vec<String> = assignments.collect();
    (!assignments.is_empty()).then(|| format!("SET {}", assignments.join(", ")))
}

impl Value {
    /// The literal to set; `None` if `present` is right.
    fn instead_of(&self, present: &str) -> Option<String> {
        let number = || present.parse::<u64>().ok();
        match self {
            Self::Is(value) if *value == present => None,
            Self::Is(value) if value.parse::<u64>().is_ok() => Some((*value).to_owned()),
            Self::Is(value) => Some(format!("'{value}'")),
            Self::AtLeast(least) => number().is_none_or(|n| n < *least).then(|| least.to_string()),
            Self::AtMost(most) => {
                number().is_none_or(|n| n == 0 || n > *most).then(|| most.to_string())
            }
            Self::Default => (present != "DEFAULT").then(|| "DEFAULT".to_owned()),
            Self::Set(value) => Some(value.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[(&str, &str)]) -> Vec<(String, String)> {
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn set(values: &[(&str, &str)], timeout: Option<Duration>) -> Option<String> {
        let setup = mysql_setup(false, timeout);
        let Some(Setup::Variables(variables)) = setup.get(1) else { panic!("{setup:?}") };
        set_sql(variables, &found(values))
    }

    #[test]
    fn only_what_is_known_and_not_right_is_set() {
        let right = [
            ("completion_type", "NO_CHAIN"),
            ("insert_id", "0"),
            ("lock_wait_timeout", "3"),
            ("wait_timeout", "31536000"),
            ("system_versioning_asof", "DEFAULT"),
        ];
        assert_eq!(set(&right, None), None);
        let wrong = [
            ("completion_type", "CHAIN"),
            ("wsrep_osu_method", "RSU"),
            ("insert_id", "7"),
            ("lock_wait_timeout", "0"),
            ("innodb_lock_wait_timeout", "50"),
            ("wait_timeout", "1"),
            ("system_versioning_asof", "2020-01-01 00:00:00.000000"),
            ("of_another_program", "1"),
        ];
        let expected = "SET SESSION completion_type = 'NO_CHAIN', SESSION insert_id = 0, \
                        SESSION wsrep_OSU_method = 'TOI', SESSION wait_timeout = 28800, \
                        SESSION system_versioning_asof = DEFAULT, \
                        SESSION innodb_lock_wait_timeout = 5, SESSION lock_wait_timeout = 5";
        assert_eq!(set(&wrong, None).as_deref(), Some(expected));
    }

    #[test]
    fn no_wait_is_longer_than_the_timeout() {
        let found = [("lock_wait_timeout", "50"), ("max_statement_time", "0.000000")];
        let limit = Some(Duration::from_millis(1500));
        let expected = "SET SESSION lock_wait_timeout = 2, SESSION max_statement_time = 1.500";
        assert_eq!(set(&found, limit).as_deref(), Some(expected));
    }
}

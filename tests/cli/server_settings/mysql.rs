//! The settings of MariaDB and MySQL.

use harness::database::Connection;
use harness::{Engine, Meetctl, Own, Product};

use super::battery::Battery;
use super::{Assignment, Server, refusals, sweep};

/// Settings that are no numbers or switches, with odd values; a server that does not know a value
/// is not given it.
const WORDS: [(&str, &[&str]); 41] = [
    ("block_encryption_mode", &["'aes-256-cbc'"]),
    ("character_set_client", &["latin1", "latin7"]),
    ("character_set_connection", &["latin1", "ucs2"]),
    ("character_set_database", &["latin1"]),
    ("character_set_filesystem", &["latin1"]),
    ("character_set_results", &["latin1", "NULL"]),
    ("character_set_server", &["latin1", "utf16"]),
    ("collation_connection", &["latin1_swedish_ci", "utf8mb4_unicode_ci"]),
    ("collation_database", &["latin1_swedish_ci"]),
    ("collation_server", &["latin1_swedish_ci", "utf8mb4_general_ci"]),
    ("completion_type", &["CHAIN", "RELEASE"]),
    ("default_collation_for_utf8mb4", &["utf8mb4_general_ci"]),
    ("default_regex_flags", &["'DOTALL,EXTENDED'"]),
    ("default_storage_engine", &["MyISAM", "MEMORY"]),
    ("default_tmp_storage_engine", &["MyISAM"]),
    ("explain_format", &["'JSON'"]),
    ("internal_tmp_mem_storage_engine", &["'MEMORY'"]),
    ("lc_messages", &["'de_DE'"]),
    ("lc_time_names", &["'de_DE'"]),
    ("log_disabled_statements", &["'slave'"]),
    ("note_verbosity", &["'basic,unusable_keys,explain'"]),
    (
        "old_mode",
        &["'ZERO_DATE_TIME_CAST,UTF8_IS_UTF8MB3,IGNORE_INDEX_ONLY_FOR_JOIN,COMPAT_5_1_CHECKSUM'"],
    ),
    ("optimizer_adjust_secondary_key_costs", &["'adjust_secondary_key_cost,disable_max_seek'"]),
    (
        "optimizer_switch",
        &[
            "'derived_merge=off,semijoin=off,materialization=off,index_condition_pushdown=off,index_merge=off,mrr=on,mrr_cost_based=off'",
        ],
    ),
    ("optimizer_trace", &["'enabled=on'"]),
    ("optimizer_trace_features", &["'greedy_search=off'"]),
    ("resultset_metadata", &["'NONE'"]),
    ("session_track_gtids", &["'OWN_GTID'"]),
    ("session_track_system_variables", &["'*'", "''"]),
    ("session_track_transaction_info", &["'CHARACTERISTICS'"]),
    (
        "sql_mode",
        &[
            "'ORACLE'",
            "'ANSI,NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO,IGNORE_SPACE,HIGH_NOT_PRECEDENCE'",
            "'EMPTY_STRING_IS_NULL,SIMULTANEOUS_ASSIGNMENT,TIME_ROUND_FRACTIONAL,ALLOW_INVALID_DATES'",
            "'PAD_CHAR_TO_FULL_LENGTH,NO_UNSIGNED_SUBTRACTION,REAL_AS_FLOAT'",
            "''",
        ],
    ),
    ("storage_engine", &["MyISAM"]),
    ("system_versioning_asof", &["'2020-01-01 00:00:00'"]),
    ("terminology_use_previous", &["'BEFORE_8_0_26'"]),
    ("time_zone", &["'-11:00'", "'SYSTEM'"]),
    ("transaction_isolation", &["'READ-UNCOMMITTED'", "'READ-COMMITTED'", "'SERIALIZABLE'"]),
    ("tx_isolation", &["'READ-UNCOMMITTED'", "'READ-COMMITTED'", "'SERIALIZABLE'"]),
    ("updatable_views_with_limit", &["'NO'"]),
    ("use_stat_tables", &["'NEVER'", "'PREFERABLY'"]),
    ("wsrep_osu_method", &["'RSU'"]),
    ("myisam_stats_method", &["'nulls_equal'"]),
];

/// Settings whose odd values end a command, with those values and the code of the exit.
const REFUSALS: [(&str, &str, i32); 11] = [
    // The server is read-only: an administrator's decision.
    ("read_only", "ON", 4),
    ("super_read_only", "ON", 4),
    ("tx_read_only", "ON", 4),
    ("transaction_read_only", "ON", 4),
    // The administrator's limits.
    ("max_statement_time", "0.000001", 7),
    ("max_execution_time", "1", 7),
    ("max_prepared_stmt_count", "0", 1),
    ("max_session_mem_used", "8192", 6),
    ("max_allowed_packet", "1024", 6),
    ("tmp_disk_table_size", "1024", 10),
    ("connection_memory_limit", "2097152", 1),
];

/// Settings that are left out, by the beginning of their names, with the reason.
const LEFT_OUT: [(&str, &str); 46] = [
    ("log_", "what the server writes to its log"),
    ("long_query_time", "what the server writes to its log"),
    ("min_examined_row_limit", "what the server writes to its log"),
    ("slow_query_log", "what the server writes to its log"),
    ("sql_log_off", "what the server writes to its log"),
    ("binlog_", "replication: what other servers get, and only administrators may set"),
    ("gtid_", "replication"),
    ("max_relay_log_size", "replication"),
    ("original_", "replication"),
    ("immediate_server_version", "replication"),
    ("pseudo_", "replication"),
    ("rbr_exec_mode", "replication"),
    ("replica_", "replication"),
    ("server_id", "replication"),
    ("skip_", "replication"),
    ("sql_log_bin", "replication: only administrators may set it"),
    ("sql_slave_skip_counter", "replication"),
    ("group_replication_", "a plugin of MySQL"),
    ("require_row_format", "replication"),
    ("wsrep_", "on Galera alone, whose tests are in tests/faults"),
    ("aria_", "another engine for tables"),
    ("myisam_", "another engine for tables"),
    ("transaction_allow_batching", "another engine for tables"),
    ("external_", "another engine for tables"),
    ("secondary_engine", "another engine for tables"),
    ("use_secondary_engine", "another engine for tables"),
    ("enable_secondary_engine", "another engine for tables"),
    ("enforce_storage_engine", "ends CREATE TABLE with the server's own words"),
    (
        "default_table_encryption",
        "ends CREATE TABLE with the server's own words, without a keyring",
    ),
    ("innodb_ft_", "full-text indexes, which meetctl has none of"),
    ("innodb_compression_default", "how the server stores a table, not what"),
    ("innodb_default_encryption_key_id", "how the server stores a table, not what"),
    ("innodb_tmpdir", "where the server's files are"),
    ("proxy_user", "cannot be set"),
    ("error_count", "cannot be set"),
    ("warning_count", "cannot be set"),
    ("in_transaction", "cannot be set"),
    ("last_gtid", "cannot be set"),
    ("statement_id", "cannot be set"),
    ("old_passwords", "accounts"),
    ("max_user_connections", "how many sessions a user may have"),
    ("analyze_max_length", "statistics of texts, which have no answer in them"),
    ("show_create_table_skip_secondary_engine", "another engine for tables"),
    ("tcp_nodelay", "the network"),
    ("debug", "for developers of the server"),
    ("default_master_connection", "replication"),
];

/// The id of the next row. On MySQL nothing takes it back but a row that gets it: writes fail.
const INSERT_ID: &str = "SET insert_id = 7000";

/// Settings that a session alone has, and what else a server can run when it takes a connection: all of
/// one list together.
const AT_CONNECT: [&[&str]; 2] = [
    &[
        "SET autocommit = 0",
        "SET SESSION sql_select_limit = 1",
        "SET NAMES latin1",
        "SET timestamp = 86400",
        INSERT_ID,
        "SET last_insert_id = 7000, SESSION sql_auto_is_null = 1",
        "SET SESSION foreign_key_checks = 0, SESSION unique_checks = 0",
        "SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
        "SET rand_seed1 = 1, rand_seed2 = 2, SESSION sql_safe_updates = 1",
        "SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,ONLY_FULL_GROUP_BY'",
        "BEGIN",
    ],
    &["SET SESSION completion_type = 1, autocommit = 0", "SET TRANSACTION READ ONLY"],
];

/// The statements of `init_connect`, as settings: in halves where something is wrong.
struct AtConnect<'a>(&'a Mysql);

impl Server for AtConnect<'_> {
    fn set(&self, settings: &[Assignment]) {
        let statements: Vec<&str> = settings.iter().map(|(statement, _)| &**statement).collect();
        let set = format!("SET GLOBAL init_connect = \"{}\"", statements.join("; "));
        self.0.root.execute(&set).unwrap();
    }

    fn reset(&self, _: &[Assignment]) {
        self.0.root.execute("SET GLOBAL init_connect = ''").unwrap();
    }
}

struct Mysql {
    root: Connection,
    /// Names and values as they were.
    before: Vec<Vec<String>>,
}

impl Mysql {
    fn set_back(&self, name: &str, value: &str) {
        let number = value.parse::<f64>().is_ok();
        let value = if number { value.to_owned() } else { format!("'{value}'") };
        let set = |value: &str| self.root.execute(&format!("SET GLOBAL {name} = {value}"));
        // Some that are shown as empty are NULL.
        set(&value).or_else(|_| set("DEFAULT")).unwrap();
    }

    fn knows(&self, name: &str, value: &str) -> bool {
        let before = self.before.iter().find(|row| row[0].eq_ignore_ascii_case(name));
        before.is_some_and(|row| {
            let known = self.root.execute(&format!("SET GLOBAL {name} = {value}")).is_ok();
            if known {
                self.set_back(name, &row[1]);
            }
            known
        })
    }
}

impl Server for Mysql {
    fn set(&self, settings: &[Assignment]) {
        for (name, value) in settings {
            let sql = format!("SET GLOBAL {name} = {value}");
            self.root.execute(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
    }

    fn reset(&self, settings: &[Assignment]) {
        for (name, _) in settings {
            // It has set the other one, too.
            let both = ["super_read_only", "read_only"];
            let names = if *name == both[0] { &both[..] } else { &[&**name] };
            for name in names {
                let row = self.before.iter().find(|row| row[0].eq_ignore_ascii_case(name)).unwrap();
                self.set_back(name, &row[1]);
            }
        }
    }
}

/// The settings that a session can have, each with its kind, its value for new sessions, its bounds
/// and its words.
fn list(root: &Connection, product: Product) -> Vec<Vec<String>> {
    let rows = root.query(match product {
        Product::Mariadb => {
            "SELECT LOWER(variable_name), LOWER(variable_type), global_value, \
             COALESCE(numeric_min_value, ''), COALESCE(numeric_max_value, ''), \
             COALESCE(enum_value_list, '') FROM information_schema.system_variables \
             WHERE variable_scope = 'SESSION' AND read_only = 'NO' ORDER BY variable_name"
        }
        _ => {
            "SELECT m.variable_name, LOWER(m.data_type), g.variable_value, \
             CAST(m.min_value AS CHAR), CAST(m.max_value AS CHAR), '' \
             FROM performance_schema.variables_metadata m \
             JOIN performance_schema.global_variables g ON g.variable_name = m.variable_name \
             JOIN performance_schema.session_variables s ON s.variable_name = m.variable_name \
             WHERE m.variable_scope = 'SESSION' ORDER BY m.variable_name"
        }
    });
    rows.unwrap()
}

/// The odd values of a setting, from what the server says of it.
fn odd_values(row: &[String]) -> Vec<String> {
    /// Higher values are as large, and a buffer of that size can be had.
    const LARGE: f64 = 1_000_000.0;
    let [name, kind, present, min, max, words] = row else { panic!("{row:?}") };
    if let Some((_, values)) = WORDS.iter().find(|(known, _)| known == name) {
        return values.iter().map(ToString::to_string).collect();
    }
    match kind.as_str() {
        "boolean" => vec![if present == "ON" { "OFF".to_owned() } else { "ON".to_owned() }],
        "enum" if !words.is_empty() => {
            let words = words.split(',').filter(|word| word != present);
            words.map(|word| format!("'{word}'")).collect()
        }
        _ if max.parse::<f64>().is_ok_and(|max| max > 0.0) => {
            let max = max.parse::<f64>().unwrap().min(LARGE).max(min.parse().unwrap());
            let values = [min.clone(), max.to_string()];
            values.into_iter().filter(|value| value != present).collect()
        }
        _ => panic!("{name} is new: which values are odd?"),
    }
}

fn is_left_out(name: &str) -> bool {
    let known = WORDS.iter().any(|(other, _)| *other == name);
    let out = LEFT_OUT.iter().any(|(start, _)| name.starts_with(start));
    !known && out || REFUSALS.iter().any(|(other, ..)| *other == name)
}

#[test]
fn no_setting_of_mysql_changes_an_answer_or_a_write() {
    let Some(own) = Engine::Mariadb.own_server(&Own::default()) else { return };
    let t = Meetctl::on(&own, Engine::Mariadb);
    t.run(["migrate", "up"]).success();
    let battery = Battery::new(t);
    let root = Connection::open(&own.superuser_url("mysql")).unwrap();
    let listed = list(&root, own.product);
    assert!(listed.len() > 120, "{} settings", listed.len());
    let before = root.query("SHOW GLOBAL VARIABLES").unwrap();
    let server = Mysql { root, before };
    let swept: Vec<(String, Vec<String>)> = listed
        .iter()
        .filter(|row| !is_left_out(&row[0]))
        .map(|row| {
            let values = odd_values(row).into_iter();
            (row[0].clone(), values.filter(|value| server.knows(&row[0], value)).collect())
        })
        .collect();
    let untried: Vec<&str> = swept
        .iter()
        .filter(|(_, values): &&(String, Vec<String>)| values.is_empty())
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(untried, [""; 0], "none of their odd values can be set");
    sweep(&battery, &server, &swept);
    let known = REFUSALS.into_iter().filter(|(name, value, _)| server.knows(name, value));
    refusals(&battery, &server, &known.collect::<Vec<_>>());
    let at_connect = AtConnect(&server);
    let is_mysql = own.product == Product::Mysql;
    if is_mysql {
        refusals(&battery, &at_connect, &[(INSERT_ID, "", 1)]);
    }
    for statements in AT_CONNECT {
        let statements =
            statements.iter().filter(|statement| !is_mysql || **statement != INSERT_ID);
        let one = |statement: &&str| ((*statement).to_owned(), vec![String::new()]);
        sweep(&battery, &at_connect, &statements.map(one).collect::<Vec<_>>());
    }
}

//! The settings of PostgreSQL.

use harness::{Engine, Meetctl};

use super::battery::Battery;
use super::{Assignment, Server, refusals, sweep};

/// Settings that are texts, with odd values.
const TEXTS: [(&str, &[&str]); 16] = [
    ("application_name", &["''", "'\\o''brien'"]),
    ("client_encoding", &["'LATIN1'", "'SQL_ASCII'"]),
    ("createrole_self_grant", &["'set'"]),
    ("DateStyle", &["'German, DMY'", "'SQL, MDY'", "'Postgres, YMD'"]),
    ("default_table_access_method", &["'other_heap'"]),
    ("default_tablespace", &["'pg_default'"]),
    ("default_text_search_config", &["'pg_catalog.simple'"]),
    ("lc_messages", &["'C'"]),
    ("lc_monetary", &["'C'"]),
    ("lc_numeric", &["'C'"]),
    ("lc_time", &["'C'"]),
    ("restrict_nonsystem_relation_kind", &["'view, foreign-table'"]),
    (
        "search_path",
        &[
            "pg_catalog, public",
            "public, pg_catalog",
            "nowhere, public, other",
            "public, pg_temp",
            "pg_temp, public",
        ],
    ),
    ("temp_tablespaces", &["'pg_default'"]),
    ("TimeZone", &["'America/St_Johns'", "'Pacific/Kiritimati'", "'<+23>-23'"]),
    ("timezone_abbreviations", &["'India'"]),
];

/// Settings whose odd values end a command, with those values and the code of the exit.
const REFUSALS: [(&str, &str, i32); 10] = [
    // The database is read-only: an administrator's decision.
    ("default_transaction_read_only", "on", 4),
    // The user may not take these back.
    ("session_replication_role", "replica", 4),
    ("session_replication_role", "local", 4),
    ("zero_damaged_pages", "on", 4),
    ("ignore_checksum_failure", "on", 4),
    // The administrator's limits.
    ("statement_timeout", "1", 7),
    ("max_stack_depth", "100", 1),
    ("temp_file_limit", "0", 1),
    // The database has nothing that meetctl could find.
    ("search_path", "nowhere", 9),
    ("search_path", "pg_temp", 9),
];

/// Settings that are left out, by the beginning of their names, with the reason.
const LEFT_OUT: [(&str, &str); 22] = [
    ("log_", "what the server writes to its log"),
    ("debug_", "what the server writes to its log, and plans, which enable_ sweeps too"),
    ("trace_", "what the server writes to its log"),
    ("backtrace_functions", "what the server writes to its log"),
    ("jit_", "which plans are compiled"),
    ("transaction_", "of one transaction, not of a session; transaction_timeout is below"),
    ("dynamic_library_path", "where the server finds its own code"),
    ("extension_", "where the server finds its own code"),
    ("local_preload_libraries", "the administrator's code in the session"),
    ("session_preload_libraries", "the administrator's code in the session"),
    ("allow_in_place_tablespaces", "for tests of the server: where its files are"),
    ("tcp_", "the network: how a dead peer is noticed"),
    ("wal_", "how the server writes its log, not what"),
    ("from_collapse_limit", "how long the server looks for a plan"),
    ("join_collapse_limit", "how long the server looks for a plan"),
    ("geqo", "how long the server looks for a plan"),
    ("temp_buffers", "the memory of temporary tables, which meetctl has none of"),
    ("scram_iterations", "when a password is set"),
    ("password_encryption", "when a password is set"),
    // In REFUSALS.
    ("default_transaction_read_only", "swept apart"),
    ("statement_timeout", "swept apart"),
    ("max_stack_depth", "swept apart"),
];

struct Postgres<'t>(&'t Meetctl);

impl Postgres<'_> {
    fn run(sql: &str) {
        Engine::Postgres.server().unwrap().execute(sql).unwrap();
    }
}

impl Server for Postgres<'_> {
    fn set(&self, settings: &[Assignment]) {
        // Of the user in this database, and of the database, in turns.
        for (n, (name, value)) in settings.iter().enumerate() {
            let of = ["ROLE meetctl IN DATABASE", "DATABASE"][n % 2];
            Self::run(&format!("ALTER {of} {} SET {name} = {value}", self.0.database()));
        }
    }

    fn reset(&self, _: &[Assignment]) {
        for of in ["ROLE meetctl IN DATABASE", "DATABASE"] {
            Self::run(&format!("ALTER {of} {} RESET ALL", self.0.database()));
        }
    }
}

/// The odd values of a setting, from what the server says of it.
fn odd_values(row: &[String]) -> Vec<String> {
    /// As large as the highest, of which a plan may take the memory.
    const LARGE: i64 = 100_000;
    let [name, kind, present, min, max, words] = row else { panic!("{row:?}") };
    let quoted = |word: &str| format!("'{}'", word.trim_matches('"'));
    match kind.as_str() {
        "bool" => vec![if present == "on" { "off".to_owned() } else { "on".to_owned() }],
        "enum" => {
            let words = words.trim_matches(['{', '}']).split(',');
            words.map(quoted).filter(|word| *word != quoted(present)).collect()
        }
        "string" => {
            let known = TEXTS.iter().find(|(text, _)| text == name);
            let (_, values) =
                known.unwrap_or_else(|| panic!("{name} is new: which values are odd?"));
            values.iter().map(ToString::to_string).collect()
        }
        // A plan that costs more is compiled, which takes long.
        "real" => vec![min.clone(), if max.len() > 2 { "10".to_owned() } else { max.clone() }],
        _ => {
            let max = max.parse::<i64>().unwrap().min(LARGE).to_string();
            [min.clone(), max].into_iter().filter(|value| value != present).collect()
        }
    }
}

fn is_left_out(name: &str) -> bool {
    name != "transaction_timeout"
        && (LEFT_OUT.iter().any(|(start, _)| name.starts_with(start))
            || REFUSALS.iter().any(|(other, ..)| *other == name && name != "search_path"))
}

#[test]
fn no_setting_of_postgres_changes_an_answer_or_a_write() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let battery = Battery::new(Meetctl::migrated(Engine::Postgres));
    let t = &battery.t;
    t.superuser_sql(
        "CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler; \
         CREATE SCHEMA other; GRANT ALL ON SCHEMA other TO meetctl",
    );
    // Others cannot be set for a user or a database.
    let listed = t.superuser_rows(
        "SELECT name, vartype, setting, COALESCE(min_val, ''), COALESCE(max_val, ''), \
         COALESCE(CAST(enumvals AS TEXT), '') FROM pg_settings \
         WHERE context IN ('user', 'superuser') ORDER BY name",
    );
    assert!(listed.len() > 150, "{} settings", listed.len());
    let swept: Vec<(String, Vec<String>)> = listed
        .iter()
        .filter(|row| !is_left_out(&row[0]))
        .map(|row| (row[0].clone(), odd_values(row)))
        .collect();
    let server = Postgres(t);
    sweep(&battery, &server, &swept);
    refusals(&battery, &server, &REFUSALS);
}

//! Every stored value of a database, in bytes and microseconds, read by SQL alone.

use harness::{Engine, Meetctl};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Text,
    Time,
}

use Kind::{Number, Text, Time};

/// A table, how many of its columns are the key, and these: the key comes first.
type Table = (&'static str, usize, &'static [(&'static str, Kind)]);

/// The tables that are copied.
pub const TABLES: [Table; 5] = [
    (
        "users",
        1,
        &[
            ("id", Number),
            ("name", Text),
            ("email", Text),
            ("created_at", Time),
            ("updated_at", Time),
            ("booking_seq", Number),
        ],
    ),
    (
        "meetings",
        1,
        &[
            ("id", Number),
            ("uid", Text),
            ("title", Text),
            ("description", Text),
            ("start_time", Time),
            ("end_time", Time),
            ("status", Text),
            ("created_by", Number),
            ("created_at", Time),
            ("updated_at", Time),
        ],
    ),
    ("meeting_participants", 2, &[("meeting_id", Number), ("user_id", Number)]),
    (
        "meetctl_imported",
        1,
        &[
            ("meeting_id", Number),
            ("event_uid", Text),
            ("sequence_number", Number),
            ("series_sequence", Number),
        ],
    ),
    (
        "meetctl_history",
        2,
        &[
            ("run_id", Number),
            ("entry", Number),
            ("changed_at", Time),
            ("actor", Text),
            ("command", Text),
            ("kind", Text),
            ("item_id", Number),
            ("old_values", Text),
            ("new_values", Text),
        ],
    ),
];

/// All rows, each with the name of its table: text as the hexadecimal digits of its bytes, times with
/// six digits, and when each migration was applied.
pub fn exact(t: &Meetctl) -> Vec<Vec<String>> {
    let of = |(table, key, columns): &Table| {
        let values: Vec<String> =
            columns.iter().map(|(name, kind)| expression(t.engine(), name, *kind)).collect();
        let order: Vec<&str> = columns[..*key].iter().map(|(name, _)| *name).collect();
        t.rows(&format!(
            "SELECT '{table}', {} FROM {table} ORDER BY {}",
            values.join(", "),
            order.join(", ")
        ))
    };
    let migrations = "SELECT 'seaql_migrations', version, applied_at FROM seaql_migrations \
                      ORDER BY version";
    TABLES.iter().flat_map(of).chain(t.rows(migrations)).collect()
}

/// A time that SQLite holds without a fraction is the same time.
fn expression(engine: Engine, name: &str, kind: Kind) -> String {
    match (kind, engine) {
        (Number, _) => name.to_owned(),
        (Text, Engine::Postgres) => format!("encode(convert_to({name}, 'UTF8'), 'hex')"),
        // HEX(NULL) is an empty text on SQLite.
        (Text, _) => format!("CASE WHEN {name} IS NOT NULL THEN LOWER(HEX({name})) END"),
        (Time, Engine::Sqlite) => {
            format!("'at ' || CASE length({name}) WHEN 19 THEN {name} || '.000000' ELSE {name} END")
        }
        (Time, Engine::Postgres) => format!("to_char({name}, '\"at \"YYYY-MM-DD HH24:MI:SS.US')"),
        (Time, Engine::Mariadb) => format!("DATE_FORMAT({name}, 'at %Y-%m-%d %H:%i:%s.%f')"),
    }
}

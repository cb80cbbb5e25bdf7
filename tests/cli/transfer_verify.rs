//! `transfer --verify-only`: one changed byte in any column is found and named.

use harness::{Engine, Meetctl, on_every_engine};

use crate::exact::{Kind, TABLES};

/// The row that is changed, and its key as it is printed.
const ROW: [(&str, &str); 5] = [
    ("id = 2", "2"),
    ("id = 2", "2"),
    ("meeting_id = 2 AND user_id = 3", "2/3"),
    ("meeting_id = 2", "2"),
    ("run_id = 2", "2/7"),
];

fn fill(t: &Meetctl) {
    t.seed_sql(4, 5);
    let [start, end] =
        ["2026-06-01 10:00:00", "2026-06-01 11:00:00"].map(|time| t.stored_time(time));
    t.sql(&format!(
        "UPDATE meetings SET uid = 'uid', description = 'abc', start_time = '{start}', end_time = '{end}' \
         WHERE id = 2; \
         INSERT INTO meetctl_imported VALUES (2, 'event', 1, 1), (4, 'other', 2, NULL); \
         DELETE FROM meetctl_history; \
         INSERT INTO meetctl_history VALUES (2, 7, '{start}', 'ops', 'test', 'meeting', 3, '{{}}', '{{}}')"
    ));
}

/// What a column holds afterwards: one character or one microsecond is another, or it becomes NULL.
fn changes(name: &str, kind: Kind) -> Vec<&'static str> {
    match (name, kind) {
        ("created_by", _) => vec!["1"],
        ("user_id", _) => vec!["4"],
        ("item_id", _) => vec!["9", "NULL"],
        ("old_values" | "new_values", _) => vec!["'{ }'", "NULL"],
        ("actor" | "command" | "kind", _) => vec!["'opsX'"],
        ("changed_at", _) => vec!["'2026-06-01 10:00:00.000001'"],
        ("id" | "meeting_id" | "run_id", _) => vec!["9"],
        ("status", _) => vec!["'completed'"],
        ("series_sequence", _) => vec!["2", "NULL"],
        (_, Kind::Number) => vec!["99"],
        ("email", _) => vec!["'Ben@example.org'"],
        ("uid", _) => vec!["'uiD'", "NULL"],
        ("description", _) => vec!["'abC'", "'abc '", "''", "NULL"],
        ("title", _) => vec!["'Meeting 2 '"],
        ("name", _) => vec!["'BEn'"],
        (_, Kind::Text) => vec!["'evenT'"],
        ("start_time", _) => vec!["'2026-06-01 10:00:00.000001'"],
        ("end_time", _) => vec!["'2026-06-01 11:00:00.000001'"],
        (_, Kind::Time) => vec!["'2026-05-01 09:00:00.000001'", "NULL"],
    }
}

/// Runs a statement without the foreign keys.
fn unchecked(t: &Meetctl, sql: &str) {
    match t.engine() {
        Engine::Sqlite => t.sql(&format!("PRAGMA foreign_keys = OFF; {sql}")),
        Engine::Mariadb => t.sql(&format!("SET foreign_key_checks = 0; {sql}")),
        Engine::Postgres => {
            t.superuser_sql(&format!("SET session_replication_role = replica; {sql}"));
        }
    }
}

/// Demands that both ways name the row and its column, or the row of another key, and that no other
/// table differs.
fn is_found(t: &Meetctl, other: &Meetctl, table: &str, key: &str, column: Option<&str>) {
    for (from, to, lost) in [(t, other, "missing"), (other, t, "extra")] {
        let run = from.run(["transfer", "--to", to.url(), "--verify-only", "--json"]).exits(3);
        let report = run.json();
        let what = if column.is_some() { "changed" } else { lost };
        let columns = Vec::from_iter(column);
        let row = serde_json::json!({"table": table, "key": key, "what": what, "columns": columns});
        assert_eq!(report["rows"][0], row, "{run}");
        assert_eq!(report["differences"], if column.is_some() { 1 } else { 2 }, "{run}");
        assert_eq!(report["equal"], false, "{run}");
        for (at, (name, _, _)) in TABLES.iter().enumerate() {
            let same = report["source"][at] == report["target"][at];
            assert_eq!(same, *name != table, "{name}: {run}");
        }
    }
}

on_every_engine! {
    fn one_changed_byte_of_any_column_is_named(t: &Meetctl) {
        fill(t);
        // Each engine is compared with the next one.
        let next = Engine::ALL.iter().position(|engine| *engine == t.engine()).unwrap() + 1;
        let engine = Engine::ALL[next % Engine::ALL.len()];
        if !engine.is_available() {
            return;
        }
        let other = Meetctl::empty(engine);
        t.run(["transfer", "--to", other.url()]).success();
        let mut found = 0;
        for ((table, keys, columns), (row, key)) in TABLES.iter().zip(ROW) {
            for (at, (name, kind)) in columns.iter().enumerate() {
                let is_key = at < *keys;
                let old = &t.rows(&format!("SELECT {name} FROM {table} WHERE {row}"))[0][0];
                for new in changes(name, *kind) {
                    unchecked(&other, &format!("UPDATE {table} SET {name} = {new} WHERE {row}"));
                    // A row with another key is another row.
                    is_found(t, &other, table, key, (!is_key).then_some(*name));
                    let changed = if is_key {
                        row.replace(&format!("{name} = {old}"), &format!("{name} = {new}"))
                    } else {
                        row.to_owned()
                    };
                    let undo = format!("UPDATE {table} SET {name} = '{old}' WHERE {changed}");
                    unchecked(&other, &undo);
                    found += 1;
                }
            }
        }
        assert_eq!(found, 43);
        let same = other.run(["transfer", "--to", t.url(), "--verify-only"]).success();
        assert!(same.stderr.contains("hold the same 17 rows"), "{same}");
    }
}

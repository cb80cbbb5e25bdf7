//! Databases that the Flask application made, adopted, and its own answers about them.
//!
//! They are beside the project, in `../shared/seed-db`, or in `MEETCTL_SEED_DB`. Without
//! them these tests print a note and pass.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use harness::{Engine, Meetctl, on_every_engine_empty};

on_every_engine_empty! {
    fn an_adopted_database_answers_as_the_application_did(t: &Meetctl) {
        let Some(seed) = seed() else { return };
        load(t, &seed, true);
        t.run(["migrate", "baseline"]).success();
        let text = fs::read_to_string(seed.join("expected.jsonl")).unwrap();
        let lines: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let wrong: Vec<String> = lines.iter().filter_map(|line| check(t, line)).collect();
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
        assert!(lines.len() > 100);
    }

    fn adoption_loses_no_row(t: &Meetctl) {
        let Some(seed) = seed() else { return };
        load(t, &seed, true);
        let (before, status) = (t.all_rows(), t.rows(STATUS));
        t.run(["migrate", "baseline"]).success();
        assert_eq!(before.each_ref().map(Vec::len)[..2], [40, 1500]);
        assert!(before == t.all_rows(), "a row differs");
        assert_eq!(status, t.rows(STATUS));
    }

    fn a_database_from_before_the_status_is_filled_by_the_clock(t: &Meetctl) {
        let Some(seed) = seed() else { return };
        load(t, &seed, false);
        let before = t.all_rows();
        t.run(["migrate", "baseline"]).success();
        assert_eq!(before[1].len(), 1500);
        assert!(before == t.all_rows(), "a row differs");
        // The clock of the harness.
        let now = "'2026-06-01 08:00:00.000000'";
        let filed = t.rows(&format!(
            "SELECT status, COUNT(CASE WHEN end_time < {now} THEN 1 END), \
               COUNT(CASE WHEN start_time <= {now} AND end_time >= {now} THEN 1 END), \
               COUNT(CASE WHEN start_time > {now} THEN 1 END) \
             FROM meetings GROUP BY status ORDER BY status"
        ));
        for row in &filed {
            let at = ["completed", "in_progress", "scheduled"].iter().position(|s| *s == row[0]);
            let others: Vec<&String> = (0..3).filter(|i| Some(*i) != at).map(|i| &row[i + 1]).collect();
            assert_eq!(others, ["0", "0"], "{row:?}");
        }
        assert!(filed.len() >= 2, "{filed:?}");
        t.run(["backfill-status", "--check"]).success();
    }
}

const STATUS: &str = "SELECT id, status FROM meetings ORDER BY id";

/// The directory of the databases, if there is one.
pub fn seed() -> Option<PathBuf> {
    let directory = std::env::var_os("MEETCTL_SEED_DB").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed-db"),
        PathBuf::from,
    );
    if directory.join("expected.jsonl").is_file() {
        return Some(directory);
    }
    harness::skip(format_args!("no {}: MEETCTL_SEED_DB", directory.display()));
    None
}

/// Puts one of the databases in place: the file itself, or its rows in the application's tables.
pub fn load(t: &Meetctl, seed: &Path, with_status: bool) {
    let file = seed.join(if with_status { "with-status.db" } else { "without-status.db" });
    match t.engine() {
        Engine::Sqlite => {
            fs::write(t.file(), fs::read(file).unwrap()).unwrap();
        }
        Engine::Postgres => {
            t.sql(&ddl(&seed.join("postgres-schema.sql"), with_status));
            copy_rows(t, &file, with_status);
            for table in ["users", "meetings"] {
                t.rows(&format!("SELECT setval('{table}_id_seq', (SELECT MAX(id) FROM {table}))"));
            }
        }
        Engine::Mariadb => {
            t.sql(&ddl(&seed.join("mysql-schema.sql"), with_status));
            copy_rows(t, &file, with_status);
        }
    }
}

/// The application's statements, without their comments.
fn ddl(file: &Path, with_status: bool) -> String {
    let text = fs::read_to_string(file).unwrap();
    let keeps = |line: &&str| !line.starts_with("--") && (with_status || !line.contains("status"));
    text.lines().filter(keeps).collect::<Vec<_>>().join("\n")
}

fn copy_rows(t: &Meetctl, file: &Path, with_status: bool) {
    let source = Meetctl::empty(Engine::Sqlite);
    fs::write(source.file(), fs::read(file).unwrap()).unwrap();
    let status = if with_status { ", status" } else { "" };
    let meetings = format!(
        "id, title, description, start_time, end_time, created_by, created_at, updated_at{status}"
    );
    for (table, columns) in [
        ("users", "id, name, email, created_at, updated_at"),
        ("meetings", &meetings),
        ("meeting_participants", "meeting_id, user_id"),
    ] {
        let rows = source.rows(&format!("SELECT {columns} FROM {table}"));
        for some in rows.chunks(500) {
            let values: Vec<String> = some.iter().map(|row| literals(row)).collect();
            t.sql(&format!("INSERT INTO {table} ({columns}) VALUES {}", values.join(", ")));
        }
    }
}

/// A row as SQL. Both servers convert a quoted number.
fn literals(row: &[String]) -> String {
    let literal = |text: &String| match text.as_str() {
        "NULL" => "NULL".to_owned(),
        _ => format!("'{}'", text.replace('\'', "''")),
    };
    let row: Vec<String> = row.iter().map(literal).collect();
    format!("({})", row.join(", "))
}

/// Runs one line of the expected answers; returns what is wrong with meetctl's.
fn check(t: &Meetctl, line: &Value) -> Option<String> {
    let args: Vec<&str> =
        line["args"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
    let answer = t.cmd(args.iter().copied().chain(["--json"])).run().success().json();
    let expected = &line["expect"];
    let found = match line["field"].as_str().unwrap() {
        "ids" => each(&answer, |m| m["id"].clone()),
        "ids sorted" => sorted(each(&answer, |m| m["id"].clone())),
        "rows" => each(&answer, |row| pick(row, &["month", "count"])),
        "counts" => {
            pick(&answer, &["created_count", "participated_count", "average_duration_minutes"])
        }
        "user ids and counts" => each(
            &answer,
            |row| serde_json::json!({"user_id": row["user"]["id"], "meeting_count": row["meeting_count"]}),
        ),
        "[user, first, second] sorted" => sorted(each(&answer, |row| {
            serde_json::json!([row["user"]["id"], row["first"]["id"], row["second"]["id"]])
        })),
        other => panic!("an unknown comparison: {other}"),
    };
    (!alike(expected, &found)).then(|| format!("{}: {expected} became {found}", args.join(" ")))
}

fn each(list: &Value, of: impl Fn(&Value) -> Value) -> Value {
    list.as_array().unwrap().iter().map(of).collect()
}

fn pick(object: &Value, names: &[&str]) -> Value {
    names.iter().map(|name| ((*name).to_owned(), object[*name].clone())).collect()
}

/// Sorted by number, and lists of numbers by each number.
fn sorted(list: Value) -> Value {
    let Value::Array(mut items) = list else { panic!("no list: {list}") };
    items.sort_by_key(|item| match item {
        Value::Array(parts) => parts.iter().map(|part| part.as_i64().unwrap()).collect(),
        one => vec![one.as_i64().unwrap()],
    });
    Value::Array(items)
}

/// Equal, with numbers compared to a millionth and the order of fields ignored.
fn alike(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => {
            (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() < 1e-6
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k).is_some_and(|w| alike(v, w)))
        }
        _ => left == right,
    }
}

//! Rows that an engine does not store: all of them are listed, and nothing is written.

use harness::{Engine, Meetctl};

/// What is done to a source of three users and four meetings, the engine that refuses it, and what is
/// listed.
const CASES: &[(&str, Engine, &[&str])] = &[
    (
        "UPDATE meetings SET title = 'a' || char(0) WHERE id = 3; \
         UPDATE users SET name = char(0) WHERE id = 2; \
         UPDATE meetings SET uid = 'u' || char(0) || 'x' WHERE id = 1",
        Engine::Postgres,
        &["users 2: name has a NUL", "meetings 1: uid has a NUL", "meetings 3: title has a NUL"],
    ),
    (
        "UPDATE meetings SET description = printf('%.*c', 65536, 'x') WHERE id = 2; \
         UPDATE meetings SET description = replace(printf('%.*c', 32768, 'x'), 'x', 'é') WHERE id = 4",
        Engine::Mariadb,
        &["meetings 2: description has more than 65535 bytes", "meetings 4: description has more"],
    ),
    (
        "INSERT INTO users (id, name, email) VALUES (9, 'Ada', 'ada@example.org '); \
         UPDATE meetings SET uid = 'u' WHERE id = 1; UPDATE meetings SET uid = 'u  ' WHERE id = 2",
        Engine::Mariadb,
        &["users 9: email is that of another row", "meetings 2: uid is that of another row"],
    ),
    (
        "UPDATE users SET created_at = '0999-12-31 10:00:00.000000' WHERE id = 1; \
         UPDATE users SET updated_at = '0000-00-00 00:00:00.000000' WHERE id = 2; \
         UPDATE meetings SET created_at = '2026-02-30 10:00:00.000000' WHERE id = 3",
        Engine::Mariadb,
        &[
            "users 1: created_at is not a time",
            "users 2: updated_at is not",
            "meetings 3: created_at is not",
        ],
    ),
    (
        "UPDATE users SET created_at = '0000-12-31 10:00:00.000000' WHERE id = 1; \
         UPDATE users SET updated_at = '2026-06-01 24:00:00.000000' WHERE id = 2; \
         UPDATE meetings SET created_at = 5 WHERE id = 3",
        Engine::Postgres,
        &[
            "users 1: created_at is not a time",
            "users 2: updated_at is not",
            "meetings 3: created_at is not",
        ],
    ),
];

/// What every server refuses.
const BOTH: &[(&str, &[&str])] = &[
    (
        "UPDATE users SET name = printf('%.*c', 101, 'n') WHERE id = 1; \
         UPDATE users SET email = printf('%.*c', 256, 'e') WHERE id = 2; \
         UPDATE meetings SET uid = printf('%.*c', 256, 'u') WHERE id = 1; \
         INSERT INTO meetctl_imported VALUES (3, printf('%.*c', 256, 'u'), 1, NULL)",
        &[
            "users 1: name is too long",
            "users 2: email is too long",
            "meetings 1: uid is too long",
            "meetctl_imported 3: event_uid is too long",
        ],
    ),
    (
        "UPDATE meetings SET title = X'00ff' WHERE id = 1; \
         UPDATE meetings SET description = CAST(X'ff' AS TEXT) WHERE id = 2; \
         UPDATE meetings SET created_at = X'32' WHERE id = 3; \
         UPDATE users SET booking_seq = 1.5 WHERE id = 1; \
         UPDATE users SET booking_seq = 1e30 WHERE id = 2; \
         UPDATE users SET booking_seq = 'many' WHERE id = 3",
        &[
            "users 1: booking_seq is not a number",
            "users 2: booking_seq is not a number",
            "users 3: booking_seq is not a number",
            "meetings 1: title is binary data",
            "meetings 2: description is not UTF-8",
            "meetings 3: created_at is binary data",
        ],
    ),
    (
        "PRAGMA foreign_keys = OFF; UPDATE meetings SET created_by = 77 WHERE id = 2; \
         INSERT INTO meeting_participants VALUES (88, 1), (1, 99)",
        &[
            "meetings 2: refers to a row of users that does not exist",
            "meeting_participants 88/1: refers to a row of meetings that does not exist",
            "meeting_participants 1/99: refers to a row of users that does not exist",
        ],
    ),
];

fn is_refused(sql: &str, engine: Engine, listed: &[&str]) {
    if !engine.is_available() {
        return;
    }
    let (t, other) = (Meetctl::migrated(Engine::Sqlite), Meetctl::migrated(engine));
    t.seed_sql(3, 4);
    t.sql(sql);
    other.seed_sql(1, 1);
    let (before, schema) = (other.tables(), other.schema());
    t.run(["backup", "a.db"]).success();
    let archive = t.directory().join("a.db").display().to_string();
    for run in [
        t.run(["transfer", "--to", other.url(), "--replace", "--dry-run", "--json"]),
        t.run(["transfer", "--to", other.url(), "--replace", "--yes", "--json"]),
        other.run(["restore", &archive, "--yes", "--json"]),
        t.run(["transfer", "--to", Meetctl::empty(engine).url(), "--json"]),
    ] {
        let run = run.exits(1);
        let error = run.error_json();
        assert_eq!(error["code"], "violations", "{engine:?}, {sql}: {error:#}");
        assert_eq!(error["total"], listed.len(), "{engine:?}, {sql}: {error:#}");
        let shown = error["violations"].as_array().unwrap();
        for expected in listed {
            let is_listed = |line: &serde_json::Value| line.as_str().unwrap().starts_with(expected);
            assert!(shown.iter().any(is_listed), "{engine:?}: {expected}: {error:#}");
        }
    }
    assert!(other.tables() == before && other.schema() == schema, "{sql}");
    let backups = other.home().join(".local/state/meetctl/backups");
    assert!(!backups.exists(), "a backup before nothing");
}

#[test]
fn rows_that_one_engine_refuses_are_listed() {
    for (sql, engine, listed) in CASES {
        is_refused(sql, *engine, listed);
    }
}

#[test]
fn rows_that_every_server_refuses_are_listed() {
    for (sql, listed) in BOTH {
        for engine in [Engine::Postgres, Engine::Mariadb] {
            is_refused(sql, engine, listed);
        }
    }
}

/// The first are shown, and how many more there are.
#[test]
fn of_many_rows_that_are_refused_the_first_are_listed() {
    let engine = Engine::Postgres;
    if !engine.is_available() {
        return;
    }
    let (t, other) = (Meetctl::migrated(Engine::Sqlite), Meetctl::empty(engine));
    t.seed_sql(3, 50);
    t.sql("UPDATE meetings SET title = char(0)");
    let run = t.run(["transfer", "--to", other.url()]).exits(1);
    assert!(run.stderr.contains("PostgreSQL would refuse 50 rows; nothing was written"), "{run}");
    assert_eq!(run.stderr.matches("has a NUL").count(), 20, "{run}");
    assert!(run.stderr.contains("and 30 more"), "{run}");
}

/// What only some engines refuse arrives on the others.
#[test]
fn what_another_engine_refuses_arrives() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 4);
    t.sql(
        "UPDATE meetings SET title = 'a' || char(0) || 'b', description = char(0); \
         UPDATE users SET name = char(0)",
    );
    let long = Meetctl::migrated(Engine::Sqlite);
    long.seed_sql(3, 4);
    long.sql(
        "UPDATE meetings SET description = printf('%.*c', 3000000, 'x') WHERE id = 2; \
         UPDATE users SET created_at = '0001-01-01 00:00:00.000001' WHERE id = 1; \
         INSERT INTO users (id, name, email) VALUES (9, 'Ada', 'ada@example.org ')",
    );
    for (t, engine) in [(&t, Engine::Mariadb), (&long, Engine::Postgres)] {
        if !engine.is_available() {
            continue;
        }
        let (other, back) = (Meetctl::empty(engine), Meetctl::empty(Engine::Sqlite));
        t.run(["transfer", "--to", other.url()]).success();
        other.run(["transfer", "--to", back.url()]).success();
        assert!(crate::exact::exact(t) == crate::exact::exact(&back), "{engine:?}");
    }
}

/// Times that PostgreSQL alone has come back from a backup of it.
#[test]
fn times_of_postgres_come_back() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_sql(4, 4);
    t.sql(
        "UPDATE users SET created_at = 'infinity', updated_at = '12026-06-01 10:00:00.5' WHERE id = 1; \
         UPDATE users SET created_at = '-infinity', updated_at = '0044-03-15 10:00:00 BC' WHERE id = 2; \
         UPDATE users SET created_at = '294276-12-31 23:59:59.999999' WHERE id = 3; \
         UPDATE users SET created_at = '4713-01-01 00:00:00 BC' WHERE id = 4; \
         UPDATE meetings SET start_time = '12026-06-01 10:00:00', end_time = 'infinity' WHERE id = 1",
    );
    t.run(["backup", "a.db"]).success();
    let other = Meetctl::empty(Engine::Postgres);
    other.run(["restore", &t.directory().join("a.db").display().to_string()]).success();
    assert_eq!(crate::exact::exact(&other), crate::exact::exact(&t));
    other.run(["transfer", "--to", t.url(), "--verify-only"]).success();
}

//! The ids of new rows after a transfer or a restore: the next one follows the highest.

use std::path::Path;

use harness::{Engine, Meetctl};

/// Ids in the source, and those that the next user and the next meeting get; `None`: there are none
/// left.
type Case = (&'static [i64], &'static [i64], Option<i64>, Option<i64>);

const CASES: [Case; 6] = [
    (&[1, 2, 3], &[1, 2], Some(4), Some(3)),
    (&[7], &[], Some(8), Some(1)),
    (&[5, 5_000_000_000], &[3, 4_294_967_296], Some(5_000_000_001), Some(4_294_967_297)),
    (&[1, i64::MAX - 1], &[i64::MAX], Some(i64::MAX), None),
    // Other programs may have written these.
    (&[0], &[-5, 0], Some(1), Some(1)),
    (&[-9, -3], &[-7], Some(1), Some(1)),
];

fn insert(t: &Meetctl, users: &[i64], meetings: &[i64]) {
    if t.engine() == Engine::Mariadb {
        // An id of 0 is one.
        t.sql("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
    }
    for id in users {
        t.sql(&format!("INSERT INTO users (id, name, email) VALUES ({id}, 'U', 'u{id}@x.org')"));
    }
    let [start, end] =
        ["2026-05-01 10:00:00", "2026-05-01 11:00:00"].map(|time| t.stored_time(time));
    for id in meetings {
        t.sql(&format!(
            "INSERT INTO meetings (id, title, start_time, end_time, created_by) \
             VALUES ({id}, 'M', '{start}', '{end}', {})",
            users[0]
        ));
    }
}

/// Creates a user and a meeting.
fn creates(t: &Meetctl, user: Option<i64>, meeting: Option<i64>) {
    let created = |line: &str, expected: Option<i64>| {
        let run = t.run(line.split(' ').chain(["--json"]));
        let Some(id) = expected else {
            assert_eq!(run.exits(1).error_json()["code"], "no_ids", "{:?}: {line}", t.engine());
            return;
        };
        assert_eq!(run.success().json()["id"], id, "{:?}: {line}", t.engine());
    };
    created("user create --name N --email n@example.org", user);
    let creator = user.unwrap_or_default();
    created(
        &format!("meeting create --title N --start tomorrow --duration 1h --creator {creator}"),
        meeting,
    );
}

/// From `source` by both ways into each engine, where other rows were before.
fn go_on(source: Engine) {
    if !source.is_available() {
        return;
    }
    for (users, meetings, user, meeting) in CASES {
        let zero = users.contains(&0) || meetings.contains(&0);
        if source == Engine::Mariadb && zero {
            // It would be another id.
            continue;
        }
        let t = Meetctl::migrated(source);
        insert(&t, users, meetings);
        t.run(["backup", "a.db"]).success();
        let archive = t.directory().join("a.db");
        for engine in Engine::ALL.into_iter().filter(|engine| engine.is_available()) {
            let empty = Meetctl::empty(engine);
            t.run(["transfer", "--to", empty.url()]).success();
            creates(&empty, user, meeting);
            creates(&restored_over(engine, &archive), user, meeting);
        }
    }
}

/// A database that had more rows before it was replaced.
fn restored_over(engine: Engine, archive: &Path) -> Meetctl {
    let used = Meetctl::migrated(engine);
    used.seed_sql(12, 12);
    let archive = archive.display().to_string();
    used.run(["restore", &archive, "--yes", "--no-backup"]).success();
    used
}

#[test]
fn ids_go_on_after_the_highest_of_sqlite() {
    go_on(Engine::Sqlite);
}

#[test]
fn ids_go_on_after_the_highest_of_postgres() {
    go_on(Engine::Postgres);
}

#[test]
fn ids_go_on_after_the_highest_of_mariadb() {
    go_on(Engine::Mariadb);
}

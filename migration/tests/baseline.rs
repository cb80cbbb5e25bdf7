//! The adoption of a SQLite file of the Flask application.

mod support;

use migration::runner::{Identity, RunError, RunTarget, StatusCounts, identify, plan_baseline};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use support::{adopt, content, down_by, flask, memory, now, rows, run, schema, up, up_all};

async fn made_by_flask(status: bool) -> DatabaseConnection {
    let db = memory().await;
    for sql in flask::sqlite(status) {
        run(&db, &sql).await;
    }
    db
}

/// What a fresh schema has, and the one table that the application still owns.
async fn fresh_schema() -> Vec<String> {
    let db = memory().await;
    up_all(&db).await;
    run(
        &db,
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, \
         CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
    )
    .await;
    schema(&db).await
}

#[tokio::test]
async fn both_shapes_become_a_fresh_schema_and_keep_their_rows() {
    for status in [true, false] {
        let db = made_by_flask(status).await;
        assert_eq!(identify(&db).await.unwrap(), Identity::Flask { has_status: status });
        assert!(matches!(up(&db, RunTarget::All).await, Err(RunError::Flask)));
        let before = content(&db, status).await;
        let report = adopt(&db, now()).await.unwrap();
        assert_eq!((report.users, report.meetings, report.participants), (3, 3, 3));
        assert_eq!(report.converted_times, 0);
        let counts = StatusCounts { completed: 1, in_progress: 1, scheduled: 1 };
        assert_eq!(report.status_counts, (!status).then_some(counts));
        assert_eq!(schema(&db).await, fresh_schema().await);
        assert_eq!(
            identify(&db).await.unwrap(),
            Identity::Ours { pending: vec![], unknown: vec![], dirty: vec![] }
        );
        assert_eq!(content(&db, status).await, before);
        let filed =
            if status { ["cancelled"; 3] } else { ["completed", "in_progress", "scheduled"] };
        assert_eq!(rows(&db, "SELECT status FROM meetings ORDER BY id").await, filed);
        assert!(matches!(adopt(&db, now()).await, Err(RunError::AlreadyOurs)));
    }
}

#[tokio::test]
async fn the_application_still_works() {
    let db = made_by_flask(false).await;
    adopt(&db, now()).await.unwrap();
    run(&db, &flask::meeting("new", "10:00:00.000000", "11:00:00.000000", None)).await;
    run(&db, &flask::meeting("newer", "10:00:00.000000", "11:00:00.000000", Some("completed")))
        .await;
    run(
        &db,
        "INSERT INTO users (name, email, created_at, updated_at) VALUES ('D', 'd', NULL, NULL)",
    )
    .await;
    run(&db, "UPDATE meetings SET status = 'in_progress' WHERE id = 4").await;
    assert_eq!(
        rows(&db, "SELECT CAST(id AS TEXT), status FROM meetings WHERE id > 3 ORDER BY id").await,
        ["4|in_progress", "5|completed"]
    );
    let refused = flask::meeting("empty", "10:00:00", "10:00:00.000000", None);
    assert!(db.execute_unprepared(&refused).await.is_err());
    let expected = content(&db, true).await;
    down_by(&db, RunTarget::Steps(1)).await;
    up_all(&db).await;
    assert_eq!(content(&db, true).await, expected);
    down_by(&db, RunTarget::All).await;
    assert_eq!(
        rows(&db, "SELECT name FROM sqlite_master WHERE name LIKE 'a%'").await,
        ["alembic_version"]
    );
    assert_eq!(identify(&db).await.unwrap(), Identity::Empty);
    up_all(&db).await;
    assert_eq!(schema(&db).await, fresh_schema().await);
}

#[tokio::test]
async fn the_plan_is_what_runs_and_runs_nothing() {
    for status in [true, false] {
        let (db, manual) = (made_by_flask(status).await, made_by_flask(status).await);
        let before = (schema(&manual).await, content(&manual, status).await);
        let planned = plan_baseline(&manual, now()).await.unwrap().statements;
        assert_eq!((schema(&manual).await, content(&manual, status).await), before);
        let report = adopt(&db, now()).await.unwrap();
        assert_eq!(report.statements, planned);
        for sql in planned {
            run(&manual, &sql).await;
        }
        assert_eq!(schema(&manual).await, schema(&db).await);
        assert_eq!(content(&manual, true).await, content(&db, true).await);
    }
}

#[tokio::test]
async fn rows_that_break_the_rules_stop_it_and_nothing_changes() {
    let db = made_by_flask(false).await;
    run(&db, "PRAGMA foreign_keys = OFF").await;
    run(&db, &flask::meeting("backwards", "11:00:00.000000", "10:00:00.000000", None)).await;
    run(&db, &flask::meeting("empty", "11:00:00", "11:00:00.900000", None)).await;
    run(&db, &flask::meeting("no day", "11:00:00", "25:00:00", None)).await;
    run(&db, &flask::meeting("iso", "11:00:00Z", "12:00:00+02:00", None)).await;
    run(&db, &flask::meeting(&"x".repeat(101), "11:00:00", "12:00:00", None)).await;
    run(&db, "UPDATE meetings SET created_by = 77 WHERE id = 3").await;
    run(&db, "UPDATE users SET created_at = 'never' WHERE id = 2").await;
    run(&db, "INSERT INTO meeting_participants VALUES (1, 88), (99, 1)").await;
    let before = (schema(&db).await, content(&db, false).await);
    for dry_run in [true, false] {
        let refused =
            if dry_run { plan_baseline(&db, now()).await } else { adopt(&db, now()).await };
        let Err(RunError::Violations { found, total }) = refused else {
            panic!("it should have been refused");
        };
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "users 2: created_at is not a time meetctl can read",
                "meetings 8: title is longer than 100 characters",
                "meetings 6: end_time is not a time meetctl can read",
                "meetings 4: end_time is not after start_time",
                "meetings 5: end_time is not after start_time",
                "meetings 7: end_time is not after start_time",
                "meetings 3: created_by is not a user",
                "meeting_participants 99/1: meeting_id is not a meeting",
                "meeting_participants 1/88: user_id is not a user",
            ]
        );
        assert_eq!(total, 9);
        assert_eq!((schema(&db).await, content(&db, false).await), before);
    }
}

#[tokio::test]
async fn times_in_another_form_are_brought_to_the_applications() {
    for status in [true, false] {
        let db = made_by_flask(status).await;
        run(&db, &flask::meeting("short", "10:00:00", "11:00:00", None)).await;
        run(&db, &flask::meeting("exact", "10:00:00.25", "11:00:00.123456789", None)).await;
        let iso = flask::meeting("iso", "10:00:00Z", "13:30:00+02:00", None);
        run(&db, &iso.replace("'2026-06-01 ", "'2026-06-01T")).await;
        run(&db, "UPDATE users SET updated_at = '2026-01-02T03:04' WHERE id = 2").await;
        let before = rows(&db, "SELECT title, start_time || ' ' || end_time FROM meetings").await;
        let report = adopt(&db, now()).await.unwrap();
        assert_eq!(report.converted_times, 4);
        let after = rows(&db, "SELECT title, start_time || ' ' || end_time FROM meetings").await;
        assert_eq!(after[..3], before[..3]);
        assert_eq!(
            after[3..],
            [
                "short|2026-06-01 10:00:00.000000 2026-06-01 11:00:00.000000",
                "exact|2026-06-01 10:00:00.250000 2026-06-01 11:00:00.123456",
                "iso|2026-06-01 10:00:00.000000 2026-06-01 11:30:00.000000",
            ]
        );
        let stamps = "SELECT created_at || ' ' || updated_at FROM users WHERE id = 2";
        assert_eq!(
            rows(&db, stamps).await,
            ["2026-01-02 03:04:05.678901 2026-01-02 03:04:00.000000"]
        );
    }
}

#[tokio::test]
async fn many_violations_are_counted_and_twenty_shown() {
    let db = made_by_flask(false).await;
    for _ in 0..30 {
        run(&db, &flask::meeting("empty", "11:00:00", "11:00:00", None)).await;
    }
    let refused = adopt(&db, now()).await.unwrap_err();
    let text = refused.to_string();
    assert!(text.starts_with("30 rows violate the rules of the schema\n  meetings 4: "), "{text}");
    assert!(text.ends_with("\n  and 10 more"), "{text}");
    assert_eq!(text.lines().count(), 22);
}

#[tokio::test]
async fn what_cannot_be_carried_stops_it_and_the_rest_survives() {
    let db = made_by_flask(true).await;
    run(&db, "CREATE INDEX theirs ON meetings (title)").await;
    run(&db, "CREATE TRIGGER \"no\"\"ted\" AFTER DELETE ON users BEGIN SELECT 1; END").await;
    run(&db, "CREATE VIEW titles AS SELECT title FROM meetings").await;
    run(&db, "CREATE TABLE notes (meeting_id INTEGER REFERENCES meetings (id), note TEXT)").await;
    run(&db, "INSERT INTO notes VALUES (1, 'kept')").await;
    let report = adopt(&db, now()).await.unwrap();
    assert_eq!(report.preserved, ["index theirs on meetings", "trigger no\"ted on users"]);
    let names = "SELECT name FROM sqlite_master WHERE name IN ('theirs', 'no\"ted', 'titles') \
                 OR (name = 'notes' AND sql LIKE '%REFERENCES meetings (id)%') ORDER BY name";
    assert_eq!(rows(&db, names).await, ["no\"ted", "notes", "theirs", "titles"]);
    assert_eq!(
        rows(&db, "SELECT title FROM titles ORDER BY 1").await,
        ["ahead", "past", "running"]
    );
    assert!(db.execute_unprepared("INSERT INTO notes VALUES (99, 'orphan')").await.is_err());

    for (sql, fault) in [
        ("ALTER TABLE meetings ADD COLUMN room TEXT", "meetings.room is not part"),
        ("CREATE INDEX meetings_by_start ON users (name)", "a name that meetctl needs"),
        ("ALTER TABLE users RENAME COLUMN name TO full_name", ""),
    ] {
        let db = made_by_flask(true).await;
        run(&db, sql).await;
        let before = (schema(&db).await, rows(&db, "SELECT title FROM meetings").await);
        let refused = adopt(&db, now()).await.unwrap_err();
        assert!(refused.to_string().contains(fault), "{refused}");
        assert!(
            matches!(refused, RunError::SchemaMismatch(_) | RunError::NotOurs(_)),
            "{refused:?}"
        );
        assert_eq!((schema(&db).await, rows(&db, "SELECT title FROM meetings").await), before);
    }
}

//! The same on private servers, which the harness starts where it finds them installed.

mod support;

use harness::{Engine, Product};
use migration::runner::{
    Identity, RunError, RunTarget, State, StatusCounts, identify, plan_baseline,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use support::servers::{fresh, interrupt_after, row_dump, schema_dump, urls};
use support::{adopt, down_by, flask, now, run, statements_up, status, up, up_all};

#[tokio::test]
async fn up_and_down_and_up_give_the_same_schema() {
    for url in urls() {
        let db = fresh(&url, "mig_updown").await;
        assert_eq!(identify(&db).await.unwrap(), Identity::Empty);
        assert_eq!(up_all(&db).await, migration::names());
        let expected = schema_dump(&db).await;
        assert!(expected.len() > 20, "{expected:#?}");
        for name in migration::names().iter().rev() {
            down_by(&db, RunTarget::To(name.clone())).await;
            up_all(&db).await;
            let mut again = schema_dump(&db).await;
            // A column that is added again is the last one.
            again.sort();
            assert_eq!(again, expected, "{name}");
        }
        assert_eq!(down_by(&db, RunTarget::All).await.len(), migration::names().len());
        assert_eq!(identify(&db).await.unwrap(), Identity::Empty);
        up_all(&db).await;
        assert_eq!(schema_dump(&db).await, expected);
        assert_eq!(
            identify(&db).await.unwrap(),
            Identity::Ours { pending: vec![], unknown: vec![], dirty: vec![] }
        );
    }
}

#[tokio::test]
async fn rows_survive_and_status_follows_the_clock() {
    for url in urls() {
        let db = fresh(&url, "mig_rows").await;
        let names = migration::names();
        up(&db, RunTarget::To(names[2].clone())).await.unwrap();
        run(&db, "INSERT INTO users (name, email) VALUES ('Ann', 'a@x'), ('ann', 'A@x')").await;
        run(
            &db,
            "INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
             ('past', '2026-06-01 10:00:00', '2026-06-01 11:00:00', 1), \
             ('ends now', '2026-06-01 11:00:00', '2026-06-01 12:00:00', 1), \
             ('starts now', '2026-06-01 12:00:00', '2026-06-01 13:00:00', 2), \
             ('ahead', '2026-06-01 12:00:01', '2026-06-01 13:00:00', 2)",
        )
        .await;
        run(&db, "INSERT INTO meeting_participants VALUES (1, 2), (2, 2)").await;
        up_all(&db).await;
        let expected = row_dump(&db).await;
        let statuses: Vec<&str> = expected.iter().filter_map(|row| row.split('|').nth(6)).collect();
        assert_eq!(statuses, ["completed", "in_progress", "in_progress", "scheduled"]);
        down_by(&db, RunTarget::To(names[2].clone())).await;
        up_all(&db).await;
        assert_eq!(row_dump(&db).await, expected);
    }
}

#[tokio::test]
async fn of_two_concurrent_runs_one_applies_everything() {
    for url in urls() {
        let one = fresh(&url, "mig_race").await;
        let other = support::servers::again(&url, "mig_race").await;
        for _ in 0..5 {
            let (first, second) =
                tokio::join!(up(&one, RunTarget::All), up(&other, RunTarget::All));
            let done = [first.unwrap().len(), second.unwrap().len()];
            // One does it all; the other waits and finds nothing to do.
            assert_eq!(
                (done.iter().min(), done.iter().sum()),
                (Some(&0), migration::names().len())
            );
            let all = status(&one).await;
            assert!(all.iter().all(|step| step.state == State::Applied));
            assert_eq!(all.len(), migration::names().len());
            down_by(&one, RunTarget::All).await;
        }
    }
}

#[tokio::test]
async fn mysql_finishes_an_interrupted_run() {
    for url in urls().iter().filter(|url| url.starts_with("mysql")) {
        let db = fresh(url, "mig_whole").await;
        up_all(&db).await;
        let expected = schema_dump(&db).await;
        let statements: Vec<String> = statements_up(DbBackend::MySql)
            .into_iter()
            .flat_map(|(_, statements)| statements)
            .collect();
        for cut in 1..statements.len() {
            for back in [false, true] {
                let db = fresh(url, "mig_cut").await;
                interrupt_after(url, "mig_cut", &statements[..cut]).await;
                if back {
                    let applied = status(&db).await;
                    if applied.iter().all(|step| step.applied_at.is_none()) {
                        continue;
                    }
                    down_by(&db, RunTarget::Steps(1)).await;
                    let left = status(&db).await;
                    assert!(left.iter().all(|step| step.state != State::Dirty), "{cut}");
                }
                up_all(&db).await;
                assert_eq!(schema_dump(&db).await, expected, "{}", statements[cut]);
            }
        }
    }
}

async fn made_by_flask(url: &str, name: &str, status: bool) -> DatabaseConnection {
    let db = fresh(url, name).await;
    for sql in flask::server(url.starts_with("mysql"), status) {
        run(&db, &sql).await;
    }
    db
}

/// Rows that had no status got one.
fn without_status(rows: Vec<String>) -> Vec<String> {
    let cut = |row: String| row.split('|').take(6).collect::<Vec<_>>().join("|");
    rows.into_iter().map(cut).collect()
}

#[tokio::test]
async fn both_shapes_are_adopted_and_keep_their_rows() {
    for url in urls() {
        let db = fresh(&url, "mig_fresh").await;
        up_all(&db).await;
        let expected = schema_dump(&db).await;
        for had_status in [true, false] {
            let db = made_by_flask(&url, "mig_adopt", had_status).await;
            assert_eq!(identify(&db).await.unwrap(), Identity::Flask { has_status: had_status });
            let refused = up(&db, RunTarget::All).await;
            assert!(matches!(refused, Err(RunError::Flask)));
            run(&db, &flask::meeting("backwards", "11:00:00", "10:00:00", None)).await;
            let refused = adopt(&db, now()).await.unwrap_err();
            assert_eq!(
                refused.to_string(),
                "1 row violates the rules of the schema\n  meetings 4: end_time is not after start_time"
            );
            run(&db, "DELETE FROM meetings WHERE id = 4").await;
            let planned = plan_baseline(&db, now()).await.unwrap().statements;
            let report = adopt(&db, now()).await.unwrap();
            assert_eq!(report.statements, planned);
            assert_eq!((report.users, report.meetings, report.participants), (3, 3, 3));
            let counts = StatusCounts { completed: 1, in_progress: 1, scheduled: 1 };
            assert_eq!(report.status_counts, (!had_status).then_some(counts));
            assert_eq!(schema_dump(&db).await, expected, "{planned:#?}");
            let rows = row_dump(&db).await;
            let statuses: Vec<&str> = rows.iter().filter_map(|row| row.split('|').nth(6)).collect();
            let filed = ["completed", "in_progress", "scheduled"];
            assert_eq!(statuses, if had_status { ["cancelled"; 3] } else { filed });
            works_on(&db).await;
            let rows = row_dump(&db).await;
            down_by(&db, RunTarget::Steps(5)).await;
            up_all(&db).await;
            assert_eq!(row_dump(&db).await, rows);
            down_by(&db, RunTarget::All).await;
            up_all(&db).await;
            assert_eq!(schema_dump(&db).await, expected);
        }
    }
}

/// The application's own statements on an adopted database.
async fn works_on(db: &DatabaseConnection) {
    run(db, &flask::meeting("new", "10:00:00.000000", "11:00:00.000000", None)).await;
    run(db, &flask::meeting("newer", "10:00:00", "11:00:00", Some("completed"))).await;
    run(
        db,
        "INSERT INTO users (name, email, created_at, updated_at) VALUES ('D', 'd', NULL, NULL)",
    )
    .await;
    run(db, "UPDATE meetings SET status = 'in_progress' WHERE title = 'new'").await;
    let refused = flask::meeting("empty", "10:00:00", "10:00:00", None);
    assert!(db.execute_unprepared(&refused).await.is_err());
}

#[tokio::test]
async fn an_interrupted_adoption_on_mysql_is_finished_by_the_next() {
    for url in urls().iter().filter(|url| url.starts_with("mysql")) {
        let db = fresh(url, "mig_fresh_two").await;
        up_all(&db).await;
        let expected = schema_dump(&db).await;
        for had_status in [true, false] {
            let db = made_by_flask(url, "mig_killed", had_status).await;
            let statements = plan_baseline(&db, now()).await.unwrap().statements;
            // Adopted, times have fractions of seconds.
            let rows = without_status(row_dump_of(&db, had_status).await);
            let rows: Vec<String> =
                rows.iter().map(|row| row.replace(":00|", ":00.000000|")).collect();
            for cut in 1..statements.len() {
                let db = made_by_flask(url, "mig_killed", had_status).await;
                interrupt_after(url, "mig_killed", &statements[..cut]).await;
                let later = now() + chrono::TimeDelta::minutes(1);
                adopt(&db, later)
                    .await
                    .unwrap_or_else(|error| panic!("{}: {error}", statements[cut]));
                assert_eq!(schema_dump(&db).await, expected, "{}", statements[cut]);
                let after = row_dump(&db).await;
                let statuses: Vec<&str> =
                    after.iter().filter_map(|row| row.split('|').nth(6)).collect();
                let filed = ["completed", "in_progress", "scheduled"];
                assert_eq!(statuses, if had_status { ["cancelled"; 3] } else { filed });
                assert_eq!(without_status(after), rows);
            }
        }
    }
}

/// The rows of a database that may lack the status.
async fn row_dump_of(db: &DatabaseConnection, status: bool) -> Vec<String> {
    if status {
        return row_dump(db).await;
    }
    run(db, "ALTER TABLE meetings ADD COLUMN status VARCHAR(20)").await;
    let rows = row_dump(db).await;
    run(db, "ALTER TABLE meetings DROP COLUMN status").await;
    rows
}

#[tokio::test]
async fn unusual_tables_are_adopted_or_refused() {
    for url in urls() {
        let db = fresh(&url, "mig_fresh_three").await;
        up_all(&db).await;
        let expected = schema_dump(&db).await;
        let variants: &[&[&str]] = if url.starts_with("mysql") {
            &[
                &[
                    "ALTER TABLE meetings DROP FOREIGN KEY meetings_ibfk_1",
                    "ALTER TABLE meeting_participants DROP FOREIGN KEY meeting_participants_ibfk_1",
                    "ALTER TABLE meeting_participants DROP FOREIGN KEY meeting_participants_ibfk_2",
                    "ALTER TABLE users ENGINE=MyISAM",
                    "ALTER TABLE meetings ENGINE=MyISAM",
                ],
                &["ALTER TABLE users DROP INDEX email"],
                &["ALTER TABLE meetings MODIFY title VARCHAR(300)"],
                &["ALTER TABLE users MODIFY created_at DATETIME NOT NULL"],
                &["ALTER TABLE users MODIFY created_at DATETIME(6)"],
            ]
        } else {
            &[
                &["ALTER TABLE meetings ALTER COLUMN title TYPE text"],
                &["ALTER TABLE meetings ALTER COLUMN title DROP NOT NULL"],
                &["ALTER TABLE meetings ALTER COLUMN status DROP DEFAULT"],
                &["ALTER TABLE users DROP CONSTRAINT users_email_key"],
                &["ALTER TABLE meetings DROP CONSTRAINT meeting_status_check"],
                &["UPDATE meetings SET start_time = '2026-06-01 09:00:00.9' WHERE id = 1"],
                &["CREATE VIEW titles AS SELECT title, start_time FROM meetings"],
            ]
        };
        for variant in variants {
            let db = made_by_flask(&url, "mig_odd", true).await;
            for sql in *variant {
                // MyISAM of MySQL has no room for the index on the addresses.
                let is_mysql = Engine::Mariadb.product() == Product::Mysql;
                if !(is_mysql && *sql == "ALTER TABLE users ENGINE=MyISAM") {
                    run(&db, sql).await;
                }
            }
            adopt(&db, now()).await.unwrap();
            assert_eq!(schema_dump(&db).await, expected, "{variant:?}");
        }
        for (sql, fault) in refusals(url.starts_with("mysql")) {
            let db = made_by_flask(&url, "mig_odd", true).await;
            run(&db, sql).await;
            let before = schema_dump(&db).await;
            let refused = adopt(&db, now()).await.unwrap_err();
            assert!(refused.to_string().contains(fault), "{sql}: {refused}");
            assert_eq!(schema_dump(&db).await, before);
        }
    }
}

/// Statements after which the tables cannot be adopted, and a part of the reason.
fn refusals(mysql: bool) -> Vec<(&'static str, &'static str)> {
    let mut list = vec![
        ("ALTER TABLE meetings ADD COLUMN room INTEGER NOT NULL", "meetings.room requires a value"),
        ("UPDATE meetings SET end_time = start_time", "3 rows violate the rules of the schema"),
    ];
    list.extend(if mysql {
        [
            ("ALTER TABLE users MODIFY created_at DATE", "users.created_at is date"),
            (
                "CREATE TABLE notes (u INTEGER, FOREIGN KEY (u) REFERENCES users (id))",
                "on table notes depends on column id of table users",
            ),
        ]
    } else {
        [
            (
                "ALTER TABLE meetings ALTER COLUMN end_time TYPE timestamptz",
                "meetings.end_time is timestamp with time zone",
            ),
            (
                "CREATE VIEW ids AS SELECT id FROM meetings",
                "view ids depends on column id of table meetings",
            ),
        ]
    });
    // The column of the first one has to have room for the rows that are there.
    if !mysql {
        list[0].0 = "ALTER TABLE users ADD COLUMN room INTEGER; UPDATE users SET room = 1; \
                     ALTER TABLE users ALTER COLUMN room SET NOT NULL";
        list[0].1 = "users.room requires a value";
    }
    list
}

//! Up, down and up again on SQLite, and that the plan is what runs.

mod support;

use migration::runner::{
    Identity, MigrationState, RunError, RunTarget, State, Task, identify, losses, missing_indexes,
    plan_down, repair_steps, run as run_task,
};
use sea_orm::DbBackend;
use support::{
    content, down, down_by, memory, now, rows, run, schema, sequences, statements_up, status, up,
    up_all,
};

/// The newest migration under which an end need not be after its start.
const UNCHECKED: &str = "m20240401_000002_add_user_booking_seq";

/// Two users, three meetings (past, running, ahead) and a gap at the end of each sequence.
async fn fill(db: &sea_orm::DatabaseConnection) {
    run(
        db,
        "INSERT INTO users (name, email, created_at) VALUES ('Ann', 'ann@example.org', \
         '2026-01-01 00:00:00'), ('Bob', 'bob@example.org', NULL), ('Cy', 'cy@example.org', NULL)",
    )
    .await;
    run(
        db,
        "INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
         ('past', '2026-06-01 10:00:00.000000', '2026-06-01 11:00:00.000000', 1), \
         ('ends now', '2026-06-01 11:00:00.000000', '2026-06-01 12:00:00.000000', 1), \
         ('starts now', '2026-06-01 12:00:00.000000', '2026-06-01 13:00:00.000000', 2), \
         ('ahead', '2026-06-01 12:00:01', '2026-06-01 13:00:00', 2), \
         ('gone', '2026-06-01 12:00:00', '2026-06-01 13:00:00', 2)",
    )
    .await;
    run(db, "INSERT INTO meeting_participants VALUES (1, 2), (2, 2), (3, 1)").await;
    run(db, "DELETE FROM meetings WHERE title = 'gone'").await;
    run(db, "DELETE FROM users WHERE name = 'Cy'").await;
}

#[tokio::test]
async fn up_and_down_and_up_give_the_same_schema() {
    let db = memory().await;
    assert_eq!(identify(&db).await.unwrap(), Identity::Empty);
    assert_eq!(up_all(&db).await, migration::names());
    assert_eq!(up_all(&db).await, [""; 0]);
    let fresh = schema(&db).await;
    assert_eq!(
        identify(&db).await.unwrap(),
        Identity::Ours { pending: vec![], unknown: vec![], dirty: vec![] }
    );
    let rolled_back = down_by(&db, RunTarget::All).await;
    assert_eq!(rolled_back.len(), migration::names().len());
    assert_eq!(
        rows(&db, "SELECT name FROM sqlite_master WHERE name NOT LIKE '%auto%' ORDER BY name")
            .await,
        ["meetctl_lock", "meetctl_migrations", "seaql_migrations", "sqlite_sequence"]
    );
    assert_eq!(identify(&db).await.unwrap(), Identity::Empty);
    up_all(&db).await;
    assert_eq!(schema(&db).await, fresh);
    assert_eq!(
        rows(&db, "SELECT CAST(application_id AS TEXT) FROM pragma_application_id").await,
        ["1835361652"]
    );
}

#[tokio::test]
async fn each_migration_down_and_up_keeps_rows_sequences_and_references() {
    let db = memory().await;
    up_all(&db).await;
    fill(&db).await;
    run(&db, "UPDATE meetings SET status = 'cancelled' WHERE id = 3").await;
    let names = migration::names();
    down_by(&db, RunTarget::To(names[3].clone())).await;
    up_all(&db).await;
    let (expected, numbers) = (content(&db, true).await, sequences(&db).await);
    for newest in names[3..].iter().rev() {
        let before = schema(&db).await;
        down_by(&db, RunTarget::To(newest.clone())).await;
        up_all(&db).await;
        assert_eq!(content(&db, true).await, expected, "down to {newest}");
        assert_eq!(sequences(&db).await, numbers, "down to {newest}");
        assert_eq!(schema(&db).await, before, "down to {newest}");
    }
    assert_eq!(numbers, ["meetings|5", "users|3"]);
    assert_eq!(rows(&db, "SELECT \"table\" FROM pragma_foreign_key_check").await, [""; 0]);
    assert_eq!(
        rows(&db, "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys").await,
        ["1"]
    );
}

#[tokio::test]
async fn status_is_filled_from_the_clock_and_a_fraction_does_not_matter() {
    let db = memory().await;
    let names = migration::names();
    up(&db, RunTarget::To(names[2].clone())).await.unwrap();
    fill(&db).await;
    up(&db, RunTarget::Steps(1)).await.unwrap();
    run(&db, "UPDATE meetings SET status = 'cancelled' WHERE id = 1").await;
    up_all(&db).await;
    assert_eq!(
        rows(&db, "SELECT title, status FROM meetings ORDER BY id").await,
        ["past|cancelled", "ends now|in_progress", "starts now|in_progress", "ahead|scheduled",]
    );
}

#[tokio::test]
async fn times_of_older_versions_get_the_fraction_that_sqlalchemy_writes() {
    let db = memory().await;
    let newest = "m20240501_000001_add_time_fractions";
    up_all(&db).await;
    down_by(&db, RunTarget::To("m20240401_000003_check_meeting_times".to_owned())).await;
    run(
        &db,
        "INSERT INTO users (name, email, created_at, updated_at) VALUES \
         ('Ann', 'a', '2026-01-01 00:00:00', '2026-01-01 00:00:00.678901'), ('Bob', 'b', NULL, 'never')",
    )
    .await;
    run(
        &db,
        "INSERT INTO meetings (title, start_time, end_time, created_by, created_at) VALUES \
         ('old', '2026-06-01 10:00:00', '2026-06-01 11:00:00', 1, '2026-01-01 00:00:00'), \
         ('flask', '2026-06-01 10:00:00.500000', '2026-06-01 11:00:00.500000', 1, NULL), \
         ('other', '2026-06-01T10:00:00', '2026-06-01T11:00:00', 1, NULL)",
    )
    .await;
    let before = content(&db, true).await;
    let texts = "SELECT created_at, updated_at FROM users UNION ALL \
                 SELECT start_time, end_time FROM meetings UNION ALL \
                 SELECT created_at, updated_at FROM meetings WHERE id = 1";
    assert_eq!(up(&db, RunTarget::To(newest.to_owned())).await.unwrap(), [newest]);
    let after = content(&db, true).await;
    assert_eq!(
        rows(&db, texts).await,
        [
            "2026-01-01 00:00:00.000000|2026-01-01 00:00:00.678901",
            "NULL|never",
            "2026-06-01 10:00:00.000000|2026-06-01 11:00:00.000000",
            "2026-06-01 10:00:00.500000|2026-06-01 11:00:00.500000",
            "2026-06-01T10:00:00|2026-06-01T11:00:00",
            "2026-01-01 00:00:00.000000|NULL",
        ]
    );
    down_by(&db, RunTarget::To("m20240401_000003_check_meeting_times".to_owned())).await;
    assert_eq!(content(&db, true).await, before);
    up_all(&db).await;
    assert_eq!(content(&db, true).await, after);
}

#[tokio::test]
async fn the_plan_is_what_runs() {
    let (db, manual) = (memory().await, memory().await);
    up_all(&db).await;
    for (_, statements) in statements_up(DbBackend::Sqlite) {
        for sql in statements {
            run(&manual, &sql).await;
        }
    }
    assert_eq!(schema(&manual).await, schema(&db).await);
    let records = "SELECT version, CAST(applied_at AS TEXT) FROM seaql_migrations";
    assert_eq!(rows(&manual, records).await, rows(&db, records).await);
    down_by(&db, RunTarget::All).await;
    let applied = MigrationState::assumed(DbBackend::Sqlite, true);
    let planned = plan_down(&applied, &RunTarget::All, now()).unwrap();
    for sql in planned.iter().flat_map(|step| step.statements(DbBackend::Sqlite)) {
        run(&manual, &sql).await;
    }
    assert_eq!(schema(&manual).await, schema(&db).await);
    assert_eq!(rows(&manual, records).await, [""; 0]);
}

#[tokio::test]
async fn objects_of_others_survive_a_rebuild_or_stop_it() {
    let db = memory().await;
    up_all(&db).await;
    fill(&db).await;
    run(&db, "CREATE INDEX theirs ON meetings (title)").await;
    run(&db, "CREATE VIEW titles AS SELECT title FROM meetings").await;
    run(&db, "CREATE TRIGGER noted AFTER DELETE ON meetings BEGIN SELECT 1; END").await;
    let before = schema(&db).await;
    down_by(&db, RunTarget::To(UNCHECKED.to_owned())).await;
    assert_ne!(schema(&db).await, before);
    up_all(&db).await;
    assert_eq!(schema(&db).await, before);
    run(&db, "ALTER TABLE meetings ADD COLUMN room TEXT").await;
    let refused = down(&db, RunTarget::To(UNCHECKED.to_owned())).await;
    assert!(matches!(refused, Err(RunError::Dependents(_))), "{refused:?}");
    assert_eq!(
        rows(&db, "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys").await,
        ["1"]
    );
}

#[tokio::test]
async fn what_would_be_deleted_is_listed_first() {
    let db = memory().await;
    let mut names = migration::names();
    names.reverse();
    up_all(&db).await;
    assert_eq!(losses(&db, &names).await.unwrap(), [""; 0]);
    fill(&db).await;
    run(&db, "UPDATE meetings SET uid = 'x' WHERE id = 1").await;
    assert_eq!(
        losses(&db, &names).await.unwrap(),
        [
            "discards the uid of 1 meeting",
            "discards the status of 4 meetings",
            "drops 3 participations",
            "drops 4 meetings",
            "drops 2 users",
        ]
    );
}

#[tokio::test]
async fn a_database_of_others_or_of_the_future_is_refused() {
    let db = memory().await;
    run(&db, "CREATE TABLE users (id INTEGER PRIMARY KEY)").await;
    assert_eq!(
        identify(&db).await.unwrap(),
        Identity::Foreign { tables: vec!["users".to_owned()] }
    );
    assert!(matches!(up(&db, RunTarget::All).await, Err(RunError::NotOurs(_))));

    let db = memory().await;
    up_all(&db).await;
    run(&db, "INSERT INTO seaql_migrations VALUES ('m20990101_000001_later', 0)").await;
    assert!(matches!(identify(&db).await.unwrap(), Identity::Ours { unknown, .. }
        if unknown == ["m20990101_000001_later"]));
    assert!(matches!(up(&db, RunTarget::All).await, Err(RunError::TooNew(_))));
    assert_eq!(status(&db).await.last().unwrap().state, State::Unknown);

    let db = memory().await;
    up_all(&db).await;
    run(&db, "DELETE FROM seaql_migrations WHERE version LIKE '%index_meetings'").await;
    assert!(matches!(up(&db, RunTarget::All).await, Err(RunError::OutOfOrder { .. })));
}

#[tokio::test]
async fn status_lists_every_migration_and_creates_no_table() {
    let db = memory().await;
    let list = status(&db).await;
    assert!(list.iter().all(|step| step.state == State::Pending && step.applied_at.is_none()));
    assert_eq!(schema(&db).await, [""; 0]);
    up(&db, RunTarget::Steps(2)).await.unwrap();
    let list = status(&db).await;
    assert_eq!(list[1].applied_at, Some(now()));
    assert_eq!(list[1].state, State::Applied);
    assert_eq!(list[2].state, State::Pending);
}

#[tokio::test]
async fn seaorms_own_runner_creates_the_same_schema() {
    use sea_orm_migration::MigratorTrait;
    let (db, other) = (memory().await, memory().await);
    up_all(&db).await;
    migration::Migrator::up(&other, None).await.unwrap();
    let ours = |schema: Vec<String>| -> Vec<String> {
        schema
            .into_iter()
            .filter(|line| !line.contains("seaql_migrations") && !line.contains("meetctl_"))
            .collect()
    };
    assert_eq!(ours(schema(&other).await), ours(schema(&db).await));
    fill(&other).await;
    migration::Migrator::down(&other, Some(2)).await.unwrap();
    let before = content(&other, true).await;
    // The runner continues the work of SeaORM's, and the reverse.
    assert_eq!(up_all(&other).await.len(), 2);
    migration::Migrator::down(&other, Some(2)).await.unwrap();
    assert_eq!(content(&other, true).await, before);
    assert_eq!(up_all(&other).await.len(), 2);
    let all = status(&other).await;
    assert!(all.iter().all(|m| m.state == State::Applied), "{all:?}");
    migration::Migrator::down(&other, None).await.unwrap();
    assert_eq!(identify(&other).await.unwrap(), Identity::Empty);
    assert_eq!(up_all(&other).await, migration::names());
    assert_eq!(ours(schema(&other).await), ours(schema(&db).await));
}

#[tokio::test]
async fn a_migration_that_fails_in_seaorms_own_runner_is_not_recorded() {
    use sea_orm_migration::MigratorTrait;
    let db = memory().await;
    migration::Migrator::up(&db, Some(7)).await.unwrap();
    fill(&db).await;
    // The second statement of the next migration fails.
    run(&db, "CREATE INDEX meetings_uid_key ON users (name)").await;
    let before = (schema(&db).await, content(&db, true).await);
    migration::Migrator::up(&db, Some(1)).await.unwrap_err();
    assert_eq!((schema(&db).await, content(&db, true).await), before);
    run(&db, "DROP INDEX meetings_uid_key").await;
    migration::Migrator::up(&db, Some(3)).await.unwrap();
    assert_eq!(content(&db, true).await, before.1);
}

#[tokio::test]
async fn a_repair_does_only_what_was_confirmed() {
    let db = memory().await;
    up_all(&db).await;
    let sql = "DELETE FROM seaql_migrations WHERE version LIKE '%add_meeting_uid'";
    run(&db, sql).await;
    let refused = run_task(&db, &Task::Repair(Vec::new()), now()).await;
    assert!(matches!(refused, Err(RunError::ConcurrentChange)), "{refused:?}");
    let state = MigrationState::read(&db).await.unwrap();
    let steps = repair_steps(&db, &state).await.unwrap();
    let repaired = run_task(&db, &Task::Repair(steps.clone()), now()).await;
    assert_eq!(repaired.unwrap(), ["m20240401_000001_add_meeting_uid"]);
    let again = run_task(&db, &Task::Repair(steps), now()).await;
    assert_eq!(again.unwrap(), [""; 0]);
}

#[tokio::test]
async fn of_two_concurrent_runs_one_applies_everything() {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", directory.path().join("race.db").display());
    let (one, other) = (support::sqlite(&url).await, support::sqlite(&url).await);
    for _ in 0..5 {
        let (first, second) = tokio::join!(up(&one, RunTarget::All), up(&other, RunTarget::All));
        let done = [first.unwrap().len(), second.unwrap().len()];
        // One does it all; the other waits and finds nothing to do.
        assert_eq!((done.iter().min(), done.iter().sum()), (Some(&0), migration::names().len()));
        let all = status(&one).await;
        assert!(all.iter().all(|step| step.state == State::Applied));
        assert_eq!(all.len(), migration::names().len());
        down(&one, RunTarget::All).await.unwrap();
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_everything_as_it_was() {
    let db = memory().await;
    up_all(&db).await;
    fill(&db).await;
    down_by(&db, RunTarget::To(UNCHECKED.to_owned())).await;
    let pending = status(&db).await.iter().filter(|step| step.state == State::Pending).count();
    run(&db, "UPDATE meetings SET end_time = start_time WHERE id = 2").await;
    let before = (schema(&db).await, content(&db, true).await, sequences(&db).await);
    let failed = up(&db, RunTarget::All).await.unwrap_err();
    assert!(failed.to_string().contains("meeting_time_check"), "{failed}");
    assert_eq!((schema(&db).await, content(&db, true).await, sequences(&db).await), before);
    let settings = "SELECT foreign_keys || ' ' || legacy_alter_table \
                    FROM pragma_foreign_keys, pragma_legacy_alter_table";
    assert_eq!(rows(&db, settings).await, ["1 0"]);

    run(&db, "DELETE FROM meetings WHERE id = 2").await;
    run(&db, "PRAGMA foreign_keys = OFF").await;
    run(&db, "INSERT INTO meeting_participants VALUES (77, 1)").await;
    let failed = up(&db, RunTarget::All).await.unwrap_err();
    assert!(matches!(failed, RunError::BrokenReferences(_)), "{failed:?}");
    assert_eq!(rows(&db, settings).await, ["1 0"]);
    run(&db, "DELETE FROM meeting_participants WHERE meeting_id = 77").await;
    assert_eq!(up_all(&db).await.len(), pending);
}

#[tokio::test]
async fn a_missing_index_is_found() {
    let db = memory().await;
    up_all(&db).await;
    let before = schema(&db).await;
    assert_eq!(missing_indexes(&db).await.unwrap(), []);
    run(&db, "DROP INDEX meetings_by_start").await;
    run(&db, "DROP INDEX meetings_uid_key").await;
    let missing = missing_indexes(&db).await.unwrap();
    let names: Vec<&str> = missing.iter().map(|index| index.name.as_str()).collect();
    assert_eq!(names, ["meetings_by_start", "meetings_uid_key"]);
    for index in missing {
        run(&db, &index.sql).await;
    }
    assert_eq!(schema(&db).await, before);
}
